"""The countries of the world with their codes and names.

Codes and English and native names come from the Unicode CLDR by way of Babel; formal, former
and other names from countryinfo. This module is slow to import, so it is loaded on first use.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex, simplify

if TYPE_CHECKING:
    from countryinfo import CountryInfo

FIRST_PRIVATE_NUMBER = "900"  # ISO 3166-1 numbers from here on are free for private use
KOSOVO = "XK"  # the one user-assigned code of a country in CLDR
# Codes of ISO 3166-3 that CLDR gives for the country that went on.
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}


@cache
def english_names() -> dict[str, str]:
    """Return the English names of the countries by their alpha-2 codes.

    >>> [english_names().get(code) for code in ("DE", "XK", "EU")]
    ['Germany', 'Kosovo', None]
    """
    _import_babel_dates()
    numbered = {
        codes[0] for number, codes in _code_aliases(digits=True) if number < FIRST_PRIVATE_NUMBER
    }
    names = Locale("en").territories
    return {code: names[code] for code in sorted({*numbered, KOSOVO})}


@cache
def alpha_3_codes() -> dict[str, str]:
    """Return the alpha-3 codes of the countries by their alpha-2 codes.

    >>> alpha_3_codes()["DE"], alpha_3_codes()["CD"]
    ('DEU', 'COD')
    """
    long = [(name, codes) for name, codes in _code_aliases(digits=False) if len(name) == 3]
    return {codes[0]: name for name, codes in long if name not in WITHDRAWN}


def _import_babel_dates() -> None:
    """Load what Babel reads names with; it wants to know the time zone here, which may be wrong."""
    try:
        import_module("babel.dates")
    except Exception:  # noqa: BLE001  # whatever is wrong there, names have no time zone
        zone = os.environ.get("TZ")
        os.environ["TZ"] = "UTC"
        try:
            import_module("babel.dates")
        finally:
            if zone is None:
                del os.environ["TZ"]
            else:
                os.environ["TZ"] = zone


def _code_aliases(*, digits: bool) -> list[tuple[str, list[str]]]:
    """Return other codes with the alpha-2 code that each stands for, where that is one."""
    # Numbers and alpha-3 codes are aliases in CLDR; what fell apart has several successors.
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return [
        (name, codes)
        for name, codes in aliases.items()
        if name.isdigit() == digits and len(codes) == 1
    ]


LONGEST_CODE = 3

# Names that neither source has: everyday ones, and formal ones that are new.
EXTRA_NAMES = {
    "AE": ("UAE",),
    "GB": ("UK", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "MK": ("Republic of North Macedonia",),
    "TR": ("Republic of Türkiye",),
    "US": ("America", "USA", "Estados Unidos"),  # else it would begin a name of Mexico
    "XK": ("Kosova", "Republic of Kosovo", "XKX"),
}


def find_country(name: str) -> Country | None:
    """Return the country of ISO 3166-1 with exactly this name or code, None if none has.

    >>> [find_country(name).code for name in ("Brasil", "Kingdom of Norway", "Burma", "Italie")]
    ['BR', 'NO', 'MM', 'IT']
    """
    return name_index().find_exact(name) or _translated_names().get(simplify(name))


@cache
def name_index() -> NameIndex[Country]:
    """Return an index of the countries of ISO 3166-1, made when it is first asked for."""
    index = NameIndex[Country]("country")
    others = _other_names()
    for code, name in english_names().items():
        country = Country(code, alpha_3_codes()[code], name, None, (), ())
        known = (name, *_native_names(code), *others.get(code, ()), *EXTRA_NAMES.get(code, ()))
        variants = {variant for name in known for variant in _spelling_variants(name)}
        index.add(country, country.name, also=(*country.names, *sorted(variants)))
    return index


def _other_names() -> dict[str, list[str]]:
    """Return the names that people also use by alpha-2 code."""
    from countryinfo import all_countries

    others: dict[str, list[str]] = {}
    # A country may have several records: Scotland stands beside the United Kingdom.
    for info in all_countries():
        # Short ones are codes, and some of them those of other things.
        spellings = [name for name in info.alt_spellings() if len(name) > LONGEST_CODE]
        others.setdefault(_alpha_2(info), []).extend([info.name(), *spellings])
    return others


@cache
def _translated_names() -> dict[str, Country]:
    """Return countries by their names in other languages, which suggestions leave out."""
    from countryinfo import all_countries

    known = {code: name_index().find_exact(code) for code in english_names()}
    return {
        simplify(name): country
        for info in all_countries()
        for name in info.translations().values()
        if (country := known.get(_alpha_2(info)))
    }


def _alpha_2(info: CountryInfo) -> str:
    """Return the alpha-2 code of a record; those of former countries have another or none."""
    codes: dict[str, Any] = dict(info.iso())
    return str(codes.get("alpha2"))


def _native_names(code: str) -> Iterator[str]:
    for language in get_official_languages(code, de_facto=True):
        try:
            yield Locale.parse(language).territories[code]
        except (UnknownLocaleError, KeyError):
            continue  # CLDR has no names in that language


def _spelling_variants(name: str) -> Iterator[str]:
    """Yield a name as people write it: with "and", with "Saint", without its brackets."""
    plain = re.sub(r"\s*\(.*\)| SAR China$", "", name)
    inner = re.findall(r"\(([^)]+)\)", name)
    for one in (name, plain, *inner):
        spelt_out = one.replace("&", "and").replace("St. ", "Saint ")
        yield from (one, spelt_out)
