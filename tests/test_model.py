"""Parties, relationships and their formatting."""

from __future__ import annotations

import datetime as dt

import pytest

from sistercities_cli import (
    Anniversary,
    City,
    Country,
    Directory,
    LeapDay,
    Organisation,
    Signatory,
    Source,
    Status,
    Year,
)
from sistercities_cli.model import Confidence, format_confidence, format_parties, format_place

ON = dt.date(2026, 11, 21)


def test_names_of_a_country_include_its_codes() -> None:
    country = Country("JP", "JPN", "Japan", None, ("日本",), ("Nippon",))

    assert country.names == ("JP", "JPN", "日本", "Nippon")
    assert country.replace(formal="State of Japan").names == (
        "JP", "JPN", "State of Japan", "日本", "Nippon",
    )  # fmt: skip


def test_seat_and_names_of_a_party(towns: Directory) -> None:
    lyon, choir = towns.parties["lyon"], towns.parties["lyon-choir"]
    assert isinstance(lyon, City)
    assert isinstance(choir, Organisation)

    assert lyon.seat is choir.seat is lyon
    assert lyon.country is choir.country
    assert (choir.names, lyon.names) == (("LC",), ("Lyons", "Lugdunum"))


def test_authors_are_separated_by_semicolons() -> None:
    source = Source("https://a.example/", "A", None, None, None, (), author="Ann Ek;Jan Berg; ")

    assert source.authors == ("Ann Ek", "Jan Berg")
    assert source.replace(author=None).authors == ()


@pytest.mark.parametrize(
    ("signatory", "text"),
    [
        (Signatory("Ann Ek", "Mayor", "home", None), "Ann Ek, Mayor"),
        (Signatory(None, "Mayor", "partner", None), "Mayor"),
        (Signatory("Ann Ek", "Mayor", None, "in Brest"), "Ann Ek, Mayor (in Brest)"),
    ],
)
def test_signatory_is_formatted_without_unknown_parts(signatory: Signatory, text: str) -> None:
    assert str(signatory) == text


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ENDED])
def test_age_grows_unless_the_relationship_has_ended(towns: Directory, status: Status) -> None:
    one = towns["alund-brest"].replace(status=status, status_since=Year(2000))

    age = one.anniversary(ON)

    assert (age.years, age.next and age.next.number) == (38, 39)


def test_age_of_an_ended_relationship_is_that_at_its_end_or_unknown(towns: Directory) -> None:
    ended = towns["choirs"]
    age = ended.anniversary(ON, nth=5)

    assert (age.years, age.years_max, age.next) == (9, 10, None)
    assert str(age.nth and age.nth.date) == "2017-12"
    age = ended.replace(status_since=None).anniversary(ON, nth=5)
    assert age == Anniversary(ON, None, None, None, None, None, None)


def test_leap_day_rule_is_passed_on(towns: Directory) -> None:
    one, on = towns["alund-brest"], dt.date(2027, 2, 28)

    assert one.anniversary(on).years == 39
    assert one.anniversary(on, leap_day=LeapDay.MAR1).years == 38


def test_mirrored_relationship_swaps_sides_only(towns: Directory) -> None:
    one = towns["alund-brest"]
    brest, alund = towns.parties["brest"].seat, towns.parties["alund"].seat

    mirrored = one.mirrored()

    assert (mirrored.home, mirrored.home_party, mirrored.partner) == (brest, brest, alund)
    assert (mirrored.home_term, mirrored.partner_term) == ("ville jumelée", "vänort")
    assert [signatory.side for signatory in one.signatories] == ["home", "partner", None]
    assert [signatory.side for signatory in mirrored.signatories] == ["partner", "home", None]
    assert {
        name for name in type(one)._fields if getattr(one, name) != getattr(mirrored, name)
    } == {"home", "home_party", "partner", "home_term", "partner_term", "signatories"}


def test_mirrored_organisations_stay_parties(towns: Directory) -> None:
    mirrored = towns["choirs"].mirrored()

    assert (mirrored.home.id, mirrored.home_party.id) == ("lyon", "lyon-choir")
    assert mirrored.partner.id == "alund-choir"
    assert (mirrored.home_units, mirrored.partner_units) == (("basses",), ("altos",))


def test_mirroring_twice_changes_nothing(towns: Directory) -> None:
    for one in towns.relationships:
        assert one.mirrored().mirrored() == one


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("lyon", "Lyon, France"),
        ("brest", "Brest, Brittany, France"),
        ("lyon-choir", "Lyon Choir, France"),
    ],
)
def test_formatted_place_has_country_and_region(towns: Directory, id: str, text: str) -> None:
    assert format_place(towns.parties[id]) == text


def test_formatted_parties(towns: Directory) -> None:
    assert format_parties(towns["choirs"]) == "Lyon Choir and Ålund Choir"


def test_confidence_is_formatted_unless_high_or_unknown() -> None:
    assert [format_confidence(confidence) for confidence in (*Confidence, None)] == [
        "", " (medium confidence)", " (low confidence)", "", "",
    ]  # fmt: skip
