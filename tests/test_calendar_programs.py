"""Calendar programs import the calendar and show the anniversaries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLE
from sistercities_cli import LeapDay

NAME = "Brest and Ålund: sister cities since 1988"
# Anniversaries of 29 February 1988 among DAYS by either rule.
ANNIVERSARIES = {
    LeapDay.FEB28: {"2027-02-28", "2028-02-29"},
    LeapDay.MAR1: {"2027-03-01", "2028-02-29"},
}
DAYS = ("2027-02-28", "2027-03-01", "2028-02-28", "2028-02-29", "2028-03-01")
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


def _call(*arguments: str) -> str:
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _calendar(folder: Path, *options: str) -> Path:
    program = [sys.executable, "-m", "sistercities_cli", "calendar", "--data", str(SAMPLE)]
    path = folder / "towns.ics"
    with path.open("wb") as file:
        subprocess.run([*program, *options], stdout=file, stderr=subprocess.PIPE, check=True)
    return path


def _khal(folder: Path, *arguments: str) -> str:
    (folder / "events").mkdir(exist_ok=True)
    config = folder / "khal.conf"
    config.write_text(KHAL.format(folder=folder), "utf-8")
    return _call(sys.executable, "-m", "khal", "--config", str(config), *arguments)


def _khal_titles(folder: Path, start: str, length: str) -> list[str]:
    """Return the days that have events, each followed by their titles."""
    form = ("--notstarted", "--day-format", "{date}", "--format", "{title}")
    return _khal(folder, "list", *form, start, length).splitlines()


@pytest.mark.parametrize("leap_day", LeapDay)
def test_khal_shows_the_anniversaries(tmp_path: Path, leap_day: LeapDay) -> None:
    path = _calendar(tmp_path, "--leap-day", leap_day)
    for _ in range(2):  # the second import has no duplicates
        _khal(tmp_path, "import", "--batch", "-a", "towns", str(path))
    lines = [
        *_khal_titles(tmp_path, "2027-02-27", "4d"),
        *_khal_titles(tmp_path, "2028-02-27", "5d"),
    ]
    assert lines == [line for day in sorted(ANNIVERSARIES[leap_day]) for line in (day, NAME)]
    assert len(list((tmp_path / "events").glob("*.ics"))) == 1


def _calcurse(folder: Path, *arguments: str) -> str:
    return _call("calcurse", "-D", str(folder / "calcurse"), *arguments)


def _calcurse_days(folder: Path, days: tuple[str, ...]) -> set[str]:
    matches = set()
    for day in days:
        year, month, number = day.split("-")
        query = ("-Q", "--from", f"{month}/{number}/{year}", "--days", "1")
        if "Brest and Ålund" in _calcurse(folder, *query):
            matches.add(day)
    return matches


@needs_calcurse
def test_calcurse_shows_the_anniversaries(tmp_path: Path) -> None:
    (tmp_path / "calcurse").mkdir()
    _calcurse(tmp_path, "-i", str(_calendar(tmp_path)))
    assert _calcurse_days(tmp_path, DAYS) == ANNIVERSARIES[LeapDay.FEB28]


@needs_calcurse
@pytest.mark.parametrize("leap_day", LeapDay)
def test_calcurse_shows_numbered_events(tmp_path: Path, leap_day: LeapDay) -> None:
    """Numbered events do without BYYEARDAY, which calcurse does not support."""
    (tmp_path / "calcurse").mkdir()
    options = ("--years", "5", "--on", "2026-11-21", "--leap-day", leap_day)
    _calcurse(tmp_path, "-i", str(_calendar(tmp_path, *options)))
    assert _calcurse_days(tmp_path, DAYS) == ANNIVERSARIES[leap_day]


@needs_calcurse
@pytest.mark.parametrize("options", [(), ("--years", "1")], ids=["yearly", "numbered"])
def test_calcurse_imports_again_after_a_purge(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Calcurse forgets UIDs, so docs/recipes.md shows how to purge the old events."""
    (tmp_path / "calcurse").mkdir()
    apts = tmp_path / "calcurse" / "apts"
    apts.write_text("12/01/2026 [1] Ida and Ove: silver anniversary\n", "utf-8")
    for _ in range(2):
        _calcurse(tmp_path, "-P", "--filter-pattern", " and Ålund: (.* since|.*anniversary)")
        _calcurse(tmp_path, "-i", str(_calendar(tmp_path, *options)))
    other, *events = sorted(
        apts.read_text("utf-8").splitlines(), key=lambda line: "Ida" not in line
    )
    assert other.endswith("Ida and Ove: silver anniversary")
    assert len(events) == 1
