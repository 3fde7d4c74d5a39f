"""Build hook that derives all public addresses from one setting in pyproject.toml."""

from __future__ import annotations

from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PAGES = {"Documentation": "README.md", "Changelog": "CHANGELOG.md"}


class AddressHook(MetadataHookInterface):
    """Add the project's URLs, and complete the links that the readme's substitutions prefix."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Update the metadata; without a base address, links stay relative."""
        base, version = self.config["base"].rstrip("/"), metadata["version"]
        pages = f"{base}/blob/v{version}/" if base else ""
        files = f"{base}/raw/v{version}/" if base else ""
        readme = metadata["readme"]
        readme["text"] = readme["text"].replace("base:page/", pages).replace("base:file/", files)
        urls = {name: pages + path for name, path in PAGES.items()}
        urls |= {"Homepage": base, "Issues": f"{base}/issues"}
        metadata["urls"] = urls if base else {}
