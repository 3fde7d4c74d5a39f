"""Properties of ages and anniversaries, checked against dateutil and a day-by-day implementation.

Dateutil always observes 29 February on 28 February.
"""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import count

from anniversary_reference import (
    FOUNDED,
    IMPRECISE,
    LEAP_DAYS,
    MONTHS,
    ON,
    RULES,
    days_of,
    duration_parts,
    full_years,
)
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from sistercities_cli import LeapDay, Occurrence, PartialDate, Year, YearMonth, anniversary


@given(FOUNDED, ON, RULES)
def test_ages_and_durations_equal_those_of_dateutil(
    founded: dt.date, on: dt.date, rule: LeapDay
) -> None:
    assume(founded <= on)
    # Dateutil knows one rule for 29 February.
    assume(rule is LeapDay.FEB28 or (founded.month, founded.day) != (2, 29))

    age, delta = anniversary(founded, on, leap_day=rule), relativedelta(on, founded)

    assert (age.years, age.years_max) == (delta.years, delta.years)
    assert duration_parts(age.elapsed) == (delta.years, delta.months, delta.days)


@given(FOUNDED, ON)
def test_next_anniversary_is_the_first_that_dateutil_finds(founded: dt.date, on: dt.date) -> None:
    observed = (founded + relativedelta(years=number) for number in count(1))
    number, date = next((number, date) for number, date in enumerate(observed, 1) if date >= on)

    assert anniversary(founded, on).next == Occurrence(number, date, (date - on).days)


@given(LEAP_DAYS, ON)
def test_months_since_1_march_are_counted_from_the_last_anniversary(
    founded: dt.date, on: dt.date
) -> None:
    assume(founded <= on)
    years = full_years(founded, on, LeapDay.MAR1)
    year = founded.year + years
    observed = dt.date(year, 2, 29) if calendar.isleap(year) else dt.date(year, 3, 1)
    months = [
        observed,
        *(founded + relativedelta(years=years, months=more) for more in range(1, 12)),
    ]
    over = [day for day in months if day <= on]

    age = anniversary(founded, on, leap_day=LeapDay.MAR1)

    assert duration_parts(age.elapsed) == (years, len(over) - 1, (on - over[-1]).days)


@given(st.dates(), st.dates(), RULES, st.integers(1, 20_000))
def test_age_is_correct_on_any_day_of_the_calendar(
    founded: dt.date, on: dt.date, rule: LeapDay, nth: int
) -> None:
    age = anniversary(founded, on, leap_day=rule, nth=nth)

    assert age.years == (full_years(founded, on, rule) if founded <= on else None)
    assert (age.nth is None) == (founded.year + nth > dt.MAXYEAR)
    if max(founded, on).year < dt.MAXYEAR:
        assert age.next


PARTIAL_DATES: st.SearchStrategy[PartialDate] = st.one_of(FOUNDED, IMPRECISE)


@given(IMPRECISE, ON, RULES)
def test_imprecise_age_is_the_range_over_possible_founding_days(
    founded: Year | YearMonth, on: dt.date, rule: LeapDay
) -> None:
    ages = [full_years(day, on, rule) for day in days_of(founded)]
    yet = any(day <= on for day in days_of(founded))

    age = anniversary(founded, on, leap_day=rule)

    assert (age.years, age.years_max) == ((min(ages), max(ages)) if yet else (None, None))
    assert age.elapsed is None


@given(IMPRECISE, ON, RULES)
def test_imprecise_anniversary_is_next_until_its_last_day(
    founded: Year | YearMonth, on: dt.date, rule: LeapDay
) -> None:
    again = (founded.replace(year=founded.year + number) for number in count(1))
    number, date = next(
        (number, date)
        for number, date in enumerate(again, 1)
        if str(date) >= on.isoformat()[: len(str(date))]
    )

    assert anniversary(founded, on, leap_day=rule).next == Occurrence(number, date, None)


@given(PARTIAL_DATES, st.one_of(FOUNDED, MONTHS), ON, RULES)
def test_age_at_an_imprecise_end_is_the_range_over_possible_days(
    founded: PartialDate, ended: PartialDate, on: dt.date, rule: LeapDay
) -> None:
    ages = {
        full_years(day, end, rule)
        for day in days_of(founded)
        for end in {min(on, last) for last in days_of(ended)}
    }
    yet = any(day <= on for day in days_of(founded))

    age = anniversary(founded, on, leap_day=rule, ended=ended)

    assert (age.years, age.years_max) == ((min(ages), max(ages)) if yet else (None, None))


@given(PARTIAL_DATES, ON, ON, RULES, st.one_of(st.none(), PARTIAL_DATES))
def test_ages_and_anniversaries_never_decrease(
    founded: PartialDate, one: dt.date, other: dt.date, rule: LeapDay, ended: PartialDate | None
) -> None:
    earlier, later = (
        anniversary(founded, on, leap_day=rule, ended=ended) for on in sorted([one, other])
    )

    if earlier.years is not None and earlier.years_max is not None:
        assert later.years is not None
        assert later.years_max is not None
        assert earlier.years <= later.years
        assert earlier.years_max <= later.years_max
    if earlier.elapsed and later.elapsed:
        assert duration_parts(earlier.elapsed) <= duration_parts(later.elapsed)
    if earlier.next and later.next:
        assert (earlier.next.number, earlier.next.date) <= (later.next.number, later.next.date)
    assert bool(earlier.next) == bool(later.next) == (ended is None)


@given(PARTIAL_DATES, ON, RULES)
def test_next_and_milestone_equal_the_nth_of_their_numbers(
    founded: PartialDate, on: dt.date, rule: LeapDay
) -> None:
    age = anniversary(founded, on, leap_day=rule)
    assert age.next
    assert age.milestone

    for coming in (age.next, age.milestone):
        assert anniversary(founded, on, leap_day=rule, nth=coming.number).nth == coming
    assert age.milestone.number in range(age.next.number, age.next.number + 5)
    assert age.milestone.number % 5 == 0
