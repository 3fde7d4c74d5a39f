"""Rows as a table in Markdown (GitHub Flavored Markdown, "Tables")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sistercities_cli.render.records import Record

# Signs that mean something in Markdown or in the HTML that it may hold.
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|~#&"})


def table(rows: Iterable[Record], columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield the lines of a table; values read as plain text, whatever characters they hold."""
    if header:
        yield _line(columns)
        yield _line(["---"] * len(columns))
    for row in rows:
        yield _line([_plain(row.get(column)) for column in columns])


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).translate(_ESCAPES)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
