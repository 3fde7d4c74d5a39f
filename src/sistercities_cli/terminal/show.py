"""The page about a city, organisation or relationship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sistercities_cli.anniversaries import (
    DEFAULT_LEAP_DAY,
    LeapDay,
    anniversary_name,
    format_age,
    format_days_until,
    format_occurrence,
)
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import (
    City,
    EventKind,
    distance_between,
    format_confidence,
    format_place,
    local_time,
)
from sistercities_cli.terminal import (
    BOLD,
    DIM,
    HEADING,
    MIN_TABLE_WIDTH,
    LabelledFact,
    Layout,
    link_text,
    status_text,
)
from sistercities_cli.terminal.lists import show_relationships
from sistercities_cli.text import capitalize_first, pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Conflict, Home, Party, Relationship, Source


class Page:
    """A page about one party or relationship, printed part by part."""

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
        self._layout = Layout(console)
        self._directory = directory
        self._on = on
        self._now = now
        self._sources = sources
        self._leap_day = leap_day

    def party(self, party: Party) -> None:
        """Print a city or organisation with its relationships."""
        home = self._directory.home(party) if isinstance(party, City) else None
        views = self._directory.of(party)
        self._heading(party, views)
        if home is None:
            for view in views:
                self.relationship(view)
        else:
            self._programme(home)
            self._home(home, views)
        shown = {view.id for view in views}
        also = self._directory.touching(party)
        self._also(party, [one for one in also if one.id not in shown])

    def one(self, view: Relationship) -> None:
        """Print one relationship under its partner."""
        self._heading(view.partner, [view])
        self.relationship(view)

    def _home(self, home: Home, views: Sequence[Relationship]) -> None:
        """Print the relationships of a home: that with another home whole, the others listed."""
        for one in self._directory.relationships:
            if one.partner.id == home.city.id:
                self.relationship(one)
        self._layout.print()
        show_relationships(self._layout.console, views, self._on, self._leap_day)
        if views:
            hint = f"Everything about one: sistercities show {views[0].id}"
            self._layout.print(Text(hint, style=DIM))

    def relationship(self, view: Relationship) -> None:
        """Print one relationship."""
        self._layout.print(
            Text(f"\n{capitalize_first(view.kind)}: {_format_pair(view)}", style=HEADING)
        )
        self._layout.rows(list(relationship_facts(view, self._on, self._leap_day)))
        self._history(view)
        evidence = self._directory.evidence(view)
        self._layout.bullets("Highlights", evidence.highlights)
        self._layout.bullets("Notes", view.notes)
        if self._sources:
            print_conflicts(self._layout, evidence.conflicts)
            print_sources(self._layout, evidence.sources)
        elif evidence.sources:
            count = pluralize(len(evidence.sources), "source")
            disputed = pluralize(len(evidence.conflicts), "fact")
            text = f"{count}, and {disputed} on which they differ" if evidence.conflicts else count
            self._layout.print(Text(f"\n{text}: add --sources", style=DIM))
        self._layout.print()

    def _heading(self, party: Party, views: Sequence[Relationship]) -> None:
        lines = [Text(format_place(party), style=BOLD)]
        native = party.native if isinstance(party, City) else ()
        if native:
            lines.append(Text(" · ".join(native)))
        if party.also:
            lines.append(Text(f"also {', '.join(party.also)}", style=DIM))
        if not isinstance(party, City) and party.note:
            lines.append(Text(party.note))
        lines += [Text(line, style=DIM) for line in self._whereabouts(party, views)]
        text = Text("\n").join(lines)
        self._layout.print(Panel(text, box=box.ROUNDED, border_style=HEADING, padding=(0, 1)))

    def _whereabouts(self, party: Party, views: Sequence[Relationship]) -> Iterator[str]:
        """Say where a party is, how far from its partner's home, and what time it is there."""
        seat = party.seat
        if seat.coordinates:
            yield format_coordinates(seat.coordinates)
        others = {view.home.id: view.home for view in views if view.home.id != seat.id}
        for other in others.values():
            kilometres = distance_between(other, seat)
            if kilometres is not None:
                yield f"{format_distance(kilometres)} from {other.name}"
        local = local_time(seat, self._now)
        if local:
            yield self._clock(seat, local, next(iter(others.values()), None))

    def _clock(self, seat: City, local: dt.datetime, other: City | None) -> str:
        """Say what time it is somewhere, against the clocks at home where those are known."""
        at_home = local_time(other, self._now) if other else None
        if other and at_home:
            return _format_clock(local, at_home, other.name)
        return f"{local:%H:%M} local time ({seat.timezone})"

    def _history(self, view: Relationship) -> None:
        if not view.events:
            return
        self._layout.subtitle("History")
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=12)
        grid.add_column(width=11, style=DIM)
        grid.add_column(overflow="fold")
        for event in view.events:
            date = Text(f"  {event.date}", style=BOLD)
            kind = "" if event.kind is EventKind.EVENT else event.kind.value
            if self._layout.console.width < MIN_TABLE_WIDTH:
                self._layout.print(Text.assemble(date, f" {kind}"))
                self._layout.indent(Text(event.note))
            else:
                grid.add_row(date, kind, Text(event.note))
        if grid.rows:
            self._layout.print(grid)

    def _programme(self, home: Home) -> None:
        self._layout.print(Text("\nProgramme", style=HEADING))
        rows: list[LabelledFact] = [("Name", Text(home.programme, style=BOLD))]
        if home.parent:
            since = f", since {format_date(home.parent_since)}" if home.parent_since else ""
            rows.append(("Part of", Text(f"{home.parent}{since}")))
        for label, values in (
            ("Areas", home.areas), ("Works with", home.works_with), ("Goals", home.goals),
        ):  # fmt: skip
            if values:
                rows.append((label, Text(", ".join(values))))
        self._layout.rows(rows)
        self._layout.bullets("About it", home.facts)
        if self._sources:
            print_sources(self._layout, self._directory.programme_sources(home))

    def _also(self, party: Party, views: Sequence[Relationship]) -> None:
        if not views:
            return
        self._layout.bullets(
            f"{party.name} also has a part in",
            [f"{view.title or _format_pair(view)} ({view.id})" for view in views],
        )


