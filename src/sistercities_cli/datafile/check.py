"""Check the records of a data file against the schema and against each other.

Most records are valid, so each one first passes a fast check; only those that fail it are
examined key by key, by the same rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.rules import (
    LIST_ITEMS,
    Ids,
    country_section_problem,
    describe_value,
    expected_value,
    is_capital_code,
    is_id,
    join_path,
    number_problem,
    suggestion,
    text_problem,
    value_problem,
)
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.dates import first_day, last_day, parse_date
from sistercities_cli.errors import DateError, Problem


def check_data(document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of a data file, in its own order; none if it is right."""
    problems = list(_unknown_key_problems(document, schema.SECTIONS, ""))
    about = document.get("directory")
    if about is None:
        problems.append(Problem("directory", "is missing: title, version and date belong there"))
    else:
        problems += _table_problems(about, schema.DIRECTORY, "directory", {})
    ids = {name: _tables_by_id(document.get(name)) for name in schema.RECORDS}
    for name, keys in schema.RECORDS.items():
        problems += _section_problems(document.get(name, {}), keys, name, ids)
    for name in ("homes", "cities"):
        if not document.get(name, {}):
            problems.append(Problem(name, "is missing or empty"))
    wrong = {problem.path for problem in problems}
    problems += _id_problems(ids)
    return problems + [one for one in consistency_problems(document, ids) if one.path not in wrong]


