"""The calendar, parsed by other libraries: its events are the anniversaries of the agenda."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pytest
import vobject
from dateutil.rrule import rrulestr
from documents import sample
from hypothesis import given
from hypothesis import strategies as st

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import Directory, LeapDay, Relationship, Status, Window, Year, upcoming
from sistercities_cli.datafile import build_directory
from sistercities_cli.formats import ical
from sistercities_cli.formats.ical import EventOptions

START, END = dt.date(2026, 11, 21), dt.date(2046, 11, 20)
TOWNS = sistercities_cli.load(SAMPLE)


def _yearly(relationships: Sequence[Relationship], **options: Any) -> bytes:
    return ical.yearly_calendar(relationships, TOWNS, "Towns", EventOptions(**options))


def _numbered(relationships: Sequence[Relationship], years: int = 3, **options: Any) -> bytes:
    chosen = EventOptions(**options)
    return ical.numbered_calendar(relationships, TOWNS, "Towns", chosen, start=START, years=years)


def _calendar(content: bytes) -> Any:
    return vobject.readOne(content.decode("utf-8"))


def _events(content: bytes) -> list[Any]:
    return list(_calendar(content).contents.get("vevent", []))


def _days(event: Any) -> list[dt.date]:
    """Expand an event over twenty years with dateutil."""
    first = dt.datetime.combine(event.dtstart.value, dt.time())
    rule = rrulestr(event.rrule.value, dtstart=first)
    span = (dt.datetime.combine(day, dt.time()) for day in (START, END))
    return [day.date() for day in rule.between(*span, inc=True)]


def _agenda(relationship: Relationship, leap_day: LeapDay, every: int) -> list[Any]:
    window = Window(START, END)
    coming = upcoming([relationship], window, leap_day=leap_day, every=every)
    return [entry.occurrence.date for entry in coming]


def test_calendar_has_version_product_title_and_refresh_interval(towns: Directory) -> None:
    for content in (_yearly([]), _yearly(towns.relationships), _numbered([])):
        calendar = _calendar(content)
        assert calendar.name == "VCALENDAR"
        assert calendar.version.value == "2.0"
        assert calendar.prodid.value == "-//sistercities//sistercities//EN"
        assert calendar.contents["x-wr-calname"][0].value == "Towns"
        assert content.startswith(b"BEGIN:VCALENDAR\r\nPRODID:")
        lines = content.splitlines()
        assert {b"REFRESH-INTERVAL;VALUE=DURATION:P7D", b"X-PUBLISHED-TTL:P7D"} <= {*lines}


@given(
    founded=st.dates(dt.date(1900, 1, 1), dt.date(2040, 12, 31)),
    leap_day=st.sampled_from(LeapDay),
    every=st.integers(1, 10),
)
def test_any_founding_day_recurs_as_in_the_agenda(
    towns: Directory, founded: dt.date, leap_day: LeapDay, every: int
) -> None:
    relationship = towns.relationships[0].replace(founded=founded)
    [event] = _events(_yearly([relationship], leap_day=leap_day, every=every))
    assert _days(event) == _agenda(relationship, leap_day, every)


@pytest.mark.parametrize(
    ("founded", "leap_day", "every", "first", "rule"),
    [
        pytest.param(dt.date(1993, 9, 1), LeapDay.FEB28, 1, "1994-09-01", "", id="plain"),
        pytest.param(
            dt.date(1993, 9, 1), LeapDay.FEB28, 2, "1995-09-01", ";INTERVAL=2", id="interval"
        ),
        pytest.param(
            dt.date(1988, 2, 29), LeapDay.FEB28, 1, "1989-02-28", ";BYMONTHDAY=-1;BYMONTH=2",
            id="29 February kept on the 28th",
        ),
        pytest.param(
            dt.date(1988, 2, 29), LeapDay.MAR1, 1, "1989-03-01", ";BYYEARDAY=60",
            id="29 February kept on 1 March",
        ),
        pytest.param(dt.date(1988, 2, 28), LeapDay.FEB28, 1, "1989-02-28", "", id="28 February"),
    ],
)  # fmt: skip
def test_rule_repeats_the_first_anniversary(
    towns: Directory, founded: dt.date, leap_day: LeapDay, every: int, first: str, rule: str
) -> None:
    relationship = towns.relationships[0].replace(founded=founded)
    [event] = _events(_yearly([relationship], leap_day=leap_day, every=every))
    suffix = "-every-2" if every == 2 else ""
    assert event.uid.value == f"alund-brest{suffix}@alund.sistercities"
    assert event.dtstart.value.isoformat() == first
    assert sorted(event.rrule.value.split(";")) == sorted(f"FREQ=YEARLY{rule}".split(";"))


def test_numbered_events_are_the_next_anniversaries(towns: Directory) -> None:
    def summaries(**options: Any) -> list[tuple[str, str, str]]:
        return [
            (event.uid.value, event.dtstart.value.isoformat(), event.summary.value)
            for event in _events(_numbered(towns.relationships, **options))
        ]

    assert summaries() == [
        ("alund-brest-39@alund.sistercities", "2027-02-28", "Brest and Ålund: 39th anniversary"),
        ("alund-brest-40@alund.sistercities", "2028-02-29", "Brest and Ålund: 40th anniversary"),
        ("alund-brest-41@alund.sistercities", "2029-02-28", "Brest and Ålund: 41st anniversary"),
    ]
    assert summaries(years=1, every=25, leap_day=LeapDay.MAR1) == [
        (
            "alund-brest-50@alund.sistercities",
            "2038-03-01",
            "Brest and Ålund: 50th (golden) anniversary",
        )
    ]


def test_event_describes_the_relationship(towns: Directory) -> None:
    [event] = _events(_yearly(towns.relationships))
    assert event.description.value.splitlines() == [
        "Ålund, Sweden and Brest, Brittany, France",
        "Kind: sister city",
        "Founded: 29 February 1988",
        "Signed by: Ann Ek, Mayor of Ålund (in Brest); Mayor of Brest; A guest",
        "https://harbours.example/",
    ]
    assert event.summary.value == "Brest and Ålund: sister cities since 1988"
    assert event.url.value == "https://harbours.example/"
    assert event.categories.value == ["sister city"]
    assert event.transp.value == "TRANSPARENT"
    assert event.dtend.value - event.dtstart.value == dt.timedelta(days=1)


def test_event_without_website_and_signatories_names_the_status(towns: Directory) -> None:
    suspended = towns.relationships[1].replace(founded=dt.date(1993, 9, 1), signatories=())
    [event] = _events(_yearly([suspended]))
    assert event.description.value.splitlines() == [
        "Ålund, Sweden and İzmir, Türkiye",
        "Kind: sister city",
        "Founded: 1 September 1993",
        "Status: suspended",
    ]
    assert "url" not in event.contents


def test_ended_and_undated_relationships_have_no_event(towns: Directory) -> None:
    dated = towns.relationships[0]
    assert ical.has_event(dated)
    undated = [dated.replace(founded=Year(1988)), dated.replace(founded=None)]
    for relationship in [*towns.relationships[1:], *undated, dated.replace(status=Status.ENDED)]:
        assert not ical.has_event(relationship)
        # They do not hide the events of others.
        for content in (_yearly([relationship, dated]), _numbered([relationship, dated], 1)):
            assert len(_events(content)) == 1


def test_calendar_ends_with_the_year_9999(towns: Directory) -> None:
    dated = towns.relationships[0]
    [event] = _events(_yearly([dated.replace(founded=dt.date(9999, 5, 1)), dated]))
    assert event.uid.value == "alund-brest@alund.sistercities"
    [event] = _events(_yearly([dated.replace(founded=dt.date(9998, 12, 31))]))
    assert event.dtstart.value == dt.date(9999, 12, 31)
    assert "dtend" not in event.contents


def test_changed_record_changes_only_its_own_event(towns: Directory) -> None:
    kept = towns.relationships[0]
    other = kept.replace(id="other")
    before = [event.serialize() for event in _events(_yearly([kept, other]))]
    changed = other.replace(founded=dt.date(1988, 3, 1), changed=dt.date(2026, 12, 24))
    first, second = _events(_yearly([kept, changed]))
    assert first.serialize() == before[0]
    assert second.serialize() != before[1]
    issued, stamp = (dt.datetime(2026, *day, tzinfo=dt.UTC) for day in ((6, 30), (12, 24)))
    assert (first.dtstamp.value, first.last_modified.value) == (issued, issued)
    assert (second.dtstamp.value, second.last_modified.value) == (stamp, stamp)
    assert (first.sequence.value, second.sequence.value) == ("0", "177")
    assert second.uid.value == "other@alund.sistercities"


def test_change_before_the_issue_keeps_the_sequence_at_zero(towns: Directory) -> None:
    earlier = towns.relationships[0].replace(changed=dt.date(2026, 1, 1))
    [event] = _events(_yearly([earlier]))
    assert event.sequence.value == "0"
    assert event.dtstamp.value == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_lines_are_folded_by_octets_and_end_in_crlf(directory: Directory) -> None:
    content = _yearly(directory.relationships)
    *lines, end = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert end == b""
    assert "Bogotá" in content.replace(b"\r\n ", b"").decode("utf-8")


@given(name=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_names_with_special_characters_read_back(towns: Directory, name: str) -> None:
    """Commas, semicolons, backslashes and colons have a meaning in iCalendar."""
    brest = towns.relationships[0]
    relationship = brest.replace(partner=brest.partner.replace(name=name))
    [event] = _events(_yearly([relationship]))
    assert event.summary.value == f"{name} and Ålund: sister cities since 1988"


def test_month_and_year_have_events_only_on_request(towns: Directory) -> None:
    lyon, izmir = (
        next(one for one in towns.relationships if one.id == id)
        for id in ("alund-lyon", "alund-izmir")
    )
    assert not _events(_yearly([lyon, izmir]))
    [year] = _events(_yearly([lyon, izmir], include=["year"]))
    assert year.summary.value == "Lyon and Ålund: friendship since 1960 (day unknown)"
    assert (year.dtstart.value, year.dtend.value) == (dt.date(1961, 1, 1), dt.date(1961, 1, 2))
    assert year.rrule.value == "FREQ=YEARLY"
    [month] = _events(_yearly([lyon, izmir], include=["month"]))
    assert (
        month.summary.value == "İzmir and Ålund: sister cities since September 1993 (day unknown)"
    )
    assert (month.dtstart.value, month.dtend.value) == (dt.date(1994, 9, 1), dt.date(1994, 10, 1))
    assert month.transp.value == "TRANSPARENT"


def test_numbered_event_of_a_month_or_year_begins_with_its_date(towns: Directory) -> None:
    options = EventOptions(include=["month", "year"])
    content = ical.numbered_calendar(
        towns.relationships, TOWNS, "2027", options,
        start=dt.date(2027, 1, 1), end=dt.date(2027, 12, 31),
    )  # fmt: skip
    assert [
        (event.dtstart.value.isoformat(), event.summary.value) for event in _events(content)
    ] == [
        ("2027-02-28", "Brest and Ålund: 39th anniversary"),
        ("2027-09-01", "September 2027, day unknown: İzmir and Ålund: 34th anniversary"),
        ("2027-01-01", "2027, day unknown: Lyon and Ålund: 67th anniversary"),
    ]


def test_old_founding_starts_in_a_year_that_calendar_programs_accept(towns: Directory) -> None:
    old = towns.relationships[0].replace(founded=dt.date(836, 5, 28))
    [event] = _events(_yearly([old], every=5))
    assert event.dtstart.value == dt.date(1601, 5, 28)
    assert event.summary.value == "Brest and Ålund: sister cities since 836"


def test_reminder_is_a_display_alarm(towns: Directory) -> None:
    [event] = _events(_yearly(towns.relationships, remind=dt.timedelta(days=30)))
    assert event.valarm.trigger.value == dt.timedelta(days=-30)
    assert event.valarm.action.value == "DISPLAY"
    assert event.valarm.description.value == event.summary.value


def test_uid_contains_the_homes_of_a_directory_without_id(directory: Directory) -> None:
    relationship = directory.relationships[0]
    content = ical.yearly_calendar([relationship], directory, "Title", EventOptions())
    assert directory.identifier == "chicago-birmingham"
    [event] = _events(content)
    assert event.uid.value == f"{relationship.id}@chicago-birmingham.sistercities"


def test_identifier_of_many_homes_is_a_digest_of_their_ids() -> None:
    document = sample()
    del document["directory"]["id"]
    assert build_directory(document, list).identifier == "alund-brest"
    for n in range(11):
        document["cities"][f"city{n}"] = document["cities"]["brest"]
        document["homes"][f"city{n}"] = document["homes"]["brest"]
    identifier = build_directory(document, list).identifier
    assert re.fullmatch("[0-9a-f]{20}", identifier)
    document["homes"].pop("city3")
    assert build_directory(document, list).identifier != identifier
