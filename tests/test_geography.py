"""Distances on the globe: known ones, its odd places, and what holds for all of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import Coordinates, Directory, distance_km
from sistercities_cli.geography import EARTH_RADIUS_KM, km_to_miles

HALF_WAY_ROUND = math.pi * EARTH_RADIUS_KM
ONE_DEGREE = HALF_WAY_ROUND / 180
ROUNDING = 1e-3  # km; what floating point costs between antipodes, where it costs most

POINTS = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("here", "there", "kilometres", "off"),
    [
        # Both as others publish them for the haversine formula and a mean radius.
        pytest.param(
            (50.06639, -5.71472), (58.64389, -3.07000), 968.9, 1e-4, id="length of Britain"
        ),
        pytest.param(
            (36.12, -86.67), (33.94, -118.40), 2886.4, 1e-4, id="Nashville to Los Angeles"
        ),
        # On the ellipsoid, by the inverse method of Vincenty: a sphere is at most 0.6 % off.
        pytest.param(
            (-37.95103, 144.42487), (-37.65282, 143.92650), 54.972, 0.006, id="Flinders Peak"
        ),
    ],
)
def test_distances_are_those_that_others_publish(
    here: tuple[float, float], there: tuple[float, float], kilometres: float, off: float
) -> None:
    measured = distance_km(Coordinates(*here), Coordinates(*there))

    assert measured == pytest.approx(kilometres, rel=off)


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        pytest.param((0, 0), (0, 1), ONE_DEGREE, id="a degree of the equator"),
        pytest.param((0, 0), (1, 0), ONE_DEGREE, id="a degree of a meridian"),
        pytest.param(
            (60, 0), (60, 0.002), ONE_DEGREE * 0.001, id="half as far at 60 degrees north"
        ),
        pytest.param((0, 0), (90, 0), 90 * ONE_DEGREE, id="from the equator to a pole"),
        pytest.param((90, 0), (90, 123), 0, id="a pole, whatever its longitude"),
        pytest.param((-90, -77), (-89, 123), ONE_DEGREE, id="away from a pole, in any direction"),
        pytest.param((80, 0), (80, 180), 20 * ONE_DEGREE, id="over a pole, not along the parallel"),
        pytest.param((90, 0), (-90, 0), HALF_WAY_ROUND, id="from pole to pole"),
        pytest.param((0, 0), (0, 180), HALF_WAY_ROUND, id="half the equator"),
        pytest.param((41.5, -87.5), (-41.5, 92.5), HALF_WAY_ROUND, id="antipodes"),
        pytest.param((0, 179.5), (0, -179.5), ONE_DEGREE, id="across the antimeridian"),
        pytest.param((12, 180), (12, -180), 0, id="the antimeridian from either side"),
        pytest.param((0, -0.5), (0, 0.5), ONE_DEGREE, id="across the prime meridian"),
        pytest.param((-0.5, 7), (0.5, 7), ONE_DEGREE, id="across the equator"),
    ],
)
def test_the_odd_places_of_the_globe_are_measured_like_others(
    here: tuple[float, float], there: tuple[float, float], kilometres: float
) -> None:
    measured = distance_km(Coordinates(*here), Coordinates(*there))

    assert measured == pytest.approx(kilometres, abs=ROUNDING)


def test_neighbours_are_measured_to_the_millimetre() -> None:
    here, there = Coordinates(41.85, -87.65), Coordinates(41.85 + 1e-5, -87.65)

    assert distance_km(here, there) == pytest.approx(ONE_DEGREE * 1e-5, abs=1e-6)


def test_the_radius_is_the_mean_radius_of_the_wgs_84_ellipsoid() -> None:
    equator, pole = 6378.137, 6356.752314

    mean = (2 * equator + pole) / 3
    assert mean == pytest.approx(EARTH_RADIUS_KM, abs=1e-3)


@pytest.mark.parametrize(
    ("kilometres", "miles"), [(0, 0), (1.609344, 1), (42.195, 26.2188), (10_000, 6213.7119)]
)
def test_a_mile_is_the_international_mile(kilometres: float, miles: float) -> None:
    assert km_to_miles(kilometres) == pytest.approx(miles, abs=1e-4)


Vector = tuple[float, float, float]


def direction(point: Coordinates) -> Vector:
    north, east = math.radians(point.latitude), math.radians(point.longitude)
    return (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))


def cross(a: Vector, b: Vector) -> Vector:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def dot(a: Vector, b: Vector) -> float:
    return sum(one * other for one, other in zip(a, b, strict=True))


@given(POINTS, POINTS)
def test_every_distance_is_the_angle_between_two_directions(
    here: Coordinates, there: Coordinates
) -> None:
    one, other = direction(here), direction(there)
    angle = math.atan2(math.hypot(*cross(one, other)), dot(one, other))

    assert distance_km(here, there) == pytest.approx(EARTH_RADIUS_KM * angle, abs=ROUNDING)


@given(POINTS, POINTS)
def test_it_is_as_far_there_as_back_and_never_more_than_half_way_round(
    here: Coordinates, there: Coordinates
) -> None:
    assert distance_km(here, there) == pytest.approx(distance_km(there, here), abs=ROUNDING)
    assert 0 <= distance_km(here, there) <= HALF_WAY_ROUND
    assert distance_km(here, here) == 0


@given(POINTS, POINTS, POINTS)
def test_no_detour_is_shorter(here: Coordinates, there: Coordinates, between: Coordinates) -> None:
    detour = distance_km(here, between) + distance_km(between, there)

    assert distance_km(here, there) <= detour + ROUNDING


@given(POINTS)
def test_the_antipode_is_half_way_round(here: Coordinates) -> None:
    antipode = Coordinates(-here.latitude, here.longitude - math.copysign(180, here.longitude))

    assert distance_km(here, antipode) == pytest.approx(HALF_WAY_ROUND, abs=ROUNDING)


def test_coordinates_of_the_data_are_latitude_first(towns: Directory) -> None:
    brest = towns.parties["brest"].seat.coordinates
    assert brest is not None

    assert (brest.latitude, brest.longitude) == (48.39, -4.49)
