"""Check data files and evidence files: each value, and values against each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

from sistercities_cli.datafile import rules, schema
from sistercities_cli.datafile.files import DataFile
from sistercities_cli.datafile.references import (
    RecordsById,
    References,
    join_path,
    unknown_key_problems,
)
from sistercities_cli.dates import day_range, parse_date
from sistercities_cli.errors import DataError, DateError, Problem
from sistercities_cli.text import visible_text

Document = Mapping[str, Any]
Table = Mapping[str, Any]
DayRange = tuple[dt.date, dt.date]
PathsAndMessages = Iterator[tuple[str, str]]  # the path within the record, the message

# Keys whose date must not be in the future, and lists of items with such a date.
PAST_DATES = ("founded", "status_since", "status_as_of", "changed", "parent_since")
DATED_LISTS = (("events", "date"), ("sources", "date"), ("sources", "accessed"))

# The keys of names, by section.
NAME_KEYS = {
    "countries": "name",
    "cities": "name",
    "organisations": "name",
    "relationships": "kind",
}


class CheckedFile(NamedTuple):
    """A file that was read, with its problems."""

    path: str
    text: str
    document: Document
    problems: Iterable[Problem]


def read_and_check(file: DataFile, data: Document | None) -> CheckedFile:
    """Read and check a data file, or the evidence file of the valid data file ``data``."""
    try:
        text = file.text()
        document = file.parse(text)
    except DataError as error:
        return CheckedFile(error.source, "", {}, error.problems)
    problems = check_data(document) if data is None else check_evidence(document, data)
    return CheckedFile(file.path, text, document, problems)


def check_data(document: Document) -> list[Problem]:
    """Return the problems of a data file."""
    if not document:
        text = "is empty: a data file starts with [directory], its title, version and date"
        return [Problem("", text)]
    ids = {name: as_table(document.get(name)) for name in schema.RECORDS}
    ids["parties"] = {**ids["cities"], **ids["organisations"]}
    references = References(ids)
    problems = list(_problems("", unknown_key_problems(document, schema.SECTIONS, references)))
    if "directory" not in document:
        problems.append(Problem("directory", "is missing: title, version and date belong there"))
    for name, keys in schema.TABLE_SECTIONS.items():
        if name in document:
            problems += _problems(name, rules.table_check(keys, references)(document[name]))
    for name in schema.RECORDS:
        records = document.get(name, {})
        problems += _section_problems(records, schema.RECORDS[name], name, references)
    for name in ("homes", "cities"):
        if not document.get(name):
            problems.append(Problem(name, "is missing or empty"))
    wrong_paths = {problem.path for problem in problems}
    problems += _id_conflicts(ids)
    return problems + _new_problems(_contradictions(document, references), wrong_paths)


def check_evidence(evidence: Document, data: Document) -> list[Problem]:
    """Return the problems of the evidence file that belongs to a valid data file."""
    references = References()
    problems = list(
        _problems("", unknown_key_problems(evidence, schema.EVIDENCE_RECORDS, references))
    )
    latest = _latest_day(data)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        problems += _section_problems(records, keys, name, references)
        wrong_paths = {problem.path for problem in problems}
        known = as_table(data.get(name))
        for id, record in as_table(records).items():
            path = join_path(name, id)
            if id not in known:
                hint = references.suggestion(id, known)
                problems.append(Problem(path, f"is not in the data file{hint}"))
            table = as_table(record)
            contradictions = chain(
                _future_date_problems(table, latest),
                _reference_problems(table, as_table(known.get(id)), references),
            )
            problems += _new_problems(_problems(f"{path}.", contradictions), wrong_paths)
    return problems


def as_table(value: object) -> Table:
    """Return a table, or an empty one for any other value."""
    return value if isinstance(value, dict) else {}


def _problems(prefix: str, paths_and_messages: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    for path, message in paths_and_messages:
        yield Problem(f"{prefix}{path}", message)


def _new_problems(problems: Iterable[Problem], known_paths: Collection[str]) -> list[Problem]:
    return [problem for problem in problems if problem.path not in known_paths]


def _section_problems(
    records: object, keys: schema.Keys, section: str, references: References
) -> Iterator[Problem]:
    if not isinstance(records, dict):
        yield Problem(section, f"must hold tables, like [{section}.name]")
    elif records:
        check = rules.table_check(keys, references)
        for id, record in records.items():
            if message := _id_problem(id, record, section):
                yield Problem(join_path(section, id), message)
            for path, message in check(record):
                yield Problem(f"{join_path(section, id)}{path}", message)


def _id_problem(id: str, record: object, section: str) -> str | None:
    if section != "countries":
        message = "cannot be used as an id: use lower-case letters, digits and -"
        return None if re.fullmatch(schema.PATTERNS[schema.ValueType.ID], id) else message
    if not re.fullmatch(schema.ALPHA_2, id):
        return "is not a code of two capital letters, like GB"
    # Names and codes missing from the section are looked up.
    if isinstance(record, dict) and not {"name", "alpha_3"} <= record.keys():
        return rules.country_code_problem(id)
    return None


def _id_conflicts(ids: RecordsById) -> Iterator[Problem]:
    for id in ids["homes"]:
        if id not in ids["cities"]:
            yield Problem(join_path("homes", id), "is not the id of a city in this file")
    for id in ids["organisations"]:
        if id in ids["cities"]:
            text = "is also the id of a city: choose another"
            yield Problem(join_path("organisations", id), text)


def _contradictions(document: Document, references: References) -> Iterator[Problem]:
    """Yield contradictions between values, ignoring values that are already invalid."""
    evidence = as_table(document.get("directory")).get("evidence")
    if isinstance(evidence, str) and _leaves_folder(evidence):
        text = f"{evidence!r} leads elsewhere: name a file beside this one, or in a folder there"
        yield Problem("directory.evidence", text)
    latest, ids = _latest_day(document), references.records
    future_date_problems = partial(_future_date_problems, latest=latest)
    for section, record_problems in (
        ("cities", _coordinate_problems),
        ("relationships", lambda record: _relationship_problems(record, references, latest)),
        ("homes", future_date_problems),
        ("organisations", future_date_problems),
    ):
        for id, record in ids[section].items():
            for path, message in record_problems(as_table(record)):
                yield Problem(f"{join_path(section, id)}.{path}", message)
    yield from _look_alikes(ids)


def _look_alikes(ids: RecordsById) -> Iterator[Problem]:
    """Yield names that look identical to another name but have different characters."""
    names: dict[str, str] = {}  # by visible text
    for section, key in NAME_KEYS.items():
        for id, record in ids[section].items():
            name = as_table(record).get(key)
            if isinstance(name, str) and names.setdefault(visible_text(name), name) != name:
                text = (
                    "differs from another name only in invisible characters: use the same spelling"
                )
                yield Problem(f"{join_path(section, id)}.{key}", text)


def _leaves_folder(path: str) -> bool:
    """Check whether a path leads out of the folder it starts from, on any system."""
    # Data files are untrusted and must not open files elsewhere.
    first, *others = path.replace("\\", "/").split("/")
    return not first or ":" in first or ".." in (first, *others)


def _latest_day(document: Document) -> dt.date | None:
    """Return the cut-off date of the facts in a data file."""
    days = _day_range(as_table(document.get("directory")).get("date"))
    return days and days[1]


def _coordinate_problems(city: Table) -> PathsAndMessages:
    if ("latitude" in city) != ("longitude" in city):
        missing = "longitude" if "latitude" in city else "latitude"
        yield missing, "is missing: give both latitude and longitude, or neither"


def _relationship_problems(
    record: Table, references: References, latest: dt.date | None
) -> PathsAndMessages:
    ids = references.records
    home, organisations = record.get("home"), ids["organisations"]
    if isinstance(home, str):
        city = as_table(organisations[home]).get("city") if home in organisations else home
        if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
            yield "home", f"{city} is not a home: add [homes.{city}]"
        if home == record.get("partner"):
            yield "partner", "is the home itself: name the other side"
    yield from _future_date_problems(record, latest)
    yield from _reference_problems(record, record, references)
    events = {f"{path}.date": event for path, event in _rows(record, "events")}
    known = [days for event in events.values() if (days := _day_range(event.get("date")))]
    if known != sorted(known):
        yield "events", "are not in order of date: put the earliest first"
    if founded := _day_range(record.get("founded")):
        dates = [
            (path, row.get("date")) for path, row in events.items() if row.get("kind") == "ending"
        ]
        for path, date in [("status_since", record.get("status_since")), *dates]:
            if (days := _day_range(date)) and days[1] < founded[0]:
                yield path, f"'{date}' is before the founding, {record['founded']}"


def _future_date_problems(record: Table, latest: dt.date | None) -> PathsAndMessages:
    """Yield dates that are after the date of the data."""
    dates = [(name, record[name]) for name in PAST_DATES if name in record]
    for name, key in DATED_LISTS:
        dates += [(f"{path}.{key}", row.get(key)) for path, row in _rows(record, name)]
    for path, date in dates:
        days = _day_range(date)
        if days and latest and days[0] > latest:
            advice = ": update directory.date too" if path == "changed" else ""
            yield path, f"'{date}' is after the data's own date, {latest}{advice}"


def _reference_problems(evidence: Table, facts: Table, references: References) -> PathsAndMessages:
    """Yield references of evidence to sources and events missing from the record."""
    if "sources" not in evidence and "highlights" not in evidence:
        return
    urls = {url for _, row in _rows(evidence, "sources") if isinstance(url := row.get("url"), str)}
    for path, row in _rows(evidence, "highlights"):
        for position, url in _texts(row, "sources"):
            if url not in urls:
                hint = references.suggestion(url, urls)
                message = f"{url!r} is not the address of a source of this record{hint}"
                yield f"{path}.sources[{position}]", message
    events = {f"{schema.EVENT_PREFIX}{row.get('date')}" for _, row in _rows(facts, "events")}
    for path, row in _rows(evidence, "sources"):
        for position, fact in _texts(row, "supports"):
            if fact.startswith(schema.EVENT_PREFIX) and fact not in events:
                hint = references.suggestion(fact, events)
                message = f"{fact!r} is not the date of an event of this record{hint}"
                yield f"{path}.supports[{position}]", message


def _rows(record: Table, name: str) -> Iterator[tuple[str, Table]]:
    """Yield the rows of a list with their paths."""
    rows = record.get(name)
    for position, row in enumerate(rows if isinstance(rows, list) else ()):
        yield f"{name}[{position}]", as_table(row)


def _texts(row: Table, name: str) -> Iterator[tuple[int, str]]:
    """Yield the strings in a list with their positions."""
    texts = row.get(name)
    for position, text in enumerate(texts if isinstance(texts, list) else ()):
        if isinstance(text, str):
            yield position, text


def _day_range(date: object) -> DayRange | None:
    return _parse_day_range(date) if isinstance(date, str) else None


@lru_cache(maxsize=2**16)  # dates of a large file repeat
def _parse_day_range(text: str) -> DayRange | None:
    try:
        return day_range(parse_date(text))
    except DateError:
        return None
