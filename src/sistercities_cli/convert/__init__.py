"""Convert spreadsheets to data files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.choices import OneOrMore
from sistercities_cli.convert.cities import find_home, parse_home
from sistercities_cli.convert.collector import Collector
from sistercities_cli.convert.columns import FIELDS
from sistercities_cli.convert.gazetteer import look_up_places
from sistercities_cli.convert.plausibility import implausibilities, misplaced_reason
from sistercities_cli.convert.report import (
    cut_short,
    describe_columns,
    describe_places,
    format_rows,
    group_problems,
)
from sistercities_cli.convert.rows import Defaults, ParsedRow, parse_rows
from sistercities_cli.convert.spreadsheet import read_spreadsheet
from sistercities_cli.convert.table import Row, Table, read_table
from sistercities_cli.convert.words import is_kind, parse_kind
from sistercities_cli.datafile import files
from sistercities_cli.datafile.rules import text_problem
from sistercities_cli.datafile.write import CityDraft, Draft, format_data_file
from sistercities_cli.dates import as_day
from sistercities_cli.errors import (
    ArgumentError,
    DataError,
    NotFoundError,
    Problem,
    SisterCitiesError,
)
from sistercities_cli.model import Country, Status
from sistercities_cli.names import simplify
from sistercities_cli.text import pluralize

FILE_HEADING = """\
{title}, made by sistercities convert from {source}.

What to do next:
- set the title of [directory], and update its date and version with every change;
- set the programme of each home: who manages its relationships;
- check each status: it is {status} where the spreadsheet has none;
- add other facts: "sistercities schema" describes all keys;
- for completion in your editor, run "sistercities schema -o towns.schema.json" and add the line
  "#:schema ./towns.schema.json" at the top of this file;
