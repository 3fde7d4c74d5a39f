"""Parse single cells: degrees, lists, sources, kinds and statuses."""

from __future__ import annotations

import re

from sistercities_cli.convert.dates import ACCEPTED_FORMS, parse_written_date
from sistercities_cli.errors import DateError, SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import simplify
from sistercities_cli.text import plural

# Cells with one of these count as empty, where a cell may be.
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
    "former": Status.ENDED,
    "terminated": Status.ENDED,
    "dissolved": Status.ENDED,
    "discontinued": Status.ENDED,
    "not confirmed": Status.UNCONFIRMED,
}


def is_empty_marker(cell: str) -> bool:
    """Check for a cell that only states that something is not known."""
    return cell.casefold() in EMPTY_MARKERS


def parse_kind(text: str) -> str:
    """Return the standard term for a kind; an unknown one stays the same.

    >>> parse_kind("Sister Cities"), parse_kind("Zweckverband")
    ('sister city', 'Zweckverband')
    """
    return _KIND_BY_NAME.get(simplify(text), text)


def parse_status(text: str) -> Status:
    """Parse a status, written in any of the usual words."""
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


def split_texts(text: str) -> list[str]:
    """Split a list of texts at its semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_signatories(text: str) -> list[str]:
    """Split a list of names; a date belongs in another column."""
    try:
        parse_written_date(text)
    except DateError:
        return split_texts(text)
    raise SisterCitiesError(f"{text!r} is a date: call the column founded")


def parse_certain_date(text: str, *, day_first: bool | None) -> str:
    """Parse a date that must be certain, as a data file cannot mark it as uncertain."""
    parsed = parse_written_date(text, day_first=day_first)
    if not parsed.is_certain:
        raise DateError(f"{text!r} cannot be recorded as uncertain: {ACCEPTED_FORMS}")
    return str(parsed.date)


def parse_sources(text: str) -> tuple[list[str], str]:
    """Separate the web addresses of sources from other words.

    >>> parse_sources("Town archive; https://town.example/a")
    (['https://town.example/a'], 'Town archive;')
    """
    words = text.split()
    urls = [word.strip(";,") for word in words if "://" in word]
    rest = " ".join(word for word in words if "://" not in word)
    return urls, rest if rest.strip(" ;,") else ""
