"""Read a sheet of a workbook: XLSX, XLS or ODS.

python-calamine omits failed formulas and some merged cells; these are read from the file itself.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import BadZipFile, ZipFile

from sistercities_cli.convert.report import SAVE_AS_CSV
from sistercities_cli.datafile.files import ZIP_MAGIC
from sistercities_cli.errors import SisterCitiesError

PANIC = "PanicException"  # calamine raises it for some damaged files, but does not export it
STDERR = 2  # its file descriptor

Position = tuple[int, int]  # row and column, from 0
Range = tuple[Position, Position]  # the first and last of several cells
Failures = dict[Position, str]  # the errors of formulas, or the formulas without a value
MAX_GAP = 1000  # rows without values above a formula
MAX_REPEATED = 100  # columns that repeat a cell; more are empty
# Error codes in BIFF records, which contain the row, the column and the value of a cell.
XLS_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_ERROR_RECORD = re.compile(rb"(?s)\x05\x02\x08\x00(....)..(.)\x01")
_FORMULA_RECORD = re.compile(rb"(?s)\x06\x00..(....)..\x02.(.)...\xff\xff")
_MAY_HAVE_FORMULAS = re.compile(rb"""\bt=["']e|<(?:\w+:)?f[\s/>]""")


def read_workbook(content: bytes, sheet: str | None) -> tuple[list[list[str]], tuple[str, ...]]:
    """Read one sheet of a workbook, by default the first visible one with cells.

    Returns its rows, and a remark if there are other sheets. Raises :class:`SisterCitiesError`.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        message = f"is a workbook, which needs python-calamine: install it, or {SAVE_AS_CSV}"
        raise SisterCitiesError(message) from None
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
            sheets = {name: workbook.get_sheet_by_name(name) for name in names}
            cells = {name: one.to_python(skip_empty_area=False) for name, one in sheets.items()}
    except BaseException as error:
        if not isinstance(error, calamine.CalamineError) and type(error).__name__ != PANIC:
            raise
        raise SisterCitiesError(f"is damaged or password-protected: {SAVE_AS_CSV}") from None
    if sheet not in (None, *names):
        expected = ", ".join(map(repr, names))
        raise SisterCitiesError(f"has no sheet {sheet!r}: expected one of {expected}")
    filled = [name for name in names if any(map(any, cells[name]))]
    if not filled:
        return [], ()
    name, *others = filled
    rows = fill_gaps(cells[name], content, name, sheets[name].merged_cell_ranges or [])
    listed = ", ".join(map(repr, others))
    remarks = (f"Sheet read: {name!r}. Use --sheet for others: {listed}",) if others else ()
    return [[_cell_text(cell) for cell in row] for row in rows], remarks


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


def _cell_text(value: Any) -> str:
    """Format the value of a cell as in a CSV file."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date() if isinstance(value, dt.datetime) else value)


def fill_gaps(
    rows: list[list[Any]], content: bytes, sheet: str, merged: Sequence[Range]
) -> list[list[Any]]:
    """Fill in the failed formulas of a sheet, and the values of vertically merged cells.

    ``merged`` has the ranges of merged cells that calamine has found.
    """
    is_zip = content.startswith(ZIP_MAGIC)
    try:
        failures, more = _zip_omissions(content, sheet) if is_zip else (_xls_errors(content), [])
    except (SyntaxError, LookupError, ValueError, RuntimeError, OSError, BadZipFile, zlib.error):
        raise SisterCitiesError("is damaged: save it again in a spreadsheet program") from None
    width, gap = len(rows[0]), MAX_GAP if is_zip else 0
    for (row, column), text in failures.items():
        if 0 <= row < len(rows) + gap and 0 <= column < width:
            rows += [[""] * width for _ in range(len(rows), row + 1)]
            rows[row][column] = rows[row][column] or text
    for (top, left), (bottom, right) in (*merged, *more):
        if left == right < width:
            for line in rows[top + 1 : bottom + 1]:
                line[left] = rows[top][left]
    return rows


