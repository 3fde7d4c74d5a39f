"""Check the values of a data file against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sistercities_cli.datafile.rules import Ids, join_path
from sistercities_cli.dates import first_day, last_day, parse_date
from sistercities_cli.errors import DateError, Problem

Document = Mapping[str, Any]
Table = Mapping[str, Any]
DayRange = tuple[dt.date, dt.date]
PathsAndMessages = Iterator[tuple[str, str]]  # the path within the record, the message

# The dates of a relationship that have passed, and the lists in it with such dates.
PAST_DATES = ("founded", "status_since", "status_as_of", "changed")
DATED_LISTS = ("events", "sources")


def consistency_problems(document: Document, ids: Ids) -> Iterator[Problem]:
    """Yield the contradictions between values, except those that are invalid in themselves."""
    about = document.get("directory")
    evidence = about.get("evidence") if isinstance(about, dict) else None
    if isinstance(evidence, str) and _leaves_folder(evidence):
        text = f"{evidence!r} leads elsewhere: name a file beside this one, or in a folder there"
        yield Problem("directory.evidence", text)
    latest = latest_day(document)
    for section, record_problems in (
        ("cities", _coordinate_problems),
        ("relationships", lambda record: _relationship_problems(record, ids, latest)),
        ("homes", lambda record: future_date_problems(record, latest, ("parent_since",))),
    ):
        for id, record in ids[section].items():
            if isinstance(record, dict):
                for path, message in record_problems(record):
                    yield Problem(f"{join_path(section, id)}.{path}", message)


def latest_day(document: Document) -> dt.date | None:
    """Return the day up to which the facts of a data file were gathered."""
    about = document.get("directory")
    days = _day_range(about.get("date")) if isinstance(about, dict) else None
    return days and days[1]


def future_date_problems(
    record: Table, latest: dt.date | None, names: Iterable[str] = ()
) -> PathsAndMessages:
    """Yield the dates of a record that are after the day of the data.

    Checks the dates under ``names`` and those of the events and sources.
    """
    dates = [(name, record[name]) for name in names if name in record]
    for name in DATED_LISTS:
        if name in record:
            rows = enumerate(_rows(record, name))
            dates += [(f"{name}[{position}].date", row.get("date")) for position, row in rows]
    for path, date in dates:
        days = _day_range(date)
        if days and latest and days[0] > latest:
            advice = ": raise directory.date too" if path == "changed" else ""
            yield path, f"'{date}' is after the data's own date, {latest}{advice}"


def _leaves_folder(path: str) -> bool:
    """Check whether a path leads out of the folder it starts from, on any system."""
    # A data file may come from anybody: it must not make the program open other files.
    first, *others = path.replace("\\", "/").split("/")
    return not first or ":" in first or ".." in (first, *others)


def _coordinate_problems(city: Table) -> PathsAndMessages:
    if ("latitude" in city) != ("longitude" in city):
        missing = "longitude" if "latitude" in city else "latitude"
        yield missing, "is missing: give both latitude and longitude, or neither"


def _relationship_problems(record: Table, ids: Ids, latest: dt.date | None) -> PathsAndMessages:
    home = record.get("home")
    if isinstance(home, str):
        yield from _party_problems(home, record.get("partner"), ids)
    yield from future_date_problems(record, latest, PAST_DATES)
    founded, since = _day_range(record.get("founded")), _day_range(record.get("status_since"))
    if founded and since and since[1] < founded[0]:
        yield "status_since", _before_founding(record["status_since"], record)
    if "events" in record:
        yield from _event_problems(record, founded)


def _party_problems(home: str, partner: object, ids: Ids) -> PathsAndMessages:
    city: object = home
    if home in ids["organisations"]:
        organisation = ids["organisations"][home]
        city = organisation.get("city") if isinstance(organisation, dict) else None
    if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
        yield "home", f"{city} is not a home: add [homes.{city}]"
    if home == partner:
        yield "partner", "is the home itself: name the other side"


def _event_problems(record: Table, founded: DayRange | None) -> PathsAndMessages:
    events = _rows(record, "events")
    ranges = [_day_range(event.get("date")) for event in events]
    known = [days for days in ranges if days]
    if known != sorted(known):
        yield "events", "are not in order of date: put the earliest first"
    for position, (event, days) in enumerate(zip(events, ranges, strict=True)):
        if founded and days and days[1] < founded[0] and event.get("kind") == "ending":
            yield f"events[{position}].date", _before_founding(event["date"], record)


def _before_founding(date: str, record: Table) -> str:
    return f"'{date}' is before the founding, {record['founded']}"


def _rows(record: Table, name: str) -> list[Table]:
    """Return the tables of a list; an empty one stands in for anything else in it."""
    rows = record.get(name)
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def _day_range(date: object) -> DayRange | None:
    return _parse_day_range(date) if isinstance(date, str) else None


@lru_cache(maxsize=2**16)  # dates of a large file repeat
def _parse_day_range(text: str) -> DayRange | None:
    try:
        date = parse_date(text)
    except DateError:
        return None
    return first_day(date), last_day(date)
