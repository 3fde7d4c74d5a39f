"""Build pages about cities, organisations and relationships, for any output format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities_cli import model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import City, Organisation, Relationship, Source
from sistercities_cli.pages.blocks import (
    Block,
    Clock,
    Fact,
    Facts,
    Heading,
    Hint,
    Line,
    Paragraph,
    Relationships,
    Sources,
    Strong,
    Title,
    bulleted_list,
    plain_line,
)
from sistercities_cli.pages.relationship import RelationshipSections
from sistercities_cli.pages.source_list import SourceList
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Home, Party


def build_page(
    directory: Directory,
    match: Party | Relationship,
    on: dt.date,
    now: dt.datetime | None,
    *,
    sources: bool,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
) -> Iterator[Block]:
    """Yield the blocks of the page about a match from :meth:`Directory.find`."""
    if isinstance(match, Relationship):
        party, home, views = match.partner, None, [match]
    else:
        party, views = match, directory.of(match)
        home = directory.home(match) if isinstance(match, City) else None
    details = views
    if home:  # list its relationships, except those also listed under another home
        details = [one for one in directory.relationships if one.partner.id == party.id]
    source_list = SourceList(_all_sources(directory, party, home, details), numbered=sources)
    page = _Page(directory, party, details, source_list)
    yield page.title(views, on, now)
    if isinstance(party, Organisation):
        yield from page.organisation(party)
    if home:
        yield from page.programme(home)
    sections = RelationshipSections(directory, party, source_list, on, leap_day)
    for view in details:
        yield from sections.describe(view)
    if home and views:
        yield Relationships(home.city, tuple(views), on, leap_day)
    if not isinstance(match, Relationship):
        yield from page.other_relationships({view.id for view in views})
    yield from page.sources()


def _all_sources(
    directory: Directory, party: Party, home: Home | None, details: Sequence[Relationship]
) -> Iterator[Source]:
    """Yield the sources of a page in the order of its content, organisations of others last."""
    parties = {party.id: party}
    for view in details:
        parties |= {one.id: one for one in (view.home_party, view.partner)}
    organisations = [one for one in parties.values() if isinstance(one, Organisation)]
    if home:
        yield from directory.programme_sources(home)
    if isinstance(party, Organisation):
        yield from directory.organisation_sources(organisations.pop(0))
    for view in details:
        yield from directory.evidence(view).sources
    for organisation in organisations:
        yield from directory.organisation_sources(organisation)


class _Page:
    """Builds the parts of a page about a party."""

    def __init__(
        self,
        directory: Directory,
        party: Party,
        details: Sequence[Relationship],
        sources: SourceList,
    ) -> None:
        self._directory, self._party, self._sources = directory, party, sources
        self._details = details  # relationships shown in full

    def title(self, views: Sequence[Relationship], on: dt.date, now: dt.datetime | None) -> Title:
        """Build the title, with distances from the homes of some relationships."""
        party, names = self._party, []
        sources = [
            source
            for view in self._details
            if view.partner.id == party.id
            for source in self._directory.evidence(view).sources
        ]
        if isinstance(party, City) and party.native:
            names.append(self._sources.cited_line(" · ".join(party.native), sources, "native"))
        if party.also:
            also = f"also {', '.join(party.also)}"
            names.append(self._sources.cited_line(also, sources, "also"))
        if isinstance(party, Organisation) and party.note:
            own = self._directory.organisation_sources(party)
            names.append(self._sources.cited_line(party.note, own, "note"))
        place = _place_lines(party.seat, views, now)
        return Title(model.format_place(party), tuple(names), tuple(place), on)

    def organisation(self, organisation: Organisation) -> Iterator[Block]:
        """Describe the organisation that the page is about."""
        sources = self._directory.organisation_sources(organisation)
        if organisation.description:
            description = organisation.description
            yield Paragraph(self._sources.cited_line(description, sources, "description"))
        if organisation.areas:
            areas = f" {', '.join(organisation.areas)}"
            yield Paragraph(
                Line((Strong("Areas:"), areas), self._sources.cite_for(sources, "areas"))
            )

    def programme(self, home: Home) -> Iterator[Block]:
        """Describe the programme of the home."""
        sources = self._directory.programme_sources(home)
        yield Heading(f"Programme of {home.city.name}", 2)
        name = Line((Strong(home.programme),), self._sources.cite_for(sources, "programme"))
        facts = [Fact("Name", (name,))]
        if home.parent:
            since = f", since {format_date(home.parent_since)}" if home.parent_since else ""
            text = f"{home.parent}{since}"
            line = self._sources.cited_line(text, sources, "parent", "parent_since")
            facts.append(Fact("Part of", (line,)))
        for label, key in (("Areas", "areas"), ("Works with", "works_with"), ("Goals", "goals")):
            if values := getattr(home, key):
                line = self._sources.cited_line(", ".join(values), sources, key)
                facts.append(Fact(label, (line,)))
        yield Facts(tuple(facts))
        yield from bulleted_list("About the programme", map(plain_line, home.facts))

    def other_relationships(self, shown: set[str]) -> Iterator[Block]:
        """List further relationships in which the party takes part."""
        others = [one for one in self._directory.participations(self._party) if one.id not in shown]
        lines = (
            f"{view.title or f'{view.home_party.name} and {view.partner.name}'} ({view.id})"
            for view in others
        )
        yield from bulleted_list(
            f"{self._party.name} also takes part in", map(plain_line, lines), level=2
        )

    def sources(self) -> Iterator[Block]:
        """Yield the sources, or a hint with their number."""
        sources = self._sources.sources
        if sources and self._sources.are_numbered:
            yield Heading("Sources", 2)
            yield Sources(sources)
        elif sources:
            hint = pluralize(len(sources), "source")
            conflicts = sum(len(self._directory.evidence(one).conflicts) for one in self._details)
            if conflicts:
                hint += f", and {pluralize(conflicts, 'fact')} on which they differ"
            yield Hint(f"{hint}: add --sources")


def _place_lines(
    seat: City, views: Sequence[Relationship], now: dt.datetime | None
) -> Iterator[Line]:
    """Yield coordinates, distances from the homes and the local time."""
    if seat.coordinates:
        yield plain_line(format_coordinates(seat.coordinates))
    homes = {view.home.id: view.home for view in views if view.home.id != seat.id}
    for home in homes.values():
        if (kilometres := model.distance_between(home, seat)) is not None:
            yield plain_line(f"{format_distance(kilometres)} from {home.name}")
    if local := model.local_time(seat, now):
        home = next(iter(homes.values()), seat)
        at_home = model.local_time(home, now)
        if at_home and home is not seat:
            day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
            difference = f"{format_time_difference(local, at_home)} {home.name}"
            yield Line((Clock(f"{local:%H:%M} on {day}, "), difference))
        else:
            yield Line((Clock(f"{local:%H:%M} local time ({seat.timezone})"),))


def format_time_difference(local: dt.datetime, home: dt.datetime) -> str:
    """Format the difference between a local time and that of the home."""
    ahead = (local.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    if not ahead:
        return "same time as in"
    hours, minutes = divmod(abs(ahead) // dt.timedelta(minutes=1), 60)
    amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{amount} {'ahead of' if ahead > dt.timedelta() else 'behind'}"
