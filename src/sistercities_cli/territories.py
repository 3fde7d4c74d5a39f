"""The countries of ISO 3166-1 with their codes and English names, as CLDR has them.

They come by way of Babel, which is loaded only here and by ``world``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from babel import Locale
from babel.core import get_global

NATIONS = "900"  # of the numbers of ISO 3166-1; those from here on are free for any use
KOSOVO = "XK"  # the one free code for a country that CLDR names
# Codes of ISO 3166-3 that CLDR gives for the country that went on.
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}


@cache
def english() -> dict[str, str]:
    """Return the English names of the countries by their alpha-2 codes.

    >>> [english().get(code) for code in ("DE", "XK", "EU")]
    ['Germany', 'Kosovo', None]
    """
    _load_dates()
    numbered = {codes[0] for number, codes in _aliases(digits=True) if number < NATIONS}
    names = Locale("en").territories
    return {code: names[code] for code in sorted({*numbered, KOSOVO})}


@cache
def alpha_3() -> dict[str, str]:
    """Return the alpha-3 codes of the countries by their alpha-2 codes.

    >>> alpha_3()["DE"], alpha_3()["CD"]
    ('DEU', 'COD')
    """
    long = [(name, codes) for name, codes in _aliases(digits=False) if len(name) == 3]
    return {codes[0]: name for name, codes in long if name not in WITHDRAWN}


def _load_dates() -> None:
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


def _aliases(*, digits: bool) -> list[tuple[str, list[str]]]:
    """Return other codes with the alpha-2 code that each stands for, where that is one."""
    # Numbers and alpha-3 codes are aliases in CLDR; what fell apart has several successors.
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return [
        (name, codes)
        for name, codes in aliases.items()
        if name.isdigit() == digits and len(codes) == 1
    ]
