"""Which relationships a directory lists for a home, a country or a party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from variants import relationship, variant

from sistercities_cli import Directory, Relationship, Status


def seen(relationships: Iterable[Relationship]) -> list[str]:
    """Return the ids with the partner as it is seen where that is not the usual one."""
    return [
        one.id if one.partner.id != "alund" else f"{one.id} from {one.home.id}"
        for one in relationships
    ]


ALL = ["alund-brest", "alund-izmir", "alund-lyon", "brest-lyon", "choirs"]


@pytest.mark.parametrize(
    ("of", "countries", "ids"),
    [
        pytest.param("", "", ALL, id="all, each once"),
        pytest.param("alund", "", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"],
                     id="of a home and of an organisation in it"),
        pytest.param("brest", "", ["alund-brest from brest", "brest-lyon"],
                     id="of the other home, as seen from there"),
        pytest.param("brest alund", "", ALL, id="of both homes, each once"),
        pytest.param("lyon", "", [], id="of a city that is no home"),
        pytest.param("", "FR", ["alund-brest", "alund-lyon", "brest-lyon", "choirs"],
                     id="with a country"),
        pytest.param("", "SE", ["alund-brest from brest"],
                     id="with a home's country, as seen from the other"),
        pytest.param("", "SE TR", ["alund-brest from brest", "alund-izmir"], id="two countries"),
        pytest.param("alund", "FR", ["alund-brest", "alund-lyon", "choirs"], id="home and country"),
        pytest.param("alund", "SE", [], id="a home with its own country"),
        pytest.param("brest", "SE", ["alund-brest from brest"], id="the other home with it"),
    ],
)  # fmt: skip
def test_relationships_of_two_homes_are_given_as_seen_from_what_was_asked_for(
    towns: Directory, of: str, countries: str, ids: list[str]
) -> None:
    found = towns.select(
        of=[towns.find_home(id) if id != "lyon" else towns.parties[id].seat for id in of.split()],
        countries=[towns.find_country(code) for code in countries.split()],
    )

    assert seen(found) == ids


@pytest.mark.parametrize(
    ("of", "countries", "ids"),
    [
        pytest.param("", "", ["alund-brest", "alund-brest from brest", *ALL[1:]], id="all"),
        pytest.param("alund", "", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"],
                     id="one home"),
        pytest.param("", "SE", ["alund-brest from brest"], id="one country"),
        pytest.param("", "SE FR", ["alund-brest", "alund-brest from brest", "alund-lyon",
                     "brest-lyon", "choirs"], id="the countries of both"),
    ],
)  # fmt: skip
def test_relationships_of_two_homes_can_be_given_under_each(
    towns: Directory, of: str, countries: str, ids: list[str]
) -> None:
    found = towns.select(
        of=[*map(towns.find_home, of.split())],
        countries=[*map(towns.find_country, countries.split())],
        under_each_home=True,
    )

    assert seen(found) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"kinds": ["friendship"]}, ["alund-lyon", "brest-lyon"]),
        ({"kinds": ["friendship", "cultural exchange"]}, ["alund-lyon", "brest-lyon", "choirs"]),
        ({"kinds": ["twin"]}, []),
        ({"statuses": [Status.ACTIVE]}, ["alund-brest"]),
        ({"statuses": [Status.ENDED, Status.SUSPENDED]}, ["alund-izmir", "choirs"]),
        ({"kinds": ["friendship"], "statuses": [Status.DORMANT]}, ["alund-lyon"]),
        ({"kinds": ["sister city"], "statuses": [Status.ENDED]}, []),
        ({"kinds": ["friendship"], "founded": (dt.date(1960, 1, 1), None)}, ["alund-lyon"]),
    ],
)
def test_filters_narrow_down_to_what_fits_all_of_them(
    towns: Directory, filters: dict[str, Any], ids: list[str]
) -> None:
    assert seen(towns.select(**filters)) == ids


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        pytest.param(None, None, ALL, id="no span"),
        pytest.param("0001-01-01", None, ["alund-brest", "alund-izmir", "alund-lyon", "choirs"],
                     id="from the first day: only what has a date"),
        pytest.param(None, "1960-12-31", ["alund-lyon"], id="up to the last day of a year"),
        pytest.param(None, "1960-12-30", [], id="up to the last day but one"),
        pytest.param("1960-01-01", "1960-12-31", ["alund-lyon"], id="the whole year"),
        pytest.param("1960-01-02", "1960-12-31", [], id="a year but its first day"),
        pytest.param("1988-02-29", "1988-02-29", ["alund-brest"], id="a day"),
        pytest.param("1988-03-01", "1993-09-30", ["alund-izmir"], id="up to the end of a month"),
        pytest.param("1988-03-01", "1993-09-29", [], id="up to the last day but one of it"),
        pytest.param("1993-09-01", None, ["alund-izmir", "choirs"], id="from a day"),
        pytest.param("1993-09-02", None, ["choirs"], id="from the second day of a month"),
    ],
)  # fmt: skip
def test_a_span_takes_what_was_certainly_founded_within_it(
    towns: Directory, start: str | None, end: str | None, ids: list[str]
) -> None:
    first, last = (day and dt.date.fromisoformat(day) for day in (start, end))

    assert seen(towns.select(founded=(first or None, last or None))) == ids


def test_kinds_are_each_named_once_and_by_the_alphabet(towns: Directory) -> None:
    kinds = ["visits", "exchange", "twinning", "visits", "alliance"]
    relationships = tuple(
        one._replace(kind=kind) for one, kind in zip(towns.relationships, kinds, strict=True)
    )

    found = variant(towns, relationships=relationships).kinds

    assert found == ("alliance", "exchange", "twinning", "visits")


def test_only_a_relationship_of_two_homes_has_two_views(towns: Directory) -> None:
    both = relationship(towns, "alund-brest")
    views = towns.views(both)

    assert [(view.home.id, view.partner.id) for view in views] == [
        ("alund", "brest"),
        ("brest", "alund"),
    ]
    assert views == (both, both.mirrored())
    for one in towns.relationships:
        assert one is both or towns.views(one) == (one,)


def test_an_organisation_in_a_home_is_a_partner_and_no_home(towns: Directory) -> None:
    visit = relationship(towns, "brest-lyon")._replace(partner=towns.parties["alund-choir"])

    assert towns.views(visit) == (visit,)


@pytest.mark.parametrize(
    ("party", "own", "touched"),
    [
        pytest.param("alund", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"], [],
                     id="a home has all that its directory lists"),
        pytest.param("brest", ["alund-brest from brest", "brest-lyon"], [], id="the other home"),
        pytest.param("izmir", ["alund-izmir"], ["alund-lyon"], id="a city that joins in another"),
        pytest.param("lyon", ["alund-lyon", "brest-lyon"], ["choirs"],
                     id="a city with an organisation"),
        pytest.param("lyon-choir", ["choirs"], [], id="an organisation"),
        pytest.param("alund-choir", ["choirs"], [], id="an organisation of a home"),
    ],
)  # fmt: skip
def test_a_party_has_relationships_of_its_own_and_a_part_in_others(
    towns: Directory, party: str, own: list[str], touched: list[str]
) -> None:
    assert seen(towns.of(towns.parties[party])) == own
    assert seen(towns.touching(towns.parties[party])) == touched


def test_a_city_that_is_no_party_has_the_relationships_it_has_a_part_in(towns: Directory) -> None:
    choirs = relationship(towns, "choirs")
    directory = variant(towns, relationships=(choirs, relationship(towns, "alund-lyon")))

    assert seen(directory.of(towns.parties["izmir"])) == ["alund-lyon"]
    assert variant(towns, relationships=(choirs,)).of(towns.parties["lyon"]) == [choirs]


def test_of_a_relationship_there_is_just_the_one(towns: Directory) -> None:
    one = relationship(towns, "alund-brest")

    assert towns.of(one) == [one]


def test_countries_come_by_name_with_what_is_in_them_from_outside(towns: Directory) -> None:
    assert [(country.name, seen(found)) for country, found in towns.in_countries()] == [
        ("France", ["alund-brest", "alund-lyon", "brest-lyon", "choirs"]),
        ("Sweden", ["alund-brest from brest"]),
        ("Türkiye", ["alund-izmir"]),
    ]


def test_countries_are_ordered_without_regard_to_accents_and_none_is_empty(
    towns: Directory,
) -> None:
    names = {"FR": "Öland", "SE": "Norway", "TR": "Peru"}
    countries = tuple(one._replace(name=names[one.code]) for one in towns.countries)
    directory = variant(towns, countries=countries)

    assert [one.name for one, _ in directory.in_countries()] == ["Norway", "Öland", "Peru"]
    izmir = variant(towns, relationships=(relationship(towns, "alund-izmir"),))
    assert [one.code for one, _ in izmir.in_countries()] == ["TR"]
