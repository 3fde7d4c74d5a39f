"""A canvas of dots that becomes text: eight dots to a character, in Unicode braille or in ASCII."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sistercities_cli.render.projection import Position

ACROSS, DOWN = 2, 4  # dots of one sign
BLANK = 0x2800  # the braille sign without dots; Unicode counts on from there
# The bit of each dot, row by row: the lowest row came late to braille (Unicode, chapter 21.1).
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
SHADES = " .:"  # for no dots, for some, and for more than half


class Canvas:
    """A picture of dots, so many characters wide and high."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width, self.height = columns * ACROSS, rows * DOWN  # in dots
        self._dots = [bytearray(self.width) for _ in range(self.height)]

    def fill(self, rings: Iterable[Sequence[Position]]) -> None:
        """Set the dots whose middles lie within an odd number of rings.

        What runs on over an edge comes in again over the other.

        >>> canvas = Canvas(2, 1)
        >>> canvas.fill([[Position(3, 0), Position(6, 0), Position(6, 4), Position(3, 4)]])
        >>> list(canvas.braille())
        ['⣿⢸']
        """
        crossings: list[list[float]] = [[] for _ in range(self.height)]
        for ring in rings:
            for here, there in pairwise([*ring, *ring[:1]]):
                self._cross(crossings, *sorted((here, there), key=lambda end: end.y))
        for dots, found in zip(self._dots, crossings, strict=True):
            ends = map(_first_middle, sorted(found))
            for start, end in zip(ends, ends, strict=True):
                for column in range(start, end):
                    dots[column % self.width] = 1

    def _cross(self, crossings: list[list[float]], upper: Position, lower: Position) -> None:
        """Note where an edge of a ring crosses the middles of rows."""
        rows = range(max(0, _first_middle(upper.y)), min(self.height, _first_middle(lower.y)))
        for row in rows:
            share = (row + 0.5 - upper.y) / (lower.y - upper.y)
            crossings[row].append(upper.x + share * (lower.x - upper.x))

    def braille(self) -> Iterator[str]:
        """Yield the lines of the picture in Unicode braille, blanks where there is no dot."""
        for masks in self._masks():
            yield "".join(chr(BLANK + mask) if mask else " " for mask in masks)

    def ascii(self) -> Iterator[str]:
        """Yield the lines of the picture in ASCII, two shades for few and for many dots."""
        for masks in self._masks():
            yield "".join(SHADES[(mask > 0) + (mask.bit_count() > 4)] for mask in masks)

    def _masks(self) -> Iterator[list[int]]:
        for top in range(0, self.height, DOWN):
            signs = [0] * (self.width // ACROSS)
            for dots, bits in zip(self._dots[top : top + DOWN], BITS, strict=True):
                for column, dot in enumerate(dots):
                    if dot:
                        signs[column // ACROSS] |= bits[column % ACROSS]
            yield signs


def _first_middle(edge: float) -> int:
    """Return the first dot whose middle lies at an edge or beyond it."""
    return math.ceil(edge - 0.5)
