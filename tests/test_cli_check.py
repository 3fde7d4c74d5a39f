"""The command `check`: what it says where, in which format, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli.formats.rows import PROBLEM_COLUMNS

TOWNS = SAMPLE.read_text("utf-8")
HOLDS = (
    "2 homes, 3 countries, 4 cities, 2 organisations, 5 relationships, 3 sources,"
    " founded 1960 to 2012.\n"
)


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save the sample with three things wrong in the working folder, and return its name."""
    text = TOWNS.replace('"1993-09"', '"1993-13"').replace("programme", "program", 1)
    text = text.replace('status = "dormant"', 'status = "dorment"')
    (tmp_path / "own.toml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return "own.toml"


def test_the_bundled_data_is_without_a_problem(run: Run) -> None:
    result = run("check")

    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("cities.toml is usable without problems: 2 homes, 29 countries,")
    assert result.err.count("\n") == 1


def test_a_usable_file_says_what_it_holds_and_what_could_be_better(run: Run) -> None:
    result = run("check", str(SAMPLE))

    assert (result.code, result.err) == (0, f"{SAMPLE} is usable with 11 warnings: {HOLDS}")
    lines = result.out.splitlines()
    assert len(lines) == 11
    assert lines[1] == (
        f"{SAMPLE}:136: warning: relationships.alund-izmir:"
        " has no sources: say where the facts come from"
    )


def test_all_problems_are_told_line_by_line(run: Run, wrong: str) -> None:
    result = run("check", wrong)

    assert (result.code, result.err) == (3, "own.toml cannot be used: 4 errors.\n")
    assert result.out.splitlines() == [
        "own.toml:9: homes.alund.programme: is missing: a text belongs there",
        "own.toml:10: homes.alund.program: is not a key here. Did you mean programme?",
        (
            "own.toml:140: relationships.alund-izmir.founded:"
            " '1993-13' is not a date: no such day in the calendar"
        ),
        (
            "own.toml:154: relationships.alund-lyon.status: 'dorment' is not known here."
            " Did you mean dormant? (one of active, suspended, dormant, ended, unconfirmed)"
        ),
    ]


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [(["own.toml"], ""), (["--data", "own.toml"], ""), ([], "own.toml"), (["own.toml"], "x")],
    ids=["argument", "option", "variable", "argument before variable"],
)
@pytest.mark.usefixtures("wrong")
def test_the_file_is_named_in_any_way(
    arguments: list[str], variable: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", variable)

    result = run("check", *arguments)

    assert (result.code, result.err) == (3, "own.toml cannot be used: 4 errors.\n")
    assert result.out.startswith("own.toml:9: ")


def test_every_format_has_the_same_records(run: Run, wrong: str) -> None:
    told = run("check", wrong, "--json")
    lines = run("check", wrong, "-f", "jsonl")
    tsv = run("check", wrong, "-f", "tsv", "--columns", "line,suggestion")
    table = run("check", wrong, "-f", "csv")

    records = json.loads(told.out)
    assert all(tuple(one) == PROBLEM_COLUMNS for one in records)
    assert records[1] == {
        "file": "own.toml",
        "line": 10,
        "relationship": None,
        "path": "homes.alund.program",
        "severity": "error",
        "message": "is not a key here. Did you mean programme?",
        "suggestion": "programme",
    }
    assert [one["relationship"] for one in records[2:]] == ["alund-izmir", "alund-lyon"]
    assert [json.loads(line) for line in lines.out.splitlines()] == records
    assert tsv.out == "line\tsuggestion\n9\t\n10\tprogramme\n140\t\n154\tdormant\n"
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert [row["message"] for row in rows] == [one["message"] for one in records]
    for result in (told, lines, tsv, table):
        assert (result.code, result.err) == (3, "own.toml cannot be used: 4 errors.\n")


def test_without_a_problem_the_array_is_empty(run: Run) -> None:
    result = run("check", "--json")

    assert (result.code, json.loads(result.out)) == (0, [])
    assert result.err.startswith("cities.toml is usable without problems: ")
    assert result.err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_a_record_without_a_line(run: Run, tmp_path: Path) -> None:
    result = run("check", str(tmp_path), "--json")

    (record,) = json.loads(result.out)
    assert result.code == 3
    assert record == {
        "file": str(tmp_path),
        "line": None,
        "relationship": None,
        "path": None,
        "severity": "error",
        "message": "cannot be read: Is a directory",
        "suggestion": None,
    }


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (TOWNS.encode("utf-16"), ":1: is not UTF-8: save the file in that encoding"),
        (b"", ": is empty: a data file starts with [directory], its title, version and date"),
        (
            b"#\n" * 9,
            ": is empty: a data file starts with [directory], its title, version and date",
        ),
        (b"a" * 9_000_000, ":1: is not TOML: Expected '=' after a key in a key/value pair, column"),
        (b"\0" * 9_000_000, ":1: is not TOML: Invalid statement, column 1"),
    ],
    ids=["UTF-16", "nothing", "comments", "one long word", "NUL"],
)
def test_what_is_no_data_file_is_told_in_a_line(
    content: bytes, line: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content)

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 1 error.\n")
    assert result.out.startswith(f"{file}{line}")
    assert result.out.count("\n") == 1


