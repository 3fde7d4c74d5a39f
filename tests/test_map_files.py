"""The map as GeoJSON and SVG, both parsed back."""

from __future__ import annotations

import json
import math
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from calls import DATA as TOWNS
from drawings import LAND, NO_LAND, SVG, moved, parse
from screen import ON

from conftest import BARE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship
from sistercities_cli.formats import geojson
from sistercities_cli.formats.rows import list_row
from sistercities_cli.geography import great_circle
from sistercities_cli.history import HomeGroups
from sistercities_cli.pictures.panel import Panel, map_frame, path, route_path
from sistercities_cli.pictures.projection import Point
from sistercities_cli.pictures.world import (
    MAX_LISTED,
    describe_unnamed,
    find_places,
    find_routes,
)
from sistercities_cli.pictures.world_map import INSET_WIDTH, map_svg
from sistercities_cli.site.page_map import draw_map as draw_page_map


def features(views: list[Relationship]) -> list[dict[str, Any]]:
    document = json.loads(geojson.feature_collection(views, ON))
    assert document["type"] == "FeatureCollection"
    return list(document["features"])


def draw_map(views: list[Relationship], title: str = "Towns") -> ET.Element:
    return parse(map_svg(views, title, NO_LAND))


@pytest.fixture(scope="module")
def bundled_svg(directory: Directory) -> str:
    return map_svg(directory.relationships, directory.title, LAND)


@pytest.fixture(scope="module")
def bundled_map(bundled_svg: str) -> ET.Element:
    return parse(bundled_svg)


def symbols(picture: ET.Element) -> dict[str, tuple[float, float]]:
    """Return the titles of the symbols on the main map with their positions."""
    positions = {}
    for group in picture.findall(f"{SVG}g/{SVG}g/{SVG}g[@role]"):
        shape = group.find(f"{SVG}g")
        assert shape is not None
        x, y = re.findall(r"[-\d.]+", shape.get("transform", ""))
        positions[group.findtext(f"{SVG}title", "")] = (float(x), float(y))
    return positions


def names(picture: ET.Element) -> list[ET.Element]:
    """Return the names of places, the inset included."""
    texts = (one for one in picture.iter(f"{SVG}text") if not one.get("font-size"))
    return [one for one in texts if (one.get("class") or "").startswith("name")]


def legend(picture: ET.Element) -> dict[str, float]:
    """Return the texts below the map with their x coordinates."""
    texts = picture.findall(f"{SVG}g/{SVG}g[@font-size='15']/{SVG}text")
    return {one.text or "": float(one.get("x", 0)) for one in texts}


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
        {"role": "partner", "name": view.partner.name, **list_row(view, ON)} for view in views
    ]
    apart = [view.id for view in views if view.partner.seat != view.home]
    lines = [one["properties"] for one in collection if one["properties"]["role"] == "line"]
    assert [one["id"] for one in lines] == apart
    homes = [one for one in collection if one["properties"]["role"] == "home"]
    assert [one["properties"]["name"] for one in homes] == ["Chicago", "Birmingham"]
    assert len({one["id"] for one in collection}) == len(collection)
    assert [one["id"] for one in collection[:3]] == [
        "home:chicago",
        "home:birmingham",
        "partner:chicago-accra",
    ]
    assert collection[3]["properties"]["name"] == "Accra and Chicago"
    assert [one["properties"]["home"] for one in homes] == ["Chicago", "Birmingham"]
    # A new column that homes have too must be filled in for them.
    nulls = {key for home in homes for key, value in home["properties"].items() if value is None}
    assert nulls == {
        "partner", "kind", "founded", "precision", "status", "status_since", "years", "years_max",
        "next_number", "next_date", "next_days", "website", "distance_km", "signatories",
    }  # fmt: skip
    assert {tuple(one["properties"]) for one in collection} == {tuple(collection[0]["properties"])}


