"""Answers as plain records: what JSON, TSV, CSV and Markdown have in common.

The keys are a contract, see docs/output.md: always all of them, ``None`` where nothing is
known, and new ones are only ever added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sistercities_cli.agenda import Upcoming
from sistercities_cli.anniversaries import CUSTOMARY_NAMES, Anniversary, LeapDay, Occurrence
from sistercities_cli.dates import PartialDate
from sistercities_cli.errors import Problem
from sistercities_cli.model import Country, Relationship

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


def list_record(
    relationship: Relationship, on: dt.date, leap_day: LeapDay = LeapDay.FEB28
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


def upcoming_record(one: Upcoming) -> Record:
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


def country_record(country: Country, relationships: int) -> Record:
    """Return one row of the list of countries."""
    return {
        "country": country.name,
        "country_code": country.code,
        "alpha_3": country.alpha_3,
        "relationships": relationships,
    }


def problem_record(file: str, problem: Problem, suggestion: str | None) -> Record:
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
