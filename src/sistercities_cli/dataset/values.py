"""What can be wrong with a single value."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sistercities_cli.dataset.codes import code_problem
from sistercities_cli.dataset.schema import FACTS, Key, Type
from sistercities_cli.dataset.wording import MANY, is_code, shown, suggestion
from sistercities_cli.dates import parse_date, precision
from sistercities_cli.errors import DateError, Problem

Ids = Mapping[str, Mapping[str, Any]]  # the records by the name of their section
# What stands in lists.
ITEMS = {
    Type.TEXTS: Key(Type.TEXT, "one of the texts"),
    Type.FACTS: Key(Type.CHOICE, "one of the facts", choices=FACTS),
    Type.CITIES: Key(Type.CITY, "one of the cities"),
}
LIMITS = {Type.LATITUDE: 90, Type.LONGITUDE: 180}
STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode
JOINERS = "\u200c\u200d"  # belong to the spelling of Persian, Hindi and other names
_NO_ADDRESS_SIGNS = set(' "<>\\^`{|}')  # RFC 3986, appendix C and section 2; the web escapes them


def number_problem(value: object, type: Type, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a number."""
    right: bool
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        right = False
    elif type is Type.NUMBER:
        right = isinstance(value, int)
    else:
        right = abs(value) <= LIMITS[type]  # false for nan
    if not right:
        yield Problem(path, f"must be {type.value}, not {shown(value)}")


def wanted(key: Key) -> str:
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
            if unicodedata.category(sign) in STEERING and sign not in JOINERS:
                return f"has the control character U+{ord(sign):04X}: remove it"
    if unicodedata.is_normalized("NFC", text):
        return None
    return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"


def meaning_problem(text: str, key: Key, ids: Ids) -> str | None:
    """Say what is wrong with what a text stands for."""
    match key.type:
        case Type.DATE | Type.DAY:
            try:
                date = parse_date(text)
            except DateError as error:
                return str(error)
            if key.type is Type.DAY and precision(date) != "day":
                return f"must be {key.type.value}, not {text!r}"
        case Type.URL:
            return _address_problem(text)
        case Type.TIMEZONE:
            if not _is_timezone(text):
                return f"{text!r} is not {key.type.value}"
        case Type.CODE:
            if not is_code(text, 3):
                return f"must be {key.type.value}, not {text!r}"
        case Type.CHOICE:
            if text not in key.choices:
                return _not_among(text, key.choices)
        case Type.COUNTRY:
            return None if text in ids["countries"] else code_problem(text)
        case Type.CITY:
            return _unresolved(text, ids["cities"], "a city")
        case Type.PARTY:
            if text in ids["cities"] or text in ids["organisations"]:
                return None
            known = [*islice(ids["cities"], MANY), *islice(ids["organisations"], MANY)]
            return _unresolved(text, known, "a city or organisation")
    return None


def _not_among(text: str, choices: Collection[str]) -> str:
    return f"{text!r} is not known here{suggestion(text, choices)} (one of {', '.join(choices)})"


def _unresolved(id: str, known: Collection[str], what: str) -> str | None:
    if id in known:
        return None
    return f"{id!r} is not the id of {what} in this file{suggestion(id, known)}"


def _address_problem(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in ("http", "https") or not host or set(text) & _NO_ADDRESS_SIGNS:
        return f"{text!r} is not {Type.URL.value}"
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
