"""Anniversaries as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from icalendar import Calendar, Event, vRecur

from sistercities_cli.anniversaries import (
    DEFAULT_LEAP_DAY,
    LeapDay,
    Occurrence,
    anniversary_name,
    occurrences,
)
from sistercities_cli.dates import format_date
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
    return _calendar(title, _yearly_events(relationships, issued, leap_day, every))


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
    return _calendar(title, _numbered_events(relationships, issued, on, years, leap_day, every))


def has_event(relationship: Relationship) -> bool:
    """Check whether a relationship has an event in the calendar."""
    return _recurring_day(relationship) is not None


def _recurring_day(relationship: Relationship) -> dt.date | None:
    """Return the founding day if it is known and the relationship has not ended."""
    if isinstance(relationship.founded, dt.date) and relationship.status is not Status.ENDED:
        return relationship.founded
    return None


def _yearly_events(
    relationships: Iterable[Relationship], issued: dt.date, leap_day: LeapDay, every: int
) -> Iterator[Event]:
    for relationship in relationships:
        founded = _recurring_day(relationship)
        if founded is None:
            continue
        first = next(occurrences(founded, founded, leap_day=leap_day, every=every), None)
        if first is None:  # after the year 9999
            continue
        suffix = "" if every == 1 else f"-every-{every}"
        event = _event(relationship, first, issued, suffix)
        event.add("summary", f"{format_parties(relationship)}: anniversary of {founded.year}")
        event.add("rrule", _recurrence_rule(founded, leap_day, every))
        yield event


def _numbered_events(
    relationships: Iterable[Relationship],
    issued: dt.date,
    on: dt.date,
    years: int,
    leap_day: LeapDay,
    every: int,
) -> Iterator[Event]:
    for relationship in relationships:
        founded = _recurring_day(relationship)
        if founded is None:
            continue
        coming = occurrences(founded, on, leap_day=leap_day, every=every)
        for occurrence in islice(coming, years):
            event = _event(relationship, occurrence, issued, f"-{occurrence.number}")
            name = anniversary_name(occurrence.number)
            event.add("summary", f"{format_parties(relationship)}: {name} anniversary")
            yield event


def _calendar(title: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _event(
    relationship: Relationship, occurrence: Occurrence, issued: dt.date, suffix: str
) -> Event:
    """Create an all-day event without its summary; it does not block any time."""
    assert isinstance(occurrence.date, dt.date)
    changed = relationship.changed or issued
    stamp = dt.datetime.combine(changed, dt.time(), dt.UTC)
    event = Event()
    event.add("uid", f"{relationship.id}{suffix}@sistercities")
    # Dates of the data, not of the export: an unchanged event stays the same, byte for byte.
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max(0, (changed - issued).days))  # must never decrease (section 3.8.7.4)
    event.add("dtstart", occurrence.date)
    if occurrence.date < dt.date.max:
        event.add("dtend", occurrence.date + dt.timedelta(days=1))  # exclusive
    event.add("transp", "TRANSPARENT")
    event.add("categories", [relationship.kind])
    event.add("description", "\n".join(_description(relationship)))
    if relationship.website:
        event.add("url", relationship.website)
    return event


def _recurrence_rule(founded: dt.date, leap_day: LeapDay, every: int) -> vRecur:
    rule: dict[str, object] = {"freq": "yearly"}
    if every > 1:
        rule["interval"] = every
    if (founded.month, founded.day) == (2, 29):
        # A plain rule would skip three years in four (section 3.3.10).
        if leap_day is LeapDay.FEB28:
            rule |= {"bymonth": 2, "bymonthday": -1}
        else:
            rule["byyearday"] = 60  # 29 February in leap years, 1 March in the others
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
