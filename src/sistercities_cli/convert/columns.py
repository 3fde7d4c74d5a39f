"""Match the headings of a spreadsheet to fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.convert.cells import split_country
from sistercities_cli.convert.dates import is_date
from sistercities_cli.convert.headings import HEADINGS, HOME, PARTNER, PLACE_FIELDS, SIDE_WORDS
from sistercities_cli.convert.words import KIND_BY_WORD, STATUS_BY_WORD, is_kind, is_status
from sistercities_cli.model import Status
from sistercities_cli.names import simplify, simplify_list

FIELDS = tuple(
    dict.fromkeys(
        name
        for field in HEADINGS
        for name in (reversed(PLACE_FIELDS[field]) if field in PLACE_FIELDS else (field,))
    )
)
# Functions that recognize values, by field, to resolve headings shared by several fields.
VALUE_TESTS: Mapping[str, Callable[[str], bool]] = {
    "status": is_status, "country": countries.has, "founded": is_date, "kind": is_kind,
}  # fmt: skip

MAX_HEADING_LENGTH = 1000  # longer cells are text, which takes long to look up

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # a footnote marker, unit or explanation
_NUMBERED = re.compile(r"(.*[^\d\s])([12])")


class Column(NamedTuple):
    """A column of a spreadsheet."""

    heading: str
    values: Sequence[str]  # a sample, without empty ones


class Guess(NamedTuple):
    """The fields that a heading may mean, and the side that it names, if any."""

    fields: tuple[str, ...] = ()
    side: int | None = None


@lru_cache(maxsize=1024)  # the same lines are split at each candidate delimiter
def guess_field(heading: str) -> Guess:
    """Look up the fields for a heading, regardless of the other columns.

    >>> guess_field("Année [1]").fields, guess_field("Heimatland"), guess_field("Mayor").fields
    (('founded',), Guess(fields=('country',), side=0), ())
    """
    for text in (heading, _NOTE.sub("", heading), *heading.split("/")):
        key = simplify(text)
        if key in _FIELDS:
            return Guess(_FIELDS[key])
        for side, rest in _sides(key):
            if fields := tuple(field for field in _FIELDS.get(rest, ()) if field in PLACE_FIELDS):
                return Guess(fields, side)
    return Guess()


def count_headings(row: Sequence[str], chosen: Mapping[str, str]) -> int:
    """Count the different fields for which a row has a heading."""
    names = set(map(simplify, chosen.values()))
    guesses = {
        Guess((cell,)) if simplify(cell) in names else guess_field(cell)
        for cell in row
        if len(cell) <= MAX_HEADING_LENGTH
    }
    return len(guesses - {Guess()})


def match_columns(
    columns: Sequence[Column], chosen: Mapping[str, str]
) -> tuple[list[str | None], list[str]]:
    """Return the field for each column, if any, and the problems of the headings.

    ``chosen`` maps fields to headings specified by the user.
    """
    fields: list[str | None] = [None] * len(columns)
    headings = [simplify(column.heading) for column in columns]
    problems: list[str] = []
    for field, heading in chosen.items():
        if simplify(heading) in headings:
            fields[headings.index(simplify(heading))] = field
        else:
            problems.append(f"has no column {heading!r}: {list_headings(columns)}")
    guesses = [
        Guess() if field else _decide(guess_field(column.heading), column)
        for field, column in zip(fields, columns, strict=True)
    ]
    # Headings that name their side come first; the others fill the remaining fields.
    for position, guess in enumerate(guesses):
        name = None
        if guess.fields and guess.fields[0] not in PLACE_FIELDS:
            name = guess.fields[0]
        elif guess.fields and guess.side is not None:
            name = PLACE_FIELDS[guess.fields[0]][guess.side]
        if name and name not in chosen:
            fields[position] = name
    _fill(fields, guesses, headings)
    for name in {*PLACE_FIELDS["region"]} - chosen.keys():  # provinces are within regions
        for position in [one for one, field in enumerate(fields) if field == name][1:]:
            fields[position] = None
    problems += _missing_or_repeated(columns, fields)
    return fields, problems


def list_headings(columns: Sequence[Column]) -> str:
    """List the headings found, for a message."""
    return f"found {', '.join(repr(one.heading) for one in columns if one.heading)}"


def _decide(guess: Guess, column: Column) -> Guess:
    """Choose between several fields by the values in the column."""
    if len(guess.fields) > 1:
        for field in filter(guess.fields.__contains__, VALUE_TESTS):
            if 2 * sum(map(VALUE_TESTS[field], column.values)) > len(column.values):
                return guess._replace(fields=(field,))
        if "region" in guess.fields:
            return guess._replace(fields=("region",))
    return guess


def _fill(fields: list[str | None], guesses: Sequence[Guess], headings: Sequence[str]) -> None:
    """Assign place columns whose headings do not name a side."""
    open_positions: dict[str, list[int]] = {}
    for position, (names, side) in enumerate(guesses):
        if names and names[0] in PLACE_FIELDS and side is None:
            open_positions.setdefault(names[0], []).append(position)
    positions = open_positions.pop("place", [])
    for position, name in zip(positions, _sides_of_names(fields, positions, headings), strict=True):
        fields[position] = name
    has_both = "home" in fields and "partner" in fields
    for field, positions in open_positions.items():
        names_side = PLACE_FIELDS[field][PARTNER] in fields  # a heading like "partner country"
        for position in positions:
            side = HOME if names_side else PARTNER
            if has_both:
                side = _nearest_side(fields, position)
            fields[position] = PLACE_FIELDS[field][side]
    # A single country column is the partner's, in any position.
    for position in open_positions.get("country", []):
        if fields[position] == "home_country" and not {"country", "country_code"} & {*fields}:
            fields[position] = "country"


def _sides_of_names(
    fields: Sequence[str | None], positions: Sequence[int], headings: Sequence[str]
) -> list[str]:
    """Return the fields of columns with place names, by default the partner's."""
    # The same heading twice is home and partner; two different ones are ambiguous.
    is_pair = len(positions) == 2 and headings[positions[0]] == headings[positions[1]]
    names = ["home"] if "home" not in fields and ("partner" in fields or is_pair) else []
    return [*names, *["partner"] * len(positions)][: len(positions)]