def test_problems_of_both_files_are_told_at_once(run: Run, tmp_path: Path) -> None:
    file, beside = tmp_path / "own.toml", tmp_path / "proof.toml"
    text = TOWNS.replace('version = "3"', 'version = 3\nevidence = "proof.toml"')
    file.write_text(text, "utf-8")
    beside.write_text("[relationships.choirs]\nhighlight = []\n", "utf-8")

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 2 errors.\n")
    assert result.out.splitlines() == [
        f"{file}:5: directory.version: must be a text, not 3",
        f"{beside}:2: relationships.choirs.highlight: is not a key here. Did you mean highlights?",
    ]


def test_an_evidence_file_that_would_steer_the_terminal_is_not_read(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    text = TOWNS.replace('version = "3"', 'version = "3"\nevidence = "\\u001b[2J"')
    file.write_text(text, "utf-8")

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 1 error.\n")
    assert result.out == (
        f"{file}:6: directory.evidence: has the control character U+001B: remove it\n"
    )


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../proof.toml", "a/../../proof.toml", r"\\host\share\a", r"..\a", "C:a", ".."],
)
def test_an_evidence_file_that_is_not_beside_the_data_is_not_read(
    run: Run, tmp_path: Path, path: str
) -> None:
    (tmp_path / "proof.toml").write_text("no TOML", "utf-8")
    file = tmp_path / "own" / "own.toml"
    file.parent.mkdir()
    text = TOWNS.replace('version = "3"', f"version = \"3\"\nevidence = '{path}'")
    file.write_text(text, "utf-8")

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 1 error.\n")
    assert result.out == (
        f"{file}:6: directory.evidence: {path!r} leads elsewhere:"
        " name a file beside this one, or in a folder there\n"
    )


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no such devices on this system")
def test_a_file_is_read_from_a_pipe_too(run: Run, wrong: str) -> None:
    reader, writer = os.pipe()
    os.write(writer, Path(wrong).read_bytes())
    os.close(writer)

    result = run("check", f"/dev/fd/{reader}")
    os.close(reader)

    assert (result.code, result.out.count("\n")) == (3, 4)
    assert result.out.startswith(f"/dev/fd/{reader}:9: homes.alund.programme: is missing")
    assert result.err == f"/dev/fd/{reader} cannot be used: 4 errors.\n"


def test_a_table_holds_everything(run: Run, wrong: str) -> None:
    result = run("check", wrong, "-f", "table")

    assert (result.code, result.err) == (3, "own.toml cannot be used: 4 errors.\n")
    assert result.out.split("\n")[0].split() == list(PROBLEM_COLUMNS)
    assert [word for word in ("140", "alund-lyon", "programme") if word not in result.out] == []


def test_a_terminal_gets_the_same_lines_as_a_pipe(run: Run, wrong: str) -> None:
    told = run("check", wrong)

    assert run_in_terminal(f"sistercities check {wrong}", width=500) == told.out + told.err


def test_what_a_list_says_of_the_file_is_the_same(run: Run, wrong: str) -> None:
    told, listed = run("check", wrong), run("list", "--data", wrong)

    lines = [line.removeprefix("own.toml:") for line in told.out.splitlines()]
    assert (listed.code, listed.out) == (3, "")
    assert listed.err.splitlines() == [
        "Error: own.toml has 4 problems:",
        *(f"  line {line}" for line in lines),
    ]
