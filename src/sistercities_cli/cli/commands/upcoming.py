"""The ``upcoming`` command."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from sistercities_cli.agenda import Window, upcoming
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.errors import reject_combination
from sistercities_cli.cli.options import DateOptions, Filters, OutputOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.errors import DateError
from sistercities_cli.formats.rows import UPCOMING_COLUMNS, upcoming_row


def upcoming_command(
    *,
    within: Annotated[
        str | None,
        typer.Option(
            parser=options.parse_duration,
            metavar="DURATION",
            help="How far ahead: 90d, 12w, 6m or 1y. Default: 1y.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(parser=options.parse_year, metavar="YEAR", help="All of this year instead."),
    ] = None,
    every: options.Every = 1,
    dated: Annotated[
        bool, typer.Option("--dated", help="Only anniversaries with a known day.")
    ] = False,
    filters: Filters,
    dates: DateOptions,
    format: options.FormatOption = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """List upcoming anniversaries, soonest first.

    \b
    sistercities upcoming
    sistercities upcoming --year 2027 --every 5
    sistercities upcoming --within 30d --of birmingham
    sistercities upcoming --within 0d --json

    Days and weeks include the last day: 0d is today. Months and years end the day before
    the same date, so that a monthly job neither misses nor repeats an anniversary.

    Anniversaries with a known day come first; then those known only to the month, if the
    period includes its 16th and lasts at least 28 days, and those known only to the year,
    if it includes 2 July and lasts at least 365 days. Ended relationships have none.
    """
    out = output.choose_output(format, layout)
    day = dates.day
    window = _window(within, year, day)
    directory = lookup.open_directory(data)
    relationships = lookup.select(directory, filters)
    agenda = [
        coming
        for coming in upcoming(relationships, window, on=day, leap_day=dates.leap_day, every=every)
        if not dated or coming.occurrence.days is not None
    ]

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.anniversaries import show_upcoming

        show_upcoming(console, agenda, window, header=out.header)

    rows = map(upcoming_row, agenda)
    result = Result(rows, UPCOMING_COLUMNS, display, f"No anniversaries {window}.")
    output.write_result(result, out)


def _window(within: str | None, year: int | None, on: dt.date) -> Window:
    if year is not None and within is not None:
        reject_combination("--within", "--year")
    if year is not None:
        return Window.year(year)
    try:
        return Window.within("1y" if within is None else within, on)
    except DateError as error:
        raise typer.BadParameter(str(error), param_hint="'--within'") from None
