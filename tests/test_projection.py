"""Projections, frames and clipping."""

from __future__ import annotations

import math

import pytest
from drawings import LAND
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli import Coordinates
from sistercities_cli.geography import great_circle
from sistercities_cli.pictures.projection import (
    Box,
    Point,
    bounds,
    clip,
    equal_earth,
    equirectangular,
    longitude_range,
    region_frame,
    spiral,
    world_frame,
)

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
PLACES = st.builds(Coordinates, LATITUDES, LONGITUDES)
EUROPE = [Coordinates(53.27, -9.05), Coordinates(55.75, 37.62), Coordinates(37.98, 23.73)]


def test_equal_earth_has_its_published_proportions() -> None:
    """Poles are 0.59247 times as long as the equator, and the map is 0.4867 times as high."""
    equator, pole = equal_earth(0, 180), equal_earth(90, 180)
    assert pole.x / equator.x == pytest.approx(0.59247, abs=1e-5)
    assert -pole.y / equator.x == pytest.approx(0.4867, abs=5e-5)
    assert equal_earth(-90, -180) == pytest.approx((-pole.x, -pole.y))


@given(st.floats(-85, 85))
def test_equal_earth_keeps_areas(latitude: float) -> None:
    step = 1e-3
    height = equal_earth(latitude - step, 0).y - equal_earth(latitude + step, 0).y
    width = equal_earth(latitude, step).x
    area = math.radians(step) * 2 * math.radians(step) * math.cos(math.radians(latitude))
    assert width * height == pytest.approx(area, rel=1e-3)


@given(st.sampled_from([11.0, 150.0]), PLACES, PLACES)
def test_places_and_lines_stay_on_the_map(
    meridian: float, start: Coordinates, end: Coordinates
) -> None:
    """Lines across the antimeridian and over the poles are cut or follow the edge."""
    frame = world_frame(equal_earth, meridian, 1000, 90, -90)
    outside = frame.area.expand(1e-6, 1e-6)
    assert outside.contains(Box(*frame.project(start), *frame.project(start)))
    for part in frame.split(great_circle(start, end, 3)):
        assert outside.contains(bounds(part))


def test_outline_of_the_world_is_cut_in_the_south() -> None:
    frame = world_frame(equal_earth, 11, 1000, 90, -57)
    box = bounds(frame.outline())
    assert box == pytest.approx((0, 0, 1000, frame.height), abs=0.1)
    assert min(point.x for point in frame.outline() if point.y < 1) > 150


@pytest.mark.parametrize("formula", [equal_earth, equirectangular])
def test_part_of_the_world_has_true_proportions(formula: object) -> None:
    frame = region_frame(formula, EUROPE, 800, (100, 900), 40)  # type: ignore[arg-type]  # of two
    assert frame is not None
    box = bounds(map(frame.project, EUROPE))
    assert (box.left, box.right) == pytest.approx((40, 760))
    assert (box.top, frame.height - box.bottom) == pytest.approx((40, 40))
    north, south = frame.point(47.5, 0), frame.point(46.5, 0)
    degree = frame.point(47, 1).x - frame.point(47, 0).x
    ratio = degree / (south.y - north.y)
    assert ratio == pytest.approx(math.cos(math.radians(47)), rel=0.01)
    assert frame.covers(EUROPE[0])
    assert not frame.covers(EUROPE[0], margin=50)
    assert not frame.covers(Coordinates(0, 0))


def test_part_of_the_world_may_span_the_antimeridian_but_not_the_world() -> None:
    fiji, samoa = Coordinates(-18, 178), Coordinates(-14, -172)
    frame = region_frame(equal_earth, [fiji, samoa], 800, (100, 400), 40)
    assert frame is not None
    assert frame.meridian == 183
    assert frame.project(fiji).x < frame.project(samoa).x
    around = [Coordinates(0, longitude) for longitude in (-120, 0, 120)]
    assert region_frame(equal_earth, around, 800, (100, 400), 40) is None


def test_single_place_is_shown_with_its_surroundings() -> None:
    frame = region_frame(equal_earth, EUROPE[:1], 800, (300, 400), 40)
    assert frame is not None
    assert frame.project(EUROPE[0]) == pytest.approx((400, frame.height / 2))
    assert frame.y_scale * math.radians(1) == pytest.approx(79.8, abs=0.1)


@given(st.builds(Coordinates, st.floats(-89, 89), st.floats(-179, 179)))
def test_projection_can_be_inverted(place: Coordinates) -> None:
    frame = world_frame(equal_earth, 11, 1000, 90, -90)
    found = frame.coordinates(frame.project(place))
    assert found.latitude == pytest.approx(place.latitude, abs=1e-4)
    assert (found.longitude - place.longitude + 180) % 360 - 180 == pytest.approx(0, abs=1e-3)
    assert frame.coordinates(Point(-500, 10)).longitude == pytest.approx(-169)


def test_extent_is_the_part_that_another_frame_shows() -> None:
    world = world_frame(equal_earth, 11, 1000, 90, -57)
    frame = region_frame(equal_earth, EUROPE, 400, (100, 900), 40)
    assert frame is not None
    extent = world.extent(frame)
    assert extent.contains(bounds(map(world.project, EUROPE)))
    assert extent.width < 170


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3))
def test_clipped_ring_lies_in_its_box(points: list[tuple[float, float]]) -> None:
    box = Box(-4, -3, 5, 6)
    clipped = clip([Point(*point) for point in points], box)
    assert not clipped or box.expand(1e-9, 1e-9).contains(bounds(clipped))


def test_clipping_keeps_what_is_inside() -> None:
    box = Box(0, 0, 10, 10)
    square = [Point(-5, 5), Point(5, 5), Point(5, 15), Point(-5, 15)]
    assert bounds(clip(square, box)) == Box(0, 5, 5, 10)
    assert clip([Point(20, 20), Point(30, 20), Point(30, 30)], box) == []


def test_longitude_range_of_one_longitude_is_empty() -> None:
    assert longitude_range([7.0, 7.0]) == (7.0, 7.0)


def test_spiral_begins_at_its_centre_and_can_skip_points() -> None:
    points = dict(spiral(Point(3, 4), 5))
    assert points[0] == Point(3, 4)
    assert next(spiral(Point(3, 4), 5, 7)) == (7, points[7])
    distances = [math.dist(points[n], points[m]) for n in points for m in range(n)]
    assert min(distances) > 2.9


def test_frame_rings_are_drawn_on_the_side_where_they_belong() -> None:
    """Greenland is cut on a map around the Pacific, and drawn on both sides."""
    frame = world_frame(equirectangular, 150, 360, 84, -57)
    north = [bounds(ring) for ring in LAND.rings(frame) if bounds(ring).bottom < 25]
    assert any(box.left < 0 for box in north)
    assert any(box.right > 360 for box in north)
