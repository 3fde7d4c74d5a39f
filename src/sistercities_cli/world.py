"""The countries of the world, for those that a directory does not name itself.

English and native names and codes are those of the Unicode CLDR, by way of Babel; formal,
former and other names are added from countryinfo. Both are loaded only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from countryinfo import all_countries

from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex

LONGEST_CODE = 3
# Names that neither source has: everyday ones, and formal ones that are new.
ADDED = {
    "AE": ("UAE",),
    "GB": ("UK", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "MK": ("Republic of North Macedonia",),
    "TR": ("Republic of Türkiye",),
    "US": ("America", "USA"),
}


def find_country(name: str) -> Country | None:
    """Return the country of ISO 3166-1 with exactly this name or code, None if none has.

    >>> [find_country(name).code for name in ("Brasil", "Kingdom of Norway", "Burma")]
    ['BR', 'NO', 'MM']
    """
    return names().exact(name)


@cache
def names() -> NameIndex[Country]:
    """Return an index of the countries of ISO 3166-1, made when it is first asked for."""
    index = NameIndex[Country]("country")
    for country, others in _countries():
        known = (country.name, *_native_names(country.code), *others)
        variants = {variant for name in known for variant in _variants(name)}
        index.add(country, country.name, also=(*country.names, *sorted(variants)))
    return index


def _countries() -> Iterator[tuple[Country, list[str]]]:
    """Yield the countries with the names that people also use."""
    english = Locale("en").territories
    others: dict[tuple[str, str], list[str]] = {}
    # A country may have several records: Scotland stands beside the United Kingdom.
    for info in all_countries():
        codes: dict[str, Any] = dict(info.iso())
        if codes.get("alpha2") in english:
            known = others.setdefault((codes["alpha2"], codes["alpha3"]), [info.name()])
            # Short ones are codes, and some of them those of other things.
            known += [name for name in info.alt_spellings() if len(name) > LONGEST_CODE]
    for (code, alpha_3), known in others.items():
        country = Country(code, alpha_3, english[code], None, (), ())
        yield country, [*known, *ADDED.get(code, ())]


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
