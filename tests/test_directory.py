"""Look-up of parties, relationships, homes, kinds and countries in a directory."""

from __future__ import annotations

import copy
import pickle

import pytest
from variants import variant

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import (
    AmbiguousNameError,
    Country,
    Directory,
    Evidence,
    NotFoundError,
    Source,
)
from sistercities_cli.cli.lookup import find_countries
from sistercities_cli.directory import AllEvidence


def test_names_in_brackets_are_found(towns: Directory) -> None:
    parties = {**towns.parties, "brest": towns.parties["brest"].replace(name="Brest (Bro Leon)")}
    edited = variant(towns, parties=parties)
    assert [edited.find(name).id for name in ("bro leon", "brest", "Brest (Bro Leon)")] == (
        ["brest"] * 3
    )


def test_relationship_between_homes_in_one_country_counts_once_there(towns: Directory) -> None:
    alund, brest = towns.parties["alund"], towns.parties["brest"]
    in_france = alund.replace(country=brest.country)
    both = towns["alund-brest"].replace(home=in_france, home_party=in_france)
    edited = variant(towns, relationships=(both,), parties={**towns.parties, "alund": in_france})
    assert [(country.code, len(views)) for country, views in edited.by_country()] == [("FR", 1)]


@pytest.mark.parametrize("name", ["Lyon, Sweden", "Lyon, Nowhere", "Nowhere, France", ","])
def test_place_in_another_country_is_not_found(towns: Directory, name: str) -> None:
    with pytest.raises(NotFoundError):
        towns.find(name)


def test_directory_is_a_collection_of_relationships(towns: Directory) -> None:
    both = towns["alund-brest"]

    assert (len(towns), list(towns)) == (5, list(towns.relationships))
    assert all(one in towns and one.id in towns and towns[one.id] is one for one in towns)
    assert both.mirrored() in towns
    assert both.replace(kind="twin") not in towns
    assert "brest" not in towns
    assert towns.parties["brest"] not in towns
    with pytest.raises(KeyError, match=r"^No relationship called 'alund-bres'\. Did you mean"):
        towns["alund-bres"]


def test_copies_and_pickles_of_directories_are_equal_and_have_the_evidence() -> None:
    original, other = sistercities_cli.load(SAMPLE), sistercities_cli.load(SAMPLE)
    pickled = pickle.loads(pickle.dumps(original))  # noqa: S301  # made by the test
    for same in (other, pickled, copy.copy(original), copy.deepcopy(original)):
        assert (same, hash(same)) == (original, hash(original))
        assert same.evidence(same["alund-brest"]) == original.evidence(original["alund-brest"])
        assert same.find("lyon") == original.find("lyon")


def test_directories_with_other_content_differ(towns: Directory, bare: Directory) -> None:
    assert towns != bare
    assert towns != variant(towns)  # without evidence
    assert towns != "towns"
    assert variant(towns) == variant(towns)
    assert variant(towns) != variant(towns, version="4")


def test_representation_has_title_version_and_date(towns: Directory) -> None:
    assert repr(towns) == f"<Directory {towns.title!r}, version 3, of 2026-06-30>"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        pytest.param("Lyon", "lyon", id="name, also a prefix of an organisation"),
        pytest.param("alund", "alund", id="without accents"),
        pytest.param("smyrna", "izmir", id="other name"),
        pytest.param("lugd", "lyon", id="prefix of other name"),
        pytest.param("br", "brest", id="prefix of city and relationship"),
        pytest.param("lyon choir", "lyon-choir", id="organisation"),
        pytest.param("the harbour pact", "alund-brest", id="title"),
        pytest.param("harbours", "alund-brest", id="other name of a relationship"),
        pytest.param("the h", "alund-brest", id="prefix of title"),
        pytest.param("alund-i", "alund-izmir", id="prefix of id"),
        pytest.param("choirs", "choirs", id="relationship without a title"),
        pytest.param("Lyon, France", "lyon", id="with its country"),
        pytest.param("brest,FR", "brest", id="with the code of its country"),
        pytest.param("Brest, Brittany", "brest", id="with its region"),
        pytest.param("lyon choir, france", "lyon-choir", id="organisation with its country"),
    ],
)
def test_find_parties_and_relationships(towns: Directory, name: str, id: str) -> None:
    assert towns.find(name).id == id


def test_city_is_found_before_relationship_of_the_same_name(towns: Directory) -> None:
    namesake = towns["choirs"].replace(title="Brest")
    directory = variant(towns, relationships=(namesake,))

    assert directory.find("brest") is towns.parties["brest"]


def test_prefix_of_several_parties_is_ambiguous(towns: Directory) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        towns.find("lyo")

    assert str(caught.value) == "'lyo' is ambiguous: it may be Lyon or Lyon Choir."
    assert caught.value.noun == "city or organisation"


