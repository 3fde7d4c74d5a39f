"""Generate data/land.txt and data/land-detail.txt, the land outlines for maps.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python tools/bake_outlines.py package/

The input is Natural Earth as TopoJSON (https://github.com/topojson/world-atlas). The same input
gives the same files, byte for byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Point = tuple[float, float]  # longitude, latitude


class Scale(NamedTuple):
    """A scale of Natural Earth and how its outlines are simplified."""

    name: str  # of the file without its ending
    source: str
    millions: int  # the denominator of the scale
    use: str
    min_area: float  # square degrees; smaller islands are dropped
    tolerance: float  # degrees; how far simplified lines may deviate
    digits: int  # decimal places of a degree


WORLD = Scale("land", "land-110m.json", 110, "maps of the world", 0.2, 0.12, 1)
DETAIL = Scale("land-detail", "land-50m.json", 50, "enlarged parts of the world", 0.03, 0.06, 2)
DATA = Path(__file__).parent.parent / "data"
MIN_LATITUDE = -60.0  # rings entirely south of this are dropped: Antarctica, stitched at the pole
HEADER = """\
# The outlines of the world's land, for {use}.
#
# Made with Natural Earth (https://www.naturalearthdata.com/), 1:{millions} million, by way of
# the npm package world-atlas 2.0.2. Natural Earth is in the public domain, and so is this file.
# It is written by tools/bake_outlines.py: run that instead of editing.
#
# One ring per line, with points as longitude,latitude in degrees, implicitly closed. Rings that
# cross the antimeridian continue past 180 degrees. A ring inside another is water.
"""


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Decode the rings of the land in a TopoJSON document (its arcs are quantised deltas)."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for numbers in polygon:
                ring: list[Point] = []
                for number in numbers:
                    # ~2 stands for arc 2 backwards; an arc starts where the one before ends.
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    ring += arc[1:] if ring else arc
                yield ring


def _decode(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for across, up in arc:
        x, y = x + across, y + up
        points.append((x * wide + west, y * high + south))
    return points


def unroll(ring: list[Point]) -> list[Point]:
    """Make the longitudes of a ring continuous across the antimeridian."""
    unrolled = ring[:1]
    for (before, _), (longitude, latitude) in pairwise(ring):
        step = (longitude - before + 180) % 360 - 180
        unrolled.append((unrolled[-1][0] + step, latitude))
    longitudes = [longitude for longitude, _ in unrolled]
    # Shift the ring by full turns so that its centre is between -180 and 180.
    turn = 360 * round((min(longitudes) + max(longitudes)) / 720)
    return [(longitude - turn, latitude) for longitude, latitude in unrolled]


def area(ring: list[Point]) -> float:
    """Return the area of a closed ring in square degrees."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))) / 2


def smooth(line: list[Point], tolerance: float) -> list[Point]:
    """Simplify a line with the Douglas–Peucker algorithm."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(distances)
    if farthest < tolerance:
        return [line[0], line[-1]]
    middle = distances.index(farthest) + 1
    return smooth(line[: middle + 1], tolerance)[:-1] + smooth(line[middle:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a line, or from its ends if they coincide."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if not length:
        return float(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5)
    return float(abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length)


def bake(topology: dict[str, Any], scale: Scale) -> str:
    """Return the text of the file of outlines."""
    lines = [HEADER.format(use=scale.use, millions=scale.millions)]
    for ring in map(unroll, rings(topology)):
        if max(y for _, y in ring) < MIN_LATITUDE or area(ring) < scale.min_area:
            continue
        points = [
            f"{_decimal(x, scale.digits)},{_decimal(y, scale.digits)}"
            for x, y in smooth(ring, scale.tolerance)[:-1]
        ]
        distinct = dict.fromkeys(points)
        if len(distinct) > 2:
            lines.append(f"{' '.join(distinct)}\n")
    return "".join(lines)


def _decimal(degrees: float, digits: int) -> str:
    """Format degrees without trailing zeros: 5, not 5.0."""
    return f"{round(degrees, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    for scale in (WORLD, DETAIL):
        with (Path(sys.argv[1]) / scale.source).open(encoding="utf-8") as file:
            text = bake(json.load(file), scale)
        (DATA / f"{scale.name}.txt").write_bytes(text.encode())
        print(f"{scale.name}.txt: {len(text):,} bytes")
