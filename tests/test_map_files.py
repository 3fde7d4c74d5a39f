"""The map as a picture in SVG and as GeoJSON, both read back."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from drawings import LAND, SVG

from conftest import SAMPLE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship
from sistercities_cli.formats import geojson
from sistercities_cli.formats.rows import list_row
from sistercities_cli.pictures.world_map import map_svg

TOWNS = ("--data", str(SAMPLE))
ON = dt.date(2026, 11, 21)


def features(views: list[Relationship]) -> list[dict[str, Any]]:
    document = json.loads(geojson.feature_collection(views, ON))
    assert document["type"] == "FeatureCollection"
    return list(document["features"])


def placed(view: Relationship, latitude: float, longitude: float, name: str = "X") -> Relationship:
    assert isinstance(view.partner, City)
    place = Coordinates(latitude, longitude)
    return view._replace(partner=view.partner._replace(id="x", name=name, coordinates=place))


def draw(views: list[Relationship], title: str = "Towns") -> ET.Element:
    return ET.fromstring(map_svg(views, title, LAND))  # noqa: S314  # our own


def signs(picture: ET.Element) -> dict[str, tuple[float, float]]:
    """Find the signs of a picture with their titles and where they are."""
    found = {}
    for group in picture.iter(f"{SVG}g"):
        if group.get("role"):
            x, y = re.findall(r"[-\d.]+", group.get("transform", ""))
            found[group.findtext(f"{SVG}title", "")] = (float(x), float(y))
    return found


def test_each_relationship_has_a_point_with_its_row_and_a_line(directory: Directory) -> None:
    views = list(directory.relationships)
    found = features(views)
    points = [one for one in found if one["properties"]["role"] == "partner"]
    assert [one["geometry"] for one in points] == [
        {
            "type": "Point",
            "coordinates": [
                place.longitude,
                place.latitude,
            ],
        }
        for view in views
        if (place := view.partner.seat.coordinates)
    ]
    assert [one["properties"] for one in points] == [
        {"role": "partner", **list_row(view, ON)} for view in views
    ]
    apart = [view.id for view in views if view.partner.seat != view.home]
    lines = [one["properties"] for one in found if one["properties"]["role"] == "line"]
    assert [one["id"] for one in lines] == apart
    homes = [one for one in found if one["properties"]["role"] == "home"]
    assert [one["properties"]["home"] for one in homes] == ["Chicago", "Birmingham"]
    assert {tuple(one["properties"]) for one in found} == {tuple(found[0]["properties"])}


def test_a_line_over_the_antimeridian_is_cut_there(directory: Directory) -> None:
    [sydney] = directory.of(directory.find("sydney"))
    geometry = features([sydney])[-1]["geometry"]
    assert geometry["type"] == "MultiLineString"
    eastern, western = geometry["coordinates"]
    assert eastern[0] == [-87.65005, 41.85003]
    assert (eastern[-1][0], western[0][0]) == (-180, 180)
    assert eastern[-1][1] == western[0][1]
    assert western[-1] == [151.20732, -33.86785]


def test_a_line_elsewhere_is_in_one_piece(directory: Directory) -> None:
    [accra] = directory.of(directory.find("accra"))
    geometry = features([accra])[-1]["geometry"]
    assert geometry["type"] == "LineString"
    assert geometry["coordinates"][-1] == [-0.1969, 5.55602]


def test_two_parties_in_one_place_have_no_line(towns: Directory) -> None:
    here = towns.relationships[1].home.coordinates
    assert here is not None
    found = features([placed(towns.relationships[1], here.latitude, here.longitude)])
    assert [one["geometry"]["type"] for one in found] == ["Point", "Point"]


def test_a_dot_of_the_picture_is_where_its_coordinates_are(towns: Directory) -> None:
    """1,600 units share 360 degrees from 169° W on; 774.6 share 141 degrees from 84° N down."""
    base = towns.relationships[1]
    at = signs(draw([placed(base, -57.0, 180.0)]))
    ours = next(place for title, place in at.items() if title.startswith("X, Türkiye\n"))
    assert ours == pytest.approx((1551.1, 774.6), abs=0.1)
    assert at["Ålund, Sweden, home"] == pytest.approx((817.8, 131.8), abs=0.1)


def test_a_title_says_what_is_at_a_place(towns: Directory) -> None:
    titles = [title.split("\n") for title in signs(draw(list(towns.relationships)))]
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


def test_lines_of_the_picture_are_cut_at_its_edges(directory: Directory) -> None:
    [sydney] = directory.of(directory.find("sydney"))
    way = next(path.get("d", "") for path in draw([sydney]).iter() if path.get("class") == "line")
    ends = []
    for part in way.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        ends.append((numbers[0], sum(numbers[::2])))
    [(chicago, left), (right, end)] = ends
    assert (left, right) == (0, 16000)
    assert (chicago / 10, end / 10) == pytest.approx((361.6, 1423.1), abs=0.1)


def test_the_picture_is_small_and_needs_nothing_else(directory: Directory) -> None:
    text = map_svg(directory.relationships, directory.title, LAND)
    assert len(text.encode()) < 100_000
    assert re.findall(r"""(?:href|src|url|@import)[=(]?["' ]?([^"')]*)""", text) == ["#map"]
    assert text.count("http") == 1  # the name space
    assert "prefers-color-scheme: dark" in text
    top = ET.fromstring(text)  # noqa: S314  # our own
    labels = [one for one in top if one.get("id")]
    assert " ".join(one.get("id", "") for one in labels) == top.get("aria-labelledby")
    assert labels[0].text == directory.title
    assert (labels[1].text or "").startswith("49 relationships of Chicago and Birmingham: 38 ac")


@pytest.mark.parametrize("name", ["<b>&\"'", "]]>", "\uffff", "大阪" * 90])
def test_names_and_titles_of_any_kind_are_text(towns: Directory, name: str) -> None:
    view = placed(towns.relationships[1], 0.0, -100.0, name)
    picture = draw([view], name)
    shown = name.replace("\uffff", "\ufffd")
    assert picture.findtext(f"{SVG}title") == shown
    assert any(title.startswith(f"{shown}, ") for title in signs(picture))
    size = next(float(one.get("font-size", 0)) for one in picture if one.get("class") == "big")
    assert size * len(name) < 1600


def test_a_place_without_a_founding_date_and_a_label_left_of_its_dot(towns: Directory) -> None:
    picture = draw([placed(towns.relationships[3], 0.0, -170.0, "Edge")])
    [label] = [one for one in picture.iter() if one.text == "Edge" and one.get("class") == "name"]
    assert label.get("text-anchor") == "end"
    assert float(label.get("x", 0)) < 1595.6
    assert [title for title in signs(picture) if title.endswith(", unconfirmed")]


def test_files_are_utf_8_and_an_empty_one_is_whole(run: Run) -> None:
    code, out, err = run("map", *TOWNS, "--format", "geojson", "--on", "2026-11-21")
    assert (code, err) == (0, "")
    assert json.loads(out)["features"][0]["properties"]["home"] == "Ålund"
    code, out, err = run("map", *TOWNS, "-f", "svg")
    assert (code, err, out[:5]) == (0, "", "<svg ")
    nothing = (*TOWNS, "--kind", "friendship", "--status", "ended")
    code, out, err = run("map", *nothing, "-f", "geojson")
    assert (code, json.loads(out)["features"], err) == (0, [], "No relationships match.\n")
    code, out, err = run("map", *nothing, "-f", "svg")
    assert (code, err) == (0, "No relationships match.\n")
    assert "No relationships match. A map" in out
