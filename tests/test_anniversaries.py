"""Ages and anniversaries of single dates, of ended relationships and near the year 9999."""

from __future__ import annotations

import datetime as dt

import pytest
from anniversary_reference import Row, compute, row

from sistercities_cli import LeapDay, Occurrence, PartialDate, Year, YearMonth
from sistercities_cli.anniversaries import (
    anniversary_name,
    format_age,
    format_days_until,
    format_occurrence,
    format_years,
    observed_date,
)

FEB28, MAR1 = LeapDay.FEB28, LeapDay.MAR1
Years = tuple[int | None, int | None]  # for certain and at most


@pytest.mark.parametrize(
    ("founded", "leap_day", "on", "years", "coming"),
    [
        ("1973-11-09", FEB28, "2026-11-21", (53, 53), Row(54, "2027-11-09", "Tuesday", 353)),
        ("1973-11-09", FEB28, "2026-11-09", (53, 53), Row(53, "2026-11-09", "Monday", 0)),
        ("1993-09", FEB28, "2026-09-15", (32, 33), Row(33, "2026-09")),
        ("1960", FEB28, "2026-11-21", (65, 66), Row(66, "2026")),
        (None, FEB28, "2026-11-21", (None, None), None),
        ("1988-02-29", FEB28, "2027-02-28", (39, 39), Row(39, "2027-02-28", "Sunday", 0)),
        ("1988-02-29", MAR1, "2027-02-28", (38, 38), Row(39, "2027-03-01", "Monday", 1)),
        ("2019-02-21", FEB28, "2018-01-01", (None, None), Row(1, "2020-02-21", "Friday", 781)),
    ],
)
def test_age_and_next_anniversary(
    founded: str | None, leap_day: LeapDay, on: str, years: Years, coming: Row | None
) -> None:
    age = compute(founded, on, leap_day=leap_day)

    assert (age.years, age.years_max) == years
    assert (age.on, row(age.next)) == (dt.date.fromisoformat(on), coming)


@pytest.mark.parametrize(
    ("founded", "on", "milestone"),
    [
        ("1973-11-09", "2028-11-09", Row(55, "2028-11-09", "Thursday", 0)),
        ("1973-11-09", "2028-11-10", Row(60, "2033-11-09", "Wednesday", 1825)),
    ],
)
def test_milestone_is_the_next_multiple_of_five(founded: str, on: str, milestone: Row) -> None:
    assert row(compute(founded, on).milestone) == milestone


@pytest.mark.parametrize(
    ("founded", "on", "years", "years_max", "coming"),
    [
        pytest.param("2000-06-15", "2000-06-15", 0, 0, "2001-06-15", id="the founding day"),
        pytest.param("2000-06-15", "2001-06-14", 0, 0, "2001-06-15", id="day before the first"),
        pytest.param("2000-06-15", "2001-06-15", 1, 1, "2001-06-15", id="the first"),
        pytest.param("2000-06", "2001-06-01", 0, 1, "2001-06", id="the month came back"),
        pytest.param("2000-06", "2001-06-30", 1, 1, "2001-06", id="last day of the month"),
        pytest.param("2000", "1999-12-31", None, None, "2001", id="before the year"),
        pytest.param("2000", "2000-12-31", 0, 0, "2001", id="last day of the founding year"),
        pytest.param("2000", "2001-01-01", 0, 1, "2001", id="the year after"),
    ],
)
def test_age_bounds_increase_on_the_first_and_last_possible_day(
    founded: str, on: str, years: int | None, years_max: int | None, coming: str
) -> None:
    age = compute(founded, on)

    assert age.next is not None
    assert (age.years, age.years_max, str(age.next.date)) == (years, years_max, coming)


