"""Write a table of how something grows: a column for each size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from benchmarks import markdown
from benchmarks.figures import Point, Spread, exponent


class Row(NamedTuple):
    """What one job costs at each size."""

    label: str
    spreads: Sequence[Spread]


def table(
    title: str,
    rows: Sequence[Row],
    sizes: Sequence[int],
    limits: Mapping[str, float],
    say: Callable[[float], str],
) -> str:
    """Write a table of costs, with the multiple of the first row's at the largest size.

    The powers say how the cost grows between two sizes: see
    :func:`benchmarks.figures.exponent`.
    """
    steps = [f"power {one:,} → {other:,}" for one, other in pairwise(sizes[1:])]
    counts = [f"{size:,}" for size in sizes]
    header = (title, *counts, *steps, "× parse", "quartiles", "at most", "met")
    return markdown.table(header, (tuple(_cells(row, rows[0], sizes, limits, say)) for row in rows))


def _cells(
    row: Row,
    base: Row,
    sizes: Sequence[int],
    limits: Mapping[str, float],
    say: Callable[[float], str],
) -> Iterator[str]:
    yield row.label
    yield from (say(spread.median) for spread in row.spreads)
    yield from powers(sizes, [spread.median for spread in row.spreads])
    multiple = row.spreads[-1].over(base.spreads[-1].median)
    yield markdown.ratio(multiple.median)
    yield markdown.quartiles(multiple)
    yield from markdown.verdict(multiple.median, limits.get(row.label))


def powers(sizes: Sequence[int], costs: Sequence[float]) -> Iterator[str]:
    """Yield the exponent of growth between each two sizes after the first, which is the start.

    >>> list(powers([50, 1000, 10000], [0.0705, 0.08, 0.17]))
    ['1.00']
    """
    start, *points = map(Point, sizes, costs)
    for smaller, larger in pairwise(points):
        power = exponent(start, smaller, larger)
        yield "–" if power is None else f"{power:.2f}"
