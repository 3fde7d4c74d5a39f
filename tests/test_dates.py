"""Dates known to the day, the month or the year: parsing, validation, order and formatting."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import DateError, PartialDate, Year, YearMonth, anniversary, parse_date
from sistercities_cli.dates import (
    MONTHS,
    WEEKDAYS,
    days_in_month,
    first_day,
    format_date,
    format_short_date,
    is_leap_year,
    last_day,
    precision,
)

YEARS = st.integers(dt.MINYEAR, dt.MAXYEAR)
PARTIAL_DATES: st.SearchStrategy[PartialDate] = st.one_of(
    st.dates(), st.builds(Year, YEARS), st.builds(YearMonth, YEARS, st.integers(1, 12))
)


@pytest.mark.parametrize(
    ("text", "date", "known_to"),
    [
        ("1973-11-09", dt.date(1973, 11, 9), "day"),
        ("2024-02-29", dt.date(2024, 2, 29), "day"),
        ("1993-09", YearMonth(1993, 9), "month"),
        ("1960", Year(1960), "year"),
        ("0001", Year(1), "year"),
        ("9999-12", YearMonth(9999, 12), "month"),
    ],
)
def test_parsed_date_has_the_precision_of_the_text(
    text: str, date: PartialDate, known_to: str
) -> None:
    assert (parse_date(text), precision(date)) == (date, known_to)
    assert precision(None) == "none"


@given(PARTIAL_DATES)
def test_parsing_reverses_str(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@pytest.mark.parametrize(
    "text",
    [
        "", "73", "11973", "+197", "1973-5", "1973-05-8", "19730508", "1973-W05", "1973-W05-1",
        "1973W05", "1973-05-08T00:00", "1973/05/08", "1973–05–08", " 1973", "1973\n", "197X",
        "1_97", "１９７３", "²²²²", "9 May 1973",
    ],
)  # fmt: skip
def test_other_formats_are_rejected(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert str(caught.value) == f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    "text",
    [
        "0000", "0000-01-01", "1973-00", "1973-13", "1973-05-00", "1973-05-32", "1973-04-31",
        "1973-02-29", "1900-02-29", "2024-02-30",
    ],
)  # fmt: skip
def test_dates_that_do_not_exist_are_rejected(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert str(caught.value) == f"{text!r} is not a date: no such day in the calendar"
    assert caught.value.__suppress_context__


def test_other_types_are_rejected_with_a_hint() -> None:
    number: Any = 1973
    with pytest.raises(TypeError, match=r"^expected a text like '1993-09', not 1973$"):
        parse_date(number)
    with pytest.raises(TypeError, match=r"^expected a date, not 1973: parse_date converts text$"):
        anniversary(number, dt.date(2026, 11, 21))
    with pytest.raises(TypeError, match=r"^expected a day as datetime\.date, not 1973$"):
        anniversary(Year(1960), number)


@pytest.mark.parametrize(
    ("date_type", "values"),
    [(Year, (0,)), (Year, (10000,)), (YearMonth, (1993, 0)), (YearMonth, (1993, 13))],
)
def test_years_and_months_validate_themselves(date_type: Any, values: tuple[int, ...]) -> None:
    with pytest.raises(DateError, match=r"^no such date: "):
        date_type(*values)
    with pytest.raises(TypeError):
        date_type(*map(str, values))


def test_day_comes_before_its_month_and_month_before_its_year() -> None:
    dates: list[PartialDate] = [
        Year(1959), dt.date(1960, 1, 1), YearMonth(1960, 1), Year(1960), dt.date(1960, 1, 2),
        YearMonth(1960, 2),
    ]  # fmt: skip

    assert all(sorted(order) == dates for order in permutations(dates))


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_dates_of_all_types_have_a_total_order(one: PartialDate, other: PartialDate) -> None:
    is_first = (first_day(one), last_day(one)) < (first_day(other), last_day(other))

    assert (one < other, other > one) == (is_first, is_first)
    assert (one <= other, other >= one) == (is_first or one == other, is_first or one == other)
    assert (one == other) == (not one < other and not other < one)


@pytest.mark.parametrize("other", [1960, "1960", None])
def test_dates_compare_only_with_dates(other: Any) -> None:
    with pytest.raises(TypeError):
        assert Year(1960) < other


@given(PARTIAL_DATES)
def test_only_days_between_first_and_last_begin_with_the_text(date: PartialDate) -> None:
    text, one_day = str(date), dt.timedelta(days=1)
    first, last = first_day(date), last_day(date)

    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)
    assert first == dt.date.min or not (first - one_day).isoformat().startswith(text)
    assert last == dt.date.max or not (last + one_day).isoformat().startswith(text)


def test_lengths_of_years_and_months_are_those_of_the_standard_library() -> None:
    years = range(1601, 2001)  # the calendar repeats every 400 years

    assert [is_leap_year(year) for year in years] == [calendar.isleap(year) for year in years]
    assert [days_in_month(year, month) for year in years for month in range(1, 13)] == [
        calendar.monthrange(year, month)[1] for year in years for month in range(1, 13)
    ]


def test_months_and_weekdays_have_the_english_names_of_cldr() -> None:
    months, weekdays = get_month_names(locale="en"), get_day_names(locale="en")

    assert [*MONTHS] == [months[number] for number in range(1, 13)]
    assert [*WEEKDAYS] == [weekdays[number] for number in range(7)]  # 0 is Monday, as in Python


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (dt.date(1973, 11, 9), "9 November 1973", "9 Nov 1973"),
        (dt.date(2027, 1, 31), "31 January 2027", "31 Jan 2027"),
        (YearMonth(1993, 9), "September 1993", "Sep 1993"),
        (Year(960), "960", "960"),
    ],
)
def test_formatted_date_keeps_its_precision(date: PartialDate, long: str, short: str) -> None:
    assert (format_date(date), format_short_date(date)) == (long, short)
    assert format_short_date(None) == "unknown"
