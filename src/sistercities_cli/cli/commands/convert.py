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
- give [directory] a title, and raise date and version whenever you change something;
- as programme of your home, put who looks after the relationships;
- check the status of each: where the spreadsheet gave none, it is {status};
- add what else you know: "sistercities schema" says which keys there are;
- "sistercities schema -o towns.schema.json" and the line "#:schema ./towns.schema.json" at the
  top of this file let your editor help;
- "sistercities list --data" with the name of this file shows it, or says what is wrong with it.
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
            help="Whose partners these are. If a column has the homes: only those of this one.",
        ),
    ] = None,
    home_country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="The country of homes that are given without one."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADING", help="Which column to read as what, if not found."),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD=MEANING", help="What a kind, status or country in the spreadsheet means."
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="The kind for rows that give none.")
    ] = "sister city",
    status: Annotated[
        Status, typer.Option("--status", help="The status for rows that give none.")
    ] = Status.ACTIVE,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What to call the directory.")
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="Which comes first in dates like 03/04/1999."
        ),
    ] = None,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Leave out rows that are wrong, and write the others."),
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
    """Make a data file from a spreadsheet.

    \b
    sistercities convert ourtown.xlsx --home "Springfield, US" -o ourtown.toml
    sistercities convert staedte.csv --home "Kiel, DE" --column partner=Partnergemeinde
    sistercities convert all.ods --home-country DE --value ruht=dormant --skip-bad

    Columns are recognized by their headings, in many languages: name and country of the partner
    are needed; founded, kind, status, website, latitude, longitude, timezone, region, native,
    also, signatories, notes, source and home are read as well. What is read as what, and which
    columns are not used, is printed first.

    Cities without coordinates get them, and their time zones, from GeoNames if their name is
    clear; which ones, and what they were taken for, is printed and stands in the data file.

    Everything wrong is reported at once, by row and column. Dates are never guessed.
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
    values = {simplify(word): meaning for word, meaning in _pairs(value or (), "--value")}
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


def _pairs(values: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    """Split values like ``WORD=MEANING``."""
    for value in values:
        name, _, meaning = (part.strip() for part in value.partition("="))
        if not name or not meaning:
            message = f"{value!r} is not two texts with = between them"
            raise typer.BadParameter(message, param_hint=f"'{option}'")
        yield name, meaning


def _parse_columns(values: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    chosen = {}
    for name, heading in _pairs(values, "--column"):
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
        b"\0\0\0\0".decode(name)  # nothing to decode would not be checked
    except (LookupError, ValueError):
        message = f"{name!r} is not an encoding: use a name like windows-1252 or shift-jis"
        raise typer.BadParameter(message, param_hint="'--encoding'") from None


def _report(result: Conversion, rows: int) -> None:
    """Report on stderr what was written and what was left out."""
    if result.left_out:
        output.print_message(f"Left out: {len(result.left_out):,} of {pluralize(rows, 'row')}")
    for problem in result.problems:
        output.print_message(f"  {problem}")
    cities = result.draft.cities.values()
    output.print_message(
        f"Written: {pluralize(len(result.draft.relationships), 'relationship')},"
        f" {pluralize(len(cities), 'city')}"
        f" in {pluralize(len({city.country for city in cities}), 'country')}"
    )
