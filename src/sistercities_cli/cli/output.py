"""Write results to stdout in the chosen format, and messages to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias, assert_never

from sistercities_cli import formats
from sistercities_cli.cli import streams
from sistercities_cli.cli.arguments import format_command
from sistercities_cli.cli.errors import WrongValueError, reject_combination
from sistercities_cli.formats import Format, RowFormat
from sistercities_cli.structs import Struct
from sistercities_cli.text import escape_unprintable, join_with_and, join_with_or, wrap_words

if TYPE_CHECKING:
    from sistercities_cli.cli.options import OutputOptions
    from sistercities_cli.formats.rows import Record
    from sistercities_cli.terminal import TerminalConsole

    Console: TypeAlias = TerminalConsole  # as commands call it

NOT_FOUND, BAD_DATA = 1, 3  # exit codes; Typer exits with 2 after wrong usage
FILE_TABLE_WIDTH = 160  # columns of a table that is written to a file
LARGE_FILE_BYTES = 5_000_000  # smaller files load within a second


class Output(Struct):
    """The resolved output options."""

    format: RowFormat
    columns: tuple[str, ...] | None
    header: bool
    bom: bool


class Result(Struct):
    """The result of a command, for output in any format."""

    records: Iterable[Record]  # the JSON objects
    columns: tuple[str, ...]  # for row-based formats
    display: Callable[[Console], None] | None  # prints the result on a terminal; None: all rows
    empty_message: str  # for stderr if there are no records
    to_rows: Callable[[Iterable[Record]], Iterable[Record]] = formats.flat_rows
    is_page: bool = False  # has something to display even without records
    to_markdown: Callable[[], Iterable[str]] | None = None  # a page instead of a table


def choose_output(format: RowFormat | None, options: OutputOptions) -> Output:
    """Resolve the output options, by default a table on a terminal and TSV elsewhere.

    Raises a usage error if ``--json`` or ``--bom`` is combined with another format.
    """
    if options.bom and (options.json or format is not Format.CSV):
        meant = None if options.json or format else "--bom --format csv"
        raise WrongValueError("--bom is only for --format csv", "--bom", meant)
    if options.json:
        if format not in (None, Format.JSON):
            reject_combination("--json", f"--format {format}")
        format = Format.JSON
    elif format is None:
        format = Format.TABLE if sys.stdout.isatty() else Format.TSV
    names = options.columns
    columns = None if names is None else tuple(name.strip() for name in names.split(","))
    return Output(format, columns, not options.no_header, options.bom)


def write_result(result: Result, output: Output) -> None:
    """Write a result in the chosen format."""
    unknown = [name for name in output.columns or () if name not in result.columns]
    if unknown:
        names, known = join_with_or([*map(repr, unknown)]), join_with_and(result.columns)
        message = f"no column is called {names}: there are {known}"
        typed = ",".join(output.columns or ())
        raise WrongValueError(message, typed, values=result.columns, option="--columns")
    if output.columns is not None and output.format is Format.MARKDOWN and result.to_markdown:
        reject_combination("--columns", f"--format {output.format}")
    records = iter(result.records)
    first = list(islice(records, 1))
    if not first:
        print_message(result.empty_message)
    with _flushing_stdout():
        if output.format in (Format.CSV, Format.TSV):
            streams.encode_stdout_as_utf8()
        if output.bom:
            sys.stdout.write("\ufeff")
        if first or output.format is not Format.TABLE or result.is_page:
            sys.stdout.writelines(_write(result, output, chain(first, records)))


def _write(result: Result, output: Output, records: Iterable[Record]) -> Iterable[str]:
    """Return the lines to write; a table prints itself."""
    columns = result.columns if output.columns is None else output.columns
    match output.format:
        case Format.TABLE:
            if output.columns is None and result.display:
                result.display(_console(FILE_TABLE_WIDTH))
            else:
                from sistercities_cli.terminal.lists import show_rows

                rows = list(result.to_rows(records))
                show_rows(_console(FILE_TABLE_WIDTH), rows, columns, header=output.header)
            return ()
        case Format.TSV:
            return formats.write_tsv(result.to_rows(records), columns, header=output.header)
        case Format.CSV:
            return formats.write_csv(result.to_rows(records), columns, header=output.header)
        case Format.MARKDOWN:
            if result.to_markdown:
                return result.to_markdown()
            return formats.write_markdown(result.to_rows(records), columns, header=output.header)
        case Format.JSON | Format.JSONL:
            if output.columns is not None:
                selected = result.to_rows(records)
                records = ({name: row.get(name) for name in columns} for row in selected)
            write = formats.write_json if output.format is Format.JSON else formats.write_jsonl
            # Encodings other than UTF would lose characters.
            is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
            return write(records, ascii_only=not is_unicode)
        case _:
            assert_never(output.format)


def write_drawing(draw: Callable[[Console], None]) -> None:
    """Draw at the width of the terminal, or in 80 columns elsewhere."""
    with _flushing_stdout():
        draw(_console(80))


def _console(default_width: int) -> Console:
    from sistercities_cli.terminal import TerminalConsole

    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        default_width = shutil.get_terminal_size((default_width, 24)).columns
    return TerminalConsole(sys.stdout, default_width)


def write_lines(lines: Iterable[str]) -> None:
    """Write lines of text, wrapped on a terminal."""
    with _flushing_stdout():
        sys.stdout.writelines(f"{_wrapped(line, sys.stdout)}\n" for line in lines)


def write_file(content: str | bytes, name: str) -> None:
    """Write the content of a file as UTF-8, with a hint on a terminal to write it to a file."""
    with _flushing_stdout():
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)
    if sys.stdout.isatty():
        print_message(f"To write a file: {format_command([*sys.argv[1:], '-o', name])}")


def print_message(text: str, end: str = "\n") -> None:
    """Print a message to stderr, wrapped on a terminal."""
    sys.stderr.write(f"{_wrapped(text, sys.stderr)}{end}")


def _wrapped(text: str, stream: TextIO) -> str:
    """Wrap text to ``COLUMNS``, or else to the width of the stream if it is a terminal."""
    width = 0
    with suppress(ValueError):
        width = int(os.environ.get("COLUMNS", ""))
    if width <= 0 and stream.isatty():
        with suppress(OSError):
            width = os.get_terminal_size(stream.fileno()).columns
    return wrap_words(text, width) if width > 0 else text


@contextmanager
def _flushing_stdout() -> Iterator[None]:
    """Flush stdout on exit, ignoring a closed pipe."""
    with streams.writing():
        yield
        sys.stdout.flush()


@contextmanager
def reading_notice(path: Path | None) -> Iterator[None]:
    """Show a notice on the terminal while a large file is being read."""
    size = _size(path) if path and sys.stderr.isatty() else 0
    if not path or size <= LARGE_FILE_BYTES:
        yield
        return
    message = f"Reading {escape_unprintable(path.name)} ({size // 1_000_000} MB) ..."
    can_erase = os.environ.get("TERM") != "dumb"
    print_message(message, end="" if can_erase else "\n")
    with streams.raising_interrupts():
        try:
            yield
        finally:
            if can_erase:
                print_message(f"\r{' ' * len(message)}\r", end="")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading the file reports the reason
