"""A directory of relationships: look-up by name, filters and sorting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, TypeVar, assert_never

from sistercities_cli import model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay
from sistercities_cli.dates import day_range
from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.model import City, Country, Home, Party, Relationship, Status
from sistercities_cli.names import MAX_SUGGESTIONS, NameIndex, simplify
from sistercities_cli.text import capitalize_first, plural

# Evidence by relationship id, and sources by home and organisation id.
AllEvidence: TypeAlias = tuple[Mapping[str, model.Evidence], Mapping[str, tuple[model.Source, ...]]]
Named = TypeVar("Named", bound=Party | Country)

# Nouns in messages.
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
    DISTANCE = "distance"


class Directory:
    """A directory of relationships with their parties, countries and homes."""

    def __init__(
        self,
        *,
        id: str | None = None,
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
        self.id = id  # None if not stated
        self.title, self.version = title, version
        self.date, self.issued = date, issued  # of the latest facts, and of the first edition
        self.licence = licence  # of the data, None if not stated
        self.homes, self.countries = homes, countries
        self.parties = parties  # by id
        self.relationships = relationships  # each once, in the order of the file
        self._read_evidence = read_evidence
        self._homes_by_id = {home.city.id: home for home in homes}

    def __repr__(self) -> str:
        return f"<Directory {self.title!r}, version {self.version}, of {self.date}>"

    @property
    def identifier(self) -> str:
        """The id of the directory, or else the joined ids of its homes."""
        return self.id or "-".join(home.city.id for home in self.homes)

    def title_of(self, relationships: Iterable[Relationship]) -> str:
        """Return a title for a selection, such as that of its only home."""
        views = list(relationships)
        cities = model.distinct_homes(views)
        if len(cities) != 1 or len(self.homes) == 1:
            return self.title
        kinds = {view.kind for view in views}
        kind = plural(kinds.pop()) if len(kinds) == 1 else "partnerships"
        home = self.home(cities[0])
        return (home and home.title) or f"{capitalize_first(kind)} of {cities[0].name}"

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
            raise _not_found(PARTY, name, parties.suggest, relationships.suggest)
        return match

    def _find_exact(self, name: str) -> Party | Relationship | None:
        match = self._party_index.find_exact(name) or self._relationship_index.find_exact(name)
        place, comma, country = name.rpartition(",")
        if match is None and comma:
            # As in output: with a country, or with a region instead.
            code, region = self._country_code(country), simplify(country)
            near = [
                party
                for party in self.parties.values()
                if code == party.country.code or region == simplify(party.seat.region or "")
            ]
            match = _index(PARTY, near).find_exact(place)
        return match

    def _country_code(self, name: str) -> str | None:
        try:
            return self.find_country(name).code
        except NotFoundError:
            return None

    def knows(self, name: str) -> bool:
        """Check whether a city, organisation or relationship has exactly this name."""
        try:
            return self._find_exact(name) is not None
        except AmbiguousNameError:
            return True

    def find_home(self, name: str) -> City:
        """Find a home by name; raises like :meth:`find`."""
        return self._home_index.find(name)

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
                raise _not_found(COUNTRY, name, index.suggest, countries.suggest)
        return next((known for known in self.countries if known.code == country.code), country)

    def knows_country(self, name: str) -> bool:
        """Check whether a country of the directory has exactly this name or code."""
        return self._country_index.has(name)

    def names_country(self, name: str) -> bool:
        """Check whether any country in the world has exactly this name or code."""
        from sistercities_cli import countries

        return self.knows_country(name) or countries.has(name)

    def find_kind(self, name: str) -> str:
        """Find a kind of relationship by name; raises like :meth:`find`."""
        return self._kind_index.find(name)

    def home(self, city: City) -> Home | None:
        """Return the home for a city, or None if the city is not a home."""
        return self._homes_by_id.get(city.id)

    def views(self, relationship: Relationship) -> tuple[Relationship, ...]:
        """Return a relationship as seen from each of its homes, starting with ``home``."""
        partner = relationship.partner
        is_between_homes = isinstance(partner, City) and partner.id in self._homes_by_id
        return (relationship, relationship.mirrored()) if is_between_homes else (relationship,)

    def select(
        self,
        *,
        of: Collection[City] = (),
        countries: Collection[Country] = (),
        continents: Collection[str] = (),
        kinds: Collection[str] = (),
        statuses: Collection[Status] = (),
        founded: tuple[dt.date | None, dt.date | None] = (None, None),
        under_each_home: bool = False,
    ) -> Iterator[Relationship]:
        """Yield each relationship that matches all filters once.

        For a relationship between two homes, yield the first matching view, or both with
        ``under_each_home``. The founding date must fall entirely within the range ``founded``,
        where None leaves an end open. Continents are values of ``Country.continent``.
        """
        home_ids, codes = {city.id for city in of}, {country.code for country in countries}
        for relationship in self.relationships:
            if (
                (kinds and relationship.kind not in kinds)
                or (statuses and relationship.status not in statuses)
                or (founded != (None, None) and not _founded_within(relationship, *founded))
            ):
                continue
            for view in self.views(relationship):
                country = view.partner.country
                if (
                    (not home_ids or view.home.id in home_ids)
                    and (not codes or country.code in codes)
                    and (not continents or country.continent in continents)
                ):
                    yield view
                    if not under_each_home:
                        break

    def of(self, match: Party | Relationship) -> list[Relationship]:
        """Return the relationships for a match from :meth:`find`.

        For a home, these are the relationships listed under it; for any other party, its own, or
        else those it takes part in without being a party. A relationship stands for itself.
        """
        if isinstance(match, Relationship):
            return [match]
        if match.id in self._homes_by_id:
            return [view for view in self._all_views() if view.home.id == match.id]
        views = self.relationships
        matches = [view for view in views if match.id in (view.partner.id, view.home_party.id)]
        return matches or self.touching(match)

    def touching(self, party: Party) -> list[Relationship]:
        """Return the relationships in which a city participates without being a party."""
        return [
            view
            for view in self.relationships
            if party.id not in (view.partner.id, view.home_party.id, view.home.id)
            and party.id in {view.partner.seat.id, *(city.id for city in view.with_)}
        ]

    def in_countries(self, of: Collection[City] = ()) -> list[tuple[Country, list[Relationship]]]:
        """Group relationships by the partner's country, sorted by country name.

        A relationship between two homes appears under the countries of both, once under each.
        """
        home_ids = {city.id for city in of}
        by_code: dict[str, dict[str, Relationship]] = {}
        for view in self._all_views():
            if not home_ids or view.home.id in home_ids:
                by_code.setdefault(view.partner.country.code, {}).setdefault(view.id, view)
        countries = sorted(self.countries, key=lambda country: simplify(country.name))
        return [(c, [*by_code[c.code].values()]) for c in countries if c.code in by_code]

    def evidence(self, relationship: Relationship) -> model.Evidence:
        """Return the highlights, conflicts and sources of a relationship."""
        return self._evidence[0].get(relationship.id, model.Evidence())

    def programme_sources(self, home: Home) -> tuple[model.Source, ...]:
        """Return the sources on the programme of a home."""
        return self._evidence[1].get(home.city.id, ())

    def organisation_sources(self, organisation: model.Organisation) -> tuple[model.Source, ...]:
        """Return the sources on an organisation."""
        return self._evidence[1].get(organisation.id, ())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of relationships in this directory, sorted by name."""
        return tuple(sorted({relationship.kind for relationship in self.relationships}))

    def _all_views(self) -> Iterator[Relationship]:
        for relationship in self.relationships:
            yield from self.views(relationship)

    @cached_property
    def _party_index(self) -> NameIndex[Party]:
        return _index(PARTY, self.parties.values())

    @cached_property
    def _relationship_index(self) -> NameIndex[Relationship]:
        index = NameIndex[Relationship](RELATIONSHIP)
        for relationship in self.relationships:
            title = (relationship.title,) if relationship.title else ()
            index.add(relationship, relationship.id, also=(*title, *relationship.also))
        return index

    @cached_property
    def _country_index(self) -> NameIndex[Country]:
        return _index(COUNTRY, self.countries)

    @cached_property
    def _home_index(self) -> NameIndex[City]:
        return _index(HOME, [home.city for home in self.homes])

    @cached_property
    def _kind_index(self) -> NameIndex[str]:
        index = NameIndex[str](KIND)
        for kind in self.kinds:
            index.add(kind, kind)
        return index

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
    """Sort relationships by a key; those without a value always come last."""
    pairs = [(_sort_value(view, key, on, leap_day), view) for view in relationships]
    known = [(value, view) for value, view in pairs if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return [view for _, view in known] + [view for value, view in pairs if value is None]


def _sort_value(
    relationship: Relationship, key: SortKey, on: dt.date, leap_day: LeapDay
) -> tuple[str | dt.date | float, ...] | None:
    partner = simplify(relationship.partner.name)
    match key:
        case SortKey.ID:
            return (relationship.id,)
        case SortKey.HOME:
            return (simplify(relationship.home.name), partner)
        case SortKey.PARTNER:
            return (partner,)
        case SortKey.COUNTRY:
            return (simplify(relationship.partner.country.name), partner)
        case SortKey.KIND:
            return (relationship.kind, partner)
        case SortKey.STATUS:
            return (list(Status).index(relationship.status), partner)
        case SortKey.FOUNDED:
            return day_range(relationship.founded) if relationship.founded else None
        case SortKey.YEARS | SortKey.NEXT:
            return _age_sort_value(relationship.anniversary(on, leap_day=leap_day), key)
        case SortKey.DISTANCE:
            distance = model.distance_between(relationship.home, relationship.partner)
            return None if distance is None else (distance, partner)
        case _:
            assert_never(key)


def _age_sort_value(age: Anniversary, key: SortKey) -> tuple[dt.date | int, ...] | None:
    if key is SortKey.YEARS:
        return None if age.years is None else (age.years, age.years_max or 0)
    # An imprecise date is sorted by its last possible day.
    return day_range(age.next.date)[::-1] if age.next else None


def _index(what: str, things: Iterable[Named]) -> NameIndex[Named]:
    index = NameIndex[Named](what)
    for thing in things:
        also = [*thing.names, *_bracketed_names(thing.name, *thing.names)]
        index.add(thing, thing.name, id=getattr(thing, "id", None), also=also)
    return index


def _bracketed_names(*names: str) -> Iterator[str]:
    """Yield the names before and inside brackets."""
    for name in names:
        if name.endswith(")"):
            before, _, within = name[:-1].rpartition("(")
            yield from filter(None, (before.strip(), within.strip()))


def _founded_within(relationship: Relationship, start: dt.date | None, end: dt.date | None) -> bool:
    if relationship.founded is None:
        return False
    first, last = day_range(relationship.founded)
    return (start is None or first >= start) and (end is None or last <= end)


def _not_found(what: str, name: str, *sources: Callable[[str], tuple[str, ...]]) -> NotFoundError:
    suggestions = dict.fromkeys(text for suggest in sources for text in suggest(name))
    return NotFoundError(what, name, tuple(suggestions)[:MAX_SUGGESTIONS])
