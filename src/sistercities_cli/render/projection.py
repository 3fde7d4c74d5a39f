"""From places on the globe to places on a flat map.

The projection is equirectangular: straight meridians, which every reader knows from the wall,
and true to scale where most partners are. The map is cut in the Bering Strait, between the two
continents instead of through one, and leaves the ice out.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sistercities_cli.geography import Coordinates

WEST = -169.0  # the meridian where the map is cut: left and right edge
NORTH, SOUTH = 84.0, -57.0  # what lies beyond stands at the edge
TRUE_SCALE = 36.0  # the parallel where a step east is as long as a step north
ASPECT = 360 * math.cos(math.radians(TRUE_SCALE)) / (NORTH - SOUTH)  # width by height


class Position(NamedTuple):
    """A place on a map, from its upper left corner."""

    x: float
    y: float


class Projection(NamedTuple):
    """A map of some size, in whatever it is measured in."""

    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Return how far right a meridian is; beyond the map for longitudes that run on."""
        return (longitude - WEST) / 360 * self.width

    def y(self, latitude: float) -> float:
        """Return how far down a parallel is; negative or beyond the map for the ice."""
        return (NORTH - latitude) / (NORTH - SOUTH) * self.height

    def place(self, point: Coordinates) -> Position:
        """Return where a place is on the map, at the edge for those beyond.

        >>> Projection(360, 141).place(Coordinates(84.0, 11.0))
        Position(x=180.0, y=0.0)
        """
        x = self.x(WEST + (point.longitude - WEST) % 360)
        return Position(x, min(max(self.y(point.latitude), 0.0), self.height))


def turned(point: Coordinates) -> Coordinates:
    """Turn the globe so that the map's edges come to lie on the antimeridian."""
    return Coordinates(point.latitude, (point.longitude - WEST) % 360 - 180)


def turned_back(point: Coordinates) -> Coordinates:
    """Undo :func:`turned`; the right edge is then 360 degrees from the left, not the same."""
    return Coordinates(point.latitude, point.longitude + 180 + WEST)
