"""Records as JSON, one document or one line a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sistercities_cli.render.records import Record


def document(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield one JSON array, an object a record (RFC 8259)."""
    separator = "["
    for record in records:
        text = json.dumps(record, ensure_ascii=ascii_only, indent=2)
        yield separator + "\n  " + text.replace("\n", "\n  ")
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def lines(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield JSON lines, an object a line."""
    for record in records:
        yield json.dumps(record, ensure_ascii=ascii_only) + "\n"
