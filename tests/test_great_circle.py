"""The shortest way between two places: where it leads, and where maps cut it."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import Coordinates, distance_km
from sistercities_cli.geography import great_circle, split_at_antimeridian

CHICAGO, SYDNEY = Coordinates(41.85003, -87.65005), Coordinates(-33.86785, 151.20732)
OSAKA, DURBAN = Coordinates(34.69379, 135.50107), Coordinates(-29.8579, 31.0292)
PLACES = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))


def length(line: list[Coordinates]) -> float:
    return sum(distance_km(here, there) for here, there in pairwise(line))


def on_the_circle(here: Coordinates, there: Coordinates, longitude: float) -> float:
    """Return the latitude where a great circle meets a meridian, by the tangents of its ends."""
    near, far = (math.tan(math.radians(point.latitude)) for point in (here, there))
    to_there = math.sin(math.radians(there.longitude - longitude))
    from_here = math.sin(math.radians(longitude - here.longitude))
    between = math.sin(math.radians(there.longitude - here.longitude))
    return math.degrees(math.atan((near * to_there + far * from_here) / between))


@given(here=PLACES, there=PLACES)
def test_the_way_is_as_long_as_the_distance_and_has_both_ends(
    here: Coordinates, there: Coordinates
) -> None:
    line = great_circle(here, there)
    assert (line[0], line[-1]) == (here, there)
    assert length(line) == pytest.approx(distance_km(here, there), abs=0.1)
    assert all(distance_km(one, other) < 222.4 for one, other in pairwise(line))  # two degrees


@given(here=PLACES, there=PLACES)
def test_no_part_of_a_split_line_goes_round_the_globe(
    here: Coordinates, there: Coordinates
) -> None:
    line = great_circle(here, there)
    parts = split_at_antimeridian(line)
    for part in parts:
        assert all(abs(b.longitude - a.longitude) <= 180 for a, b in pairwise(part))
        assert all(-180 <= point.longitude <= 180 for point in part)
    for before, after in pairwise(parts):
        assert abs(before[-1].longitude) == 180
        assert after[0] == (before[-1].latitude, -before[-1].longitude)
    assert {*line} - {point for part in parts for point in part} <= {
        point for point in line if abs(point.longitude) == 180 or here == there
    }


def test_chicago_to_sydney_leads_west_over_the_pacific() -> None:
    eastern, western = split_at_antimeridian(great_circle(CHICAGO, SYDNEY))
    east, west = ([point.longitude for point in part] for part in (eastern, western))
    assert east == sorted(east, reverse=True)
    assert west == sorted(west, reverse=True)
    assert (east[0], east[-1], west[0], west[-1]) == (-87.65005, -180.0, 180.0, 151.20732)
    assert eastern[-1].latitude == pytest.approx(on_the_circle(CHICAGO, SYDNEY, 180), abs=0.02)


def test_chicago_to_durban_is_not_cut_and_to_osaka_comes_near_alaska() -> None:
    assert len(split_at_antimeridian(great_circle(CHICAGO, DURBAN))) == 1
    north = max(great_circle(CHICAGO, OSAKA))
    assert north.latitude > 65
    assert -160 < north.longitude < -145


@pytest.mark.parametrize("there", [SYDNEY, OSAKA, DURBAN], ids=["Sydney", "Osaka", "Durban"])
def test_every_point_lies_on_the_circle(there: Coordinates) -> None:
    for latitude, longitude in great_circle(CHICAGO, there):
        assert latitude == pytest.approx(on_the_circle(CHICAGO, there, longitude))


def test_half_way_along_the_equator_is_half_the_longitude() -> None:
    ends = Coordinates(0.0, 0.0), Coordinates(0.0, 60.0)
    [_, middle, _] = great_circle(*ends, step=30)
    assert middle == pytest.approx((0.0, 30.0))


def test_one_place_is_a_point_and_no_line() -> None:
    assert great_circle(OSAKA, OSAKA) == [OSAKA]
    assert split_at_antimeridian([OSAKA]) == []


@pytest.mark.parametrize(
    ("here", "over"),
    [
        (Coordinates(41.0, -87.0), 90.0),
        (Coordinates(-41.0, 10.0), 90.0),
        (Coordinates(90.0, 10.0), 0.0),
        (Coordinates(-60.0, 170.0), 0.0),
    ],
    ids=["north", "south", "pole", "far south"],
)
def test_opposite_ends_of_the_globe_have_a_way_all_the_same(here: Coordinates, over: float) -> None:
    line = great_circle(here, Coordinates(-here.latitude, here.longitude - 180))
    assert length(line) == pytest.approx(math.pi * 6371.0088, abs=1)
    assert any(point.latitude == pytest.approx(over) for point in line)


def test_a_cut_lies_where_the_line_crosses() -> None:
    cut = split_at_antimeridian([Coordinates(10.0, 179.0), Coordinates(14.0, -177.0)])
    assert cut == [[(10.0, 179.0), (11.0, 180.0)], [(11.0, -180.0), (14.0, -177.0)]]
    back = split_at_antimeridian([Coordinates(14.0, -177.0), Coordinates(10.0, 179.0)])
    assert back == [[*reversed(part)] for part in reversed(cut)]


def test_a_line_along_the_antimeridian_stays_in_one_piece_on_one_side() -> None:
    along = [Coordinates(0.0, 180.0), Coordinates(1.0, -180.0), Coordinates(2.0, -180.0)]
    assert split_at_antimeridian(along) == [[(0.0, -180.0), (1.0, -180.0), (2.0, -180.0)]]
