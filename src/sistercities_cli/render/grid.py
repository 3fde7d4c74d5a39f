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
    def minimum(self) -> int:
        """The width below which a cell would be broken where it should not."""
        texts = [self.header, *(cell.plain for cell in self.cells)]
        pieces = [piece for text in texts for piece in text.split()] if self.folds else texts
        return max((cell_len(piece) for piece in pieces), default=0)


def fits(columns: Sequence[Column], width: int) -> bool:
    """Say whether a table keeps its words whole in so many columns."""
    return sum(one.minimum for one in columns) + GAP * (len(columns) - 1) <= width


def table(columns: Sequence[Column], *, header: bool = True) -> Table:
    """Lay columns out beside each other."""
    grid = Table(
        box=box.SIMPLE_HEAD,
        show_header=header,
        header_style=QUIET,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),  # the box has a blank between columns
    )
    for one in columns:
        grid.add_column(
            one.header,
            justify="right" if one.right else "left",
            no_wrap=not one.folds,
            overflow="fold",
            min_width=one.minimum,
        )
    for row in zip(*(one.cells for one in columns), strict=True):
        grid.add_row(*row)
    return grid
