"""Ages and upcoming anniversaries of relationships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from sistercities_cli import anniversaries, terminal
from sistercities_cli.agenda import Upcoming, Window
from sistercities_cli.anniversaries import Anniversary, LeapDay, Occurrence, format_occurrence
from sistercities_cli.dates import format_date, format_short_date
from sistercities_cli.model import Relationship
from sistercities_cli.terminal import BOLD, DIM, HEADING, MILESTONE, Column, lists
from sistercities_cli.terminal.lists import RelationshipAge, next_cell
from sistercities_cli.text import ordinal

if TYPE_CHECKING:
    from rich.console import Console

MAX_ENTRIES = 3  # more relationships are clearer as a table


def show_anniversaries(
    console: Console,
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay,
    nth: int | None,
    *,
    header: bool = True,
) -> None:
    """Print ages and next anniversaries."""
    console.print(Text(f"On {format_date(on)}\n", style=DIM))
    homes = lists.group_by_home(views, on, leap_day, nth)
    tables = [(lists.home_title(home, rows), _columns(rows, nth)) for home, rows in homes]
    fit = all(terminal.fits(columns, console.width) for _, columns in tables)
    if fit and len(views) > MAX_ENTRIES:
        for title, columns in tables:
            console.print(title)
            terminal.print_table(console, columns, header=header)
            console.print()
    else:
        for view in views:
            age = view.anniversary(on, leap_day=leap_day, nth=nth)
            console.print(Text("\n").join(_relationship_entry(view, age)))
            console.print()


def _columns(rows: Sequence[RelationshipAge], nth: int | None) -> list[Column[RelationshipAge]]:
    columns = [
        Column("Partner", rows, _partner_cell, wraps=True),
        lists.founded_column(rows),
        Column(
            "Years", rows, lambda row: Text(anniversaries.format_years(row.age), BOLD), right=True
        ),
        Column("Next", rows, lambda row: next_cell(row.age.next, weekday=True)),
        Column("Days", rows, lambda row: _days_cell(row.age.next), right=True),
        Column("Milestone", rows, lambda row: next_cell(row.age.milestone), wraps=True),
    ]
    if nth is not None:
        header = ordinal(nth).capitalize()
        columns.append(
            Column(header, rows, lambda row: next_cell(row.age.nth, numbered=False), wraps=True)
        )
    return columns


def _partner_cell(row: RelationshipAge) -> Text:
    return terminal.append_status(Text(row.view.partner.name, BOLD), row.view)


def _relationship_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    title = Text.assemble((view.partner.name, BOLD), f" and {view.home_party.name}: {view.kind}")
    yield terminal.append_status(title, view)
    yield Text(f"  {lists.format_since(view, age)}")
    for occurrence in dict.fromkeys(filter(None, (age.next, age.milestone, age.nth))):
        name = lists.anniversary_text(occurrence.number)
        yield Text.assemble("  ", name, " ", _occurrence_text(occurrence))


def _occurrence_text(occurrence: Occurrence) -> Text:
    days = anniversaries.format_days_until(occurrence.days)
    return Text.assemble(format_occurrence(occurrence), (f", {days}" if days else "", DIM))


def _days_cell(occurrence: Occurrence | None) -> Text:
    days = None if occurrence is None else occurrence.days
    return Text("" if days is None else f"{days:,}", DIM)


def show_upcoming(
    console: Console, agenda: Sequence[Upcoming], window: Window, *, header: bool = True
) -> None:
    """Print an agenda, with the anniversaries without a known day under their own heading."""
    console.print(Text(f"Anniversaries {window}", style=HEADING))
    for dated, items in groupby(agenda, key=lambda item: item.occurrence.days is not None):
        part = list(items)
        console.print()
        if not dated:
            console.print(Text("Day not known\n", style=HEADING))
        columns = _agenda_columns(part, dated=dated)
        if terminal.fits(columns, console.width):
            terminal.print_table(console, columns, header=header)
        else:
            for item in part:
                occurrence = item.occurrence
                when = _occurrence_text(occurrence) if dated else Text(format_date(occurrence.date))
                console.print(Padding(Text.assemble(_anniversary_cell(occurrence), " ", when), 0))
                console.print(Padding(_parties_cell(item.relationship), (0, 0, 0, 2)))


def _agenda_columns(agenda: Sequence[Upcoming], *, dated: bool) -> list[Column[Upcoming]]:
    date = [Column("When", agenda, lambda item: Text(format_date(item.occurrence.date)))]
    if dated:
        date = [
            Column("Date", agenda, lambda item: Text(lists.short_weekday_date(item.occurrence))),
            Column("Days", agenda, lambda item: _days_cell(item.occurrence), right=True),
        ]
    return [
        *date,
        Column("Anniversary", agenda, lambda item: _anniversary_cell(item.occurrence)),
        Column("Relationship", agenda, lambda item: _parties_cell(item.relationship), wraps=True),
        Column(
            "Since", agenda, lambda item: Text(format_short_date(item.relationship.founded), DIM)
        ),
    ]


def _anniversary_cell(occurrence: Occurrence) -> Text:
    """Format an anniversary; milestones also get a star for readers who cannot see the colour."""
    name = anniversaries.anniversary_name(occurrence.number)
    if occurrence.number % anniversaries.MILESTONE_YEARS:
        return Text(name, DIM)
    return Text(f"{name} ★", MILESTONE)


def _parties_cell(view: Relationship) -> Text:
    text = Text.assemble((view.partner.name, BOLD), f" and {view.home_party.name}")
    return terminal.append_status(text, view)
