"""The records of a data file: their ids, how they hang together, and whether they make sense."""

from __future__ import annotations

import pytest
from documents import MISSING, changed, put, sample

from sistercities_cli.datafile.check import check_data
from sistercities_cli.errors import Problem

BREST = "relationships.alund-brest"
A_TABLE = "must be a table of keys and values"
NO_CITY = "is not the id of a city in this file"
LATER = "is after the data's own date, 2026-06-30"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("directory", 1, A_TABLE),
        ("relationships", [], "must hold tables, like [relationships.name]"),
        ("relationships", "none", "must hold tables, like [relationships.name]"),
        ("relationships.choirs", "x", A_TABLE),
        ("homes.brest", "x", A_TABLE),
        ("homes.oslo", {"programme": "P"}, NO_CITY),
        ("homes.lyon-choir", {"programme": "P"}, NO_CITY),
        (
            "organisations.lyon",
            {"name": "L", "city": "lyon"},
            "is also the id of a city: choose another",
        ),
    ],
    ids=[
        "number as directory",
        "list as section",
        "text as section",
        "text as record",
        "text as home",
        "home that is not there",
        "organisation as home",
        "id given twice",
    ],
)
def test_a_wrong_record_is_the_one_problem(path: str, value: object, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize(
    ("homes", "message"),
    [
        ({}, "is missing or empty"),
        (MISSING, "is missing or empty"),
        ([{"programme": "P"}], "must hold tables, like [homes.name]"),
    ],
    ids=["none", "missing", "list"],
)
def test_wrong_homes_are_the_one_problem(homes: object, message: str) -> None:
    document = changed("relationships", MISSING)
    put(document, "homes", homes)

    assert check_data(document) == [Problem("homes", message)]


@pytest.mark.parametrize(
    "id",
    ["", "a b", "\x1b", "a\nb", "a\u200bb", "a\u2028b", "a\u030alund"],
    ids=["nothing", "blank", "escape", "LF", "zero-width space", "line separator", "not NFC"],
)
def test_an_id_that_cannot_be_seen_or_typed_is_refused(id: str) -> None:
    document = sample()
    document["relationships"][id] = document["relationships"]["choirs"]

    assert check_data(document) == [
        Problem(f"relationships.{id!r}", "cannot be used as an id: use letters, digits and -")
    ]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("relationships.choirs.home", "izmir", "izmir is not a home: add [homes.izmir]"),
        ("relationships.brest-lyon.home", "lyon-choir", "lyon is not a home: add [homes.lyon]"),
        (
            "relationships.brest-lyon.partner",
            "brest",
            "is the home itself: name the other side",
        ),
        (f"{BREST}.founded", "2026-07-01", f"'2026-07-01' {LATER}"),
        (f"{BREST}.status_since", "2026-07", f"'2026-07' {LATER}"),
        (f"{BREST}.status_as_of", "2027", f"'2027' {LATER}"),
        (f"{BREST}.events[1].date", "2026-07-01", f"'2026-07-01' {LATER}"),
        (f"{BREST}.changed", "2026-07-01", f"'2026-07-01' {LATER}: raise directory.date too"),
        (
            "relationships.alund-izmir.status_since",
            "1993-08-31",
            "'1993-08-31' is before the founding, 1993-09",
        ),
    ],
    ids=[
        "city that is no home",
        "organisation of a city that is no home",
        "home as partner",
        "founded later",
        "status later",
        "evidence later",
        "event later",
        "changed later",
        "status before the founding",
    ],
)
def test_what_makes_no_sense_is_the_one_problem(path: str, value: str, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{BREST}.status_as_of", "2026-06-30"),
        (f"{BREST}.status_as_of", "2026-06"),
        (f"{BREST}.events[1].date", "2026"),
        ("relationships.alund-izmir.status_since", "1993-09-01"),
        ("relationships.alund-izmir.status_since", "1993"),
        ("relationships.brest-lyon.status_since", "1900"),
    ],
    ids=[
        "the data's own day",
        "the data's own month",
        "the data's own year",
        "month of the founding",
        "year of the founding",
        "no founding known",
    ],
)
def test_dates_that_can_be_in_order_are_no_problem(path: str, value: str) -> None:
    assert check_data(changed(path, value)) == []


