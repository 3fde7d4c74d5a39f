"""Pages as Markdown (CommonMark), to paste into a document or convert with pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from sistercities_cli import anniversaries
from sistercities_cli.bibliography import format_access, format_citation
from sistercities_cli.dates import format_date
from sistercities_cli.formats import escape_markdown
from sistercities_cli.model import Event, EventKind, Relationship, Status, format_count
from sistercities_cli.pages import blocks
from sistercities_cli.pages.blocks import Block, Bullet, Clock, Fact, Line, Link, Strong, Title
from sistercities_cli.text import capitalize_first

# Starts of lists, rules, underlines and definitions, in pandoc too; the second group is the
# character to escape.
_BLOCK_START = re.compile(
    r"^((?:\(?(?:[0-9]+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)(?=[.)](?:\s|$)))?)([-+=:%.)])"
)


def write_page(page: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks of a page, each with a blank line above."""
    for number, block in enumerate(page):
        if text := "\n".join(_block_lines(block)):
            yield f"\n{text}\n" if number else f"{text}\n"


def _block_lines(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912  # one case per block type
    match block:
        case Title():
            yield from _title_lines(block)
        case blocks.Heading():
            yield f"{'#' * block.level} {escape_markdown(block.text)}"
        case blocks.Paragraph():
            yield _format_line(block.line)
        case blocks.Facts():
            yield from map(_format_fact, block.facts)
        case blocks.History():
            for event, citations in block.events:
                yield _format_event(event, citations)
        case blocks.Bullets():
            for bullet in block.bullets:
                yield from _bullet_lines(bullet)
        case blocks.Relationships():
            yield f"## {escape_markdown(f'{block.home.name}: {format_count(block.views)}')}\n"
            for view in block.views:
                age = view.anniversary(block.on, leap_day=block.leap_day)
                yield _format_relationship(view, age)
        case blocks.Sources():
            for number, source in enumerate(block.sources, 1):
                citation = _escape_start(escape_markdown(format_citation(source)))
                parts = (citation, f"<{source.url}>.", format_access(source))
                yield f"{number}. {' '.join(filter(None, parts))}"
        case blocks.Hint():
            return
        case _:
            assert_never(block)


def _title_lines(title: Title) -> Iterator[str]:
    yield f"# {escape_markdown(title.name)}\n"
    lines = [*map(_format_line, (*title.names, *title.place))]
    lines.append(f"As of {format_date(title.on)}")
    yield " ".join(_end_sentence(capitalize_first(line)) for line in lines if line)


def _end_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _format_fact(fact: Fact) -> str:
    value = "; ".join(_format_line(line, emphasis=False) for line in fact.values)
    if fact.note:
        value = f"{_end_sentence(value)} {escape_markdown(fact.note)}"
    return f"- **{fact.label}:** {value}"


def _format_event(event: Event, citations: tuple[int, ...]) -> str:
    kind = "" if event.kind is EventKind.EVENT else f" ({event.kind})"
    return f"- **{format_date(event.date)}**{kind}: {_format_line(Line((event.note,), citations))}"


def _bullet_lines(bullet: Bullet) -> Iterator[str]:
    yield f"- {_format_line(bullet.line)}"
    for detail in bullet.details:
        yield f"  - {_format_line(detail)}"


def _format_relationship(view: Relationship, age: anniversaries.Anniversary) -> str:
    partner = (
        f"**{escape_markdown(view.partner.name)}**, {escape_markdown(view.partner.country.name)}"
    )
    since = f" since {format_date(view.founded)}" if view.founded else ", date not known"
    years = f", {anniversaries.format_age(age)}" if age.years is not None else ""
    status = "" if view.status is Status.ACTIVE else f", {view.status}"
    if status and view.status_since:
        status += f" since {format_date(view.status_since)}"
    coming = ""
    if age.next:
        name = anniversaries.anniversary_name(age.next.number)
        coming = f"; {name} anniversary: {anniversaries.format_occurrence(age.next)}"
    return f"- {partner}: {escape_markdown(view.kind)}{since}{years}{status}{coming}"


def _format_line(line: Line, *, emphasis: bool = True) -> str:
    """Format a line that may start a block."""
    parts = (_format_part(part, emphasis=emphasis) for part in line.parts)
    text = _escape_start("".join(parts))
    citations = f" [{', '.join(map(str, line.citations))}]" if line.citations else ""
    return f"{text}{citations}"


def _escape_start(text: str) -> str:
    return _BLOCK_START.sub(r"\1\\\2", text, count=1)


def _format_part(part: str, *, emphasis: bool) -> str:
    match part:
        case Clock():
            return ""
        case Link():
            return f"<{part}>"
        case Strong() if emphasis:
            return f"**{escape_markdown(part).strip()}**"
        case _:
            return escape_markdown(part)
