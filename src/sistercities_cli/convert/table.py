"""Find the header of a spreadsheet and map the cells below it to fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from textwrap import shorten
from typing import NamedTuple

from sistercities_cli.convert.cells import split_country
from sistercities_cli.convert.columns import Column, count_headings, match_columns
from sistercities_cli.convert.report import cut_short, format_rows
from sistercities_cli.convert.spreadsheet import MAX_SAMPLED_ROWS, Rows, Sheet
from sistercities_cli.convert.words import formula_error, is_note, is_total
from sistercities_cli.errors import DataError, Problem
from sistercities_cli.text import escape_unprintable, pluralize

MAX_TEXT_LENGTH = 40  # characters shown of a skipped row
NAMES = {"home", "partner"}
# Fields in which a bracketed number need not be a footnote marker.
FREE_TEXT = {"notes", "source", "website", "timezone"}
# An apostrophe keeps spreadsheet programs from evaluating text as a formula; `list` adds it.
_PROTECTED = r"'(?='*[=+\-@])"
_FOOTNOTE = re.compile(
    r"\s*(?:\[(?:\d{1,3}|[a-z]|[^\W\d]+\.? \d{1,3})\]|[*†‡]+(?=$)|(?<=\w)[¹²³⁴-⁹]+(?=$))"
)


class Row(NamedTuple):
    """One row of a table, without its empty cells."""

    number: int  # as in the spreadsheet
    cells: Mapping[str, str]  # by field
    problems: Mapping[str, str] = {}  # by field, or "" for the row


class Table(NamedTuple):
    """The rows below the header of a spreadsheet."""

    titles: Mapping[str, str]  # of the columns, by field
    rows: tuple[Row, ...]
    unused: tuple[str, ...]  # titles of columns without a field
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]  # of the header; if there are any, there are no rows
    chosen: tuple[str, ...] = ()  # fields whose columns the user specified


def read_table(sheet: Sheet, source: str, chosen: Mapping[str, str]) -> Table:
    """Find the header and read the rows; raises :class:`DataError` if there is none.

    ``chosen`` maps fields to headings.
    """
    if not sheet.rows:
        raise DataError(source, (Problem("", "is empty: it needs a header and rows"),))
    position = _find_header(sheet.rows[:MAX_SAMPLED_ROWS], chosen)
    number, header = sheet.rows[position]
    below = sheet.rows[position + 1 :]
    body = [row for row in below if row[1] != header]
    columns = [
        Column(_clean_title(title), _some_values(body, index)) for index, title in enumerate(header)
    ]
    fields, messages = match_columns(columns, chosen)
    problems = [Problem(f"row {number}", message) for message in messages]
    titles = {field: column.heading for field, column in zip(fields, columns, strict=True) if field}
    rows = [_row(number, fields, cells) for number, cells in body]
    if not problems and not {"country", "country_code"} & {*fields}:
        titles["country"] = titles["partner"]
        rows = [row._replace(cells=_with_country(row.cells)) for row in rows]
    extras = _totals_and_notes(body, rows)
    rows = [row for row in rows if row.number not in extras]
    filled = tuple(row for row in rows if row.cells or row.problems)
    blank = [row.number for row in rows if not (row.cells or row.problems)]
    if not filled and not problems:
        problems.append(Problem("", "has a header but no rows"))
    remarks = (
        *sheet.remarks,
        *_skipped("above the header", [number for number, _ in sheet.rows[:position]]),
        *_skipped("as repeated headers", [number for number, cells in below if cells == header]),
        *_skipped("as totals or notes", extras, extras.values()),
        *_skipped("without values in the columns read", blank),
        *_footnotes(body, fields),
    )
    unused = tuple(_unused_titles(columns, fields))
    return Table(
        titles, () if problems else filled, unused, remarks, tuple(problems), tuple(chosen)
    )


def _find_header(rows: Rows, chosen: Mapping[str, str]) -> int:
    """Return the position of the row with the most headings."""
    return max(range(len(rows)), key=lambda one: count_headings(rows[one][1], chosen))


def _clean_title(title: str) -> str:
    return escape_unprintable(_FOOTNOTE.sub("", title.replace("\n", " ")))


def _unused_titles(columns: Sequence[Column], fields: Sequence[str | None]) -> Iterator[str]:
    for index, (field, column) in enumerate(zip(fields, columns, strict=True)):
        if not field and (column.heading or column.values):
            after = (
                f"the column after {columns[index - 1].heading!r}" if index else "the first column"
            )
            yield column.heading or after


def _with_country(cells: Mapping[str, str]) -> Mapping[str, str]:
    """Split the name of a partner like "Brest (France)"."""
    name, country = split_country(cells.get("partner", ""))
    return {**cells, "partner": name, "country": country} if country else cells


def _some_values(rows: Sequence[tuple[int, list[str]]], index: int) -> list[str]:
    values = (cells[index] for _, cells in rows if index < len(cells) and cells[index])
    return list(islice(values, MAX_SAMPLED_ROWS))


def _skipped(where: str, numbers: Collection[int], texts: Iterable[str] = ()) -> list[str]:
    if not numbers:
        return []
    shown = [repr(shorten(text, MAX_TEXT_LENGTH, placeholder="…")) for text in texts]
    listed = ", ".join(filter(None, (format_rows(numbers), cut_short(shown))))
    return [f"Skipped {where}: {listed}"]


def _totals_and_notes(body: Rows, rows: Sequence[Row]) -> dict[int, str]:
    """Return the text of rows of totals, and of notes below the last complete row."""
    end = len(rows)
    for position, row in enumerate(rows):
        country = row.cells.get("country") or row.cells.get("country_code")
        if "partner" in row.cells and country and not is_note(country):
            end = position
    found = {}
    for position, (number, cells) in enumerate(body):
        filled = list(filter(None, cells))
        is_below = position > end and (len(filled) == 1 or ":" in filled[0])
        # Notes often follow an empty row.
        is_apart = is_below and number - body[end][0] > position - end
        if is_total(filled) or is_apart or (is_below and is_note(_FOOTNOTE.sub("", filled[0]))):
            found[number] = " ".join(filled)
    return found


def _footnotes(rows: Sequence[tuple[int, list[str]]], fields: Sequence[str | None]) -> list[str]:
    """Report the footnote markers that are removed."""
    cells = [
        (number, cell)
        for number, row in rows
        for field, cell in zip(fields, row, strict=False)
        if field and field not in FREE_TEXT and _FOOTNOTE.search(cell)
    ]
    if not cells:
        return []
    where = format_rows(number for number, _ in cells)
    example = f"{pluralize(len(cells), 'cell')}, as in {cells[0][1]!r}"
    return [f"Footnote markers removed from {example}: {where}"]


def _row(number: int, fields: Sequence[str | None], cells: Sequence[str]) -> Row:
    known, problems = {}, {}
    for field, cell in zip(fields, cells, strict=False):  # rows may be shorter than the header
        if field and (error := formula_error(cell)):
            problems[field] = error
        elif field:
            text = re.sub(_PROTECTED, "", cell, count=1) if cell[:1] == "'" else cell
            if "\n" in text:  # perhaps several names, but text in brackets belongs to one
                text = text.replace("\n(", " (").replace("\n", "; " if field in NAMES else " ")
            text = text if field in FREE_TEXT else _FOOTNOTE.sub("", text)
            if text:
                known[field] = text
    if excess := " ".join(" ".join(cells[len(fields) :]).split()):
        text = f"has more cells than the header has columns: {excess!r}"
        problems[""] = f"{text}. Quote cells that contain the separator"
    return Row(number, known, problems)
