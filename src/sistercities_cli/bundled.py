"""Read the files bundled with the package."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any


def read_bundled(name: str) -> bytes:
    """Read a bundled file."""
    # The loader also reads from zip files, at no cost; importing importlib.resources takes 18 ms.
    loader = __spec__.loader
    read: Callable[[str], bytes] = loader.get_data  # type: ignore[union-attr]  # ResourceLoader
    installed, in_checkout = bundled_paths(name)
    try:
        return read(installed)
    except OSError:
        return read(in_checkout)


def read_compiled(name: str, content: bytes) -> dict[str, Any] | None:
    """Read the compiled form of a bundled TOML file; return None if it is missing or outdated.

    ``content`` is that of the TOML file, which may have been edited since the build.
    """
    import json
    from zlib import crc32

    try:
        compiled: dict[str, Any] = json.loads(read_bundled(compiled_name(name)))
    except OSError:  # a checkout that is not installed
        return None
    document: dict[str, Any] = compiled["document"]
    return document if compiled["crc32"] == crc32(content) else None


def compiled_name(name: str) -> str:
    """Return the name of the compiled form of a TOML file."""
    return f"{name.removesuffix('.toml')}.json"


def bundled_paths(name: str) -> tuple[str, str]:
    """Return the paths of a bundled file in the package and, at the top level, in a checkout."""
    package = __file__.rsplit(os.sep, 1)[0]
    return f"{package}{os.sep}data{os.sep}{name}", f"{package}/../../data/{name}"
