"""Full-text search."""

from __future__ import annotations

import pytest
from calls import DATA as TOWNS

from conftest import Run
from sistercities_cli import Directory
from sistercities_cli.fulltext import HitField, search

COLUMNS = ["id", "home", "partner", "kind", "field", "date", "text", "url"]


def found(directory: Directory, *words: str) -> list[tuple[str, str]]:
    hits = search(directory, words, directory.relationships)
    return [(hit.subject.id, hit.field.value) for hit in hits]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        pytest.param(["IZMIR"], [("alund-izmir", "name")], id="name without accents"),
        pytest.param(["ann", "ek"], [("alund-brest", "signatory")], id="signatory"),
        pytest.param(["regat", "held"], [("alund-brest", "highlight")], id="beginning of a word"),
        pytest.param(["egatta"], [], id="middle of a word"),
        pytest.param(["brest", "2001"], [("alund-brest", "event")], id="date and name"),
        pytest.param(["izmir", "regatta"], [], id="name of another"),
        pytest.param(["two desks"], [("alund", "note")], id="phrase, programme of a home"),
        pytest.param(["desks two"], [], id="phrase in another order"),
        pytest.param(["", "'"], [], id="nothing to search for"),
    ],
)
def test_texts_with_all_words_are_found(
    towns: Directory, words: list[str], hits: list[tuple[str, str]]
) -> None:
    assert found(towns, *words) == hits


def test_fields_are_ranked(directory: Directory) -> None:
    fields = [field for _, field in found(directory, "chicago")]
    assert set(fields) == {field.value for field in HitField}
    assert fields == sorted(fields, key=[field.value for field in HitField].index)


def test_rows_have_all_columns(run: Run) -> None:
    [row] = run("search", "regatta", "held", *TOWNS, "--json").json
    assert row == {
        "id": "alund-brest", "home": "Ålund", "partner": "Brest", "kind": "sister city",
        "field": "highlight", "date": None, "text": "A regatta is held.",
        "url": "https://alund.example/brest",
    }  # fmt: skip
    [desks] = run("search", "desks", *TOWNS, "--json").json
    assert (desks["id"], desks["home"], desks["partner"], desks["kind"]) == (
        "alund",
        "Ålund",
        None,
        None,
    )
    assert list(row) == list(desks) == COLUMNS


def test_terminal_groups_results_by_field(run: Run) -> None:
    lines = run("search", "brest", "bench", *TOWNS, "-f", "table").ok.splitlines()
    assert [line.rstrip() for line in lines] == [
        "1 text",
        "",
        "Highlights",
        "  • Brest and Ålund",
        "    Each town has a bench of the other.",
    ]


def test_filters_restrict_the_search(run: Run) -> None:
    message = "Nothing found for 'brest'.\n"
    assert run("search", "brest", *TOWNS, "--country", "turkey", "--json") == (0, "[]\n", message)
