"""The agenda of anniversaries for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from sistercities_cli.agenda import Upcoming, Window
from sistercities_cli.anniversaries import MILESTONE
from sistercities_cli.render import words
from sistercities_cli.render.grid import Column, fits, print_table
from sistercities_cli.render.terminal import HEADING, QUIET, ROUND, STRONG, with_status

if TYPE_CHECKING:
    from rich.console import Console


def show(
    console: Console, found: Sequence[Upcoming], window: Window, *, header: bool = True
) -> None:
    """Print anniversaries: those with a day, then those without, each under a heading."""
    console.print(Text(_span(window), style=HEADING))
    dated = [one for one in found if one.occurrence.days is not None]
    others = [one for one in found if one.occurrence.days is None]
    parts = (
        (_dated_columns(dated), dated, None),
        (_other_columns(others), others, "Without a known day"),
    )
    for columns, part, title in parts:
        if not part:
            continue
        console.print()
        if title:
            console.print(Text(f"{title}\n", style=HEADING))
        if fits(columns, console.width):
            print_table(console, columns, header=header)
        else:
            for one in part:
                for indent, text in enumerate(_entry(one)):
                    console.print(Padding(text, (0, 0, 0, 2 * indent)))


def _span(window: Window) -> str:
    start, end = window
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"Anniversaries in {start.year}"
    if start == end:
        return f"Anniversaries on {words.in_words(start)}"
    return f"Anniversaries from {words.in_words(start)} to {words.in_words(end)}"


def _dated_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("Date", [Text(_date(one)) for one in found]),
        Column("Days", [Text(f"{one.occurrence.days:,}", QUIET) for one in found], right=True),
        *_common_columns(found),
    ]


def _other_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("When", [Text(words.when(one.occurrence)) for one in found]),
        *_common_columns(found),
    ]


def _common_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("Anniversary", [_name(one) for one in found]),
        Column("Relationship", [_parties(one) for one in found], folds=True),
    ]


def _entry(one: Upcoming) -> Iterator[Text]:
    occurrence = one.occurrence
    days = words.in_days(occurrence.days)
    yield Text.assemble(
        _name(one), " ", words.when(occurrence), (f", {days}" if days else "", QUIET)
    )
    yield _parties(one)


def _date(one: Upcoming) -> str:
    weekday = one.occurrence.weekday
    return f"{weekday[:3] if weekday else ''} {words.short_date(one.occurrence.date)}"


def _name(one: Upcoming) -> Text:
    """Name an anniversary; a round one has a star, as not everybody sees the colour."""
    number = one.occurrence.number
    name = words.anniversary_name(number)
    return Text(name, QUIET) if number % MILESTONE else Text(f"{name} ★", ROUND)


def _parties(one: Upcoming) -> Text:
    relationship = one.relationship
    text = Text.assemble(
        (relationship.partner.name, STRONG), f" and {relationship.home_party.name}"
    )
    return with_status(text, relationship)
