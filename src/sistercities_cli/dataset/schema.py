"""Which keys a data file has and what may stand under them: the one description of both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from sistercities_cli.model import Confidence, EventKind, Status


class Type(StrEnum):
    """What may stand under a key."""

    TEXT = "a text"
    TEXTS = "a list of texts"
    DATE = "a date: YYYY, YYYY-MM or YYYY-MM-DD, in quotation marks"
    DAY = "a date to the day: YYYY-MM-DD, in quotation marks"
    URL = "a web address that starts with https:// or http://"
    LATITUDE = "a number of degrees from -90 to 90"
    LONGITUDE = "a number of degrees from -180 to 180"
    NUMBER = "a whole number"
    TIMEZONE = "a name of the IANA time zone database, like Europe/London"
    CODE = "three capital letters, like GBR"
    FACTS = "a list of keys of the relationship"
    COUNTRY = "the code of a country of this file"
    CITY = "the id of a city of this file"
    CITIES = "a list of ids of cities of this file"
    PARTY = "the id of a city or organisation of this file"
    CHOICE = "one of the words for it"
    TABLES = "a list of tables"


class Key(NamedTuple):
    """What one key is for."""

    type: Type
    required: bool = False
    choices: tuple[str, ...] = ()  # of a CHOICE
    table: str = ""  # of TABLES: the name of the table's keys


Keys = Mapping[str, Key]

REQUIRED_TEXT = Key(Type.TEXT, required=True)
TEXT, TEXTS, DATE = Key(Type.TEXT), Key(Type.TEXTS), Key(Type.DATE)
CONFIDENCE = Key(Type.CHOICE, choices=tuple(Confidence))

# Keys stand in the order in which they are written.
DIRECTORY: Keys = {
    "title": REQUIRED_TEXT,
    "version": REQUIRED_TEXT,
    "date": Key(Type.DAY, required=True),
    "evidence": TEXT,
}

EVIDENCE: Keys = {
    "highlights": TEXTS,
    "conflicts": Key(Type.TABLES, table="conflicts"),
    "sources": Key(Type.TABLES, table="sources"),
}

RECORDS: Mapping[str, Keys] = {
    "homes": {
        "programme": REQUIRED_TEXT,
        "parent": TEXT,
        "parent_since": DATE,
        "facts": TEXTS,
        "areas": TEXTS,
        "works_with": TEXTS,
        "goals": TEXTS,
        "sources": EVIDENCE["sources"],
    },
    "countries": {
        "alpha_3": Key(Type.CODE, required=True),
        "name": REQUIRED_TEXT,
        "formal": TEXT,
        "native": TEXTS,
        "also": TEXTS,
    },
    "cities": {
        "name": REQUIRED_TEXT,
        "native": TEXTS,
        "also": TEXTS,
        "country": Key(Type.COUNTRY, required=True),
        "region": TEXT,
        "geonames": Key(Type.NUMBER),
        "latitude": Key(Type.LATITUDE, required=True),
        "longitude": Key(Type.LONGITUDE, required=True),
        "timezone": Key(Type.TIMEZONE, required=True),
    },
    "organisations": {
        "name": REQUIRED_TEXT,
        "also": TEXTS,
        "city": Key(Type.CITY, required=True),
        "note": TEXT,
    },
    "relationships": {
        "home": Key(Type.PARTY, required=True),
        "home_units": TEXTS,
        "partner": Key(Type.PARTY, required=True),
        "partner_units": TEXTS,
        "with": Key(Type.CITIES),
        "title": TEXT,
        "also": TEXTS,
        "kind": REQUIRED_TEXT,
        "kind_confidence": CONFIDENCE,
        "home_term": TEXT,
        "partner_term": TEXT,
        "founded": DATE,
        "founded_confidence": CONFIDENCE,
        "founded_note": TEXT,
        "signatories": Key(Type.TABLES, table="signatories"),
        "signatories_note": TEXT,
        "status": Key(Type.CHOICE, required=True, choices=tuple(Status)),
        "status_confidence": CONFIDENCE,
        "status_since": DATE,
        "status_as_of": DATE,
        "status_note": TEXT,
        "website": Key(Type.URL),
        "areas": TEXTS,
        "events": Key(Type.TABLES, table="events"),
        "notes": TEXTS,
        **EVIDENCE,
    },
}

TABLES: Mapping[str, Keys] = {
    "signatories": {
        "name": TEXT,
        "office": TEXT,
        "side": Key(Type.CHOICE, choices=("home", "partner")),
        "note": TEXT,
    },
    "events": {
        "date": Key(Type.DATE, required=True),
        "kind": Key(Type.CHOICE, required=True, choices=tuple(EventKind)),
        "note": REQUIRED_TEXT,
    },
    "conflicts": {
        "field": REQUIRED_TEXT,
        "about": TEXT,
        "trusted": REQUIRED_TEXT,
        "why": REQUIRED_TEXT,
        "claims": Key(Type.TABLES, required=True, table="claims"),
    },
    "claims": {
        "value": REQUIRED_TEXT,
        "url": Key(Type.URL, required=True),
    },
    "sources": {
        "url": Key(Type.URL, required=True),
        "publisher": REQUIRED_TEXT,
        "title": TEXT,
        "date": DATE,
        "note": TEXT,
        "supports": Key(Type.FACTS),
    },
}

# In a separate evidence file a record has only these keys.
EVIDENCE_RECORDS: Mapping[str, Keys] = {
    "homes": {"sources": EVIDENCE["sources"]},
    "relationships": EVIDENCE,
}

# What a source can support: the keys of a relationship that state a fact about it, and two
# of its partner.
FACTS = (
    "partner", "native", "also", "kind", "home_term", "partner_term", "founded",
    "signatories", "status", "status_since", "website", "areas", "events", "highlights",
)  # fmt: skip
