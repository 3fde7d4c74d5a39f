"""The ``country`` command."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import completion, lookup, options, output
from sistercities_cli.cli.commands.list import Ordering, send_list
from sistercities_cli.cli.output import Answer, OutputOptions
from sistercities_cli.directory import SortKey
from sistercities_cli.formats.rows import COUNTRY_COLUMNS, country_row
from sistercities_cli.model import Country

if TYPE_CHECKING:
    from sistercities_cli.terminal import TerminalConsole


def country_command(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Countries. Default: all of them, with their counts.",
            autocompletion=completion.countries,
        ),
    ] = None,
    sort: options.Sort = None,
    reverse: options.Reverse = False,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
    on: options.On = None,
    format: options.FormatOption = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """Show the relationships in a country, or count them.

    \b
    sistercities country
    sistercities country germany
    sistercities country uk "south korea" CZ
    sistercities country deutschland --json

    NAME is a common, formal or native name, an everyday alias or an ISO code.
    """
    out = output.choose_output(format, json, columns, no_header)
    directory = lookup.open_directory(data)
    if not name:
        if sort not in (None, SortKey.COUNTRY):
            raise typer.BadParameter(f"--sort {sort} needs a NAME: countries go by their names")
        counts = [(one, len(found)) for one, found in directory.in_countries()]
        _send_countries(counts[:: -1 if reverse else 1], out)
        return
    countries = lookup.find_countries(directory, name)
    select = partial(directory.select, countries=countries)
    nothing = f"No relationships in {', '.join(one.name for one in countries)}."
    send_list(select, Ordering(on or options.today(), leap_day, sort, reverse), out, nothing)


def _send_countries(found: Sequence[tuple[Country, int]], out: OutputOptions) -> None:
    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.terminal.lists import show_countries

        show_countries(console, found, header=out.header)

    rows = (country_row(one, count) for one, count in found)
    output.send(Answer(rows, COUNTRY_COLUMNS, display, "No relationships."), out)
