"""Build the rows shared by all formats.

Their keys are stable (see docs/output.md): every record has all of them, with ``None`` for
unknown values, and new keys are appended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sistercities_cli import model
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.dates import PartialDate
from sistercities_cli.errors import Problem
from sistercities_cli.model import City, Relationship

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.agenda import Upcoming
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
        "distance_km": round_distance(model.distance_between(relationship.home, partner)),
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


def round_distance(distance: float | None) -> float | None:
    """Round a distance to tenths."""
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
