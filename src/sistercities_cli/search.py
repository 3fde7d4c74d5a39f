"""Full-text search of the facts and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sistercities_cli.dates import PartialDate, format_date
from sistercities_cli.directory import Directory
from sistercities_cli.model import (
    Evidence,
    Home,
    Organisation,
    Party,
    Relationship,
    format_parties,
)
from sistercities_cli.names import simplify
from sistercities_cli.structs import Struct


class Field(StrEnum):
    """The kind of text, in order of rank."""

    NAME = "name"
    SIGNATORY = "signatory"
    EVENT = "event"
    HIGHLIGHT = "highlight"
    AREA = "area"
    NOTE = "note"
    CONFLICT = "conflict"
    SOURCE = "source"


class Hit(Struct):
    """A text that matches a search."""

    subject: Relationship | Party  # a party for texts about a home or an organisation
    field: Field
    text: str
    date: PartialDate | None = None
    url: str | None = None  # of the source, or of the first source of the text


def search(
    directory: Directory, words: Iterable[str], relationships: Iterable[Relationship]
) -> list[Hit]:
    """Search relationships, with their homes and organisations, for words.

    Case, accents and punctuation are ignored, and words match as prefixes. Each word must match the
    text or the names of its parties, and at least one must match the text. Names are ranked first,
    then signatories, events, highlights, areas, notes, conflicts and sources, each in the order of
    the directory.
    """
    patterns = [f" {pattern}" for word in words if (pattern := simplify(word))]
    if not patterns:
        return []
    found: list[Hit] = []
    for subject, hits in _texts(directory, list(relationships)):
        names = _searchable(" ".join(_names(subject)))
        for hit in hits:
            date = format_date(hit.date) if hit.date else ""
            text = _searchable(f"{hit.text} {date}")
            if hit.field is Field.NAME:
                text += names
            if any(pattern in text for pattern in patterns) and all(
                pattern in text or pattern in names for pattern in patterns
            ):
                found.append(hit)
    ranks = {field: rank for rank, field in enumerate(Field)}
    return sorted(found, key=lambda hit: ranks[hit.field])


def _searchable(text: str) -> str:
    return f" {simplify(text)}"


Subject = Relationship | Party


def _texts(
    directory: Directory, relationships: list[Relationship]
) -> Iterator[tuple[Subject, Iterator[Hit]]]:
    """Yield the relationships and parties with their texts."""
    parties: dict[str, Party] = {}
    for relationship in relationships:
        yield relationship, _relationship_texts(relationship, directory.evidence(relationship))
        for party in (relationship.home, relationship.home_party, relationship.partner):
            parties.setdefault(party.id, party)
    for party in parties.values():
        if isinstance(party, Organisation):
            yield party, _organisation_texts(party)
        elif home := directory.home(party):
            yield party, _programme_texts(home)


def _names(subject: Subject) -> Iterator[str]:
    if isinstance(subject, Relationship):
        for party in (subject.partner, subject.home_party):
            yield from (party.name, *party.names, party.country.name)
        yield from filter(None, (subject.title, *subject.also, subject.kind))
    else:
        yield from (subject.name, *subject.names)


def _relationship_texts(relationship: Relationship, evidence: Evidence) -> Iterator[Hit]:
    def hit(field: Field, text: str | None, *positions: int) -> Iterator[Hit]:
        if text:
            url = evidence.sources[positions[0] - 1].url if positions else None
            yield Hit(relationship, field, text, url=url)

    yield from hit(Field.NAME, f"{format_parties(relationship)}: {relationship.kind}")
    for signatory in relationship.signatories:
        yield from hit(Field.SIGNATORY, str(signatory))
    for event in relationship.events:
        for one in hit(Field.EVENT, event.note, *evidence.event_sources(event)):
            yield one.replace(date=event.date)
    for text, positions in zip(evidence.highlights, evidence.highlight_sources, strict=True):
        yield from hit(Field.HIGHLIGHT, text, *positions)
    yield from hit(Field.AREA, ", ".join(relationship.areas))
    for note in (
        relationship.founded_note,
        relationship.signatories_note,
        relationship.status_note,
        *relationship.notes,
    ):
        yield from hit(Field.NOTE, note)
    for conflict in evidence.conflicts:
        yield from hit(Field.CONFLICT, conflict.why)
    for source in evidence.sources:
        text = ", ".join(filter(None, (source.author, source.title, source.publisher)))
        yield Hit(relationship, Field.SOURCE, text, source.date, source.url)


def _programme_texts(home: Home) -> Iterator[Hit]:
    yield Hit(home.city, Field.NAME, home.programme)
    for text in (*home.facts, *home.goals):
        yield Hit(home.city, Field.NOTE, text)
    for texts in filter(None, (home.areas, home.works_with)):
        yield Hit(home.city, Field.AREA, ", ".join(texts))


def _organisation_texts(organisation: Organisation) -> Iterator[Hit]:
    for text in filter(None, (organisation.description, organisation.note)):
        yield Hit(organisation, Field.NOTE, text)
    if organisation.areas:
        yield Hit(organisation, Field.AREA, ", ".join(organisation.areas))
