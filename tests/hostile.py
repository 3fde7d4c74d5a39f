"""A data file that has every key, with texts of one's choice in all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType

HOSTILE = (
    "\"><script>window.hacked=1</script><img src=x onerror=window.hacked=1>'"
    "&amp;{{7*7}}{% raw %}</style><!--"
)
HOSTILE_ID = "\"'><script>window.hacked=1</script>&amp;{{7*7}}%41#"
HOSTILE_URL = "https://x.example/?a=<script>window.hacked=1</script>\"'&amp;{{7*7}}"


def document(text: str, id: str, url: str) -> dict[str, Any]:
    """Return a document with all keys of the schema, those of texts and addresses as given.

    Two cities are homes; each id begins like the one given. Of the four relationships one is
    between the homes and one between organisations, and each has another status.
    """
    ids = {
        ValueType.COUNTRY: "FR",
        ValueType.CITY: f"{id}1",
        ValueType.CITIES: [f"{id}1", f"{id}2"],
    }

    def value(key: Key) -> Any:
        match key.type:
            case ValueType.TABLES:
                return [record(schema.TABLES[key.table])]
            case ValueType.CHOICE:
                return key.choices[-1]
            case ValueType.COUNTRY | ValueType.CITY | ValueType.CITIES:
                return ids[key.type]
        return {
            ValueType.TEXT: text,
            ValueType.TEXTS: [text, text],
            ValueType.DATE: "2000-02-29",
            ValueType.DAY: "2026-01-01",
            ValueType.URL: url,
            ValueType.LATITUDE: 10.5,
            ValueType.LONGITUDE: 20.5,
            ValueType.NUMBER: 1,
            ValueType.TIMEZONE: "Europe/Paris",
            ValueType.CODE: "FRA",
            ValueType.FACTS: list(schema.FACTS),
        }[key.type]

    def record(keys: Keys, **changes: Any) -> dict[str, Any]:
        return {name: changes[name] if name in changes else value(keys[name]) for name in keys}

    about = record(schema.DIRECTORY)
    del about["evidence"]  # names a file; without it the evidence stands in this one
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


def toml(document: Mapping[str, Any]) -> str:
    """Write a document as TOML, each record below its section as one line a key."""
    lines = []
    for section, records in document.items():
        plain = section == "directory"
        for id, record in {"": records}.items() if plain else records.items():
            lines.append(f"[{section}]" if plain else f"[{section}.{json.dumps(id)}]")
            lines += [f"{name} = {_value(value)}" for name, value in record.items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value)  # a text of JSON is one of TOML as well
