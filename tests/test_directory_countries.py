"""Looking countries up in a directory, and beyond it."""

from __future__ import annotations

import pytest
from variants import variant

from sistercities_cli import AmbiguousNameError, Country, Directory, NotFoundError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("france", "FR", id="everyday name"),
        pytest.param("french republic", "FR", id="formal name"),
        pytest.param("gaul", "FR", id="other name"),
        pytest.param("sverige", "SE", id="native name"),
        pytest.param("turkiye", "TR", id="without accents"),
        pytest.param("se", "SE", id="two letters"),
        pytest.param("swe", "SE", id="three letters"),
        pytest.param("swed", "SE", id="beginning"),
    ],
)
def test_countries_of_the_directory_are_found_by_name(
    towns: Directory, name: str, code: str
) -> None:
    assert towns.find_country(name) in towns.countries
    assert towns.find_country(name).code == code


def test_a_country_is_the_directory_s_own_whatever_the_name(towns: Directory) -> None:
    germany = Country("DE", "DEU", "Germany", None, (), ())
    directory = variant(towns, countries=(*towns.countries, germany))

    assert directory.find_country("Deutschland") is germany


def test_countries_without_relationships_are_found_too(towns: Directory) -> None:
    japan = towns.find_country("日本")

    assert (japan.code, japan.alpha_3, japan.name) == ("JP", "JPN", "Japan")


def test_an_unknown_country_suggests_what_is_like_it(towns: Directory) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_country("Frence")

    assert str(caught.value) == "No country called 'Frence'. Did you mean France?"


@pytest.mark.parametrize(
    ("name", "known"), [("Gaul", True), ("FRA", True), ("Swed", False), ("Japan", False)]
)
def test_only_whole_names_of_own_countries_are_known(
    towns: Directory, name: str, known: bool
) -> None:
    assert towns.knows_country(name) is known


@pytest.mark.parametrize(("name", "code"), [("Braz", "BR"), ("new z", "NZ")])
def test_the_unambiguous_beginning_of_a_country_is_enough(
    towns: Directory, name: str, code: str
) -> None:
    assert towns.find_country(name).code == code


@pytest.mark.parametrize(
    ("name", "suggestion"), [("Argentinia", "Argentina"), ("Brazill", "Brazil")]
)
def test_a_misspelt_country_of_the_world_is_suggested(
    towns: Directory, name: str, suggestion: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        towns.find_country(name)

    assert suggestion in caught.value.suggestions


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Korea", ("North Korea", "South Korea")),
        ("Virgin Islands", ("British Virgin Islands", "U.S. Virgin Islands")),
    ],
)
def test_a_name_of_two_countries_of_the_world_is_ambiguous(
    towns: Directory, name: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        towns.find_country(name)

    assert caught.value.suggestions == candidates
