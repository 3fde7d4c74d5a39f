"""World maps: places with their symbols, lines between them, and the part of the world to show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sistercities_cli.bundled import read_bundled
from sistercities_cli.dates import format_date
from sistercities_cli.geography import Coordinates, Vertex
from sistercities_cli.history import HomeGroups
from sistercities_cli.model import City, Relationship, Status, distinct_homes
from sistercities_cli.pictures.projection import (
    ATLANTIC_MERIDIAN,
    PACIFIC_MERIDIAN,
    Box,
    Frame,
    Point,
    Ring,
    longitude_range,
    square_around,
)
from sistercities_cli.text import join_with_and, pluralize

OUTLINES, DETAILED_OUTLINES = "land.txt", "land-detail.txt"
DETAIL_SCALE = 6.0  # units per degree; larger maps need detailed outlines
MAX_NAMES = 3  # homes in a heading or places without coordinates; more are only counted
NUMBERS = "A number after a symbol counts relationships in one place"
MAX_LISTED = 300  # names that do not fit on a map; more are only counted
MIN_CROWD = 3  # names that do not fit before a part of the map is enlarged
WINDOW_TILES = 4  # tiles across and down a window, in the search for the most crowded one


def parse_outlines(text: str) -> Iterator[Ring]:
    """Parse an outlines file into rings; a ring within another is water.

    >>> next(parse_outlines("# An island.\\n179,-17 181,-16 180,-18.5\\n"))[1]
    Vertex(-16.0, 181.0)
    """
    for line in text.splitlines():
        if not line.startswith("#"):
            pairs = (pair.split(",") for pair in line.split())
            yield [Vertex(float(north), float(east)) for east, north in pairs]


Read = Callable[[str], bytes]


@cache
def _outlines(read: Read, name: str) -> list[Ring]:
    return list(parse_outlines(read(name).decode("utf-8")))


@lru_cache(maxsize=8)  # maps of the same part of the world share the outlines
def _rings(read: Read, frame: Frame) -> list[list[Point]]:
    is_detailed = frame.y_scale * math.radians(1) > DETAIL_SCALE
    return [*frame.rings(_outlines(read, DETAILED_OUTLINES if is_detailed else OUTLINES))]


class Land:
    """The outlines of land at two scales, each read when it is first needed."""

    def __init__(self, read: Read = read_bundled) -> None:
        self._read = read

    def rings(self, frame: Frame) -> list[list[Point]]:
        """Project the outlines and clip them to a frame."""
        return _rings(self._read, frame)


class Mark(NamedTuple):
    """The relationships of one status and one group in a place, drawn as one symbol."""

    status: Status | None  # None for the home itself
    group: int  # of HomeGroups
    is_minor: bool  # only with organisations, not with the city
    number: int


class Place(NamedTuple):
    """A city on a map, with the relationships whose partner is there."""

    city: City
    coordinates: Coordinates
    marks: tuple[Mark, ...]  # the most important first
    views: tuple[Relationship, ...]

    @property
    def is_home(self) -> bool:
        """Whether it is the home of a relationship on the map."""
        return self.marks[0].status is None


def find_places(views: Sequence[Relationship], groups: HomeGroups) -> list[Place]:
    """Return the places of relationships in drawing order, homes last.

    Places without coordinates are omitted; see :func:`describe_unplaced`.
    """
    homes = {home.id: home for home in distinct_homes(views)}
    partners: dict[str, list[Relationship]] = {id: [] for id in homes}
    cities = dict(homes)
    for view in views:
        seat = view.partner.seat
        cities.setdefault(seat.id, seat)
        partners.setdefault(seat.id, []).append(view)
    places = []
    for id, city in cities.items():
        if city.coordinates:
            marks = tuple(_marks(partners[id], groups))
            if id in homes:
                # The line between two homes is enough for their relationship, if it is active.
                plain = (Status.ACTIVE, groups.SHARED)
                others = (mark for mark in marks if (mark.status, mark.group) != plain)
                marks = (Mark(None, groups.number_of(city), is_minor=False, number=1), *others)
            places.append(Place(city, city.coordinates, marks, tuple(partners[id])))
    return sorted(places, key=lambda place: place.is_home)


def _marks(views: Iterable[Relationship], groups: HomeGroups) -> list[Mark]:
    """Count relationships by status and group: cities before organisations, active ones first."""
    order = [*Status]
    counts = Counter(
        (not isinstance(view.partner, City), order.index(view.status), groups.group_of(view))
        for view in views
    )
    return [
        Mark(order[status], group, is_minor, count)
        for (is_minor, status, group), count in sorted(counts.items())
    ]


class Route(NamedTuple):
    """The line between a home and a place of its partners."""

    start: Coordinates
    end: Coordinates
    group: int
    is_minor: bool  # only organisations are connected
    ids: tuple[str, ...]  # of the relationships


def find_routes(views: Iterable[Relationship], groups: HomeGroups) -> list[Route]:
    """Return the lines of relationships, one for each pair of places, minor ones first."""
    routes: dict[frozenset[str], Route] = {}
    for view in views:
        start, end = view.home.coordinates, view.partner.seat.coordinates
        if start is None or end is None or start == end:
            continue
        pair = frozenset((view.home.id, view.partner.seat.id))
        new = Route(
            start, end, groups.group_of(view), not isinstance(view.partner, City), (view.id,)
        )
        old = routes.get(pair, new)
        shown = min(old, new, key=lambda route: route.is_minor)
        routes[pair] = shown if old is new else shown._replace(ids=(*old.ids, view.id))
    return sorted(routes.values(), key=lambda route: not route.is_minor)


def choose_meridian(routes: Iterable[Route]) -> float:
    """Return the central meridian of the map on which fewer lines are cut."""
    ends = [(route.start.longitude, route.end.longitude) for route in routes]

    def cuts(meridian: float) -> int:
        edge = meridian + 180
        return sum(
            0 < (edge - west) % 360 < east - west
            for west, east in (longitude_range(pair) for pair in ends)
        )

    return min((ATLANTIC_MERIDIAN, PACIFIC_MERIDIAN), key=cuts)


def find_crowd(
    frame: Frame, places: Sequence[Place], named: Collection[str], width: float, height: float
) -> list[Place]:
    """Return the places in the window of a map where most names do not fit.

    Empty if no window has at least ``MIN_CROWD`` such names.
    """
    points = {place.city.id: frame.project(place.coordinates) for place in places}
    tiles: Counter[tuple[int, int]] = Counter()
    across, down = width / WINDOW_TILES, height / WINDOW_TILES
    for id in points.keys() - named:
        column, row = int(points[id].x / across), int(points[id].y / down)
        for left in range(column - WINDOW_TILES + 1, column + 1):
            for top in range(row - WINDOW_TILES + 1, row + 1):
                tiles[left, top] += 1
    if not tiles:
        return []
    (left, top), count = max(tiles.items(), key=lambda item: (item[1], item[0]))
    window = Box(left * across, top * down, left * across + width, top * down + height)
    if count < MIN_CROWD:
        return []
    return [place for place in places if window.contains(square_around(points[place.city.id]))]


def has_numbers(places: Iterable[Place]) -> bool:
    """Check whether a number follows a symbol on a map."""
    return any(mark.number > 1 for place in places for mark in place.marks)


def describe_unplaced(views: Sequence[Relationship]) -> str:
    """Describe the places without coordinates by name or number; empty if there are none."""
    cities = {city.id: city for view in views for city in (view.home, view.partner.seat)}
    missing = [city.name for city in cities.values() if city.coordinates is None]
    if not missing:
        return ""
    places = join_with_and(missing) if len(missing) <= MAX_NAMES else f"{len(missing):,} places"
    return f"{places} {'has' if len(missing) == 1 else 'have'} no coordinates"


def describe_unnamed(names: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return a heading for the names that do not fit on a map, and those to list after it."""
    if len(names) > MAX_LISTED:
        return f"{len(names):,} names do not fit", ()
    return "Not named on the map", names


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


def describe_place(place: Place) -> str:
    """Describe a place and its relationships, for tooltips and screen readers."""
    home = ", home" if place.is_home else ""
    texts = "; ".join(_describe(view) for view in place.views)
    return f"{place.city.name}{home}{': ' if texts else ''}{texts}"


def _describe(view: Relationship) -> str:
    party = "" if isinstance(view.partner, City) else f"{view.partner.name}, "
    is_ended = view.status is Status.ENDED
    text = f"{party}{view.kind} of {view.home_party.name}"
    if view.founded:
        text += f"{', founded' if is_ended else ' since'} {format_date(view.founded)}"
    if view.status is not Status.ACTIVE:
        text += f", {view.status}"
        if view.status_since:
            text += f"{'' if is_ended else ' since'} {format_date(view.status_since)}"
    return text
