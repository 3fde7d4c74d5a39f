"""The bibliography of a directory: each source once, with everything it is cited for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sistercities_cli.dates import first_day
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Home, Relationship, Source
from sistercities_cli.names import simplify


class Citation(NamedTuple):
    """What a source is cited for."""

    home: City
    relationship: Relationship | None  # None: what is said of the home's programme
    supports: tuple[str, ...]  # the keys of the facts that it bears out there


class Entry(NamedTuple):
    """A source with its citations."""

    source: Source  # it supports what any of its citations says
    citations: tuple[Citation, ...]  # programmes first, each relationship once


def bibliography(
    directory: Directory, relationships: Iterable[Relationship], homes: Iterable[Home] = ()
) -> list[Entry]:
    """Return the sources of relationships and of the programmes of homes.

    Each address is one source, however often it is cited. They are sorted by publisher, then
    by date, those without one last, then by title.

    >>> from sistercities_cli import load
    >>> directory = load()
    >>> entry, *_ = bibliography(directory, directory.of(directory.find("osaka")))
    >>> entry.source.publisher, entry.citations[0].relationship.id
    ('Blog', 'chicago-osaka')
    """
    found: dict[str, list[tuple[Source, Citation]]] = {}
    for source, citation in _cited(directory, relationships, homes):
        found.setdefault(source.url, []).append((source, citation))
    return sorted((_entry(uses) for uses in found.values()), key=_order)


def _cited(
    directory: Directory, relationships: Iterable[Relationship], homes: Iterable[Home]
) -> Iterator[tuple[Source, Citation]]:
    for home in homes:
        for source in directory.programme_sources(home):
            yield source, Citation(home.city, None, source.supports)
    once: dict[str, Relationship] = {}
    for one in relationships:
        once.setdefault(one.id, one)  # the first of two views
    for one in once.values():
        for source in directory.evidence(one).sources:
            yield source, Citation(one.home, one, source.supports)


def _entry(uses: list[tuple[Source, Citation]]) -> Entry:
    """Put the uses of one address together: what one of them leaves out, another may say."""
    sources = [source for source, _ in uses]
    source = sources[0]._replace(
        title=next((one.title for one in sources if one.title), None),
        date=next((one.date for one in sources if one.date), None),
        note=" ".join(dict.fromkeys(one.note for one in sources if one.note)) or None,
        supports=tuple(dict.fromkeys(fact for one in sources for fact in one.supports)),
    )
    citations: dict[tuple[str, str | None], Citation] = {}
    for _, one in uses:
        key = (one.home.id, one.relationship and one.relationship.id)
        facts = (*citations[key].supports, *one.supports) if key in citations else one.supports
        citations[key] = one._replace(supports=tuple(dict.fromkeys(facts)))
    return Entry(source, tuple(citations.values()))


def _order(entry: Entry) -> tuple[str, str, dt.date, str, str]:
    source = entry.source
    date = first_day(source.date) if source.date else dt.date.max
    title = simplify(source.title or "")
    return (simplify(source.publisher), source.publisher, date, title, source.url)
