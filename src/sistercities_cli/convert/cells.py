"""Parse cells: degrees, coordinates, lists and sources."""

from __future__ import annotations

import re
from contextlib import suppress

from sistercities_cli.errors import SisterCitiesError

_WITH_COUNTRY = r"(.+?) ?[,(] ?([^,()]+)\)?"
_POINT = r"(?i)point ?\(([-+\d.]+)[ ,]+([-+\d.]+)\)"  # well-known text, longitude first


def parse_degrees(text: str) -> float:
    """Parse a number of degrees, with a decimal point or comma."""
    number = text.replace("−", "-").replace(",", ".").removesuffix("°")
    if not re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", number):
        raise SisterCitiesError(f"{text!r} is not a number of degrees: write it like -4.49")
    return float(number)


def parse_coordinates(text: str) -> tuple[float, float]:
    """Parse latitude and longitude in one cell.

    >>> parse_coordinates("48.39, -4.49"), parse_coordinates("Point(-4.49 48.39)")
    ((48.39, -4.49), (48.39, -4.49))
    """
    with suppress(SisterCitiesError):
        if match := re.fullmatch(_POINT, text):
            return parse_degrees(match[2]), parse_degrees(match[1])
        separator = next((one for one in (";", ", ", " ", ",") if one in text), ",")
        latitude, _, longitude = text.partition(separator)
        return parse_degrees(latitude.strip()), parse_degrees(longitude.strip())
    raise SisterCitiesError(f"{text!r} is not a pair of coordinates: write it like 48.39, -4.49")


def split_country(text: str) -> tuple[str, str]:
    """Split a city from its country, which is empty if there is none.

    >>> split_country("Brest (France)"), split_country("Washington, D.C., US")
    (('Brest', 'France'), ('Washington, D.C.', 'US'))
    """
    match = re.fullmatch(_WITH_COUNTRY, text)
    return (match[1], match[2]) if match else (text, "")


def split_list(text: str) -> list[str]:
    """Split a semicolon-separated list."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parse_sources(text: str) -> tuple[list[str], str]:
    """Separate the URLs of sources from the remaining text.

    >>> parse_sources("Town archive; https://town.example/a"), parse_sources("; ,")
    ((['https://town.example/a'], 'Town archive'), ([], ''))
    """
    words = text.split()
    urls = [word.strip(";,") for word in words if "://" in word]
    rest = " ".join(word for word in words if "://" not in word)
    return urls, rest.strip(" ;,")
