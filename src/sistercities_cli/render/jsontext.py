"""Records as JSON: one document, or one line per record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sistercities_cli.render.records import Record


def document(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield one JSON array, with one object per record (RFC 8259)."""
    # The encoder is in C as long as it does not indent: it writes the flat records of a list.
    flat = json.JSONEncoder(ensure_ascii=ascii_only, separators=(",\n    ", ": "))
    deep = json.JSONEncoder(ensure_ascii=ascii_only, indent=2)
    separator = "["
    for record in records:
        if not record or any(isinstance(one, (dict, list, tuple)) for one in record.values()):
            text = deep.encode(record).replace("\n", "\n  ")
        else:
            text = f"{{\n    {flat.encode(record)[1:-1]}\n  }}"
        yield f"{separator}\n  {text}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def lines(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield JSON lines, one object per line."""
    encode = json.JSONEncoder(ensure_ascii=ascii_only).encode
    for record in records:
        yield encode(record) + "\n"
