"""Load a directory: from the file, by way of checked records, to the directory."""

from __future__ import annotations

import os
from typing import Any

from sistercities_cli.dataset import files
from sistercities_cli.directory import Directory
from sistercities_cli.errors import DataError


@files.without_collecting()
def load(path: str | os.PathLike[str] | None = None) -> Directory:
    """Load the bundled directory, or the one in a file of the same layout.

    Raises :class:`DataError` with all problems of the file at once. The evidence beside
    it is read when it is first asked for, and raises the same error then.

    >>> load().homes[0].city.name
    'Chicago'
    """
    from sistercities_cli.dataset import build

    file = files.bundled() if path is None else files.at(path)
    # The bundled files were checked before they were bundled.
    document = file.read() if path is None else _checked(file, None)

    @files.without_collecting()
    def read_evidence() -> list[dict[str, Any]]:
        name = document["directory"].get("evidence")
        if name is None:
            return [document]
        beside = file.neighbour(name)
        return [document, beside.read() if path is None else _checked(beside, document)]

    return build.directory(document, read_evidence)


def _checked(file: files.DataFile, facts: dict[str, Any] | None) -> dict[str, Any]:
    """Read a data file, or the evidence file that belongs to one that is right."""
    from sistercities_cli.dataset import checking, lines

    text = file.text()
    document = file.parse(text)
    problems = checking.errors(document, facts)
    if problems:
        raise DataError(file.path, tuple(lines.with_lines(problems, text)))
    return document
