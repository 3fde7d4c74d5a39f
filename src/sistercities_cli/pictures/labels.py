"""Place the names of a map near their symbols, without overlaps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from sistercities_cli.pictures.projection import Box, Point, square_around

TILE_GAPS = 8  # tile size of an OccupiedSpace, in label gaps
MAX_LEADERS = 150  # labels; with more, leader lines would only add to the crowd
ROUNDS = 3  # attempts to place more labels, starting with those that did not fit
LEADER_LENGTHS = (1.0, 1.6, 2.4, 3.4, 4.6, 6.0)  # in label heights
LEADER_ANGLES = 16


class Label(NamedTuple):
    """A name with the box of its symbol and its own size."""

    id: str
    name: str
    symbol: Box
    width: float
    height: float
    is_home: bool


class PlacedLabel(NamedTuple):
    """A label with its place on the map."""

    label: Label
    box: Box
    leader: tuple[Point, Point] | None  # a line from the symbol to the name


class OccupiedSpace:
    """Occupied boxes by tile, so that a search checks only nearby ones."""

    def __init__(self, tile_size: float) -> None:
        self._tile_size = tile_size
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Mark a box as taken."""
        for tile in self._tiles(box):
            self._boxes.setdefault(tile, []).append(box)

    def is_free(self, box: Box, ignored: Box | None = None) -> bool:
        """Check whether a box overlaps no occupied box other than ``ignored``."""
        return not any(
            other != ignored and box.overlaps(other)
            for tile in self._tiles(box)
            for other in self._boxes.get(tile, ())
        )

    def _tiles(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(edge / self._tile_size) for edge in box)
        return product(range(left, right + 1), range(top, bottom + 1))


def place_labels(
    labels: Iterable[Label],
    area: Box,
    gap: float,
    *,
    leaders: bool = False,
    unnamed: Iterable[Box] = (),
    taken: Iterable[Box] = (),
) -> list[PlacedLabel]:
    """Find a box for as many labels as possible: homes first, then short names.

    A label is placed beside, above, below or at a corner of its symbol. Unless it is that of a
    home, it keeps clear of other symbols, ``unnamed`` ones included, to be unambiguous, and always
    of ``taken`` boxes. With ``leaders``, labels that do not fit are moved away and connected by a
    line.
    """
    labels, taken = [*labels], [*taken]
    symbols = [*(label.symbol for label in labels), *unnamed]
    leaders = leaders and len(labels) <= MAX_LEADERS
    best: list[PlacedLabel] = []
    first: set[str] = set()  # labels that did not fit in an earlier round
    for _ in range(ROUNDS if leaders else 1):
        layout = _Layout(area, gap, symbols, taken)
        placed = layout.place(labels, first, leaders=leaders)
        best = max(best, placed, key=len)
        if len(best) == len(labels):
            break
        first |= {label.id for label in labels} - {one.label.id for one in placed}
    return best


class _Layout:
    """The symbols, names and leader lines of a map."""

    def __init__(self, area: Box, gap: float, symbols: Iterable[Box], taken: Iterable[Box]) -> None:
        self.area, self.gap = area, gap
        self.symbols, self.names = OccupiedSpace(TILE_GAPS * gap), OccupiedSpace(TILE_GAPS * gap)
        self.lines = OccupiedSpace(TILE_GAPS * gap)
        for box in symbols:
            self.symbols.add(box)
        for box in taken:
            self.names.add(box)

    def place(
        self, labels: Iterable[Label], first: set[str], *, leaders: bool
    ) -> list[PlacedLabel]:
        """Place labels, starting with homes and then the ``first`` ones."""
        placed, crowded = [], []
        for label in sorted(
            labels, key=lambda label: (not label.is_home, label.id not in first, label.width)
        ):
            if box := self.nearby(label):
                placed.append(PlacedLabel(label, box, None))
            elif label.id in first and (found := self.distant(label)):
                placed.append(PlacedLabel(label, *found))
            else:
                crowded.append(label)
        moved = ((label, self.distant(label)) for label in crowded if leaders)
        placed += [PlacedLabel(label, *found) for label, found in moved if found]
        return placed

    def nearby(self, label: Label) -> Box | None:
        """Place a label next to its symbol."""
        for box, margin in _candidates(label, self.gap):
            around = box.expand(self.gap, 0 if label.is_home else margin)
            if self._fits(box) and self.symbols.is_free(around, label.symbol):
                self.names.add(box)
                return box
        return None

    def distant(self, label: Label) -> tuple[Box, tuple[Point, Point]] | None:
        """Place a label away from its symbol, and return the line between them as well."""
        left, top, right, bottom = label.symbol
        centre = Point((left + right) / 2, (top + bottom) / 2)
        radius = (bottom - top) / 2
        for length, turn in product(LEADER_LENGTHS, range(LEADER_ANGLES)):
            angle = turn * 2 * math.pi / LEADER_ANGLES
            across, up = math.cos(angle), math.sin(angle)
            reach = radius + length * label.height
            end = Point(centre.x + across * reach, centre.y + up * reach)
            x = end.x if across > 0.1 else end.x - label.width
            x = x if abs(across) > 0.1 else end.x - label.width / 2
            y = end.y - label.height / 2 * (1 - up if abs(across) < 0.1 else 1)
            box = Box(x, y, x + label.width, y + label.height)
            if not (
                self._fits(box)
                and self.symbols.is_free(box.expand(self.gap))
                and self.lines.is_free(box)
            ):
                continue
            start = Point(centre.x + across * radius, centre.y + up * radius)
            if all(self._is_open(dot, label.symbol) for dot in _samples(start, end, self.gap)):
                self.names.add(box)
                for dot in _samples(start, end, self.gap):
                    self.lines.add(dot)
                return box, (start, end)
        return None

    def _fits(self, box: Box) -> bool:
        # Two gaps between names, as a two-word name contains one itself.
        return self.area.contains(box) and self.names.is_free(box.expand(2 * self.gap))

    def _is_open(self, dot: Box, symbol: Box) -> bool:
        spaces = (self.names, self.lines)
        return self.symbols.is_free(dot, symbol) and all(space.is_free(dot) for space in spaces)


def _samples(start: Point, end: Point, size: float) -> Iterator[Box]:
    """Yield small boxes along a line."""
    count = max(1, math.ceil(math.dist(start, end) / size))
    for n in range(count + 1):
        x, y = (a + (b - a) * n / count for a, b in zip(start, end, strict=True))
        yield square_around(Point(x, y), size / 4)


def _candidates(label: Label, gap: float) -> Iterator[tuple[Box, float]]:
    """Yield eight boxes around a symbol, best first, with their vertical clearance."""
    symbol, width, height = label.symbol, label.width, label.height
    middle = (symbol.top + symbol.bottom - height) / 2
    centre = (symbol.left + symbol.right - width) / 2
    right, left = symbol.right, symbol.left - width
    above, below = symbol.top - height, symbol.bottom
    for x, y, margin in (
        (right + gap, middle, 0.0),
        (left - gap, middle, 0.0),
        (right, above, gap),
        (right, below, gap),
        (left, above, gap),
        (left, below, gap),
        (centre, above, gap),
        (centre, below, gap),
    ):
        yield Box(x, y, x + width, y + height), margin
