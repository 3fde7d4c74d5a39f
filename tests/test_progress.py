"""The notice on a terminal that a large file is being read."""

from __future__ import annotations

import signal
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from terminal import run_in_terminal

from conftest import SAMPLE
from sistercities_cli.cli.output import LARGE_FILE_BYTES, reading_notice

MESSAGE = "Reading own.toml (5 MB) ..."
ERASED = f"\r{' ' * len(MESSAGE)}\r"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Save the sample with a very long comment."""
    file = tmp_path / "own.toml"
    file.write_text(f"{SAMPLE.read_text('utf-8')}\n# {'-' * LARGE_FILE_BYTES}\n", "utf-8")
    return file


def messages(path: Path | None, stderr: StringIO) -> tuple[str, str]:
    """Return what is printed while a file is read, and after."""
    with patch("sys.stderr", stderr), reading_notice(path):
        meanwhile = stderr.getvalue()
    return meanwhile, stderr.getvalue().removeprefix(meanwhile)


def test_notice_is_erased_on_a_terminal_that_can(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert messages(large, Terminal()) == (MESSAGE, ERASED)
    monkeypatch.setenv("TERM", "dumb")
    assert messages(large, Terminal()) == (f"{MESSAGE}\n", "")


def test_no_notice_if_stderr_is_not_a_terminal(large: Path) -> None:
    assert messages(large, StringIO()) == ("", "")


@pytest.mark.parametrize(
    "path",
    [None, SAMPLE, Path("nowhere.toml"), Path("a\0b")],
    ids=["bundled", "small", "missing", "invalid name"],
)
def test_no_notice_for_small_or_missing_files(path: Path | None) -> None:
    assert messages(path, Terminal()) == ("", "")


def test_notice_escapes_control_characters(large: Path) -> None:
    hostile = large.rename(large.with_name("\x1b[2J.toml"))
    assert messages(hostile, Terminal())[0] == "Reading '\\x1b[2J.toml' (5 MB) ..."


def test_notice_is_erased_before_an_error(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", stderr := Terminal())

    with pytest.raises(ValueError, match="wrong"), reading_notice(large):
        raise ValueError("wrong")

    assert stderr.getvalue() == f"{MESSAGE}{ERASED}"


def test_notice_is_erased_on_an_interrupt(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", stderr := Terminal())
    signal.signal(signal.SIGINT, lambda *_: None)  # the program's own handler exits at once

    with pytest.raises(KeyboardInterrupt), reading_notice(large):
        signal.raise_signal(signal.SIGINT)

    assert stderr.getvalue() == f"{MESSAGE}{ERASED}"


def test_notice_of_the_program_on_a_terminal(large: Path) -> None:
    command = f"sistercities list --json --columns id --data {large} > /dev/null"

    assert run_in_terminal(command, environment={"TERM": "xterm"}) == f"{MESSAGE}{ERASED}"
