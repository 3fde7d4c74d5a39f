"""Everything about a relationship as one nested record, or as one row per fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.geography import in_miles
from sistercities_cli.model import Event, Home, Organisation, Party, Relationship, Source
from sistercities_cli.render.records import Record, age_record, date_text
from sistercities_cli.render.whereabouts import distance, local_time

FACT_COLUMNS = ("id", "field", "value")


def full_record(
    relationship: Relationship,
    directory: Directory,
    on: dt.date,
    now: dt.datetime,
    leap_day: LeapDay = LeapDay.FEB28,
) -> Record:
    """Return everything about a relationship, evidence and all."""
    evidence = directory.evidence(relationship)
    kilometres = distance(relationship.home, relationship.partner)
    local = local_time(relationship.partner, now)
    return {
        "id": relationship.id,
        "title": relationship.title,
        "also": list(relationship.also),
        "home": {
            **_party(relationship.home_party, directory),
            "units": list(relationship.home_units),
            "term": relationship.home_term,
        },
        "partner": {
            **_party(relationship.partner, directory),
            "units": list(relationship.partner_units),
            "term": relationship.partner_term,
        },
        "with": [city.name for city in relationship.with_],
        "kind": relationship.kind,
        "kind_confidence": relationship.kind_confidence and relationship.kind_confidence.value,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "founded_confidence": relationship.founded_confidence.value,
        "founded_note": relationship.founded_note,
        "signatories": [one._asdict() for one in relationship.signatories],
        "signatories_note": relationship.signatories_note,
        "status": relationship.status.value,
        "status_confidence": (
            relationship.status_confidence and relationship.status_confidence.value
        ),
        "status_since": date_text(relationship.status_since),
        "status_as_of": date_text(relationship.status_as_of),
        "status_note": relationship.status_note,
        **age_record(relationship.anniversary(on, leap_day=leap_day)),
        "distance_km": None if kilometres is None else round(kilometres, 1),
        "distance_miles": None if kilometres is None else round(in_miles(kilometres), 1),
        "local_time": local and local.isoformat(timespec="minutes"),
        "website": relationship.website,
        "areas": list(relationship.areas),
        "events": [_event(one) for one in relationship.events],
        "notes": list(relationship.notes),
        "highlights": list(evidence.highlights),
        "conflicts": [
            {**one._asdict(), "claims": [claim._asdict() for claim in one.claims]}
            for one in evidence.conflicts
        ],
        "sources": [_source(one) for one in evidence.sources],
    }


def fact_records(records: Iterable[Record]) -> list[Record]:
    """Spell out nested records as one row per fact: id, field with its path, value.

    >>> fact_records([{"id": "a", "areas": ["trade"]}])[1]
    {'id': 'a', 'field': 'areas.0', 'value': 'trade'}
    """
    return [
        {"id": record["id"], "field": path, "value": value}
        for record in records
        for path, value in _leaves(record, "")
    ]


def _leaves(value: Any, path: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for position, one in enumerate(value):
            yield from _leaves(one, f"{path}.{position}")
    elif value is not None:
        yield path, value


def _event(event: Event) -> Record:
    return {"date": str(event.date), "kind": event.kind.value, "note": event.note}


def _source(source: Source) -> Record:
    return {
        **source._asdict(),
        "date": date_text(source.date),
        "supports": list(source.supports),
    }


def _party(party: Party, directory: Directory) -> Record:
    seat = party.seat
    place = seat.coordinates
    home = None if isinstance(party, Organisation) else directory.home(party)
    return {
        "id": party.id,
        "type": "organisation" if isinstance(party, Organisation) else "city",
        "name": party.name,
        "native": [] if isinstance(party, Organisation) else list(party.native),
        "also": list(party.also),
        "note": party.note if isinstance(party, Organisation) else None,
        "city": seat.name,
        "region": seat.region,
        "country": seat.country.name,
        "country_code": seat.country.code,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "timezone": seat.timezone,
        "programme": home and _programme(home, directory),
    }


def _programme(home: Home, directory: Directory) -> Record:
    return {
        "name": home.programme,
        "parent": home.parent,
        "parent_since": date_text(home.parent_since),
        "facts": list(home.facts),
        "areas": list(home.areas),
        "works_with": list(home.works_with),
        "goals": list(home.goals),
        "sources": [_source(one) for one in directory.programme_sources(home)],
    }
