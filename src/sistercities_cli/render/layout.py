"""The pieces that a page for the terminal is laid out with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sistercities_cli.render.terminal import HEADING, NARROW, QUIET

if TYPE_CHECKING:
    from rich.console import Console

LABEL_WIDTH = 12
WIDEST = 100  # longer lines are hard to read
Row = tuple[str, Text]  # a label and what stands beside it


class Layout:
    """Prints labelled facts, bullets and indented texts on a console."""

    def __init__(self, console: Console) -> None:
        console.width = min(console.width, WIDEST)
        self.console = console

    def rows(self, rows: Sequence[Row]) -> None:
        """Print labelled facts, beside their labels where there is room for it."""
        if self.console.width < NARROW:
            for label, text in rows:
                if label:
                    self.print(Text(f"  {label}", style=QUIET))
                self.indent(text)
            return
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=LABEL_WIDTH, style=QUIET)
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


def address(url: str) -> Text:
    """Write a web address that folds anywhere and stays a link all the same."""
    return Text.assemble((url, Style(link=url)), overflow="fold")
