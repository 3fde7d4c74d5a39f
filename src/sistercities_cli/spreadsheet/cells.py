"""What single cells say, as the values of a data file."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sistercities_cli.errors import DateError, SisterCitiesError
from sistercities_cli.spreadsheet.date_styles import FORMS, read_date

Record = dict[str, Any]  # a table of the data file


def degrees(text: str) -> float:
    """Read a number of degrees, with a point or a comma."""
    plain = text.replace("−", "-").replace(",", ".").removesuffix("°")
    if not re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", plain):
        raise SisterCitiesError(f"{text!r} is not a number of degrees: write it like -4.49")
    return float(plain)


def texts(text: str) -> list[str]:
    """Read several texts, separated by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def signatories(text: str) -> list[Record]:
    """Read who signed, by name; a date there belongs under another title."""
    try:
        read_date(text)
    except DateError:
        return [{"name": name} for name in texts(text)]
    raise SisterCitiesError(f"{text!r} is a date: call the column founded")


def founded(text: str, day_first: bool | None) -> Record:
    """Read when a relationship was founded, and how certain that is."""
    reading = read_date(text, day_first=day_first)
    if reading.is_sure:
        return {"founded": str(reading.date)}
    return {
        "founded": str(reading.date),
        "founded_confidence": "low",
        "founded_note": f"Written {text} in the spreadsheet.",
    }


def exact_date(text: str, day_first: bool | None) -> str:
    """Read a date that has to be certain, as a data file has no key to say that it is not."""
    reading = read_date(text, day_first=day_first)
    if not reading.is_sure:
        raise DateError(f"{text!r} cannot be recorded as uncertain: {FORMS}")
    return str(reading.date)


def sources(text: str) -> Record:
    """Read where facts come from: web addresses are sources, the rest is a note.

    >>> sources("Town archive https://town.example/a")["notes"]
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
