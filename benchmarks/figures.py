"""Medians, quartiles, ratios and growth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import quantiles
from typing import NamedTuple


class Spread(NamedTuple):
    """The middle of some figures, and the middle half of them."""

    median: float
    low: float  # first quartile
    high: float  # third quartile

    def over(self, base: float) -> Spread:
        """Return it as a multiple of something."""
        return Spread(*(figure / base for figure in self))


def spread(figures: Sequence[float]) -> Spread:
    """Return median and quartiles, by linear interpolation.

    >>> spread([4, 1, 2, 3, 5])
    Spread(median=3.0, low=2.0, high=4.0)
    """
    if len(figures) == 1:
        return Spread(figures[0], figures[0], figures[0])
    low, median, high = quantiles(figures, n=4, method="inclusive")
    return Spread(median, low, high)


def is_met(ratio: float, limit: float) -> bool:
    """Say whether a ratio keeps to its limit, as exactly as it is printed."""
    return round(ratio, 2) <= limit


class Point(NamedTuple):
    """What something cost at a size."""

    size: float
    cost: float


def exponent(start: Point, smaller: Point, larger: Point) -> float | None:
    """Return the power of the size with which the cost grows between two sizes.

    It is the slope in a log-log plot after size and cost of a small start were taken off
    both, so that what every run costs does not count: 1 is in proportion, 2 is quadratic.
    None where the cost does not rise above that of the start.

    >>> exponent(Point(50, 70.5), Point(1000, 80), Point(10000, 170))
    1.0
    """
    costs = [point.cost - start.cost for point in (smaller, larger)]
    if min(costs) <= 0:
        return None
    sizes = [point.size - start.size for point in (smaller, larger)]
    return math.log(costs[1] / costs[0]) / math.log(sizes[1] / sizes[0])
