"""The timeline of relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from rich.text import Text

from sistercities_cli.history import ChangeKind, Grouping, History, HomeGroups, Period, summarize
from sistercities_cli.model import Relationship, Status, format_parties
from sistercities_cli.terminal import BOLD, DIM, HEADING, STATUS_STYLES

if TYPE_CHECKING:
    from rich.console import Console

MIN_GUTTER_WIDTH = 40  # columns; below, what happened stands under its year, not beside it
MIN_WIDTH = 6  # columns: an indent, a sign and a wide letter, which Rich would drop
SYMBOLS_PER_ROW = 5  # signs beside each other in a column of the chart: as wide as "1990s"
MAX_CHART_ROWS = 6  # rows of the chart, or a few more
COLUMN_YEARS = (10, 20, 50, 100, 200, 500, 1000, 10_000)  # years of one column
GROUP_COLOURS = ("yellow", "cyan", "magenta", "green", "blue", "red", "bright_cyan", "default")

CHANGE_STYLES = {
    ChangeKind.SUSPENDED: STATUS_STYLES[Status.SUSPENDED],
    ChangeKind.DORMANT: STATUS_STYLES[Status.DORMANT],
    ChangeKind.ENDED: STATUS_STYLES[Status.ENDED],
    ChangeKind.REVIVAL: STATUS_STYLES[Status.ACTIVE],
}


class Symbols(NamedTuple):
    """What a timeline is drawn with."""

    groups: str  # one for each group
    turns: str  # one for each turn but the founding
    line: str
    ground: str

    def turn(self, turn: ChangeKind) -> str:
        """Return the sign of what became of a relationship."""
        return self.turns[list(CHANGE_STYLES).index(turn)]


UNICODE = Symbols("◆●■▲▼★✚○", "‖~✕↻", "│", "─")
ASCII = Symbols("@o#^v*+.", "=~x>", "|", "-")


def show_timeline(
    console: Console, found: Sequence[Relationship], told: History, groups: HomeGroups, by: Grouping
) -> None:
    """Print a timeline: a chart, then the years, then what has no date."""
    console.width = max(console.width, MIN_WIDTH)
    timeline = Timeline(console, groups, told, by)
    head = (Text(summarize(found), HEADING), timeline.legend(found))
    for line in chain(head, timeline.chart(), timeline.years(), timeline.rest()):
        for part in line.wrap(console, console.width, overflow="fold"):
            part.rstrip()
            console.print(part)


class Timeline:
    """Lays out a chronicle for the width and the signs of a console."""

    def __init__(self, console: Console, groups: HomeGroups, told: History, by: Grouping) -> None:
        self.console, self.groups, self.told, self.by = console, groups, told, by
        self.signs = UNICODE if console.encoding.startswith("utf") else ASCII
        self.width = console.width

    def legend(self, found: Sequence[Relationship]) -> Text:
        """Say which sign is whose."""
        counts = Counter(map(self.groups.of, found))
        names = self.groups.present(found)
        items = [(self._sign(n), f"{name}: {counts[n]}") for n, name in names.items()]
        return Text("\n").join(self._flow(items, self.width))

    def chart(self) -> Iterator[Text]:
        """Draw the foundings as columns of signs, decade by decade."""
        founded = [(one.start, self.groups.of(r)) for one in self.told.periods for r in one.founded]
        if not founded:
            return
        step, starts = _chart_columns([year for year, _ in founded], self.width)
        by_start = {start: [n for y, n in founded if y // step * step == start] for start in starts}
        each = _relationships_per_symbol(max(map(len, by_start.values())))
        columns = [self._cells(by_start[start], each) for start in starts]
        rows = -(-max(map(len, columns)) // SYMBOLS_PER_ROW)
        yield Text()
        for row in reversed(range(rows)):
            cells = (
                column[row * SYMBOLS_PER_ROW : (row + 1) * SYMBOLS_PER_ROW] for column in columns
            )
            yield _chart_row(
                Text.assemble(*one, " " * (SYMBOLS_PER_ROW - len(one))) for one in cells
            )
        yield _chart_row(Text(self.signs.ground * SYMBOLS_PER_ROW, DIM) for _ in starts)
        yield _chart_row(
            Text(_period_label(start, step).ljust(SYMBOLS_PER_ROW)) for start in starts
        )
        counts = (f"{len(by_start[start]):,}".center(SYMBOLS_PER_ROW) for start in starts)
        yield _chart_row(Text(one, DIM) for one in counts)
        if step > COLUMN_YEARS[0]:
            yield Text(f"Each column is {step:,} years.", DIM)
        if each > 1:
            yield Text(f"Each sign stands for up to {each:,} relationships.", DIM)

    def years(self) -> Iterator[Text]:
        """Tell what happened, with the running total at the line."""
        periods = self.told.periods
        if not periods:
            return
        digits = max(len("Total"), *(len(f"{one.total:,}") for one in periods))
        yield Text()
        header = "Year" if self.by is Grouping.YEAR else "Years"
        yield self._gutter(header, "Total".rjust(digits), DIM)
        if self.by is Grouping.DECADE:
            for one in periods:
                yield from self._period(one, _period_label(one.start, 10), digits)
            return
        for decade, group in groupby(periods, key=lambda one: one.start // 10 * 10):
            years = list(group)
            count = sum(len(one.founded) for one in years)
            yield self._gutter("", "", DIM)
            said = f"{count:,} founded" if count else "none founded"
            yield self._gutter(_period_label(decade, 10), said, HEADING)
            for one in years:
                yield from self._period(one, f"{one.start:04}", digits)

    def rest(self) -> Iterator[Text]:
        """Name what has no date, and say what the totals are."""
        undated, unclear = self.told.undated, self.told.unclear
        if undated:
            yield Text(f"\nFounding year unknown: {len(undated):,}", HEADING)
            yield from self._flow(map(self._founding, undated), self.width)
        if unclear:
            yield Text(f"\nSince an unknown date: {len(unclear):,}", HEADING)
            for one in unclear:
                yield from self._turn(ChangeKind(one.status.value), one, self.width)
        if self.told.periods:
            said = "The total leaves out those without a known year and those ended by then."
            yield from (Text(), Text(said, DIM))

    def _period(self, period: Period, label: str, digits: int) -> Iterator[Text]:
        total = f"{period.total:,}".rjust(digits)
        first = self._gutter(f"{label:>5} ", total, BOLD)
        if self.width < MIN_GUTTER_WIDTH:
            yield first
            first = later = Text("  ")
        else:
            first, later = first + Text("  "), self._gutter("", " " * (digits + 2), DIM)
        room = self.width - first.cell_len
        lines = self._flow(map(self._founding, period.founded), room)
        for mark in period.turns:
            lines += self._turn(mark.turn, mark.relationship, room)
        for number, line in enumerate(lines):
            yield (later if number else first) + line

    def _gutter(self, label: str, beside: str, style: Style) -> Text:
        return Text.assemble((f"{label:<6}", style), (self.signs.line, DIM), " ", (beside, DIM))

    def _sign(self, group: int) -> Text:
        return Text(self.signs.groups[group], GROUP_COLOURS[group])

    def _cells(self, numbers: Sequence[int], each: int) -> list[Text]:
        """Return the signs of a column, home by home."""
        counts = sorted(Counter(numbers).items(), key=lambda one: one[0] or HomeGroups.OTHERS)
        return [self._sign(n) for n, count in counts for _ in range(-(-count // each))]

    def _founding(self, one: Relationship) -> tuple[Text, str]:
        unsure = " (unconfirmed)" if one.status is Status.UNCONFIRMED else ""
        return self._sign(self.groups.of(one)), f"{self.groups.label(one)}{unsure}"

    def _turn(self, turn: ChangeKind, one: Relationship, width: int) -> list[Text]:
        sign = Text(self.signs.turn(turn), CHANGE_STYLES[turn])
        return self._flow([(sign, f"{turn.value}: {format_parties(one)}")], width)

    def _flow(self, items: Iterable[tuple[Text, str]], width: int) -> list[Text]:
        """Set names after their signs, as many to a line as there is room for."""
        lines: list[Text] = []
        for sign, name in items:
            first, *others = Text(name).wrap(self.console, width - 2, overflow="fold")
            item = Text.assemble(sign, " ", first)
            last = lines[-1] if lines and not lines[-1].plain.startswith(" ") else None
            if last and not others and last.cell_len + 2 + item.cell_len <= width:
                lines[-1] = Text.assemble(last, "  ", item)
            else:
                lines += [item, *(Text.assemble("  ", other) for other in others)]
        return lines


def _chart_columns(years: Sequence[int], width: int) -> tuple[int, range]:
    """Return how many years a column has so that all fit, and their first years."""
    low, high = min(years), max(years)
    ranges = ((step, range(low // step * step, high + 1, step)) for step in COLUMN_YEARS)
    most = (width + 1) // (SYMBOLS_PER_ROW + 1)
    return next(one for one in ranges if len(one[1]) <= most)


def _relationships_per_symbol(most: int) -> int:
    """Return how many relationships a sign stands for so that a column is not too high."""
    steps: Iterable[int] = (digit * 10**power for power in range(9) for digit in (1, 2, 5))
    return next(one for one in steps if most <= one * SYMBOLS_PER_ROW * MAX_CHART_ROWS)


def _period_label(start: int, step: int) -> str:
    return f"{start:04}s" if step == 10 else f"{start:04}"


def _chart_row(cells: Iterable[Text]) -> Text:
    return Text(" ").join(cells)
