"""From the records of a data file to the model: every key arrives, and nothing is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from documents import changed, sample
from sample_model import (
    ALUND,
    ALUND_CHOIR,
    BREST,
    EVIDENCE,
    FRANCE,
    HOMES,
    IZMIR,
    LYON,
    LYON_CHOIR,
    RELATIONSHIPS,
    SWEDEN,
    TURKEY,
)

from sistercities_cli import City, Directory, Evidence, Organisation, Source, Status
from sistercities_cli.datafile import build_directory, schema


@pytest.fixture
def document() -> dict[str, Any]:
    """Return the document of the sample file with the keys that it does without."""
    document = changed("relationships.choirs.changed", "2026-05-31")
    document["directory"] |= {"issued": "2026-01-31", "evidence": "proof.toml"}
    return document


@pytest.fixture
def built(document: dict[str, Any]) -> Directory:
    return build_directory(document, lambda: [sample()])


def assert_same(found: object, expected: object) -> None:
    """Compare the types as well: a status is no mere text, a year no mere tuple."""
    assert found == expected
    assert repr(found) == repr(expected)


def test_what_is_said_of_the_directory_arrives(built: Directory) -> None:
    assert_same(
        (built.title, built.version, built.date, built.issued),
        ("Sister towns of Ålund", "3", dt.date(2026, 6, 30), dt.date(2026, 1, 31)),
    )


def test_a_directory_is_issued_on_its_own_date_where_nothing_else_is_said() -> None:
    assert build_directory(sample(), list).issued == dt.date(2026, 6, 30)


def test_countries_arrive_in_the_order_of_the_file(built: Directory) -> None:
    assert_same(built.countries, (FRANCE, SWEDEN, TURKEY))


def test_cities_and_organisations_arrive_by_their_ids_cities_first(built: Directory) -> None:
    parties: list[City | Organisation] = [ALUND, BREST, IZMIR, LYON, LYON_CHOIR, ALUND_CHOIR]

    assert_same(list(built.parties.items()), [(party.id, party) for party in parties])


def test_homes_arrive_in_the_order_of_the_file(built: Directory) -> None:
    assert_same(built.homes, HOMES)


@pytest.mark.parametrize("number", range(5), ids=[one.id for one in RELATIONSHIPS])
def test_relationships_arrive_in_the_order_of_the_file(built: Directory, number: int) -> None:
    assert len(built.relationships) == len(RELATIONSHIPS)
    assert_same(built.relationships[number], RELATIONSHIPS[number])


def test_evidence_arrives_and_is_empty_where_there_is_none(built: Directory) -> None:
    found = [built.evidence(one) for one in built.relationships]

    assert_same(found, [EVIDENCE, *[Evidence()] * 4])


def test_the_sources_of_a_programme_arrive(built: Directory) -> None:
    source = Source("https://alund.example/about", "Town of Ålund", None, None, None, ())

    assert_same([built.programme_sources(home) for home in built.homes], [(source,), ()])


def test_a_directory_may_have_neither_organisations_nor_relationships() -> None:
    document = sample()
    del document["organisations"], document["relationships"]

    directory = build_directory(document, list)

    assert directory.relationships == ()
    assert list(directory.parties) == ["alund", "brest", "izmir", "lyon"]
    assert directory.programme_sources(directory.homes[0]) == ()


def test_evidence_is_read_once_and_only_when_asked_for() -> None:
    reads: list[dict[str, Any]] = []

    def read() -> list[dict[str, Any]]:
        reads.append(sample())
        return reads

    directory = build_directory(sample(), read)
    assert reads == []

    for _ in range(2):
        assert directory.evidence(directory.relationships[0]) == EVIDENCE
    assert len(reads) == 1


def test_evidence_of_several_files_is_put_together() -> None:
    source = {"url": "https://a.example/", "publisher": "A"}
    claim = {"value": "x", "url": "https://a.example/"}
    conflict = {"field": "kind", "trusted": "x", "why": "So.", "claims": [claim]}
    more = {
        "homes": {"alund": {"sources": [source]}},
        "relationships": {
            "alund-brest": {"highlights": ["H."], "conflicts": [conflict], "sources": [source]},
            "choirs": {"highlights": ["A song."]},
        },
    }

    directory = build_directory(sample(), lambda: [sample(), more])

    brest, choirs = directory.relationships[0], directory.relationships[-1]
    built = Source("https://a.example/", "A", None, None, None, ())
    found = directory.evidence(brest)
    assert found.highlights == (*EVIDENCE.highlights, "H.")
    assert [one.field for one in found.conflicts] == ["founded", "highlights", "kind"]
    assert found.sources == (*EVIDENCE.sources, built)
    assert directory.evidence(choirs) == Evidence(highlights=("A song.",))
    assert directory.programme_sources(directory.homes[0])[1:] == (built,)


@pytest.mark.parametrize("status", Status)
def test_every_status_arrives(status: Status) -> None:
    directory = build_directory(changed("relationships.choirs.status", status.value), list)

    assert_same(directory.relationships[-1].status, status)


def keys_of(records: Iterable[Mapping[str, Any]]) -> set[str]:
    return {key for record in records for key in record}


def test_these_tests_know_every_key_of_the_directory(document: dict[str, Any]) -> None:
    assert set(document["directory"]) == set(schema.DIRECTORY)


@pytest.mark.parametrize("section", schema.RECORDS)
def test_these_tests_know_every_key_of_a_record(document: dict[str, Any], section: str) -> None:
    assert keys_of(document[section].values()) == set(schema.RECORDS[section])


@pytest.mark.parametrize("table", schema.TABLES)
def test_these_tests_know_every_key_of_a_table(document: dict[str, Any], table: str) -> None:
    brest = document["relationships"]["alund-brest"]
    claims = [claim for conflict in brest["conflicts"] for claim in conflict["claims"]]

    assert keys_of({**brest, "claims": claims}[table]) == set(schema.TABLES[table])