@pytest.mark.parametrize(
    ("founded", "on", "leap_day", "elapsed"),
    [
        ("1973-11-09", "2026-11-21", FEB28, "P53Y0M12D"),
        ("1973-11-09", "2026-11-09", FEB28, "P53Y0M0D"),
        ("1973-11-09", "2026-11-08", FEB28, "P52Y11M30D"),
        ("2023-01-31", "2023-02-28", FEB28, "P0Y1M0D"),
        ("2023-01-31", "2023-03-30", FEB28, "P0Y1M30D"),
        ("1988-02-29", "2027-02-28", FEB28, "P39Y0M0D"),
        ("1988-02-29", "2027-02-28", MAR1, "P38Y11M30D"),
        ("1988-02-29", "2027-03-29", MAR1, "P39Y1M0D"),
        ("1993-09", "2026-09-15", FEB28, None),
        ("2019-02-21", "2018-01-01", FEB28, None),
        (None, "2026-11-21", FEB28, None),
        ("9990-06-15", "9999-12-31", FEB28, "P9Y6M16D"),
        ("0001-12-31", "9999-12-31", FEB28, "P9998Y0M0D"),
    ],
)
def test_elapsed_time_is_a_duration_if_the_day_is_known(
    founded: str | None, on: str, leap_day: LeapDay, elapsed: str | None
) -> None:
    assert compute(founded, on, leap_day=leap_day).elapsed == elapsed


@pytest.mark.parametrize(
    ("founded", "leap_day", "year", "observed"),
    [
        ("1988-02-29", FEB28, 2028, "2028-02-29"),
        ("1988-02-29", FEB28, 2100, "2100-02-28"),
        ("1988-02-29", MAR1, 2100, "2100-03-01"),
        ("1988-02-28", MAR1, 2027, "2027-02-28"),
        ("1988-03-29", FEB28, 2027, "2027-03-29"),
    ],
)
def test_leap_day_rule_applies_to_29_february_in_common_years_only(
    founded: str, leap_day: LeapDay, year: int, observed: str
) -> None:
    day = dt.date.fromisoformat(founded)

    assert observed_date(day, year, leap_day) == dt.date.fromisoformat(observed)


@pytest.mark.parametrize(
    ("founded", "ended", "on", "years", "elapsed"),
    [
        ("2000-06-15", "2010-06-14", "2026-01-01", (9, 9), "P9Y11M30D"),
        ("2000-06-15", "2010-06-15", "2026-01-01", (10, 10), "P10Y0M0D"),
        ("2000-06-15", "2010-07", "2026-01-01", (10, 10), None),
        ("2000-06-15", "2010", "2026-01-01", (9, 10), None),
        ("2000-06-15", "2010", "2010-01-01", (9, 9), "P9Y6M17D"),
        ("2000-06-15", "2010", "2009-06-15", (9, 9), "P9Y0M0D"),
        ("2000-06-15", "1990-01-01", "2026-01-01", (0, 0), "P0Y0M0D"),
        ("2000-06-15", "2010-06-15", "2000-06-14", (None, None), None),
        (None, "2010", "2026-01-01", (None, None), None),
    ],
)
def test_ended_relationship_stops_ageing(
    founded: str | None, ended: str, on: str, years: Years, elapsed: str | None
) -> None:
    age = compute(founded, on, ended=ended)

    assert (age.years, age.years_max) == years
    assert age.elapsed == elapsed
    assert (age.next, age.milestone, age.nth) == (None, None, None)


@pytest.mark.parametrize(
    ("founded", "on", "nth", "occurrence"),
    [
        ("1973-11-09", "2026-11-21", 75, Row(75, "2048-11-09", "Monday", 8024)),
        ("1993-09", "2026-09-15", 40, Row(40, "2033-09")),
        ("1960", "2026-11-21", 100, Row(100, "2060")),
        ("2019-02-21", "2018-01-01", 1, Row(1, "2020-02-21", "Friday", 781)),
        (None, "2026-11-21", 10, None),
        ("1973-11-09", "2026-11-21", 8026, Row(8026, "9999-11-09", "Tuesday", 2912066)),
        ("1973-11-09", "2026-11-21", 8027, None),
    ],
)
def test_nth_anniversary(founded: str | None, on: str, nth: int, occurrence: Row | None) -> None:
    assert row(compute(founded, on, nth=nth).nth) == occurrence


