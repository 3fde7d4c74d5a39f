"""The gazetteer: finding places by name, and generating the file."""

from __future__ import annotations

import bake_places
import pytest

from sistercities_cli import Coordinates
from sistercities_cli.bundled import read_bundled
from sistercities_cli.convert.gazetteer import Match, NoMatch, find_place, look_up_places
from sistercities_cli.datafile.write import CityDraft


def found(name: str, country: str, near: Coordinates | None = None) -> tuple[str, bool]:
    match = find_place(name, country, near=near)
    assert isinstance(match, Match), match
    return match.place.name, match.by_alias


@pytest.mark.parametrize(
    ("name", "country", "place", "by_alias"),
    [
        pytest.param("Kiel", "DE", "Kiel", False, id="unique"),
        pytest.param("Brest", "FR", "Brest", False, id="much larger than the next"),
        pytest.param("sankt pölten", "AT", "Sankt Pölten", False, id="case"),
        pytest.param(
            "Ste Foy lès Lyon", "FR", "Sainte-Foy-lès-Lyon", False, id="abbreviated saint"
        ),
        pytest.param("Stettin", "PL", "Szczecin", True, id="name in another language"),
        pytest.param("Київ", "UA", "Kyiv", True, id="script of the country"),
        pytest.param("Halle", "DE", "Halle (Saale)", True, id="alias of a much larger place"),
    ],
)
def test_place_found_by_name(name: str, country: str, place: str, by_alias: bool) -> None:
    assert found(name, country) == (place, by_alias)


@pytest.mark.parametrize(
    ("name", "country", "reason"),
    [
        pytest.param("Springfield", "US", NoMatch.AMBIGUOUS, id="several of similar size"),
        pytest.param("Campos", "BR", NoMatch.AMBIGUOUS, id="alias, but others begin with it"),
        pytest.param("Kiel", "AT", NoMatch.UNKNOWN, id="in another country"),
        pytest.param("St. Nirgendwo", "DE", NoMatch.UNKNOWN, id="saint"),
        pytest.param("Kiel", "XX", NoMatch.UNKNOWN, id="no such country"),
        pytest.param("|", "DE", NoMatch.UNKNOWN, id="separator of the file"),
        pytest.param("", "DE", NoMatch.UNKNOWN, id="empty"),
    ],
)
def test_place_not_found(name: str, country: str, reason: NoMatch) -> None:
    assert find_place(name, country) is reason


def test_coordinates_choose_among_places_of_one_name() -> None:
    assert found("Springfield", "US", Coordinates(39.8, -89.64)) == ("Springfield", False)
    distant = find_place("Kiel", "DE", near=Coordinates(48.1, 11.6))
    assert distant is NoMatch.DISTANT


def test_name_with_region_must_be_unique() -> None:
    assert isinstance(find_place("Portland", "US"), Match)
    assert find_place("Portland", "US", has_region=True) is NoMatch.AMBIGUOUS


def test_looking_up_cities_keeps_given_values() -> None:
    cities = {
        ("brest", "FR", ""): CityDraft("Brest", "FR"),
        ("kiel", "DE", ""): CityDraft("Kiel", "DE", latitude=54.3, longitude=10.1),
        ("seggiano", "IT", ""): CityDraft("Mailand", "IT", also=["Milano"], timezone="UTC"),
        ("leer", "DE", ""): CityDraft("Leer", "DE", latitude=48.0, longitude=11.0),
        ("nowhere", "DE", ""): CityDraft("Nirgendheim", "DE"),
        ("springfield", "US", ""): CityDraft("Springfield", "US"),
        ("lyon", "FR", ""): CityDraft("Lyon", "FR", latitude=1.0, longitude=2.0, timezone="UTC"),
    }
    found = look_up_places(cities)
    brest, kiel, milan = (found.cities[key] for key in list(cities)[:3])
    assert (brest.latitude, brest.longitude, brest.timezone) == (48.39, -4.486, "Europe/Paris")
    assert (kiel.latitude, kiel.longitude, kiel.timezone) == (54.3, 10.1, "Europe/Berlin")
    assert (milan.latitude, milan.timezone) == (45.464, "UTC")
    assert len(found.cities) == 3
    assert found.names == {("seggiano", "IT", ""): "Milan"}
    assert found.unclear == {
        NoMatch.DISTANT: [("leer", "DE", "")],
        NoMatch.UNKNOWN: [("nowhere", "DE", "")],
        NoMatch.AMBIGUOUS: [("springfield", "US", "")],
    }


