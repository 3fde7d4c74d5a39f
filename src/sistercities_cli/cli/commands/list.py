"""The ``list`` command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters, OutputOptions, SortOptions
from sistercities_cli.cli.output import Output, Result
from sistercities_cli.formats.rows import LIST_COLUMNS, list_row
from sistercities_cli.model import Relationship
from sistercities_cli.sorting import sort_relationships


def list_command(
    *,
    filters: Filters,
    sorting: SortOptions,
    dates: DateOptions,
    format: options.FormatOption = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """List relationships.

    \b
    sistercities list
    sistercities list --of chicago --country germany
    sistercities list --status suspended,dormant
    sistercities list --founded 1990..1999 --sort founded
    sistercities list --json | jq -r '.[].partner'

    A relationship must match all filters, and one of the values of each: a filter may have
    several, separated by commas.
    """
    out = output.choose_output(format, layout)
    directory = lookup.open_directory(data)
    select = partial(lookup.select, directory, filters)
    write_list(select, sorting, dates, out, lookup.NO_MATCHES)


def write_list(
    select: Callable[..., Iterable[Relationship]],
    sorting: SortOptions,
    dates: DateOptions,
    out: Output,
    empty_message: str,
) -> None:
    """Write relationships: once each as rows, or under each of their homes in a table."""
    day, leap_day = dates.day, dates.leap_day

    def ordered(relationships: Iterable[Relationship]) -> list[Relationship]:
        if sorting.sort is None:
            return list(relationships)[:: -1 if sorting.reverse else 1]
        return sort_relationships(
            relationships, sorting.sort, day, leap_day=leap_day, reverse=sorting.reverse
        )

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.lists import show_relationships

        views = ordered(select(under_each_home=True))
        show_relationships(console, views, day, leap_day, header=out.header)

    rows = (list_row(relationship, day, leap_day) for relationship in ordered(select()))
    output.write_result(Result(rows, LIST_COLUMNS, display, empty_message), out)
