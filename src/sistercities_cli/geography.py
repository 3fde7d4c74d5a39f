"""Coordinates, distances and great circles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sistercities_cli.text import pluralize

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980; against the ellipsoid at most 0.6 % off
KM_PER_MILE = 1.609344  # international mile, exact


class Coordinates(NamedTuple):
    """A point on the globe, in decimal degrees of WGS 84."""

    latitude: float  # north is positive
    longitude: float  # east is positive


def distance_km(here: Coordinates, there: Coordinates) -> float:
    """Measure the great-circle distance between two points, in kilometres.

    >>> chicago, osaka = Coordinates(41.85003, -87.65005), Coordinates(34.69379, 135.50107)
    >>> round(distance_km(chicago, osaka))
    10435
    """
    north, other_north = math.radians(here.latitude), math.radians(there.latitude)
    up = math.sin((other_north - north) / 2) ** 2
    across = math.sin(math.radians(there.longitude - here.longitude) / 2) ** 2
    # The haversine formula keeps its accuracy for neighbours, where the cosine rule loses it.
    half = up + math.cos(north) * math.cos(other_north) * across
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def km_to_miles(kilometres: float) -> float:
    """Convert kilometres to international miles."""
    return kilometres / KM_PER_MILE


NEARLY_ANTIPODAL = math.pi - 1e-6  # radians; from there on, every way is as short


def great_circle(here: Coordinates, there: Coordinates, step: float = 2.0) -> list[Coordinates]:
    """Return points along the great circle from here to there, at most ``step`` degrees apart.

    Between opposite points of the globe the way leads over the North Pole, or round the equator
    where the ends are the poles themselves. One and the same place is one point.

    >>> chicago, sydney = Coordinates(41.85, -87.65), Coordinates(-33.87, 151.21)
    >>> [round(point.longitude) for point in great_circle(chicago, sydney, 30)]
    [-88, -119, -143, -164, 176, 151]
    """
    if here == there:
        return [here]
    angle = distance_km(here, there) / EARTH_RADIUS_KM
    if angle > NEARLY_ANTIPODAL:
        latitude = 0.0 if abs(here.latitude) > 45 else 90.0
        via = Coordinates(latitude, here.longitude)
        return [*great_circle(here, via, step)[:-1], *great_circle(via, there, step)]
    parts = math.ceil(math.degrees(angle) / step)
    between = [_intermediate_point(here, there, angle, part / parts) for part in range(1, parts)]
    return [here, *between, there]


def _intermediate_point(
    here: Coordinates, there: Coordinates, angle: float, share: float
) -> Coordinates:
    """Return the point that lies so far along the way, by spherical interpolation."""
    near, far = math.sin((1 - share) * angle), math.sin(share * angle)
    pairs = zip(_unit_vector(here), _unit_vector(there), strict=True)
    x, y, z = (near * one + far * other for one, other in pairs)
    return Coordinates(
        math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    )


def _unit_vector(point: Coordinates) -> tuple[float, float, float]:
    north, east = math.radians(point.latitude), math.radians(point.longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def split_at_antimeridian(line: Sequence[Coordinates]) -> list[list[Coordinates]]:
    """Cut a line where it crosses the antimeridian (RFC 7946, section 3.1.9).

    The parts end and begin at a longitude of 180 and -180 degrees. What is no more than a
    point is left out.

    >>> east, west = split_at_antimeridian([Coordinates(0.0, 170.0), Coordinates(10.0, -170.0)])
    >>> east[-1].longitude, west[0].longitude
    (180.0, -180.0)
    """
    parts = [list(line[:1])]
    for here, there in pairwise(line):
        if abs(there.longitude - here.longitude) > 180:
            edge = math.copysign(180.0, here.longitude)
            latitude = _crossing_latitude(edge, here, there)
            parts[-1].append(Coordinates(latitude, edge))
            parts.append([Coordinates(latitude, -edge)])
        parts[-1].append(there)
    distinct = ([*dict.fromkeys(part)] for part in parts)
    return [part for part in distinct if len(part) > 1]


def _crossing_latitude(edge: float, here: Coordinates, there: Coordinates) -> float:
    """Return where a line that leaves the map over an edge crosses it."""
    way = there.longitude + 2 * edge - here.longitude
    share = (edge - here.longitude) / way if way else 0.0  # both may lie on the edge itself
    return here.latitude + share * (there.latitude - here.latitude)


def format_coordinates(coordinates: Coordinates) -> str:
    """Write a position as on a map.

    >>> format_coordinates(Coordinates(-33.86785, 151.20732))
    '33.87° S, 151.21° E'
    """
    north, east = coordinates
    return f"{abs(north):.2f}° {'NS'[north < 0]}, {abs(east):.2f}° {'EW'[east < 0]}"


def format_distance(kilometres: float) -> str:
    """Write a distance in both units.

    >>> format_distance(10435.2)
    '10,435 km (6,484 miles)'
    """
    return f"{kilometres:,.0f} km ({pluralize(round(km_to_miles(kilometres)), 'mile')})"
