"""Sort relationships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import assert_never

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay
from sistercities_cli.choices import Choice
from sistercities_cli.dates import as_day, day_range
from sistercities_cli.model import Relationship, Status, distance_between
from sistercities_cli.names import simplify


class SortKey(Choice):
    """A property to sort relationships by."""

    ID = "id"
    HOME = "home"
    PARTNER = "partner"
    COUNTRY = "country"
    KIND = "kind"
    STATUS = "status"
    FOUNDED = "founded"
    YEARS = "years"
    NEXT = "next"
    DISTANCE = "distance"


def sort_relationships(
    relationships: Iterable[Relationship],
    key: SortKey | str,
    on: dt.date,
    *,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
    reverse: bool = False,
) -> list[Relationship]:
    """Sort relationships by a key; those without a value always come last."""
    key, on, leap_day = SortKey(key), as_day(on), LeapDay(leap_day)
    pairs = [(_sort_value(view, key, on, leap_day), view) for view in relationships]
    known = [(value, view) for value, view in pairs if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return [view for _, view in known] + [view for value, view in pairs if value is None]


def _sort_value(
    relationship: Relationship, key: SortKey, on: dt.date, leap_day: LeapDay
) -> tuple[str | dt.date | float, ...] | None:
    partner = simplify(relationship.partner.name)
    match key:
        case SortKey.ID:
            return (relationship.id,)
        case SortKey.HOME:
            return (simplify(relationship.home.name), partner)
        case SortKey.PARTNER:
            return (partner,)
        case SortKey.COUNTRY:
            return (simplify(relationship.partner.country.name), partner)
        case SortKey.KIND:
            return (relationship.kind, partner)
        case SortKey.STATUS:
            return (list(Status).index(relationship.status), partner)
        case SortKey.FOUNDED:
            return day_range(relationship.founded) if relationship.founded else None
        case SortKey.YEARS | SortKey.NEXT:
            return _age_sort_value(relationship.anniversary(on, leap_day=leap_day), key)
        case SortKey.DISTANCE:
            distance = distance_between(relationship.home, relationship.partner)
            return None if distance is None else (distance, partner)
        case _:
            assert_never(key)


def _age_sort_value(age: Anniversary, key: SortKey) -> tuple[dt.date | int, ...] | None:
    if key is SortKey.YEARS:
        return None if age.years is None else (age.years, age.years_max or 0)
    # An imprecise date is sorted by its last possible day.
    return day_range(age.next.date)[::-1] if age.next else None
