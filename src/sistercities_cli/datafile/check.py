"""Check data files and evidence files against the schema and the rules.

The keys of each section are compiled to a function that checks a record. Most records are
valid, so it only gathers and orders problems once it has found one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.consistency import (
    Document,
    consistency_problems,
    future_date_problems,
    latest_day,
)
from sistercities_cli.datafile.files import DataFile
from sistercities_cli.datafile.lines import with_lines
from sistercities_cli.datafile.rules import (
    Ids,
    country_code_problem,
    describe_value,
    expected_value,
    is_capital_code,
    is_id,
    join_path,
    suggestion,
    value_problem,
)
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.errors import DataError, Problem


class CheckedFile(NamedTuple):
    """A file that was read, with its problems."""

    path: str
    text: str
    document: Document
    problems: Iterable[Problem]

    def located_problems(self) -> list[Problem]:
        """Return the problems with their lines, in the order of these."""
        return with_lines(self.problems, self.text)


def read_and_check(file: DataFile, data: Document | None) -> CheckedFile:
    """Read and check a data file, or the evidence file of the valid data file ``data``."""
    try:
        text = file.text()
        document = file.parse(text)
    except DataError as error:
        return CheckedFile(file.path, "", {}, error.problems)
    problems = check_data(document) if data is None else check_evidence(document, data)
    return CheckedFile(file.path, text, document, problems)


def check_data(document: Document) -> list[Problem]:
    """Return the problems of a data file, in the order of the schema."""
    if not document:
        text = "is empty: a data file starts with [directory], its title, version and date"
        return [Problem("", text)]
    problems = list(_unknown_key_problems(document, schema.SECTIONS))
    about = document.get("directory")
    if about is None:
        problems.append(Problem("directory", "is missing: title, version and date belong there"))
    else:
        for path, message in _table_check(schema.DIRECTORY, {})(about):
            problems.append(Problem(f"directory{path}", message))
    ids = {name: _tables_by_id(document.get(name)) for name in schema.RECORDS}
    ids["parties"] = {**ids["cities"], **ids["organisations"]}
    for name, keys in schema.RECORDS.items():
        problems += _section_problems(document.get(name, {}), keys, name, ids)
    for name in ("homes", "cities"):
        if not document.get(name, {}):
            problems.append(Problem(name, "is missing or empty"))
    wrong_paths = {problem.path for problem in problems}
    problems += _id_conflicts(ids)
    return problems + [
        problem
        for problem in consistency_problems(document, ids)
        if problem.path not in wrong_paths
    ]


def check_evidence(evidence: Document, data: Document) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a valid data file."""
    problems = list(_unknown_key_problems(evidence, schema.EVIDENCE_RECORDS))
    latest = latest_day(data)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section_problems(records, keys, name, {})
        known = data.get(name, {})
        for id, record in _tables_by_id(records).items():
            path = join_path(name, id)
            if id not in known:
                problems.append(Problem(path, f"is not in the data file{suggestion(id, known)}"))
            if isinstance(record, dict):
                for key, message in future_date_problems(record, latest):
                    problems.append(Problem(f"{path}.{key}", message))
    return problems


def _tables_by_id(records: object) -> dict[str, Any]:
    return records if isinstance(records, dict) else {}


def _unknown_key_problems(document: Document, known: Collection[str]) -> Iterator[Problem]:
    for name in document:
        if name not in known:
            yield Problem(join_path("", name), _unknown_key_message(name, known))


def _unknown_key_message(name: str, known: Collection[str]) -> str:
    hint = suggestion(name, known) or f": one of {', '.join(known)} would be right"
    return f"is not a key here{hint}"


def _section_problems(records: object, keys: Keys, section: str, ids: Ids) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(section, f"must hold tables, like [{section}.name]")
    elif records:
        check = _table_check(keys, ids)
        for id, record in records.items():
            if message := _id_problem(id, record, section):
                yield Problem(join_path(section, id), message)
            for path, message in check(record):
                yield Problem(join_path(section, id) + path, message)


def _id_problem(id: str, record: object, section: str) -> str | None:
    if section != "countries":
        return None if is_id(id) else "cannot be used as an id: use letters, digits and -"
    if not is_capital_code(id, 2):
        return "is not a code of two capital letters, like GB"
    # Names and codes are looked up where the section does not give them.
    if isinstance(record, dict) and not {"name", "alpha_3"} <= record.keys():
        return country_code_problem(id)
    return None


def _id_conflicts(ids: Ids) -> Iterator[Problem]:
    cities = ids["cities"]
    for id in ids["homes"]:
        if id not in cities:
            yield Problem(join_path("homes", id), "is not the id of a city in this file")
    for id in ids["organisations"]:
        if id in cities:
            text = "is also the id of a city: choose another"
            yield Problem(join_path("organisations", id), text)


# Takes a value; returns the path within it and the message of each problem.
Check = Callable[[Any], Sequence[tuple[str, str]]]

ITEM_KEYS = {
    ValueType.TEXTS: Key(ValueType.TEXT, "An item"),
    ValueType.FACTS: Key(ValueType.CHOICE, "An item", choices=schema.FACTS),
    ValueType.CITIES: Key(ValueType.CITY, "An item"),
}


def _table_check(keys: Keys, ids: Ids) -> Check:
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
        problems = [
            (f".{join_path('', name)}", _unknown_key_message(name, keys))
            for name in record
            if name not in keys
        ]
        for name, key in keys.items():
            if name in record:
                problems += [
                    (f".{name}{path}", message) for path, message in value_check(name)(record[name])
                ]
            elif key.required:
                text = f"is missing: {expected_value(key)} belongs there"
                problems.append((f".{name}", text))
        return problems

    return check


def _value_check(key: Key, ids: Ids) -> Check:
    if key.type is ValueType.TABLES:
        return _list_check(key, _table_check(schema.TABLES[key.table], {}))
    if key.type in ITEM_KEYS:
        return _list_check(key, _value_check(ITEM_KEYS[key.type], ids))
    text_problem = cache(partial(value_problem, key=key, ids=ids))  # many texts come again

    def check(value: Any) -> Sequence[tuple[str, str]]:
        message = text_problem(value) if type(value) is str else value_problem(value, key, ids)
        return [("", message)] if message else ()

    return check


def _list_check(key: Key, check_item: Check) -> Check:
    def check(value: Any) -> Sequence[tuple[str, str]]:
        if type(value) is not list:
            return [("", f"must be {key.type.value}, not {describe_value(value)}")]
        if key.required and not value:
            return [("", "is empty: at least one table belongs there")]
        return [
            (f"[{position}]{path}", message)
            for position, item in enumerate(value)
            for path, message in check_item(item)
        ]

    return check
