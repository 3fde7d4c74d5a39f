"""Generate the JSON Schema of data files from their keys, for editors.

It covers only the form of individual values; ``check`` verifies that ids exist, time zones are
known and dates are in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.text import INVISIBLE_CLASS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID_PREFIX = "tag:sistercities,2026:schema/"  # of schemas: names without an address (RFC 4151)
REQUIRED_SECTIONS = ("directory", "homes", "cities")  # the sections of every file

# ECMAScript, Python and Rust read these alike: no lookahead and no \d, whose digits differ.
_CONTROL = r"\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
TEXT = rf"^[^{_CONTROL}]*[^\s{_CONTROL}{INVISIBLE_CLASS}][^{_CONTROL}]*$"
ALPHA_2 = f"^{schema.ALPHA_2}$"
ALPHA_3 = f"^{schema.PATTERNS[ValueType.CODE]}$"
ID = f"^{schema.PATTERNS[ValueType.ID]}$"
_NOT_IN_URL = rf' "<>\\^`{{|}}{_CONTROL}'
URL = rf"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#{_NOT_IN_URL}][^{_NOT_IN_URL}]*$"
TIMEZONE = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"

# Editors show these for an invalid date, so they are readable and allow 31 days in any month.
_MONTH, _DAY = "-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
DATE = f"^[0-9]{{4}}({_MONTH}({_DAY})?)?$"
DAY = f"^[0-9]{{4}}{_MONTH}{_DAY}$"
EVENT = rf"^{re.escape(schema.EVENT_PREFIX)}{DATE[1:]}"


TEXT_SCHEMA = {"type": "string", "pattern": TEXT}
ID_SCHEMA = {"type": "string", "pattern": ID}
# Without a "format": URLs may have letters of all scripts, and few validators know "iri".
URL_SCHEMA = {"type": "string", "pattern": URL}
EVENT_SCHEMA = {"type": "string", "pattern": EVENT}
VALUE_SCHEMAS: Mapping[str, Schema] = {
    ValueType.TEXT: TEXT_SCHEMA,
    ValueType.TEXTS: {"type": "array", "items": TEXT_SCHEMA},
    ValueType.DATE: {"type": "string", "pattern": DATE},
    ValueType.DAY: {"type": "string", "pattern": DAY},
    ValueType.URL: URL_SCHEMA,
    ValueType.LATITUDE: {"type": "number", "minimum": -90, "maximum": 90},
    ValueType.LONGITUDE: {"type": "number", "minimum": -180, "maximum": 180},
    ValueType.NUMBER: {"type": "integer"},
    ValueType.TIMEZONE: {"type": "string", "pattern": TIMEZONE, "examples": ["Europe/London"]},
    **{type: {"type": "string", "pattern": f"^{form}$"} for type, form in schema.PATTERNS.items()},
    ValueType.COUNTRY: {"type": "string", "pattern": ALPHA_2},
    ValueType.CITY: ID_SCHEMA,
    ValueType.PARTY: ID_SCHEMA,
    ValueType.CITIES: {"type": "array", "items": ID_SCHEMA},
}


def data_schema() -> Schema:
    """Generate the JSON Schema of a data file.

    >>> data_schema()["properties"]["relationships"]["additionalProperties"]["required"]
    ['home', 'partner', 'kind', 'status']
    """
    tables = {name: _table_schema(keys) for name, keys in schema.TABLE_SECTIONS.items()}
    sections = {name: _section_schema(name, keys) for name, keys in schema.RECORDS.items()}
    for name in REQUIRED_SECTIONS[1:]:
        sections[name]["minProperties"] = 1
    city = sections["cities"]["additionalProperties"]
    city["dependentRequired"] = {"latitude": ["longitude"], "longitude": ["latitude"]}
    return {
        **_document_head("data", "A directory of sister-city relationships", schema.TABLES),
        "properties": {**tables, **sections},
        "required": list(REQUIRED_SECTIONS),
    }


def evidence_schema() -> Schema:
    """Generate the JSON Schema of a separate evidence file."""
    records = schema.EVIDENCE_RECORDS
    facts = ("signatories", "events")
    tables = {name: keys for name, keys in schema.TABLES.items() if name not in facts}
    return {
        **_document_head(
            "evidence", "The evidence of a directory of sister-city relationships", tables
        ),
        "properties": {name: _section_schema(name, keys) for name, keys in records.items()},
    }


def _document_head(name: str, title: str, tables: Mapping[str, Keys]) -> Schema:
    return {
        "$schema": DIALECT,
        "$id": f"{ID_PREFIX}{name}",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "$defs": {name: _table_schema(keys) for name, keys in tables.items()},
    }


def _section_schema(name: str, keys: Keys) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": ALPHA_2 if name == "countries" else ID},
        "additionalProperties": _table_schema(keys),
    }


def _table_schema(keys: Keys) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {name: _property_schema(key) for name, key in keys.items()},
    }


def _property_schema(key: Key) -> Schema:
    kind = "" if key.choices else f": {key.type}"
    return {"description": f"{key.meaning}{kind}", **_value_schema(key)}


def _value_schema(key: Key) -> Schema:
    if key.type == ValueType.CHOICE:
        return {"type": "string", "enum": list(key.choices)}
    if key.type in VALUE_SCHEMAS:
        return VALUE_SCHEMAS[key.type]
    items = {"type": "array", "items": _item_schema(key)}
    return {**items, "minItems": 1} if key.required else items


def _item_schema(key: Key) -> Schema:
    if key.type == ValueType.URLS:
        return URL_SCHEMA
    if key.type == ValueType.FACTS:
        fact = {"type": "string", "enum": list(key.choices)}
        return {"anyOf": [fact, EVENT_SCHEMA]} if "events" in key.choices else fact
    table = {"$ref": f"#/$defs/{key.table}"}
    if key.type == ValueType.HIGHLIGHTS:
        # Unlike "anyOf", this gives errors for the keys of the table.
        return {"if": {"type": "string"}, "then": TEXT_SCHEMA, "else": table}
    return table
