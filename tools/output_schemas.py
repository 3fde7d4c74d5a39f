"""The JSON Schemas of what the commands write as JSON: each key with its type and meaning.

``make docs`` writes them to ``docs/schemas``. A command that learns to write JSON needs an
entry in ``SCHEMAS``, a key that is added needs a line here: a test compares them with what
the program writes.
"""

from __future__ import annotations

from typing import Any

from sistercities_cli.datafile import json_schema
from sistercities_cli.dates import WEEKDAYS
from sistercities_cli.model import Confidence, EventKind, Status

Schema = dict[str, Any]
Keys = dict[str, Schema]

ADDITIVE = "Keys may be added and none will be removed: a reader should accept unknown ones."


def always(value: Schema, meaning: str) -> Schema:
    """Describe a key that always has a value."""
    return {"description": meaning, **value}


def maybe(value: Schema, meaning: str) -> Schema:
    """Describe a key that is null where nothing is known."""
    return {"description": meaning, **nullable(value)}


def nullable(value: Schema) -> Schema:
    """Return a schema that takes null as well."""
    if "null" in value["type"]:
        return value
    null = {"type": [value["type"], "null"]}
    if "enum" in value:
        null["enum"] = [*value["enum"], None]
    return {**value, **null}


def choice(values: Any) -> Schema:
    """Describe a text that is one of several."""
    return {"type": "string", "enum": [str(one) for one in values]}


def table(keys: Keys, *, optional: tuple[str, ...] = ()) -> Schema:
    """Describe an object; its keys are always there but those that are optional."""
    required = [name for name in keys if name not in optional]
    return {"type": "object", "required": required, "properties": keys}


def shared(name: str) -> Schema:
    """Refer to a description that a document has in one place, under ``$defs``."""
    return {"$ref": f"#/$defs/{name}"}


def several(items: Schema) -> Schema:
    """Describe an array."""
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
TEXTS = several(TEXT)
WHOLE = {"type": "integer"}
COUNT = {"type": "integer", "minimum": 0}
ORDINAL = {"type": "integer", "minimum": 1}
LENGTH = {"type": "number", "minimum": 0}
DATE = {"type": "string", "pattern": json_schema.DATE}
DAY = {"type": "string", "pattern": json_schema.DAY}
DURATION = {"type": "string", "pattern": "^P[0-9]+Y[0-9]+M[0-9]+D$"}
MOMENT = {"type": "string", "pattern": "^[0-9-]{10}T[0-9]{2}:[0-9]{2}[+-][0-9:]{5,8}$"}
CODE = {"type": "string", "pattern": json_schema.ALPHA_2}
CODE_3 = {"type": "string", "pattern": json_schema.ALPHA_3}
LATITUDE = {"type": "number", "minimum": -90, "maximum": 90}
LONGITUDE = {"type": "number", "minimum": -180, "maximum": 180}
SURE = choice(Confidence)
PRECISION = choice(("day", "month", "year", "none"))

PARTIES: Keys = {
    "id": always(TEXT, "Id of the relationship"),
    "home": always(TEXT, "Name of the home it is seen from"),
    "partner": always(TEXT, "Name of the other party"),
}
COUNTRY: Keys = {
    "country": always(TEXT, "English name of the partner's country"),
    "country_code": always(CODE, "Its ISO 3166-1 alpha-2 code"),
}
KIND: Keys = {"kind": always(TEXT, "Standard term: sister city, partner city, friendship …")}
STATUS: Keys = {"status": always(choice(Status), "Where it stands")}
FOUNDED: Keys = {
    "founded": maybe(DATE, "Date of the founding agreement, as exactly as it is known"),
    "precision": always(PRECISION, "How exactly the founding date is known"),
}
PLACE: Keys = {
    "latitude": maybe(LATITUDE, "Degrees north (WGS 84) of the city, or of the seat"),
    "longitude": maybe(LONGITUDE, "Degrees east (WGS 84)"),
    "timezone": maybe(TEXT, "IANA time zone"),
}
YEARS: Keys = {
    "years": maybe(COUNT, "Full years for certain; null before the founding or without a date"),
    "years_max": maybe(COUNT, "Full years at most; more than years for an imprecise date"),
}
WEBSITE: Keys = {"website": maybe(TEXT, "Address of a page about the relationship")}
WHEN: Keys = {
    "date": always(DATE, "As exact as the founding date"),
    "weekday": maybe(choice(WEEKDAYS), "English, null without a day"),
    "days": maybe(WHOLE, "From the day asked about; negative once past, null without a day"),
}

