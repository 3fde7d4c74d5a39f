"""World maps: outlines of land, projection, places and the layout of their labels.

The projection is equirectangular, true to scale at 36 degrees, where most partners are. The
map is cut at the Bering Strait and leaves out the ice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sistercities_cli.geography import Coordinates, Vertex
from sistercities_cli.model import City, Relationship, Status, distinct_homes
from sistercities_cli.text import join_with_and, pluralize

OUTLINES_FILE = "land.txt"
WEST_EDGE = -169.0  # the meridian where the map is cut: left and right edge
NORTH, SOUTH = 84.0, -57.0  # places beyond are drawn at the edge
TRUE_SCALE_LATITUDE = 36.0  # the parallel where a step east is as long as a step north
ASPECT = 360 * math.cos(math.radians(TRUE_SCALE_LATITUDE)) / (NORTH - SOUTH)  # width by height

# Later ones are drawn over earlier ones, so that exceptions stay visible.
DRAWING_ORDER = (Status.ACTIVE, Status.UNCONFIRMED, Status.ENDED, Status.DORMANT, Status.SUSPENDED)
MAX_NAMES = 3  # of homes in a heading and of places without coordinates; more are counted
TILE_GAPS = 8  # size of the tiles of occupied space, in gaps between labels

Ring = list[Vertex]  # the last point joins the first; longitudes may run on beyond 180


def parse_outlines(text: str) -> Iterator[Ring]:
    """Yield the rings of a file of outlines; a ring within another is water.

    >>> next(parse_outlines("# An island.\\n179,-17 181,-16 180,-18.5\\n"))[1]
    Vertex(latitude=-16.0, longitude=181.0)
    """
    for line in text.splitlines():
        if not line.startswith("#"):
            pairs = (pair.split(",") for pair in line.split())
            yield [Vertex(float(north), float(east)) for east, north in pairs]


class Point(NamedTuple):
    """A point on a map, from its upper left corner."""

    x: float
    y: float


class Projection(NamedTuple):
    """A projection onto a map of some size, in any unit."""

    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Project a longitude; one that runs on lies beyond the map."""
        return (longitude - WEST_EDGE) / 360 * self.width

    def y(self, latitude: float) -> float:
        """Project a latitude; the ice lies beyond the map."""
        return (NORTH - latitude) / (NORTH - SOUTH) * self.height

    def project(self, coordinates: Coordinates) -> Point:
        """Project a place onto the map, or onto its edge.

        >>> Projection(360, 141).project(Coordinates(84.0, 11.0))
        Point(x=180.0, y=0.0)
        """
        x = self.x(WEST_EDGE + (coordinates.longitude - WEST_EDGE) % 360)
        return Point(x, min(max(self.y(coordinates.latitude), 0.0), self.height))


def rotate_to_antimeridian(point: Vertex) -> Vertex:
    """Turn the globe so that the edges of the map lie on the antimeridian."""
    return Vertex(point.latitude, (point.longitude - WEST_EDGE) % 360 - 180)


def rotate_back(point: Vertex) -> Vertex:
    """Undo :func:`rotate_to_antimeridian`; the right edge stays 360 degrees from the left."""
    return Vertex(point.latitude, point.longitude + 180 + WEST_EDGE)


class Place(NamedTuple):
    """A place on a map, with the relationships whose partner is there."""

    city: City
    coordinates: Coordinates
    status: Status | None  # the most active of the relationships; None for a home
    views: tuple[Relationship, ...]


def find_places(views: Sequence[Relationship]) -> list[Place]:
    """Return the places of relationships in drawing order, homes last.

    Places without coordinates are left out, see :func:`describe_unplaced`.
    """
    by_seat: dict[str, list[Relationship]] = {}
    for view in views:
        by_seat.setdefault(view.partner.seat.id, []).append(view)
    homes = [
        Place(home, home.coordinates, None, tuple(by_seat.pop(home.id, ())))
        for home in distinct_homes(views)
        if home.coordinates
    ]
    places: dict[Status, list[Place]] = {status: [] for status in DRAWING_ORDER}
    for group in by_seat.values():
        city = group[0].partner.seat
        # Statuses are declared from the most active on.
        status = min((view.status for view in group), key=[*Status].index)
        if city.coordinates:
            places[status].append(Place(city, city.coordinates, status, tuple(group)))
    return [*chain.from_iterable(places.values()), *homes]


