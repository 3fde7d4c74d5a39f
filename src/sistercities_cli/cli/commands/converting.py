"""The command ``convert``: make a directory from a spreadsheet."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.model import Status

if TYPE_CHECKING:
    from sistercities_cli.spreadsheet.conversion import Conversion
    from sistercities_cli.spreadsheet.places import Place

HEADING = """
{title}, made by sistercities convert from {source}.

What to do next:
- give [directory] a title, and raise date and version whenever you change something;
- as programme of your home, put who looks after the relationships;
- check the status of each: where the spreadsheet gave none, it is {status};
- add what else you know: "sistercities schema" says which keys there are;
- "sistercities schema > towns.schema.json" and the line "#:schema ./towns.schema.json" at the
  top of this file let your editor help;
- "sistercities list --data" with the name of this file shows it, or says what is wrong with it.
"""


def convert(
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
    sistercities convert ourtown.csv --home "Springfield, US" > ourtown.toml
    sistercities convert ourtown.csv --home "Springfield, US" --skip-bad

    The first row holds the names of the columns: name and country are needed; founded, kind,
    status, website, latitude, longitude, timezone, region, native, also, signatories, notes,
    source and home are read as well, under these and other usual names. Cells may be
    separated by commas, semicolons or tabs.

    Everything wrong is reported at once, by row and column. Dates are never guessed.
    """
    from sistercities_cli.dataset import files
    from sistercities_cli.errors import DataError
    from sistercities_cli.render import tomltext
    from sistercities_cli.spreadsheet import conversion, entries, table, terms

    found = table.read(files.at(file).text(), str(file))
    homes = _homes(home or (), "home" in found.titles)
    day = str(on or options.today())
    kind, title = _checked(terms.kind_of(kind), "--kind"), title and _checked(title, "--title")
    rules = entries.Rules(day, kind, status, day_first, homes)
    result = conversion.convert(found, rules, title)
    if result.problems and not (skip_bad and result.document["relationships"]):
        raise DataError(str(file), result.problems)
    _report(result)
    heading = _heading(result, file, status)
    output.send_bytes("".join(tomltext.data_file(result.document, heading)).encode())


def _homes(given: Sequence[str], has_column: bool) -> "tuple[Place, ...]":
    from sistercities_cli.errors import NotFoundError, SisterCitiesError
    from sistercities_cli.spreadsheet.places import Countries, home_of

    if not has_column and len(given) != 1:
        raise typer.BadParameter(
            "name the one home whose partners these are, like 'Springfield, US',"
            " or give the spreadsheet a column home",
            param_hint="'--home'",
        )
    countries = Countries()
    try:
        return tuple(home_of(one, countries) for one in given)
    except NotFoundError:
        raise
    except SisterCitiesError as error:
        raise typer.BadParameter(str(error), param_hint="'--home'") from None


def _checked(text: str, option: str) -> str:
    from sistercities_cli.dataset.values import text_problem

    problem = text_problem(text)
    if problem:
        raise typer.BadParameter(f"{text!r} {problem}", param_hint=f"'{option}'")
    return text


def _report(result: "Conversion") -> None:
    """Say on stderr what was written, and what was not."""
    from sistercities_cli.render.words import counted

    if result.problems:
        output.say("Left out:")
        for problem in result.problems:
            output.say(f"  {problem}")
    for remark in result.remarks:
        output.say(remark)
    document = result.document
    countries = {city["country"] for city in document["cities"].values()}
    output.say(
        f"Written: {counted(len(document['relationships']), 'relationship')},"
        f" {counted(len(document['cities']), 'city')} in {counted(len(countries), 'country')}"
    )


def _heading(result: "Conversion", file: Path, status: Status) -> list[str]:
    """Return what the file says of itself at its top."""
    name = file.name if file.name.isprintable() else "a spreadsheet"
    title = result.document["directory"]["title"]
    return HEADING.strip().format(title=title, source=name, status=status).splitlines()
