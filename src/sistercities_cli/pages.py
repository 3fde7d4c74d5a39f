"""The content of the pages about cities, organisations and relationships, for any medium."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from sistercities_cli import anniversaries, model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.bibliography import merge_sources
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import City, Event, Organisation, Relationship, Source
from sistercities_cli.model import format_confidence as uncertainty
from sistercities_cli.structs import Struct
from sistercities_cli.text import capitalize_first, pluralize

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Conflict, Evidence, Home, Party


class Strong(str):
    """Emphasised text."""

    __slots__ = ()


class Link(str):
    """A web address."""

    __slots__ = ()


class Clock(str):
    """The time of day, which only a terminal shows."""

    __slots__ = ()


class Line(Struct):
    """A line of text with the numbers of its sources."""

    parts: tuple[str, ...]  # plain text, or one of the classes above, or a status
    citations: tuple[int, ...] = ()


class Title(Struct):
    """The name of a page, with lines about names and place."""

    name: str
    names: tuple[Line, ...]
    place: tuple[Line, ...]
    on: dt.date  # the day for which ages are computed


class Heading(Struct):
    """The title of a section."""

    text: str
    level: int  # 2 for a relationship, for example, 3 for its parts


class Paragraph(Struct):
    """A paragraph of text."""

    line: Line


class Fact(Struct):
    """A fact with one or more values."""

    label: str
    values: tuple[Line, ...]
    note: str | None = None


class Facts(Struct):
    """Labelled facts."""

    facts: tuple[Fact, ...]


class History(Struct):
    """Events, each with the numbers of its sources."""

    events: tuple[tuple[Event, tuple[int, ...]], ...]


class Bullet(Struct):
    """An item of a bulleted list, with lines below it."""

    line: Line
    details: tuple[Line, ...] = ()


class Bullets(Struct):
    """A bulleted list."""

    bullets: tuple[Bullet, ...]


class Relationships(Struct):
    """The relationships of a home, to be listed with their ages."""

    home: City
    views: tuple[Relationship, ...]
    on: dt.date
    leap_day: LeapDay


class Sources(Struct):
    """Sources, numbered from 1."""

    sources: tuple[Source, ...]


class Hint(Struct):
    """What to type for more, which only a terminal shows."""

    text: str


Block: TypeAlias = (
    Title | Heading | Paragraph | Facts | History | Bullets | Relationships | Sources | Hint
)


def build_page(
    directory: Directory,
    match: Party | Relationship,
    on: dt.date,
    now: dt.datetime,
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
    details = [one for one in directory.relationships if one.partner.id == party.id]
    page = _Page(directory, party, details if home else views, on, leap_day)
    if sources:
        page.number_sources(home)
    yield page.title(views, now)
    if isinstance(party, Organisation):
        yield from page.organisation(party)
    if home:
        yield from page.programme(home)
    for view in page.details:
        yield from page.relationship(view)
    if home and views:
        yield Relationships(home.city, tuple(views), on, leap_day)
        yield Hint(f"Everything about one: sistercities show {views[0].id}")
    if not isinstance(match, Relationship):
        yield from page.other_relationships({view.id for view in views})
    yield from page.sources(home)


class _Page:
    """Builds the parts of a page about a party."""

    def __init__(
        self,
        directory: Directory,
        party: Party,
        details: Sequence[Relationship],
        on: dt.date,
        leap_day: LeapDay,
    ) -> None:
        self._directory, self._party, self._on, self._leap_day = directory, party, on, leap_day
        self.details = details  # relationships shown with all their facts
        self._numbers: dict[str, int] = {}  # by URL; empty if the page has no sources

    def number_sources(self, home: Home | None) -> None:
        """Assign numbers to the sources, which are cited from then on."""
        urls = (source.url for source in self._all_sources(home))
        self._numbers = {url: number for number, url in enumerate(dict.fromkeys(urls), 1)}

    def _all_sources(self, home: Home | None) -> Iterator[Source]:
        if home:
            yield from self._directory.programme_sources(home)
        parties = {self._party.id: self._party}
        for view in self.details:
            parties |= {party.id: party for party in (view.home_party, view.partner)}
        organisations = [party for party in parties.values() if isinstance(party, Organisation)]
        if isinstance(self._party, Organisation):
            yield from self._directory.organisation_sources(organisations.pop(0))
        for view in self.details:
            yield from self._directory.evidence(view).sources
        for organisation in organisations:
            yield from self._directory.organisation_sources(organisation)

    def _cite(self, urls: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self._numbers[url] for url in urls if url in self._numbers}))

    def _cite_for(self, sources: Iterable[Source], *keys: str) -> tuple[int, ...]:
        """Return the numbers of the sources that support any of some facts."""
        return self._cite(one.url for one in sources if not {*keys}.isdisjoint(one.supports))

    def title(self, views: Sequence[Relationship], now: dt.datetime) -> Title:
        """Build the title, with distances from the homes of some relationships."""
        party, names = self._party, []
        sources = [
            source
            for view in self.details
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
                facts.append(_list_fact(label, values, self._cite_for(sources, key)))
        yield Facts(tuple(facts))
        yield from _bullets("About the programme", map(_plain_line, home.facts))

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
        yield from _bullets(
            "Highlights",
            (
                Line((text,), self._cite(evidence.sources[n - 1].url for n in numbers))
                for text, numbers in zip(evidence.highlights, positions, strict=True)
            ),
        )
        yield from _bullets("Notes", map(_plain_line, view.notes))
        if self._numbers and evidence.conflicts:
            yield Heading("Where sources differ", 3)
            yield Bullets(tuple(map(self._conflict, evidence.conflicts)))

    def _cite_event(self, event: Event, evidence: Evidence) -> tuple[int, ...]:
        return self._cite(evidence.sources[n - 1].url for n in evidence.event_sources(event))

    def _side(self, prefix: str, party: Party, units: Sequence[str]) -> Line:
        """Format a party and its units, with a description unless the page is about it."""
        names = f" ({', '.join(units)})" if units else ""
        text = ""
        cited: tuple[int, ...] = ()
        if isinstance(party, Organisation) and party.id != self._party.id:
            text = " ".join(filter(None, (party.note, party.description)))
            sources = self._directory.organisation_sources(party)
            cited = self._cite_for(sources, "note", "description")
        return Line((f"{prefix}{party.name}{names}", *([f": {text}"] if text else [])), cited)

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
            yield _fact("Name", view.title)
        if view.also:
            yield _list_fact("Also", view.also)
        home = self._side("", view.home_party, view.home_units)
        partner = self._side("and ", view.partner, view.partner_units)
        if view.home_units or view.partner_units or len(home.parts) + len(partner.parts) > 2:
            yield Fact("Between", (home, partner))
        if view.with_:
            yield _list_fact("With", [city.name for city in view.with_])
        terms = ((view.home_party.name, view.home_term), (view.partner.name, view.partner_term))
        if lines := [f"{name}: {term}" for name, term in terms if term]:
            yield _fact("Terms", *lines)
        if view.kind_confidence or cited("kind", "partner"):
            kind = f"{view.kind}{uncertainty(view.kind_confidence)}"
            yield _fact("Kind", kind, citations=cited("kind", "partner"))
        yield from self._age_facts(view, cited("founded"))
        signatories = tuple(map(str, view.signatories)) or ("not known",)
        note, citations = view.signatories_note, cited("signatories")
        yield _fact("Signed by", *signatories, note=note, citations=citations)
        since = f" since {format_date(view.status_since)}" if view.status_since else ""
        as_of = f", as of {format_date(view.status_as_of)}" if view.status_as_of else ""
        status = (view.status, f"{since}{as_of}{uncertainty(view.status_confidence)}")
        status_line = Line(status, cited("status", "status_since"))
        yield Fact("Status", (status_line,), view.status_note)
        if view.areas:
            yield _list_fact("Areas", view.areas, cited("areas"))
        if view.website:
            yield Fact("Website", (Line((Link(view.website),), cited("website")),))

    def _age_facts(self, view: Relationship, citations: tuple[int, ...]) -> Iterator[Fact]:
        founded: tuple[str, ...] = ("date not known",)
        if view.founded:
            confidence = uncertainty(view.founded_confidence)
            founded = (Strong(format_date(view.founded)), confidence)
        yield Fact("Founded", (Line(founded, citations),), view.founded_note)
        age = view.anniversary(self._on, leap_day=self._leap_day)
        if age.years is not None:
            yield _fact("Age", anniversaries.format_age(age))
        if age.next:
            name = anniversaries.anniversary_name(age.next.number)
            date = anniversaries.format_occurrence(age.next)
            days = anniversaries.format_days_until(age.next.days)
            yield _fact("Next", f"{name} anniversary, {date}{f', {days}' if days else ''}")

    def other_relationships(self, shown: set[str]) -> Iterator[Block]:
        """List the relationships in which the party participates without being listed there."""
        others = [one for one in self._directory.touching(self._party) if one.id not in shown]
        lines = (
            f"{view.title or f'{view.home_party.name} and {view.partner.name}'} ({view.id})"
            for view in others
        )
        yield from _bullets(
            f"{self._party.name} also takes part in", map(_plain_line, lines), level=2
        )

    def sources(self, home: Home | None) -> Iterator[Block]:
        """Yield the sources, or a hint with their number."""
        by_url: dict[str, list[Source]] = {}
        for source in self._all_sources(home):
            by_url.setdefault(source.url, []).append(source)
        if self._numbers:
            yield Heading("Sources", 2)
            yield Sources(tuple(map(merge_sources, by_url.values())))
        elif by_url:
            hint = pluralize(len(by_url), "source")
            conflicts = sum(len(self._directory.evidence(one).conflicts) for one in self.details)
            if conflicts:
                hint += f", and {pluralize(conflicts, 'fact')} on which they differ"
            yield Hint(f"{hint}: add --sources")


def _place_lines(seat: City, views: Sequence[Relationship], now: dt.datetime) -> Iterator[Line]:
    """Yield coordinates, distances from the homes and the local time."""
    if seat.coordinates:
        yield _plain_line(format_coordinates(seat.coordinates))
    homes = {view.home.id: view.home for view in views if view.home.id != seat.id}
    for home in homes.values():
        if (kilometres := model.distance_between(home, seat)) is not None:
            yield _plain_line(f"{format_distance(kilometres)} from {home.name}")
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


def _plain_line(text: str) -> Line:
    return Line((text,))


def _fact(
    label: str, *values: str, note: str | None = None, citations: tuple[int, ...] = ()
) -> Fact:
    """Build a fact whose last value has the citations."""
    *lines, last = values
    return Fact(label, (*map(_plain_line, lines), Line((last,), citations)), note)


def _list_fact(label: str, values: Sequence[str], citations: tuple[int, ...] = ()) -> Fact:
    return _fact(label, ", ".join(values), citations=citations)


def _bullets(title: str, lines: Iterable[Line], level: int = 3) -> Iterator[Block]:
    """Yield a bulleted list under a title, if there are any lines."""
    if bullets := tuple(map(Bullet, lines)):
        yield Heading(title, level)
        yield Bullets(bullets)
