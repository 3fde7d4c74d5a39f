"""Dates known to the day, the month or the year: reading, writing and the days they span."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import DateError, PartialDate, SisterCitiesError, Year, YearMonth, parse_date
from sistercities_cli.dates import (
    MONTHS,
    WEEKDAYS,
    days_in_month,
    first_day,
    is_leap_year,
    last_day,
    precision,
)

YEARS = st.integers(dt.MINYEAR, dt.MAXYEAR)
PARTIAL_DATES: st.SearchStrategy[PartialDate] = st.one_of(
    st.dates(),
    st.builds(Year, YEARS),
    st.builds(YearMonth, YEARS, st.integers(1, 12)),
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
def test_a_date_is_read_with_the_precision_it_is_written_in(
    text: str, date: PartialDate, known_to: str
) -> None:
    read = parse_date(text)

    assert (read, type(read), precision(read)) == (date, type(date), known_to)


def test_no_date_at_all_has_no_precision() -> None:
    assert precision(None) == "none"


@given(PARTIAL_DATES)
def test_every_date_is_written_as_it_is_read(date: PartialDate) -> None:
    read = parse_date(str(date))

    assert (read, type(read)) == (date, type(date))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" ", id="a space"),
        pytest.param("-", id="a hyphen"),
        pytest.param("73", id="century missing"),
        pytest.param("973", id="three digits of a year"),
        pytest.param("11973", id="five digits of a year"),
        pytest.param("+1973", id="plus sign before a year"),
        pytest.param("-1973", id="year before Christ"),
        pytest.param("+197", id="sign in place of a digit"),
        pytest.param("1973-5", id="month of one digit"),
        pytest.param("1973-005", id="month of three digits"),
        pytest.param("1973-05-8", id="day of one digit"),
        pytest.param("1973-5-08", id="month of one digit before a day"),
        pytest.param("1973-05-", id="hyphen without a day"),
        pytest.param("1973-", id="hyphen without a month"),
        pytest.param("1973-05-08-01", id="more than a day"),
        pytest.param("19730508", id="ISO 8601 without hyphens"),
        pytest.param("1973-W05", id="ISO 8601 week"),
        pytest.param("1973-128", id="ISO 8601 day of the year"),
        pytest.param("1973-05-08T00:00", id="with a time"),
        pytest.param("1973-05-08Z", id="with a time zone"),
        pytest.param("1973/05/08", id="slashes"),
        pytest.param("1973.05.08", id="full stops"),
        pytest.param("08-05-1973", id="day first"),
        pytest.param("1973–05–08", id="dashes for hyphens"),
        pytest.param("1973 05", id="space for a hyphen"),
        pytest.param(" 1973", id="space before"),
        pytest.param("1973-05-08 ", id="space after"),
        pytest.param("1973\n", id="line break after"),
        pytest.param("197X", id="EDTF level 1 unspecified digit"),
        pytest.param("1973?", id="EDTF level 1 doubt"),
        pytest.param("1973~", id="EDTF level 1 approximation"),
        pytest.param("1973-XX", id="EDTF level 1 unspecified month"),
        pytest.param("1973/1974", id="EDTF level 0 interval"),
        pytest.param("19e3", id="exponent"),
        pytest.param("1_97", id="underscore that int() allows"),
        pytest.param("١٩٧٣", id="Arabic digits"),
        pytest.param("１９７３", id="full-width digits"),
        pytest.param("²²²²", id="superscript digits, which int() refuses"),
        pytest.param("9 May 1973", id="in words"),
        pytest.param("today", id="a word"),
    ],
)
def test_another_form_is_refused_and_the_right_ones_named(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert str(caught.value) == f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0000", id="year 0"),
        pytest.param("0000-01-01", id="day in year 0"),
        pytest.param("1973-00", id="month 0"),
        pytest.param("1973-13", id="month 13"),
        pytest.param("1973-05-00", id="day 0"),
        pytest.param("1973-05-32", id="day 32"),
        pytest.param("1973-04-31", id="31 April"),
        pytest.param("1973-02-29", id="29 February of a common year"),
        pytest.param("1900-02-29", id="29 February of a common century"),
        pytest.param("2024-02-30", id="30 February of a leap year"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_and_called_so(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert str(caught.value) == f"{text!r} is not a date: no such day in the calendar"
    assert caught.value.__suppress_context__


def test_a_date_error_is_a_value_error_and_one_of_this_package() -> None:
    assert issubclass(DateError, ValueError)
    assert issubclass(DateError, SisterCitiesError)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (dt.date(1973, 11, 9), dt.date(1973, 11, 9), dt.date(1973, 11, 9)),
        (YearMonth(1993, 9), dt.date(1993, 9, 1), dt.date(1993, 9, 30)),
        (YearMonth(2023, 2), dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        (YearMonth(2024, 2), dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        (YearMonth(9999, 12), dt.date(9999, 12, 1), dt.date(9999, 12, 31)),
        (Year(1960), dt.date(1960, 1, 1), dt.date(1960, 12, 31)),
        (Year(1), dt.date(1, 1, 1), dt.date(1, 12, 31)),
    ],
)
def test_a_date_spans_the_days_it_can_mean(
    date: PartialDate, first: dt.date, last: dt.date
) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@given(PARTIAL_DATES)
def test_all_days_of_a_span_are_written_alike_and_their_neighbours_are_not(
    date: PartialDate,
) -> None:
    text, one_day = str(date), dt.timedelta(days=1)
    first, last = first_day(date), last_day(date)

    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)
    assert first == dt.date.min or not (first - one_day).isoformat().startswith(text)
    assert last == dt.date.max or not (last + one_day).isoformat().startswith(text)


def test_leap_years_and_lengths_of_months_are_those_of_the_standard_library() -> None:
    years = range(dt.MINYEAR, dt.MAXYEAR + 1)

    assert [is_leap_year(year) for year in years] == [calendar.isleap(year) for year in years]
    assert [days_in_month(year, month) for year in years for month in range(1, 13)] == [
        calendar.monthrange(year, month)[1] for year in years for month in range(1, 13)
    ]


def test_months_and_weekdays_have_the_english_names_of_cldr() -> None:
    months, weekdays = get_month_names(locale="en"), get_day_names(locale="en")

    assert [*MONTHS] == [months[number] for number in range(1, 13)]
    assert [*WEEKDAYS] == [weekdays[number] for number in range(7)]  # 0 is Monday, as in Python
