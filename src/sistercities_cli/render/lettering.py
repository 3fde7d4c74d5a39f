"""How much room texts take in a picture, and how they are cut or folded where it is too little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from unicodedata import combining, east_asian_width

LETTER = 6.5  # width of an ordinary letter, at a size of 12


def length(text: str) -> float:
    """Estimate how wide a text is."""
    return sum(
        LETTER * (2 if east_asian_width(sign) in "WF" else not combining(sign)) for sign in text
    )


def short(text: str, room: float) -> str:
    """Cut a text that has no room."""
    if length(text) <= room:
        return text
    lengths = accumulate(map(length, text))
    return f"{text[: sum(so_far + LETTER <= room for so_far in lengths)]}…"


def folded(heading: str, names: Sequence[str], room: float) -> list[str]:
    """Put names behind a heading, on as many lines as they need."""
    lines = [heading]
    for name in names:
        joint = ". " if lines == [heading] else ", "
        if length(lines[-1] + joint + name) < room:
            lines[-1] += joint + name
        else:
            lines[-1] += joint.strip()
            lines.append(name)
    return lines
