"""Read spreadsheets: delimited text in common encodings, and workbooks."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sistercities_cli.datafile.files import ZIP_MAGIC, DataFile, decode
from sistercities_cli.errors import DataError, Problem
from sistercities_cli.text import visible_text

DELIMITERS = ",;\t|"
FALLBACK_ENCODING = "windows-1252"  # what Excel uses in Western Europe
MAX_CELL_LENGTH = 1_000_000
MAX_SAMPLED_ROWS = 30
OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # the first bytes of XLS workbooks
PANIC = "PanicException"  # calamine raises it for some damaged files, but does not export it
SAVE_AS_CSV = "save it as CSV in UTF-8"
STDERR = 2  # its file descriptor
_SEPARATOR_LINE = "sep="  # an Excel extension, above the header

Rows = Sequence[tuple[int, list[str]]]


class Sheet(NamedTuple):
    """The cells of a spreadsheet."""

    rows: Rows  # without empty ones, numbered as in the spreadsheet program
    remarks: tuple[str, ...] = ()


def read_spreadsheet(
    file: DataFile,
    encoding: str | None,
    sheet: str | None,
    count_headings: Callable[[Sequence[str]], int],
) -> Sheet:
    """Read a spreadsheet; raises :class:`DataError`.

    ``count_headings`` counts the known headings in a row, to detect the delimiter.
    """
    content = file.content()
    if content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return _read_workbook(content, file.path, sheet)
    if sheet is not None:
        raise _error(file.path, "is a text file, which has no sheets: omit --sheet")
    text, remarks = _decode(content, file.path, encoding)
    return Sheet(_numbered(_parse_csv(text, file.path, count_headings)), remarks)


def _error(source: str, message: str, path: str = "") -> DataError:
    return DataError(source, (Problem(path, message),))


def _decode(content: bytes, source: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Decode text, as Windows-1252 where it is not UTF-8."""
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff"), ()
        except ValueError:
            raise _error(source, f"is not in the encoding {encoding}: try another") from None
    if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = f"has NUL characters, like UTF-16: {SAVE_AS_CSV}, or use --encoding"
        raise _error(source, message)
    try:
        return decode(content), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode(FALLBACK_ENCODING)
    except UnicodeDecodeError:
        message = f"is neither UTF-8 nor Windows-1252: {SAVE_AS_CSV}, or use --encoding"
        raise _error(source, message) from None
    return text, (
        "Read as Windows-1252, as it is not UTF-8. If characters look wrong, use --encoding",
    )


def _numbered(rows: Iterable[Sequence[str]]) -> Rows:
    """Normalize cells to one line of NFC text, and drop empty rows."""
    spellings: dict[str, str] = {}
    numbered = []
    for number, row in enumerate(rows, 1):
        clean = [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in row]
        if any(clean):
            # Make visually identical texts equal.
            alike = [spellings.setdefault(visible_text(cell), cell) for cell in clean]
            numbered.append((number, alike))
    return numbered


def _parse_csv(
    text: str, source: str, count_headings: Callable[[Sequence[str]], int]
) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL_LENGTH)
    first, _, rest = text.partition("\n")
    if first[:4].lower() == _SEPARATOR_LINE and len(first.rstrip("\r")) == 5:
        text, delimiter = rest, first[4]
    else:
        delimiter = max(DELIMITERS, key=lambda one: _delimiter_fit(text, one, count_headings))
    number = 0
    try:
        lines = io.StringIO(text, newline="")
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            number += 1
            yield row
    except csv.Error as error:
        message = f"cannot be parsed, perhaps because of an unclosed quotation mark: {error}"
        raise _error(source, message, f"row {number + 1}") from None


def _delimiter_fit(
    text: str, delimiter: str, count_headings: Callable[[Sequence[str]], int]
) -> tuple[int, int]:
    """Score a delimiter by the known headings it yields, then by the number of columns."""
    lines = [line for line in text[:MAX_CELL_LENGTH].splitlines() if line.strip()]
    rows = list(csv.reader(lines[:MAX_SAMPLED_ROWS], delimiter=delimiter))
    return max(map(count_headings, rows), default=0), max(map(len, rows[:1]), default=0)


def _read_workbook(content: bytes, source: str, sheet: str | None) -> Sheet:
    """Read one sheet of a workbook, by default the first visible one with cells."""
    try:
        import python_calamine as calamine
    except ImportError:
        raise _error(
            source, f"is a workbook, which needs python-calamine: install it, or {SAVE_AS_CSV}"
        ) from None
    try:
        with _stderr_silenced():
            workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            names = [
                one.name
                for one in workbook.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
                and one.visible == calamine.SheetVisibleEnum.Visible
            ]
            if sheet in workbook.sheet_names:
                names = [sheet]
            read = {name: _sheet_rows(workbook.get_sheet_by_name(name)) for name in names}
    except BaseException as error:
        if not isinstance(error, calamine.CalamineError) and type(error).__name__ != PANIC:
            raise
        raise _error(source, f"is damaged or has a password: {SAVE_AS_CSV}") from None
    if sheet not in (None, *names):
        raise _error(
            source, f"has no sheet {sheet!r}: expected one of {', '.join(map(repr, names))}"
        )
    name = next((name for name, rows in read.items() if rows), None)
    others = ", ".join(repr(other) for other, rows in read.items() if rows and other != name)
    remarks = (f"Sheet read: {name!r}. Use --sheet for others: {others}",) if others else ()
    return Sheet(read[name] if name else (), remarks)


@contextmanager
def _stderr_silenced() -> Iterator[None]:
    """Silence stderr, since calamine prints a stack trace before raising some exceptions."""
    if sys.__stderr__ is None:  # closed
        yield
        return
    stderr, null = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, STDERR)
    try:
        yield
    finally:
        os.dup2(stderr, STDERR)
        os.close(stderr)
        os.close(null)


def _sheet_rows(sheet: Any) -> Rows:
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right:  # merged rows with one value
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return _numbered([_cell_text(cell) for cell in row] for row in rows)


def _cell_text(value: Any) -> str:
    """Format a cell of a workbook as it would be written in a CSV file."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date() if isinstance(value, dt.datetime) else value)
