"""Tables for the terminal that fold between words, or say that they do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment, Segments
from rich.text import Text

from sistercities_cli.render.terminal import QUIET

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")

NOTHING = Text()
GAP = 2  # columns between two columns
BATCH = 200  # so many rows are printed at once: long tables begin soon and never fill the memory


class Cells(Generic[T]):
    """The cells of a column, made whenever they are wanted: many would fill the memory."""

    def __init__(self, rows: Iterable[T], cell: Callable[[T], Text]) -> None:
        self._rows = rows
        self._cell = cell

    def __iter__(self) -> Iterator[Text]:
        return map(self._cell, self._rows)


class Column:
    """One column with all its cells."""

    def __init__(
        self,
        header: str,
        cells: Iterable[Text],  # gone through more than once
        *,
        folds: bool = False,  # between words, if room is short
        right: bool = False,
    ) -> None:
        self.header = header
        self.cells = cells
        self.folds = folds
        self.right = right

    @property
    def natural(self) -> int:
        """The width at which nothing is folded."""
        return self._measured[0]

    @property
    def minimum(self) -> int:
        """The width below which a word, or a cell that does not fold, would be broken."""
        return self._measured[1]

    @cached_property
    def _measured(self) -> tuple[int, int]:
        texts = {self.header, *(one.plain for one in self.cells)}
        natural = max(map(cell_len, texts))
        if not self.folds:
            return natural, natural
        return natural, max(cell_len(word) for text in texts for word in text.split() or [""])


def fits(columns: Sequence[Column], width: int) -> bool:
    """Say whether a table keeps its words whole in so many columns."""
    return sum(one.minimum for one in columns) <= _room(columns, width)


def print_table(console: Console, columns: Sequence[Column], *, header: bool = True) -> None:
    """Print columns beside each other, on a console that they fit.

    Rich's own tables take a millisecond a row, all of it before the first row is seen.
    """
    widths = _widths(columns, console.width)
    if header:
        names = [Text(one.header, QUIET) for one in columns]
        _print(console, chain(_row(console, columns, widths, names), _rule(console, widths)))
    rows = zip(*(one.cells for one in columns), strict=True)
    while batch := list(islice(rows, BATCH)):
        _print(console, chain.from_iterable(_row(console, columns, widths, row) for row in batch))


def _print(console: Console, segments: Iterable[Segment]) -> None:
    console.print(Segments(segments), end="", crop=False)


def _rule(console: Console, widths: Sequence[int]) -> Iterator[Segment]:
    sign = "-" if console.options.ascii_only else "─"
    yield Segment(sign * (sum(widths) + GAP * (len(widths) - 1)))
    yield Segment.line()


def _row(
    console: Console, columns: Sequence[Column], widths: Sequence[int], row: Sequence[Text]
) -> Iterator[Segment]:
    """Yield the lines of a row: as many as the cell that is folded most has."""
    folded = [_fold(console, cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=NOTHING):
        blanks = 0
        for column, width, part in zip(columns, widths, parts, strict=True):
            spare = width - cell_len(part.plain)
            yield Segment(" " * (blanks + spare if column.right else blanks))
            if part.spans:
                yield from part.render(console)
            else:
                yield Segment(part.plain, console.get_style(part.style))
            blanks = GAP if column.right else spare + GAP
        yield Segment.line()


def _fold(console: Console, cell: Text, width: int) -> Iterable[Text]:
    if cell_len(cell.plain) <= width:
        return [cell]
    return cell.wrap(console, width, overflow="fold")


def _room(columns: Sequence[Column], width: int) -> int:
    """Return what is left for the cells between the gaps."""
    return width - GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share the room out: the column that has most to give gives first."""
    widths = [one.natural for one in columns]
    spare = [one.natural - one.minimum for one in columns]
    for _ in range(sum(widths) - _room(columns, width)):
        giving = spare.index(max(spare))
        widths[giving] -= 1
        spare[giving] -= 1
    return widths
