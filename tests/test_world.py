"""The countries of the world, against ISO 3166-1 as Debian keeps it, and Kosovo."""

from __future__ import annotations

import pycountry
import pytest

from sistercities_cli.countries import find_country


def test_every_country_of_iso_3166_1_is_found_by_its_code() -> None:
    wrong = [
        country.alpha_3
        for country in pycountry.countries
        if (found := find_country(country.alpha_3)) is None
        or (found.code, found.alpha_3) != (country.alpha_2, country.alpha_3)
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Brazil", "BR", id="English"),
        pytest.param("br", "BR", id="two letters"),
        pytest.param("bRAZIL", "BR", id="any case"),
        pytest.param("Cote d'Ivoire", "CI", id="without accents, plain apostrophe"),
        pytest.param("Brasil", "BR", id="native"),
        pytest.param("Estados Unidos", "US", id="beginning of the name of another"),
        pytest.param("Deutschland", "DE", id="native of one that speaks one language"),
        pytest.param("Schweiz", "CH", id="the first of several languages"),
        pytest.param("Svizzera", "CH", id="another of them"),
        pytest.param("Schwiiz", "CH", id="in a language that no law makes official"),
        pytest.param("日本", "JP", id="Japanese"),
        pytest.param("ΕΛΛΆΔΑ", "GR", id="Greek capitals"),
        pytest.param("Україна", "UA", id="Ukrainian"),
        pytest.param("مصر", "EG", id="Arabic"),
        pytest.param("भारत", "IN", id="Hindi"),
        pytest.param("Kosovë", "XK", id="native of one beyond ISO 3166-1"),
    ],
)
def test_countries_are_found_by_english_and_native_names(name: str, code: str) -> None:
    country = find_country(name)

    assert country is not None
    assert country.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Bosnia and Herzegovina", "BA", id="and for an ampersand"),
        pytest.param("Trinidad and Tobago", "TT", id="and for another"),
        pytest.param("Saint Lucia", "LC", id="Saint in full"),
        pytest.param("Hong Kong", "HK", id="without what it belongs to"),
        pytest.param("Macao", "MO", id="without what it belongs to either"),
        pytest.param("Myanmar", "MM", id="without its former name"),
        pytest.param("Burma", "MM", id="former name"),
        pytest.param("Ivory Coast", "CI", id="translated name"),
        pytest.param("Czech Republic", "CZ", id="longer name"),
        pytest.param("United States of America", "US", id="name in full"),
        pytest.param("UK", "GB", id="abbreviation"),
        pytest.param("Britain", "GB", id="shorter name"),
        pytest.param("Eire", "IE", id="name hardly longer than a code"),
        pytest.param("Scotland", "GB", id="part of a country"),
        pytest.param("Northern Ireland", "GB", id="another part of it"),
        pytest.param("UAE", "AE", id="abbreviation of another"),
        pytest.param("Allemagne", "DE", id="French"),
        pytest.param("イタリア", "IT", id="Japanese for another"),
        pytest.param("guyane", "GF", id="French, which is not that of its neighbour"),
        pytest.param("Kosovo", "XK", id="one beyond ISO 3166-1"),
        pytest.param("XKX", "XK", id="the code that others give it"),
    ],
)
def test_countries_are_found_by_what_people_call_them(name: str, code: str) -> None:
    country = find_country(name)

    assert country is not None
    assert country.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Federative Republic of Brazil", "BR"),
        ("Argentine Republic", "AR"),
        ("Kingdom of Norway", "NO"),
        ("Republic of Türkiye", "TR"),
        ("Republic of North Macedonia", "MK"),
    ],
)
def test_countries_are_found_by_formal_names(name: str, code: str) -> None:
    country = find_country(name)

    assert country is not None
    assert country.code == code


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="nothing"),
        pytest.param("Atlantis", id="no country"),
        pytest.param("EU", id="code of a union"),
        pytest.param("European Union", id="union"),
        pytest.param("ZZ", id="code for an unknown region"),
        pytest.param("Unknown Region", id="unknown region"),
        pytest.param("XA", id="code for a test of accents"),
        pytest.param("Pseudo-Bidi", id="test of writing directions"),
        pytest.param("QO", id="code for the islands around"),
        pytest.param("ZAR", id="withdrawn code of three letters"),
        pytest.param("DDR", id="withdrawn code of a country that is no more"),
        pytest.param("150", id="code of a continent"),
    ],
)
def test_nothing_else_is_a_country(name: str) -> None:
    assert find_country(name) is None
