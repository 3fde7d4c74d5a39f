"""Selection, grouping and order of the relationships in a directory."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import pytest
from variants import variant

from sistercities_cli import (
    ChoiceError,
    Country,
    DateError,
    Directory,
    LeapDay,
    NotFoundError,
    PartialDate,
    Relationship,
    SortKey,
    Status,
    Year,
    YearMonth,
    sort_relationships,
)

ON = dt.date(2026, 11, 21)


def view_ids(relationships: Iterable[Relationship]) -> str:
    """Join ids, with the home if the partner is Ålund."""
    return " ".join(
        one.id if one.partner.id != "alund" else f"{one.id}@{one.home.id}" for one in relationships
    )


OF_ALUND = "alund-brest alund-izmir alund-lyon choirs"
ALL = "alund-brest alund-izmir alund-lyon brest-lyon choirs"


@pytest.mark.parametrize(
    ("of", "countries", "under_each_home", "ids"),
    [
        ("", "", False, ALL),
        ("", "", True, ALL.replace("brest ", "brest alund-brest@brest ", 1)),
        ("alund", "", False, OF_ALUND),
        ("alund", "", True, OF_ALUND),
        ("brest", "", False, "alund-brest@brest brest-lyon"),
        ("brest alund", "", False, ALL),
        ("", "FR", False, "alund-brest alund-lyon brest-lyon choirs"),
        ("", "SE", False, "alund-brest@brest"),
        ("", "SE", True, "alund-brest@brest"),
        ("", "SE TR", False, "alund-brest@brest alund-izmir"),
        ("", "SE FR", True, "alund-brest alund-brest@brest alund-lyon brest-lyon choirs"),
        ("alund", "FR", False, "alund-brest alund-lyon choirs"),
        ("alund", "SE", False, ""),
    ],
)
def test_select_returns_the_first_matching_view_or_all(
    towns: Directory, of: str, countries: str, under_each_home: bool, ids: str
) -> None:
    views = towns.select(
        of=[towns.parties[id].seat for id in of.split()],
        countries=[towns.find_country(code) for code in countries.split()],
        under_each_home=under_each_home,
    )

    assert view_ids(views) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"kinds": ["friendship", "cultural exchange"]}, "alund-lyon brest-lyon choirs"),
        ({"statuses": [Status.ENDED, Status.SUSPENDED]}, "alund-izmir choirs"),
        ({"kinds": ["friendship"], "statuses": [Status.DORMANT]}, "alund-lyon"),
        ({"kinds": ["sister city"], "statuses": [Status.ENDED]}, ""),
        ({"kinds": ["friendship"], "founded": (dt.date(1960, 1, 1), None)}, "alund-lyon"),
        ({"kinds": "Sister-City"}, "alund-brest alund-izmir"),
        ({"statuses": "Ended,suspended"}, "alund-izmir choirs"),
        ({"statuses": Status.ENDED, "kinds": None}, "choirs"),
        ({"countries": "Turquie, SE"}, "alund-brest@brest alund-izmir"),
        ({"continents": iter(["asia", "europe"]), "of": "Brest"}, "alund-brest@brest brest-lyon"),
        ({"founded": "1960s"}, "alund-lyon"),
        ({"founded": Year(1993)}, "alund-izmir"),
        ({"founded": [YearMonth(1988, 2), Year(1993)]}, "alund-brest alund-izmir"),
        ({"founded": "1990.."}, "alund-izmir choirs"),
    ],
)
def test_filters_are_combined(towns: Directory, filters: dict[str, Any], ids: str) -> None:
    assert view_ids(towns.select(**filters)) == ids


def test_homes_are_given_as_homes_cities_or_names(towns: Directory) -> None:
    alund, brest = towns.homes
    expected = towns.select(of="Ålund,Brest")

    assert towns.select(of=[alund, brest]) == expected
    assert towns.select(of=(alund.city, "brest")) == expected
    assert towns.select(of=alund) == towns.of(alund) == towns.of("ålund")
    assert towns.by_country(of=brest) == towns.by_country(of="brest")


@pytest.mark.parametrize(
    ("filters", "error", "message"),
    [
        ({"of": "lyon"}, NotFoundError, "No home called 'lyon'. There are Ålund and Brest."),
        ({"countries": "Nowhere"}, NotFoundError, "No country called 'Nowhere'."),
        ({"continents": "Atlantis"}, NotFoundError, "No continent called 'Atlantis'."),
        ({"kinds": "sister,ciy"}, NotFoundError, "No kind called 'ciy'."),
        (
            {"statuses": "inactive"},
            ChoiceError,
            "No status called 'inactive': choose active, suspended, dormant, ended or unconfirmed",
        ),
        ({"statuses": ["active", None]}, ChoiceError, "No status called None: choose active"),
        ({"founded": "1999-1990"}, DateError, "'1999-1990' is not a date range: write 1999..1990"),
        ({"founded": (Year(1999), Year(1990))}, DateError, "the range ends before it starts: 1999"),
        ({"founded": ("1990", None)}, TypeError, "expected a date, not '1990'"),
        ({"founded": 1990}, TypeError, "expected a date, not 1990: parse_date converts text"),
        ({"kinds": 3}, TypeError, "expected a name, not 3"),
        ({"of": [None]}, TypeError, "expected a name, not None"),
    ],
)
def test_invalid_filters_are_rejected(
    towns: Directory, filters: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        towns.select(**filters)


def test_city_that_is_not_a_home_is_rejected(towns: Directory) -> None:
    with pytest.raises(NotFoundError, match=r"^No home called 'Lyon'\.$"):
        towns.select(of=towns.parties["lyon"].seat)


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        pytest.param(None, None, ALL, id="no span"),
        pytest.param("0001-01-01", None, OF_ALUND, id="from the first day"),
        pytest.param(None, "1960-12-31", "alund-lyon", id="up to the last day of a year"),
        pytest.param(None, "1960-12-30", "", id="up to the last day but one"),
        pytest.param("1960-01-02", "1960-12-31", "", id="a year without its first day"),
        pytest.param("1988-02-29", "1988-02-29", "alund-brest", id="a day"),
        pytest.param("1988-03-01", "1993-09-30", "alund-izmir", id="up to the end of a month"),
        pytest.param("1988-03-01", "1993-09-29", "", id="up to the last day but one of it"),
        pytest.param("1993-09-01", None, "alund-izmir choirs", id="from a day"),
        pytest.param("1993-09-02", None, "choirs", id="from the second day of a month"),
    ],
)  # fmt: skip
def test_founding_date_lies_entirely_in_the_span(
    towns: Directory, start: str | None, end: str | None, ids: str
) -> None:
    first, last = (day and dt.date.fromisoformat(day) for day in (start, end))

    assert view_ids(towns.select(founded=(first or None, last or None))) == ids


@pytest.mark.parametrize("other", [None, ["lyon"], Country("FR", "FRA", "France", None, (), ())])
def test_relationships_of_other_types_are_rejected(towns: Directory, other: Any) -> None:
    with pytest.raises(TypeError, match=r"^expected a party, a relationship or a name, not "):
        towns.of(other)


def test_kinds_are_distinct_and_sorted(towns: Directory) -> None:
    assert towns.kinds == ("cultural exchange", "friendship", "sister city")


def test_only_relationships_between_homes_have_two_views(towns: Directory) -> None:
    both = towns["alund-brest"]
    views = towns.views(both)

    assert [(view.home.id, view.partner.id) for view in views] == [
        ("alund", "brest"),
        ("brest", "alund"),
    ]
    assert views == (both, both.mirrored())
    for one in towns.relationships:
        assert one is both or towns.views(one) == (one,)


def test_organisation_in_a_home_gives_no_second_view(towns: Directory) -> None:
    visit = towns["brest-lyon"].replace(partner=towns.parties["alund-choir"])

    assert towns.views(visit) == (visit,)


@pytest.mark.parametrize(
    ("party", "own", "touched"),
    [
        pytest.param("alund", OF_ALUND, "", id="home"),
        pytest.param("izmir", "alund-izmir", "alund-lyon", id="participating city"),
        pytest.param("lyon", "alund-lyon brest-lyon", "choirs",
                     id="city with an organisation"),
        pytest.param("lyon-choir", "choirs", "", id="organisation"),
        pytest.param("alund-choir", "choirs", "", id="organisation of a home"),
    ],
)  # fmt: skip
def test_relationships_and_participations_of_a_party(
    towns: Directory, party: str, own: str, touched: str
) -> None:
    assert view_ids(towns.of(towns.parties[party])) == own
    assert view_ids(towns.participations(towns.parties[party])) == touched


def test_city_without_relationships_has_those_that_it_participates_in(towns: Directory) -> None:
    choirs = towns["choirs"]
    directory = variant(towns, relationships=(choirs, towns["alund-lyon"]))

    assert view_ids(directory.of(towns.parties["izmir"])) == "alund-lyon"
    assert variant(towns, relationships=(choirs,)).of(towns.parties["lyon"]) == [choirs]
    assert towns.of(choirs) == [choirs]


def test_by_country_is_sorted_by_name_and_lists_both_views(towns: Directory) -> None:
    assert [(country.name, view_ids(views)) for country, views in towns.by_country()] == [
        ("France", "alund-brest alund-lyon brest-lyon choirs"),
        ("Sweden", "alund-brest@brest"),
        ("Türkiye", "alund-izmir"),
    ]


def test_by_country_ignores_accents_and_omits_empty_countries(towns: Directory) -> None:
    names = {"FR": "Öland", "SE": "Norway", "TR": "Peru"}
    countries = tuple(one.replace(name=names[one.code]) for one in towns.countries)
    directory = variant(towns, countries=countries)

    assert [one.name for one, _ in directory.by_country()] == ["Norway", "Öland", "Peru"]
    izmir = variant(towns, relationships=(towns["alund-izmir"],))
    assert [one.code for one, _ in izmir.by_country()] == ["TR"]


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
        (SortKey.DISTANCE, "brest-lyon alund-lyon choirs alund-brest alund-izmir"),
    ],
)
def test_sort_keys(towns: Directory, key: SortKey, ids: str) -> None:
    backwards = towns.relationships[::-1]

    assert [one.id for one in sort_relationships(backwards, key, ON)] == ids.split()


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        (SortKey.ID, "choirs brest-lyon alund-lyon alund-izmir alund-brest"),
        (SortKey.YEARS, "alund-lyon alund-brest alund-izmir choirs brest-lyon"),
        (SortKey.NEXT, "alund-izmir alund-brest alund-lyon brest-lyon choirs"),
    ],
)
def test_missing_values_come_last_in_reverse_order(
    towns: Directory, key: SortKey, ids: str
) -> None:
    ordered = sort_relationships(towns.relationships, key, ON, reverse=True)

    assert [one.id for one in ordered] == ids.split()


def test_dates_are_sorted_by_first_day_and_ages_by_certain_years(
    towns: Directory,
) -> None:
    template = towns["alund-lyon"]
    dates: list[PartialDate] = [Year(1990), YearMonth(1990, 1), dt.date(1990, 1, 1)]
    dates += [YearMonth(1990, 2), Year(1989)]
    relationships = [template.replace(founded=date) for date in dates]
    by_date = sort_relationships(relationships, SortKey.FOUNDED, ON)
    by_age = sort_relationships(relationships[:3], SortKey.YEARS, ON)

    assert " ".join(str(one.founded) for one in by_date) == "1989 1990-01-01 1990-01 1990 1990-02"
    assert [str(one.founded) for one in by_age] == ["1990", "1990-01", "1990-01-01"]


@pytest.mark.parametrize(
    "key", [SortKey.HOME, SortKey.PARTNER, SortKey.COUNTRY, SortKey.KIND, SortKey.STATUS]
)
def test_sorting_ignores_case_and_accents(towns: Directory, key: SortKey) -> None:
    template = towns["alund-izmir"]
    partners = [template.partner.replace(name=name) for name in ("Zug", "élan", "Fort", "Ýdby")]
    ordered = sort_relationships([template.replace(partner=one) for one in partners], key, ON)

    assert [one.partner.name for one in ordered] == ["élan", "Fort", "Ýdby", "Zug"]


@pytest.mark.parametrize(
    ("key", "on", "rule", "founded"),
    [
        (SortKey.YEARS, "2027-02-28", LeapDay.FEB28, ["1988-02-28", "1988-02-29"]),
        (SortKey.YEARS, "2027-02-28", LeapDay.MAR1, ["1988-02-29", "1988-02-28"]),
        (SortKey.NEXT, "2027-03-01", LeapDay.FEB28, ["1990-03-02", "1988-02-29"]),
        (SortKey.NEXT, "2027-03-01", LeapDay.MAR1, ["1988-02-29", "1990-03-02"]),
    ],
)
def test_ages_and_anniversaries_are_sorted_by_the_leap_day_rule(
    towns: Directory, key: SortKey, on: str, rule: LeapDay, founded: list[str]
) -> None:
    template = towns["alund-lyon"]
    both = [template.replace(founded=dt.date.fromisoformat(day)) for day in sorted(founded)]

    ordered = sort_relationships(both, key, dt.date.fromisoformat(on), leap_day=rule)

    assert [str(one.founded) for one in ordered] == founded
