"""The page about a city, organisation or relationship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from sistercities_cli import anniversaries, model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import City, EventKind, format_confidence, format_place
from sistercities_cli.terminal import BOLD, DIM, HEADING, Layout, link_text, status_text
from sistercities_cli.terminal.lists import describe_source, show_relationships
from sistercities_cli.text import capitalize_first, pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.directory import Directory
    from sistercities_cli.model import (
        Conflict,
        Event,
        Home,
        Organisation,
        Party,
        Relationship,
        Source,
    )


class Page:
    """A page about a party or relationship, printed section by section."""

    def __init__(
        self,
        console: Console,
        directory: Directory,
        on: dt.date,
        now: dt.datetime,
        *,
        sources: bool,
        leap_day: LeapDay = DEFAULT_LEAP_DAY,
    ) -> None:
        self._layout, self._directory = Layout(console), directory
        self._on, self._now, self._leap_day, self._sources = on, now, leap_day, sources

    def show_party(self, party: Party) -> None:
        """Print a city or organisation with its relationships."""
        views = self._directory.of(party)
        self._heading(party, views)
        if isinstance(party, City) and (home := self._directory.home(party)):
            self._home(home, views)
        else:
            if not isinstance(party, City):
                self._organisation(party)
            for view in views:
                self.show_details(view)
        shown = {view.id for view in views}
        others = [view for view in self._directory.touching(party) if view.id not in shown]
        self._layout.bullets(
            f"{party.name} also has a part in",
            [f"{view.title or _format_pair(view)} ({view.id})" for view in others],
        )

    def show_relationship(self, view: Relationship) -> None:
        """Print a relationship under the heading of its partner."""
        self._heading(view.partner, [view])
        self.show_details(view)

    def show_details(self, view: Relationship) -> None:
        """Print a relationship without a heading."""
        layout, evidence = self._layout, self._directory.evidence(view)
        layout.subtitle(f"{capitalize_first(view.kind)}: {_format_pair(view)}")
        layout.facts(_facts(view, self._on, self._leap_day))
        if view.events:
            layout.subtitle("History")
            layout.grid([(12, Style.null()), (11, DIM)], map(_event_cells, view.events))
        layout.bullets("Highlights", evidence.highlights)
        layout.bullets("Notes", view.notes)
        if self._sources:
            _print_conflicts(layout, evidence.conflicts)
            _print_sources(layout, evidence.sources)
        elif evidence.sources:
            count = pluralize(len(evidence.sources), "source")
            if evidence.conflicts:
                count += f", and {pluralize(len(evidence.conflicts), 'fact')} on which they differ"
            layout.print(Text(f"\n{count}: add --sources", style=DIM))
        layout.print()

    def _heading(self, party: Party, views: Sequence[Relationship]) -> None:
        lines = [Text(format_place(party), style=BOLD)]
        if isinstance(party, City) and party.native:
            lines.append(Text(" · ".join(party.native)))
        if party.also:
            lines.append(Text(f"also {', '.join(party.also)}", style=DIM))
        if not isinstance(party, City) and party.note:
            lines.append(Text(party.note))
        lines += [Text(line, style=DIM) for line in self._place_lines(party.seat, views)]
        text = Text("\n").join(lines)
        self._layout.print(Panel(text, box=box.ROUNDED, border_style=HEADING, padding=(0, 1)))

    def _place_lines(self, seat: City, views: Sequence[Relationship]) -> Iterator[str]:
        """Yield coordinates, distances from the homes and the local time."""
        if seat.coordinates:
            yield format_coordinates(seat.coordinates)
        homes = {view.home.id: view.home for view in views if view.home.id != seat.id}
        for home in homes.values():
            if (kilometres := model.distance_between(home, seat)) is not None:
                yield f"{format_distance(kilometres)} from {home.name}"
        if local := model.local_time(seat, self._now):
            home = next(iter(homes.values()), seat)
            at_home = model.local_time(home, self._now)
            if at_home and home is not seat:
                yield _format_clock(local, at_home, home.name)
            else:
                yield f"{local:%H:%M} local time ({seat.timezone})"

    def _home(self, home: Home, views: Sequence[Relationship]) -> None:
        """Print a home's programme and relationships, with details of those with other homes."""
        self._programme(home)
        for view in self._directory.relationships:
            if view.partner.id == home.city.id:
                self.show_details(view)
        self._layout.print()
        show_relationships(self._layout.console, views, self._on, self._leap_day)
        if views:
            hint = f"Everything about one: sistercities show {views[0].id}"
            self._layout.print(Text(hint, style=DIM))

    def _programme(self, home: Home) -> None:
        facts = [("Name", Text(home.programme, style=BOLD))]
        if home.parent:
            since = f", since {format_date(home.parent_since)}" if home.parent_since else ""
            facts.append(("Part of", Text(f"{home.parent}{since}")))
        lists = (("Areas", home.areas), ("Works with", home.works_with), ("Goals", home.goals))
        facts += [(label, Text(", ".join(values))) for label, values in lists]
        self._layout.subtitle("Programme")
        self._layout.facts(facts)
        self._layout.bullets("About it", home.facts)
        if self._sources:
            _print_sources(self._layout, self._directory.programme_sources(home))

    def _organisation(self, organisation: Organisation) -> None:
        """Print what an organisation is and works on."""
        description, areas = organisation.description or "", ", ".join(organisation.areas)
        if description or areas:
            self._layout.subtitle("Organisation")
            self._layout.facts([("What it is", Text(description)), ("Areas", Text(areas))])
        if self._sources:
            _print_sources(self._layout, self._directory.organisation_sources(organisation))


