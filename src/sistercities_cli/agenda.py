"""Anniversaries of several relationships in a window of time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Self

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay, Occurrence, occurrences
from sistercities_cli.dates import (
    PartialDate,
    Year,
    YearMonth,
    add_months,
    as_date,
    as_day,
    first_day,
    format_date,
    last_day,
)
from sistercities_cli.errors import DateError
from sistercities_cli.model import Relationship, Status
from sistercities_cli.structs import Struct

DURATION_UNITS = {"d": (1, 0), "w": (7, 0), "m": (0, 1), "y": (0, 12)}  # in days and months


class Window(Struct):
    """An inclusive range of days.

    It contains a month if it lasts at least 28 days and contains the 16th, and a year if it lasts
    at least 365 days and contains 2 July, the days in the middle. So successive windows contain
    each imprecise date once. Raises :class:`DateError` if the end comes before the start.
    """

    start: dt.date
    end: dt.date

    @classmethod
    def year(cls, year: int) -> Self:
        """Return a calendar year; raises :class:`DateError` for a year that does not exist."""
        return cls(first_day(Year(year)), last_day(Year(year)))

    @classmethod
    def within(cls, duration: str, on: dt.date) -> Self:
        """Return the window of a given duration, like 90d, 12w, 6m or 1y, from a day.

        Days and weeks are counted from that day and include the last one: 0d is a single day.
        Months and years end the day before the same date, so that the next window begins there.
        Raises :class:`DateError` if the duration is malformed, empty or ends after the year 9999.

        >>> Window.within("7d", dt.date(2026, 11, 30)).end
        datetime.date(2026, 12, 7)
        >>> Window.within("3m", dt.date(2026, 11, 30)).end
        datetime.date(2027, 2, 27)
        """
        match = re.fullmatch(r"([0-9]+)([dwmy])", duration)
        if match is None:
            example = f"{duration}d" if re.fullmatch("[0-9]+", duration) else "90d"
            raise DateError(f"{duration!r} is not a duration: write {example}, 12w, 6m or 1y")
        on = as_day(on)
        days, months = DURATION_UNITS[match[2]]
        try:
            number = int(match[1])
            end = add_months(on, number * months) + dt.timedelta(days=number * days)
        except (OverflowError, ValueError):
            raise DateError(f"{duration!r} from {on} ends after the year 9999") from None
        if not months:
            return cls(on, end)
        if not number:
            raise DateError(f"{duration!r} is empty: for a single day, write 0d")
        return cls(on, end - dt.timedelta(days=1))

    def _validate(self) -> None:
        for day in (self.start, self.end):
            if isinstance(day, dt.datetime):
                raise TypeError(f"expected a day as datetime.date, not {day!r}")
        if as_day(self.start) > as_day(self.end):
            raise DateError(f"the end, {self.end}, comes before the start, {self.start}")

    def __contains__(self, date: object) -> bool:
        if not isinstance(date, PartialDate):
            return False
        date = as_date(date)
        least_days, middle = 1, date
        if isinstance(date, YearMonth):
            least_days, middle = 28, dt.date(date.year, date.month, 16)
        elif isinstance(date, Year):
            least_days, middle = 365, dt.date(date.year, 7, 2)
        return self.days >= least_days and self.start <= middle <= self.end

    def __str__(self) -> str:
        """Format the window for a sentence, like "in 2027"."""
        start, end = self.start, self.end
        if self == Window.year(start.year):
            return f"in {start.year}"
        if start == end:
            return f"on {format_date(start)}"
        return f"from {format_date(start)} to {format_date(end)}"

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1


class Upcoming(Struct):
    """An anniversary of a relationship."""

    relationship: Relationship
    occurrence: Occurrence


def upcoming(
    relationships: Iterable[Relationship],
    window: Window,
    *,
    on: dt.date | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
    every: int = 1,
) -> list[Upcoming]:
    """Return the anniversaries in a window, except those of ended relationships.

    Anniversaries with an exact day come first, by date; those with only a month or year follow,
    by their last possible day. ``every`` keeps only multiples of that number. ``days`` counts
    from ``on``, which defaults to the start of the window.
    """
    leap_day = LeapDay(leap_day)
    anniversaries = [
        Upcoming(relationship, occurrence)
        for relationship in relationships
        if relationship.founded is not None and relationship.status is not Status.ENDED
        for occurrence in occurrences(
            relationship.founded, window.start, window.end, on=on, leap_day=leap_day, every=every
        )
        if occurrence.date in window
    ]
    return sorted(anniversaries, key=lambda coming: occurrence_sort_key(coming.occurrence))


def occurrence_sort_key(occurrence: Occurrence) -> tuple[bool, dt.date, dt.date]:
    """Return a key that sorts anniversaries by date, those without a known day last."""
    date = occurrence.date
    return (not isinstance(date, dt.date), last_day(date), first_day(date))
