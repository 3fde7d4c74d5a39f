"""The sources of a directory, each once, with the facts they are cited for."""

from __future__ import annotations

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


class CitedSource(NamedTuple):
    """A source with its citations."""

    source: Source  # it supports what any of its citations says
    citations: tuple[Citation, ...]  # programmes first, each relationship once


def bibliography(
    directory: Directory, relationships: Iterable[Relationship], homes: Iterable[Home] = ()
) -> list[CitedSource]:
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
    for source, citation in _citations(directory, relationships, homes):
        found.setdefault(source.url, []).append((source, citation))
    return sorted((_merge_citations(uses) for uses in found.values()), key=_sort_key)


def _citations(
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


def _merge_citations(uses: list[tuple[Source, Citation]]) -> CitedSource:
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
        key = (one.home.id, one.relationship.id if one.relationship else None)
        facts = (*citations[key].supports, *one.supports) if key in citations else one.supports
        citations[key] = one._replace(supports=tuple(dict.fromkeys(facts)))
    return CitedSource(source, tuple(citations.values()))


def _sort_key(entry: CitedSource) -> tuple[str, str, dt.date, str, str]:
    source = entry.source
    date = first_day(source.date) if source.date else dt.date.max
    title = simplify(source.title or "")
    return (simplify(source.publisher), source.publisher, date, title, source.url)


def describe_citations(entry: CitedSource) -> list[str]:
    """Say what a source is cited for; relationships with the same facts go together.

    >>> from sistercities_cli import load
    >>> from sistercities_cli.bibliography import bibliography
    >>> directory = load()
    >>> describe_citations(bibliography(directory, [directory.find("chicago-osaka")])[0])
    ['supports highlights: chicago-osaka']
    """
    together: dict[tuple[str, ...], list[str]] = {}
    for one in entry.citations:
        together.setdefault(one.supports, []).append(_describe_citation_target(one))
    return [
        f"supports {', '.join(facts)}: {', '.join(names)}" if facts else f"about {', '.join(names)}"
        for facts, names in together.items()
    ]


def _describe_citation_target(citation: Citation) -> str:
    one = citation.relationship
    return one.id if one else f"the programme of {citation.home.name}"
