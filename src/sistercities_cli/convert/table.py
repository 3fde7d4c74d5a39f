"""Parse a table with values separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities_cli.errors import DataError, Problem
from sistercities_cli.names import simplify
from sistercities_cli.text import visible_text

DELIMITERS = ",;\t"
MAX_CELL_LENGTH = 1_000_000


class Row(NamedTuple):
    """One row of a table, without its empty cells."""

    number: int  # as in the spreadsheet, where the header is row 1
    cells: Mapping[str, str]  # by field
    excess: str = ""  # the text beyond the columns of the header


class Table(NamedTuple):
    """The contents of a spreadsheet."""

    titles: Mapping[str, str]  # of the columns, by field
    rows: tuple[Row, ...]
    unused: tuple[str, ...]  # titles of columns without a field


def read_table(text: str, source: str) -> Table:
    """Parse a table with a header; raises :class:`DataError`, naming the ``source``.

    >>> read_table("City;Country;Mayor\\nHalle (Saale);Germany;N. N.\\n", "towns.csv").unused
    ('Mayor',)
    """
    rows = _rows(text, source)
    if not rows:
        raise DataError(source, (Problem("", "is empty: it needs a header and rows"),))
    (first, header), body = rows[0], rows[1:]
    fields = [field_for_title(title) for title in header]
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
    """Parse the non-empty rows, with their numbers."""
    rows: list[tuple[int, list[str]]] = []
    spellings: dict[str, str] = {}
    number = 0
    try:
        for number, cells in enumerate(_csv_reader(text), 1):
            # One line of text each, in Unicode NFC.
            clean = [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells]
            if any(clean):
                # Texts that look alike must be alike.
                alike = [spellings.setdefault(visible_text(cell), cell) for cell in clean]
                rows.append((number, alike))
    except csv.Error as error:
        message = f"cannot be read: is there a quotation mark that is not closed? ({error})"
        raise DataError(source, (Problem(f"row {number + 1}", message),)) from None
    return rows


def _csv_reader(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL_LENGTH)
    best = max(DELIMITERS, key=lambda delimiter: _delimiter_fit(text, delimiter))
    return csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)


def _delimiter_fit(text: str, delimiter: str) -> tuple[int, int]:
    """Score a delimiter by how many known columns it yields in the header, then by all columns."""
    header = next(filter(str.strip, text.splitlines()), "")
    titles = next(csv.reader([header], delimiter=delimiter), [])
    return sum(field_for_title(title) is not None for title in titles), len(titles)


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


# The titles of columns by field, simplified; the name of the field is a title as well.
COLUMN_TITLES = {
    "home": "home city, home town, our city, our town",
    "home_country": "country of home",
    "partner": (
        "name, city, town, municipality, partner city, partner town, partner name, city name,"
        " town name, sister city, sister cities, twin town, twin towns, twin city, name of city"
    ),
    "country": "nation, country name, partner country",
    "country_code": "iso, iso code, iso 2, alpha 2, code",
    "region": "state, province, county, prefecture, department, state province",
    "native": "native name, local name",
    "also": "other names, other name, former name, former names, aka, also known as",
    "latitude": "lat",
    "longitude": "lon, lng, long",
    "timezone": "time zone, tz",
    "kind": "type, relationship, relationship type, type of relationship, kind of relationship",
    "founded": (
        "since, year, date, established, founding, founding date, founding year, date founded,"
        " year founded, year established, date established, agreement date, date of agreement,"
        " date signed, year signed, signing date, start, start date, begun, from"
    ),
    "status": "state of relationship, current status",
    "status_since": "since when that status",
    "signatories": "signatory, signed, signed by, signers",
    "website": "url, web, web site, web page, homepage, link, web address",
    "notes": "note, comment, comments, remark, remarks, description",
    "source": "sources, source url, url of source, reference, references",
}

_FIELD_BY_TITLE = {
    title.strip(): field
    for field, titles in COLUMN_TITLES.items()
    for title in (field.replace("_", " "), *titles.split(","))
}


def field_for_title(title: str) -> str | None:
    """Look up the field for the title of a column.

    >>> field_for_title("Partner City"), field_for_title("YEAR  FOUNDED"), field_for_title("Mayor")
    ('partner', 'founded', None)
    """
    return _FIELD_BY_TITLE.get(simplify(title))
