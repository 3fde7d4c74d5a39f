"""Generate data/land.txt, the land outlines for the map.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python tools/bake_outlines.py package/land-110m.json

The input is Natural Earth at 1:110 million as TopoJSON (https://github.com/topojson/world-atlas).
The same input gives the same file, byte for byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]  # longitude, latitude

TARGET = Path(__file__).parent.parent / "data" / "land.txt"
MIN_LATITUDE = -60.0  # rings entirely south of this are dropped: Antarctica, stitched at the pole
MIN_AREA = 0.2  # square degrees; smaller islands are dropped
TOLERANCE = 0.12  # degrees; how far simplified lines may deviate
HEADER = """\
# The outlines of the world's land, for `sistercities map`.
#
# Made with Natural Earth (https://www.naturalearthdata.com/), 1:110 million, by way of the npm
# package world-atlas 2.0.2. Natural Earth is in the public domain, and so is this file.
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


def smooth(line: list[Point]) -> list[Point]:
    """Simplify a line with the Douglas–Peucker algorithm."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(distances)
    if farthest < TOLERANCE:
        return [line[0], line[-1]]
    middle = distances.index(farthest) + 1
    return smooth(line[: middle + 1])[:-1] + smooth(line[middle:])


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a line, or from its ends if they coincide."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if not length:
        return float(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5)
    return float(abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length)


def bake(topology: dict[str, Any]) -> str:
    """Return the text of the file of outlines."""
    lines = []
    for ring in map(unroll, rings(topology)):
        if max(latitude for _, latitude in ring) < MIN_LATITUDE or area(ring) < MIN_AREA:
            continue
        points = [f"{_tenths(x)},{_tenths(y)}" for x, y in smooth(ring)[:-1]]
        lines.append(" ".join(dict.fromkeys(points)))
    return HEADER + "".join(f"{line}\n" for line in lines)


def _tenths(degrees: float) -> str:
    """Format degrees to one decimal place, without a trailing zero: 5, not 5.0."""
    return f"{round(degrees, 1) + 0.0:.1f}".removesuffix(".0")


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        text = bake(json.load(file))
    TARGET.write_bytes(text.encode())
    print(f"{TARGET}: {len(text):,} bytes, {text.count(',') - HEADER.count(','):,} points")
