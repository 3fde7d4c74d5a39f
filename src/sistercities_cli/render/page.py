"""Everything about a city or organisation, as a page for the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.model import City, EventKind
from sistercities_cli.render import proof, tables, words
from sistercities_cli.render.facts import facts
from sistercities_cli.render.layout import Layout, Row
from sistercities_cli.render.terminal import HEADING, NARROW, QUIET, STRONG
from sistercities_cli.render.whereabouts import distance, local_time

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Home, Party, Relationship


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
        leap_day: LeapDay = LeapDay.FEB28,
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
        tables.relationships(self._layout.console, views, self._on, self._leap_day)
        if views:
            hint = f"Everything about one: sistercities show {views[0].id}"
            self._layout.print(Text(hint, style=QUIET))

    def relationship(self, view: Relationship) -> None:
        """Print one relationship."""
        self._layout.print(Text(f"\n{words.capital(view.kind)}: {_between(view)}", style=HEADING))
        self._layout.rows(list(facts(view, self._on, self._leap_day)))
        self._history(view)
        evidence = self._directory.evidence(view)
        self._layout.bullets("Highlights", evidence.highlights)
        self._layout.bullets("Notes", view.notes)
        if self._sources:
            proof.conflicts(self._layout, evidence.conflicts)
            proof.sources(self._layout, evidence.sources)
        elif evidence.sources:
            count = words.counted(len(evidence.sources), "source")
            disputed = words.counted(len(evidence.conflicts), "fact")
            text = f"{count}, and {disputed} on which they differ" if evidence.conflicts else count
            self._layout.print(Text(f"\n{text}: add --sources", style=QUIET))
        self._layout.print()

    def _heading(self, party: Party, views: Sequence[Relationship]) -> None:
        lines = [Text(words.place(party), style=STRONG)]
        native = party.native if isinstance(party, City) else ()
        if native:
            lines.append(Text(" · ".join(native)))
        if party.also:
            lines.append(Text(f"also {', '.join(party.also)}", style=QUIET))
        if not isinstance(party, City) and party.note:
            lines.append(Text(party.note))
        lines += [Text(line, style=QUIET) for line in self._whereabouts(party, views)]
        text = Text("\n").join(lines)
        self._layout.print(Panel(text, box=box.ROUNDED, border_style=HEADING, padding=(0, 1)))

    def _whereabouts(self, party: Party, views: Sequence[Relationship]) -> Iterator[str]:
        """Say where a party is, how far from its partner's home, and what time it is there."""
        seat = party.seat
        if seat.coordinates:
            yield words.position(seat.coordinates)
        others = {view.home.id: view.home for view in views if view.home.id != seat.id}
        for other in others.values():
            kilometres = distance(other, seat)
            if kilometres is not None:
                yield f"{words.far(kilometres)} from {other.name}"
        local = local_time(seat, self._now)
        if local:
            yield self._clock(seat, local, next(iter(others.values()), None))

    def _clock(self, seat: City, local: dt.datetime, other: City | None) -> str:
        """Say what time it is somewhere, against the clocks at home where those are known."""
        at_home = local_time(other, self._now) if other else None
        if other and at_home:
            return words.clock(local, at_home, other.name)
        return f"{local:%H:%M} local time ({seat.timezone})"

    def _history(self, view: Relationship) -> None:
        if not view.events:
            return
        self._layout.subtitle("History")
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=12)
        grid.add_column(width=11, style=QUIET)
        grid.add_column(overflow="fold")
        for event in view.events:
            date = Text(f"  {event.date}", style=STRONG)
            kind = "" if event.kind is EventKind.EVENT else event.kind.value
            if self._layout.console.width < NARROW:
                self._layout.print(Text.assemble(date, f" {kind}"))
                self._layout.indent(Text(event.note))
            else:
                grid.add_row(date, kind, Text(event.note))
        if grid.rows:
            self._layout.print(grid)

    def _programme(self, home: Home) -> None:
        self._layout.print(Text("\nProgramme", style=HEADING))
        rows: list[Row] = [("Name", Text(home.programme, style=STRONG))]
        if home.parent:
            since = f", since {words.in_words(home.parent_since)}" if home.parent_since else ""
            rows.append(("Part of", Text(f"{home.parent}{since}")))
        for label, values in (
            ("Areas", home.areas), ("Works with", home.works_with), ("Goals", home.goals),
        ):  # fmt: skip
            if values:
                rows.append((label, Text(", ".join(values))))
        self._layout.rows(rows)
        self._layout.bullets("About it", home.facts)
        if self._sources:
            proof.sources(self._layout, self._directory.programme_sources(home))

    def _also(self, party: Party, views: Sequence[Relationship]) -> None:
        if not views:
            return
        self._layout.bullets(
            f"{party.name} also has a part in",
            [f"{view.title or _between(view)} ({view.id})" for view in views],
        )


def _between(view: Relationship) -> str:
    return f"{view.home_party.name} and {view.partner.name}"
