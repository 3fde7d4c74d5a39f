"""Shell completion of names, homes, countries and kinds."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sistercities_cli.datafile import load
from sistercities_cli.errors import SisterCitiesError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sistercities_cli.directory import Directory
    from sistercities_cli.model import City, Country, Organisation


def homes(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a home."""
    directory = _directory(context)
    found = [one.city for one in directory.homes] if directory else []
    return _matching(incomplete, [one.name for one in found], _aliases(found))


def countries(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a country that has a relationship."""
    directory = _directory(context)
    found = [country for country, _ in directory.in_countries()] if directory else []
    return _matching(incomplete, [one.name for one in found], _aliases(found))


def kinds(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a kind of relationship, as one word."""
    directory = _directory(context)
    found = directory.kinds if directory else ()
    return _matching(incomplete, [kind.replace(" ", "-") for kind in found])


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a city or organisation, or else another name of one or the id of a relationship."""
    directory = _directory(context)
    if directory is None:
        return []
    parties = directory.parties.values()
    ids = [relationship.id for relationship in directory.relationships]
    found = _matching(incomplete, [one.name for one in parties], _aliases(parties))
    return found or _matching(incomplete, ids)


def _directory(context: typer.Context) -> Directory | None:
    path = context.params.get("data") or os.environ.get("SISTERCITIES_DATA")
    try:
        return load(Path(path) if path else None)
    except SisterCitiesError:
        return None  # a shell that completes is no place for messages


def _aliases(things: Iterable[City | Country | Organisation]) -> list[str]:
    return [name for thing in things for name in thing.names]


def _matching(incomplete: str, *groups: list[str]) -> list[str]:
    """Return the values that begin with what was typed, in whatever case.

    They come from the first group that has any; accents are ignored only if nothing fits with them.
    """
    typed = len(incomplete)
    for alike in (str.casefold, _without_accents):
        start = alike(incomplete)
        for values in groups:
            fitting = [value[typed:] for value in values if alike(value[:typed]) == start]
            if fitting:
                return [incomplete + rest for rest in dict.fromkeys(fitting)]
    return []


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@contextmanager
def quoting_for_bash() -> Iterator[None]:
    """Quote the values that are printed, one per line, for the word that is completed."""
    position = int(os.environ.get("COMP_CWORD", "0"))
    # The script that Typer has for bash joins the words by line breaks.
    words = os.environ.get("COMP_WORDS", "").split("\n")[position:]
    mark = words[0][:1] if words else ""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            yield
    finally:
        sys.stdout.writelines(
            f"{quote_for_bash(one, mark)}\n" for one in printed.getvalue().splitlines()
        )


def quote_for_bash(value: str, mark: str) -> str:
    """Quote a value for a word that begins with a sign.

    Where this is a quotation mark, bash takes the value for what follows it.

    >>> print(quote_for_bash("Mexico City", "M"), quote_for_bash("Mexico City", '"'))
    Mexico\\ City Mexico City
    """
    match mark:
        case "'":
            return value.replace("'", r"'\''")
        case '"':
            return re.sub(r'["$`\\]', r"\\\g<0>", value)
        case _:
            return re.sub(r"[^\w./-]", r"\\\g<0>", value)
