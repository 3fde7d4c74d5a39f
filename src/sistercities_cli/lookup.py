"""Look up parties, relationships, homes, countries, continents and kinds by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from sistercities_cli.choices import OneOrMore, find_each
from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.geography import CONTINENTS
from sistercities_cli.model import City, Country, Home, Party, Relationship
from sistercities_cli.names import NameIndex, index_items, index_texts, simplify

# Nouns in messages.
PARTY, RELATIONSHIP = "city or organisation", "relationship"
COUNTRY, CONTINENT, HOME, KIND = "country", "continent", "home", "kind"


class Lookup:
    """The methods of a directory that look up its contents by name."""

    homes: tuple[Home, ...]
    countries: tuple[Country, ...]
    parties: Mapping[str, Party]  # by id
    relationships: tuple[Relationship, ...]

    def find(self, name: str) -> Party | Relationship:
        """Find a city, organisation or relationship by name.

        Case, accents and punctuation are ignored; ids, native and other names, unambiguous
        prefixes and names with their country, like "Osaka, Japan", are accepted. Raises
        :class:`NotFoundError` with suggestions, or its subclass :class:`AmbiguousNameError` with
        the candidates.
        """
        parties, relationships = self._party_index, self._relationship_index
        # Parties come first, because ids of relationships begin with the names of cities.
        match = (
            self._find_exact(name)
            or parties.find_by_prefix(name)
            or relationships.find_by_prefix(name)
        )
        if match is None:
            raise not_found(PARTY, name, parties.suggest, relationships.suggest)
        return match

    def _find_exact(self, name: str) -> Party | Relationship | None:
        match = self._party_index.find_exact(name) or self._relationship_index.find_exact(name)
        place, _, country = name.rpartition("," if "," in name else " ")
        if match is None and self._party_index.has(place):
            # Names in the output may be followed by their country or region.
            code, region = self._country_code(country), simplify(country)
            near = [
                party
                for party in self.parties.values()
                if code == party.country.code or region == simplify(party.seat.region or "")
            ]
            match = index_items(PARTY, near).find_exact(place)
        return match

    def _country_code(self, name: str) -> str | None:
        try:
            return self.find_country(name).code
        except NotFoundError:
            return None

    def has(self, name: str) -> bool:
        """Check whether a city, organisation or relationship has exactly this name."""
        try:
            return self._find_exact(name) is not None
        except AmbiguousNameError:
            return True

    def find_home(self, name: str) -> City:
        """Find a home by name; raises like :meth:`find`."""
        return self._home_index.find(name)

    def find_homes(self, homes: OneOrMore[Home | City | str]) -> list[City]:
        """Find one home or several by name; homes and their cities are accepted, too."""
        return find_each(homes, self._home_city)

    def _home_city(self, home: Home | City | str) -> City:
        city = home.city if isinstance(home, Home) else home
        if isinstance(city, City):
            if self.home(city) is None:
                raise NotFoundError(HOME, city.name)
            return city
        return self.find_home(city)

    def find_country(self, name: str) -> Country:
        """Find a country by name or ISO 3166-1 code; raises like :meth:`find`.

        Countries without relationships are found, too.
        """
        index = self._country_index
        country = index.find_exact(name)
        if country is None:
            from sistercities_cli import countries

            country = countries.find_exact(name) or index.find_by_prefix(name)
            country = country or countries.find_by_prefix(name)
            if country is None:
                raise not_found(COUNTRY, name, index.suggest, countries.suggest)
        return next((known for known in self.countries if known.code == country.code), country)

    def has_country(self, name: str) -> bool:
        """Check whether a country of the directory has exactly this name or code."""
        return self._country_index.has(name)

    def find_continent(self, name: str) -> str:
        """Find a continent by name; raises like :meth:`find`."""
        return index_texts(CONTINENT, CONTINENTS).find(name)

    def find_kind(self, name: str) -> str:
        """Find a kind of relationship by name; raises like :meth:`find`."""
        return index_texts(KIND, self.kinds).find(name)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of relationships in this directory, sorted by name."""
        return tuple(sorted({relationship.kind for relationship in self.relationships}))

    def home(self, city: City) -> Home | None:
        """Return the home for a city, or None if the city is not a home."""
        return self._homes_by_id.get(city.id)

    def _find_country(self, country: Country | str) -> Country:
        return country if isinstance(country, Country) else self.find_country(country)

    @cached_property
    def _party_index(self) -> NameIndex[Party]:
        return index_items(PARTY, self.parties.values())

    @cached_property
    def _relationship_index(self) -> NameIndex[Relationship]:
        index = NameIndex[Relationship](RELATIONSHIP)
        for relationship in self.relationships:
            title = (relationship.title,) if relationship.title else ()
            index.add(relationship, relationship.id, also=(*title, *relationship.also))
        return index

    @cached_property
    def _country_index(self) -> NameIndex[Country]:
        return index_items(COUNTRY, self.countries)

    @cached_property
    def _home_index(self) -> NameIndex[City]:
        return index_items(HOME, [home.city for home in self.homes])

    @cached_property
    def _homes_by_id(self) -> Mapping[str, Home]:
        return {home.city.id: home for home in self.homes}


def not_found(noun: str, name: str, *sources: Callable[[str], tuple[str, ...]]) -> NotFoundError:
    """Return an error with the suggestions of the first source that has any."""
    suggestions = next((found for suggest in sources if (found := suggest(name))), ())
    return NotFoundError(noun, name, suggestions)
