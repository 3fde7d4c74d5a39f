"""Draw areas as dots, several per character, in braille or in ASCII."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sistercities_cli.pictures.projection import Point

DOTS_ACROSS, DOTS_DOWN = 2, 4  # of a character
# The bit of each dot, row by row: braille gained its bottom row later (Unicode, chapter 21.1).
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
# Characters by the bits of their dots; in ASCII for no dots, some, and more than half.
BRAILLE = [" ", *map(chr, range(0x2801, 0x2900))]
ASCII = [" .:"[(mask > 0) + (mask.bit_count() > 4)] for mask in range(256)]


def draw_rings(
    rings: Iterable[Sequence[Point]], columns: int, rows: int, characters: Sequence[str]
) -> Iterator[str]:
    """Yield lines of text, with the dots whose centres lie within an odd number of rings.

    >>> ring = [Point(1, 0), Point(6, 0), Point(6, 4), Point(1, 4)]
    >>> list(draw_rings([ring], 2, 1, BRAILLE))
    ['⢸⣿']
    """
    crossings: list[list[float]] = [[] for _ in range(rows * DOTS_DOWN)]
    for ring in rings:
        for ends in pairwise([*ring, *ring[:1]]):
            _add_crossings(crossings, *sorted(ends, key=lambda end: end.y))
    dots = [_set_dots(sorted(xs), columns * DOTS_ACROSS) for xs in crossings]
    for top in range(0, len(dots), DOTS_DOWN):
        masks = 0  # one byte per character
        for row, bits in zip(dots[top : top + DOTS_DOWN], DOT_BITS, strict=True):
            for column, bit in enumerate(bits):
                masks |= int.from_bytes(row[column::DOTS_ACROSS]) * bit
        yield "".join(characters[mask] for mask in masks.to_bytes(columns))


def _add_crossings(crossings: list[list[float]], upper: Point, lower: Point) -> None:
    """Add the points where an edge of a ring crosses the centres of rows."""
    rows = range(max(0, _first_dot_from(upper.y)), min(len(crossings), _first_dot_from(lower.y)))
    for row in rows:
        fraction = (row + 0.5 - upper.y) / (lower.y - upper.y)
        crossings[row].append(upper.x + fraction * (lower.x - upper.x))


def _set_dots(crossings: Iterable[float], width: int) -> bytearray:
    """Set the dots of a row between each pair of crossings."""
    dots = bytearray(width)
    edges = (min(max(0, _first_dot_from(x)), width) for x in crossings)
    for start, end in zip(edges, edges, strict=True):
        dots[start:end] = b"\x01" * (end - start)
    return dots


def _first_dot_from(edge: float) -> int:
    """Return the first dot whose centre lies at or beyond an edge."""
    return math.ceil(edge - 0.5)
