"""Texts about a relationship on the page, and the names under which it is found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from sistercities_cli import dates, geography, model
from sistercities_cli.errors import DateError
from sistercities_cli.model import City, Organisation, Relationship, Source
from sistercities_cli.names import simplify
from sistercities_cli.site.listing import Entry

# Main language by country, except where two languages share a script, as in Switzerland.
LANGUAGES: Mapping[str, str] = {
    "AE": "ar", "AL": "sq", "AM": "hy", "AR": "es", "AT": "de", "AZ": "az", "BA": "bs", "BD": "bn",
    "BG": "bg", "BR": "pt", "BY": "be", "CL": "es", "CN": "zh", "CO": "es", "CZ": "cs", "DE": "de",
    "DK": "da", "DZ": "ar", "EE": "et", "EG": "ar", "ES": "es", "FR": "fr", "GE": "ka", "GR": "el",
    "HR": "hr", "HU": "hu", "ID": "id", "IE": "ga", "IL": "he", "IN": "hi", "IQ": "ar", "IR": "fa",
    "IS": "is", "IT": "it", "JO": "ar", "JP": "ja", "KR": "ko", "KZ": "kk", "LB": "ar", "LT": "lt",
    "LV": "lv", "LY": "ar", "MA": "ar", "MK": "mk", "MN": "mn", "MX": "es", "NL": "nl", "NO": "no",
    "NP": "ne", "PE": "es", "PK": "ur", "PL": "pl", "PT": "pt", "RO": "ro", "RS": "sr", "RU": "ru",
    "SA": "ar", "SE": "sv", "SI": "sl", "SK": "sk", "SY": "ar", "TH": "th", "TN": "ar", "TR": "tr",
    "TW": "zh", "UA": "uk", "VN": "vi",
}  # fmt: skip
# Scripts by language, as in the Unicode names of letters; other languages use Latin letters.
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "am": ("ETHIOPIC",), "bn": ("BENGALI",), "el": ("GREEK",), "he": ("HEBREW",),
    "hy": ("ARMENIAN",), "ja": ("CJK", "HIRAGANA", "KATAKANA"), "ka": ("GEORGIAN",),
    "ko": ("HANGUL",), "th": ("THAI",), "zh": ("CJK",),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    **dict.fromkeys(("hi", "ne"), ("DEVANAGARI",)),
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), ("CYRILLIC",)),
}  # fmt: skip
LATIN = ("LATIN",)


def fact_sources(sources: Iterable[Source], *facts: str) -> list[int]:
    """Return the positions, from 1, of the sources that support any of some facts."""
    return [n for n, one in enumerate(sources, 1) if not set(facts).isdisjoint(one.supports)]


def url_sources(sources: Iterable[Source], url: str) -> list[int]:
    """Return the positions, from 1, of the sources with a URL."""
    return [n for n, one in enumerate(sources, 1) if one.url == url]


def has_own_sources(entry: Entry) -> bool:
    """Check whether any event of the history has sources of its own."""
    return any(map(entry.evidence.event_sources, entry.view.events))


def dates_in_words(content: str) -> str:
    """Replace the ISO dates in a text.

    >>> dates_in_words("2022-03-01, announced in the season 2021-22")
    '1 March 2022, announced in the season 2021-22'
    """

    def replace(match: re.Match[str]) -> str:
        try:
            return dates.format_date(dates.parse_date(match[0]))
        except DateError:
            return match[0]

    return re.sub("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", replace, content)


def describe_place(view: Relationship) -> str:
    """Describe the location of the partner and its distance from the home, if known."""
    seat = view.partner.seat
    place = model.format_place(seat)
    if seat.coordinates:
        place += f": {geography.format_coordinates(seat.coordinates)}"
    if kilometres := model.distance_between(view.home, seat):
        place += f", {geography.format_distance(kilometres)} from {view.home.name}"
    return place


def searchable_names(view: Relationship) -> str:
    """Join the simplified names under which a relationship is found."""
    return "|".join(filter(None, dict.fromkeys(map(simplify, _names(view)))))


def searchable_codes(view: Relationship) -> str:
    """Join the codes of the partner's country, which are found by exact match only."""
    country = view.partner.country
    return f"{simplify(country.code)}|{simplify(country.alpha_3)}"


def _names(view: Relationship) -> Iterator[str]:
    yield from (view.id, view.kind, view.status.value, view.title or "", *view.also)
    yield from (*view.home_units, *view.partner_units, *(city.name for city in view.with_))
    for party in (view.partner, view.home_party):
        yield from (party.id, party.name, *party.names)
        if isinstance(party, Organisation):
            yield from (party.city.name, *party.city.names)
    yield view.home.name
    country = view.partner.country
    codes = {country.code, country.alpha_3}
    yield from (country.name, *(name for name in country.names if name not in codes))


def native_language(city: City, name: str) -> str | None:
    """Return the language of a native name if its script is that of the country's language.

    >>> from sistercities_cli import load
    >>> osaka = load().find("osaka")
    >>> native_language(osaka, "大阪市"), native_language(osaka, "Ōsaka")
    ('ja', None)
    """
    language = LANGUAGES.get(city.country.code, "")
    letter = next((unicodedata.name(letter, "") for letter in name if letter.isalpha()), "")
    return language if language and letter.startswith(SCRIPTS.get(language, LATIN)) else None