def test_line_is_split_where_it_crosses_the_antimeridian(directory: Directory) -> None:
    views = [directory.of(directory.find(name))[0] for name in ("accra", "sydney")]
    *_, line, _, split = features(views)
    assert line["geometry"]["type"] == "LineString"
    assert line["geometry"]["coordinates"][-1] == [-0.1969, 5.55602]
    geometry = split["geometry"]
    assert geometry["type"] == "MultiLineString"
    eastern, western = geometry["coordinates"]
    assert eastern[0] == [-87.65005, 41.85003]
    assert (eastern[-1][0], western[0][0]) == (-180, 180)
    assert eastern[-1][1] == western[0][1]
    assert western[-1] == [151.20732, -33.86785]


def test_parties_in_the_same_place_have_no_line(towns: Directory) -> None:
    place = towns.relationships[1].home.coordinates
    assert place is not None
    collection = features([moved(towns.relationships[1], "X", place.latitude, place.longitude)])
    assert [one["geometry"]["type"] for one in collection] == ["Point", "Point"]


def test_symbol_title_describes_every_relationship(towns: Directory) -> None:
    assert list(symbols(draw_map(list(towns.relationships)))) == [
        "İzmir: sister city of Ålund since September 1993, suspended since 15 January 2020",
        (
            "Lyon: friendship of Ålund since 1960, dormant; friendship of Brest, unconfirmed;"
            " Lyon Choir, cultural exchange of Ålund Choir, founded December 2012, ended 2022"
        ),
        "Ålund, home",
        "Brest, home: sister city of Ålund since 29 February 1988",
    ]


def test_map_is_centred_where_fewer_lines_are_cut(towns: Directory) -> None:
    base = towns.relationships[1]
    auckland = base.home.replace(coordinates=Coordinates(-36.85, 174.76))
    pacific = base.replace(home=auckland, home_party=auckland)
    lima = symbols(draw_map([moved(pacific, "Lima", -12.05, -77.04)]))
    assert lima["Ålund, home"][0] < next(iter(lima.values()))[0]
    delhi = symbols(draw_map([moved(pacific, "Delhi", 28.6, 77.2)]))
    assert delhi["Ålund, home"][0] == pytest.approx(1080, abs=60)


def test_map_extends_to_the_south_for_places_and_lines(towns: Directory) -> None:
    base = towns.relationships[1]
    station = draw_map([moved(base, "McMurdo", -77.85, 166.67)])
    frame = re.findall(r"[\d.]+", station.get("viewBox", ""))
    _, y = symbols(station)[next(iter(symbols(station)))]
    assert 560 < y < float(frame[3])


def test_line_leads_from_the_home_to_the_partner_along_a_great_circle(
    directory: Directory,
) -> None:
    [view] = directory.of(directory.find("accra"))
    [route] = find_routes([view], HomeGroups([view]))
    frame = map_frame([], [route], 1200)
    points: list[tuple[float, ...]] = []
    for step in re.findall("[MqL][^MqL]*", route_path(route, frame)):
        *control, x, y = numbers(step)
        if control:
            assert math.dist(control, (x / 2, y / 2)) < 10, "the curve is smooth"
            x, y = x + points[-1][0], y + points[-1][1]
        points.append((x, y))
    assert points[0] == pytest.approx(frame.project(route.start), abs=0.1)
    assert points[-1] == pytest.approx(frame.project(route.end), abs=0.1)
    nearest = max(great_circle(route.start, route.end, 1), key=lambda vertex: vertex.latitude)
    top = frame.point(nearest.latitude, frame.east(nearest.longitude))
    assert min(y for _, y in points) == pytest.approx(top.y, abs=3)


def numbers(steps: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]


def test_lines_are_cut_at_the_edge_of_the_globe(directory: Directory) -> None:
    views = [directory.of(directory.find(name))[0] for name in ("sydney", "accra", "bogota")]
    [way] = [path for path in draw_map(views).iter() if path.get("class") == "line l1"]
    assert way.get("d", "").count("M") == 4


