"""The anniversaries that fall into a span of days."""

from __future__ import annotations

import datetime as dt
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reckoning import FOUNDED, IMPRECISE, ON, RULES, Coming, examples, is_kept, spelt

from sistercities_cli import LeapDay, PartialDate, anniversary, occurrences, parse_date


def between(founded: str, start: str, end: str, *, every: int = 1) -> list[str]:
    span = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return [str(one.date) for one in occurrences(parse_date(founded), *span, every=every)]


@pytest.mark.parametrize(
    ("founded", "start", "end", "dates"),
    [
        pytest.param("2000-06-15", "2010-06-15", "2011-06-15", ["2010-06-15", "2011-06-15"],
                     id="both ends are in it"),
        pytest.param("2000-06-15", "2010-06-16", "2011-06-14", [], id="a day off either end"),
        pytest.param("2000-06-15", "1990-01-01", "2001-12-31", ["2001-06-15"],
                     id="none before the first"),
        pytest.param("2000-06-15", "2000-01-01", "2000-12-31", [], id="the founding is none"),
        pytest.param("2000-06", "2010-06-30", "2010-07-31", ["2010-06"], id="a month by its last"),
        pytest.param("2000-06", "2010-05-01", "2010-06-01", ["2010-06"], id="a month by its first"),
        pytest.param("2000-06", "2010-07-01", "2011-05-31", [], id="between the months"),
        pytest.param("2000", "2010-12-31", "2011-01-01", ["2010", "2011"], id="years by a day"),
        pytest.param("2000-06-15", "2011-01-01", "2010-01-01", [], id="a span of no days"),
        pytest.param("9990", "9998-01-01", "9999-12-31", ["9998", "9999"], id="the last years"),
    ],
)  # fmt: skip
def test_an_anniversary_is_in_a_span_if_a_day_of_it_can_be(
    founded: str, start: str, end: str, dates: list[str]
) -> None:
    assert between(founded, start, end) == dates


@pytest.mark.parametrize(
    ("every", "start", "dates"),
    [
        (5, "2010-01-01", ["2010", "2015", "2020"]),
        (5, "2011-01-01", ["2015", "2020"]),
        (10, "1990-01-01", ["2010", "2020"]),
        (25, "1990-01-01", []),
    ],
)
def test_only_multiples_are_kept_where_that_is_asked(
    every: int, start: str, dates: list[str]
) -> None:
    assert between("2000", start, "2020-12-31", every=every) == dates


def test_days_are_counted_from_the_day_asked_about_or_else_from_the_start() -> None:
    founded, start, on = dt.date(2000, 6, 15), dt.date(2010, 6, 1), dt.date(2010, 7, 1)
    end = dt.date(2010, 12, 31)

    assert spelt(next(occurrences(founded, start, end))) == (10, "2010-06-15", "Tuesday", 14)
    assert spelt(next(occurrences(founded, start, end, on=on))) == (
        Coming(10, "2010-06-15", "Tuesday", -16)
    )


def test_without_an_end_they_go_on_to_the_end_of_the_calendar() -> None:
    *_, last = occurrences(dt.date(2000, 6, 15), dt.date(2010, 1, 1))

    assert (last.number, last.date) == (7999, dt.date(9999, 6, 15))


def test_the_rule_for_29_february_is_28_february_unless_said_otherwise() -> None:
    founded, start = dt.date(1988, 2, 29), dt.date(2026, 3, 1)

    assert [one.date for one in islice(occurrences(founded, start), 2)] == [
        dt.date(2027, 2, 28),
        dt.date(2028, 2, 29),
    ]
    assert next(occurrences(founded, start, leap_day=LeapDay.MAR1)).date == start


@examples
@given(st.one_of(FOUNDED, IMPRECISE), ON, st.integers(0, 800), RULES, st.integers(1, 30))
def test_a_span_holds_what_any_of_its_days_is_an_anniversary_for(
    founded: PartialDate, start: dt.date, length: int, rule: LeapDay, every: int
) -> None:
    end = start + dt.timedelta(days=length)
    span = [start + dt.timedelta(days=number) for number in range(length + 1)]
    if isinstance(founded, dt.date):
        years = {day.year for day in span if is_kept(founded, day, rule)}
    else:
        cut = len(str(founded))
        texts = {str(founded._replace(year=day.year)): day.year for day in span}
        years = {year for text, year in texts.items() if text in {str(day)[:cut] for day in span}}
    numbers = [year - founded.year for year in sorted(years) if year > founded.year]

    found = list(occurrences(founded, start, end, leap_day=rule, every=every))

    assert [one.number for one in found] == [number for number in numbers if number % every == 0]
    for one in found:
        assert one == anniversary(founded, start, leap_day=rule, nth=one.number).nth


@pytest.mark.parametrize("every", [0, -5])
def test_multiples_of_nothing_are_refused(every: int) -> None:
    with pytest.raises(ValueError, match="every year at the most"):
        next(occurrences(parse_date("1960"), dt.date(2026, 11, 21), every=every))
