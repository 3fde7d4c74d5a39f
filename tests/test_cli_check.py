"""The ``check`` command: output, formats and exit codes."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli.formats.rows import PROBLEM_COLUMNS

TOWNS = SAMPLE.read_text("utf-8")
CONTENTS = (
    "2 homes, 3 countries, 4 cities, 2 organisations, 5 relationships, 4 sources,"
    " founded 1960 to 2012.\n"
)
SUMMARY = "own.toml cannot be used: 4 errors.\n"


@pytest.fixture
def invalid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save the sample with four problems in the working folder, and return its name."""
    text = TOWNS.replace('"1993-09"', '"1993-13"').replace("programme", "program", 1)
    text = text.replace('status = "dormant"', 'status = "dorment"')
    (tmp_path / "own.toml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return "own.toml"


def test_bundled_data_has_no_problems(run: Run) -> None:
    result = run("check", "--json")

    assert (result.code, result.out) == (0, "[]\n")
    _, summary = result.err.splitlines()
    assert summary.startswith("cities.toml is usable without problems: 2 homes, 29 countries,")


def test_usable_file_has_a_summary_and_warnings(run: Run) -> None:
    result = run("check", str(SAMPLE))

    assert (result.code, result.err) == (0, f"{SAMPLE} is usable with 11 warnings: {CONTENTS}")
    assert result.out.splitlines()[1] == (
        f"{SAMPLE}:147: warning: relationships.alund-izmir and 3 more (lines 159, 167, 173):"
        " has no sources: add at least one"
    )


def test_strict_treats_warnings_as_errors(run: Run) -> None:
    assert run("check", str(SAMPLE), "--columns", "line", "--strict").code == 3


def test_several_files_are_checked_one_after_the_other(run: Run, invalid: str) -> None:
    result = run("check", invalid, str(SAMPLE))

    assert result.code == 3
    assert [line.split(":")[0] for line in result.out.splitlines()[3:5]] == [invalid, str(SAMPLE)]
    assert result.err == f"{SUMMARY}{SAMPLE} is usable with 11 warnings: {CONTENTS}"
    rows = run("check", invalid, str(SAMPLE), "-f", "jsonl")
    assert rows.err == result.err
    assert len(rows.out.splitlines()) == 4 + 11


def test_file_may_come_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The evidence file is in the working folder; PowerShell writes UTF-16."""
    text = TOWNS.replace('version = "3"', 'version = "3"\nevidence = "more.toml"')
    (tmp_path / "more.toml").write_text("[relationships.choirs]\nhighlights = []\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (("check", "-"), ("list", "--data", "-")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-16"))))
        result = run(*arguments)
        assert result.code == 0
    monkeypatch.setattr(sys, "stdin", None)
    assert run("check", "-").out == "standard input: cannot be read: it is closed\n"


def test_problems_are_listed_by_line(run: Run, invalid: str) -> None:
    result = run("check", invalid)

    assert (result.code, result.err) == (3, SUMMARY)
    assert result.out.splitlines() == [
        "own.toml:10: homes.alund.programme: is missing: expected a string",
        "own.toml:12: homes.alund.program: is not a valid key. Did you mean programme?",
        (
            "own.toml:151: relationships.alund-izmir.founded:"
            " '1993-13' is not a date: no such day in the calendar"
        ),
        (
            "own.toml:165: relationships.alund-lyon.status: 'dorment' is not a valid value."
            " Did you mean dormant? (one of active, suspended, dormant, ended, unconfirmed)"
        ),
    ]


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [(["own.toml"], ""), (["--data", "own.toml"], ""), ([], "own.toml"), (["own.toml"], "x")],
    ids=["argument", "option", "variable", "argument before variable"],
)
@pytest.mark.usefixtures("invalid")
def test_file_is_an_argument_an_option_or_a_variable(
    arguments: list[str], variable: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", variable)

    result = run("check", *arguments)

    assert (result.code, result.err) == (3, SUMMARY)
    assert result.out.startswith("own.toml:10: ")


def test_all_formats_have_the_same_records(run: Run, invalid: str) -> None:
    array = run("check", invalid, "--json")
    lines = run("check", invalid, "-f", "jsonl")
    tsv = run("check", invalid, "-f", "tsv", "--columns", "line,suggestion")
    table = run("check", invalid, "-f", "csv")

    records = json.loads(array.out)
    assert all(tuple(record) == PROBLEM_COLUMNS for record in records)
    assert records[1] == {
        "file": "own.toml",
        "line": 12,
        "relationship": None,
        "path": "homes.alund.program",
        "severity": "error",
        "message": "is not a valid key. Did you mean programme?",
        "suggestion": "programme",
    }
    assert [record["relationship"] for record in records[2:]] == ["alund-izmir", "alund-lyon"]
    assert [json.loads(line) for line in lines.out.splitlines()] == records
    assert tsv.out == "line\tsuggestion\n10\t\n12\tprogramme\n151\t\n165\tdormant\n"
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert [row["message"] for row in rows] == [record["message"] for record in records]
    for result in (array, lines, tsv, table):
        assert (result.code, result.err) == (3, SUMMARY)


def test_unreadable_file_is_a_record_without_a_line(run: Run, tmp_path: Path) -> None:
    result = run("check", str(tmp_path), "--json")

    record = dict.fromkeys(PROBLEM_COLUMNS) | {
        "file": str(tmp_path), "severity": "error", "message": "cannot be read: Is a directory",
    }  # fmt: skip
    assert (result.code, json.loads(result.out)) == (3, [record])


def test_long_word_is_a_problem_in_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b"a" * 1_000_000)

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 1 error.\n")
    assert result.out.startswith(f"{file}:1: is not TOML: Expected '=' after a key in a key/value")
    assert result.out.count("\n") == 1


def test_problems_of_both_files_are_listed(run: Run, tmp_path: Path) -> None:
    file, evidence = tmp_path / "own.toml", tmp_path / "more.toml"
    text = TOWNS.replace('version = "3"', 'version = 3\nevidence = "more.toml"')
    file.write_text(text, "utf-8")
    evidence.write_text("[relationships.choirs]\nhighlight = []\n", "utf-8")

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 2 errors.\n")
    assert result.out.splitlines() == [
        f"{file}:6: directory.version: must be a string, not 3",
        (
            f"{evidence}:2: relationships.choirs.highlight: is not a valid key."
            " Did you mean highlights?"
        ),
    ]


OUTSIDE = "leads elsewhere: name a file beside this one, or in a folder there"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (r"\u001b[2J", "contains the control character U+001B: remove it"),
        *((path, f"{path!r} {OUTSIDE}") for path in ("/etc/passwd", "a/../../more.toml", "C:a")),
        (r"\\\\host\\share\\a", rf"'\\\\host\\share\\a' {OUTSIDE}"),
        (r"..\\a", rf"'..\\a' {OUTSIDE}"),
    ],
)
def test_evidence_file_outside_the_folder_is_not_read(
    run: Run, tmp_path: Path, path: str, problem: str
) -> None:
    (tmp_path / "more.toml").write_text("no TOML", "utf-8")
    file = tmp_path / "own" / "own.toml"
    file.parent.mkdir()
    text = TOWNS.replace('version = "3"', f'version = "3"\nevidence = "{path}"')
    file.write_text(text, "utf-8")

    result = run("check", str(file))

    assert (result.code, result.err) == (3, f"{file} cannot be used: 1 error.\n")
    assert result.out == f"{file}:7: directory.evidence: {problem}\n"


def test_table_has_all_columns(run: Run, invalid: str) -> None:
    result = run("check", invalid, "-f", "table")

    assert (result.code, result.err) == (3, SUMMARY)
    assert result.out.split("\n")[0].split() == list(PROBLEM_COLUMNS)
    assert [word for word in ("151", "alund-lyon", "programme") if word not in result.out] == []


def test_output_is_the_same_on_a_terminal_and_in_a_pipe(run: Run, invalid: str) -> None:
    result = run("check", invalid)

    assert run_in_terminal(f"sistercities check {invalid}", width=500) == result.out + result.err


def test_list_reports_the_same_problems(run: Run, invalid: str) -> None:
    checked, listed = run("check", invalid), run("list", "--data", invalid)

    lines = [line.removeprefix("own.toml:") for line in checked.out.splitlines()]
    assert (listed.code, listed.out) == (3, "")
    assert listed.err.splitlines() == [
        "Error: own.toml has 4 problems:",
        *(f"  line {line}" for line in lines),
    ]
