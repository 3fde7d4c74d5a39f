"""A large file is named on the terminal while it is being read, and nowhere else."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from terminal import run_in_terminal

from conftest import SAMPLE
from sistercities_cli.cli.output import LARGE_FILE_BYTES, reading_notice

MESSAGE = "Reading own.toml (5 MB) ..."
GONE = f"\r{' ' * len(MESSAGE)}\r"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Save the sample with a very long comment."""
    file = tmp_path / "own.toml"
    file.write_text(f"{SAMPLE.read_text('utf-8')}\n# {'-' * LARGE_FILE_BYTES}\n", "utf-8")
    return file


def said(path: Path | None, stderr: StringIO, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return what is said while a file is read, and after."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr", stderr)
        with reading_notice(path):
            meanwhile = stderr.getvalue()
    return meanwhile, stderr.getvalue().removeprefix(meanwhile)


def test_a_terminal_is_told_and_cleared(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(large, Terminal(), monkeypatch) == (MESSAGE, GONE)


def test_a_dumb_terminal_gets_a_line(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    assert said(large, Terminal(), monkeypatch) == (f"{MESSAGE}\n", "")


def test_a_file_is_not_told(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(large, StringIO(), monkeypatch) == ("", "")


@pytest.mark.parametrize(
    "path",
    [None, SAMPLE, Path("nowhere.toml"), Path("a\0b")],
    ids=["bundled", "small", "not there", "no name for a file"],
)
def test_what_takes_no_time_is_not_told(path: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(path, Terminal(), monkeypatch) == ("", "")


def test_no_name_steers_the_terminal(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steering = large.rename(large.with_name("\x1b[2J.toml"))

    assert said(steering, Terminal(), monkeypatch)[0] == "Reading '\\x1b[2J.toml' (5 MB) ..."


def test_the_line_is_gone_before_an_error_is_told(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stderr := Terminal())

    with pytest.raises(ValueError, match="wrong"), reading_notice(large):
        raise ValueError("wrong")

    assert stderr.getvalue() == f"{MESSAGE}{GONE}"


def test_the_program_tells_on_a_real_terminal(large: Path) -> None:
    command = f"sistercities list --json --columns id --data {large} > /dev/null"

    assert run_in_terminal(command) == f"{MESSAGE}\n"
    assert run_in_terminal(command, environment={"TERM": "xterm"}) == f"{MESSAGE}{GONE}"
    assert run_in_terminal(f"{command} 2> /dev/null") == ""
