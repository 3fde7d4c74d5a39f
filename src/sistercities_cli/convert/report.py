"""Describe how a spreadsheet was read, and group the problems of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.convert.gazetteer import NoMatch, PlaceLookup
from sistercities_cli.datafile.write import CityDraft, CityKey
from sistercities_cli.errors import Problem
from sistercities_cli.text import pluralize

MAX_LISTED = 8  # ranges of row numbers, or other texts, in a message
SAVE_AS_CSV = "save it as CSV in UTF-8"  # advice in messages


class RowProblem(NamedTuple):
    """A problem in a row, with the title of its column, if any."""

    row: int
    title: str
    message: str
    earlier: int | None = None  # the row that it contradicts


def format_rows(numbers: Iterable[int]) -> str:
    """Format the numbers of rows, with their count and with ranges.

    >>> format_rows([2, 3, 4, 7]), format_rows([5])
    ('4 rows (2–4, 7)', 'row 5')
    """
    ordered = sorted(set(numbers))
    if len(ordered) == 1:
        return f"row {ordered[0]}"
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])
    ]
    ranges = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return f"{len(ordered):,} rows ({cut_short(ranges)})"


def group_problems(problems: Iterable[RowProblem]) -> tuple[Problem, ...]:
    """Join problems with the same message in the same column, in the order of their first rows."""
    groups: dict[tuple[str, str], list[RowProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.title, problem.message), []).append(problem)
    return tuple(
        Problem(", ".join(filter(None, (_format_places(group), title))), message)
        for (title, message), group in groups.items()
    )


def _format_places(problems: Sequence[RowProblem]) -> str:
    """Format the rows of problems, with the earlier rows that they contradict."""
    pairs = [f"{one.earlier} and {one.row}" for one in problems if one.earlier is not None]
    if not pairs:
        return format_rows(one.row for one in problems)
    if len(pairs) == 1:
        return f"rows {pairs[0]}"
    return f"{len(pairs):,} pairs of rows ({cut_short(pairs)})"


def cut_short(texts: Sequence[str]) -> str:
    """Join the first few texts of a list.

    >>> cut_short(["2–4", "7"])
    '2–4, 7'
    """
    return ", ".join([*texts[:MAX_LISTED], *(["…"] if len(texts) > MAX_LISTED else [])])


def describe_columns(titles: Mapping[str, str], unused: Sequence[str]) -> list[str]:
    """List the fields with their columns, and the columns not used."""
    read = ", ".join(
        field if field == title else f"{field} from {title!r}" for field, title in titles.items()
    )
    return [
        *([f"Columns read: {read}"] if read else []),
        *([f"Columns not used: {', '.join(unused)}"] if unused else []),
    ]


def describe_places(found: PlaceLookup, cities: Mapping[CityKey, CityDraft]) -> list[str]:
    """List the places found in the gazetteer, and the cities without coordinates."""

    def label(key: CityKey) -> str:
        name, country, region = cities[key][:3]
        return f"{', '.join(filter(None, (name, region)))} ({country})"

    def listed(keys: Iterable[CityKey]) -> str:
        return ", ".join(map(label, keys))

    lines = []
    if found.cities:
        count = pluralize(len(found.cities), "place")
        lines.append(f"Coordinates and time zones of {count} from GeoNames:")
    if exact := [key for key in found.cities if key not in found.names]:
        lines.append(f"By exact name: {listed(exact)}")
    for key, name in found.names.items():
        lines.append(f"{label(key)}: matched to {name}, by another name")
    unclear = dict(found.unclear)
    if distant := unclear.pop(NoMatch.DISTANT, None):
        lines.append(f"{NoMatch.DISTANT.value}: {listed(distant)}")
    missing = "No coordinates found; add latitude and longitude, or another name:"
    lines += [missing] if unclear else []
    return [*lines, *(f"{one.value}: {listed(keys)}" for one, keys in unclear.items())]
