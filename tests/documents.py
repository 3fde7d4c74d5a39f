"""The sample file as a document, right or with one thing changed."""

from __future__ import annotations

import re
from typing import Any

import tomli

from conftest import SAMPLE

MISSING = object()  # as a value: takes the key out


def sample() -> dict[str, Any]:
    """Return the document of the sample file, to be changed at will."""
    return tomli.loads(SAMPLE.read_text("utf-8"))


def put(document: dict[str, Any], path: str, value: object) -> None:
    """Put a value at the path of a key, such as ``relationships.choirs.events[0].date``."""
    parts = re.findall(r"[^.[\]]+", path)
    *parents, last = (int(part) if part.isdigit() else part for part in parts)
    place: Any = document
    for parent in parents:
        place = place[parent]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the document of the sample file with another value at one path."""
    document = sample()
    put(document, path, value)
    return document
