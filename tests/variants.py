"""Directories like the sample, but for what a test changes."""

from __future__ import annotations

import inspect
from typing import Any

from sistercities_cli import Directory, Relationship


def variant(directory: Directory, **changes: Any) -> Directory:
    """Return a directory without evidence that is otherwise the same but for the changes."""
    given = {
        name: getattr(directory, name)
        for name in inspect.signature(Directory).parameters
        if name != "read_evidence"
    }
    return Directory(**{"read_evidence": lambda: ({}, {}), **given, **changes})


def relationship(directory: Directory, id: str) -> Relationship:
    """Return the relationship with an id."""
    (found,) = (one for one in directory.relationships if one.id == id)
    return found
