"""Console, styles, page layout and tables for the terminal.

Only this package imports Rich.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest
from typing import Generic, NoReturn, TextIO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sistercities_cli.model import Relationship, Status

MIN_TABLE_WIDTH = (
    60  # columns; below, a table would be all folds, so entries stand one below another
)

CONSOLE_HEIGHT = 25  # nothing here depends on it
BOLD = Style(bold=True)
DIM = Style(dim=True)
HEADING = Style(bold=True, color="cyan")
MILESTONE = Style(bold=True, color="magenta")

STATUS_STYLES = {
    Status.ACTIVE: Style(color="green"),
    Status.SUSPENDED: Style(color="yellow", bold=True),
    Status.DORMANT: Style(color="yellow"),
    Status.ENDED: Style(color="red"),
    Status.UNCONFIRMED: DIM,
}


class TerminalConsole(Console):
    """A console that takes nothing in the data for markup, emoji codes or numbers to colour."""

    def __init__(self, file: TextIO, width: int) -> None:
        # With a height Rich asks neither the environment nor the terminal for a size.
        super().__init__(
            file=file,
            width=width,
            height=CONSOLE_HEIGHT,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def on_broken_pipe(self) -> NoReturn:
        """Leave a closed pipe to whoever called; Rich would end the program with 1."""
        raise BrokenPipeError


def status_text(status: Status) -> Text:
    """Write a status in its colour; the word alone says it too."""
    return Text(status.value, style=STATUS_STYLES[status])


def append_status(text: Text, view: Relationship) -> Text:
    """Add the status, where it is not the usual one."""
    if view.status is not Status.ACTIVE:
        text.append_text(Text.assemble(" (", status_text(view.status), ")"))
    return text


LABEL_WIDTH = 12
MAX_PAGE_WIDTH = 100  # longer lines are hard to read
LabelledFact = tuple[str, Text]  # a label and what stands beside it


class Layout:
    """Prints labelled facts, bullets and indented texts on a console."""

    def __init__(self, console: Console) -> None:
        console.width = min(console.width, MAX_PAGE_WIDTH)
        self.console = console

    def rows(self, rows: Sequence[LabelledFact]) -> None:
        """Print labelled facts, beside their labels where there is room for it."""
        if self.console.width < MIN_TABLE_WIDTH:
            for label, text in rows:
                if label:
                    self.print(Text(f"  {label}", style=DIM))
                self.indent(text)
            return
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=LABEL_WIDTH, style=DIM)
        grid.add_column(overflow="fold")
        for label, text in rows:
            grid.add_row(f"  {label}", text)
        self.print(grid)

    def bullets(self, title: str, texts: Sequence[str]) -> None:
        """Print texts under a title, if there are any."""
        if not texts:
            return
        self.subtitle(title)
        for text in texts:
            self.item(Text(text))

    def item(self, text: Text) -> None:
        """Print a text after a bullet."""
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=3)
        grid.add_column(overflow="fold")
        grid.add_row("  •" if self.console.encoding.startswith("utf") else "  -", text)
        self.print(grid)

    def indent(self, text: Text) -> None:
        """Print a text indented like those after bullets."""
        self.print(Padding(text, (0, 0, 0, 4)))

    def subtitle(self, title: str) -> None:
        """Print the title of a part."""
        self.print(Text(f"\n{title}", style=HEADING))

    def print(self, *things: object) -> None:
        """Print things on the console."""
        self.console.print(*things)


def link_text(url: str) -> Text:
    """Write a web address that folds anywhere and stays a link all the same."""
    return Text.assemble((url, Style(link=url)), overflow="fold")


T = TypeVar("T")
EMPTY_CELL = Text()
GAP = 2  # columns between two columns

BATCH_ROWS = (
    200  # so many rows are printed at once: long tables begin soon and never fill the memory
)


class LazyCells(Generic[T]):
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
    return sum(one.minimum for one in columns) <= _available_width(columns, width)


def print_table(console: Console, columns: Sequence[Column], *, header: bool = True) -> None:
    """Print columns beside each other, on a console that they fit.

    Rich's own tables take a millisecond a row, all of it before the first row is seen.
    """
    widths = _column_widths(columns, console.width)
    if header:
        names = [Text(one.header, DIM) for one in columns]
        _print_segments(
            console,
            chain(_row_segments(console, columns, widths, names), _rule_segments(console, widths)),
        )
    rows = zip(*(one.cells for one in columns), strict=True)
    while batch := list(islice(rows, BATCH_ROWS)):
        _print_segments(
            console,
            chain.from_iterable(_row_segments(console, columns, widths, row) for row in batch),
        )


def _print_segments(console: Console, segments: Iterable[Segment]) -> None:
    console.print(Segments(segments), end="", crop=False)


def _rule_segments(console: Console, widths: Sequence[int]) -> Iterator[Segment]:
    sign = "-" if console.options.ascii_only else "─"
    yield Segment(sign * (sum(widths) + GAP * (len(widths) - 1)))
    yield Segment.line()


def _row_segments(
    console: Console, columns: Sequence[Column], widths: Sequence[int], row: Sequence[Text]
) -> Iterator[Segment]:
    """Yield the lines of a row: as many as the cell that is folded most has."""
    folded = [_wrap_cell(console, cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=EMPTY_CELL):
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


def _wrap_cell(console: Console, cell: Text, width: int) -> Iterable[Text]:
    if cell_len(cell.plain) <= width:
        return [cell]
    return cell.wrap(console, width, overflow="fold")


def _available_width(columns: Sequence[Column], width: int) -> int:
    """Return what is left for the cells between the gaps."""
    return width - GAP * (len(columns) - 1)


def _column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share the room out: the column that has most to give gives first."""
    widths = [one.natural for one in columns]
    spare = [one.natural - one.minimum for one in columns]
    for _ in range(sum(widths) - _available_width(columns, width)):
        giving = spare.index(max(spare))
        widths[giving] -= 1
        spare[giving] -= 1
    return widths
