"""Describe how a spreadsheet was read, and group the problems of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.errors import Problem

MAX_RANGES = 8  # of row numbers in a message


class RowProblem(NamedTuple):
    """A problem of a row, and the title of the column it is in, if any."""

    row: int
    title: str
    message: str


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
    shown = [*ranges[:MAX_RANGES], *(["…"] if len(ranges) > MAX_RANGES else [])]
    return f"{len(ordered):,} rows ({', '.join(shown)})"


def group_problems(problems: Iterable[RowProblem]) -> tuple[Problem, ...]:
    """Join problems with the same message in the same column, in the order of their first rows."""
    rows: dict[tuple[str, str], list[int]] = {}
    for row, title, message in problems:
        rows.setdefault((title, message), []).append(row)
    return tuple(
        Problem(", ".join(filter(None, (format_rows(numbers), title))), message)
        for (title, message), numbers in rows.items()
    )


def describe_columns(titles: Mapping[str, str], unused: Sequence[str]) -> list[str]:
    """Describe which columns are read as what, and which are not."""
    read = ", ".join(
        field if field == title else f"{field} from {title!r}" for field, title in titles.items()
    )
    return [
        *([f"Columns read: {read}"] if read else []),
        *([f"Columns not used: {', '.join(unused)}"] if unused else []),
    ]