def describe_unplaced(views: Sequence[Relationship]) -> str:
    """Name the places without coordinates, or count them; empty if there are none."""
    cities = {city.id: city for view in views for city in (view.home, view.partner.seat)}
    missing = [city.name for city in cities.values() if city.coordinates is None]
    if not missing:
        return ""
    places = join_with_and(missing) if len(missing) <= MAX_NAMES else f"{len(missing):,} places"
    return f"{places} {'has' if len(missing) == 1 else 'have'} no coordinates"


def map_heading(views: Sequence[Relationship]) -> str:
    """Count relationships and name their homes.

    >>> from sistercities_cli import load
    >>> map_heading(load().relationships)
    '49 relationships of Chicago and Birmingham'
    """
    names = [home.name for home in distinct_homes(views)]
    homes = join_with_and(names) if len(names) <= MAX_NAMES else f"{len(names):,} homes"
    return f"{pluralize(len(views), 'relationship')} of {homes}"


def count_by_status(views: Sequence[Relationship]) -> list[tuple[Status, int]]:
    """Count relationships by status, in the order of the statuses."""
    counts = Counter(view.status for view in views)
    return [(status, counts[status]) for status in Status if status in counts]


class Box(NamedTuple):
    """A rectangle on a map, in any unit."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Return whether another box lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def expand(self, across: float, up: float = 0) -> Box:
        """Add a margin left and right, and one above and below."""
        return Box(self.left - across, self.top - up, self.right + across, self.bottom + up)


class Label(NamedTuple):
    """A name to be placed near its symbol."""

    symbol: Box
    width: float
    height: float
    crowded: bool = False  # may stand close to other symbols


def label_order(place: Place, width: float) -> tuple[bool, float]:
    """Return a sort key: homes first, then short names, so that most names fit."""
    return place.status is not None, width


class OccupiedSpace:
    """Boxes that are taken, by tile, so that a search looks at near ones alone."""

    def __init__(self, tile_size: float) -> None:
        self._tile_size = tile_size
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Mark a box as taken."""
        for tile in self._tiles(box):
            self._boxes.setdefault(tile, []).append(box)

    def is_free(self, box: Box, ignored: Box | None = None) -> bool:
        """Return whether a box overlaps no other, except one that is ignored."""
        return not any(
            other != ignored and box.overlaps(other)
            for tile in self._tiles(box)
            for other in self._boxes.get(tile, ())
        )

    def _tiles(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(edge / self._tile_size) for edge in box)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield column, row


def place_labels(labels: Sequence[Label], area: Box, gap: float) -> list[Box | None]:
    """Find a box for each label, first come, first served; None where none is free.

    A label stands right or left of its symbol, or else at one of its corners, where it must
    keep clear of other symbols so that all see which it belongs to.
    """
    symbols, names = OccupiedSpace(TILE_GAPS * gap), OccupiedSpace(TILE_GAPS * gap)
    for label in labels:
        symbols.add(label.symbol)
    boxes: list[Box | None] = []
    for label in labels:
        for box, margin in _candidates(label, gap):
            around = box.expand(gap, 0 if label.crowded else margin)
            # Two gaps between names, as a name of two words has one within.
            if (
                area.contains(box)
                and names.is_free(box.expand(2 * gap))
                and symbols.is_free(around, label.symbol)
            ):
                names.add(box)
                boxes.append(box)
                break
        else:
            boxes.append(None)
    return boxes


def _candidates(label: Label, gap: float) -> Iterator[tuple[Box, float]]:
    """Yield boxes for a label, best first, and their distance from symbols above and below."""
    symbol, width, height, _ = label
    middle = (symbol.top + symbol.bottom - height) / 2
    right, left = symbol.right, symbol.left - width
    for x, y, margin in (
        (right + gap, middle, 0.0),
        (left - gap, middle, 0.0),
        (right, symbol.top - height, gap),
        (right, symbol.bottom, gap),
        (left, symbol.top - height, gap),
        (left, symbol.bottom, gap),
    ):
        yield Box(x, y, x + width, y + height), margin
