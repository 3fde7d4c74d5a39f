"""Parse dates as people write them in spreadsheets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sistercities_cli.bundled import read_bundled
from sistercities_cli.convert.words import APPROXIMATE, SINCE, UNCERTAIN
from sistercities_cli.dates import PartialDate, Year, YearMonth
from sistercities_cli.errors import DateError
from sistercities_cli.names import simplify

ACCEPTED_FORMS = "write 1973, 1973-05 or 1973-05-08"
MONTHS_FILE = "months.txt"
SERIAL_START = dt.date(1899, 12, 30)  # day 0 of spreadsheet programs
SERIAL_YEARS = range(1860, 2100)  # as days, these are in 1905
LINKING_WORDS = {"of", "de", "den", "del", "di", "do", "le", "the", "roku"}
# Patterns, which are compiled on first use.
_MIDNIGHT = r"[T ]00?:00(?::00(?:\.0+)?)?Z?$"
# Dates with an unambiguous order of numbers.
_UNAMBIGUOUS = (
    r"(?P<year>[0-9]{3,4})(?:\.0)?",
    r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?\.?",
    r"(?P<year>[0-9]{4})[年년](?: ?(?P<month>\d{1,2})[月월](?: ?(?P<day>\d{1,2})[日일])?)?",
    r"(?P<month>[0-9]{1,2})[-/.] ?(?P<year>[0-9]{4})",
)
_YEAR_LAST = r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})"
_TWO_YEARS = r"([0-9]{4}) ?[/–-] ?([0-9]{2}(?:[0-9]{2})?)"
_DECADE = (
    r"(?i)(?:(?:the|die|années|anni|años|anos|lata|jaren) )?[0-9]{3}0"
    r"(?:'?s|er(?:[ -]jahre)?|-?(?:е|ті|х)|年代|년대|-?talet|-?tallet|-luku|-luvulla)?"
)
_SHORT_YEAR = r"[0-9]{1,2}([-/. ])[0-9A-Za-z]{1,9}\1[0-9]{2}|'[0-9]{2}"
_SERIAL = r"[0-9]{5}(?:[.,][0-9]+)?"
_WITH_MONTH_NAME = r"[\w\s,./'’-]+"
_ORDINAL = r"\b([0-9]{1,2})\.?(?:st|nd|rd|th|er|re|º|°|-?(?:го|е|ше|ого))(?=[\s,]|$)"


class WrittenDate(NamedTuple):
    """A date in a spreadsheet, and whether it is certain."""

    date: PartialDate | None  # None for a decade
    is_certain: bool  # false for "c. 1985", "1985?", "1979/80" and "1990s"


def parse_written_date(text: str, *, day_first: bool | None = None) -> WrittenDate:
    """Parse a date as people write it; raises :class:`DateError` where it is ambiguous.

    ``day_first`` sets the order of dates like 03/04/1999; None means unknown. With dots, the day
    comes first unless it is False.

    >>> parse_written_date("seit 8. Mai 1973").date, parse_written_date("05/1973").date
    (datetime.date(1973, 5, 8), YearMonth(1973, 5))
    >>> parse_written_date("um 1985")
    WrittenDate(date=Year(1985), is_certain=False)
    """
    plain = re.sub(UNCERTAIN, "", re.sub(APPROXIMATE, "", text, count=1))
    is_certain = plain == text
    plain = re.sub(SINCE, "", plain).strip()
    if (match := re.fullmatch(_TWO_YEARS, plain)) and _are_consecutive(*match.groups()):
        return WrittenDate(_make_date(match[1]), is_certain=False)
    try:
        date = _parse_numeric(re.sub(_MIDNIGHT, "", plain), day_first, text)
        _reject_serial(date)
        date = date or _parse_with_month_name(plain)
    except DateError:
        raise
    except ValueError:
        raise DateError(f"{text!r} is not a date: no such day in the calendar") from None
    if date is None:
        if re.fullmatch(_DECADE, plain):
            return WrittenDate(None, is_certain=False)
        raise DateError(f"{text!r} is not a date: {ACCEPTED_FORMS}")
    return WrittenDate(date, is_certain)


def is_date(text: str) -> bool:
    """Check for a date, even an ambiguous one."""
    try:
        parse_written_date(text, day_first=True)
    except DateError:
        return False
    return True


def parse_certain_date(text: str, *, day_first: bool | None) -> str:
    """Parse a date of a field that cannot be marked as uncertain."""
    parsed = parse_written_date(text, day_first=day_first)
    if not parsed.is_certain:
        raise DateError(f"{text!r} cannot be recorded as uncertain: {ACCEPTED_FORMS}")
    return str(parsed.date)


def find_day_order(title: str, cells: Iterable[tuple[int, str]]) -> tuple[bool | None, list[str]]:
    """Detect whether the dates of a column are day first, and explain the result in a remark.

    ``cells`` are row numbers and texts. The order is None if no dates show it or they disagree.
    """
    evidence: dict[bool, tuple[int, str]] = {}
    has_ambiguous = False
    for row, text in cells:
        if match := re.fullmatch(_YEAR_LAST, text):
            first, second = int(match[1]), int(match[3])
            if max(first, second) > 31:  # not a day
                continue
            if first > 12 or (match[2] == "." and second <= 12):
                evidence.setdefault(True, (row, text))
            elif second > 12:
                evidence.setdefault(False, (row, text))
            else:
                has_ambiguous = has_ambiguous or first != second
    shown = [f"{text!r} in row {row}" for row, text in evidence.values()]
    if len(evidence) == 2:
        return None, [
            f"Warning: {title} mixes day-first and month-first dates: {' and '.join(shown)}"
        ]
    if not evidence or not has_ambiguous:
        return next(iter(evidence), None), []
    [day_first] = evidence
    order = "day first" if day_first else "month first"
    return day_first, [f"{title}: read {order}, because of {shown[0]}"]


def _are_consecutive(first: str, second: str) -> bool:
    is_month = len(second) == 2 and 1 <= int(second) <= 12
    return not is_month and (int(first) + 1) % 10 ** len(second) == int(second)


def _parse_numeric(text: str, day_first: bool | None, written: str) -> PartialDate | None:
    """Parse an all-numeric date, or return None for other text."""
    for pattern in _UNAMBIGUOUS:
        if match := re.fullmatch(pattern, text):
            return _make_date(**match.groupdict())
    if match := re.fullmatch(_YEAR_LAST, text):
        return _parse_year_last(match, day_first, written)
    if re.fullmatch(_SHORT_YEAR, text):
        raise DateError(f"{written!r} has a two-digit year: write it with four digits")
    if re.fullmatch(_SERIAL, text):
        advice = "format the column as a date, YYYY-MM-DD"
        raise DateError(f"{written!r} is a spreadsheet serial number: {advice}")
    return None


def _reject_serial(date: PartialDate | None) -> None:
    """Reject days in 1905, which are usually years in cells formatted as dates."""
    if isinstance(date, dt.date) and (date - SERIAL_START).days in SERIAL_YEARS:
        cause = "probably a year in a cell formatted as a date, like 12 May 1905 for 1959"
        advice = "format the column as numbers, or write the month as a word"
        raise DateError(f"is in 1905, {cause}: {advice}")


def _parse_year_last(match: re.Match[str], day_first: bool | None, written: str) -> PartialDate:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    orders = {True: (second, first), False: (first, second)}  # month and day
    dates = [_date_or_none(year, *orders[order]) for order in orders if day_first in (order, None)]
    candidates = [date for date in dict.fromkeys(dates) if date]
    if len(candidates) > 1 and match[2] != ".":
        advice = "write one of these, or use --day-first or --month-first"
        raise DateError(f"{written!r} could be {candidates[0]} or {candidates[1]}: {advice}")
    if not candidates and day_first is not None:
        option = "--day-first" if day_first else "--month-first"
        raise DateError(f"{written!r} is not a date with {option}: write YYYY-MM-DD")
    return candidates[0] if candidates else dt.date(year, first, second)  # no such day


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parse_with_month_name(text: str) -> PartialDate | None:
    """Parse a date with a month name, or return None for other text."""
    if not re.fullmatch(_WITH_MONTH_NAME, text):
        return None
    parts = re.findall(r"[0-9]+|[^\W\d_]+", re.sub(_ORDINAL, r"\1", text))
    parts = [part for part in parts if part.casefold() not in LINKING_WORDS]
    months = [found for part in parts if (found := _month_names().get(simplify(part)))]
    years = [part for part in parts if part.isdigit() and len(part) == 4]
    days = [part for part in parts if part.isdigit() and len(part) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(parts) != 2 + len(days):
        return None
    first, *others = [_make_date(years[0], month, *days) for month in months[0]]
    if others:
        raise DateError(f"{text!r} could be {first} or {others[0]}: write one of these")
    return first


@cache
def _month_names() -> dict[str, tuple[int, ...]]:
    """Return month numbers by name in many languages; some names have two."""
    lines = read_bundled(MONTHS_FILE).decode("utf-8").splitlines()
    names: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate((line for line in lines if not line.startswith("#")), 1):
        for name in line.split():
            names[name] = (*names.get(name, ()), number)
    return names


def _make_date(year: str, month: str | int | None = None, day: str | None = None) -> PartialDate:
    """Build a date from its known parts; raises :class:`ValueError` for an invalid day."""
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first
    return YearMonth(first.year, first.month) if month else Year(first.year)
