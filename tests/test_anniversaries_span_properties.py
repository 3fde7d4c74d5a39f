"""What holds for the anniversaries of dates that leave days open, against trying every day."""

from __future__ import annotations

import datetime as dt
from itertools import count

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reckoning import (
    FOUNDED,
    IMPRECISE,
    MONTHS,
    ON,
    RULES,
    age,
    coming,
    days_of,
    examples,
    in_parts,
)

from sistercities_cli import LeapDay, PartialDate, Year, YearMonth, anniversary

PARTIAL_DATES: st.SearchStrategy[PartialDate] = st.one_of(FOUNDED, IMPRECISE)


@examples
@given(IMPRECISE, ON, RULES)
def test_an_imprecise_age_is_what_all_possible_founding_days_allow(
    founded: Year | YearMonth, on: dt.date, rule: LeapDay
) -> None:
    ages = [age(day, on, rule) for day in days_of(founded)]
    yet = any(day <= on for day in days_of(founded))

    answer = anniversary(founded, on, leap_day=rule)

    assert (answer.years, answer.years_max) == ((min(ages), max(ages)) if yet else (None, None))
    assert answer.elapsed is None


@examples
@given(IMPRECISE, ON, RULES)
def test_what_comes_next_is_the_first_that_a_possible_founding_day_has(
    founded: Year | YearMonth, on: dt.date, rule: LeapDay
) -> None:
    # February alone is longer in some years: there its days can be over before the month is.
    assume(not isinstance(founded, YearMonth) or founded.month != 2)
    number, first = min(coming(anniversary(day, on, leap_day=rule)) for day in days_of(founded))

    found = anniversary(founded, on, leap_day=rule)

    assert coming(found) == (number, founded._replace(year=first.year))


@examples
@given(IMPRECISE, ON, RULES)
def test_an_imprecise_anniversary_comes_until_its_month_or_year_is_over(
    founded: Year | YearMonth, on: dt.date, rule: LeapDay
) -> None:
    again = (founded._replace(year=founded.year + number) for number in count(1))
    number, date = next(
        (number, date)
        for number, date in enumerate(again, 1)
        if str(date) >= on.isoformat()[: len(str(date))]
    )

    assert anniversary(founded, on, leap_day=rule).next == (number, date, None)


@settings(examples, max_examples=100)
@given(PARTIAL_DATES, st.one_of(FOUNDED, MONTHS), ON, RULES)
def test_the_age_of_what_has_ended_is_what_all_possible_days_allow(
    founded: PartialDate, ended: PartialDate, on: dt.date, rule: LeapDay
) -> None:
    ages = {
        age(day, end, rule)
        for day in days_of(founded)
        for end in {min(on, last) for last in days_of(ended)}
    }
    yet = any(day <= on for day in days_of(founded))

    answer = anniversary(founded, on, leap_day=rule, ended=ended)

    assert (answer.years, answer.years_max) == ((min(ages), max(ages)) if yet else (None, None))


@examples
@given(PARTIAL_DATES, ON, ON, RULES, st.one_of(st.none(), PARTIAL_DATES))
def test_a_later_day_never_finds_less(
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
        assert in_parts(earlier.elapsed) <= in_parts(later.elapsed)
    if not ended:
        assert coming(earlier) <= coming(later)


@examples
@given(PARTIAL_DATES, ON, RULES)
def test_the_milestone_and_the_next_are_those_asked_for_by_their_numbers(
    founded: PartialDate, on: dt.date, rule: LeapDay
) -> None:
    answer = anniversary(founded, on, leap_day=rule)
    assert answer.next
    assert answer.milestone

    for found in (answer.next, answer.milestone):
        assert anniversary(founded, on, leap_day=rule, nth=found.number).nth == found
    assert answer.milestone.number in range(answer.next.number, answer.next.number + 5)
    assert answer.milestone.number % 5 == 0
