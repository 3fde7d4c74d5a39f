"""World maps: land outlines, projection, places and label layout.

The projection is equirectangular, with true scale at 36 degrees, where most partners are. The
map is cut at the Bering Strait and omits the polar ice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from sistercities_cli.geography import Coordinates, Vertex
from sistercities_cli.model import City, Relationship, Status, distinct_homes
from sistercities_cli.text import join_with_and, pluralize

OUTLINES_FILE = "land.txt"
WEST_EDGE = -169.0  # the meridian where the map is cut: left and right edge
NORTH, SOUTH = 84.0, -57.0  # places beyond are drawn at the edge
TRUE_SCALE_LATITUDE = 36.0  # the parallel at which both directions have the same scale
ASPECT = 360 * math.cos(math.radians(TRUE_SCALE_LATITUDE)) / (NORTH - SOUTH)  # width / height

# Later ones are drawn over earlier ones, so that exceptions stay visible. None is a home.
DRAWING_ORDER: list[Status | None] = [
    *(Status.ACTIVE, Status.UNCONFIRMED, Status.ENDED, Status.DORMANT, Status.SUSPENDED),
    None,
]
MAX_NAMES = 3  # homes in a heading or places without coordinates; more are only counted
TILE_GAPS = 8  # tile size of an OccupiedSpace, in label gaps
Ring = list[Vertex]  # implicitly closed; longitudes may go beyond 180


def parse_outlines(text: str) -> Iterator[Ring]:
    """Parse an outlines file into rings; a ring within another is water.

    >>> next(parse_outlines("# An island.\\n179,-17 181,-16 180,-18.5\\n"))[1]
    Vertex(latitude=-16.0, longitude=181.0)
    """
    for line in text.splitlines():
        if not line.startswith("#"):
            pairs = (pair.split(",") for pair in line.split())
            yield [Vertex(float(north), float(east)) for east, north in pairs]


class Point(NamedTuple):
    """A point on a map, measured from the top left corner."""

    x: float
    y: float


class Projection(NamedTuple):
    """A projection onto a map of some size, in any unit."""

    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Project a longitude; one past the edge lies outside the map."""
        return (longitude - WEST_EDGE) / 360 * self.width

    def y(self, latitude: float) -> float:
        """Project a latitude; one past NORTH or SOUTH lies outside the map."""
        return (NORTH - latitude) / (NORTH - SOUTH) * self.height

    def point(self, vertex: Vertex) -> Point:
        """Project a vertex, which may lie outside the map."""
        return Point(self.x(vertex.longitude), self.y(vertex.latitude))

    def project(self, coordinates: Coordinates) -> Point:
        """Project coordinates onto the map, clamping the latitude to its edges.

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

    Places without coordinates are omitted; see :func:`describe_unplaced`.
    """
    homes = distinct_homes(views)
    cities = {city.id: city for city in (*homes, *(view.partner.seat for view in views))}
    partners: dict[str, list[Relationship]] = {id: [] for id in cities}
    for view in views:
        partners[view.partner.seat.id].append(view)
    home_ids = {home.id for home in homes}
    places = []
    for id, city in cities.items():
        if city.coordinates:
            # Statuses are declared from most to least active.
            statuses = sorted((view.status for view in partners[id]), key=[*Status].index)
            status = None if id in home_ids else statuses[0]
            places.append(Place(city, city.coordinates, status, tuple(partners[id])))
    return sorted(places, key=lambda place: DRAWING_ORDER.index(place.status))


def describe_unplaced(views: Sequence[Relationship]) -> str:
    """Describe the places without coordinates by name or number; empty if there are none."""
    cities = {city.id: city for view in views for city in (view.home, view.partner.seat)}
    missing = [city.name for city in cities.values() if city.coordinates is None]
    if not missing:
        return ""
    places = join_with_and(missing) if len(missing) <= MAX_NAMES else f"{len(missing):,} places"
    return f"{places} {'has' if len(missing) == 1 else 'have'} no coordinates"


def map_heading(views: Sequence[Relationship]) -> str:
    """Format the map heading: the number of relationships and their homes.

    >>> from sistercities_cli import load
    >>> map_heading(load().relationships)
    '50 relationships of Chicago and Birmingham'
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
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def contains(self, other: Box) -> bool:
        """Return whether another box lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def expand(self, across: float, up: float = 0) -> Box:
        """Add a horizontal and a vertical margin."""
        return Box(self.left - across, self.top - up, self.right + across, self.bottom + up)


class Label(NamedTuple):
    """The name of a place, to be placed near its symbol."""

    place: Place
    name: str
    symbol: Box
    width: float
    height: float


class OccupiedSpace:
    """Occupied boxes by tile, so that a search checks only nearby ones."""

    def __init__(self, tile_size: float) -> None:
        self._tile_size = tile_size
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Mark a box as taken."""
        for tile in self._tiles(box):
            self._boxes.setdefault(tile, []).append(box)

    def is_free(self, box: Box, ignored: Box | None = None) -> bool:
        """Check whether a box overlaps no occupied box other than ``ignored``."""
        return not any(
            other != ignored and box.overlaps(other)
            for tile in self._tiles(box)
            for other in self._boxes.get(tile, ())
        )

    def _tiles(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(edge / self._tile_size) for edge in box)
        return product(range(left, right + 1), range(top, bottom + 1))


def place_labels(labels: Iterable[Label], area: Box, gap: float) -> list[tuple[Label, Box]]:
    """Find a box for each label that fits: homes first, then short names, so that most fit.

    A label stands right or left of its symbol, or else at one of its corners, where it must
    keep clear of other symbols, except that of a home, so that all see which it belongs to.
    """
    labels = sorted(labels, key=lambda label: (label.place.status is not None, label.width))
    symbols, names = OccupiedSpace(TILE_GAPS * gap), OccupiedSpace(TILE_GAPS * gap)
    for label in labels:
        symbols.add(label.symbol)
    placed = []
    for label in labels:
        for box, margin in _candidates(label, gap):
            around = box.expand(gap, margin if label.place.status else 0)
            # Two gaps between names, as a two-word name contains one itself.
            if (
                area.contains(box)
                and names.is_free(box.expand(2 * gap))
                and symbols.is_free(around, label.symbol)
            ):
                names.add(box)
                placed.append((label, box))
                break
    return placed


def _candidates(label: Label, gap: float) -> Iterator[tuple[Box, float]]:
    """Yield candidate boxes for a label, best first, with their vertical clearance."""
    _, _, symbol, width, height = label
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
