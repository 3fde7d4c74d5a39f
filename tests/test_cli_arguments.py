"""Values of options: in any case, in lists, in other forms, and given once."""

from __future__ import annotations

import pytest
from calls import DATA as TOWNS

from conftest import Run

ALL = ["alund-brest", "alund-izmir", "alund-lyon", "choirs", "brest-lyon"]
IDS = ("--columns", "id", "--no-header")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        pytest.param("--status SUSPENDED,Dormant", ["alund-izmir", "alund-lyon"], id="list"),
        pytest.param("--kind Friendship,cultural-exchange",
            ["alund-lyon", "choirs", "brest-lyon"], id="kinds"),
        pytest.param("--country turkey,SE", ["alund-izmir", "alund-brest"], id="countries"),
        pytest.param("--continent ASIA", ["alund-izmir"], id="continent"),
        pytest.param("--of brest,alund", ALL, id="homes"),
        pytest.param("--founded 1980s", ["alund-brest"], id="decade"),
        pytest.param("--founded 836..1970", ["alund-lyon"], id="year of three digits"),
    ],
)  # fmt: skip
def test_filter_accepts_value(run: Run, options: str, ids: list[str]) -> None:
    assert set(run("list", *TOWNS, *IDS, *options.split()).ok.split()) == set(ids)


@pytest.mark.parametrize("option", [("-f", "JSON"), ("-fJson",), ("--format=JSON",)])
def test_format_is_accepted_in_any_case(run: Run, option: tuple[str, ...]) -> None:
    assert run("list", *TOWNS, *option).ok.startswith("[\n")


@pytest.mark.parametrize("day", ["today", "Tomorrow", "2026-11-22"])
def test_day_may_be_a_word(run: Run, day: str) -> None:
    out = run(
        "anniversary", "alund-brest", *TOWNS, "--on", day, "--columns", "on", "--no-header"
    ).ok
    assert out == ("2026-11-21\n" if day == "today" else "2026-11-22\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param("--data x --data y", "--data can be given only once", id="data"),
        pytest.param("-f json --format csv", "--format can be given only once", id="format"),
        pytest.param("--on 1/2/2026", "is not a day: write YYYY-MM-DD", id="unclear order"),
        pytest.param("--on 2026", "is not a day: write YYYY-MM-DD", id="year"),
    ],
)
def test_invalid_value_is_explained(run: Run, options: str, message: str) -> None:
    assert message in " ".join(run("list", *options.split()).failed(2).split())


def test_country_counts_relationships_of_the_selected_homes(run: Run) -> None:
    counts = ("country", *TOWNS, "--columns", "country_code,relationships", "--no-header")
    assert run(*counts, "--of", "brest").ok == "FR\t1\nSE\t1\n"
    assert run("country", "france", *TOWNS, *IDS, "--of", "brest").ok == "brest-lyon\n"


def test_words_after_two_hyphens_are_names(run: Run) -> None:
    out = run("show", *TOWNS, "-f", "tsv", "--columns", "id", "--no-header", "--", "brest").ok
    assert set(out.split()) == {"alund-brest", "brest-lyon"}
