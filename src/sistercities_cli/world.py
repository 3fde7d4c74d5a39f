"""The countries of the world, for those that a directory does not name itself.

English and native names and codes are those of the Unicode CLDR, by way of Babel; formal,
former and other names are added from countryinfo, which is loaded only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from countryinfo import CountryInfo, all_countries

from sistercities_cli import territories
from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex, simplify

LONGEST_CODE = 3
# Names that neither source has: everyday ones, and formal ones that are new.
ADDED = {
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
    return names().exact(name) or _translated().get(simplify(name))


@cache
def names() -> NameIndex[Country]:
    """Return an index of the countries of ISO 3166-1, made when it is first asked for."""
    index = NameIndex[Country]("country")
    others = _others()
    for code, name in territories.english().items():
        country = Country(code, territories.alpha_3()[code], name, None, (), ())
        known = (name, *_native_names(code), *others.get(code, ()), *ADDED.get(code, ()))
        variants = {variant for name in known for variant in _variants(name)}
        index.add(country, country.name, also=(*country.names, *sorted(variants)))
    return index


def _others() -> dict[str, list[str]]:
    """Return the names that people also use by alpha-2 code."""
    others: dict[str, list[str]] = {}
    # A country may have several records: Scotland stands beside the United Kingdom.
    for info in all_countries():
        # Short ones are codes, and some of them those of other things.
        spellings = [name for name in info.alt_spellings() if len(name) > LONGEST_CODE]
        others.setdefault(_code(info), []).extend([info.name(), *spellings])
    return others


@cache
def _translated() -> dict[str, Country]:
    """Return countries by their names in other languages, which suggestions leave out."""
    known = {code: names().exact(code) for code in territories.english()}
    return {
        simplify(name): country
        for info in all_countries()
        for name in info.translations().values()
        if (country := known.get(_code(info)))
    }


def _code(info: CountryInfo) -> str:
    """Return the alpha-2 code of a record; those of former countries have another or none."""
    codes: dict[str, Any] = dict(info.iso())
    return str(codes.get("alpha2"))


def _native_names(code: str) -> Iterator[str]:
    for language in get_official_languages(code, de_facto=True):
        try:
            yield Locale.parse(language).territories[code]
        except (UnknownLocaleError, KeyError):
            continue  # CLDR has no names in that language


def _variants(name: str) -> Iterator[str]:
    """Yield a name as people write it: with "and", with "Saint", without its brackets."""
    plain = re.sub(r"\s*\(.*\)| SAR China$", "", name)
    inner = re.findall(r"\(([^)]+)\)", name)
    for one in (name, plain, *inner):
        spelt_out = one.replace("&", "and").replace("St. ", "Saint ")
        yield from (one, spelt_out)
