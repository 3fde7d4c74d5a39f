"""The ``list`` command: filters and sorting."""

from __future__ import annotations

import json
from typing import Any

import pytest
from calls import DATA as TOWNS

from conftest import Run
from sistercities_cli import Directory

ALL = ["alund-brest", "alund-izmir", "alund-lyon", "brest-lyon", "choirs"]
NO_MATCHES = "No relationships match.\n"


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("list", *TOWNS, "--json", *arguments)
    rows: list[dict[str, Any]] = json.loads(out)
    assert (code, err) == (0, "" if rows else NO_MATCHES)
    return rows


def ids(run: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in listed(run, *arguments)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param("", ALL, id="all"),
        pytest.param("--of alund", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"], id="of"),
        pytest.param("--of BREST", ["alund-brest", "brest-lyon"], id="of-the-second-home"),
        pytest.param(
            "--country france", ["alund-brest", "alund-lyon", "brest-lyon", "choirs"], id="country"
        ),
        pytest.param("--continent asia,south-america", ["alund-izmir"], id="continents"),
        pytest.param("--kind sister-city", ["alund-brest", "alund-izmir"], id="kind"),
        pytest.param("--status ended --status dormant", ["alund-lyon", "choirs"], id="statuses"),
        pytest.param("--founded 1960..1990", ["alund-brest", "alund-lyon"], id="founded"),
        pytest.param("--of alund --kind friendship", ["alund-lyon"], id="filters-add-up"),
        pytest.param("--reverse", ALL[::-1], id="reverse"),
        pytest.param(
            "--sort founded",
            ["alund-lyon", "alund-brest", "alund-izmir", "choirs", "brest-lyon"],
            id="sort-founded",
        ),
        pytest.param(
            "--sort founded --reverse",
            ["choirs", "alund-izmir", "alund-brest", "alund-lyon", "brest-lyon"],
            id="undated-last-in-reverse-too",
        ),
    ],
)
def test_filters_and_sorting(run: Run, arguments: str, expected: list[str]) -> None:
    assert ids(run, *arguments.split()) == expected


def test_each_sort_key_uses_its_own_column(run: Run) -> None:
    for key, first, last in (
        ("id", "alund-brest", "choirs"),
        ("home", "alund-brest", "brest-lyon"),
        ("partner", "alund-brest", "choirs"),
        ("country", "alund-brest", "alund-izmir"),
        ("kind", "choirs", "alund-izmir"),
        ("status", "alund-brest", "brest-lyon"),
        ("years", "choirs", "brest-lyon"),
        ("next", "alund-lyon", "choirs"),
    ):
        sorted_ids = ids(run, "--sort", key)
        assert (sorted_ids[0], sorted_ids[-1]) == (first, last)
        assert sorted(sorted_ids) == ALL


def test_relationship_between_homes_is_shown_from_the_selected_one(run: Run) -> None:
    (row, _) = listed(run, "--of", "brest")
    assert (row["home"], row["partner"], row["country_code"]) == ("Brest", "Ålund", "SE")


def test_ages_refer_to_the_given_day(run: Run) -> None:
    (row,) = listed(run, "--status", "active", "--on", "2027-02-28")
    assert [row[key] for key in ("years", "next_number", "next_date", "next_days")] == [
        39, 39, "2027-02-28", 0,
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["list", "anniversary"])
def test_table_repeats_a_relationship_between_homes_but_rows_do_not(run: Run, command: str) -> None:
    table = run(*command.split(), *TOWNS, "-f", "table").ok
    first, separator, second = table.partition("\n\nBrest  ")
    assert separator
    assert sum(line.startswith("Brest ") for line in first.splitlines()) == 1
    assert sum(line.startswith("Ålund ") for line in second.splitlines()) == 1
    rows = run(*command.split(), *TOWNS, "--columns", "id", "--no-header").out.split()
    assert rows.count("alund-brest") == 1


@pytest.mark.parametrize("command", ["anniversary alund brest", "show brest alund"])
def test_naming_both_homes_gives_their_relationship_once(run: Run, command: str) -> None:
    records = run(*command.split(), *TOWNS, "--json").json
    assert [record["id"] for record in records].count("alund-brest") == 1


def test_table_is_sorted_under_each_home(run: Run) -> None:
    out = run("list", *TOWNS, "-f", "table", "--sort", "partner", "--reverse").ok
    second = out.partition("\n\nBrest  ")[2].splitlines()
    partners = [line.split()[0] for line in second if line.startswith(("Ålund", "Lyon"))]
    assert partners == ["Lyon", "Ålund"]


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        pytest.param(
            "--of",
            "lyon",
            "No home called 'lyon'. It is a partner: sistercities show lyon --data ",
            id="partner",
        ),
        pytest.param(
            "--country",
            "qqq",
            "No country called 'qqq'. Write its name or ISO code, like Germany or DE. See",
            id="like-no-country",
        ),
        pytest.param(
            "--country", "frence", "No country called 'frence'. Did you mean France?", id="misspelt"
        ),
        pytest.param("--kind", "enmity", "No kind called 'enmity'.", id="no-kind"),
    ],
)
def test_unknown_name_is_an_error(run: Run, option: str, name: str, message: str) -> None:
    assert run("list", *TOWNS, option, name).failed().startswith(f"Error: {message}")


def test_bundled_data_has_50_relationships(run: Run, directory: Directory) -> None:
    ids = run("list", "--columns", "id", "--no-header").ok.splitlines()
    assert ids == [one.id for one in directory.relationships]
    assert len(ids) == 50
