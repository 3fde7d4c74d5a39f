"""What the shell can complete: values from the data.

They come without explanations: Typer would load Rich to print these in zsh and fish.
"""

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sistercities_cli.dataset import load
from sistercities_cli.errors import SisterCitiesError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sistercities_cli.directory import Directory
    from sistercities_cli.model import City, Country, Organisation


def homes(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a home."""
    directory = _directory(context)
    found = [one.city for one in directory.homes] if directory else []
    return _fitting(incomplete, [one.name for one in found], _other_names(found))


def countries(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a country that has a relationship."""
    directory = _directory(context)
    found = [country for country, _ in directory.in_countries()] if directory else []
    return _fitting(incomplete, [one.name for one in found], _other_names(found))


def kinds(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a kind of relationship, as one word."""
    directory = _directory(context)
    found = directory.kinds if directory else ()
    return _fitting(incomplete, [kind.replace(" ", "-") for kind in found])


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a city or organisation, or else another name of one or the id of a relationship."""
    directory = _directory(context)
    if directory is None:
        return []
    parties = directory.parties.values()
    ids = [relationship.id for relationship in directory.relationships]
    found = _fitting(incomplete, [one.name for one in parties], _other_names(parties))
    return found or _fitting(incomplete, ids)


def _directory(context: typer.Context) -> "Directory | None":
    path = context.params.get("data") or os.environ.get("SISTERCITIES_DATA")
    try:
        return load(Path(path) if path else None)
    except SisterCitiesError:
        return None  # a shell that completes is no place for messages


def _other_names(things: "Iterable[City | Country | Organisation]") -> list[str]:
    return [name for thing in things for name in thing.names]


def _fitting(incomplete: str, *groups: list[str]) -> list[str]:
    """Return the values that begin with what was typed, in whatever case.

    They come from the first group that has any; accents are ignored only if nothing fits with them.
    """
    typed = len(incomplete)
    for alike in (str.casefold, _plain):
        start = alike(incomplete)
        for values in groups:
            fitting = [value[typed:] for value in values if alike(value[:typed]) == start]
            if fitting:
                return [incomplete + rest for rest in dict.fromkeys(fitting)]
    return []


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