@pytest.mark.parametrize(
    ("founded", "ended", "nth", "date"),
    [
        pytest.param("2000-06-15", "2010-06-15", 10, "2010-06-15", id="on the day of the end"),
        pytest.param("2000-06-15", "2010-06-14", 10, None, id="a day after the end"),
        pytest.param("2000-06-15", "2010", 10, "2010-06-15", id="in the year of the end"),
        pytest.param("2000", "2010-01-01", 10, "2010", id="in the year that ends on its first day"),
    ],
)
def test_nth_anniversary_does_not_fall_after_the_end(
    founded: str, ended: str, nth: int, date: str | None
) -> None:
    occurrence = compute(founded, "2026-01-01", ended=ended, nth=nth).nth

    assert (occurrence and str(occurrence.date)) == date


@pytest.mark.parametrize("founded", ["1973-11-09", None], ids=["founded", "founding unknown"])
@pytest.mark.parametrize("nth", [0, -1])
def test_nth_below_1_is_rejected(founded: str | None, nth: int) -> None:
    with pytest.raises(ValueError, match=f"^nth: {nth} is not a whole number of 1 or more$"):
        compute(founded, "2026-11-21", nth=nth)


@pytest.mark.parametrize(
    ("founded", "on", "years", "coming", "milestone"),
    [
        ("9990-06-15", "9999-06-15", 9, Row(9, "9999-06-15", "Tuesday", 0), None),
        ("9990-06-15", "9999-06-16", 9, None, None),
        ("9990", "9999-12-31", 9, Row(9, "9999"), None),
        ("9999", "0001-01-01", None, None, None),
        ("9994-01-01", "9999-01-01", 5, *[Row(5, "9999-01-01", "Friday", 0)] * 2),
    ],
)
def test_no_anniversary_falls_after_the_year_9999(
    founded: str, on: str, years: int | None, coming: Row | None, milestone: Row | None
) -> None:
    age = compute(founded, on)

    assert (age.years, age.years_max) == (years, years)
    assert (row(age.next), row(age.milestone)) == (coming, milestone)


@pytest.mark.parametrize(
    ("founded", "years", "with_unit"),
    [
        pytest.param("1973-11-09", "53", "53 years", id="certain"),
        pytest.param("1960", "65–66", "65–66 years", id="one of two"),
        pytest.param("2025-11-21", "1", "1 year", id="one year"),
        pytest.param("2026-11-21", "0", "0 years", id="founded today"),
        pytest.param(None, "–", "– years", id="unknown"),
    ],
)
def test_formatted_age_has_all_possible_years(
    founded: str | None, years: str, with_unit: str
) -> None:
    age = compute(founded, "2026-11-21")
    assert (format_years(age), format_age(age)) == (years, with_unit)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
        (22, "22nd"), (25, "25th (silver)"), (50, "50th (golden)"), (60, "60th (diamond)"),
        (101, "101st"), (111, "111th"),
    ],
)  # fmt: skip
def test_anniversary_names(number: int, name: str) -> None:
    assert anniversary_name(number) == name


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (dt.date(2027, 11, 9), "Tuesday 9 November 2027"),
        (YearMonth(2027, 9), "some day in September 2027"),
        (Year(2026), "some day in 2026"),
    ],
)
def test_formatted_occurrence_has_a_weekday_if_the_day_is_known(
    date: PartialDate, text: str
) -> None:
    assert format_occurrence(Occurrence(1, date, None)) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (None, ""), (0, "today"), (1, "tomorrow"), (2, "in 2 days"), (1234, "in 1,234 days"),
        (-1, "yesterday"), (-2, "2 days ago"), (-12345, "12,345 days ago"),
    ],
)  # fmt: skip
def test_formatted_days_until(days: int | None, text: str) -> None:
    assert format_days_until(days) == text
