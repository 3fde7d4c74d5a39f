"""Parse single cells: degrees, lists, sources, kinds and statuses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sistercities_cli.convert.dates import ACCEPTED_FORMS, parse_written_date
from sistercities_cli.errors import DateError, SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import simplify

Record = dict[str, Any]  # a table of the data file


def parse_degrees(text: str) -> float:
    """Read a number of degrees, with a point or a comma."""
    plain = text.replace("−", "-").replace(",", ".").removesuffix("°")
    if not re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", plain):
        raise SisterCitiesError(f"{text!r} is not a number of degrees: write it like -4.49")
    return float(plain)


def split_texts(text: str) -> list[str]:
    """Read several texts, separated by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_signatories(text: str) -> list[Record]:
    """Read who signed, by name; a date there belongs under another title."""
    try:
        parse_written_date(text)
    except DateError:
        return [{"name": name} for name in split_texts(text)]
    raise SisterCitiesError(f"{text!r} is a date: call the column founded")


def parse_founded(text: str, day_first: bool | None) -> Record:
    """Read when a relationship was founded, and how certain that is."""
    reading = parse_written_date(text, day_first=day_first)
    if reading.is_sure:
        return {"founded": str(reading.date)}
    return {
        "founded": str(reading.date),
        "founded_confidence": "low",
        "founded_note": f"Written {text} in the spreadsheet.",
    }


def parse_exact_date(text: str, day_first: bool | None) -> str:
    """Read a date that has to be certain, as a data file has no key to say that it is not."""
    reading = parse_written_date(text, day_first=day_first)
    if not reading.is_sure:
        raise DateError(f"{text!r} cannot be recorded as uncertain: {ACCEPTED_FORMS}")
    return str(reading.date)


def parse_sources(text: str) -> Record:
    """Read where facts come from: web addresses are sources, the rest is a note.

    >>> parse_sources("Town archive https://town.example/a")["notes"]
    ['Source: Town archive']
    """
    words = text.split()
    addresses = [word.strip(";,") for word in words if "://" in word]
    rest = " ".join(word for word in words if "://" not in word)
    found: Record = {}
    if rest.strip(" ;,"):
        found["notes"] = [f"Source: {rest}"]
    if addresses:
        found["sources"] = [{"url": one, "publisher": _publisher(one)} for one in addresses]
    return found


def _publisher(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address  # and the check of the whole says what is wrong with it


# In cells that may be empty, these say no more than an empty one.
EMPTY_MARKERS = {"", "-", "–", "—", "n/a", "na", "none", "unknown", "not known", "?", "tbd", "tbc"}

KINDS = (
    "sister city", "sister town", "sister county", "sister state", "twin city", "twin town",
    "partner city", "partner town", "friendship city", "friendship town", "friendship",
    "partnership", "twinning", "cooperation agreement", "friendship agreement",
)  # fmt: skip

_KIND_BY_NAME = {kind: kind for kind in KINDS} | {
    f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s": kind for kind in KINDS
}

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
    """Say whether a cell only says that something is not known."""
    return cell.casefold() in EMPTY_MARKERS


def parse_kind(text: str) -> str:
    """Return the standard wording of a kind; one that is not known stays as it is.

    >>> parse_kind("Sister Cities"), parse_kind("Zweckverband")
    ('sister city', 'Zweckverband')
    """
    return _KIND_BY_NAME.get(simplify(text), text)


def parse_status(text: str) -> Status:
    """Return the status that is meant; raises :class:`SisterCitiesError` where none is."""
    status = _STATUS_BY_NAME.get(simplify(text))
    if status is None:
        raise SisterCitiesError(f"{text!r} is not known here: write one of {', '.join(Status)}")
    return status
