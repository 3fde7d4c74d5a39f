"""Usage errors: messages and exit code."""

from __future__ import annotations

import pytest
from calls import DATA as TOWNS

from conftest import Run


@pytest.mark.parametrize(
    ("arguments", "culprit"),
    [
        ("anniversary --leap-day feb30", "'feb30'"),
        ("calendar --years 2 --year 2027", "--years and --year cannot be used together"),
        ("calendar --remind 2h", "'2h' is not a number of days or weeks: write 30d or 4w"),
        ("check a.toml --data b.toml", "FILE and --data cannot be used together"),
        ("show osaka --columns id -f markdown", "--columns and --format markdown cannot be used"),
        ("--version=3", "'--version' does not take a value"),
    ],
)
def test_usage_error_is_reported(run: Run, arguments: str, culprit: str) -> None:
    usage, _, message = run(*arguments.split()).failed(2).partition("Error: ")
    assert usage.startswith("Usage: sistercities ")
    assert culprit in message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("--on 2026-11", "'2026-11' is not a day: write YYYY-MM-DD", id="month"),
        pytest.param("--on 2026-02-30", "'2026-02-30' is not a day: no such day", id="no-day"),
        pytest.param("--on 20261121", "'20261121' is not a day: write 2026-11-21", id="no-dashes"),
        pytest.param("--on ２０２６-11-21", "is not a day: write YYYY-MM-DD", id="wide-digits"),
        pytest.param("--founded ..", "'..' has no date: write FROM..TO", id="span-of-nothing"),
        pytest.param("--founded 1999..1990", "ends before it starts: swap", id="span-backwards"),
        pytest.param("--founded 1999...", "'.' is not a date", id="three-dots"),
        pytest.param("--founded 1990..later", "'later' is not a date", id="span-to-a-word"),
    ],
)
def test_invalid_date_is_explained(run: Run, arguments: str, message: str) -> None:
    err = run("list", *TOWNS, *arguments.split()).failed(2)
    assert message in " ".join(err.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("anniversary --nth 0", "'0' is not a whole number of 1 or more", id="least"),
        pytest.param(f"anniversary --nth {'9' * 5000}", "9' is not a whole number", id="long"),
        pytest.param("anniversary --nth 1_0", "'1_0' is not a whole number", id="underscore"),
        pytest.param("upcoming --every ٣", "'٣' is not a whole number", id="arabic-digit"),
        pytest.param("upcoming --every 1.5", "'1.5' is not a whole number of 1 or more", id="part"),
        pytest.param(
            "upcoming --year 10000", "'10000' is not a year of four digits, like 2027", id="year"
        ),
        pytest.param(
            "calendar --title \x07", "Invalid value for '--title': '\\x07' contains", id="title"
        ),
        pytest.param(
            "calendar --years 1001", "'1001' is not a whole number from 1 to 1000", id="most"
        ),
    ],
)
def test_wrong_value_is_explained(run: Run, arguments: str, message: str) -> None:
    err = run(*arguments.split(), *TOWNS).failed(2)
    assert message in " ".join(err.split())


@pytest.mark.parametrize(
    ("length", "message"),
    [
        pytest.param("", "'' is not a duration: write 90d, 12w, 6m or 1y", id="nothing"),
        pytest.param("10000000d", "ends after the year 9999", id="long"),
        pytest.param("9" * 5000 + "m", "ends after the year 9999", id="longer-than-numbers-are"),
    ],
)
def test_invalid_window_is_explained(run: Run, length: str, message: str) -> None:
    err = run("upcoming", *TOWNS, "--within", length).failed(2)
    assert message in " ".join(err.split())


def test_counts_of_countries_are_sorted_by_name_only(run: Run) -> None:
    assert "--sort years needs a NAME" in run("country", *TOWNS, "--sort", "years").failed(2)
    ascending, descending = (
        run("country", *TOWNS, "--sort", "country", *more, "--no-header").out.splitlines()
        for more in ((), ("--reverse",))
    )
    assert len(ascending) > 1
    assert descending == ascending[::-1]


@pytest.mark.parametrize("arguments", ["upcoming --year 9999", "calendar --years 1000 --every 999"])
def test_maximum_of_a_number_is_accepted(run: Run, arguments: str) -> None:
    assert run(*arguments.split(), *TOWNS).code == 0
