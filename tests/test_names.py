"""Finding things by what people call them."""

from __future__ import annotations

import pytest

from sistercities_cli import AmbiguousNameError, NotFoundError
from sistercities_cli.names import NameIndex


@pytest.fixture
def index() -> NameIndex[int]:
    """Five numbers by the names of towns."""
    index = NameIndex[int]("town")
    index.add(2, "Lyonesse", also=["Lost Land"])
    index.add(1, "Lyon", id="lyon-fr", also=["Lugdunum", "Lugdun", "Lyons"])
    index.add(3, "London", also=["Londinium", "Lost"])
    index.add(4, "Москва", also=["Moscow"])
    index.add(5, "Lyons", also=["Lionville"])
    return index


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        pytest.param("Lyon", 1, id="its name, though others begin with it"),
        pytest.param("LYON-FR", 1, id="its id"),
        pytest.param("lugdunum", 1, id="another name"),
        pytest.param("Lyons", 5, id="a name before another name of something else"),
        pytest.param("Lost", 3, id="another name before the beginning of one"),
        pytest.param("lond", 3, id="the beginning of a name before that of another name"),
        pytest.param("lost l", 2, id="the beginning of another name"),
        pytest.param("lyon f", 1, id="the beginning of an id"),
        pytest.param("мос", 4, id="the beginning in another script"),
        pytest.param("lug", 1, id="the beginning of several other names of one thing"),
    ],
)
def test_a_name_beats_another_name_and_that_the_beginning_of_one(
    index: NameIndex[int], name: str, thing: int
) -> None:
    assert index.find(name) == thing


@pytest.mark.parametrize(
    ("name", "thing"),
    [("LYON", 1), ("lyon fr", 1), ("Moscow", 4), ("lyone", None), ("lug", None), ("", None)],
)
def test_an_exact_name_is_a_whole_one(index: NameIndex[int], name: str, thing: int | None) -> None:
    assert index.find_exact(name) == thing


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        pytest.param("lon", 3, id="name"),
        pytest.param("LUG", 1, id="other name"),
        pytest.param("lo", 3, id="names before other names"),
        pytest.param("paris", None, id="none"),
        pytest.param("", None, id="nothing"),
        pytest.param("'", None, id="nothing that counts"),
    ],
)
def test_a_beginning_is_enough_where_one_thing_has_it(
    index: NameIndex[int], name: str, thing: int | None
) -> None:
    assert index.find_by_prefix(name) == thing


def test_a_beginning_that_fits_several_names_the_candidates_by_the_alphabet(
    index: NameIndex[int],
) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        index.find("Lyo")

    assert str(caught.value) == "'Lyo' may be Lyon, Lyonesse or Lyons. Say which."
    assert caught.value.suggestions == ("Lyon", "Lyonesse", "Lyons")


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        pytest.param("Lodnon", ("London",), id="letters swapped"),
        pytest.param("lyoness", ("Lyonesse", "Lyons", "Lyon"), id="best first"),
        pytest.param("Lugdunun", ("Lyon",), id="another name, by the name"),
    ],
)
def test_names_like_it_are_suggested(
    index: NameIndex[int], name: str, suggestions: tuple[str, ...]
) -> None:
    assert index.suggest(name) == suggestions


@pytest.mark.parametrize("name", ["Timbuktu", ""])
@pytest.mark.parametrize(
    ("towns", "suggestions"),
    [
        pytest.param("", (), id="none"),
        pytest.param("b", ("b",), id="one"),
        pytest.param("bca", ("a", "b", "c"), id="a few"),
        pytest.param("bcadefghijkl", tuple("abcdefghijkl"), id="as many as a glance takes in"),
        pytest.param("bcadefghijklm", (), id="more than that"),
    ],
)
def test_where_no_name_is_like_it_all_are_suggested_if_they_are_few(
    name: str, towns: str, suggestions: tuple[str, ...]
) -> None:
    index = NameIndex[str]("town")
    for town in towns:
        index.add(town, town, also=[f"{town}-ville"])

    with pytest.raises(NotFoundError) as caught:
        index.find(name)
    assert caught.value.suggestions == suggestions


def test_an_unknown_name_is_an_error_with_suggestions(index: NameIndex[int]) -> None:
    with pytest.raises(NotFoundError) as caught:
        index.find("Lodnon")

    assert str(caught.value) == "No town called 'Lodnon'. Did you mean London?"
    assert not isinstance(caught.value, AmbiguousNameError)


def test_at_most_three_names_are_suggested_and_each_once() -> None:
    index = NameIndex[str]("town")
    for letter in "abcde":
        index.add(letter, f"Springfield {letter}", also=[f"Springfields {letter}"])

    similar = index.suggest("springfield x")

    assert len(similar) == len(set(similar)) == 3


@pytest.mark.parametrize("name", ["Birmingham", "birm", "Brum", "bru"])
def test_a_name_that_two_things_share_is_ambiguous_and_their_ids_tell_them_apart(
    name: str,
) -> None:
    index = NameIndex[int]("city")
    index.add(1, "Birmingham", id="birmingham-uk", also=["Brum"])
    index.add(2, "Birmingham", id="birmingham-alabama", also=["Brum"])

    with pytest.raises(AmbiguousNameError) as caught:
        index.find(name)

    assert caught.value.suggestions == (
        "Birmingham (birmingham-alabama)",
        "Birmingham (birmingham-uk)",
    )
    assert (index.find("birmingham-uk"), index.find("birmingham-alabama")) == (1, 2)


def test_what_has_no_id_goes_by_its_name_where_another_thing_shares_it() -> None:
    index = NameIndex[int]("city")
    index.add(1, "Birmingham", id="birmingham-uk")
    index.add(2, "Birmingham")

    with pytest.raises(AmbiguousNameError) as caught:
        index.find("birmingham")

    assert caught.value.suggestions == ("Birmingham", "Birmingham (birmingham-uk)")


def test_an_id_beats_a_name_but_the_beginning_of_a_name_beats_that_of_an_id() -> None:
    index = NameIndex[int]("city")
    index.add(1, "Kansas City", id="kansas-missouri")
    index.add(2, "Wichita", id="kansas-city")
    index.add(3, "Kansai", id="wichita-falls")

    assert (index.find("Kansas City"), index.find("wich"), index.find("wichita f")) == (2, 2, 3)


def test_where_nothing_is_like_a_name_all_are_named_if_they_are_few(index: NameIndex[int]) -> None:
    with pytest.raises(NotFoundError) as caught:
        index.find("qqq")
    assert caught.value.suggestions == ("London", "Lyon", "Lyonesse", "Lyons", "Москва")
    assert str(caught.value) == (
        "No town called 'qqq'. There are London, Lyon, Lyonesse, Lyons and Москва."
    )


@pytest.mark.parametrize("names", [[], [f"Town {number}" for number in range(13)]])
def test_none_and_many_are_not_named(names: list[str]) -> None:
    index = NameIndex[str]("town")
    for name in names:
        index.add(name, name)
    with pytest.raises(NotFoundError, match=r"^No town called 'qqq'\.$"):
        index.find("qqq")
