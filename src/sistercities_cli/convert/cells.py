"""Parse single cells: dates, degrees, lists, sources, kinds and statuses."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from sistercities_cli.bundled import read_bundled
from sistercities_cli.dates import PartialDate, Year, YearMonth
from sistercities_cli.errors import DateError, SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import simplify
from sistercities_cli.text import plural

# Cells that only state, in any case, that something is not known.
EMPTY_MARKERS = {"", "-", "–", "—", "n/a", "na", "none", "unknown", "not known", "?", "tbd", "tbc"}
KINDS = (
    "sister city", "sister town", "sister county", "sister state", "twin city", "twin town",
    "partner city", "partner town", "friendship city", "friendship town", "friendship",
    "partnership", "twinning", "cooperation agreement", "friendship agreement",
)  # fmt: skip
_KIND_BY_NAME = {name: kind for kind in KINDS for name in (kind, plural(kind))}
_STATUS_BY_NAME = {status.value: status for status in Status} | {
    "current": Status.ACTIVE,
    "inactive": Status.DORMANT,
    "paused": Status.SUSPENDED,
    "on hold": Status.SUSPENDED,
    "not confirmed": Status.UNCONFIRMED,
    **dict.fromkeys(("former", "terminated", "dissolved", "discontinued"), Status.ENDED),
}
ACCEPTED_FORMS = "write 1973, 1973-05 or 1973-05-08"
MONTHS_FILE = "months.txt"
LINKING_WORDS = {"of", "de", "den", "del", "di", "le", "the"}  # "8 de mayo de 1973"
_APPROXIMATE = re.compile(r"(?i)^(?:(?:circa|ca|c|approximately|approx|about|around)\b\.?|[~≈])\s*")
_UNCERTAIN = re.compile(r"\s*(?:\(\?\)|\?)$")
_MIDNIGHT = re.compile(r"[T ]00?:00(?::00(?:\.0+)?)?Z?$")
# Dates whose numbers can be read in one order only.
_UNAMBIGUOUS = (
    re.compile(r"(?P<year>[0-9]{4})(?:\.0)?"),
    re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"),
    re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"),
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/. ])[0-9A-Za-z]{1,9}\1[0-9]{2}|'[0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_WITH_MONTH_NAME = re.compile(r"[\w\s,./-]+")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


def parse_kind(text: str) -> str:
    """Return the standard term for a kind, or an unknown kind unchanged.

    >>> parse_kind("Sister Cities"), parse_kind("Zweckverband")
    ('sister city', 'Zweckverband')
    """
    return _KIND_BY_NAME.get(simplify(text), text)


def parse_status(text: str) -> Status:
    """Parse a status, accepting common synonyms."""
    status = _STATUS_BY_NAME.get(simplify(text))
    if status is None:
        raise SisterCitiesError(f"{text!r} is not known here: write one of {', '.join(Status)}")
    return status


def parse_degrees(text: str) -> float:
    """Parse a number of degrees, with a decimal point or comma."""
    number = text.replace("−", "-").replace(",", ".").removesuffix("°")
    if not re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", number):
        raise SisterCitiesError(f"{text!r} is not a number of degrees: write it like -4.49")
    return float(number)


def split_list(text: str) -> list[str]:
    """Split a semicolon-separated list."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_signatories(text: str) -> list[str]:
    """Split a list of names; a date belongs in another column."""
    try:
        parse_written_date(text)
    except DateError:
        return split_list(text)
    raise SisterCitiesError(f"{text!r} is a date: call the column founded")


def parse_certain_date(text: str, *, day_first: bool | None) -> str:
    """Parse a date that must be certain, as a data file cannot mark it as uncertain."""
    parsed = parse_written_date(text, day_first=day_first)
    if not parsed.is_certain:
        raise DateError(f"{text!r} cannot be recorded as uncertain: {ACCEPTED_FORMS}")
    return str(parsed.date)


def parse_sources(text: str) -> tuple[list[str], str]:
    """Separate the URLs of sources from the remaining text.

    >>> parse_sources("Town archive; https://town.example/a")
    (['https://town.example/a'], 'Town archive;')
    """
    words = text.split()
    urls = [word.strip(";,") for word in words if "://" in word]
    rest = " ".join(word for word in words if "://" not in word)
    return urls, rest if rest.strip(" ;,") else ""


