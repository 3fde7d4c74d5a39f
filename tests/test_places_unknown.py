"""Cities without coordinates or time zone, in every output format."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from drawings import LAND, NO_LAND
from screen import NOW, ON, screen

from conftest import BARE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship
from sistercities_cli.formats import geojson
from sistercities_cli.formats.records import show_record
from sistercities_cli.formats.rows import Record
from sistercities_cli.model import distance_between
from sistercities_cli.pages import build_page
from sistercities_cli.pictures import text_width
from sistercities_cli.pictures.world import Land
from sistercities_cli.pictures.world_map import LEGEND_SIZE, WIDTH, map_svg
from sistercities_cli.terminal.show import show_page
from sistercities_cli.terminal.world_map import show_map

UNKNOWN = dict.fromkeys(("latitude", "longitude", "timezone"))
HERE = Coordinates(48.39, -4.49)


def with_home(view: Relationship, **changes: object) -> Relationship:
    """Return a relationship with changes to its home."""
    return view.replace(home=view.home.replace(**changes))


def with_partner(view: Relationship, **changes: object) -> Relationship:
    """Return a relationship with changes to its partner."""
    assert isinstance(view.partner, City)
    return view.replace(partner=view.partner.replace(**changes))


def test_record_has_all_keys_with_null(bare: Directory, towns: Directory) -> None:
    (full, *_) = [show_record(one, towns, ON, NOW) for one in towns.relationships]
    unknown = ("distance_km", "distance_miles", "local_time")
    for view in bare.relationships:
        record: Record = show_record(view, bare, ON, NOW)
        assert record.keys() == full.keys()
        assert [record[key] for key in unknown] == [None, None, None]
        for side in ("home", "partner"):
            assert record[side].keys() == full[side].keys()
            assert {**record[side], **UNKNOWN} == record[side]


@pytest.mark.parametrize("known", ["home", "partner"])
def test_distance_needs_both_coordinates(bare: Directory, known: str) -> None:
    place = {"home": with_home, "partner": with_partner}[known]
    view = place(bare.relationships[0], coordinates=HERE)

    assert distance_between(view.home, view.partner) is None


def test_zero_distance_is_not_null(bare: Directory) -> None:
    view = with_home(with_partner(bare.relationships[0], coordinates=HERE), coordinates=HERE)
    record = show_record(view, bare, ON, NOW)

    assert (record["distance_km"], record["distance_miles"]) == (0.0, 0.0)


def heading(directory: Directory, view: Relationship) -> list[str]:
    """Return the heading of the page of a relationship."""
    page = build_page(directory, view, ON, NOW, sources=False)
    text = screen(80, lambda console: show_page(console, page))
    return [line.strip("│ ") for line in text.split("╰")[0].split("\n")[1:] if line]


def test_page_omits_unknown_values(bare: Directory) -> None:
    assert heading(bare, bare.relationships[1]) == ["Pristina, Kosovo"]


def test_page_has_coordinates_without_distance(bare: Directory) -> None:
    view = with_partner(bare.relationships[1], coordinates=HERE)

    assert heading(bare, view) == ["Pristina, Kosovo", "48.39° N, 4.49° W"]


def test_local_times_are_compared_if_both_time_zones_are_known(bare: Directory) -> None:
    view = with_partner(bare.relationships[1], timezone="Europe/Belgrade")
    both = with_home(view, timezone="Europe/London")

    assert heading(bare, view)[1:] == ["12:30 local time (Europe/Belgrade)"]
    assert heading(bare, both)[1:] == ["12:30 on Saturday 21 November, 1 h ahead of Brest"]
    assert heading(bare, with_home(bare.relationships[1], timezone="Europe/London"))[1:] == []


def test_geojson_features_without_geometry(bare: Directory) -> None:
    features = json.loads(geojson.feature_collection(bare.relationships, ON))["features"]

    assert [one["properties"]["role"] for one in features] == ["home"] * 2 + ["partner"] * 4
    assert [one["geometry"] for one in features] == [None] * 6
    assert [{**one["properties"], **UNKNOWN} for one in features] == [
        one["properties"] for one in features
    ]


@pytest.mark.parametrize("known", ["home", "partner"])
def test_geojson_has_no_line_to_an_unknown_place(bare: Directory, known: str) -> None:
    place = {"home": with_home, "partner": with_partner}[known]
    view = place(bare.relationships[1], coordinates=HERE)
    features = json.loads(geojson.feature_collection([view], ON))["features"]

    point = {"type": "Point", "coordinates": [-4.49, 48.39]}
    expected = {"home": [point, None], "partner": [None, point]}[known]
    assert [one["geometry"] for one in features] == expected


def text_map(views: tuple[Relationship, ...], land: Land = NO_LAND) -> str:
    return screen(60, lambda console: show_map(console, views, land))


def picture(views: tuple[Relationship, ...]) -> ET.Element:
    return ET.fromstring(map_svg(views, "Towns", NO_LAND))  # noqa: S314  # made by the program


def test_maps_without_places_have_land_and_a_note(bare: Directory) -> None:
    views = bare.relationships
    text, svg = text_map(views, LAND), ET.tostring(picture(views), "unicode")

    assert text.count("⣿") > 50  # land
    # The legend has a star for each home.
    assert (text.count("★"), text.split("\n")[-1]) == (2, "4 places have no coordinates.")
    assert "graphics-symbol" not in svg
    assert svg.count("4 places have no coordinates") == 2  # as text and as description


def test_maps_draw_the_known_places(bare: Directory) -> None:
    home = with_home(bare.relationships[1], coordinates=HERE)
    text, svg = text_map((home,)), ET.tostring(picture((home,)), "unicode")

    assert "★ Brest" in text
    assert text.count("Pristina") == 1
    assert text.endswith("\nPristina has no coordinates.")
    assert svg.count("graphics-symbol") == 1
    assert ">Pristina has no coordinates<" in svg


def test_note_with_a_long_name_fits_the_picture(bare: Directory) -> None:
    name = f"<{'Llanfair' * 20}>"
    view = with_partner(bare.relationships[1], name=name)
    note = next(
        one for one in picture((view,)).iter() if (one.text or "").startswith("Brest and <")
    )

    text = note.text or ""
    assert (text[:16], text[-1]) == ("Brest and <Llanf", "…")
    assert int(note.attrib["x"]) + text_width(text, LEGEND_SIZE) <= WIDTH


def test_map_command_explains_how_to_add_coordinates(run: Run) -> None:
    assert run("map", "--data", str(BARE)) == (
        0, "", "No coordinates to draw: add latitude and longitude to the cities.\n",
    )  # fmt: skip


def test_maps_of_known_places_have_no_note(towns: Directory) -> None:
    views = towns.relationships[:1]
    assert "coordinates" not in text_map(views)
    assert "coordinates" not in ET.tostring(picture(views), "unicode")


def test_list_has_null_and_empty_cells(run: Run) -> None:
    data = ("--data", str(BARE), "--on", "2026-11-21", "--of", "brest")
    columns = ("--columns", "partner,latitude,longitude,timezone")
    code, out, err = run("list", *data, *columns, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out) == [{"partner": "Kiel", **UNKNOWN}, {"partner": "Pristina", **UNKNOWN}]
    assert run("list", *data, *columns, "--no-header") == (0, "Kiel\t\t\t\nPristina\t\t\t\n", "")
