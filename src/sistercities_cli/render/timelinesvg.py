"""The timeline of relationships as a picture: one self-contained SVG file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.chronicle import By, Chronicle, Groups, Turn, chronicle
from sistercities_cli.model import Relationship, Status
from sistercities_cli.render import svg, timelinelook
from sistercities_cli.render.lettering import folded, length, short
from sistercities_cli.render.words import in_words, parties, summary

LIMIT = 60_000  # bytes; above, more years are taken together
SPANS = (1, 10, 100, 1000)
NAMED, TURNED = 90, 30  # relationships and turns; more have no room for their names

WIDTH, MARGIN = 960, 30
LEFT, RIGHT = 130, WIDTH - MARGIN  # the ends of the axis of years
ROW, LINE = 15, 19  # heights of a name at the curve and of a line of text
LOW = 340  # least height of the curve
STEPS: list[int] = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]  # of axes


def picture(found: Sequence[Relationship], groups: Groups, title: str, by: By = By.YEAR) -> str:
    """Draw a timeline, as detailed as fits into its size."""
    told = chronicle(found, by.span)
    founded = sum(len(one.founded) for one in told.periods)
    turns = sum(len(one.turns) for one in told.periods)
    if founded <= NAMED and turns <= TURNED:
        drawn = Drawing(found, told, groups, by.span, names=True).document(title)
        if len(drawn.encode()) < LIMIT:
            return drawn
    for span in (one for one in SPANS if one >= by.span):
        drawn = Drawing(found, chronicle(found, span), groups, span, names=False).document(title)
        if len(drawn.encode()) < LIMIT:
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
        told: Chronicle,
        groups: Groups,
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
        self.height = max(ROW * self.most, LOW) if names else LOW
        self.base = 0.0  # where the curve starts from, once the legend is set

    def document(self, title: str) -> str:
        """Return the whole file."""
        legend, below = self._legend()
        self.base = below + LINE + self.height
        turns, below = self._turns(self.base + 3 * LINE)
        rest, below = self._rest(below)
        drawn = (legend, self._axes(), self._curve(), turns, *self._dots(), rest)
        size = f'width="{WIDTH}" height="{below:.0f}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {below:.0f}" {size}'
            ' role="img" aria-labelledby="timeline-title timeline-desc">\n'
            f'<title id="timeline-title">Timeline: {svg.text(title)}</title>\n'
            f'<desc id="timeline-desc">{svg.text(self._description())}</desc>\n'
            f"<style>{timelinelook.style()}</style>\n<defs>{self._shapes()}</defs>\n"
            f'<rect class="paper" {size}/>\n'
            f"{svg.words(MARGIN, 36, short(title, (RIGHT - MARGIN) * 12 / 20), 'title')}"
            f"{svg.words(MARGIN, 58, summary(self.found), 'quiet')}{''.join(drawn)}</svg>\n"
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
        said = [summary(self.found), "; ".join(f"{name}: {counts[n]:,}" for n, name in homes)]
        said += [f"The total at the end: {one.total:,}" for one in self.told.periods[-1:]]
        said += [point.said for _, _, points in self._lanes() for point in points if self.names]
        return "".join(f"{one}. " for one in said).strip()

    def _shapes(self) -> str:
        shapes = {
            f"g{number}": timelinelook.SHAPES[number] for number in self.groups.present(self.found)
        }
        shapes.update((turn.value, shape) for turn, shape in timelinelook.TURN_SHAPES.items())
        return "".join(f'<path id="{id}" d="{shape}"/>' for id, shape in shapes.items())

    def _legend(self) -> tuple[str, float]:
        """Say which sign is whose, and where that ends."""
        parts, x, y = [], float(MARGIN), 86.0
        counts = Counter(map(self.groups.of, self.found))
        for number, name in self.groups.present(self.found).items():
            said = f"{short(name, 400)}: {counts[number]:,}"
            if x > MARGIN and x + 20 + length(said) > RIGHT:
                x, y = MARGIN, y + LINE
            parts += [svg.use(f"g{number}", f"g{number}", x + 6, y - 4), svg.words(x + 17, y, said)]
            x += 42 + length(said)
        return "".join(parts), y

    def _axes(self) -> str:
        parts = []
        for total in range(0, self.most + 1, _step(self.most, 7)):
            y = self.y(total)
            parts.append(svg.path("grid", f"M{MARGIN + 36} {y:.1f}H{RIGHT}"))
            parts.append(svg.words(MARGIN + 30, y + 4, f"{total:,}", "quiet end"))
        step = _step(self.last - self.first, 12)
        years = range(-(-self.first // step) * step, self.last + 1, step)
        for year in years if self.told.periods else ():
            x = self._year(year)
            parts.append(svg.path("grid", f"M{x:.1f} {self.base:.1f}v5"))
            parts.append(svg.words(x, self.base + LINE, f"{year:04}", "quiet middle"))
        return "".join(parts)

    def _curve(self) -> str:
        """Draw the running total as steps on a tinted ground."""
        steps = [f"M{self._year(self.first):.1f} {self.base:.1f}"]
        for one, peak in zip(self.told.periods, self.peaks, strict=True):
            falls = f"V{self.y(one.total):.1f}" if one.total != peak else ""
            steps.append(f"H{self.x(one.start):.1f}V{self.y(peak):.1f}{falls}")
        line = f"{''.join(steps)}H{RIGHT}"
        return svg.path("ground", f"{line}V{self.base:.1f}z") + svg.path("line", line)

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
                    group = short(self.groups.present(together)[number], 200)
                    said = f"{self._name(one.start)}, {group}: {len(together):,}"
                    yield svg.use(f"g{number}", f"g{number}", x, y, said)

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
        if x - 10 - length(name) >= MARGIN + 36:
            words = svg.words(x - 10, y + 4, name, "end")
        else:
            words = svg.words(x + 8, y - 5, short(name, RIGHT - x - 8))
        date = f", {in_words(one.founded)}" if one.founded else ""
        unsure = ", unconfirmed" if one.status is Status.UNCONFIRMED else ""
        return words + svg.use(f"g{number}", f"g{number}", x, y, f"{parties(one)}{date}{unsure}")

    def _lanes(self) -> Iterator[tuple[Turn, str, list[Point]]]:
        """Yield the lines below the years: one a turn with its names, or one a sort of turn."""
        points: dict[Turn, list[Point]] = {turn: [] for turn in timelinelook.TURN_SHAPES}
        for period in self.told.periods:
            x, level = self.x(period.start), self.y(period.total)
            for mark in period.turns if self.names else ():
                one, date = mark.relationship, in_words(mark.date)
                label = f"{date}, {mark.turn}: {one.partner.name} and {one.home.name}"
                said = f"{date}, {mark.turn}: {parties(one)}"
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
                parts.append(svg.path("drop", f"M{point.x:.1f} {point.level:.1f}V{y - 10:.1f}"))
                parts.append(svg.use(turn.value, "turn", point.x, y - 4, point.said))
            x = points[0].x
            if len(points) == 1 and self.names and x - MARGIN - 12 < length(label) < RIGHT - x:
                parts.append(svg.words(x + 12, y, label))
            else:
                parts.append(svg.words(x - 12, y, short(label, x - 12 - MARGIN), "end"))
            y += LINE
        return "".join(parts), y

    def _rest(self, y: float) -> tuple[str, float]:
        """Name what has no date, or count it where that is too much; say where that ends."""
        lists = (
            ("Founding year unknown", [self.groups.label(one) for one in self.told.undated]),
            (
                "Since an unknown date",
                [f"{one.status}: {parties(one)}" for one in self.told.unclear],
            ),
        )
        parts = []
        y += LINE / 2
        for heading, names in lists:
            if not names:
                continue
            few = self.names and sum(map(length, names)) < 5 * (RIGHT - MARGIN)
            for line in folded(f"{heading}: {len(names):,}", names if few else [], RIGHT - MARGIN):
                parts.append(svg.words(MARGIN, y, short(line, RIGHT - MARGIN), "quiet"))
                y += LINE
            y += LINE / 3
        return "".join(parts), y


def _step(span: int, most: int) -> int:
    """Return the distance between marks of an axis that has so many at most."""
    return next(one for one in STEPS if span <= one * most)
