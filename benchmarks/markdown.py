"""Write figures and tables of them in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.figures import Spread, is_met


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table: the first column to the left, the others to the right.

    >>> print(table(["job", "time"], [["a|b", "1 ms"]]), end="")
    | job | time |
    | --- | ---: |
    | a\\|b | 1 ms |
    """
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "".join(_row(row) for row in (_escaped(header), rule, *map(_escaped, rows)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(cells: Sequence[str]) -> list[str]:
    return [cell.replace("|", "\\|") for cell in cells]


def seconds(figure: float) -> str:
    """Write a time in the unit that suits it.

    >>> seconds(0.01234), seconds(3.456)
    ('12.3 ms', '3.46 s')
    """
    return f"{figure:.2f} s" if figure >= 1 else f"{figure * 1000:.1f} ms"


def size(figure: float) -> str:
    """Write a number of bytes in the unit that suits it.

    >>> size(41_234), size(9_876_543), size(456_789_000)
    ('41 kB', '9.9 MB', '457 MB')
    """
    if figure < 1e6:
        return f"{figure / 1e3:.0f} kB"
    return f"{figure / 1e6:.0f} MB" if figure >= 1e8 else f"{figure / 1e6:.1f} MB"


def rounds(count: int) -> str:
    """Write how often each job ran."""
    return "1 round" if count == 1 else f"{count} rounds"


def ratio(figure: float) -> str:
    """Write a multiple."""
    return f"{figure:.2f}"


def quartiles(spread: Spread) -> str:
    """Write the quartiles of a multiple."""
    return f"{spread.low:.2f}–{spread.high:.2f}"


def verdict(figure: float, limit: float | None) -> tuple[str, str]:
    """Write a limit and whether it is met; nothing where there is none.

    >>> verdict(6.504, 6.5), verdict(6.51, 6.5), verdict(99, None)
    (('6.5', 'yes'), ('6.5', 'no'), ('', ''))
    """
    if limit is None:
        return "", ""
    return f"{limit:g}", "yes" if is_met(figure, limit) else "no"


def fill(page: str, name: str, part: str) -> str:
    """Put a part between its marks in a page; raises :class:`ValueError` without marks."""
    start, end = f"<!-- measured: {name} -->", "<!-- end -->"
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no part between {start} and {end}")
    return f"{before}{start}\n\n{part}\n{end}{after}"
