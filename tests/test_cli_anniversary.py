"""The ``anniversary`` command: ages and upcoming anniversaries."""

from __future__ import annotations

import time
from typing import Any

import pytest
from calls import DATA as TOWNS

from conftest import Run
from sistercities_cli.cli.options import today  # before the clock of the tests stops

ALL = ["alund-brest", "alund-izmir", "alund-lyon", "brest-lyon", "choirs"]
KEYS = [
    "id", "home", "partner", "kind", "status", "founded", "precision", "on", "years",
    "years_max", "elapsed", "next", "milestone",
]  # fmt: skip
OCCURRENCE = ["number", "date", "weekday", "days"]
COLUMNS = [*KEYS[:-2], *(f"{key}_{part}" for key in ("next", "milestone") for part in OCCURRENCE)]


def anniversaries(run: Run, *arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run("anniversary", *arguments, "--json").json
    return rows


def test_anniversary_today_is_the_next(run: Run) -> None:
    (row,) = anniversaries(run, "osaka", "--on", "2026-11-09")
    assert row["years"] == 53
    assert row["next"] == {"number": 53, "date": "2026-11-09", "weekday": "Monday", "days": 0}


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
    (row,) = anniversaries(run, "harbours", *TOWNS, "--nth", nth)
    assert list(row) == [*KEYS, "nth"]
    assert row["nth"] == expected


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_first_and_last_day_of_the_calendar(run: Run, on: str) -> None:
    rows = anniversaries(run, *TOWNS, "--on", on)
    assert [row["on"] for row in rows] == [on] * len(ALL)


def test_without_names_all_relationships_are_listed_once(run: Run) -> None:
    rows = anniversaries(run, *TOWNS)
    assert [row["id"] for row in rows] == ALL
    assert [list(row) for row in rows] == [KEYS] * len(ALL)


def test_nth_has_columns_only_on_request(run: Run) -> None:
    out = run("anniversary", "izmir", *TOWNS, "--nth", "50").ok
    header, row = (line.split("\t") for line in out.splitlines())
    assert header == [*COLUMNS, "nth_number", "nth_date", "nth_weekday", "nth_days"]
    assert row[-4:] == ["50", "2043-09", "", ""]
    err = run("anniversary", "izmir", *TOWNS, "--columns", "nth_date").failed(2)
    assert "no column is called 'nth_date': there are " in err


def test_table_states_the_day(run: Run) -> None:
    out = run("anniversary", *TOWNS, "-f", "table", "--nth", "40").ok
    assert "On 21 November 2026" in out
    assert "65–66" in out
    assert "40th" in out


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set")
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", "2026-11-22"),
        ("Etc/GMT+12", "2026-11-20"),
        ("AAA-24:00", "2026-11-22"),
        ("AAA+24:00", "2026-11-20"),
    ],
)
def test_today_is_the_local_date(monkeypatch: pytest.MonkeyPatch, zone: str, day: str) -> None:
    moment = time.localtime
    monkeypatch.setattr(time, "localtime", lambda: moment(1795258800))  # 11:00 UTC
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert str(today()) == day
    finally:
        monkeypatch.undo()
        time.tzset()
