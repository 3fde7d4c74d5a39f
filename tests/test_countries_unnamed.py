"""Data files that give only the code of a country, or only some of its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from documents import sample, set_value

import sistercities_cli
from conftest import BARE, Run
from sistercities_cli import Country, DataError, Directory
from sistercities_cli.datafile import build_directory
from sistercities_cli.datafile.check import check_data
from sistercities_cli.errors import Problem

DATA = ("--data", str(BARE))


def with_sections(**sections: dict[str, Any]) -> dict[str, Any]:
    """Return the sample document with other sections of countries."""
    document = sample()
    document["countries"] = sections
    return document


def countries(document: dict[str, Any]) -> dict[str, Country]:
    assert check_data(document) == []
    return {one.code: one for one in build_directory(document, list).countries}


def test_missing_name_and_alpha_3_are_looked_up(bare: Directory) -> None:
    assert bare.countries == (
        Country("FR", "FRA", "France", None, (), ()),
        Country("DE", "DEU", "Germany", None, (), ()),
        Country("XK", "XKK", "Kosovo", None, (), ()),
        Country("KR", "KOR", "South Korea", None, (), ()),
    )


def test_countries_with_a_section_come_first() -> None:
    assert list(countries(with_sections(TR={}, JP={}))) == ["TR", "JP", "SE", "FR"]


@pytest.mark.parametrize(
    ("section", "country"),
    [
        ({}, Country("TR", "TUR", "Türkiye", None, (), ())),
        ({"name": "Turkey"}, Country("TR", "TUR", "Turkey", None, (), ())),
        ({"alpha_3": "TRK"}, Country("TR", "TRK", "Türkiye", None, (), ())),
        ({"formal": "F", "also": ["A"]}, Country("TR", "TUR", "Türkiye", "F", (), ("A",))),
    ],
)
def test_missing_keys_of_a_section_are_looked_up(section: dict[str, Any], country: Country) -> None:
    assert countries(with_sections(TR=section))["TR"] == country


def test_section_may_define_its_own_code() -> None:
    document = with_sections(XS={"name": "Scotland", "alpha_3": "XSC"})
    set_value(document, "cities.alund.country", "XS")

    scotland = countries(document)["XS"]
    assert scotland == Country("XS", "XSC", "Scotland", None, (), ())
    assert scotland.continent is None


NO_COUNTRY = "is not a country: write an ISO 3166-1 alpha-2 code, like GB"
NO_CODE = "is not an ISO 3166-1 alpha-2 code"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("UK", f"{NO_CODE}. Did you mean GB?"),
        ("EN", NO_COUNTRY),
        ("de", f"{NO_CODE}: Germany is DE"),
        ("DEU", f"{NO_CODE}: Germany is DE"),
        ("Germany", f"{NO_CODE}: Germany is DE"),
        ("Korea", f"{NO_CODE}. 'Korea' is ambiguous: it may be North Korea or South Korea."),
    ],
)
def test_invalid_country_code_of_a_city_is_reported(code: str, message: str) -> None:
    document = sample()
    set_value(document, "cities.izmir.country", code)

    assert check_data(document) == [Problem("cities.izmir.country", f"{code!r} {message}")]


@pytest.mark.parametrize(
    ("code", "message"), [("UK", f"'UK' {NO_CODE}. Did you mean GB?"), ("XX", f"'XX' {NO_COUNTRY}")]
)
def test_invalid_country_code_of_a_section_is_reported(code: str, message: str) -> None:
    document = sample()
    document["countries"][code] = {"name": "Somewhere"}
    set_value(document, "cities.izmir.country", code)

    assert check_data(document) == [Problem(f"countries.{code}", message)]


def test_all_problems_of_countries_and_places_are_reported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = BARE.read_text("utf-8").replace('"XK"', '"Kosovo"').replace('"KR"', '"EN"')
    path.write_text(text.replace('"DE"', '"DE"\nlatitude = 54.3'), "utf-8")

    with pytest.raises(DataError) as caught:
        sistercities_cli.load(path)
    code, out, err = run("list", "--data", str(path))

    assert [one.path for one in caught.value.problems] == [
        "cities.kiel.longitude",
        "cities.pristina.country",
        "cities.seoul.country",
    ]
    assert (code, out, err) == (3, "", f"Error: {caught.value}\n")


@pytest.mark.parametrize(
    "name",
    ["DE", "deu", "germ", "deutschland", "Allemagne", "federal republic of germany"],
)
def test_country_without_section_is_found_by_any_name(run: Run, bare: Directory, name: str) -> None:
    assert bare.find_country(name) is bare.countries[1]

    expected = (0, "brest-kiel\n", "")
    columns = ("--columns", "id", "--no-header")
    assert run("country", name, *DATA, *columns) == expected
    assert run("country", *name.split(), *DATA, *columns) == expected
    assert run("list", "--country", name, *DATA, *columns) == expected


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("kosovo republic of korea", ["Pristina", "Seoul", "Seoul Choir"]),
        ("czech republic kosovo", ["Pristina"]),
        ("kosovo south africa", ["Pristina"]),
        ("south korea brazil", ["Seoul", "Seoul Choir"]),
    ],
)
def test_names_of_several_words_need_no_quotes(run: Run, words: str, partners: list[str]) -> None:
    code, out, err = run("country", *words.split(), *DATA, "--json")

    assert (code, err) == (0, "")
    assert [one["partner"] for one in json.loads(out)] == partners