def _nearest_side(fields: Sequence[str | None], position: int) -> int:
    """Return the side whose name most closely precedes a column, or else comes first."""
    home, partner = fields.index("home"), fields.index("partner")
    preceding = [column for column in (home, partner) if column < position]
    nearest = max(preceding) if preceding else min(home, partner)
    return HOME if nearest == home else PARTNER


def _missing_or_repeated(columns: Sequence[Column], fields: Sequence[str | None]) -> Iterator[str]:
    found = f"{list_headings(columns)}. Name it with --column"
    if "partner" not in fields:
        yield f"has no column for the name of the partner: {found} partner=HEADING"
    has_country = bool({"country", "country_code"} & {*fields})
    if not has_country and not _include_countries(columns, fields):
        yield f"has no column for the country of the partner: {found} country=HEADING"
    for field in dict.fromkeys(filter(None, fields)):
        same = [one.heading for one, name in zip(columns, fields, strict=True) if name == field]
        if len(same) > 1:
            names = ", ".join(map(repr, same))
            advice = f"Choose with --column {field}=HEADING"
            yield f"has {len(same)} columns for {field}: {names}. {advice}"


def _include_countries(columns: Sequence[Column], fields: Sequence[str | None]) -> bool:
    """Check whether the partners are mostly written like "Brest (France)"."""
    values = columns[fields.index("partner")].values if "partner" in fields else ()
    return 2 * sum(countries.has(split_country(one)[1]) for one in values) > len(values)


def _sides(key: str) -> Iterator[tuple[int, str]]:
    """Yield the sides that a heading may name, with the rest of the heading."""
    words = key.split()
    for position in range(1, len(words)):
        start, end = " ".join(words[:position]), " ".join(words[position:])
        for word, rest in ((start, end), (end, start)):
            if word in _SIDES:
                yield _SIDES[word], rest
    for prefix, side in (("partner", PARTNER), ("heimat", HOME)):  # Partnerland
        if key.startswith(prefix):
            yield side, key.removeprefix(prefix)
    if match := _NUMBERED.fullmatch(key):  # lat1, lat2
        yield _SIDES[match[2]], match[1]


def _fields_by_heading() -> dict[str, tuple[str, ...]]:
    """Map headings to fields; words for a kind or status may be headings, too."""
    found: dict[str, tuple[str, ...]] = {}
    for field, headings in HEADINGS.items():
        for heading in dict.fromkeys((field.replace("_", " "), *simplify_list(headings))):
            found[heading] = (*found.get(heading, ()), field)
    for word, kind in KIND_BY_WORD.items():
        if kind.endswith(("city", "town")):
            found.setdefault(word, ("partner",))
        elif kind in ("partnership", "twinning"):
            found.setdefault(word, ("partner", "kind", "founded"))
    for word, status in STATUS_BY_WORD.items():
        if status in (Status.ACTIVE, Status.ENDED):
            found.setdefault(word, ("status" if status is Status.ACTIVE else "ended",))
    return found


_FIELDS = _fields_by_heading()
_SIDES = {word: side for side, words in SIDE_WORDS.items() for word in simplify_list(words)}
