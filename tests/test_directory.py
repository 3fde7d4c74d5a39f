"""Looking things up in a directory."""

from __future__ import annotations

import pytest
from variants import relationship, variant

from sistercities_cli import (
    AmbiguousNameError,
    City,
    Directory,
    Evidence,
    NotFoundError,
    Organisation,
    Relationship,
    Source,
)


def test_a_directory_says_in_a_session_of_python_which_one_it_is(towns: Directory) -> None:
    assert repr(towns) == f"<Directory {towns.title!r}, version 3, of 2026-06-30>"


@pytest.mark.parametrize(
    ("name", "type", "id"),
    [
        pytest.param("Lyon", City, "lyon", id="name, though an organisation begins with it"),
        pytest.param("ÅLUND", City, "alund", id="capitals"),
        pytest.param("alund", City, "alund", id="without accents"),
        pytest.param("izmir", City, "izmir", id="native name and id"),
        pytest.param("smyrna", City, "izmir", id="other name"),
        pytest.param("brest-", City, "brest", id="name, though an id begins with it"),
        pytest.param("lugd", City, "lyon", id="beginning of another name"),
        pytest.param("br", City, "brest", id="beginning of a city and of a relationship"),
        pytest.param("lyon choir", Organisation, "lyon-choir", id="organisation"),
        pytest.param("LC", Organisation, "lyon-choir", id="abbreviation"),
        pytest.param("alund-choir", Organisation, "alund-choir", id="id of an organisation"),
        pytest.param("alund-brest", Relationship, "alund-brest", id="id of a relationship"),
        pytest.param("Alund Brest", Relationship, "alund-brest", id="id in two words"),
        pytest.param("the harbour pact", Relationship, "alund-brest", id="title"),
        pytest.param("harbours", Relationship, "alund-brest", id="other name of a relationship"),
        pytest.param("the h", Relationship, "alund-brest", id="beginning of a title"),
        pytest.param("alund-i", Relationship, "alund-izmir", id="beginning of an id"),
        pytest.param("choirs", Relationship, "choirs", id="relationship without a title"),
    ],
)
def test_cities_organisations_and_relationships_are_found_by_name(
    towns: Directory, name: str, type: type, id: str
) -> None:
    found = towns.find(name)

    assert (found.id, found.__class__) == (id, type)


def test_a_city_is_found_before_a_relationship_of_the_same_name(towns: Directory) -> None:
    namesake = relationship(towns, "choirs")._replace(title="Brest")
    directory = variant(towns, relationships=(namesake,))

    assert directory.find("brest") is towns.parties["brest"]


def test_the_beginning_of_several_parties_is_ambiguous(towns: Directory) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        towns.find("lyo")

    assert str(caught.value) == "'lyo' may be Lyon or Lyon Choir. Say which."
    assert caught.value.what == "city or organisation"


def test_the_beginning_of_several_relationships_is_ambiguous(towns: Directory) -> None:
    pacts = tuple(one._replace(title=f"Pact {one.id}") for one in towns.relationships[:2])

    with pytest.raises(AmbiguousNameError) as caught:
        variant(towns, relationships=pacts).find("pact")

    assert str(caught.value) == "'pact' may be alund-brest or alund-izmir. Say which."
    assert caught.value.what == "relationship"


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        pytest.param("Bresst", ("Brest",), id="a city"),
        pytest.param("lyon-chior", ("Lyon Choir",), id="an organisation"),
        pytest.param("harbor", ("alund-brest",), id="a relationship"),
        pytest.param("the harbor pact", ("alund-brest",), id="a relationship by its title"),
    ],
)
def test_an_unknown_name_suggests_what_is_like_it(
    towns: Directory, name: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find(name)

    assert caught.value.suggestions == suggestions
    assert str(caught.value).startswith(f"No city or organisation called {name!r}.")


def test_parties_are_suggested_before_relationships(towns: Directory) -> None:
    namesake = relationship(towns, "choirs")._replace(title="Brast")

    with pytest.raises(NotFoundError) as caught:
        variant(towns, relationships=(namesake,)).find("Brist")

    assert caught.value.suggestions == ("Brest", "choirs")


@pytest.mark.parametrize(
    ("name", "known"),
    [("lyon", True), ("lugdunum", True), ("alund-lyon", True), ("lyo", False), ("paris", False)],
)
def test_only_whole_names_are_known(towns: Directory, name: str, known: bool) -> None:
    assert towns.knows(name) is known


@pytest.mark.parametrize(("name", "id"), [("ålund", "alund"), ("AL", "alund"), ("brest", "brest")])
def test_homes_are_found_by_name(towns: Directory, name: str, id: str) -> None:
    assert towns.find_home(name) is towns.parties[id]


@pytest.mark.parametrize("name", ["lyon", "lyon-choir", ""])
def test_only_homes_are_found_as_homes(towns: Directory, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_home(name)

    assert (caught.value.what, set(caught.value.suggestions)) == ("home", {"Ålund", "Brest"})


def test_a_city_may_be_a_home(towns: Directory) -> None:
    home = towns.home(towns.parties["alund"].seat)

    assert home is towns.homes[0]
    assert home.programme == "Ålund International"
    assert towns.home(towns.parties["lyon"].seat) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sister city", "sister city"),
        ("Sister-City", "sister city"),
        ("friend", "friendship"),
        ("CULTURAL", "cultural exchange"),
    ],
)
def test_kinds_are_found_by_name(towns: Directory, name: str, kind: str) -> None:
    assert towns.find_kind(name) == kind


def test_an_unknown_kind_names_the_kinds_there_are(towns: Directory) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_kind("twin")

    assert (caught.value.what, caught.value.suggestions) == ("kind", towns.kinds)
    assert towns.kinds == ("cultural exchange", "friendship", "sister city")


def test_evidence_is_read_when_it_is_asked_for_and_only_once(towns: Directory) -> None:
    reads = []
    seen = Evidence(highlights=("Seen.",))
    source = Source("https://a.example/", "A", None, None, None, ())

    def read_evidence() -> tuple[dict[str, Evidence], dict[str, tuple[Source, ...]]]:
        reads.append("read")
        return {"choirs": seen}, {"alund": (source,)}

    directory = variant(towns, read_evidence=read_evidence)
    assert not reads

    assert directory.evidence(relationship(towns, "choirs")) is seen
    assert directory.evidence(relationship(towns, "alund-lyon")) == Evidence((), (), ())
    assert [directory.programme_sources(home) for home in towns.homes] == [(source,), ()]
    assert reads == ["read"]


def test_a_name_that_several_have_is_known_and_ambiguous(towns: Directory) -> None:
    twin = towns.parties["lyon"]._replace(id="lyon-in-the-south")
    directory = variant(towns, parties={**towns.parties, twin.id: twin})

    assert directory.knows("Lugdunum")
    with pytest.raises(AmbiguousNameError) as caught:
        directory.find("Lugdunum")
    assert caught.value.suggestions == ("Lyon (lyon)", "Lyon (lyon-in-the-south)")
