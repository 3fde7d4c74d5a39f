"""The anniversaries in a span of days, of a single date and of several relationships."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from anniversary_reference import FOUNDED, IMPRECISE, ON, RULES, Row, is_anniversary, row
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import (
    DateError,
    Directory,
    LeapDay,
    PartialDate,
    Upcoming,
    Window,
    Year,
    YearMonth,
    anniversary,
    occurrences,
    parse_date,
    upcoming,
)
from sistercities_cli.dates import add_months

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def dates_between(founded: str, start: str, end: str, *, every: int = 1) -> list[str]:
    span = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    coming = occurrences(parse_date(founded), *span, every=every)
    return [str(occurrence.date) for occurrence in coming]


@pytest.mark.parametrize(
    ("founded", "start", "end", "dates"),
    [
        ("2000-06-15", "2010-06-15", "2011-06-15", ["2010-06-15", "2011-06-15"]),
        ("2000-06-15", "2010-06-16", "2011-06-14", []),
        ("2000-06-15", "1990-01-01", "2001-12-31", ["2001-06-15"]),
        ("2000-06", "2010-06-30", "2010-07-31", ["2010-06"]),
        ("2000-06", "2010-05-01", "2010-06-01", ["2010-06"]),
        ("2000-06", "2010-07-01", "2011-05-31", []),
        ("2000", "2010-12-31", "2011-01-01", ["2010", "2011"]),
        ("9990", "9998-01-01", "9999-12-31", ["9998", "9999"]),
    ],
)
def test_span_includes_anniversaries_that_may_fall_in_it(
    founded: str, start: str, end: str, dates: list[str]
) -> None:
    assert dates_between(founded, start, end) == dates


def test_days_are_counted_from_today_or_the_start() -> None:
    founded, start, today = dt.date(2000, 6, 15), dt.date(2010, 6, 1), dt.date(2010, 7, 1)

    assert row(next(occurrences(founded, start))) == (10, "2010-06-15", "Tuesday", 14)
    assert row(next(occurrences(founded, start, on=today))) == (
        Row(10, "2010-06-15", "Tuesday", -16)
    )


@given(st.one_of(FOUNDED, IMPRECISE), ON, st.integers(0, 800), RULES, st.integers(1, 30))
def test_span_includes_every_anniversary_on_its_days(
    founded: PartialDate, start: dt.date, duration: int, rule: LeapDay, every: int
) -> None:
    end = start + dt.timedelta(days=duration)
    span = [start + dt.timedelta(days=number) for number in range(duration + 1)]
    if isinstance(founded, dt.date):
        years = {day.year for day in span if is_anniversary(founded, day, rule)}
    else:
        texts = {str(founded.replace(year=day.year)): day.year for day in span}
        prefixes = {str(day)[: len(str(founded))] for day in span}
        years = {year for text, year in texts.items() if text in prefixes}
    numbers = [year - founded.year for year in sorted(years) if year > founded.year]

    coming = list(occurrences(founded, start, end, leap_day=rule, every=every))

    assert [occurrence.number for occurrence in coming] == [n for n in numbers if n % every == 0]
    for occurrence in coming:
        nth = anniversary(founded, start, leap_day=rule, nth=occurrence.number).nth
        assert occurrence == nth


@pytest.mark.parametrize("every", [0, -5])
def test_interval_below_1_is_rejected(every: int) -> None:
    with pytest.raises(ValueError, match=f"^every: {every} is not a whole number"):
        occurrences(parse_date("1960"), dt.date(2026, 11, 21), every=every)


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("0d", "2026-11-30"),
        ("90d", "2027-02-28"),
        ("12w", "2027-02-22"),
        ("1m", "2026-12-29"),
        ("3m", "2027-02-27"),
        ("1y", "2027-11-29"),
    ],
)
def test_window_within_a_duration(duration: str, end: str) -> None:
    start = dt.date(2026, 11, 30)
    assert Window.within(duration, start) == Window(start, dt.date.fromisoformat(end))


@pytest.mark.parametrize("duration", ["", "d", "-1d", "1.5y", "1y6m", "1 y", "1Y", "１d"])
def test_malformed_duration_is_rejected(duration: str) -> None:
    with pytest.raises(DateError, match="write 90d, 12w, 6m or 1y"):
        Window.within(duration, dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("duration", "message"),
    [
        ("30", "'30' is not a duration: write 30d, 12w, 6m or 1y"),
        ("0m", "'0m' is empty: for a single day, write 0d"),
        ("0y", "'0y' is empty: for a single day, write 0d"),
    ],
)
def test_invalid_duration_suggests_a_valid_one(duration: str, message: str) -> None:
    with pytest.raises(DateError, match=f"^{message}$"):
        Window.within(duration, dt.date(2026, 1, 1))


@pytest.mark.parametrize("duration", ["9999999d", "9999999w", "99999999d", "99999m", "8000y"])
def test_duration_beyond_the_year_9999_is_rejected(duration: str) -> None:
    with pytest.raises(DateError, match="after the year 9999"):
        Window.within(duration, dt.date(2026, 1, 1))


def test_datetimes_count_as_their_day() -> None:
    day, moment = dt.date(2026, 11, 21), dt.datetime(2026, 11, 21, 8)  # noqa: DTZ001  # of any zone

    assert Window.within("1d", moment) == Window.within("1d", day)
    assert moment in Window(day, day)
    assert next(occurrences(moment, moment)) == next(occurrences(day, day))
    with pytest.raises(TypeError, match=r"^expected a day as datetime\.date, not datetime\.dat"):
        Window(moment, moment)


def test_window_has_ordered_bounds() -> None:
    assert Window.year(2028) == Window(dt.date(2028, 1, 1), dt.date(2028, 12, 31))
    with pytest.raises(DateError, match="no such date: year 0 is out of range"):
        Window.year(0)
    with pytest.raises(DateError, match="the end, 2026-12-31, comes before the start, 2027-01-01"):
        Window(dt.date(2027, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "date", "is_in"),
    [
        ("2026-09-01", "2027-09-30", dt.date(2026, 9, 1), True),
        ("2026-09-01", "2027-09-30", dt.date(2027, 9, 30), True),
        ("2026-09-01", "2027-09-30", dt.date(2026, 8, 31), False),
        ("2026-09-01", "2027-09-30", dt.date(2027, 10, 1), False),
        ("2026-09-16", "2026-10-13", YearMonth(2026, 9), True),
        ("2026-09-16", "2026-10-12", YearMonth(2026, 9), False),  # 27 days
        ("2026-09-17", "2026-11-30", YearMonth(2026, 9), False),
        ("2026-08-01", "2026-09-15", YearMonth(2026, 9), False),
        ("2027-02-01", "2027-02-28", YearMonth(2027, 2), True),
        ("2026-07-02", "2027-07-01", Year(2026), True),
        ("2026-07-02", "2027-06-30", Year(2026), False),  # 364 days
        ("2026-07-03", "2028-07-01", Year(2026), False),
        ("2026-07-03", "2028-07-01", Year(2027), True),
        ("2026-07-03", "2028-07-01", Year(2028), False),
        ("2026-07-03", "2028-07-01", "2026-09-01", False),
        ("2026-07-03", "2028-07-01", None, False),
    ],
)
def test_window_contains_days_and_the_middle_of_months_and_years(
    start: str, end: str, date: object, is_in: bool
) -> None:
    assert (date in Window(dt.date.fromisoformat(start), dt.date.fromisoformat(end))) is is_in


@given(on=DAYS, months=st.integers(1, 40))
def test_successive_windows_of_months_leave_no_gap(on: dt.date, months: int) -> None:
    window = Window.within(f"{months}m", on)
    assert window.end + dt.timedelta(days=1) == add_months(on, months)


@given(on=DAYS, founded=IMPRECISE)
def test_year_from_any_day_contains_each_imprecise_anniversary_once(
    on: dt.date, founded: Year | YearMonth
) -> None:
    window = Window.within("1y", on)
    years = range(window.start.year - 1, window.end.year + 2)
    assert sum(founded.replace(year=year) in window for year in years) == 1


@given(on=DAYS, founded=IMPRECISE)
def test_monthly_job_reports_each_month_once(on: dt.date, founded: Year | YearMonth) -> None:
    first = on.replace(day=1)  # so that no month is clamped
    windows = [Window.within("1m", add_months(first, number)) for number in range(12)]
    held = [
        (window, year)
        for window in windows
        for year in range(window.start.year, window.end.year + 1)
        if founded.replace(year=year) in window
    ]
    assert len(held) == isinstance(founded, YearMonth)


def summaries(agenda: list[Upcoming]) -> list[tuple[str, int, str]]:
    return [
        (coming.relationship.id, coming.occurrence.number, str(coming.occurrence.date))
        for coming in agenda
    ]


@pytest.mark.parametrize(
    ("start", "end", "options", "agenda"),
    [
        pytest.param("2027-01-01", "2027-12-31", {},
            "alund-brest 39 2027-02-28, alund-izmir 34 2027-09, alund-lyon 67 2027",
            id="days first, then months and years by their end"),
        pytest.param("2027-01-01", "2027-08-01", {"leap_day": LeapDay.MAR1},
            "alund-brest 39 2027-03-01", id="leap day rule"),
        pytest.param("2026-09-01", "2026-09-30", {}, "alund-izmir 33 2026-09", id="month"),
        pytest.param("2026-09-17", "2027-09-16", {},
            "alund-brest 39 2027-02-28, alund-izmir 34 2027-09, alund-lyon 67 2027",
            id="year from the middle of a month"),
        pytest.param("2026-09-16", "2026-09-22", {}, "", id="week in a month and a year"),
        pytest.param("2027-02-28", "2027-02-28", {}, "alund-brest 39 2027-02-28", id="single day"),
        pytest.param("2026-01-01", "2035-12-31", {"every": 10},
            "alund-brest 40 2028-02-29, alund-lyon 70 2030, alund-izmir 40 2033-09",
            id="multiples only"),
    ],
)  # fmt: skip
def test_agenda_without_ended_relationships(
    towns: Directory, start: str, end: str, options: dict[str, Any], agenda: str
) -> None:
    window = Window(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    coming = summaries(upcoming(towns.relationships, window, **options))
    assert ", ".join(f"{id} {number} {date}" for id, number, date in coming) == agenda


def test_agenda_counts_days_from_today(towns: Directory) -> None:
    window, today = Window.year(2027), dt.date(2026, 11, 21)
    assert upcoming(towns.relationships, window, on=today)[0].occurrence.days == 99
    assert upcoming(towns.relationships, window)[0].occurrence.days == 58
