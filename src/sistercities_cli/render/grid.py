"""Tables for the terminal that fold between words, or say that they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from sistercities_cli.render.terminal import QUIET

GAP = 2  # columns between two columns


class Column(NamedTuple):
    """One column with all its cells."""

    header: str
    cells: Sequence[Text]
    folds: bool = False  # between words, if room is short
    right: bool = False

    @property
    def natural(self) -> int:
        """The width at which nothing is folded."""
        return max(cell_len(text) for text in (self.header, *(one.plain for one in self.cells)))

    @property
    def minimum(self) -> int:
        """The width below which a word, or a cell that does not fold, would be broken."""
        if not self.folds:
            return self.natural
        texts = (self.header, *(one.plain for one in self.cells))
        return max(cell_len(word) for text in texts for word in text.split() or [""])


def fits(columns: Sequence[Column], width: int) -> bool:
    """Say whether a table keeps its words whole in so many columns."""
    return sum(one.minimum for one in columns) <= _room(columns, width)


def table(columns: Sequence[Column], width: int, *, header: bool = True) -> Table:
    """Lay columns out beside each other, within a width that they fit."""
    grid = Table(
        box=box.SIMPLE_HEAD,
        show_header=header,
        header_style=QUIET,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),  # the box has a blank between columns
    )
    for one, own_width in zip(columns, _widths(columns, width), strict=True):
        grid.add_column(
            one.header, justify="right" if one.right else "left", overflow="fold", width=own_width
        )
    for row in zip(*(one.cells for one in columns), strict=True):
        grid.add_row(*row)
    return grid


def _room(columns: Sequence[Column], width: int) -> int:
    """Return what is left for the cells between the gaps."""
    return width - GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share the room out: the column that has most to give gives first.

    Rich would take from columns that cannot give, and cut their cells off.
    """
    widths = [one.natural for one in columns]
    spare = [one.natural - one.minimum for one in columns]
    for _ in range(sum(widths) - _room(columns, width)):
        giving = spare.index(max(spare))
        widths[giving] -= 1
        spare[giving] -= 1
    return widths
