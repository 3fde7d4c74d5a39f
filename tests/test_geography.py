"""Coordinates, distances, great circles and their parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import Coordinates, distance_km
from sistercities_cli.geography import (
    EARTH_RADIUS_KM,
    Vertex,
    format_coordinates,
    format_distance,
    great_circle,
    km_to_miles,
    split_at_antimeridian,
)

HALF_CIRCUMFERENCE = math.pi * EARTH_RADIUS_KM
ONE_DEGREE = HALF_CIRCUMFERENCE / 180
ROUNDING = 1e-3  # km; between antipodes

OSAKA = Coordinates(34.69379, 135.50107)
POINTS = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("here", "there", "kilometres", "error"),
    [
        # Published: with the haversine formula and a mean radius, and on the ellipsoid.
        pytest.param((50.06639, -5.71472), (58.64389, -3.07), 968.9, 0.1, id="length of Britain"),
        pytest.param((-37.95103, 144.42487), (-37.65282, 143.9265), 54.97, 0.3, id="Flinders Peak"),
        pytest.param((-90, -77), (-89, 123), ONE_DEGREE, ROUNDING, id="away from a pole"),
        pytest.param((80, 0), (80, 180), 20 * ONE_DEGREE, ROUNDING, id="over a pole"),
        pytest.param((41.5, -87.5), (-41.5, 92.5), HALF_CIRCUMFERENCE, ROUNDING, id="antipodes"),
        pytest.param((0, 179.5), (0, -179.5), ONE_DEGREE, ROUNDING, id="across the antimeridian"),
        pytest.param((12, 180), (12, -180), 0, ROUNDING, id="either side of the antimeridian"),
        pytest.param((41.85, -87), (41.85001, -87), ONE_DEGREE * 1e-5, 1e-6, id="neighbours"),
    ],
)
def test_distances(
    here: tuple[float, float], there: tuple[float, float], kilometres: float, error: float
) -> None:
    measured = distance_km(Coordinates(*here), Coordinates(*there))

    assert measured == pytest.approx(kilometres, abs=error)


def test_miles_are_international_miles() -> None:
    assert [km_to_miles(1.609344), km_to_miles(42.195)] == pytest.approx([1, 26.2188], abs=1e-4)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0.0), (-90.1, 0.0), (0.0, 180.1), (0.0, -180.1), (math.nan, 0.0), (0.0, math.inf)],
)
def test_coordinates_outside_the_globe_are_rejected(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match=r"^there is no point .* on the globe$"):
        Coordinates(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "text"),
    [
        (41.85003, -87.65005, "41.85° N, 87.65° W"),
        (-33.86785, 151.20732, "33.87° S, 151.21° E"),
        (0.0, 0.0, "0.00° N, 0.00° E"),
    ],
)
def test_formatted_coordinates(latitude: float, longitude: float, text: str) -> None:
    assert format_coordinates(Coordinates(latitude, longitude)) == text


def test_formatted_distance() -> None:
    assert format_distance(1609.344) == "1,609 km (1,000 miles)"
    assert format_distance(1.6) == "2 km (1 mile)"


def lengths(line: Sequence[Vertex]) -> list[float]:
    points = [Coordinates(vertex.latitude, vertex.longitude) for vertex in line]
    return [distance_km(start, end) for start, end in pairwise(points)]


def vertices(*points: Coordinates) -> list[Vertex]:
    return [Vertex(point.latitude, point.longitude) for point in points]


@given(here=POINTS, there=POINTS)
def test_great_circle_has_both_ends_and_the_length_of_the_distance(
    here: Coordinates, there: Coordinates
) -> None:
    line = great_circle(here, there)
    assert [line[0], line[-1]] == vertices(here, there)
    assert sum(lengths(line)) == pytest.approx(distance_km(here, there), abs=0.1)
    assert all(length < 222.4 for length in lengths(line))  # two degrees


@given(here=POINTS, there=POINTS)
def test_parts_of_a_split_line_stay_within_180_degrees(
    here: Coordinates, there: Coordinates
) -> None:
    line = great_circle(here, there)
    parts = split_at_antimeridian(line)
    for part in parts:
        assert all(abs(b.longitude - a.longitude) <= 180 for a, b in pairwise(part))
        assert all(-180 <= point.longitude <= 180 for point in part)
    for before, after in pairwise(parts):
        assert abs(before[-1].longitude) == 180
        assert after[0] == before[-1].replace(longitude=-before[-1].longitude)
    assert {*line} - {point for part in parts for point in part} <= {
        point for point in line if abs(point.longitude) == 180 or here == there
    }


def test_identical_ends_give_a_point_but_no_line() -> None:
    assert great_circle(OSAKA, OSAKA) == vertices(OSAKA)
    assert split_at_antimeridian(vertices(OSAKA)) == []


@pytest.mark.parametrize(
    ("here", "passes"),
    [
        (Coordinates(41.0, -87.0), 90.0),
        (Coordinates(-41.0, 10.0), 90.0),
        (Coordinates(90.0, 10.0), 0.0),
        (Coordinates(-60.0, 170.0), 0.0),
    ],
    ids=["north", "south", "pole", "far south"],
)
def test_great_circle_between_antipodes(here: Coordinates, passes: float) -> None:
    antipode = Coordinates(-here.latitude, here.longitude - math.copysign(180, here.longitude))
    line = great_circle(here, antipode)
    assert sum(lengths(line)) == pytest.approx(HALF_CIRCUMFERENCE, abs=1)
    assert any(point.latitude == pytest.approx(passes) for point in line)


def test_line_is_split_where_it_crosses() -> None:
    cut = split_at_antimeridian([Vertex(10.0, 179.0), Vertex(14.0, -177.0)])
    assert cut == [
        [Vertex(10.0, 179.0), Vertex(11.0, 180.0)],
        [Vertex(11.0, -180.0), Vertex(14.0, -177.0)],
    ]
    back = split_at_antimeridian([Vertex(14.0, -177.0), Vertex(10.0, 179.0)])
    assert back == [[*reversed(part)] for part in reversed(cut)]


def test_line_along_the_antimeridian_is_not_split() -> None:
    line = [Vertex(0.0, 180.0), Vertex(1.0, -180.0), Vertex(2.0, -180.0)]
    assert split_at_antimeridian(line) == [[line[0].replace(longitude=-180.0), *line[1:]]]