def test_each_status_and_home_has_its_symbol(bundled_map: ET.Element) -> None:
    """Urbana has an active and an ended relationship; Chicago's star has those of Birmingham."""
    marks = {
        group.findtext(f"{SVG}title", "").partition(":")[0]: [
            one.get("class", "").split()[-1] for one in group.iter(f"{SVG}path")
        ]
        for group in bundled_map.findall(f"{SVG}g/{SVG}g/{SVG}g[@role]")
    }
    assert marks["Moscow"] == ["f1"]
    assert marks["Gothenburg"] == ["o1"]
    assert marks["Milan"] == ["f1", "f2"]
    assert marks["Urbana"] == ["f2", "o2"]
    assert marks["Chicago, home"] == ["f1", "f2", "o2"]
    assert marks["Birmingham, home"] == ["f2"]
    assert [text.rstrip(" 0123456789") for text in legend(bundled_map)] == [
        "Chicago", "Birmingham", "Chicago and Birmingham", "active", "suspended", "dormant",
        "ended", "unconfirmed", "organisation",
        "A number after a symbol counts relationships in one place",
    ]  # fmt: skip


def test_legend_has_only_what_occurs(towns: Directory) -> None:
    assert [*legend(draw_map([towns.relationships[1]]))] == ["Ålund", "suspended 1"]
    unplaced = towns.relationships[1]
    assert isinstance(unplaced.partner, City)
    unplaced = unplaced.replace(partner=unplaced.partner.replace(coordinates=None))
    assert [*legend(draw_map([unplaced]))][-1] == "İzmir has no coordinates"


def test_crowded_part_is_enlarged_in_an_inset_with_all_names(bundled_map: ET.Element) -> None:
    """Without the inset, 14 of the 40 places have no name."""
    shown, places = {one.text for one in names(bundled_map)}, symbols(bundled_map)
    assert shown == {place.partition(":")[0].removesuffix(", home") for place in places}
    assert len([one for one in bundled_map.iter(f"{SVG}rect") if one.get("class") == "frame"]) == 2


def test_zoom_frames_the_partners(towns: Directory) -> None:
    base = towns.relationships[1]
    views = [moved(base, "Oslo", 59.9, 5.7), moved(base, "Turku", 60.45, 32.27)]
    picture = parse(map_svg(views, "T", NO_LAND, zoom=True))
    xs = sorted(x for x, _ in symbols(picture).values())
    assert (xs[0], xs[-1]) == pytest.approx((96, 1104), abs=1)
    around = [moved(base, "A", 0.0, 120.0), moved(base, "B", 0.0, -120.0)]
    assert map_svg(around, "T", NO_LAND, zoom=True) == map_svg(around, "T", NO_LAND)
    assert map_svg([], "T", NO_LAND, zoom=True) == map_svg([], "T", NO_LAND)


