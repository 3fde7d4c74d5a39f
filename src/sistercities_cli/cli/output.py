"""Write results to stdout in the chosen format, and remarks to stderr."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO, assert_never

import typer

from sistercities_cli.formats import (
    Format,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown,
    write_tsv,
)
from sistercities_cli.formats.rows import flat_rows
from sistercities_cli.text import escape_unprintable

if TYPE_CHECKING:
    from sistercities_cli.formats.rows import Record
    from sistercities_cli.terminal import TerminalConsole

NOT_FOUND, BAD_DATA = 1, 3  # wrong usage is 2, by way of Typer
ASCII_REPLACEMENTS = {"°": " ", "★": "*"}  # what is near to them in ASCII
FILE_TABLE_WIDTH = 160  # of a table that goes into a file


class OutputOptions(NamedTuple):
    """What the options say about the output."""

    format: Format
    columns: tuple[str, ...] | None
    header: bool


class Answer(NamedTuple):
    """What a command found out, ready for any format."""

    records: Iterable[Record]  # objects of the JSON
    columns: tuple[str, ...]  # of the formats with rows
    display: Callable[[TerminalConsole], None]  # prints it on a terminal
    nothing: str  # says that there is nothing, for stderr
    rows: Callable[[Iterable[Record]], Iterable[Record]] = flat_rows  # those of some records
    is_page: bool = False  # has something to display without any record


def choose_output(
    format: Format | None, json: bool, columns: str | None, no_header: bool
) -> OutputOptions:
    """Work out the output from the options.

    On a terminal the default is a table, elsewhere TSV. Raises :class:`typer.BadParameter`
    where ``--json`` meets another format.
    """
    if json and format not in (None, Format.JSON):
        both = f"--json and --format {format}"
        raise typer.BadParameter(f"{both} cannot be used together: choose one")
    if json:
        format = Format.JSON
    elif format is None:
        format = Format.TABLE if sys.stdout.isatty() else Format.TSV
    names = tuple(name.strip() for name in columns.split(",")) if columns is not None else None
    return OutputOptions(format, names, not no_header)


def send(answer: Answer, output: OutputOptions) -> None:
    """Write the answer; ends quietly where nobody reads on."""
    columns = _columns(answer, output)
    found = iter(answer.records)
    first = next(found, None)
    if first is None:
        print_remark(answer.nothing)
    with _ignoring_closed_pipe(sys.stdout):
        rows = () if first is None else chain([first], found)
        sys.stdout.writelines(_write(answer, output, columns, rows))
        sys.stdout.flush()


def send_drawing(draw: Callable[[TerminalConsole], None]) -> None:
    """Draw as wide as the terminal, in 80 columns elsewhere; ends quietly where nobody looks."""
    from sistercities_cli.terminal import TerminalConsole

    with _ignoring_closed_pipe(sys.stdout):
        draw(TerminalConsole(sys.stdout, shutil.get_terminal_size((80, 24)).columns))
        sys.stdout.flush()


def send_lines(lines: Iterable[str]) -> None:
    """Write lines as they are; ends quietly where nobody reads on."""
    with _ignoring_closed_pipe(sys.stdout):
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()


def send_bytes(content: bytes) -> None:
    """Write bytes as they are; ends quietly where nobody reads on."""
    with _ignoring_closed_pipe(sys.stdout):
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def print_remark(text: str) -> None:
    """Say something about an answer on stderr, if somebody listens."""
    with _ignoring_closed_pipe(sys.stderr):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


@contextmanager
def _ignoring_closed_pipe(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # What is still in the buffer must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _columns(answer: Answer, output: OutputOptions) -> tuple[str, ...]:
    if output.columns is None:
        return answer.columns
    unknown = [name for name in output.columns if name not in answer.columns]
    if unknown:
        raise typer.BadParameter(
            f"no column is called {' or '.join(map(repr, unknown))}:"
            f" there are {', '.join(answer.columns)}",
            param_hint="'--columns'",
        )
    return output.columns


def _write(
    answer: Answer, output: OutputOptions, columns: Sequence[str], found: Iterable[Record]
) -> Iterable[str]:
    """Return the text of an answer; a table goes to the terminal by itself."""
    match output.format:
        case Format.TABLE:
            _display(answer, output, columns, found)
            return ()
        case Format.TSV:
            return write_tsv(answer.rows(found), columns, header=output.header)
        case Format.CSV:
            return write_csv(answer.rows(found), columns, header=output.header)
        case Format.MARKDOWN:
            return write_markdown(answer.rows(found), columns, header=output.header)
        case Format.JSON | Format.JSONL:
            if output.columns is not None:
                rows = answer.rows(found)
                found = ({name: row.get(name) for name in columns} for row in rows)
            write = write_json if output.format is Format.JSON else write_jsonl
            return write(found, ascii_only=not _writes_unicode())
        case _:
            assert_never(output.format)


def _display(
    answer: Answer, output: OutputOptions, columns: Sequence[str], found: Iterable[Record]
) -> None:
    first = list(islice(found, 1))
    if not first and not answer.is_page:
        return
    from sistercities_cli.terminal import TerminalConsole
    from sistercities_cli.terminal.lists import show_rows

    size = shutil.get_terminal_size((FILE_TABLE_WIDTH, 0))
    console = TerminalConsole(sys.stdout, size.columns)
    if output.columns is None:
        answer.display(console)
    else:
        rows = list(answer.rows(chain(first, found)))
        show_rows(console, rows, columns, header=output.header)


def prepare_stdout() -> None:
    """Make stdout take any text: what its encoding lacks is replaced by the nearest it has."""
    codecs.register_error("nearest", _replace_unencodable)
    sys.stdout.reconfigure(errors="nearest")  # type: ignore[union-attr]  # a TextIOWrapper


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Write é as e, a dash as -, a degree sign as a blank, and what has nothing near it as ?."""
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    return "".join(_nearest_character(sign) for sign in signs), error.end


def _nearest_character(sign: str) -> str:
    letter = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    dash = unicodedata.category(sign) == "Pd"
    return letter or ("-" if dash else ASCII_REPLACEMENTS.get(sign, "?"))


LARGE_FILE_BYTES = 5_000_000  # bytes; what is smaller is read within a second


@contextmanager
def reading_notice(path: Path | None) -> Iterator[None]:
    """Say that a large file is being read, until it has been; nothing where stderr is a file."""
    message = (
        _reading_message(path) if path and sys.stderr is not None and sys.stderr.isatty() else ""
    )
    if not message:
        yield
        return
    stays = os.environ.get("TERM") == "dumb"  # such a terminal cannot go back in a line
    _write_stderr(f"{message}\n" if stays else message)
    try:
        yield
    finally:
        if not stays:
            _write_stderr(f"\r{' ' * len(message)}\r")


def _write_stderr(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _reading_message(path: Path) -> str:
    try:
        size = os.stat(path).st_size
    except (OSError, ValueError):
        return ""  # reading it will say why
    return (
        f"Reading {escape_unprintable(path.name)} ({size // 1_000_000} MB) ..."
        if size > LARGE_FILE_BYTES
        else ""
    )
