"""Build hooks: public addresses from one setting in pyproject.toml, and compiled data."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PAGES = {"Documentation": "README.md", "Changelog": "CHANGELOG.md"}
DATA = ("cities", "evidence")


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


class DataHook(BuildHookInterface[Any]):
    """Compile the data to JSON, which is parsed in a twentieth of the time of TOML."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Write the files beside the data, for editable installations, and into the wheel."""
        for name in DATA:
            source = Path(self.root, "data", f"{name}.toml")
            compiled, unfinished = source.with_suffix(".json"), source.with_suffix(".tmp")
            unfinished.write_bytes(compile_data(source.read_bytes()))
            unfinished.replace(compiled)  # at once: the program may be running
            build_data["force_include"][str(compiled)] = f"sistercities_cli/data/{compiled.name}"


def compile_data(content: bytes) -> bytes:
    """Convert TOML to JSON, with a checksum that shows whether the TOML has changed since."""
    document = tomllib.loads(content.decode("utf-8"))
    compiled = {"crc32": crc32(content), "document": document}
    return json.dumps(compiled, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
