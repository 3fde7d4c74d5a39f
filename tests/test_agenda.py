"""The agenda: which anniversaries fall into a window, and in which order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import (
    DateError,
    Directory,
    LeapDay,
    Upcoming,
    Window,
    Year,
    YearMonth,
    occurrences,
    upcoming,
)

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
LENGTHS = st.integers(0, 1500)
RULES = st.sampled_from(LeapDay)


def _ids(found: list[Upcoming]) -> list[tuple[str, int, str]]:
    return [(one.relationship.id, one.occurrence.number, str(one.occurrence.date)) for one in found]


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("0d", "2026-11-30"),
        ("1d", "2026-12-01"),
        ("90d", "2027-02-28"),
        ("12w", "2027-02-22"),
        ("1m", "2026-12-30"),
        ("3m", "2027-02-28"),
        ("15m", "2028-02-29"),
        ("1y", "2027-11-30"),
        ("10y", "2036-11-30"),
    ],
)
def test_window_ends_so_much_later(length: str, end: str) -> None:
    start = dt.date(2026, 11, 30)
    assert Window.within(length, start) == (start, dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    "length",
    [
        pytest.param("", id="nothing"),
        pytest.param("90", id="no unit"),
        pytest.param("d", id="no number"),
        pytest.param("-1d", id="backwards"),
        pytest.param("1.5y", id="a fraction"),
        pytest.param("1y6m", id="two lengths"),
        pytest.param("1 y", id="a blank"),
        pytest.param("1Y", id="a capital"),
        pytest.param("１d", id="a digit of another script"),
    ],
)
def test_what_is_no_length_is_refused(length: str) -> None:
    with pytest.raises(DateError, match="write 90d, 12w, 6m or 1y"):
        Window.within(length, dt.date(2026, 1, 1))


@pytest.mark.parametrize("length", ["9999999d", "9999999w", "99999999d", "99999m", "8000y"])
def test_length_beyond_the_calendar_is_refused(length: str) -> None:
    with pytest.raises(DateError, match="after the year 9999"):
        Window.within(length, dt.date(2026, 1, 1))


def test_year_is_a_window_of_its_own() -> None:
    assert Window.year(2028) == (dt.date(2028, 1, 1), dt.date(2028, 12, 31))


def test_days_come_first_then_months_and_years_by_their_end(towns: Directory) -> None:
    found = upcoming(towns.relationships, Window.year(2027))
    assert _ids(found) == [
        ("alund-brest", 39, "2027-02-28"),
        ("alund-izmir", 34, "2027-09"),
        ("alund-lyon", 67, "2027"),
    ]


def test_leap_day_rule_moves_the_day(towns: Directory) -> None:
    first = upcoming(towns.relationships, Window.year(2027), leap_day=LeapDay.MAR1)[0]
    assert str(first.occurrence.date) == "2027-03-01"


def test_month_or_year_that_reaches_into_the_window_is_in_it(towns: Directory) -> None:
    window = Window(dt.date(2026, 9, 30), dt.date(2026, 10, 1))
    assert _ids(upcoming(towns.relationships, window)) == [
        ("alund-izmir", 33, "2026-09"),
        ("alund-lyon", 66, "2026"),
    ]
    later = Window(dt.date(2026, 10, 1), dt.date(2026, 10, 2))
    assert _ids(upcoming(towns.relationships, later)) == [("alund-lyon", 66, "2026")]


def test_single_day_has_only_what_is_known_to_the_day(towns: Directory) -> None:
    day = dt.date(2027, 2, 28)
    assert _ids(upcoming(towns.relationships, Window(day, day))) == [
        ("alund-brest", 39, "2027-02-28")
    ]
    next_day = dt.date(2027, 3, 1)
    assert upcoming(towns.relationships, Window(next_day, next_day)) == []


def test_every_keeps_the_multiples(towns: Directory) -> None:
    found = upcoming(
        towns.relationships, Window(dt.date(2026, 1, 1), dt.date(2035, 12, 31)), every=10
    )
    assert _ids(found) == [
        ("alund-brest", 40, "2028-02-29"),
        ("alund-lyon", 70, "2030"),
        ("alund-izmir", 40, "2033-09"),
    ]


def test_what_has_ended_has_no_anniversaries(towns: Directory) -> None:
    found = upcoming(towns.relationships, Window(dt.date(2013, 1, 1), dt.date(2030, 1, 1)))
    assert "choirs" not in {one.relationship.id for one in found}


def test_days_are_counted_from_the_day_asked_about(towns: Directory) -> None:
    window = Window.year(2027)
    on = dt.date(2026, 11, 21)
    assert upcoming(towns.relationships, window, on=on)[0].occurrence.days == 99
    assert upcoming(towns.relationships, window)[0].occurrence.days == 58


@given(start=DAYS, first=LENGTHS, second=LENGTHS, rule=RULES)
def test_windows_one_after_the_other_are_the_window_of_both(
    towns: Directory, start: dt.date, first: int, second: int, rule: LeapDay
) -> None:
    middle = start + dt.timedelta(days=first)
    parts = [
        Window.within(f"{first}d", start),
        Window.within(f"{second}d", middle),
    ]
    whole = Window.within(f"{first + second}d", start)
    found = [
        set(_ids(upcoming(towns.relationships, window, leap_day=rule)))
        for window in (*parts, whole)
    ]
    # A single day says nothing of months and years, unless the other part is longer.
    assert found[0] | found[1] == found[2]


@given(
    founded=st.one_of(
        DAYS,
        st.builds(YearMonth, st.integers(1900, 2100), st.integers(1, 12)),
        st.builds(Year, st.integers(1900, 2100)),
    ),
    start=DAYS,
    length=LENGTHS,
    rule=RULES,
    every=st.integers(1, 12),
)
def test_occurrences_are_those_that_counting_finds(
    founded: dt.date | YearMonth | Year, start: dt.date, length: int, rule: LeapDay, every: int
) -> None:
    end = start + dt.timedelta(days=length)
    expected = [
        (number, text)
        for number in range(every, 250, every)
        if _touches(text := _kept(founded, number, rule), start, end)
    ]
    found = occurrences(founded, start, end, leap_day=rule, every=every)
    assert [(one.number, str(one.date)) for one in found] == expected


def _kept(founded: dt.date | YearMonth | Year, number: int, rule: LeapDay) -> str:
    """Put the year up in the written date, and mend the 29 February that is none."""
    text = str(founded)
    year = founded.year + number
    if text.endswith("-02-29") and (year % 4 or (year % 100 == 0 and year % 400)):
        return f"{year}-02-28" if rule is LeapDay.FEB28 else f"{year}-03-01"
    return f"{year}{text[4:]}"


def _touches(text: str, start: dt.date, end: dt.date) -> bool:
    """Compare as texts: a date cut short sorts with the days that begin like it."""
    return start.isoformat()[: len(text)] <= text <= end.isoformat()[: len(text)]
