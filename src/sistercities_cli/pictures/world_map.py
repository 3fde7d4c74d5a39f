"""The world map as SVG, with light and dark colours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from sistercities_cli.geography import great_circle
from sistercities_cli.history import HomeGroups
from sistercities_cli.model import Relationship, Status
from sistercities_cli.pictures import (
    OUTLINED,
    STATUS_SYMBOLS,
    escape_xml,
    group_stylesheet,
    text_width,
    world,
    wrap_list,
)
from sistercities_cli.pictures.labels import Label, OccupiedSpace, PlacedLabel, place_labels
from sistercities_cli.pictures.projection import (
    SOUTH,
    Box,
    Frame,
    Point,
    bounds,
    equal_earth,
    region_frame,
    spiral,
    world_frame,
)
from sistercities_cli.pictures.world import Land, Mark, Place, Route

WIDTH = 1200
ZOOM_HEIGHTS = (420.0, 800.0)
MAP_TOP = 76  # below the heading
MARGIN = 24  # left and right of texts
POLE = 90.0
SUBPIXELS = 10  # line coordinates are integer tenths: compact, and smooth enough
LINE_STEP, LINE_STEPS = 12, (0.2, 3.0)  # pixels, within degrees, between points of a line
LABEL_SIZE, LEGEND_SIZE, COUNT_SIZE = 14, 15, 11  # font sizes
LINE_HEIGHT = 21
WIDE, BOLD = 1.12, 1.3  # the widest fonts in relation to the estimated width of text
LABEL_GAP, EDGE = 3, 6  # between a symbol and its name, and between a name and the edge
RADIUS, STAR_RADIUS = 6.0, 10.5  # of the symbols of places and homes
MINOR_SCALE = 0.7  # of the symbols of organisations
INSET_SCALE = 0.45  # of the symbols that an inset shows in full size
MANY_PLACES, MIN_SCALE, MIN_STAR_SCALE = 120, 0.35, 0.7  # with more, symbols are smaller
OPACITY, MIN_OPACITY = 0.55, 0.06  # of lines; many are fainter
VISIBLE = 0.5  # part of a radius that no other symbol covers
MIN_RING = 1.2  # pixels; smaller islands are left out
INSET_WIDTH, INSET_MARGIN = 450, 36
INSET_HEIGHTS = (240.0, 370.0)
PLACE_WEIGHT = 1000  # of a place under an inset, in points of the outlines of land
WINDOW = 0.135  # width of the enlarged part of a map
OVERHANG = 170  # how far an inset may extend below the map
SEARCH_STEP = 10  # pixels, in the search for the position of an inset
STYLE = """\
svg { background: #fff; font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
.sheet { fill: #fff } .sea { fill: #f1f4f7 } .land { fill: #d3d8de }
.line { fill: none; stroke-width: 1.1 } .minor { stroke-width: .7 }
.leader { fill: none; stroke: #1c2430; stroke-width: .9 }
.frame { fill: none; stroke: #5a6573 } text { fill: #1c2430 } .quiet { fill: #5a6573 }
.halo { fill: none; stroke: #fff; stroke-opacity: .8; stroke-width: 3; stroke-linejoin: round }
.big { font-weight: 700 } .dot { stroke-width: 1.5 } .thick { stroke-width: 2 }
.plain { fill: #5a6573; stroke: #fff } .open { fill: #fff; stroke: #5a6573 }
@media (prefers-color-scheme: dark) {
svg { background: #12161c } .sheet { fill: #12161c } .sea { fill: #181e26 } .land { fill: #343d49 }
.leader { stroke: #eef2f6 } .frame { stroke: #a7b2bf } text { fill: #eef2f6 } .quiet { fill: #a7b2bf }
.halo { stroke: #12161c } .plain { fill: #a7b2bf; stroke: #12161c }
.open { fill: #12161c; stroke: #a7b2bf }
}
"""


def map_svg(
    views: Sequence[Relationship], title: str, land: Land, *, zoom: bool = False
) -> str:
    """Draw land, great circles from home to partner, symbols, names and a legend.

    With ``zoom``, show the part of the world with the places instead of all of it. Where names
    do not fit, a part is enlarged in an inset.
    """
    return MapDrawing(views, land, zoom=zoom).document(title)


class Panel:
    """The symbols and names on a map of the world or of a part of it."""

    def __init__(
        self, frame: Frame, places: Sequence[Place], small: Collection[str] = ()
    ) -> None:
        self.frame, self.places = frame, places
        self._small = small  # ids of cities that an inset shows as well
        self._scale = max(MIN_SCALE, min(1.0, (MANY_PLACES / max(1, len(places))) ** 0.4))
        self.rows = self._rows()
        self.points = self._spread()

    def _rows(self) -> dict[str, list[tuple[Mark, float]]]:
        """Lay out the symbols of each place in a row, on the side where there are no others."""
        taken = OccupiedSpace(4 * RADIUS)
        positions = [(place, self.frame.project(place.coordinates)) for place in self.places]
        for place, (x, y) in positions:
            taken.add(Box(x, y, x, y).expand(*[self._radius(place, place.marks[0])] * 2))
        rows = {}
        for place, point in positions:
            first = self._radius(place, place.marks[0])
            row, end = [(place.marks[0], 0.0)], first + count_width(place.marks[0])
            for mark in place.marks[1:]:
                radius = self._radius(place, mark)
                row.append((mark, end + 1 + radius))
                end += 1 + 2 * radius + count_width(mark)
            others = Box(point.x + first, point.y - first, point.x + end, point.y + first)
            if len(row) > 1 and not taken.is_free(others):
                row[1:] = [(mark, offset - first - end) for mark, offset in row[1:]]
            rows[place.city.id] = row
        return rows

    def _spread(self) -> dict[str, Point]:
        """Return the position of each place, moving those that would be hidden by another."""
        cores = OccupiedSpace(4 * RADIUS)
        skipped: dict[tuple[int, int], int] = {}  # points of a spiral that are known to be taken
        points = {}
        for place in reversed(self.places):  # homes stay where they are
            point = self.frame.project(place.coordinates)
            tile = int(point.x), int(point.y)
            step = self._radius(place, place.marks[-1])
            for n, spot in spiral(point, step, skipped.get(tile, 0)):
                boxes = [self._core(place, spot, *item) for item in self.rows[place.city.id]]
                if all(map(cores.is_free, boxes)):
                    break
            skipped[tile] = n
            for box in boxes:
                cores.add(box)
            points[place.city.id] = spot
        return points

    def _radius(self, place: Place, mark: Mark) -> float:
        if mark.status is None:
            return STAR_RADIUS * max(MIN_STAR_SCALE, self._scale)
        size = self._scale * (MINOR_SCALE if mark.is_minor else 1)
        return RADIUS * size * (INSET_SCALE if place.city.id in self._small else 1)

    def _core(self, place: Place, spot: Point, mark: Mark, offset: float) -> Box:
        core = self._radius(place, mark) * VISIBLE
        x = spot.x + offset
        return Box(x, spot.y, x, spot.y).expand(core, core)

    def box(self, place: Place) -> Box:
        """Return the box around the symbols of a place."""
        x, y = self.points[place.city.id]
        row = [
            (x + offset, self._radius(place, mark), count_width(mark))
            for mark, offset in self.rows[place.city.id]
        ]
        left = min(middle - radius for middle, radius, _ in row)
        right = max(middle + radius + count for middle, radius, count in row)
        return Box(left, y - row[0][1], right, y + row[0][1])

    def symbols(self, place: Place) -> str:
        """Draw the symbols of a place, with a number after those that stand for several."""
        x, y = self.points[place.city.id]
        parts = []
        for mark, offset in self.rows[place.city.id]:
            radius = self._radius(place, mark)
            size = radius / (RADIUS if mark.status else STAR_RADIUS)
            transform = f"translate({offset:.1f})scale({size:.2f})" if offset or size != 1 else ""
            parts.append(mark_symbol(mark.status, str(mark.group), transform))
            if mark.count > 1:
                parts.append(_haloed(f"{mark.count:,}", offset + radius + 1, 4, COUNT_SIZE))
        return f'<g transform="translate({x:.1f} {y:.1f})">{"".join(parts)}</g>'

    def label(
        self, places: Iterable[Place], *, leaders: bool, taken: Iterable[Box] = ()
    ) -> dict[str, PlacedLabel]:
        """Place the names of some places that fit, by the id of their city."""
        named = {place.city.id for place in places}
        unnamed = [self.box(place) for place in self.places if place.city.id not in named]
        labels = [
            Label(
                place.city.id,
                place.city.name,
                self.box(place),
                text_width(place.city.name, LABEL_SIZE) * (BOLD if place.is_home else WIDE),
                LABEL_SIZE,
                place.is_home,
            )
            for place in self.places
            if place.city.id in named
        ]
        area = self.frame.area.expand(-EDGE, -EDGE)
        placed = place_labels(
            labels, area, LABEL_GAP, leaders=leaders, unnamed=unnamed, taken=taken
        )
        return {one.label.id: one for one in placed}


def count_width(mark: Mark) -> float:
    """Return the width of the number after a symbol."""
    return text_width(f"{mark.count:,}", COUNT_SIZE) + 1 if mark.count > 1 else 0


def mark_symbol(status: Status | None, group: str, transform: str = "") -> str:
    """Draw the symbol of a status, or of a home, in the colour of a group or in grey."""
    is_open = status in (*OUTLINED, Status.ENDED)
    style = f"{'o' if is_open else 'f'}{group}" if group else ("open" if is_open else "plain")
    thick = " thick" if is_open else ""
    symbol = f'<path class="dot{thick} {style}" d="{STATUS_SYMBOLS[status].path}"/>'
    return f'<g transform="{transform}">{symbol}</g>' if transform else symbol


def map_frame(places: Iterable[Place], routes: Sequence[Route], width: float) -> Frame:
    """Return a map of the world, as far south as its places and lines."""
    lines = (great_circle(route.start, route.end, LINE_STEPS[1]) for route in routes)
    latitudes = [vertex.latitude for line in lines for vertex in line]
    latitudes += [place.coordinates.latitude for place in places]
    south = max(-POLE, min([SOUTH, *(latitude - 2 for latitude in latitudes)]))
    return world_frame(equal_earth, world.choose_meridian(routes), width, POLE, south)


class MapDrawing:
    """A map with its heading, inset, legend and the names that do not fit."""

    def __init__(self, views: Sequence[Relationship], land: Land, *, zoom: bool) -> None:
        self.views, self.land = views, land
        self.groups = HomeGroups(views)
        self.places = world.find_places(views, self.groups)
        self.routes = world.find_routes(views, self.groups)
        self.frame = self._frame(zoom=zoom)
        self.panel = Panel(self.frame, self.places)
        self.names = self.panel.label(self.places, leaders=False)
        crowded = [place.city.id for place in self.places if place.city.id not in self.names]
        window = WINDOW * WIDTH
        crowd = world.find_crowd(
            self.frame, self.places, crowded, window, window * INSET_HEIGHTS[1] / INSET_WIDTH
        )
        self.inset = self._inset(crowd) if crowd else None
        named, taken = self.places, []
        if self.inset:
            here = {place.city.id for place in self.inset.panel.places if not place.is_home}
            self.panel = Panel(self.frame, self.places, here)
            named = [place for place in self.places if place.city.id not in here]
            taken = [self.inset.box]
        self.names = self.panel.label(named, leaders=True, taken=taken)

    def _frame(self, *, zoom: bool) -> Frame:
        """Choose the part of the world to show."""
        frame = None
        if zoom and self.places:
            places = [place.coordinates for place in self.places]
            frame = region_frame(equal_earth, places, WIDTH, ZOOM_HEIGHTS, 4 * MARGIN)
        return frame or map_frame(self.places, self.routes, WIDTH)

    def _inset(self, crowd: Sequence[Place]) -> Inset:
        coordinates = [place.coordinates for place in crowd]
        frame = region_frame(equal_earth, coordinates, INSET_WIDTH, INSET_HEIGHTS, INSET_MARGIN)
        assert frame
        places = [place for place in self.places if frame.covers(place.coordinates, 2 * RADIUS)]
        panel = Panel(frame, places)
        left, top = self._inset_position(frame.height)
        box = Box(left, top, left + frame.width, top + frame.height)
        return Inset(panel, panel.label(places, leaders=True), box)

    def _inset_position(self, height: float) -> tuple[float, float]:
        """Find the position for an inset that hides the fewest places, and the least land."""
        step = SEARCH_STEP
        weights: Counter[tuple[int, int]] = Counter()
        for x, y in self.panel.points.values():
            weights[int(x // step), int(y // step)] += PLACE_WEIGHT
        for ring in self.land.rings(self.frame):
            for x, y in ring:
                weights[int(x // step), int(y // step)] += 1
        sums = SummedArea(weights)
        margin = 2 * RADIUS

        def cost(corner: tuple[int, int]) -> tuple[int, int, int]:
            left, top = corner
            box = Box(left, top, left + INSET_WIDTH, top + height).expand(margin, margin)
            return sums.total(*(int(edge // step) for edge in box)), -top, left

        bottom = int(self.frame.height + OVERHANG - height)
        columns = range(MARGIN, WIDTH - MARGIN - INSET_WIDTH + 1, step)
        return min(product(columns, range(0, max(1, bottom), step)), key=cost)

    def document(self, title: str) -> str:
        """Draw the complete picture."""
        heading = world.map_heading(self.views) if self.views else "No relationships match"
        bottom, texts = self._texts()
        height = f"{MAP_TOP + bottom:.0f}"
        # In a graphics-document (WAI-ARIA Graphics Module) screen readers reach the titles of
        # parts.
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            f' width="{WIDTH}" height="{height}"'
            ' role="graphics-document document" aria-labelledby="title summary">',
            f'<title id="title">{escape_xml(title)}</title>',
            f'<desc id="summary">{escape_xml(_summary(self.views, heading))}</desc>',
            f"<style>\n{STYLE}{self._group_style()}</style>",
            f'<rect class="sheet" width="{WIDTH}" height="{height}"/>',
            _heading(title, "big", 40, 26),
            _heading(heading, "quiet", 64, 16),
            f'<g transform="translate(0 {MAP_TOP})">',
            *self._panel(self.panel, self.names, "map"),
        ]
        if self.inset:
            lines += self._inset_elements(self.inset)
        lines += [*texts, "</g>", "</svg>"]
        return "".join(f"{line}\n" for line in lines)

    def _group_style(self) -> str:
        marks = [mark.group for place in self.places for mark in place.marks]
        return group_stylesheet([*marks, *(route.group for route in self.routes)], "#fff", "#12161c")

    def _panel(
        self, panel: Panel, names: dict[str, PlacedLabel], id: str, top: str = ""
    ) -> Iterator[str]:
        """Draw a map: land, lines, symbols, names."""
        frame = panel.frame
        yield f'<defs><clipPath id="{id}"><path d="{path([frame.outline()])}"/></clipPath></defs>'
        yield f'<g clip-path="url(#{id})" aria-hidden="true">'
        yield f'<path class="sea" d="{path([frame.outline()])}"/>'
        yield f'<path class="land" fill-rule="evenodd" d="{land_path(self.land, frame)}"/>'
        yield from self._route_elements(frame)
        yield "</g>"
        yield f'<g font-size="{LABEL_SIZE}">'
        for place in panel.places:
            yield (
                f'<g role="graphics-symbol img"><title>{escape_xml(world.describe_place(place))}'
                f"</title>{panel.symbols(place)}</g>"
            )
        for label in names.values():
            yield label_element(label)
        yield "</g>"

    def _route_elements(self, frame: Frame) -> Iterator[str]:
        """Draw the lines of each group in one element, so that overlaps do not become darker."""
        drawn: dict[tuple[bool, int], list[str]] = {}
        for route in self.routes:
            key = (not route.is_minor, route.group)
            drawn.setdefault(key, []).append(route_path(route, frame))
        share = min(1.0, MANY_PLACES / max(1, len(self.routes)))
        opacity = max(MIN_OPACITY, OPACITY * share**0.6)
        for (is_major, group), paths in sorted(drawn.items()):
            style = f"line l{group}{'' if is_major else ' minor'}"
            yield f'<path class="{style}" opacity="{opacity:.2f}" d="{"".join(paths)}"/>'

    def _inset_elements(self, inset: Inset) -> Iterator[str]:
        """Draw an inset, and a rectangle around the part of the map that it enlarges."""
        left, top, _, _ = inset.box
        frame = inset.panel.frame
        x, y, end, below = self.frame.extent(frame)
        corners = Point(x, y), Point(end, y), Point(end, below), Point(x, below)
        yield f'<path class="frame" d="{path([corners])}"/>'
        yield f'<g transform="translate({left} {top})" aria-hidden="true">'
        size = f'width="{frame.width}" height="{frame.height}"'
        yield f'<rect class="sheet" {size}/>'
        yield from self._panel(inset.panel, inset.names, "inset")
        yield f'<rect class="frame" {size}/></g>'

    def _texts(self) -> tuple[float, list[str]]:
        """Draw the legend and the names that do not fit; return the y of the bottom as well."""
        left, right = float(MARGIN), float(WIDTH - MARGIN)
        bottom = self.frame.height
        if self.inset:
            box = self.inset.box
            if box.bottom > bottom:
                if box.left + box.right < WIDTH:
                    left = box.right + MARGIN
                else:
                    right = box.left - MARGIN
        parts = []
        x, y = left, bottom + LINE_HEIGHT + 8
        for symbol, text in self._legend():
            width = text_width(text, LEGEND_SIZE)
            if x > left and x + 24 + width > right:
                x, y = left, y + LINE_HEIGHT
            parts.append(f'<g transform="translate({x + 9:.0f} {y - 5:.0f})">{symbol}</g>')
            parts.append(f'<text x="{x + 24:.0f}" y="{y:.0f}">{escape_xml(text)}</text>')
            x += 46 + width
        for text in self._notes(right - left):
            y += LINE_HEIGHT
            parts.append(f'<text class="quiet" x="{left:.0f}" y="{y:.0f}">{escape_xml(text)}</text>')
        texts = [f'<g font-size="{LEGEND_SIZE}" aria-hidden="true">', *parts, "</g>"]
        inset_bottom = self.inset.box.bottom if self.inset else 0
        return max(y, inset_bottom) + MARGIN, texts

    def _legend(self) -> Iterator[tuple[str, str]]:
        """Yield the symbols of homes and statuses with their texts."""
        names = self.groups.names_of(self.views)
        single = str(next(iter(names))) if len(names) == 1 else ""
        for n, name in names.items():
            line = f'<path class="line l{n}" stroke-width="2" d="M-8 0H8"/>'
            yield (mark_symbol(None, str(n)) if n != self.groups.SHARED else line), name
        for status, count in world.count_by_status(self.views):
            yield mark_symbol(status, single), f"{status} {count:,}"
        if any(mark.is_minor for place in self.places for mark in place.marks):
            small = mark_symbol(Status.ACTIVE, single, f"scale({MINOR_SCALE})")
            yield small, "organisation"
        if any(mark.count > 1 for place in self.places for mark in place.marks):
            yield mark_symbol(Status.ACTIVE, single), "2 in one place"

    def _notes(self, width: float) -> Iterator[str]:
        named = self.names.keys() | (self.inset.names.keys() if self.inset else set())
        missing = [place.city.name for place in self.places if place.city.id not in named]
        if missing:
            heading, listed = world.describe_unnamed(missing)
            for line in wrap_list(heading, listed, width * 12 / LEGEND_SIZE):
                yield line
        if unplaced := world.describe_unplaced(self.views):
            yield f"{unplaced}."


class Inset(NamedTuple):
    """An enlarged part of a map, with its position on it."""

    panel: Panel
    names: dict[str, PlacedLabel]
    box: Box


class SummedArea:
    """Sums of weights in rectangles of tiles, in constant time each."""

    def __init__(self, weights: dict[tuple[int, int], int]) -> None:
        self.columns = max((column for column, _ in weights), default=0) + 1
        self.rows = max((row for _, row in weights), default=0) + 1
        self.sums = [[0] * (self.columns + 1) for _ in range(self.rows + 1)]
        for row, column in product(range(self.rows), range(self.columns)):
            self.sums[row + 1][column + 1] = (
                weights.get((column, row), 0)
                + self.sums[row][column + 1]
                + self.sums[row + 1][column]
                - self.sums[row][column]
            )

    def total(self, left: int, top: int, right: int, bottom: int) -> int:
        """Return the sum of the tiles between two edges, the last ones included."""
        left, right = (min(max(edge, 0), self.columns) for edge in (left, right + 1))
        top, bottom = (min(max(edge, 0), self.rows) for edge in (top, bottom + 1))
        sums = self.sums
        return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]


def _summary(views: Sequence[Relationship], heading: str) -> str:
    by_status = ", ".join(f"{count} {status}" for status, count in world.count_by_status(views))
    unplaced = world.describe_unplaced(views)
    text = f"{heading}{f': {by_status}' if by_status else ''}. A map of the world."
    return f"{text} {unplaced}." if unplaced else text


def _heading(text: str, style: str, y: int, size: int) -> str:
    """Draw a line of text above the map, shrunk to fit if it is too long."""
    size_that_fits = min(size, (WIDTH - 2 * MARGIN) * size / max(1, text_width(text, size)))
    return (
        f'<text class="{style}" x="{MARGIN}" y="{y}" font-size="{size_that_fits:.1f}"'
        f' aria-hidden="true">{escape_xml(text)}</text>'
    )


def land_path(land: Land, frame: Frame) -> str:
    """Return the path of land in a frame, without islands too small to see."""
    rings = (
        ring
        for ring in land.rings(frame, margin=2)
        if max(bounds(ring).width, bounds(ring).height) > MIN_RING
    )
    return path(rings)


def route_path(route: Route, frame: Frame) -> str:
    """Return the path of a great circle, cut at the edges of the map."""
    finest, coarsest = LINE_STEPS
    step = min(max(LINE_STEP / math.radians(frame.y_scale), finest), coarsest)
    parts = frame.split(great_circle(route.start, route.end, step))
    return path((part for part in parts if bounds(part).overlaps(frame.area)), close="")


def path(lines: Iterable[Sequence[Point]], close: str = "z") -> str:
    """Format lines in relative coordinates, which are shorter than absolute ones."""
    return "".join(_line_path(line) + close for line in lines)


def _line_path(line: Sequence[Point]) -> str:
    steps = []
    last_x = last_y = 0
    for point in line:
        x, y = round(point.x * SUBPIXELS), round(point.y * SUBPIXELS)
        if not steps or (x, y) != (last_x, last_y):
            steps.append(f"{_tenths(x - last_x)} {_tenths(y - last_y)}")
        last_x, last_y = x, y
    return f"M{steps[0]}l{' '.join(steps[1:])}".replace(" -", "-")


def _tenths(count: int) -> str:
    """Format tenths briefly: .5, not 0.5."""
    text = f"{count / SUBPIXELS:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def label_element(placed: PlacedLabel) -> str:
    """Draw a name, anchored at the end next to its symbol, as fonts differ in width."""
    label, box = placed.label, placed.box
    middle = (label.symbol.left + label.symbol.right) / 2
    if box.left >= middle:
        x, anchor = box.left, ""
    elif box.right <= middle:
        x, anchor = box.right, "end"
    else:
        x, anchor = (box.left + box.right) / 2, "middle"
    leader = ""
    if placed.leader:
        (x1, y1), (x2, y2) = placed.leader
        leader = f'<path class="leader" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
    style = "big" if label.is_home else ""
    return leader + _haloed(label.name, x, box.bottom - 3, None, anchor, style)


def _haloed(
    text: str, x: float, y: float, size: int | None, anchor: str = "", style: str = ""
) -> str:
    """Draw text on a halo, drawn apart as few programs support paint-order."""
    attributes = f'x="{x:.0f}" y="{y:.0f}"'
    attributes += f' font-size="{size}"' if size else ""
    attributes += f' text-anchor="{anchor}"' if anchor else ""
    return "".join(
        f'<text class="{layer} {style}" {attributes} aria-hidden="true">{escape_xml(text)}</text>'
        for layer in ("halo", "name")
    ).replace(' "', '"')
