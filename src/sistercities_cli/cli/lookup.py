"""Resolve options and command-line words in a directory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities_cli.cli.options import DateRange, resolve_data_path
from sistercities_cli.cli.output import print_remark, reading_notice
from sistercities_cli.datafile import load
from sistercities_cli.errors import AmbiguousNameError, NotFoundError, SisterCitiesError

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory
    from sistercities_cli.model import Country, Party, Relationship, Status
    from sistercities_cli.pictures.world import Ring


def open_directory(data: Path | None) -> Directory:
    """Load the directory that the options ask for."""
    path = resolve_data_path(data)
    with reading_notice(path):
        directory = load(path)
    gc.freeze()  # it stays to the end: nothing in it is garbage to look for
    gc.enable()
    return directory


def load_land() -> list[Ring]:
    """Return the outlines of land, for those commands that draw them."""
    from sistercities_cli.datafile.files import read_bundled
    from sistercities_cli.pictures.world import OUTLINES_FILE, parse_outlines

    return list(parse_outlines(read_bundled(OUTLINES_FILE).decode("utf-8")))


def select(
    directory: Directory,
    *,
    of: Sequence[str] | None,
    country: Sequence[str] | None,
    kind: Sequence[str] | None,
    status: Sequence[Status] | None,
    founded: DateRange | None = None,
    under_each_home: bool = False,
) -> list[Relationship]:
    """Return the relationships that fit the filters, each once or under each home."""
    return list(
        directory.select(
            of=[directory.find_home(name) for name in of or ()],
            countries=[directory.find_country(name) for name in country or ()],
            kinds=[directory.find_kind(name) for name in kind or ()],
            statuses=status or (),
            founded=founded or (None, None),
            under_each_home=under_each_home,
        )
    )


NO_MATCHES = "No relationships match."
MAX_NAME_WORDS = 12  # words of a name


def warn_if_empty(found: list[Relationship]) -> list[Relationship]:
    """Return relationships as they are; says on stderr where there are none."""
    if not found:
        print_remark(NO_MATCHES)
    return found


def find_named(directory: Directory, words: Sequence[str]) -> list[Party | Relationship]:
    """Return what words name, where a name of several words needs no quotation marks."""

    def known(name: str) -> bool:
        return directory.knows(name) or directory.knows_country(name)

    names = join_names(words, known)
    try:
        return [_find(directory, name) for name in names]
    except NotFoundError as error:
        if error.suggestions:
            raise
        # Its words may belong together: New York, of which New alone begins the name of New Delhi.
        runs = (list(run) for is_known, run in groupby(names, known) if not is_known)
        whole = next(" ".join(run) for run in runs if error.name in run)
        raise NotFoundError(error.what, whole) from None


def distinct(views: Iterable[Relationship]) -> list[Relationship]:
    """Return relationships without those that come again as seen from their other home."""
    found: dict[str, Relationship] = {}
    for view in views:
        found.setdefault(view.id, view)
    return list(found.values())


def find_countries(directory: Directory, words: Sequence[str]) -> list[Country]:
    """Return the countries that words name; those of the world are asked only if need be."""
    names = join_names(words, directory.knows_country)
    if len(names) > 1 and not all(map(directory.knows_country, names)):
        names = join_names(words, directory.names_country)
    return [directory.find_country(name) for name in names]


def _find(directory: Directory, name: str) -> Party | Relationship:
    try:
        return directory.find(name)
    except AmbiguousNameError:
        raise
    except NotFoundError as error:
        if directory.knows_country(name):
            hint = f"{error} It is a country: sistercities country {name!r}"
            raise SisterCitiesError(hint) from None
        raise


def join_names(words: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """Join words to names: the longest runs that are known, else word by word.

    A name of more than twelve words needs its quotation marks.

    >>> join_names(["mexico", "city", "osaka"], {"mexico city", "osaka"}.__contains__)
    ['mexico city', 'osaka']
    """
    names: list[str] = []
    start = 0
    while start < len(words):
        ends = range(min(start + MAX_NAME_WORDS, len(words)), start, -1)
        runs = (end for end in ends if known(" ".join(words[start:end])))
        end = next(runs, start + 1)
        names.append(" ".join(words[start:end]))
        start = end
    return names
