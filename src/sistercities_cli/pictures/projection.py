"""Map projections: the world or a part of it, fitted into a rectangle."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple, TypeAlias

from sistercities_cli.geography import Coordinates, Vertex, split_at_antimeridian


class Point(NamedTuple):
    """A point on a map, measured from the top left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on a map, in any unit."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The vertical extent."""
        return self.bottom - self.top

    def overlaps(self, other: Box) -> bool:
        """Check whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def contains(self, other: Box) -> bool:
        """Check whether another box lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def expand(self, across: float, up: float = 0) -> Box:
        """Add a horizontal and a vertical margin."""
        return Box(self.left - across, self.top - up, self.right + across, self.bottom + up)


# From a latitude and the degrees east of the central meridian; y grows southwards.
Formula: TypeAlias = Callable[[float, float], Point]
Ring = list[Vertex]  # implicitly closed; longitudes may go beyond 180

ATLANTIC_MERIDIAN = 11.0  # centre of a map whose edges meet in the Bering Strait
PACIFIC_MERIDIAN = 150.0  # centre of a map whose edges meet in the Atlantic Ocean
NORTH, SOUTH = 84.0, -57.0  # the latitudes of land, without Antarctica
TRUE_SCALE_LATITUDE = 36.0  # of world maps in the terminal; most partners are near it
MAX_TRUE_SCALE_LATITUDE = 75.0
MIN_REGION = 0.14  # radians, about 900 km: enough surroundings to recognize a place
WORLDWIDE = 200.0  # degrees of longitude; wider regions are shown on a map of the world
SPIRAL_LENGTH = 100
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # never repeats a direction
BISECTIONS, EXTENT_STEPS = 30, 8
OVERLAP = 2  # units of a frame by which land extends beyond it
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)  # coefficients of its polynomial


def equal_earth(latitude: float, east: float) -> Point:
    """Project with Equal Earth (Šavrič, Patterson and Jenny 2018), in radians at the equator."""
    a, b, c, d = EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    cube = square**3
    slope = a + 3 * b * square + cube * (7 * c + 9 * d * square)
    x = 2 / math.sqrt(3) * math.radians(east) * math.cos(theta) / slope
    return Point(x, -theta * (a + b * square + cube * (c + d * square)))


def equirectangular(latitude: float, east: float) -> Point:
    """Project to a grid of squares, which a :class:`Frame` scales to fit its latitude."""
    return Point(math.radians(east), -math.radians(latitude))


def true_aspect(formula: Formula, latitude: float) -> float:
    """Return the factor for x that gives shapes at a latitude their true proportions."""
    latitude = max(-MAX_TRUE_SCALE_LATITUDE, min(latitude, MAX_TRUE_SCALE_LATITUDE))
    step = 0.01
    up = formula(latitude - step / 2, 0).y - formula(latitude + step / 2, 0).y
    return up * math.cos(math.radians(latitude)) / formula(latitude, step).x


class Frame(NamedTuple):
    """A projection fitted into a rectangle of a picture, in any unit."""

    formula: Formula
    meridian: float  # central meridian
    origin: Point  # the projected top left corner
    x_scale: float
    y_scale: float
    width: float
    height: float
    is_world: bool

    @property
    def area(self) -> Box:
        """The rectangle."""
        return Box(0, 0, self.width, self.height)

    def point(self, latitude: float, east: float) -> Point:
        """Project a latitude and the degrees east of the meridian; may lie outside the frame."""
        x, y = self.formula(latitude, east)
        return Point((x - self.origin.x) * self.x_scale, (y - self.origin.y) * self.y_scale)

    def project(self, coordinates: Coordinates) -> Point:
        """Project coordinates, moving those beyond the frame to its edge."""
        x, y = self.point(coordinates.latitude, self.east(coordinates.longitude))
        return Point(min(max(x, 0.0), self.width), min(max(y, 0.0), self.height))

    def east(self, longitude: float) -> float:
        """Return the degrees east of the meridian, from -180 to 180."""
        return (longitude - self.meridian + 180) % 360 - 180

    def rings(self, land: Iterable[Ring]) -> Iterator[list[Point]]:
        """Project rings and clip them slightly beyond the frame, so that no edge shows."""
        area = self.area.expand(OVERLAP, OVERLAP)
        for ring in land:
            longitudes = [vertex.longitude - self.meridian for vertex in ring]
            for turn in (-360, 0, 360):
                if max(longitudes) + turn <= -180 or min(longitudes) + turn >= 180:
                    continue
                points = [
                    self.point(vertex.latitude, east + turn)
                    for vertex, east in zip(ring, longitudes, strict=True)
                ]
                if bounds(points).overlaps(area) and (clipped := clip(points, area)):
                    yield clipped

    def split(self, line: Iterable[Vertex]) -> Iterator[list[Point]]:
        """Project a line, split where it leaves the map on one side."""
        turned = [Vertex(vertex.latitude, self.east(vertex.longitude)) for vertex in line]
        for part in split_at_antimeridian(turned):
            yield [self.point(vertex.latitude, vertex.longitude) for vertex in part]

    def covers(self, coordinates: Coordinates, margin: float = 0) -> bool:
        """Check whether a place is within the frame, with a margin."""
        point = self.point(coordinates.latitude, self.east(coordinates.longitude))
        return self.area.contains(square_around(point, margin))

    def coordinates(self, point: Point) -> Coordinates:
        """Invert the projection; a point beyond the globe gives the nearest end of its parallel."""
        y = self.origin.y + point.y / self.y_scale
        south, north = -90.0, 90.0
        for _ in range(BISECTIONS):
            middle = (south + north) / 2
            south, north = (middle, north) if self.formula(middle, 0).y > y else (south, middle)
        x = self.origin.x + point.x / self.x_scale
        east = min(max(x / self.formula(south, 1).x, -180.0), 180.0)
        return Coordinates(south, (self.meridian + east + 180) % 360 - 180)

    def extent(self, part: Frame) -> Box:
        """Return the box around the area of another frame."""
        shares = [n / EXTENT_STEPS for n in range(EXTENT_STEPS + 1)]
        points = (Point(x * part.width, y * part.height) for x, y in product(shares, shares))
        return bounds(self.project(part.coordinates(point)) for point in points)

    def outline(self) -> list[Point]:
        """Return the outline of the globe, or the corners of a part of it."""
        if not self.is_world:
            left, top, right, bottom = self.area
            return [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]
        edge = [self.point(latitude, 180) for latitude in range(90, -91, -5)]
        mirrored = [Point(self.width - x, y) for x, y in reversed(edge)]
        return clip([*edge, *mirrored], self.area)


