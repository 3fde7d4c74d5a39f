"""Read spreadsheets: delimited text in common encodings, and workbooks."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities_cli.convert.columns import count_headings
from sistercities_cli.convert.report import SAVE_AS_CSV
from sistercities_cli.datafile.files import ZIP_MAGIC, DataFile, decode
from sistercities_cli.errors import DataError, Problem, SisterCitiesError
from sistercities_cli.text import visible_text

DELIMITERS = ",;\t|"
FALLBACK_ENCODING = "windows-1252"  # what Excel uses in Western Europe
MAX_CELL_LENGTH = 1_000_000
MAX_SAMPLED_ROWS = 30
OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # the first bytes of XLS workbooks
_SEPARATOR_LINE = "sep="  # an Excel extension, above the header

Rows = Sequence[tuple[int, list[str]]]


class Sheet(NamedTuple):
    """The cells of a spreadsheet."""

    rows: Rows  # without empty ones, numbered as in the spreadsheet program
    remarks: tuple[str, ...] = ()


def read_spreadsheet(
    file: DataFile, encoding: str | None, sheet: str | None, chosen: Mapping[str, str]
) -> Sheet:
    """Read a spreadsheet; raises :class:`DataError`.

    ``chosen`` maps fields to headings, which help to detect the delimiter.
    """
    content = file.content()
    try:
        rows, remarks = _read_rows(content, encoding, sheet, chosen)
        return Sheet(_numbered(rows), remarks)
    except SisterCitiesError as error:
        raise DataError(file.path, (Problem("", str(error)),)) from None


def _read_rows(
    content: bytes, encoding: str | None, sheet: str | None, chosen: Mapping[str, str]
) -> tuple[Iterable[list[str]], tuple[str, ...]]:
    if content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        from sistercities_cli.convert.workbook import read_workbook

        return read_workbook(content, sheet)
    if sheet is not None:
        raise SisterCitiesError("is a text file, which has no sheets: omit --sheet")
    text, remarks = _decode(content, encoding)
    return _parse_csv(text, chosen), remarks


def _decode(content: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Decode text as UTF-8, or else as Windows-1252."""
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff"), ()
        except ValueError:
            message = f"is not in the encoding {encoding}: try another"
            raise SisterCitiesError(message) from None
    if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = f"has NUL characters, like UTF-16: {SAVE_AS_CSV}, or use --encoding"
        raise SisterCitiesError(message)
    try:
        return decode(content), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode(FALLBACK_ENCODING)
    except UnicodeDecodeError:
        message = f"is neither UTF-8 nor Windows-1252: {SAVE_AS_CSV}, or use --encoding"
        raise SisterCitiesError(message) from None
    return text, (
        "Read as Windows-1252, as it is not UTF-8. If characters look wrong, use --encoding",
    )


def _numbered(rows: Iterable[Sequence[str]]) -> Rows:
    """Normalize whitespace and Unicode (NFC) in cells, drop empty rows and number the others."""
    spellings: dict[str, str] = {}
    numbered = []
    for number, row in enumerate(rows, 1):
        lines = ((" ".join(line.split()) for line in cell.splitlines()) for cell in row)
        clean = [unicodedata.normalize("NFC", "\n".join(filter(None, cell))) for cell in lines]
        if any(clean):
            # Make visually identical texts equal.
            alike = [spellings.setdefault(visible_text(cell), cell) for cell in clean]
            numbered.append((number, alike))
    return numbered


def _parse_csv(text: str, chosen: Mapping[str, str]) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL_LENGTH)
    first, _, rest = text.partition("\n")
    if first[:4].lower() == _SEPARATOR_LINE and len(first.rstrip("\r")) == 5:
        text, delimiter = rest, first[4]
    else:
        delimiter = max(DELIMITERS, key=lambda one: _delimiter_fit(text, one, chosen))
    number = 0
    try:
        lines = io.StringIO(text, newline="")
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            number += 1
            yield row
    except csv.Error as error:
        reason = f"cannot be parsed, perhaps because of an unclosed quotation mark: {error}"
        raise SisterCitiesError(f"row {number + 1}: {reason}") from None


def _delimiter_fit(text: str, delimiter: str, chosen: Mapping[str, str]) -> tuple[int, int]:
    """Score a delimiter by the known headings it yields, then by the number of columns."""
    lines = [line for line in text[:MAX_CELL_LENGTH].splitlines() if line.strip()]
    rows = list(csv.reader(lines[:MAX_SAMPLED_ROWS], delimiter=delimiter))
    headings = max((count_headings(row, chosen) for row in rows), default=0)
    return headings, len(rows[0]) if rows else 0
