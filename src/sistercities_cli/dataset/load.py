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
    # The bundled files were checked before they were bundled.
    document = file.read() if path is None else _checked(file, None)

    @_without_collecting()
    def read_evidence() -> list[dict[str, Any]]:
        name = document["directory"].get("evidence")
        if name is None:
            return [document]
        beside = file.neighbour(name)
        return [document, beside.read() if path is None else _checked(beside, document)]

    return build.directory(document, read_evidence)


def _checked(file: files.DataFile, facts: dict[str, Any] | None) -> dict[str, Any]:
    """Read a data file, or the evidence file that belongs to one that is right."""
    from sistercities_cli.dataset import validation

    text = file.text()
    document = file.parse(text)
    problems = (
        validation.check(document) if facts is None else validation.check_evidence(document, facts)
    )
    if problems:
        from sistercities_cli.dataset.lines import with_lines

        raise DataError(file.path, tuple(with_lines(problems, text)))
    return document
