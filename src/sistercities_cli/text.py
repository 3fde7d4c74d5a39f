"""Plain-text helpers: plurals, lists of names, ordinals, unprintable characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A regular-expression class of joiners, variation selectors, fillers and the Braille blank.
INVISIBLE_CLASS = (
    r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200c\u200d"
    r"\u2800\u3164\ufe00-\ufe0f\uffa0"
)
INVISIBLE = rf"[{INVISIBLE_CLASS}\U000e0100-\U000e01ef]"
ORDINAL_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}  # by last digit; others: "th"


def pluralize(count: int, noun: str) -> str:
    """Format a count with its noun, in the plural unless the count is 1.

    >>> pluralize(1, "source"), pluralize(1200, "source"), pluralize(0, "city")
    ('1 source', '1,200 sources', '0 cities')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {plural(noun)}"


def plural(noun: str) -> str:
    """Return the plural of a regular English noun, or of the first of two joined by "of".

    >>> plural("sister city"), plural("treaty of friendship")
    ('sister cities', 'treaties of friendship')
    """
    first, of, second = noun.partition(" of ")
    return f"{first[:-1]}ies{of}{second}" if first.endswith("y") else f"{first}s{of}{second}"


def join_with_and(names: Sequence[str]) -> str:
    """Join one or more names with commas and "and".

    >>> join_with_and(["Chicago", "Birmingham"]), join_with_and(["a", "b", "c"])
    ('Chicago and Birmingham', 'a, b and c')
    """
    return _join(names, "and")


def join_with_or(names: Sequence[str]) -> str:
    """Join one or more names with commas and "or"."""
    return _join(names, "or")


def _join(names: Sequence[str], conjunction: str) -> str:
    *others, last = names
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def ordinal(number: int) -> str:
    """Format an ordinal number, like "53rd"."""
    last_digit = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ORDINAL_SUFFIXES.get(last_digit, 'th')}"


def capitalize_first(text: str) -> str:
    """Capitalize the first letter and keep the rest, unlike :meth:`str.capitalize`."""
    return text[:1].upper() + text[1:]


def with_full_stop(text: str) -> str:
    """End a message with a full stop, unless it is a list or ends with a command to type.

    >>> with_full_stop("No such option: --nope"), with_full_stop("Use: sistercities list")
    ('No such option: --nope.', 'Use: sistercities list')
    """
    ends = text.endswith((".", "?", "!")) or "\n" in text or ": sistercities " in text
    return text if ends else f"{text}."


def wrap_words(text: str, width: int) -> str:
    """Wrap the lines of a text that are too long, keeping commands to type in one piece.

    >>> print(wrap_words("It is a country: sistercities country germany", 20))
    It is a country:
    sistercities country germany
    """
    from textwrap import wrap

    lines = []
    for line in text.split("\n"):
        before, command, arguments = line.partition(": sistercities ")
        unbroken = (command.lstrip(": ") + arguments).replace(" ", "\0")
        indent = " " * (len(line) - len(line.lstrip()))
        lines += (
            wrap(
                f"{before}{command[:2]}{unbroken}",
                width,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            if len(line) > width
            else [line]
        )
    return "\n".join(lines).replace("\0", " ")


def escape_unprintable(text: str) -> str:
    """Return printable text unchanged, other text as a Python literal.

    >>> print(escape_unprintable("\\x1b[2Jtowns.toml"))
    '\\x1b[2Jtowns.toml'
    """
    return text if text.isprintable() else repr(text)


def escape_characters(text: str) -> str:
    """Replace unprintable characters by their escapes in Python.

    >>> print(escape_characters("show '\\x1b[2Jtowns.toml'"))
    show '\\x1b[2Jtowns.toml'
    """
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def visible_text(text: str) -> str:
    """Remove invisible characters and extra spaces.

    >>> visible_text("Brest\u200d  sur Mer ")
    'Brest sur Mer'
    """
    return " ".join(re.sub(INVISIBLE, "", text).split())
