"""Anniversaries as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from icalendar import Calendar, Event, vRecur

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay, anniversary_name, occurrences
from sistercities_cli.dates import PartialDate, format_date
from sistercities_cli.model import Relationship, Status, format_parties, format_place

PRODUCT_ID = "-//sistercities//sistercities//EN"


def yearly_calendar(
    relationships: Iterable[Relationship],
    title: str,
    issued: dt.date,
    *,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    every: int = 1,
) -> bytes:
    """Format a calendar with one yearly event per relationship.

    Relationships that have ended or have no known day have no event.
    """
    suffix = "" if every == 1 else f"-every-{every}"
    events: list[Event] = []
    for relationship, founded in _recurring(relationships):
        anniversaries = occurrences(founded, founded, leap_day=leap_day, every=every)
        for first in islice(anniversaries, 1):  # none after the year 9999
            name = f"anniversary of {founded.year}"
            event = _event(relationship, first.date, issued, suffix, name)
            event.add("rrule", _recurrence_rule(founded, leap_day, every))
            events.append(event)
    return _calendar(title, events)


def numbered_calendar(
    relationships: Iterable[Relationship],
    title: str,
    issued: dt.date,
    *,
    on: dt.date,
    years: int,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    every: int = 1,
) -> bytes:
    """Format a calendar with one event for each of the next anniversaries."""
    events: list[Event] = []
    for relationship, founded in _recurring(relationships):
        anniversaries = occurrences(founded, on, leap_day=leap_day, every=every)
        for coming in islice(anniversaries, years):
            name = f"{anniversary_name(coming.number)} anniversary"
            suffix = f"-{coming.number}"
            events.append(_event(relationship, coming.date, issued, suffix, name))
    return _calendar(title, events)


def has_event(relationship: Relationship) -> bool:
    """Check whether a relationship has an event in the calendar."""
    return any(_recurring([relationship]))


def _recurring(relationships: Iterable[Relationship]) -> Iterator[tuple[Relationship, dt.date]]:
    """Yield the relationships that have an event, with their founding days."""
    for relationship in relationships:
        if isinstance(relationship.founded, dt.date) and relationship.status is not Status.ENDED:
            yield relationship, relationship.founded


def _calendar(title: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.subcomponents.extend(events)
    return bytes(calendar.to_ical(sorted=False))


def _event(
    relationship: Relationship, date: PartialDate, issued: dt.date, suffix: str, name: str
) -> Event:
    """Create an all-day event, which does not block any time."""
    assert isinstance(date, dt.date)
    changed = relationship.changed or issued
    stamp = dt.datetime.combine(changed, dt.time(), dt.UTC)
    event = Event()
    event.add("uid", f"{relationship.id}{suffix}@sistercities")
    # Dated by the data, not the export, so that an unchanged event stays byte-identical.
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max(0, (changed - issued).days))  # must never decrease (section 3.8.7.4)
    event.add("dtstart", date)
    if date < dt.date.max:
        event.add("dtend", date + dt.timedelta(days=1))  # exclusive
    event.add("transp", "TRANSPARENT")
    event.add("categories", [relationship.kind])
    event.add("description", "\n".join(_description(relationship)))
    if relationship.website:
        event.add("url", relationship.website)
    event.add("summary", f"{format_parties(relationship)}: {name}")
    return event


def _recurrence_rule(founded: dt.date, leap_day: LeapDay, every: int) -> vRecur:
    rule: dict[str, object] = {"freq": "yearly"}
    if every > 1:
        rule["interval"] = every
    if (founded.month, founded.day) == (2, 29):
        # A plain rule would skip three years in four (section 3.3.10); day 60 is never skipped.
        feb28 = leap_day is LeapDay.FEB28
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
