"""Report the errors and warnings of a data file and its evidence file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from sistercities_cli.datafile import files, schema
from sistercities_cli.datafile.check import CheckedFile, read_and_check
from sistercities_cli.datafile.consistency import Document, Table
from sistercities_cli.datafile.rules import join_path
from sistercities_cli.datafile.schema import Keys
from sistercities_cli.errors import Problem
from sistercities_cli.text import escape_unprintable

KEY_ORDER = "keys go in the order of the data format"
ID_ORDER = "records go in the order of their ids"
HOME_ORDER = "relationships go by home, those with cities first, then by the id of the partner"
DATA_FILE_ORDER = "records go in the order of the data file"
NO_EVIDENCE_FILE = CheckedFile("", "", {}, ())


class Finding(NamedTuple):
    """A problem and the file that has it."""

    file: str  # printable
    problem: Problem

    def __str__(self) -> str:
        """Format it as editors expect: place and message."""
        line = f":{self.problem.line}" if self.problem.line else ""
        kind = "warning: " if self.problem.severity == "warning" else ""
        path = f"{self.problem.path}: " if self.problem.path else ""
        return f"{self.file}{line}: {kind}{path}{self.problem.message}"


class Report(NamedTuple):
    """The findings in a data file and its evidence file."""

    file: str  # printable
    findings: tuple[Finding, ...]  # by line, those of the evidence file last
    contents: Mapping[str, int]  # the number of records by section, if the file is usable
    founded: tuple[str, str] | None  # the earliest and the latest year

    def count(self, severity: str) -> int:
        """Count the errors or the warnings."""
        return sum(finding.problem.severity == severity for finding in self.findings)


@files.gc_paused()
def check_file(path: str | os.PathLike[str] | None = None) -> Report:
    """Check a data file, or the bundled one, and report its problems without raising them."""
    file = files.bundled_file() if path is None else files.file_at(path)
    data = read_and_check(file, None)
    about = data.document.get("directory")
    name = about.get("evidence") if isinstance(about, dict) else None
    evidence = NO_EVIDENCE_FILE
    if isinstance(name, str) and all(one.path != "directory.evidence" for one in data.problems):
        evidence = read_and_check(file.neighbour(name), data.document)
    contents, founded = {}, None
    if not (data.problems or evidence.problems):
        contents, founded = _count_contents(data, evidence), _founding_years(data.document)
        data, evidence = (
            data._replace(problems=data_warnings(data.document, evidence.document)),
            evidence._replace(problems=evidence_warnings(evidence.document, data.document)),
        )
    findings = (*_findings(data), *_findings(evidence))
    return Report(escape_unprintable(file.path), findings, contents, founded)


def _findings(checked: CheckedFile) -> Iterator[Finding]:
    for problem in checked.located_problems():
        yield Finding(escape_unprintable(checked.path), problem)


def _count_contents(data: CheckedFile, evidence: CheckedFile) -> dict[str, int]:
    counts = {name: len(data.document.get(name, ())) for name in schema.RECORDS}
    # A country needs no section of its own.
    counts["countries"] = len({city["country"] for city in data.document["cities"].values()})
    counts["sources"] = sum(
        len(record.get("sources", ()))
        for document in (data.document, evidence.document)
        for name in schema.EVIDENCE_RECORDS
        for record in document.get(name, {}).values()
    )
    return counts


def _founding_years(document: Document) -> tuple[str, str] | None:
    records = document.get("relationships", {}).values()
    years = [record["founded"][:4] for record in records if "founded" in record]
    return (min(years), max(years)) if years else None


def data_warnings(document: Document, evidence: Document) -> Iterator[Problem]:
    """Yield warnings about a data file without errors; ``evidence`` may be empty."""
    yield from _order_warnings(document, list(schema.SECTIONS).index, "", KEY_ORDER)
    yield from _key_order_warnings(document["directory"], schema.DIRECTORY, "directory")
    for name, keys in schema.RECORDS.items():
        for id, record in document.get(name, {}).items():
            yield from _key_order_warnings(record, keys, join_path(name, id))
    for name in ("countries", "cities", "organisations"):
        yield from _order_warnings(document.get(name, ()), str, name, ID_ORDER)
    relationships = document.get("relationships", {})
    sort_key = _relationship_sort_key(document)
    yield from _order_warnings(relationships, sort_key, "relationships", HOME_ORDER)
    more_evidence = evidence.get("relationships", {})
    for id, record in relationships.items():
        more = more_evidence.get(id, {})
        sources = [*record.get("sources", ()), *more.get("sources", ())]
        yield from _source_warnings(record, sources, join_path("relationships", id))


def evidence_warnings(evidence: Document, document: Document) -> Iterator[Problem]:
    """Yield warnings about an evidence file without errors."""
    yield from _order_warnings(evidence, list(schema.EVIDENCE_RECORDS).index, "", KEY_ORDER)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        for id, record in records.items():
            yield from _key_order_warnings(record, keys, join_path(name, id))
        positions = {id: position for position, id in enumerate(document.get(name, ()))}
        yield from _order_warnings(records, positions.__getitem__, name, DATA_FILE_ORDER)


def _source_warnings(record: Table, sources: Iterable[Table], path: str) -> Iterator[Problem]:
    facts = {fact for source in sources for fact in source.get("supports", ())}
    if not sources:
        yield _warning(path, "has no sources: say where the facts come from")
    elif "founded" in record and "founded" not in facts:
        yield _warning(f"{path}.founded", 'has no source: no source has "founded" under supports')
    if "status_as_of" not in record:
        text = "has no date: give that of the latest evidence under status_as_of"
        yield _warning(f"{path}.status", text)


def _key_order_warnings(record: Table, keys: Keys, path: str) -> Iterator[Problem]:
    yield from _order_warnings(record, list(keys).index, path, KEY_ORDER)
    for name, value in record.items():
        table = keys[name].table
        for position, row in enumerate(value if table else ()):
            row_path = f"{path}.{name}[{position}]"
            yield from _key_order_warnings(row, schema.TABLES[table], row_path)


def _order_warnings(
    names: Iterable[str], sort_key: Callable[[str], Any], path: str, rule: str
) -> Iterator[Problem]:
    for previous, name in pairwise(names):
        if sort_key(name) < sort_key(previous):
            yield _warning(join_path(path, name), f"belongs before {previous}: {rule}")


def _relationship_sort_key(document: Document) -> Callable[[str], tuple[int, bool, str]]:
    homes = {id: position for position, id in enumerate(document["homes"])}
    organisations = document.get("organisations", {})

    def sort_key(id: str) -> tuple[int, bool, str]:
        record = document["relationships"][id]
        home, partner = record["home"], record["partner"]
        city = organisations[home]["city"] if home in organisations else home
        return homes[city], partner in organisations, partner

    return sort_key


def _warning(path: str, message: str) -> Problem:
    return Problem(path, message, severity="warning")
