"""The ``upcoming`` and ``calendar`` commands."""

from __future__ import annotations

import pytest
import vobject
from calls import DATA as TOWNS

from conftest import Run

KEYS = [
    "id", "home", "partner", "country", "country_code", "kind", "status", "founded",
    "precision", "number", "name", "date", "weekday", "days",
]  # fmt: skip


def test_default_window_is_a_year(run: Run) -> None:
    out = run("upcoming", *TOWNS, "--columns", "id,number,date,days", "--no-header").ok
    assert out.splitlines() == [
        "alund-brest\t39\t2027-02-28\t99",
        "alund-izmir\t34\t2027-09\t",
        "alund-lyon\t67\t2027\t",
    ]
    assert run("upcoming", *TOWNS, "--within", "1y").out == run("upcoming", *TOWNS).out


def test_json_record(run: Run) -> None:
    rows = run("upcoming", *TOWNS, "--json").json
    assert [list(row) for row in rows] == [KEYS] * 3
    assert rows[0] == {
        "id": "alund-brest", "home": "Ålund", "partner": "Brest", "country": "France",
        "country_code": "FR", "kind": "sister city", "status": "active",
        "founded": "1988-02-29", "precision": "day", "number": 39, "name": None,
        "date": "2027-02-28", "weekday": "Sunday", "days": 99,
    }  # fmt: skip


def test_anniversaries_have_customary_names(run: Run) -> None:
    columns = ("--columns", "number,name", "--no-header")
    assert run("upcoming", *TOWNS, "--year", "2038", *columns).ok.startswith("50\tgolden\n")


def test_window_of_one_day(run: Run) -> None:
    options = ("upcoming", *TOWNS, "--within", "0d", "--json", "--on")
    assert [row["days"] for row in run(*options, "2027-02-28").json] == [0]
    message = "No anniversaries on 1 March 2027.\n"
    assert run(*options, "2027-03-01") == (0, "[]\n", message)
    rows = run(*options, "2027-03-01", "--leap-day", "mar1").json
    assert [row["number"] for row in rows] == [39]


def test_window_that_ends_too_late_is_a_usage_error(run: Run) -> None:
    error = run("upcoming", *TOWNS, "--on", "9999-12-01").failed(2)
    assert "'--within': '1y' from 9999-12-01 ends after the year 9999." in " ".join(error.split())


def test_filters(run: Run) -> None:
    def ids(*options: str) -> set[str]:
        return set(run("upcoming", *TOWNS, "--columns", "id", "--no-header", *options).ok.split())

    assert ids("--status", "suspended") == {"alund-izmir"}
    assert ids("--kind", "friendship") == {"alund-lyon"}
    assert ids("--country", "turkey") == {"alund-izmir"}
    assert ids("--of", "brest") == {"alund-brest"}
    assert ids("--year", "2028", "--every", "10") == {"alund-brest"}


TABLE = """\
Anniversaries from 21 November 2026 to 20 November 2027

Date             Days  Anniversary  Relationship     Since
────────────────────────────────────────────────────────────────
Sun 28 Feb 2027    99  39th         Brest and Ålund  29 Feb 1988

Day not known

When            Anniversary  Relationship                 Since
──────────────────────────────────────────────────────────────────
September 2027  34th         İzmir and Ålund (suspended)  Sep 1993
2027            67th         Lyon and Ålund (dormant)     1960
"""
ENTRIES = """\
Anniversaries from 21 November 2026 to
20 November 2027

39th Sunday 28 February 2027, in 99 days
  Brest and Ålund

Day not known

34th September 2027
  İzmir and Ålund (suspended)
67th 2027
  Lyon and Ålund (dormant)
"""


@pytest.mark.parametrize(("width", "expected"), [("80", TABLE), ("40", ENTRIES)])
def test_narrow_terminal_gets_entries_instead_of_a_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: str, expected: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = run("upcoming", *TOWNS, "-f", "table").ok.splitlines()
    assert [line.rstrip(" ─") for line in lines] == [
        line.rstrip("─") for line in expected.splitlines()
    ]


@pytest.mark.parametrize(
    ("options", "title"),
    [
        (("--year", "2027"), "Anniversaries in 2027"),
        (("--within", "0d", "--on", "2027-02-28"), "Anniversaries on 28 February 2027"),
    ],
)
def test_table_is_titled_with_its_window(run: Run, options: tuple[str, ...], title: str) -> None:
    out = run("upcoming", *TOWNS, "-f", "table", *options).ok
    assert out.splitlines()[0] == title
    assert ("Day not known" in out) == ("--year" in options)


def test_dated_omits_anniversaries_without_a_known_day(run: Run) -> None:
    rows = run("upcoming", *TOWNS, "--dated", "--json").json
    assert [row["id"] for row in rows] == ["alund-brest"]


def test_calendar_reports_the_number_of_omitted_anniversaries(run: Run) -> None:
    result = run("calendar", *TOWNS)
    assert result.code == 0
    assert result.err == (
        "4 of 5 left out: 2 without a known day (--include month,year adds them),"
        " 1 without a founding date and 1 ended\n"
    )
    [event] = vobject.readOne(result.out).contents["vevent"]
    assert event.uid.value == "alund-brest@alund.sistercities"
    assert event.dtstamp.value.date().isoformat() == "2026-06-30"


def test_calendar_includes_months_and_years_on_request(run: Run) -> None:
    result = run("calendar", *TOWNS, "--include", "month", "--include", "year", "--year", "2027")
    assert result.err == "2 of 5 left out: 1 without a founding date and 1 ended\n"
    days = [one.dtstart.value.isoformat() for one in vobject.readOne(result.out).vevent_list]
    assert days == ["2027-02-28", "2027-09-01", "2027-01-01"]


def test_calendar_of_names_with_reminders(run: Run) -> None:
    calendar = vobject.readOne(run("calendar", *TOWNS, "alund-brest", "--remind", "4w").ok)
    [event] = calendar.vevent_list
    assert event.uid.value == "alund-brest@alund.sistercities"
    assert event.valarm.trigger.value.days == -28


@pytest.mark.parametrize(
    ("options", "title"),
    [
        pytest.param((), "Sister cities of Chicago and partnerships of Birmingham", id="all"),
        pytest.param(("--of", "chicago"), "Sister cities of Chicago", id="home of one kind"),
        pytest.param(("--of", "birmingham"), "Partnerships of Birmingham", id="several kinds"),
    ],
)
def test_calendar_is_named_after_the_selection(
    run: Run, options: tuple[str, ...], title: str
) -> None:
    calendar = vobject.readOne(run("calendar", *options).out)
    assert calendar.contents["x-wr-calname"][0].value == title


def test_complete_calendar_prints_no_message(run: Run) -> None:
    assert run("calendar", *TOWNS, "--kind", "sister-city", "--country", "fr").ok


def test_empty_calendar_prints_a_message(run: Run) -> None:
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
def test_leap_day_option_applies_to_every_command(
    run: Run, command: str, options: tuple[str, ...]
) -> None:
    for leap_day, date in (("feb28", "2027-02-28"), ("mar1", "2027-03-01")):
        out = run(command, *options, *TOWNS, "--no-header", "--leap-day", leap_day).ok
        assert out.splitlines()[0] == date
