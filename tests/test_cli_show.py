"""The ``show`` command: names, facts, JSON and pages."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from shlex import quote
from typing import Any

import pytest
from calls import DATA as TOWNS

from conftest import SAMPLE, Run


def show_json(run: Run, *arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run("show", *arguments, "--json").json
    return rows


@pytest.mark.parametrize(
    ("name", "partner", "ids"),
    [
        pytest.param("kiev", "Kyiv", ["chicago-kyiv"], id="former-name"),
        pytest.param("mil", "Milan", ["chicago-milan", "birmingham-milan"], id="prefix-two-homes"),
        pytest.param("chicago-osaka", "Osaka", ["chicago-osaka"], id="relationship"),
    ],
)
def test_names_match_in_any_spelling(run: Run, name: str, partner: str, ids: list[str]) -> None:
    rows = show_json(run, name)
    assert [row["id"] for row in rows] == ids
    assert {row["partner"]["name"] for row in rows} == {partner}


def test_ambiguous_prefix_lists_the_candidates(run: Run) -> None:
    err = run("show", "mi").failed()
    assert err.startswith("Error: 'mi' is ambiguous: it may be ")
    assert [name for name in ("Milan", "Mirpur") if name not in err] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("osaka new york milan", "new york", id="among-others"),
        pytest.param("new delhi york", "york", id="behind-a-name-that-begins-alike"),
    ],
)
def test_unknown_words_are_reported_as_one_name(run: Run, words: str, name: str) -> None:
    message = f"Error: No city or organisation called {name!r}. See: sistercities list\n"
    assert run("show", *words.split()) == (1, "", message)


def test_misspelt_name_gets_a_suggestion(run: Run) -> None:
    message = "Error: No city or organisation called 'kyvv'. Did you mean Kyiv? Try: sistercities"
    assert run("show", "kyvv") == (1, "", f"{message} show Kyiv\n")
    assert run("show", "kyvv", "lahor") == (1, "", f"{message} show Kyiv lahor\n")


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        pytest.param("Smyrna", ["alund-izmir"], id="other-name"),
        pytest.param("the harbour", ["alund-brest"], id="beginning-of-several-words"),
        pytest.param("lyon", ["alund-lyon", "brest-lyon"], id="partner-of-two-homes"),
        pytest.param("izmir choirs", ["alund-izmir", "choirs"], id="two-names"),
        pytest.param("lyon choir izmir", ["choirs", "alund-izmir"], id="two-words-and-one"),
        pytest.param("izmir smyrna", ["alund-izmir"], id="repeated"),
        pytest.param("brest", ["alund-brest", "brest-lyon"], id="home"),
        pytest.param(
            "alund",
            ["alund-brest", "alund-izmir", "alund-lyon", "choirs"],
            id="home-without-accent",
        ),
    ],
)
def test_names_select_relationships(run: Run, names: str, ids: list[str]) -> None:
    assert [row["id"] for row in show_json(run, *TOWNS, *names.split())] == ids


def test_home_is_shown_with_its_own_side_first(run: Run) -> None:
    row = show_json(run, "brest", *TOWNS)[0]
    assert (row["home"]["name"], row["partner"]["name"]) == ("Brest", "Ålund")
    assert (row["home"]["term"], row["partner"]["term"]) == ("ville jumelée", "vänort")
    assert [one["side"] for one in row["signatories"]] == ["partner", "home", None]


def test_leap_day_option_moves_29_february(run: Run) -> None:
    eve = (*TOWNS, "--on", "2027-02-28", "--leap-day", "mar1")
    (row,) = show_json(run, "harbours", *eve)
    assert (row["years"], row["next"]["date"]) == (38, "2027-03-01")
    page = run("show", "harbours", *eve, "-f", "table").ok
    assert "39th anniversary, Monday 1 March 2027, tomorrow" in page
    assert "39th, 1 Mar 2027" in run("show", "brest", *eve, "-f", "table").ok


def test_json_always_has_the_evidence(run: Run) -> None:
    (row,) = show_json(run, "harbours", *TOWNS)
    assert [row] == show_json(run, "harbours", *TOWNS, "--sources")
    assert [one["publisher"] for one in row["sources"]] == ["The Paper", "Town of Ålund"]
    assert [one["field"] for one in row["conflicts"]] == ["founded", "highlights"]


def test_rows_have_one_fact_each(run: Run) -> None:
    out = run("show", "izmir", "choirs", *TOWNS, "-f", "csv").ok
    header, *rows = csv.reader(StringIO(out, newline=""), strict=True)
    assert header == ["id", "field", "value"]
    assert ["alund-izmir", "partner.also.0", "Smyrna"] in rows
    assert ["alund-izmir", "status_since", "2020-01-15"] in rows
    assert ["alund-izmir", "next.number", "34"] in rows
    assert ["choirs", "partner_units", "basses"] not in rows
    assert ["choirs", "partner.units.0", "basses"] in rows
    assert "" not in {value for _, _, value in rows}
    assert list(dict.fromkeys(id for id, _, _ in rows)) == ["alund-izmir", "choirs"]


def test_columns_of_facts_are_selected(run: Run) -> None:
    arguments = ("--columns", "value,field", "--no-header")
    assert run("show", "choirs", *TOWNS, *arguments).ok.startswith("choirs\tid\n")
    records = run("show", "choirs", *TOWNS, *arguments, "--json").json
    assert records[0] == {"value": "choirs", "field": "id"}


def test_page_has_sources_only_on_request(run: Run) -> None:
    out = run("show", "harbours", *TOWNS, "-f", "table").ok
    assert "add --sources" in out
    assert "https://paper.example/1988" not in out
    out = run("show", "harbours", *TOWNS, "-f", "table", "--sources").ok
    assert "add --sources" not in out
    assert "https://paper.example/1988" in out


@pytest.mark.parametrize("format", ["table", "tsv", "json"])
def test_city_without_relationships_is_not_an_error(run: Run, tmp_path: Path, format: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "path.toml"
    path.write_text(
        text.replace("[cities.lyon]", '[cities.nice]\nname = "Nice"\ncountry = "FR"\n'
        'latitude = 43.7\nlongitude = 7.27\ntimezone = "Europe/Paris"\n\n[cities.lyon]'),
        encoding="utf-8",
    )  # fmt: skip
    code, out, err = run("show", "nice", "--data", str(path), "-f", format)
    assert (code, err) == (0, "No relationships of nice.\n")
    if format == "table":
        assert "Nice, France" in out
    else:
        assert out == {"tsv": "id\tfield\tvalue\n", "json": "[]\n"}[format]


def test_home_without_relationships_has_a_page(run: Run, tmp_path: Path) -> None:
    start, _, _ = SAMPLE.read_text("utf-8").partition("[relationships.")
    path = tmp_path / "path.toml"
    path.write_text(start, "utf-8")

    code, out, err = run("show", "brest", "--data", str(path), "-f", "table")
    assert (code, err) == (0, "No relationships of brest.\n")
    assert "Brest, Brittany, France" in out
    assert "Brest abroad" in out


@pytest.mark.parametrize(
    ("command", "words"), [("show", ("south", "korea")), ("anniversary", ("CZ",))]
)
def test_country_name_suggests_the_country_command(
    run: Run, command: str, words: tuple[str, ...]
) -> None:
    err, name = run(command, *words).failed(), repr(" ".join(words))
    assert err.startswith(f"Error: No city or organisation called {name}.")
    assert err.endswith(f" It is a country: sistercities country {quote(' '.join(words))}\n")
