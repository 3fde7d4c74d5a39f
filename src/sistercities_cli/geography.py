"""Where places are and how far apart."""

import math
from typing import NamedTuple

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


def in_miles(kilometres: float) -> float:
    """Convert kilometres to international miles."""
    return kilometres / KM_PER_MILE
