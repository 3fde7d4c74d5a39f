"""The keys of a data file and what may be under them, described in this one place."""

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
    TIMEZONE = "a name from the IANA time zone database, like Europe/London"
    CODE = "three capital letters, like GBR"
    FACTS = "a list of keys of the relationship"
    COUNTRY = "an ISO 3166-1 alpha-2 code, like GB"
    CITY = "the id of a city in this file"
    CITIES = "a list of ids of cities in this file"
    PARTY = "the id of a city or organisation in this file"
    CHOICE = "one of the words for it"
    TABLES = "a list of tables"


class Key(NamedTuple):
    """What one key is for."""

    type: Type
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()  # of a CHOICE
    table: str = ""  # of TABLES: the name of the table's keys


Keys = Mapping[str, Key]

CONFIDENCES = tuple(Confidence)

# Keys stand in the order in which they are written.
DIRECTORY: Keys = {
    "title": Key(Type.TEXT, "What the directory is called", required=True),
    "version": Key(Type.TEXT, "The version of the data", required=True),
    "date": Key(Type.DAY, "The day up to which the facts were gathered", required=True),
    "issued": Key(
        Type.DAY, "The day of the first edition; a record without `changed` is as it was then"
    ),
    "licence": Key(Type.TEXT, "What others may do with the data, and whom they must credit"),
    "evidence": Key(Type.TEXT, "The file beside this one that holds the evidence"),
}

EVIDENCE: Keys = {
    "highlights": Key(Type.TEXTS, "What has come of it, in one or two short sentences each"),
    "conflicts": Key(Type.TABLES, "Where sources disagree", table="conflicts"),
    "sources": Key(Type.TABLES, "Where the facts come from", table="sources"),
}

RECORDS: Mapping[str, Keys] = {
    "homes": {
        "programme": Key(Type.TEXT, "Who looks after the relationships", required=True),
        "parent": Key(Type.TEXT, "The organisation that the programme belongs to"),
        "parent_since": Key(Type.DATE, "Since when"),
        "facts": Key(Type.TEXTS, "What else is known about the programme"),
        "areas": Key(Type.TEXTS, "What it works on"),
        "works_with": Key(Type.TEXTS, "Whom it works with"),
        "goals": Key(Type.TEXTS, "What it is for"),
        "sources": EVIDENCE["sources"],
    },
    "countries": {
        "alpha_3": Key(Type.CODE, "ISO 3166-1 alpha-3 code"),
        "name": Key(Type.TEXT, "The everyday English name"),
        "formal": Key(Type.TEXT, "The formal English name, where it differs"),
        "native": Key(Type.TEXTS, "Names in the country's own languages, where they differ"),
        "also": Key(Type.TEXTS, "Other names people use"),
    },
    "cities": {
        "name": Key(Type.TEXT, "Today's English name", required=True),
        "native": Key(Type.TEXTS, "Names in the city's own languages, where they differ"),
        "also": Key(Type.TEXTS, "Other and former names and spellings"),
        "country": Key(Type.COUNTRY, "The country it is in", required=True),
        "region": Key(Type.TEXT, "The part of the country, where that needs saying"),
        "geonames": Key(Type.NUMBER, "The number of its entry at GeoNames"),
        "latitude": Key(Type.LATITUDE, "Degrees north (WGS 84)"),
        "longitude": Key(Type.LONGITUDE, "Degrees east (WGS 84)"),
        "timezone": Key(Type.TIMEZONE, "Its time zone"),
    },
    "organisations": {
        "name": Key(Type.TEXT, "What it is called", required=True),
        "also": Key(Type.TEXTS, "Other names and abbreviations"),
        "city": Key(Type.CITY, "Where it is, or the nearest city of the file", required=True),
        "note": Key(Type.TEXT, "What needs saying about it"),
    },
    "relationships": {
        "home": Key(Type.PARTY, "The home, or the organisation in it", required=True),
        "home_units": Key(Type.TEXTS, "The parts of the home party that take part"),
        "partner": Key(Type.PARTY, "The other party", required=True),
        "partner_units": Key(Type.TEXTS, "The parts of the partner that take part"),
        "with": Key(Type.CITIES, "Further cities that take part"),
        "title": Key(Type.TEXT, "A name of its own"),
        "also": Key(Type.TEXTS, "Other names of the relationship"),
        "kind": Key(Type.TEXT, "The standard term: sister city, partner city …", required=True),
        "kind_confidence": Key(Type.CHOICE, "How certain the kind is", choices=CONFIDENCES),
        "home_term": Key(Type.TEXT, "What the home calls it, where the terms differ"),
        "partner_term": Key(Type.TEXT, "What the partner calls it, where the terms differ"),
        "founded": Key(Type.DATE, "Date of the founding agreement"),
        "founded_confidence": Key(Type.CHOICE, "How certain the date is", choices=CONFIDENCES),
        "founded_note": Key(Type.TEXT, "What needs saying about the date"),
        "signatories": Key(Type.TABLES, "Who signed", table="signatories"),
        "signatories_note": Key(Type.TEXT, "Where and how it was signed, and who is not known"),
        "status": Key(Type.CHOICE, "Where it stands today", required=True, choices=tuple(Status)),
        "status_confidence": Key(Type.CHOICE, "How certain the status is", choices=CONFIDENCES),
        "status_since": Key(Type.DATE, "When the status began"),
        "status_as_of": Key(Type.DATE, "Date of the latest evidence for it"),
        "status_note": Key(Type.TEXT, "What needs saying about the status"),
        "website": Key(Type.URL, "A page about it"),
        "areas": Key(Type.TEXTS, "Areas of cooperation"),
        "events": Key(Type.TABLES, "What happened and when, by date", table="events"),
        "notes": Key(Type.TEXTS, "What belongs nowhere else"),
        "changed": Key(Type.DAY, "The day of its last change since the first edition"),
        **EVIDENCE,
    },
}

