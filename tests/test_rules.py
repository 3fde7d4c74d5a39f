"""The rules for single values of a data file."""

from __future__ import annotations

import re
import unicodedata
from unittest.mock import patch

import pytest
from documents import changed, set_value
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli.datafile import rules
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.rules import url_problem
from sistercities_cli.errors import Problem

BREST = "relationships.alund-brest"
WEBSITE = f"{BREST}.website"
TEXT, TEXTS = "must be a string, not ", "must be a list of strings, not "
DAY = "must be a date to the day: YYYY-MM-DD, in quotation marks, not "
NORTH = "must be a number of degrees from -90 to 90, not "
EAST = "must be a number of degrees from -180 to 180, not "
NUMBER = "must be a whole number, not "
CODE = "must be three capital letters, like GBR, not "
NO_HOST = " has no host like www.example.org"
PORT = " has a port that is not a number up to 65535"
NO_URL = " is not a web address that starts with https:// or http://"
ZONE = "a name from the IANA time zone database, like Europe/London"
STATUSES = "active, suspended, dormant, ended, unconfirmed"
CITY = "must be the id of a city in this file, not "
NO_CITY = "is not the id of a city in this file"
NO_PARTY = "is not the id of a city or organisation in this file"

# Path of the key, value, message.
INVALID: dict[str, tuple[str, object, str]] = {
    "number as text": ("directory.title", 1, f"{TEXT}1"),
    "empty text": ("directory.title", "", "is empty: give a value or omit the key"),
    "wide blanks": (
        "directory.title", "\u2003\u00a0", "is empty: give a value or omit the key",
    ),
    "not NFC": (
        "cities.lyon.name",
        unicodedata.normalize("NFD", "Sørås"),
        "is not in Unicode NFC: write 'Sørås'",
    ),
    "text as list": ("cities.lyon.also", "L", f"{TEXTS}'L'"),
    "table as list": (f"{BREST}.events", {"a": 1}, "must be a list of tables, not a table"),
    "empty list of tables": (
        f"{BREST}.conflicts[0].claims", [], "is empty: expected at least one item",
    ),
    "day that does not exist": (
        f"{BREST}.events[0].date",
        "1998-02-30",
        "'1998-02-30' is not a date: no such day in the calendar",
    ),
    "year as day": ("directory.date", "2026", f"{DAY}'2026'"),
    "no scheme": (WEBSITE, "a.example", f"'a.example'{NO_URL}"),
    "open bracket": (WEBSITE, "https://[x", f"'https://[x'{NO_URL}"),
    "no-break space": (WEBSITE, "https://a.example/b\u00a0c", f"'https://a.example/b\\xa0c'{NO_URL}"),
    "host without dot": (WEBSITE, "https://a/b.c", f"'https://a/b.c'{NO_HOST}"),
    "empty host label": (WEBSITE, "https://a..example", f"'https://a..example'{NO_HOST}"),
    "port too high": (WEBSITE, "https://a.example:65536", f"'https://a.example:65536'{PORT}"),
    "latitude as nan": ("cities.lyon.latitude", float("nan"), f"{NORTH}nan"),
    "infinitely far west": ("cities.lyon.longitude", float("-inf"), f"{EAST}-inf"),
    "fraction": ("cities.lyon.geonames", 1.0, f"{NUMBER}1.0"),
    "unknown zone": ("cities.lyon.timezone", "Lyon", f"'Lyon' is not {ZONE}"),
    "folder of zones": ("cities.lyon.timezone", "Europe", f"'Europe' is not {ZONE}"),
    "two-letter code": ("countries.FR.alpha_3", "FR", f"{CODE}'FR'"),
    "misspelt choice": (
        f"{BREST}.status",
        "activ",
        f"'activ' is not a valid value. Did you mean active? (one of {STATUSES})",
    ),
    "number as choice": (f"{BREST}.signatories[0].side", 1, "must be home or partner, not 1"),
    "list as city": ("organisations.alund-choir.city", ["alund"], f"{CITY}a list"),
    "unknown city": ("organisations.alund-choir.city", "oslo", f"'oslo' {NO_CITY}"),
    "organisation as city": (
        "organisations.lyon-choir.city",
        "alund-choir",
        f"'alund-choir' {NO_CITY}. Did you mean alund?",
    ),
    "misspelt party": (
        "relationships.choirs.partner",
        "lyon-quire",
        f"'lyon-quire' {NO_PARTY}. Did you mean lyon-choir?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "value", "message"), INVALID.values(), ids=INVALID)
def test_invalid_value_is_the_only_problem(path: str, value: object, message: str) -> None:
    assert check_data(changed(path, value)) == [Problem(path, message)]


@pytest.mark.parametrize(
    "character",
    list("\0\n\x85\u00ad\u200b\u202e\u2028\u2029\ud800"),
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_control_character_is_rejected(character: str) -> None:
    message = f"contains the control character U+{ord(character):04X}: remove it"

    assert check_data(changed(WEBSITE, f"https://a.example/{character}b")) == [
        Problem(WEBSITE, message)
    ]


@pytest.mark.parametrize(
    ("name", "character"),
    [
        pytest.param("\u200d\u200c", "200D", id="joiners-alone"),
        pytest.param("\u3164\u3164", "3164", id="fillers-alone"),
        pytest.param(" \u2800", "2800", id="braille-blank"),
        pytest.param("\u115f\u1160", "115F", id="jamo-fillers"),
        pytest.param("\uffa0", "FFA0", id="halfwidth-filler"),
        pytest.param("\ufe0f", "FE0F", id="variation-selector"),
        pytest.param("Bre\u200dst", "200D", id="joiner-in-latin"),
        pytest.param("Київ\u3164", "3164", id="filler-after-cyrillic"),
        pytest.param("Brest\U000e0100", "E0100", id="supplementary-variation-selector"),
    ],
)
def test_invisible_character_is_rejected(name: str, character: str) -> None:
    message = f"contains the invisible character U+{character}: remove it"

    assert check_data(changed("cities.lyon.name", name)) == [Problem("cities.lyon.name", message)]


LOOK_ALIKE = "differs from another name only in invisible characters: use the same spelling"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("cities.lyon.name", "イズミル\u200d", id="joiner"),
        pytest.param("organisations.lyon-choir.name", "イズミル ", id="space"),
        pytest.param("relationships.choirs.kind", "  イズミル", id="kind"),
    ],
)
def test_names_that_look_alike_are_rejected(path: str, name: str) -> None:
    document = changed("cities.izmir.name", "イズミル")
    set_value(document, path, name)

    assert check_data(document) == [Problem(path, LOOK_ALIKE)]


VALID: dict[str, tuple[str, object]] = {
    "joiners": ("cities.lyon.native", ["می\u200cخواهم", "क्\u200dष"]),
    "emoji of several characters": ("cities.lyon.region", "👩🏽\u200d🚀 ❤\ufe0f\u200d🔥"),
    "any script": ("cities.lyon.name", "[/x] <b>Łódź</b> 大阪 🎉"),
    "localhost": (WEBSITE, "http://localhost:65535/"),
    "IPv6 host": (WEBSITE, "http://[2001:db8::1]/"),
    "host with a full stop": (WEBSITE, "http://a.example./"),
    "host in any script": (WEBSITE, "https://大阪.example/ü"),
    "address with all parts": (WEBSITE, "http://xn--bcher-kva.example:8080/a?b=%20#c"),
}


@pytest.mark.parametrize(("path", "value"), VALID.values(), ids=VALID)
def test_unusual_value_is_valid(path: str, value: object) -> None:
    assert check_data(changed(path, value)) == []


URL_TEXTS = st.text("htps:/.@?#[]%ae1 -_\u0301é\n:", max_size=20)


@given(st.one_of(URL_TEXTS, URL_TEXTS.map("https://a.example".__add__)))
def test_pattern_of_plain_urls_matches_valid_ones_only(text: str) -> None:
    problem = url_problem(text)

    with patch.object(rules, "_PLAIN_URL", re.compile("(?!)")):
        assert url_problem(text) == problem


def test_plain_url_is_not_parsed() -> None:
    with patch.object(rules, "urlsplit", side_effect=AssertionError):
        assert url_problem("https://a.example/b?c=d#e") is None
