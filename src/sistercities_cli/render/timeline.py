"""The timeline of relationships for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from rich.text import Text

from sistercities_cli.chronicle import By, Chronicle, Groups, Period, Turn
from sistercities_cli.model import Relationship, Status
from sistercities_cli.render import words
from sistercities_cli.render.terminal import HEADING, QUIET, STATUS, STRONG

if TYPE_CHECKING:
    from rich.console import Console

NARROW = 40  # columns; below, what happened stands under its year, not beside it
LEAST = 6  # columns: an indent, a sign and a wide letter, which Rich would drop
CELLS = 5  # signs beside each other in a column of the chart: as wide as "1990s"
HIGHEST = 6  # rows of the chart, or a few more
STEPS = (10, 20, 50, 100, 200, 500, 1000, 10_000)  # years of one column

COLOURS = ("yellow", "cyan", "magenta", "green", "blue", "red", "bright_cyan", "default")
TURN_STYLES = {
    Turn.SUSPENDED: STATUS[Status.SUSPENDED],
    Turn.DORMANT: STATUS[Status.DORMANT],
    Turn.ENDED: STATUS[Status.ENDED],
    Turn.REVIVAL: STATUS[Status.ACTIVE],
}


class Signs(NamedTuple):
    """What a timeline is drawn with."""

    groups: str  # one for each group
    turns: str  # one for each turn but the founding
    line: str
    ground: str

    def turn(self, turn: Turn) -> str:
        """Return the sign of what became of a relationship."""
        return self.turns[list(TURN_STYLES).index(turn)]


UNICODE = Signs("◆●■▲▼★✚○", "‖~✕↻", "│", "─")
ASCII = Signs("@o#^v*+.", "=~x>", "|", "-")


def show(
    console: Console, found: Sequence[Relationship], told: Chronicle, groups: Groups, by: By
) -> None:
    """Print a timeline: a chart, then the years, then what has no date."""
    console.width = max(console.width, LEAST)
    timeline = Timeline(console, groups, told, by)
    head = (Text(words.summary(found), HEADING), timeline.legend(found))
    for line in chain(head, timeline.chart(), timeline.years(), timeline.rest()):
        for part in line.wrap(console, console.width, overflow="fold"):
            part.rstrip()
            console.print(part)


class Timeline:
    """Lays out a chronicle for the width and the signs of a console."""

    def __init__(self, console: Console, groups: Groups, told: Chronicle, by: By) -> None:
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
        step, starts = _columns([year for year, _ in founded], self.width)
        by_start = {start: [n for y, n in founded if y // step * step == start] for start in starts}
        each = _each(max(map(len, by_start.values())))
        columns = [self._cells(by_start[start], each) for start in starts]
        rows = -(-max(map(len, columns)) // CELLS)
        yield Text()
        for row in reversed(range(rows)):
            cells = (column[row * CELLS : (row + 1) * CELLS] for column in columns)
            yield _row(Text.assemble(*one, " " * (CELLS - len(one))) for one in cells)
        yield _row(Text(self.signs.ground * CELLS, QUIET) for _ in starts)
        yield _row(Text(_name(start, step).ljust(CELLS)) for start in starts)
        counts = (f"{len(by_start[start]):,}".center(CELLS) for start in starts)
        yield _row(Text(one, QUIET) for one in counts)
        if step > STEPS[0]:
            yield Text(f"Each column is {step:,} years.", QUIET)
        if each > 1:
            yield Text(f"Each sign stands for up to {each:,} relationships.", QUIET)

    def years(self) -> Iterator[Text]:
        """Tell what happened, with the running total at the line."""
        periods = self.told.periods
        if not periods:
            return
        digits = max(len("Total"), *(len(f"{one.total:,}") for one in periods))
        yield Text()
        header = "Year" if self.by is By.YEAR else "Years"
        yield self._gutter(header, "Total".rjust(digits), QUIET)
        if self.by is By.DECADE:
            for one in periods:
                yield from self._period(one, _name(one.start, 10), digits)
            return
        for decade, group in groupby(periods, key=lambda one: one.start // 10 * 10):
            years = list(group)
            count = sum(len(one.founded) for one in years)
            yield self._gutter("", "", QUIET)
            said = f"{count:,} founded" if count else "none founded"
            yield self._gutter(_name(decade, 10), said, HEADING)
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
                yield from self._turn(Turn(one.status.value), one, self.width)
        if self.told.periods:
            said = "The total leaves out those without a known year and those ended by then."
            yield from (Text(), Text(said, QUIET))

    def _period(self, period: Period, label: str, digits: int) -> Iterator[Text]:
        total = f"{period.total:,}".rjust(digits)
        first = self._gutter(f"{label:>5} ", total, STRONG)
        if self.width < NARROW:
            yield first
            first = later = Text("  ")
        else:
            first, later = first + Text("  "), self._gutter("", " " * (digits + 2), QUIET)
        room = self.width - first.cell_len
        lines = self._flow(map(self._founding, period.founded), room)
        for mark in period.turns:
            lines += self._turn(mark.turn, mark.relationship, room)
        for number, line in enumerate(lines):
            yield (later if number else first) + line

    def _gutter(self, label: str, beside: str, style: Style) -> Text:
        return Text.assemble((f"{label:<6}", style), (self.signs.line, QUIET), " ", (beside, QUIET))

    def _sign(self, group: int) -> Text:
        return Text(self.signs.groups[group], COLOURS[group])

    def _cells(self, numbers: Sequence[int], each: int) -> list[Text]:
        """Return the signs of a column, home by home."""
        counts = sorted(Counter(numbers).items(), key=lambda one: one[0] or Groups.OTHERS)
        return [self._sign(n) for n, count in counts for _ in range(-(-count // each))]

    def _founding(self, one: Relationship) -> tuple[Text, str]:
        unsure = " (unconfirmed)" if one.status is Status.UNCONFIRMED else ""
        return self._sign(self.groups.of(one)), f"{self.groups.label(one)}{unsure}"

    def _turn(self, turn: Turn, one: Relationship, width: int) -> list[Text]:
        sign = Text(self.signs.turn(turn), TURN_STYLES[turn])
        return self._flow([(sign, f"{turn.value}: {words.parties(one)}")], width)

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


def _columns(years: Sequence[int], width: int) -> tuple[int, range]:
    """Return how many years a column has so that all fit, and their first years."""
    low, high = min(years), max(years)
    ranges = ((step, range(low // step * step, high + 1, step)) for step in STEPS)
    most = (width + 1) // (CELLS + 1)
    return next(one for one in ranges if len(one[1]) <= most)


def _each(most: int) -> int:
    """Return how many relationships a sign stands for so that a column is not too high."""
    steps: Iterable[int] = (digit * 10**power for power in range(9) for digit in (1, 2, 5))
    return next(one for one in steps if most <= one * CELLS * HIGHEST)


def _name(start: int, step: int) -> str:
    return f"{start:04}s" if step == 10 else f"{start:04}"


def _row(cells: Iterable[Text]) -> Text:
    return Text(" ").join(cells)
