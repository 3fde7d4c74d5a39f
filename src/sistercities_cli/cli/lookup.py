"""Resolve options and command-line words against a directory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TypeVar

from sistercities_cli.cli.options import Filters, resolve_data_path
from sistercities_cli.cli.output import print_message, reading_notice
from sistercities_cli.datafile import load
from sistercities_cli.errors import AmbiguousNameError, NotFoundError, SisterCitiesError
from sistercities_cli.geography import CONTINENTS
from sistercities_cli.names import NameIndex

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import City, Country, Party, Relationship
    from sistercities_cli.pictures.world import Land

T = TypeVar("T")
NO_MATCHES = "No relationships match."
MAX_NAME_WORDS, MAX_NAME_LENGTH = 12, 500  # of an unquoted multi-word name


def open_directory(data: Path | None) -> Directory:
    """Load the directory of the ``--data`` option."""
    path = resolve_data_path(data)
    with reading_notice(path):
        directory = load(path)
    gc.freeze()  # the directory lives until exit: keep it out of garbage collection
    gc.enable()
    return directory


def load_land() -> Land:
    """Return the outlines of land, which are read when a map needs them."""
    from sistercities_cli.bundled import read_bundled
    from sistercities_cli.pictures.world import Land

    return Land(read_bundled)


def select(
    directory: Directory,
    filters: Filters,
    *,
    under_each_home: bool = False,
) -> list[Relationship]:
    """Select the relationships that match the filters, each once or under each home."""
    return list(
        directory.select(
            of=find_homes(directory, filters.of),
            countries=_find_each(filters.country, partial(_find_country, directory)),
            continents=_find_each(filters.continent, _find_continent),
            kinds=_find_each(filters.kind, directory.find_kind),
            statuses=filters.status or (),
            founded=filters.founded or (None, None),
            under_each_home=under_each_home,
        )
    )


def find_homes(directory: Directory, names: Iterable[str] | None) -> list[City]:
    """Look up the homes of the ``--of`` option."""
    return _find_each(names, partial(_find_home, directory))


def _find_each(values: Iterable[str] | None, find: Callable[[str], T]) -> list[T]:
    """Look up values, splitting those that are not names at commas."""
    found: list[T] = []
    for value in values or ():
        try:
            found.append(find(value))
        except SisterCitiesError:
            if "," not in value:
                raise
            found += [find(part) for part in value.split(",")]
    return found


def _find_home(directory: Directory, name: str) -> City:
    try:
        return directory.find_home(name)
    except NotFoundError as error:
        if isinstance(error, AmbiguousNameError) or not directory.knows(name):
            raise
        hint = f"{name!r} is not a home but a partner: sistercities show {quote(name)}"
        raise SisterCitiesError(hint) from None


def _find_continent(name: str) -> str:
    index = NameIndex[str]("continent")
    for continent in CONTINENTS:
        index.add(continent, continent)
    return index.find(name)


def select_named(
    directory: Directory,
    names: Sequence[str],
    filters: Filters,
    *,
    under_each_home: bool = False,
) -> list[Relationship]:
    """Select the relationships of parties, in the order of their names, that match the filters.

    Without names, select from all relationships.
    """
    selected = select(directory, filters, under_each_home=under_each_home)
    if not names:
        return selected
    ids = {relationship.id for relationship in selected}
    views = (view for match in find_named(directory, names) for view in directory.of(match))
    return [view for view in dict.fromkeys(views) if view.id in ids]


def select_or_warn(
    directory: Directory, filters: Filters, names: Sequence[str] = ()
) -> list[Relationship]:
    """Select relationships, each once, and print a message if none match."""
    relationships = distinct(select_named(directory, names, filters))
    if not relationships:
        print_message(NO_MATCHES)
    return relationships


def distinct(views: Iterable[Relationship]) -> list[Relationship]:
    """Drop duplicate views of relationships between two homes."""
    relationships: dict[str, Relationship] = {}
    for view in views:
        relationships.setdefault(view.id, view)
    return list(relationships.values())


def find_named(directory: Directory, words: Sequence[str]) -> list[Party | Relationship]:
    """Resolve words to parties and relationships, joining unquoted multi-word names."""

    def known(name: str) -> bool:
        return directory.knows(name) or directory.names_country(name)

    names = join_names(words, known)
    try:
        return [_find(directory, name) for name in names]
    except NotFoundError as error:
        if error.suggestions:
            raise
        # Report neighbouring unknown words as one name, like "new york".
        runs = (list(run) for is_known, run in groupby(names, known) if not is_known)
        name = next(" ".join(run) for run in runs if error.name in run)
        raise NotFoundError(error.what, name) from None


def _find(directory: Directory, name: str) -> Party | Relationship:
    try:
        return directory.find(name)
    except NotFoundError as error:
        if isinstance(error, AmbiguousNameError) or not directory.names_country(name):
            raise
        hint = f"{error} It is a country: sistercities country {quote(name)}"
        raise SisterCitiesError(hint) from None


def find_countries(directory: Directory, words: Sequence[str]) -> list[Country]:
    """Resolve words to countries, looking beyond the directory only if necessary."""
    names = join_names(words, directory.knows_country)
    if len(names) > 1 and not all(map(directory.knows_country, names)):
        names = join_names(words, directory.names_country)
    return [_find_country(directory, name) for name in names]


def _find_country(directory: Directory, name: str) -> Country:
    try:
        return directory.find_country(name)
    except NotFoundError as error:
        if isinstance(error, AmbiguousNameError) or not directory.knows(name):
            raise
        hint = (
            f"{error} It is a city, organisation or relationship: sistercities show {quote(name)}"
        )
        raise SisterCitiesError(hint) from None


def join_names(words: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """Join words into names, preferring the longest known ones; other words stay separate.

    A name of more than twelve words or 500 characters must be quoted.

    >>> join_names(["mexico", "city", "osaka"], {"mexico city", "osaka"}.__contains__)
    ['mexico city', 'osaka']
    """
    names: list[str] = []
    start = 0
    while start < len(words):
        lengths = accumulate(map(len, words[start : start + MAX_NAME_WORDS]))
        count = sum(length <= MAX_NAME_LENGTH for length in lengths)
        ends = range(start + count, start, -1)
        end = next((end for end in ends if known(" ".join(words[start:end]))), start + 1)
        names.append(" ".join(words[start:end]))
        start = end
    return names
