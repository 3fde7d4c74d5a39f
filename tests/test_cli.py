"""Help, version, ways to start the program and exit codes."""

from __future__ import annotations

import os
import runpy
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from calls import interrupt

import sistercities_cli
from conftest import ROOT, SAMPLE, Run
from sistercities_cli import Directory
from sistercities_cli.cli import app
from sistercities_cli.cli.dry_run import Program

COMMANDS = {name: app.command(name) for name in app.COMMANDS}
TOWNS = ("--data", str(SAMPLE))


def examples(text: str) -> list[str]:
    """Extract the examples from a help text."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line.startswith("sistercities ")]


def test_command_summaries_are_the_first_lines_of_their_help() -> None:
    summaries = {name: command.help.splitlines()[0] for name, command in COMMANDS.items()}
    assert summaries == app.COMMANDS


def test_help_is_shown_without_arguments(run: Run) -> None:
    out = run().ok
    assert out == run("-h").ok == run("--help").ok
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []
    assert "--version" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_leads_with_examples_and_lists_all_options(run: Run, command: str) -> None:
    out = run(command, "-h").ok
    assert out == run(command, "--help").ok
    _usage, _summary, third, *_ = out.split("\n\n")
    assert examples(third)
    assert len(examples(third)) == len(third.splitlines())
    options = [name for one in COMMANDS[command].params for name in one.opts if "-" in name[:1]]
    assert [name for name in options if name not in out] == []
    assert [line for line in out.splitlines() if len(line) > 80] == []


@pytest.mark.no_cover  # many cases of what other tests cover
def test_examples_in_the_help_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    helps = [run(*command.split(), "-h").ok for command in ("", *COMMANDS)]
    monkeypatch.chdir(ROOT / "docs" / "example")  # has the files that they name
    lines = {line.partition("   ")[0] for text in helps for line in examples(text)}
    for line in {line.partition("|")[0].partition(" -o ")[0].rstrip() for line in lines}:
        words = [
            name
            for word in shlex.split(line)[1:]
            for name in (map(str, Path().glob(word)) if "*" in word else [word])
        ]
        assert Program(COMMANDS, app.command).find_error(words) is None, line


def test_version_of_program_and_bundled_data(
    run: Run, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", "nowhere.toml")
    version, data = sistercities_cli.__version__, f"{directory.version} of {directory.date}"
    assert run("--version").ok == f"sistercities {version}, data {data}\n"


def test_module_runs_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["__main__.py", "list", *TOWNS, "--columns", "id"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("sistercities_cli", run_name="__main__")
    assert not stop.value.code
    assert capsys.readouterr().out.splitlines()[1] == "alund-brest"


def test_installed_program_runs() -> None:
    program = str(Path(sys.executable).with_name("sistercities"))
    for arguments, code, output, message in (
        (["show", "choirs", *TOWNS], 0, b"choirs\tid\tchoirs\n", b""),
        (["list", "--nope"], 2, b"", b"Usage: sistercities list"),
    ):
        done = subprocess.run([program, *arguments], capture_output=True, check=False)
        assert (done.returncode, output in done.stdout, message in done.stderr) == (
            code,
            True,
            True,
        )
        assert b"" in {done.stdout, done.stderr}


# While the handler is installed, while modules are imported, and while the command runs.
@pytest.mark.parametrize("calls", [4, 40_000, 150_000])
def test_interrupt_exits_with_130(calls: int) -> None:
    done = interrupt(calls, "list", *TOWNS)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_interrupt_that_raises_an_exception_exits_with_130(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "run", Mock(side_effect=KeyboardInterrupt))
    assert run("list") == (130, "", "")


def test_lack_of_memory_at_start_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "run", Mock(side_effect=MemoryError))
    assert run("list").code == 1


def test_ignored_interrupt_stays_ignored(run: Run) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as nohup does
    assert run("list", *TOWNS).code == 0
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, os.strerror(28)), os.strerror(28)),
        (OSError("odd"), "odd"),
    ],
)
def test_output_error_is_reported(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, message: str
) -> None:
    def fail(**_arguments: object) -> None:
        raise error

    monkeypatch.setattr(app, "app", fail)
    assert run("list") == (1, "", f"Error: Cannot write the output: {message}.\n")
