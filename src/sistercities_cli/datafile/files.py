"""Locate, read and parse data files."""

from __future__ import annotations

import codecs
import errno
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from sistercities_cli.bundled import read_bundled
from sistercities_cli.errors import DataError, Problem
from sistercities_cli.structs import Struct

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED_NAME = "cities.toml"
OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
ZIP_MAGIC = b"PK\x03\x04"  # the first bytes of archives and workbooks
SYNTAX_HINTS = {
    "Invalid value": "; text goes in quotation marks",
    "Illegal character '\\n'": "; a quotation mark is missing at the end",
}


class DataFile(Struct):
    """The location of a data file, with a function that reads it and its siblings."""

    path: str
    read_bytes: Callable[[str], bytes]

    def sibling(self, name: str) -> Self:
        """Return a file in the same folder or below, without following links out of it."""
        from pathlib import Path  # costs the library a tenth of its start

        folder = Path(self.path).parent
        sibling = self.replace(path=str(folder / name))
        if self.read_bytes is _read_file:
            # Data files are untrusted: they must not make the program open other files.
            return sibling.replace(read_bytes=partial(_read_file, folder=folder))
        return sibling

    def text(self) -> str:
        """Read the file as text; raises :class:`DataError`."""
        try:
            # TOML is UTF-8; some editors begin it with a byte-order mark.
            content = self.read_bytes(self.path).removeprefix(codecs.BOM_UTF8)
            return content.decode("utf-8")
        except OSError as error:
            # Errors from a zip have an empty strerror; those with only a message have None.
            reason = str(error) if error.strerror is None else error.strerror
            problem = Problem("", f"cannot be read: {reason or 'there is no such file'}")
        except UnicodeDecodeError as error:
            if content.startswith(ZIP_MAGIC):
                problem = Problem("", "is a workbook or other archive: save it as CSV in UTF-8")
            else:
                line = content.count(b"\n", 0, error.start) + 1
                problem = Problem("", "is not UTF-8: save the file in that encoding", line)
        except ValueError:
            problem = Problem("", "cannot be read: no file can have this name")
        raise DataError(self.path, (problem,))

    def parse(self, text: str) -> dict[str, Any]:
        """Parse the text of the file; raises :class:`DataError`."""
        import tomli

        try:
            return tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            message = f"is not TOML: {error.msg}, column {error.colno}{self._hint(error.msg)}"
            problem = Problem("", message, error.lineno)
        except (RecursionError, ValueError):
            problem = Problem("", "cannot be used: nested too deeply, or a number is too long")
        raise DataError(self.path, (problem,))

    def _hint(self, message: str) -> str:
        if self.path.lower().endswith((".csv", ".tsv")):
            return "; to make a data file from a spreadsheet, use sistercities convert"
        return next((hint for mistake, hint in SYNTAX_HINTS.items() if mistake in message), "")


def file_at(path: str | os.PathLike[str] | None) -> DataFile:
    """Return the data file at a path, or the bundled one."""
    if path is None:
        return DataFile(BUNDLED_NAME, read_bundled)
    return DataFile(os.fspath(path), _read_file)


def _read_file(name: str, folder: Path | None = None) -> bytes:
    """Read a regular file, within a folder if one is given, or an open pipe."""
    from pathlib import Path

    path = Path(name)
    # Reading a device may never end, nor may waiting for somebody to write to a named pipe. Shells
    # pass the output of commands as open pipes.
    if path.is_char_device() or path.is_block_device():
        raise OSError(errno.ENODEV, "Is a device, not a file")
    if path.is_fifo() and (folder or not name.startswith(OPEN_PIPES)):
        raise OSError(errno.ENODEV, "Is a named pipe, not a file")
    if folder and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(errno.EPERM, "Is a link that leads out of the folder of the data file")
    return path.read_bytes()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector, which takes half the time of loading many records."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