# The sections of a data file.
SECTIONS: Mapping[str, Keys] = {"directory": DIRECTORY, **RECORDS}

TABLES: Mapping[str, Keys] = {
    "signatories": {
        "name": Key(Type.TEXT, "Who, where the name is known"),
        "office": Key(Type.TEXT, "In which office at the time"),
        "side": Key(Type.CHOICE, "For whom", choices=("home", "partner")),
        "note": Key(Type.TEXT, "What needs saying: was present, signed an earlier paper …"),
    },
    "events": {
        "date": Key(Type.DATE, "When", required=True),
        "kind": Key(Type.CHOICE, "What it was", required=True, choices=tuple(EventKind)),
        "note": Key(Type.TEXT, "What happened", required=True),
    },
    "conflicts": {
        "field": Key(Type.TEXT, "The key of the fact", required=True),
        "about": Key(Type.TEXT, "Which fact, where there are several under the key"),
        "trusted": Key(Type.TEXT, "What the directory uses", required=True),
        "why": Key(Type.TEXT, "The reason", required=True),
        "claims": Key(Type.TABLES, "What each source says", required=True, table="claims"),
    },
    "claims": {
        "value": Key(Type.TEXT, "What the source says, in short", required=True),
        "url": Key(Type.URL, "The source", required=True),
    },
    "sources": {
        "url": Key(
            Type.URL, "Its address as found, even if the page is gone by now", required=True
        ),
        "publisher": Key(Type.TEXT, "Who published it", required=True),
        "title": Key(Type.TEXT, "What it is called"),
        "date": Key(Type.DATE, "When it was published, where that is certain"),
        "note": Key(Type.TEXT, "Undated, copy of, as of …"),
        "supports": Key(Type.FACTS, "The keys of the facts that it supports"),
    },
}

# In a separate evidence file a record has only these keys.
EVIDENCE_RECORDS: Mapping[str, Keys] = {
    "homes": {"sources": EVIDENCE["sources"]},
    "relationships": EVIDENCE,
}

# What a source can support: the keys of a relationship that state a fact about it, and two
# of its partner. What supports the kind supports the terms of the two sides.
FACTS = (
    "partner", "native", "also", "kind", "founded", "signatories", "status", "status_since",
    "website", "areas", "events", "highlights",
)  # fmt: skip
