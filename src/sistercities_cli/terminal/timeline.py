"""The timeline of relationships."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.history import (
    ChangeKind,
    Grouping,
    History,
    HomeGroups,
    Period,
    build_history,
    summarize,
)
from sistercities_cli.model import Relationship, Status, format_parties
from sistercities_cli.pictures import GROUP_SYMBOLS
from sistercities_cli.pictures.timeline import CHANGE_SYMBOLS, round_step
from sistercities_cli.terminal import BOLD, DIM, HEADING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style

    from sistercities_cli.pictures import Symbol

MIN_WIDTH = 6  # columns: an indent, a symbol and a wide character, which Rich drops otherwise
MIN_GUTTER_WIDTH = 40  # columns; narrower consoles get names below their year, not next to it
SYMBOLS_PER_ROW = 5  # in a column of the chart: as wide as "1990s"
MAX_CHART_ROWS = 6  # roughly
COLUMN_YEARS = (10, 20, 50, 100, 200, 500, 1000, 10_000)  # years in a column of the chart


def show_timeline(
    console: Console,
    views: Sequence[Relationship],
    until: dt.date,
    by: Grouping = Grouping.YEAR,
    *,
    summary: bool = False,
) -> None:
    """Print a timeline until a day: a chart, the years, and relationships without a date.

    A ``summary`` counts the relationships instead of naming them.
    """
    console.width = max(console.width, MIN_WIDTH)
    timeline = Timeline(console, views, until, by, summary=summary)
    head = (Text(summarize(views), HEADING), timeline.legend())
    for line in chain(head, timeline.chart(), timeline.years(), timeline.undated()):
        for part in line.wrap(console, console.width, overflow="fold"):
            part.rstrip()
            console.print(part)


class Timeline:
    """Formats a history for the width and encoding of a console."""

    def __init__(
        self,
        console: Console,
        views: Sequence[Relationship],
        until: dt.date,
        by: Grouping,
        *,
        summary: bool,
    ) -> None:
        self.console: Console = console
        self.views: Sequence[Relationship] = views
        self.until: dt.date = until
        self.by: Grouping = by
        self.summary = summary
        self.groups: HomeGroups = HomeGroups(views)
        self.history: History = build_history(views, by.span)
        self.ascii: bool = console.options.ascii_only
        self.width: int = console.width

    def legend(self) -> Text:
        """Format the legend."""
        return Text("\n").join(self._flow(self._counts(self.views), self.width))

    def _counts(self, views: Iterable[Relationship]) -> Iterator[tuple[Text, str]]:
        for n, name, count in self.groups.count(views):
            yield self._symbol(GROUP_SYMBOLS[n]), f"{name}: {count:,}"

    def chart(self) -> Iterator[Text]:
        """Draw the foundings as columns of symbols, one for each decade or longer."""
        periods = [period for period in self.history.periods if period.founded]
        if not periods:
            return
        ends = periods[0].start, max(periods[-1].start, self.until.year)
        years, starts = _chart_columns(ends, self.width)
        founded: dict[int, list[Relationship]] = {start: [] for start in starts}
        for period in periods:
            founded[period.start // years * years] += period.founded
        each = round_step(max(map(len, founded.values())), SYMBOLS_PER_ROW * MAX_CHART_ROWS)
        columns = [self._chart_column(views, each) for views in founded.values()]
        rows = -(-max(map(len, columns)) // SYMBOLS_PER_ROW)
        join = Text(" ").join
        yield Text()
        for first in range((rows - 1) * SYMBOLS_PER_ROW, -1, -SYMBOLS_PER_ROW):
            cells = (column[first : first + SYMBOLS_PER_ROW] for column in columns)
            yield join(Text.assemble(*c, " " * (SYMBOLS_PER_ROW - len(c))) for c in cells)
        yield join([Text(("-" if self.ascii else "─") * SYMBOLS_PER_ROW, DIM)] * len(starts))
        yield join(Text(f"{start:04}{'s' if years == 10 else ' '}") for start in starts)
        counts = (f"{len(views):,}".center(SYMBOLS_PER_ROW) for views in founded.values())
        yield join(Text(count, DIM) for count in counts)
        if years > COLUMN_YEARS[0]:
            yield Text(f"Each column is {years:,} years.", DIM)
        if each > 1:
            yield Text(f"Each symbol stands for up to {each:,} relationships.", DIM)

    def _chart_column(self, views: Sequence[Relationship], each: int) -> list[Text]:
        """Return the symbols of a column, group by group."""
        symbols = []
        for n, _, count in self.groups.count(views):
            symbols += [self._symbol(GROUP_SYMBOLS[n])] * -(-count // each)
        return symbols

    def years(self) -> Iterator[Text]:
        """Format the changes year by year, or decade by decade, with the running total."""
        periods = self.history.periods
        if not periods:
            return
        digits = max(len("Total"), *(len(f"{period.total:,}") for period in periods))
        heading = "Year" if self.by is Grouping.YEAR else "Years"
        yield from (Text(), self._gutter(heading, "Total".rjust(digits), DIM))
        if self.by is Grouping.DECADE:
            for period in periods:
                yield from self._period(period, f"{period.start:04}s", digits)
            return
        for decade, (*group,) in groupby(periods, key=lambda period: period.start // 10 * 10):
            count = sum(len(period.founded) for period in group)
            yield self._gutter("", "", DIM)
            founded = f"{count:,} founded" if count else "none founded"
            yield self._gutter(f"{decade:04}s", founded, HEADING)
            for period in group:
                yield from self._period(period, f"{period.start:04}", digits)

    def _period(self, period: Period, label: str, digits: int) -> Iterator[Text]:
        total = f"{period.total:,}".rjust(digits)
        first = self._gutter(f"{label:>5} ", total, BOLD)
        if self.width < MIN_GUTTER_WIDTH:
            yield first
            first = later = Text("  ")
        else:
            first, later = first + Text("  "), self._gutter("", " " * (digits + 2), DIM)
        width = self.width - first.cell_len
        if self.summary:
            kinds = Counter(change.kind for change in period.changes)
            changes = [
                (self._symbol(CHANGE_SYMBOLS[kind]), f"{kind}: {count:,}")
                for kind, count in kinds.items()
            ]
            lines = self._flow([*self._counts(period.founded), *changes], width)
        else:
            lines = self._flow(map(self._founding, period.founded), width)
            for change in period.changes:
                lines += self._change(change.kind, change.relationship, width)
        for number, line in enumerate(lines):
            yield (later if number else first) + line

    def _gutter(self, label: str, text: str, style: Style) -> Text:
        line = "|" if self.ascii else "│"
        return Text.assemble((f"{label:<6}", style), (line, DIM), " ", (text, DIM))

    def undated(self) -> Iterator[Text]:
        """List undated relationships and changes, and explain the total."""
        undated, undated_changes = self.history.undated, self.history.undated_changes
        if undated:
            yield Text(f"\nFounding year unknown: {len(undated):,}", HEADING)
            items = self._counts(undated) if self.summary else map(self._founding, undated)
            yield from self._flow(items, self.width)
        if undated_changes:
            yield Text(f"\nSince an unknown date: {len(undated_changes):,}", HEADING)
            for view in () if self.summary else undated_changes:
                yield from self._change(ChangeKind(view.status.value), view, self.width)
        if self.history.periods:
            note = (
                "The total leaves out those without a known year, and those ended by then"
                " or on an unknown date."
            )
            yield from (Text(), Text(note, DIM))

    def _founding(self, view: Relationship) -> tuple[Text, str]:
        doubt = " (unconfirmed)" if view.status is Status.UNCONFIRMED else ""
        symbol = self._symbol(GROUP_SYMBOLS[self.groups.group_of(view)])
        return symbol, f"{self.groups.label(view)}{doubt}"

    def _change(self, kind: ChangeKind, view: Relationship, width: int) -> list[Text]:
        symbol = self._symbol(CHANGE_SYMBOLS[kind])
        return self._flow([(symbol, f"{kind.value}: {format_parties(view)}")], width)

    def _symbol(self, symbol: Symbol) -> Text:
        return Text(symbol.ascii if self.ascii else symbol.character, symbol.style)

    def _flow(self, items: Iterable[tuple[Text, str]], width: int) -> list[Text]:
        """Lay out symbols with their names, as many per line as fit."""
        lines: list[Text] = []
        for symbol, name in items:
            first, *others = Text(name).wrap(self.console, width - 2, overflow="fold")
            item = Text.assemble(symbol, " ", first)
            last = lines[-1] if lines and not lines[-1].plain.startswith(" ") else None
            if last and not others and last.cell_len + 2 + item.cell_len <= width:
                lines[-1] = Text.assemble(last, "  ", item)
            else:
                lines += [item, *(Text.assemble("  ", other) for other in others)]
        return lines


def _chart_columns(years: Sequence[int], width: int) -> tuple[int, range]:
    """Return the smallest number of years per column that fits, and each column's first year."""
    most = (width + 1) // (SYMBOLS_PER_ROW + 1)
    starts = (
        (step, range(min(years) // step * step, max(years) + 1, step)) for step in COLUMN_YEARS
    )
    return next((step, columns) for step, columns in starts if len(columns) <= most)