def test_a_home_and_an_organisation_of_it_may_be_the_two_parties() -> None:
    assert check_data(changed("relationships.choirs.partner", "alund")) == []


def test_records_at_odds_with_each_other_are_told_in_the_order_of_the_file() -> None:
    document = sample()
    homes = [f"home-{number}" for number in range(9)]
    document["homes"] |= {id: {"programme": "P"} for id in homes}
    cities = ["lyon", "izmir", "brest", "alund"]
    document["organisations"] |= {id: {"name": "N", "city": id} for id in cities}

    assert [problem.path for problem in check_data(document)] == [
        *(f"homes.{id}" for id in homes),
        *(f"organisations.{id}" for id in cities),
    ]


@pytest.mark.parametrize("code", ["france", "fr", "F", "FRA", "ÉÉ", "F1"])
def test_a_country_has_a_code_of_two_capital_letters(code: str) -> None:
    document = sample()
    document["countries"][code] = document["countries"]["FR"]

    assert check_data(document) == [
        Problem(f"countries.{code}", "is not a code of two capital letters, like GB")
    ]


def test_a_conflict_needs_claims() -> None:
    document = changed(f"{BREST}.conflicts[0].claims", [])

    assert check_data(document) == [
        Problem(f"{BREST}.conflicts[0].claims", "is empty: at least one table belongs there")
    ]


def test_events_stand_in_the_order_of_their_dates() -> None:
    document = changed(f"{BREST}.events[0].date", "2002")

    assert check_data(document) == [
        Problem(f"{BREST}.events", "are not in order of date: put the earliest first")
    ]


def test_suggestions_are_not_looked_for_among_too_many_names() -> None:
    document = sample()
    city = document["cities"]["lyon"]
    document["cities"] |= {f"town-{number}": city for number in range(600)}
    document["relationships"]["brest-lyon"]["partner"] = "town-60O"

    (problem,) = check_data(document)

    assert problem.message == "'town-60O' is not the id of a city or organisation in this file"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("homes.alund.parent_since", "2026-07"),
        (f"{BREST}.sources[0].date", "2026-07-01"),
        (f"{BREST}.events[1].date", "2027"),
    ],
)
def test_no_date_is_after_that_of_the_data(path: str, value: str) -> None:
    message = f"'{value}' is after the data's own date, 2026-06-30"

    assert check_data(changed(path, value)) == [Problem(path, message)]


def test_nothing_ends_before_its_founding() -> None:
    document = changed("relationships.choirs.events", [])
    event = {"date": "2012-11-30", "kind": "ending", "note": "They stopped."}
    put(document, "relationships.choirs.events", [event])
    path = "relationships.choirs.events[0].date"

    assert check_data(document) == [Problem(path, "'2012-11-30' is before the founding, 2012-12")]


@pytest.mark.parametrize(("date", "kind"), [("2012-11-30", "agreement"), ("2012-12-31", "ending")])
def test_what_comes_before_a_founding_or_may_come_after_it_is_right(date: str, kind: str) -> None:
    document = sample()
    events = [{"date": date, "kind": kind, "note": "So it was."}]
    put(document, "relationships.choirs.events", events)

    assert check_data(document) == []


@pytest.mark.parametrize("id", ["ålund", "a_b", "a.b", "a/b", "-", "a:b"])
def test_an_id_is_made_of_letters_digits_and_hyphens(id: str) -> None:
    document = sample()
    document["relationships"][id] = document["relationships"]["choirs"]

    assert check_data(document) == [
        Problem(f"relationships.{id}", "cannot be used as an id: use letters, digits and -")
    ]
