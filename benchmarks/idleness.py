"""Find out whether the machine had something else to do while it was measured."""

from __future__ import annotations

import os
from typing import NamedTuple

QUIET = 0.05  # of the processors' time may go to others on a machine that is called idle
UNUSED = (3, 4)  # columns of /proc/stat: idle, and idle while a disk is waited for


class Usage(NamedTuple):
    """Seconds of the processors since the machine started."""

    total: float
    used: float
    own: float  # of this process and those it waited for


def now() -> Usage | None:
    """Return what was used until now; None on a system that does not say."""
    try:
        with open("/proc/stat", encoding="ascii") as file:
            return usage(file.readline(), sum(os.times()[:4]), os.sysconf("SC_CLK_TCK"))
    except OSError:
        return None


def usage(line: str, own: float, ticks: int) -> Usage:
    """Read the first line of /proc/stat.

    >>> usage("cpu  100 0 50 800 50 0 0 0 0 0", 0.5, 100)
    Usage(total=10.0, used=1.5, own=0.5)
    """
    # The last two columns, of guest systems, are part of the first two.
    columns = [int(column) / ticks for column in line.split()[1:9]]
    unused = sum(columns[place] for place in UNUSED)
    return Usage(sum(columns), sum(columns) - unused, own)


def share_of_others(before: Usage, after: Usage) -> float:
    """Return which part of the processors' time others took between two moments."""
    total, used, own = (late - early for early, late in zip(before, after, strict=True))
    return max(0.0, used - own) / total if total else 0.0


def remark(share: float) -> str:
    """Say what others took, and what that means for the figures.

    >>> remark(0.01)
    'Others took 1 % of the processors.'
    >>> remark(0.3)
    'Others took 30 % of the processors: the figures are rough.'
    """
    took = f"Others took {share:.0%} of the processors".replace("%", " %")
    return f"{took}." if share <= QUIET else f"{took}: the figures are rough."
