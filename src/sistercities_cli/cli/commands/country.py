"""The ``country`` command."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sistercities_cli.cli import completion, lookup, options, output
from sistercities_cli.cli.commands.list import write_list
from sistercities_cli.cli.options import DateOptions, OutputOptions, SortOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.formats.rows import COUNTRY_COLUMNS, country_row
from sistercities_cli.sorting import SortKey


def country_command(
    *,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Countries. Default: all of them, with their counts.",
            autocompletion=completion.countries,
        ),
    ] = None,
    of: options.Of = None,
    sorting: SortOptions,
    dates: DateOptions,
    format: options.FormatOption = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """Show the relationships in a country, or count them.

    \b
    sistercities country
    sistercities country germany
    sistercities country uk "south korea" CZ
    sistercities country deutschland --json

    NAME is an ISO code or a name in any major language; English names may be abbreviated.
    """
    out = output.choose_output(format, layout)
    if not name and sorting.sort not in (None, SortKey.COUNTRY):
        message = f"--sort {sorting.sort} needs a NAME: countries are sorted by name"
        raise typer.BadParameter(message)
    directory = lookup.open_directory(data)
    homes = lookup.find_homes(directory, of)
    if name:
        countries = lookup.find_countries(directory, name)
        select = partial(directory.select, countries=countries, of=homes)
        empty_message = f"No relationships in {', '.join(country.name for country in countries)}."
        write_list(select, sorting, dates, out, empty_message)
        return
    counts = [(country, len(members)) for country, members in directory.by_country(of=homes)]
    counts = counts[:: -1 if sorting.reverse else 1]

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.lists import show_countries

        show_countries(console, counts, header=out.header)

    rows = (country_row(country, count) for country, count in counts)
    output.write_result(Result(rows, COUNTRY_COLUMNS, display, "No relationships."), out)
