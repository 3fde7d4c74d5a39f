"""Full-text search of the facts and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sistercities_cli.choices import Choice
from sistercities_cli.dates import PartialDate, format_date
from sistercities_cli.directory import Directory
from sistercities_cli.model import Evidence, Home, Organisation, Party, Relationship, format_parties
from sistercities_cli.names import simplify
from sistercities_cli.structs import Struct


class HitField(Choice):
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
    field: HitField
    text: str
    date: PartialDate | None = None
    url: str | None = None  # of the source, or of the first source of the text


def search(
    directory: Directory,
    words: str | Iterable[str],
    relationships: Iterable[Relationship] | None = None,
) -> list[Hit]:
    """Search relationships, by default all, and the homes and organisations in them, for words.

    Case, accents and punctuation are ignored, and words match as prefixes. Each word must match the
    text or the names of its parties, and at least one must match the text. Names are ranked first,
    then signatories, events, highlights, areas, notes, conflicts and sources, each in the order of
    the directory.
    """
    words = words.split() if isinstance(words, str) else words
    patterns = [f" {pattern}" for word in words if (pattern := simplify(word))]
    if not patterns:
        return []
    found: list[Hit] = []
    searched = list(directory if relationships is None else relationships)
    for subject, hits in _texts(directory, searched):
        names = _searchable(" ".join(_names(subject)))
        for hit in hits:
            date = format_date(hit.date) if hit.date else ""
            text = _searchable(f"{hit.text} {date}")
            if hit.field is HitField.NAME:
                text += names
            if any(pattern in text for pattern in patterns) and all(
                pattern in text or pattern in names for pattern in patterns
            ):
                found.append(hit)
    ranks = {field: rank for rank, field in enumerate(HitField)}
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
    def hit(field: HitField, text: str | None, *positions: int) -> Iterator[Hit]:
        if text:
            url = evidence.sources[positions[0] - 1].url if positions else None
            yield Hit(relationship, field, text, url=url)

    yield from hit(HitField.NAME, f"{format_parties(relationship)}: {relationship.kind}")
    for signatory in relationship.signatories:
        yield from hit(HitField.SIGNATORY, str(signatory))
    for event in relationship.events:
        for one in hit(HitField.EVENT, event.note, *evidence.event_sources(event)):
            yield one.replace(date=event.date)
    for text, positions in zip(evidence.highlights, evidence.highlight_sources, strict=True):
        yield from hit(HitField.HIGHLIGHT, text, *positions)
    yield from hit(HitField.AREA, ", ".join(relationship.areas))
    for note in (
        relationship.founded_note,
        relationship.signatories_note,
        relationship.status_note,
        *relationship.notes,
    ):
        yield from hit(HitField.NOTE, note)
    for conflict in evidence.conflicts:
        yield from hit(HitField.CONFLICT, conflict.why)
    for source in evidence.sources:
        text = ", ".join(filter(None, (source.author, source.title, source.publisher)))
        yield Hit(relationship, HitField.SOURCE, text, source.date, source.url)


def _programme_texts(home: Home) -> Iterator[Hit]:
    yield Hit(home.city, HitField.NAME, home.programme)
    for text in (*home.facts, *home.goals):
        yield Hit(home.city, HitField.NOTE, text)
    for texts in filter(None, (home.areas, home.works_with)):
        yield Hit(home.city, HitField.AREA, ", ".join(texts))


def _organisation_texts(organisation: Organisation) -> Iterator[Hit]:
    for text in filter(None, (organisation.description, organisation.note)):
        yield Hit(organisation, HitField.NOTE, text)
    if organisation.areas:
        yield Hit(organisation, HitField.AREA, ", ".join(organisation.areas))
