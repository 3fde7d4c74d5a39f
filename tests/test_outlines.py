"""Land outlines of the map: generating, reading, projecting and filling them."""

from __future__ import annotations

import functools

import bake_outlines
import pytest
from drawings import LAND

from sistercities_cli import Coordinates
from sistercities_cli.bundled import read_bundled
from sistercities_cli.pictures.projection import (
    NORTH,
    SOUTH,
    Point,
    equirectangular,
    world_frame,
)
from sistercities_cli.pictures.world import DETAILED_OUTLINES, OUTLINES, parse_outlines
from sistercities_cli.terminal.braille import ASCII, BRAILLE, draw_rings

SCREEN = world_frame(equirectangular, 11, 720, NORTH, SOUTH)


@functools.cache
def picture() -> list[str]:
    """Draw the world with two dots per degree."""
    return [*draw_rings(LAND.rings(SCREEN), 360, 71, ASCII)]


def is_land(latitude: float, longitude: float) -> bool:
    x, y = SCREEN.project(Coordinates(latitude, longitude))
    return picture()[int(y / 4)][int(x / 2)] != " "


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        pytest.param(41.9, -89.0, True, id="Illinois"),
        pytest.param(-25.0, 134.0, True, id="Australia"),
        pytest.param(66.5, -172.5, True, id="Chukotka, east of the antimeridian"),
        pytest.param(68.0, 178.0, True, id="Chukotka, west of the antimeridian"),
        pytest.param(0.0, -30.0, False, id="Atlantic"),
        pytest.param(42.0, 51.0, False, id="Caspian Sea"),
        pytest.param(30.0, -175.0, False, id="Pacific"),
        pytest.param(75.0, 0.0, False, id="Arctic"),
    ],
)
def test_land_and_sea(latitude: float, longitude: float, land: bool) -> None:
    assert is_land(latitude, longitude) == land


@pytest.mark.parametrize(("name", "size"), [(OUTLINES, 40_000), (DETAILED_OUTLINES, 190_000)])
def test_outlines_are_small_name_their_source_and_have_no_edge_across_the_map(
    name: str, size: int
) -> None:
    content = read_bundled(name)
    assert len(content) < size
    assert b"Natural Earth" in content
    assert b"public domain" in content
    for ring in parse_outlines(content.decode()):
        longitudes = [point.longitude for point in ring]
        pairs = zip(longitudes, [*longitudes[1:], longitudes[0]], strict=True)
        assert max(abs(start - end) for start, end in pairs) < 60
        assert len(ring) >= 3
        assert all(-60 < point.latitude < 84 for point in ring)


def baked(*arcs: list[list[int]], rings: list[list[int]]) -> list[str]:
    """Bake a topology in tenths of degrees, from -180 and -90; return the lines of its rings."""
    text = bake_outlines.bake(
        {
            "transform": {"scale": [0.1, 0.1], "translate": [-180, -90]},
            "arcs": arcs,
            "objects": {"land": {"geometries": [{"arcs": [rings]}]}},
        },
        bake_outlines.WORLD,
    )
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_arcs_are_joined_and_reversed() -> None:
    first, second = [[0, 900], [100, 0], [0, 100]], [[0, 900], [0, 100], [100, 0]]
    assert baked(first, second, rings=[[0, ~1]]) == ["-180,0 -170,0 -170,10 -180,10"]


def test_ring_across_the_antimeridian_is_continuous() -> None:
    square = [[3500, 900], [-3400, 0], [0, 100], [3400, 0], [0, -100]]
    assert baked(square, rings=[[0]]) == ["170,0 190,0 190,10 170,10"]
    other = [[100, 900], [3400, 0], [0, 100], [-3400, 0], [0, -100]]
    assert baked(other, rings=[[0]]) == ["-170,0 -190,0 -190,10 -170,10"]


def test_tiny_islands_and_antarctica_are_omitted() -> None:
    speck = [[0, 900], [4, 0], [0, 4], [-4, 0], [0, -4]]
    ice = [[0, 100], [100, 0], [0, 100], [-100, 0], [0, -100]]
    assert baked(speck, ice, rings=[[0], [1]]) == []


def test_nearly_straight_lines_are_simplified() -> None:
    line = [[0, 900], [50, 1], [50, -1], [0, 100], [-100, 0], [0, -100]]
    assert baked(line, rings=[[0]]) == ["-180,0 -170,0 -170,10 -180,10"]


def test_each_dot_sets_its_braille_dot() -> None:
    """Fill the dots in the order of their bits in Unicode, which is not that of the rows."""
    characters: list[str] = []
    for x, y in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]:
        corners = (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)
        characters += draw_rings([[Point(*corner) for corner in corners]], 1, 1, BRAILLE)
    assert "".join(characters) == "⠁⠂⠄⠈⠐⠠⡀⢀"


def test_hole_stays_empty_and_rings_may_exceed_the_map() -> None:
    outer = [Point(0, -3), Point(6, -3), Point(6, 9), Point(0, 9)]
    inner = [Point(2, 0), Point(4, 0), Point(4, 4), Point(2, 4)]
    assert list(draw_rings([outer, inner], 3, 1, BRAILLE)) == ["⣿ ⣿"]
    assert list(draw_rings([outer, inner], 3, 1, ASCII)) == [": :"]
