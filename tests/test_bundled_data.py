"""Rules for the bundled data beyond those for any data file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import tomli

from conftest import ROOT
from sistercities_cli import Directory, PartialDate, Status, Year, check_file, parse_date
from sistercities_cli.datafile import schema
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
    for section in EVIDENCE.values()
    for id, one in section.items()
    for source in one.get("sources", ())
]


def test_data_has_no_errors_and_no_warnings() -> None:
    """Findings include misordered keys and records, and founding dates without a source."""
    assert check_file().findings == ()


def test_there_are_50_relationships(directory: Directory) -> None:
    assert [one.id for one in directory.relationships] == list(RELATIONSHIPS)
    assert len(RELATIONSHIPS) == 50


@pytest.mark.parametrize(("home", "number"), [("chicago", 29), ("birmingham", 22)])
def test_each_home_lists_its_relationships(directory: Directory, home: str, number: int) -> None:
    listed = directory.of(directory.find_home(home))

    assert len(listed) == number
    assert "chicago-birmingham" in {one.id for one in listed}


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


def test_latest_evidence_is_not_older_than_status_and_events() -> None:
    for id, one in RECORDS.items():
        dates = [event["date"] for event in one.get("events", ())]
        seen = last_day(parse_date(one.get("status_as_of", "9999")))
        dates += [one["status_since"]] if "status_since" in one else []
        assert [date for date in dates if first_day(parse_date(date)) > seen] == [], id


def test_every_fact_is_supported_by_a_source() -> None:
    facts = {"founded", "kind", "status", "signatories", "areas", "events", "highlights"}
    for id, one in RECORDS.items():
        supported = {
            fact.partition(".")[0]  # an event is named by its date
            for source in one["sources"]
            for fact in source.get("supports", ())
        }

        assert (facts & one.keys()) - supported == set(), id


def test_every_programme_has_a_source() -> None:
    assert [id for id in DATA["homes"] if not EVIDENCE["homes"][id]["sources"]] == []


def test_url_has_the_same_metadata_everywhere() -> None:
    cited: dict[str, set[tuple[object, ...]]] = {}
    for _, source in SOURCES:
        keys = ("publisher", "author", "title", "date", "accessed", "note")
        citation = tuple(source.get(key) for key in keys)
        cited.setdefault(source["url"], set()).add(citation)

    assert {url: metadata for url, metadata in cited.items() if len(metadata) > 1} == {}


def test_every_source_has_a_date_of_access() -> None:
    assert [source["url"] for _, source in SOURCES if "accessed" not in source] == []


def test_relationship_cites_each_source_once() -> None:
    for id, one in RECORDS.items():
        urls = [source["url"] for source in one["sources"]]

        assert sorted(urls) == sorted(set(urls)), id


def test_conflicts_are_about_facts() -> None:
    conflicts = [conflict for one in RECORDS.values() for conflict in one.get("conflicts", ())]

    assert conflicts
    assert {conflict["field"] for conflict in conflicts} <= set(schema.FACTS)


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


def test_wikidata_ids_are_unique() -> None:
    ids = [city["wikidata"] for city in CITIES.values()]

    assert sorted(set(ids)) == sorted(ids)


def test_highlights_are_few_and_have_sources() -> None:
    for id, one in RECORDS.items():
        highlights = one.get("highlights", ())
        assert len(highlights) <= 6, id
        assert [text for text in highlights if not isinstance(text, Mapping)] == [], id


def test_no_country_needs_to_be_looked_up() -> None:
    assert {city["country"] for city in CITIES.values()} - DATA["countries"].keys() == set()
    assert all({"name", "alpha_3"} <= country.keys() for country in DATA["countries"].values())


def texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield texts other than addresses, with their paths."""
    if isinstance(value, str):
        if not value.startswith(("https://", "http://")):
            yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts(one, f"{path}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from texts(one, f"{path}[{number}]")


TEXTS = [*texts(DATA, "cities.toml"), *texts(EVIDENCE, "evidence.toml")]
PRINTED_TITLE = re.compile(r"\.sources\[\d+\]\.title")
# An apostrophe follows a letter; elsewhere it opens a quotation.
QUOTATION = re.compile(r"[\"“”„‟«»‹›‘‛‚「」『』]|(?<![^\W_])['’]")


def test_no_text_has_quotations() -> None:
    """Titles of sources are kept as printed."""
    assert [
        (path, text)
        for path, text in TEXTS
        if QUOTATION.search(text) and not PRINTED_TITLE.search(path)
    ] == []


@pytest.mark.parametrize("text", ['"so"', "“so”", "‘so’", "is 'so'", "is ’so’", "«so»", "「so」"])
def test_quotations_are_detected(text: str) -> None:
    assert QUOTATION.search(text)


@pytest.mark.parametrize("text", ["Ch'ang-ch'un", "the city's", "the cities’ own", "partners'"])
def test_apostrophes_are_not_quotations(text: str) -> None:
    assert not QUOTATION.search(text)


def test_no_text_is_longer_than_a_short_paragraph() -> None:
    assert [(path, len(text)) for path, text in TEXTS if len(text) > 320] == []


def test_texts_of_both_files_are_checked() -> None:
    paths = {path for path, _ in TEXTS}

    assert "cities.toml.relationships.chicago-accra.signatories[0].note" in paths
    assert "evidence.toml.relationships.chicago-accra.highlights[0].text" in paths


@pytest.mark.parametrize("section", ["homes", "cities", "organisations", "relationships"])
def test_ids_are_lower_case_ascii_words_with_hyphens(section: str) -> None:
    form = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

    assert [id for id in DATA[section] if not form.fullmatch(id)] == []
