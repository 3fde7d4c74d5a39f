"""The program as a whole: its help and version, ways to start it and ways to end it."""

from __future__ import annotations

import json
import os
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import sistercities_cli
from conftest import ROOT, SAMPLE, Run
from sistercities_cli import Directory, cli
from sistercities_cli.cli import app, errors

COMMANDS = {name: app.command(name) for name in app.COMMANDS}
TOWNS = ("--data", str(SAMPLE))


def examples(text: str) -> list[str]:
    """Find the examples in a help text."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line.startswith("sistercities ")]


def test_the_specified_commands_are_there() -> None:
    assert {"list", "show", "country", "anniversary", "upcoming", "calendar"} <= COMMANDS.keys()


def test_the_line_of_a_command_in_the_list_is_the_first_of_its_help() -> None:
    """It stands twice, as a list that makes each command takes long."""
    firsts = {name: one.help.splitlines()[0] for name, one in COMMANDS.items()}
    assert firsts == app.COMMANDS


def test_a_misspelt_command_is_told_what_was_meant(run: Run) -> None:
    code, out, err = run("lits")
    assert (code, out) == (2, "")
    assert "'list'" in err


def test_no_arguments_give_the_help(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert (code, out, err) == run("-h") == run("--help")
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []
    assert "--version" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_leads_with_examples_and_names_all_options(
    run: Run, command: str
) -> None:
    code, out, err = run(command, "-h")
    assert (code, err) == (0, "")
    assert (code, out, err) == run(command, "--help")
    _usage, _summary, third, *_ = out.split("\n\n")
    assert examples(third)
    assert len(examples(third)) == len(third.splitlines())
    options = [name for one in COMMANDS[command].params for name in one.opts if "-" in name[:1]]
    assert [name for name in options if name not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_of_help_is_wider_than_80_columns(run: Run, command: str) -> None:
    assert [line for line in run(command, "-h").out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_examples_in_the_help_work(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(ROOT / "docs" / "example")  # where the files are that they speak of
    found = examples(run(*command.split(), "-h").out)
    for example in found:
        line = example.partition("   ")[0].partition("|")[0].partition(">")[0]
        code, out, err = run(*shlex.split(line)[1:])
        assert (code, out != "") == (0, True), err


def test_the_version_is_that_of_program_and_data(run: Run, directory: Directory) -> None:
    version = sistercities_cli.__version__
    assert run("--version") == (
        0, f"sistercities {version}, data {directory.version} of {directory.date}\n", "",
    )  # fmt: skip


def test_the_module_runs_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["__main__.py", "list", *TOWNS, "--columns", "id"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("sistercities_cli", run_name="__main__")
    assert not stop.value.code
    assert capsys.readouterr().out.splitlines()[1] == "alund-brest"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param([sys.executable, "-m", "sistercities_cli"], id="module"),
        pytest.param([str(Path(sys.executable).with_name("sistercities"))], id="script"),
    ],
)
def test_the_installed_program_answers(program: list[str]) -> None:
    arguments = ["show", "choirs", *TOWNS, "--json"]
    done = subprocess.run([*program, *arguments], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["id"] == "choirs"
    done = subprocess.run([*program, "show", "nowhere"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"nowhere" in done.stderr
    done = subprocess.run([*program, "list", "--nope"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Usage: sistercities list" in done.stderr


def test_an_interrupt_ends_with_130_while_loading(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(errors, "run", interrupted)
    assert run("list") == (130, "", "")


def test_an_interrupt_ends_with_130_while_answering(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_path: Path | None) -> Directory:
        raise KeyboardInterrupt

    monkeypatch.setattr("sistercities_cli.cli.lookup.load", interrupted)
    assert run("list") == (130, "", "")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(OSError(28, os.strerror(28)), os.strerror(28), id="numbered"),
        pytest.param(OSError("odd"), "odd", id="in-words-only"),
    ],
)
def test_an_answer_that_cannot_be_written_is_said_on_stderr(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def fail(**_arguments: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    assert run("list") == (1, "", f"Error: Cannot write the answer: {message}\n")


def test_the_version_is_told_whatever_other_data_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = run("--version")
    monkeypatch.setenv("SISTERCITIES_DATA", str(tmp_path / "nowhere.toml"))
    assert run("--version") == plain
    assert plain.code == 0