def test_qualifier_of_a_name_is_omitted_if_the_name_is_unique() -> None:
    names = ("Marburg/Lahn", "Halle (Saale)", "Fulda, Landkreis", "Stadt Fulda", "Landkreis Fulda")
    cities = {(name, "DE", ""): CityDraft(name, "DE") for name in names}
    cities["portland", "US", ""] = CityDraft("Portland, Maine", "US")
    found = look_up_places(cities)
    assert {key[0]: place for key, place in found.names.items()} == {
        "Marburg/Lahn": "Marburg an der Lahn", "Fulda, Landkreis": "Fulda", "Stadt Fulda": "Fulda",
    }  # fmt: skip
    assert ("Halle (Saale)", "DE", "") in found.cities  # its name in the gazetteer
    assert found.unclear == {
        NoMatch.UNKNOWN: [("Landkreis Fulda", "DE", "")],  # a county, not the city
        NoMatch.AMBIGUOUS: [("portland", "US", "")],
    }


def test_other_name_chooses_only_among_places_of_an_ambiguous_name() -> None:
    cities = {
        ("springfield", "US", ""): CityDraft("Springfield", "US", also=["Chicago"]),
        ("friedberg", "DE", ""): CityDraft("Friedberg", "DE", also=["Friedberg in Hessen"]),
        ("nowhere", "GB", ""): CityDraft("Nowhere", "GB", also=["Leeds"]),
    }
    found = look_up_places(cities)
    assert list(found.names.items()) == [
        (("friedberg", "DE", ""), "Friedberg"), (("nowhere", "GB", ""), "Leeds"),
    ]  # fmt: skip
    assert found.cities["friedberg", "DE", ""].latitude == 50.337
    assert found.unclear == {NoMatch.AMBIGUOUS: [("springfield", "US", "")]}


def test_gazetteer_is_small_and_names_its_source() -> None:
    content = read_bundled("places.dat")
    assert len(content) < 3_000_000
    assert b"GeoNames" in content[:400]
    assert b"CC BY 4.0" in content[:400]


def place(
    name: str, *aliases: str, population: int = 5000, country: str = "DE"
) -> dict[str, object]:
    return {
        "geonameid": 1,
        "name": name,
        "alternatenames": list(aliases),
        "countrycode": country,
        "population": population,
        "latitude": 54.3,
        "longitude": -10.12345,
        "timezone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        pytest.param(place("Kiel", "Kilonia", "Kiel"), "|kiel|kilonia|", id="alias"),
        pytest.param(place("Kiel", "Kilonia", population=4999), "|kiel|", id="alias of a village"),
        pytest.param(place("Kiel", "KEL", "kiru", "Kil'", "Киль"), "|kiel|", id="machine-made"),
        pytest.param(place("Kiel", "Kiel, Germany", "Киль"), "|kiel|", id="list, foreign script"),
        pytest.param(place("Kazan", "Казань", country="RU"), "|kazan|казань|", id="own script"),
    ],
)
def test_baked_names(entry: dict[str, object], keys: str) -> None:
    assert bake_places.block([entry]).splitlines()[0] == keys


def test_baked_places_are_ranked_by_population() -> None:
    block = bake_places.block([place("Leer"), place("Kiel (Förde)", population=247_000)])
    assert block.splitlines() == [
        *("|kiel forde|", "|leer|", "-", "Kiel (Förde)", "", "-", "54300", "54300", "-"),
        *("-10123", "-10123", "-", "250000", "5000", "-", "Europe/Berlin", "AA"),
    ]
    assert bake_places.bake([place("Leer")], "1.0").startswith(b"# Places with 1,000 or more")
