"""Codes and English names of countries, against ISO 3166-1 as Debian keeps it."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pycountry
import pytest

from sistercities_cli import countries

ISO = {country.alpha_2: country.alpha_3 for country in pycountry.countries}


def test_the_countries_are_those_of_iso_3166_1_and_kosovo() -> None:
    assert countries.english_names().keys() == {*ISO, "XK"}


def test_every_country_has_its_code_of_three_letters() -> None:
    codes = countries.alpha_3_codes()

    assert {code: codes[code] for code in countries.english_names()} == {**ISO, "XK": "XKK"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("KR", "South Korea", id="everyday name, not the formal one"),
        pytest.param("TR", "Türkiye", id="new name"),
        pytest.param("CI", "Côte d’Ivoire", id="with its accents"),
        pytest.param("XK", "Kosovo", id="beyond ISO 3166-1"),
    ],
)
def test_the_names_are_those_of_cldr(code: str, name: str) -> None:
    assert countries.english_names()[code] == name


@pytest.fixture
def _unloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what was loaded and read before."""
    for name in ("babel.dates", "babel.localtime"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(
        "sistercities_cli.countries.english_names", countries.english_names.__wrapped__
    )


@pytest.mark.usefixtures("_unloaded")
def test_names_are_read_whatever_time_zone_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", str(tmp_path))

    assert countries.english_names()["DE"] == "Germany"
    assert "babel.dates" in sys.modules
    assert os.environ["TZ"] == str(tmp_path)


@pytest.mark.usefixtures("_unloaded")
@pytest.mark.parametrize(
    "zone",
    [
        pytest.param(None, id="wrong-elsewhere"),
        pytest.param("wrong", id="wrong-in-the-environment"),
    ],
)
def test_a_zone_that_cannot_be_read_is_passed_over_and_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch, zone: str | None
) -> None:
    zones: list[str | None] = []

    def fail_at_first(name: str) -> object:
        zones.append(os.environ.get("TZ"))
        if len(zones) == 1:
            raise ValueError("Invalid TZif file")
        return importlib.import_module(name)

    if zone is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", zone)
    monkeypatch.setattr("sistercities_cli.countries.import_module", fail_at_first)

    assert countries.english_names()["DE"] == "Germany"
    assert (zones, os.environ.get("TZ")) == ([zone, "UTC"], zone)
