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
    RowFormat,
    flat_rows,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown,
    write_tsv,
)
from sistercities_cli.text import escape_unprintable

if TYPE_CHECKING:
    from sistercities_cli.cli.options import OutputOptions
    from sistercities_cli.formats.rows import Record
    from sistercities_cli.terminal import TerminalConsole

NOT_FOUND, BAD_DATA = 1, 3  # exit codes; Typer exits with 2 after wrong usage
ASCII_REPLACEMENTS = {"°": " ", "★": "*"}  # where NFKD has none
FILE_TABLE_WIDTH = 160  # columns of a table that is written to a file
LARGE_FILE_BYTES = 5_000_000  # smaller files load within a second


class Output(NamedTuple):
    """The output that the options choose."""

    format: RowFormat
    columns: tuple[str, ...] | None
    header: bool


class Answer(NamedTuple):
    """The result of a command, ready for any format."""

    records: Iterable[Record]  # the objects of the JSON
    columns: tuple[str, ...]  # of the formats with rows
    display: Callable[[TerminalConsole], None]  # prints the result on a terminal
    empty_message: str  # for stderr if there are no records
    to_rows: Callable[[Iterable[Record]], Iterable[Record]] = flat_rows
    is_page: bool = False  # has something to display even without records


def choose_output(format: RowFormat | None, options: OutputOptions) -> Output:
    """Combine the options; by default a table on a terminal and TSV elsewhere.

    Raises :class:`typer.BadParameter` if ``--json`` is combined with another format.
    """
    if options.json and format not in (None, Format.JSON):
        both = f"--json and --format {format}"
        raise typer.BadParameter(f"{both} cannot be used together: choose one")
    if options.json:
        format = Format.JSON
    elif format is None:
        format = Format.TABLE if sys.stdout.isatty() else Format.TSV
    columns = options.columns
    names = None if columns is None else tuple(name.strip() for name in columns.split(","))
    return Output(format, names, not options.no_header)


def write_answer(answer: Answer, output: Output) -> None:
    """Write an answer in the chosen format."""
    columns = _check_columns(answer, output)
    records = iter(answer.records)
    first = list(islice(records, 1))
    if not first:
        print_remark(answer.empty_message)
    with _flushing(sys.stdout):
        if first or output.format is not Format.TABLE or answer.is_page:
            sys.stdout.writelines(_write(answer, output, columns, chain(first, records)))


def write_drawing(draw: Callable[[TerminalConsole], None]) -> None:
    """Draw in the width of the terminal, or in 80 columns elsewhere."""
    from sistercities_cli.terminal import TerminalConsole

    with _flushing(sys.stdout):
        draw(TerminalConsole(sys.stdout, shutil.get_terminal_size((80, 24)).columns))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines of text."""
    with _flushing(sys.stdout):
        sys.stdout.writelines(f"{line}\n" for line in lines)


def write_utf8(text: str | bytes) -> None:
    """Write text as UTF-8, whatever the encoding of stdout."""
    with _flushing(sys.stdout):
        sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)


def print_remark(text: str) -> None:
    """Print a remark on stderr, which may be closed."""
    _write_stderr(f"{text}\n")


@contextmanager
def _flushing(stream: TextIO) -> Iterator[None]:
    """Flush a stream at the end, and ignore that its reader has gone."""
    try:
        yield
        stream.flush()
    except BrokenPipeError:
        # Python flushes the buffer once more at exit, which must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _check_columns(answer: Answer, output: Output) -> tuple[str, ...]:
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
    answer: Answer, output: Output, columns: Sequence[str], records: Iterable[Record]
) -> Iterable[str]:
    """Return the lines of an answer; a table writes its own."""
    match output.format:
        case Format.TABLE:
            _display(answer, output, columns, records)
            return ()
        case Format.TSV:
            return write_tsv(answer.to_rows(records), columns, header=output.header)
        case Format.CSV:
            return write_csv(answer.to_rows(records), columns, header=output.header)
        case Format.MARKDOWN:
            return write_markdown(answer.to_rows(records), columns, header=output.header)
        case Format.JSON | Format.JSONL:
            if output.columns is not None:
                rows = answer.to_rows(records)
                records = ({name: row.get(name) for name in columns} for row in rows)
            write = write_json if output.format is Format.JSON else write_jsonl
            return write(records, ascii_only=not _writes_unicode())
        case _:
            assert_never(output.format)


def _display(
    answer: Answer, output: Output, columns: Sequence[str], records: Iterable[Record]
) -> None:
    from sistercities_cli.terminal import TerminalConsole
    from sistercities_cli.terminal.lists import show_rows

    size = shutil.get_terminal_size((FILE_TABLE_WIDTH, 0))
    console = TerminalConsole(sys.stdout, size.columns)
    if output.columns is None:
        answer.display(console)
    else:
        show_rows(console, list(answer.to_rows(records)), columns, header=output.header)


def prepare_stdout() -> None:
    """Make stdout replace the characters that its encoding lacks."""
    codecs.register_error("nearest", _replace_unencodable)
    sys.stdout.reconfigure(errors="nearest")  # type: ignore[union-attr]  # a TextIOWrapper


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Replace é by e, dashes by -, the degree sign by a space, and anything else by ?."""
    assert isinstance(error, UnicodeEncodeError)
    characters = error.object[error.start : error.end]
    return "".join(map(_replacement, characters)), error.end


def _replacement(character: str) -> str:
    letter = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    is_dash = unicodedata.category(character) == "Pd"
    return letter or ("-" if is_dash else ASCII_REPLACEMENTS.get(character, "?"))


@contextmanager
def reading_notice(path: Path | None) -> Iterator[None]:
    """Show on the terminal that a large file is being read, until it has been."""
    message = _reading_message(path) if path and sys.stderr and sys.stderr.isatty() else ""
    if not message:
        yield
        return
    can_erase = os.environ.get("TERM") != "dumb"
    _write_stderr(message if can_erase else f"{message}\n")
    try:
        yield
    finally:
        if can_erase:
            _write_stderr(f"\r{' ' * len(message)}\r")


def _write_stderr(text: str) -> None:
    with _flushing(sys.stderr):
        sys.stderr.write(text)


def _reading_message(path: Path) -> str:
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return ""  # reading the file reports the reason
    if size <= LARGE_FILE_BYTES:
        return ""
    return f"Reading {escape_unprintable(path.name)} ({size // 1_000_000} MB) ..."
