"""Variants of directories."""

from __future__ import annotations

import inspect
from typing import Any

from sistercities_cli import Directory
from sistercities_cli.directory import AllEvidence


def variant(directory: Directory, **changes: Any) -> Directory:
    """Return a copy of a directory with changes and without evidence."""
    arguments = {
        name: getattr(directory, name)
        for name in inspect.signature(Directory).parameters
        if name != "read_evidence"
    }
    return Directory(**{"read_evidence": lambda: AllEvidence({}, {}), **arguments, **changes})
