"""The ``convert`` command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sistercities_cli.cli import options, output
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
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" -o kiel.toml
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" --skip-bad
    sistercities convert partnerstaedte.xlsx --home "Kiel, DE" --column kind=Art

    Columns are recognized by their headings, in many languages: name and country of the partner
    are needed; founded, kind, status, website, latitude, longitude, timezone, region, native,
    also, signatories, notes, source and home are read as well. What is read as what, and which
    columns are not used, is printed first.

    Cities without coordinates get them, and their time zones, from GeoNames if their name is
    clear; which ones, and what they were taken for, is printed and stands in the data file.

    Everything wrong is reported at once, by row and column. Dates are never guessed.
    """
    from sistercities_cli.convert.data_file import convert_spreadsheet

    with options.naming_options():
        text = convert_spreadsheet(
            file,
            on=on or options.today(),
            home=home,
            home_country=home_country,
            columns=dict(_pairs(column or (), "--column")),
            values=dict(_pairs(value or (), "--value")),
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


def _pairs(values: Sequence[str], option: str) -> Iterator[tuple[str, str]]:
    """Split values like ``WORD=MEANING``."""
    for value in values:
        name, _, meaning = (part.strip() for part in value.partition("="))
        if not name or not meaning:
            message = f"{value!r} is not two texts with = between them"
            raise typer.BadParameter(message, param_hint=f"'{option}'")
        yield name, meaning
