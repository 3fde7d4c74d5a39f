"""Locate, read and parse data files."""

from __future__ import annotations

import codecs
import errno
import gc
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from sistercities_cli.bundled import (
    bundled_paths,
    compiled_name,
    read_bundled,
    read_compiled,
)
from sistercities_cli.datafile.schema import ValueType
from sistercities_cli.errors import DataError, Problem
from sistercities_cli.structs import Struct

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED_NAME = "cities.toml"
STDIN_NAME = "standard input"  # the name of the file "-" in messages
STDIN_PATH = "/dev/stdin"
OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
ZIP_MAGIC = b"PK\x03\x04"  # the first bytes of archives and workbooks
# Patterns needed only for syntax errors are compiled on use.
_TABLE = r"\s*\[+\s*([\w.-]+)\s*\]"
_UNQUOTED_DATE = (
    r"\s*([\w-]+)\s*=\s*([0-9]{4}-[0-9]{2}|[0-9]{1,2}([./])[0-9]{1,2}\3[0-9]{4})\s*(?:#.*)?"
)
SYNTAX_HINTS = {
    "Invalid value": "; text must be in quotation marks",
    "Illegal character '\\n'": "; a quotation mark is missing at the end",
}

_records: list[set[str]] = []  # of ``recording_paths``


class DataFile(Struct):
    """The location of a data file, with a function that reads it and its siblings."""

    path: str
    read_bytes: Callable[[str], bytes]

    def sibling(self, name: str) -> Self:
        """Return a file in the same folder or below, without following links out of it."""
        if self.read_bytes is read_bundled:
            _record_bundled(name)
            return self.replace(path=name)
        from pathlib import Path  # costs the library a tenth of its start

        folder = Path(self.path).parent
        path = str(folder / name)
        _record(path)
        # Data files are untrusted and must not open files elsewhere.
        return self.replace(path=path, read_bytes=partial(_read_file, folder=folder))

    def content(self) -> bytes:
        """Read the file; raises :class:`DataError`."""
        try:
            return self.read_bytes(self.path)
        except OSError as error:
            # Errors from a zip have an empty strerror; those with only a message have None.
            reason = str(error) if error.strerror is None else error.strerror
            problem = Problem("", f"cannot be read: {reason or 'there is no such file'}")
        except ValueError:
            problem = Problem("", "cannot be read: invalid file name")
        raise DataError(self.path, (problem,))

    def text(self) -> str:
        """Read the file as text; raises :class:`DataError`."""
        content = self.content()
        try:
            return decode(content)
        except UnicodeDecodeError as error:
            if content.startswith(ZIP_MAGIC):
                message = "is a workbook or other archive: use sistercities convert"
                problem = Problem("", message)
            else:
                line = error.object.count(b"\n", 0, error.start) + 1
                problem = Problem("", "is not UTF-8: save the file in that encoding", line)
        raise DataError(self.path, (problem,))

    def compiled(self) -> dict[str, Any] | None:
        """Return the content of a bundled file in compiled form; None if missing or outdated."""
        return read_compiled(self.path, self.content())

    def parse(self, text: str) -> dict[str, Any]:
        """Parse the text of the file; raises :class:`DataError`."""
        import tomli

        try:
            return tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            dates = _unquoted_dates(text)
            if error.lineno in [date.line for date in dates]:
                raise DataError(self.path, tuple(dates)) from None
            message = f"is not TOML: {error.msg}, column {error.colno}{self._hint(error.msg)}"
            problem = Problem("", message, error.lineno)
        except (RecursionError, ValueError):
            problem = Problem("", "cannot be used: nested too deeply, or a number is too long")
        raise DataError(self.path, (problem,))

    def _hint(self, message: str) -> str:
        if self.path.lower().endswith((".csv", ".tsv")):
            return "; to make a data file from a spreadsheet, use sistercities convert"
        return next((hint for mistake, hint in SYNTAX_HINTS.items() if mistake in message), "")


def _unquoted_dates(text: str) -> list[Problem]:
    """Find unquoted dates that are invalid in TOML, like 1973-05."""
    problems, table = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(_TABLE, line):
            table = header[1]
        elif date := re.fullmatch(_UNQUOTED_DATE, line):
            message = f"must be {ValueType.DATE}, not {date[2]}"
            problems.append(Problem(f"{table}.{date[1]}", message, number))
    return problems


def decode(content: bytes) -> str:
    """Decode UTF-8, or UTF-16 with a byte-order mark, as PowerShell writes it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")


def file_at(path: str | os.PathLike[str] | None) -> DataFile:
    """Return the data file at a path, standard input (``-``), or the bundled one."""
    if path is None:
        _record_bundled(BUNDLED_NAME)
        return DataFile(BUNDLED_NAME, read_bundled)
    name = os.fspath(path)
    _record(STDIN_PATH if name == "-" else name)
    return DataFile(STDIN_NAME, _read_stdin) if name == "-" else DataFile(name, _read_file)


@contextmanager
def recording_paths() -> Iterator[Collection[str]]:
    """Record the paths of files that are used as input, including evidence not yet read."""
    record: set[str] = set()
    _records.append(record)
    try:
        yield record
    finally:
        _records.pop()


def _record_bundled(name: str) -> None:
    _record(*bundled_paths(name), *bundled_paths(compiled_name(name)))


def _record(*paths: str) -> None:
    for record in _records:
        record.update(paths)


def _read_stdin(_: str) -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    with suppress(AttributeError, OSError):  # on Windows
        os.set_blocking(0, True)  # a parent may have left it non-blocking: reads would end early
    return sys.stdin.buffer.read()


def _read_file(name: str, folder: Path | None = None) -> bytes:
    """Read a regular file, within a folder if one is given, or an open pipe."""
    from pathlib import Path

    path = Path(name)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):  # Windows would report missing permissions
        raise OSError(errno.EISDIR, "Is a directory")
    # Reading a device may never end, and opening a named pipe waits for a writer. Shells pass
    # the output of commands as open pipes.
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.ENODEV, "Is a device, not a file")
    if stat.S_ISFIFO(mode) and (folder or not name.startswith(OPEN_PIPES)):
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
