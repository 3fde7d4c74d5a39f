"""Locate and read data files. Nothing else opens one."""

import codecs
import errno
import gc
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

from sistercities_cli.errors import DataError, Problem

BUNDLED_NAME = "cities.toml"
ZIP_MAGIC = b"PK\x03\x04"  # how such archives begin, and workbooks, which are some

SYNTAX_HINTS = {
    "Invalid value": "; text goes in quotation marks",
    "Illegal character '\\n'": "; a quotation mark is missing at the end",
}


class DataFile(NamedTuple):
    """Where one data file is and how to read it and its neighbours."""

    name: str
    folder: str
    read_bytes: Callable[[str], bytes]  # takes a path

    @property
    def path(self) -> str:
        """Where it is, for reading and for messages."""
        return os.path.join(self.folder, self.name)

    def neighbour(self, name: str) -> Self:
        """Return the file of that name beside this one."""
        return self._replace(name=name)

    def read(self) -> dict[str, Any]:
        """Read and parse it; raises :class:`DataError` where it is missing or not TOML."""
        return self.parse(self.text())

    def text(self) -> str:
        """Read it; raises :class:`DataError` where it is missing or not text."""
        content = self._content()
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            if content.startswith(ZIP_MAGIC):
                problem = Problem("", "is a workbook or other archive: save it as CSV in UTF-8")
            else:
                line = content.count(b"\n", 0, error.start) + 1
                problem = Problem("", "is not UTF-8: save the file in that encoding", line)
        raise DataError(self.path, (problem,))

    def parse(self, text: str) -> dict[str, Any]:
        """Parse its text; raises :class:`DataError` where that is not TOML."""
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
        """Say how to mend the most usual mistakes, going by what the parser says of them."""
        if self.name.lower().endswith((".csv", ".tsv")):
            return "; to make a data file from a spreadsheet, use sistercities convert"
        return next((hint for mistake, hint in SYNTAX_HINTS.items() if mistake in message), "")

    def _content(self) -> bytes:
        try:
            content = self.read_bytes(self.path)
        except OSError as error:
            # That of a zip has an empty strerror, one made of a text has none.
            reason = str(error) if error.strerror is None else error.strerror
            problem = Problem("", f"cannot be read: {reason or 'there is no such file'}")
        except ValueError:
            problem = Problem("", "cannot be read: no file can have this name")
        else:
            # TOML is UTF-8; editors on some systems put a byte-order mark before it.
            return content.removeprefix(codecs.BOM_UTF8)
        raise DataError(self.path, (problem,))


def bundled_file() -> DataFile:
    """Return the data file that comes with the package."""
    return DataFile(BUNDLED_NAME, "", read_bundled)


def read_bundled(name: str) -> bytes:
    """Return the content of a file that comes with the package."""
    package = os.path.dirname(os.path.dirname(__file__))
    # The loader reads from a zip as well, and costs nothing; importlib.resources costs 18 ms.
    loader = __spec__.loader
    read: Callable[[str], bytes] = loader.get_data  # type: ignore[union-attr]  # ResourceLoader
    try:
        return read(os.path.join(package, "data", name))
    except OSError:
        # A checkout keeps it at its top.
        return read(os.path.join(os.path.dirname(os.path.dirname(package)), "data", name))


def file_at(path: str | os.PathLike[str]) -> DataFile:
    """Return the data file at a path."""
    folder, name = os.path.split(os.fspath(path))
    return DataFile(name, folder, _read_regular_file)


def _read_regular_file(path: str) -> bytes:
    # A device may have no end; a pipe has one, and shells hand pipes over as files.
    mode = os.stat(path).st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.ENODEV, "Is a device, not a file")
    with open(path, "rb") as file:
        return file.read()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Stop the garbage collector, which takes half the time of loading ever more records."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
