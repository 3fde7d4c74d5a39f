"""Say everything that is wrong with a data file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sistercities_cli.dataset import schema
from sistercities_cli.dataset.codes import section_problem
from sistercities_cli.dataset.consistency import future_dates, inconsistencies, latest_day
from sistercities_cli.dataset.quick import judge
from sistercities_cli.dataset.schema import Key, Keys, Type
from sistercities_cli.dataset.values import (
    ITEMS,
    Ids,
    meaning_problem,
    number_problem,
    text_problem,
    wanted,
)
from sistercities_cli.dataset.wording import is_code, is_id, join, shown, suggestion
from sistercities_cli.errors import Problem


def check(document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of a data file, in its own order; none if it is right."""
    problems = list(_unknown_keys(document, schema.SECTIONS, ""))
    about = document.get("directory")
    if about is None:
        problems.append(Problem("directory", "is missing: title, version and date belong there"))
    else:
        problems += _table(about, schema.DIRECTORY, "directory", {})
    ids = {name: _ids(document.get(name)) for name in schema.RECORDS}
    for name, keys in schema.RECORDS.items():
        problems += _section(document.get(name, {}), keys, name, ids)
    for name in ("homes", "cities"):
        if not document.get(name, {}):
            problems.append(Problem(name, "is missing or empty"))
    wrong = {problem.path for problem in problems}
    problems += _conflicting_ids(ids)
    return problems + [one for one in inconsistencies(document, ids) if one.path not in wrong]


def check_evidence(evidence: Mapping[str, Any], document: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a data file that is right."""
    problems = list(_unknown_keys(evidence, schema.EVIDENCE_RECORDS, ""))
    latest = latest_day(document)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section(records, keys, name, {})
        known = _ids(document.get(name))
        for id, record in _ids(records).items():
            if id not in known:
                hint = suggestion(id, known)
                problems.append(Problem(join(name, id), f"is not in the data file{hint}"))
            if isinstance(record, dict):
                problems += [
                    Problem(f"{join(name, id)}.{path}", message)
                    for path, message in future_dates(record, latest)
                ]
    return problems


def _ids(records: object) -> Mapping[str, Any]:
    return records if isinstance(records, dict) else {}


def _conflicting_ids(ids: Ids) -> Iterator[Problem]:
    cities = ids["cities"]
    for id in ids["homes"]:
        if id not in cities:
            yield Problem(join("homes", id), "is not the id of a city in this file")
    for id in ids["organisations"]:
        if id in cities:
            yield Problem(join("organisations", id), "is also the id of a city: choose another")


def _section(records: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(path, f"must hold tables, like [{path}.name]")
        return
    is_right = judge(keys, ids)
    for id, record in records.items():
        if path == "countries":
            if not is_code(id, 2):
                yield Problem(join(path, id), "is not a code of two capital letters, like GB")
            elif problem := section_problem(id, record):
                yield Problem(join(path, id), problem)
        elif not is_id(id):
            yield Problem(join(path, id), "cannot be used as an id: use letters, digits and -")
        if not is_right(record):
            yield from _table(record, keys, join(path, id), ids)


def _table(record: object, keys: Keys, path: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(record, dict):
        yield Problem(path, "must be a table of keys and values")
        return
    yield from _unknown_keys(record, keys, path)
    for name, key in keys.items():
        if name in record:
            yield from _value(record[name], key, f"{path}.{name}", ids)
        elif key.required:
            yield Problem(f"{path}.{name}", f"is missing: {wanted(key)} belongs there")


def _unknown_keys(record: Iterable[str], known: Collection[str], path: str) -> Iterator[Problem]:
    for name in record:
        if name not in known:
            hint = suggestion(name, known) or f": one of {', '.join(known)} would be right"
            yield Problem(join(path, name), f"is not a key here{hint}")


def _value(value: Any, key: Key, path: str, ids: Ids) -> Iterator[Problem]:
    if key.type is Type.TABLES:
        if not isinstance(value, list):
            yield Problem(path, f"must be a list of tables, not {shown(value)}")
            return
        if key.required and not value:
            yield Problem(path, "is empty: at least one table belongs there")
        for position, record in enumerate(value):
            yield from _table(record, schema.TABLES[key.table], f"{path}[{position}]", {})
    elif key.type in ITEMS:
        if not isinstance(value, list):
            yield Problem(path, f"must be {key.type.value}, not {shown(value)}")
            return
        for position, text in enumerate(value):
            yield from _value(text, ITEMS[key.type], f"{path}[{position}]", ids)
    elif key.type in (Type.LATITUDE, Type.LONGITUDE, Type.NUMBER):
        yield from number_problem(value, key.type, path)
    elif not isinstance(value, str):
        yield Problem(path, f"must be {wanted(key)}, not {shown(value)}")
    else:
        problem = text_problem(value) or meaning_problem(value, key, ids)
        if problem:
            yield Problem(path, problem)
