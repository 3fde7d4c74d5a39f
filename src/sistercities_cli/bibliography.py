"""The sources of a directory, deduplicated, with what they are cited for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sistercities_cli.dates import first_day, format_date
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Home, Organisation, Relationship, Source, distinct
from sistercities_cli.names import simplify
from sistercities_cli.text import join_with_and

NESTED_QUOTES = str.maketrans("“”", "‘’")


class Citation(NamedTuple):
    """A relationship, organisation or home programme for which a source is cited."""

    home: City
    relationship: Relationship | None  # None for an organisation or the programme of the home
    supports: tuple[str, ...]  # keys of the facts that it supports there
    organisation: Organisation | None = None


class CitedSource(NamedTuple):
    """A source with its citations."""

    source: Source  # with the facts of all its citations
    citations: tuple[Citation, ...]  # programmes first, organisations last


def bibliography(
    directory: Directory, relationships: Iterable[Relationship], homes: Iterable[Home] = ()
) -> list[CitedSource]:
    """Return the sources of relationships, their organisations and home programmes.

    Sources with the same URL are merged. They are sorted by publisher, date and title, with
    undated ones last within a publisher.
    """
    by_url: dict[str, list[tuple[Source, Citation]]] = {}
    for source, citation in _citations(directory, relationships, homes):
        by_url.setdefault(source.url, []).append((source, citation))
    return sorted(map(_merge_citations, by_url.values()), key=_sort_key)


def _citations(
    directory: Directory, relationships: Iterable[Relationship], homes: Iterable[Home]
) -> Iterator[tuple[Source, Citation]]:
    for home in homes:
        for source in directory.programme_sources(home):
            yield source, Citation(home.city, None, source.supports)
    views = distinct(relationships)
    for view in views:
        for source in directory.evidence(view).sources:
            yield source, Citation(view.home, view, source.supports)
    yield from _organisation_citations(directory, views)


def _organisation_citations(
    directory: Directory, relationships: Iterable[Relationship]
) -> Iterator[tuple[Source, Citation]]:
    """Yield the sources of each organisation once, under the home of its first relationship."""
    organisations: dict[str, tuple[Organisation, City]] = {}
    for view in relationships:
        for party in (view.home_party, view.partner):
            if isinstance(party, Organisation):
                organisations.setdefault(party.id, (party, view.home))
    for organisation, home in organisations.values():
        for source in directory.organisation_sources(organisation):
            yield source, Citation(home, None, source.supports, organisation)


def _merge_citations(cited: list[tuple[Source, Citation]]) -> CitedSource:
    """Merge citations of the same URL."""
    merged = merge_sources([source for source, _ in cited])
    citations: dict[tuple[str | None, ...], Citation] = {}
    for _, citation in cited:
        subjects = (citation.home, citation.relationship, citation.organisation)
        key = tuple(one.id if one else None for one in subjects)
        earlier = citations[key].supports if key in citations else ()
        facts = dict.fromkeys((*earlier, *citation.supports))
        citations[key] = citation._replace(supports=tuple(facts))
    return CitedSource(merged, tuple(citations.values()))


def merge_sources(sources: Sequence[Source]) -> Source:
    """Merge descriptions of the same source; some may lack a title, author, dates or note."""
    return sources[0].replace(
        title=next((source.title for source in sources if source.title), None),
        date=next((source.date for source in sources if source.date), None),
        author=next((source.author for source in sources if source.author), None),
        accessed=max(
            (source.accessed for source in sources if source.accessed), key=first_day, default=None
        ),
        note=" ".join(dict.fromkeys(source.note for source in sources if source.note)) or None,
        supports=tuple(dict.fromkeys(fact for source in sources for fact in source.supports)),
    )


def _sort_key(cited: CitedSource) -> tuple[str, str, dt.date, str, str]:
    source = cited.source
    date = first_day(source.date) if source.date else dt.date.max
    title = simplify(source.title or "")
    return (simplify(source.publisher), source.publisher, date, title, source.url)


def format_citation(source: Source) -> str:
    """Format authors, title, publisher and date, followed by the note.

    The URL and :func:`format_access` complete the citation.
    """
    authors = join_with_and(source.authors) if source.authors else None
    title = f"“{source.title.translate(NESTED_QUOTES)}”" if source.title else None
    date = format_date(source.date) if source.date else None
    text = ", ".join(filter(None, (authors, title, source.publisher, date)))
    stop = "" if text.endswith(".") else "."
    return " ".join(filter(None, (text + stop, source.note)))


def format_access(source: Source) -> str:
    """Format the date of access, empty if it is not known."""
    return f"Accessed {format_date(source.accessed)}." if source.accessed else ""


def describe_citations(cited: CitedSource) -> list[str]:
    """Describe what a source is cited for, grouping relationships with the same facts."""
    names_by_facts: dict[tuple[str, ...], list[str]] = {}
    for citation in cited.citations:
        names_by_facts.setdefault(citation.supports, []).append(_format_subject(citation))
    return [
        f"supports {', '.join(facts)}: {', '.join(names)}" if facts else f"about {', '.join(names)}"
        for facts, names in names_by_facts.items()
    ]


def _format_subject(citation: Citation) -> str:
    if citation.relationship:
        return citation.relationship.id
    if citation.organisation:
        return citation.organisation.name
    return f"the programme of {citation.home.name}"
