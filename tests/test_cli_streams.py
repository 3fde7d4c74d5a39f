"""Streams: closed pipes, full disks, closed streams, and other encodings."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import judge
import pytest
from clock import stopped

from conftest import SAMPLE, Run
from sistercities_cli.cli.app import COMMANDS

TOWNS = ("--data", str(SAMPLE), "--on", "2026-11-21")
PROGRAM = (sys.executable, "-m", "sistercities_cli")
ANSWERS = [
    "list", "list -f table", "list --json", "list -f csv", "show brest -f table --sources",
    "show brest", "country", "country -f markdown", "anniversary", "anniversary -f table",
    "upcoming", "upcoming -f table", "map",
]  # fmt: skip


def start(
    *arguments: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**stopped(), **environment},
        check=False,
    )


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("arguments", [*ANSWERS, "-h", "list -h", "--version"])
def test_closed_pipe_ends_quietly(closed_pipe: int, arguments: str) -> None:
    data = TOWNS if arguments in ANSWERS else ()
    done = start(*arguments.split(), *data, stdout=closed_pipe)
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
        pytest.param("map --country brazil", 0, id="nothing-to-draw"),
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
        done = start(*arguments.split(), *data, stdout=full.fileno())
    assert done.stderr == b"Error: Cannot write the answer: No space left on device\n"
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", ["list -f table", "-h", "--version"])
def test_closed_stdout_is_reported(arguments: str) -> None:
    closed = ["/bin/sh", "-c", 'exec "$@" >&-', "sh"]
    done = subprocess.run([*closed, *PROGRAM, *arguments.split()], capture_output=True, check=False)
    assert done.stderr == b"Error: Cannot write the answer: stdout is closed\n"
    assert done.returncode == 1


def test_missing_stdout_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    code, _, err = run("list", *TOWNS)
    assert (code, err) == (1, "Error: Cannot write the answer: stdout is closed\n")


def test_missing_stderr_keeps_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    code, out, _ = run("show", "nowhere", *TOWNS)
    assert (code, out) == (1, "")
    code, out, _ = run("list", *TOWNS, "--country", "brazil", "--json")
    assert (code, out) == (0, "[]\n")
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
    done = start(*arguments.split(), *data, PYTHONIOENCODING=encoding)
    expected = judge.run([*arguments.split(), *data], encoding=encoding)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.out, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("arguments", ["show Łódź", "list --of Łódź", "country Łódź"])
def test_error_message_in_any_encoding(encoding: str, arguments: str) -> None:
    done = start(*arguments.split(), *TOWNS, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode(encoding).startswith("Error: No ")


def written(encoding: str, *arguments: str) -> str:
    done = start(*arguments, *TOWNS, PYTHONIOENCODING=encoding)
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
    done = start(*arguments.split(), *TOWNS[:2], PYTHONIOENCODING="ascii")
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
        code, _, err = run("show", "kyiv", "--columns", "value", "--no-header")
        assert (code, err) == (0, "")
        assert "\n????\n" in raw.getvalue().decode("ascii")


@pytest.mark.parametrize("variable", ["COLUMNS", "LINES"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0", id="zero"),
        pytest.param("-1", id="negative"),
        pytest.param("many", id="word"),
        pytest.param("1.5", id="fraction"),
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


def test_width_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    code, out, err = run("show", "brest", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) == 40


def test_forced_colour_affects_tables_only() -> None:
    table = start("list", *TOWNS, "-f", "table", FORCE_COLOR="1")
    assert b"\x1b[" in table.stdout
    for format in ("tsv", "csv", "json", "jsonl", "markdown"):
        assert b"\x1b" not in start("list", *TOWNS, "-f", format, FORCE_COLOR="1").stdout
    assert b"\x1b" not in start("list", *TOWNS, "-f", "table").stdout
    assert start("list", *TOWNS, FORCE_COLOR="1").stdout == start("list", *TOWNS).stdout
