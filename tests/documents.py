"""Parsed data files: the sample, modified copies of it, and one with every key."""

from __future__ import annotations

import re
from typing import Any

import tomli

from conftest import SAMPLE
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType

MISSING = object()  # as a value: deletes the key


def sample() -> dict[str, Any]:
    """Parse the sample file to a document that the test may change."""
    return tomli.loads(SAMPLE.read_text("utf-8"))


def set_value(document: dict[str, Any], path: str, value: object) -> None:
    """Set the value at a path, such as ``relationships.choirs.events[0].date``."""
    parts = re.findall(r"[^.[\]]+", path)
    *parents, last = (int(part) if part.isdigit() else part for part in parts)
    container: Any = document
    for parent in parents:
        if isinstance(container, dict):
            container.setdefault(parent, {})
        container = container[parent]
    if value is MISSING:
        del container[last]
    else:
        container[last] = value


def changed(path: str, value: object) -> dict[str, Any]:
    """Parse the sample file and set the value at one path."""
    document = sample()
    set_value(document, path, value)
    return document


EVIDENCE = ("highlights", "conflicts", "sources")


def evidence_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return an evidence file with all the evidence of a sample document."""
    brest, choir = document["relationships"]["alund-brest"], document["organisations"]["lyon-choir"]
    return {
        "homes": {"alund": {"sources": document["homes"]["alund"]["sources"]}},
        "organisations": {"lyon-choir": {"sources": choir["sources"]}},
        "relationships": {"alund-brest": {key: brest[key] for key in EVIDENCE}},
    }


def full_document(text: str, id: str, url: str) -> dict[str, Any]:
    """Build a document with every key of the schema, its texts, ids and addresses as given.

    Two cities are homes; ids start with the one given. Of the four relationships, each with
    another status, one is between the homes and one between organisations.
    """
    values = {
        ValueType.TEXT: text,
        ValueType.TEXTS: [text, text],
        ValueType.DATE: "2000-02-29",
        ValueType.DAY: "2026-01-01",
        ValueType.URL: url,
        ValueType.URLS: [url],
        ValueType.ID: id,
        ValueType.WIKIDATA: text,
        ValueType.LATITUDE: 10.5,
        ValueType.LONGITUDE: 20.5,
        ValueType.NUMBER: 1,
        ValueType.TIMEZONE: "Europe/Paris",
        ValueType.CODE: "FRA",
        ValueType.COUNTRY: "FR",
        ValueType.CITY: f"{id}1",
        ValueType.CITIES: [f"{id}1", f"{id}2"],
    }

    def value(key: Key) -> Any:
        if key.table:
            return [record(schema.TABLES[key.table])]
        if key.type == ValueType.FACTS:
            return list(key.choices)
        return key.choices[-1] if key.choices else values[key.type]

    def record(keys: Keys, **changes: Any) -> dict[str, Any]:
        return {name: changes[name] if name in changes else value(keys[name]) for name in keys}

    about = record(schema.DIRECTORY)
    del about["evidence"]  # names a separate file; without it, the evidence is inline
    keys = schema.RECORDS
    relationships = [
        {"home": f"{id}1", "partner": f"{id}2", "status": "active"},
        {"home": f"{id}1", "partner": f"{id}3", "status": "suspended"},
        {"home": f"{id}2", "partner": f"{id}3", "status": "dormant"},
        {"home": f"{id}o1", "partner": f"{id}o3", "status": "ended"},
    ]
    return {
        "directory": about,
        "homes": {f"{id}{number}": record(keys["homes"]) for number in (1, 2)},
        "countries": {"FR": record(keys["countries"])},
        "cities": {
            f"{id}{number}": record(keys["cities"], latitude=20.0 * number) for number in (1, 2, 3)
        },
        "organisations": {
            f"{id}o{number}": record(keys["organisations"], city=f"{id}{number}")
            for number in (1, 3)
        },
        "relationships": {
            f"{id}r{number}": record(keys["relationships"], **one)
            for number, one in enumerate(relationships, 1)
        },
    }
