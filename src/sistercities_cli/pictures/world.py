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
from sistercities_cli.model import City, Relationship, Status
from sistercities_cli.text import join_with_and, pluralize

OUTLINES_FILE = "land.txt"
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


WEST_EDGE = -169.0  # the meridian where the map is cut: left and right edge
NORTH, SOUTH = 84.0, -57.0  # what lies beyond stands at the edge
TRUE_SCALE_LATITUDE = 36.0  # the parallel where a step east is as long as a step north
ASPECT = 360 * math.cos(math.radians(TRUE_SCALE_LATITUDE)) / (NORTH - SOUTH)  # width by height


class Point(NamedTuple):
    """A place on a map, from its upper left corner."""

    x: float
    y: float


class Projection(NamedTuple):
    """A map of some size, in whatever it is measured in."""

    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Return how far right a meridian is; beyond the map for longitudes that run on."""
        return (longitude - WEST_EDGE) / 360 * self.width

    def y(self, latitude: float) -> float:
        """Return how far down a parallel is; negative or beyond the map for the ice."""
        return (NORTH - latitude) / (NORTH - SOUTH) * self.height

    def place(self, point: Coordinates) -> Point:
        """Return where a place is on the map, at the edge for those beyond.

        >>> Projection(360, 141).place(Coordinates(84.0, 11.0))
        Position(x=180.0, y=0.0)
        """
        x = self.x(WEST_EDGE + (point.longitude - WEST_EDGE) % 360)
        return Point(x, min(max(self.y(point.latitude), 0.0), self.height))


def rotate_to_antimeridian(point: Vertex) -> Vertex:
    """Turn the globe so that the map's edges come to lie on the antimeridian."""
    return Vertex(point.latitude, (point.longitude - WEST_EDGE) % 360 - 180)


def rotate_back(point: Vertex) -> Vertex:
    """Undo :func:`turned`; the right edge is then 360 degrees from the left, not the same."""
    return Vertex(point.latitude, point.longitude + 180 + WEST_EDGE)


# Where two places meet, what is out of the ordinary is drawn over what is not.
DRAWING_ORDER = (Status.ACTIVE, Status.UNCONFIRMED, Status.ENDED, Status.DORMANT, Status.SUSPENDED)
MAX_HOMES_NAMED = 3  # so many homes are named


class Place(NamedTuple):
    """A place on a map, with the relationships that have their partner there."""

    city: City
    place: Coordinates
    status: Status | None  # of the relationship that is most alive; None for a home
    views: tuple[Relationship, ...]


def distinct_homes(views: Sequence[Relationship]) -> list[City]:
    """Return the homes of relationships, each once."""
    return list({view.home.id: view.home for view in views}.values())


def find_places(views: Sequence[Relationship]) -> list[Place]:
    """Return the places of relationships in the order of drawing, homes last.

    Those with no known coordinates are left out, see :func:`unplaced`.
    """
    places: dict[str, list[Relationship]] = {}
    for view in views:
        places.setdefault(view.partner.seat.id, []).append(view)
    stars = [
        Place(home, home.coordinates, None, tuple(places.pop(home.id, ())))
        for home in distinct_homes(views)
        if home.coordinates
    ]
    by_status: dict[Status, list[Place]] = {status: [] for status in DRAWING_ORDER}
    for own in places.values():
        # The statuses are declared from active to unconfirmed.
        status = min((view.status for view in own), key=[*Status].index)
        city = own[0].partner.seat
        if city.coordinates:
            by_status[status].append(Place(city, city.coordinates, status, tuple(own)))
    return [*chain.from_iterable(by_status.values()), *stars]


def describe_unplaced(views: Sequence[Relationship]) -> str:
    """Say which places of relationships have no known coordinates, nothing if all have."""
    cities = {city.id: city for view in views for city in (view.home, view.partner.seat)}
    missing = [city.name for city in cities.values() if city.coordinates is None]
    if not missing:
        return ""
    which = (
        join_with_and(missing) if len(missing) <= MAX_HOMES_NAMED else f"{len(missing):,} places"
    )
    return f"{which} {'has' if len(missing) == 1 else 'have'} no coordinates"


