"""Ages and anniversaries of dates of any precision.

An imprecise date gives a range of ages, from ``years`` (certain) to ``years_max`` (possible).
Today's date is always passed in: this module never reads the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sistercities_cli.choices import Choice
from sistercities_cli.dates import (
    WEEKDAYS,
    PartialDate,
    add_months,
    as_date,
    as_day,
    days_in_month,
    first_day,
    format_date,
    is_leap_year,
    last_day,
)
from sistercities_cli.errors import check_positive
from sistercities_cli.structs import Struct
from sistercities_cli.text import ordinal

if TYPE_CHECKING:
    from sistercities_cli import types

MILESTONE_YEARS = 5  # a milestone is a multiple of five years
CUSTOMARY_NAMES = {25: "silver", 50: "golden", 60: "diamond"}


class LeapDay(Choice):
    """The day on which 29 February is observed in common years."""

    FEB28 = "feb28"
    MAR1 = "mar1"


DEFAULT_LEAP_DAY = LeapDay.FEB28


class Occurrence(Struct):
    """An anniversary with its number and date."""

    number: int  # 1 for the first
    date: PartialDate  # as precise as the founding date
    days: int | None  # days from ``on``; negative once past, None without an exact day

    @property
    def weekday(self) -> str | None:
        """English weekday name, or None without an exact day."""
        return WEEKDAYS[self.date.weekday()] if isinstance(self.date, dt.date) else None

    @property
    def ordinal(self) -> str:
        """The number as an ordinal, like "50th"."""
        return ordinal(self.number)

    @property
    def customary_name(self) -> str | None:
        """The customary name, like "golden", None for most numbers."""
        return CUSTOMARY_NAMES.get(self.number)

    def to_dict(self) -> types.OccurrenceRecord:
        """Return the values of the JSON output."""
        return {
            "number": self.number,
            "date": str(self.date),
            "weekday": self.weekday,
            "days": self.days,
        }


class Anniversary(Struct):
    """The age on a given day, and the upcoming anniversaries."""

    on: dt.date  # the day that the age is computed for
    years: int | None  # full years for certain; None if not known or not yet founded
    years_max: int | None  # full years at most; more than ``years`` for an imprecise date
    elapsed: str | None  # ISO 8601 duration in years, months and days, if the day is known
    next: Occurrence | None  # the first on or after ``on``; None once ended
    milestone: Occurrence | None  # the first whose number is a multiple of five
    nth: Occurrence | None  # the one requested by number

    def __repr__(self) -> str:
        return f"<Anniversary {format_age(self)}, next {self.next and self.next.date}>"

    def to_dict(self) -> types.AgeWithNthRecord:
        """Return the values of the JSON output."""
        return {
            "on": str(self.on),
            "years": self.years,
            "years_max": self.years_max,
            "elapsed": self.elapsed,
            "next": self.next.to_dict() if self.next else None,
            "milestone": self.milestone.to_dict() if self.milestone else None,
            "nth": self.nth.to_dict() if self.nth else None,
        }


def anniversary(
    founded: PartialDate | None,
    on: dt.date,
    *,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
    ended: PartialDate | None = None,
    nth: int | None = None,
) -> Anniversary:
    """Compute the age and the upcoming anniversaries of something founded on a date.

    On an anniversary, the age has already gone up and ``next`` is that day. If there is an end,
    the age stops there and no anniversaries follow.

    Raises :class:`ArgumentError` if ``nth`` is below 1.

    >>> age = anniversary(dt.date(1973, 11, 9), dt.date(2026, 11, 21))
    >>> age.years, age.next.number, str(age.next.date), age.next.days
    (53, 54, '2027-11-09', 353)
    >>> from sistercities_cli import Year
    >>> age = anniversary(Year(1960), dt.date(2026, 11, 21))
    >>> age.years, age.years_max
    (65, 66)
    """
    check_positive("nth", nth)
    founded, ended = founded and as_date(founded), ended and as_date(ended)
    on, leap_day = as_day(on), LeapDay(leap_day)
    years, years_max, elapsed = _age(founded, ended, on, leap_day)
    coming = milestone = requested = None
    if founded and not ended:
        coming = next(_occurrences(founded, on, dt.date.max, on, leap_day, every=1), None)
    if founded and coming:
        years_until = -coming.number % MILESTONE_YEARS
        milestone = _occurrence(founded, coming.number + years_until, on, leap_day)
    if founded and nth:
        requested = _occurrence(founded, nth, on, leap_day)
    if requested and ended and first_day(requested.date) > last_day(ended):
        requested = None
    return Anniversary(on, years, years_max, elapsed, coming, milestone, requested)


def _age(
    founded: PartialDate | None, ended: PartialDate | None, on: dt.date, leap_day: LeapDay
) -> tuple[int | None, int | None, str | None]:
    """Return the minimum and maximum age in years, and the exact duration if known."""
    if founded is None or on < first_day(founded):
        return None, None, None
    until = on if ended is None else min(on, first_day(ended))
    until_max = on if ended is None else min(on, last_day(ended))
    # An end before the founding is a mistake in the data: the age is 0.
    years = max(0, full_years(last_day(founded), until, leap_day))
    if isinstance(founded, dt.date) and until == until_max:
        return years, years, _elapsed(founded, max(until, founded), years, leap_day)
    return years, max(0, full_years(first_day(founded), until_max, leap_day)), None


def observed_date(founded: dt.date, year: int, leap_day: LeapDay) -> dt.date:
    """Return the day of the anniversary in a year."""
    if (founded.month, founded.day) == (2, 29) and not is_leap_year(year):
        return dt.date(year, 3, 1) if leap_day is LeapDay.MAR1 else dt.date(year, 2, 28)
    return founded.replace(year=year)


def full_years(founded: dt.date, on: dt.date, leap_day: LeapDay) -> int:
    """Count the anniversaries up to and including a day; negative before the founding."""
    years = on.year - founded.year
    return years if observed_date(founded, on.year, leap_day) <= on else years - 1


def occurrences(
    founded: PartialDate,
    start: dt.date,
    end: dt.date = dt.date.max,
    *,
    on: dt.date | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
    every: int = 1,
) -> Iterator[Occurrence]:
    """Return the anniversaries from ``start`` to ``end``, inclusive, one after the other.

    An anniversary without an exact day is included if any of its possible days is. ``every``
    keeps only multiples of that number. ``days`` counts from ``on``, which defaults to ``start``.

    Raises :class:`ArgumentError` if ``every`` is below 1.
    """
    check_positive("every", every)
    founded, start, end = as_date(founded), as_day(start), as_day(end)
    on = start if on is None else as_day(on)
    return _occurrences(founded, start, end, on, LeapDay(leap_day), every)


def _occurrences(
    founded: PartialDate, start: dt.date, end: dt.date, on: dt.date, leap_day: LeapDay, every: int
) -> Iterator[Occurrence]:
    number = max(1, start.year - founded.year)
    number += -number % every
    while occurrence := _occurrence(founded, number, on, leap_day):
        if first_day(occurrence.date) > end:
            break
        if last_day(occurrence.date) >= start:
            yield occurrence
        number += every


def _occurrence(
    founded: PartialDate, number: int, on: dt.date, leap_day: LeapDay
) -> Occurrence | None:
    year = founded.year + number
    if year > dt.MAXYEAR:
        return None
    if isinstance(founded, dt.date):
        date = observed_date(founded, year, leap_day)
        return Occurrence(number, date, (date - on).days)
    return Occurrence(number, founded.replace(year=year), None)


def _elapsed(founded: dt.date, on: dt.date, years: int, leap_day: LeapDay) -> str:
    """Format the time between two days as an ISO 8601 duration, given its full years."""
    months = 12 * (on.year - founded.year) + on.month - founded.month
    if on.day < min(founded.day, days_in_month(on.year, on.month)):
        months -= 1
    # With LeapDay.MAR1 the last month of a year from 29 February is a day longer.
    months = max(0, min(months - 12 * years, 11))
    if months:
        since = add_months(founded, 12 * years + months)
    else:
        since = observed_date(founded, founded.year + years, leap_day)
    return f"P{years}Y{months}M{(on - since).days}D"


def format_years(age: Anniversary) -> str:
    """Format an age, as a range like "65–66" if it is not exactly known."""
    if age.years is None:
        return "–"
    return str(age.years) if age.years == age.years_max else f"{age.years}–{age.years_max}"


def format_age(age: Anniversary) -> str:
    """Format an age with its unit."""
    return f"{format_years(age)} {'year' if age.years == age.years_max == 1 else 'years'}"


def anniversary_name(number: int) -> str:
    """Format the number of an anniversary, with its customary name if there is one."""
    name = CUSTOMARY_NAMES.get(number)
    return f"{ordinal(number)} ({name})" if name else ordinal(number)


def format_occurrence(occurrence: Occurrence) -> str:
    """Format the date of an anniversary with its weekday, if that is known."""
    return f"{occurrence.weekday or 'some day in'} {format_date(occurrence.date)}"


def format_days_until(days: int | None) -> str:
    """Format a number of days relative to today.

    >>> format_days_until(0), format_days_until(1), format_days_until(353), format_days_until(-2)
    ('today', 'tomorrow', 'in 353 days', '2 days ago')
    """
    if days is None:
        return ""
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days:,} days" if days > 0 else f"{-days:,} days ago"
