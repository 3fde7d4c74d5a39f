"""What may stand under a key of a data file: each type with what it takes and what it refuses."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from documents import changed

from sistercities_cli.datafile.check import check_data
from sistercities_cli.errors import Problem

BREST = "relationships.alund-brest"
TEXT, TEXTS = "must be a text, not ", "must be a list of texts, not "
DATE = "must be a date: YYYY, YYYY-MM or YYYY-MM-DD, in quotation marks, not "
DAY = "must be a date to the day: YYYY-MM-DD, in quotation marks, not "
NO_DATE, NO_DAY = (
    " is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
    " is not a date: no such day in the calendar",
)
NORTH = "must be a number of degrees from -90 to 90, not "
EAST = "must be a number of degrees from -180 to 180, not "
NUMBER = "must be a whole number, not "
CODE = "must be three capital letters, like GBR, not "
NO_HOST = " has no host like www.example.org"
PORT = " has a port that is not a number up to 65535"
NO_ADDRESS = " is not a web address that starts with https:// or http://"
ZONE = "a name from the IANA time zone database, like Europe/London"
STATUSES = "active, suspended, dormant, ended, unconfirmed"
FACTS = (
    "partner, native, also, kind, founded, signatories, "
    "status, status_since, website, areas, events, highlights"
)
NO_CITY = "is not the id of a city in this file"
NO_PARTY = "is not the id of a city or organisation in this file"

# The path of the key, what is put there, and what is said of it.
WRONG: dict[str, tuple[str, object, str]] = {
    "number as text": ("directory.title", 1, f"{TEXT}1"),
    "list as text": ("directory.title", ["a"], f"{TEXT}a list"),
    "table as text": ("directory.title", {"a": 1}, f"{TEXT}a table"),
    "text as list": ("cities.lyon.also", "L", f"{TEXTS}'L'"),
    "number in list": ("cities.lyon.also[1]", 1, f"{TEXT}1"),
    "list in list": (f"{BREST}.notes[0]", ["a"], f"{TEXT}a list"),
    "table as list": (f"{BREST}.events", {"a": 1}, "must be a list of tables, not a table"),
    "text as table": (f"{BREST}.events[1]", "2001", "must be a table of keys and values"),
    "bare year": (f"{BREST}.founded", 1988, f"{DATE}1988"),
    "bare day": (
        f"{BREST}.founded",
        dt.date(1988, 2, 1),
        f"{DATE}1988-02-01 without quotation marks",
    ),
    "form of date": (f"{BREST}.founded", "29.2.1988", f"'29.2.1988'{NO_DATE}"),
    "no such day": (f"{BREST}.events[0].date", "1998-02-30", f"'1998-02-30'{NO_DAY}"),
    "year as day": ("directory.date", "2026", f"{DAY}'2026'"),
    "month as day": ("directory.date", "2026-07", f"{DAY}'2026-07'"),
    "month as day of issue": ("directory.issued", "2026-06", f"{DAY}'2026-06'"),
    "year as day of change": (f"{BREST}.changed", "2026", f"{DAY}'2026'"),
    "number as day": ("directory.date", 2026, f"{DAY}2026"),
    "no scheme": (f"{BREST}.website", "a.example", f"'a.example'{NO_ADDRESS}"),
    "not of the web": (f"{BREST}.website", "ftp://a.example", f"'ftp://a.example'{NO_ADDRESS}"),
    "no host": (f"{BREST}.website", "https:///x", f"'https:///x'{NO_ADDRESS}"),
    "blank in address": (f"{BREST}.website", "https://a b", f"'https://a b'{NO_ADDRESS}"),
    "open bracket": (f"{BREST}.website", "https://[x", f"'https://[x'{NO_ADDRESS}"),
    "backslash in address": (
        f"{BREST}.website",
        "https://a.example\\b",
        rf"'https://a.example\\b'{NO_ADDRESS}",
    ),
    "host without a dot": (f"{BREST}.website", "https://a/b.c", f"'https://a/b.c'{NO_HOST}"),
    "host with a gap": (f"{BREST}.website", "https://a..example", f"'https://a..example'{NO_HOST}"),
    "port of letters": (f"{BREST}.website", "https://a.example:x", f"'https://a.example:x'{PORT}"),
    "port too high": (
        f"{BREST}.sources[0].url",
        "https://a.example:65536",
        f"'https://a.example:65536'{PORT}",
    ),
    "address of source": (f"{BREST}.sources[1].url", "www", f"'www'{NO_ADDRESS}"),
    "address of claim": (f"{BREST}.conflicts[1].claims[0].url", "www", f"'www'{NO_ADDRESS}"),
    "address in home": ("homes.alund.sources[0].url", "www", f"'www'{NO_ADDRESS}"),
    "beyond the north pole": ("cities.lyon.latitude", 90.1, f"{NORTH}90.1"),
    "beyond the south pole": ("cities.lyon.latitude", -91, f"{NORTH}-91"),
    "latitude as text": ("cities.lyon.latitude", "45", f"{NORTH}'45'"),
    "latitude as truth": ("cities.lyon.latitude", True, f"{NORTH}True"),
    "latitude not a number": ("cities.lyon.latitude", float("nan"), f"{NORTH}nan"),
    "too far east": ("cities.lyon.longitude", 180.1, f"{EAST}180.1"),
    "infinitely far west": ("cities.lyon.longitude", float("-inf"), f"{EAST}-inf"),
    "fraction": ("cities.lyon.geonames", 1.0, f"{NUMBER}1.0"),
    "number as text of digits": ("cities.lyon.geonames", "1", f"{NUMBER}'1'"),
    "number as truth": ("cities.lyon.geonames", True, f"{NUMBER}True"),
    "unknown zone": ("cities.lyon.timezone", "Lyon", f"'Lyon' is not {ZONE}"),
    "folder of zones": ("cities.lyon.timezone", "Europe", f"'Europe' is not {ZONE}"),
    "way out of the zones": ("cities.lyon.timezone", "../UTC", f"'../UTC' is not {ZONE}"),
    "absolute path as zone": ("cities.lyon.timezone", "/UTC", f"'/UTC' is not {ZONE}"),
    "number as zone": ("cities.lyon.timezone", 1, f"must be {ZONE}, not 1"),
    "code of two letters": ("countries.FR.alpha_3", "FR", f"{CODE}'FR'"),
    "code of small letters": ("countries.FR.alpha_3", "Fra", f"{CODE}'Fra'"),
    "digit in code": ("countries.FR.alpha_3", "FR4", f"{CODE}'FR4'"),
    "code beyond ASCII": ("countries.FR.alpha_3", "FRÅ", f"{CODE}'FRÅ'"),
    "unknown choice": (
        f"{BREST}.status",
        "gone",
        f"'gone' is not known here (one of {STATUSES})",
    ),
    "misspelt choice": (
        f"{BREST}.status",
        "activ",
        f"'activ' is not known here. Did you mean active? (one of {STATUSES})",
    ),
    "number as choice": (
        f"{BREST}.signatories[0].side",
        1,
        "must be home or partner, not 1",
    ),
    "misspelt fact": (
        f"{BREST}.sources[0].supports[1]",
        "kinds",
        f"'kinds' is not known here. Did you mean kind? (one of {FACTS})",
    ),
    "fact as list": (
        f"{BREST}.sources[0].supports",
        "kind",
        "must be a list of keys of the relationship, not 'kind'",
    ),
    "unknown country": (
        "cities.lyon.country",
        "FX",
        "'FX' is not a country: write an ISO 3166-1 alpha-2 code, like GB",
    ),
    "misspelt city": (
        "organisations.lyon-choir.city",
        "lion",
        f"'lion' {NO_CITY}. Did you mean lyon?",
    ),
    "unknown city": ("organisations.alund-choir.city", "oslo", f"'oslo' {NO_CITY}"),
    "organisation as city": (
        "organisations.lyon-choir.city",
        "alund-choir",
        f"'alund-choir' {NO_CITY}. Did you mean alund?",
    ),
    "misspelt further city": (
        "relationships.alund-lyon.with[0]",
        "ismir",
        f"'ismir' {NO_CITY}. Did you mean izmir?",
    ),
    "city as list": (
        "relationships.alund-lyon.with",
        "izmir",
        "must be a list of ids of cities in this file, not 'izmir'",
    ),
    "misspelt party": (
        "relationships.choirs.partner",
        "lyon-quire",
        f"'lyon-quire' {NO_PARTY}. Did you mean lyon-choir?",
    ),
    "country as party": ("relationships.choirs.home", "FR", f"'FR' {NO_PARTY}"),
}


@pytest.mark.parametrize(("path", "value", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_the_one_problem(path: str, value: object, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize("text", ["", " ", "\u2003\u00a0"], ids=["none", "blank", "wide blanks"])
def test_empty_texts_are_refused(text: str) -> None:
    problem = Problem("directory.title", "is empty: write something or leave the key out")

    assert check_data(changed("directory.title", text)) == [problem]


@pytest.mark.parametrize(
    "sign",
    list("\0\t\n\r\x1b\x7f\x85\u00ad\u200b\u200e\u202e\u2028\u2029\u2066\ufeff\ud800"),
    ids=lambda sign: f"U+{ord(sign):04X}",
)
@pytest.mark.parametrize(
    "path",
    [
        "directory.title",
        "countries.SE.native[0]",
        f"{BREST}.kind",
        f"{BREST}.website",
        f"{BREST}.signatories[0].name",
        f"{BREST}.conflicts[0].claims[0].value",
    ],
)
def test_signs_that_would_steer_the_terminal_are_refused_in_every_text(
    path: str, sign: str
) -> None:
    message = f"has the control character U+{ord(sign):04X}: remove it"

    assert check_data(changed(path, f"https://a.example/{sign}b")) == [Problem(path, message)]


def test_texts_not_in_nfc_are_refused_with_the_right_form() -> None:
    text = unicodedata.normalize("NFD", "Sørås")
    problem = Problem("cities.lyon.name", "is not in Unicode NFC: write 'Sørås'")

    assert check_data(changed("cities.lyon.name", text)) == [problem]


RIGHT: dict[str, tuple[str, object]] = {
    "north pole": ("cities.lyon.latitude", 90),
    "south pole": ("cities.lyon.latitude", -90.0),
    "furthest east": ("cities.lyon.longitude", 180),
    "furthest west": ("cities.lyon.longitude", -180.0),
    "number zero": ("cities.lyon.geonames", 0),
    "empty list": ("cities.lyon.also", []),
    "joiners of a script": ("cities.lyon.native", ["می\u200cخواهم", "क्\u200dष"]),
    "markup and any script": ("cities.lyon.name", "[/x] <b>Łódź</b> 大阪 🎉"),
    "zone without a place": ("cities.lyon.timezone", "UTC"),
    "host at home": (f"{BREST}.website", "http://localhost:65535/"),
    "host of numbers": (f"{BREST}.website", "http://[2001:db8::1]/"),
    "host with a full stop": (f"{BREST}.website", "http://a.example./"),
    "host in any script": (f"{BREST}.website", "https://大阪.example/ü"),
    "address with all parts": (f"{BREST}.website", "http://xn--bcher-kva.example:8080/a?b=%20#c"),
    "confidence of none": (f"{BREST}.founded_confidence", "none"),
}


@pytest.mark.parametrize(("path", "value"), RIGHT.values(), ids=RIGHT)
def test_what_is_right_at_the_edge_is_no_problem(path: str, value: object) -> None:
    assert check_data(changed(path, value)) == []
