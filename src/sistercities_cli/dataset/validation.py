"""Say everything that is wrong with a data file at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sistercities_cli.dataset import schema
from sistercities_cli.dataset.schema import Key, Keys, Type
from sistercities_cli.dates import PartialDate, first_day, last_day, parse_date, precision
from sistercities_cli.errors import DateError, Problem


def check(document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of a data file, in its order; none if it is right."""
    sections = {"directory": schema.DIRECTORY, **schema.RECORDS}
    problems = list(_unknown_keys(document, sections, ""))
    about = document.get("directory")
    if about is None:
        problems.append(Problem("directory", "is missing: title, version and date stand there"))
    else:
        problems += _table(about, schema.DIRECTORY, "directory", {})
    ids = {name: _ids(document.get(name)) for name in schema.RECORDS}
    for name, keys in schema.RECORDS.items():
        problems += _section(document.get(name, {}), keys, name, ids)
    for name in ("homes", "countries", "cities"):
        if not ids[name]:
            problems.append(Problem(name, "is missing or empty"))
    for id in ids["homes"] - ids["cities"]:
        problems.append(Problem(f"homes.{id}", "is not the id of a city of this file"))
    for id in ids["organisations"] & ids["cities"]:
        problems.append(Problem(f"organisations.{id}", "is the id of a city too"))
    return problems or list(_sense(document))


