"""Report the errors and warnings of a data file and its evidence file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from sistercities_cli.datafile import files, schema
from sistercities_cli.datafile.check import Document, find_errors
from sistercities_cli.datafile.files import DataFile
from sistercities_cli.datafile.lines import with_lines
from sistercities_cli.datafile.rules import join_path
from sistercities_cli.datafile.schema import Keys
from sistercities_cli.errors import DataError, Problem
from sistercities_cli.text import escape_unprintable


class Finding(NamedTuple):
    """A problem and the file that has it."""

    file: str  # safe to show
    problem: Problem

    def __str__(self) -> str:
        """Write it as editors understand it: where, and what."""
        line = f":{self.problem.line}" if self.problem.line else ""
        kind = "warning: " if self.problem.severity == "warning" else ""
        path = f"{self.problem.path}: " if self.problem.path else ""
        return f"{self.file}{line}: {kind}{path}{self.problem.message}"


class Report(NamedTuple):
    """What was found in a data file and the evidence beside it."""

    file: str  # safe to show
    findings: tuple[Finding, ...]  # those of the evidence last, both by line
    contents: Mapping[str, int]  # how many there are of what, if it is usable
    founded: tuple[str, str] | None  # the earliest year and the latest

    def count(self, severity: str) -> int:
        """Count the errors or the warnings."""
        return sum(one.problem.severity == severity for one in self.findings)


@files.gc_paused()
def check_file(path: str | os.PathLike[str] | None = None) -> Report:
    """Check a data file, or the bundled one; raises nothing for what is wrong with it."""
    file = files.bundled_file() if path is None else files.file_at(path)
    facts = _parse_and_check(file, None)
    about = facts.document.get("directory")
    name = about.get("evidence") if isinstance(about, dict) else None
    beside = NO_EVIDENCE_FILE
    if isinstance(name, str) and "directory.evidence" not in {one.path for one in facts.problems}:
        beside = _parse_and_check(file.neighbour(name), facts.document)
    if facts.problems or beside.problems:
        return Report(
            escape_unprintable(file.path), (*_findings(facts), *_findings(beside)), {}, None
        )
    advised = (
        facts._replace(problems=data_warnings(facts.document, beside.document)),
        beside._replace(problems=evidence_warnings(beside.document, facts.document)),
    )
    findings = tuple(finding for one in advised for finding in _findings(one))
    return Report(
        escape_unprintable(file.path),
        findings,
        _count_contents(facts, beside),
        _founding_years(facts.document),
    )


class _ParsedFile(NamedTuple):
    path: str
    text: str
    document: Document
    problems: Iterable[Problem]


NO_EVIDENCE_FILE = _ParsedFile("", "", {}, ())


def _parse_and_check(file: DataFile, facts: Document | None) -> _ParsedFile:
    try:
        text = file.text()
        document = file.parse(text)
    except DataError as error:
        return _ParsedFile(file.path, "", {}, error.problems)
    return _ParsedFile(file.path, text, document, find_errors(document, facts))


def _findings(read: _ParsedFile) -> list[Finding]:
    return [
        Finding(escape_unprintable(read.path), one) for one in with_lines(read.problems, read.text)
    ]


def _count_contents(facts: _ParsedFile, beside: _ParsedFile) -> dict[str, int]:
    counts = {name: len(facts.document.get(name, ())) for name in schema.RECORDS}
    # A country needs no record of its own.
    counts["countries"] = len({city["country"] for city in facts.document["cities"].values()})
    sources = (
        len(record.get("sources", ()))
        for document in (facts.document, beside.document)
        for name in schema.EVIDENCE_RECORDS
        for record in document.get(name, {}).values()
    )
    return {**counts, "sources": sum(sources)}


def _founding_years(document: Document) -> tuple[str, str] | None:
    records = document.get("relationships", {}).values()
    years = [record["founded"][:4] for record in records if "founded" in record]
    return (min(years), max(years)) if years else None


Table = Mapping[str, Any]
KEY_ORDER = "keys go in the order of the data format"
ID_ORDER = "records go in the order of their ids"
HOME_ORDER = "relationships go by home, those with cities first, then by the id of the partner"
DATA_FILE_ORDER = "records go in the order of the data file"


def data_warnings(document: Table, evidence: Table) -> Iterator[Problem]:
    """Yield warnings about a data file without errors; ``evidence`` may be empty."""
    yield from _order_warnings(document, list(schema.SECTIONS).index, "", KEY_ORDER)
    yield from _key_order_warnings(document["directory"], schema.DIRECTORY, "directory")
    for name, keys in schema.RECORDS.items():
        for id, record in document.get(name, {}).items():
            yield from _key_order_warnings(record, keys, join_path(name, id))
    for name in ("countries", "cities", "organisations"):
        yield from _order_warnings(document.get(name, ()), str, name, ID_ORDER)
    relationships = document.get("relationships", {})
    yield from _order_warnings(relationships, _home_order(document), "relationships", HOME_ORDER)
    more = evidence.get("relationships", {})
    for id, record in relationships.items():
        sources = [*record.get("sources", ()), *more.get(id, {}).get("sources", ())]
        yield from _source_warnings(record, sources, join_path("relationships", id))


def evidence_warnings(evidence: Table, document: Table) -> Iterator[Problem]:
    """Yield warnings about an evidence file without errors."""
    yield from _order_warnings(evidence, list(schema.EVIDENCE_RECORDS).index, "", KEY_ORDER)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        for id, record in records.items():
            yield from _key_order_warnings(record, keys, join_path(name, id))
        places = {id: place for place, id in enumerate(document.get(name, ()))}
        yield from _order_warnings(records, places.__getitem__, name, DATA_FILE_ORDER)


def _source_warnings(record: Table, sources: Iterable[Table], path: str) -> Iterator[Problem]:
    facts = {fact for source in sources for fact in source.get("supports", ())}
    if not sources:
        yield _warning(path, "has no sources: say where the facts come from")
    elif "founded" in record and "founded" not in facts:
        yield _warning(f"{path}.founded", 'has no source: no source has "founded" under supports')
    if "status_as_of" not in record:
        wanted = "give that of the latest evidence under status_as_of"
        yield _warning(f"{path}.status", f"has no date: {wanted}")


def _key_order_warnings(record: Table, keys: Keys, path: str) -> Iterator[Problem]:
    yield from _order_warnings(record, list(keys).index, path, KEY_ORDER)
    for name, value in record.items():
        table = keys[name].table
        for position, row in enumerate(value if table else ()):
            where = f"{path}.{name}[{position}]"
            yield from _key_order_warnings(row, schema.TABLES[table], where)


def _order_warnings(
    names: Iterable[str], place: Callable[[str], Any], path: str, rule: str
) -> Iterator[Problem]:
    for before, name in pairwise(names):
        if place(name) < place(before):
            yield _warning(join_path(path, name), f"belongs before {before}: {rule}")


def _home_order(document: Table) -> Callable[[str], tuple[int, bool, str]]:
    homes = {id: place for place, id in enumerate(document["homes"])}
    organisations = document.get("organisations", {})

    def place(id: str) -> tuple[int, bool, str]:
        record = document["relationships"][id]
        home, partner = record["home"], record["partner"]
        city = organisations[home]["city"] if home in organisations else home
        return homes[city], partner in organisations, partner

    return place


def _warning(path: str, message: str) -> Problem:
    return Problem(path, message, severity="warning")
