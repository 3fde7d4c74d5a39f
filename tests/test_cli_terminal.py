"""Output on a terminal: width and colour."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from terminal import run_in_terminal

from conftest import SAMPLE

TOWNS = f"--data {SAMPLE} --on 2026-11-21"
COLOURED = {"TERM": "xterm-256color"}
SEQUENCE = re.compile(r"\x1b\[([0-9;]*)m|\x1b\]8;[^\x1b]*\x1b\\")
ANSWERS = ["list", "show brest --sources", "show lyon", "country", "anniversary"]
FACTS = ["Ålund", "Brest", "İzmir", "Lyon", "suspended", "dormant", "ended", "unconfirmed"]


def run_at_width(arguments: str, width: int, environment: dict[str, str] | None = None) -> str:
    """Run the program and return its output, followed by the exit code."""
    command = f"sistercities {arguments} {TOWNS}; echo exit $?"
    return run_in_terminal(command, width=width, environment=environment)


def colours(text: str) -> list[int]:
    """Extract the codes that set a colour."""
    codes = [int(code) for match in SEQUENCE.findall(text) for code in match.split(";") if code]
    return [code for code in codes if 30 <= code <= 49 or 90 <= code <= 107]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("environment", [COLOURED, {"TERM": "dumb"}], ids=["colour", "dumb"])
@pytest.mark.parametrize("arguments", ANSWERS)
def test_output_fits_the_terminal(width: int, environment: dict[str, str], arguments: str) -> None:
    text = SEQUENCE.sub("", run_at_width(arguments, width, environment))
    assert text.endswith("\nexit 0\n")
    assert "\t" not in text
    assert [line for line in text.splitlines() if cell_len(line.rstrip()) > width] == []


@pytest.mark.parametrize("width", [40, 80, 120])
def test_list_is_complete_at_every_width(width: int) -> None:
    text = SEQUENCE.sub("", run_at_width("list", width, COLOURED))
    assert [fact for fact in FACTS if fact not in text] == []
    assert ("Founded" in text) == (width > 40)


def test_width_from_the_environment() -> None:
    text = run_at_width("show brest", 120, {"COLUMNS": "50"})
    assert max(map(cell_len, text.splitlines())) == 50


def test_colour_carries_no_information() -> None:
    coloured = run_at_width("list", 120, COLOURED)
    plain = run_at_width("list", 120, {"TERM": "dumb"})
    assert colours(coloured)
    assert SEQUENCE.sub("", coloured) == plain


def test_no_color_removes_colours() -> None:
    text = run_at_width("list", 120, {**COLOURED, "NO_COLOR": "1"})
    assert "\x1b[1m" in text
    assert colours(text) == []


def test_dumb_terminal_gets_no_escapes() -> None:
    for arguments in ANSWERS:
        assert "\x1b" not in run_at_width(arguments, 80, {"TERM": "dumb"})


def test_tsv_is_unchanged_on_a_terminal() -> None:
    text = run_at_width("list --columns id,status -f tsv", 40, COLOURED)
    assert text.splitlines()[:2] == ["id\tstatus", "alund-brest\tactive"]
    assert "\x1b" not in text


def test_help_has_no_escapes() -> None:
    for environment in (COLOURED, {**COLOURED, "FORCE_COLOR": "1"}):
        text = run_in_terminal("sistercities list -h", environment=environment)
        assert text.startswith("Usage: sistercities list")
        assert "\x1b" not in text


def test_error_message_has_no_escapes() -> None:
    text = run_in_terminal("sistercities show cassablanca; echo exit $?", environment=COLOURED)
    assert text.endswith("Did you mean Casablanca?\nexit 1\n")
    assert "\x1b" not in text


def test_table_is_the_default_if_only_stdin_is_a_pipe() -> None:
    text = run_in_terminal(f"echo | sistercities country {TOWNS}", environment=COLOURED)
    assert "\t" not in text
    assert "Relationships" in text
