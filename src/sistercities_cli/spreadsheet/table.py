"""Read a table of values separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities_cli.errors import DataError, Problem
from sistercities_cli.spreadsheet.columns import field_of

DELIMITERS = ",;\t"
LONGEST_CELL = 1_000_000


class Row(NamedTuple):
    """One row of a table, without its empty cells."""

    number: int  # as the spreadsheet counts: the header is row 1
    cells: Mapping[str, str]  # by field
    excess: str = ""  # what stands beyond the columns of the header


class Table(NamedTuple):
    """What a spreadsheet holds."""

    titles: Mapping[str, str]  # of the columns, by field, as the spreadsheet has them
    rows: tuple[Row, ...]
    unused: tuple[str, ...]  # titles of columns that mean nothing here


def read(text: str, source: str) -> Table:
    """Read a table with a header; ``source`` is what it is called in messages.

    Raises :class:`DataError` for what is no such table.

    >>> read("City;Country;Mayor\\nHalle (Saale);Germany;N. N.\\n", "towns.csv").unused
    ('Mayor',)
    """
    rows = _rows(text, source)
    if not rows:
        raise DataError(source, (Problem("", "is empty: it needs a header and rows"),))
    (first, header), body = rows[0], rows[1:]
    fields = [field_of(title) for title in header]
    header = [title if title.isprintable() else ascii(title) for title in header]
    titles = {field: title for field, title in zip(fields, header, strict=True) if field}
    problems = [Problem(f"row {first}", message) for message in _header_problems(fields, titles)]
    if not body:
        problems.append(Problem("", "has a header but no rows"))
    if problems:
        raise DataError(source, tuple(problems))
    return Table(
        titles,
        tuple(_row(number, fields, cells) for number, cells in body),
        tuple(title for field, title in zip(fields, header, strict=True) if title and not field),
    )


def _rows(text: str, source: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, with their numbers."""
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(_reader(text), 1):
            clean = [_clean(cell) for cell in cells]
            if any(clean):
                rows.append((number, clean))
    except csv.Error as error:
        message = f"cannot be read: is there a quotation mark that is not closed? ({error})"
        raise DataError(source, (Problem(f"row {number + 1}", message),)) from None
    return rows


def _reader(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    best = max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))
    return csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Say how well a delimiter takes the header apart: into known columns, or else into many."""
    header = next(filter(str.strip, text.splitlines()), "")
    titles = next(csv.reader([header], delimiter=delimiter), [])
    return sum(field_of(title) is not None for title in titles), len(titles)


def _clean(cell: str) -> str:
    """Make one line of a cell, in Unicode NFC."""
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _header_problems(fields: Sequence[str | None], titles: Mapping[str, str]) -> Iterator[str]:
    if "partner" not in titles:
        yield "has no column for the name of the partner: call it name, city or partner"
    if "country" not in titles and "country_code" not in titles:
        yield "has no column for the country: call it country"
    for field, count in Counter(filter(None, fields)).items():
        if count > 1:
            yield f"has {count} columns for {field}: keep one, or rename the others"


def _row(number: int, fields: Sequence[str | None], cells: Sequence[str]) -> Row:
    pairs = zip(fields, cells, strict=False)  # rows may be shorter than the header
    known = {field: cell for field, cell in pairs if field and cell}
    return Row(number, known, " ".join(cells[len(fields) :]).strip())
