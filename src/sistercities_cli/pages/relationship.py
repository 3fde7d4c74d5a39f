"""Describe a relationship on a page: facts, history, highlights, notes and conflicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities_cli import anniversaries
from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.dates import format_date
from sistercities_cli.model import Event, Organisation, Relationship, format_confidence
from sistercities_cli.pages.blocks import (
    Block,
    Bullet,
    Bullets,
    Fact,
    Facts,
    Heading,
    History,
    Line,
    Link,
    Strong,
    bulleted_list,
    make_fact,
    plain_line,
)
from sistercities_cli.pages.source_list import SourceList
from sistercities_cli.text import capitalize_first

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Conflict, Evidence, Party


class RelationshipSections:
    """Builds the sections about the relationships on the page about a party."""

    def __init__(
        self,
        directory: Directory,
        party: Party,
        sources: SourceList,
        on: dt.date,
        leap_day: LeapDay,
    ) -> None:
        self._directory, self._party, self._sources = directory, party, sources
        self._on, self._leap_day = on, leap_day

    def describe(self, view: Relationship) -> Iterator[Block]:
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
                Line((text,), self._sources.cite(evidence.sources[n - 1].url for n in numbers))
                for text, numbers in zip(evidence.highlights, positions, strict=True)
            ),
        )
        yield from bulleted_list("Notes", map(plain_line, view.notes))
        if self._sources.are_numbered and evidence.conflicts:
            yield Heading("Where sources differ", 3)
            yield Bullets(tuple(map(self._conflict, evidence.conflicts)))

    def _cite_event(self, event: Event, evidence: Evidence) -> tuple[int, ...]:
        return self._sources.cite(
            evidence.sources[n - 1].url for n in evidence.event_sources(event)
        )

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
            return self._sources.cited_line(text, sources, "note", "description")
        return plain_line(text)

    def _conflict(self, conflict: Conflict) -> Bullet:
        fact = capitalize_first(conflict.field.replace("_", " "))
        about = f" ({conflict.about})" if conflict.about else ""
        claims = [
            Line((claim.value,), self._sources.cite([claim.url]))
            if claim.url in self._sources
            else Line((f"{claim.value}: ", Link(claim.url)))
            for claim in conflict.claims
        ]
        line = Line((Strong(f"{fact}{about}:"), f" {conflict.trusted}. {conflict.why}"))
        return Bullet(line, tuple(claims))

    def _facts(self, view: Relationship, evidence: Evidence) -> Iterator[Fact]:
        def cited(*keys: str) -> tuple[int, ...]:
            return self._sources.cite_for(evidence.sources, *keys)

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
