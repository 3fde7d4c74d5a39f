"""Every command says when its answer cannot be written, and needs no other stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from calls import CALLS, TABLE, plainly, start

from conftest import SAMPLE, Run
from sistercities_cli.cli.app import COMMANDS

FULL = "Error: Cannot write the answer: No space left on device\n"
CLOSED = "Error: Cannot write the answer: stdout is closed\n"


def test_every_command_is_called() -> None:
    assert list(CALLS) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_call_has_an_answer(run: Run, command: str) -> None:
    code, out, _ = run(*CALLS[command])

    assert code == 0
    assert out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_said_by_every_command(command: str) -> None:
    done = start(CALLS[command], through='exec "$@" > /dev/full')

    said, _, failed = done.stderr.decode().rpartition("Error: ")
    assert (f"Error: {failed}", done.returncode) == (FULL, 1)
    # These say something about the answer before they write it.
    assert bool(said) == (command in {"calendar", "convert"})
    assert "Traceback" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_stdout_is_said_by_every_command(command: str) -> None:
    done = start(CALLS[command], through='exec "$@" >&-')

    assert (done.returncode, done.stderr.decode()) == (1, CLOSED)


@pytest.mark.parametrize("command", ["list", "calendar", "map", "site", "convert"])
@pytest.mark.parametrize(
    "closed", ["<&-", "2>&-", "<&- 2>&-"], ids=["stdin", "stderr", "stdin and stderr"]
)
def test_an_answer_needs_stdout_alone(command: str, closed: str) -> None:
    whole = plainly(*CALLS[command])

    done = start(CALLS[command], through=f'exec "$@" {closed}')

    assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert done.stderr == (b"" if "2" in closed else whole.stderr)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "nowhere"], 1),
        (["list", "--nope"], 2),
        (["nope"], 2),
        (["list", "--data", "none.toml"], 3),
        (["convert", "none.csv", "--home", "A, FR"], 3),
        (["convert", TABLE, "--home", "A"], 2),
        (["list", "--data", str(SAMPLE), "--country", "brazil"], 0),
    ],
    ids=["no name", "no option", "no command", "no file", "no table", "no home", "nothing"],
)
def test_the_exit_code_stays_where_nothing_can_be_said(arguments: list[str], code: int) -> None:
    said = start(arguments)
    done = start(arguments, through='exec "$@" 2>&-')

    assert said.stderr
    assert (done.returncode, done.stdout, done.stderr) == (code, said.stdout, b"")
    assert said.returncode == code


def test_without_any_stream_the_exit_code_says_it() -> None:
    done = start(CALLS["list"], through='exec "$@" <&- >&- 2>&-')

    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
