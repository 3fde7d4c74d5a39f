"""Dates known to the day, the month or the year.

The precision of a date is its type: a :class:`datetime.date` is known to the day, a
:class:`YearMonth` to the month, a :class:`Year` to the year. They are written as in
EDTF level 0 (ISO 8601-2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from sistercities_cli.errors import DateError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Year(NamedTuple):
    """Some day in a year.

    >>> str(Year(1960))
    '1960'
    """

    year: int

    def __str__(self) -> str:
        return f"{self.year:04}"


class YearMonth(NamedTuple):
    """Some day in a month.

    >>> str(YearMonth(1993, 9))
    '1993-09'
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


PartialDate: TypeAlias = Year | YearMonth | dt.date
Precision: TypeAlias = Literal["day", "month", "year", "none"]


def parse_date(text: str) -> PartialDate:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; nothing else is a date here.

    Raises :class:`DateError` for another form and for a day that does not exist.

    >>> parse_date("1993-09")
    YearMonth(year=1993, month=9)
    >>> parse_date("1973-11-09")
    datetime.date(1973, 11, 9)
    """
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        raise DateError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        first = dt.date(year, month, day)
    except ValueError:
        raise DateError(f"{text!r} is not a date: no such day in the calendar") from None
    if len(parts) == 1:
        return Year(year)
    return YearMonth(year, month) if len(parts) == 2 else first


def precision(date: PartialDate | None) -> Precision:
    """Say how exactly a date is known: ``day``, ``month``, ``year`` or ``none``."""
    if date is None:
        return "none"
    if isinstance(date, dt.date):
        return "day"
    return "month" if isinstance(date, YearMonth) else "year"


def first_day(date: PartialDate) -> dt.date:
    """Return the earliest day that the date can mean.

    >>> first_day(Year(1960))
    datetime.date(1960, 1, 1)
    """
    if isinstance(date, dt.date):
        return date
    return dt.date(date.year, date.month if isinstance(date, YearMonth) else 1, 1)


def last_day(date: PartialDate) -> dt.date:
    """Return the latest day that the date can mean.

    >>> last_day(YearMonth(2024, 2))
    datetime.date(2024, 2, 29)
    """
    if isinstance(date, dt.date):
        return date
    month = date.month if isinstance(date, YearMonth) else 12
    return dt.date(date.year, month, days_in_month(date.year, month))


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of a month that has no such day.

    Raises :class:`ValueError` beyond the year 9999.

    >>> add_months(dt.date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month of the Gregorian calendar."""
    if month == 2:
        return 29 if is_leap_year(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_leap_year(year: int) -> bool:
    """Say whether a year of the Gregorian calendar has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


SHORT_MONTHS = tuple(month[:3] for month in MONTHS)


def format_date(date: PartialDate) -> str:
    """Write a date for people, as exactly as it is known and no more.

    >>> format_date(dt.date(1973, 11, 9)), format_date(YearMonth(1993, 9)), format_date(Year(1960))
    ('9 November 1973', 'September 1993', '1960')
    """
    return _format(date, MONTHS)


def format_short_date(date: PartialDate | None) -> str:
    """Write a date briefly.

    >>> format_short_date(dt.date(1973, 11, 9))
    '9 Nov 1973'
    """
    return "unknown" if date is None else _format(date, SHORT_MONTHS)


def _format(date: PartialDate, months: Sequence[str]) -> str:
    if isinstance(date, Year):
        return str(date)
    month = months[date.month - 1]
    if isinstance(date, YearMonth):
        return f"{month} {date.year}"
    return f"{date.day} {month} {date.year}"
