"""What maps are drawn on in the tests, and how pictures are read."""

from __future__ import annotations

from sistercities_cli.dataset.files import bundled_bytes
from sistercities_cli.render import outlines

LAND = list(outlines.parse(bundled_bytes("land.txt").decode("utf-8")))
SVG = "{http://www.w3.org/2000/svg}"  # before the names of elements
