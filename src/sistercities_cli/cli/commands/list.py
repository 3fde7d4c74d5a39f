"""The ``list`` command."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.output import Answer, OutputOptions
from sistercities_cli.directory import SortKey, sort_relationships
from sistercities_cli.formats.rows import LIST_COLUMNS, list_row
from sistercities_cli.model import Relationship

if TYPE_CHECKING:
    from sistercities_cli.terminal import TerminalConsole


def list_command(
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
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
    """List relationships.

    \b
    sistercities list
    sistercities list --of chicago --country germany
    sistercities list --status suspended --status dormant
    sistercities list --founded 1990..1999 --sort founded
    sistercities list --json | jq -r '.[].partner'

    Filters add up; a filter given twice accepts either value.
    """
    out = output.choose_output(format, json, columns, no_header)
    directory = lookup.open_directory(data)
    select = partial(
        lookup.select,
        directory,
        of=of,
        country=country,
        kind=kind,
        status=status,
        founded=founded,
    )
    order = Ordering(on or options.today(), leap_day, sort, reverse)
    send_list(select, order, out, lookup.NO_MATCHES)


class Ordering(NamedTuple):
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


def send_list(
    select: Callable[..., Iterable[Relationship]], order: Ordering, out: OutputOptions, nothing: str
) -> None:
    """Send what is selected: each once as rows, under each of its homes as a table."""
    on, leap_day = order.on, order.leap_day

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.terminal.lists import show_relationships

        views = order.put(select(under_each_home=True))
        show_relationships(console, views, on, leap_day, header=out.header)

    rows = (list_row(one, on, leap_day) for one in order.put(select()))
    output.send(Answer(rows, LIST_COLUMNS, display, nothing), out)
