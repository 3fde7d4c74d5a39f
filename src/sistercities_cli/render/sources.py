"""A bibliography as records, as rows, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sistercities_cli.bibliography import Citation, Entry
from sistercities_cli.render.records import Record, date_text

COLUMNS = ("url", "publisher", "title", "date", "note", "home", "relationship", "supports")


def record(entry: Entry) -> Record:
    """Return a source with everything that it is cited for."""
    source = entry.source
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "date": date_text(source.date),
        "note": source.note,
        "cited_for": [
            {
                "home": one.home.name,
                "relationship": one.relationship and one.relationship.id,
                "supports": list(one.supports),
            }
            for one in entry.citations
        ],
    }


def rows(records: Iterable[Record]) -> Iterator[Record]:
    """Yield a row for each citation of each source."""
    for one in records:
        source = {name: value for name, value in one.items() if name != "cited_for"}
        for citation in one["cited_for"]:
            yield {**source, **citation, "supports": ",".join(citation["supports"]) or None}


def uses(entry: Entry) -> list[str]:
    """Say what a source is cited for; relationships with the same facts go together.

    >>> from sistercities_cli import load
    >>> from sistercities_cli.bibliography import bibliography
    >>> directory = load()
    >>> uses(bibliography(directory, [directory.find("chicago-osaka")])[0])
    ['supports highlights: chicago-osaka']
    """
    together: dict[tuple[str, ...], list[str]] = {}
    for one in entry.citations:
        together.setdefault(one.supports, []).append(_where(one))
    return [
        f"supports {', '.join(facts)}: {', '.join(names)}" if facts else f"about {', '.join(names)}"
        for facts, names in together.items()
    ]


def _where(citation: Citation) -> str:
    one = citation.relationship
    return one.id if one else f"the programme of {citation.home.name}"