LIST: Keys = {
    **PARTIES,
    **COUNTRY,
    **KIND,
    **FOUNDED,
    **STATUS,
    "status_since": maybe(DATE, "When the status began"),
    **YEARS,
    "next_number": maybe(ORDINAL, "Number of the next anniversary"),
    "next_date": maybe(DATE, "Its date, as exact as the founding date"),
    "next_days": maybe(COUNT, "Days until then, null without a day"),
    **PLACE,
    **WEBSITE,
}
COUNTRIES: Keys = {
    "country": always(TEXT, "English name"),
    "country_code": always(CODE, "ISO 3166-1 alpha-2 code"),
    "alpha_3": always(CODE_3, "ISO 3166-1 alpha-3 code"),
    "relationships": always(ORDINAL, "How many there are with partners in the country"),
}
OCCURRENCE = table({"number": always(ORDINAL, "1 for the first anniversary"), **WHEN})
AGE: Keys = {
    "on": always(DAY, "The day asked about"),
    **YEARS,
    "elapsed": maybe(DURATION, "ISO 8601 duration since the founding, where the day is known"),
    "next": maybe(OCCURRENCE, "The first anniversary on or after the day; null once ended"),
    "milestone": maybe(OCCURRENCE, "The first of those whose number is a multiple of five"),
}
ANNIVERSARY: Keys = {
    **PARTIES,
    **KIND,
    **STATUS,
    **FOUNDED,
    **AGE,
    "nth": maybe(OCCURRENCE, "The anniversary asked for with --nth; present only then"),
}
UPCOMING: Keys = {
    **PARTIES,
    **COUNTRY,
    **KIND,
    **STATUS,
    "founded": always(DATE, FOUNDED["founded"]["description"]),
    "precision": FOUNDED["precision"],
    "number": always(ORDINAL, "Number of the anniversary"),
    "name": maybe(choice(("silver", "golden", "diamond")), "Customary name of the number"),
    **WHEN,
}
CHECK: Keys = {
    "file": always(TEXT, "The data file or the evidence file"),
    "line": maybe(ORDINAL, "Counted from 1"),
    "relationship": maybe(TEXT, "Its id, if the problem is in a relationship"),
    "path": maybe(TEXT, "Full path of the key; null for the file as a whole"),
    "severity": always(choice(("error", "warning")), "An error makes the file unusable"),
    "message": always(TEXT, "What is wrong and what would be right"),
    "suggestion": maybe(TEXT, "The name probably meant, if one comes near"),
}

