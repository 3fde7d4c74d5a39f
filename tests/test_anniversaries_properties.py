"""What holds for the anniversaries of every day, against independent reckonings.

Dateutil agrees where it means the same: it keeps 29 February on 28 February. For the other
rule, days are tried one by one.
"""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_left, bisect_right
from itertools import count

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st
from reckoning import A_DAY, FOUNDED, LEAP_DAYS, ON, RULES, age, examples, in_parts, is_kept

from sistercities_cli import LeapDay, anniversary


@pytest.mark.parametrize(
    ("founded", "rule"),
    [
        ("1888-02-29", LeapDay.FEB28),
        ("1888-02-29", LeapDay.MAR1),
        ("1891-12-31", LeapDay.MAR1),
    ],
)
def test_every_day_lies_between_two_kept_days(founded: str, rule: LeapDay) -> None:
    begun = dt.date.fromisoformat(founded)
    days = [begun + number * A_DAY for number in range((dt.date(2010, 1, 1) - begun).days)]
    kept = [day for day in days[1:] if is_kept(begun, day, rule)]

    # Two turns of a century, of which one has a leap day, with the leap years before and after.
    for day in (day for day in days if day.year % 100 <= 4 or day.year % 100 >= 95):
        answer = anniversary(begun, day, leap_day=rule)
        years, before = bisect_right(kept, day), bisect_left(kept, day)
        assert (answer.years, answer.years_max) == (years, years)
        assert answer.next == (before + 1, kept[before], (kept[before] - day).days)


@examples
@given(FOUNDED, ON, RULES)
def test_ages_and_durations_are_those_of_dateutil(
    founded: dt.date, on: dt.date, rule: LeapDay
) -> None:
    assume(founded <= on)
    # Dateutil knows one rule for 29 February.
    assume(rule is LeapDay.FEB28 or (founded.month, founded.day) != (2, 29))

    answer, apart = anniversary(founded, on, leap_day=rule), relativedelta(on, founded)

    assert (answer.years, answer.years_max) == (apart.years, apart.years)
    assert in_parts(answer.elapsed) == (apart.years, apart.months, apart.days)


@examples
@given(FOUNDED, ON)
def test_what_comes_next_is_the_first_that_dateutil_puts_on_the_day_or_later(
    founded: dt.date, on: dt.date
) -> None:
    kept = (founded + relativedelta(years=number) for number in count(1))
    number, date = next((number, date) for number, date in enumerate(kept, 1) if date >= on)

    assert anniversary(founded, on).next == (number, date, (date - on).days)


@examples
@given(LEAP_DAYS, ON)
def test_a_leap_day_kept_on_1_march_ages_by_months_from_its_last_kept_day(
    founded: dt.date, on: dt.date
) -> None:
    assume(founded <= on)
    years = age(founded, on, LeapDay.MAR1)
    year = founded.year + years
    kept = dt.date(year, 2, 29) if calendar.isleap(year) else dt.date(year, 3, 1)
    months = [kept, *(founded + relativedelta(years=years, months=more) for more in range(1, 12))]
    over = [day for day in months if day <= on]

    answer = anniversary(founded, on, leap_day=LeapDay.MAR1)

    assert in_parts(answer.elapsed) == (years, len(over) - 1, (on - over[-1]).days)


@examples
@given(FOUNDED, ON, RULES)
def test_the_next_anniversary_is_never_over_and_within_366_days_of_the_founding_or_later(
    founded: dt.date, on: dt.date, rule: LeapDay
) -> None:
    found = anniversary(founded, on, leap_day=rule).next

    assert found is not None
    assert isinstance(found.date, dt.date)
    assert on <= found.date <= max(on, founded) + 366 * A_DAY
    assert found.days == (found.date - on).days
    assert is_kept(founded, found.date, rule)


@examples
@given(st.dates(), st.dates(), RULES, st.integers(1, 20_000))
def test_no_days_of_the_calendar_are_beyond_reckoning(
    founded: dt.date, on: dt.date, rule: LeapDay, nth: int
) -> None:
    answer = anniversary(founded, on, leap_day=rule, nth=nth)

    assert answer.years == (age(founded, on, rule) if founded <= on else None)
    assert (answer.nth is None) == (founded.year + nth > dt.MAXYEAR)
    if max(founded, on).year < dt.MAXYEAR:
        assert answer.next
