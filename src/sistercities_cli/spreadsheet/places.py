"""The places that cells name: countries by any name, homes, and ids for all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sistercities_cli import world
from sistercities_cli.errors import NotFoundError, SisterCitiesError
from sistercities_cli.model import Country
from sistercities_cli.names import simplify

MANY = 200  # looking up what so many unknown names may have meant takes too long

PlaceKey = tuple[str, str, str]


class Place(NamedTuple):
    """A city as a row names it."""

    name: str
    country: Country
    region: str = ""

    @property
    def key(self) -> PlaceKey:
        """What tells it from other cities."""
        return _plain(self.name), self.country.code, _plain(self.region)

    def record(self) -> dict[str, Any]:
        """Return the keys that a data file has for it."""
        region = {"region": self.region} if self.region else {}
        return {"name": self.name, "country": self.country.code, **region}


_plain = lru_cache(maxsize=2**16)(simplify)  # each name is asked for many times


class Countries:
    """Finds countries by name or code, each name once."""

    def __init__(self) -> None:
        self._found: dict[str, Country | SisterCitiesError] = {}

    def find(self, name: str) -> Country:
        """Return the country that a name means; raises :class:`SisterCitiesError`."""
        if name not in self._found:
            try:
                self._found[name] = self._look_up(name)
            except SisterCitiesError as error:
                self._found[name] = error
        found = self._found[name]
        if isinstance(found, SisterCitiesError):
            raise found
        return found

    def _look_up(self, name: str) -> Country:
        last, comma, first = name.partition(",")
        country = world.find_country(name)
        if country is None and comma:  # "Korea, Republic of"
            country = world.find_country(f"{first} {last}")
        if country is None:
            similar = world.names().similar(name) if len(self._found) < MANY else ()
            raise NotFoundError("country", name, similar)
        return country


def home_of(text: str, countries: Countries) -> Place:
    """Return the home that a text like ``Springfield, US`` names.

    Raises :class:`SisterCitiesError` where there is no country in it.

    >>> home = home_of("Washington, D.C., United States", Countries())
    >>> home.name, home.country.code
    ('Washington, D.C.', 'US')
    """
    name, comma, country = (part.strip() for part in text.rpartition(","))
    if not comma or not name or not country:
        raise SisterCitiesError(f"{text!r} has no country: write it like Springfield, US")
    return Place(name, countries.find(country))


def slug(text: str) -> str:
    """Write a text in small letters, digits and hyphens, as far as it has letters of ASCII.

    >>> slug("Washington, D.C."), slug("Łódź (Bałuty)"), slug("大阪")
    ('washington-dc', 'lodz-baluty', '')
    """
    return "-".join(re.findall("[a-z0-9]+", simplify(text)))


class Ids:
    """Gives out ids, each once.

    >>> ids = Ids()
    >>> [ids.free("springfield", "springfield-us") for _ in range(3)]
    ['springfield', 'springfield-us', 'springfield-2']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last one that the first choice was given

    def free(self, *choices: str) -> str:
        """Return the first of the choices that is free, or the very first with a number."""
        id = next((one for one in choices if one not in self._taken), None)
        while id is None:
            number = self._numbers.get(choices[0], 1) + 1
            self._numbers[choices[0]] = number
            numbered = f"{choices[0]}-{number}"
            id = None if numbered in self._taken else numbered
        self._taken.add(id)
        return id

    def of_city(self, city: Mapping[str, Any]) -> str:
        """Return an id for a city: its name, with its region or country where that is taken."""
        code = city["country"].lower()
        name, region = slug(city["name"]), slug(city.get("region", ""))
        if not name:
            return self.free(f"city-{code}")
        return self.free(name, *([f"{name}-{region}"] if region else []), f"{name}-{code}")
