"""Convert spreadsheet rows to a draft data file."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.convert.cities import CountryFinder
from sistercities_cli.convert.collector import Collector
from sistercities_cli.convert.columns import ValueTests
from sistercities_cli.convert.dates import find_day_order, is_date
from sistercities_cli.convert.plausibility import implausibilities
from sistercities_cli.convert.report import cut_short, format_rows, group_problems
from sistercities_cli.convert.rows import (
    DATE_FIELDS,
    Context,
    Defaults,
    ParsedRow,
    find_home,
    parse_rows,
)
from sistercities_cli.convert.table import Row, Table
from sistercities_cli.convert.words import is_kind, is_status
from sistercities_cli.datafile.write import Draft
from sistercities_cli.errors import NotFoundError, Problem
from sistercities_cli.names import simplify
from sistercities_cli.text import pluralize

VALUE_TESTS: ValueTests = {
    "status": is_status, "country": countries.has, "founded": is_date, "kind": is_kind,
}  # fmt: skip


class Conversion(NamedTuple):
    """A draft, the rows skipped, and remarks on the others."""

    draft: Draft
    table_problems: tuple[Problem, ...]  # reasons not to convert the table at all
    problems: tuple[Problem, ...]  # of skipped rows
    skipped: tuple[int, ...]  # the numbers of these rows
    repeated: tuple[int, ...]  # the numbers of rows that add nothing to earlier ones
    remarks: tuple[str, ...]


def convert(table: Table, defaults: Defaults, title: str | None = None) -> Conversion:
    """Draft a data file from the valid rows of a table; raises :class:`NotFoundError`."""
    collector = Collector(() if "home" in table.titles else defaults.homes, table.titles)
    rows, remarks = _select_rows(table, defaults)
    day_orders: dict[str, bool | None] = dict.fromkeys(DATE_FIELDS, defaults.day_first)
    for field in DATE_FIELDS if defaults.day_first is None else ():
        cells = ((row.number, row.cells[field]) for row in rows if field in row.cells)
        day_orders[field], found = find_day_order(table.titles.get(field, ""), cells)
        remarks += found
    context = Context(table.titles, defaults, CountryFinder(), day_orders)
    parsed, problems = parse_rows(rows, context)
    invalid = {problem.row for problem in problems}
    for parsed_row in parsed:
        if parsed_row.number not in invalid:
            problems += collector.add(parsed_row)
    problems.sort(key=lambda problem: problem.row)
    located = [row for row in parsed if row.has_places]
    remarks += _date_remarks(table, collector.rows)
    remarks += _kind_remarks(table, collector.rows)
    if collector.repeated:
        remarks.append(f"Duplicates merged: {format_rows(collector.repeated)}")
    return Conversion(
        collector.draft(title, defaults.date),
        tuple(Problem("", reason) for reason in implausibilities(table, located)),
        group_problems(problems),
        tuple(dict.fromkeys(problem.row for problem in problems)),
        tuple(collector.repeated),
        tuple(remarks),
    )


def _select_rows(table: Table, defaults: Defaults) -> tuple[list[Row], list[str]]:
    """Select the rows of the given homes, if there is a column of homes."""
    if "home" not in table.titles or not defaults.homes:
        return list(table.rows), []
    rows = [
        row
        for row in table.rows
        if "home" not in row.cells or find_home(defaults.homes, row.cells["home"])
    ]
    if not rows:
        found = {simplify(name): name for row in table.rows if (name := row.cells.get("home"))}
        name = defaults.homes[0].name
        close = get_close_matches(simplify(name), found, n=3, cutoff=0.6)
        raise NotFoundError("home", name, tuple(found[one] for one in close))
    skipped = len(table.rows) - len(rows)
    return rows, [f"Skipped: {pluralize(skipped, 'row')} of other homes"] if skipped else []


def _kind_remarks(table: Table, rows: list[ParsedRow]) -> Iterator[str]:
    """Yield a remark on kinds without a standard term, which may not be kinds at all."""
    kinds = dict.fromkeys(row.relationship.kind for row in rows)
    unknown = [repr(kind) for kind in kinds if not is_kind(kind)]
    if unknown and "kind" in table.titles:
        yield f"{table.titles['kind']}: kept as written: {cut_short(unknown)}"


def _date_remarks(table: Table, rows: list[ParsedRow]) -> Iterator[str]:
    """Yield remarks on dates that are uncertain, or too vague for a data file."""
    notes = [row for row in rows if row.relationship.founded_note]
    title = table.titles.get("founded")
    for label, has_date in (("uncertain", True), ("too vague for a year, kept as a note", False)):
        found = [row.number for row in notes if bool(row.relationship.founded) is has_date]
        if found:
            yield f"{title}: {label}: {format_rows(found)}"
