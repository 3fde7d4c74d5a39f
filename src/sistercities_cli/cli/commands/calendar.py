"""The ``calendar`` command."""

import datetime as dt
from typing import Annotated

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.errors import reject_combination
from sistercities_cli.cli.options import DateOptions, Filters
from sistercities_cli.dates import CoarsePrecision
from sistercities_cli.model import Relationship, Status
from sistercities_cli.text import join_with_and


def calendar_command(
    *,
    name: options.Names = None,
    years: Annotated[
        int | None,
        typer.Option(
            parser=options.integer_parser(1, 1000),
            metavar="N",
            help="Write the next N anniversaries of each (1000 at most), numbered, instead of a"
            " yearly rule.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            parser=options.parse_year,
            metavar="YEAR",
            help="Write the numbered anniversaries of this year instead.",
        ),
    ] = None,
    every: options.Every = 1,
    include: Annotated[
        list[CoarsePrecision] | None,
        typer.Option(help="Also include relationships known only to the month or the year."),
    ] = None,
    remind: Annotated[
        dt.timedelta | None,
        typer.Option(
            parser=options.parse_lead_time,
            metavar="DURATION",
            help="Add a reminder this long before each event: 30d or 4w.",
        ),
    ] = None,
    title: options.Title = None,
    filters: Filters,
    dates: DateOptions,
    data: options.Data = None,
) -> None:
    """Write the anniversaries as an iCalendar file.

    \b
    sistercities calendar -o sistercities.ics
    sistercities calendar osaka hamburg --remind 30d -o two.ics
    sistercities calendar --of chicago --year 2027 --include month -o 2027.ics
    sistercities calendar --every 5 --leap-day mar1 -o round.ics

    Events last all day without marking it as busy. Importing the file again updates existing events
    without duplicates. A relationship without a known day has no event unless --include
    adds one: month lasts the entire month, year is on 1 January, and the titles of both
    note that the day is unknown. The number left out is printed to stderr.
    """
    if years is not None and year is not None:
        reject_combination("--years", "--year")
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters, name or ())

    from sistercities_cli.api import calendar
    from sistercities_cli.formats.ical import has_event

    with options.naming_options():
        content = calendar(
            directory,
            relationships,
            year=year,
            years=years,
            on=dates.day,
            every=every,
            include=include,
            remind=remind,
            title=title,
            leap_day=dates.leap_day,
        )
    left_out = [one for one in relationships if not has_event(one, include or ())]
    if left_out:
        _report(left_out, len(relationships))
    output.write_file(content, "sistercities.ics")


def _report(left_out: list[Relationship], total: int) -> None:
    """Report on stderr how many relationships have no event, and why."""
    lasting = [one for one in left_out if one.status is not Status.ENDED]
    precisions = [one.precision for one in lasting if one.founded]
    imprecise = len(precisions)
    undated, ended = len(lasting) - imprecise, len(left_out) - len(lasting)
    hint = f"--include {','.join(sorted({*precisions}))} adds them"
    reasons = {
        f"{imprecise} without a known day ({hint})": imprecise,
        f"{undated} without a founding date": undated,
        f"{ended} ended": ended,
    }
    parts = [reason for reason, count in reasons.items() if count]
    output.print_message(f"{len(left_out)} of {total} left out: {join_with_and(parts)}")
