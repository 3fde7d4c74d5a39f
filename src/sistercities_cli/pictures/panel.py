"""Parts of a map in SVG: land, lines, symbols and names in a frame."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise

from sistercities_cli.geography import great_circle
from sistercities_cli.model import Status
from sistercities_cli.pictures import OUTLINED, STATUS_SYMBOLS, escape_xml, text_width, world
from sistercities_cli.pictures.labels import Label, OccupiedSpace, PlacedLabel, place_labels
from sistercities_cli.pictures.projection import (
    SOUTH,
    SPIRAL_LENGTH,
    Box,
    Frame,
    Point,
    bounds,
    equal_earth,
    spiral,
    square_around,
    world_frame,
)
from sistercities_cli.pictures.world import Land, Mark, Place, Route

LABEL_SIZE, NUMBER_SIZE = 14, 11  # font sizes
WIDE, WIDE_BOLD = 1.12, 1.3  # the widest fonts in relation to the estimated width of text
LABEL_GAP, EDGE = 3, 6  # between a symbol and its name, and between a name and the edge
MARK_GAP, NUMBER_GAP = 3, 2  # between symbols in one place, and before their numbers
RADIUS, STAR_RADIUS = 6.0, 10.5  # of the symbols of places and homes
MINOR_SCALE = 0.7  # of the symbols of organisations
SMALL_SCALE = 0.45  # of the symbols that an inset shows in full size
MANY_PLACES, MIN_SCALE, MIN_STAR_SCALE = 120, 0.35, 0.7  # with more places, symbols are smaller
OPACITY, MIN_OPACITY = 0.55, 0.06  # of lines; many are fainter
VISIBLE = 0.5  # part of a radius that no other symbol covers
SUBPIXELS = 10  # line coordinates have one decimal place: compact, and smooth enough
LINE_STEP, LINE_STEPS = 40, (0.2, 6.0)  # pixels, within degrees, between points of a line
MIN_STEP, TOLERANCE = 1.5, 0.4  # pixels between the points of land, and beside its lines
POLE = 90.0


class Panel:
    """The symbols and names of places in a frame; ``small`` ones have smaller symbols."""

    def __init__(self, frame: Frame, places: Sequence[Place], small: Collection[str] = ()) -> None:
        self.frame: Frame = frame
        self.places: Sequence[Place] = places
        self._small = small  # ids of cities
        self._scale = max(MIN_SCALE, _share(len(places), 0.4))
        self._rows = self._lay_out()
        self.points: dict[str, Point] = self._spread()  # by id of the city

    def _radius(self, place: Place, mark: Mark) -> float:
        if mark.status is None:
            return STAR_RADIUS * max(MIN_STAR_SCALE, self._scale)
        size = self._scale * (MINOR_SCALE if mark.is_minor else 1)
        return RADIUS * size * (SMALL_SCALE if place.city.id in self._small else 1)

    def _lay_out(self) -> dict[str, list[tuple[Mark, float]]]:
        """Lay out the symbols of each place in a row, on the side that is free."""
        taken = OccupiedSpace(4 * RADIUS)
        for place in self.places:
            radius = self._radius(place, place.marks[0])
            taken.add(square_around(self.frame.project(place.coordinates), radius))
        rows = {}
        for place in self.places:
            point, first = self.frame.project(place.coordinates), place.marks[0]
            start = self._radius(place, first)
            row, end = [(first, 0.0)], start + number_width(first)
            for mark in place.marks[1:]:
                radius = self._radius(place, mark)
                row.append((mark, end + MARK_GAP + radius))
                end += MARK_GAP + 2 * radius + number_width(mark)
            others = Box(point.x + start, point.y - start, point.x + end, point.y + start)
            if len(row) > 1 and not taken.is_free(others):
                row[1:] = [(mark, offset - start - end - MARK_GAP + 1) for mark, offset in row[1:]]
            rows[place.city.id] = row
        return rows

    def _spread(self) -> dict[str, Point]:
        """Return the position of each place, moving those that another would hide."""
        cores = OccupiedSpace(4 * RADIUS * self._scale)
        skipped: dict[tuple[int, int], int] = {}  # points of a spiral that are known to be taken
        points = {}
        for place in reversed(self.places):  # homes stay where they are
            centre = self.frame.project(place.coordinates)
            step = self._radius(place, place.marks[-1])
            size = 1.0 if self._scale == 1 else 3 * step  # a crowd is known to be taken at once
            tile = int(centre.x // size), int(centre.y // size)
            spots = spiral(centre, step, skipped.get(tile, 0))
            skipped[tile], point = next(
                (spot for spot in spots if all(map(cores.is_free, self._cores(place, spot[1])))),
                (SPIRAL_LENGTH, centre),
            )
            for core in self._cores(place, point):
                cores.add(core)
            points[place.city.id] = point
        return points

    def _cores(self, place: Place, point: Point) -> Iterator[Box]:
        """Yield the parts of the symbols of a place that no others may cover."""
        for mark, offset in self._rows[place.city.id]:
            yield square_around(
                Point(point.x + offset, point.y), self._radius(place, mark) * VISIBLE
            )

    def box(self, place: Place) -> Box:
        """Return the box around the symbols of a place."""
        point, row = self.points[place.city.id], self._rows[place.city.id]
        left = min(offset - self._radius(place, mark) for mark, offset in row)
        right = max(offset + self._radius(place, mark) + number_width(mark) for mark, offset in row)
        height = self._radius(place, place.marks[0])
        return Box(point.x + left, point.y - height, point.x + right, point.y + height)

    def symbols(self, place: Place) -> str:
        """Draw the symbols of a place, with a number after those that stand for several."""
        x, y = self.points[place.city.id]
        parts = []
        for mark, offset in self._rows[place.city.id]:
            radius = self._radius(place, mark)
            size = radius / (RADIUS if mark.status else STAR_RADIUS)
            transform = f"translate({offset:.1f})scale({size:.2f})" if offset or size != 1 else ""
            parts.append(mark_symbol(mark.status, str(mark.group), transform))
            if mark.number > 1:
                number = f"{mark.number:,}"
                parts.append(_haloed(number, offset + radius + NUMBER_GAP, 4, size=NUMBER_SIZE))
        return f'<g transform="translate({x:.1f} {y:.1f})">{"".join(parts)}</g>'

    def label(
        self, places: Iterable[Place], *, leaders: bool, taken: Iterable[Box] = ()
    ) -> dict[str, PlacedLabel]:
        """Place the names of some places that fit, by the id of their city."""
        ids = {place.city.id for place in places}
        named = [place for place in self.places if place.city.id in ids]
        unnamed = [self.box(place) for place in self.places if place.city.id not in ids]
        area = self.frame.area.expand(-EDGE, -EDGE)
        placed = place_labels(
            map(self._label, named), area, LABEL_GAP, leaders=leaders, unnamed=unnamed, taken=taken
        )
        return {one.label.id: one for one in placed}

    def _label(self, place: Place) -> Label:
        city, is_home = place.city, place.is_home
        width = text_width(f"{city.name}M", LABEL_SIZE) * (WIDE_BOLD if is_home else WIDE)
        return Label(city.id, city.name, self.box(place), width, LABEL_SIZE, is_home)


def number_width(mark: Mark) -> float:
    """Return the width of the number after a symbol."""
    return text_width(f"{mark.number:,}", NUMBER_SIZE) + NUMBER_GAP if mark.number > 1 else 0.0


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


def land_path(
    land: Land, frame: Frame, tolerance: float = TOLERANCE, subpixels: int = SUBPIXELS
) -> str:
    """Return the path of land in a frame, without islands that are too small to see."""
    rings = (_simplify(_thin_out(ring), tolerance) for ring in land.rings(frame))
    return path((ring for ring in rings if len(ring) > 2), subpixels=subpixels)


def _thin_out(ring: Sequence[Point]) -> list[Point]:
    """Omit the points of a ring that are too close to the previous one."""
    kept = [*ring[:1]]
    for point in ring:
        if math.dist(point, kept[-1]) > MIN_STEP:
            kept.append(point)
    return kept


def _simplify(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Omit points that are close to the lines between others (Douglas and Peucker 1973).

    >>> line = [Point(0, 0), Point(2, 0.3), Point(4, 0), Point(4, 4)]
    >>> _simplify(line, tolerance=0.4) == [line[0], *line[2:]]
    True
    """
    kept = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        (x, y), end = line[first], line[last]
        across, down = end.x - x, end.y - y
        length = math.hypot(across, down)
        distance, middle = 0.0, first
        for n in range(first + 1, last):
            a, b = line[n].x - x, line[n].y - y
            beside = abs(across * b - down * a) / length if length else math.hypot(a, b)
            if beside > distance:
                distance, middle = beside, n
        if distance > tolerance:
            kept.add(middle)
            parts += [(first, middle), (middle, last)]
    return [line[n] for n in sorted(kept)]


