"""The document of the sample file, valid or with changes."""

from __future__ import annotations

import re
from typing import Any

import tomli

from conftest import SAMPLE

MISSING = object()  # as a value: deletes the key


def sample() -> dict[str, Any]:
    """Parse the sample file to a document that the test may change."""
    return tomli.loads(SAMPLE.read_text("utf-8"))


def put(document: dict[str, Any], path: str, value: object) -> None:
    """Set the value at a path, such as ``relationships.choirs.events[0].date``."""
    parts = re.findall(r"[^.[\]]+", path)
    *parents, last = (int(part) if part.isdigit() else part for part in parts)
    container: Any = document
    for parent in parents:
        container = container[parent]
    if value is MISSING:
        del container[last]
    else:
        container[last] = value


def changed(path: str, value: object) -> dict[str, Any]:
    """Parse the sample file and set the value at one path."""
    document = sample()
    put(document, path, value)
    return document
