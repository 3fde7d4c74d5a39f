"""Parse the dates that people write in spreadsheets."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from sistercities_cli.dates import MONTHS, PartialDate, Year, YearMonth
from sistercities_cli.errors import DateError
from sistercities_cli.names import simplify

ACCEPTED_FORMS = "write 1973, 1973-05 or 1973-05-08"
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "cs", "ru", "uk")
LINKING_WORDS = {"of", "de", "den", "del", "di", "le", "the"}  # "8 de mayo de 1973"

_APPROXIMATE = re.compile(
    r"^(?:(?:circa|ca|c|approximately|approx|about|around)\b\.?|[~≈])\s*", re.IGNORECASE
)

_UNCERTAIN = re.compile(r"\s*(?:\(\?\)|\?)$")
_MIDNIGHT = re.compile(r"[T ]00?:00(?::00(?:\.0+)?)?Z?$")
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_EAST_ASIAN = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/. ])[0-9A-Za-z]{1,9}\1[0-9]{2}|'[0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_WORDED = re.compile(r"[\w\s,./-]+")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


class ParsedDate(NamedTuple):
    """A date of a spreadsheet, and whether it is certain."""

    date: PartialDate
    is_certain: bool  # false for "c. 1985" and "1985?"


def parse_written_date(text: str, *, day_first: bool | None = None) -> ParsedDate:
    """Parse a date as people write it; raises :class:`DateError` where it is ambiguous.

    ``day_first`` gives the order in 03/04/1999; None is for an unknown one.

    >>> parse_written_date("8 May 1973").date, parse_written_date("05/1973").date
    (datetime.date(1973, 5, 8), YearMonth(1973, 5))
    >>> parse_written_date("c. 1985")
    ParsedDate(date=Year(1985), is_certain=False)
    """
    plain = _UNCERTAIN.sub("", _APPROXIMATE.sub("", text, count=1))
    try:
        date = _parse_numeric(_MIDNIGHT.sub("", plain), day_first) or _parse_with_month_name(plain)
    except ValueError as error:
        if isinstance(error, DateError):
            raise
        raise DateError(f"{text!r} is not a date: no such day in the calendar") from None
    if date is None:
        raise DateError(f"{text!r} is not a date here: {ACCEPTED_FORMS}")
    return ParsedDate(date, is_certain=plain == text)


def _parse_numeric(text: str, day_first: bool | None) -> PartialDate | None:
    """Parse a date made of numbers; None for any other text."""
    if match := _YEAR.fullmatch(text):
        return _make_date(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return _make_date(match[1], match[3], match[4])
    if match := _EAST_ASIAN.fullmatch(text):
        return _make_date(*match.groups())
    if match := _MONTH_YEAR.fullmatch(text):
        return _make_date(match[2], match[1])
    if match := _YEAR_LAST.fullmatch(text):
        return _parse_year_last(text, int(match[1]), int(match[3]), match[4], day_first)
    if _SHORT_YEAR.fullmatch(text):
        raise DateError(f"{text!r} leaves the century open: write the year with four digits")
    if _SERIAL.fullmatch(text):
        raise DateError(
            f"{text!r} is how a spreadsheet counts days: format the column as a date, YYYY-MM-DD"
        )
    return None


def _parse_year_last(
    text: str, first: int, second: int, year: str, day_first: bool | None
) -> PartialDate:
    as_day_first = _date_or_none(year, second, first)
    as_month_first = _date_or_none(year, first, second)
    if day_first is not None:
        chosen = as_day_first if day_first else as_month_first
        if chosen is None:
            order = "--day-first" if day_first else "--month-first"
            raise DateError(f"{text!r} is not a date with {order}: write YYYY-MM-DD")
        return chosen
    candidates = {date for date in (as_day_first, as_month_first) if date}
    if len(candidates) > 1:
        raise DateError(
            f"{text!r} could be {as_day_first} or {as_month_first}: write it like that,"
            " or use --day-first or --month-first for all"
        )
    if not candidates:
        raise DateError(f"{text!r} is not a date: no such day in the calendar")
    return candidates.pop()


def _date_or_none(year: str, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(int(year), month, day)
    except ValueError:
        return None


def _parse_with_month_name(text: str) -> PartialDate | None:
    """Parse a date with the name of a month; None for any other text."""
    if not _WORDED.fullmatch(text):
        return None
    parts = re.findall(r"[0-9]+|[^\W\d_]+", _ORDINAL.sub(r"\1", text))
    parts = [part for part in parts if part.casefold() not in LINKING_WORDS]
    months = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    month = _month_names().get(simplify(months[0])) if len(months) == 1 else None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if month is None or len(years) != 1 or len(days) > 1 or len(numbers) != len(years + days):
        return None
    return _make_date(years[0], str(month), *days)


@cache
def _month_names() -> dict[str, int]:
    """Return month numbers by full and abbreviated names in several languages."""
    from babel import Locale

    names: dict[str, int] = {}
    for language in LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                names |= {simplify(name): number for number, name in forms[width].items()}
    # English comes last, as it takes precedence.
    english = {simplify(name): number for number, name in enumerate(MONTHS, 1)}
    return names | english | {name[:3]: number for name, number in english.items()} | {"sept": 9}


def _make_date(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    """Make a date as precise as given; raises :class:`ValueError` for a day that does not exist."""
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first
    return YearMonth(first.year, first.month) if month else Year(first.year)
