"""Resolve options and command-line words against a directory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from typer._click.globals import get_current_context  # Typer has no public name for it

from sistercities_cli.cli.arguments import data_option, format_command, resolve_data_path
from sistercities_cli.cli.options import Filters
from sistercities_cli.cli.output import print_message, reading_notice
from sistercities_cli.datafile import load
from sistercities_cli.errors import AmbiguousNameError, NotFoundError, SisterCitiesError
from sistercities_cli.geography import CONTINENTS
from sistercities_cli.lookup import CONTINENT, COUNTRY, HOME, PARTY
from sistercities_cli.model import distinct
from sistercities_cli.names import simplify

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import City, Country, Party, Relationship

NO_MATCHES = "No relationships match."
MAX_NAME_WORDS, MAX_NAME_LENGTH = 12, 500  # of an unquoted multi-word name

opened: dict[Path | None, Directory] = {}  # the one opened last, for suggestions


def open_directory(data: Path | None) -> Directory:
    """Load the directory of the ``--data`` option, or get it from a dry run."""
    context = get_current_context(silent=True)
    if context and context.obj:
        directory: Directory = context.obj(data)
        return directory
    directory = load_directory(resolve_data_path(data))
    gc.freeze()  # the directory lives until exit: keep it out of garbage collection
    gc.enable()
    return directory


def load_directory(path: Path | None) -> Directory:
    """Load a directory from a file, standard input (``-``) or the bundled file."""
    opened.clear()
    with reading_notice(path):
        opened[path] = load(path)
    return opened[path]


def select(
    directory: Directory, filters: Filters, *, under_each_home: bool = False
) -> list[Relationship]:
    """Select the relationships that match the filters, each once or under each home."""
    with _hinting_at_commands(directory):
        return directory.select(
            of=filters.of,
            countries=filters.country,
            continents=filters.continent,
            kinds=filters.kind,
            statuses=filters.status,
            founded=filters.founded,
            under_each_home=under_each_home,
        )


def find_homes(directory: Directory, names: Iterable[str] | None) -> list[City]:
    """Look up the homes of the ``--of`` option."""
    with _hinting_at_commands(directory):
        return directory.find_homes(names)


@contextmanager
def _hinting_at_commands(directory: Directory) -> Iterator[None]:
    """Explain names of the wrong type, with the command that accepts them."""
    try:
        yield
    except AmbiguousNameError:
        raise
    except NotFoundError as error:
        noun, name = error.noun, error.name
        if noun in (PARTY, CONTINENT) and is_country(directory, name):
            kind, line = "a country", ["country"]
        elif noun in (COUNTRY, PARTY) and simplify(name) in map(simplify, CONTINENTS):
            kind, line = "a continent", ["list", "--continent"]
        elif noun in (COUNTRY, HOME) and directory.has(name):
            kind = "a partner" if noun == HOME else "a city, organisation or relationship"
            line = ["show"]
        else:
            raise
        command = format_command([*line, name, *data_option(sys.argv)])
        raise SisterCitiesError(f"No {noun} called {name!r}. It is {kind}: {command}") from None


def is_country(directory: Directory, name: str) -> bool:
    """Check whether any country in the world has exactly this name or code."""
    from sistercities_cli import countries

    return directory.has_country(name) or countries.has(name)


def select_named(
    directory: Directory, names: Sequence[str], filters: Filters, *, under_each_home: bool = False
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


def find_named(directory: Directory, words: Sequence[str]) -> list[Party | Relationship]:
    """Resolve words to parties and relationships, joining unquoted multi-word names."""

    def known(name: str) -> bool:
        return directory.has(name) or is_country(directory, name)

    try:
        with _hinting_at_commands(directory):
            return [directory.find(name) for name in join_names(words, known)]
    except NotFoundError as error:
        try:
            return [directory.find(" ".join(words))]  # by prefix
        except NotFoundError as joined:
            if joined.suggestions:
                raise
        if error.suggestions:
            raise
        # Report neighbouring unknown words as one name, like "new york".
        groups = groupby(join_names(words, known), known)
        runs = ([*islice(run, MAX_NAME_WORDS)] for is_known, run in groups if not is_known)
        name = next((" ".join(run) for run in runs if error.name in run), error.name)
        raise NotFoundError(error.noun, name) from None


def find_countries(directory: Directory, words: Sequence[str]) -> list[Country]:
    """Resolve words to countries, looking beyond the directory only if necessary."""
    names = [*join_names(words, directory.has_country)]
    if len(names) > 1 and not all(map(directory.has_country, names)):
        names = [*join_names(words, partial(is_country, directory))]
    with _hinting_at_commands(directory):
        return [directory.find_country(name) for name in names]


def join_names(words: Sequence[str], known: Callable[[str], bool]) -> Iterator[str]:
    """Join words into names, preferring the longest known ones; other words stay separate.

    A name of more than twelve words or 500 characters must be quoted.

    >>> list(join_names(["mexico", "city", "osaka"], {"mexico city", "osaka"}.__contains__))
    ['mexico city', 'osaka']
    """
    start = 0
    while start < len(words):
        lengths = accumulate(map(len, words[start : start + MAX_NAME_WORDS]))
        count = sum(length <= MAX_NAME_LENGTH for length in lengths)
        ends = range(start + count, start, -1)
        end = next((end for end in ends if known(" ".join(words[start:end]))), start + 1)
        yield " ".join(words[start:end])
        start = end
