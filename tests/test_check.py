"""The keys and records of data files and evidence files, and how they fit together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from documents import MISSING, changed, sample, set_value

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import DataError
from sistercities_cli.datafile.check import check_data, check_evidence
from sistercities_cli.errors import Problem

BREST = "relationships.alund-brest"
IZMIR = "relationships.alund-izmir"


def test_sample_is_valid() -> None:
    assert check_data(sample()) == []


@pytest.mark.parametrize("section", ["organisations", "relationships"])
def test_some_sections_are_optional(section: str) -> None:
    document = changed("relationships", MISSING)
    document.pop(section, None)

    assert check_data(document) == []


def test_required_sections_are_missing() -> None:
    assert check_data({"countries": {}, "homes": {}}) == [
        Problem("directory", "is missing: title, version and date belong there"),
        Problem("homes", "is missing or empty"),
        Problem("cities", "is missing or empty"),
    ]


URL = "a web address that starts with https:// or http://"
DAY = "a date to the day: YYYY-MM-DD, in quotation marks"
PARTY = "the id of a city or organisation in this file"
EVENTS = "agreement or renewal or anniversary or suspension or revival or ending or visit or event"
STATUSES = "active or suspended or dormant or ended or unconfirmed"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("directory.title", "a string"),
        ("directory.date", DAY),
        ("cities.izmir.country", "an ISO 3166-1 alpha-2 code, like GB"),
        ("organisations.alund-choir.city", "the id of a city in this file"),
        ("relationships.choirs.partner", PARTY),
        ("relationships.choirs.status", STATUSES),
        (f"{BREST}.events[1].kind", EVENTS),
        (f"{BREST}.conflicts[1].claims", "a list of tables"),
        (f"{BREST}.conflicts[1].claims[0].url", URL),
    ],
)
def test_missing_key_is_the_only_problem(path: str, expected: str) -> None:
    problem = Problem(path, f"is missing: expected {expected}")

    assert check_data(changed(path, MISSING)) == [problem]


ORGANISATION_KEYS = "name, also, city, note, description, areas, sources"
SECTIONS = "directory, site, homes, countries, cities, organisations, relationships"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("homes.alund.program", ". Did you mean programme?"),
        ("relationships.choirs.Founded", ". Did you mean founded?"),
        ("data", f": expected one of {SECTIONS}"),
        ("organisations.lyon-choir.x", f": expected one of {ORGANISATION_KEYS}"),
    ],
)
def test_unknown_key_is_the_only_problem(path: str, hint: str) -> None:
    assert check_data(changed(path, {})) == [Problem(path, f"is not a valid key{hint}")]


NO_TABLE = "must be a table of keys and values"
INVALID_ID = "cannot be used as an id: use lower-case letters, digits and -"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("directory", 1, NO_TABLE),
        ("relationships", [], "must hold tables, like [relationships.name]"),
        ("relationships.choirs", "x", NO_TABLE),
        ("cities.izmir", "İzmir", NO_TABLE),
        ("organisations.alund-choir", "x", NO_TABLE),
        ("homes.oslo", {"programme": "P"}, "is not the id of a city in this file"),
        ("homes.lyon-choir", {"programme": "P"}, "is not the id of a city in this file"),
        (
            "organisations.lyon",
            {"name": "L", "city": "lyon"},
            "is also the id of a city: choose another",
        ),
    ],
)
def test_invalid_record_is_the_only_problem(path: str, value: object, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize("missing", ["latitude", "longitude"])
def test_single_coordinate_is_reported(missing: str) -> None:
    path = f"cities.izmir.{missing}"

    assert check_data(changed(path, MISSING)) == [
        Problem(path, "is missing: give both latitude and longitude, or neither")
    ]


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        *((id, repr(id)) for id in ("", "a b", "\x1b", "\u2028", "a\u030a")),
        *((id, id) for id in ("ålund", "a_b", "a.b", "a/b", "-")),
    ],
)
def test_id_has_letters_digits_and_hyphens(id: str, shown: str) -> None:
    document = sample()
    document["relationships"][id] = document["relationships"]["choirs"]

    assert check_data(document) == [Problem(f"relationships.{shown}", INVALID_ID)]


@pytest.mark.parametrize("code", ["fr", "FRA", "ÉÉ", "F1"])
def test_country_code_has_two_capital_letters(code: str) -> None:
    document = sample()
    document["countries"][code] = document["countries"]["FR"]

    assert check_data(document) == [
        Problem(f"countries.{code}", "is not a code of two capital letters, like GB")
    ]


@pytest.mark.parametrize("key", ["name", "alpha_3"])
def test_country_must_be_known_unless_it_has_name_and_code(key: str) -> None:
    document = changed(f"countries.SE.{key}", MISSING)
    document["countries"]["QX"] = sample()["countries"]["SE"]
    assert check_data(document) == []

    del document["countries"]["QX"][key]

    message = "'QX' is not a country: write an ISO 3166-1 alpha-2 code, like GB"
    assert check_data(document) == [Problem("countries.QX", message)]


LATER = "is after the data's own date, 2026-06-30"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("relationships.choirs.home", "izmir", "izmir is not a home: add [homes.izmir]"),
        ("relationships.brest-lyon.home", "lyon-choir", "lyon is not a home: add [homes.lyon]"),
        ("relationships.brest-lyon.partner", "brest", "is the home itself: name the other side"),
        ("homes.alund.parent_since", "2026-07", f"'2026-07' {LATER}"),
        (f"{BREST}.founded", "2026-07-01", f"'2026-07-01' {LATER}"),
        (f"{BREST}.status_as_of", "2027", f"'2027' {LATER}"),
        (f"{BREST}.events[1].date", "2026-07-01", f"'2026-07-01' {LATER}"),
        (f"{BREST}.sources[0].date", "2026-07-01", f"'2026-07-01' {LATER}"),
        (f"{BREST}.changed", "2026-07-01", f"'2026-07-01' {LATER}: update directory.date too"),
        (f"{IZMIR}.status_since", "1993-08-31", "'1993-08-31' is before the founding, 1993-09"),
    ],
)
def test_contradiction_is_the_only_problem(path: str, value: str, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{BREST}.status_as_of", "2026-06-30"),
        (f"{BREST}.status_as_of", "2026-06"),
        (f"{BREST}.events[1].date", "2026"),
        (f"{IZMIR}.status_since", "1993-09-01"),
        (f"{IZMIR}.status_since", "1993"),
        ("relationships.brest-lyon.status_since", "1900"),  # not founded on a known date
        ("relationships.choirs.partner", "alund"),  # the city of the choir
    ],
)
def test_consistent_values_are_accepted(path: str, value: str) -> None:
    assert check_data(changed(path, value)) == []


@pytest.mark.parametrize(
    ("date", "kind", "message"),
    [
        ("2012-11-30", "ending", "'2012-11-30' is before the founding, 2012-12"),
        ("2012-11-30", "agreement", None),
        ("2012-12-01", "ending", None),
    ],
)
def test_only_an_ending_cannot_be_before_the_founding(
    date: str, kind: str, message: str | None
) -> None:
    event = {"date": date, "kind": kind, "note": "They sang."}
    path = "relationships.choirs.events"
    problems = [Problem(f"{path}[0].date", message)] if message else []

    assert check_data(changed(path, [event])) == problems


def test_all_problems_are_in_the_order_of_the_document() -> None:
    document = sample()
    paths = [
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
    for path in paths:
        set_value(document, path, 1000)

    assert [problem.path for problem in check_data(document)] == paths


def test_contradictions_follow_invalid_values() -> None:
    document = changed("relationships.choirs.status_as_of", "2027")
    set_value(document, f"{IZMIR}.status_note", 1)
    document["homes"]["oslo"] = {"programme": "P"}
    document["organisations"]["lyon"] = {"name": "N", "city": "lyon"}

    assert [problem.path for problem in check_data(document)] == [
        f"{IZMIR}.status_note",
        "homes.oslo",
        "organisations.lyon",
        "relationships.choirs.status_as_of",
    ]


def test_invalid_value_is_not_reported_as_contradiction_too() -> None:
    assert check_data(changed("directory.evidence", "../\x1b")) == [
        Problem("directory.evidence", "contains the control character U+001B: remove it")
    ]


@pytest.mark.parametrize(("count", "hint"), [(494, ". Did you mean town-1?"), (495, "")])
def test_similar_name_is_suggested_among_500_names_at_most(count: int, hint: str) -> None:
    document = changed("relationships.brest-lyon.partner", "town-1O")
    city = document["cities"]["lyon"]
    document["cities"] |= {f"town-{number}": city for number in range(1, count + 1)}

    (problem,) = check_data(document)

    message = f"'town-1O' is not the id of a city or organisation in this file{hint}"
    assert problem.message == message


def test_problems_are_printable() -> None:
    document = sample()
    document["\x1b[0m"] = 1
    document["cities"]["bo\x1b[2Jm"] = {"nam\x1b[31me": "x"}
    document["cities"]["lyon"]["country"] = "\x1b[2J"
    document["organisations"]["lyon-choir"]["city"] = "bo\x1b[2Jm"

    assert [str(problem) for problem in check_data(document) if "\\x1b" in str(problem)] == [
        r"'\x1b[0m': is not a valid key: expected one of " + SECTIONS,
        r"cities.'bo\x1b[2Jm': cannot be used as an id: use lower-case letters, digits and -",
        r"cities.'bo\x1b[2Jm'.'nam\x1b[31me': is not a valid key. Did you mean name?",
        r"cities.'bo\x1b[2Jm'.name: is missing: expected a string",
        (
            r"cities.'bo\x1b[2Jm'.country: is missing:"
            " expected an ISO 3166-1 alpha-2 code, like GB"
        ),
    ]
    assert all(str(problem).isprintable() for problem in check_data(document))


def test_load_raises_all_problems_with_lines(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    text = SAMPLE.read_text("utf-8").replace("latitude = 60.0", "latitude = 600")
    file.write_text(text.replace('status = "dormant"', 'status = "asleep"'), "utf-8")

    with pytest.raises(DataError) as caught:
        sistercities_cli.load(file)

    assert str(caught.value) == (
        f"{file} has 2 problems:\n"
        "  line 43: cities.alund.latitude: must be a number of degrees from -90 to 90, not 600\n"
        "  line 165: relationships.alund-lyon.status: 'asleep' is not a valid value "
        "(one of active, suspended, dormant, ended, unconfirmed)"
    )


SOURCE = {"url": "https://a.example/", "publisher": "A", "supports": ["kind"]}
ABOUT = {**SOURCE, "supports": ["areas"]}
CLAIM = {"value": "x", "url": "https://a.example/"}
CONFLICT = {"field": "kind", "trusted": "x", "why": "Because.", "claims": [CLAIM]}


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"relationships": {"choirs": {"highlights": ["A song."], "conflicts": [CONFLICT]}}},
        {
            "homes": {"alund": {"sources": [ABOUT]}, "brest": {}},
            "organisations": {"lyon-choir": {"sources": [ABOUT]}},
            "relationships": {"alund-brest": {"sources": [SOURCE]}},
        },
    ],
    ids=["empty", "relationship", "all"],
)
def test_evidence_is_valid(evidence: dict[str, Any]) -> None:
    assert check_evidence(evidence, sample()) == []


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "cities",
            {},
            "is not a valid key: expected one of homes, organisations, relationships",
        ),
        ("homes", [], "must hold tables, like [homes.name]"),
        ("homes.alund", 1, NO_TABLE),
        ("homes.alund.highlights", [], "is not a valid key: expected one of sources"),
        (
            "relationships.choirs.kind",
            "x",
            "is not a valid key: expected one of highlights, conflicts, sources",
        ),
        (
            "relationships.choirs.sources[0].date",
            "June",
            "'June' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ("relationships.choirs.sources[0].date", "2026-07", f"'2026-07' {LATER}"),
        ("homes.lyon", {}, "is not in the data file"),
        ("relationships.choir", {}, "is not in the data file. Did you mean choirs?"),
    ],
)
def test_invalid_evidence_is_the_only_problem(path: str, value: object, message: str) -> None:
    evidence: dict[str, Any] = {
        "homes": {"alund": {}},
        "relationships": {"choirs": {"sources": [{**SOURCE}]}},
    }
    set_value(evidence, path, value)

    assert check_evidence(evidence, sample()) == [Problem(path, message)]


def test_problems_of_evidence_are_in_its_order() -> None:
    evidence = {
        "x": 1,
        "homes": {"oslo": {}, "alund": {"sources": [{"url": "x"}]}},
        "relationships": {"b": {}, "a": {}, "choirs": {"highlights": "x"}},
    }

    assert [problem.path for problem in check_evidence(evidence, sample())] == [
        "x",
        "homes.alund.sources[0].url",
        "homes.alund.sources[0].publisher",
        "homes.oslo",
        "relationships.choirs.highlights",
        "relationships.b",
        "relationships.a",
    ]
