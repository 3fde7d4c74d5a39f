"""Placing names on a map."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli.pictures.labels import Label, place_labels
from sistercities_cli.pictures.projection import Box

AREA = Box(0, 0, 400, 300)


def label(id: str, x: float, y: float, width: float = 40, *, is_home: bool = False) -> Label:
    return Label(id, id, Box(x - 5, y - 5, x + 5, y + 5), width, 12, is_home)


def spot(x: float, y: float) -> Box:
    return Box(x - 2, y - 2, x + 2, y + 2)


SPOTS = {
    "right": spot(140, 100), "left": spot(60, 100), "right above": spot(140, 86),
    "right below": spot(140, 113), "left above": spot(60, 86), "left below": spot(60, 113),
    "centre above": spot(100, 86),
}  # fmt: skip


@pytest.mark.parametrize("position", [*SPOTS, "centre below"])
def test_name_is_at_the_first_free_position(position: str) -> None:
    taken = list(SPOTS.values())[: [*SPOTS, position].index(position)]
    [placed] = place_labels([label("a", 100, 100)], AREA, 3, unnamed=taken)
    box = placed.box
    across = "right" if box.left >= 105 else "left" if box.right <= 95 else "centre"
    middle = (box.top + box.bottom) / 2
    down = "" if middle == 100 else " above" if middle < 100 else " below"
    assert across + down == position


def test_name_without_space_is_moved_and_connected() -> None:
    crowd = [Box(x - 5, y - 5, x + 5, y + 5) for x in range(70, 140, 12) for y in (88, 100, 112)]
    crowd = [box for box in crowd if not box.overlaps(Box(95, 95, 105, 105))]
    assert place_labels([label("a", 100, 100)], AREA, 3, unnamed=crowd) == []
    solitary = [Box(110, 90, 130, 110), Box(70, 90, 90, 110)]
    [placed] = place_labels([label("a", 100, 100)], AREA, 3, leaders=True, unnamed=solitary)
    assert placed.leader is not None
    start, end = placed.leader
    assert abs(start.x - 100) <= 5
    assert placed.box.expand(1, 1).contains(Box(*end, *end))


def test_homes_come_first_and_names_that_did_not_fit_get_another_round() -> None:
    narrow = Box(60, 90, 160, 112)
    labels = [label("short", 80, 100, 20), label("home", 90, 100, 40, is_home=True)]
    assert [one.label.id for one in place_labels(labels, narrow, 3)] == ["home"]
    crowd = [label(f"{n}", 150 + 16 * (n % 5), 130 + 12 * (n // 5), 30 + n) for n in range(15)]
    placed = place_labels(crowd, AREA, 3, leaders=True)
    assert len(placed) > 1.4 * len(place_labels(crowd, AREA, 3))


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 300), st.integers(5, 120), st.booleans()),
        max_size=40,
    )
)
def test_names_and_leaders_never_overlap(spots: list[tuple[int, int, int, bool]]) -> None:
    labels = [
        label(f"{n}", x, y, width, is_home=home) for n, (x, y, width, home) in enumerate(spots)
    ]
    placed = place_labels(labels, AREA, 3, leaders=True)
    assert len({one.label.id for one in placed}) == len(placed)
    for one in placed:
        assert AREA.contains(one.box)
        others = [x.symbol for x in labels if x != one.label and x.symbol != one.label.symbol]
        assert not any(one.box.overlaps(other) for other in others)
    for one, other in combinations(placed, 2):
        assert not one.box.overlaps(other.box)
        for line, box in ((one.leader, other.box), (other.leader, one.box)):
            for point in line or ():
                assert not box.overlaps(Box(*point, *point).expand(0.1, 0.1))
