"""On a terminal: tables that fit its width, and colour that can be left out."""

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


def shown(arguments: str, width: int, environment: dict[str, str] | None = None) -> str:
    """Return what the program shows, with its exit code behind it."""
    command = f"sistercities {arguments} {TOWNS}; echo exit $?"
    return run_in_terminal(command, width=width, environment=environment)


def colours(text: str) -> list[int]:
    """Find the codes that set a colour."""
    codes = [int(code) for match in SEQUENCE.findall(text) for code in match.split(";") if code]
    return [code for code in codes if 30 <= code <= 49 or 90 <= code <= 107]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("environment", [COLOURED, {"TERM": "dumb"}], ids=["colour", "dumb"])
@pytest.mark.parametrize("arguments", ANSWERS)
def test_an_answer_fits_the_terminal(
    width: int, environment: dict[str, str], arguments: str
) -> None:
    text = SEQUENCE.sub("", shown(arguments, width, environment))
    assert text.endswith("\nexit 0\n")
    assert "\t" not in text
    assert [line for line in text.splitlines() if cell_len(line.rstrip()) > width] == []


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_list_is_whole_at_every_width(width: int) -> None:
    text = SEQUENCE.sub("", shown("list", width, COLOURED))
    assert [fact for fact in FACTS if fact not in text] == []
    assert ("Founded" in text) == (width > 40)


def test_columns_in_the_environment_set_the_width() -> None:
    text = shown("show brest", 120, {"COLUMNS": "50"})
    assert max(map(cell_len, text.splitlines())) == 50


def test_a_status_has_a_colour_and_says_the_same_in_words() -> None:
    coloured = shown("list", 120, COLOURED)
    plain = shown("list", 120, {"TERM": "dumb"})
    assert colours(coloured)
    assert SEQUENCE.sub("", coloured) == plain


def test_no_color_takes_the_colours_out() -> None:
    text = shown("list", 120, {**COLOURED, "NO_COLOR": "1"})
    assert "\x1b[1m" in text
    assert colours(text) == []


def test_a_dumb_terminal_gets_no_escapes() -> None:
    for arguments in ANSWERS:
        assert "\x1b" not in shown(arguments, 80, {"TERM": "dumb"})


def test_another_format_stays_as_it_is_on_a_terminal() -> None:
    text = shown("list --columns id,status -f tsv", 40, COLOURED)
    assert text.splitlines()[:2] == ["id\tstatus", "alund-brest\tactive"]
    assert "\x1b" not in text


def test_help_is_plain_on_a_terminal_too() -> None:
    for environment in (COLOURED, {**COLOURED, "FORCE_COLOR": "1"}):
        text = run_in_terminal("sistercities list -h", environment=environment)
        assert text.startswith("Usage: sistercities list")
        assert "\x1b" not in text


def test_a_message_is_plain_on_a_terminal_too() -> None:
    text = run_in_terminal("sistercities show cassablanca; echo exit $?", environment=COLOURED)
    assert text.endswith("Did you mean Casablanca?\nexit 1\n")
    assert "\x1b" not in text


def test_a_table_stays_a_table_when_only_stdin_is_a_pipe() -> None:
    text = run_in_terminal(f"echo | sistercities country {TOWNS}", environment=COLOURED)
    assert "\t" not in text
    assert "Relationships" in text
