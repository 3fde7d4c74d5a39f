"""Output devices that accept a few bytes at a time, and none once they are full."""

from __future__ import annotations

import errno
import io
import os
from typing import Any, BinaryIO, cast


class Device(io.RawIOBase):
    """A device that raises an error when it has no space left."""

    def __init__(self, size: int, error: int = errno.ENOSPC, *, at_once: int = 1000) -> None:
        self.content = b""
        self.size, self.error, self._at_once = size, error, at_once

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        taken = bytes(content)[: min(self._at_once, self.size - len(self.content))]
        if not taken:
            raise OSError(self.error, os.strerror(self.error))
        self.content += taken
        return len(taken)


def unbuffered(device: Device, encoding: str = "utf-8") -> io.TextIOWrapper:
    """Wrap a device as Python does with PYTHONUNBUFFERED."""
    return io.TextIOWrapper(cast("BinaryIO", device), encoding, write_through=True)


def buffered(device: Device, encoding: str = "utf-8") -> io.TextIOWrapper:
    """Wrap a device as Python does otherwise."""
    return io.TextIOWrapper(io.BufferedWriter(device), encoding)
