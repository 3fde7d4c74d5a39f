"""The order of sections, records and keys in the bundled data, and the form of ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import tomli

from conftest import ROOT
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Keys

DATA = tomli.loads((ROOT / "data" / "cities.toml").read_text("utf-8"))
EVIDENCE = tomli.loads((ROOT / "data" / "evidence.toml").read_text("utf-8"))


def test_sections_are_in_order() -> None:
    assert list(DATA) == ["directory", *schema.RECORDS]
    assert list(EVIDENCE) == list(schema.EVIDENCE_RECORDS)


@pytest.mark.parametrize("section", ["countries", "cities", "organisations"])
def test_records_are_sorted_by_id(section: str) -> None:
    assert list(DATA[section]) == sorted(DATA[section])


def test_relationships_are_sorted_by_home_then_type_then_partner() -> None:
    homes, organisations = list(DATA["homes"]), DATA["organisations"]

    def sort_key(id: str) -> tuple[int, bool, str]:
        home, partner = (DATA["relationships"][id][side] for side in ("home", "partner"))
        city = organisations[home]["city"] if home in organisations else home
        return homes.index(city), partner in organisations, partner

    assert list(DATA["relationships"]) == sorted(DATA["relationships"], key=sort_key)


@pytest.mark.parametrize("section", ["homes", "relationships"])
def test_evidence_is_in_the_order_of_the_facts(section: str) -> None:
    assert list(EVIDENCE[section]) == [id for id in DATA[section] if id in EVIDENCE[section]]


def unordered_tables(record: Mapping[str, Any], keys: Keys, path: str) -> Iterator[str]:
    """Yield the paths of tables whose keys are not in the order of the schema."""
    if list(record) != [key for key in keys if key in record]:
        yield path
    for name, value in record.items():
        table = keys[name].table
        for number, row in enumerate(value if table else ()):
            yield from unordered_tables(row, schema.TABLES[table], f"{path}.{name}[{number}]")


def test_keys_are_in_the_order_of_the_schema() -> None:
    assert list(unordered_tables(DATA["directory"], schema.DIRECTORY, "directory")) == []
    for document in (DATA, EVIDENCE):
        for section, keys in schema.RECORDS.items():
            for id, record in document.get(section, {}).items():
                assert list(unordered_tables(record, keys, f"{section}.{id}")) == []


def test_keys_out_of_order_are_detected() -> None:
    row = {"note": "", "date": ""}

    assert list(unordered_tables({"events": [row]}, schema.RECORDS["relationships"], "r")) == [
        "r.events[0]"
    ]


@pytest.mark.parametrize("id", [id for id, one in DATA["relationships"].items() if "events" in one])
def test_events_are_sorted_by_date(id: str) -> None:
    dates = [event["date"] for event in DATA["relationships"][id]["events"]]

    assert dates == sorted(dates)


@pytest.mark.parametrize("section", ["homes", "cities", "organisations", "relationships"])
def test_ids_are_lower_case_ascii_words_with_hyphens(section: str) -> None:
    form = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

    assert [id for id in DATA[section] if not form.fullmatch(id)] == []


def test_ids_of_countries_are_two_capital_letters() -> None:
    assert [code for code in DATA["countries"] if not re.fullmatch("[A-Z]{2}", code)] == []
