"""Read what is shown off pictures of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from drawings import SVG
from rich.cells import cell_len
from terminal_picture import BASELINE, BOX, HEIGHT, WIDTH

# What is drawn as lines and dots.
UNDRAWN = re.compile(rf"[{''.join(BOX)}\u2800-\u28ff]")


def texts(top: ET.Element) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of what is shown in a window."""
    for one in top.iterfind(f"{SVG}g//{SVG}text"):
        x, y = int(one.attrib["x"]), int(one.attrib["y"])
        assert x % WIDTH == (y - BASELINE) % HEIGHT == 0
        yield (y - BASELINE) // HEIGHT, x // WIDTH, one.text or ""


def read(top: ET.Element) -> list[str]:
    """Read the lines in a window off its letters, each put where it stands."""
    rows: dict[int, str] = {}
    for row, column, text in sorted(texts(top)):
        before = rows.get(row, "")
        rows[row] = before + " " * (column - cell_len(before)) + text
    return [rows.get(row, "") for row in range(max(rows) + 1)]