- validate this file with "sistercities check", and show it with "sistercities list --data".
"""


class Conversion(NamedTuple):
    """A draft, the rows skipped, and remarks on the others."""

    draft: Draft
    table_problems: tuple[Problem, ...]  # reasons not to convert the table at all
    problems: tuple[Problem, ...]  # of skipped rows
    skipped: tuple[int, ...]  # the numbers of these rows
    repeated: tuple[int, ...]  # the numbers of rows that add nothing to earlier ones
    remarks: tuple[str, ...]


def convert_spreadsheet(
    path: str | os.PathLike[str],
    *,
    on: dt.date,
    home: OneOrMore[str] = None,
    home_country: str | None = None,
    columns: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    kind: str = "sister city",
    status: Status | str = Status.ACTIVE,
    title: str | None = None,
    day_first: bool | None = None,
    skip_bad: bool = False,
    sheet: str | None = None,
    places: bool = True,
    encoding: str | None = None,
    report: Callable[[str], object] | None = None,
) -> str:
    """Return the text of a data file made from a spreadsheet: CSV, TSV, XLSX, XLS or ODS.

    ``on`` is the date of the data. ``columns`` maps fields to headings, ``values`` the words of
    the spreadsheet to their meanings. ``places`` looks up coordinates and time zones. ``report``
    is called with each remark. Raises :class:`DataError` with all problems at once; ``skip_bad``
    skips those rows instead. :class:`ArgumentError` is raised for options that do not fit.
    """
    remark = report or (lambda _: None)
    chosen = {_field(name): heading for name, heading in (columns or {}).items()}
    meanings = {simplify(word): meaning for word, meaning in (values or {}).items()}
    kind, status = _text(parse_kind(kind), "kind"), Status(status)
    title = title and _text(title, "title")
    _check_encoding(encoding or "utf-8")
    source = files.file_at(path)
    table = read_table(read_spreadsheet(source, encoding, sheet, chosen), source.path, chosen)
    for line in (*describe_columns(table.titles, table.unused), *table.remarks):
        remark(line)
    if table.problems:
        raise DataError(source.path, table.problems)
    country = countries.find(home_country) if home_country else None
    homes = _parse_homes(home, country, has_column="home" in table.titles)
    defaults = Defaults(str(as_day(on)), kind, status, day_first, homes, country, meanings)
    result = convert(table, defaults, title)
    for line in result.remarks:
        remark(line)
    problems = (*result.table_problems, *result.problems)
    if result.table_problems or (problems and not (skip_bad and result.draft.relationships)):
        raise DataError(source.path, problems)
    draft = result.draft
    name = Path(path).name if source.path == os.fspath(path) else ""
    origin = name if name and name.isprintable() else "a spreadsheet"
    heading = FILE_HEADING.format(title=draft.title, source=origin, status=status).splitlines()
    if places:
        found = look_up_places(draft.cities)
        if reason := misplaced_reason(found, draft.cities):
            raise DataError(source.path, (Problem("", reason),))
        lines = describe_places(found, draft.cities)
        heading += [wrapped for line in ("", *lines) for wrapped in _wrap(line)]
        draft = draft._replace(cities={**draft.cities, **found.cities})
        for line in lines:
            remark(line)
    for line in _summary(result, len(table.rows)):
        remark(line)
    return "".join(format_data_file(draft.document(), heading))


def convert(table: Table, defaults: Defaults, title: str | None = None) -> Conversion:
    """Draft a data file from the valid rows of a table; raises :class:`NotFoundError`."""
    rows, remarks = _select_rows(table, defaults)
    parsed, problems, notes = parse_rows(rows, table.titles, defaults)
    invalid = {problem.row for problem in problems}
    collector = Collector(() if "home" in table.titles else defaults.homes, table.titles)
    for row in parsed:
        if row.number not in invalid:
            problems += collector.add(row)
    problems.sort(key=lambda problem: problem.row)
    located = [row for row in parsed if row.has_cities]
    remarks += [
        *notes,
        *_date_remarks(table, collector.rows),
        *_kind_remarks(table, collector.rows),
    ]
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


def _field(name: str) -> str:
    field = simplify(name).replace(" ", "_")
    if field not in FIELDS:
        raise ArgumentError("columns", f"{name!r} is not a field: there are {', '.join(FIELDS)}")
    return field


def _text(text: str, argument: str) -> str:
    if problem := text_problem(text):
        raise ArgumentError(argument, f"{text!r} {problem}")
    return text


def _check_encoding(name: str) -> None:
    try:
        b"\0\0\0\0".decode(name)  # decoding no bytes would check nothing
    except (LookupError, ValueError):
        message = f"{name!r} is not an encoding: use a name like windows-1252 or shift-jis"
        raise ArgumentError("encoding", message) from None


def _parse_homes(
    home: OneOrMore[str], country: Country | None, *, has_column: bool
) -> tuple[CityDraft, ...]:
    names = [home] if isinstance(home, str) else list(home or ())
    if not has_column and len(names) != 1:
        message = (
            "expected the one city whose partners these are, like 'Springfield, US',"
            " or a column of homes, with --column home=HEADING"
        )
        raise ArgumentError("home", message)
    try:
        return tuple(
            parse_home(name, countries.find, None if "," in name else country) for name in names
        )
    except NotFoundError:
        raise
    except SisterCitiesError as error:
        raise ArgumentError("home", str(error)) from None


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


def _date_remarks(table: Table, rows: list[ParsedRow]) -> Iterator[str]:
    """Yield remarks on dates that are uncertain, or too vague for a data file."""
    notes = [row for row in rows if row.relationship.founded_note]
    title = table.titles.get("founded")
    for label, has_date in (("uncertain", True), ("too vague for a year, kept as a note", False)):
        found = [row.number for row in notes if bool(row.relationship.founded) is has_date]
        if found:
            yield f"{title}: {label}: {format_rows(found)}"


def _kind_remarks(table: Table, rows: list[ParsedRow]) -> Iterator[str]:
    """Yield a remark on kinds without a standard term, which may not be kinds at all."""
    kinds = dict.fromkeys(row.relationship.kind for row in rows)
    unknown = [repr(kind) for kind in kinds if not is_kind(kind)]
    if unknown and "kind" in table.titles:
        yield f"{table.titles['kind']}: kept as written: {cut_short(unknown)}"


def _summary(result: Conversion, rows: int) -> Iterator[str]:
    """Summarize what was written and what was skipped."""
    if result.skipped:
        yield f"Skipped: {len(result.skipped):,} of {pluralize(rows, 'row')}"
    for problem in result.problems:
        yield f"  {problem}"
    cities = result.draft.cities.values()
    yield (
        f"Written: {pluralize(len(result.draft.relationships), 'relationship')},"
        f" {pluralize(len(cities), 'city')}"
        f" in {pluralize(len({city.country for city in cities}), 'country')}"
    )


def _wrap(line: str) -> list[str]:
    return wrap(line, 98, subsequent_indent="  ", break_long_words=False) or [""]
