"""Put relationships in an order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.dates import PartialDate, first_day, last_day
from sistercities_cli.model import Relationship, Status
from sistercities_cli.names import simplify


class SortKey(StrEnum):
    """What relationships can be sorted by."""

    ID = "id"
    HOME = "home"
    PARTNER = "partner"
    COUNTRY = "country"
    KIND = "kind"
    STATUS = "status"
    FOUNDED = "founded"
    YEARS = "years"
    NEXT = "next"


def sort_relationships(
    relationships: Iterable[Relationship],
    key: SortKey,
    on: dt.date,
    *,
    leap_day: LeapDay = LeapDay.FEB28,
    reverse: bool = False,
) -> list[Relationship]:
    """Sort relationships; those with no value to sort by come last either way."""

    def value(one: Relationship) -> tuple[str | dt.date | int, ...] | None:
        match key:
            case SortKey.ID:
                return (one.id,)
            case SortKey.HOME:
                return (simplify(one.home.name), simplify(one.partner.name))
            case SortKey.PARTNER:
                return (simplify(one.partner.name),)
            case SortKey.COUNTRY:
                return (simplify(one.partner.country.name), simplify(one.partner.name))
            case SortKey.KIND:
                return (one.kind, simplify(one.partner.name))
            case SortKey.STATUS:
                return (list(Status).index(one.status), simplify(one.partner.name))
            case SortKey.FOUNDED:
                return _span(one.founded)
            case SortKey.YEARS:
                age = one.anniversary(on, leap_day=leap_day)
                return None if age.years is None else (age.years, age.years_max or 0)
            case SortKey.NEXT:
                coming = one.anniversary(on, leap_day=leap_day).next
                return _span(coming.date if coming else None)
            case _:
                assert_never(key)

    valued = [(value(one), one) for one in relationships]
    known = [(worth, one) for worth, one in valued if worth is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return [one for _, one in known] + [one for worth, one in valued if worth is None]


def _span(date: PartialDate | None) -> tuple[dt.date, dt.date] | None:
    return None if date is None else (first_day(date), last_day(date))
