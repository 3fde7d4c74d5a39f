"""The ``calendar`` command."""

from typing import Annotated

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters


def calendar_command(
    *,
    years: Annotated[
        int | None,
        typer.Option(
            parser=options.integer_parser(1, 1000),
            metavar="N",
            help="Write the next N anniversaries of each (1000 at most), numbered, instead of a"
            " yearly rule.",
        ),
    ] = None,
    every: options.Every = 1,
    filters: Filters,
    dates: DateOptions,
    data: options.Data = None,
) -> None:
    """Write the anniversaries as an iCalendar file.

    \b
    sistercities calendar -o sistercities.ics
    sistercities calendar --of chicago --years 10 -o next-ten.ics
    sistercities calendar --every 5 --leap-day mar1 -o round.ics

    Events last all day without marking it as busy. Importing the file again updates what
    has changed and duplicates nothing. Relationships without a known day cannot have an
    event; stderr says how many were left out.
    """
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)

    from sistercities_cli.formats import ical

    title, issued, leap_day = directory.title, directory.issued, dates.leap_day
    if years is None:
        content = ical.yearly_calendar(relationships, title, issued, leap_day=leap_day, every=every)
    else:
        content = ical.numbered_calendar(
            relationships, title, issued, on=dates.day, years=years, leap_day=leap_day, every=every
        )
    left_out = sum(not ical.has_event(relationship) for relationship in relationships)
    if left_out:
        reasons = "no known day, or ended. See: sistercities upcoming"
        output.print_message(f"{left_out} of {len(relationships)} left out: {reasons}")
    output.write_utf8(content)
