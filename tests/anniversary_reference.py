"""Anniversaries of dates given as text, and an independent day-by-day implementation."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from sistercities_cli import (
    Anniversary,
    LeapDay,
    Occurrence,
    PartialDate,
    Year,
    YearMonth,
    anniversary,
    parse_date,
)

A_DAY = dt.timedelta(days=1)
RULES = st.sampled_from(LeapDay)
LEAP_DAYS = st.sampled_from([dt.date(year, 2, 29) for year in range(1920, 2021, 4)])
FOUNDED = st.one_of(st.dates(dt.date(1920, 1, 1), dt.date(2020, 12, 31)), LEAP_DAYS)
MONTHS = st.one_of(
    st.builds(YearMonth, st.integers(1920, 2020), st.integers(1, 12)),
    st.builds(YearMonth, st.integers(1920, 2020), st.just(2)),
)
IMPRECISE = st.one_of(MONTHS, st.builds(Year, st.integers(1920, 2020)))
# Any days, and days around the ends of months, especially of February.
ON = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2140, 12, 31)),
    st.builds(
        lambda year, month, offset: dt.date(year, month, 1) + offset * A_DAY,
        st.integers(1900, 2140),
        st.sampled_from([1, 3, 3, 3, 12]),
        st.integers(-2, 1),
    ),
)


class Row(NamedTuple):
    """The number, date, weekday and days of an occurrence."""

    number: int
    date: str
    weekday: str | None = None
    days: int | None = None


def compute(
    founded: str | None,
    on: str,
    *,
    leap_day: LeapDay = LeapDay.FEB28,
    ended: str | None = None,
    nth: int | None = None,
) -> Anniversary:
    """Compute the anniversary of dates given as text."""
    return anniversary(
        None if founded is None else parse_date(founded),
        dt.date.fromisoformat(on),
        leap_day=leap_day,
        ended=None if ended is None else parse_date(ended),
        nth=nth,
    )


def row(occurrence: Occurrence | None) -> Row | None:
    """Return the values of an occurrence."""
    if occurrence is None:
        return None
    return Row(occurrence.number, str(occurrence.date), occurrence.weekday, occurrence.days)


def duration_parts(elapsed: str | None) -> tuple[int, int, int]:
    """Return years, months and days of a duration."""
    match = re.fullmatch(r"P(\d+)Y(\d+)M(\d+)D", elapsed or "")
    assert match, elapsed
    years, months, days = (int(part) for part in match.groups())
    return years, months, days


def is_anniversary(founded: dt.date, day: dt.date, rule: LeapDay) -> bool:
    """Check whether a day has the founding's month and day, or replaces its 29 February."""
    if (founded.month, founded.day) == (2, 29) and not calendar.isleap(day.year):
        return (day.month, day.day) == ((2, 28) if rule is LeapDay.FEB28 else (3, 1))
    return (founded.month, founded.day) == (day.month, day.day)


def full_years(founded: dt.date, on: dt.date, rule: LeapDay) -> int:
    """Return the full years on a day, 0 before the founding."""
    month, day = founded.month, founded.day
    if (month, day) == (2, 29) and not calendar.isleap(on.year):
        month, day = (2, 28) if rule is LeapDay.FEB28 else (3, 1)
    return max(0, on.year - founded.year - ((on.month, on.day) < (month, day)))


def days_of(date: PartialDate) -> Iterator[dt.date]:
    """Yield every possible day of an imprecise date."""
    day = dt.date(date.year, getattr(date, "month", 1), getattr(date, "day", 1))
    while day.isoformat().startswith(str(date)):
        yield day
        day += A_DAY
