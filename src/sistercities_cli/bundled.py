"""Read the files bundled with the package."""

from __future__ import annotations

import os
from collections.abc import Callable


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


def bundled_paths(name: str) -> tuple[str, str]:
    """Return the paths of a bundled file in the package and, at the top level, in a checkout."""
    package = __file__.rsplit(os.sep, 1)[0]
    return f"{package}{os.sep}data{os.sep}{name}", f"{package}/../../data/{name}"
