"""The languages of native names, for screen readers and the choice of fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sistercities_cli.model import City

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
# Scripts by language, as they begin the names of letters; all others are written in Latin letters.
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "am": ("ETHIOPIC",), "bn": ("BENGALI",), "el": ("GREEK",), "he": ("HEBREW",),
    "hy": ("ARMENIAN",), "ja": ("CJK", "HIRAGANA", "KATAKANA"), "ka": ("GEORGIAN",),
    "ko": ("HANGUL",), "th": ("THAI",), "zh": ("CJK",),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    **dict.fromkeys(("hi", "ne"), ("DEVANAGARI",)),
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), ("CYRILLIC",)),
}  # fmt: skip
LATIN = ("LATIN",)


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
