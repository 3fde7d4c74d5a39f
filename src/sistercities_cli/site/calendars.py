"""The calendars on the page, which its script assembles from the events in the records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sistercities_cli import dates
from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.formats import ical
from sistercities_cli.model import Relationship
from sistercities_cli.site.listing import HomeList

END = "END:VCALENDAR\r\n"
Events = dict[str, list[tuple[str, str, str]]]  # home, precision, event by relationship


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
        "calendars": [*_calendars(directory, lists, events, title)],
        "single": _calendar_start(title).partition("X-WR-CALNAME")[0],
        "end": END,
    }


def _calendars(
    directory: Directory, lists: Sequence[HomeList], events: Events, title: str
) -> Iterator[dict[str, Any]]:
    """Yield a calendar of all relationships and, with several homes, one for each home.

    Each has the start of its file, and the number of events by precision of the founding date.
    """
    if len(lists) > 1 and events:
        precisions = Counter(versions[0][1] for versions in events.values())
        yield {"home": "", "name": "", "start": _calendar_start(title), "counts": precisions}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for versions in events.values():
        for id, precision, _ in versions:
            counts[id][precision] += 1
    for home in (one for one in lists if one.city.id in counts):
        start = _calendar_start(title if len(lists) == 1 else directory.title_of(home.views))
        yield {
            "home": home.city.id,
            "name": home.city.name,
            "start": start,
            "counts": counts[home.city.id],
        }


def _calendar_start(title: str) -> str:
    return ical.format_calendar(title, ()).decode().removesuffix(END)
