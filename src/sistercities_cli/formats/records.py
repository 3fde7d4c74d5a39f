"""Build the nested records of relationships and sources, and flatten them to rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from sistercities_cli import model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.formats.rows import Record, date_text, place_record, round_distance
from sistercities_cli.geography import km_to_miles
from sistercities_cli.model import City, Relationship

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.anniversaries import Anniversary
    from sistercities_cli.bibliography import CitedSource


def show_record(
    relationship: Relationship,
    directory: Directory,
    on: dt.date,
    now: dt.datetime | None,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
) -> types.ShowRecord:
    """Build the complete record of a relationship, with its evidence."""
    evidence = directory.evidence(relationship)
    kilometres = model.distance_between(relationship.home, relationship.partner)
    local = model.local_time(relationship.partner, now)
    return {
        "id": relationship.id,
        "title": relationship.title,
        "also": list(relationship.also),
        "home": _home_party(relationship, directory),
        "partner": _home_party(relationship.mirrored(), directory),
        "with": [city.name for city in relationship.with_],
        "kind": relationship.kind,
        "kind_confidence": relationship.kind_confidence,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "founded_confidence": relationship.founded_confidence,
        "founded_note": relationship.founded_note,
        "signatories": [
            {"name": one.name, "office": one.office, "side": one.side, "note": one.note}
            for one in relationship.signatories
        ],
        "signatories_note": relationship.signatories_note,
        "status": relationship.status,
        "status_confidence": relationship.status_confidence,
        "status_since": date_text(relationship.status_since),
        "status_as_of": date_text(relationship.status_as_of),
        "status_note": relationship.status_note,
        **_age_record(relationship.anniversary(on, leap_day=leap_day)),
        "distance_km": round_distance(kilometres),
        "distance_miles": None if kilometres is None else round_distance(km_to_miles(kilometres)),
        "local_time": local.isoformat(timespec="minutes") if local else None,
        "website": relationship.website,
        "areas": list(relationship.areas),
        "events": [
            {
                "date": str(event.date),
                "kind": event.kind,
                "note": event.note,
                "sources": list(evidence.event_sources(event)),
            }
            for event in relationship.events
        ],
        "notes": list(relationship.notes),
        "highlights": list(evidence.highlights),
        "conflicts": [
            {
                "field": conflict.field,
                "about": conflict.about,
                "claims": [{"value": claim.value, "url": claim.url} for claim in conflict.claims],
                "trusted": conflict.trusted,
                "why": conflict.why,
            }
            for conflict in evidence.conflicts
        ],
        "sources": [_source(source) for source in evidence.sources],
        "highlight_sources": [list(positions) for positions in evidence.highlight_sources],
    }


def publication_record(source: model.Source) -> types.PublicationRecord:
    """Build a publication without its citations."""
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "date": date_text(source.date),
        "note": source.note,
        "author": source.author,
        "accessed": date_text(source.accessed),
    }


def _age_record(age: Anniversary) -> types.AgeRecord:
    """Build the record of an age, without the anniversary requested with ``nth``."""
    record: Any = age.to_dict()
    del record["nth"]
    return cast("types.AgeRecord", record)


def source_record(cited: CitedSource) -> types.BibliographyRecord:
    """Build a source with its citations."""
    return {
        **publication_record(cited.source),
        "cited_for": [
            {
                "home": citation.home.name,
                "relationship": citation.relationship.id if citation.relationship else None,
                "supports": list(citation.supports),
                "organisation": citation.organisation.id if citation.organisation else None,
            }
            for citation in cited.citations
        ],
    }


def citation_rows(records: Iterable[Record]) -> Iterator[Record]:
    """Yield one row per citation of each source."""
    for record in records:
        source = {name: value for name, value in record.items() if name != "cited_for"}
        for citation in record["cited_for"]:
            yield {**source, **citation, "supports": ",".join(citation["supports"]) or None}


def fact_rows(records: Iterable[Record]) -> list[Record]:
    """Split nested records into one row per fact, with its path as ``field``.

    >>> fact_rows([{"id": "a", "areas": ["trade"]}])[1]
    {'id': 'a', 'field': 'areas.0', 'value': 'trade'}
    """
    return [
        {"id": record["id"], "field": path, "value": value}
        for record in records
        for path, value in _leaves(record, "")
    ]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif value is not None:
        yield path, value


def _source(source: model.Source) -> types.SourceRecord:
    return {**publication_record(source), "supports": list(source.supports)}


def _home_party(relationship: Relationship, directory: Directory) -> types.PartyRecord:
    party = relationship.home_party
    city = party if isinstance(party, City) else None
    organisation = None if isinstance(party, City) else party
    home = directory.home(city) if city else None
    sources = directory.organisation_sources(organisation) if organisation else ()
    return {
        "id": party.id,
        "type": "city" if city else "organisation",
        "name": party.name,
        "native": list(city.native) if city else [],
        "also": list(party.also),
        "note": organisation.note if organisation else None,
        "city": party.seat.name,
        "region": party.seat.region,
        "country": party.country.name,
        "country_code": party.country.code,
        "continent": party.country.continent,
        **place_record(party.seat),
        "programme": _programme(home, directory) if home else None,
        "units": list(relationship.home_units),
        "term": relationship.home_term,
        "wikidata": city.wikidata if city else None,
        "description": organisation.description if organisation else None,
        "areas": list(organisation.areas) if organisation else [],
        "sources": [_source(source) for source in sources],
    }


def _programme(home: model.Home, directory: Directory) -> types.ProgrammeRecord:
    return {
        "name": home.programme,
        "parent": home.parent,
        "parent_since": date_text(home.parent_since),
        "facts": list(home.facts),
        "areas": list(home.areas),
        "works_with": list(home.works_with),
        "goals": list(home.goals),
        "sources": [_source(source) for source in directory.programme_sources(home)],
        "title": home.title,
    }