def route_path(route: Route, frame: Frame) -> str:
    """Return the path of a great circle as curves, cut at the edges of the map."""
    finest, coarsest = LINE_STEPS
    step = min(max(LINE_STEP / math.radians(frame.y_scale), finest), coarsest)
    line = great_circle(route.start, route.end, step)
    parts = chain.from_iterable(_visible(part, frame) for part in frame.split(line))
    return "".join(map(_curve_path, parts))


def _curve_path(line: Sequence[Point]) -> str:
    """Format a line as quadratic curves through every other point, the last segment straight."""
    x, y = _rounded(line[0])
    parts = [f"M{_decimal(x)} {_decimal(y)}"]
    for start, middle, end in zip(line[::2], line[1::2], line[2::2], strict=False):
        control = Point(*(2 * m - (a + b) / 2 for m, a, b in zip(middle, start, end, strict=True)))
        steps = [(p - x, q - y) for p, q in map(_rounded, (control, end))]
        parts.append("q" + " ".join(map(_decimal, chain(*steps))))
        x, y = _rounded(end)
    if len(line) % 2 == 0:
        parts.append("L" + " ".join(map(_decimal, line[-1])))
    return "".join(parts).replace(" -", "-")


def _rounded(point: Point) -> Point:
    return Point(round(point.x, 1), round(point.y, 1))


