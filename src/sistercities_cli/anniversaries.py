"""The anniversaries of a date that may be known to the day, the month or the year.

What the date leaves open stays open in the answer: ``years`` is certain, ``years_max``
possible. Nothing here knows which day it is; the day is always an argument.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sistercities_cli.dates import (
    WEEKDAYS,
    PartialDate,
    first_day,
    is_leap,
    last_day,
    months_later,
)

MILESTONE = 5  # a milestone is a multiple of five years
CUSTOMARY_NAMES = {25: "silver", 50: "golden", 60: "diamond"}


class LeapDay(StrEnum):
    """Which day stands for 29 February in a year that has none."""

    FEB28 = "feb28"
    MAR1 = "mar1"


class Occurrence(NamedTuple):
    """One anniversary: its number and when it falls."""

    number: int  # 1 for the first
    date: PartialDate  # as precise as the founding date
    days: int | None  # from the day asked about; negative once past; None without a day

    @property
    def weekday(self) -> str | None:
        """The English name of the day of the week, None without a day."""
        return WEEKDAYS[self.date.weekday()] if isinstance(self.date, dt.date) else None


class Anniversary(NamedTuple):
    """How old something is on a day, and which anniversaries come next."""

    on: dt.date  # the day asked about
    years: int | None  # full years for certain; None if not yet founded or not known
    years_max: int | None  # full years at most; more than ``years`` for an imprecise date
    elapsed: str | None  # ISO 8601 duration in years, months, days; where the day is known
    next: Occurrence | None  # the first on or after ``on``; None once ended
    milestone: Occurrence | None  # the first with a number that is a multiple of five
    nth: Occurrence | None  # the one asked for


def anniversary(
    founded: PartialDate | None,
    on: dt.date,
    *,
    leap_day: LeapDay = LeapDay.FEB28,
    ended: PartialDate | None = None,
    nth: int | None = None,
) -> Anniversary:
    """Compute the age of something founded on a date, and its coming anniversaries.

    The day itself counts: on its anniversary something is a year older, and ``next``
    is that day. What has ``ended`` counts up to its end and has no next.

    Raises :class:`ValueError` when ``nth`` is below 1.

    >>> answer = anniversary(dt.date(1973, 11, 9), dt.date(2026, 11, 21))
    >>> answer.years, answer.next.number, str(answer.next.date), answer.next.days
    (53, 54, '2027-11-09', 353)
    >>> from sistercities_cli import Year
    >>> age = anniversary(Year(1960), dt.date(2026, 11, 21))
    >>> age.years, age.years_max
    (65, 66)
    """
    if nth is not None and nth < 1:
        raise ValueError("anniversaries are numbered from 1")
    years, years_max, elapsed = _age(founded, ended, on, leap_day)
    coming = founded if ended is None else None
    return Anniversary(
        on=on,
        years=years,
        years_max=years_max,
        elapsed=elapsed,
        next=_first(coming, on, leap_day, every=1),
        milestone=_first(coming, on, leap_day, every=MILESTONE),
        nth=_asked(founded, ended, nth, on, leap_day),
    )


def _age(
    founded: PartialDate | None, ended: PartialDate | None, on: dt.date, leap_day: LeapDay
) -> tuple[int | None, int | None, str | None]:
    """Return the full years that are certain, those that are possible, and the time if exact."""
    if founded is None or on < first_day(founded):
        return None, None, None
    until = on if ended is None else min(on, first_day(ended))
    until_max = on if ended is None else min(on, last_day(ended))
    # An end before the founding is a mistake in the data; it counts as no time at all.
    years = max(0, full_years(last_day(founded), until, leap_day))
    years_max = max(0, full_years(first_day(founded), until_max, leap_day))
    if isinstance(founded, dt.date) and until == until_max:
        return years, years_max, _elapsed(founded, max(until, founded), leap_day)
    return years, years_max, None


def _asked(
    founded: PartialDate | None,
    ended: PartialDate | None,
    nth: int | None,
    on: dt.date,
    leap_day: LeapDay,
) -> Occurrence | None:
    """Return the anniversary of a number, unless it comes after the end."""
    if founded is None or nth is None:
        return None
    asked = _occurrence(founded, nth, on, leap_day)
    if asked and ended and first_day(asked.date) > last_day(ended):
        return None
    return asked


def observed(founded: dt.date, year: int, leap_day: LeapDay) -> dt.date:
    """Return the day on which an anniversary is kept in a year.

    >>> observed(dt.date(1988, 2, 29), 2027, LeapDay.MAR1)
    datetime.date(2027, 3, 1)
    """
    if (founded.month, founded.day) == (2, 29) and not is_leap(year):
        return dt.date(year, 3, 1) if leap_day is LeapDay.MAR1 else dt.date(year, 2, 28)
    return founded.replace(year=year)


def full_years(founded: dt.date, on: dt.date, leap_day: LeapDay) -> int:
    """Count the anniversaries kept up to and on a day; below 0 before the founding."""
    years = on.year - founded.year
    return years if observed(founded, on.year, leap_day) <= on else years - 1


def occurrences(
    founded: PartialDate,
    start: dt.date,
    end: dt.date = dt.date.max,
    *,
    on: dt.date | None = None,
    leap_day: LeapDay = LeapDay.FEB28,
    every: int = 1,
) -> Iterator[Occurrence]:
    """Yield the anniversaries that fall into a span of days, both ends included.

    One known only to the month or the year is in the span if any day of it is. ``every``
    keeps only the multiples of a number; days are counted from ``on``, else from ``start``.

    Raises :class:`ValueError` when ``every`` is below 1.

    >>> [str(one.date) for one in occurrences(Year(1960), dt.date(2026, 6, 1), dt.date(2028, 1, 1))]
    ['2026', '2027', '2028']
    """
    if every < 1:
        raise ValueError("anniversaries come every year at the most")
    number = max(1, start.year - founded.year)
    number += -number % every
    while (one := _occurrence(founded, number, on or start, leap_day)) is not None:
        if first_day(one.date) > end:
            break
        if last_day(one.date) >= start:
            yield one
        number += every


def _first(
    founded: PartialDate | None, on: dt.date, leap_day: LeapDay, *, every: int
) -> Occurrence | None:
    if founded is None:
        return None
    return next(occurrences(founded, on, leap_day=leap_day, every=every), None)


def _occurrence(
    founded: PartialDate, number: int, on: dt.date, leap_day: LeapDay
) -> Occurrence | None:
    if founded.year + number > dt.MAXYEAR:
        return None
    year = founded.year + number
    if isinstance(founded, dt.date):
        date = observed(founded, year, leap_day)
        return Occurrence(number, date, (date - on).days)
    return Occurrence(number, founded._replace(year=year), None)


def _elapsed(founded: dt.date, on: dt.date, leap_day: LeapDay) -> str:
    """Write the time between two days as an ISO 8601 duration."""
    years = full_years(founded, on, leap_day)
    months = 12 * (on.year - founded.year) + on.month - founded.month
    if months_later(founded, months) > on:
        months -= 1
    # By one of the rules the last month of a year from 29 February is a day longer.
    months = max(0, min(months - 12 * years, 11))
    if months:
        since = months_later(founded, 12 * years + months)
    else:
        since = observed(founded, founded.year + years, leap_day)
    return f"P{years}Y{months}M{(on - since).days}D"
