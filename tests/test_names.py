"""Look-up by name: comparison of names, precedence, ambiguity and suggestions."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import TEXT

from sistercities_cli import AmbiguousNameError, NotFoundError
from sistercities_cli.names import NameIndex, disambiguate, simplify


@pytest.fixture
def index() -> NameIndex[int]:
    """Return an index of five towns."""
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
        pytest.param("Lyon", 1, id="name, also a prefix of others"),
        pytest.param("LYON-FR", 1, id="id"),
        pytest.param("lugdunum", 1, id="other name"),
        pytest.param("Lyons", 5, id="name before other name"),
        pytest.param("Lost", 3, id="other name before prefix"),
        pytest.param("lond", 3, id="prefix of name before prefix of other name"),
        pytest.param("lost l", 2, id="prefix of other name"),
        pytest.param("lyon f", 1, id="prefix of id"),
        pytest.param("мос", 4, id="prefix in another script"),
        pytest.param("lug", 1, id="prefix of several names of one thing"),
    ],
)
def test_precedence_of_ids_names_other_names_and_prefixes(
    index: NameIndex[int], name: str, thing: int
) -> None:
    assert index.find(name) == thing


@pytest.mark.parametrize(
    ("name", "thing"),
    [("lon", 3), ("LUG", 1), ("lo", 3), ("paris", None), ("", None), ("'", None)],
    ids=["name", "other-name", "names-before-other-names", "none", "empty", "only-punctuation"],
)
def test_unambiguous_prefix_is_found(index: NameIndex[int], name: str, thing: int | None) -> None:
    assert index.find_by_prefix(name) == thing


def test_ambiguous_prefix_lists_candidates_by_name(index: NameIndex[int]) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        index.find("Lyo")

    assert str(caught.value) == "'Lyo' is ambiguous: it may be Lyon, Lyonesse or Lyons."
    assert caught.value.suggestions == ("Lyon", "Lyonesse", "Lyons")


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        pytest.param("Lodnon", ("London",), id="letters swapped"),
        pytest.param("lyoness", ("Lyonesse", "Lyons"), id="best first"),
    ],
)
def test_similar_names_are_suggested(
    index: NameIndex[int], name: str, suggestions: tuple[str, ...]
) -> None:
    assert index.suggest(name) == suggestions


def test_name_of_several_items_is_suggested_once() -> None:
    index = NameIndex[int]("country")
    index.add(1, "North Korea", also=["Korea"])
    index.add(2, "South Korea", also=["Korea"])
    assert index.suggest("Kreta") == ("Korea",)


@pytest.mark.parametrize("name", ["Timbuktu", ""])
@pytest.mark.parametrize(
    ("towns", "suggestions"),
    [
        pytest.param("", (), id="none"),
        pytest.param("bca", ("a", "b", "c"), id="a few"),
        pytest.param("bcadefghijkl", tuple("abcdefghijkl"), id="maximum"),
        pytest.param("bcadefghijklm", (), id="too many"),
    ],
)
def test_few_names_are_all_suggested_if_none_is_similar(
    name: str, towns: str, suggestions: tuple[str, ...]
) -> None:
    index = NameIndex[str]("town")
    for town in towns:
        index.add(town, town, also=[f"{town}-ville"])

    with pytest.raises(NotFoundError) as caught:
        index.find(name)
    assert (caught.value.suggestions, caught.value.lists_all) == (suggestions, bool(suggestions))


def test_at_most_three_names_are_suggested_without_repetitions() -> None:
    index = NameIndex[str]("town")
    for letter in "abcde":
        index.add(letter, f"Springfield {letter}", also=[f"Springfields {letter}"])

    similar = index.suggest("springfield x")

    assert len(similar) == len(set(similar)) == 3


@pytest.mark.parametrize("name", ["Birmingham", "birm", "Brum", "bru"])
def test_candidates_with_the_same_name_are_distinguished_by_id(name: str) -> None:
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


def test_id_beats_name_and_prefix_of_name_beats_prefix_of_id() -> None:
    index = NameIndex[int]("city")
    index.add(1, "Kansas City", id="kansas-missouri")
    index.add(2, "Wichita", id="kansas-city")
    index.add(3, "Kansai", id="wichita-falls")

    assert (index.find("Kansas City"), index.find("wich"), index.find("wichita f")) == (2, 2, 3)


def test_id_is_appended_to_names_that_occur_twice() -> None:
    names = {"halle-be": "Halle", "halle-de": "Halle", "lyon": "Lyon"}
    assert [*disambiguate(names).values()] == ["Halle (halle-be)", "Halle (halle-de)", "Lyon"]


@pytest.mark.parametrize(
    ("name", "simple"),
    [
        ("Chicago", "chicago"), ("  mexico \t city\n", "mexico city"), ("Göteborg", "goteborg"),
        ("Tromsø", "tromso"), ("ŁÓDŹ", "lodz"), ("Đà Nẵng", "da nang"), ("Œuilly", "oeuilly"),
        ("Seyðisfjörður", "seydisfjordur"), ("Þórshöfn", "thorshofn"), ("Ærø", "aero"),
        ("Gießen", "giessen"), ("İzmir", "izmir"), ("Diyarbakır", "diyarbakir"),
        ("КИЇВ", simplify("Київ")), ("ΑΘΉΝΑΣ", simplify("Αθήνας")), ("大阪", "大阪"),
        ("ＯＳＡＫＡ", "osaka"), ("chicago-osaka", "chicago osaka"), ("U.K.", "uk"),
        ("Ljubljana/Laibach (old)", "ljubljana laibach old"), ("Xi'an", "xian"),
        ("Nukuʻalofa", "nukualofa"), ("—", "—"), ("", ""), (" . ", ""),
    ],
)  # fmt: skip
def test_simplified_name(name: str, simple: str) -> None:
    assert simplify(name) == simple


@given(TEXT)
def test_simplifying_twice_changes_nothing(name: str) -> None:
    assert simplify(simplify(name)) == simplify(name)


@given(TEXT)
def test_unicode_normalization_form_is_ignored(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert simplify(unicodedata.normalize(form, name)) == simplify(name)


@given(st.text(st.characters(max_codepoint=0x4FF, categories=["L", "N", "Zs"])))
def test_case_and_surrounding_spaces_are_ignored(name: str) -> None:
    assert simplify(f" {name.upper()}  ") == simplify(name) == simplify(name.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("大阪", "大分"), ("부산", "부천"), ("दिल्ली", "दाल्ली"), ("さが", "さか")],
    ids=["Chinese characters", "Korean syllables", "Indian vowels", "Japanese voiced sounds"],
)
def test_names_in_other_scripts_stay_distinct(one: str, other: str) -> None:
    assert simplify(one) != simplify(other)


def test_ambiguous_name_is_a_name_of_the_index() -> None:
    index = NameIndex[int]("town")
    index.add(1, "Brest", id="brest-fr")
    index.add(2, "Brest", id="brest-by")
    assert [index.has(name) for name in ("brest", "brest-fr", "bre")] == [True, True, False]
