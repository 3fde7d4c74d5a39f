"""Land outlines and the SVG namespace for the tests of pictures."""

from __future__ import annotations

from sistercities_cli.bundled import read_bundled
from sistercities_cli.pictures.world import parse_outlines

LAND = list(parse_outlines(read_bundled("land.txt").decode("utf-8")))
SVG = "{http://www.w3.org/2000/svg}"
