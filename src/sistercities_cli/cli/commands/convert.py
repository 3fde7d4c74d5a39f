"""The ``convert`` command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.errors import DataError, NotFoundError, SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from sistercities_cli.convert import Conversion
    from sistercities_cli.convert.rows import Place

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
        Path, typer.Argument(metavar="FILE", help="A spreadsheet, saved as CSV in UTF-8.")
    ],
    home: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CITY,COUNTRY",
            help="Whose partners these are. Not needed if there is a column home.",
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
    sistercities convert ourtown.csv --home "Springfield, US" -o ourtown.toml
    sistercities convert ourtown.csv --home "Springfield, US" --skip-bad

    The first row holds the names of the columns: name and country are needed; founded, kind,
    status, website, latitude, longitude, timezone, region, native, also, signatories, notes,
    source and home are read as well, under these and other usual names. Cells may be
    separated by commas, semicolons or tabs.

    Everything wrong is reported at once, by row and column. Dates are never guessed.
    """
    from sistercities_cli.convert import cells, convert, table
    from sistercities_cli.convert.rows import Defaults
    from sistercities_cli.datafile import files
    from sistercities_cli.datafile.write import format_data_file

    spreadsheet = table.read_table(files.file_at(file).text(), str(file))
    homes = _parse_homes(home or (), "home" in spreadsheet.titles)
    day = str(on or options.today())
    kind = _check_text(cells.parse_kind(kind), "--kind")
    title = title and _check_text(title, "--title")
    result = convert(spreadsheet, Defaults(day, kind, status, day_first, homes), title)
    if result.problems and not (skip_bad and result.draft.relationships):
        raise DataError(str(file), result.problems)
    _report(result)
    source = file.name if file.name.isprintable() else "a spreadsheet"
    heading = FILE_HEADING.format(title=result.draft.title, source=source, status=status)
    output.write_utf8("".join(format_data_file(result.draft.document(), heading.splitlines())))


def _parse_homes(values: Sequence[str], has_column: bool) -> tuple[Place, ...]:
    from sistercities_cli.convert.rows import CountryFinder, parse_home

    if not has_column and len(values) != 1:
        raise typer.BadParameter(
            "name the one home whose partners these are, like 'Springfield, US',"
            " or give the spreadsheet a column home",
            param_hint="'--home'",
        )
    countries = CountryFinder()
    try:
        return tuple(parse_home(value, countries) for value in values)
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


def _report(result: Conversion) -> None:
    """Report on stderr what was written and what was left out."""
    left_out = [f"  {problem}" for problem in result.problems]
    for remark in (*(["Left out:"] if left_out else []), *left_out, *result.remarks):
        output.print_message(remark)
    cities = result.draft.cities.values()
    output.print_message(
        f"Written: {pluralize(len(result.draft.relationships), 'relationship')},"
        f" {pluralize(len(cities), 'city')}"
        f" in {pluralize(len({city.country for city in cities}), 'country')}"
    )
