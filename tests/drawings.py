"""Land outlines and the SVG namespace for the tests of pictures."""

from __future__ import annotations

from sistercities_cli.bundled import read_bundled
from sistercities_cli.pictures.world import Land

LAND = Land(read_bundled)
NO_LAND = Land(lambda _: b"")
SVG = "{http://www.w3.org/2000/svg}"
