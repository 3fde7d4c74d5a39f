"""The ``anniversary`` command."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters, OutputOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.formats.rows import ANNIVERSARY_COLUMNS, NTH_COLUMNS, anniversary_record
from sistercities_cli.model import distinct


def anniversary_command(
    *,
    name: options.Names = None,
    nth: Annotated[
        int | None,
        typer.Option(
            parser=options.integer_parser(1),
            metavar="N",
            help="Also show when the Nth anniversary is or was.",
        ),
    ] = None,
    filters: Filters,
    dates: DateOptions,
    format: options.FormatOption = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """Compute ages and upcoming anniversaries.

    \b
    sistercities anniversary osaka
    sistercities anniversary osaka --on 2027-11-09
    sistercities anniversary warsaw --nth 75
    sistercities anniversary --columns partner,years --no-header

    An imprecise founding date gives a range of ages: 65–66 years.
    """
    out = output.choose_output(format, layout)
    directory = lookup.open_directory(data)
    views = lookup.select_named(directory, name or (), filters, under_each_home=True)
    day, leap_day = dates.day, dates.leap_day

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.anniversaries import show_anniversaries

        show_anniversaries(console, views, day, leap_day, nth, header=out.header)

    records = (anniversary_record(one, day, leap_day, nth) for one in distinct(views))
    columns = ANNIVERSARY_COLUMNS + (NTH_COLUMNS if nth is not None else ())
    output.write_result(Result(records, columns, display, lookup.NO_MATCHES), out)
