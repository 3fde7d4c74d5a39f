"""A directory of relationships: what is in it, found by name or by filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sistercities_cli.dates import first_day, last_day
from sistercities_cli.model import (
    City,
    Country,
    Evidence,
    Home,
    Party,
    Relationship,
    Source,
    Status,
)
from sistercities_cli.names import simplify

if TYPE_CHECKING:
    from sistercities_cli.lookup import Lookup

# The evidence of relationships, and the sources on the programmes of homes, both by id.
AllEvidence: TypeAlias = tuple[Mapping[str, Evidence], Mapping[str, tuple[Source, ...]]]


class Directory:
    """A directory of relationships with the parties, countries and homes in it."""

    def __init__(
        self,
        *,
        title: str,
        version: str,
        date: dt.date,
        issued: dt.date,
        licence: str | None = None,
        homes: tuple[Home, ...],
        countries: tuple[Country, ...],
        parties: Mapping[str, Party],
        relationships: tuple[Relationship, ...],
        read_evidence: Callable[[], AllEvidence],
    ) -> None:
        self.title = title
        self.version = version  # of the data
        self.date = date  # up to which the facts were gathered
        self.issued = issued  # the day of the first edition
        self.licence = licence  # what others may do with the data, where that is said
        self.homes = homes
        self.countries = countries
        self.parties = parties  # by id
        self.relationships = relationships  # each once, in the order of the file
        self._read_evidence = read_evidence

    def __repr__(self) -> str:
        return f"<Directory {self.title!r}, version {self.version}, of {self.date}>"

    def find(self, name: str) -> Party | Relationship:
        """Return the city, organisation or relationship that a name means.

        Case, accents and punctuation do not matter; ids, native and other names and
        unambiguous beginnings are names too. Raises :class:`NotFoundError` with
        suggestions, and its subclass :class:`AmbiguousNameError` with the candidates.

        >>> from sistercities_cli import load
        >>> load().find("kiev").name
        'Kyiv'
        """
        return self._names.find(name)

    def knows(self, name: str) -> bool:
        """Say whether a city, organisation or relationship has exactly this name."""
        return self._names.knows(name)

    def find_home(self, name: str) -> City:
        """Return the home that a name means; raises like :meth:`find`."""
        return self._names.find_home(name)

    def find_country(self, name: str) -> Country:
        """Return the country that a name or ISO 3166-1 code means; raises like :meth:`find`.

        Every country in the world is found, whether or not it has a relationship.
        """
        return self._names.find_country(name)

    def knows_country(self, name: str) -> bool:
        """Say whether a country of the directory has exactly this name or code."""
        return self._names.knows_country(name)

    def names_country(self, name: str) -> bool:
        """Say whether a country of the world has exactly this name or code."""
        return self._names.names_country(name)

    def find_kind(self, name: str) -> str:
        """Return the kind of relationship that a name means; raises like :meth:`find`."""
        return self._names.find_kind(name)

    def home(self, city: City) -> Home | None:
        """Return the home that a city is, None if it is not one."""
        return next((home for home in self.homes if home.city.id == city.id), None)

    def views(self, relationship: Relationship) -> tuple[Relationship, ...]:
        """Return a relationship as each of its homes lists it, its own home first."""
        partner = relationship.partner
        if isinstance(partner, City) and partner.id in self._home_ids:
            return (relationship, relationship.mirrored())
        return (relationship,)

    def select(
        self,
        *,
        of: Collection[City] = (),
        countries: Collection[Country] = (),
        kinds: Collection[str] = (),
        statuses: Collection[Status] = (),
        founded: tuple[dt.date | None, dt.date | None] = (None, None),
        under_each_home: bool = False,
    ) -> Iterator[Relationship]:
        """Yield the relationships that match all the filters, each once.

        A relationship of two homes is given as seen from the home, or with the partner's
        country, that was asked for; ``under_each_home``, from both where both fit.
        ``founded`` is a span of days, either end open; it takes those whose founding date
        lies wholly within it.
        """
        homes = {city.id for city in of}
        codes = {country.code for country in countries}
        for relationship in self.relationships:
            if kinds and relationship.kind not in kinds:
                continue
            if statuses and relationship.status not in statuses:
                continue
            if founded != (None, None) and not _within(relationship, *founded):
                continue
            for view in self.views(relationship):
                if homes and view.home.id not in homes:
                    continue
                if codes and view.partner.country.code not in codes:
                    continue
                yield view
                if not under_each_home:
                    break

    def of(self, thing: Party | Relationship) -> list[Relationship]:
        """Return the relationships of a party as seen from the other side, or just the one.

        For a home these are all that its directory lists; for a city that is not a party
        itself, those of the organisations in it.
        """
        if isinstance(thing, Relationship):
            return [thing]
        if thing.id in self._home_ids:
            return [view for view in self._all_views() if view.home.id == thing.id]
        own = [
            relationship
            for relationship in self.relationships
            if thing.id in (relationship.partner.id, relationship.home_party.id)
        ]
        return own or self.touching(thing)

    def touching(self, party: Party) -> list[Relationship]:
        """Return the relationships a city has a part in without being one of the parties."""
        return [
            relationship
            for relationship in self.relationships
            if party.id not in (relationship.partner.id, relationship.home_party.id)
            and relationship.home.id != party.id
            and party.id in {relationship.partner.seat.id, *(c.id for c in relationship.with_)}
        ]

    def in_countries(self) -> list[tuple[Country, list[Relationship]]]:
        """Return each country with the relationships in it, by the country's name.

        A relationship of two homes is in the country of either, seen from the other.
        """
        found: dict[str, list[Relationship]] = {}
        for view in self._all_views():
            found.setdefault(view.partner.country.code, []).append(view)
        own = [country for country in self.countries if country.code in found]
        own.sort(key=lambda country: simplify(country.name))
        return [(country, found[country.code]) for country in own]

    def evidence(self, relationship: Relationship) -> Evidence:
        """Return the highlights, conflicting claims and sources of a relationship."""
        relationships, _ = self._evidence
        return relationships.get(relationship.id, Evidence())

    def programme_sources(self, home: Home) -> tuple[Source, ...]:
        """Return the sources of what is said about a home's programme."""
        _, homes = self._evidence
        return homes.get(home.city.id, ())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of relationship there are, in alphabetical order."""
        return tuple(sorted({one.kind for one in self.relationships}))

    def _all_views(self) -> Iterator[Relationship]:
        for relationship in self.relationships:
            yield from self.views(relationship)

    @cached_property
    def _names(self) -> Lookup:
        from sistercities_cli.lookup import Lookup

        return Lookup(self)

    @cached_property
    def _home_ids(self) -> frozenset[str]:
        return frozenset(home.city.id for home in self.homes)

    @cached_property
    def _evidence(self) -> AllEvidence:
        return self._read_evidence()


def _within(relationship: Relationship, start: dt.date | None, end: dt.date | None) -> bool:
    founded = relationship.founded
    if founded is None:
        return False
    return (start is None or first_day(founded) >= start) and (
        end is None or last_day(founded) <= end
    )
