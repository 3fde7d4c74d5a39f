"""The timeline of relationships as SVG."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from sistercities_cli import pictures
from sistercities_cli.dates import format_date
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
from sistercities_cli.pictures import (
    GROUP_SYMBOLS,
    Symbol,
    path_element,
    text_element,
    text_width,
    use_element,
)
from sistercities_cli.pictures.labels import OccupiedSpace
from sistercities_cli.pictures.projection import Box, Point, square_around


def _change_symbol(character: str, ascii: str, path: str, status: Status) -> Symbol:
    style = pictures.STATUS_SYMBOLS[status].style
    return Symbol(character, ascii, path, "#a3200d", "#ff8a75", style)


CHANGE_SYMBOLS = {
    ChangeKind.SUSPENDED: _change_symbol("‖", "=", "M-2.5-5v10M2.5-5v10", Status.SUSPENDED),
    ChangeKind.DORMANT: _change_symbol("~", "~", "M-6 0q3-6 6 0t6 0", Status.DORMANT),
    ChangeKind.ENDED: _change_symbol("✕", "x", "M-4-4 4 4M4-4-4 4", Status.ENDED),
    ChangeKind.REVIVAL: _change_symbol("↻", ">", "M4-3A5 5 0 1 0 5 1M5-6v4h-4", Status.ACTIVE),
    ChangeKind.AGREED_REVIVAL: _change_symbol(
        "↺", "<", "M-4-3A5 5 0 1 1-5 1M-5-6v4h4", Status.DORMANT
    ),
}

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
SPANS = (1, 10, 100, 1000)  # years of a period
MAX_BYTES = 60_000  # larger pictures get longer periods
MAX_NAMED, MAX_CHANGES_NAMED = 90, 30  # beyond these, foundings or changes are only counted
WIDTH, MARGIN = 960, 30
TITLE_HEIGHT = 44  # with the space above
LEFT, MAX_LEFT, RIGHT = 130, 420, WIDTH - MARGIN  # ends of the year axis
MAX_SHARE = 0.8  # of the year axis; later names have enough space to their left
MAX_LABEL_WIDTH = 400
DOT_GAP = 10  # between the centre of a dot and its name
WIDE_FONT = 1.12  # the widest fonts in relation to the estimated width of text
TEXT_WIDTH = RIGHT - MARGIN
AXIS_LEFT = MARGIN + 36  # left end of the grid lines, right of their totals
NAME_HEIGHT, LINE_HEIGHT = 15, 19  # height of a name beside the curve, and of a line of text
MIN_CURVE_HEIGHT = 340
STEPS: list[int] = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]


def timeline_svg(
    views: Sequence[Relationship],
    title: str,
    until: dt.date,
    by: Grouping = Grouping.YEAR,
    *,
    summary: bool = False,
) -> str:
    """Draw a timeline until a day, in as much detail as its size allows.

    A ``summary`` counts the relationships instead of naming them.
    """
    periods = build_history(views, by.span).periods
    founded = sum(len(period.founded) for period in periods)
    changes = sum(len(period.changes) for period in periods)
    details = [(span, False) for span in SPANS if span >= by.span]
    if founded <= MAX_NAMED and changes <= MAX_CHANGES_NAMED and not summary:
        details.insert(0, (by.span, True))
    for span, names in details:
        svg = Drawing(views, until, span, names=names).document(title)
        if len(svg.encode()) < MAX_BYTES:
            break
    return svg


class Drawing:
    """Draws a history as a curve, with a dot for each relationship or for each group."""

    def __init__(
        self, views: Sequence[Relationship], until: dt.date, span: int, *, names: bool
    ) -> None:
        self.views: Sequence[Relationship] = views
        self.span: int = span
        self.names: bool = names
        self.groups: HomeGroups = HomeGroups(views)
        self.history: History = build_history(views, span)
        periods = self.history.periods
        self.first: int = periods[0].start if periods else 0
        end = until.year + (until.timetuple().tm_yday - 1) / 366
        self.last: float = max(self.first + 10, end, periods[-1].start + span / 2 if periods else 0)
        self.highest: int = max([1, *(max(period.peak, period.total) for period in periods)])
        self.height: int = max(NAME_HEIGHT * self.highest if names else 0, MIN_CURVE_HEIGHT)
        self.base: float = 0  # bottom of the curve, known once the legend is drawn
        self.unnamed: list[str] = []  # known once the dots are drawn
        self.left: float = self._left() if names else LEFT

    def document(self, title: str) -> str:
        """Draw the complete picture."""
        legend, bottom = self._legend()
        self.base = bottom + LINE_HEIGHT + self.height
        changes, bottom = self._changes(self.base + 3 * LINE_HEIGHT)
        dots = "".join(self._dots())
        undated, bottom = self._undated(bottom)
        parts = (legend, self._axes(), self._curve(), changes, dots, undated)
        size = f'width="{WIDTH}" height="{bottom:.0f}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom:.0f}" {size}'
            ' role="img" aria-labelledby="timeline-title timeline-desc">\n'
            f'<title id="timeline-title">Timeline: {pictures.escape_xml(title)}</title>\n'
            f'<desc id="timeline-desc">{pictures.escape_xml(self._description())}</desc>\n'
            f"<style>{_stylesheet()}</style>\n<defs>{self._shapes()}</defs>\n"
            f'<rect class="paper" {size}/>\n'
            f"{text_element(MARGIN, 36, pictures.truncate(title, TEXT_WIDTH * 12 / 20), 'title')}"
            f"{text_element(MARGIN, 58, summarize(self.views), 'quiet')}{''.join(parts)}</svg>\n"
        )

    def _description(self) -> str:
        counts = self.groups.count(self.views)
        by_group = "; ".join(f"{name}: {count:,}" for _, name, count in counts)
        texts = [summarize(self.views), by_group]
        texts += [f"The total at the end: {last.total:,}" for last in self.history.periods[-1:]]
        if self.names:
            texts += [tooltip for _, _, points in self._change_lines() for _, tooltip in points]
        return "".join(f"{text}. " for text in texts).strip()

    def _shapes(self) -> str:
        shapes = {f"g{n}": GROUP_SYMBOLS[n].path for n in self.groups.names_of(self.views)}
        shapes.update((kind.name, symbol.path) for kind, symbol in CHANGE_SYMBOLS.items())
        return "".join(f'<path id="{id}" d="{path}"/>' for id, path in shapes.items())

    def _legend(self) -> tuple[str, float]:
        """Draw the legend, and return it with the y coordinate of its bottom."""
        parts, x, y = [], float(MARGIN), 86.0
        for n, name, count in self.groups.count(self.views):
            label = f"{pictures.truncate(name, 400)}: {count:,}"
            if x > MARGIN and x + 20 + text_width(label) > RIGHT:
                x, y = MARGIN, y + LINE_HEIGHT
            parts += [_dot(n, x + 6, y - 4), text_element(x + 17, y, label)]
            x += 42 + text_width(label)
        return "".join(parts), y

    def _axes(self) -> str:
        parts = []
        for total in range(0, self.highest + 1, round_step(self.highest, 7)):
            y = self._y(total)
            parts.append(path_element("grid", f"M{AXIS_LEFT} {y:.1f}H{RIGHT}"))
            parts.append(text_element(MARGIN + 30, y + 4, f"{total:,}", "quiet end"))
        end = int(self.last)
        step = round_step(end - self.first, 12)
        years = [*range(-(-self.first // step) * step, end + 1, step)]
        if years and self._year_x(end) - self._year_x(years[-1]) > text_width("0000") + 10:
            years.append(end)
        for year in years if self.history.periods else ():
            x = self._year_x(year)
            parts.append(path_element("grid", f"M{x:.1f} {self.base:.1f}v5"))
            parts.append(text_element(x, self.base + LINE_HEIGHT, f"{year:04}", "quiet middle"))
        return "".join(parts)

    def _curve(self) -> str:
        """Draw the running total as a step curve over a shaded area."""
        steps = [f"M{self._year_x(self.first):.1f} {self.base:.1f}"]
        for period in self.history.periods:
            steps.append(f"H{self._x(period.start):.1f}V{self._y(period.peak):.1f}")
            if period.total != period.peak:
                steps.append(f"V{self._y(period.total):.1f}")
        line = f"{''.join(steps)}H{RIGHT}"
        return path_element("ground", f"{line}V{self.base:.1f}z") + path_element("line", line)

    def _dots(self) -> Iterator[str]:
        """Draw the foundings, each where it raises the total."""
        if self.names:
            yield from self._named_dots()
            return
        for period in self.history.periods:
            total, x = period.peak - len(period.founded), self._x(period.start)
            years = self._period_name(period.start)
            for n, name, count in sorted(self.groups.count(period.founded)):
                total += count
                tooltip = f"{years}, {pictures.truncate(name, 200)}: {count:,}"
                yield _dot(n, x, self._y(total), tooltip)

    def _left(self) -> float:
        """Return the left end of the year axis at which early names fit left of their dots."""
        left = float(LEFT)
        for period in self.history.periods:
            share = (period.start + self.span // 2 - self.first) / (self.last - self.first)
            for view in period.founded if share < MAX_SHARE else ():
                width = text_width(self._label(view)) * WIDE_FONT + DOT_GAP
                left = max(left, (AXIS_LEFT + width - share * RIGHT) / (1 - share))
        return min(left, MAX_LEFT)

    def _label(self, view: Relationship) -> str:
        return pictures.truncate(self.groups.label(view), MAX_LABEL_WIDTH)

    def _named_dots(self) -> Iterator[str]:
        """Draw each founding with its name to the left, or to the right if it does not fit."""
        spots = []
        for period in self.history.periods:
            total, x = period.peak - len(period.founded), self._x(period.start)
            spots += [(view, x, self._y(total + n)) for n, view in enumerate(period.founded, 1)]
        space = OccupiedSpace(4 * NAME_HEIGHT)
        for _, x, y in spots:
            space.add(square_around(Point(x, y), DOT_GAP / 2))
        for view, x, y in spots:
            name = self._label(view)
            width = text_width(name) * WIDE_FONT
            for left, style in ((x - DOT_GAP - width, "end"), (x + DOT_GAP, "")):
                box = Box(left, y - DOT_GAP / 2, left + width, y + DOT_GAP / 2)
                if left >= AXIS_LEFT and box.right <= WIDTH and space.is_free(box):
                    space.add(box)
                    yield text_element(x + (-DOT_GAP if style else DOT_GAP), y + 4, name, style)
                    break
            else:
                self.unnamed.append(self.groups.label(view))
            date = f", {format_date(view.founded)}" if view.founded else ""
            doubt = ", unconfirmed" if view.status is Status.UNCONFIRMED else ""
            tooltip = f"{format_parties(view)}{date}{doubt}"
            yield _dot(self.groups.group_of(view), x, y, tooltip)

    def _change_lines(self) -> Iterator[tuple[ChangeKind, str, list[tuple[Period, str]]]]:
        """Yield the lines below the axis: a kind, its label, and periods with their tooltips.

        With names, there is one line for each change; without, one for each kind of change.
        """
        lines: dict[ChangeKind, list[tuple[Period, str]]] = {kind: [] for kind in CHANGE_SYMBOLS}
        for period in self.history.periods:
            for change in period.changes if self.names else ():
                view, when = change.relationship, f"{format_date(change.date)}, {change.kind}"
                label = f"{when}: {view.partner.name} and {view.home.name}"
                yield change.kind, label, [(period, f"{when}: {format_parties(view)}")]
            for kind, count in Counter(change.kind for change in period.changes).items():
                tooltip = f"{self._period_name(period.start)}, {kind}: {count:,}"
                lines[kind].append((period, tooltip))
        if not self.names:
            yield from ((kind, kind.value, points) for kind, points in lines.items() if points)

    def _changes(self, y: float) -> tuple[str, float]:
        """Draw the changes below the axis, and return them with the y coordinate of the bottom."""
        parts = []
        for kind, label, points in self._change_lines():
            for period, tooltip in points:
                x, level = self._x(period.start), self._y(period.total)
                parts.append(path_element("drop", f"M{x:.1f} {level:.1f}V{y - 10:.1f}"))
                parts.append(use_element(kind.name, "turn", x, y - 4, tooltip))
            x = self._x(points[0][0].start)
            left = x - 12 - MARGIN
            if self.names and left < text_width(label) < RIGHT - x:
                parts.append(text_element(x + 12, y, label))
            else:
                parts.append(text_element(x - 12, y, pictures.truncate(label, left), "end"))
            y += LINE_HEIGHT
        return "".join(parts), y

    def _undated(self, y: float) -> tuple[str, float]:
        """List undated relationships, or just count too many, and return the y of the bottom."""
        undated = [self.groups.label(view) for view in self.history.undated]
        changes = [f"{v.status}: {format_parties(v)}" for v in self.history.undated_changes]
        lists = {
            "Not named above": self.unnamed,
            "Founding year unknown": undated,
            "Since an unknown date": changes,
        }
        parts = []
        y += LINE_HEIGHT / 2
        for heading, names in lists.items():
            if not names:
                continue
            named = self.names and sum(map(text_width, names)) < 5 * TEXT_WIDTH
            count = f"{heading}: {len(names):,}"
            for line in pictures.wrap_list(count, names if named else [], TEXT_WIDTH):
                parts.append(text_element(MARGIN, y, pictures.truncate(line, TEXT_WIDTH), "quiet"))
                y += LINE_HEIGHT
            y += LINE_HEIGHT / 3
        return "".join(parts), y

    def _x(self, start: int) -> float:
        """Return the x coordinate of a period: its year, or the middle of its years."""
        return self._year_x(start + self.span // 2)

    def _year_x(self, year: float) -> float:
        return self.left + (year - self.first) / (self.last - self.first) * (RIGHT - self.left)

    def _y(self, total: float) -> float:
        return self.base - total / self.highest * self.height

    def _period_name(self, start: int) -> str:
        return f"{start:04}" if self.span == 1 else f"{start:04}–{start + self.span - 1:04}"


def _dot(group: int, x: float, y: float, tooltip: str = "") -> str:
    return use_element(f"g{group}", f"g{group}", x, y, tooltip)


def round_step(span: int, most: int) -> int:
    """Return the smallest round number of which ``most`` or fewer cover a span."""
    return next(step for step in STEPS if span <= step * most)


def _stylesheet() -> str:
    """Return the CSS of the picture, with light and dark colours."""
    light = "".join(f".g{n}{{fill:{symbol.light}}}" for n, symbol in enumerate(GROUP_SYMBOLS))
    dark = "".join(f".g{n}{{fill:{symbol.dark}}}" for n, symbol in enumerate(GROUP_SYMBOLS))
    return f"{LIGHT_STYLE}{light}\n@media (prefers-color-scheme:dark){{{DARK_STYLE}{dark}}}"
