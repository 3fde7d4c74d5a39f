"""The command ``country``: the relationships in a country, or counts by country."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from conftest import SAMPLE, Run
from sistercities_cli import Directory
from sistercities_cli.formats.rows import LIST_COLUMNS

ON = ("--on", "2026-11-21")
TOWNS = ("--data", str(SAMPLE), *ON)
GERMAN = {"Hamburg", "Frankfurt am Main", "Leipzig"}
PARTNERS = ("--columns", "partner", "--no-header")


@pytest.mark.parametrize(
    ("name", "partners"),
    [
        pytest.param("uk", {"Birmingham"}, id="everyday-alias"),
        pytest.param("U.K.", {"Birmingham"}, id="with-dots"),
        pytest.param("England", {"Birmingham"}, id="part-for-the-whole"),
        pytest.param("GB", {"Birmingham"}, id="alpha-2"),
        pytest.param("south korea", {"Busan"}, id="two-words"),
        pytest.param("Korea", {"Busan"}, id="short"),
        pytest.param("czech republic", {"Prague"}, id="former-official"),
        pytest.param("CZ", {"Prague"}, id="alpha-2-of-the-former"),
        pytest.param("Česko", {"Prague"}, id="native-with-accent"),
        pytest.param("DEU", GERMAN, id="alpha-3"),
        pytest.param("Deutschland", GERMAN, id="native"),
        pytest.param("Federal Republic of Germany", GERMAN, id="formal"),
        pytest.param("jap", {"Osaka"}, id="beginning"),
        pytest.param("russia", {"Moscow"}, id="short-for-federation"),
        pytest.param("日本", {"Osaka"}, id="japanese"),
    ],
)  # fmt: skip
def test_a_country_is_found_however_it_is_called(run: Run, name: str, partners: set[str]) -> None:
    code, out, err = run("country", name, *ON, *PARTNERS)
    assert (code, set(out.splitlines()), err) == (0, partners, "")


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        pytest.param("gaul", ["alund-brest", "alund-lyon", "brest-lyon", "choirs"], id="one"),
        pytest.param("sweden turkey", ["alund-brest", "alund-izmir"], id="several"),
        pytest.param("french republic TR", ["alund-brest", "alund-izmir", "alund-lyon",
                                            "brest-lyon", "choirs"], id="words-and-code"),
        pytest.param("turkey --reverse sweden", ["alund-izmir", "alund-brest"], id="reverse"),
        pytest.param("france --sort founded", ["alund-lyon", "alund-brest", "choirs",
                                               "brest-lyon"], id="sort"),
    ],
)  # fmt: skip
def test_relationships_in_countries(run: Run, names: str, ids: list[str]) -> None:
    code, out, err = run("country", *names.split(), *TOWNS, "--json")
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert [row["id"] for row in rows] == ids
    assert [tuple(row) for row in rows] == [LIST_COLUMNS] * len(ids)


def test_a_home_is_a_partner_in_its_own_country(run: Run) -> None:
    code, out, err = run("country", "sweden", *TOWNS, "--columns", "home,partner,country")
    assert (code, err) == (0, "")
    assert out == "home\tpartner\tcountry\nBrest\tÅlund\tSweden\n"


def test_29_february_is_kept_as_asked(run: Run) -> None:
    arguments = (
        "--on",
        "2027-02-28",
        "--leap-day",
        "mar1",
        "--columns",
        "next_date",
        "--no-header",
    )
    assert run("country", "sweden", "--data", str(SAMPLE), *arguments) == (0, "2027-03-01\n", "")


def test_without_a_name_countries_are_counted_by_their_names(run: Run) -> None:
    code, out, err = run("country", *TOWNS, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {"country": "France", "country_code": "FR", "alpha_3": "FRA", "relationships": 4},
        {"country": "Sweden", "country_code": "SE", "alpha_3": "SWE", "relationships": 1},
        {"country": "Türkiye", "country_code": "TR", "alpha_3": "TUR", "relationships": 1},
    ]


def test_counts_come_in_every_format(run: Run) -> None:
    expected = ["France", "FR", "FRA", "4"]
    code, out, err = run("country", *TOWNS)
    assert (code, err) == (0, "")
    assert out.splitlines()[1].split("\t") == expected
    code, out, err = run("country", *TOWNS, "-f", "csv", "--no-header")
    assert (code, err) == (0, "")
    assert next(csv.reader(StringIO(out, newline=""))) == expected
    code, out, err = run("country", *TOWNS, "-f", "markdown")
    assert (code, err) == (0, "")
    assert out.splitlines()[2] == "| France | FR | FRA | 4 |"
    code, out, err = run("country", *TOWNS, "-f", "jsonl")
    assert (code, err) == (0, "")
    assert json.loads(out.splitlines()[0])["relationships"] == 4
    code, out, err = run("country", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines() if "France" in line] == [
        ["France", "FR", "4"]
    ]


def test_columns_of_the_counts_can_be_picked(run: Run) -> None:
    code, out, err = run("country", *TOWNS, "--columns", "relationships,alpha_3", "--no-header")
    assert (code, out, err) == (0, "4\tFRA\n1\tSWE\n1\tTUR\n", "")


def test_the_counts_have_other_columns_than_the_list(run: Run) -> None:
    code, out, err = run("country", *TOWNS, "--columns", "partner")
    assert (code, out) == (2, "")
    assert "there are country, country_code, alpha_3, relationships" in err


@pytest.mark.parametrize(
    ("name", "country"),
    [
        pytest.param("brazil", "Brazil", id="name"),
        pytest.param("BR", "Brazil", id="alpha-2"),
        pytest.param("BRA", "Brazil", id="alpha-3"),
        pytest.param("Brasil", "Brazil", id="native"),
        pytest.param("Österreich", "Austria", id="native-with-accent"),
    ],
)
@pytest.mark.parametrize(
    ("format", "expected"), [("json", "[]\n"), ("tsv", "partner\n"), ("table", "")]
)
def test_a_country_without_a_relationship_is_an_empty_answer(
    run: Run, name: str, country: str, format: str, expected: str
) -> None:
    result = run("country", name, *TOWNS, "-f", format, "--columns", "partner")
    assert result == (0, expected, f"No relationships in {country}.\n")


def test_several_countries_without_a_relationship_are_all_named(run: Run) -> None:
    result = run("country", "brazil", "AT", *TOWNS, "--json")
    assert result == (0, "[]\n", "No relationships in Brazil, Austria.\n")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("germny", ["No country called 'germny'. Did you mean Germany"], id="misspelt"),
        pytest.param(
            "u", ["'u' may be ", "Ukraine", "United Kingdom", "United States"], id="ambiguous"
        ),
        pytest.param("qqqqqqq", ["No country called 'qqqqqqq'."], id="unheard-of"),
    ],
)
def test_a_name_of_no_country(run: Run, name: str, parts: list[str]) -> None:
    code, out, err = run("country", name)
    assert (code, out) == (1, "")
    assert err.startswith("Error: ")
    assert [part for part in parts if part not in err] == []


def test_the_counts_of_the_bundled_directory_add_up(run: Run, directory: Directory) -> None:
    code, out, err = run("country", "--json")
    assert (code, err) == (0, "")
    counts = [row["relationships"] for row in json.loads(out)]
    views = sum(len(directory.views(one)) for one in directory.relationships)
    assert sum(counts) == views
    assert min(counts) > 0
