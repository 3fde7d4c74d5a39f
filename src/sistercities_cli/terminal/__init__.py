"""Console, styles, page layout and tables for the terminal.

Only this package imports Rich.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Generic, TextIO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from sistercities_cli.model import Relationship, Status
from sistercities_cli.pictures import STATUS_SYMBOLS

if TYPE_CHECKING:
    from rich.table import Table

T = TypeVar("T")

BOLD = Style(bold=True)
DIM = Style(dim=True)
HEADING = Style(bold=True, color="cyan")
MILESTONE = Style(bold=True, color="magenta")
STATUS_STYLES = {status: Style.parse(symbol.style) for status, symbol in STATUS_SYMBOLS.items()}
MIN_TABLE_WIDTH = 60  # columns; on narrower consoles, every cell would wrap, so print entries
MAX_PAGE_WIDTH = 100  # columns; longer lines are hard to read
COLUMN_GAP = 2
FIRST_SPACING_MARK = "\u0903"  # by code point
BATCH_ROWS = 200  # printed at once, so that long tables start early and use little memory


class TerminalConsole(Console):
    """A console that prints text without markup, emoji codes or highlighting."""

    def __init__(self, file: TextIO, width: int) -> None:
        super().__init__(
            file=file,
            # Given both sizes, Rich asks neither the environment nor the terminal.
            width=width,
            height=25,
            # Rich forces colours for any value; many programs take 0 as off.
            force_terminal=False if os.environ.get("FORCE_COLOR") == "0" else None,
            markup=False,
            emoji=False,
            highlight=False,
            # On Windows, Rich takes a file or pipe for a console without escape sequences.
            legacy_windows=None if file.isatty() else False,
        )


def cell_width(text: str) -> int:
    """Measure a text in cells of the terminal.

    Unlike Rich, count spacing vowel signs, which most terminals give a cell: in the others, a
    short line does less harm than one that wraps.
    """
    return cell_len(text) + _count_spacing_marks(text)


def _count_spacing_marks(text: str) -> int:
    if text.isascii() or max(text) < FIRST_SPACING_MARK:
        return 0
    return sum(unicodedata.category(one) == "Mc" and not cell_len(one) for one in text)


def status_text(status: Status) -> Text:
    """Format a status in its colour."""
    return Text(status.value, style=STATUS_STYLES[status])


def append_status(text: Text, view: Relationship) -> Text:
    """Append the status unless it is active."""
    if view.status is not Status.ACTIVE:
        text.append_text(Text.assemble(" (", status_text(view.status), ")"))
    return text


def link_text(url: str) -> Text:
    """Format a URL as a link that can wrap anywhere."""
    return Text.assemble((url, Style(link=url)), overflow="fold")


class Layout:
    """Prints labelled facts, bullets and indented text on a console."""

    def __init__(self, console: Console) -> None:
        console.width = min(console.width, MAX_PAGE_WIDTH)
        self.console = console
        self.print: Callable[..., None] = console.print

    def facts(self, facts: Iterable[tuple[str, Text]]) -> None:
        """Print the facts that have a text next to their labels, or below on narrow consoles."""
        filled = ((Text(f"  {label}" if label else "", DIM), text) for label, text in facts if text)
        self.grid([(12, DIM)], filled)

    def grid(self, columns: Iterable[tuple[int, Style]], rows: Iterable[Sequence[Text]]) -> None:
        """Print rows whose last cell wraps next to the others, on narrow consoles below them."""
        if self.console.width < MIN_TABLE_WIDTH:
            for *heads, text in rows:
                if head := Text(" ").join(heads):
                    self.print(head)
                self.indent(text)
        else:
            self.print(_folding_grid(columns, rows))

    def bullet(self, text: Text) -> None:
        """Print a text after a bullet."""
        self.item("  -" if self.console.options.ascii_only else "  •", text)

    def item(self, marker: str, text: Text) -> None:
        """Print a text after a bullet or number, with a hanging indent."""
        self.print(_folding_grid([(len(marker), Style.null())], [(Text(marker), text)]))

    def indent(self, text: Text) -> None:
        """Print a text indented like the text after a bullet."""
        from rich.padding import Padding

        self.print(Padding(text, (0, 0, 0, 4)))

    def subtitle(self, title: str) -> None:
        """Print the title of a section."""
        self.print(Text(f"\n{title}", style=HEADING))


def _folding_grid(columns: Iterable[tuple[int, Style]], rows: Iterable[Sequence[Text]]) -> Table:
    from rich.table import Table  # slow to import, and not needed for lists

    grid = Table.grid(padding=(0, 1))
    for width, style in columns:
        grid.add_column(width=width, style=style)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


@dataclass
class Column(Generic[T]):
    """A column of a table."""

    header: str
    rows: Sequence[T]
    make_cell: Callable[[T], Text]
    _: KW_ONLY
    wraps: bool = False  # wraps between words if the console is narrow
    right: bool = False

    def cells(self) -> Iterator[Text]:
        """Generate the cells on each call, as keeping them would take too much memory."""
        return map(self.make_cell, self.rows)

    @cached_property
    def widths(self) -> tuple[int, int]:
        """The width at which nothing wraps, and the one below which a word would break."""
        texts = {self.header, *(cell.plain for cell in self.cells())}
        natural = max(map(cell_width, texts))
        if not self.wraps:
            return natural, natural
        return natural, max(cell_width(word) for text in texts for word in text.split() or [""])


def fits(columns: Sequence[Column[T]], width: int) -> bool:
    """Check whether columns fit into a width without breaking words."""
    return sum(column.widths[1] for column in columns) <= _available_width(columns, width)


def print_table(console: Console, columns: Sequence[Column[T]], *, header: bool = True) -> None:
    """Print columns on a console that is wide enough for them.

    Rich's own tables take a millisecond per row and print nothing until they are complete.
    """
    widths = _column_widths(columns, console.width)
    if header:
        names = [Text(column.header, DIM) for column in columns]
        rule = "-" if console.options.ascii_only else "─"
        rule *= sum(widths) + COLUMN_GAP * (len(widths) - 1)
        head = _row_segments(console, columns, widths, names)
        console.print(Segments((*head, Segment(rule), Segment.line())), end="", crop=False)
    rows = zip(*(column.cells() for column in columns), strict=True)
    while batch := list(islice(rows, BATCH_ROWS)):
        lines = (_row_segments(console, columns, widths, row) for row in batch)
        console.print(Segments(chain.from_iterable(lines)), end="", crop=False)


def _row_segments(
    console: Console, columns: Sequence[Column[T]], widths: Sequence[int], row: Sequence[Text]
) -> Iterator[Segment]:
    """Yield the lines of a row, as many as its tallest cell has."""
    cells = [
        [cell]
        if cell_width(cell.plain) <= width
        else cell.wrap(console, width - _count_spacing_marks(cell.plain), overflow="fold")
        for cell, width in zip(row, widths, strict=True)
    ]
    for line in zip_longest(*cells, fillvalue=Text()):
        blanks = 0
        for column, width, part in zip(columns, widths, line, strict=True):
            spare = width - cell_width(part.plain)
            yield Segment(" " * (blanks + spare if column.right else blanks))
            if part.spans:
                yield from part.render(console)
            else:
                yield Segment(part.plain, console.get_style(part.style))
            blanks = COLUMN_GAP if column.right else spare + COLUMN_GAP
        yield Segment.line()


def _available_width(columns: Sequence[Column[T]], width: int) -> int:
    """Return the width of all cells together, without the gaps between them."""
    return width - COLUMN_GAP * (len(columns) - 1)


def _column_widths(columns: Sequence[Column[T]], width: int) -> list[int]:
    """Shrink the column with the most spare width, repeatedly, until the columns fit."""
    widths = [column.widths[0] for column in columns]
    spare = [natural - minimum for natural, minimum in (column.widths for column in columns)]
    for _ in range(sum(widths) - _available_width(columns, width)):
        widest = spare.index(max(spare))
        widths[widest] -= 1
        spare[widest] -= 1
    return widths
