"""Anniversaries of several relationships within a window of time."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay, Occurrence, occurrences
from sistercities_cli.dates import add_months, first_day, last_day
from sistercities_cli.errors import DateError
from sistercities_cli.model import Relationship, Status


class Window(NamedTuple):
    """A span of days, both ends included."""

    start: dt.date
    end: dt.date

    @classmethod
    def year(cls, year: int) -> Self:
        """Return a calendar year.

        >>> Window.year(2027).end
        datetime.date(2027, 12, 31)
        """
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def within(cls, length: str, on: dt.date) -> Self:
        """Return the window from a day to so many days, weeks, months or years later.

        A month or a year later is the same day of the month, or its last where it has no
        such day. A window of n days followed by one of m days is that of n+m days.
        Raises :class:`DateError` for what is not a length, or reaches beyond the calendar.

        >>> Window.within("0d", dt.date(2026, 11, 9))
        Window(start=datetime.date(2026, 11, 9), end=datetime.date(2026, 11, 9))
        >>> Window.within("3m", dt.date(2026, 11, 30)).end
        datetime.date(2027, 2, 28)
        """
        match = re.fullmatch(r"([0-9]+)([dwmy])", length)
        if match is None:
            raise DateError(f"{length!r} is not a length: write 90d, 12w, 6m or 1y")
        unit = match[2]
        try:
            number = int(match[1])
            if unit in "dw":
                end = on + dt.timedelta(days=number * (7 if unit == "w" else 1))
            else:
                end = add_months(on, number * (12 if unit == "y" else 1))
        except (OverflowError, ValueError):
            raise DateError(f"{length!r} from {on} ends after the year 9999") from None
        return cls(on, end)


class Upcoming(NamedTuple):
    """An anniversary of a relationship."""

    relationship: Relationship
    occurrence: Occurrence


def upcoming(
    relationships: Iterable[Relationship],
    window: Window,
    *,
    on: dt.date | None = None,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    every: int = 1,
) -> list[Upcoming]:
    """Return the anniversaries that fall into a window.

    Those with a day come first, by date; then those known to the month or the year that
    may fall within it, by the end of their month or year; a window of one day has none of
    these, as their day is not known. What has ended has none. ``every`` keeps the
    multiples of a number; days are counted from ``on``, else from the start.

    >>> import sistercities_cli as sistercities
    >>> directory = sistercities.load()
    >>> first, *_ = upcoming(directory.relationships, Window.year(2027), every=5)
    >>> first.relationship.id, first.occurrence.number, str(first.occurrence.date)
    ('chicago-gothenburg', 40, '2027-03-08')
    """
    found = [
        Upcoming(one, occurrence)
        for one in relationships
        if one.founded is not None and one.status is not Status.ENDED
        if window.start < window.end or isinstance(one.founded, dt.date)
        for occurrence in occurrences(one.founded, *window, on=on, leap_day=leap_day, every=every)
    ]
    return sorted(found, key=lambda one: occurrence_sort_key(one.occurrence))


def occurrence_sort_key(occurrence: Occurrence) -> tuple[bool, dt.date, dt.date]:
    """Return a key to sort anniversaries with: by date, those without a day last."""
    date = occurrence.date
    return (not isinstance(date, dt.date), last_day(date), first_day(date))
