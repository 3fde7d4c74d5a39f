"""The land of the map: how its outlines are baked, read, projected and filled with dots."""

from __future__ import annotations

import bake_outlines
import pytest
from drawings import LAND

from sistercities_cli import Coordinates
from sistercities_cli.datafile.files import read_bundled
from sistercities_cli.geography import Vertex
from sistercities_cli.pictures.world import Point, Projection, rotate_back, rotate_to_antimeridian
from sistercities_cli.terminal.world_map import Canvas

SCREEN = Projection(720, 282)


def is_land(latitude: float, longitude: float) -> bool:
    """Look a place up on a canvas of half a degree a dot, through the ASCII it becomes."""
    canvas = Canvas(360, 71)
    size = Projection(canvas.width, canvas.height)
    canvas.fill([[Point(size.x(east), size.y(north)) for north, east in r] for r in LAND])
    x, y = size.place(Coordinates(latitude, longitude))
    return list(canvas.ascii())[int(y / 4)][int(x / 2)] != " "


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        (41.9, -89.0, True),
        (48.0, 10.0, True),
        (-25.0, 134.0, True),
        (66.5, -172.5, True),
        (68.0, 178.0, True),
        (0.0, -30.0, False),
        (42.0, 51.0, False),
        (30.0, -175.0, False),
        (-50.0, 180.0, False),
        (75.0, 0.0, False),
    ],
    ids=[
        "Illinois", "Bavaria", "Australia", "beyond the antimeridian", "before it", "Atlantic",
        "Caspian Sea", "Pacific", "south of New Zealand", "Arctic",
    ],
)  # fmt: skip
def test_land_is_where_it_is(latitude: float, longitude: float, land: bool) -> None:
    assert is_land(latitude, longitude) == land


def test_no_ring_jumps_across_the_map() -> None:
    for ring in LAND:
        longitudes = [point.longitude for point in ring]
        pairs = zip(longitudes, [*longitudes[1:], longitudes[0]], strict=True)
        assert max(abs(here - there) for here, there in pairs) < 60
        assert all(len(ring) >= 3 and -60 < point.latitude < 84 for point in ring)


def test_the_file_is_small_and_says_where_it_is_from() -> None:
    content = read_bundled("land.txt")
    assert len(content) < 40_000
    assert b"Natural Earth" in content
    assert b"public domain" in content


def baked(*arcs: list[list[int]], rings: list[list[int]]) -> list[str]:
    """Bake a topology in tenths of degrees, from -180 and -90; return the lines of its rings."""
    text = bake_outlines.bake(
        {
            "transform": {"scale": [0.1, 0.1], "translate": [-180, -90]},
            "arcs": arcs,
            "objects": {"land": {"geometries": [{"arcs": [rings]}]}},
        }
    )
    assert text.startswith(bake_outlines.HEADER)
    return text.removeprefix(bake_outlines.HEADER).splitlines()


def test_arcs_are_joined_and_turned_round() -> None:
    first, second = [[0, 900], [100, 0], [0, 100]], [[0, 900], [0, 100], [100, 0]]
    assert baked(first, second, rings=[[0, ~1]]) == ["-180,0 -170,0 -170,10 -180,10"]


def test_a_ring_over_the_antimeridian_runs_on() -> None:
    square = [[3500, 900], [-3400, 0], [0, 100], [3400, 0], [0, -100]]
    assert baked(square, rings=[[0]]) == ["170,0 190,0 190,10 170,10"]
    other = [[100, 900], [3400, 0], [0, 100], [-3400, 0], [0, -100]]
    assert baked(other, rings=[[0]]) == ["-170,0 -190,0 -190,10 -170,10"]


def test_specks_and_the_far_south_are_left_out() -> None:
    speck = [[0, 900], [4, 0], [0, 4], [-4, 0], [0, -4]]
    ice = [[0, 100], [100, 0], [0, 100], [-100, 0], [0, -100]]
    assert baked(speck, ice, rings=[[0], [1]]) == []


def test_points_that_nobody_misses_are_left_out() -> None:
    line = [[0, 900], [50, 1], [50, -1], [0, 100], [-100, 0], [0, -100]]
    assert baked(line, rings=[[0]]) == ["-180,0 -170,0 -170,10 -180,10"]


@pytest.mark.parametrize(
    ("place", "position"),
    [
        (Coordinates(84.0, -169.0), (0.0, 0.0)),
        (Coordinates(13.5, 11.0), (360.0, 141.0)),
        (Coordinates(-57.0, 180.0), (698.0, 282.0)),
        (Coordinates(-57.0, -180.0), (698.0, 282.0)),
        (Coordinates(90.0, -170.0), (718.0, 0.0)),
        (Coordinates(-90.0, -87.5), (163.0, 282.0)),
    ],
    ids=["corner", "middle", "antimeridian", "the same", "North Pole", "South Pole"],
)
def test_a_place_is_projected(place: Coordinates, position: tuple[float, float]) -> None:
    assert SCREEN.place(place) == pytest.approx(position)


def test_the_globe_turns_so_that_the_cut_is_at_the_antimeridian_and_back() -> None:
    assert rotate_to_antimeridian(Vertex(1.0, -169.0)).longitude == -180
    assert rotate_to_antimeridian(Vertex(1.0, -170.0)).longitude == 179
    assert SCREEN.x(rotate_back(Vertex(1.0, 180.0)).longitude) == 720


def test_each_dot_has_its_bit() -> None:
    """All eight, by filling one dot at a time (the order is Unicode's, not that of the rows)."""
    signs = []
    for x, y in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]:
        canvas = Canvas(1, 1)
        corners = (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)
        canvas.fill([[Point(*corner) for corner in corners]])
        signs.append(next(canvas.braille()))
    assert "".join(signs) == "⠁⠂⠄⠈⠐⠠⡀⢀"


def test_a_hole_is_empty_and_what_lies_above_and_below_is_no_error() -> None:
    canvas = Canvas(3, 1)
    outer = [Point(0, -3), Point(6, -3), Point(6, 9), Point(0, 9)]
    inner = [Point(2, 0), Point(4, 0), Point(4, 4), Point(2, 4)]
    canvas.fill([outer, inner])
    assert list(canvas.braille()) == ["⣿ ⣿"]
    assert list(canvas.ascii()) == [": :"]
