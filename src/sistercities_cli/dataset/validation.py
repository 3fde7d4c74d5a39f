"""Say everything that is wrong with a data file at once."""

from __future__ import annotations

import datetime as dt
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
        if not document.get(name, {}):
            problems.append(Problem(name, "is missing or empty"))
    wrong = {problem.path for problem in problems}
    problems += _conflicting_ids(ids)
    return problems + [one for one in _sense(document, ids) if one.path not in wrong]


def check_evidence(evidence: Mapping[str, Any], document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a data file that is right."""
    problems = list(_unknown_keys(evidence, schema.EVIDENCE_RECORDS, ""))
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section(records, keys, name, {})
        known = _ids(document.get(name))
        for id in _ids(records):
            if id not in known:
                hint = _suggestion(id, known)
                problems.append(Problem(_join(name, id), f"is not in the data file{hint}"))
    return problems


Ids = Mapping[str, Mapping[str, Any]]  # the records by the name of their section


def _ids(records: object) -> Mapping[str, Any]:
    return records if isinstance(records, dict) else {}


def _conflicting_ids(ids: Ids) -> Iterator[Problem]:
    cities = ids["cities"]
    for id in ids["homes"]:
        if id not in cities:
            yield Problem(_join("homes", id), "is not the id of a city of this file")
    for id in ids["organisations"]:
        if id in cities:
            yield Problem(_join("organisations", id), "is the id of a city too")


def _join(path: str, name: str) -> str:
    """Put a key behind a path; one that could steer the terminal is spelt out."""
    shown = name if _is_usable(name) else repr(name)
    return f"{path}.{shown}" if path else shown


def _is_usable(name: str) -> bool:
    return (
        name.isprintable()
        and bool(name)
        and not any(sign.isspace() for sign in name)
        and unicodedata.is_normalized("NFC", name)
    )


def _section(records: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(path, f"must hold tables, like [{path}.name]")
        return
    for id, record in records.items():
        if not _is_usable(id):
            yield Problem(_join(path, id), "is not usable as an id: use letters, digits and -")
        elif path == "countries" and not _is_code(id, 2):
            yield Problem(_join(path, id), "is not a code of two capital letters, like GB")
        yield from _table(record, keys, _join(path, id), ids)


def _is_code(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isalpha() and text.isupper()


def _table(record: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(record, dict):
        yield Problem(path, "must be a table of keys and values")
        return
    yield from _unknown_keys(record, keys, path)
    for name, key in keys.items():
        if name in record:
            yield from _value(record[name], key, f"{path}.{name}", ids)
        elif key.required:
            yield Problem(f"{path}.{name}", f"is missing: {_wanted(key)} belongs there")


def _unknown_keys(record: Iterable[str], known: Collection[str], path: str) -> Iterator[Problem]:
    for name in record:
        if name not in known:
            hint = _suggestion(name, known) or f": one of {', '.join(known)} would be right"
            yield Problem(_join(path, name), f"is not a key here{hint}")


MANY = 500


def _suggestion(name: str, known: Collection[str]) -> str:
    if len(known) > MANY:  # comparing with so many takes too long
        return ""
    close = [one for one in get_close_matches(name, known, n=1) if _is_usable(one)]
    return f". Did you mean {close[0]}?" if close else ""


def _shown(value: object) -> str:
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


def _wanted(key: Key) -> str:
    return " or ".join(key.choices) if key.choices else str(key.type.value)


def _value(value: Any, key: Key, path: str, ids: Ids) -> Iterator[Problem]:
    if key.type is Type.TABLES:
        if not isinstance(value, list):
            yield Problem(path, f"must be a list of tables, not {_shown(value)}")
            return
        if key.required and not value:
            yield Problem(path, "is empty: at least one table belongs there")
        for position, record in enumerate(value):
            yield from _table(record, schema.TABLES[key.table], f"{path}[{position}]", {})
    elif key.type in ITEMS:
        if not isinstance(value, list):
            yield Problem(path, f"must be {key.type.value}, not {_shown(value)}")
            return
        for position, text in enumerate(value):
            yield from _value(text, ITEMS[key.type], f"{path}[{position}]", ids)
    elif key.type in (Type.LATITUDE, Type.LONGITUDE, Type.NUMBER):
        yield from _number(value, key.type, path)
    elif not isinstance(value, str):
        yield Problem(path, f"must be {_wanted(key)}, not {_shown(value)}")
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
        yield Problem(path, f"must be {type.value}, not {_shown(value)}")


def _text_problem(text: str) -> str | None:
    if not text.strip():
        return "is empty: write something or leave the key out"
    if text.isprintable():
        return _form_problem(text)
    for sign in text:
        # Control characters would reach the terminal; lone surrogates and direction marks
        # are no better.
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in JOINERS:
            return f"has the control character U+{ord(sign):04X}: take it out"
    return _form_problem(text)


def _form_problem(text: str) -> str | None:
    if unicodedata.is_normalized("NFC", text):
        return None
    return f"is not in Unicode NFC: write {unicodedata.normalize('NFC', text)!r}"


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
            if not _is_code(text, 3):
                return f"must be {key.type.value}, not {text!r}"
        case Type.CHOICE:
            if text not in key.choices:
                return _not_among(text, key.choices)
        case Type.COUNTRY:
            return _unresolved(text, ids["countries"], "a country")
        case Type.CITY:
            return _unresolved(text, ids["cities"], "a city")
        case Type.PARTY:
            if text in ids["cities"] or text in ids["organisations"]:
                return None
            known = [*ids["cities"], *ids["organisations"]]
            return _unresolved(text, known, "a city or organisation")
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


def _sense(document: Mapping[str, Any], ids: Ids) -> Iterator[Problem]:
    """Yield what is wrong between values; those that are wrong by themselves are passed over."""
    about = document.get("directory")
    latest = _date(about, "date") if isinstance(about, dict) else None
    for id in ids["relationships"]:
        record, path = ids["relationships"][id], _join("relationships", id)
        if isinstance(record, dict):
            yield from _parties(record, path, ids)
            yield from _order_of_dates(record, path, latest)


def _parties(record: Mapping[str, Any], path: str, ids: Ids) -> Iterator[Problem]:
    home, partner = record.get("home"), record.get("partner")
    if not isinstance(home, str):
        return
    city: Any = home
    if home in ids["organisations"]:
        organisation = ids["organisations"][home]
        city = organisation.get("city") if isinstance(organisation, dict) else None
    if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
        yield Problem(f"{path}.home", f"{city} is not a home: add [homes.{city}]")
    if home == partner:
        yield Problem(f"{path}.partner", "is the home itself: name the other side")


def _order_of_dates(
    record: Mapping[str, Any], path: str, latest: PartialDate | None
) -> Iterator[Problem]:
    names = ("founded", "status_since", "status_as_of", "changed")
    dates = [(name, _date(record, name)) for name in names]
    events = record.get("events")
    for position, event in enumerate(events if isinstance(events, list) else ()):
        if isinstance(event, dict):
            dates.append((f"events[{position}].date", _date(event, "date")))
    for name, date in dates:
        if date and latest and first_day(date) > last_day(latest):
            yield Problem(f"{path}.{name}", f"'{date}' is after the data's own date, {latest}")
    days = [(first_day(date), last_day(date)) for _, date in dates[len(names) :] if date]
    if days != sorted(days):
        yield Problem(f"{path}.events", "are not in the order of their dates")
    founded, since = dates[0][1], dates[1][1]
    if founded and since and last_day(since) < first_day(founded):
        yield Problem(f"{path}.status_since", f"'{since}' is before the founding, {founded}")


def _date(record: Mapping[str, Any], name: str) -> PartialDate | None:
    try:
        return parse_date(record[name])
    except (KeyError, AttributeError, DateError):
        return None
