"""Rules for the values of a data file, and how messages name keys and values.

The keys of a table are compiled to a function that checks a record. Most records are valid, so
it only gathers and orders problems once it has found one.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.dates import parse_date, precision
from sistercities_cli.errors import AmbiguousNameError, DateError

RecordsById = Mapping[
    str, Mapping[str, Any]
]  # records by section and id; parties span two sections

# Takes a value; returns the path within it and the message of each problem.
Check = Callable[[Any], Sequence[tuple[str, str]]]
ITEM_TYPES = {
    ValueType.TEXTS: ValueType.TEXT,
    ValueType.URLS: ValueType.URL,
    ValueType.FACTS: ValueType.FACT,
    ValueType.CITIES: ValueType.CITY,
}
NUMBER_LIMITS = {ValueType.NUMBER: float("inf"), ValueType.LATITUDE: 90, ValueType.LONGITUDE: 180}
ID_SECTIONS = {ValueType.CITY: "cities", ValueType.PARTY: "parties"}
CONTROL_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories of Unicode
JOINERS = "\u200c\u200d"  # needed to spell names in Persian, Hindi and other languages
MAX_COMPARED = 500  # looking for a similar name among more takes too long
SUGGESTION_PREFIX = ". Did you mean "
_PLAIN_URL = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]+(/[\w.~/?=&%+#:,;@-]*)?", re.ASCII)
_NOT_IN_URL = set(' "<>\\^`{|}')  # RFC 3986, appendix C and section 2; browsers escape them


def table_check(keys: Keys, ids: RecordsById) -> Check:
    """Compile the check of a table with the given keys."""
    value_check = cache(lambda name: _value_check(keys[name], ids))  # compiled on first use
    required = {name for name, key in keys.items() if key.required}

    def check(record: Any) -> Sequence[tuple[str, str]]:
        if type(record) is not dict:
            return [("", "must be a table of keys and values")]
        for name, value in record.items():
            if name not in keys or value_check(name)(value):
                return in_order(record)
        return () if required <= record.keys() else in_order(record)

    def in_order(record: dict[str, Any]) -> list[tuple[str, str]]:
        problems = [(f".{path}", message) for path, message in unknown_key_problems(record, keys)]
        for name, key in keys.items():
            if name in record:
                problems += [
                    (f".{name}{path}", message) for path, message in value_check(name)(record[name])
                ]
            elif key.required:
                problems.append((f".{name}", f"is missing: {expected_value(key)} belongs there"))
        return problems

    return check


def _value_check(key: Key, ids: RecordsById) -> Check:
    if key.type is ValueType.TABLES:
        return _list_check(key, table_check(schema.TABLES[key.table], {}))
    if key.type is ValueType.HIGHLIGHTS:
        return _list_check(key, _highlight_check(key, ids))
    if key.type in ITEM_TYPES:
        return _list_check(key, _value_check(key.replace(type=ITEM_TYPES[key.type]), ids))
    cached_problem = cache(partial(value_problem, key=key, ids=ids))  # many texts come again

    def check(value: Any) -> Sequence[tuple[str, str]]:
        message = cached_problem(value) if type(value) is str else value_problem(value, key, ids)
        return [("", message)] if message else ()

    return check


def _highlight_check(key: Key, ids: RecordsById) -> Check:
    check_text = _value_check(Key(ValueType.TEXT, key.meaning), ids)
    check_table = table_check(schema.TABLES[key.table], {})
    return lambda item: (check_table if type(item) is dict else check_text)(item)


def _list_check(key: Key, check_item: Check) -> Check:
    def check(value: Any) -> Sequence[tuple[str, str]]:
        if type(value) is not list:
            return [("", f"must be {key.type.value}, not {describe_value(value)}")]
        if key.required and not value:
            return [("", "is empty: at least one item belongs there")]
        return [
            (f"[{position}]{path}", message)
            for position, item in enumerate(value)
            for path, message in check_item(item)
        ]

    return check


def unknown_key_problems(
    table: Collection[str], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the keys of a table that are not known, with messages."""
    for name in table:
        if name not in known:
            hint = suggestion(name, known) or f": one of {', '.join(known)} would be right"
            yield join_path("", name), f"is not a key here{hint}"


def value_problem(value: Any, key: Key, ids: RecordsById) -> str | None:
    """Describe what is wrong with a value that should be a string or a number."""
    if key.type in NUMBER_LIMITS:
        types = (int,) if key.type is ValueType.NUMBER else (int, float)
        if type(value) in types and abs(value) <= NUMBER_LIMITS[key.type]:  # false for nan
            return None
    elif isinstance(value, str):
        return text_problem(value) or _content_problem(value, key, ids)
    return f"must be {expected_value(key)}, not {describe_value(value)}"


