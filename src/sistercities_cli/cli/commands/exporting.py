"""The command ``calendar``: anniversaries for a calendar program."""

from typing import Annotated

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import options, output, queries


def calendar(
    years: Annotated[
        int | None,
        typer.Option(
            parser=options.number(1, 1000),
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
    leap_day: options.LeapDayOption = LeapDay.FEB28,
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
    directory = queries.open_directory(data)
    chosen = queries.select(directory, of=of, country=country, kind=kind, status=status)
    found = queries.told(chosen)

    from sistercities_cli.render import vcalendar

    title, issued = directory.title, directory.issued
    if years is None:
        text = vcalendar.yearly(found, title, issued, leap_day=leap_day, every=every)
    else:
        text = vcalendar.numbered(
            found,
            title,
            issued,
            on=on or options.today(),
            years=years,
            leap_day=leap_day,
            every=every,
        )
    left_out = sum(not vcalendar.has_event(one) for one in found)
    if left_out:
        reasons = "no known day, or ended. See: sistercities upcoming"
        output.say(f"{left_out} of {len(found)} left out: {reasons}")
    output.send_bytes(text)
