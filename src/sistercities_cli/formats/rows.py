"""Build the rows and records shared by all formats.

Their keys are stable (see docs/output.md): every record has all of them, with ``None`` for
unknown values, and new keys are appended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from sistercities_cli import model
from sistercities_cli.agenda import Upcoming
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.dates import PartialDate
from sistercities_cli.directory import Directory
from sistercities_cli.errors import Problem
from sistercities_cli.geography import km_to_miles
from sistercities_cli.model import City, Relationship

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.anniversaries import Anniversary
    from sistercities_cli.bibliography import CitedSource
    from sistercities_cli.fulltext import Hit

Record = Mapping[str, Any]  # any row or record

# A row of ``list`` without values, for homes in GeoJSON.
NO_RELATIONSHIP: types.RowRecord[None] = {
    "id": "", "home": "", "partner": None, "country": "", "country_code": "", "kind": None,
    "founded": None, "precision": None, "status": None, "status_since": None, "years": None,
    "years_max": None, "next_number": None, "next_date": None, "next_days": None,
    "latitude": None, "longitude": None, "timezone": None, "website": None,
    "continent": None, "distance_km": None, "signatories": None,
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
SEARCH_COLUMNS = ("id", "home", "partner", "kind", "field", "date", "text", "url")
COUNTRY_COLUMNS = ("country", "country_code", "alpha_3", "relationships")
FACT_COLUMNS = ("id", "field", "value")
PROBLEM_COLUMNS = ("file", "line", "relationship", "path", "severity", "message", "suggestion")
SOURCE_COLUMNS = ("url", "publisher", "title", "date", "note", "home", "relationship", "supports",
                  "author", "accessed", "organisation")  # fmt: skip


def list_row(
    relationship: Relationship, on: dt.date, leap_day: LeapDay = DEFAULT_LEAP_DAY
) -> types.ListRecord:
    """Build the row of a relationship."""
    age = relationship.anniversary(on, leap_day=leap_day)
    coming, partner = age.next, relationship.partner
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
        "continent": partner.country.continent,
        "distance_km": _tenths(model.distance_between(relationship.home, partner)),
        "signatories": "; ".join([one.name for one in relationship.signatories if one.name])
        or None,
    }


def home_row(home: City) -> types.RowRecord[None]:
    """Build the row of a home, with ``None`` in the columns about a relationship."""
    return {
        **NO_RELATIONSHIP,
        "id": home.id,
        "home": home.name,
        "country": home.country.name,
        "country_code": home.country.code,
        **place_record(home),
        "continent": home.country.continent,
    }


def anniversary_record(
    relationship: Relationship, on: dt.date, leap_day: LeapDay, nth: int | None
) -> types.AnniversaryRecord:
    """Build the ``anniversary`` record of a relationship; ``nth`` is present only if given."""
    age = relationship.anniversary(on, leap_day=leap_day, nth=nth)
    record: types.AnniversaryRecord = {
        "id": relationship.id,
        "home": relationship.home.name,
        "partner": relationship.partner.name,
        "kind": relationship.kind,
        "status": relationship.status,
        "founded": date_text(relationship.founded),
        "precision": relationship.precision,
        **age.to_dict(),
    }
    if nth is None:
        del record["nth"]
    return record


def upcoming_row(entry: Upcoming) -> types.UpcomingRecord:
    """Build the row of an anniversary in an agenda."""
    relationship, occurrence = entry.relationship, entry.occurrence
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
        "name": occurrence.customary_name,
        **occurrence.to_dict(),
    }


def search_row(hit: Hit) -> types.SearchRecord:
    """Build the row of a text found by a search."""
    subject = hit.subject
    if isinstance(subject, Relationship):
        home, partner, kind = subject.home.name, subject.partner.name, subject.kind
    else:
        home, partner, kind = subject.seat.name, None, None
    return {
        "id": subject.id,
        "home": home,
        "partner": partner,
        "kind": kind,
        "field": hit.field.value,
        "date": date_text(hit.date),
        "text": hit.text,
        "url": hit.url,
    }


def country_row(country: model.Country, relationships: int) -> types.CountryRecord:
    """Build the row of a country with its number of relationships."""
    return {
        "country": country.name,
        "country_code": country.code,
        "alpha_3": country.alpha_3,
        "relationships": relationships,
    }


def problem_row(file: str, problem: Problem, suggestion: str | None) -> types.ProblemRecord:
    """Build the row of a problem in a data file."""
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


def _tenths(distance: float | None) -> float | None:
    return None if distance is None else round(distance, 1)


def date_text(date: PartialDate | None) -> str | None:
    """Format a date in ISO 8601, at its own precision."""
    return None if date is None else str(date)


def place_record(city: City) -> types.PlaceRecord:
    """Build the position and time zone of a city."""
    place = city.coordinates
    return {
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "timezone": city.timezone,
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
    """Build the record of an age without the anniversary requested by its number."""
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
        "distance_km": _tenths(kilometres),
        "distance_miles": None if kilometres is None else _tenths(km_to_miles(kilometres)),
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