def text_problem(text: str) -> str | None:
    """Describe what is wrong with a string of any value type."""
    if text.isascii() and text.isprintable() and text.strip():
        return None  # most strings
    if not text.strip():
        return "is empty: write something or leave the key out"
    if not text.isprintable():
        # Control characters, lone surrogates and direction marks would garble the terminal.
        for character in text:
            if unicodedata.category(character) in CONTROL_CATEGORIES and character not in JOINERS:
                return f"has the control character U+{ord(character):04X}: remove it"
    if unicodedata.is_normalized("NFC", text):
        return None
    return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"


def _content_problem(text: str, key: Key, ids: RecordsById) -> str | None:
    match key.type:
        case ValueType.TEXT:
            return None
        case ValueType.DATE | ValueType.DAY:
            return _date_problem(text, key)
        case ValueType.URL:
            return url_problem(text)
        case ValueType.TIMEZONE if not _is_timezone(text):
            return f"{text!r} is not {key.type.value}"
        case _ if key.type in schema.FORMS and not re.fullmatch(schema.FORMS[key.type], text):
            return f"must be {key.type.value}, not {text!r}"
        case ValueType.FACT if "events" in key.choices and text.startswith(schema.EVENT_PREFIX):
            return _date_problem(text.removeprefix(schema.EVENT_PREFIX), key)
        case ValueType.CHOICE | ValueType.FACT if text not in key.choices:
            hint = suggestion(text, key.choices)
            return f"{text!r} is not known here{hint} (one of {', '.join(key.choices)})"
        case ValueType.COUNTRY if text not in ids["countries"]:
            return country_code_problem(text)
        case ValueType.CITY | ValueType.PARTY if text not in (known := ids[ID_SECTIONS[key.type]]):
            return f"{text!r} is not {key.type.value}{suggestion(text, known)}"
    return None


def _date_problem(text: str, key: Key) -> str | None:
    try:
        date = parse_date(text)
    except DateError as error:
        return str(error)
    if key.type is ValueType.DAY and precision(date) != "day":
        return f"must be {key.type.value}, not {text!r}"
    return None


def url_problem(text: str) -> str | None:
    """Describe what is wrong with a URL."""
    if _PLAIN_URL.fullmatch(text):
        return None  # most addresses, without parsing them
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
    """Look up the code of a country and describe what is wrong with it."""
    from sistercities_cli import countries

    if countries.by_code(text):
        return None
    problem = f"{text!r} is not an ISO 3166-1 alpha-2 code"
    try:  # people write names and longer codes instead
        country = countries.find_exact(text)
    except AmbiguousNameError as error:
        return f"{problem}. {error}"
    if country is None:
        return f"{text!r} is not a country: write an ISO 3166-1 alpha-2 code, like GB"
    if is_alpha_2(text):
        return f"{problem}. Did you mean {country.code}?"
    return f"{problem}: {country.name} is {country.code}"


def is_alpha_2(text: str) -> bool:
    """Check for a code of two capital letters."""
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def is_id(name: str) -> bool:
    """Check for a valid id, safe in URLs, file names and calendars."""
    return name.isascii() and name.replace("-", "").isalnum()


def expected_value(key: Key) -> str:
    """Describe the values that a key takes."""
    return " or ".join(key.choices) if key.choices else key.type.value


def describe_value(value: object) -> str:
    """Format a value for a message, unless it is too long for one."""
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


def join_path(path: str, name: str) -> str:
    """Append a key to a path, escaping it if a terminal could not display it."""
    shown = name if _is_displayable(name) else repr(name)
    return f"{path}.{shown}" if path else shown


def _is_displayable(name: str) -> bool:
    return (
        name.isprintable()
        and bool(name)
        and " " not in name  # no other blank is printable
        and unicodedata.is_normalized("NFC", name)
    )


def suggestion(name: str, known: Collection[str]) -> str:
    """Format the closest known name as a suggestion, or an empty string if none is close."""
    similar = _most_similar(name, tuple(known)) if len(known) <= MAX_COMPARED else None
    return f"{SUGGESTION_PREFIX}{similar}?" if similar else ""


@lru_cache(maxsize=1024)  # a key misspelt in one record is misspelt in all
def _most_similar(name: str, known: tuple[str, ...]) -> str | None:
    return next(filter(_is_displayable, get_close_matches(name, known, n=1)), None)


def extract_suggestion(message: str) -> str | None:
    """Return the name that a message suggests, if any.

    >>> extract_suggestion("'tiitle' is not a key here" + suggestion("tiitle", ["title"]))
    'title'
    """
    _, prefix, rest = message.rpartition(SUGGESTION_PREFIX)
    return rest.partition("?")[0] if prefix else None
