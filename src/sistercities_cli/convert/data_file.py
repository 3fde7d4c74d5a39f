"""Convert a spreadsheet to the text of a data file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap

from sistercities_cli.choices import OneOrMore
from sistercities_cli.convert import VALUE_TESTS, Conversion, convert
from sistercities_cli.convert.cities import CountryFinder, Place, parse_home
from sistercities_cli.convert.columns import FIELDS, count_headings
from sistercities_cli.convert.places import look_up_places
from sistercities_cli.convert.plausibility import misplaced_reason
from sistercities_cli.convert.report import describe_columns, describe_places
from sistercities_cli.convert.rows import Defaults
from sistercities_cli.convert.spreadsheet import read_spreadsheet
from sistercities_cli.convert.table import read_table
from sistercities_cli.convert.words import parse_kind
from sistercities_cli.datafile import files
from sistercities_cli.datafile.rules import text_problem
from sistercities_cli.datafile.write import format_data_file
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
    cells = read_spreadsheet(source, encoding, sheet, lambda row: count_headings(row, chosen))
    table = read_table(cells, source.path, chosen, VALUE_TESTS)
    for line in (*describe_columns(table.titles, table.unused), *table.remarks):
        remark(line)
    if table.problems:
        raise DataError(source.path, table.problems)
    country = CountryFinder().find(home_country) if home_country else None
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
) -> tuple[Place, ...]:
    names = [home] if isinstance(home, str) else list(home or ())
    if not has_column and len(names) != 1:
        message = (
            "expected the one city whose partners these are, like 'Springfield, US',"
            " or a column of homes, with --column home=HEADING"
        )
        raise ArgumentError("home", message)
    countries = CountryFinder()
    try:
        return tuple(
            parse_home(name, countries, None if "," in name else country) for name in names
        )
    except NotFoundError:
        raise
    except SisterCitiesError as error:
        raise ArgumentError("home", str(error)) from None


def _wrap(line: str) -> list[str]:
    return wrap(line, 98, subsequent_indent="  ", break_long_words=False) or [""]


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
