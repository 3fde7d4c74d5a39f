"""The calendar: read back by other libraries, it says what the agenda says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import Directory, LeapDay, Relationship, Window, Year, upcoming
from sistercities_cli.formats import ical

ISSUED = dt.date(2026, 11, 21)
START, END = dt.date(2026, 11, 21), dt.date(2046, 11, 20)


def _yearly(relationships: list[Relationship], **options: Any) -> bytes:
    return ical.yearly_calendar(relationships, "Towns", ISSUED, **options)


def _events(content: bytes) -> list[Any]:
    calendar = vobject.readOne(content.decode("utf-8"))
    return list(calendar.contents.get("vevent", []))


def _days(event: Any) -> list[dt.date]:
    """Expand an event by dateutil, for twenty years."""
    first = dt.datetime.combine(event.dtstart.value, dt.time())
    if "rrule" not in event.contents:
        return [first.date()]
    rule = rrulestr(event.rrule.value, dtstart=first)
    span = (dt.datetime.combine(day, dt.time()) for day in (START, END))
    return [day.date() for day in rule.between(*span, inc=True)]


def _agenda(
    relationships: list[Relationship], leap_day: LeapDay, every: int
) -> dict[str, list[dt.date]]:
    days: dict[str, list[dt.date]] = {}
    for coming in upcoming(relationships, Window(START, END), leap_day=leap_day, every=every):
        if isinstance(coming.occurrence.date, dt.date):
            days.setdefault(coming.relationship.id, []).append(coming.occurrence.date)
    return days


@pytest.mark.parametrize("every", [1, 5])
@pytest.mark.parametrize("leap_day", LeapDay)
def test_twenty_years_of_the_calendar_are_those_of_the_agenda(
    directory: Directory, towns: Directory, leap_day: LeapDay, every: int
) -> None:
    relationships = [*directory.relationships, *towns.relationships]
    content = _yearly(relationships, leap_day=leap_day, every=every)
    suffix = "" if every == 1 else f"-every-{every}"
    found = {
        event.uid.value.removesuffix(f"{suffix}@sistercities"): _days(event)
        for event in _events(content)
    }
    assert found == _agenda(relationships, leap_day, every)


@given(
    founded=st.dates(dt.date(1900, 1, 1), dt.date(2040, 12, 31)),
    leap_day=st.sampled_from(LeapDay),
    every=st.integers(1, 10),
)
def test_any_founding_day_gives_the_days_of_the_agenda(
    towns: Directory, founded: dt.date, leap_day: LeapDay, every: int
) -> None:
    one = towns.relationships[0]._replace(founded=founded)
    [event] = _events(_yearly([one], leap_day=leap_day, every=every))
    assert _days(event) == _agenda([one], leap_day, every).get(one.id, [])


def test_numbered_events_are_the_next_anniversaries(towns: Directory) -> None:
    content = ical.numbered_calendar(towns.relationships, "Towns", ISSUED, on=ISSUED, years=3)
    assert [
        (event.uid.value, event.dtstart.value.isoformat(), event.summary.value)
        for event in _events(content)
    ] == [
        ("alund-brest-39@sistercities", "2027-02-28", "Brest and Ålund: 39th anniversary"),
        ("alund-brest-40@sistercities", "2028-02-29", "Brest and Ålund: 40th anniversary"),
        ("alund-brest-41@sistercities", "2029-02-28", "Brest and Ålund: 41st anniversary"),
    ]


def test_event_tells_what_a_person_in_a_meeting_wants(towns: Directory) -> None:
    [event] = _events(_yearly(list(towns.relationships)))
    assert event.description.value.splitlines() == [
        "Ålund, Sweden and Brest, Brittany, France",
        "Kind: sister city",
        "Founded: 29 February 1988",
        "Signed by: Ann Ek, Mayor of Ålund (in Brest); Mayor of Brest; A guest",
        "https://harbours.example/",
    ]
    assert event.url.value == "https://harbours.example/"
    assert event.categories.value == ["sister city"]
    assert event.transp.value == "TRANSPARENT"
    assert event.dtend.value - event.dtstart.value == dt.timedelta(days=1)


def test_status_other_than_active_is_told(towns: Directory) -> None:
    suspended = towns.relationships[1]._replace(founded=dt.date(1993, 9, 1))
    [event] = _events(_yearly([suspended]))
    assert "Status: suspended" in event.description.value.splitlines()
    assert "url" not in event.contents


def test_what_has_no_day_or_has_ended_has_no_event(towns: Directory) -> None:
    brest, izmir, lyon, unknown, choirs = towns.relationships
    ended = choirs._replace(founded=dt.date(2012, 12, 1))
    assert _events(_yearly([izmir, lyon, unknown, choirs, ended])) == []
    assert [ical.has_event(one) for one in (brest, izmir, ended)] == [True, False, False]


def test_founding_in_the_last_year_of_the_calendar_has_no_event(towns: Directory) -> None:
    last = towns.relationships[0]._replace(founded=dt.date(9999, 5, 1))
    assert _events(_yearly([last])) == []


def test_last_day_of_the_calendar_has_no_day_after(towns: Directory) -> None:
    one = towns.relationships[0]._replace(founded=dt.date(9998, 12, 31))
    [event] = _events(_yearly([one]))
    assert event.dtstart.value == dt.date(9999, 12, 31)
    assert "dtend" not in event.contents


def test_same_data_gives_the_same_bytes(directory: Directory) -> None:
    relationships = list(directory.relationships)
    assert _yearly(relationships) == _yearly(relationships)


def test_change_of_one_record_changes_its_event_alone(towns: Directory) -> None:
    one = towns.relationships[0]
    other = one._replace(id="other")
    before = [event.serialize() for event in _events(_yearly([one, other]))]
    changed = other._replace(founded=dt.date(1988, 3, 1), changed=dt.date(2026, 12, 24))
    after = _events(_yearly([one, changed]))
    assert after[0].serialize() == before[0]
    assert after[1].serialize() != before[1]
    stamp = dt.datetime(2026, 12, 24, tzinfo=dt.UTC)
    assert (after[1].dtstamp.value, after[1].last_modified.value) == (stamp, stamp)
    assert (after[0].sequence.value, after[1].sequence.value) == ("0", "33")
    assert after[1].uid.value == "other@sistercities"


def test_lines_are_folded_by_octets_and_end_in_crlf(directory: Directory) -> None:
    content = _yearly(list(directory.relationships))
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert lines[-1] == b""
    assert "Bogotá" in content.replace(b"\r\n ", b"").decode("utf-8")


@given(name=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_name_survives(towns: Directory, name: str) -> None:
    """Commas, semicolons, backslashes and colons mean something in iCalendar."""
    brest = towns.relationships[0]
    one = brest._replace(partner=brest.partner._replace(name=name))
    [event] = _events(_yearly([one]))
    assert event.summary.value == f"{name} and Ålund: anniversary of 1988"


def test_unknown_founding_is_not_in_the_calendar(towns: Directory) -> None:
    one = towns.relationships[0]._replace(founded=Year(1988))
    assert not ical.has_event(one)
