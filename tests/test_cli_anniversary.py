"""The command ``anniversary``: ages, and the anniversaries that come."""

from __future__ import annotations

import csv
import datetime as dt
import json
import time
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from clock import MOMENT

from conftest import SAMPLE, Run
from sistercities_cli.cli.options import now, today

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


def answers(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("anniversary", *arguments, "--json")
    assert (code, err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def test_an_anniversary_is_computed_from_day_to_day(run: Run) -> None:
    assert answers(run, "osaka", *ON) == [
        {
            "id": "chicago-osaka", "home": "Chicago", "partner": "Osaka",
            "kind": "sister city", "status": "active", "founded": "1973-11-09",
            "precision": "day", "on": "2026-11-21", "years": 53, "years_max": 53,
            "elapsed": "P53Y0M12D",
            "next": {"number": 54, "date": "2027-11-09", "weekday": "Tuesday", "days": 353},
            "milestone": {"number": 55, "date": "2028-11-09", "weekday": "Thursday", "days": 719},
        }
    ]  # fmt: skip


def test_today_counts_as_the_anniversary(run: Run) -> None:
    (row,) = answers(run, "osaka", "--on", "2026-11-09")
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
def test_what_a_date_leaves_open_stays_open(
    run: Run,
    id: str,
    on: str,
    ages: tuple[int | None, int | None],
    coming: tuple[int, str] | None,
) -> None:
    (row,) = answers(run, id, *TOWNS, "--on", on)
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
def test_29_february_is_kept_as_asked(
    run: Run, leap_day: tuple[str, ...], years: int, date: str
) -> None:
    (row,) = answers(run, "harbours", *TOWNS, "--on", "2027-02-28", *leap_day)
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
        pytest.param("9" * 400, None, id="beyond-all-reason"),
    ],
)  # fmt: skip
def test_the_nth_anniversary_may_be_past_or_future(
    run: Run, nth: str, expected: dict[str, Any] | None
) -> None:
    (row,) = answers(run, "harbours", *TOWNS, *ON, "--nth", nth)
    assert list(row) == [*KEYS, "nth"]
    assert row["nth"] == expected


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(run: Run, on: str) -> None:
    rows = answers(run, *TOWNS, "--on", on)
    assert [row["on"] for row in rows] == [on] * len(ALL)


def test_without_a_name_all_are_answered_once(run: Run) -> None:
    rows = answers(run, *TOWNS, *ON)
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
def test_names_pick_the_relationships(run: Run, names: str, ids: list[str]) -> None:
    assert [row["id"] for row in answers(run, *names.split(), *TOWNS, *ON)] == ids


def test_a_city_without_relationships_is_an_empty_answer(run: Run, tmp_path: Path) -> None:
    city = 'country = "FR"\nlatitude = 43.7\nlongitude = 7.27\ntimezone = "Europe/Paris"\n'
    own = tmp_path / "own.toml"
    own.write_text(f'{SAMPLE.read_text("utf-8")}\n[cities.nice]\nname = "Nice"\n{city}', "utf-8")
    result = run("anniversary", "nice", "--data", str(own), "--json")
    assert result == (0, "[]\n", "No relationships.\n")


@pytest.mark.parametrize(("format", "separator"), [("tsv", "\t"), ("csv", ",")])
def test_rows_spell_the_json_out(run: Run, format: str, separator: str) -> None:
    code, out, err = run("anniversary", *TOWNS, *ON, "-f", format)
    header, *rows = csv.reader(StringIO(out, newline=""), delimiter=separator, strict=True)
    assert (code, err, header) == (0, "", COLUMNS)
    first = dict(zip(header, rows[0], strict=True))
    assert (first["next_number"], first["next_weekday"], first["milestone_date"]) == (
        "39", "Sunday", "2028-02-29",
    )  # fmt: skip
    assert rows[3][-8:] == [""] * 8


def test_the_nth_has_columns_where_it_is_asked_for(run: Run) -> None:
    code, out, err = run("anniversary", "izmir", *TOWNS, *ON, "--nth", "50")
    assert (code, err) == (0, "")
    header, row = (line.split("\t") for line in out.splitlines())
    assert header == [*COLUMNS, "nth_number", "nth_date", "nth_weekday", "nth_days"]
    assert row[-4:] == ["50", "2043-09", "", ""]
    code, out, err = run("anniversary", "izmir", *TOWNS, *ON, "--columns", "nth_date")
    assert (code, out) == (2, "")
    assert "no column is called 'nth_date': there are " in err


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        pytest.param("tsv", "Brest\t39\n", id="tsv"),
        pytest.param("markdown", "| Brest | 39 |\n", id="markdown"),
        pytest.param("jsonl", '{"partner": "Brest", "next_number": 39}\n', id="jsonl"),
    ],
)
def test_columns_are_picked_and_ordered(run: Run, format: str, expected: str) -> None:
    arguments = ("--columns", "partner,next_number", "--no-header", "-f", format)
    assert run("anniversary", "harbours", *TOWNS, *ON, *arguments) == (0, expected, "")


def test_a_table_says_on_which_day_it_counts(run: Run) -> None:
    code, out, err = run("anniversary", *TOWNS, *ON, "-f", "table", "--nth", "40")
    assert (code, err) == (0, "")
    assert "On 21 November 2026" in out
    assert "65–66" in out
    assert "40th" in out


def test_an_unknown_name_is_no_empty_answer(run: Run) -> None:
    code, out, err = run("anniversary", "izmr", *TOWNS)
    assert (code, out) == (1, "")
    assert err == "Error: No city or organisation called 'izmr'. Did you mean İzmir?\n"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be changed here")
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", "2026-11-22"),
        ("Etc/GMT+12", "2026-11-21"),
        ("AAA-24:00", "2026-11-22"),  # a day from Greenwich is more than datetime allows
        ("AAA+24:00", "2026-11-20"),
    ],
)
def test_today_follows_the_time_zone(monkeypatch: pytest.MonkeyPatch, zone: str, day: str) -> None:
    monkeypatch.setattr(time, "localtime", partial(time.localtime, MOMENT.timestamp()))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        found = today()
    time.tzset()

    assert str(found) == day


def test_now_has_a_time_zone() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= now() <= dt.datetime.now(dt.UTC)