def check_evidence(evidence: Mapping[str, Any], document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a data file that is right."""
    problems = list(_unknown_key_problems(evidence, schema.EVIDENCE_RECORDS, ""))
    latest = latest_day(document)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section_problems(records, keys, name, {})
        known = _tables_by_id(document.get(name))
        for id, record in _tables_by_id(records).items():
            if id not in known:
                hint = suggestion(id, known)
                problems.append(Problem(join_path(name, id), f"is not in the data file{hint}"))
            if isinstance(record, dict):
                problems += [
                    Problem(f"{join_path(name, id)}.{path}", message)
                    for path, message in future_date_problems(record, latest)
                ]
    return problems


def _tables_by_id(records: object) -> Mapping[str, Any]:
    return records if isinstance(records, dict) else {}


def _id_problems(ids: Ids) -> Iterator[Problem]:
    cities = ids["cities"]
    for id in ids["homes"]:
        if id not in cities:
            yield Problem(join_path("homes", id), "is not the id of a city in this file")
    for id in ids["organisations"]:
        if id in cities:
            yield Problem(
                join_path("organisations", id), "is also the id of a city: choose another"
            )


def _section_problems(records: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(path, f"must hold tables, like [{path}.name]")
        return
    is_right = fast_check(keys, ids)
    for id, record in records.items():
        if path == "countries":
            if not is_capital_code(id, 2):
                yield Problem(join_path(path, id), "is not a code of two capital letters, like GB")
            elif problem := country_section_problem(id, record):
                yield Problem(join_path(path, id), problem)
        elif not is_id(id):
            yield Problem(join_path(path, id), "cannot be used as an id: use letters, digits and -")
        if not is_right(record):
            yield from _table_problems(record, keys, join_path(path, id), ids)


def _table_problems(record: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(record, dict):
        yield Problem(path, "must be a table of keys and values")
        return
    yield from _unknown_key_problems(record, keys, path)
    for name, key in keys.items():
        if name in record:
            yield from _value_problems(record[name], key, f"{path}.{name}", ids)
        elif key.required:
            yield Problem(f"{path}.{name}", f"is missing: {expected_value(key)} belongs there")


def _unknown_key_problems(
    record: Iterable[str], known: Collection[str], path: str
) -> Iterator[Problem]:
    for name in record:
        if name not in known:
            hint = suggestion(name, known) or f": one of {', '.join(known)} would be right"
            yield Problem(join_path(path, name), f"is not a key here{hint}")


def _value_problems(value: Any, key: Key, path: str, ids: Ids) -> Iterator[Problem]:
    if key.type is ValueType.TABLES:
        if not isinstance(value, list):
            yield Problem(path, f"must be a list of tables, not {describe_value(value)}")
            return
        if key.required and not value:
            yield Problem(path, "is empty: at least one table belongs there")
        for position, record in enumerate(value):
            yield from _table_problems(record, schema.TABLES[key.table], f"{path}[{position}]", {})
    elif key.type in LIST_ITEMS:
        if not isinstance(value, list):
            yield Problem(path, f"must be {key.type.value}, not {describe_value(value)}")
            return
        for position, text in enumerate(value):
            yield from _value_problems(text, LIST_ITEMS[key.type], f"{path}[{position}]", ids)
    elif key.type in (ValueType.LATITUDE, ValueType.LONGITUDE, ValueType.NUMBER):
        yield from number_problem(value, key.type, path)
    elif not isinstance(value, str):
        yield Problem(path, f"must be {expected_value(key)}, not {describe_value(value)}")
    else:
        problem = text_problem(value) or value_problem(value, key, ids)
        if problem:
            yield Problem(path, problem)


Predicate = Callable[[Any], bool]  # false for what is wrong, and for what needs a closer look

# Addresses as most are, which need not be taken apart.
_PLAIN_URL = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]+(/[\w.~/?=&%+#:,;@-]*)?", re.ASCII)


def fast_check(keys: Keys, ids: Ids) -> Predicate:
    """Return a function that says whether a record with these keys is plainly right."""
    judges = {name: _value_predicate(key, ids) for name, key in keys.items()}
    required = {name for name, key in keys.items() if key.required}

    def is_right(record: Any) -> bool:
        if type(record) is not dict or not required <= record.keys():
            return False
        for name, value in record.items():
            if name not in judges or not judges[name](value):
                return False
        return True

    return is_right


def _value_predicate(key: Key, ids: Ids) -> Predicate:
    if key.type is ValueType.TABLES:
        return _list_predicate(fast_check(schema.TABLES[key.table], {}), needs_one=key.required)
    if key.type in LIST_ITEMS:
        return _list_predicate(_value_predicate(LIST_ITEMS[key.type], ids))
    if key.type in (ValueType.LATITUDE, ValueType.LONGITUDE, ValueType.NUMBER):
        return lambda value: not any(number_problem(value, key.type, ""))
    if key.type is ValueType.TEXT:
        return lambda value: type(value) is str and not text_problem(value)
    if key.type is ValueType.URL:
        return lambda value: (
            type(value) is str
            and bool(
                _PLAIN_URL.fullmatch(value)
                or not (text_problem(value) or value_problem(value, key, ids))
            )
        )
    return _cached_predicate(key, ids)


def _list_predicate(judge_one: Predicate, *, needs_one: bool = False) -> Predicate:
    return lambda value: (
        type(value) is list and (bool(value) or not needs_one) and all(map(judge_one, value))
    )


def _cached_predicate(key: Key, ids: Ids) -> Predicate:
    """Judge what is often the same, like dates and ids: each value once."""
    right: set[str] = set()

    def is_right(value: Any) -> bool:
        if type(value) is not str:
            return False
        if value not in right:
            if text_problem(value) or value_problem(value, key, ids):
                return False
            right.add(value)
        return True

    return is_right


Table = Mapping[str, Any]
DayRange = tuple[dt.date, dt.date]
PathsAndMessages = Iterator[tuple[str, str]]  # the path within the record, the message

# The dates of a relationship that tell what has happened, and those of lists in it.
DATED_KEYS = ("founded", "status_since", "status_as_of", "changed")
DATED_LISTS = ("events", "sources")


def consistency_problems(document: Table, ids: Ids) -> Iterator[Problem]:
    """Yield what is wrong between values; those that are wrong by themselves are passed over."""
    about = document.get("directory")
    evidence = about.get("evidence") if isinstance(about, dict) else None
    if isinstance(evidence, str) and _escapes_folder(evidence):
        text = f"{evidence!r} leads elsewhere: name a file beside this one, or in a folder there"
        yield Problem("directory.evidence", text)
    for id, record in ids["cities"].items():
        if isinstance(record, dict) and ("latitude" in record) != ("longitude" in record):
            missing = "longitude" if "latitude" in record else "latitude"
            text = "is missing: give both latitude and longitude, or neither"
            yield Problem(f"{join_path('cities', id)}.{missing}", text)
    latest = latest_day(document)
    for id, record in ids["relationships"].items():
        if isinstance(record, dict):
            for path, message in (*_party_problems(record, ids), *_date_problems(record, latest)):
                yield Problem(f"{join_path('relationships', id)}.{path}", message)
    for id, record in ids["homes"].items():
        if isinstance(record, dict):
            for path, message in future_date_problems(record, latest, ("parent_since",)):
                yield Problem(f"{join_path('homes', id)}.{path}", message)


def latest_day(document: Table) -> dt.date | None:
    """Return the day up to which the facts of a data file were gathered."""
    about = document.get("directory")
    span = _day_range(about.get("date")) if isinstance(about, dict) else None
    return span and span[1]


def future_date_problems(
    record: Table, latest: dt.date | None, names: Iterable[str] = ()
) -> PathsAndMessages:
    """Yield the dates of a record that are after the day of the data."""
    dates = [(name, record[name]) for name in names if name in record]
    for name in DATED_LISTS:
        if name in record:
            rows = enumerate(_rows_of(record, name))
            dates += [(f"{name}[{position}].date", row.get("date")) for position, row in rows]
    for path, date in dates:
        span = _day_range(date)
        if span and latest and span[0] > latest:
            way = ": raise directory.date too" if path == "changed" else ""
            yield path, f"'{date}' is after the data's own date, {latest}{way}"


def _escapes_folder(path: str) -> bool:
    """Say whether a path leads out of the folder it starts from, on this system or another."""
    # A data file may come from anybody: it must not have files opened that are none of its own.
    first, *others = path.replace("\\", "/").split("/")
    return not first or ":" in first or ".." in (first, *others)


def _party_problems(record: Table, ids: Ids) -> PathsAndMessages:
    home, partner = record.get("home"), record.get("partner")
    if not isinstance(home, str):
        return
    city: object = home
    if home in ids["organisations"]:
        organisation = ids["organisations"][home]
        city = organisation.get("city") if isinstance(organisation, dict) else None
    if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
        yield "home", f"{city} is not a home: add [homes.{city}]"
    if home == partner:
        yield "partner", "is the home itself: name the other side"


def _date_problems(record: Table, latest: dt.date | None) -> PathsAndMessages:
    yield from future_date_problems(record, latest, DATED_KEYS)
    founded, since = _day_range(record.get("founded")), _day_range(record.get("status_since"))
    if founded and since and since[1] < founded[0]:
        yield (
            "status_since",
            f"'{record['status_since']}' is before the founding, {record['founded']}",
        )
    if "events" in record:
        yield from _event_problems(record, founded)


def _event_problems(record: Table, founded: DayRange | None) -> PathsAndMessages:
    events = _rows_of(record, "events")
    spans = [_day_range(event.get("date")) for event in events]
    known = [span for span in spans if span]
    if known != sorted(known):
        yield "events", "are not in order of date: put the earliest first"
    for position, (event, span) in enumerate(zip(events, spans, strict=True)):
        if founded and span and span[1] < founded[0] and event.get("kind") == "ending":
            yield (
                f"events[{position}].date",
                f"'{event['date']}' is before the founding, {record['founded']}",
            )


def _rows_of(record: Table, name: str) -> list[Table]:
    """Return the tables of a list; anything else becomes an empty one, to keep the count."""
    rows = record.get(name)
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def _day_range(date: object) -> DayRange | None:
    return _parse_day_range(date) if isinstance(date, str) else None


@lru_cache(maxsize=2**16)  # in a large file most dates come again
def _parse_day_range(text: str) -> DayRange | None:
    try:
        date = parse_date(text)
    except DateError:
        return None
    return first_day(date), last_day(date)


Document = Mapping[str, Any]

EMPTY_FILE = Problem(
    "", "is empty: a data file starts with [directory], its title, version and date"
)


def find_errors(document: Document, facts: Document | None) -> list[Problem]:
    """Return what makes a data file unusable, or an evidence file that belongs to some facts."""
    if facts is not None:
        return check_evidence(document, facts)
    return check_data(document) if document else [EMPTY_FILE]