class ParsedDate(NamedTuple):
    """A date of a spreadsheet, and whether it is certain."""

    date: PartialDate
    is_certain: bool  # false for "c. 1985" and "1985?"


def parse_written_date(text: str, *, day_first: bool | None = None) -> ParsedDate:
    """Parse a date as people write it; raises :class:`DateError` where it is ambiguous.

    ``day_first`` sets the order of dates like 03/04/1999; None means unknown.

    >>> parse_written_date("8 May 1973").date, parse_written_date("05/1973").date
    (datetime.date(1973, 5, 8), YearMonth(1973, 5))
    >>> parse_written_date("c. 1985")
    ParsedDate(date=Year(1985), is_certain=False)
    """
    plain = _UNCERTAIN.sub("", _APPROXIMATE.sub("", text, count=1))
    try:
        date = _parse_numeric(_MIDNIGHT.sub("", plain), day_first) or _parse_with_month_name(plain)
    except DateError:
        raise
    except ValueError:
        raise DateError(f"{text!r} is not a date: no such day in the calendar") from None
    if date is None:
        raise DateError(f"{text!r} is not a date here: {ACCEPTED_FORMS}")
    return ParsedDate(date, is_certain=plain == text)


def _parse_numeric(text: str, day_first: bool | None) -> PartialDate | None:
    """Parse an all-numeric date, or return None for other text."""
    for pattern in _UNAMBIGUOUS:
        if match := pattern.fullmatch(text):
            return _make_date(**match.groupdict())
    if match := _YEAR_LAST.fullmatch(text):
        return _parse_year_last(match, day_first)
    if _SHORT_YEAR.fullmatch(text):
        raise DateError(f"{text!r} leaves the century open: write the year with four digits")
    if _SERIAL.fullmatch(text):
        advice = "format the column as a date, YYYY-MM-DD"
        raise DateError(f"{text!r} is how a spreadsheet counts days: {advice}")
    return None


def _parse_year_last(match: re.Match[str], day_first: bool | None) -> PartialDate:
    text, first, second, year = match[0], int(match[1]), int(match[3]), int(match[4])
    orders = {True: (second, first), False: (first, second)}  # month and day
    dates = [_date_or_none(year, *orders[order]) for order in orders if day_first in (order, None)]
    candidates = [date for date in dict.fromkeys(dates) if date]
    if len(candidates) > 1:
        advice = "write it like that, or use --day-first or --month-first for all"
        raise DateError(f"{text!r} could be {candidates[0]} or {candidates[1]}: {advice}")
    if not candidates and day_first is not None:
        option = "--day-first" if day_first else "--month-first"
        raise DateError(f"{text!r} is not a date with {option}: write YYYY-MM-DD")
    return candidates[0] if candidates else dt.date(year, first, second)  # no such day


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parse_with_month_name(text: str) -> PartialDate | None:
    """Parse a date with a month name, or return None for other text."""
    if not _WITH_MONTH_NAME.fullmatch(text):
        return None
    parts = re.findall(r"[0-9]+|[^\W\d_]+", _ORDINAL.sub(r"\1", text))
    parts = [part for part in parts if part.casefold() not in LINKING_WORDS]
    months = [month for part in parts if (month := _month_names().get(simplify(part)))]
    years = [part for part in parts if part.isdigit() and len(part) == 4]
    days = [part for part in parts if part.isdigit() and len(part) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(parts) != 2 + len(days):
        return None
    return _make_date(years[0], str(months[0]), *days)


@cache
def _month_names() -> dict[str, int]:
    """Return month numbers by full and abbreviated names in several languages."""
    lines = read_bundled(MONTHS_FILE).decode("utf-8").splitlines()
    months = [line.split() for line in lines if not line.startswith("#")]
    return {name: number for number, names in enumerate(months, 1) for name in names}


def _make_date(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    """Build a date from its known parts; raises :class:`ValueError` for an invalid day."""
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first
    return YearMonth(first.year, first.month) if month else Year(first.year)
