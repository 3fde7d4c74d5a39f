"""The content of the pages about cities, organisations and relationships, for any medium."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities_cli import anniversaries, model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.bibliography import merge_sources
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import (
    City,
    Event,
    Organisation,
    Relationship,
    Source,
    format_confidence,
)
from sistercities_cli.pages.blocks import (
    Block,
    Bullet,
    Bullets,
    Clock,
    Fact,
    Facts,
    Heading,
    Hint,
    History,
    Line,
    Link,
    Paragraph,
    Relationships,
    Sources,
    Strong,
    Title,
    bulleted_list,
    make_fact,
    plain_line,
)
from sistercities_cli.text import capitalize_first, pluralize

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Conflict, Evidence, Home, Party


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
    if home:  # its relationships are a list, except for those listed under another home as well
        details = [one for one in directory.relationships if one.partner.id == party.id]
    page = _Page(directory, party, home, details, on, leap_day, with_sources=sources)
    yield page.title(views, now)
    if isinstance(party, Organisation):
        yield from page.organisation(party)
    if home:
        yield from page.programme(home)
    for view in details:
        yield from page.relationship(view)
    if home and views:
        yield Relationships(home.city, tuple(views), on, leap_day)
    if not isinstance(match, Relationship):
        yield from page.other_relationships({view.id for view in views})
    yield from page.sources()


class _Page:
    """Builds the parts of a page about a party."""

    def __init__(
        self,
        directory: Directory,
        party: Party,
        home: Home | None,
        details: Sequence[Relationship],
        on: dt.date,
        leap_day: LeapDay,
        *,
        with_sources: bool,
    ) -> None:
        self._directory, self._party, self._on, self._leap_day = directory, party, on, leap_day
        self._with_sources = with_sources
        self._details = details  # relationships shown with all their facts
        by_url: dict[str, list[Source]] = {}
        for source in self._all_sources(home):
            by_url.setdefault(source.url, []).append(source)
        self._sources = tuple(map(merge_sources, by_url.values()))
        self._numbers = {url: n for n, url in enumerate(by_url, 1)} if with_sources else {}

    def _all_sources(self, home: Home | None) -> Iterator[Source]:
        directory, parties = self._directory, {self._party.id: self._party}
        for view in self._details:
            parties |= {party.id: party for party in (view.home_party, view.partner)}
        organisations = [party for party in parties.values() if isinstance(party, Organisation)]
        if home:
            yield from directory.programme_sources(home)
        if isinstance(self._party, Organisation):
            yield from directory.organisation_sources(organisations.pop(0))
        for view in self._details:
            yield from directory.evidence(view).sources
        for organisation in organisations:
            yield from directory.organisation_sources(organisation)

    def _cite(self, urls: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self._numbers[url] for url in urls if url in self._numbers}))

    def _cite_for(self, sources: Iterable[Source], *keys: str) -> tuple[int, ...]:
        """Return the numbers of the sources that support any of some facts."""
        return self._cite(one.url for one in sources if not {*keys}.isdisjoint(one.supports))

    def title(self, views: Sequence[Relationship], now: dt.datetime | None) -> Title:
        """Build the title, with distances from the homes of some relationships."""
        party, names = self._party, []
        sources = [
            source
            for view in self._details
            if view.partner.id == party.id
            for source in self._directory.evidence(view).sources
        ]
        if isinstance(party, City) and party.native:
            native = " · ".join(party.native)
            names.append(Line((native,), self._cite_for(sources, "native")))
        if party.also:
            also = f"also {', '.join(party.also)}"
            names.append(Line((also,), self._cite_for(sources, "also")))
        if isinstance(party, Organisation) and party.note:
            cited = self._cite_for(self._directory.organisation_sources(party), "note")
            names.append(Line((party.note,), cited))
        place = _place_lines(party.seat, views, now)
        return Title(model.format_place(party), tuple(names), tuple(place), self._on)

    def organisation(self, organisation: Organisation) -> Iterator[Block]:
        """Describe the organisation that the page is about."""
        sources = self._directory.organisation_sources(organisation)
        if organisation.description:
            cited = self._cite_for(sources, "description")
            yield Paragraph(Line((organisation.description,), cited))
        if organisation.areas:
            areas = f" {', '.join(organisation.areas)}"
            yield Paragraph(Line((Strong("Areas:"), areas), self._cite_for(sources, "areas")))

    def programme(self, home: Home) -> Iterator[Block]:
        """Describe the programme of the home."""
        sources = self._directory.programme_sources(home)
        yield Heading(f"Programme of {home.city.name}", 2)
        name = Line((Strong(home.programme),), self._cite_for(sources, "programme"))
        facts = [Fact("Name", (name,))]
        if home.parent:
            since = f", since {format_date(home.parent_since)}" if home.parent_since else ""
            cited = self._cite_for(sources, "parent", "parent_since")
            facts.append(Fact("Part of", (Line((f"{home.parent}{since}",), cited),)))
        lists = (
            ("Areas", "areas", home.areas),
            ("Works with", "works_with", home.works_with),
            ("Goals", "goals", home.goals),
        )
        for label, key, values in lists:
            if values:
                cited = self._cite_for(sources, key)
                facts.append(make_fact(label, ", ".join(values), citations=cited))
        yield Facts(tuple(facts))
        yield from bulleted_list("About the programme", map(plain_line, home.facts))

    def relationship(self, view: Relationship) -> Iterator[Block]:
        """Describe a relationship and the organisations in it."""
        evidence = self._directory.evidence(view)
        names = f"{view.home_party.name} and {view.partner.name}"
        yield Heading(f"{capitalize_first(view.kind)}: {names}", 2)
        yield Facts(tuple(self._facts(view, evidence)))
        if view.events:
            yield Heading("History", 3)
            yield History(tuple((one, self._cite_event(one, evidence)) for one in view.events))
        positions = evidence.highlight_sources or [()] * len(evidence.highlights)
        yield from bulleted_list(
            "Highlights",
            (
                Line((text,), self._cite(evidence.sources[n - 1].url for n in numbers))
                for text, numbers in zip(evidence.highlights, positions, strict=True)
            ),
        )
        yield from bulleted_list("Notes", map(plain_line, view.notes))
        if self._with_sources and evidence.conflicts:
            yield Heading("Where sources differ", 3)
            yield Bullets(tuple(map(self._conflict, evidence.conflicts)))

    def _cite_event(self, event: Event, evidence: Evidence) -> tuple[int, ...]:
        return self._cite(evidence.sources[n - 1].url for n in evidence.event_sources(event))

    def _between(self, view: Relationship) -> Iterator[Fact]:
        """Yield both parties, if there is more to them than their names.

        Organisations are described, unless the page is about them.
        """
        home = self._side("", view.home_party, view.home_units)
        partner = self._side("and ", view.partner, view.partner_units)
        described = [
            f"{party.name}: {text}"
            for party in (view.home_party, view.partner)
            if isinstance(party, Organisation) and party.id != self._party.id
            if (text := " ".join(filter(None, (party.note, party.description))))
        ]
        if view.home_units or view.partner_units or described:
            yield Fact("Between", (home, partner), " ".join(described) or None)

    def _side(self, prefix: str, party: Party, units: Sequence[str]) -> Line:
        """Format a party and its units, citing the sources of its description."""
        text = f"{prefix}{party.name}" + (f" ({', '.join(units)})" if units else "")
        if isinstance(party, Organisation) and party.id != self._party.id:
            sources = self._directory.organisation_sources(party)
            return Line((text,), self._cite_for(sources, "note", "description"))
        return Line((text,))

    def _conflict(self, conflict: Conflict) -> Bullet:
        fact = capitalize_first(conflict.field.replace("_", " "))
        about = f" ({conflict.about})" if conflict.about else ""
        claims = [
            Line((claim.value,), self._cite([claim.url]))
            if claim.url in self._numbers
            else Line((f"{claim.value}: ", Link(claim.url)))
            for claim in conflict.claims
        ]
        line = Line((Strong(f"{fact}{about}:"), f" {conflict.trusted}. {conflict.why}"))
        return Bullet(line, tuple(claims))

    def _facts(self, view: Relationship, evidence: Evidence) -> Iterator[Fact]:
        def cited(*keys: str) -> tuple[int, ...]:
            return self._cite_for(evidence.sources, *keys)

        if view.title:
            yield make_fact("Name", view.title)
        if view.also:
            yield make_fact("Also", ", ".join(view.also))
        yield from self._between(view)
        if view.with_:
            yield make_fact("With", ", ".join(city.name for city in view.with_))
        terms = ((view.home_party.name, view.home_term), (view.partner.name, view.partner_term))
        if lines := [f"{name}: {term}" for name, term in terms if term]:
            yield make_fact("Terms", *lines)
        if view.kind_confidence or cited("kind", "partner"):
            kind = f"{view.kind}{format_confidence(view.kind_confidence)}"
            yield make_fact("Kind", kind, citations=cited("kind", "partner"))
        yield from self._age_facts(view, cited("founded"))
        signatories = tuple(map(str, view.signatories)) or ("not known",)
        note, citations = view.signatories_note, cited("signatories")
        yield make_fact("Signed by", *signatories, note=note, citations=citations)
        since = f" since {format_date(view.status_since)}" if view.status_since else ""
        as_of = f", as of {format_date(view.status_as_of)}" if view.status_as_of else ""
        status = (view.status, f"{since}{as_of}{format_confidence(view.status_confidence)}")
        status_line = Line(status, cited("status", "status_since"))
        yield Fact("Status", (status_line,), view.status_note)
        if view.areas:
            yield make_fact("Areas", ", ".join(view.areas), citations=cited("areas"))
        if view.website:
            yield Fact("Website", (Line((Link(view.website),), cited("website")),))

    def _age_facts(self, view: Relationship, citations: tuple[int, ...]) -> Iterator[Fact]:
        founded: tuple[str, ...] = ("date not known",)
        if view.founded:
            confidence = format_confidence(view.founded_confidence)
            founded = (Strong(format_date(view.founded)), confidence)
        yield Fact("Founded", (Line(founded, citations),), view.founded_note)
        age = view.anniversary(self._on, leap_day=self._leap_day)
        if age.years is not None:
            yield make_fact("Age", anniversaries.format_age(age))
        if age.next:
            name = anniversaries.anniversary_name(age.next.number)
            date = anniversaries.format_occurrence(age.next)
            days = anniversaries.format_days_until(age.next.days)
            yield make_fact("Next", f"{name} anniversary, {date}{f', {days}' if days else ''}")

    def other_relationships(self, shown: set[str]) -> Iterator[Block]:
        """List the relationships in which the party participates without being listed there."""
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
        if self._numbers:  # there are sources, and they are cited
            yield Heading("Sources", 2)
            yield Sources(self._sources)
        elif self._sources:
            hint = pluralize(len(self._sources), "source")
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
    """Format how far a local time is ahead of or behind that at home."""
    ahead = (local.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    if not ahead:
        return "same time as in"
    hours, minutes = divmod(abs(ahead) // dt.timedelta(minutes=1), 60)
    amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{amount} {'ahead of' if ahead > dt.timedelta() else 'behind'}"
