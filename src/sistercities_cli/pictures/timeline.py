"""The timeline of relationships as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.dates import format_date
from sistercities_cli.history import (
    ChangeKind,
    Grouping,
    History,
    HomeGroups,
    build_history,
    summarize,
)
from sistercities_cli.model import Relationship, Status, format_parties
from sistercities_cli.pictures import (
    escape_xml,
    path_element,
    text_element,
    text_width,
    truncate,
    use_element,
    wrap_list,
)

# One for each group, and for each turn but the founding.
GROUP_SHAPES = (
    "M0-6 6 0 0 6-6 0z",
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "M-4-4h8v8h-8z",
    "M0-5 5 4H-5z",
    "M0 5 5-4H-5z",
    "M0-6 1.5-2 6-2 2.5.8 4 5 0 2.5-4 5-2.5.8-6-2-1.5-2z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M-5-2.5-2.5-5H2.5L5-2.5V2.5L2.5 5H-2.5L-5 2.5z",
)

CHANGE_SHAPES = {
    ChangeKind.SUSPENDED: "M-2.5-5v10M2.5-5v10",
    ChangeKind.DORMANT: "M-6 0q3-6 6 0t6 0",
    ChangeKind.ENDED: "M-4-4 4 4M4-4-4 4",
    ChangeKind.REVIVAL: "M4-3A5 5 0 1 0 5 1M5-6v4h-4",
}

LIGHT_COLOURS = (
    "#8a5a00",
    "#0067a8",
    "#c2410c",
    "#00795a",
    "#7b3fa0",
    "#b0106b",
    "#4d6600",
    "#555",
)

DARK_COLOURS = ("#f0c060", "#58b4f0", "#ff9a62", "#3fcfa2", "#c79bf0", "#ff7fc0", "#b5d34a", "#bbb")

LIGHT_STYLE = """\
text{font:12px system-ui,sans-serif;fill:#1c2430}.title{font-size:20px;font-weight:600}
.quiet{fill:#5b6675}.end{text-anchor:end}.middle{text-anchor:middle}
.paper{fill:#fff}.ground{fill:#0067a8;opacity:.08}.line,.turn,.drop,.grid{fill:none;stroke:#5b6675}
.line{stroke-width:1.5}.turn{stroke:#a3200d;stroke-width:2;stroke-linecap:round}
.drop{stroke:#a3200d;stroke-dasharray:2 4;opacity:.6}.grid{stroke:#dfe4ea}
"""

DARK_STYLE = """text{fill:#e8edf3}.quiet{fill:#a3afbd}.paper{fill:#12171e}
.ground{fill:#58b4f0;opacity:.1}.line{stroke:#a3afbd}.grid{stroke:#2b3440}
.turn,.drop{stroke:#ff8a75}
"""


def stylesheet() -> str:
    """Return the style of the picture, light or dark to match the reader's screen."""

    def fills(colours: Sequence[str]) -> str:
        return "".join(f".g{number}{{fill:{colour}}}" for number, colour in enumerate(colours))

    dark = f"{DARK_STYLE}{fills(DARK_COLOURS)}"
    return f"{LIGHT_STYLE}{fills(LIGHT_COLOURS)}\n@media (prefers-color-scheme:dark){{{dark}}}"


MAX_BYTES = 60_000  # bytes; above, more years are taken together
SPANS = (1, 10, 100, 1000)
MAX_NAMED, MAX_CHANGES_NAMED = 90, 30  # relationships and turns; more have no room for their names
WIDTH, MARGIN = 960, 30
LEFT, RIGHT = 130, WIDTH - MARGIN  # the ends of the axis of years
NAME_HEIGHT, LINE_HEIGHT = 15, 19  # heights of a name at the curve and of a line of text
MIN_CURVE_HEIGHT = 340  # least height of the curve
AXIS_STEPS: list[int] = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]  # of axes


def timeline_svg(
    found: Sequence[Relationship], groups: HomeGroups, title: str, by: Grouping = Grouping.YEAR
) -> str:
    """Draw a timeline, as detailed as fits into its size."""
    told = build_history(found, by.span)
    founded = sum(len(one.founded) for one in told.periods)
    turns = sum(len(one.turns) for one in told.periods)
    if founded <= MAX_NAMED and turns <= MAX_CHANGES_NAMED:
        drawn = Drawing(found, told, groups, by.span, names=True).document(title)
        if len(drawn.encode()) < MAX_BYTES:
            return drawn
    for span in (one for one in SPANS if one >= by.span):
        drawn = Drawing(found, build_history(found, span), groups, span, names=False).document(
            title
        )
        if len(drawn.encode()) < MAX_BYTES:
            break
    return drawn


class Point(NamedTuple):
    """Where a turn is drawn."""

    x: float
    level: float  # the height of the curve there
    said: str


class Drawing:
    """Draws a chronicle: a dot with a name for each relationship, or a dot for each group."""

    def __init__(
        self,
        found: Sequence[Relationship],
        told: History,
        groups: HomeGroups,
        span: int,
        *,
        names: bool,
    ) -> None:
        self.found, self.told, self.groups = found, told, groups
        self.span, self.names = span, names
        self.first = told.periods[0].start if told.periods else 0
        self.last = max(self.first + 10, told.periods[-1].start + span if told.periods else 0)
        # What is founded comes before what ends, so a year can reach above its total.
        before = [0, *(one.total for one in told.periods)]
        self.peaks = [low + len(p.founded) for low, p in zip(before, told.periods, strict=False)]
        self.most = max([1, *self.peaks, *(one.total for one in told.periods)])
        self.height = max(NAME_HEIGHT * self.most, MIN_CURVE_HEIGHT) if names else MIN_CURVE_HEIGHT
        self.base = 0.0  # where the curve starts from, once the legend is set

    def document(self, title: str) -> str:
        """Return the whole file."""
        legend, below = self._legend()
        self.base = below + LINE_HEIGHT + self.height
        turns, below = self._turns(self.base + 3 * LINE_HEIGHT)
        rest, below = self._rest(below)
        drawn = (legend, self._axes(), self._curve(), turns, *self._dots(), rest)
        size = f'width="{WIDTH}" height="{below:.0f}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {below:.0f}" {size}'
            ' role="img" aria-labelledby="timeline-title timeline-desc">\n'
            f'<title id="timeline-title">Timeline: {escape_xml(title)}</title>\n'
            f'<desc id="timeline-desc">{escape_xml(self._description())}</desc>\n'
            f"<style>{stylesheet()}</style>\n<defs>{self._shapes()}</defs>\n"
            f'<rect class="paper" {size}/>\n'
            f"{text_element(MARGIN, 36, truncate(title, (RIGHT - MARGIN) * 12 / 20), 'title')}"
            f"{text_element(MARGIN, 58, summarize(self.found), 'quiet')}{''.join(drawn)}</svg>\n"
        )

    def x(self, start: int) -> float:
        """Return where a period is, from left to right: the year, or the middle of several."""
        return self._year(start + self.span // 2)

    def y(self, total: float) -> float:
        """Return where a total is, from top to bottom."""
        return self.base - total / self.most * self.height

    def _year(self, year: int) -> float:
        return LEFT + (year - self.first) / (self.last - self.first) * (RIGHT - LEFT)

    def _name(self, start: int) -> str:
        return f"{start:04}" if self.span == 1 else f"{start:04}–{start + self.span - 1:04}"

    def _description(self) -> str:
        counts = Counter(map(self.groups.of, self.found))
        homes = self.groups.present(self.found).items()
        said = [summarize(self.found), "; ".join(f"{name}: {counts[n]:,}" for n, name in homes)]
        said += [f"The total at the end: {one.total:,}" for one in self.told.periods[-1:]]
        said += [point.said for _, _, points in self._lanes() for point in points if self.names]
        return "".join(f"{one}. " for one in said).strip()

    def _shapes(self) -> str:
        shapes = {f"g{number}": GROUP_SHAPES[number] for number in self.groups.present(self.found)}
        shapes.update((turn.value, shape) for turn, shape in CHANGE_SHAPES.items())
        return "".join(f'<path id="{id}" d="{shape}"/>' for id, shape in shapes.items())

    def _legend(self) -> tuple[str, float]:
        """Say which sign is whose, and where that ends."""
        parts, x, y = [], float(MARGIN), 86.0
        counts = Counter(map(self.groups.of, self.found))
        for number, name in self.groups.present(self.found).items():
            said = f"{truncate(name, 400)}: {counts[number]:,}"
            if x > MARGIN and x + 20 + text_width(said) > RIGHT:
                x, y = MARGIN, y + LINE_HEIGHT
            parts += [
                use_element(f"g{number}", f"g{number}", x + 6, y - 4),
                text_element(x + 17, y, said),
            ]
            x += 42 + text_width(said)
        return "".join(parts), y

    def _axes(self) -> str:
        parts = []
        for total in range(0, self.most + 1, _axis_step(self.most, 7)):
            y = self.y(total)
            parts.append(path_element("grid", f"M{MARGIN + 36} {y:.1f}H{RIGHT}"))
            parts.append(text_element(MARGIN + 30, y + 4, f"{total:,}", "quiet end"))
        step = _axis_step(self.last - self.first, 12)
        years = range(-(-self.first // step) * step, self.last + 1, step)
        for year in years if self.told.periods else ():
            x = self._year(year)
            parts.append(path_element("grid", f"M{x:.1f} {self.base:.1f}v5"))
            parts.append(text_element(x, self.base + LINE_HEIGHT, f"{year:04}", "quiet middle"))
        return "".join(parts)

    def _curve(self) -> str:
        """Draw the running total as steps on a tinted ground."""
        steps = [f"M{self._year(self.first):.1f} {self.base:.1f}"]
        for one, peak in zip(self.told.periods, self.peaks, strict=True):
            falls = f"V{self.y(one.total):.1f}" if one.total != peak else ""
            steps.append(f"H{self.x(one.start):.1f}V{self.y(peak):.1f}{falls}")
        line = f"{''.join(steps)}H{RIGHT}"
        return path_element("ground", f"{line}V{self.base:.1f}z") + path_element("line", line)

    def _dots(self) -> Iterator[str]:
        """Draw the foundings, each where it raises the total."""
        for one, peak in zip(self.told.periods, self.peaks, strict=True):
            reached, x = peak - len(one.founded), self.x(one.start)
            for number, together in self._together(one.founded):
                reached += len(together)
                y = self.y(reached)
                if self.names:
                    yield self._named(together[0], number, x, y)
                else:
                    group = truncate(self.groups.present(together)[number], 200)
                    said = f"{self._name(one.start)}, {group}: {len(together):,}"
                    yield use_element(f"g{number}", f"g{number}", x, y, said)

    def _together(
        self, founded: Sequence[Relationship]
    ) -> Iterable[tuple[int, list[Relationship]]]:
        if self.names:
            return [(self.groups.of(one), [one]) for one in founded]
        grouped = groupby(sorted(founded, key=self.groups.of), self.groups.of)
        return [(number, list(group)) for number, group in grouped]

    def _named(self, one: Relationship, number: int, x: float, y: float) -> str:
        """Draw a dot with its name on the left, where no line is, or above it on the right."""
        name = self.groups.label(one)
        if x - 10 - text_width(name) >= MARGIN + 36:
            words = text_element(x - 10, y + 4, name, "end")
        else:
            words = text_element(x + 8, y - 5, truncate(name, RIGHT - x - 8))
        date = f", {format_date(one.founded)}" if one.founded else ""
        unsure = ", unconfirmed" if one.status is Status.UNCONFIRMED else ""
        return words + use_element(
            f"g{number}", f"g{number}", x, y, f"{format_parties(one)}{date}{unsure}"
        )

    def _lanes(self) -> Iterator[tuple[ChangeKind, str, list[Point]]]:
        """Yield the lines below the years: one a turn with its names, or one a sort of turn."""
        points: dict[ChangeKind, list[Point]] = {turn: [] for turn in CHANGE_SHAPES}
        for period in self.told.periods:
            x, level = self.x(period.start), self.y(period.total)
            for mark in period.turns if self.names else ():
                one, date = mark.relationship, format_date(mark.date)
                label = f"{date}, {mark.turn}: {one.partner.name} and {one.home.name}"
                said = f"{date}, {mark.turn}: {format_parties(one)}"
                yield mark.turn, label, [Point(x, level, said)]
            for turn, count in Counter(mark.turn for mark in period.turns).items():
                said = f"{self._name(period.start)}, {turn}: {count:,}"
                points[turn].append(Point(x, level, said))
        if not self.names:
            yield from ((turn, turn.value, here) for turn, here in points.items() if here)

    def _turns(self, y: float) -> tuple[str, float]:
        """Draw what became of relationships, and say where that ends."""
        parts = []
        for turn, label, points in self._lanes():
            for point in points:
                parts.append(path_element("drop", f"M{point.x:.1f} {point.level:.1f}V{y - 10:.1f}"))
                parts.append(use_element(turn.value, "turn", point.x, y - 4, point.said))
            x = points[0].x
            if len(points) == 1 and self.names and x - MARGIN - 12 < text_width(label) < RIGHT - x:
                parts.append(text_element(x + 12, y, label))
            else:
                parts.append(text_element(x - 12, y, truncate(label, x - 12 - MARGIN), "end"))
            y += LINE_HEIGHT
        return "".join(parts), y

    def _rest(self, y: float) -> tuple[str, float]:
        """Name what has no date, or count it where that is too much; say where that ends."""
        lists = (
            ("Founding year unknown", [self.groups.label(one) for one in self.told.undated]),
            (
                "Since an unknown date",
                [f"{one.status}: {format_parties(one)}" for one in self.told.unclear],
            ),
        )
        parts = []
        y += LINE_HEIGHT / 2
        for heading, names in lists:
            if not names:
                continue
            few = self.names and sum(map(text_width, names)) < 5 * (RIGHT - MARGIN)
            for line in wrap_list(
                f"{heading}: {len(names):,}", names if few else [], RIGHT - MARGIN
            ):
                parts.append(text_element(MARGIN, y, truncate(line, RIGHT - MARGIN), "quiet"))
                y += LINE_HEIGHT
            y += LINE_HEIGHT / 3
        return "".join(parts), y


def _axis_step(span: int, most: int) -> int:
    """Return the distance between marks of an axis that has so many at most."""
    return next(one for one in AXIS_STEPS if span <= one * most)
