"""The ``calendar`` command."""

from typing import Annotated

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import lookup, options, output


def calendar_command(
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
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
    on: options.On = None,
    data: options.Data = None,
) -> None:
    """Write the anniversaries as an iCalendar file.

    \b
    sistercities calendar > sistercities.ics
    sistercities calendar --of chicago --years 10 > next-ten.ics
    sistercities calendar --every 5 --leap-day mar1 > round.ics

    Events last all day without marking it as busy. Importing the file again updates what
    has changed and duplicates nothing. Relationships without a known day cannot have an
    event; stderr says how many were left out.
    """
    directory = lookup.open_directory(data)
    chosen = lookup.select(directory, of=of, country=country, kind=kind, status=status)
    found = lookup.warn_if_empty(chosen)

    from sistercities_cli.formats import ical

    title, issued = directory.title, directory.issued
    if years is None:
        text = ical.yearly_calendar(found, title, issued, leap_day=leap_day, every=every)
    else:
        text = ical.numbered_calendar(
            found,
            title,
            issued,
            on=on or options.today(),
            years=years,
            leap_day=leap_day,
            every=every,
        )
    left_out = sum(not ical.has_event(one) for one in found)
    if left_out:
        reasons = "no known day, or ended. See: sistercities upcoming"
        output.print_remark(f"{left_out} of {len(found)} left out: {reasons}")
    output.send_bytes(text)