def test_prefix_of_several_relationships_is_ambiguous(towns: Directory) -> None:
    pacts = tuple(one.replace(title=f"Pact {one.id}") for one in towns.relationships[:2])

    with pytest.raises(AmbiguousNameError) as caught:
        variant(towns, relationships=pacts).find("pact")

    assert str(caught.value) == "'pact' is ambiguous: it may be alund-brest or alund-izmir."
    assert caught.value.noun == "relationship"


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        pytest.param("Bresst", ("Brest",), id="a city"),
        pytest.param("lyon-chior", ("Lyon Choir",), id="an organisation"),
        pytest.param("harbor", ("Harbours",), id="another name of a relationship"),
        pytest.param("the harbor pact", ("The Harbour Pact",), id="title of a relationship"),
    ],
)
def test_unknown_name_suggests_similar_names(
    towns: Directory, name: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find(name)

    assert caught.value.suggestions == suggestions
    assert str(caught.value).startswith(f"No city or organisation called {name!r}.")


def test_relationships_are_suggested_only_if_no_party_is(towns: Directory) -> None:
    namesake = towns["choirs"].replace(title="Brast")

    with pytest.raises(NotFoundError) as caught:
        variant(towns, relationships=(namesake,)).find("Brist")

    assert caught.value.suggestions == ("Brest",)


@pytest.mark.parametrize(
    ("name", "known"),
    [("lyon", True), ("lugdunum", True), ("alund-lyon", True), ("lyo", False), ("paris", False)],
)
def test_has_accepts_exact_names_only(towns: Directory, name: str, known: bool) -> None:
    assert towns.has(name) is known


@pytest.mark.parametrize(("name", "id"), [("ålund", "alund"), ("AL", "alund"), ("brest", "brest")])
def test_find_home(towns: Directory, name: str, id: str) -> None:
    assert towns.find_home(name) is towns.parties[id]


@pytest.mark.parametrize("name", ["lyon", "lyon-choir", ""])
def test_find_home_rejects_other_parties(towns: Directory, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_home(name)

    assert (caught.value.noun, set(caught.value.suggestions)) == ("home", {"Ålund", "Brest"})


def test_home_of_a_city(towns: Directory) -> None:
    home = towns.home(towns.parties["alund"].seat)

    assert home is towns.homes[0]
    assert home.programme == "Ålund International"
    assert towns.home(towns.parties["lyon"].seat) is None


@pytest.mark.parametrize(
    ("name", "kind"), [("Sister-City", "sister city"), ("friend", "friendship")]
)
def test_find_kind(towns: Directory, name: str, kind: str) -> None:
    assert towns.find_kind(name) == kind


def test_unknown_kind_suggests_all_kinds(towns: Directory) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_kind("twin")

    assert (caught.value.noun, caught.value.suggestions) == ("kind", towns.kinds)
    assert towns.kinds == ("cultural exchange", "friendship", "sister city")


def test_evidence_is_read_on_first_use_and_once(towns: Directory) -> None:
    reads = []
    evidence = Evidence(highlights=("A bench.",))
    source = Source("https://a.example/", "A", None, None, None, ())

    def read_evidence() -> AllEvidence:
        reads.append("read")
        return AllEvidence({"choirs": evidence}, {"alund": (source,)})

    directory = variant(towns, read_evidence=read_evidence)
    assert not reads

    assert directory.evidence(towns["choirs"]) is evidence
    assert directory.evidence(towns["alund-lyon"]) == Evidence()
    assert [directory.programme_sources(home) for home in towns.homes] == [(source,), ()]
    assert reads == ["read"]


def test_shared_name_is_known_and_ambiguous(towns: Directory) -> None:
    twin = towns.parties["lyon"].replace(id="lyon-in-the-south")
    directory = variant(towns, parties={**towns.parties, twin.id: twin})

    assert directory.has("Lugdunum")
    with pytest.raises(AmbiguousNameError) as caught:
        directory.find("Lugdunum")
    assert caught.value.suggestions == ("Lyon (lyon)", "Lyon (lyon-in-the-south)")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("france", "FR"), ("french republic", "FR"), ("gaul", "FR"), ("sverige", "SE"),
        ("turkiye", "TR"), ("se", "SE"), ("swe", "SE"), ("swed", "SE"),
    ],
)  # fmt: skip
def test_find_country_of_the_directory(towns: Directory, name: str, code: str) -> None:
    assert towns.find_country(name) in towns.countries
    assert towns.find_country(name).code == code


def test_country_of_the_directory_is_found_by_names_from_elsewhere(towns: Directory) -> None:
    germany = Country("DE", "DEU", "Germany", None, (), ())
    directory = variant(towns, countries=(*towns.countries, germany))

    assert directory.find_country("Deutschland") is germany


@pytest.mark.parametrize(
    ("name", "known"), [("Gaul", True), ("FRA", True), ("Swed", False), ("Japan", False)]
)
def test_has_country_accepts_exact_names_of_the_directory_only(
    towns: Directory, name: str, known: bool
) -> None:
    assert towns.has_country(name) is known


@pytest.mark.parametrize(("name", "code"), [("日本", "JP"), ("Braz", "BR"), ("new z", "NZ")])
def test_country_without_relationships_is_found_by_name_and_prefix(
    towns: Directory, name: str, code: str
) -> None:
    assert towns.find_country(name).code == code


@pytest.mark.parametrize(
    ("name", "suggestion"), [("Frence", "France"), ("Argentinia", "Argentina")]
)
def test_misspelt_country_is_suggested(towns: Directory, name: str, suggestion: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_country(name)

    assert suggestion in caught.value.suggestions


def test_name_of_two_countries_is_ambiguous(towns: Directory) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        towns.find_country("Korea")

    assert caught.value.suggestions == ("North Korea", "South Korea")


@pytest.mark.parametrize(
    ("words", "codes"),
    [("south korea brazil", ["KR", "BR"]), ("france south korea", ["FR", "KR"])],
)
def test_words_are_joined_to_names_of_countries_without_relationships(
    towns: Directory, words: str, codes: list[str]
) -> None:
    assert [country.code for country in find_countries(towns, words.split())] == codes
