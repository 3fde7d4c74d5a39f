"""The ``convert`` command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.errors import DataError, NotFoundError, SisterCitiesError
from sistercities_cli.model import Country, Status
from sistercities_cli.names import simplify
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from sistercities_cli.convert import Conversion
    from sistercities_cli.convert.cities import Place

FILE_HEADING = """\
{title}, made by sistercities convert from {source}.

What to do next:
- set the title of [directory], and update its date and version with every change;
- set the programme of each home: who looks after its relationships;
- check each status: it is {status} where the spreadsheet has none;
- add other facts: "sistercities schema" describes all keys;
- for completion in your editor, run "sistercities schema -o towns.schema.json" and add the line
  "#:schema ./towns.schema.json" at the top of this file;
- validate this file with "sistercities check", and show it with "sistercities list --data".
"""


def convert_command(
    *,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A spreadsheet: CSV, TSV, XLSX, XLS or ODS; - for standard input."
        ),
    ],
    home: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CITY,COUNTRY",
            help="The city whose partners these are, or the one to select from a column of homes.",
        ),
    ] = None,
    home_country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="The country of homes listed without one."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADING", help="The heading of the column for a field."),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD=MEANING",
            help="The meaning of a kind, status or country in the spreadsheet.",
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="The kind of rows without one.")
    ] = "sister city",
    status: Annotated[
        Status, typer.Option("--status", help="The status of rows without one.")
    ] = Status.ACTIVE,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title of the directory.")
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="Which comes first in dates like 03/04/1999."
        ),
    ] = None,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Skip invalid rows instead of failing."),
    ] = False,
    sheet: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The sheet of a workbook. Default: the first."),
    ] = None,
    no_places: Annotated[
        bool,
        typer.Option("--no-places", help="Do not look up coordinates and time zones of cities."),
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The encoding of a text file. Default: UTF-8, else Windows-1252."
        ),
    ] = None,
    on: Annotated[
        dt.date | None,
        typer.Option(
            parser=options.parse_day,
            metavar="DATE",
            help="The date of the data, YYYY-MM-DD. Default: today.",
        ),
    ] = None,
) -> None:
    """Convert a spreadsheet to a data file.

    \b
    sistercities convert ourtown.xlsx --home "Springfield, US" -o ourtown.toml
    sistercities convert staedte.csv --home "Kiel, DE" --column partner=Partnergemeinde
    sistercities convert all.ods --home-country DE --value ruht=dormant --skip-bad

    Columns are recognized by their headings, in many languages: name and country of the partner
    are required; founded, kind, status, website, latitude, longitude, timezone, region, native,
    also, signatories, notes, source and home are optional. The field of each column is printed
    first, with the columns that are not used.

    Missing coordinates and time zones are looked up in GeoNames by name, if the name is
    unambiguous. The matches are printed, and recorded in a comment of the data file.

    All problems are reported at once, by row and column. Dates are never guessed.
    """
    from sistercities_cli.convert import VALUE_TESTS, cities, columns, convert, words
    from sistercities_cli.convert.places import look_up_places
    from sistercities_cli.convert.report import describe_columns, describe_places
    from sistercities_cli.convert.rows import Defaults
    from sistercities_cli.convert.spreadsheet import read_spreadsheet
    from sistercities_cli.convert.table import read_table
    from sistercities_cli.datafile import files
    from sistercities_cli.datafile.write import format_data_file

    chosen = _parse_columns(column or (), columns.FIELDS)
    values = {
        simplify(word): meaning for word, meaning in _pairs(value or (), "--value", "WORD=MEANING")
    }
    kind = _check_text(words.parse_kind(kind), "--kind")
    title = title and _check_text(title, "--title")
    _check_encoding(encoding or "utf-8")
    source = files.file_at(file)
    cells = read_spreadsheet(
        source, encoding, sheet, lambda row: columns.count_headings(row, chosen)
    )
    table = read_table(cells, source.path, chosen, VALUE_TESTS)
    for line in (*describe_columns(table.titles, table.unused), *table.remarks):
        output.print_message(line)
    if table.problems:
        raise DataError(source.path, table.problems)
    country = cities.CountryFinder().find(home_country) if home_country else None
    homes = _parse_homes(home or (), country, has_column="home" in table.titles)
    day = str(on or options.today())
    defaults = Defaults(day, kind, status, day_first, homes, country, values)
    result = convert(table, defaults, title)
    for line in result.remarks:
        output.print_message(line)
    problems = (*result.refusals, *result.problems)
    if result.refusals or (problems and not (skip_bad and result.draft.relationships)):
        raise DataError(source.path, problems)
    name = file.name if file.name.isprintable() and source.path == str(file) else "a spreadsheet"
    draft = result.draft
    heading = FILE_HEADING.format(title=draft.title, source=name, status=status).splitlines()
    if not no_places:
        found = look_up_places(draft.cities)
        lines = describe_places(found, draft.cities)
        heading += [wrapped for line in ("", *lines) for wrapped in _wrap(line)]
        draft = draft._replace(cities={**draft.cities, **found.cities})
        for line in lines:
            output.print_message(line)
    _report(result, len(table.rows))
    output.write_utf8("".join(format_data_file(draft.document(), heading)))


def _wrap(line: str) -> list[str]:
    from textwrap import wrap

    return wrap(line, 98, subsequent_indent="  ", break_long_words=False) or [""]


def _pairs(values: Sequence[str], option: str, form: str) -> Iterator[tuple[str, str]]:
    """Split values of a form like ``WORD=MEANING``."""
    for value in values:
        name, _, meaning = (part.strip() for part in value.partition("="))
        if not name or not meaning:
            message = f"{value!r} is not of the form {form}"
            raise typer.BadParameter(message, param_hint=f"'{option}'")
        yield name, meaning


def _parse_columns(values: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    chosen = {}
    for name, heading in _pairs(values, "--column", "FIELD=HEADING"):
        field = simplify(name).replace(" ", "_")
        if field not in fields:
            message = f"{name!r} is not a field: there are {', '.join(fields)}"
            raise typer.BadParameter(message, param_hint="'--column'")
        chosen[field] = heading
    return chosen


def _parse_homes(
    values: Sequence[str], country: Country | None, *, has_column: bool
) -> tuple[Place, ...]:
    from sistercities_cli.convert.cities import CountryFinder, parse_home

    if not has_column and len(values) != 1:
        raise typer.BadParameter(
            "name the one home whose partners these are, like 'Springfield, US',"
            " or the column that has the homes, with --column home=HEADING",
            param_hint="'--home'",
        )
    countries = CountryFinder()
    try:
        return tuple(
            parse_home(value, countries, None if "," in value else country) for value in values
        )
    except NotFoundError:
        raise
    except SisterCitiesError as error:
        raise typer.BadParameter(str(error), param_hint="'--home'") from None


def _check_text(text: str, option: str) -> str:
    from sistercities_cli.datafile.rules import text_problem

    problem = text_problem(text)
    if problem:
        raise typer.BadParameter(f"{text!r} {problem}", param_hint=f"'{option}'")
    return text


def _check_encoding(name: str) -> None:
    try:
        b"\0\0\0\0".decode(name)  # an empty string would decode in any encoding
    except (LookupError, ValueError):
        message = f"{name!r} is not an encoding: use a name like windows-1252 or shift-jis"
        raise typer.BadParameter(message, param_hint="'--encoding'") from None


def _report(result: Conversion, rows: int) -> None:
    """Report on stderr how much was written and which rows were skipped."""
    if result.left_out:
        output.print_message(f"Skipped: {len(result.left_out):,} of {pluralize(rows, 'row')}")
    for problem in result.problems:
        output.print_message(f"  {problem}")
    cities = result.draft.cities.values()
    output.print_message(
        f"Written: {pluralize(len(result.draft.relationships), 'relationship')},"
        f" {pluralize(len(cities), 'city')}"
        f" in {pluralize(len({city.country for city in cities}), 'country')}"
    )
