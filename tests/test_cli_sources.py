"""The command ``sources``: the bibliography, of everything or of what is named."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from sample_model import ABOUT, NEWS, TOWN
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli import Directory
from sistercities_cli.cli.commands.sources import SourcesFormat
from sistercities_cli.formats import Format

TOWNS = ("--data", str(SAMPLE))
HEADER = ["url", "publisher", "title", "date", "note", "home", "relationship", "supports"]
PAPER = {
    "url": "https://paper.example/1988",
    "publisher": "The Paper",
    "title": "Two harbours",
    "date": "1988-03-02",
    "note": "Page 3.",
    "cited_for": [
        {"home": "Ålund", "relationship": "alund-brest", "supports": ["founded", "kind"]}
    ],
}


def found(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("sources", *arguments, "--json")
    assert (code, err) == (0, "")
    answer: list[dict[str, Any]] = json.loads(out)
    return answer


def addresses(run: Run, *arguments: str) -> list[str]:
    return [one["url"] for one in found(run, *TOWNS, *arguments)]


def test_json_has_one_object_a_source(run: Run) -> None:
    answer = found(run, *TOWNS)

    assert [one["url"] for one in answer] == [NEWS, ABOUT, TOWN]
    assert answer[0] == PAPER
    assert answer[1]["cited_for"] == [{"home": "Ålund", "relationship": None, "supports": []}]
    assert {tuple(one) for one in answer} == {tuple(PAPER)}


def test_jsonl_has_the_same_objects(run: Run) -> None:
    code, out, err = run("sources", *TOWNS, "-f", "jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == found(run, *TOWNS)


def test_a_pipe_gets_a_row_for_each_source_and_relationship(run: Run) -> None:
    code, out, err = run("sources", *TOWNS)
    rows = [line.split("\t") for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert rows[0] == HEADER
    assert [row[0] for row in rows[1:]] == [NEWS, ABOUT, TOWN]
    assert rows[1][5:] == ["Ålund", "alund-brest", "founded,kind"]
    assert rows[2][5:] == ["Ålund", "", ""]


def test_csv_and_markdown_have_the_same_rows(run: Run) -> None:
    code, out, err = run("sources", *TOWNS, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err, len(rows), list(rows[0])) == (0, "", 3, HEADER)
    assert rows[0]["supports"] == "founded,kind"
    code, out, err = run("sources", *TOWNS, "-f", "markdown", "--no-header")
    assert (code, err, len(out.splitlines())) == (0, "", 3)


def test_columns_are_those_of_the_rows_in_every_format(run: Run) -> None:
    chosen = ("--columns", "relationship,supports")
    assert run("sources", "brest", *TOWNS, *chosen, "--no-header") == (
        0, "alund-brest\tfounded,kind\nalund-brest\t\n", "",
    )  # fmt: skip
    assert found(run, "brest", *TOWNS, *chosen) == [
        {"relationship": "alund-brest", "supports": "founded,kind"},
        {"relationship": "alund-brest", "supports": None},
    ]
    code, out, err = run("sources", *TOWNS, *chosen, "-f", "table")
    assert (code, err) == (0, "")
    assert "founded,kind" in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["alund"], [NEWS, ABOUT, TOWN], id="a home, with its programme"),
        pytest.param(["brest"], [NEWS, TOWN], id="a home without such sources"),
        pytest.param(["The", "Harbour", "Pact"], [NEWS, TOWN], id="a relationship"),
        pytest.param(["brest", "alund"], [NEWS, ABOUT, TOWN], id="two views of one"),
        pytest.param(["--of", "alund"], [NEWS, ABOUT, TOWN], id="of a home"),
        pytest.param(["--of", "brest"], [NEWS, TOWN], id="of another home"),
        pytest.param(["--country", "france"], [NEWS, TOWN], id="in a country, no programme"),
        pytest.param(["--kind", "sister-city"], [NEWS, TOWN], id="of a kind"),
        pytest.param(["--status", "active"], [NEWS, TOWN], id="of a status"),
        pytest.param(["alund", "--of", "brest"], [NEWS, TOWN], id="names and filters"),
    ],
)
def test_names_and_filters_choose_the_sources(
    run: Run, arguments: list[str], expected: list[str]
) -> None:
    assert addresses(run, *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["lyon"], "No sources for lyon.\n", id="name"),
        pytest.param(["lyon", "izmir"], "No sources for lyon, izmir.\n", id="names"),
        pytest.param(["brest", "--status", "ended"], "No sources for brest.\n", id="both"),
        pytest.param(["--status", "ended"], "No sources.\n", id="filter"),
    ],
)
def test_where_nothing_is_cited_that_is_said(run: Run, arguments: list[str], message: str) -> None:
    assert run("sources", *TOWNS, *arguments, "--no-header") == (0, "", message)
    assert run("sources", *TOWNS, *arguments, "--json") == (0, "[]\n", message)
    assert run("sources", *TOWNS, *arguments, "-f", "csl") == (0, "[]\n", message)
    assert run("sources", *TOWNS, *arguments, "-f", "table") == (0, "", message)


def test_a_name_that_nothing_has_is_an_error(run: Run) -> None:
    code, out, err = run("sources", *TOWNS, "lyonn")
    assert (code, out) == (1, "")
    assert "Did you mean Lyon?" in err


def test_every_source_of_the_bundled_data_is_there_once(run: Run, directory: Directory) -> None:
    cited = {
        (source.url, id)
        for id, sources in (
            *((one.id, directory.evidence(one).sources) for one in directory.relationships),
            *((None, directory.programme_sources(home)) for home in directory.homes),
        )
        for source in sources
    }
    answer = found(run)

    assert {
        (one["url"], use["relationship"]) for one in answer for use in one["cited_for"]
    } == cited
    assert len({one["url"] for one in answer}) == len(answer)


def test_a_table_in_a_file_is_the_display(run: Run) -> None:
    code, out, err = run("sources", "brest", *TOWNS, "-f", "table")
    lines = [line.rstrip() for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert lines[0] == "The Paper"
    assert lines[-1] == "2 sources of 2 publishers"
    assert "    supports founded, kind: alund-brest" in lines


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_shows_a_bibliography(width: int) -> None:
    text = run_in_terminal(f"sistercities sources --data {SAMPLE}; echo exit $?", width=width)
    assert text.startswith("The Paper\n")
    assert text.endswith("\n3 sources of 2 publishers\nexit 0\n")
    for line in text.splitlines():
        assert len(line.rstrip()) <= width
    assert "supports founded, kind: alund-brest" in " ".join(text.split())


def test_an_address_is_a_link_on_a_terminal() -> None:
    environment = {"TERM": "xterm-256color"}
    text = run_in_terminal(f"sistercities sources --data {SAMPLE}", environment=environment)
    assert re.search(r"\x1b\]8;[^;]*;https://paper\.example/1988\x1b\\", text)


def test_sources_are_written_in_every_format_and_in_one_of_their_own() -> None:
    assert [*SourcesFormat] == [*Format, "csl"]
