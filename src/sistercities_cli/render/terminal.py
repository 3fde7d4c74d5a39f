"""What displays on the terminal share: the console, and how things are coloured."""

from __future__ import annotations

from typing import NoReturn, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from sistercities_cli.model import Relationship, Status

NARROW = 60  # columns; below, a table would be all folds, so entries stand one below another
HEIGHT = 25  # nothing here depends on it

STRONG = Style(bold=True)
QUIET = Style(dim=True)
HEADING = Style(bold=True, color="cyan")
ROUND = Style(bold=True, color="magenta")
STATUS = {
    Status.ACTIVE: Style(color="green"),
    Status.SUSPENDED: Style(color="yellow", bold=True),
    Status.DORMANT: Style(color="yellow"),
    Status.ENDED: Style(color="red"),
    Status.UNCONFIRMED: QUIET,
}


class TerminalConsole(Console):
    """A console that takes nothing in the data for markup, emoji codes or numbers to colour."""

    def __init__(self, file: TextIO, width: int) -> None:
        # With a height Rich asks neither the environment nor the terminal for a size.
        super().__init__(
            file=file, width=width, height=HEIGHT, markup=False, emoji=False, highlight=False
        )

    def on_broken_pipe(self) -> NoReturn:
        """Leave a closed pipe to whoever called; Rich would end the program with 1."""
        raise BrokenPipeError


def status_text(status: Status) -> Text:
    """Write a status in its colour; the word alone says it too."""
    return Text(status.value, style=STATUS[status])


def with_status(text: Text, view: Relationship) -> Text:
    """Add the status, where it is not the usual one."""
    if view.status is not Status.ACTIVE:
        text.append_text(Text.assemble(" (", status_text(view.status), ")"))
    return text
