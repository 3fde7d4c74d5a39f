"""The shortest way between two places, for maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from sistercities_cli.geography import EARTH_RADIUS_KM, Coordinates, distance_km

ALL_BUT_OPPOSITE = math.pi - 1e-6  # radians; from there on, every way is as short


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
    if angle > ALL_BUT_OPPOSITE:
        latitude = 0.0 if abs(here.latitude) > 45 else 90.0
        via = Coordinates(latitude, here.longitude)
        return [*great_circle(here, via, step)[:-1], *great_circle(via, there, step)]
    parts = math.ceil(math.degrees(angle) / step)
    between = [_between(here, there, angle, part / parts) for part in range(1, parts)]
    return [here, *between, there]


def _between(here: Coordinates, there: Coordinates, angle: float, share: float) -> Coordinates:
    """Return the point that lies so far along the way, by spherical interpolation."""
    near, far = math.sin((1 - share) * angle), math.sin(share * angle)
    pairs = zip(_vector(here), _vector(there), strict=True)
    x, y, z = (near * one + far * other for one, other in pairs)
    return Coordinates(
        math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    )


def _vector(point: Coordinates) -> tuple[float, float, float]:
    north, east = math.radians(point.latitude), math.radians(point.longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def split(line: Sequence[Coordinates]) -> list[list[Coordinates]]:
    """Cut a line where it crosses the antimeridian (RFC 7946, section 3.1.9).

    The parts end and begin at a longitude of 180 and -180 degrees. What is no more than a
    point is left out.

    >>> split([Coordinates(0.0, 170.0), Coordinates(10.0, -170.0)])  # doctest: +ELLIPSIS
    [[Coordinates(latitude=0.0, longitude=170.0), Coordinates(latitude=5.0, longitude=180.0)], ...]
    """
    parts = [list(line[:1])]
    for here, there in pairwise(line):
        if abs(there.longitude - here.longitude) > 180:
            edge = math.copysign(180.0, here.longitude)
            latitude = _latitude_at(edge, here, there)
            parts[-1].append(Coordinates(latitude, edge))
            parts.append([Coordinates(latitude, -edge)])
        parts[-1].append(there)
    distinct = ([*dict.fromkeys(part)] for part in parts)
    return [part for part in distinct if len(part) > 1]


def _latitude_at(edge: float, here: Coordinates, there: Coordinates) -> float:
    """Return where a line that leaves the map over an edge crosses it."""
    way = there.longitude + 2 * edge - here.longitude
    share = (edge - here.longitude) / way if way else 0.0  # both may lie on the edge itself
    return here.latitude + share * (there.latitude - here.latitude)
