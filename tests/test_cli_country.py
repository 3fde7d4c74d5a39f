"""The ``country`` command: relationships in a country, and counts by country."""

from __future__ import annotations

import pytest
from calls import DATA as TOWNS

from conftest import Run
from sistercities_cli import Directory
from sistercities_cli.formats.rows import LIST_COLUMNS

PARTNERS = ("--columns", "partner", "--no-header")


@pytest.mark.parametrize(
    ("name", "partners"),
    [
        pytest.param("uk", {"Birmingham"}, id="everyday-alias"),
        pytest.param("south korea", {"Busan"}, id="two-words"),
        pytest.param("south korea brazil", {"Busan"}, id="two-words-and-another-country"),
        pytest.param("brazil south korea", {"Busan"}, id="two-words-after-another-country"),
    ],
)  # fmt: skip
def test_country_names_match_in_any_form(run: Run, name: str, partners: set[str]) -> None:
    assert set(run("country", *name.split(), *PARTNERS).ok.splitlines()) == partners


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
def test_countries_select_relationships(run: Run, names: str, ids: list[str]) -> None:
    rows = run("country", *names.split(), *TOWNS, "--json").json
    assert [row["id"] for row in rows] == ids
    assert [tuple(row) for row in rows] == [LIST_COLUMNS] * len(ids)


def test_home_is_a_partner_of_another_home(run: Run) -> None:
    out = run("country", "sweden", *TOWNS, "--columns", "home,partner,country").ok
    assert out == "home\tpartner\tcountry\nBrest\tÅlund\tSweden\n"


def test_counts_are_sorted_by_country_name(run: Run) -> None:
    assert run("country", *TOWNS, "--json").json == [
        {"country": "France", "country_code": "FR", "alpha_3": "FRA", "relationships": 4},
        {"country": "Sweden", "country_code": "SE", "alpha_3": "SWE", "relationships": 1},
        {"country": "Türkiye", "country_code": "TR", "alpha_3": "TUR", "relationships": 1},
    ]


@pytest.mark.parametrize(
    ("names", "countries"),
    [
        pytest.param("BRA", "Brazil", id="alpha-3"),
        pytest.param("bosnia", "Bosnia and Herzegovina", id="everyday"),
        pytest.param("south africa AT", "South Africa, Austria", id="several"),
    ],
)
def test_countries_without_relationships_are_not_an_error(
    run: Run, names: str, countries: str
) -> None:
    message = f"No relationships in {countries}.\n"
    assert run("country", *names.split(), *TOWNS, "--json") == (0, "[]\n", message)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("germny", ["No country called 'germny'. Did you mean Germany"], id="misspelt"),
        pytest.param(
            "u",
            ["'u' is ambiguous: it may be ", "Ukraine", "United Kingdom", "United States"],
            id="ambiguous",
        ),
    ],
)
def test_unknown_country_is_an_error(run: Run, name: str, parts: list[str]) -> None:
    err = run("country", name).failed()
    assert err.startswith("Error: ")
    assert [part for part in parts if part not in err] == []


@pytest.mark.parametrize("arguments", ["country lyon", "list --country Lyon-Choir"])
def test_city_or_organisation_suggests_the_show_command(run: Run, arguments: str) -> None:
    err = run(*arguments.split(), *TOWNS).failed()
    name = arguments.rsplit(maxsplit=1)[-1]
    assert err.startswith(
        f"Error: No country called {name!r}."
        f" It is a city, organisation or relationship: sistercities show {name} --data "
    )


def test_counts_of_bundled_data_add_up(run: Run, directory: Directory) -> None:
    counts = [row["relationships"] for row in run("country", "--json").json]
    views = sum(len(directory.views(one)) for one in directory.relationships)
    assert sum(counts) == views
    assert min(counts) > 0


def test_table_of_counts(run: Run) -> None:
    out = run("country", *TOWNS, "-f", "table").ok
    rows = [line.split() for line in out.splitlines()]
    assert [row for row in rows if "FR" in row] == [["France", "FR", "4"]]