def world_frame(
    formula: Formula, meridian: float, width: float, north: float, south: float, aspect: float = 1
) -> Frame:
    """Fit the world between two latitudes into a width."""
    top, bottom, half = formula(north, 0).y, formula(south, 0).y, formula(0, 180).x
    scale = width / (2 * half * aspect)
    height = (bottom - top) * scale
    origin = Point(-half, top)
    return Frame(formula, meridian, origin, scale * aspect, scale, width, height, is_world=True)


def region_frame(
    formula: Formula,
    places: Sequence[Coordinates],
    width: float,
    heights: tuple[float, float],
    margin: float,
) -> Frame | None:
    """Fit some places with a margin into a width; None if they extend around the world.

    The height follows their extent, within limits.
    """
    west, east = longitude_range(place.longitude for place in places)
    if east - west > WORLDWIDE:
        return None
    meridian = (west + east) / 2
    latitudes = [place.latitude for place in places]
    aspect = true_aspect(formula, (min(latitudes) + max(latitudes)) / 2)
    offsets = ((p.latitude, (p.longitude - meridian + 180) % 360 - 180) for p in places)
    box = bounds([formula(latitude, offset) for latitude, offset in offsets])
    across, down = max(box.width * aspect, MIN_REGION), max(box.height, MIN_REGION / 2)
    scale = (width - 2 * margin) / across
    height = min(max(heights[0], down * scale + 2 * margin), heights[1])
    scale = min(scale, (height - 2 * margin) / down)
    left = (box.left + box.right) / 2 - width / 2 / (scale * aspect)
    top = (box.top + box.bottom) / 2 - height / 2 / scale
    origin = Point(left, top)
    return Frame(formula, meridian, origin, scale * aspect, scale, width, height, is_world=False)


def longitude_range(longitudes: Iterable[float]) -> tuple[float, float]:
    """Return the ends of the shortest arc with all longitudes; the second may exceed 180.

    >>> longitude_range([170.0, -170.0, 175.0])
    (170.0, 190.0)
    """
    ordered = sorted(set(longitudes))
    gaps = [(after - before, n) for n, (before, after) in enumerate(pairwise(ordered), 1)]
    gap, first = max([*gaps, (ordered[0] + 360 - ordered[-1], 0)])
    return ordered[first], ordered[first] + 360 - gap


def square_around(point: Point, margin: float = 0) -> Box:
    """Return the square around a point."""
    return Box(*point, *point).expand(margin, margin)


def bounds(points: Iterable[Point]) -> Box:
    """Return the smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip(ring: Sequence[Point], box: Box) -> list[Point]:
    """Clip a ring to a box (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, edge, sign in (
        (0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)
    ):  # fmt: skip
        if all(sign * (point[axis] - edge) >= 0 for point in points):
            continue
        clipped = []
        for start, end in pairwise([*points[-1:], *points]):
            before, after = sign * (start[axis] - edge), sign * (end[axis] - edge)
            if (before < 0) != (after < 0):
                part = before / (before - after)
                clipped.append(
                    Point(start.x + part * (end.x - start.x), start.y + part * (end.y - start.y))
                )
            if after >= 0:
                clipped.append(end)
        points = clipped
    return points


def spiral(centre: Point, step: float, skip: int = 0) -> Iterator[tuple[int, Point]]:
    """Yield numbered points from the centre outwards, about a step apart."""
    for n in range(skip, SPIRAL_LENGTH):
        angle, radius = n * GOLDEN_ANGLE, step * 0.8 * math.sqrt(n)
        yield n, Point(centre.x + radius * math.cos(angle), centre.y + radius * math.sin(angle))
