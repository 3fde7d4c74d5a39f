"""What is not wrong with a data file, but could be better: its order, and what has no source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sistercities_cli.dataset import schema
from sistercities_cli.dataset.schema import Keys
from sistercities_cli.dataset.wording import join
from sistercities_cli.errors import Problem

Record = Mapping[str, Any]
KEYS = "keys go in the order of the data format"
BY_ID = "records go in the order of their ids"
BY_HOME = "relationships go by home, those with cities first, then by the id of the partner"
AS_IN_FACTS = "records go in the order of the data file"


def facts_advice(document: Record, evidence: Record) -> Iterator[Problem]:
    """Yield warnings about a data file without errors; ``evidence`` may be empty."""
    yield from _order(document, list(schema.SECTIONS).index, "", KEYS)
    yield from _order_of_keys(document["directory"], schema.DIRECTORY, "directory")
    for name, keys in schema.RECORDS.items():
        for id, record in document.get(name, {}).items():
            yield from _order_of_keys(record, keys, join(name, id))
    for name in ("countries", "cities", "organisations"):
        yield from _order(document.get(name, ()), str, name, BY_ID)
    relationships = document.get("relationships", {})
    yield from _order(relationships, _place_by_home(document), "relationships", BY_HOME)
    more = evidence.get("relationships", {})
    for id, record in relationships.items():
        sources = [*record.get("sources", ()), *more.get(id, {}).get("sources", ())]
        yield from _unproved(record, sources, join("relationships", id))


def evidence_advice(evidence: Record, document: Record) -> Iterator[Problem]:
    """Yield warnings about an evidence file without errors."""
    yield from _order(evidence, list(schema.EVIDENCE_RECORDS).index, "", KEYS)
    for name, keys in schema.EVIDENCE_RECORDS.items():
        records = evidence.get(name, {})
        for id, record in records.items():
            yield from _order_of_keys(record, keys, join(name, id))
        places = {id: place for place, id in enumerate(document.get(name, ()))}
        yield from _order(records, places.__getitem__, name, AS_IN_FACTS)


def _unproved(record: Record, sources: Iterable[Record], path: str) -> Iterator[Problem]:
    facts = {fact for source in sources for fact in source.get("supports", ())}
    if not sources:
        yield _warning(path, "has no sources: say where the facts come from")
    elif "founded" in record and "founded" not in facts:
        yield _warning(f"{path}.founded", 'has no source: no source has "founded" under supports')
    if "status_as_of" not in record:
        wanted = "give that of the latest evidence under status_as_of"
        yield _warning(f"{path}.status", f"has no date: {wanted}")


def _order_of_keys(record: Record, keys: Keys, path: str) -> Iterator[Problem]:
    yield from _order(record, list(keys).index, path, KEYS)
    for name, value in record.items():
        table = keys[name].table
        for position, row in enumerate(value if table else ()):
            where = f"{path}.{name}[{position}]"
            yield from _order_of_keys(row, schema.TABLES[table], where)


def _order(
    names: Iterable[str], place: Callable[[str], Any], path: str, rule: str
) -> Iterator[Problem]:
    for before, name in pairwise(names):
        if place(name) < place(before):
            yield _warning(join(path, name), f"belongs before {before}: {rule}")


def _place_by_home(document: Record) -> Callable[[str], tuple[int, bool, str]]:
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
