"""Codes and names of all countries, against ISO 3166-1 as packaged by Debian."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pycountry
import pytest

from sistercities_cli import countries
from sistercities_cli.countries import find_country

ISO = {country.alpha_2: country.alpha_3 for country in pycountry.countries}


def test_countries_are_those_of_iso_3166_1_and_kosovo() -> None:
    assert countries.english_names().keys() == {*ISO, "XK"}


def test_alpha_3_codes_are_those_of_iso_3166_1() -> None:
    codes = countries.alpha_3_codes()

    assert {code: codes[code] for code in countries.english_names()} == {**ISO, "XK": "XKK"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("KR", "South Korea", id="everyday name"),
        pytest.param("TR", "Türkiye", id="new name"),
        pytest.param("CI", "Côte d’Ivoire", id="accents"),
        pytest.param("XK", "Kosovo", id="not in ISO 3166-1"),
    ],
)
def test_english_names_are_those_of_cldr(code: str, name: str) -> None:
    assert countries.english_names()[code] == name


@pytest.fixture
def _unloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove imported modules and cached names."""
    for name in ("babel.dates", "babel.localtime"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(
        "sistercities_cli.countries.english_names", countries.english_names.__wrapped__
    )


@pytest.mark.usefixtures("_unloaded")
def test_names_do_not_depend_on_the_time_zone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", str(tmp_path))

    assert countries.english_names()["DE"] == "Germany"
    assert "babel.dates" in sys.modules
    assert os.environ["TZ"] == str(tmp_path)


@pytest.mark.usefixtures("_unloaded")
@pytest.mark.parametrize(
    "zone", [pytest.param(None, id="system"), pytest.param("wrong", id="environment")]
)
def test_unreadable_time_zone_is_ignored_and_restored(
    monkeypatch: pytest.MonkeyPatch, zone: str | None
) -> None:
    zones: list[str | None] = []

    def fail_once(name: str) -> object:
        zones.append(os.environ.get("TZ"))
        if len(zones) == 1:
            raise ValueError("Invalid TZif file")
        return importlib.import_module(name)

    if zone is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", zone)
    monkeypatch.setattr("sistercities_cli.countries.import_module", fail_once)

    assert countries.english_names()["DE"] == "Germany"
    assert (zones, os.environ.get("TZ")) == ([zone, "UTC"], zone)


def test_every_country_is_found_by_its_alpha_3_code() -> None:
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
        ("Cote d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Brasil", "BR"), ("Estados Unidos", "US"),
        ("Deutschland", "DE"), ("Allemagne", "DE"), ("Svizzera", "CH"), ("Schwiiz", "CH"),
        ("مصر", "EG"), ("Kosovë", "XK"), ("XKX", "XK"), ("Bosnia and Herzegovina", "BA"),
        ("Saint Lucia", "LC"), ("Hong Kong", "HK"), ("Myanmar", "MM"), ("Burma", "MM"),
        ("Czech Republic", "CZ"), ("United States of America", "US"), ("UK", "GB"),
        ("Scotland", "GB"), ("Eire", "IE"), ("guyane", "GF"), ("Kingdom of Norway", "NO"),
        ("Republic of North Macedonia", "MK"),
    ],
)  # fmt: skip
def test_countries_are_found_by_name(name: str, code: str) -> None:
    assert (country := find_country(name))
    assert country.code == code


@pytest.mark.parametrize(
    "name",
    ["", "Atlantis", "ZZ", "QO", "ZAR", "DDR", "150"],
    ids=["empty", "no-country", "unknown", "oceania", "withdrawn", "former-country", "continent"],
)
def test_unknown_names_and_codes_are_not_found(name: str) -> None:
    assert find_country(name) is None
