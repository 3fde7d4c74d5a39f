"""Search results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.dates import format_date
from sistercities_cli.fulltext import Hit, HitField
from sistercities_cli.model import Relationship, format_parties
from sistercities_cli.names import simplify
from sistercities_cli.terminal import BOLD, DIM, MILESTONE, Layout
from sistercities_cli.text import capitalize_first, plural, pluralize

if TYPE_CHECKING:
    from rich.console import Console


def show_hits(console: Console, hits: Sequence[Hit], words: Sequence[str]) -> None:
    """Print texts grouped by field, with the search words highlighted."""
    layout = Layout(console)
    prefixes = tuple(simplify(" ".join(words)).split())
    layout.print(Text(pluralize(len(hits), "text"), DIM))
    for field, group in groupby(hits, key=lambda hit: hit.field):
        layout.subtitle(capitalize_first(plural(field)))
        for hit in group:
            text = _highlight(hit.text, prefixes)
            if field is HitField.NAME:
                layout.bullet(text)
            else:
                layout.bullet(_heading(hit))
                layout.indent(text)


def _heading(hit: Hit) -> Text:
    subject = hit.subject
    name = format_parties(subject) if isinstance(subject, Relationship) else subject.name
    date = f", {format_date(hit.date)}" if hit.date else ""
    return Text.assemble((name, BOLD), (date, DIM))


def _highlight(text: str, prefixes: tuple[str, ...]) -> Text:
    """Highlight words that begin with a search word."""
    marked = Text(text)
    for word in re.finditer(r"\w+", text):
        if simplify(word[0]).startswith(prefixes):
            marked.stylize(MILESTONE, *word.span())
    return marked
