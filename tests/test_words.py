"""Dates, ages and places in words."""

from __future__ import annotations

import datetime as dt

import pytest
from sample_model import PLAIN

from sistercities_cli import (
    Coordinates,
    Directory,
    Occurrence,
    PartialDate,
    Year,
    YearMonth,
    anniversary,
)
from sistercities_cli.anniversaries import (
    anniversary_name,
    format_age,
    format_days_until,
    format_occurrence,
    format_years,
)
from sistercities_cli.dates import format_date, format_short_date
from sistercities_cli.geography import format_coordinates
from sistercities_cli.history import summarize
from sistercities_cli.model import format_place
from sistercities_cli.terminal.show import _format_clock
from sistercities_cli.text import ordinal

DAY, MONTH, YEAR = dt.date(1973, 11, 9), YearMonth(1993, 9), Year(1960)
ON = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        pytest.param(DAY, "9 November 1973", "9 Nov 1973", id="day"),
        pytest.param(dt.date(2027, 1, 31), "31 January 2027", "31 Jan 2027", id="first-month"),
        pytest.param(dt.date(1999, 12, 1), "1 December 1999", "1 Dec 1999", id="last-month"),
        pytest.param(MONTH, "September 1993", "Sep 1993", id="month"),
        pytest.param(YEAR, "1960", "1960", id="year"),
    ],
)
def test_a_date_is_as_exact_in_words_as_it_is_known(
    date: PartialDate, long: str, short: str
) -> None:
    assert (format_date(date), format_short_date(date)) == (long, short)


def test_a_date_that_is_not_known_is_said_to_be_unknown() -> None:
    assert format_short_date(None) == "unknown"


@pytest.mark.parametrize(
    ("founded", "years", "with_unit"),
    [
        pytest.param(DAY, "53", "53 years", id="certain"),
        pytest.param(YEAR, "65–66", "65–66 years", id="one-of-two"),
        pytest.param(dt.date(2025, 11, 21), "1", "1 year", id="one-year"),
        pytest.param(ON, "0", "0 years", id="founded-today"),
        pytest.param(Year(2024), "1–2", "1–2 years", id="one-or-two-years"),
        pytest.param(Year(2025), "0–1", "0–1 years", id="none-or-one"),
    ],
)
def test_an_age_names_all_the_years_that_are_possible(
    founded: PartialDate, years: str, with_unit: str
) -> None:
    age = anniversary(founded, ON)
    assert (format_years(age), format_age(age)) == (years, with_unit)


def test_an_age_that_is_not_known_is_a_dash() -> None:
    assert format_years(anniversary(None, ON)) == "–"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"),
        (12, "12th"), (13, "13th"), (14, "14th"), (21, "21st"), (22, "22nd"), (53, "53rd"),
        (100, "100th"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"),
        (121, "121st"),
    ],
)  # fmt: skip
def test_ordinals_end_as_they_are_spoken(number: int, name: str) -> None:
    assert ordinal(number) == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (24, "24th"), (25, "25th (silver)"), (50, "50th (golden)"), (60, "60th (diamond)"),
        (61, "61st"),
    ],
)  # fmt: skip
def test_customary_anniversaries_have_their_name(number: int, name: str) -> None:
    assert anniversary_name(number) == name


@pytest.mark.parametrize(
    ("date", "text"),
    [
        pytest.param(dt.date(2027, 11, 9), "Tuesday 9 November 2027", id="day"),
        pytest.param(YearMonth(2027, 9), "some day in September 2027", id="month"),
        pytest.param(Year(2026), "some day in 2026", id="year"),
    ],
)
def test_an_anniversary_has_a_weekday_only_where_its_day_is_known(
    date: PartialDate, text: str
) -> None:
    assert format_occurrence(Occurrence(1, date, None)) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        pytest.param(None, "", id="no-day-known"),
        (0, "today"), (1, "tomorrow"), (2, "in 2 days"), (1234, "in 1,234 days"),
        (-1, "yesterday"), (-2, "2 days ago"), (-12345, "12,345 days ago"),
    ],
)  # fmt: skip
def test_how_far_off_a_day_is(days: int | None, text: str) -> None:
    assert format_days_until(days) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("lyon", "Lyon, France", id="city"),
        pytest.param("brest", "Brest, Brittany, France", id="city-with-region"),
        pytest.param("lyon-choir", "Lyon Choir, France", id="organisation"),
    ],
)
def test_a_place_has_its_country_and_a_region_that_needs_saying(
    towns: Directory, name: str, text: str
) -> None:
    assert format_place(towns.parties[name]) == text


@pytest.mark.parametrize(
    ("latitude", "longitude", "text"),
    [
        pytest.param(41.85003, -87.65005, "41.85° N, 87.65° W", id="north-west"),
        pytest.param(-33.86785, 151.20732, "33.87° S, 151.21° E", id="south-east"),
        pytest.param(0.0, 0.0, "0.00° N, 0.00° E", id="origin"),
    ],
)
def test_a_position_is_written_as_on_a_map(latitude: float, longitude: float, text: str) -> None:
    assert format_coordinates(Coordinates(latitude, longitude)) == text


@pytest.mark.parametrize(
    ("hours", "home_hours", "text"),
    [
        pytest.param(9.0, -6.0, "02:30 on Sunday 22 November, 15 h ahead of Home", id="ahead"),
        pytest.param(-6.0, 0.0, "11:30 on Saturday 21 November, 6 h behind Home", id="behind"),
        pytest.param(
            5.5, -6.0, "23:00 on Saturday 21 November, 11 h 30 min ahead of Home", id="half-hour"
        ),
        pytest.param(
            -3.5, 1.0, "14:00 on Saturday 21 November, 4 h 30 min behind Home", id="half-behind"
        ),
        pytest.param(1.0, 1.0, "18:30 on Saturday 21 November, as in Home", id="the-same"),
    ],
)
def test_a_clock_is_set_against_that_of_the_home(
    hours: float, home_hours: float, text: str
) -> None:
    now = dt.datetime(2026, 11, 21, 17, 30, tzinfo=dt.UTC)
    there = now.astimezone(dt.timezone(dt.timedelta(hours=hours)))
    at_home = now.astimezone(dt.timezone(dt.timedelta(hours=home_hours)))
    assert _format_clock(there, at_home, "Home") == text


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([], "0 relationships, none with a known year"),
        ([None], "1 relationship, none with a known year"),
        ([1990, None], "2 relationships, 1 with a known year: 1990"),
        ([1990, 1990], "2 relationships, 2 with a known year: 1990"),
        ([2001, 9, 1990], "3 relationships, 3 with a known year: 0009 to 2001"),
    ],
)
def test_summary_says_how_many_and_since_when(years: list[int | None], said: str) -> None:
    found = [PLAIN._replace(founded=Year(year) if year else None) for year in years]
    assert summarize(found) == said