def test_names_that_do_not_fit_are_listed(towns: Directory) -> None:
    base = towns.relationships[1]
    places = [(f"Place {n} of many", 47.0 + n % 9 / 300, 8.0 + n // 9 / 300) for n in range(12)]
    views = [moved(base, *place) for place in places]
    picture = draw_map(views)
    [first, *others] = [text for text in legend(picture) if "Place" in text]
    assert first.startswith("Not named on the map. Place ")
    listed = re.findall(r"Place \d+ of many", " ".join([first, *others]))
    named = {one.text for one in names(picture)}
    assert sorted({*listed, *named}) == sorted({*(name for name, *_ in places), "Ålund"})
    assert not {*listed} & named
    page = draw_page_map(views, NO_LAND)
    assert page is not None
    assert re.fullmatch(r"Not named on the map: (Place \d+ of many(, |\.$))+", page.notes[-1])
    assert describe_unnamed(["X"] * (MAX_LISTED + 1)) == ("301 names do not fit", ())


@pytest.mark.parametrize("longitude", [-50.0, 100.0], ids=["west", "east"])
def test_legend_is_beside_the_inset(towns: Directory, longitude: float) -> None:
    """A place in the south keeps the inset, which extends below the map, on the other side."""
    base = towns.relationships[1]
    crowd = [moved(base, f"Place {n}", 47.0, 8.0 + n / 300) for n in range(8)]
    picture = draw_map([*crowd, moved(base, "South", -50.0, longitude)])
    [inset] = [
        one for one in picture.findall(f"{SVG}g/{SVG}g[@aria-hidden]") if "transform" in one.attrib
    ]
    left = float(re.findall(r"[\d.]+", inset.get("transform", ""))[0])
    xs = legend(picture).values()
    assert left > max(xs) if longitude < 0 else left + INSET_WIDTH < min(xs)


def test_no_symbol_hides_another(towns: Directory) -> None:
    views = [moved(towns.relationships[1], f"{n}", 10.0, 10.0) for n in range(200)]
    places = find_places(views, HomeGroups(views))
    fewer = Panel(map_frame(places, [], 1000), places[:50]).points.values()
    assert min(math.dist(*pair) for pair in combinations(fewer, 2)) > 4
    crowd = Panel(map_frame(places, [], 1000), places).points.values()
    assert 60 < len(set(crowd)) < len(crowd) == 201


def test_picture_is_small_and_self_contained(
    directory: Directory, bundled_svg: str, bundled_map: ET.Element
) -> None:
    assert len(bundled_svg.encode()) < 100_000
    loaded = re.findall(r"""(?:href|src|url|@import)[=(]?["' ]?([^"')]*)""", bundled_svg)
    assert loaded == ["#map", "#inset"]
    assert bundled_svg.count("http") == 1  # the XML namespace
    assert "prefers-color-scheme: dark" in bundled_svg
    labels = [one for one in bundled_map if one.get("id")]
    assert " ".join(one.get("id", "") for one in labels) == bundled_map.get("aria-labelledby")
    assert labels[0].text == directory.title
    size = bundled_map.get("width"), bundled_map.get("height")
    assert size == tuple(bundled_map.get("viewBox", "").split()[2:])
    assert (labels[1].text or "").startswith("50 relationships of Chicago and Birmingham: 38 ac")


@pytest.mark.parametrize("name", ["<b>&\"'", "]]>", "\uffff", "大阪" * 90])
def test_names_and_titles_are_escaped(towns: Directory, name: str) -> None:
    view = moved(towns.relationships[1], name, 0.0, -100.0)
    picture = draw_map([view], name)
    text = name.replace("\uffff", "\ufffd")
    assert picture.findtext(f"{SVG}title") == text
    assert any(title.startswith(f"{text}: ") for title in symbols(picture))
    size = next(float(one.get("font-size", 0)) for one in picture if one.get("class") == "big")
    assert size * len(name) < 1200


def test_name_at_the_edge_is_not_cut(towns: Directory) -> None:
    picture = draw_map([moved(towns.relationships[3], "Edge", 0.0, -170.0)])
    [label] = [one for one in names(picture) if one.text == "Edge"]
    assert label.get("text-anchor") == "end"
    assert float(label.get("x", 0)) < 1195


def test_command_writes_complete_documents(run: Run) -> None:
    document = run("map", *TOWNS, "--format", "geojson").json
    assert document["features"][0]["properties"]["home"] == "Ålund"
    points = run("map", *TOWNS, "-f", "geojson", "--points").json["features"]
    assert points == [one for one in document["features"] if one["properties"]["role"] != "line"]
    assert '<title id="title">Ours</title>' in run("map", *TOWNS, "-f", "svg", "--title", "Ours").ok
    code, out, err = run("map", *TOWNS, "-f", "geojson", "--zoom")
    assert (code, out) == (2, "")
    assert "--zoom and --format geojson cannot be used together" in err
    nothing = (*TOWNS, "--kind", "friendship", "--status", "ended")
    code, out, err = run("map", *nothing, "-f", "geojson")
    assert (code, json.loads(out)["features"], err) == (0, [], "No relationships match.\n")
    code, out, err = run("map", *nothing, "-f", "svg")
    assert (code, err) == (0, "No relationships match.\n")
    assert "No relationships match. A map" in out


def test_map_without_coordinates_explains_what_is_missing(run: Run) -> None:
    message = "No coordinates to draw: add latitude and longitude to the cities.\n"
    assert run("map", "--data", str(BARE)) == (0, "", message)


def test_repeated_points_of_a_line_are_dropped() -> None:
    assert path([[Point(0, 0), Point(0, 0), Point(2, 2)]]) == "M0 0l2 2z"
