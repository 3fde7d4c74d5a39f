"""The calendars on the page, which its script assembles from the events in the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sistercities_cli import dates
from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.formats import ical
from sistercities_cli.model import Relationship
from sistercities_cli.site.listing import HomeList

END = "END:VCALENDAR\r\n"
Events = dict[str, list[tuple[str, str, str]]]  # home, precision, event by relationship


class PageCalendar(NamedTuple):
    """A calendar that the script assembles from the events in the records."""

    home: str  # its id, or empty for all homes
    name: str
    start: str  # of the file
    counts: Mapping[str, int]  # of events by precision of the founding date


def find_events(directory: Directory, listed: Sequence[Relationship], leap_day: LeapDay) -> Events:
    """Return the yearly events of relationships as each home lists them."""
    options = ical.EventOptions(leap_day, include=("month", "year"))
    events: Events = {}
    for view, event in ical.yearly_events(listed, directory, options):
        text = event.to_ical(sorted=False).decode()
        events.setdefault(view.id, []).append((view.home.id, dates.precision(view.founded), text))
    return events


def calendar_data(
    directory: Directory, lists: Sequence[HomeList], events: Events, title: str
) -> dict[str, Any]:
    """Return the parts of calendar files around the events, and the contents of each calendar."""
    return {
        "calendars": [one._asdict() for one in _calendars(directory, lists, events, title)],
        "single": _calendar_start(title).partition("X-WR-CALNAME")[0],
        "end": END,
    }


def _calendars(
    directory: Directory, lists: Sequence[HomeList], events: Events, title: str
) -> list[PageCalendar]:
    """Return a calendar of all relationships and, with several homes, one for each home."""

    def calendar(home: str, name: str, title: str, precisions: Iterable[str]) -> PageCalendar:
        return PageCalendar(home, name, _calendar_start(title), Counter(precisions))

    precisions: dict[str, list[str]] = {}
    for versions in events.values():
        for home, precision, _ in versions:
            precisions.setdefault(home, []).append(precision)
    calendars = [
        calendar(
            home.city.id,
            home.city.name,
            title if len(lists) == 1 else directory.title_of(home.views),
            precisions[home.city.id],
        )
        for home in lists
        if home.city.id in precisions
    ]
    if len(lists) > 1 and calendars:
        first = [versions[0][1] for versions in events.values()]
        calendars.insert(0, calendar("", "", title, first))
    return calendars


def _calendar_start(title: str) -> str:
    return ical.format_calendar(title, ()).decode().removesuffix(END)
