"""The evidence on a page for the terminal: where sources differ, and the sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.render import words
from sistercities_cli.render.layout import Layout, address
from sistercities_cli.render.terminal import QUIET, STRONG

if TYPE_CHECKING:
    from sistercities_cli.model import Conflict, Source


def conflicts(layout: Layout, found: Sequence[Conflict]) -> None:
    """Print the facts on which sources differ, if there are any."""
    if not found:
        return
    layout.subtitle("Where sources differ")
    for one in found:
        about = f"{one.field} ({one.about})" if one.about else one.field
        layout.item(Text.assemble((about, STRONG), f": {one.trusted}. {one.why}"))
        for claim in one.claims:
            layout.indent(Text.assemble(f"– {claim.value}\n", address(claim.url)))


def sources(layout: Layout, found: Sequence[Source]) -> None:
    """Print sources with the facts that each supports, if there are any."""
    if not found:
        return
    layout.subtitle("Sources")
    for one in found:
        date = words.in_words(one.date) if one.date else None
        parts = [one.publisher, one.title, date]
        text = ", ".join(part for part in parts if part) + "."
        if one.note:
            text += f" {one.note}"
        layout.item(Text(text))
        detail = address(one.url)
        if one.supports:
            detail.append(f"\nsupports {', '.join(one.supports)}", style=QUIET)
        layout.indent(detail)
