"""Dates with day, month or year precision.

The type of a date is its precision: :class:`datetime.date` for a day, :class:`YearMonth` for
a month, :class:`Year` for a year. Their string form follows EDTF level 0 (ISO 8601-2).

Dates of different types never compare equal, but all can be sorted together: by their earliest
possible day, then by their latest. So a day sorts before its month, and a month before its year:

>>> sorted([Year(1960), YearMonth(1960, 1), dt.date(1960, 1, 1), dt.date(1960, 1, 2)])
[datetime.date(1960, 1, 1), YearMonth(1960, 1), Year(1960), datetime.date(1960, 1, 2)]
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import total_ordering
from typing import Any, Literal, TypeAlias

from sistercities_cli.choices import Choice
from sistercities_cli.errors import DateError
from sistercities_cli.structs import Struct

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class CoarsePrecision(Choice):
    """The precision of a date without a day."""

    MONTH = "month"
    YEAR = "year"


@total_ordering
class _ImpreciseDate(Struct):
    """A month or a year, which sorts among days."""

    def _validate(self: Any) -> None:
        try:
            first_day(self)
        except ValueError as error:
            raise DateError(f"no such date: {error}") from None

    def __lt__(self: Any, other: PartialDate) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return day_range(self) < day_range(other)


class Year(_ImpreciseDate):
    """An unknown day in a year from 1 to 9999.

    Raises :class:`DateError` for any other year.
    """

    year: int

    def __str__(self) -> str:
        return f"{self.year:04}"


class YearMonth(_ImpreciseDate):
    """An unknown day in a month.

    Raises :class:`DateError` for a month that does not exist.
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


PartialDate: TypeAlias = Year | YearMonth | dt.date
Precision: TypeAlias = Literal["day", "month", "year", "none"]


def parse_date(text: str) -> PartialDate:
    """Parse ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises :class:`DateError` for any other form and for a day that does not exist.

    >>> parse_date("1993-09")
    YearMonth(1993, 9)
    >>> parse_date("1973-11-09")
    datetime.date(1973, 11, 9)
    """
    if not isinstance(text, str):
        raise TypeError(f"expected a text like '1993-09', not {text!r}")
    # An omitted month or day is the first. ISO 8601 has weeks as well, like 1993-W05-1.
    has_length = len(text) in (4, 7, 10) and "W" not in text
    try:
        first = dt.date.fromisoformat(f"{text}-01-01"[:10] if has_length else "")
    except ValueError:
        has_form = re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", text)
        hint = "no such day in the calendar" if has_form else "write YYYY, YYYY-MM or YYYY-MM-DD"
        raise DateError(f"{text!r} is not a date: {hint}") from None
    if len(text) == 4:
        return Year(first.year)
    return YearMonth(first.year, first.month) if len(text) == 7 else first


def as_date(value: PartialDate) -> PartialDate:
    """Return a date, or the day of a datetime; raises :class:`TypeError` for anything else."""
    if isinstance(value, (Year, YearMonth)):
        return value
    if isinstance(value, dt.date):
        return as_day(value)
    raise TypeError(f"expected a date, not {value!r}: parse_date converts text")


def as_day(value: dt.date) -> dt.date:
    """Return a day, or the day of a datetime; raises :class:`TypeError` for anything else.

    >>> as_day(dt.datetime(2026, 11, 21, 12))
    datetime.date(2026, 11, 21)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise TypeError(f"expected a day as datetime.date, not {value!r}")


def parse_date_range(text: str) -> tuple[dt.date | None, dt.date | None]:
    """Parse a range of dates, like 1990..1999; an omitted end is None.

    A single date is a range of its own, and 1990s is the decade. Raises :class:`DateError`.

    >>> parse_date_range("1990s") == parse_date_range("1990..1999-12-31")
    True
    """
    if re.fullmatch("[0-9]{3}0s", text):
        text = f"{text[:4]}..{text[:3]}9"
    start, dots, end = text.partition("..")
    if not dots:
        end = start
    if not start and not end:
        raise DateError(f"{text!r} has no date: write FROM..TO, like 1990..1999")
    try:
        first = first_day(_parse_bound(start)) if start else None
        last = last_day(_parse_bound(end)) if end else None
    except DateError as error:
        years = re.fullmatch("([0-9]{4}) ?[-–] ?([0-9]{4})", text)
        date_range = "..".join(years.groups()) if years else "FROM..TO, like 1990..1999"
        message = str(error) if dots else f"{text!r} is not a date range: write {date_range}"
        raise DateError(message) from None
    if first and last and first > last:
        raise DateError(f"{text!r} ends before it starts: swap the two")
    return first, last


def _parse_bound(text: str) -> PartialDate:
    """Parse a date; a year may have three digits."""
    return parse_date(f"0{text}" if re.fullmatch("[0-9]{3}", text) else text)


def precision(date: PartialDate | None) -> Precision:
    """Return the precision of a date: ``day``, ``month``, ``year`` or ``none``."""
    if date is None:
        return "none"
    if isinstance(date, dt.date):
        return "day"
    return "month" if isinstance(date, YearMonth) else "year"


def first_day(date: PartialDate) -> dt.date:
    """Return the earliest day that the date can refer to."""
    if isinstance(date, dt.date):
        return date
    return dt.date(date.year, date.month if isinstance(date, YearMonth) else 1, 1)


def last_day(date: PartialDate) -> dt.date:
    """Return the latest day that the date can refer to."""
    if isinstance(date, dt.date):
        return date
    month = date.month if isinstance(date, YearMonth) else 12
    return dt.date(date.year, month, days_in_month(date.year, month))


def day_range(date: PartialDate) -> tuple[dt.date, dt.date]:
    """Return the earliest and latest day that the date can refer to."""
    return first_day(date), last_day(date)


def add_months(day: dt.date, months: int) -> dt.date:
    """Add months to a day, clamping it to the end of a shorter month.

    Raises :class:`ValueError` after the year 9999.

    >>> add_months(dt.date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month."""
    if month == 2:
        return 29 if is_leap_year(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_leap_year(year: int) -> bool:
    """Check whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def format_date(date: PartialDate, months: Sequence[str] = MONTHS) -> str:
    """Format a date in words, at its own precision.

    >>> format_date(dt.date(1973, 11, 9)), format_date(YearMonth(1993, 9)), format_date(Year(1960))
    ('9 November 1973', 'September 1993', '1960')
    """
    if isinstance(date, Year):
        return str(date.year)
    month = months[date.month - 1]
    if isinstance(date, YearMonth):
        return f"{month} {date.year}"
    return f"{date.day} {month} {date.year}"


def format_short_date(date: PartialDate | None) -> str:
    """Format a date with the month abbreviated, like "9 Nov 1973"."""
    return "unknown" if date is None else format_date(date, SHORT_MONTHS)
