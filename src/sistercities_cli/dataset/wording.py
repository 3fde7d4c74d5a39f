"""How problems name keys and values, safe for the terminal that shows them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

MANY = 500
HINT = ". Did you mean "


def join(path: str, name: str) -> str:
    """Put a key after a path; one that could steer the terminal is spelt out."""
    shown = name if is_usable(name) else repr(name)
    return f"{path}.{shown}" if path else shown


def is_usable(name: str) -> bool:
    """Say whether a name can be shown and typed."""
    return (
        name.isprintable()
        and bool(name)
        and " " not in name  # no other blank is printable
        and unicodedata.is_normalized("NFC", name)
    )


def is_id(name: str) -> bool:
    """Say whether a name is a plain id, which fits into addresses, file names and calendars."""
    return name.isascii() and name.replace("-", "").isalnum()


def suggestion(name: str, known: Collection[str]) -> str:
    """Return a sentence with the name probably meant, empty if none comes near."""
    if len(known) > MANY:  # comparing with so many takes too long
        return ""
    close = _nearest(name, tuple(known))
    return f"{HINT}{close}?" if close else ""


@lru_cache(maxsize=1024)  # who misspells a key of one record misspells that of all
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    return next(filter(is_usable, get_close_matches(name, known, n=1)), None)


def suggested(message: str) -> str | None:
    """Return the name that a message suggests, None if it suggests none.

    >>> suggested("'tiitle' is not a key here" + suggestion("tiitle", ["title"]))
    'title'
    """
    _, hint, rest = message.rpartition(HINT)
    return rest.partition("?")[0] if hint else None


def shown(value: object) -> str:
    """Show what stands there, unless it is too much."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, (dt.date, dt.time)):
        return f"{value} without quotation marks"
    try:
        return repr(value)
    except ValueError:  # a number of more digits than Python will write
        return "a very long number"


def is_code(text: str, length: int) -> bool:
    """Say whether a text is a code of so many capital letters."""
    return len(text) == length and text.isascii() and text.isalpha() and text.isupper()