def check_evidence(evidence: Mapping[str, Any], document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a data file that is right."""
    problems = list(_unknown_keys(evidence, schema.EVIDENCE_RECORDS, ""))
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section(records, keys, name, {})
        for id in sorted(_ids(records) - _ids(document.get(name))):
            hint = _suggestion(id, _ids(document.get(name)))
            problems.append(Problem(f"{name}.{id}", f"is not in the data file{hint}"))
    return problems


Ids = Mapping[str, Collection[str]]


def _ids(records: object) -> set[str]:
    return set(records) if isinstance(records, dict) else set()


def _section(records: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(path, f"must hold tables, like [{path}.name]")
        return
    for id, record in records.items():
        if not id or any(unicodedata.category(sign).startswith("C") for sign in id):
            yield Problem(f"{path}.{id!r}", "is not usable as an id: use letters, digits and -")
        yield from _table(record, keys, f"{path}.{id}", ids)


def _table(record: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(record, dict):
        yield Problem(path, "must be a table of keys and values")
        return
    yield from _unknown_keys(record, keys, f"{path}.")
    for name, key in keys.items():
        if name in record:
            yield from _value(record[name], key, f"{path}.{name}", ids)
        elif key.required:
            yield Problem(f"{path}.{name}", f"is missing: {_wanted(key)} belongs there")


def _unknown_keys(record: Iterable[str], known: Collection[str], prefix: str) -> Iterator[Problem]:
    for name in record:
        if name not in known:
            hint = _suggestion(name, known) or f": one of {', '.join(known)} would be right"
            yield Problem(f"{prefix}{name}", f"is not a key here{hint}")


def _suggestion(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f". Did you mean {close[0]}?" if close else ""


def _wanted(key: Key) -> str:
    return " or ".join(key.choices) if key.choices else str(key.type.value)


def _value(value: Any, key: Key, path: str, ids: Ids) -> Iterator[Problem]:
    if key.type is Type.TABLES:
        if not isinstance(value, list):
            yield Problem(path, f"must be a list of tables, not {value!r}")
            return
        for position, record in enumerate(value):
            yield from _table(record, schema.TABLES[key.table], f"{path}[{position}]", {})
    elif key.type in ITEMS:
        if not isinstance(value, list):
            yield Problem(path, f"must be {key.type.value}, not {value!r}")
            return
        for position, text in enumerate(value):
            yield from _value(text, ITEMS[key.type], f"{path}[{position}]", ids)
    elif key.type in (Type.LATITUDE, Type.LONGITUDE, Type.NUMBER):
        yield from _number(value, key.type, path)
    elif not isinstance(value, str):
        yield Problem(path, f"must be {_wanted(key)}, not {value!r}")
    else:
        problem = _text_problem(value) or _meaning_problem(value, key, ids)
        if problem:
            yield Problem(path, problem)


# What stands in lists.
ITEMS = {
    Type.TEXTS: Key(Type.TEXT, "one of the texts"),
    Type.FACTS: Key(Type.CHOICE, "one of the facts", choices=schema.FACTS),
    Type.CITIES: Key(Type.CITY, "one of the cities"),
}
LIMITS = {Type.LATITUDE: 90, Type.LONGITUDE: 180}


def _number(value: object, type: Type, path: str) -> Iterator[Problem]:
    right: bool
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        right = False
    elif type is Type.NUMBER:
        right = isinstance(value, int)
    else:
        right = abs(value) <= LIMITS[type]  # false for nan
    if not right:
        yield Problem(path, f"must be {type.value}, not {value!r}")


def _text_problem(text: str) -> str | None:
    if not text.strip():
        return "is empty: write something or leave the key out"
    for sign in text:
        # Control characters would reach the terminal; lone surrogates and direction marks
        # are no better.
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in JOINERS:
            return f"has the control character U+{ord(sign):04X}: take it out"
    if not unicodedata.is_normalized("NFC", text):
        return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"
    return None


JOINERS = "\u200c\u200d"  # belong to the spelling of Persian, Hindi and other names


def _meaning_problem(text: str, key: Key, ids: Ids) -> str | None:
    match key.type:
        case Type.DATE | Type.DAY:
            try:
                date = parse_date(text)
            except DateError as error:
                return str(error)
            if key.type is Type.DAY and precision(date) != "day":
                return f"must be {key.type.value}, not {text!r}"
        case Type.URL:
            if not _is_web_address(text):
                return f"{text!r} is not {key.type.value}"
        case Type.TIMEZONE:
            if not _is_timezone(text):
                return f"{text!r} is not {key.type.value}"
        case Type.CODE:
            if len(text) != 3 or not text.isascii() or not text.isalpha() or not text.isupper():
                return f"must be {key.type.value}, not {text!r}"
        case Type.CHOICE:
            if text not in key.choices:
                return _not_among(text, key.choices)
        case Type.COUNTRY:
            return _unresolved(text, ids["countries"], "a country")
        case Type.CITY:
            return _unresolved(text, ids["cities"], "a city")
        case Type.PARTY:
            return _unresolved(
                text, {*ids["cities"], *ids["organisations"]}, "a city or organisation"
            )
    return None


def _not_among(text: str, choices: Collection[str]) -> str:
    return f"{text!r} is not known here{_suggestion(text, choices)} (one of {', '.join(choices)})"


def _unresolved(id: str, known: Collection[str], what: str) -> str | None:
    if id in known:
        return None
    return f"{id!r} is not the id of {what} of this file{_suggestion(id, known)}"


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a relative path; a directory
        return False
    return True


def _sense(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong between values that are right each by itself."""
    cities, organisations = document["cities"], document.get("organisations", {})
    latest = parse_date(document["directory"]["date"])
    for id, record in document.get("relationships", {}).items():
        path = f"relationships.{id}"
        home = record["home"]
        city = organisations[home]["city"] if home in organisations else home
        if city not in document["homes"]:
            name = cities[city]["name"]
            yield Problem(f"{path}.home", f"{name} is not a home: add [homes.{city}]")
        if home == record["partner"]:
            yield Problem(f"{path}.partner", "is the home itself: name the other side")
        yield from _order_of_dates(record, path, latest)


def _order_of_dates(record: Mapping[str, Any], path: str, latest: PartialDate) -> Iterator[Problem]:
    dates = [(key, record[key]) for key in ("founded", "status_since", "status_as_of", "changed")
             if key in record]  # fmt: skip
    dates += [(f"events[{i}].date", one["date"]) for i, one in enumerate(record.get("events", ()))]
    for key, text in dates:
        if first_day(parse_date(text)) > last_day(latest):
            yield Problem(f"{path}.{key}", f"{text!r} is after the data's own date, {latest}")
    founded, since = record.get("founded"), record.get("status_since")
    if founded and since and last_day(parse_date(since)) < first_day(parse_date(founded)):
        yield Problem(f"{path}.status_since", f"{since!r} is before the founding, {founded}")
