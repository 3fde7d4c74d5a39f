"""What the shell can complete: values out of the data.

They come without explanations: Typer would load Rich to print these in zsh and fish.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sistercities_cli.dataset import load
from sistercities_cli.errors import SisterCitiesError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sistercities_cli.directory import Directory


def homes(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a home."""
    directory = _directory(context)
    return _fitting((one.city.name for one in directory.homes) if directory else (), incomplete)


def countries(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a country that has a relationship."""
    directory = _directory(context)
    found = directory.in_countries() if directory else ()
    return _fitting((country.name for country, _ in found), incomplete)


def kinds(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a kind of relationship, as one word."""
    directory = _directory(context)
    found = directory.kinds if directory else ()
    return _fitting((kind.replace(" ", "-") for kind in found), incomplete)


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a city or organisation, or else the id of a relationship."""
    directory = _directory(context)
    if directory is None:
        return []
    parties = (party.name for party in directory.parties.values())
    ids = (relationship.id for relationship in directory.relationships)
    return _fitting(parties, incomplete) or _fitting(ids, incomplete)


def _directory(context: typer.Context) -> "Directory | None":
    path = context.params.get("data") or os.environ.get("SISTERCITIES_DATA")
    try:
        return load(Path(path) if path else None)
    except SisterCitiesError:
        return None  # a shell that completes is no place for messages


def _fitting(values: "Iterable[str]", incomplete: str) -> list[str]:
    """Return the values that go on from what was typed, in whatever case that is."""
    typed = len(incomplete)
    return [
        incomplete + value[typed:]
        for value in values
        if value[:typed].casefold() == incomplete.casefold()
    ]
