"""The outlines of the world's land, read from the text of data/land.txt."""

from __future__ import annotations

from collections.abc import Iterator

from sistercities_cli.geography import Coordinates

FILE = "land.txt"
Ring = list[Coordinates]  # the last point joins the first; longitudes may run on beyond 180


def parse(text: str) -> Iterator[Ring]:
    """Yield the rings of a file of outlines; a ring within another is water.

    >>> next(parse("# An island.\\n179,-17 181,-16 180,-18.5\\n"))[1]
    Coordinates(latitude=-16.0, longitude=181.0)
    """
    for line in text.splitlines():
        if not line.startswith("#"):
            pairs = (pair.split(",") for pair in line.split())
            yield [Coordinates(float(north), float(east)) for east, north in pairs]
