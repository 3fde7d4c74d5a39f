"""Rows and records: their keys and values."""

from __future__ import annotations

import pytest
from documents import changed
from sample_model import ABOUT, CHOIR
from screen import NOW, ON

from sistercities_cli import Directory, LeapDay
from sistercities_cli.datafile import build_directory
from sistercities_cli.formats import flat_rows
from sistercities_cli.formats.records import fact_rows, show_record
from sistercities_cli.formats.rows import (
    ANNIVERSARY_COLUMNS,
    LIST_COLUMNS,
    NTH_COLUMNS,
    Record,
    anniversary_record,
    list_row,
)

UNKNOWN = dict.fromkeys(("title", "date", "note", "author", "accessed"))  # of a source


def complete(towns: Directory, id: str) -> Record:
    return show_record(towns[id], towns, ON, NOW)


def test_list_row(towns: Directory) -> None:
    record = list_row(towns["alund-brest"], ON)
    assert record == {
        "id": "alund-brest", "home": "Ålund", "partner": "Brest", "country": "France",
        "country_code": "FR", "kind": "sister city", "founded": "1988-02-29",
        "precision": "day", "status": "active", "status_since": None, "years": 38,
        "years_max": 38, "next_number": 39, "next_date": "2027-02-28", "next_days": 99,
        "latitude": 48.39, "longitude": -4.49, "timezone": "Europe/Paris",
        "website": "https://harbours.example/",
        "continent": "Europe", "distance_km": 1796.3, "signatories": "Ann Ek; A guest",
    }  # fmt: skip
    assert tuple(record) == LIST_COLUMNS


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        pytest.param(
            "alund-izmir",
            ("1993-09", "month", "2020-01-15", 33, 33, 34, "2027-09", None, None),
            id="month",
        ),
        pytest.param(
            "alund-lyon", ("1960", "year", None, 65, 66, 66, "2026", None, None), id="year"
        ),
        pytest.param(
            "brest-lyon", (None, "none", None, None, None, None, None, None, None), id="no-date"
        ),
        pytest.param(
            "choirs", ("2012-12", "month", "2022", 9, 10, None, None, None, None), id="ended"
        ),
    ],
)
def test_unknown_values_are_null(towns: Directory, id: str, expected: tuple[object, ...]) -> None:
    record: Record = list_row(towns[id], ON)
    keys = (
        "founded", "precision", "status_since", "years", "years_max",
        "next_number", "next_date", "next_days", "signatories",
    )  # fmt: skip
    assert tuple(record[key] for key in keys) == expected
    assert tuple(record) == LIST_COLUMNS


def test_anniversary_record(towns: Directory) -> None:
    one = towns["alund-brest"]
    assert anniversary_record(one, ON, LeapDay.FEB28, None) == {
        "id": "alund-brest", "home": "Ålund", "partner": "Brest", "kind": "sister city",
        "status": "active", "founded": "1988-02-29", "precision": "day", "on": "2026-11-21",
        "years": 38, "years_max": 38, "elapsed": "P38Y8M23D",
        "next": {"number": 39, "date": "2027-02-28", "weekday": "Sunday", "days": 99},
        "milestone": {"number": 40, "date": "2028-02-29", "weekday": "Tuesday", "days": 465},
    }  # fmt: skip


@pytest.mark.parametrize("nth", [None, 3])
def test_columns_are_the_keys_of_the_flattened_record(towns: Directory, nth: int | None) -> None:
    one = towns["alund-brest"]
    [flat] = flat_rows([anniversary_record(one, ON, LeapDay.FEB28, nth)])
    assert tuple(flat) == ANNIVERSARY_COLUMNS + (NTH_COLUMNS if nth else ())


def test_complete_record_describes_the_relationship(towns: Directory) -> None:
    record = complete(towns, "alund-brest")
    del record["home"], record["partner"], record["conflicts"], record["sources"]
    assert record == {
        "id": "alund-brest", "title": "The Harbour Pact", "also": ["Harbours"], "with": [],
        "kind": "sister city", "kind_confidence": "low",
        "founded": "1988-02-29", "precision": "day", "founded_confidence": "high",
        "founded_note": None,
        "signatories": [
            {"name": "Ann Ek", "office": "Mayor of Ålund", "side": "home", "note": "in Brest"},
            {"name": None, "office": "Mayor of Brest", "side": "partner", "note": None},
            {"name": "A guest", "office": None, "side": None, "note": None},
        ],
        "signatories_note": "Signed at sea.",
        "status": "active", "status_confidence": None, "status_since": None,
        "status_as_of": "2025", "status_note": None,
        "on": "2026-11-21", "years": 38, "years_max": 38, "elapsed": "P38Y8M23D",
        "next": {"number": 39, "date": "2027-02-28", "weekday": "Sunday", "days": 99},
        "milestone": {"number": 40, "date": "2028-02-29", "weekday": "Tuesday", "days": 465},
        "distance_km": 1796.3, "distance_miles": 1116.2,
        "local_time": "2026-11-21T12:30+01:00",
        "website": "https://harbours.example/", "areas": ["ships", "music"],
        "events": [
            {
                "date": "1998-02-28", "kind": "renewal", "note": "Renewed after ten years.",
                "sources": [],
            },
            {"date": "2001", "kind": "event", "note": "A regatta.", "sources": []},
        ],
        "notes": ["The only one by the sea."],
        "highlights": ["Each town has a bench of the other.", "A regatta is held."],
        "highlight_sources": [[], [2]],
    }  # fmt: skip


