"""The countries of the world, for those that a directory does not name itself.

Names and codes are those of the Unicode CLDR, by way of Babel, which is loaded only here.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex


def find_country(name: str) -> Country | None:
    """Return the country of ISO 3166-1 with this English name, code or native name.

    >>> find_country("BRA").name
    'Brazil'
    >>> find_country("Brasil").code
    'BR'
    """
    countries = _countries()
    index = NameIndex[Country]("country")
    for country in countries.values():
        index.add(country, country.name, also=country.names)
    found = index.exact(name)
    if found is None:
        # Native names stand in some 200 locale files: read only when nothing else fits.
        for code, native in _native_names(countries):
            index.add(countries[code], native)
        found = index.exact(name)
    return found


def _countries() -> dict[str, Country]:
    english = Locale("en").territories
    # CLDR keeps the alpha-3 codes as aliases of the alpha-2 codes.
    aliases = get_global("territory_aliases").items()
    alpha_3 = {
        codes[0]: alias
        for alias, codes in aliases
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1
    }
    return {
        code: Country(code, alpha_3[code], name, None, (), ())
        for code, name in english.items()
        if code in alpha_3
    }


def _native_names(codes: dict[str, Country]) -> Iterator[tuple[str, str]]:
    for code in codes:
        for language in get_official_languages(code, de_facto=True):
            try:
                yield code, Locale.parse(language).territories[code]
            except (UnknownLocaleError, KeyError):
                continue  # CLDR has no names in that language