PUBLICATION: Keys = {
    "url": always(TEXT, "Address as found, even if the page is gone by now"),
    "publisher": always(TEXT, "Who published it"),
    "title": maybe(TEXT, "What it is called"),
    "date": maybe(DATE, "When it was published, where that is certain"),
    "note": maybe(TEXT, "Undated, copy of, as of …"),
}
SUPPORTS: Keys = {"supports": always(TEXTS, "Keys of the facts that it supports")}
SOURCE = table({**PUBLICATION, **SUPPORTS})
CITATION = table(
    {
        "home": always(TEXT, "Name of the home"),
        "relationship": maybe(TEXT, "Its id; null where the source is about a programme"),
        **SUPPORTS,
    }
)
SOURCES: Keys = {
    **PUBLICATION,
    "cited_for": always(several(CITATION), "What it is cited for, once per relationship"),
}
PROGRAMME = table(
    {
        "name": always(TEXT, "Who looks after the relationships"),
        "parent": maybe(TEXT, "The organisation that the programme belongs to"),
        "parent_since": maybe(DATE, "Since when"),
        "facts": always(TEXTS, "What else is known about it"),
        "areas": always(TEXTS, "What it works on"),
        "works_with": always(TEXTS, "Whom it works with"),
        "goals": always(TEXTS, "What it is for"),
        "sources": always(several(shared("source")), "Where that comes from"),
    }
)
PARTY = table(
    {
        "id": always(TEXT, "Of the city or organisation"),
        "type": always(choice(("city", "organisation")), "What it is"),
        "name": always(TEXT, "Today's English name"),
        "native": always(TEXTS, "Names in its own languages, where they differ"),
        "also": always(TEXTS, "Other and former names"),
        "note": maybe(TEXT, "What needs saying about an organisation"),
        "city": always(TEXT, "The city it is, or is in"),
        "region": maybe(TEXT, "Part of the country, where that needs saying"),
        "country": always(TEXT, "English name"),
        "country_code": always(CODE, "ISO 3166-1 alpha-2 code"),
        **PLACE,
        "programme": maybe(PROGRAMME, "Of a home, else null"),
        "units": always(TEXTS, "Parts of it that take part"),
        "term": maybe(TEXT, "What this side calls the relationship, where the terms differ"),
    }
)
SIGNATORY = table(
    {
        "name": maybe(TEXT, "Who, where the name is known"),
        "office": maybe(TEXT, "In which office at the time"),
        "side": maybe(choice(("home", "partner")), "For whom"),
        "note": maybe(TEXT, "What needs saying"),
    }
)
EVENT = table(
    {
        "date": always(DATE, "When, as exactly as it is known"),
        "kind": always(choice(EventKind), "What it was"),
        "note": always(TEXT, "What happened"),
    }
)
CLAIM = table(
    {
        "value": always(TEXT, "What the source says, in short"),
        "url": always(TEXT, "The source"),
    }
)
CONFLICT = table(
    {
        "field": always(TEXT, "Key of the fact"),
        "about": maybe(TEXT, "Which fact, where there are several under the key"),
        "claims": always(several(CLAIM), "What each source says"),
        "trusted": always(TEXT, "What the directory uses"),
        "why": always(TEXT, "The reason"),
    }
)
SHOW: Keys = {
    "id": always(TEXT, "Of the relationship"),
    "title": maybe(TEXT, "Its own name, where it has one"),
    "also": always(TEXTS, "Other names of the relationship"),
    "home": always(shared("party"), "The party of the home"),
    "partner": always(shared("party"), "The other party"),
    "with": always(TEXTS, "Names of further cities that take part"),
    **KIND,
    "kind_confidence": maybe(SURE, "How certain the kind is"),
    **FOUNDED,
    "founded_confidence": always(SURE, "How certain the founding date is"),
    "founded_note": maybe(TEXT, "What needs saying about the date"),
    "signatories": always(several(SIGNATORY), "Who signed"),
    "signatories_note": maybe(TEXT, "Where and how it was signed, and who is not known"),
    **STATUS,
    "status_confidence": maybe(SURE, "How certain the status is"),
    "status_since": maybe(DATE, "When the status began"),
    "status_as_of": maybe(DATE, "Date of the latest evidence for it"),
    "status_note": maybe(TEXT, "What needs saying about the status"),
    **AGE,
    "distance_km": maybe(LENGTH, "By great circle from home to partner"),
    "distance_miles": maybe(LENGTH, "The same in miles"),
    "local_time": maybe(MOMENT, "Of the partner now, ISO 8601 with its offset"),
    **WEBSITE,
    "areas": always(TEXTS, "Areas of cooperation"),
    "events": always(several(EVENT), "What happened and when, by date"),
    "notes": always(TEXTS, "What belongs nowhere else"),
    "highlights": always(TEXTS, "What has come of it"),
    "conflicts": always(several(CONFLICT), "Where sources disagree"),
    "sources": always(several(shared("source")), "Where the facts come from"),
}

POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
GEOMETRIES = {
    "Point": POSITION,
    "LineString": several(POSITION),
    "MultiLineString": several(several(POSITION)),
}
OF_HOMES = ("id", "home", "country", "country_code")  # the others are null where they mean nothing
FEATURE = table(
    {
        "type": {"const": "Feature"},
        "properties": table(
            {
                "role": always(choice(("home", "partner", "line")), "What the feature is"),
                **{name: key if name in OF_HOMES else nullable(key) for name, key in LIST.items()},
            }
        ),
        "geometry": {
            "description": "Null where the place is not known",
            "anyOf": [
                {"type": "null"},
                *(
                    table({"type": {"const": name}, "coordinates": inner})
                    for name, inner in GEOMETRIES.items()
                ),
            ],
        },
    }
)
MAP = table({"type": {"const": "FeatureCollection"}, "features": several(FEATURE)})

# By the name of the file, which is that of the command.
SCHEMAS: dict[str, Schema] = {
    "list": {"title": "sistercities list, and country with names", **several(table(LIST))},
    "show": {
        "title": "sistercities show",
        **several(table(SHOW)),
        "$defs": {"party": PARTY, "source": SOURCE},
    },
    "country": {"title": "sistercities country without names", **several(table(COUNTRIES))},
    "anniversary": {
        "title": "sistercities anniversary",
        **several(table(ANNIVERSARY, optional=("nth",))),
    },
    "upcoming": {"title": "sistercities upcoming", **several(table(UPCOMING))},
    "sources": {"title": "sistercities sources", **several(table(SOURCES))},
    "check": {"title": "sistercities check", **several(table(CHECK))},
    "map": {"title": "sistercities map --format geojson", **MAP},
}


def documents() -> dict[str, Schema]:
    """Return each schema as it is written to a file."""
    head = {"$schema": json_schema.DIALECT, "$comment": ADDITIVE}
    return {name: head | schema for name, schema in SCHEMAS.items()}
