"""Where the names on a map go, so that none runs into another or into a dot."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

TILE = 8  # gaps; a sheet is looked through tile by tile


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


class Wanted(NamedTuple):
    """A name that looks for a place beside its dot."""

    dot: Box
    width: float
    height: float
    crowded: bool = False  # may stand close to the dots of others


class Sheet:
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
        across = range(_tile(box.left, self._reach), _tile(box.right, self._reach) + 1)
        for row in range(_tile(box.top, self._reach), _tile(box.bottom, self._reach) + 1):
            yield from ((column, row) for column in across)


def _tile(distance: float, reach: float) -> int:
    return math.floor(distance / reach)


def place(wanted: Sequence[Wanted], room: Box, gap: float) -> list[Box | None]:
    """Find a box for each name, first come, first served; None where there is no room.

    A name stands right or left of its dot, or else at one of its corners, where it must
    keep clear of the dots around so that all see whose it is.
    """
    dots, names = Sheet(TILE * gap), Sheet(TILE * gap)
    for one in wanted:
        dots.take(one.dot)
    found: list[Box | None] = []
    for one in wanted:
        box = next(_free(one, dots, names, room, gap), None)
        if box:
            names.take(box)
        found.append(box)
    return found


def _free(one: Wanted, dots: Sheet, names: Sheet, room: Box, gap: float) -> Iterator[Box]:
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


def _candidates(one: Wanted, gap: float) -> Iterator[tuple[Box, float]]:
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
