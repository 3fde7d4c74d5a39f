"""What can be wrong between values that are each right by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sistercities_cli.dataset.values import Ids
from sistercities_cli.dataset.wording import join
from sistercities_cli.dates import first_day, last_day, parse_date
from sistercities_cli.errors import DateError, Problem

Record = Mapping[str, Any]
Span = tuple[dt.date, dt.date]
Found = Iterator[tuple[str, str]]  # the path within the record, the message

# The dates of a relationship that tell what has happened, and those of lists in it.
DATES = ("founded", "status_since", "status_as_of", "changed")
DATED_LISTS = ("events", "sources")


def inconsistencies(document: Record, ids: Ids) -> Iterator[Problem]:
    """Yield what is wrong between values; those that are wrong by themselves are passed over."""
    about = document.get("directory")
    evidence = about.get("evidence") if isinstance(about, dict) else None
    if isinstance(evidence, str) and _leads_away(evidence):
        text = f"{evidence!r} leads elsewhere: name a file beside this one, or in a folder there"
        yield Problem("directory.evidence", text)
    for id, record in ids["cities"].items():
        if isinstance(record, dict) and ("latitude" in record) != ("longitude" in record):
            missing = "longitude" if "latitude" in record else "latitude"
            text = "is missing: give both latitude and longitude, or neither"
            yield Problem(f"{join('cities', id)}.{missing}", text)
    latest = latest_day(document)
    for id, record in ids["relationships"].items():
        if isinstance(record, dict):
            for path, message in (*_parties(record, ids), *_dates(record, latest)):
                yield Problem(f"{join('relationships', id)}.{path}", message)
    for id, record in ids["homes"].items():
        if isinstance(record, dict):
            for path, message in future_dates(record, latest, ("parent_since",)):
                yield Problem(f"{join('homes', id)}.{path}", message)


def latest_day(document: Record) -> dt.date | None:
    """Return the day up to which the facts of a data file were gathered."""
    about = document.get("directory")
    span = _span(about.get("date")) if isinstance(about, dict) else None
    return span and span[1]


def future_dates(record: Record, latest: dt.date | None, names: Iterable[str] = ()) -> Found:
    """Yield the dates of a record that are after the day of the data."""
    dates = [(name, record[name]) for name in names if name in record]
    for name in DATED_LISTS:
        if name in record:
            rows = enumerate(_tables(record, name))
            dates += [(f"{name}[{position}].date", row.get("date")) for position, row in rows]
    for path, date in dates:
        span = _span(date)
        if span and latest and span[0] > latest:
            way = ": raise directory.date too" if path == "changed" else ""
            yield path, f"'{date}' is after the data's own date, {latest}{way}"


def _leads_away(path: str) -> bool:
    """Say whether a path leads out of the folder it starts from, on this system or another."""
    # A data file may come from anybody: it must not have files opened that are none of its own.
    first, *others = path.replace("\\", "/").split("/")
    return not first or ":" in first or ".." in (first, *others)


def _parties(record: Record, ids: Ids) -> Found:
    home, partner = record.get("home"), record.get("partner")
    if not isinstance(home, str):
        return
    city: object = home
    if home in ids["organisations"]:
        organisation = ids["organisations"][home]
        city = organisation.get("city") if isinstance(organisation, dict) else None
    if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
        yield "home", f"{city} is not a home: add [homes.{city}]"
    if home == partner:
        yield "partner", "is the home itself: name the other side"


def _dates(record: Record, latest: dt.date | None) -> Found:
    yield from future_dates(record, latest, DATES)
    founded, since = _span(record.get("founded")), _span(record.get("status_since"))
    if founded and since and since[1] < founded[0]:
        yield (
            "status_since",
            f"'{record['status_since']}' is before the founding, {record['founded']}",
        )
    if "events" in record:
        yield from _events(record, founded)


def _events(record: Record, founded: Span | None) -> Found:
    events = _tables(record, "events")
    spans = [_span(event.get("date")) for event in events]
    known = [span for span in spans if span]
    if known != sorted(known):
        yield "events", "are not in order of date: put the earliest first"
    for position, (event, span) in enumerate(zip(events, spans, strict=True)):
        if founded and span and span[1] < founded[0] and event.get("kind") == "ending":
            yield (
                f"events[{position}].date",
                f"'{event['date']}' is before the founding, {record['founded']}",
            )


def _tables(record: Record, name: str) -> list[Record]:
    """Return the tables of a list; anything else becomes an empty one, to keep the count."""
    rows = record.get(name)
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def _span(date: object) -> Span | None:
    return _span_of(date) if isinstance(date, str) else None


@lru_cache(maxsize=2**16)  # in a large file most dates come again
def _span_of(text: str) -> Span | None:
    try:
        date = parse_date(text)
    except DateError:
        return None
    return first_day(date), last_day(date)
