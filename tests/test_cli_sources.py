"""The ``sources`` command: the bibliography."""

from __future__ import annotations

import re
from typing import Any

import pytest
from calls import DATA as TOWNS
from sample_model import ABOUT, CHOIR, NEWS, TOWN
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli import Directory, Organisation

HEADER = ["url", "publisher", "title", "date", "note", "home", "relationship", "supports",
          "author", "accessed", "organisation"]  # fmt: skip
PAPER = {
    "url": "https://paper.example/1988",
    "publisher": "The Paper",
    "title": "Two harbours",
    "date": "1988-03-02",
    "note": "Page 3.",
    "author": "Jan Berg; Lena Ek",
    "accessed": "2026-05",
    "cited_for": [
        {
            "home": "Ålund",
            "relationship": "alund-brest",
            "supports": ["founded", "kind"],
            "organisation": None,
        }
    ],
}


def sources_json(run: Run, *arguments: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = run("sources", *arguments, "--json").json
    return answer


def addresses(run: Run, *arguments: str) -> list[str]:
    return [one["url"] for one in sources_json(run, *TOWNS, *arguments)]


def test_json_has_one_object_per_source(run: Run) -> None:
    answer = sources_json(run, *TOWNS)

    assert [one["url"] for one in answer] == [CHOIR, NEWS, ABOUT, TOWN]
    assert answer[1] == PAPER
    about = {"home": "Ålund", "relationship": None}
    assert [one["cited_for"] for one in (answer[0], answer[2])] == [
        [{**about, "supports": ["areas"], "organisation": "lyon-choir"}],
        [{**about, "supports": ["facts"], "organisation": None}],
    ]
    assert {tuple(one) for one in answer} == {tuple(PAPER)}


def test_rows_have_one_citation_each(run: Run) -> None:
    rows = [line.split("\t") for line in run("sources", *TOWNS).ok.splitlines()]
    assert rows[0] == HEADER
    assert [row[0] for row in rows[1:]] == [CHOIR, NEWS, ABOUT, TOWN]
    assert [row[5:] for row in rows[1:4]] == [
        ["Ålund", "", "areas", "", "", "lyon-choir"],
        ["Ålund", "alund-brest", "founded,kind", "Jan Berg; Lena Ek", "2026-05", ""],
        ["Ålund", "", "facts", "", "", ""],
    ]


def test_columns_of_rows_are_selected_in_json_and_tables(run: Run) -> None:
    chosen = ("--columns", "relationship,supports")
    rows = run("sources", "brest", *TOWNS, *chosen, "--no-header").ok
    assert rows == "alund-brest\tfounded,kind\nalund-brest\t\n"
    assert sources_json(run, "brest", *TOWNS, *chosen) == [
        {"relationship": "alund-brest", "supports": "founded,kind"},
        {"relationship": "alund-brest", "supports": None},
    ]
    assert "founded,kind" in run("sources", *TOWNS, *chosen, "-f", "table").ok


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["alund"], [CHOIR, NEWS, ABOUT, TOWN], id="a home, with its programme"),
        pytest.param(["brest"], [NEWS, TOWN], id="a home without such sources"),
        pytest.param(["The", "Harbour", "Pact"], [NEWS, TOWN], id="a relationship"),
        pytest.param(["--of", "alund"], [CHOIR, NEWS, ABOUT, TOWN], id="of a home"),
        pytest.param(["--country", "france"], [CHOIR, NEWS, TOWN], id="in a country, no programme"),
        pytest.param(["choirs"], [CHOIR], id="organisations of a relationship"),
        pytest.param(["alund", "--of", "brest"], [NEWS, TOWN], id="names and filters"),
    ],
)
def test_names_and_filters_select_sources(
    run: Run, arguments: list[str], expected: list[str]
) -> None:
    assert addresses(run, *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["lyon"], "No sources for lyon.\n", id="name"),
        pytest.param(["--status", "dormant"], "No sources.\n", id="filter"),
    ],
)
def test_no_sources_is_not_an_error(run: Run, arguments: list[str], message: str) -> None:
    for format in ("json", "csl"):
        assert run("sources", *TOWNS, *arguments, "-f", format) == (0, "[]\n", message)


def test_every_bundled_source_is_listed_once(run: Run, directory: Directory) -> None:
    cited = {
        (source.url, id)
        for id, sources in (
            *((one.id, directory.evidence(one).sources) for one in directory.relationships),
            *((None, directory.programme_sources(home)) for home in directory.homes),
            *(
                (None, directory.organisation_sources(party))
                for party in directory.parties.values()
                if isinstance(party, Organisation)
            ),
        )
        for source in sources
    }
    answer = sources_json(run)

    assert {
        (one["url"], use["relationship"]) for one in answer for use in one["cited_for"]
    } == cited
    assert len({one["url"] for one in answer}) == len(answer)


def test_table_in_a_file(run: Run) -> None:
    out = run("sources", "brest", *TOWNS, "-f", "table").ok
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "The Paper"
    assert lines[-1] == "2 sources of 2 publishers"
    assert "    supports founded, kind: alund-brest" in lines


def test_addresses_are_links_on_a_terminal() -> None:
    environment = {"TERM": "xterm-256color"}
    text = run_in_terminal(f"sistercities sources --data {SAMPLE}", environment=environment)
    assert re.search(r"\x1b\]8;[^;]*;https://paper\.example/1988\x1b\\", text)
