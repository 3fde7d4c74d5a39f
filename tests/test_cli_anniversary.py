"""The ``anniversary`` command: ages and coming anniversaries."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import SAMPLE, Run

TOWNS = ("--data", str(SAMPLE))
ON = ("--on", "2026-11-21")
ALL = ["alund-brest", "alund-izmir", "alund-lyon", "brest-lyon", "choirs"]
KEYS = [
    "id", "home", "partner", "kind", "status", "founded", "precision", "on", "years",
    "years_max", "elapsed", "next", "milestone",
]  # fmt: skip
OCCURRENCE = ["number", "date", "weekday", "days"]
COLUMNS = [
    *KEYS[:-2],
    *(f"{key}_{part}" for key in ("next", "milestone") for part in OCCURRENCE),
]


def anniversaries(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("anniversary", *arguments, "--json")
    assert (code, err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def test_age_and_next_anniversary_of_a_known_day(run: Run) -> None:
    assert anniversaries(run, "osaka", *ON) == [
        {
            "id": "chicago-osaka", "home": "Chicago", "partner": "Osaka",
            "kind": "sister city", "status": "active", "founded": "1973-11-09",
            "precision": "day", "on": "2026-11-21", "years": 53, "years_max": 53,
            "elapsed": "P53Y0M12D",
            "next": {"number": 54, "date": "2027-11-09", "weekday": "Tuesday", "days": 353},
            "milestone": {"number": 55, "date": "2028-11-09", "weekday": "Thursday", "days": 719},
        }
    ]  # fmt: skip


def test_anniversary_today_is_the_next(run: Run) -> None:
    (row,) = anniversaries(run, "osaka", "--on", "2026-11-09")
    assert row["years"] == 53
    assert row["next"] == {"number": 53, "date": "2026-11-09", "weekday": "Monday", "days": 0}


@pytest.mark.parametrize(
    ("id", "on", "ages", "coming"),
    [
        pytest.param("alund-izmir", "2026-09-15", (32, 33), (33, "2026-09"), id="month"),
        pytest.param("alund-lyon", "2026-11-21", (65, 66), (66, "2026"), id="year"),
        pytest.param("brest-lyon", "2026-11-21", (None, None), None, id="no-date"),
        pytest.param("choirs", "2026-11-21", (9, 10), None, id="ended"),
        pytest.param("alund-izmir", "1990-01-01", (None, None), (1, "1994-09"), id="not-yet"),
    ],
)
def test_imprecise_dates_give_imprecise_ages(
    run: Run,
    id: str,
    on: str,
    ages: tuple[int | None, int | None],
    coming: tuple[int, str] | None,
) -> None:
    (row,) = anniversaries(run, id, *TOWNS, "--on", on)
    assert (row["years"], row["years_max"], row["elapsed"]) == (*ages, None)
    expected = coming and {"number": coming[0], "date": coming[1], "weekday": None, "days": None}
    assert row["next"] == expected


@pytest.mark.parametrize(
    ("leap_day", "years", "date"),
    [
        pytest.param((), 39, "2027-02-28", id="default"),
        pytest.param(("--leap-day", "feb28"), 39, "2027-02-28", id="feb28"),
        pytest.param(("--leap-day", "mar1"), 38, "2027-03-01", id="mar1"),
    ],
)
def test_leap_day_option_moves_29_february(
    run: Run, leap_day: tuple[str, ...], years: int, date: str
) -> None:
    (row,) = anniversaries(run, "harbours", *TOWNS, "--on", "2027-02-28", *leap_day)
    assert (row["years"], row["next"]["number"], row["next"]["date"]) == (years, 39, date)


@pytest.mark.parametrize(
    ("nth", "expected"),
    [
        pytest.param(
            "75", {"number": 75, "date": "2063-02-28", "weekday": "Wednesday", "days": 13248},
            id="future",
        ),
        pytest.param(
            "1", {"number": 1, "date": "1989-02-28", "weekday": "Tuesday", "days": -13780},
            id="past",
        ),
        pytest.param("9000", None, id="beyond-the-calendar"),
        pytest.param("9" * 400, None, id="very-long-number"),
    ],
)  # fmt: skip
def test_nth_anniversary_is_past_future_or_null(
    run: Run, nth: str, expected: dict[str, Any] | None
) -> None:
    (row,) = anniversaries(run, "harbours", *TOWNS, *ON, "--nth", nth)
    assert list(row) == [*KEYS, "nth"]
    assert row["nth"] == expected


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_first_and_last_day_of_the_calendar(run: Run, on: str) -> None:
    rows = anniversaries(run, *TOWNS, "--on", on)
    assert [row["on"] for row in rows] == [on] * len(ALL)


def test_without_names_all_relationships_are_listed_once(run: Run) -> None:
    rows = anniversaries(run, *TOWNS, *ON)
    assert [row["id"] for row in rows] == ALL
    assert [list(row) for row in rows] == [KEYS] * len(ALL)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        pytest.param("lyon", ["alund-lyon", "brest-lyon"], id="partner-of-two-homes"),
        pytest.param("lyon choir izmir", ["choirs", "alund-izmir"], id="two-names"),
        pytest.param("izmir alund-izmir", ["alund-izmir"], id="the-same-twice"),
        pytest.param("brest", ["alund-brest", "brest-lyon"], id="home"),
    ],
)
def test_names_select_relationships(run: Run, names: str, ids: list[str]) -> None:
    assert [row["id"] for row in anniversaries(run, *names.split(), *TOWNS, *ON)] == ids


def test_city_without_relationships_is_not_an_error(run: Run, tmp_path: Path) -> None:
    city = 'country = "FR"\nlatitude = 43.7\nlongitude = 7.27\ntimezone = "Europe/Paris"\n'
    own = tmp_path / "own.toml"
    own.write_text(f'{SAMPLE.read_text("utf-8")}\n[cities.nice]\nname = "Nice"\n{city}', "utf-8")
    result = run("anniversary", "nice", "--data", str(own), "--json")
    assert result == (0, "[]\n", "No relationships.\n")


def test_nth_has_columns_only_on_request(run: Run) -> None:
    code, out, err = run("anniversary", "izmir", *TOWNS, *ON, "--nth", "50")
    assert (code, err) == (0, "")
    header, row = (line.split("\t") for line in out.splitlines())
    assert header == [*COLUMNS, "nth_number", "nth_date", "nth_weekday", "nth_days"]
    assert row[-4:] == ["50", "2043-09", "", ""]
    code, out, err = run("anniversary", "izmir", *TOWNS, *ON, "--columns", "nth_date")
    assert (code, out) == (2, "")
    assert "no column is called 'nth_date': there are " in err


def test_table_states_the_day(run: Run) -> None:
    code, out, err = run("anniversary", *TOWNS, *ON, "-f", "table", "--nth", "40")
    assert (code, err) == (0, "")
    assert "On 21 November 2026" in out
    assert "65–66" in out
    assert "40th" in out


def test_today_is_that_of_the_place_where_the_program_runs() -> None:
    # These two are 26 hours apart: never on the same day.
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        earliest = dt.datetime.now(ZoneInfo(zone)).date()
        done = subprocess.run(
            [sys.executable, "-m", "sistercities_cli", "anniversary", "choirs", *TOWNS, "--json"],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            check=True,
        )
        latest = dt.datetime.now(ZoneInfo(zone)).date()
        assert json.loads(done.stdout)[0]["on"] in {str(earliest), str(latest)}


@pytest.mark.parametrize(("zone", "hours"), [("AAA-24:00", 24), ("AAA+24:00", -24)])
def test_today_is_told_a_whole_day_from_greenwich_too(zone: str, hours: int) -> None:
    earliest = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    done = subprocess.run(
        [sys.executable, "-m", "sistercities_cli", "anniversary", "choirs", *TOWNS, "--json"],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        check=False,
    )
    latest = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["on"] in {str(earliest.date()), str(latest.date())}
