"""Tables of ages and of coming anniversaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from sistercities_cli.agenda import Upcoming, Window
from sistercities_cli.anniversaries import (
    MILESTONE_YEARS,
    Anniversary,
    LeapDay,
    Occurrence,
    anniversary_name,
    format_days_until,
    format_occurrence,
    format_years,
)
from sistercities_cli.dates import format_date, format_short_date
from sistercities_cli.model import Relationship
from sistercities_cli.terminal import (
    BOLD,
    DIM,
    HEADING,
    MILESTONE,
    Column,
    append_status,
    fits,
    print_table,
)
from sistercities_cli.terminal.lists import (
    RelationshipAge,
    age_column,
    format_since,
    group_by_home,
    home_title,
    next_cell,
)
from sistercities_cli.text import ordinal

if TYPE_CHECKING:
    from rich.console import Console

MAX_ENTRIES = 3  # so many answers are clearer as entries than as a table


def show_anniversaries(
    console: Console,
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay,
    nth: int | None,
    *,
    header: bool = True,
) -> None:
    """Print how old relationships are, and which anniversaries come next."""
    aged = [(view, view.anniversary(on, leap_day=leap_day, nth=nth)) for view in views]
    console.print(Text(f"On {format_date(on)}\n", style=DIM))
    homes = [(home, own, _anniversary_columns(own, nth)) for home, own in group_by_home(aged)]
    if len(views) > MAX_ENTRIES and all(fits(columns, console.width) for *_, columns in homes):
        for home, own, columns in homes:
            console.print(home_title(home, own))
            print_table(console, columns, header=header)
            console.print()
    else:
        for view, age in aged:
            console.print(Text("\n").join(_anniversary_entry(view, age)))
            console.print()


def _anniversary_columns(aged: Sequence[RelationshipAge], nth: int | None) -> list[Column]:
    columns = [
        age_column(
            "Partner",
            aged,
            lambda view, _: append_status(Text(view.partner.name, BOLD), view),
            folds=True,
        ),
        age_column("Founded", aged, lambda view, _: Text(format_short_date(view.founded))),
        age_column("Years", aged, lambda _, age: Text(format_years(age), BOLD), right=True),
        age_column("Next", aged, lambda _, age: next_cell(age.next, weekday=True)),
        age_column("Days", aged, lambda _, age: _days_cell(age.next), right=True),
        age_column("Milestone", aged, lambda _, age: next_cell(age.milestone), folds=True),
    ]
    if nth is not None:
        name = ordinal(nth).capitalize()
        columns.append(
            age_column(name, aged, lambda _, age: next_cell(age.nth, numbered=False), folds=True)
        )
    return columns


def _anniversary_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    title = Text.assemble((view.partner.name, BOLD), f" and {view.home_party.name}: {view.kind}")
    yield append_status(title, view)
    yield Text(f"  {format_since(view, age)}")
    for one in dict.fromkeys((age.next, age.milestone, age.nth)):
        if one is not None:
            name = anniversary_name(one.number)
            days = format_days_until(one.days)
            style = MILESTONE if one.number % MILESTONE_YEARS == 0 else BOLD
            yield Text.assemble(
                "  ",
                (name, style),
                f" {format_occurrence(one)}",
                (f", {days}" if days else "", DIM),
            )


def _days_cell(occurrence: Occurrence | None) -> Text:
    days = None if occurrence is None else occurrence.days
    return Text("" if days is None else f"{days:,}", DIM)


def show_upcoming(
    console: Console, found: Sequence[Upcoming], window: Window, *, header: bool = True
) -> None:
    """Print anniversaries: those with a day, then those without, each under a heading."""
    console.print(Text(_window_title(window), style=HEADING))
    dated = [one for one in found if one.occurrence.days is not None]
    others = [one for one in found if one.occurrence.days is None]
    parts = (
        (_dated_columns(dated), dated, None),
        (_undated_columns(others), others, "Without a known day"),
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
                for indent, text in enumerate(_upcoming_entry(one)):
                    console.print(Padding(text, (0, 0, 0, 2 * indent)))


def _window_title(window: Window) -> str:
    start, end = window.start, window.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"Anniversaries in {start.year}"
    if start == end:
        return f"Anniversaries on {format_date(start)}"
    return f"Anniversaries from {format_date(start)} to {format_date(end)}"


def _dated_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("Date", [Text(_dated_cell(one)) for one in found]),
        Column("Days", [Text(f"{one.occurrence.days:,}", DIM) for one in found], right=True),
        *_common_columns(found),
    ]


def _undated_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("When", [Text(format_occurrence(one.occurrence)) for one in found]),
        *_common_columns(found),
    ]


def _common_columns(found: Sequence[Upcoming]) -> list[Column]:
    return [
        Column("Anniversary", [_anniversary_cell(one) for one in found]),
        Column("Relationship", [_parties_cell(one) for one in found], folds=True),
    ]


def _upcoming_entry(one: Upcoming) -> Iterator[Text]:
    occurrence = one.occurrence
    days = format_days_until(occurrence.days)
    yield Text.assemble(
        _anniversary_cell(one),
        " ",
        format_occurrence(occurrence),
        (f", {days}" if days else "", DIM),
    )
    yield _parties_cell(one)


def _dated_cell(one: Upcoming) -> str:
    weekday = one.occurrence.weekday
    return f"{weekday[:3] if weekday else ''} {format_short_date(one.occurrence.date)}"


def _anniversary_cell(one: Upcoming) -> Text:
    """Name an anniversary; a round one has a star, as not everybody sees the colour."""
    number = one.occurrence.number
    name = anniversary_name(number)
    return Text(name, DIM) if number % MILESTONE_YEARS else Text(f"{name} ★", MILESTONE)


def _parties_cell(one: Upcoming) -> Text:
    relationship = one.relationship
    text = Text.assemble((relationship.partner.name, BOLD), f" and {relationship.home_party.name}")
    return append_status(text, relationship)
