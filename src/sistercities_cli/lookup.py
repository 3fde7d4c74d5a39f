"""What names mean in a directory: its parties, relationships, homes, countries and kinds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.model import City, Country, Party, Relationship
from sistercities_cli.names import SUGGESTIONS, NameIndex

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory

T = TypeVar("T")

PARTY, RELATIONSHIP = "city or organisation", "relationship"
COUNTRY, HOME, KIND = "country", "home", "kind"


class Lookup:
    """Finds the things of a directory; each index is made when a name is first looked up in it."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def find(self, name: str) -> Party | Relationship:
        """Return the party or relationship that a name means."""
        parties, relationships = self._parties, self._relationships
        # The relationships of a city have its name in their ids: parties come first.
        found = (
            parties.exact(name)
            or relationships.exact(name)
            or parties.starting(name)
            or relationships.starting(name)
        )
        if found is None:
            similar = (*parties.similar(name), *relationships.similar(name))
            raise _not_found(PARTY, name, similar)
        return found

    def find_country(self, name: str) -> Country:
        """Return the country that a name or code means, as the directory has it if it does."""
        own = self._countries
        country = own.exact(name)
        if country is None:
            from sistercities_cli import world

            others = world.names()
            country = world.find_country(name) or own.starting(name) or others.starting(name)
            if country is None:
                raise _not_found(COUNTRY, name, (*own.similar(name), *others.similar(name)))
        code = country.code
        return next((one for one in self._directory.countries if one.code == code), country)

    def find_home(self, name: str) -> City:
        """Return the home that a name means."""
        return self._homes.find(name)

    def find_kind(self, name: str) -> str:
        """Return the kind of relationship that a name means."""
        index = NameIndex[str](KIND)
        for kind in self._directory.kinds:
            index.add(kind, kind)
        return index.find(name)

    def knows(self, name: str) -> bool:
        """Say whether a party or relationship has exactly this name."""
        return _has(self._parties, name) or _has(self._relationships, name)

    def knows_country(self, name: str) -> bool:
        """Say whether a country of the directory has exactly this name or code."""
        return _has(self._countries, name)

    def names_country(self, name: str) -> bool:
        """Say whether a country of the world has exactly this name or code."""
        if self.knows_country(name):
            return True
        from sistercities_cli import world

        return world.find_country(name) is not None

    @cached_property
    def _parties(self) -> NameIndex[Party]:
        index = NameIndex[Party](PARTY)
        for party in self._directory.parties.values():
            index.add(party, party.name, id=party.id, also=party.names)
        return index

    @cached_property
    def _relationships(self) -> NameIndex[Relationship]:
        index = NameIndex[Relationship](RELATIONSHIP)
        for one in self._directory.relationships:
            title = (one.title,) if one.title else ()
            index.add(one, one.id, also=(*title, *one.also))
        return index

    @cached_property
    def _countries(self) -> NameIndex[Country]:
        index = NameIndex[Country](COUNTRY)
        for country in self._directory.countries:
            index.add(country, country.name, also=country.names)
        return index

    @cached_property
    def _homes(self) -> NameIndex[City]:
        index = NameIndex[City](HOME)
        for home in self._directory.homes:
            index.add(home.city, home.city.name, id=home.city.id, also=home.city.names)
        return index


def _has(index: NameIndex[T], name: str) -> bool:
    try:
        return index.exact(name) is not None
    except AmbiguousNameError:
        return True


def _not_found(what: str, name: str, similar: Iterable[str]) -> NotFoundError:
    return NotFoundError(what, name, tuple(dict.fromkeys(similar))[:SUGGESTIONS])
