"""Building a directory from a document: every key arrives in the model."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from documents import changed, sample
from sample_model import (
    ABOUT,
    ALUND,
    ALUND_CHOIR,
    BREST,
    CHOIR,
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

from sistercities_cli import City, Directory, Evidence, Organisation, Source
from sistercities_cli.datafile import build_directory, schema


@pytest.fixture
def document() -> dict[str, Any]:
    """Parse the sample, and add the keys that it does not have."""
    document = changed("relationships.choirs.changed", "2026-05-31")
    document["directory"] |= {"issued": "2026-01-31", "evidence": "more.toml"}
    return document


@pytest.fixture
def built(document: dict[str, Any]) -> Directory:
    return build_directory(document, lambda: [sample()])


def assert_same(found: object, expected: object) -> None:
    """Compare values and types: a status is not just a string, nor a year just a number."""
    assert found == expected
    assert repr(found) == repr(expected)


def test_directory_has_title_version_and_dates(built: Directory) -> None:
    assert_same(
        (built.id, built.title, built.version, built.date, built.issued),
        ("alund", "Sister towns of Ålund", "3", dt.date(2026, 6, 30), dt.date(2026, 1, 31)),
    )


def test_directory_is_issued_on_its_date_by_default() -> None:
    assert build_directory(sample(), list).issued == dt.date(2026, 6, 30)


def test_countries_homes_and_relationships_are_in_the_order_of_the_file(built: Directory) -> None:
    assert_same(built.countries, (FRANCE, SWEDEN, TURKEY))
    assert_same(built.homes, HOMES)
    assert_same(built.relationships, RELATIONSHIPS)


def test_parties_are_cities_and_organisations(built: Directory) -> None:
    parties: list[City | Organisation] = [ALUND, BREST, IZMIR, LYON, LYON_CHOIR, ALUND_CHOIR]

    assert_same(list(built.parties.items()), [(party.id, party) for party in parties])


def test_evidence_may_be_empty(built: Directory) -> None:
    evidence = [built.evidence(relationship) for relationship in built.relationships]

    assert_same(evidence, [EVIDENCE, *[Evidence()] * 4])


def test_programme_has_sources(built: Directory) -> None:
    source = Source(ABOUT, "Town of Ålund", None, None, None, ("facts",))

    assert_same([built.programme_sources(home) for home in built.homes], [(source,), ()])


def test_organisation_has_sources(built: Directory) -> None:
    source = Source(CHOIR, "Lyon Choir", None, None, None, ("areas",))

    found = [built.organisation_sources(choir) for choir in (LYON_CHOIR, ALUND_CHOIR)]
    assert_same(found, [(source,), ()])


def test_organisations_and_relationships_are_optional() -> None:
    document = sample()
    del document["organisations"], document["relationships"]

    directory = build_directory(document, list)

    assert directory.relationships == ()
    assert list(directory.parties) == ["alund", "brest", "izmir", "lyon"]
    assert directory.programme_sources(directory.homes[0]) == ()


def test_evidence_of_two_files_is_combined() -> None:
    source = {"url": "https://a.example/", "publisher": "A"}
    claim = {"value": "x", "url": "https://a.example/"}
    conflict = {"field": "kind", "trusted": "x", "why": "So.", "claims": [claim]}
    highlight = {"text": "H.", "sources": ["https://a.example/"]}
    more = {
        "homes": {"alund": {"sources": [source]}},
        "relationships": {
            "alund-brest": {
                "highlights": [highlight],
                "conflicts": [conflict],
                "sources": [source],
            },
            "choirs": {"highlights": ["A song."]},
        },
    }

    directory = build_directory(sample(), lambda: [sample(), more])

    brest, choirs = directory.relationships[0], directory.relationships[-1]
    built = Source("https://a.example/", "A", None, None, None, ())
    evidence = directory.evidence(brest)
    assert evidence.highlights == (*EVIDENCE.highlights, "H.")
    assert [one.field for one in evidence.conflicts] == ["founded", "highlights", "kind"]
    assert evidence.sources == (*EVIDENCE.sources, built)
    assert evidence.highlight_sources == (*EVIDENCE.highlight_sources, (3,))
    assert directory.evidence(choirs) == Evidence(("A song.",), highlight_sources=((),))
    assert directory.programme_sources(directory.homes[0])[1:] == (built,)


def test_document_has_every_key(document: dict[str, Any]) -> None:
    brest = document["relationships"]["alund-brest"]
    tables = {
        **brest,
        "claims": [claim for conflict in brest["conflicts"] for claim in conflict["claims"]],
        "highlights": brest["highlights"][1:],  # the first is a text
        "home_sources": brest["sources"],  # with the same keys
        "organisation_sources": brest["sources"],
    }

    assert set(document["directory"]) == set(schema.DIRECTORY)
    for section, keys in schema.RECORDS.items():
        assert set().union(*document[section].values()) == set(keys)
    for table, keys in schema.TABLES.items():
        assert set().union(*tables[table]) == set(keys)
