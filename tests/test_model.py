"""What relationships and their parties are."""

from __future__ import annotations

import datetime as dt

import pytest
from variants import relationship

from sistercities_cli import (
    City,
    Country,
    Directory,
    LeapDay,
    Organisation,
    Signatory,
    Status,
    Year,
)

ON = dt.date(2026, 11, 21)


def test_a_country_goes_by_its_codes_and_all_its_names() -> None:
    country = Country("JP", "JPN", "Japan", None, ("日本",), ("Nippon",))

    assert country.names == ("JP", "JPN", "日本", "Nippon")
    assert country._replace(formal="State of Japan").names == (
        "JP", "JPN", "State of Japan", "日本", "Nippon",
    )  # fmt: skip


def test_a_city_is_its_own_seat_and_an_organisation_has_that_of_its_city(towns: Directory) -> None:
    lyon, choir = towns.parties["lyon"], towns.parties["lyon-choir"]
    assert isinstance(lyon, City)
    assert isinstance(choir, Organisation)

    assert lyon.seat is choir.seat is lyon
    assert lyon.country is choir.country
    assert choir.country.code == "FR"


def test_the_names_of_a_party_are_all_but_the_first(towns: Directory) -> None:
    assert towns.parties["izmir"].names == ("İzmir", "Smyrna")
    assert towns.parties["lyon-choir"].names == ("LC",)


@pytest.mark.parametrize(
    ("signatory", "text"),
    [
        (Signatory("Ann Ek", "Mayor", "home", None), "Ann Ek, Mayor"),
        (Signatory("Ann Ek", None, None, None), "Ann Ek"),
        (Signatory(None, "Mayor", "partner", None), "Mayor"),
        (Signatory("Ann Ek", "Mayor", None, "in Brest"), "Ann Ek, Mayor (in Brest)"),
    ],
)
def test_a_signatory_is_written_as_far_as_known(signatory: Signatory, text: str) -> None:
    assert str(signatory) == text


@pytest.mark.parametrize(
    ("id", "precision"),
    [
        ("alund-brest", "day"),
        ("alund-izmir", "month"),
        ("alund-lyon", "year"),
        ("brest-lyon", "none"),
    ],
)
def test_a_relationship_is_as_precise_as_its_founding_date(
    towns: Directory, id: str, precision: str
) -> None:
    assert relationship(towns, id).precision == precision


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.ENDED])
def test_a_relationship_goes_on_counting_unless_it_has_ended(
    towns: Directory, status: Status
) -> None:
    one = relationship(towns, "alund-brest")._replace(status=status, status_since=Year(2000))

    age = one.anniversary(ON)

    assert (age.years, age.next and age.next.number) == (38, 39)


def test_an_ended_relationship_counts_up_to_its_end(towns: Directory) -> None:
    age = relationship(towns, "choirs").anniversary(ON, nth=5)

    assert (age.years, age.years_max, age.next) == (9, 10, None)
    assert age.nth is not None
    assert str(age.nth.date) == "2017-12"


def test_the_age_of_an_ended_relationship_is_not_known_without_its_end(towns: Directory) -> None:
    age = relationship(towns, "choirs")._replace(status_since=None).anniversary(ON, nth=5)

    assert age == (ON, None, None, None, None, None, None)


def test_the_rule_for_29_february_is_passed_on(towns: Directory) -> None:
    one = relationship(towns, "alund-brest")
    on = dt.date(2027, 2, 28)

    assert one.anniversary(on).years == 39
    assert one.anniversary(on, leap_day=LeapDay.MAR1).years == 38


@pytest.mark.parametrize("id", ["alund-brest", "brest-lyon", "choirs"])
@pytest.mark.parametrize("since", [Year(2022), None], ids=["end known", "end unknown"])
def test_a_number_below_the_first_is_an_error_for_every_relationship(
    towns: Directory, id: str, since: Year | None
) -> None:
    one = relationship(towns, id)._replace(status_since=since)

    with pytest.raises(ValueError, match="numbered from 1"):
        one.anniversary(ON, nth=0)


def test_a_mirrored_relationship_changes_sides_and_nothing_else(towns: Directory) -> None:
    one = relationship(towns, "alund-brest")
    brest, alund = towns.parties["brest"].seat, towns.parties["alund"].seat

    mirrored = one.mirrored()

    assert (mirrored.home, mirrored.home_party, mirrored.partner) == (brest, brest, alund)
    assert (mirrored.home_term, mirrored.partner_term) == ("ville jumelée", "vänort")
    assert [signatory.side for signatory in one.signatories] == ["home", "partner", None]
    assert [signatory.side for signatory in mirrored.signatories] == ["partner", "home", None]
    assert {name for name in one._fields if getattr(one, name) != getattr(mirrored, name)} == {
        "home",
        "home_party",
        "partner",
        "home_term",
        "partner_term",
        "signatories",
    }


def test_mirrored_organisations_stay_parties_of_their_cities(towns: Directory) -> None:
    mirrored = relationship(towns, "choirs").mirrored()

    assert (mirrored.home.id, mirrored.home_party.id) == ("lyon", "lyon-choir")
    assert mirrored.partner.id == "alund-choir"
    assert (mirrored.home_units, mirrored.partner_units) == (("basses",), ("altos",))


def test_mirrored_twice_is_the_relationship_itself(towns: Directory) -> None:
    for one in towns.relationships:
        assert one.mirrored().mirrored() == one