def map_heading(views: Sequence[Relationship]) -> str:
    """Say whose relationships they are.

    >>> from sistercities_cli import load
    >>> map_heading(load().relationships)
    '49 relationships of Chicago and Birmingham'
    """
    names = [home.name for home in distinct_homes(views)]
    whose = join_with_and(names) if len(names) <= MAX_HOMES_NAMED else f"{len(names):,} homes"
    return f"{pluralize(len(views), 'relationship')} of {whose}"


def count_by_status(views: Sequence[Relationship]) -> list[tuple[Status, int]]:
    """Count relationships by status, in the order of the statuses."""
    found = Counter(view.status for view in views)
    return [(status, found[status]) for status in Status if status in found]


TILE_GAPS = 8  # gaps; a sheet is looked through tile by tile


class Box(NamedTuple):
    """A part of a map, in whatever it is measured in."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def wider(self, across: float, up: float = 0) -> Box:
        """Return the box with a margin around it."""
        return Box(self.left - across, self.top - up, self.right + across, self.bottom + up)


class Label(NamedTuple):
    """A name that looks for a place beside its dot."""

    dot: Box
    width: float
    height: float
    crowded: bool = False  # may stand close to the dots of others


class OccupiedSpace:
    """What is taken already; looks only at what is near."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._near: dict[tuple[int, int], list[Box]] = {}

    def take(self, box: Box) -> None:
        """Keep a box from now on."""
        for tile in self._tiles(box):
            self._near.setdefault(tile, []).append(box)

    def is_free(self, box: Box, but: Box | None = None) -> bool:
        """Say whether nothing is in a box, but for one thing that may be."""
        return not any(
            other != but and box.meets(other)
            for tile in self._tiles(box)
            for other in self._near.get(tile, ())
        )

    def _tiles(self, box: Box) -> Iterator[tuple[int, int]]:
        across = range(_tile_index(box.left, self._reach), _tile_index(box.right, self._reach) + 1)
        for row in range(
            _tile_index(box.top, self._reach), _tile_index(box.bottom, self._reach) + 1
        ):
            yield from ((column, row) for column in across)


def _tile_index(distance: float, reach: float) -> int:
    return math.floor(distance / reach)


def place_labels(wanted: Sequence[Label], room: Box, gap: float) -> list[Box | None]:
    """Find a box for each name, first come, first served; None where there is no room.

    A name stands right or left of its dot, or else at one of its corners, where it must
    keep clear of the dots around so that all see whose it is.
    """
    dots, names = OccupiedSpace(TILE_GAPS * gap), OccupiedSpace(TILE_GAPS * gap)
    for one in wanted:
        dots.take(one.dot)
    found: list[Box | None] = []
    for one in wanted:
        box = next(_free_boxes(one, dots, names, room, gap), None)
        if box:
            names.take(box)
        found.append(box)
    return found


def _free_boxes(
    one: Label, dots: OccupiedSpace, names: OccupiedSpace, room: Box, gap: float
) -> Iterator[Box]:
    for box, margin in _candidates(one, gap):
        inside = (
            room.left <= box.left
            and box.right <= room.right
            and room.top <= box.top
            and box.bottom <= room.bottom
        )
        around = box.wider(gap, 0 if one.crowded else margin)
        # Two blanks part two names, as there is one within a name of two words.
        if inside and names.is_free(box.wider(2 * gap)) and dots.is_free(around, one.dot):
            yield box


def _candidates(one: Label, gap: float) -> Iterator[tuple[Box, float]]:
    """Yield where a name could stand, best first, and how clear of dots above and below."""
    dot, width, height, _ = one
    beside = (dot.top + dot.bottom - height) / 2
    right, left = dot.right, dot.left - width
    for x, y, margin in (
        (right + gap, beside, 0.0),
        (left - gap, beside, 0.0),
        (right, dot.top - height, gap),
        (right, dot.bottom, gap),
        (left, dot.top - height, gap),
        (left, dot.bottom, gap),
    ):
        yield Box(x, y, x + width, y + height), margin
