"""The map as GeoJSON and SVG, both parsed back."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from calls import DATA as TOWNS
from drawings import LAND, SVG

from conftest import BARE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship
from sistercities_cli.formats import geojson
from sistercities_cli.formats.rows import list_row
from sistercities_cli.pictures.world_map import map_svg

ON = dt.date(2026, 11, 21)


def features(views: list[Relationship]) -> list[dict[str, Any]]:
    document = json.loads(geojson.feature_collection(views, ON))
    assert document["type"] == "FeatureCollection"
    return list(document["features"])


def move_partner(
    view: Relationship, latitude: float, longitude: float, name: str = "X"
) -> Relationship:
    assert isinstance(view.partner, City)
    place = Coordinates(latitude, longitude)
    return view.replace(partner=view.partner.replace(id="x", name=name, coordinates=place))


def draw_map(views: list[Relationship], title: str = "Towns") -> ET.Element:
    return ET.fromstring(map_svg(views, title, LAND))  # noqa: S314  # written by the program itself


def symbols(picture: ET.Element) -> dict[str, tuple[float, float]]:
    """Return the titles of the symbols with their positions."""
    positions = {}
    for group in picture.iter(f"{SVG}g"):
        if group.get("role"):
            x, y = re.findall(r"[-\d.]+", group.get("transform", ""))
            positions[group.findtext(f"{SVG}title", "")] = (float(x), float(y))
    return positions


def test_relationship_has_a_point_with_its_row_and_a_line(directory: Directory) -> None:
    views = list(directory.relationships)
    collection = features(views)
    points = [one for one in collection if one["properties"]["role"] == "partner"]
    assert [one["geometry"] for one in points] == [
        {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        for view in views
        if (place := view.partner.seat.coordinates)
    ]
    assert [one["properties"] for one in points] == [
        {"role": "partner", **list_row(view, ON)} for view in views
    ]
    apart = [view.id for view in views if view.partner.seat != view.home]
    lines = [one["properties"] for one in collection if one["properties"]["role"] == "line"]
    assert [one["id"] for one in lines] == apart
    homes = [one for one in collection if one["properties"]["role"] == "home"]
    assert [one["properties"]["home"] for one in homes] == ["Chicago", "Birmingham"]
    # A new column that homes have too must be filled in for them.
    nulls = {key for home in homes for key, value in home["properties"].items() if value is None}
    assert nulls == {
        "partner", "kind", "founded", "precision", "status", "status_since", "years", "years_max",
        "next_number", "next_date", "next_days", "website", "distance_km", "signatories",
    }  # fmt: skip
    assert {tuple(one["properties"]) for one in collection} == {tuple(collection[0]["properties"])}


def test_line_across_the_antimeridian_is_split(directory: Directory) -> None:
    [sydney] = directory.of(directory.find("sydney"))
    geometry = features([sydney])[-1]["geometry"]
    assert geometry["type"] == "MultiLineString"
    eastern, western = geometry["coordinates"]
    assert eastern[0] == [-87.65005, 41.85003]
    assert (eastern[-1][0], western[0][0]) == (-180, 180)
    assert eastern[-1][1] == western[0][1]
    assert western[-1] == [151.20732, -33.86785]


def test_other_lines_are_not_split(directory: Directory) -> None:
    [accra] = directory.of(directory.find("accra"))
    geometry = features([accra])[-1]["geometry"]
    assert geometry["type"] == "LineString"
    assert geometry["coordinates"][-1] == [-0.1969, 5.55602]


def test_parties_in_the_same_place_have_no_line(towns: Directory) -> None:
    place = towns.relationships[1].home.coordinates
    assert place is not None
    collection = features([move_partner(towns.relationships[1], place.latitude, place.longitude)])
    assert [one["geometry"]["type"] for one in collection] == ["Point", "Point"]


def test_symbols_are_projected(towns: Directory) -> None:
    """The width of 1,600 spans 360 degrees from 169° W; 774.6 span 141 degrees from 84° N."""
    base = towns.relationships[1]
    at = symbols(draw_map([move_partner(base, -57.0, 180.0)]))
    position = next(place for title, place in at.items() if title.startswith("X, Türkiye\n"))
    assert position == pytest.approx((1551.1, 774.6), abs=0.1)
    assert at["Ålund, Sweden, home"] == pytest.approx((817.8, 131.8), abs=0.1)


def test_symbol_title_describes_its_relationships(towns: Directory) -> None:
    titles = [title.split("\n") for title in symbols(draw_map(list(towns.relationships)))]
    assert titles == [
        [
            "Lyon, France",
            "friendship of Ålund, dormant, since 1960",
            "friendship of Brest, unconfirmed",
            "Lyon Choir: cultural exchange of Ålund Choir, ended, since December 2012",
        ],
        ["İzmir, Türkiye", "sister city of Ålund, suspended, since September 1993"],
        ["Ålund, Sweden, home"],
        ["Brest, Brittany, France, home", "sister city of Ålund, active, since 29 February 1988"],
    ]


def test_lines_are_cut_at_the_edges_of_the_picture(directory: Directory) -> None:
    [sydney] = directory.of(directory.find("sydney"))
    way = next(
        path.get("d", "") for path in draw_map([sydney]).iter() if path.get("class") == "line"
    )
    ends = []
    for part in way.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        ends.append((numbers[0], sum(numbers[::2])))
    [(chicago, left), (right, end)] = ends
    assert (left, right) == (0, 16000)
    assert (chicago / 10, end / 10) == pytest.approx((361.6, 1423.1), abs=0.1)


def test_picture_is_small_and_self_contained(directory: Directory) -> None:
    text = map_svg(directory.relationships, directory.title, LAND)
    assert len(text.encode()) < 100_000
    assert re.findall(r"""(?:href|src|url|@import)[=(]?["' ]?([^"')]*)""", text) == ["#map"]
    assert text.count("http") == 1  # the name space
    assert "prefers-color-scheme: dark" in text
    top = ET.fromstring(text)  # noqa: S314  # written by the program itself
    labels = [one for one in top if one.get("id")]
    assert " ".join(one.get("id", "") for one in labels) == top.get("aria-labelledby")
    assert labels[0].text == directory.title
    assert (labels[1].text or "").startswith("50 relationships of Chicago and Birmingham: 38 ac")


@pytest.mark.parametrize("name", ["<b>&\"'", "]]>", "\uffff", "大阪" * 90])
def test_names_and_titles_are_escaped(towns: Directory, name: str) -> None:
    view = move_partner(towns.relationships[1], 0.0, -100.0, name)
    picture = draw_map([view], name)
    text = name.replace("\uffff", "\ufffd")
    assert picture.findtext(f"{SVG}title") == text
    assert any(title.startswith(f"{text}, ") for title in symbols(picture))
    size = next(float(one.get("font-size", 0)) for one in picture if one.get("class") == "big")
    assert size * len(name) < 1600


def test_label_at_the_right_edge_is_left_of_its_symbol(towns: Directory) -> None:
    picture = draw_map([move_partner(towns.relationships[3], 0.0, -170.0, "Edge")])
    [label] = [one for one in picture.iter() if one.text == "Edge" and one.get("class") == "name"]
    assert label.get("text-anchor") == "end"
    assert float(label.get("x", 0)) < 1595.6
    assert [title for title in symbols(picture) if title.endswith(", unconfirmed")]


def test_command_writes_complete_documents(run: Run) -> None:
    document = run("map", *TOWNS, "--format", "geojson").json
    assert document["features"][0]["properties"]["home"] == "Ålund"
    assert run("map", *TOWNS, "-f", "svg").ok.startswith("<svg ")
    nothing = (*TOWNS, "--kind", "friendship", "--status", "ended")
    code, out, err = run("map", *nothing, "-f", "geojson")
    assert (code, json.loads(out)["features"], err) == (0, [], "No relationships match.\n")
    code, out, err = run("map", *nothing, "-f", "svg")
    assert (code, err) == (0, "No relationships match.\n")
    assert "No relationships match. A map" in out


@pytest.mark.parametrize("command", ["map", "timeline"])
def test_nothing_is_drawn_without_matches(run: Run, command: str) -> None:
    message = "No relationships match.\n"
    assert run(command, *TOWNS, "--country", "brazil") == (0, "", message)


def test_map_without_coordinates_explains_what_is_missing(run: Run) -> None:
    message = "No place has coordinates: give its city a latitude and a longitude.\n"
    assert run("map", "--data", str(BARE)) == (0, "", message)
