"""A directory of relationships: access by id or name, filters and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

from sistercities_cli import model
from sistercities_cli.choices import OneOrMore, find_each
from sistercities_cli.dates import (
    PartialDate,
    as_date,
    day_range,
    first_day,
    last_day,
    parse_date_range,
)
from sistercities_cli.errors import DateError
from sistercities_cli.lookup import RELATIONSHIP, Lookup, not_found
from sistercities_cli.model import City, Country, Home, Party, Relationship, Status
from sistercities_cli.names import simplify
from sistercities_cli.structs import Struct
from sistercities_cli.text import capitalize_first, plural, pluralize

MAX_NOTEBOOK_ROWS = 10
MAX_HOMES_IN_IDENTIFIER = 10  # it is part of the UID of every event


class AllEvidence(Struct):
    """The content of an evidence file."""

    relationships: Mapping[str, model.Evidence]  # by id
    sources: Mapping[str, tuple[model.Source, ...]]  # by the id of a home or organisation


class Directory(Lookup):
    """A collection of relationships, with their parties, countries and homes.

    Iterating yields each relationship once; ``directory[id]`` returns one by its id. Directories
    are equal if their content is, evidence included.
    """

    def __init__(
        self,
        *,
        id: str | None = None,
        title: str,
        version: str,
        date: dt.date,
        issued: dt.date,
        licence: str | None = None,
        site: model.SiteOptions = model.SiteOptions(),  # noqa: B008  # immutable
        homes: tuple[Home, ...],
        countries: tuple[Country, ...],
        parties: Mapping[str, Party],
        relationships: tuple[Relationship, ...],
        read_evidence: Callable[[], AllEvidence],
    ) -> None:
        self.id = id  # None if not stated
        self.title = title
        self.version = version
        self.date = date  # of the latest facts
        self.issued = issued  # of the first edition
        self.licence = licence  # of the data, None if not stated
        self.site = site
        self.homes = homes
        self.countries = countries
        self.parties = parties  # by id
        self.relationships = relationships  # each once, in the order of the file
        self._read_evidence = read_evidence

    def __repr__(self) -> str:
        return f"<Directory {self.title!r}, version {self.version}, of {self.date}>"

    def _repr_html_(self) -> str:
        from sistercities_cli.notebook import html_table

        rows = [
            (view.id, view.partner.name, view.partner.country.name, view.founded, view.status.value)
            for view in self.relationships[:MAX_NOTEBOOK_ROWS]
        ]
        header = ("id", "partner", "country", "founded", "status")
        caption = f"{self.title}, version {self.version} of {self.date}"
        return html_table(caption, rows, header, pluralize(len(self), "relationship"))

    def __len__(self) -> int:
        return len(self.relationships)

    def __iter__(self) -> Iterator[Relationship]:
        return iter(self.relationships)

    def __contains__(self, item: object) -> bool:
        """Check for a relationship, as seen from any of its homes, or for its id."""
        if isinstance(item, Relationship):
            own = self._by_id.get(item.id)
            return own is not None and item in self.views(own)
        return item in self._by_id

    def __getitem__(self, id: str) -> Relationship:
        """Return the relationship with an id; raises :class:`NotFoundError`, a ``KeyError``."""
        if id not in self._by_id:
            raise not_found(RELATIONSHIP, str(id), self._relationship_index.suggest)
        return self._by_id[id]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Directory):
            return NotImplemented
        # Evidence is read last, only if all else is equal.
        return self._content == other._content and self._evidence == other._evidence

    def __hash__(self) -> int:
        return hash((self.identifier, self.version, self.date))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self._content, self._evidence)

    @cached_property
    def identifier(self) -> str:
        """The identifier of the directory, or else the ids of its homes, or a digest of many."""
        ids = "-".join(home.city.id for home in self.homes)
        if self.id or len(self.homes) <= MAX_HOMES_IN_IDENTIFIER:
            return self.id or ids
        from hashlib import sha256

        return sha256(ids.encode()).hexdigest()[:20]

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

    def views(self, relationship: Relationship) -> tuple[Relationship, ...]:
        """Return a relationship as seen from each of its homes, starting with ``home``."""
        partner = relationship.partner
        is_between_homes = isinstance(partner, City) and self.home(partner) is not None
        return (relationship, relationship.mirrored()) if is_between_homes else (relationship,)

    def select(
        self,
        *,
        of: OneOrMore[Home | City | str] = None,
        countries: OneOrMore[Country | str] = None,
        continents: OneOrMore[str] = None,
        kinds: OneOrMore[str] = None,
        statuses: OneOrMore[Status | str] = None,
        founded: str | PartialDate | tuple[PartialDate | None, PartialDate | None] | None = None,
        under_each_home: bool = False,
    ) -> list[Relationship]:
        """Return the relationships that match all filters, each once.

        A filter takes one value or several; several may also be separated by commas. Names are
        looked up, and raise like :meth:`find`. A relationship between two homes is returned as
        the first view that matches, or as both with ``under_each_home``. The founding date must
        fall entirely within the range ``founded``, like ``"1990..1999"`` or ``"1990s"``, a date
        or a pair of dates, where None leaves an end open. Raises :class:`DateError` for any other
        text and for a range that ends before it starts.
        """
        home_ids = {city.id for city in self.find_homes(of)}
        codes = {country.code for country in find_each(countries, self._find_country)}
        continent_names = set(find_each(continents, self.find_continent))
        kind_names = set(find_each(kinds, self.find_kind))
        wanted = set(find_each(statuses, Status))
        span = _date_range(founded)

        def is_selected(view: Relationship) -> bool:
            country = view.partner.country
            return (
                (not home_ids or view.home.id in home_ids)
                and (not codes or country.code in codes)
                and (not continent_names or country.continent in continent_names)
            )

        selected: list[Relationship] = []
        for relationship in self.relationships:
            if (
                (not kind_names or relationship.kind in kind_names)
                and (not wanted or relationship.status in wanted)
                and (span == (None, None) or _founded_within(relationship, *span))
            ):
                views = filter(is_selected, self.views(relationship))
                selected += views if under_each_home else islice(views, 1)
        return selected

    def of(self, match: Party | Home | Relationship | str) -> list[Relationship]:
        """Return the relationships of a party, which may be given by name.

        For a home, these are the relationships listed under it; for any other party, its own, or
        else those it participates in. A relationship is returned as a list of one.
        """
        if isinstance(match, str):
            match = self.find(match)
        if isinstance(match, Relationship):
            return [match]
        party = match.city if isinstance(match, Home) else match
        if not isinstance(party, City | model.Organisation):
            raise TypeError(f"expected a party, a relationship or a name, not {party!r}")
        if isinstance(party, City) and self.home(party):
            return [view for view in self._all_views() if view.home.id == party.id]
        views = self.relationships
        matches = [view for view in views if party.id in (view.partner.id, view.home_party.id)]
        return matches or self.participations(party)

    def participations(self, party: Party) -> list[Relationship]:
        """Return the relationships in which a city participates without being a party."""
        return [
            view
            for view in self.relationships
            if party.id not in (view.partner.id, view.home_party.id, view.home.id)
            and party.id in {view.partner.seat.id, *(city.id for city in view.with_)}
        ]

    def by_country(
        self, of: OneOrMore[Home | City | str] = None
    ) -> list[tuple[Country, list[Relationship]]]:
        """Group relationships by the partner's country, sorted by country name.

        A relationship between two homes appears under the countries of both, once under each.
        """
        home_ids = {city.id for city in self.find_homes(of)}
        by_code: dict[str, dict[str, Relationship]] = {}
        for view in self._all_views():
            if not home_ids or view.home.id in home_ids:
                by_code.setdefault(view.partner.country.code, {}).setdefault(view.id, view)
        countries = sorted(self.countries, key=lambda country: simplify(country.name))
        return [(c, [*by_code[c.code].values()]) for c in countries if c.code in by_code]

    def evidence(self, relationship: Relationship) -> model.Evidence:
        """Return the highlights, conflicts and sources of a relationship."""
        return self._evidence.relationships.get(relationship.id, model.Evidence())

    def programme_sources(self, home: Home) -> tuple[model.Source, ...]:
        """Return the sources on the programme of a home."""
        return self._evidence.sources.get(home.city.id, ())

    def organisation_sources(self, organisation: model.Organisation) -> tuple[model.Source, ...]:
        """Return the sources on an organisation."""
        return self._evidence.sources.get(organisation.id, ())

    @property
    def _content(self) -> dict[str, Any]:
        """The arguments of the constructor, except for the evidence."""
        names = Directory.__init__.__annotations__.keys() - {"read_evidence", "return"}
        return {name: getattr(self, name) for name in names}

    @cached_property
    def _by_id(self) -> Mapping[str, Relationship]:
        return {relationship.id: relationship for relationship in self.relationships}

    def _all_views(self) -> Iterator[Relationship]:
        for relationship in self.relationships:
            yield from self.views(relationship)

    @cached_property
    def _evidence(self) -> AllEvidence:
        return self._read_evidence()


def _restore(content: Mapping[str, Any], evidence: AllEvidence) -> Directory:
    """Restore a directory from a pickle or a copy."""
    return Directory(**content, read_evidence=lambda: evidence)


def _date_range(founded: Any) -> tuple[dt.date | None, dt.date | None]:
    """Return the ends of a range of dates, which may be written as on the command line."""
    if isinstance(founded, str):
        return parse_date_range(founded)
    is_pair = isinstance(founded, (tuple, list)) and len(founded) == 2
    start, end = founded if is_pair else (founded, founded)
    first = None if start is None else first_day(as_date(start))
    last = None if end is None else last_day(as_date(end))
    if first and last and first > last:
        raise DateError(f"the range ends before it starts: {start}, {end}")
    return first, last


def _founded_within(relationship: Relationship, start: dt.date | None, end: dt.date | None) -> bool:
    if relationship.founded is None:
        return False
    first, last = day_range(relationship.founded)
    return (start is None or first >= start) and (end is None or last <= end)
