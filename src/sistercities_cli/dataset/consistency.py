"""What can be wrong between values that are right by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sistercities_cli.dataset.values import Ids
from sistercities_cli.dataset.wording import join
from sistercities_cli.dates import PartialDate, first_day, last_day, parse_date
from sistercities_cli.errors import DateError, Problem


def inconsistencies(document: Mapping[str, Any], ids: Ids) -> Iterator[Problem]:
    """Yield what is wrong between values; those that are wrong by themselves are passed over."""
    about = document.get("directory")
    latest = _date(about, "date") if isinstance(about, dict) else None
    for id, record in ids["cities"].items():
        if isinstance(record, dict) and ("latitude" in record) != ("longitude" in record):
            missing = "longitude" if "latitude" in record else "latitude"
            text = "is missing: give both latitude and longitude, or neither"
            yield Problem(f"{join('cities', id)}.{missing}", text)
    for id in ids["relationships"]:
        record, path = ids["relationships"][id], join("relationships", id)
        if isinstance(record, dict):
            yield from _parties(record, path, ids)
            yield from _order_of_dates(record, path, latest)


def _parties(record: Mapping[str, Any], path: str, ids: Ids) -> Iterator[Problem]:
    home, partner = record.get("home"), record.get("partner")
    if not isinstance(home, str):
        return
    city: Any = home
    if home in ids["organisations"]:
        organisation = ids["organisations"][home]
        city = organisation.get("city") if isinstance(organisation, dict) else None
    if isinstance(city, str) and city in ids["cities"] and city not in ids["homes"]:
        yield Problem(f"{path}.home", f"{city} is not a home: add [homes.{city}]")
    if home == partner:
        yield Problem(f"{path}.partner", "is the home itself: name the other side")


def _order_of_dates(
    record: Mapping[str, Any], path: str, latest: PartialDate | None
) -> Iterator[Problem]:
    names = ("founded", "status_since", "status_as_of", "changed")
    dates = [(name, _date(record, name)) for name in names]
    events = record.get("events")
    for position, event in enumerate(events if isinstance(events, list) else ()):
        if isinstance(event, dict):
            dates.append((f"events[{position}].date", _date(event, "date")))
    for name, date in dates:
        if date and latest and first_day(date) > last_day(latest):
            yield Problem(f"{path}.{name}", f"'{date}' is after the data's own date, {latest}")
    days = [(first_day(date), last_day(date)) for _, date in dates[len(names) :] if date]
    if days != sorted(days):
        yield Problem(f"{path}.events", "are not in the order of their dates")
    founded, since = dates[0][1], dates[1][1]
    if founded and since and last_day(since) < first_day(founded):
        yield Problem(f"{path}.status_since", f"'{since}' is before the founding, {founded}")


def _date(record: Mapping[str, Any], name: str) -> PartialDate | None:
    try:
        return parse_date(record[name])
    except (KeyError, AttributeError, DateError):
        return None
