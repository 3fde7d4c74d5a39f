"""The countries of the world with their codes and names.

Codes, English and native names are from the Unicode CLDR, provided by Babel; formal, former and
other names are from countryinfo. This module is slow to import, so it is imported on first use.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex, simplify

if TYPE_CHECKING:
    from countryinfo import CountryInfo

FIRST_PRIVATE_NUMBER = "900"  # ISO 3166-1 numbers from here on are user-assigned
KOSOVO = "XK"  # the only user-assigned code that CLDR gives a country
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # ISO 3166-3; aliases of successors in CLDR

# Names missing from both sources: common names and recent formal names.
EXTRA_NAMES = {
    "AE": ("UAE",),
    "GB": ("UK", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "MK": ("Republic of North Macedonia",),
    "TR": ("Republic of Türkiye",),
    "US": ("America", "USA", "Estados Unidos"),  # the last is also a prefix of a name of Mexico
    "XK": ("Kosova", "Republic of Kosovo", "XKX"),
}


@cache
def english_names() -> dict[str, str]:
    """Return English country names by alpha-2 code."""
    _import_babel_dates()
    numbers = _code_aliases(digits=True)
    codes = {KOSOVO, *(code for number, code in numbers if number < FIRST_PRIVATE_NUMBER)}
    names = Locale("en").territories
    return {code: names[code] for code in sorted(codes)}


@cache
def alpha_3_codes() -> dict[str, str]:
    """Return alpha-3 codes by alpha-2 code."""
    aliases = _code_aliases(digits=False)
    return {code: alias for alias, code in aliases if len(alias) == 3 and alias not in WITHDRAWN}


def _import_babel_dates() -> None:
    """Import a module that Babel needs to read names, even if the local time zone is invalid."""
    try:
        import_module("babel.dates")
    except Exception:  # noqa: BLE001  # may be anything; names need no time zone
        zone = os.environ.get("TZ")
        os.environ["TZ"] = "UTC"
        try:
            import_module("babel.dates")
        finally:
            del os.environ["TZ"]
            if zone is not None:
                os.environ["TZ"] = zone


def _code_aliases(*, digits: bool) -> Iterator[tuple[str, str]]:
    """Yield numeric or alphabetic aliases with their alpha-2 codes.

    Former countries with several successors are left out.
    """
    for alias, codes in get_global("territory_aliases").items():
        if alias.isdigit() == digits and len(codes) == 1:
            yield alias, codes[0]


def find_country(name: str) -> Country | None:
    """Return the country with exactly this name or ISO 3166-1 code, None if there is none.

    >>> [find_country(name).code for name in ("Brasil", "Kingdom of Norway", "Burma", "Italie")]
    ['BR', 'NO', 'MM', 'IT']
    """
    return name_index().find_exact(name) or _translated_names().get(simplify(name))


@cache
def name_index() -> NameIndex[Country]:
    """Return an index of all countries, without their names in other languages."""
    index = NameIndex[Country]("country")
    others = _other_names()
    for code, name in english_names().items():
        country = Country(code, alpha_3_codes()[code], name, None, (), ())
        names = (name, *_native_names(code), *others.get(code, ()), *EXTRA_NAMES.get(code, ()))
        variants = {variant for name in names for variant in _spelling_variants(name)}
        index.add(country, country.name, also=(*country.names, *sorted(variants)))
    return index


def _other_names() -> dict[str, list[str]]:
    """Return formal, former and other names by alpha-2 code."""
    from countryinfo import all_countries

    others: dict[str, list[str]] = {}
    for info in all_countries():  # several may have the same code, like Scotland and the UK
        # Spellings of up to 3 letters are codes, some of which belong to other countries.
        spellings = [name for name in info.alt_spellings() if len(name) > 3]
        others.setdefault(_alpha_2(info), []).extend([info.name(), *spellings])
    return others


@cache
def _translated_names() -> dict[str, Country]:
    """Return countries by their simplified names in other languages."""
    from countryinfo import all_countries

    countries = {code: name_index().find_exact(code) for code in english_names()}
    return {
        simplify(name): country
        for info in all_countries()
        for name in info.translations().values()
        if (country := countries.get(_alpha_2(info)))
    }


def _alpha_2(info: CountryInfo) -> str:
    """Return the alpha-2 code of a country, "None" for former countries without one."""
    return str(dict(info.iso()).get("alpha2"))


def _native_names(code: str) -> Iterator[str]:
    for language in get_official_languages(code, de_facto=True):
        try:
            yield Locale.parse(language).territories[code]
        except (UnknownLocaleError, KeyError):
            continue  # CLDR has no names in that language


def _spelling_variants(name: str) -> Iterator[str]:
    """Yield variants of a name: no parentheses, "and" for "&", "Saint" for "St."."""
    plain = re.sub(r"\s*\(.*\)| SAR China$", "", name)
    inner = re.findall(r"\(([^)]+)\)", name)
    for variant in (name, plain, *inner):
        yield variant
        yield variant.replace("&", "and").replace("St. ", "Saint ")
