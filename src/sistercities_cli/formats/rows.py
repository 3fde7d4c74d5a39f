"""Build the rows and records that every format shares.

The keys are a contract, see docs/output.md: all of them are always present, ``None`` where
nothing is known, and new ones are only ever appended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from sistercities_cli.agenda import Upcoming
from sistercities_cli.anniversaries import (
    CUSTOMARY_NAMES,
    DEFAULT_LEAP_DAY,
    Anniversary,
    LeapDay,
    Occurrence,
)
from sistercities_cli.bibliography import CitedSource
from sistercities_cli.dates import PartialDate
from sistercities_cli.directory import Directory
from sistercities_cli.errors import Problem
from sistercities_cli.geography import km_to_miles
from sistercities_cli.model import (
    Country,
    Event,
    Home,
    Organisation,
    Party,
    Relationship,
    Source,
    distance_between,
    local_time,
)

Record = dict[str, Any]


LIST_COLUMNS = (
    "id", "home", "partner", "country", "country_code", "kind", "founded", "precision",
    "status", "status_since", "years", "years_max", "next_number", "next_date", "next_days",
    "latitude", "longitude", "timezone", "website",
)  # fmt: skip


OCCURRENCE_KEYS = ("number", "date", "weekday", "days")


ANNIVERSARY_COLUMNS = (
    "id", "home", "partner", "kind", "status", "founded", "precision", "on", "years",
    "years_max", "elapsed",
    *(f"next_{key}" for key in OCCURRENCE_KEYS),
    *(f"milestone_{key}" for key in OCCURRENCE_KEYS),
)  # fmt: skip


NTH_COLUMNS = tuple(f"nth_{key}" for key in OCCURRENCE_KEYS)


UPCOMING_COLUMNS = (
    "id", "home", "partner", "country", "country_code", "kind", "status", "founded",
    "precision", "number", "name", "date", "weekday", "days",
)  # fmt: skip


PROBLEM_COLUMNS = ("file", "line", "relationship", "path", "severity", "message", "suggestion")


COUNTRY_COLUMNS = ("country", "country_code", "alpha_3", "relationships")


def list_row(
    relationship: Relationship, on: dt.date, leap_day: LeapDay = DEFAULT_LEAP_DAY
) -> Record:
    """Return one row of a list."""
    age = relationship.anniversary(on, leap_day=leap_day)
    coming = age.next
    partner = relationship.partner
    seat = partner.seat
    place = seat.coordinates
    return {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": partner.name,
        "country": partner.country.name,
        "country_code": partner.country.code,
        "kind": relationship.kind,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "status": relationship.status.value,
        "status_since": date_text(relationship.status_since),
        "years": age.years,
        "years_max": age.years_max,
        "next_number": coming and coming.number,
        "next_date": coming and str(coming.date),
        "next_days": coming and coming.days,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "timezone": seat.timezone,
        "website": relationship.website,
    }


def anniversary_record(
    relationship: Relationship, on: dt.date, leap_day: LeapDay, nth: int | None
) -> Record:
    """Return the age and the anniversaries of a relationship; ``nth`` only if asked for."""
    age = relationship.anniversary(on, leap_day=leap_day, nth=nth)
    record: Record = {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": relationship.partner.name,
        "kind": relationship.kind,
        "status": relationship.status.value,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        **age_record(age),
    }
    if nth is not None:
        record["nth"] = _occurrence(age.nth)
    return record


def upcoming_row(one: Upcoming) -> Record:
    """Return one anniversary of an agenda."""
    relationship, occurrence = one
    partner = relationship.partner
    return {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": partner.name,
        "country": partner.country.name,
        "country_code": partner.country.code,
        "kind": relationship.kind,
        "status": relationship.status.value,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "number": occurrence.number,
        "name": CUSTOMARY_NAMES.get(occurrence.number),
        "date": str(occurrence.date),
        "weekday": occurrence.weekday,
        "days": occurrence.days,
    }


def country_row(country: Country, relationships: int) -> Record:
    """Return one row of the list of countries."""
    return {
        "country": country.name,
        "country_code": country.code,
        "alpha_3": country.alpha_3,
        "relationships": relationships,
    }


def problem_row(file: str, problem: Problem, suggestion: str | None) -> Record:
    """Return one problem of a data file."""
    section, _, rest = problem.path.partition(".")
    return {
        "file": file,
        "line": problem.line,
        "relationship": (rest.partition(".")[0] or None) if section == "relationships" else None,
        "path": problem.path or None,
        "severity": problem.severity,
        "message": problem.message,
        "suggestion": suggestion,
    }


def flatten(record: Record) -> Record:
    """Put the keys of nested records beside the others: ``next`` becomes ``next_date`` ….

    A nested record that is ``None`` gives nothing; its columns read as ``None``.
    """
    flat: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update({f"{key}_{inner}": one for inner, one in value.items()})
        else:
            flat[key] = value
    return flat


def flat_rows(records: Iterable[Record]) -> Iterable[Record]:
    """Return one row per record."""
    return map(flatten, records)


def date_text(date: PartialDate | None) -> str | None:
    """Return a date as it is written in the output."""
    return None if date is None else str(date)


def age_record(age: Anniversary) -> Record:
    """Return an age and the anniversaries that come."""
    return {
        "on": str(age.on),
        "years": age.years,
        "years_max": age.years_max,
        "elapsed": age.elapsed,
        "next": _occurrence(age.next),
        "milestone": _occurrence(age.milestone),
    }


def _occurrence(one: Occurrence | None) -> Record | None:
    if one is None:
        return None
    return {
        "number": one.number,
        "date": str(one.date),
        "weekday": one.weekday,
        "days": one.days,
    }


SOURCE_COLUMNS = ("url", "publisher", "title", "date", "note", "home", "relationship", "supports")


def source_record(entry: CitedSource) -> Record:
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


def citation_rows(records: Iterable[Record]) -> Iterator[Record]:
    """Yield a row for each citation of each source."""
    for one in records:
        source = {name: value for name, value in one.items() if name != "cited_for"}
        for citation in one["cited_for"]:
            yield {**source, **citation, "supports": ",".join(citation["supports"]) or None}


FACT_COLUMNS = ("id", "field", "value")


def show_record(
    relationship: Relationship,
    directory: Directory,
    on: dt.date,
    now: dt.datetime,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
) -> Record:
    """Return everything about a relationship, evidence and all."""
    evidence = directory.evidence(relationship)
    kilometres = distance_between(relationship.home, relationship.partner)
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
        "distance_miles": None if kilometres is None else round(km_to_miles(kilometres), 1),
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


def fact_rows(records: Iterable[Record]) -> list[Record]:
    """Spell out nested records as one row per fact: id, field with its path, value.

    >>> fact_rows([{"id": "a", "areas": ["trade"]}])[1]
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
