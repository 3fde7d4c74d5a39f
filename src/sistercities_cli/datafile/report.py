"""Report the errors and warnings of a data file and its evidence file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from sistercities_cli.datafile import files, schema
from sistercities_cli.datafile.check import CheckedFile, Document, Table, as_table, read_and_check
from sistercities_cli.datafile.lines import add_line_numbers
from sistercities_cli.datafile.references import join_path
from sistercities_cli.datafile.schema import Keys
from sistercities_cli.errors import Problem, merge_repeated
from sistercities_cli.structs import Struct
from sistercities_cli.text import escape_unprintable

KEY_ORDER = "keys go in the order of the data format"
ID_ORDER = "records go in the order of their ids"
HOME_ORDER = "relationships go by home, those with cities first, then by the id of the partner"
DATA_FILE_ORDER = "records go in the order of the data file"


class Finding(Struct):
    """A problem and the file it is in."""

    file: str  # printable
    problem: Problem

    def __str__(self) -> str:
        """Format as ``file:line: message``, which editors recognize."""
        line = f":{self.problem.line}" if self.problem.line else ""
        kind = "warning: " if self.problem.severity == "warning" else ""
        path = f"{self.problem.path}: " if self.problem.path else ""
        return f"{self.file}{line}: {kind}{path}{self.problem.message}"


class Report(Struct):
    """The findings in a data file and its evidence file."""

    file: str  # printable
    findings: tuple[Finding, ...]  # by line, those of the evidence file last
    contents: Mapping[str, int]  # the number of records by section, if the file is usable
    founded: tuple[str, str] | None  # the earliest and the latest year

    @property
    def merged(self) -> list[Finding]:
        """The findings, with repeated problems of a file merged."""
        return [
            Finding(file, problem)
            for file, findings in groupby(self.findings, lambda finding: finding.file)
            for problem in merge_repeated(finding.problem for finding in findings)
        ]

    @property
    def is_usable(self) -> bool:
        """Whether the file can be used: it may have warnings, but no errors."""
        return self.count("error") == 0

    def count(self, severity: str) -> int:
        """Count the errors or the warnings."""
        return sum(finding.problem.severity == severity for finding in self.findings)


@files.gc_paused()
def check_file(path: str | os.PathLike[str] | None = None) -> Report:
    """Check a data file, or the bundled one, and report its problems instead of raising them."""
    file = files.file_at(path)
    data = read_and_check(file, None)
    name = as_table(data.document.get("directory")).get("evidence")
    evidence = CheckedFile("", "", {}, ())
    if isinstance(name, str) and "directory.evidence" not in [each.path for each in data.problems]:
        evidence = read_and_check(file.sibling(name), data.document)
    contents, founded = {}, None
    if not (data.problems or evidence.problems):
        documents = data.document, evidence.document
        contents, founded = _count_contents(*documents), _founding_years(data.document)
        data = data._replace(problems=data_warnings(*documents))
        evidence = evidence._replace(problems=evidence_warnings(*documents))
    findings = [
        Finding(escape_unprintable(checked.path), problem)
        for checked in (data, evidence)
        for problem in add_line_numbers(checked.problems, checked.text)
    ]
    return Report(escape_unprintable(file.path), tuple(findings), contents, founded)


def _count_contents(document: Document, evidence: Document) -> dict[str, int]:
    counts = {name: len(document.get(name, ())) for name in schema.RECORDS}
    # A country needs no section of its own.
    counts["countries"] = len({city["country"] for city in document["cities"].values()})
    counts["sources"] = sum(
        len(record.get("sources", ()))
        for sections in (document, evidence)
        for name in schema.EVIDENCE_RECORDS
        for record in sections.get(name, {}).values()
    )
    return counts


def _founding_years(document: Document) -> tuple[str, str] | None:
    records = document.get("relationships", {}).values()
    years = [record["founded"][:4] for record in records if "founded" in record]
    return (min(years), max(years)) if years else None


def data_warnings(document: Document, evidence: Document) -> Iterator[Problem]:
    """Yield warnings about a data file without errors; ``evidence`` may be empty."""
    yield from _section_warnings(document, schema.RECORDS)
    for name, keys in schema.TABLE_SECTIONS.items():
        yield from _key_order_warnings(document.get(name, {}), keys, name)
    for name in ("countries", "cities", "organisations"):
        yield from _order_warnings(document.get(name, ()), str, name, ID_ORDER)
    relationships = document.get("relationships", {})
    sort_key = _relationship_sort_key(document)
    yield from _order_warnings(relationships, sort_key, "relationships", HOME_ORDER)
    more_evidence = evidence.get("relationships", {})
    for id, record in relationships.items():
        sources = [*record.get("sources", ()), *more_evidence.get(id, {}).get("sources", ())]
        yield from _source_warnings(record, sources, join_path("relationships", id))


def evidence_warnings(document: Document, evidence: Document) -> Iterator[Problem]:
    """Yield warnings about an evidence file without errors."""
    yield from _section_warnings(evidence, schema.EVIDENCE_RECORDS)
    for name, records in evidence.items():
        positions = {id: position for position, id in enumerate(document.get(name, ()))}
        yield from _order_warnings(records, positions.__getitem__, name, DATA_FILE_ORDER)


def _section_warnings(document: Document, sections: Mapping[str, Keys]) -> Iterator[Problem]:
    yield from _order_warnings(document, [*schema.TABLE_SECTIONS, *sections].index, "", KEY_ORDER)
    for name, keys in sections.items():
        for id, record in document.get(name, {}).items():
            yield from _key_order_warnings(record, keys, join_path(name, id))


def _source_warnings(record: Table, sources: Iterable[Table], path: str) -> Iterator[Problem]:
    facts = {fact for source in sources for fact in source.get("supports", ())}
    if not sources:
        yield _warning(path, "has no sources: add at least one")
    elif "founded" in record and "founded" not in facts:
        yield _warning(f"{path}.founded", 'has no source: add "founded" to the supports of one')
    if "status_as_of" not in record:
        text = "has no date: give the date of the latest evidence as status_as_of"
        yield _warning(f"{path}.status", text)


def _key_order_warnings(record: Table, keys: Keys, path: str) -> Iterator[Problem]:
    yield from _order_warnings(record, list(keys).index, path, KEY_ORDER)
    for name, value in record.items():
        table = keys[name].table
        for position, row in enumerate(value if table else ()):
            if isinstance(row, dict):  # a highlight may be a string
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
