"""A bibliography for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.bibliography import Entry
from sistercities_cli.render import words
from sistercities_cli.render.layout import Layout, address
from sistercities_cli.render.sources import uses
from sistercities_cli.render.terminal import HEADING, QUIET

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.model import Source


def show(console: Console, entries: Sequence[Entry]) -> None:
    """Print sources under their publishers, each with what it is cited for."""
    layout = Layout(console)
    for publisher, group in groupby(entries, key=lambda entry: entry.source.publisher):
        layout.print(Text(publisher, style=HEADING))
        for entry in group:
            _print(layout, entry)
        layout.print()
    publishers = len({entry.source.publisher for entry in entries})
    summary = f"{words.counted(len(entries), 'source')} of {words.counted(publishers, 'publisher')}"
    layout.print(Text(summary, style=QUIET))


def _print(layout: Layout, entry: Entry) -> None:
    link = address(entry.source.url)
    about = _about(entry.source)
    layout.item(Text(about) if about else link)
    if about:
        layout.indent(link)
    for line in uses(entry):
        layout.indent(Text(line, style=QUIET))


def _about(source: Source) -> str:
    """Say title, date and note, as far as they are known."""
    date = words.in_words(source.date) if source.date else None
    head = ", ".join(part for part in (source.title, date) if part)
    if head and not head.endswith((".", "?", "!")):
        head += "."
    return " ".join(part for part in (head, source.note) if part)
