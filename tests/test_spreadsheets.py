"""Small spreadsheets in `spreadsheets`, one difficulty each, with what `convert` makes of them.

The `.txt` file of each has the command line and what goes to stderr; if the conversion succeeds,
the `.toml` file has the data file without its comments.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import tomli

from conftest import Run
from sistercities_cli.datafile.check import check_data

SPREADSHEETS = Path(__file__).parent / "spreadsheets"
CASES = sorted(SPREADSHEETS.glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_spreadsheet(case: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)
    command, _, messages = case.read_text("utf-8").partition("\n")
    data_file = case.with_suffix(".toml")
    expected = data_file.read_text("utf-8") if data_file.exists() else ""

    options = () if case.stem.startswith("places") else ("--no-places",)
    result = run(*shlex.split(command)[2:], "--on", "2026-11-21", *options)

    assert result.err == messages
    assert without_comments(result.out) == expected
    assert (result.code == 0) is bool(expected)
    if expected:
        assert check_data(tomli.loads(expected)) == []


def without_comments(text: str) -> str:
    """Drop the comments of a data file, and the blank lines around them."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return "".join(f"{line}\n" for line in lines)
