"""The ``upcoming`` and ``calendar`` commands."""

from __future__ import annotations

import json

import pytest
import vobject

from conftest import SAMPLE, Run

TOWNS = ("--data", str(SAMPLE), "--on", "2026-11-21")
KEYS = [
    "id", "home", "partner", "country", "country_code", "kind", "status", "founded",
    "precision", "number", "name", "date", "weekday", "days",
]  # fmt: skip


def test_default_window_is_a_year(run: Run) -> None:
    result = run("upcoming", *TOWNS, "--columns", "id,number,date,days", "--no-header")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "alund-brest\t39\t2027-02-28\t99",
        "alund-lyon\t66\t2026\t",
        "alund-izmir\t34\t2027-09\t",
        "alund-lyon\t67\t2027\t",
    ]
    assert run("upcoming", *TOWNS, "--within", "1y").out == run("upcoming", *TOWNS).out


def test_json_record(run: Run) -> None:
    result = run("upcoming", *TOWNS, "--json")
    assert (result.code, result.err) == (0, "")
    rows = json.loads(result.out)
    assert [list(row) for row in rows] == [KEYS] * 4
    assert rows[0] == {
        "id": "alund-brest", "home": "Ålund", "partner": "Brest", "country": "France",
        "country_code": "FR", "kind": "sister city", "status": "active",
        "founded": "1988-02-29", "precision": "day", "number": 39, "name": None,
        "date": "2027-02-28", "weekday": "Sunday", "days": 99,
    }  # fmt: skip


@pytest.mark.parametrize(("number", "name"), [(25, "silver"), (50, "golden"), (60, "diamond")])
def test_customary_names(run: Run, number: int, name: str) -> None:
    year = str(1988 + number)
    result = run("upcoming", *TOWNS, "--year", year, "--columns", "number,name", "--no-header")
    assert result.out.splitlines()[0] == f"{number}\t{name}"


def test_window_of_one_day(run: Run) -> None:
    options = ("--data", str(SAMPLE), "--within", "0d", "--json", "--on")
    result = run("upcoming", *options, "2027-02-28")
    assert (result.code, [row["days"] for row in json.loads(result.out)]) == (0, [0])
    result = run("upcoming", *options, "2027-03-01")
    assert result == (0, "[]\n", "No anniversaries on 2027-03-01.\n")
    result = run("upcoming", *options, "2027-03-01", "--leap-day", "mar1")
    assert [row["number"] for row in json.loads(result.out)] == [39]


def test_filters(run: Run) -> None:
    def ids(*options: str) -> set[str]:
        result = run("upcoming", *TOWNS, "--columns", "id", "--no-header", *options)
        assert (result.code, result.err) == (0, "")
        return set(result.out.split())

    assert ids("--status", "suspended") == {"alund-izmir"}
    assert ids("--kind", "friendship") == {"alund-lyon"}
    assert ids("--country", "turkey") == {"alund-izmir"}
    assert ids("--of", "brest") == {"alund-brest"}
    assert ids("--year", "2028", "--every", "10") == {"alund-brest"}


TABLE = """\
Anniversaries from 21 November 2026 to 21 November 2027

Date             Days  Anniversary  Relationship
────────────────────────────────────────────────────
Sun 28 Feb 2027    99  39th         Brest and Ålund

Without a known day

When                        Anniversary  Relationship
──────────────────────────────────────────────────────────────────────
some day in 2026            66th         Lyon and Ålund (dormant)
some day in September 2027  34th         İzmir and Ålund (suspended)
some day in 2027            67th         Lyon and Ålund (dormant)
"""
ENTRIES = """\
Anniversaries from 21 November 2026 to
21 November 2027

39th Sunday 28 February 2027, in 99 days
  Brest and Ålund

Without a known day

66th some day in 2026
  Lyon and Ålund (dormant)
34th some day in September 2027
  İzmir and Ålund (suspended)
67th some day in 2027
  Lyon and Ålund (dormant)
"""


@pytest.mark.parametrize(("width", "expected"), [("80", TABLE), ("40", ENTRIES)])
def test_narrow_terminal_gets_entries_instead_of_a_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: str, expected: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("upcoming", *TOWNS, "-f", "table")
    assert (result.code, result.err) == (0, "")
    lines = [line.rstrip() for line in result.out.splitlines()]
    assert [line.strip("─") for line in lines] == [
        line.strip("─") for line in expected.splitlines()
    ]


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (("--year", "2027"), "Anniversaries in 2027"),
        (("--within", "0d", "--on", "2027-02-28"), "Anniversaries on 28 February 2027"),
    ],
)
def test_table_is_titled_with_its_window(run: Run, options: tuple[str, ...], title: str) -> None:
    result = run("upcoming", "--data", str(SAMPLE), "-f", "table", *options)
    assert result.out.splitlines()[0] == title
    assert ("Without a known day" in result.out) == ("--year" in options)


def test_calendar_reports_how_many_are_left_out(run: Run) -> None:
    result = run("calendar", "--data", str(SAMPLE))
    assert result.code == 0
    assert result.err == "4 of 5 left out: no known day, or ended. See: sistercities upcoming\n"
    [event] = vobject.readOne(result.out).contents["vevent"]
    assert event.uid.value == "alund-brest@sistercities"
    assert event.dtstamp.value.date().isoformat() == "2026-06-30"


def test_complete_calendar_has_no_remark(run: Run) -> None:
    result = run("calendar", "--data", str(SAMPLE), "--kind", "sister-city", "--country", "fr")
    assert (result.code, result.err) == (0, "")


def test_empty_calendar_has_a_remark(run: Run) -> None:
    result = run("calendar", *TOWNS, "--country", "spain")
    assert (result.code, result.err) == (0, "No relationships match.\n")
    assert "vevent" not in vobject.readOne(result.out).contents


def test_numbered_calendar_starts_on_the_given_day(run: Run) -> None:
    result = run("calendar", *TOWNS, "--years", "2", "--every", "5")
    days = [one.dtstart.value.isoformat() for one in vobject.readOne(result.out).vevent_list]
    assert days == ["2028-02-29", "2033-02-28"]


def test_round_numbers_have_a_star(run: Run) -> None:
    result = run("upcoming", *TOWNS, "--within", "5y", "-f", "table")
    rows = [line.split() for line in result.out.splitlines() if "Brest and" in line]
    numbers = {cells[5]: cells[6] == "★" for cells in rows}
    assert numbers == {"39th": False, "40th": True, "41st": False, "42nd": False, "43rd": False}


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("list", ("--columns", "next_date")),
        ("country", ("france", "--columns", "next_date")),
        ("anniversary", ("alund-brest", "--columns", "next_date")),
        ("upcoming", ("--columns", "date")),
    ],
)
def test_leap_day_option_holds_in_every_command(
    run: Run, command: str, options: tuple[str, ...]
) -> None:
    for leap_day, date in (("feb28", "2027-02-28"), ("mar1", "2027-03-01")):
        result = run(command, *options, *TOWNS, "--no-header", "--leap-day", leap_day)
        assert (result.code, result.out.splitlines()[0]) == (0, date)
    facts = run("show", "alund-brest", *TOWNS, "--leap-day", "mar1").out
    assert "alund-brest\tnext.date\t2027-03-01\n" in facts
    page = run("show", "alund-brest", *TOWNS, "--leap-day", "mar1", "-f", "table").out
    assert "39th anniversary, Monday 1 March 2027, in 100 days" in page
    order = run("list", *TOWNS, "--sort", "next", "--leap-day", "mar1", "--columns", "next_date")
    assert "2027-03-01" in order.out.split()
