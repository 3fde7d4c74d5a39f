"""Rules for the bundled data beyond those for any data file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import tomli

from conftest import ROOT
from sistercities_cli import Directory, PartialDate, Status, Year, parse_date
from sistercities_cli.datafile import check, schema
from sistercities_cli.dates import first_day, last_day

Record = Mapping[str, Any]

DATA = tomli.loads((ROOT / "data" / "cities.toml").read_text("utf-8"))
EVIDENCE = tomli.loads((ROOT / "data" / "evidence.toml").read_text("utf-8"))
CITIES, ORGANISATIONS = DATA["cities"], DATA["organisations"]
RELATIONSHIPS: dict[str, Record] = DATA["relationships"]
# Facts and evidence of each relationship.
RECORDS = {
    id: {**one, **EVIDENCE["relationships"].get(id, {})} for id, one in RELATIONSHIPS.items()
}
SOURCES = [
    (id, source)
    for id, one in (*EVIDENCE["homes"].items(), *EVIDENCE["relationships"].items())
    for source in one.get("sources", ())
]


def test_data_has_no_errors() -> None:
    assert check.check_data(DATA) == []
    assert check.check_evidence(EVIDENCE, DATA) == []


def test_there_are_49_relationships(directory: Directory) -> None:
    assert [one.id for one in directory.relationships] == list(RELATIONSHIPS)
    assert len(RELATIONSHIPS) == 49


@pytest.mark.parametrize(("home", "number"), [("chicago", 29), ("birmingham", 21)])
def test_each_home_lists_its_relationships(directory: Directory, home: str, number: int) -> None:
    listed = directory.of(directory.find_home(home))

    assert len(listed) == number
    assert "chicago-birmingham" in {one.id for one in listed}
    assert sum(one["home"] == "chicago" for one in RELATIONSHIPS.values()) == 29


def test_statuses_other_than_active(directory: Directory) -> None:
    statuses: dict[str, tuple[Status, PartialDate | None]] = {
        one.id: (one.status, one.status_since)
        for one in directory.relationships
        if one.status not in (Status.ACTIVE, Status.UNCONFIRMED)
    }

    assert statuses == {
        "chicago-moscow": (Status.SUSPENDED, parse_date("2022-03-01")),
        "chicago-gothenburg": (Status.DORMANT, None),
        "chicago-bogota": (Status.DORMANT, Year(2016)),
        "birmingham-zaporizhzhia": (Status.DORMANT, None),
        "ironbridge-champ": (Status.ENDED, Year(2022)),
    }


@pytest.mark.parametrize("id", [id for id, one in RECORDS.items() if one["status"] != "active"])
def test_status_other_than_active_is_explained_or_dated(id: str) -> None:
    assert RECORDS[id].keys() & {"status_note", "status_since", "status_as_of"}


@pytest.mark.parametrize(
    "id", [id for id, one in RECORDS.items() if {"status_since", "status_as_of"} <= one.keys()]
)
def test_latest_evidence_is_not_older_than_the_status(id: str) -> None:
    since, seen = parse_date(RECORDS[id]["status_since"]), parse_date(RECORDS[id]["status_as_of"])

    assert first_day(since) <= last_day(seen)


# The murals in Lucerne are newer than the latest evidence of the relationship.
@pytest.mark.parametrize(
    "id",
    [
        id
        for id, one in RECORDS.items()
        if {"events", "status_as_of"} <= one.keys() and id != "chicago-lucerne"
    ],
)
def test_latest_evidence_is_not_older_than_the_events(id: str) -> None:
    seen = last_day(parse_date(RECORDS[id]["status_as_of"]))
    dates = [event["date"] for event in RECORDS[id]["events"]]

    assert [date for date in dates if first_day(parse_date(date)) > seen] == []


def test_every_fact_is_supported_by_a_source() -> None:
    facts = {"founded", "kind", "status", "signatories", "areas", "events", "highlights"}
    for id, one in RECORDS.items():
        supported = {fact for source in one["sources"] for fact in source.get("supports", ())}

        assert (facts & one.keys()) - supported == set(), id


@pytest.mark.parametrize("id", EVIDENCE["homes"])
def test_every_programme_has_a_source(id: str) -> None:
    assert EVIDENCE["homes"][id]["sources"]
    assert set(EVIDENCE["homes"]) == set(DATA["homes"])


def test_address_has_the_same_metadata_everywhere() -> None:
    cited: dict[str, set[tuple[object, ...]]] = {}
    for _, source in SOURCES:
        citation = tuple(source.get(key) for key in ("publisher", "title", "date", "note"))
        cited.setdefault(source["url"], set()).add(citation)

    assert {url: metadata for url, metadata in cited.items() if len(metadata) > 1} == {}


def test_relationship_cites_each_source_once() -> None:
    for id, one in RECORDS.items():
        urls = [source["url"] for source in one["sources"]]

        assert sorted(urls) == sorted(set(urls)), id


def test_no_source_is_newer_than_the_data() -> None:
    latest = last_day(parse_date(DATA["directory"]["date"]))

    assert [
        (id, source["url"])
        for id, source in SOURCES
        if "date" in source and first_day(parse_date(source["date"])) > latest
    ] == []


@pytest.mark.parametrize("id", [id for id, one in RECORDS.items() if "conflicts" in one])
def test_conflicts_are_about_facts_and_claims_have_addresses(id: str) -> None:
    for conflict in RECORDS[id]["conflicts"]:
        assert conflict["field"] in schema.FACTS
        assert conflict["claims"]
        assert all(claim["url"].startswith("http") for claim in conflict["claims"])


def test_every_city_organisation_and_country_is_used() -> None:
    parties = {
        id
        for one in RELATIONSHIPS.values()
        for id in (one["home"], one["partner"], *one.get("with", ()))
    }
    cities = parties | DATA["homes"].keys() | {one["city"] for one in ORGANISATIONS.values()}

    assert CITIES.keys() - cities == set()
    assert ORGANISATIONS.keys() - parties == set()
    assert DATA["countries"].keys() - {city["country"] for city in CITIES.values()} == set()


def test_every_city_has_coordinates_and_time_zone() -> None:
    keys = {"latitude", "longitude", "timezone"}

    assert [id for id, city in CITIES.items() if keys - city.keys()] == []


def test_no_country_needs_to_be_looked_up() -> None:
    assert {city["country"] for city in CITIES.values()} - DATA["countries"].keys() == set()
    assert [
        code for code, one in DATA["countries"].items() if {"name", "alpha_3"} - one.keys()
    ] == []


def texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield texts other than addresses, with their paths."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in ("url", "website"):
                yield from texts(one, f"{path}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from texts(one, f"{path}[{number}]")


TEXTS = [*texts(DATA, "cities.toml"), *texts(EVIDENCE, "evidence.toml")]
# An apostrophe follows a letter; elsewhere it opens a quotation.
QUOTATION = re.compile(r"[\"“”„‟«»‹›‘‛‚「」『』]|(?<![^\W_])['’]")


def test_no_text_has_quotations() -> None:
    assert [(path, text) for path, text in TEXTS if QUOTATION.search(text)] == []


@pytest.mark.parametrize("text", ['"so"', "“so”", "‘so’", "is 'so'", "is ’so’", "«so»", "「so」"])
def test_quotations_are_detected(text: str) -> None:
    assert QUOTATION.search(text)


@pytest.mark.parametrize("text", ["Ch'ang-ch'un", "the city's", "the cities’ own", "partners'"])
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert not QUOTATION.search(text)


def test_no_text_is_longer_than_a_short_paragraph() -> None:
    assert [(path, len(text)) for path, text in TEXTS if len(text) > 320] == []


def test_texts_of_both_files_are_checked() -> None:
    paths = {path for path, _ in TEXTS}

    assert "cities.toml.relationships.chicago-accra.signatories[0].note" in paths
    assert "evidence.toml.relationships.chicago-accra.highlights[0]" in paths
