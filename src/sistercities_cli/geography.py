"""Continents, coordinates, distances and great circles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from sistercities_cli.bundled import read_bundled
from sistercities_cli.structs import Struct
from sistercities_cli.text import pluralize

EARTH_RADIUS_KM = 6371.0088  # IUGG 1980 mean radius; within 0.6 % of the ellipsoid
KM_PER_MILE = 1.609344  # international mile, exact
NEARLY_ANTIPODAL = math.pi - 1e-6  # radians; beyond this, all great circles are about equally short
CONTINENTS_FILE = "continents.txt"


CONTINENTS = (
    "Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America",
)  # fmt: skip


@cache
def continents() -> Mapping[str, str]:
    """Return continents by ISO 3166-1 alpha-2 country code.

    >>> continents()["JP"]
    'Asia'
    """
    lines = read_bundled(CONTINENTS_FILE).decode("utf-8").splitlines()
    pairs = [line.split(": ") for line in lines if not line.startswith("#")]
    return {code: name for name, codes in pairs for code in codes.split()}


class Coordinates(Struct):
    """A point on the globe, in decimal degrees of WGS 84.

    Raises :class:`ValueError` outside -90 to 90 degrees of latitude and -180 to 180 of longitude.
    """

    latitude: float  # north is positive
    longitude: float  # east is positive

    def _validate(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"there is no point {self.latitude}, {self.longitude} on the globe")


class Vertex(Struct):
    """A point on a line or outline; its longitude may go beyond ±180 degrees."""

    latitude: float
    longitude: float


def distance_km(start: Coordinates, end: Coordinates) -> float:
    """Return the great-circle distance between two points in kilometres.

    >>> chicago, osaka = Coordinates(41.85003, -87.65005), Coordinates(34.69379, 135.50107)
    >>> round(distance_km(chicago, osaka))
    10435
    """
    # The haversine formula is accurate at short distances, unlike the cosine rule.
    start_latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    up = math.sin((end_latitude - start_latitude) / 2) ** 2
    across = math.sin(math.radians(end.longitude - start.longitude) / 2) ** 2
    haversine = up + math.cos(start_latitude) * math.cos(end_latitude) * across
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(haversine)))


def km_to_miles(kilometres: float) -> float:
    """Convert kilometres to international miles."""
    return kilometres / KM_PER_MILE


def great_circle(start: Coordinates, end: Coordinates, step: float = 2.0) -> list[Vertex]:
    """Return points along the great circle between two points, at most ``step`` degrees apart.

    Between antipodes it goes through the North Pole or, from high latitudes, through the equator.
    If both points are the same, the result is that point.
    """
    first, last = Vertex(start.latitude, start.longitude), Vertex(end.latitude, end.longitude)
    if start == end:
        return [first]
    angle = distance_km(start, end) / EARTH_RADIUS_KM
    if angle > NEARLY_ANTIPODAL:
        via = Coordinates(0.0 if abs(start.latitude) > 45 else 90.0, start.longitude)
        return [*great_circle(start, via, step)[:-1], *great_circle(via, end, step)]
    parts = math.ceil(math.degrees(angle) / step)
    vectors = [*zip(_unit_vector(start), _unit_vector(end), strict=True)]
    between = [_interpolate(vectors, angle, part / parts) for part in range(1, parts)]
    return [first, *between, last]


def _interpolate(vectors: Iterable[tuple[float, float]], angle: float, fraction: float) -> Vertex:
    """Return the point a fraction of the way along the great circle between two vectors."""
    start_weight, end_weight = math.sin((1 - fraction) * angle), math.sin(fraction * angle)
    x, y, z = (start_weight * first + end_weight * second for first, second in vectors)
    return Vertex(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))


def _unit_vector(point: Coordinates) -> tuple[float, float, float]:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    across = math.cos(latitude)
    return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)


def split_at_antimeridian(line: Sequence[Vertex]) -> list[list[Vertex]]:
    """Split a line where it crosses the antimeridian (RFC 7946, section 3.1.9).

    The parts end and begin at a longitude of 180 or -180 degrees; those of a single point are
    left out.
    """
    parts = [list(line[:1])]
    for start, end in pairwise(line):
        if abs(end.longitude - start.longitude) > 180:
            edge = math.copysign(180.0, start.longitude)
            width = end.longitude + 2 * edge - start.longitude
            fraction = (edge - start.longitude) / width if width else 0.0  # both may be at the edge
            latitude = start.latitude + fraction * (end.latitude - start.latitude)
            parts[-1].append(Vertex(latitude, edge))
            parts.append([Vertex(latitude, -edge)])
        parts[-1].append(end)
    distinct = ([*dict.fromkeys(part)] for part in parts)
    return [part for part in distinct if len(part) > 1]


def format_coordinates(coordinates: Coordinates) -> str:
    """Format coordinates with compass directions, like "33.87° S, 151.21° E"."""
    latitude, longitude = coordinates.latitude, coordinates.longitude
    return f"{abs(latitude):.2f}° {'NS'[latitude < 0]}, {abs(longitude):.2f}° {'EW'[longitude < 0]}"


def format_distance(kilometres: float) -> str:
    """Format a distance in kilometres and miles."""
    return f"{kilometres:,.0f} km ({pluralize(round(km_to_miles(kilometres)), 'mile')})"
