"""The keys of data files, with the values they accept."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities_cli.model import Confidence, EventKind, Status
from sistercities_cli.structs import Struct


class ValueType:
    """The types of values, as messages describe them."""

    TEXT = "a string"
    TEXTS = "a list of strings"
    DATE = "a date: YYYY, YYYY-MM or YYYY-MM-DD, in quotation marks"
    DAY = "a date to the day: YYYY-MM-DD, in quotation marks"
    URL = "a web address that starts with https:// or http://"
    URLS = "a list of web addresses that start with https:// or http://"
    ID = "lower-case letters, digits and hyphens"
    LATITUDE = "a number of degrees from -90 to 90"
    LONGITUDE = "a number of degrees from -180 to 180"
    NUMBER = "a whole number"
    TIMEZONE = "a name from the IANA time zone database, like Europe/London"
    CODE = "three capital letters, like GBR"
    WIKIDATA = "Q and a number, like Q3761"
    COLOUR = "a number sign and six hexadecimal digits, like #0b567d"
    CONTACT = "a web address or mailto: and an e-mail address"
    FACT = "a key of the record"
    FACTS = "a list of keys of the record"
    COUNTRY = "an ISO 3166-1 alpha-2 code, like GB"
    CITY = "the id of a city in this file"
    CITIES = "a list of ids of cities in this file"
    PARTY = "the id of a city or organisation in this file"
    CHOICE = "one of the words for it"
    TABLES = "a list of tables"
    HIGHLIGHTS = "a list of strings, or of tables with a text and its sources"


class Key(Struct):
    """The type and the meaning of a key."""

    type: str  # one of ValueType
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()  # for CHOICE and FACTS: the allowed values
    table: str = ""  # for TABLES and HIGHLIGHTS: the entry in TABLES below


# Regular expressions for values of some types, and for the codes of countries.
PATTERNS: Mapping[str, str] = {
    ValueType.CODE: "[A-Z]{3}",
    ValueType.ID: "-*[a-z0-9][a-z0-9-]*",  # safe in URLs, file names and calendars
    ValueType.WIKIDATA: "Q[1-9][0-9]*",
    ValueType.COLOUR: "#[0-9A-Fa-f]{6}",
    ValueType.CONTACT: r'(https?://[^\s"<>]+|mailto:[^\s@"<>]+@[^\s@"<>]+)',
}
ALPHA_2 = "[A-Z]{2}"
Keys = Mapping[str, Key]
_LEVELS = tuple(Confidence)

# Keys are in the order in which they are written to a file.
DIRECTORY: Keys = {
    "id": Key(ValueType.ID, "A stable identifier, independent of the title"),
    "title": Key(ValueType.TEXT, "The title of the directory", required=True),
    "version": Key(ValueType.TEXT, "The version of the data", required=True),
    "date": Key(ValueType.DAY, "The day up to which the facts were gathered", required=True),
    "issued": Key(
        ValueType.DAY, "The day of the first edition; a record without `changed` is as it was then"
    ),
    "licence": Key(ValueType.TEXT, "The licence of the data, and whom to credit"),
    "evidence": Key(ValueType.TEXT, "The file beside this one that holds the evidence"),
}

SITE: Keys = {
    "colour": Key(ValueType.COLOUR, "The colour of links and headings on the page"),
    "logo": Key(ValueType.TEXT, "Who publishes the page, above its title"),
    "footer": Key(ValueType.TEXT, "A line at the end of the page"),
    "report": Key(ValueType.CONTACT, "Where readers report mistakes"),
}

EVIDENCE: Keys = {
    "highlights": Key(
        ValueType.HIGHLIGHTS,
        "Notable results, in one or two short sentences each",
        table="highlights",
    ),
    "conflicts": Key(ValueType.TABLES, "Where sources disagree", table="conflicts"),
    "sources": Key(ValueType.TABLES, "Where the facts come from", table="sources"),
}

HOME_SOURCES = Key(ValueType.TABLES, "Where these facts come from", table="home_sources")
ORGANISATION_SOURCES = HOME_SOURCES.replace(table="organisation_sources")

RECORDS: Mapping[str, Keys] = {
    "homes": {
        "title": Key(ValueType.TEXT, "The title of its relationships"),
        "programme": Key(ValueType.TEXT, "Who manages the relationships", required=True),
        "parent": Key(ValueType.TEXT, "The organisation that the programme belongs to"),
        "parent_since": Key(ValueType.DATE, "Since when"),
        "facts": Key(ValueType.TEXTS, "Further facts about the programme"),
        "areas": Key(ValueType.TEXTS, "Areas of work"),
        "works_with": Key(ValueType.TEXTS, "Partners in its work"),
        "goals": Key(ValueType.TEXTS, "Its goals"),
        "sources": HOME_SOURCES,
    },
    "countries": {
        "alpha_3": Key(ValueType.CODE, "ISO 3166-1 alpha-3 code"),
        "name": Key(ValueType.TEXT, "The everyday English name"),
        "formal": Key(ValueType.TEXT, "The formal English name, where it differs"),
        "native": Key(ValueType.TEXTS, "Names in the country's own languages, where they differ"),
        "also": Key(ValueType.TEXTS, "Other names people use"),
    },
    "cities": {
        "name": Key(ValueType.TEXT, "Today's English name", required=True),
        "native": Key(ValueType.TEXTS, "Names in the city's own languages, where they differ"),
        "also": Key(ValueType.TEXTS, "Other and former names and spellings"),
        "country": Key(ValueType.COUNTRY, "The country it is in", required=True),
        "region": Key(ValueType.TEXT, "The part of the country, where the name is ambiguous"),
        "geonames": Key(ValueType.NUMBER, "The number of its entry at GeoNames"),
        "wikidata": Key(ValueType.WIKIDATA, "The id of its item at Wikidata"),
        "latitude": Key(ValueType.LATITUDE, "Degrees north (WGS 84)"),
        "longitude": Key(ValueType.LONGITUDE, "Degrees east (WGS 84)"),
        "timezone": Key(ValueType.TIMEZONE, "Its time zone"),
    },
    "organisations": {
        "name": Key(ValueType.TEXT, "The name", required=True),
        "also": Key(ValueType.TEXTS, "Other names and abbreviations"),
        "city": Key(ValueType.CITY, "Where it is, or the nearest city of the file", required=True),
        "note": Key(ValueType.TEXT, "A remark"),
        "description": Key(ValueType.TEXT, "What it is, in one to three sentences"),
        "areas": Key(ValueType.TEXTS, "Areas of work"),
        "sources": ORGANISATION_SOURCES,
    },
    "relationships": {
        "home": Key(ValueType.PARTY, "The home, or the organisation in it", required=True),
        "home_units": Key(ValueType.TEXTS, "The parts of the home party that take part"),
        "partner": Key(ValueType.PARTY, "The other party", required=True),
        "partner_units": Key(ValueType.TEXTS, "The parts of the partner that take part"),
        "with": Key(ValueType.CITIES, "Further cities that take part"),
        "title": Key(ValueType.TEXT, "A name of its own"),
        "also": Key(ValueType.TEXTS, "Other names of the relationship"),
        "kind": Key(
            ValueType.TEXT, "The standard term: sister city, partner city …", required=True
        ),
        "kind_confidence": Key(ValueType.CHOICE, "How certain the kind is", choices=_LEVELS),
        "home_term": Key(ValueType.TEXT, "What the home calls it, where the terms differ"),
        "partner_term": Key(ValueType.TEXT, "What the partner calls it, where the terms differ"),
        "founded": Key(ValueType.DATE, "Date of the founding agreement"),
        "founded_confidence": Key(ValueType.CHOICE, "How certain the date is", choices=_LEVELS),
        "founded_note": Key(ValueType.TEXT, "A remark on the date"),
        "signatories": Key(ValueType.TABLES, "Who signed", table="signatories"),
        "signatories_note": Key(
            ValueType.TEXT, "Where and how it was signed, and which signatories are not known"
        ),
        "status": Key(ValueType.CHOICE, "The current status", required=True, choices=tuple(Status)),
        "status_confidence": Key(ValueType.CHOICE, "How certain the status is", choices=_LEVELS),
        "status_since": Key(ValueType.DATE, "When the status began"),
        "status_as_of": Key(ValueType.DATE, "Date of the latest evidence for it"),
        "status_note": Key(ValueType.TEXT, "A remark on the status"),
        "website": Key(ValueType.URL, "A page about it"),
        "areas": Key(ValueType.TEXTS, "Areas of cooperation"),
        "events": Key(ValueType.TABLES, "Dated events, in order", table="events"),
        "notes": Key(ValueType.TEXTS, "Other remarks"),
        "changed": Key(ValueType.DAY, "The day of its last change since the first edition"),
        **EVIDENCE,
    },
}

# The sections of a data file; those in TABLE_SECTIONS hold keys and the others records.
TABLE_SECTIONS: Mapping[str, Keys] = {"directory": DIRECTORY, "site": SITE}
SECTIONS: Mapping[str, Keys] = {**TABLE_SECTIONS, **RECORDS}

# Keys of the facts that a source can support. For a relationship, the kind includes the terms, the
# native and other names are those of the partner, and single events are named by date.
FACTS = (
    "partner", "native", "also", "kind", "founded", "signatories", "status", "status_since",
    "website", "areas", "events", "highlights",
)  # fmt: skip
HOME_FACTS = ("programme", "parent", "parent_since", "facts", "areas", "works_with", "goals")
ORGANISATION_FACTS = ("description", "areas", "note")
EVENT_PREFIX = "events."  # before the date of a single event


def _source_keys(facts: tuple[str, ...]) -> Keys:
    return {
        "url": Key(ValueType.URL, "Its address, even if the page no longer exists", required=True),
        "publisher": Key(ValueType.TEXT, "Who published it", required=True),
        "author": Key(ValueType.TEXT, "Who wrote it; several are separated by semicolons"),
        "title": Key(ValueType.TEXT, "The name"),
        "date": Key(ValueType.DATE, "When it was published, if certain"),
        "accessed": Key(ValueType.DATE, "When it was last read"),
        "note": Key(ValueType.TEXT, "A remark, such as: undated; archived copy"),
        "supports": Key(ValueType.FACTS, "The keys of the facts that it supports", choices=facts),
    }


TABLES: Mapping[str, Keys] = {
    "signatories": {
        "name": Key(ValueType.TEXT, "The name, if known"),
        "office": Key(ValueType.TEXT, "The office held at the time"),
        "side": Key(ValueType.CHOICE, "The side represented", choices=("home", "partner")),
        "note": Key(ValueType.TEXT, "A remark, such as: signed an earlier agreement"),
    },
    "events": {
        "date": Key(ValueType.DATE, "When", required=True),
        "kind": Key(ValueType.CHOICE, "The kind of event", required=True, choices=tuple(EventKind)),
        "note": Key(ValueType.TEXT, "What happened", required=True),
    },
    "highlights": {
        "text": Key(ValueType.TEXT, "The highlight", required=True),
        "sources": Key(ValueType.URLS, "The addresses of its sources in the record", required=True),
    },
    "conflicts": {
        "field": Key(ValueType.TEXT, "The key of the fact", required=True),
        "about": Key(ValueType.TEXT, "Which fact, where there are several under the key"),
        "trusted": Key(ValueType.TEXT, "The claim that the directory uses", required=True),
        "why": Key(ValueType.TEXT, "The reason", required=True),
        "claims": Key(ValueType.TABLES, "The claim of each source", required=True, table="claims"),
    },
    "claims": {
        "value": Key(ValueType.TEXT, "The claim, in short", required=True),
        "url": Key(ValueType.URL, "The source", required=True),
    },
    "sources": _source_keys(FACTS),
    "home_sources": _source_keys(HOME_FACTS),
    "organisation_sources": _source_keys(ORGANISATION_FACTS),
}

# The keys of records in a separate evidence file.
EVIDENCE_RECORDS: Mapping[str, Keys] = {
    "homes": {"sources": HOME_SOURCES},
    "organisations": {"sources": ORGANISATION_SOURCES},
    "relationships": EVIDENCE,
}
