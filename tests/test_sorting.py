"""The order of relationships."""

from __future__ import annotations

import datetime as dt

import pytest
from variants import relationship

from sistercities_cli import (
    Directory,
    LeapDay,
    PartialDate,
    SortKey,
    Year,
    YearMonth,
    sort_relationships,
)

ON = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        (SortKey.ID, "alund-brest alund-izmir alund-lyon brest-lyon choirs"),
        (SortKey.HOME, "alund-brest alund-izmir alund-lyon choirs brest-lyon"),
        (SortKey.PARTNER, "alund-brest alund-izmir brest-lyon alund-lyon choirs"),
        (SortKey.COUNTRY, "alund-brest brest-lyon alund-lyon choirs alund-izmir"),
        (SortKey.KIND, "choirs brest-lyon alund-lyon alund-brest alund-izmir"),
        (SortKey.STATUS, "alund-brest alund-izmir alund-lyon choirs brest-lyon"),
        (SortKey.FOUNDED, "alund-lyon alund-brest alund-izmir choirs brest-lyon"),
        (SortKey.YEARS, "choirs alund-izmir alund-brest alund-lyon brest-lyon"),
        (SortKey.NEXT, "alund-lyon alund-brest alund-izmir choirs brest-lyon"),
    ],
)
def test_what_is_sorted_by_and_equals_keep_their_order(
    towns: Directory, key: SortKey, ids: str
) -> None:
    backwards = towns.relationships[::-1]

    assert [one.id for one in sort_relationships(backwards, key, ON)] == ids.split()


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        (SortKey.ID, "choirs brest-lyon alund-lyon alund-izmir alund-brest"),
        (SortKey.FOUNDED, "choirs alund-izmir alund-brest alund-lyon brest-lyon"),
        (SortKey.YEARS, "alund-lyon alund-brest alund-izmir choirs brest-lyon"),
        (SortKey.NEXT, "alund-izmir alund-brest alund-lyon brest-lyon choirs"),
    ],
)
def test_backwards_what_has_no_value_still_comes_last(
    towns: Directory, key: SortKey, ids: str
) -> None:
    found = sort_relationships(towns.relationships, key, ON, reverse=True)

    assert [one.id for one in found] == ids.split()


@pytest.mark.parametrize("key", SortKey)
def test_every_key_sorts_and_loses_nothing(towns: Directory, key: SortKey) -> None:
    found = sort_relationships(towns.relationships, key, ON)

    assert sorted(one.id for one in found) == sorted(one.id for one in towns.relationships)


def test_a_day_comes_before_the_month_and_the_month_before_the_year_that_begin_with_it(
    towns: Directory,
) -> None:
    some = relationship(towns, "alund-lyon")
    dates: list[PartialDate] = [Year(1990), YearMonth(1990, 1), dt.date(1990, 1, 1)]
    dates += [YearMonth(1990, 2), Year(1989)]
    found = sort_relationships([some._replace(founded=date) for date in dates], SortKey.FOUNDED, ON)

    assert [str(one.founded) for one in found] == [
        "1989", "1990-01-01", "1990-01", "1990", "1990-02",
    ]  # fmt: skip


def test_of_ages_that_may_be_equal_the_certain_one_comes_first(towns: Directory) -> None:
    some = relationship(towns, "alund-lyon")
    dates: list[PartialDate] = [Year(1990), dt.date(1991, 1, 1), dt.date(1990, 1, 1)]
    found = sort_relationships([some._replace(founded=date) for date in dates], SortKey.YEARS, ON)

    assert [str(one.founded) for one in found] == ["1991-01-01", "1990", "1990-01-01"]


@pytest.mark.parametrize(
    "key", [SortKey.HOME, SortKey.PARTNER, SortKey.COUNTRY, SortKey.KIND, SortKey.STATUS]
)
def test_names_are_sorted_without_regard_to_case_and_accents(
    towns: Directory, key: SortKey
) -> None:
    some = relationship(towns, "alund-izmir")
    partners = [some.partner._replace(name=name) for name in ("Zug", "élan", "Fort", "Ýdby")]
    found = sort_relationships([some._replace(partner=one) for one in partners], key, ON)

    assert [one.partner.name for one in found] == ["élan", "Fort", "Ýdby", "Zug"]


def test_countries_are_sorted_by_their_names_without_regard_to_accents(towns: Directory) -> None:
    some = relationship(towns, "alund-izmir")
    country, seat = some.partner.country, some.partner.seat
    found = sort_relationships(
        [
            some._replace(partner=seat._replace(country=country._replace(name=name)))
            for name in ("Peru", "Åland", "Norway")
        ],
        SortKey.COUNTRY,
        ON,
    )

    assert [one.partner.country.name for one in found] == ["Åland", "Norway", "Peru"]


@pytest.mark.parametrize(
    ("key", "on", "rule", "founded"),
    [
        (SortKey.YEARS, "2027-02-28", LeapDay.FEB28, ["1988-02-28", "1988-02-29"]),
        (SortKey.YEARS, "2027-02-28", LeapDay.MAR1, ["1988-02-29", "1988-02-28"]),
        (SortKey.NEXT, "2027-03-01", LeapDay.FEB28, ["1990-03-02", "1988-02-29"]),
        (SortKey.NEXT, "2027-03-01", LeapDay.MAR1, ["1988-02-29", "1990-03-02"]),
    ],
)
def test_ages_and_anniversaries_are_sorted_by_the_rule_for_29_february(
    towns: Directory, key: SortKey, on: str, rule: LeapDay, founded: list[str]
) -> None:
    some = relationship(towns, "alund-lyon")
    both = [some._replace(founded=dt.date.fromisoformat(day)) for day in sorted(founded)]

    found = sort_relationships(both, key, dt.date.fromisoformat(on), leap_day=rule)

    assert [str(one.founded) for one in found] == founded
