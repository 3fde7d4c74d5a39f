"""Shell completion of names, homes, countries, continents, kinds and columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

import typer

from sistercities_cli.cli.arguments import resolve_data_path
from sistercities_cli.errors import SisterCitiesError
from sistercities_cli.geography import CONTINENTS

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Country, Party


def homes(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a home."""
    directory = _load_directory(context)
    if directory is None:
        return []
    return _complete_names(incomplete, [home.city for home in directory.homes])


def countries(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a country with relationships, or else any country by its English name."""
    directory = _load_directory(context)
    if directory is None:
        return []
    partners = [country for country, _ in directory.by_country()]
    return _complete_names(incomplete, partners) or _complete(incomplete, *_english_names())


def continents(incomplete: str) -> list[str]:
    """Complete a continent, replacing spaces with hyphens."""
    return _complete(incomplete, [continent.replace(" ", "-") for continent in CONTINENTS])


def kinds(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a kind of relationship, with hyphens for spaces."""
    directory = _load_directory(context)
    values = directory.kinds if directory else ()
    return _complete(incomplete, [kind.replace(" ", "-") for kind in values])


def columns(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the last of several columns."""
    from sistercities_cli.formats import rows

    columns = {
        "list": rows.LIST_COLUMNS,
        "show": rows.FACT_COLUMNS,
        "country": rows.LIST_COLUMNS if context.params.get("name") else rows.COUNTRY_COLUMNS,
        "anniversary": rows.ANNIVERSARY_COLUMNS + rows.NTH_COLUMNS,
        "upcoming": rows.UPCOMING_COLUMNS,
        "search": rows.SEARCH_COLUMNS,
        "sources": rows.SOURCE_COLUMNS,
        "check": rows.PROBLEM_COLUMNS,
    }[str(context.info_name)]
    chosen, comma, last = incomplete.rpartition(",")
    others = [column for column in columns if column not in chosen.split(",")]
    return [chosen + comma + column for column in _complete(last, others)]


def names(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a city or organisation, falling back to aliases and relationship ids."""
    directory = _load_directory(context)
    if directory is None:
        return []
    ids = [relationship.id for relationship in directory.relationships]
    parties = directory.parties.values()
    return _complete_names(incomplete, parties) or _complete(incomplete, ids)


def _load_directory(context: typer.Context) -> Directory | None:
    from sistercities_cli.datafile import load

    path = resolve_data_path(context.params.get("data"))
    if str(path) == "-":
        return None  # would wait for input
    try:
        return load(path)
    except SisterCitiesError:
        return None  # a message would end up on the command line


def _english_names() -> tuple[list[str], list[str]]:
    """Return the everyday and the other English names of all countries."""
    from sistercities_cli.countries import all_countries

    countries = list(all_countries())
    others = [name for _, names in countries for name in names[1:]]
    return [country.name for country, _ in countries], others


def _complete_names(incomplete: str, items: Collection[Party | Country]) -> list[str]:
    others = [name for item in items for name in item.names]
    return _complete(incomplete, [item.name for item in items], others)


def _complete(incomplete: str, *groups: list[str]) -> list[str]:
    """Return the values that start with a prefix, ignoring case but keeping it as typed.

    Only the first group with a match is used; accents are ignored only as a last resort.
    """
    length = len(incomplete)
    for normalize in (str.casefold, _remove_accents):
        prefix = normalize(incomplete)
        for values in groups:
            matches = [value[length:] for value in values if normalize(value[:length]) == prefix]
            if matches:
                return [incomplete + rest for rest in dict.fromkeys(matches)]
    return []


def _remove_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
