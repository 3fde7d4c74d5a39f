"""The commands ``list`` and ``country``: which relationships there are."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import completion, options, output, queries
from sistercities_cli.cli.output import Answer, Output
from sistercities_cli.model import Country, Relationship
from sistercities_cli.ordering import SortKey, sort_relationships
from sistercities_cli.render import records

if TYPE_CHECKING:
    from sistercities_cli.render.terminal import TerminalConsole


def list_(
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
    sort: options.Sort = None,
    reverse: options.Reverse = False,
    leap_day: options.LeapDayOption = LeapDay.FEB28,
    on: options.On = None,
    format: options.FormatOption = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """List relationships.

    \b
    sistercities list
    sistercities list --of chicago --country germany
    sistercities list --status suspended --status dormant
    sistercities list --founded 1990..1999 --sort founded
    sistercities list --json | jq -r '.[].partner'

    Filters add up; a filter given twice accepts either value.
    """
    out = output.choose(format, json, columns, no_header)
    directory = queries.open_directory(data)
    select = partial(
        queries.select,
        directory,
        of=of,
        country=country,
        kind=kind,
        status=status,
        founded=founded,
    )
    order = _Order(on or options.today(), leap_day, sort, reverse)
    _send_list(select, order, out, queries.NOTHING)


def country(
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
    leap_day: options.LeapDayOption = LeapDay.FEB28,
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
    out = output.choose(format, json, columns, no_header)
    directory = queries.open_directory(data)
    if not name:
        if sort not in (None, SortKey.COUNTRY):
            raise typer.BadParameter(f"--sort {sort} needs a NAME: countries go by their names")
        counts = [(one, len(found)) for one, found in directory.in_countries()]
        _send_countries(counts[:: -1 if reverse else 1], out)
        return
    countries = queries.find_countries(directory, name)
    select = partial(directory.select, countries=countries)
    nothing = f"No relationships in {', '.join(one.name for one in countries)}."
    _send_list(select, _Order(on or options.today(), leap_day, sort, reverse), out, nothing)


class _Order(NamedTuple):
    """What the options say about ages and the order of a list."""

    on: dt.date
    leap_day: LeapDay
    sort: SortKey | None
    reverse: bool

    def put(self, found: Iterable[Relationship]) -> list[Relationship]:
        """Put relationships in this order."""
        if self.sort is None:
            return list(found)[:: -1 if self.reverse else 1]
        return sort_relationships(
            found, self.sort, self.on, leap_day=self.leap_day, reverse=self.reverse
        )


def _send_list(
    select: Callable[..., Iterable[Relationship]], order: _Order, out: Output, nothing: str
) -> None:
    """Send what is selected: each once as rows, under each of its homes as a table."""
    on, leap_day = order.on, order.leap_day

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render import tables

        views = order.put(select(under_each_home=True))
        tables.relationships(console, views, on, leap_day, header=out.header)

    rows = (records.list_record(one, on, leap_day) for one in order.put(select()))
    output.send(Answer(rows, records.LIST_COLUMNS, display, nothing), out)


def _send_countries(found: Sequence[tuple[Country, int]], out: Output) -> None:
    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render import tables

        tables.countries(console, found, header=out.header)

    rows = (records.country_record(one, count) for one, count in found)
    output.send(Answer(rows, records.COUNTRY_COLUMNS, display, "No relationships."), out)
