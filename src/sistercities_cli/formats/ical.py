"""Anniversaries as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from icalendar import Alarm, Calendar, Event, vDuration, vRecur

from sistercities_cli.anniversaries import (
    DEFAULT_LEAP_DAY,
    LeapDay,
    Occurrence,
    anniversary_name,
    occurrences,
)
from sistercities_cli.dates import (
    PartialDate,
    Year,
    YearMonth,
    days_in_month,
    first_day,
    format_date,
    precision,
)
from sistercities_cli.directory import Directory
from sistercities_cli.model import (
    KINDS_OF_PARTIES,
    Relationship,
    Status,
    format_parties,
    format_place,
)
from sistercities_cli.structs import Struct
from sistercities_cli.text import plural

PRODUCT_ID = "-//sistercities//sistercities//EN"
REFRESH_INTERVAL = dt.timedelta(weeks=1)  # how often a subscriber refreshes
EARLIEST_START = dt.date(1601, 1, 1)  # some calendar programs reject earlier events
A_DAY = dt.timedelta(days=1)


class EventOptions(Struct):
    """Options for all events of a calendar."""

    leap_day: LeapDay = DEFAULT_LEAP_DAY
    every: int = 1  # only multiples of this number
    include: Collection[str] = ()  # optional precisions of founding dates: month, year
    remind: dt.timedelta | None = None  # how long before the event


def yearly_calendar(
    relationships: Iterable[Relationship], directory: Directory, title: str, options: EventOptions
) -> bytes:
    """Format a calendar with one yearly event per relationship."""
    events = yearly_events(relationships, directory, options)
    return format_calendar(title, (event for _, event in events))


def yearly_events(
    relationships: Iterable[Relationship], directory: Directory, options: EventOptions
) -> Iterator[tuple[Relationship, Event]]:
    """Yield a yearly event for each relationship that has one."""
    suffix = "" if options.every == 1 else f"-every-{options.every}"
    for relationship, founded in _recurring(relationships, options.include):
        start = max(first_day(founded), EARLIEST_START)
        anniversaries = occurrences(founded, start, leap_day=options.leap_day, every=options.every)
        for first in islice(anniversaries, 1):  # none after the year 9999
            since = founded if isinstance(founded, YearMonth) else Year(founded.year)
            name = f"{_kind_as_title(relationship.kind)} since {format_date(since)}"
            if not isinstance(founded, dt.date):
                name = f"{name} (day unknown)"
            event = _event(relationship, directory, first, suffix, name, options)
            event.add("rrule", _recurrence_rule(founded, options))
            yield relationship, event


def _kind_as_title(kind: str) -> str:
    """Return a kind in the plural if it describes the parties, like "sister cities"."""
    return plural(kind) if kind.endswith(KINDS_OF_PARTIES) else kind


def numbered_calendar(
    relationships: Iterable[Relationship],
    directory: Directory,
    title: str,
    options: EventOptions,
    *,
    start: dt.date,
    end: dt.date = dt.date.max,
    years: int | None = None,
) -> bytes:
    """Format a calendar with an event for each anniversary between two days.

    ``years`` limits the number of anniversaries of each relationship.
    """
    events: list[Event] = []
    for relationship, founded in _recurring(relationships, options.include):
        anniversaries = occurrences(
            founded, start, end, leap_day=options.leap_day, every=options.every
        )
        for coming in islice(anniversaries, years):
            name = f"{anniversary_name(coming.number)} anniversary"
            prefix = "" if coming.days is not None else f"{format_date(coming.date)}, day unknown: "
            suffix = f"-{coming.number}"
            events.append(_event(relationship, directory, coming, suffix, name, options, prefix))
    return format_calendar(title, events)


def has_event(relationship: Relationship, include: Collection[str] = ()) -> bool:
    """Check whether a relationship has an event in the calendar."""
    return any(_recurring([relationship], include))


def _recurring(
    relationships: Iterable[Relationship], include: Collection[str]
) -> Iterator[tuple[Relationship, PartialDate]]:
    """Yield the relationships that have an event, with their founding dates."""
    for relationship in relationships:
        founded = relationship.founded
        if founded is None or relationship.status is Status.ENDED:
            continue
        if isinstance(founded, dt.date) or precision(founded) in include:
            yield relationship, founded


def format_calendar(title: str, events: Iterable[Event]) -> bytes:
    """Format a calendar that readers can import or subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH_INTERVAL))
    calendar.subcomponents.extend(events)
    return bytes(calendar.to_ical(sorted=False))


def _event(
    relationship: Relationship,
    directory: Directory,
    occurrence: Occurrence,
    suffix: str,
    name: str,
    options: EventOptions,
    prefix: str = "",
) -> Event:
    """Create an all-day event, which does not block any time."""
    changed = relationship.changed or directory.issued
    stamp = dt.datetime.combine(changed, dt.time(), dt.UTC)
    sequence = max(0, (changed - directory.issued).days)  # must never decrease (section 3.8.7.4)
    summary = f"{prefix}{format_parties(relationship)}: {name}"
    start = first_day(occurrence.date)
    event = Event()
    event.add("uid", f"{relationship.id}{suffix}@{directory.identifier}.sistercities")
    # Dated by the data, not the export, so that an unchanged event stays byte-identical.
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", start)
    end = start + dt.timedelta(days=_length(occurrence.date) - 1)
    if end < dt.date.max:
        event.add("dtend", end + A_DAY)  # exclusive
    event.add("transp", "TRANSPARENT")
    event.add("categories", [relationship.kind])
    event.add("description", "\n".join(_description(relationship)))
    if relationship.website:
        event.add("url", relationship.website)
    event.add("summary", summary)
    if options.remind is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -options.remind)
        event.add_component(alarm)
    return event


def _length(date: PartialDate) -> int:
    """Return the length of an event in days: the length of a month, else 1."""
    return days_in_month(date.year, date.month) if isinstance(date, YearMonth) else 1


def _recurrence_rule(founded: PartialDate, options: EventOptions) -> vRecur:
    rule: dict[str, object] = {"freq": "yearly"}
    if options.every > 1:
        rule["interval"] = options.every
    if isinstance(founded, dt.date) and (founded.month, founded.day) == (2, 29):
        # A plain rule would skip three years in four (section 3.3.10); day 60 is never skipped.
        feb28 = options.leap_day is LeapDay.FEB28
        rule |= {"bymonth": 2, "bymonthday": -1} if feb28 else {"byyearday": 60}
    return vRecur(rule)


def _description(relationship: Relationship) -> Iterator[str]:
    assert relationship.founded is not None
    yield f"{format_place(relationship.home_party)} and {format_place(relationship.partner)}"
    yield f"Kind: {relationship.kind}"
    yield f"Founded: {format_date(relationship.founded)}"
    if relationship.signatories:
        yield f"Signed by: {'; '.join(map(str, relationship.signatories))}"
    if relationship.status is not Status.ACTIVE:
        yield f"Status: {relationship.status.value}"
    if relationship.website:
        yield relationship.website
