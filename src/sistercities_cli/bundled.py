"""Read the files bundled with the package."""

from __future__ import annotations

import os
from collections.abc import Callable


def read_bundled(name: str) -> bytes:
    """Read a bundled file."""
    # The loader also reads from zip files, at no cost; importing importlib.resources takes 18 ms.
    loader = __spec__.loader
    read: Callable[[str], bytes] = loader.get_data  # type: ignore[union-attr]  # ResourceLoader
    package = __file__.rsplit(os.sep, 1)[0]
    try:
        return read(f"{package}{os.sep}data{os.sep}{name}")
    except OSError:  # in a checkout, data/ is at the top level
        return read(f"{package}/../../data/{name}")
