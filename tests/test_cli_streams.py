"""Streams: closed pipes, full disks, closed streams, other encodings, and terminals."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import judge
import pytest
from calls import DATA as TOWNS
from calls import PROGRAM, start
from rich.cells import cell_len
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli.cli.app import COMMANDS
from sistercities_cli.formats import Format, RowFormat

ANSWERS = [
    "list", "list -f table", "list --json", "list -f csv", "show brest -f table --sources",
    "show brest", "country", "country -f markdown", "anniversary", "anniversary -f table",
    "upcoming", "upcoming -f table", "map",
]  # fmt: skip


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("arguments", [*ANSWERS, "-h", "list -h", "--version"])
def test_closed_pipe_ends_quietly(closed_pipe: int, arguments: str) -> None:
    data = TOWNS if arguments in ANSWERS else ()
    done = start([*arguments.split(), *data], closed_pipe)
    assert done.stderr == b""
    assert done.returncode == 0 or arguments not in ANSWERS


@pytest.mark.parametrize("format", ["tsv", "table", "json"])
def test_pipe_closed_before_output_is_not_an_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, closed_pipe: int, format: str
) -> None:
    with open(closed_pipe, "w", encoding="utf-8", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert run("list", *TOWNS, "-f", format) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param("list --country brazil", 0, id="nothing"),
        pytest.param("calendar", 0, id="left-out"),
        pytest.param("check", 0, id="summary"),
        pytest.param("show nowhere", 1, id="error"),
        pytest.param("list --data nowhere.toml", 3, id="no-file"),
    ],
)
def test_closed_stderr_keeps_exit_code(closed_pipe: int, arguments: str, code: int) -> None:
    program = [*PROGRAM, *arguments.split()]
    done = subprocess.run(program, stdout=closed_pipe, stderr=closed_pipe, check=False)
    assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
@pytest.mark.parametrize("arguments", ["list -f table", "list --json", "-h", "--version"])
def test_full_disk_is_reported(arguments: str) -> None:
    with Path("/dev/full").open("wb") as full:
        data = TOWNS if arguments in ANSWERS else ()
        done = start([*arguments.split(), *data], full.fileno())
    assert done.stderr == b"Error: Cannot write the answer: No space left on device\n"
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", ["list -f table", "-h", "--version"])
def test_closed_stdout_is_reported(arguments: str) -> None:
    done = start(arguments.split(), through='exec "$@" >&-')
    assert done.stderr == b"Error: Cannot write the answer: stdout is closed\n"
    assert done.returncode == 1


def test_missing_stdout_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    code, _, err = run("list", *TOWNS)
    assert (code, err) == (1, "Error: Cannot write the answer: stdout is closed\n")


def test_missing_stderr_keeps_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert run("show", "nowhere", *TOWNS)[:2] == (1, "")
    assert run("list", *TOWNS, "--country", "brazil", "--json")[:2] == (0, "[]\n")
    assert run("list", "--nope").code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("arguments", ANSWERS)
def test_output_in_any_encoding(encoding: str, arguments: str) -> None:
    done = judge.run([*arguments.split(), *TOWNS], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert done.out.decode(encoding)


# Not ASCII, which Typer takes for a misconfiguration and replaces by UTF-8.
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_any_encoding(encoding: str, command: str) -> None:
    done = judge.run([command, "-h"], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert f"sistercities {command}" in done.out.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("arguments", ["show brest -f table --sources", "show -h"])
def test_encoding_of_the_environment_is_used(encoding: str, arguments: str) -> None:
    data = () if arguments.endswith("-h") else TOWNS
    done = start([*arguments.split(), *data], PYTHONIOENCODING=encoding)
    expected = judge.run([*arguments.split(), *data], encoding=encoding)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.out, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("arguments", ["show Łódź", "list --of Łódź", "country Łódź"])
def test_error_message_in_any_encoding(encoding: str, arguments: str) -> None:
    done = start([*arguments.split(), *TOWNS], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode(encoding).startswith("Error: No ")


def written(encoding: str, *arguments: str) -> str:
    done = start([*arguments, *TOWNS], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [("ascii", "Alund\tIzmir"), ("latin-1", "Ålund\tIzmir"), ("utf-8", "Ålund\tİzmir")],
)
def test_unencodable_letters_lose_their_accents(encoding: str, names: str) -> None:
    rows = written(encoding, "list", "--columns", "home,partner", "--no-header").splitlines()
    assert rows[1] == names
    json_text = written(encoding, "list", "--json")
    assert ("İzmir" in json_text) == (encoding == "utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_lossless_in_any_encoding(encoding: str, format: str) -> None:
    assert written(encoding, "list", "-f", format).isascii()
    text = written(encoding, "list", "-f", format, "--status", "suspended")
    document = json.loads(text)
    record = document[0] if format == "json" else document
    assert (record["home"], record["partner"]) == ("Ålund", "İzmir")


@pytest.mark.parametrize(
    "arguments", ["calendar", "sources -f csl", "map -f svg", "map -f geojson"]
)
def test_documents_are_utf_8_in_any_encoding(arguments: str) -> None:
    done = start([*arguments.split(), *TOWNS], PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Ålund" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_table_uses_characters_of_the_encoding(encoding: str) -> None:
    table = written(encoding, "list", "-f", "table")
    assert "?" not in table
    assert "65-66" in table
    page = written(encoding, "show", "brest", "-f", "table", "--sources")
    assert "?" not in page
    assert "- Each town has a bench of the other." in page


def test_unencodable_characters_become_question_marks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert run("show", "kyiv", "--columns", "value", "--no-header") == (0, "", "")
        assert "\n????\n" in raw.getvalue().decode("ascii")


@pytest.mark.parametrize("variable", ["COLUMNS", "LINES"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0", id="zero"),
        pytest.param("-1", id="negative"),
        pytest.param("many", id="word"),
        pytest.param("", id="empty"),
        pytest.param("²", id="a-digit-to-unicode-alone"),
        pytest.param("9" * 5000, id="too-long-a-number"),
    ],
)
def test_invalid_terminal_size_is_ignored(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    expected = run("list", *TOWNS, "-f", "table")
    assert expected.code == 0
    monkeypatch.setenv(variable, value)
    assert run("list", *TOWNS, "-f", "table") == expected


def test_forced_colour_affects_tables_only() -> None:
    call = ["list", *TOWNS, "-f"]
    assert b"\x1b[" in start([*call, "table"], FORCE_COLOR="1").stdout
    assert b"\x1b" not in start([*call, "table"]).stdout
    for format in set(get_args(RowFormat)) - {Format.TABLE}:
        assert start([*call, format], FORCE_COLOR="1").stdout == start([*call, format]).stdout


def test_columns_of_the_environment_override_the_terminal() -> None:
    command = f"sistercities show brest --data {SAMPLE}"
    text = run_in_terminal(command, width=120, environment={"COLUMNS": "50"})
    assert max(map(cell_len, text.splitlines())) == 50


@pytest.mark.parametrize(
    ("command", "start", "end"),
    [
        pytest.param("list --columns id -f tsv", "id\nalund-brest\n", "choirs\n", id="tsv"),
        pytest.param("list -h", "Usage: sistercities list", "", id="help"),
        pytest.param("show cassablanca", "Error: ", "called 'cassablanca'.", id="error"),
    ],
)
def test_only_tables_have_escapes_on_a_terminal(command: str, start: str, end: str) -> None:
    environment = {"TERM": "xterm-256color", "SISTERCITIES_DATA": str(SAMPLE), "FORCE_COLOR": "1"}
    text = run_in_terminal(f"sistercities {command}", environment=environment)
    assert "\x1b" not in text
    assert (text.startswith(start), end in text) == (True, True)
    assert "\x1b" in run_in_terminal("sistercities list", environment=environment)


def test_table_is_the_default_if_only_stdin_is_a_pipe() -> None:
    text = run_in_terminal(f"echo | sistercities country --data {SAMPLE}")
    assert "\t" not in text
    assert "Relationships" in text
