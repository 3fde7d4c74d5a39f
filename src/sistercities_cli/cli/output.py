"""Send an answer to stdout in the format asked for, and remarks about it to stderr."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TextIO, assert_never

import typer

from sistercities_cli.render import delimited
from sistercities_cli.render.records import flat_rows

if TYPE_CHECKING:
    from sistercities_cli.render.records import Record
    from sistercities_cli.render.terminal import TerminalConsole


SIGNS = {"°": " ", "★": "*"}  # what is near to them in ASCII
WIDTH_ELSEWHERE = 160  # of a table that goes into a file


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


class Output(NamedTuple):
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


def choose(format: Format | None, json: bool, columns: str | None, no_header: bool) -> Output:
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
    return Output(format, names, not no_header)


def send(answer: Answer, output: Output) -> None:
    """Write the answer; ends quietly where nobody reads on."""
    columns = _columns(answer, output)
    found = iter(answer.records)
    first = next(found, None)
    if first is None:
        say(answer.nothing)
    with _quiet_when_closed(sys.stdout):
        rows = () if first is None else chain([first], found)
        sys.stdout.writelines(_write(answer, output, columns, rows))
        sys.stdout.flush()


def send_drawing(draw: Callable[[TerminalConsole], None]) -> None:
    """Draw as wide as the terminal, in 80 columns elsewhere; ends quietly where nobody looks."""
    from sistercities_cli.render.terminal import TerminalConsole

    with _quiet_when_closed(sys.stdout):
        draw(TerminalConsole(sys.stdout, shutil.get_terminal_size((80, 24)).columns))
        sys.stdout.flush()


def send_lines(lines: Iterable[str]) -> None:
    """Write lines as they are; ends quietly where nobody reads on."""
    with _quiet_when_closed(sys.stdout):
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()


def send_bytes(content: bytes) -> None:
    """Write bytes as they are; ends quietly where nobody reads on."""
    with _quiet_when_closed(sys.stdout):
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def say(text: str) -> None:
    """Say something about an answer on stderr, if somebody listens."""
    with _quiet_when_closed(sys.stderr):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


@contextmanager
def _quiet_when_closed(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # What is still in the buffer must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _columns(answer: Answer, output: Output) -> tuple[str, ...]:
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
    answer: Answer, output: Output, columns: Sequence[str], found: Iterable[Record]
) -> Iterable[str]:
    """Return the text of an answer; a table goes to the terminal by itself."""
    match output.format:
        case Format.TABLE:
            _display(answer, output, columns, found)
            return ()
        case Format.TSV:
            return delimited.tsv(answer.rows(found), columns, header=output.header)
        case Format.CSV:
            return delimited.csv(answer.rows(found), columns, header=output.header)
        case Format.MARKDOWN:
            from sistercities_cli.render import markdown

            return markdown.table(answer.rows(found), columns, header=output.header)
        case Format.JSON | Format.JSONL:
            from sistercities_cli.render import jsontext

            if output.columns is not None:
                rows = answer.rows(found)
                found = ({name: row.get(name) for name in columns} for row in rows)
            write = jsontext.document if output.format is Format.JSON else jsontext.lines
            return write(found, ascii_only=not _writes_unicode())
        case _:
            assert_never(output.format)


def _display(
    answer: Answer, output: Output, columns: Sequence[str], found: Iterable[Record]
) -> None:
    first = list(islice(found, 1))
    if not first and not answer.is_page:
        return
    from sistercities_cli.render import tables
    from sistercities_cli.render.terminal import TerminalConsole

    size = shutil.get_terminal_size((WIDTH_ELSEWHERE, 0))
    console = TerminalConsole(sys.stdout, size.columns)
    if output.columns is None:
        answer.display(console)
    else:
        rows = list(answer.rows(chain(first, found)))
        tables.plain(console, rows, columns, header=output.header)


def prepare_stdout() -> None:
    """Make stdout take any text: what its encoding lacks is replaced by the nearest it has."""
    codecs.register_error("nearest", _nearest)
    sys.stdout.reconfigure(errors="nearest")  # type: ignore[union-attr]  # a TextIOWrapper


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Write é as e, a dash as -, a degree sign as a blank, and what has nothing near it as ?."""
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    return "".join(_nearest_sign(sign) for sign in signs), error.end


def _nearest_sign(sign: str) -> str:
    letter = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    dash = unicodedata.category(sign) == "Pd"
    return letter or ("-" if dash else SIGNS.get(sign, "?"))
