"""Rules for the values of a data file, and how messages name them.

The keys of a table are compiled to a function that checks a record.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.references import References, unknown_key_problems
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.dates import parse_date, precision
from sistercities_cli.errors import AmbiguousNameError, DateError
from sistercities_cli.text import INVISIBLE

# Takes a value; returns the path within it and the message of each problem.
Check = Callable[[Any], Sequence[tuple[str, str]]]
ITEM_TYPES = {
    ValueType.TEXTS: ValueType.TEXT,
    ValueType.URLS: ValueType.URL,
    ValueType.FACTS: ValueType.FACT,
    ValueType.CITIES: ValueType.CITY,
}
NUMBER_LIMITS: Mapping[str, float] = {
    ValueType.NUMBER: float("inf"),
    ValueType.LATITUDE: 90,
    ValueType.LONGITUDE: 180,
}
ID_SECTIONS = {ValueType.CITY: "cities", ValueType.PARTY: "parties"}
CONTROL_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode
# Categories of characters that an invisible one may follow: emoji, and scripts without capital
# letters, like Persian and Hindi.
MODIFIABLE_CATEGORIES = ("Lo", "Mc", "Mn", "Sk", "Sm", "So")
_PLAIN_URL = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]+(/[\w.~/?=&%+#:,;@-]*)?", re.ASCII)
_NOT_IN_URL = set(' "<>\\^`{|}')  # RFC 3986, appendix C and section 2; browsers escape them


def table_check(keys: Keys, references: References) -> Check:
    """Compile the check of a table with the given keys."""
    value_check = cache(lambda name: _value_check(keys[name], references))  # compiled on first use
    required = [name for name, key in keys.items() if key.required]

    def check(record: Any) -> Sequence[tuple[str, str]]:
        if type(record) is not dict:
            return [("", "must be a table of keys and values")]
        problems = [
            (f".{path}", message)
            for path, message in unknown_key_problems(record, keys, references)
        ]
        for name, value in record.items():
            for path, message in value_check(name)(value) if name in keys else ():
                problems.append((f".{name}{path}", message))
        for name in required:
            if name not in record:
                message = f"is missing: expected {expected_value(keys[name])}"
                problems.append((f".{name}", message))
        return problems

    return check


def _value_check(key: Key, references: References) -> Check:
    if key.type == ValueType.TABLES:
        return _list_check(key, table_check(schema.TABLES[key.table], references))
    if key.type == ValueType.HIGHLIGHTS:
        return _list_check(key, _highlight_check(key, references))
    if key.type in ITEM_TYPES:
        return _list_check(key, _value_check(key.replace(type=ITEM_TYPES[key.type]), references))
    # Many strings are repeated.
    cached_problem = cache(partial(value_problem, key=key, references=references))

    def check(value: Any) -> Sequence[tuple[str, str]]:
        message = (
            cached_problem(value) if type(value) is str else value_problem(value, key, references)
        )
        return [("", message)] if message else ()

    return check


def _highlight_check(key: Key, references: References) -> Check:
    check_text = _value_check(Key(ValueType.TEXT, key.meaning), references)
    check_table = table_check(schema.TABLES[key.table], references)
    return lambda item: (check_table if type(item) is dict else check_text)(item)


def _list_check(key: Key, check_item: Check) -> Check:
    def check(value: Any) -> Sequence[tuple[str, str]]:
        if type(value) is not list:
            return [("", f"must be {key.type}, not {describe_value(value)}")]
        if key.required and not value:
            return [("", "is empty: expected at least one item")]
        return [
            (f"[{position}]{path}", message)
            for position, item in enumerate(value)
            for path, message in check_item(item)
        ]

    return check


def value_problem(value: Any, key: Key, references: References) -> str | None:
    """Describe the problem of a value that should be a string or a number, if any."""
    if key.type in NUMBER_LIMITS:
        types = (int,) if key.type == ValueType.NUMBER else (int, float)
        if type(value) in types and abs(value) <= NUMBER_LIMITS[key.type]:  # false for nan
            return None
    elif isinstance(value, str):
        return text_problem(value) or _content_problem(value, key, references)
    return f"must be {expected_value(key)}, not {describe_value(value)}"


def text_problem(text: str) -> str | None:
    """Describe the problem of a string of any value type, if any."""
    if text.isascii() and text.isprintable() and text.strip():
        return None  # most strings
    if not text.strip():
        return "is empty: give a value or omit the key"
    if not text.isprintable():
        # Control characters, lone surrogates and direction marks would garble the terminal.
        for character in re.sub(INVISIBLE, "", text):
            if unicodedata.category(character) in CONTROL_CATEGORIES:
                return f"contains the control character U+{ord(character):04X}: remove it"
    for match in re.finditer(INVISIBLE, text):
        start = match.start()
        if not start or unicodedata.category(text[start - 1]) not in MODIFIABLE_CATEGORIES:
            return f"contains the invisible character U+{ord(match[0]):04X}: remove it"
    if unicodedata.is_normalized("NFC", text):
        return None
    return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"


def _content_problem(text: str, key: Key, references: References) -> str | None:
    match key.type:
        case ValueType.TEXT:
            return None
        case ValueType.DATE | ValueType.DAY:
            return _date_problem(text, key)
        case ValueType.URL:
            return url_problem(text)
        case ValueType.TIMEZONE if not _is_timezone(text):
            return f"{text!r} is not {key.type}"
        case _ if key.type in schema.PATTERNS and not re.fullmatch(schema.PATTERNS[key.type], text):
            return f"must be {key.type}, not {text!r}"
        case ValueType.FACT if "events" in key.choices and text.startswith(schema.EVENT_PREFIX):
            return _date_problem(text.removeprefix(schema.EVENT_PREFIX), key)
        case ValueType.CHOICE | ValueType.FACT if text not in key.choices:
            hint = references.suggestion(text, key.choices)
            return f"{text!r} is not a valid value{hint} (one of {', '.join(key.choices)})"
        case ValueType.COUNTRY if text not in references.records["countries"]:
            return country_code_problem(text)
        case ValueType.CITY | ValueType.PARTY if text not in (
            known := references.records[ID_SECTIONS[key.type]]
        ):
            return f"{text!r} is not {key.type}{references.suggestion(text, known)}"
    return None


def _date_problem(text: str, key: Key) -> str | None:
    try:
        date = parse_date(text)
    except DateError as error:
        return str(error)
    if key.type == ValueType.DAY and precision(date) != "day":
        return f"must be {key.type}, not {text!r}"
    return None


def url_problem(text: str) -> str | None:
    """Describe the problem of a URL, if any."""
    if _PLAIN_URL.fullmatch(text):
        return None  # most addresses, without parsing them
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    host = (parts.hostname or "").removesuffix(".")
    is_allowed = text.isprintable() and not set(text) & _NOT_IN_URL
    if parts.scheme not in ("http", "https") or not host or not is_allowed:
        return f"{text!r} is not {ValueType.URL}"
    if host != "localhost" and ":" not in host and not (host.count(".") and all(host.split("."))):
        return f"{text!r} has no host like www.example.org"
    try:
        parts.port  # noqa: B018  # raises for an invalid port
    except ValueError:
        return f"{text!r} has a port that is not a number up to 65535"
    return None


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a relative path; a directory
        return False
    return True


@cache
def country_code_problem(text: str) -> str | None:
    """Look up the code of a country and describe its problem, if any."""
    from sistercities_cli import countries

    if countries.by_code(text):
        return None
    problem = f"{text!r} is not an ISO 3166-1 alpha-2 code"
    try:  # names and alpha-3 codes are common mistakes
        country = countries.find_exact(text)
    except AmbiguousNameError as error:
        return f"{problem}. {error}"
    if country is None:
        return f"{text!r} is not a country: write an ISO 3166-1 alpha-2 code, like GB"
    if re.fullmatch(schema.ALPHA_2, text):
        return f"{problem}. Did you mean {country.code}?"
    return f"{problem}: {country.name} is {country.code}"


def expected_value(key: Key) -> str:
    """Describe the values that a key accepts."""
    return " or ".join(key.choices) if key.choices else key.type


def describe_value(value: object) -> str:
    """Format a value for a message, unless it is too long."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, (dt.date, dt.time)):
        return f"{value} without quotation marks"
    try:
        return repr(value)
    except ValueError:  # too many digits for Python to format
        return "a very long number"
