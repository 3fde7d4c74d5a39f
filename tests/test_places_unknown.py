"""Cities whose coordinates or time zones are not known, in every kind of output."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from drawings import LAND
from screen import NOW, ON, screen

from conftest import BARE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship
from sistercities_cli.formats import geojson
from sistercities_cli.formats.rows import LIST_COLUMNS, Record, list_row, show_record
from sistercities_cli.model import distance_between
from sistercities_cli.pictures.world import describe_unplaced
from sistercities_cli.pictures.world_map import WIDTH, map_svg
from sistercities_cli.terminal.show import Page
from sistercities_cli.terminal.world_map import show_map

NOTHING = dict.fromkeys(("latitude", "longitude", "timezone"))
HERE = Coordinates(48.39, -4.49)


def with_home(view: Relationship, **known: object) -> Relationship:
    """Return a relationship of which more is known about the home."""
    return view.replace(home=view.home.replace(**known))  # type: ignore[arg-type]  # any key


def with_partner(view: Relationship, **known: object) -> Relationship:
    """Return a relationship of which more is known about the partner."""
    assert isinstance(view.partner, City)
    return view.replace(partner=view.partner.replace(**known))  # type: ignore[arg-type]


def test_the_keys_of_a_row_stay_and_are_null(bare: Directory) -> None:
    for view in bare.relationships:
        row = list_row(view, ON)
        assert tuple(row) == LIST_COLUMNS
        assert {**row, **NOTHING} == row


def test_the_keys_of_a_whole_record_stay_and_are_null(bare: Directory, towns: Directory) -> None:
    (full, *_) = [show_record(one, towns, ON, NOW) for one in towns.relationships]
    unknown = ("distance_km", "distance_miles", "local_time")
    for view in bare.relationships:
        found: Record = show_record(view, bare, ON, NOW)
        assert found.keys() == full.keys()
        assert [found[key] for key in unknown] == [None, None, None]
        for side in ("home", "partner"):
            assert found[side].keys() == full[side].keys()
            assert {**found[side], **NOTHING} == found[side]


@pytest.mark.parametrize("known", ["home", "partner"])
def test_a_distance_needs_both_places(bare: Directory, known: str) -> None:
    place = {"home": with_home, "partner": with_partner}[known]
    view = place(bare.relationships[0], coordinates=HERE)

    assert distance_between(view.home, view.partner) is None


def test_a_distance_of_nothing_is_no_unknown_one(bare: Directory) -> None:
    view = with_home(with_partner(bare.relationships[0], coordinates=HERE), coordinates=HERE)
    found = show_record(view, bare, ON, NOW)

    assert (found["distance_km"], found["distance_miles"]) == (0.0, 0.0)


def heading(directory: Directory, view: Relationship) -> list[str]:
    """Return the lines at the head of the page about a relationship."""
    text = screen(80, lambda it: Page(it, directory, ON, NOW, sources=False).one(view))
    return [line.strip("│ ") for line in text.split("╰")[0].split("\n")[1:] if line]


def test_the_page_leaves_out_what_is_not_known(bare: Directory) -> None:
    assert heading(bare, bare.relationships[1]) == ["Pristina, Kosovo"]


def test_the_page_says_a_position_without_a_distance(bare: Directory) -> None:
    view = with_partner(bare.relationships[1], coordinates=HERE)

    assert heading(bare, view) == ["Pristina, Kosovo", "48.39° N, 4.49° W"]


def test_clocks_are_compared_only_where_both_are_known(bare: Directory) -> None:
    view = with_partner(bare.relationships[1], timezone="Europe/Belgrade")
    both = with_home(view, timezone="Europe/London")

    assert heading(bare, view)[1:] == ["12:30 local time (Europe/Belgrade)"]
    assert heading(bare, both)[1:] == ["12:30 on Saturday 21 November, 1 h ahead of Brest"]
    assert heading(bare, with_home(bare.relationships[1], timezone="Europe/London"))[1:] == []


def test_geojson_has_features_without_geometry_and_no_lines(bare: Directory) -> None:
    found = json.loads(geojson.feature_collection(bare.relationships, ON))["features"]

    assert [one["properties"]["role"] for one in found] == ["home"] * 2 + ["partner"] * 4
    assert [one["geometry"] for one in found] == [None] * 6
    assert [{**one["properties"], **NOTHING} for one in found] == [
        one["properties"] for one in found
    ]


@pytest.mark.parametrize("known", ["home", "partner"])
def test_geojson_has_a_line_only_where_both_ends_are_known(bare: Directory, known: str) -> None:
    place = {"home": with_home, "partner": with_partner}[known]
    view = place(bare.relationships[1], coordinates=HERE)
    found = json.loads(geojson.feature_collection([view], ON))["features"]

    point = {"type": "Point", "coordinates": [-4.49, 48.39]}
    expected = {"home": [point, None], "partner": [None, point]}[known]
    assert [one["geometry"] for one in found] == expected


def text_map(views: tuple[Relationship, ...]) -> str:
    return screen(60, lambda console: show_map(console, views, LAND))


def picture(views: tuple[Relationship, ...]) -> ET.Element:
    return ET.fromstring(map_svg(views, "Towns", LAND))  # noqa: S314  # our own


def test_maps_of_nothing_but_unknown_places_are_land_and_a_word(bare: Directory) -> None:
    views = bare.relationships
    drawn, svg = text_map(views), ET.tostring(picture(views), "unicode")

    # The legend has one star.
    assert (drawn.count("★"), drawn.split("\n")[-1]) == (1, "4 places have no coordinates.")
    assert "graphics-symbol" not in svg
    assert svg.count("4 places have no coordinates") == 2  # to see, and to be read out


def test_maps_draw_what_has_a_place(bare: Directory) -> None:
    home = with_home(bare.relationships[1], coordinates=HERE)
    drawn, svg = text_map((home,)), ET.tostring(picture((home,)), "unicode")

    assert "★ Brest" in drawn
    assert drawn.count("Pristina") == 1
    assert drawn.endswith("\nPristina has no coordinates.")
    assert svg.count("graphics-symbol") == 1
    assert ">Pristina has no coordinates<" in svg


def test_a_long_name_without_a_place_keeps_to_the_picture(bare: Directory) -> None:
    name = f"<{'Llanfair' * 20}>"
    view = with_partner(bare.relationships[1], name=name)
    note = next(
        one for one in picture((view,)).iter() if (one.text or "").startswith("Brest and <")
    )

    assert note.text == f"Brest and {name} have no coordinates"
    size = float(note.attrib["font-size"])
    assert 0 < size < 18
    assert int(note.attrib["x"]) + 0.57 * size * len(note.text or "") <= WIDTH


def test_a_map_without_a_place_is_not_drawn_but_told_how_to_be(run: Run) -> None:
    assert run("map", "--data", str(BARE)) == (
        0, "", "No place has coordinates: give its city a latitude and a longitude.\n",
    )  # fmt: skip


def test_maps_with_every_place_say_nothing_of_it(towns: Directory) -> None:
    assert describe_unplaced(towns.relationships) == ""
    assert "coordinates" not in text_map(towns.relationships)
    assert "coordinates" not in ET.tostring(picture(towns.relationships), "unicode")


def test_the_program_says_null_and_leaves_cells_empty(run: Run) -> None:
    data = ("--data", str(BARE), "--on", "2026-11-21", "--of", "brest")
    columns = ("--columns", "partner,latitude,longitude,timezone")
    code, out, err = run("list", *data, *columns, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {"partner": "Kiel", **NOTHING},
        {"partner": "Pristina", **NOTHING},
    ]
    assert run("list", *data, *columns, "--no-header") == (0, "Kiel\t\t\t\nPristina\t\t\t\n", "")
