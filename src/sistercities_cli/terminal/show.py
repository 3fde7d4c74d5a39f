"""The page about a city, organisation or relationship."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from rich import box
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from sistercities_cli.model import Event, EventKind, Status
from sistercities_cli.pages import blocks
from sistercities_cli.pages.blocks import Block, Bullet, Fact, Line, Link, Strong, Title
from sistercities_cli.terminal import BOLD, DIM, HEADING, Layout, link_text, status_text
from sistercities_cli.terminal.lists import show_relationships, source_text

if TYPE_CHECKING:
    from rich.console import Console


def show_page(console: Console, page: Iterable[Block]) -> None:
    """Print a page."""
    layout = Layout(console)
    for block in page:
        _print_block(layout, block)
    layout.print()


def _print_block(layout: Layout, block: Block) -> None:  # noqa: C901  # one case per block type
    match block:
        case Title():
            layout.print(_title_panel(block))
        case blocks.Heading():
            layout.subtitle(block.text)
        case blocks.Paragraph():
            layout.print()
            layout.item(" ", _line_text(block.line))
        case blocks.Facts():
            layout.facts((fact.label, _fact_text(fact)) for fact in block.facts)
        case blocks.History():
            rows = (_event_cells(event, citations) for event, citations in block.events)
            layout.grid([(12, Style.null()), (11, DIM)], rows)
        case blocks.Bullets():
            for bullet in block.bullets:
                _print_bullet(layout, bullet)
        case blocks.Relationships():
            layout.print()
            show_relationships(layout.console, block.views, block.on, block.leap_day)
            hint = f"Everything about one: sistercities show {block.views[0].id}"
            layout.print(Text(hint, style=DIM))
        case blocks.Sources():
            width = len(f"  [{len(block.sources)}]")
            for number, source in enumerate(block.sources, 1):
                layout.item(f"[{number}]".rjust(width), source_text(source))
        case blocks.Hint():
            layout.print(Text(f"\n{block.text}", style=DIM))
        case _:
            assert_never(block)


def _title_panel(title: Title) -> Panel:
    lines = [Text(title.name, style=BOLD), *map(_line_text, title.names)]
    for line in title.place:
        text = _line_text(line)
        text.stylize(DIM)
        lines.append(text)
    text = Text("\n").join(lines)
    return Panel(text, box=box.ROUNDED, border_style=HEADING, padding=(0, 1))


def _fact_text(fact: Fact) -> Text:
    note = [Text(fact.note)] if fact.note else []
    return Text("\n").join([*map(_line_text, fact.values), *note])


def _event_cells(event: Event, citations: tuple[int, ...]) -> list[Text]:
    kind = "" if event.kind is EventKind.EVENT else event.kind.value
    note = _line_text(Line((event.note,), citations))
    return [Text(f"  {event.date}", style=BOLD), Text(kind), note]


def _print_bullet(layout: Layout, bullet: Bullet) -> None:
    layout.bullet(_line_text(bullet.line))
    for detail in bullet.details:
        layout.indent(Text("– ").append_text(_line_text(detail)))


def _line_text(line: Line) -> Text:
    text = Text(overflow="fold").join(map(_part_text, line.parts))
    if line.citations:
        text.append(f" [{', '.join(map(str, line.citations))}]", style=DIM)
    return text


def _part_text(part: str) -> Text:
    match part:
        case Status():
            return status_text(part)
        case Link():
            return link_text(part)
        case Strong():
            return Text(part, style=BOLD)
        case _:
            return Text(part)
