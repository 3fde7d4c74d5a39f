"""Dry-run command lines to find out whether they work.

Imported only after an error.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import typer

from sistercities_cli.cli.arguments import (
    HELP_OPTIONS,
    Shell,
    data_option,
    expand_home,
    resolve_data_path,
)
from sistercities_cli.cli.errors import (
    NoSuchOption,
    UnknownCommandError,
    UsageError,
    WrongValueError,
)
from sistercities_cli.cli.lookup import load_directory, opened
from sistercities_cli.cli.streams import ClosedPipeError
from sistercities_cli.errors import SisterCitiesError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from sistercities_cli.directory import Directory

GLOBAL_OPTIONS = (*HELP_OPTIONS, "--version", "--install-completion", "--show-completion")
MAX_DRY_RUNS = 60  # each takes about a millisecond
# A larger input would delay the message by seconds.
MAX_DATA_BYTES, MAX_SPREADSHEET_BYTES, MAX_PAGE_RELATIONSHIPS = 1_000_000, 50_000, 500


class ClosedPipe(io.RawIOBase):
    """A stream that ends a command at its first output."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, _content: ReadableBuffer, /) -> NoReturn:
        """Raise the error of a closed pipe."""
        raise ClosedPipeError


class Program:
    """The commands of the program, and a limited number of dry runs."""

    def __init__(self, names: Collection[str], command: Callable[[str], Any]) -> None:
        self.names = names
        self.command = command
        self._tried: set[tuple[str, ...]] = set()

    def options(self, name: str) -> Mapping[str, Any]:
        """Return the options of a command by name, or those without a command."""
        if name not in self.names:
            return dict.fromkeys(GLOBAL_OPTIONS)
        options = (one for one in self.command(name).params if one.param_type_name == "option")
        return {name: option for option in options for name in option.opts}

    def find_error(self, words: Sequence[str]) -> Exception | None:
        """Return the error of a command line, or None if it works.

        A line that is empty, was tried before or exceeds the limit has an uncorrectable error.
        """
        if not words or tuple(words) in self._tried or len(self._tried) == MAX_DRY_RUNS:
            return SisterCitiesError("not tried")
        self._tried.add(tuple(words))
        return self._dry_run(words)

    def _dry_run(self, words: Sequence[str]) -> Exception | None:
        name, *rest = words
        if name in GLOBAL_OPTIONS:
            return _find_global_error(name, rest)
        if name.startswith("--"):
            return NoSuchOption(name)
        if name not in self.names:
            return UnknownCommandError(name)
        command = self.command(name)
        try:
            with (
                _streams_detached(),
                command.make_context(name, rest, help_option_names=HELP_OPTIONS) as context,
            ):
                _prepare(context)
                command.invoke(context)
        except (UsageError, SisterCitiesError, OSError, MemoryError) as error:
            return error
        except (typer.Exit, ClosedPipeError):
            pass  # help, or the exit code of `check`
        return None


def _find_global_error(name: str, rest: Sequence[str]) -> UsageError | None:
    """Return the error in the words after a global option."""
    if rest and name.endswith("-completion"):
        shell, *rest = rest
        if shell not in get_args(Shell):
            return WrongValueError("no such shell", shell, values=get_args(Shell))
    return NoSuchOption(rest[0]) if rest and rest[0].startswith("-") else None


@contextmanager
def _streams_detached() -> Iterator[None]:
    """Detach the standard streams: the first output ends the command."""
    stdin, sys.stdin = sys.stdin, None
    stdout = io.TextIOWrapper(io.BufferedWriter(ClosedPipe(), 1), "utf-8", write_through=True)
    try:
        with redirect_stdout(stdout), redirect_stderr(io.StringIO()):
            yield
    finally:
        sys.stdin = stdin


def _prepare(context: Any) -> None:
    """Keep a command from writing a file, and from waiting for its input."""
    values = context.params
    path, values["output"] = values["output"], None
    if path and not _can_be_file(expand_home(Path(path))):
        raise SisterCitiesError("cannot be written")
    context.obj = _stop
    if _depends_on_data(context):
        context.obj = _open_for_page if context.info_name == "site" else _open
    if context.info_name == "convert":
        _reject_slow_input(expand_home(values["file"]), MAX_SPREADSHEET_BYTES)
    elif context.info_name == "check":  # accepts any file, however invalid
        device = Path(os.devnull)
        values.update({"data": device} if values["data"] else {"file": [device]})


def _reject_slow_input(path: Path, limit: int) -> None:
    """Raise an error if reading a file may consume it or take long."""
    with suppress(OSError, ValueError):  # reading the file reports the reason
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            raise SisterCitiesError("not tried")


def _open(data: Path | None) -> Directory:
    """Return the directory that was opened, or load it from a small file."""
    path = resolve_data_path(data)
    if path in opened:
        return opened[path]
    if str(path) == "-":
        raise SisterCitiesError("standard input cannot be read again")
    if path:
        _reject_slow_input(path, MAX_DATA_BYTES)
    return load_directory(path)


def _open_for_page(data: Path | None) -> Directory:
    """Return a directory whose page is generated at once."""
    directory = _open(data)
    if len(directory.relationships) > MAX_PAGE_RELATIONSHIPS:
        raise SisterCitiesError("not tried")
    return directory


def _can_be_file(path: Path) -> bool:
    return os.path.isdir(path.parent) and not os.path.isdir(path)  # noqa: PTH112  # Path.is_dir may raise


def _depends_on_data(context: Any) -> bool:
    """Check for a data file, or values other than choices, such as names."""
    typed = [
        one
        for one in context.command.params
        if context.get_parameter_source(one.name).name == "COMMANDLINE"
    ]
    fixed = [one for one in typed if getattr(one, "is_flag", False) or hasattr(one.type, "choices")]
    return len(fixed) < len(typed) or resolve_data_path(None) is not None


def _stop(_data: Path | None) -> NoReturn:
    """End a command that works with any directory."""
    raise ClosedPipeError


def directory_of(words: Sequence[str]) -> Directory | None:
    """Return the directory of a command line, if it can be loaded."""
    try:
        return _open(next(map(Path, data_option(words)[1:]), None))
    except SisterCitiesError:
        return None
