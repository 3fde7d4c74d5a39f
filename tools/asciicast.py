"""Recordings of a terminal in asciicast v2, which `asciinema play` and other players show.

See https://docs.asciinema.org/manual/asciicast/v2/: a header, then a line for each event.
"""

from __future__ import annotations

import json
from typing import NamedTuple

OUTPUT, MARKER = "o", "m"
CLEARED = "\x1b[H\x1b[2J"  # what clears the screen, one of several ways


class Event(NamedTuple):
    """What came after so many seconds: output, or a marker with its label."""

    time: float
    kind: str
    text: str


class Cast(NamedTuple):
    """A recording of a terminal of so many columns and rows."""

    title: str
    width: int
    height: int
    environment: dict[str, str]
    events: list[Event]

    @property
    def duration(self) -> float:
        """Return how many seconds it takes."""
        return self.events[-1].time


def written(cast: Cast) -> str:
    """Write a recording; without the time of day, so that it is the same each time."""
    header = {
        "version": 2,
        "width": cast.width,
        "height": cast.height,
        "duration": cast.duration,
        "title": cast.title,
        "env": cast.environment,
    }
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (header, *cast.events))
