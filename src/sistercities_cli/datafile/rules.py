"""Rules for single values of a data file, and how problems name keys and values."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sistercities_cli.datafile.schema import FACTS, Key, ValueType
from sistercities_cli.dates import parse_date, precision
from sistercities_cli.errors import DateError, Problem

Ids = Mapping[str, Mapping[str, Any]]  # the records by the name of their section

# What stands in lists.
LIST_ITEMS = {
    ValueType.TEXTS: Key(ValueType.TEXT, "one of the texts"),
    ValueType.FACTS: Key(ValueType.CHOICE, "one of the facts", choices=FACTS),
    ValueType.CITIES: Key(ValueType.CITY, "one of the cities"),
}

LIMITS = {ValueType.LATITUDE: 90, ValueType.LONGITUDE: 180}
CONTROL_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode
JOINERS = "\u200c\u200d"  # belong to the spelling of Persian, Hindi and other names
_NOT_IN_URL = set(' "<>\\^`{|}')  # RFC 3986, appendix C and section 2; the web escapes them


def number_problem(value: object, type: ValueType, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a number."""
    right: bool
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        right = False
    elif type is ValueType.NUMBER:
        right = isinstance(value, int)
    else:
        right = abs(value) <= LIMITS[type]  # false for nan
    if not right:
        yield Problem(path, f"must be {type.value}, not {describe_value(value)}")


def expected_value(key: Key) -> str:
    """Say what belongs under a key."""
    return " or ".join(key.choices) if key.choices else key.type.value


def text_problem(text: str) -> str | None:
    """Say what is wrong with a text, whatever it means."""
    if text.isascii() and text.isprintable() and text.strip():
        return None  # as most are
    if not text.strip():
        return "is empty: write something or leave the key out"
    if not text.isprintable():
        # Control characters would reach the terminal; lone surrogates and direction marks
        # are no better.
        for sign in text:
            if unicodedata.category(sign) in CONTROL_CATEGORIES and sign not in JOINERS:
                return f"has the control character U+{ord(sign):04X}: remove it"
    if unicodedata.is_normalized("NFC", text):
        return None
    return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"


def value_problem(text: str, key: Key, ids: Ids) -> str | None:
    """Say what is wrong with what a text stands for."""
    match key.type:
        case ValueType.DATE | ValueType.DAY:
            try:
                date = parse_date(text)
            except DateError as error:
                return str(error)
            if key.type is ValueType.DAY and precision(date) != "day":
                return f"must be {key.type.value}, not {text!r}"
        case ValueType.URL:
            return _url_problem(text)
        case ValueType.TIMEZONE:
            if not _is_timezone(text):
                return f"{text!r} is not {key.type.value}"
        case ValueType.CODE:
            if not is_capital_code(text, 3):
                return f"must be {key.type.value}, not {text!r}"
        case ValueType.CHOICE:
            if text not in key.choices:
                return _choice_problem(text, key.choices)
        case ValueType.COUNTRY:
            return None if text in ids["countries"] else country_code_problem(text)
        case ValueType.CITY:
            return _reference_problem(text, ids["cities"], "a city")
        case ValueType.PARTY:
            if text in ids["cities"] or text in ids["organisations"]:
                return None
            known = [
                *islice(ids["cities"], MAX_COMPARED),
                *islice(ids["organisations"], MAX_COMPARED),
            ]
            return _reference_problem(text, known, "a city or organisation")
    return None


def _choice_problem(text: str, choices: Collection[str]) -> str:
    return f"{text!r} is not known here{suggestion(text, choices)} (one of {', '.join(choices)})"


def _reference_problem(id: str, known: Collection[str], what: str) -> str | None:
    if id in known:
        return None
    return f"{id!r} is not the id of {what} in this file{suggestion(id, known)}"


def _url_problem(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in ("http", "https") or not host or set(text) & _NOT_IN_URL:
        return f"{text!r} is not {ValueType.URL.value}"
    if host != "localhost" and ":" not in host and not (host.count(".") and all(host.split("."))):
        return f"{text!r} has no host like www.example.org"
    try:
        parts.port  # noqa: B018  # read to be checked
    except ValueError:
        return f"{text!r} has a port that is not a number up to 65535"
    return None


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a relative path; a directory
        return False
    return True


def country_section_problem(code: str, record: object) -> str | None:
    """Say what is wrong with the code of a section, unless that needs nothing looked up."""
    if not isinstance(record, dict) or ("name" in record and "alpha_3" in record):
        return None
    return country_code_problem(code)


@cache
def country_code_problem(text: str) -> str | None:
    """Say what is wrong with the code of a country that has to be looked up."""
    from sistercities_cli import countries

    if text in countries.english_names():
        return None
    from sistercities_cli import countries

    meant = countries.find_country(text)  # names and longer codes are what people write instead
    if meant is None:
        return f"{text!r} is not a country: write an ISO 3166-1 alpha-2 code, like GB"
    wrong = f"{text!r} is not an ISO 3166-1 alpha-2 code"
    if is_capital_code(text, 2):
        return f"{wrong}. Did you mean {meant.code}?"
    return f"{wrong}: {meant.name} is {meant.code}"


MAX_COMPARED = 500
SUGGESTION_PREFIX = ". Did you mean "


def join_path(path: str, name: str) -> str:
    """Put a key after a path; one that could steer the terminal is spelt out."""
    shown = name if is_displayable(name) else repr(name)
    return f"{path}.{shown}" if path else shown


def is_displayable(name: str) -> bool:
    """Say whether a name can be shown and typed."""
    return (
        name.isprintable()
        and bool(name)
        and " " not in name  # no other blank is printable
        and unicodedata.is_normalized("NFC", name)
    )


def is_id(name: str) -> bool:
    """Say whether a name is a plain id, which fits into addresses, file names and calendars."""
    return name.isascii() and name.replace("-", "").isalnum()


def suggestion(name: str, known: Collection[str]) -> str:
    """Return a sentence with the name probably meant, empty if none comes near."""
    if len(known) > MAX_COMPARED:  # comparing with so many takes too long
        return ""
    close = _closest(name, tuple(known))
    return f"{SUGGESTION_PREFIX}{close}?" if close else ""


@lru_cache(maxsize=1024)  # who misspells a key of one record misspells that of all
def _closest(name: str, known: tuple[str, ...]) -> str | None:
    return next(filter(is_displayable, get_close_matches(name, known, n=1)), None)


def extract_suggestion(message: str) -> str | None:
    """Return the name that a message suggests, None if it suggests none.

    >>> extract_suggestion("'tiitle' is not a key here" + suggestion("tiitle", ["title"]))
    'title'
    """
    _, hint, rest = message.rpartition(SUGGESTION_PREFIX)
    return rest.partition("?")[0] if hint else None


def describe_value(value: object) -> str:
    """Show what stands there, unless it is too much."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, (dt.date, dt.time)):
        return f"{value} without quotation marks"
    try:
        return repr(value)
    except ValueError:  # a number of more digits than Python will write
        return "a very long number"


def is_capital_code(text: str, length: int) -> bool:
    """Say whether a text is a code of so many capital letters."""
    return len(text) == length and text.isascii() and text.isalpha() and text.isupper()