def _format_pair(view: Relationship) -> str:
    return f"{view.home_party.name} and {view.partner.name}"


def _format_clock(local: dt.datetime, home: dt.datetime, home_name: str) -> str:
    """Format a local time and its difference from the time at home."""
    ahead = (local.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    hours, minutes = divmod(abs(ahead) // dt.timedelta(minutes=1), 60)
    amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    direction = "ahead of" if ahead > dt.timedelta() else "behind"
    difference = f"{amount} {direction}" if ahead else "as in"
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return f"{local:%H:%M} on {day}, {difference} {home_name}"


def _facts(view: Relationship, on: dt.date, leap_day: LeapDay) -> Iterator[tuple[str, Text]]:
    """Yield labelled facts, with the age on a day; the text of an unknown one is empty."""
    yield "Name", Text(view.title or "")
    yield "Also", Text(", ".join(view.also))
    if view.home_units or view.partner_units:
        yield "Between", Text(_format_side(view.home_party, view.home_units))
        yield "and", Text(_format_side(view.partner, view.partner_units))
    yield "With", Text(", ".join(city.name for city in view.with_))
    terms = ((view.home_party.name, view.home_term), (view.partner.name, view.partner_term))
    yield "Terms", Text("\n".join(f"{name}: {term}" for name, term in terms if term))
    if view.kind_confidence:
        yield "Kind", Text(f"{view.kind}{format_confidence(view.kind_confidence)}")
    yield from _age_facts(view, on, leap_day)
    signed = filter(None, (*map(str, view.signatories), view.signatories_note))
    yield "Signed by" if view.signatories else "Signed", Text("\n".join(signed))
    since = f" since {format_date(view.status_since)}" if view.status_since else ""
    as_of = f", as of {format_date(view.status_as_of)}" if view.status_as_of else ""
    confidence = format_confidence(view.status_confidence)
    yield "Status", Text.assemble(status_text(view.status), since, as_of, confidence)
    yield "", Text(view.status_note or "")
    yield "Areas", Text(", ".join(view.areas))
    if view.website:
        yield "Website", link_text(view.website)


def _format_side(party: Party, units: Sequence[str]) -> str:
    return f"{party.name} ({', '.join(units)})" if units else party.name


def _age_facts(view: Relationship, on: dt.date, leap_day: LeapDay) -> Iterator[tuple[str, Text]]:
    if view.founded is None:
        yield "Founded", Text("date not known")
    else:
        confidence = format_confidence(view.founded_confidence)
        yield "Founded", Text.assemble((format_date(view.founded), BOLD), confidence)
    yield "", Text(view.founded_note or "")
    age = view.anniversary(on, leap_day=leap_day)
    if age.years is not None:
        yield "Age", Text(anniversaries.format_age(age))
    if age.next:
        name = anniversaries.anniversary_name(age.next.number)
        date = anniversaries.format_occurrence(age.next)
        days = anniversaries.format_days_until(age.next.days)
        yield "Next", Text(f"{name} anniversary, {date}{f', {days}' if days else ''}")


def _event_cells(event: Event) -> list[Text]:
    kind = "" if event.kind is EventKind.EVENT else event.kind.value
    return [Text(f"  {event.date}", style=BOLD), Text(kind), Text(event.note)]


def _print_conflicts(layout: Layout, conflicts: Sequence[Conflict]) -> None:
    if conflicts:
        layout.subtitle("Where sources differ")
    for conflict in conflicts:
        fact = f"{conflict.field} ({conflict.about})" if conflict.about else conflict.field
        layout.bullet(Text.assemble((fact, BOLD), f": {conflict.trusted}. {conflict.why}"))
        for claim in conflict.claims:
            layout.indent(Text.assemble(f"– {claim.value}\n", link_text(claim.url)))


def _print_sources(layout: Layout, sources: Sequence[Source]) -> None:
    if sources:
        layout.subtitle("Sources")
    for source in sources:
        layout.bullet(Text(describe_source(source, source.publisher)))
        detail = link_text(source.url)
        accessed = f"accessed {format_date(source.accessed)}" if source.accessed else ""
        supports = f"supports {', '.join(source.supports)}" if source.supports else ""
        if remarks := "; ".join(filter(None, (accessed, supports))):
            detail.append(f"\n{remarks}", style=DIM)
        layout.indent(detail)
