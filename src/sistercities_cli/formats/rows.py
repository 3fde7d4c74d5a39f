"""Build the rows and records that every format shares.

The keys are a contract, see docs/output.md: all of them are always present, ``None`` where
nothing is known, and new ones are only ever appended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

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
    City,
    Conflict,
    Country,
    Event,
    Home,
    Organisation,
    Party,
    Relationship,
    Signatory,
    Source,
    distance_between,
    local_time,
)

if TYPE_CHECKING:
    from sistercities_cli.formats import records

Record = Mapping[str, Any]  # any of the records

# A row of ``list`` without a relationship, which GeoJSON fills in for a home.
NO_RELATIONSHIP: records.RowRecord[None] = {
    "id": "", "home": "", "partner": None, "country": "", "country_code": "", "kind": None,
    "founded": None, "precision": None, "status": None, "status_since": None, "years": None,
    "years_max": None, "next_number": None, "next_date": None, "next_days": None,
    "latitude": None, "longitude": None, "timezone": None, "website": None,
}  # fmt: skip

LIST_COLUMNS = tuple(NO_RELATIONSHIP)
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
) -> records.ListRecord:
    """Build a row of a list."""
    age = relationship.anniversary(on, leap_day=leap_day)
    coming = age.next
    partner = relationship.partner
    return {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": partner.name,
        "country": partner.country.name,
        "country_code": partner.country.code,
        "kind": relationship.kind,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "status": relationship.status,
        "status_since": date_text(relationship.status_since),
        "years": age.years,
        "years_max": age.years_max,
        "next_number": coming.number if coming else None,
        "next_date": str(coming.date) if coming else None,
        "next_days": coming.days if coming else None,
        **place_record(partner.seat),
        "website": relationship.website,
    }


def home_row(home: City) -> records.RowRecord[None]:
    """Build a row for a home, null where ``list`` describes the relationship."""
    return {
        **NO_RELATIONSHIP,
        "id": home.id,
        "home": home.name,
        "country": home.country.name,
        "country_code": home.country.code,
        **place_record(home),
    }


def anniversary_record(
    relationship: Relationship, on: dt.date, leap_day: LeapDay, nth: int | None
) -> records.AnniversaryRecord:
    """Build the age and the anniversaries of a relationship; ``nth`` only if asked for."""
    age = relationship.anniversary(on, leap_day=leap_day, nth=nth)
    record: records.AnniversaryRecord = {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": relationship.partner.name,
        "kind": relationship.kind,
        "status": relationship.status,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        **age_record(age),
        "nth": _occurrence(age.nth),
    }
    if nth is None:
        del record["nth"]
    return record


def upcoming_row(one: Upcoming) -> records.UpcomingRecord:
    """Build one anniversary of an agenda."""
    relationship, occurrence = one.relationship, one.occurrence
    partner = relationship.partner
    return {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": partner.name,
        "country": partner.country.name,
        "country_code": partner.country.code,
        "kind": relationship.kind,
        "status": relationship.status,
        "founded": str(relationship.founded),
        "precision": relationship.precision,
        "number": occurrence.number,
        "name": CUSTOMARY_NAMES.get(occurrence.number),
        "date": str(occurrence.date),
        "weekday": occurrence.weekday,
        "days": occurrence.days,
    }


def country_row(country: Country, relationships: int) -> records.CountryRecord:
    """Build one row of the list of countries."""
    return {
        "country": country.name,
        "country_code": country.code,
        "alpha_3": country.alpha_3,
        "relationships": relationships,
    }


def problem_row(file: str, problem: Problem, suggestion: str | None) -> records.ProblemRecord:
    """Build one problem of a data file."""
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
    flat: dict[str, Any] = {}
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


def place_record(city: City) -> records.PlaceRecord:
    """Build the position and time zone of a city."""
    place = city.coordinates
    return {
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "timezone": city.timezone,
    }


def publication_record(source: Source) -> records.PublicationRecord:
    """Build a publication, without what it is cited for."""
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "date": date_text(source.date),
        "note": source.note,
    }


def age_record(age: Anniversary) -> records.AgeRecord:
    """Build an age and the anniversaries that come."""
    return {
        "on": str(age.on),
        "years": age.years,
        "years_max": age.years_max,
        "elapsed": age.elapsed,
        "next": _occurrence(age.next),
        "milestone": _occurrence(age.milestone),
    }


def _occurrence(one: Occurrence | None) -> records.OccurrenceRecord | None:
    if one is None:
        return None
    return {
        "number": one.number,
        "date": str(one.date),
        "weekday": one.weekday,
        "days": one.days,
    }


SOURCE_COLUMNS = ("url", "publisher", "title", "date", "note", "home", "relationship", "supports")


def source_record(entry: CitedSource) -> records.BibliographyRecord:
    """Build a source with everything that it is cited for."""
    return {
        **publication_record(entry.source),
        "cited_for": [
            {
                "home": one.home.name,
                "relationship": one.relationship.id if one.relationship else None,
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
) -> records.ShowRecord:
    """Build a record of everything about a relationship, evidence included."""
    evidence = directory.evidence(relationship)
    kilometres = distance_between(relationship.home, relationship.partner)
    local = local_time(relationship.partner, now)
    return {
        "id": relationship.id,
        "title": relationship.title,
        "also": list(relationship.also),
        "home": _party(
            relationship.home_party, relationship.home_units, relationship.home_term, directory
        ),
        "partner": _party(
            relationship.partner, relationship.partner_units, relationship.partner_term, directory
        ),
        "with": [city.name for city in relationship.with_],
        "kind": relationship.kind,
        "kind_confidence": relationship.kind_confidence,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        "founded_confidence": relationship.founded_confidence,
        "founded_note": relationship.founded_note,
        "signatories": [_signatory(one) for one in relationship.signatories],
        "signatories_note": relationship.signatories_note,
        "status": relationship.status,
        "status_confidence": relationship.status_confidence,
        "status_since": date_text(relationship.status_since),
        "status_as_of": date_text(relationship.status_as_of),
        "status_note": relationship.status_note,
        **age_record(relationship.anniversary(on, leap_day=leap_day)),
        "distance_km": None if kilometres is None else round(kilometres, 1),
        "distance_miles": None if kilometres is None else round(km_to_miles(kilometres), 1),
        "local_time": local.isoformat(timespec="minutes") if local else None,
        "website": relationship.website,
        "areas": list(relationship.areas),
        "events": [_event(one) for one in relationship.events],
        "notes": list(relationship.notes),
        "highlights": list(evidence.highlights),
        "conflicts": [_conflict(one) for one in evidence.conflicts],
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


def _signatory(one: Signatory) -> records.SignatoryRecord:
    return {"name": one.name, "office": one.office, "side": one.side, "note": one.note}


def _event(event: Event) -> records.EventRecord:
    return {"date": str(event.date), "kind": event.kind, "note": event.note}


def _conflict(conflict: Conflict) -> records.ConflictRecord:
    return {
        "field": conflict.field,
        "about": conflict.about,
        "claims": [{"value": one.value, "url": one.url} for one in conflict.claims],
        "trusted": conflict.trusted,
        "why": conflict.why,
    }


def _source(source: Source) -> records.SourceRecord:
    return {**publication_record(source), "supports": list(source.supports)}


def _party(
    party: Party, units: tuple[str, ...], term: str | None, directory: Directory
) -> records.PartyRecord:
    home = None if isinstance(party, Organisation) else directory.home(party)
    return {
        "id": party.id,
        "type": "organisation" if isinstance(party, Organisation) else "city",
        "name": party.name,
        "native": [] if isinstance(party, Organisation) else list(party.native),
        "also": list(party.also),
        "note": party.note if isinstance(party, Organisation) else None,
        "city": party.seat.name,
        "region": party.seat.region,
        "country": party.country.name,
        "country_code": party.country.code,
        **place_record(party.seat),
        "programme": _programme(home, directory) if home else None,
        "units": list(units),
        "term": term,
    }


def _programme(home: Home, directory: Directory) -> records.ProgrammeRecord:
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
