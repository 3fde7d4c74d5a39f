"""Say on a terminal what is taking so long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sistercities_cli.errors import printable

LARGE = 5_000_000  # bytes; what is smaller is read within a second


@contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """Say that a large file is being read, until it has been; nothing where stderr is a file."""
    message = _message(path) if path and sys.stderr is not None and sys.stderr.isatty() else ""
    if not message:
        yield
        return
    stays = os.environ.get("TERM") == "dumb"  # such a terminal cannot go back in a line
    _say(f"{message}\n" if stays else message)
    try:
        yield
    finally:
        if not stays:
            _say(f"\r{' ' * len(message)}\r")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _message(path: Path) -> str:
    try:
        size = os.stat(path).st_size
    except (OSError, ValueError):
        return ""  # reading it will say why
    return f"Reading {printable(path.name)} ({size // 1_000_000} MB) ..." if size > LARGE else ""