def _visible(line: Sequence[Point], frame: Frame) -> Iterator[list[Point]]:
    """Yield the parts of a line that touch the frame."""
    for is_visible, group in groupby(
        pairwise(line), key=lambda ends: bounds(ends).overlaps(frame.area.expand(1, 1))
    ):
        if is_visible:
            segments = [*group]
            yield [segments[0][0], *(end for _, end in segments)]


def line_opacity(count: int) -> float:
    """Return the opacity of lines, lower for many, which would hide the map."""
    return max(MIN_OPACITY, OPACITY * _share(count, 0.6))


def _share(count: int, power: float) -> float:
    """Return a factor that decreases from 1 above ``MANY_PLACES``."""
    return math.pow(min(1.0, MANY_PLACES / max(1, count)), power)


def path(lines: Iterable[Sequence[Point]], subpixels: int = SUBPIXELS) -> str:
    """Format rings in relative coordinates, which are shorter than absolute ones.

    >>> path([[Point(2, 3), Point(2.01, 3), Point(3.5, 2.5)]])
    'M2 3l1.5-.5z'
    """
    parts = []
    for line in lines:
        points = ((round(point.x * subpixels), round(point.y * subpixels)) for point in line)
        distinct = [point for point, _ in groupby(points)]
        steps = [
            f"{_decimal((x - last_x) / subpixels)} {_decimal((y - last_y) / subpixels)}"
            for (last_x, last_y), (x, y) in pairwise([(0, 0), *distinct])
        ]
        parts.append(f"M{steps[0]}l{' '.join(steps[1:])}z")
    return "".join(parts).replace(" -", "-")


def _decimal(number: float) -> str:
    """Format a number with at most one decimal place: .5, not 0.5."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def label_element(placed: PlacedLabel) -> str:
    """Draw a name, anchored at the end next to its symbol, because fonts differ in width."""
    label, box, leader = placed
    middle = (label.symbol.left + label.symbol.right) / 2
    x, anchor = (box.left + box.right) / 2, "middle"
    if box.left >= middle:
        x, anchor = box.left, ""
    elif box.right <= middle:
        x, anchor = box.right, "end"
    text = _haloed(label.name, x, box.bottom - 3, anchor, "big" if label.is_home else "")
    if leader is None:
        return text
    (x1, y1), (x2, y2) = leader
    return f'<path class="leader" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>{text}'


def _haloed(
    text: str, x: float, y: float, anchor: str = "", style: str = "", size: int | None = None
) -> str:
    """Draw text over a halo, a separate element because few programs support paint-order."""
    attributes = f'x="{x:.0f}" y="{y:.0f}"'
    attributes += f' font-size="{size}"' if size else ""
    attributes += f' text-anchor="{anchor}"' if anchor else ""
    return "".join(
        f'<text class="{layer}" {attributes} aria-hidden="true">{escape_xml(text)}</text>'
        for layer in (f"halo {style}".strip(), f"name {style}".strip())
    )
