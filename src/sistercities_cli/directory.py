"""A directory of relationships: look-up by name, filters and sorting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, assert_never

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.dates import PartialDate, first_day, last_day
from sistercities_cli.errors import NotFoundError
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
from sistercities_cli.names import MAX_SUGGESTIONS, NameIndex, simplify

# Evidence of relationships and sources on the programmes of homes, both by id.
AllEvidence: TypeAlias = tuple[Mapping[str, Evidence], Mapping[str, tuple[Source, ...]]]

# What a name stands for, in messages.
PARTY, RELATIONSHIP = "city or organisation", "relationship"
COUNTRY, HOME, KIND = "country", "home", "kind"


class SortKey(StrEnum):
    """A property to sort relationships by."""

    ID = "id"
    HOME = "home"
    PARTNER = "partner"
    COUNTRY = "country"
    KIND = "kind"
    STATUS = "status"
    FOUNDED = "founded"
    YEARS = "years"
    NEXT = "next"


class Directory:
    """A directory of relationships with their parties, countries and homes."""

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
        self.licence = licence  # of the data, None where not stated
        self.homes = homes
        self.countries = countries
        self.parties = parties  # by id
        self.relationships = relationships  # each once, in the order of the file
        self._read_evidence = read_evidence

    def __repr__(self) -> str:
        return f"<Directory {self.title!r}, version {self.version}, of {self.date}>"

    def find(self, name: str) -> Party | Relationship:
        """Find a city, organisation or relationship by name.

        Case, accents and punctuation do not matter; ids, native and other names and
        unambiguous prefixes are names too. Raises :class:`NotFoundError` with
        suggestions, and its subclass :class:`AmbiguousNameError` with the candidates.

        >>> from sistercities_cli import load
        >>> load().find("kiev").name
        'Kyiv'
        """
        parties, relationships = self._party_index, self._relationship_index
        # Ids of relationships begin with the names of cities, so parties come first.
        found = (
            parties.find_exact(name)
            or relationships.find_exact(name)
            or parties.find_by_prefix(name)
            or relationships.find_by_prefix(name)
        )
        if found is None:
            suggestions = (*parties.suggest(name), *relationships.suggest(name))
            raise NotFoundError(PARTY, name, _distinct(suggestions))
        return found

    def knows(self, name: str) -> bool:
        """Check whether a city, organisation or relationship has exactly this name."""
        return self._party_index.has(name) or self._relationship_index.has(name)

    def find_home(self, name: str) -> City:
        """Find a home by name; raises like :meth:`find`."""
        return self._home_index.find(name)

    def find_country(self, name: str) -> Country:
        """Find a country by name or ISO 3166-1 code; raises like :meth:`find`.

        Every country in the world is found, with or without relationships.
        """
        own = self._country_index
        country = own.find_exact(name)
        if country is None:
            from sistercities_cli import countries

            world = countries.name_index()
            country = (
                countries.find_country(name)
                or own.find_by_prefix(name)
                or world.find_by_prefix(name)
            )
            if country is None:
                suggestions = (*own.suggest(name), *world.suggest(name))
                raise NotFoundError(COUNTRY, name, _distinct(suggestions))
        code = country.code
        return next((one for one in self.countries if one.code == code), country)

    def knows_country(self, name: str) -> bool:
        """Check whether a country of the directory has exactly this name or code."""
        return self._country_index.has(name)

    def names_country(self, name: str) -> bool:
        """Check whether any country in the world has exactly this name or code."""
        if self.knows_country(name):
            return True
        from sistercities_cli import countries

        return countries.find_country(name) is not None

    def find_kind(self, name: str) -> str:
        """Find a kind of relationship by name; raises like :meth:`find`."""
        index = NameIndex[str](KIND)
        for kind in self.kinds:
            index.add(kind, kind)
        return index.find(name)

    def home(self, city: City) -> Home | None:
        """Return the home record of a city, None for a city that is no home."""
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
        """Yield the relationships that match all filters, each once.

        A relationship between two homes is seen from the home in ``of``, or from the side
        whose partner is in ``countries``; with ``under_each_home``, from both if both match.
        ``founded`` is a range of days, either end open; the founding date must lie entirely
        within it.
        """
        home_ids = {city.id for city in of}
        codes = {country.code for country in countries}
        for relationship in self.relationships:
            if kinds and relationship.kind not in kinds:
                continue
            if statuses and relationship.status not in statuses:
                continue
            if founded != (None, None) and not _founded_within(relationship, *founded):
                continue
            for view in self.views(relationship):
                if home_ids and view.home.id not in home_ids:
                    continue
                if codes and view.partner.country.code not in codes:
                    continue
                yield view
                if not under_each_home:
                    break

    def of(self, thing: Party | Relationship) -> list[Relationship]:
        """Return the relationships of a party, seen from the other side.

        A relationship is returned as it is. For a home this is its whole list; for a city
        that is no party itself, the relationships of its organisations.
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
        """Return the relationships in which a city takes part without being a party."""
        return [
            relationship
            for relationship in self.relationships
            if party.id not in (relationship.partner.id, relationship.home_party.id)
            and relationship.home.id != party.id
            and party.id in {relationship.partner.seat.id, *(c.id for c in relationship.with_)}
        ]

    def in_countries(self) -> list[tuple[Country, list[Relationship]]]:
        """Group the relationships by the country of the partner, sorted by its name.

        A relationship between two homes is listed in both countries, each seen from the
        other.
        """
        found: dict[str, list[Relationship]] = {}
        for view in self._all_views():
            found.setdefault(view.partner.country.code, []).append(view)
        own = [country for country in self.countries if country.code in found]
        own.sort(key=lambda country: simplify(country.name))
        return [(country, found[country.code]) for country in own]

    def evidence(self, relationship: Relationship) -> Evidence:
        """Return the highlights, conflicts and sources of a relationship."""
        relationships, _ = self._evidence
        return relationships.get(relationship.id, Evidence())

    def programme_sources(self, home: Home) -> tuple[Source, ...]:
        """Return the sources on the programme of a home."""
        _, homes = self._evidence
        return homes.get(home.city.id, ())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of relationship in this directory, sorted alphabetically."""
        return tuple(sorted({one.kind for one in self.relationships}))

    def _all_views(self) -> Iterator[Relationship]:
        for relationship in self.relationships:
            yield from self.views(relationship)

    @cached_property
    def _party_index(self) -> NameIndex[Party]:
        index = NameIndex[Party](PARTY)
        for party in self.parties.values():
            index.add(party, party.name, id=party.id, also=party.names)
        return index

    @cached_property
    def _relationship_index(self) -> NameIndex[Relationship]:
        index = NameIndex[Relationship](RELATIONSHIP)
        for one in self.relationships:
            title = (one.title,) if one.title else ()
            index.add(one, one.id, also=(*title, *one.also))
        return index

    @cached_property
    def _country_index(self) -> NameIndex[Country]:
        index = NameIndex[Country](COUNTRY)
        for country in self.countries:
            index.add(country, country.name, also=country.names)
        return index

    @cached_property
    def _home_index(self) -> NameIndex[City]:
        index = NameIndex[City](HOME)
        for home in self.homes:
            index.add(home.city, home.city.name, id=home.city.id, also=home.city.names)
        return index

    @cached_property
    def _home_ids(self) -> frozenset[str]:
        return frozenset(home.city.id for home in self.homes)

    @cached_property
    def _evidence(self) -> AllEvidence:
        return self._read_evidence()


def sort_relationships(
    relationships: Iterable[Relationship],
    key: SortKey,
    on: dt.date,
    *,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    reverse: bool = False,
) -> list[Relationship]:
    """Sort relationships by a key; those without a value for it come last either way."""

    def value(one: Relationship) -> tuple[str | dt.date | int, ...] | None:
        match key:
            case SortKey.ID:
                return (one.id,)
            case SortKey.HOME:
                return (simplify(one.home.name), simplify(one.partner.name))
            case SortKey.PARTNER:
                return (simplify(one.partner.name),)
            case SortKey.COUNTRY:
                return (simplify(one.partner.country.name), simplify(one.partner.name))
            case SortKey.KIND:
                return (one.kind, simplify(one.partner.name))
            case SortKey.STATUS:
                return (list(Status).index(one.status), simplify(one.partner.name))
            case SortKey.FOUNDED:
                return _day_range(one.founded)
            case SortKey.YEARS:
                age = one.anniversary(on, leap_day=leap_day)
                return None if age.years is None else (age.years, age.years_max or 0)
            case SortKey.NEXT:
                coming = one.anniversary(on, leap_day=leap_day).next
                return _day_range(coming.date if coming else None)
            case _:
                assert_never(key)

    valued = [(value(one), one) for one in relationships]
    known = [(worth, one) for worth, one in valued if worth is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return [one for _, one in known] + [one for worth, one in valued if worth is None]


def _day_range(date: PartialDate | None) -> tuple[dt.date, dt.date] | None:
    return None if date is None else (first_day(date), last_day(date))


def _founded_within(relationship: Relationship, start: dt.date | None, end: dt.date | None) -> bool:
    founded = relationship.founded
    if founded is None:
        return False
    return (start is None or first_day(founded) >= start) and (
        end is None or last_day(founded) <= end
    )


def _distinct(suggestions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(suggestions))[:MAX_SUGGESTIONS]