def _xls_errors(content: bytes) -> Failures:
    """Find the errors in the cells of all sheets."""
    return {
        struct.unpack("<HH", match[1]): XLS_ERRORS[match[2][0]]
        for pattern in (_ERROR_RECORD, _FORMULA_RECORD)
        for match in pattern.finditer(content)
        if match[2][0] in XLS_ERRORS
    }


def _zip_omissions(content: bytes, sheet: str) -> tuple[Failures, list[Range]]:
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            return dict(_xlsx_failures(archive.read(_xlsx_path(archive, sheet)))), []
        if "content.xml" in names:
            return _ods_omissions(archive.read("content.xml"), sheet)
    raise SisterCitiesError("is a workbook that is neither XLSX nor ODS: save it as one of these")


def _xlsx_path(archive: ZipFile, sheet: str) -> str:
    """Return the path of a sheet within an XLSX workbook."""
    sheets = _parse(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    ids = {_attribute(one, "id") for one in sheets if one.get("name") == sheet}
    links = _parse(archive.read("xl/_rels/workbook.xml.rels"))
    [target] = [one.get("Target", "").lstrip("/") for one in links if one.get("Id") in ids]
    return target if target.startswith("xl/") else f"xl/{target}"


def _xlsx_failures(xml: bytes) -> Iterator[tuple[Position, str]]:
    row = -1
    for line in _parse(xml).iterfind(".//{*}row") if _MAY_HAVE_FORMULAS.search(xml) else ():
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line:
            column = _column(cell.get("r", "")) if cell.get("r") else column + 1
            value, formula = cell.findtext("{*}v"), cell.findtext("{*}f")
            if cell.get("t") == "e":
                yield (row, column), value or "#VALUE!"
            elif formula is not None and (value is None or (not value and cell.get("t") != "str")):
                yield (row, column), f"={formula}"


def _column(reference: str) -> int:
    """Return the column of a reference like ``AB12``, from 0."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def _ods_omissions(xml: bytes, sheet: str) -> tuple[Failures, list[Range]]:
    failures: Failures = {}
    merged: list[Range] = []
    tables = _parse(xml).iterfind(".//{*}table")
    [table] = [one for one in tables if _attribute(one, "name") == sheet]
    row = 0
    for line in table.iterfind(".//{*}table-row"):
        for column, cell in _ods_cells(line):
            if text := _ods_failure(cell):
                failures[row, column] = text
            if (rows := _count(cell, "number-rows-spanned")) > 1:
                right = column + _count(cell, "number-columns-spanned") - 1
                merged.append(((row, column), (row + rows - 1, right)))
        row += _count(line, "number-rows-repeated")
    return failures, merged


def _ods_cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their columns."""
    column = 0
    for cell in row:
        repeated = _count(cell, "number-columns-repeated")
        for position in range(column, column + min(repeated, MAX_REPEATED)):
            yield position, cell
        column += repeated


def _ods_failure(cell: Element) -> str | None:
    """Return the error of a formula, or the formula if it has no value."""
    formula = _attribute(cell, "formula")
    shown = "".join("".join(part.itertext()) for part in cell.iterfind("{*}p"))
    if not formula or (not shown and _attribute(cell, "value-type")):
        return None
    return shown or f"={formula.partition('=')[2]}"


def _parse(xml: bytes) -> Element:
    """Parse XML without a document type, whose entities could expand to any size."""
    if b"<!DOCTYPE" in xml or b"\0" in xml:  # NUL: UTF-16
        raise ValueError("XML with a document type")
    return fromstring(xml)  # noqa: S314  # no entities, see above


def _attribute(element: Element, name: str) -> str:
    """Return an attribute regardless of its namespace."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def _count(element: Element, name: str) -> int:
    return int(_attribute(element, name) or 1)
