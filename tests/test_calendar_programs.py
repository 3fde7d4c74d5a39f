"""Calendar programs import the calendar and show the anniversaries."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from khal.cli import main_khal

from conftest import SAMPLE, Run
from sistercities_cli import LeapDay

NAME = "Brest and Ålund: sister cities since 1988"
# Anniversaries of 29 February 1988 by either rule, in the days from START.
START, DAYS = "2027-02-27", "370"
ANNIVERSARIES = {
    LeapDay.FEB28: ["2027-02-28", "2028-02-29"],
    LeapDay.MAR1: ["2027-03-01", "2028-02-29"],
}
KHAL = """
[calendars]
[[towns]]
path = {folder}/events
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = towns
"""
needs_calcurse = pytest.mark.skipif(
    shutil.which("calcurse") is None, reason="calcurse is not installed"
)


def _calendar(run: Run, folder: Path, *options: str) -> str:
    path = str(folder / "towns.ics")
    assert run("calendar", "--data", str(SAMPLE), "-o", path, *options).code == 0
    return path


def _khal(folder: Path, *arguments: str) -> str:
    config = folder / "khal.conf"
    config.write_text(KHAL.format(folder=folder), "utf-8")
    result = CliRunner().invoke(main_khal, ["--config", str(config), *arguments])
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("leap_day", LeapDay)
def test_khal_shows_the_anniversaries(run: Run, tmp_path: Path, leap_day: LeapDay) -> None:
    (tmp_path / "events").mkdir()
    path = _calendar(run, tmp_path, "--leap-day", leap_day)
    for _ in range(2):  # the second import has no duplicates
        _khal(tmp_path, "import", "--batch", "-a", "towns", path)
    form = ("--notstarted", "--day-format", "{date}", "--format", "{title}")
    lines = _khal(tmp_path, "list", *form, START, f"{DAYS}d").splitlines()
    assert lines == [line for day in ANNIVERSARIES[leap_day] for line in (day, NAME)]
    assert len(list((tmp_path / "events").glob("*.ics"))) == 1


def _calcurse(folder: Path, *arguments: str) -> str:
    """Run calcurse in a folder, which contains its data."""
    command = ["calcurse", "-D", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def _calcurse_days(folder: Path) -> list[str]:
    """Return the days with an anniversary."""
    year, month, day = START.split("-")
    shown = _calcurse(folder, "-Q", "--from", f"{month}/{day}/{year}", "--days", DAYS)
    days = re.findall(r"(..)/(..)/(..):\n \* Brest and Ålund", shown)
    return [f"20{year}-{month}-{day}" for month, day, year in days]


@needs_calcurse
def test_calcurse_shows_the_anniversaries(run: Run, tmp_path: Path) -> None:
    _calcurse(tmp_path, "-i", _calendar(run, tmp_path))
    assert _calcurse_days(tmp_path) == ANNIVERSARIES[LeapDay.FEB28]


@needs_calcurse
@pytest.mark.parametrize("leap_day", LeapDay)
def test_calcurse_shows_numbered_events(run: Run, tmp_path: Path, leap_day: LeapDay) -> None:
    """Numbered events do without BYYEARDAY, which calcurse does not support."""
    options = ("--years", "5", "--on", "2026-11-21", "--leap-day", leap_day)
    _calcurse(tmp_path, "-i", _calendar(run, tmp_path, *options))
    assert _calcurse_days(tmp_path) == ANNIVERSARIES[leap_day]


@needs_calcurse
@pytest.mark.parametrize("options", [(), ("--years", "1")], ids=["yearly", "numbered"])
def test_calcurse_imports_again_after_a_purge(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Calcurse forgets UIDs, so docs/recipes.md shows how to purge the old events."""
    apts = tmp_path / "apts"
    apts.write_text("12/01/2026 [1] Ida and Ove: silver anniversary\n", "utf-8")
    path = _calendar(run, tmp_path, *options)
    for _ in range(2):
        _calcurse(tmp_path, "-P", "--filter-pattern", " and Ålund: (.* since|.*anniversary)")
        _calcurse(tmp_path, "-i", path)
    other, *events = sorted(
        apts.read_text("utf-8").splitlines(), key=lambda line: "Ida" not in line
    )
    assert other.endswith("Ida and Ove: silver anniversary")
    assert len(events) == 1
