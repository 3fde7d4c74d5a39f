"""Parse the names of cities and countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from sistercities_cli import countries
from sistercities_cli.bundled import read_bundled
from sistercities_cli.convert.cells import split_country
from sistercities_cli.convert.gazetteer import Match, NoMatch, find_place, has_name
from sistercities_cli.datafile.write import CityDraft, CityKey
from sistercities_cli.errors import AmbiguousNameError, NotFoundError, SisterCitiesError
from sistercities_cli.model import Country
from sistercities_cli.names import simplify

MAX_SUGGESTED_FOR = 200  # unknown countries; more suggestions would take too long
REGIONS_FILE = "regions.txt"

# Countries where brackets may be part of a city name: Halle (Saale), Frankfurt (Oder).
BRACKETS_IN_NAMES = {"AT", "DE"}
MAX_PARTS = 2  # of a name with a comma

# Patterns, which are compiled on first use.
_BRACKETS = r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]"
_FORMERLY = (
    r"(?i)(?:formerly|former|früher|ehemals|ehem\.|vormals|dt\.|deutsch:?|german:?|anciennement|"
    r"antes|già|ex|now|today|heute|aka|also)[ -]"
)
_REGION = (
    r"(?i)\d|\b(?:bezirk|kreis|landkreis|stadtteil|ortsteil|provinz|region|kanton|county|district|"
    r"province|state|département|dept|arrondissement|provincia|regione|comunidad|distrito|okres|"
    r"kraj|powiat|województwo|oblast|область|район)|(?:bezirk|kreis)\b"
)


_simplify_cached = lru_cache(maxsize=2**16)(simplify)  # names repeat


def city_key(city: CityDraft) -> CityKey:
    """Return the simplified names that identify a city."""
    return _simplify_cached(city.name), city.country, _simplify_cached(city.region or "")


class CountryFinder:
    """Finds countries by name or code, caching the results."""

    def __init__(self) -> None:
        self._results: dict[str, Country | NotFoundError] = {}

    def find(self, name: str) -> Country:
        """Return the country of that name; raises :class:`NotFoundError`."""
        if name not in self._results:
            try:
                suggests = len(self._results) < MAX_SUGGESTED_FOR
                self._results[name] = countries.find(name, suggests=suggests)
            except NotFoundError as error:
                self._results[name] = error
        result = self._results[name]
        if isinstance(result, NotFoundError):
            raise result
        return result


def parse_city(text: str, country: Country) -> CityDraft:
    """Parse the name of a city in a known country.

    Text in brackets is split off if it is another name, or a region of the country, and a name of
    the country also after a comma.

    >>> parse_city("Szczecin (Stettin)", countries.find("PL")).also
    ['Stettin']
    """
    as_written = CityDraft(text, country.code)
    name, qualifier = split_country(text)
    if qualifier and _is_country(qualifier, country):
        return as_written._replace(name=name)
    match = re.fullmatch(_BRACKETS, text) if text[-1:] in {")", "]"} else None
    if match is None:
        return as_written
    name, inner = match[1], match[2].strip()
    names = _names_of_region(inner, country.code)
    if names and names != _names_of_region(name, country.code):
        return as_written._replace(name=name, region=inner)
    is_foreign = countries.has(inner) and not names
    if re.search(_REGION, inner) or inner.isupper() or is_foreign:
        return as_written
    former = re.match(_FORMERLY, inner)
    if country.code in BRACKETS_IN_NAMES and not former:
        other = find_place(inner, country.code)
        if not (isinstance(other, Match) and has_name(other.place, name, country.code)):
            return as_written
    return as_written._replace(name=name, also=[inner[former.end() :] if former else inner])


def is_list(text: str, country: str) -> bool:
    """Check for several cities, like "Brest, Lyon", but not "Portland, Maine"."""
    parts = [part.strip() for part in text.split(",")]
    if ";" in text or len(parts) > MAX_PARTS:
        return True
    if len(parts) == 1 or any(simplify(parts[1]) in group for group in _regions(country)):
        return False
    found = {find_place(part, country) for part in parts}
    return len(found) > 1 and NoMatch.UNKNOWN not in found


def parse_home(
    text: str, find: Callable[[str], Country], default: Country | None = None
) -> CityDraft:
    """Parse a home such as ``Springfield, US``; raises :class:`SisterCitiesError`.

    ``default`` is the country if the text does not have one.

    >>> home = parse_home("Washington, D.C., United States", countries.find)
    >>> home.name, home.country
    ('Washington, D.C.', 'US')
    """
    name, country = split_country(text)
    if default and not (country and countries.has(country)):
        return parse_city(text, default)
    if not country:
        raise SisterCitiesError(f"{text!r} has no country: write it like Springfield, US")
    return parse_city(name, find(country))


def find_home(homes: Iterable[CityDraft], text: str) -> CityDraft | None:
    """Find a home by its name, with or without its country."""
    simple = simplify(text)
    name, country = split_country(text)
    for home in homes:
        own = simplify(home.name)
        if simple == own or (
            own == simplify(name) and _is_country(country, countries.find(home.country))
        ):
            return home
    return None


def _is_country(text: str, country: Country) -> bool:
    """Check for a name of the country, even an ambiguous one."""
    try:
        return countries.find_exact(text) == country
    except AmbiguousNameError as error:
        return country.name in error.suggestions


@cache
def _regions(code: str) -> list[tuple[str, ...]]:
    """Return the names of each region of a country."""
    lines = read_bundled(REGIONS_FILE).decode("utf-8").splitlines()
    line = next((line for line in lines if line.startswith(f"{code}|")), "")
    return [tuple(group.split("=")) for group in line.split("|")[1:]]


def _names_of_region(name: str, code: str) -> tuple[str, ...]:
    """Return all names of the region with a name that is or contains this one, if any."""
    words = f" {simplify(name)} "
    regions = _regions(code)
    return next((names for names in regions if any(words in f" {one} " for one in names)), ())
