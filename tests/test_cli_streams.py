"""Where the answer goes: closed pipes, full disks, closed streams, and other encodings."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
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


@pytest.mark.parametrize("arguments", [*ANSWERS, "-h", "list -h", "--version"])
def test_a_closed_pipe_ends_the_program_quietly(arguments: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        data = TOWNS if arguments in ANSWERS else ()
        done = start(*arguments.split(), *data, stdout=theirs)
    finally:
        os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 0 or arguments not in ANSWERS


@pytest.mark.parametrize("format", ["tsv", "table", "json"])
def test_a_pipe_closed_before_the_answer_is_no_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with open(theirs, "w", encoding="utf-8") as stdout:
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
def test_words_that_nobody_reads_change_no_exit_code(arguments: str, code: int) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments.split()], stdout=theirs, stderr=theirs, check=False
        )
    finally:
        os.close(theirs)
    assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
@pytest.mark.parametrize("arguments", ["list -f table", "list --json", "-h", "--version"])
def test_a_full_disk_is_said_on_stderr(arguments: str) -> None:
    with open("/dev/full", "wb") as full:
        data = TOWNS if arguments in ANSWERS else ()
        done = start(*arguments.split(), *data, stdout=full.fileno())
    assert done.stderr == b"Error: Cannot write the answer: No space left on device\n"
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", ["list -f table", "-h", "--version"])
def test_a_closed_stdout_is_said_on_stderr(arguments: str) -> None:
    closed = ["/bin/sh", "-c", 'exec "$@" >&-', "sh"]
    done = subprocess.run([*closed, *PROGRAM, *arguments.split()], capture_output=True, check=False)
    assert done.stderr == b"Error: Cannot write the answer: stdout is closed\n"
    assert done.returncode == 1


def test_a_stdout_that_is_not_there_is_no_crash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    code, _, err = run("list", *TOWNS)
    assert (code, err) == (1, "Error: Cannot write the answer: stdout is closed\n")


def test_a_stderr_that_is_not_there_is_no_crash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    code, out, _ = run("show", "nowhere", *TOWNS)
    assert (code, out) == (1, "")
    code, out, _ = run("list", *TOWNS, "--country", "brazil", "--json")
    assert (code, out) == (0, "[]\n")
    assert run("list", "--nope").code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("arguments", ANSWERS)
def test_every_encoding_can_take_an_answer(encoding: str, arguments: str) -> None:
    done = judge.run([*arguments.split(), *TOWNS], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert done.out.decode(encoding)


# Typer takes ASCII for a mistake and writes UTF-8 then, so there is nothing to decode.
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_encoding_can_take_the_help(encoding: str, command: str) -> None:
    done = judge.run([command, "-h"], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert f"sistercities {command}" in done.out.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("arguments", ["show brest -f table --sources", "show -h"])
def test_the_encoding_of_the_environment_is_taken(encoding: str, arguments: str) -> None:
    data = () if arguments.endswith("-h") else TOWNS
    done = start(*arguments.split(), *data, PYTHONIOENCODING=encoding)
    here = judge.run([*arguments.split(), *data], encoding=encoding)
    assert (done.returncode, done.stdout, done.stderr) == (0, here.out, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("arguments", ["show Łódź", "list --of Łódź", "country Łódź"])
def test_every_encoding_can_take_a_message(encoding: str, arguments: str) -> None:
    done = start(*arguments.split(), *TOWNS, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode(encoding).startswith("Error: No ")


def written(encoding: str, *arguments: str) -> str:
    done = start(*arguments, *TOWNS, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode(encoding)


def test_ascii_has_the_letters_that_names_are_built_on() -> None:
    rows = written("ascii", "list", "--columns", "home,partner", "--no-header").splitlines()
    assert rows[:2] == ["Alund\tBrest", "Alund\tIzmir"]


def test_latin_1_keeps_the_letters_that_it_has() -> None:
    rows = written("latin-1", "list", "--columns", "home,partner", "--no-header").splitlines()
    assert rows[:2] == ["Ålund\tBrest", "Ålund\tIzmir"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_loses_nothing_in_any_encoding(encoding: str, format: str) -> None:
    assert written(encoding, "list", "-f", format).isascii()
    text = written(encoding, "list", "-f", format, "--status", "suspended")
    found = json.loads(text)
    record = found[0] if format == "json" else found
    assert (record["home"], record["partner"]) == ("Ålund", "İzmir")


def test_json_in_utf_8_is_readable() -> None:
    assert "İzmir" in written("utf-8", "list", "--json")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_table_is_drawn_with_signs_of_the_encoding(encoding: str) -> None:
    table = written(encoding, "list", "-f", "table")
    assert "?" not in table
    assert "65-66" in table
    page = written(encoding, "show", "brest", "-f", "table", "--sources")
    assert "?" not in page
    assert "- Each town has a bench of the other." in page


def test_what_has_no_likeness_in_the_encoding_is_a_question_mark(
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
def test_a_size_that_is_none_is_passed_over(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    expected = run("list", *TOWNS, "-f", "table")
    assert expected.code == 0
    monkeypatch.setenv(variable, value)
    assert run("list", *TOWNS, "-f", "table") == expected


def test_the_environment_can_ask_for_a_width(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    code, out, err = run("show", "brest", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) == 40


def test_colour_can_be_forced_into_a_pipe_but_only_into_a_table() -> None:
    table = start("list", *TOWNS, "-f", "table", FORCE_COLOR="1")
    assert b"\x1b[" in table.stdout
    for format in ("tsv", "csv", "json", "jsonl", "markdown"):
        assert b"\x1b" not in start("list", *TOWNS, "-f", format, FORCE_COLOR="1").stdout
    assert b"\x1b" not in start("list", *TOWNS, "-f", "table").stdout
    assert start("list", *TOWNS, FORCE_COLOR="1").stdout == start("list", *TOWNS).stdout