def test_complete_record_has_the_evidence(towns: Directory) -> None:
    record = complete(towns, "alund-brest")
    paper = "https://paper.example/1988"
    assert record["conflicts"] == [
        {
            "field": "founded", "about": None, "trusted": "1988-02-29",
            "why": "It is on the paper.", "claims": [{"value": "1988-03-01", "url": paper}],
        },
        {
            "field": "highlights", "about": "the bench", "trusted": "one each", "why": "Seen.",
            "claims": [{"value": "two", "url": "https://paper.example/bench"}],
        },
    ]  # fmt: skip
    assert record["sources"] == [
        {
            "url": paper, "publisher": "The Paper", "title": "Two harbours",
            "date": "1988-03-02", "note": "Page 3.", "author": "Jan Berg; Lena Ek",
            "accessed": "2026-05", "supports": ["founded", "kind"],
        },
        {
            "url": "https://alund.example/brest", "publisher": "Town of Ålund", "title": None,
            "date": None, "note": None, "author": None, "accessed": None, "supports": [],
        },
    ]  # fmt: skip


def test_event_has_the_positions_of_the_sources_that_name_its_date() -> None:
    document = changed("relationships.alund-brest.sources[1].supports", ["events.1998-02-28"])
    document["relationships"]["alund-brest"]["sources"][0]["supports"] += ["events", "events.2001"]
    directory = build_directory(document, lambda: [document])

    events = complete(directory, "alund-brest")["events"]

    assert [event["sources"] for event in events] == [[2], [1]]


def test_home_has_its_programme(towns: Directory) -> None:
    source = {**UNKNOWN, "url": ABOUT, "publisher": "Town of Ålund", "supports": ["facts"]}
    assert complete(towns, "alund-brest")["home"] == {
        "id": "alund", "type": "city", "name": "Ålund", "native": [], "also": [],
        "note": None, "city": "Ålund", "region": None, "country": "Sweden",
        "country_code": "SE", "continent": "Europe", "latitude": 60.0, "longitude": 15.0,
        "timezone": "Europe/Stockholm",
        "programme": {
            "name": "Ålund International", "parent": "Town of Ålund",
            "parent_since": "2001-05", "facts": ["It has two desks."], "areas": ["trade"],
            "works_with": ["schools"], "goals": ["friends"], "sources": [source],
            "title": "Sister towns",
        },
        "units": [], "term": "vänort", "wikidata": None, "description": None, "areas": [],
        "sources": [],
    }  # fmt: skip


def test_organisation_has_its_description_and_city(towns: Directory) -> None:
    source = {**UNKNOWN, "url": CHOIR, "publisher": "Lyon Choir", "supports": ["areas"]}
    record = complete(towns, "choirs")
    assert record["partner"] == {
        "id": "lyon-choir", "type": "organisation", "name": "Lyon Choir", "native": [],
        "also": ["LC"], "note": "Sings.", "city": "Lyon", "region": None,
        "country": "France", "country_code": "FR", "continent": "Europe",
        "latitude": 45.75, "longitude": 4.85,
        "timezone": "Europe/Paris", "programme": None, "units": ["basses"], "term": None,
        "wikidata": None, "description": "A choir of bakers.", "areas": ["song"],
        "sources": [source],
    }  # fmt: skip
    assert (record["home"]["id"], record["home"]["units"]) == ("alund-choir", ["altos"])


def test_city_has_native_name_region_term_and_wikidata_id(towns: Directory) -> None:
    izmir = complete(towns, "alund-izmir")["partner"]
    assert (izmir["native"], izmir["also"], izmir["programme"]) == (["İzmir"], ["Smyrna"], None)
    brest = complete(towns, "alund-brest")["partner"]
    assert (brest["region"], brest["term"]) == ("Brittany", "ville jumelée")
    lyon = complete(towns, "alund-lyon")
    assert (lyon["with"], lyon["partner"]["wikidata"]) == (["İzmir"], "Q456")


def test_fact_rows_have_the_path_of_each_value() -> None:
    record = {
        "id": "a", "next": {"days": 0, "weekday": None}, "areas": ["x", "y"],
        "events": [{"date": "2001"}], "notes": [], "flag": False,
    }  # fmt: skip
    rows = fact_rows([record, {"id": "b"}])
    assert [(row["id"], row["field"], row["value"]) for row in rows] == [
        ("a", "id", "a"), ("a", "next.days", 0), ("a", "areas.0", "x"), ("a", "areas.1", "y"),
        ("a", "events.0.date", "2001"), ("a", "flag", False), ("b", "id", "b"),
    ]  # fmt: skip
