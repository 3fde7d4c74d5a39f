"""The keys of a data file and its problems all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import MISSING, changed, put, sample

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import DataError
from sistercities_cli.datafile.check import check_data
from sistercities_cli.errors import Problem

BREST = "relationships.alund-brest"


def test_the_sample_is_right() -> None:
    assert check_data(sample()) == []


@pytest.mark.parametrize("section", ["organisations", "relationships"])
def test_a_file_may_do_without_some_sections(section: str) -> None:
    document = changed("relationships", MISSING)
    document.pop(section, None)

    assert check_data(document) == []


def test_an_empty_file_is_told_what_belongs_into_it() -> None:
    assert check_data({}) == [
        Problem("directory", "is missing: title, version and date belong there"),
        Problem("homes", "is missing or empty"),
        Problem("cities", "is missing or empty"),
    ]


ADDRESS = "a web address that starts with https:// or http://"
DATE = "a date: YYYY, YYYY-MM or YYYY-MM-DD, in quotation marks"
DAY = "a date to the day: YYYY-MM-DD, in quotation marks"
PARTY = "the id of a city or organisation in this file"
EVENTS = "agreement or renewal or anniversary or suspension or revival or ending or visit or event"
STATUSES = "active or suspended or dormant or ended or unconfirmed"


@pytest.mark.parametrize(
    ("path", "belongs"),
    [
        ("directory.title", "a text"),
        ("directory.version", "a text"),
        ("directory.date", DAY),
        ("homes.brest.programme", "a text"),
        ("cities.izmir.name", "a text"),
        ("cities.izmir.country", "an ISO 3166-1 alpha-2 code, like GB"),
        ("organisations.alund-choir.name", "a text"),
        ("organisations.alund-choir.city", "the id of a city in this file"),
        ("relationships.choirs.home", PARTY),
        ("relationships.choirs.partner", PARTY),
        ("relationships.choirs.kind", "a text"),
        ("relationships.choirs.status", STATUSES),
        (f"{BREST}.events[1].date", DATE),
        (f"{BREST}.events[1].kind", EVENTS),
        (f"{BREST}.events[1].note", "a text"),
        (f"{BREST}.conflicts[1].field", "a text"),
        (f"{BREST}.conflicts[1].trusted", "a text"),
        (f"{BREST}.conflicts[1].why", "a text"),
        (f"{BREST}.conflicts[1].claims", "a list of tables"),
        (f"{BREST}.conflicts[1].claims[0].value", "a text"),
        (f"{BREST}.conflicts[1].claims[0].url", ADDRESS),
        (f"{BREST}.sources[1].url", ADDRESS),
        (f"{BREST}.sources[1].publisher", "a text"),
    ],
)
def test_a_required_key_that_is_missing_is_the_one_problem(path: str, belongs: str) -> None:
    problem = Problem(path, f"is missing: {belongs} belongs there")

    assert check_data(changed(path, MISSING)) == [problem]


SECTIONS = "directory, homes, countries, cities, organisations, relationships"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("relationship", ". Did you mean relationships?"),
        ("directory.titel", ". Did you mean title?"),
        ("homes.alund.program", ". Did you mean programme?"),
        ("cities.lyon.lattitude", ". Did you mean latitude?"),
        ("relationships.choirs.Founded", ". Did you mean founded?"),
        (f"{BREST}.signatories[0].offices", ". Did you mean office?"),
        (f"{BREST}.conflicts[0].claims[0].ulr", ". Did you mean url?"),
        ("data", f": one of {SECTIONS} would be right"),
        ("organisations.lyon-choir.x", ": one of name, also, city, note would be right"),
        (f"{BREST}.events[0].x", ": one of date, kind, note would be right"),
    ],
)
def test_an_unknown_key_is_the_one_problem_with_a_suggestion(path: str, hint: str) -> None:
    assert check_data(changed(path, {})) == [Problem(path, f"is not a key here{hint}")]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    document = sample()
    wrong = [
        "directory.date",
        "homes.brest.programme",
        "countries.SE.name",
        "cities.izmir.latitude",
        "cities.izmir.timezone",
        "organisations.lyon-choir.city",
        f"{BREST}.kind",
        f"{BREST}.signatories[2].name",
        f"{BREST}.events[0].date",
        f"{BREST}.events[1].note",
        f"{BREST}.sources[0].supports",
        "relationships.choirs.status",
    ]
    for path in wrong:
        put(document, path, 1000)

    assert [problem.path for problem in check_data(document)] == wrong


def test_what_makes_no_sense_is_told_along_with_wrong_values() -> None:
    document = changed("cities.izmir.region", 1)
    put(document, "relationships.choirs.status_as_of", "2027")

    assert {problem.path for problem in check_data(document)} == {
        "cities.izmir.region",
        "relationships.choirs.status_as_of",
    }


def test_no_problem_steers_the_terminal_on_which_it_is_shown() -> None:
    document = sample()
    document["\x1b[0m"] = 1
    document["cities"]["bo\x1b[2Jm"] = {"nam\x1b[31me": "x"}
    document["cities"]["lyon"]["country"] = "\x1b[2J"
    document["organisations"]["lyon-choir"]["city"] = "bo[2Jm"

    problems = [str(problem) for problem in check_data(document)]

    assert len(problems) >= 4
    assert [problem for problem in problems if not problem.isprintable()] == []


def test_loading_a_file_says_all_its_problems_with_their_paths(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    text = SAMPLE.read_text("utf-8").replace("latitude = 60.0", "latitude = 600")
    file.write_text(text.replace('status = "dormant"', 'status = "asleep"'), "utf-8")

    with pytest.raises(DataError) as caught:
        sistercities_cli.load(file)

    assert str(caught.value) == (
        f"{file} has 2 problems:\n"
        "  line 41: cities.alund.latitude: must be a number of degrees from -90 to 90, not 600\n"
        "  line 154: relationships.alund-lyon.status: 'asleep' is not known here "
        "(one of active, suspended, dormant, ended, unconfirmed)"
    )
