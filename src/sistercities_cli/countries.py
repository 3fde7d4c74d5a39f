"""Look up countries by name in many languages, or by code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sistercities_cli.bundled import read_bundled
from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.model import Country
from sistercities_cli.names import NameIndex, simplify

COUNTRIES_FILE = "countries.txt"
MIN_PREFIX = 3  # letters; a shorter prefix is more likely a code

# Conjunctions and articles in several languages, which are often omitted.
IGNORED_WORDS = frozenset(
    {
        "and", "und", "et", "y", "e", "ed", "i", "a", "och", "og", "ja", "en", "es", "va", "si",
        "in", "ir", "un", "dan", "и", "і", "та", "και", "of", "the", "der", "die", "das", "le",
        "la", "les", "el", "los", "las", "il", "gli", "os", "as",
    }
)  # fmt: skip
ABBREVIATIONS = {
    "st": "saint", "sankt": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic",
    "fed": "federal", "federated": "federal", "sts": "states", "is": "islands",
}  # fmt: skip
_INVERTED = r"([^,(\[（]+)[,(\[（](.+)"  # "Korea, Republic of"
_BRACKETS = r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|（([^（）]*)）)"


def country_key(name: str) -> str:
    """Reduce a name to its significant words.

    >>> country_key("St. Kitts & Nevis"), country_key("The Rep. of Yemen")
    ('saint kitts nevis', 'republic yemen')
    """
    words = simplify(name).split()
    significant = [ABBREVIATIONS.get(word, word) for word in words if word not in IGNORED_WORDS]
    return " ".join(significant or words)


def by_code(code: str) -> Country | None:
    """Return the country with this ISO 3166-1 alpha-2 code, or None.

    >>> by_code("MM").name, by_code("mm")
    ('Myanmar', None)
    """
    return next(_with_text(f"\n{code}\t"), None)


def find_exact(name: str) -> Country | None:
    """Return the country with exactly this code, or name in any language, or None.

    A code takes precedence over a name. Raises :class:`AmbiguousNameError` if several countries
    have the name.

    >>> names = "Italie", "Korea, Rep.", "England, United Kingdom", "Georgia (country)", "nga"
    >>> [find_exact(name).code for name in names]
    ['IT', 'KR', 'GB', 'GE', 'NG']
    """
    found = _matches(name)
    has_parts = not found and not {*",([（"}.isdisjoint(name)  # patterns take long to compile
    if has_parts and (match := re.match(_INVERTED, name)):
        found = _matches(f"{match[2]} {match[1]}")
    if has_parts and not found and (qualifiers := [*map("".join, re.findall(_BRACKETS, name))]):
        found = _matches(re.sub(_BRACKETS, "", name))
        # "Georgia (USA)" and "Georgia (US state)" are not the country.
        texts = {*qualifiers, *" ".join(qualifiers).split()}
        if any(other not in found for text in texts for other in _matches(text)):
            return None
    if len(found) > 1:
        raise AmbiguousNameError("country", name, tuple(sorted(one.name for one in found)))
    return found[0] if found else None


def has(name: str) -> bool:
    """Check whether a country has exactly this name or code."""
    try:
        return find_exact(name) is not None
    except AmbiguousNameError:
        return True


def find(name: str, *, suggests: bool = True) -> Country:
    """Return the country with this name or code, or with an English name that begins with it.

    Raises :class:`NotFoundError`, with similar names if ``suggests``, or its subclass
    :class:`AmbiguousNameError` with the candidates.

    >>> find("Bosnia").code, find("Switzer").code
    ('BA', 'CH')
    """
    country = find_exact(name) or find_by_prefix(name)
    if country is None:
        raise NotFoundError("country", name, suggest(name) if suggests else ())
    return country


def find_by_prefix(name: str) -> Country | None:
    """Return the country with an English name that begins with at least three letters, or None.

    Raises :class:`AmbiguousNameError` if there are several.
    """
    return _index().find_by_prefix(name) if len(simplify(name)) >= MIN_PREFIX else None


def suggest(name: str) -> tuple[str, ...]:
    """Return the English names most similar to a name, best first."""
    return _index().suggest(name)


def all_countries() -> Iterator[tuple[Country, list[str]]]:
    """Yield all countries with their English names, the everyday one first."""
    return (_parse(line) for line in _text().splitlines() if not line.startswith("#"))


@cache
def _text() -> str:
    return read_bundled(COUNTRIES_FILE).decode("utf-8")


def _matches(name: str) -> list[Country]:
    code = name.strip()
    if code.isascii() and code.isalpha() and len(code) in (2, 3):
        # Fields are separated by tabs, and lines begin with the alpha-2 code.
        coded = f"\n{code.upper()}\t" if len(code) == 2 else f"\t{code.upper()}\t"
        if found := list(_with_text(coded)):
            return found
    return list(_with_text(f";{country_key(name)};"))


def _with_text(text: str) -> Iterator[Country]:
    """Yield the countries whose lines contain a string."""
    lines = _text()
    position = lines.find(text)
    while position >= 0:
        start = lines.rfind("\n", 0, position + 1) + 1
        end = lines.index("\n", start)
        yield _parse(lines[start:end])[0]
        position = lines.find(text, end)


def _parse(line: str) -> tuple[Country, list[str]]:
    """Parse a line."""
    code, alpha_3, english, _ = line.split("\t")
    names = english.split(";")
    return Country(code, alpha_3, names[0], None, (), ()), names


@cache
def _index() -> NameIndex[Country]:
    """Index the English names."""
    index = NameIndex[Country]("country")
    for country, (name, *others) in all_countries():
        index.add(country, name, also=others)
    return index
