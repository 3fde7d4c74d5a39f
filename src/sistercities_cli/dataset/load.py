"""Load a directory: from file to checked records to the directory."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sistercities_cli.dataset import build, files
from sistercities_cli.directory import Directory
from sistercities_cli.errors import DataError


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for garbage among ever more records: half the time of loading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collecting()
def load(path: str | os.PathLike[str] | None = None) -> Directory:
    """Load the bundled directory, or the one in a file of the same layout.

    Raises :class:`DataError` with all problems of the file at once. The evidence beside
    it is read when it is first asked for, and raises the same error then.

    >>> load().homes[0].city.name
    'Chicago'
    """
    file = files.bundled() if path is None else files.at(path)
    document = file.read()
    if path is not None:
        _check(file, document, None)

    @_without_collecting()
    def read_evidence() -> list[dict[str, Any]]:
        name = document["directory"].get("evidence")
        if name is None:
            return [document]
        beside = file.neighbour(name)
        evidence = beside.read()
        if path is not None:
            _check(beside, document, evidence)
        return [document, evidence]

    return build.directory(document, read_evidence)


def _check(file: files.DataFile, document: dict[str, Any], evidence: dict[str, Any] | None) -> None:
    # The bundled files were checked before they were bundled; others are checked here.
    from sistercities_cli.dataset import validation

    problems = (
        validation.check(document)
        if evidence is None
        else validation.check_evidence(evidence, document)
    )
    if problems:
        raise DataError(file.path, tuple(problems))
