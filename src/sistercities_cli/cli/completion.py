"""What the shell can complete: values out of the data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sistercities_cli.dataset import load
from sistercities_cli.errors import SisterCitiesError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sistercities_cli.directory import Directory


def homes(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a home."""
    directory = _directory(context)
    return _fitting(
        ((one.city.name, one.programme) for one in directory.homes) if directory else (),
        incomplete,
    )


def countries(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a country that has a relationship."""
    directory = _directory(context)
    found = directory.in_countries() if directory else []
    return _fitting(((one.name, one.code) for one, _ in found), incomplete)


def kinds(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a kind of relationship, as one word."""
    directory = _directory(context)
    found = directory.kinds if directory else ()
    return _fitting(((one.replace(" ", "-"), "") for one in found), incomplete)


def names(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a city or organisation, or the id of a relationship."""
    directory = _directory(context)
    if directory is None:
        return []
    parties = ((one.name, one.country.name) for one in directory.parties.values())
    return _fitting(parties, incomplete) or _fitting(
        ((one.id, one.kind) for one in directory.relationships), incomplete
    )


def _directory(context: typer.Context) -> Directory | None:
    path = context.params.get("data") or os.environ.get("SISTERCITIES_DATA")
    try:
        return load(Path(path) if path else None)
    except SisterCitiesError:
        return None  # a shell that completes is no place for messages


def _fitting(pairs: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0].lower().startswith(incomplete.lower())]