def _format_pair(view: Relationship) -> str:
    return f"{view.home_party.name} and {view.partner.name}"


def relationship_facts(
    view: Relationship, on: dt.date, leap_day: LeapDay
) -> Iterator[LabelledFact]:
    """Yield briefly what is known about a relationship itself, with its age on a day."""
    if view.title:
        yield "Name", Text(view.title)
    if view.also:
        yield "Also", Text(", ".join(view.also))
    if view.home_units or view.partner_units:
        yield "Between", Text(_format_side(view.home_party, view.home_units))
        yield "and", Text(_format_side(view.partner, view.partner_units))
    if view.with_:
        yield "With", Text(", ".join(city.name for city in view.with_))
    if view.home_term or view.partner_term:
        terms = (view.home_party.name, view.home_term), (view.partner.name, view.partner_term)
        yield "Terms", Text("\n".join(f"{who}: {term}" for who, term in terms if term))
    if view.kind_confidence:
        yield "Kind", Text(f"{view.kind}{format_confidence(view.kind_confidence)}")
    yield from _age_facts(view, on, leap_day)
    yield from _signatory_facts(view)
    yield "Status", _status_text(view)
    if view.status_note:
        yield "", Text(view.status_note)
    if view.areas:
        yield "Areas", Text(", ".join(view.areas))
    if view.website:
        yield "Website", link_text(view.website)


def _age_facts(view: Relationship, on: dt.date, leap_day: LeapDay) -> Iterator[LabelledFact]:
    age = view.anniversary(on, leap_day=leap_day)
    if view.founded is None:
        founded = Text("date not known")
    else:
        founded = Text.assemble(
            (format_date(view.founded), BOLD), format_confidence(view.founded_confidence)
        )
    yield "Founded", founded
    if view.founded_note:
        yield "", Text(view.founded_note)
    if age.years is not None:
        yield "Age", Text(format_age(age))
    if age.next:
        name, when = anniversary_name(age.next.number), format_occurrence(age.next)
        days = format_days_until(age.next.days)
        yield "Next", Text(f"{name} anniversary, {when}{f', {days}' if days else ''}")


def _signatory_facts(view: Relationship) -> Iterator[LabelledFact]:
    lines = [str(one) for one in view.signatories]
    if view.signatories_note:
        lines.append(view.signatories_note)
    if lines:
        yield "Signed by" if view.signatories else "Signed", Text("\n".join(lines))


def _status_text(view: Relationship) -> Text:
    text = Text.assemble(status_text(view.status))
    if view.status_since:
        text.append(f" since {format_date(view.status_since)}")
    if view.status_as_of:
        text.append(f", as of {format_date(view.status_as_of)}")
    text.append(format_confidence(view.status_confidence))
    return text


def _format_side(party: Party, units: Sequence[str]) -> str:
    return f"{party.name} ({', '.join(units)})" if units else party.name


def print_conflicts(layout: Layout, found: Sequence[Conflict]) -> None:
    """Print the facts on which sources differ, if there are any."""
    if not found:
        return
    layout.subtitle("Where sources differ")
    for one in found:
        about = f"{one.field} ({one.about})" if one.about else one.field
        layout.item(Text.assemble((about, BOLD), f": {one.trusted}. {one.why}"))
        for claim in one.claims:
            layout.indent(Text.assemble(f"– {claim.value}\n", link_text(claim.url)))


def print_sources(layout: Layout, found: Sequence[Source]) -> None:
    """Print sources with the facts that each supports, if there are any."""
    if not found:
        return
    layout.subtitle("Sources")
    for one in found:
        date = format_date(one.date) if one.date else None
        parts = [one.publisher, one.title, date]
        text = ", ".join(part for part in parts if part) + "."
        if one.note:
            text += f" {one.note}"
        layout.item(Text(text))
        detail = link_text(one.url)
        if one.supports:
            detail.append(f"\nsupports {', '.join(one.supports)}", style=DIM)
        layout.indent(detail)


def _format_clock(local: dt.datetime, home: dt.datetime, home_name: str) -> str:
    """Say what time it is somewhere, against the clocks at home."""
    ahead = (local.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    hours, minutes = divmod(abs(ahead) // dt.timedelta(minutes=1), 60)
    amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if not ahead:
        difference = "as in"
    else:
        difference = f"{amount} {'ahead of' if ahead > dt.timedelta() else 'behind'}"
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return f"{local:%H:%M} on {day}, {difference} {home_name}"
