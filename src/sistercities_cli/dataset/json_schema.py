"""The JSON Schema of a data file, for editors: it says what ``schema`` says.

What goes beyond the form of one value is left to ``validation``: that an id belongs to a
record in the file, that a time zone exists, that dates are in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from sistercities_cli.dataset import schema
from sistercities_cli.dataset.schema import Key, Keys, Type

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NEEDED = ("directory", "homes", "cities")  # the sections of every file

# Patterns are written so that ECMAScript, Python and Rust read them alike: no \d, which is more
# than ten digits to some, and nothing that looks ahead.
_CONTROL = r"\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
TEXT = rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"
ALPHA_2, ALPHA_3 = "^[A-Z]{2}$", "^[A-Z]{3}$"  # the codes of ISO 3166-1
ID = "^-*[A-Za-z0-9][A-Za-z0-9-]*$"
_NO_ADDRESS = rf' "<>\\^`{{|}}{_CONTROL}'
URL = rf"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#{_NO_ADDRESS}][^{_NO_ADDRESS}]*$"
TIMEZONE = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"

# Editors show these where a date is wrong, so they are to be read: that a month has 30 days is
# left to the program.
_MONTH, _DAY = "-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
DATE = f"^[0-9]{{4}}({_MONTH}({_DAY})?)?$"
DAY = f"^[0-9]{{4}}{_MONTH}{_DAY}$"


def data_file() -> Schema:
    """Return the JSON Schema of a data file.

    >>> data_file()["properties"]["relationships"]["additionalProperties"]["required"]
    ['home', 'partner', 'kind', 'status']
    """
    sections = {name: _section(name, keys) for name, keys in schema.RECORDS.items()}
    for name in NEEDED[1:]:
        sections[name]["minProperties"] = 1
    places = sections["cities"]["additionalProperties"]
    places["dependentRequired"] = {"latitude": ["longitude"], "longitude": ["latitude"]}
    return {
        **_head("A directory of sister-city relationships", schema.TABLES),
        "properties": {"directory": _table(schema.DIRECTORY), **sections},
        "required": list(NEEDED),
    }


def evidence_file() -> Schema:
    """Return the JSON Schema of a separate evidence file."""
    tables = {name: schema.TABLES[name] for name in ("conflicts", "claims", "sources")}
    records = schema.EVIDENCE_RECORDS
    return {
        **_head("The evidence of a directory of sister-city relationships", tables),
        "properties": {name: _section(name, keys) for name, keys in records.items()},
    }


def _head(title: str, tables: Mapping[str, Keys]) -> Schema:
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "$defs": {name: _table(keys) for name, keys in tables.items()},
    }


def _section(name: str, keys: Keys) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": ALPHA_2 if name == "countries" else ID},
        "additionalProperties": _table(keys),
    }


def _table(keys: Keys) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {name: _property(key) for name, key in keys.items()},
    }


def _property(key: Key) -> Schema:
    kind = "" if key.choices else f": {key.type.value}"
    return {"description": f"{key.meaning}{kind}", **_value(key)}


def _value(key: Key) -> Schema:
    """Return what may stand under a key."""
    match key.type:
        case Type.TEXT:
            return {"type": "string", "pattern": TEXT}
        case Type.TEXTS:
            return _list(Key(Type.TEXT, ""))
        case Type.DATE:
            return {"type": "string", "pattern": DATE}
        case Type.DAY:
            return {"type": "string", "pattern": DAY}
        case Type.URL:
            # Letters of all scripts may stand in them, so they are no URIs in the strict sense.
            return {"type": "string", "format": "iri", "pattern": URL}
        case Type.LATITUDE:
            return {"type": "number", "minimum": -90, "maximum": 90}
        case Type.LONGITUDE:
            return {"type": "number", "minimum": -180, "maximum": 180}
        case Type.NUMBER:
            return {"type": "integer"}
        case Type.TIMEZONE:
            return {"type": "string", "pattern": TIMEZONE, "examples": ["Europe/London"]}
        case Type.CODE:
            return {"type": "string", "pattern": ALPHA_3}
        case Type.COUNTRY:
            return {"type": "string", "pattern": ALPHA_2}
        case Type.CITY | Type.PARTY:
            return {"type": "string", "pattern": ID}
        case Type.CITIES:
            return _list(Key(Type.CITY, ""))
        case Type.FACTS:
            return _list(Key(Type.CHOICE, "", choices=schema.FACTS))
        case Type.CHOICE:
            return {"type": "string", "enum": list(key.choices)}
        case Type.TABLES:
            items = {"type": "array", "items": {"$ref": f"#/$defs/{key.table}"}}
            return {**items, "minItems": 1} if key.required else items
        case _:
            assert_never(key.type)


def _list(key: Key) -> Schema:
    return {"type": "array", "items": _value(key)}
