"""Files for other programs, on any console and in any terminal."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest
from calls import DATA as TOWNS
from calls import start
from rich.text import Text
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli.cli.options import now  # before the clock of the tests stops
from sistercities_cli.terminal import Column, TerminalConsole, print_table

BOM = "\ufeff"
CSV = ("list", *TOWNS, "--columns", "partner", "-f", "csv")


def test_byte_order_mark_begins_csv_for_excel(run: Run, tmp_path: Path) -> None:
    marked = run(*CSV, "--bom").ok
    assert marked == BOM + run(*CSV).ok
    file = tmp_path / "towns.csv"
    run(*CSV, "--bom", "-o", str(file))
    assert file.read_bytes() == marked.encode()


@pytest.mark.parametrize("more", ["--data=~/towns.toml", ""])
def test_tilde_is_the_home_folder(run: Run, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(SAMPLE.parent))
    monkeypatch.setenv("SISTERCITIES_DATA", "" if more else "~/towns.toml")
    assert run("list", *more.split()).ok == run("list", *TOWNS).ok


def test_tilde_is_the_home_folder_in_all_file_names(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    (tmp_path / "own.csv").write_text("City,Country\nBrest,France\n", "utf-8")
    run("convert", "~/own.csv", "--home", "Kiel,DE", "--output=~/own.toml")
    assert run("check", "~/own.toml").code == 0


@pytest.mark.parametrize(
    ("redirection", "hint"),
    [("</dev/null", "."), (f"<{SAMPLE}", ". To check it, write: sistercities check -")],
)
def test_check_without_file_reads_no_standard_input(redirection: str, hint: str) -> None:
    done = start(["check"], through=f'exec "$@" {redirection}')
    first, summary = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (0, b"")
    message = "Checking the bundled data; standard input is never read without a FILE"
    assert first == message + hint
    assert summary.startswith("cities.toml is usable")


def test_file_in_a_terminal_is_followed_by_a_hint() -> None:
    hint = "To write a file: sistercities map -f geojson -o map.geojson"
    assert run_in_terminal("sistercities map -f geojson").splitlines()[-1] == hint


def test_spacing_vowel_signs_take_a_cell(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["नई दिल्ली", "Kiel"]
    columns = [Column("Name", names, Text, wraps=True), Column("Same", names, Text)]
    for width in (40, 16):
        print_table(TerminalConsole(sys.stdout, width), columns, header=False)
    wide, _, *narrow = capsys.readouterr().out.splitlines()
    assert wide == "नई दिल्ली  नई दिल्ली"
    assert [line.rstrip() for line in narrow] == ["नई      नई दिल्ली", "दिल्ली", "Kiel    Kiel"]


def test_local_times_are_current() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= now() <= dt.datetime.now(dt.UTC)
