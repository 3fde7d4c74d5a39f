"""Check a data file and the evidence beside it, and say what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sistercities_cli.dataset import advice, files, schema, validation
from sistercities_cli.dataset.files import DataFile
from sistercities_cli.dataset.lines import with_lines
from sistercities_cli.errors import DataError, Problem, printable

Document = Mapping[str, Any]
EMPTY = Problem("", "is empty: a data file starts with [directory], its title, version and date")


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


def errors(document: Document, facts: Document | None) -> list[Problem]:
    """Return what makes a data file unusable, or an evidence file that belongs to some facts."""
    if facts is not None:
        return validation.check_evidence(document, facts)
    return validation.check(document) if document else [EMPTY]


@files.without_collecting()
def report(path: str | os.PathLike[str] | None = None) -> Report:
    """Check a data file, or the bundled one; raises nothing for what is wrong with it."""
    file = files.bundled() if path is None else files.at(path)
    facts = _read(file, None)
    about = facts.document.get("directory")
    name = about.get("evidence") if isinstance(about, dict) else None
    beside = NOTHING
    if isinstance(name, str) and "directory.evidence" not in {one.path for one in facts.problems}:
        beside = _read(file.neighbour(name), facts.document)
    if facts.problems or beside.problems:
        return Report(printable(file.path), (*_findings(facts), *_findings(beside)), {}, None)
    advised = (
        facts._replace(problems=advice.facts_advice(facts.document, beside.document)),
        beside._replace(problems=advice.evidence_advice(beside.document, facts.document)),
    )
    findings = tuple(finding for one in advised for finding in _findings(one))
    return Report(
        printable(file.path), findings, _contents(facts, beside), _founded(facts.document)
    )


class _Read(NamedTuple):
    path: str
    text: str
    document: Document
    problems: Iterable[Problem]


NOTHING = _Read("", "", {}, ())


def _read(file: DataFile, facts: Document | None) -> _Read:
    try:
        text = file.text()
        document = file.parse(text)
    except DataError as error:
        return _Read(file.path, "", {}, error.problems)
    return _Read(file.path, text, document, errors(document, facts))


def _findings(read: _Read) -> list[Finding]:
    return [Finding(printable(read.path), one) for one in with_lines(read.problems, read.text)]


def _contents(facts: _Read, beside: _Read) -> dict[str, int]:
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


def _founded(document: Document) -> tuple[str, str] | None:
    records = document.get("relationships", {}).values()
    years = [record["founded"][:4] for record in records if "founded" in record]
    return (min(years), max(years)) if years else None
