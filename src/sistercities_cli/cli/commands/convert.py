"""The ``convert`` command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.cli.arguments import expand_home
from sistercities_cli.model import Status


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
        str | None, typer.Option(metavar="COUNTRY", help="The country of homes listed without one.")
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
        bool, typer.Option("--skip-bad", help="Skip invalid rows instead of failing.")
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
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" -o kiel.toml
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" --skip-bad
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" --column kind=Art

    Columns are recognized by their headings, in many languages: name and country of the partner
    are required; founded, kind, status, ended, website, latitude, longitude, timezone, region,
    native, also, signatories, notes, source and home are optional. The field of each column is
    printed first, with the columns that are not used.

    Missing coordinates and time zones are looked up in GeoNames by name, if the name is
    unambiguous. The matches are printed, and recorded in a comment of the data file.

    All problems are reported at once, by row and column. Dates are never guessed.
    """
    from sistercities_cli.convert import convert_spreadsheet

    with options.naming_options():
        text = convert_spreadsheet(
            expand_home(file),
            on=on or options.today(),
            home=home,
            home_country=home_country,
            columns=dict(_pairs(column or (), "--column", "FIELD=HEADING")),
            values=dict(_pairs(value or (), "--value", "WORD=MEANING")),
            kind=kind,
            status=status,
            title=title,
            day_first=day_first,
            skip_bad=skip_bad,
            sheet=sheet,
            places=not no_places,
            encoding=encoding,
            report=output.print_message,
        )
    output.write_file(text, "towns.toml")


def _pairs(values: Sequence[str], option: str, form: str) -> Iterator[tuple[str, str]]:
    """Split values of a form like ``WORD=MEANING``."""
    for value in values:
        name, _, meaning = (part.strip() for part in value.partition("="))
        if not name or not meaning:
            message = f"{value!r} is not of the form {form}"
            raise typer.BadParameter(message, param_hint=f"'{option}'")
        yield name, meaning
