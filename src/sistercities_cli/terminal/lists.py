"""Tables of relationships, countries and rows, and the bibliography."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from sistercities_cli import anniversaries, terminal
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay, Occurrence
from sistercities_cli.bibliography import (
    CitedSource,
    describe_citations,
    format_access,
    format_citation,
)
from sistercities_cli.dates import YearMonth, format_short_date
from sistercities_cli.model import Relationship, Status, format_count
from sistercities_cli.names import disambiguate
from sistercities_cli.terminal import BOLD, DIM, HEADING, MILESTONE, Column, Layout, append_status
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.formats.rows import Record
    from sistercities_cli.model import Country, Source


class RelationshipAge(NamedTuple):
    """A relationship with its age."""

    view: Relationship
    age: Anniversary


def show_relationships(
    console: Console,
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    *,
    header: bool = True,
) -> None:
    """Print relationships, a table for each home."""
    homes = group_by_home(views, on, leap_day)
    narrow_fits = all(terminal.fits(_narrow_columns(rows), console.width) for _, rows in homes)
    for home, rows in homes:
        console.print(home_title(home, rows))
        if terminal.fits(columns := _wide_columns(rows), console.width):
            terminal.print_table(console, columns, header=header)
        elif narrow_fits:
            terminal.print_table(console, _narrow_columns(rows), header=header)
        else:
            for view, age in rows:
                console.print(Text("\n").join(_relationship_entry(view, age)))
        console.print()


def show_countries(
    console: Console, counts: Sequence[tuple[Country, int]], *, header: bool = True
) -> None:
    """Print countries with the number of relationships in each."""
    columns = [
        Column("Country", counts, lambda row: Text(row[0].name, BOLD), wraps=True),
        Column("Code", counts, lambda row: Text(row[0].code)),
        Column("Relationships", counts, lambda row: Text(str(row[1])), right=True),
    ]
    if terminal.fits(columns, console.width):
        terminal.print_table(console, columns, header=header)
    else:
        for country, count in counts:
            console.print(Text(f"{country.name} ({country.code}): {count}"))


def show_rows(
    console: Console, rows: Sequence[Record], columns: Sequence[str], *, header: bool = True
) -> None:
    """Print the chosen columns as a table, or one entry per row if they do not fit."""
    table = [Column(name, rows, partial(_value_cell, name), wraps=True) for name in columns]
    if terminal.fits(table, console.width):
        terminal.print_table(console, table, header=header)
        return
    for row in rows:
        for name in columns:
            console.print(Text.assemble((f"{name}: ", DIM), _value_cell(name, row)))
        console.print()


def _value_cell(name: str, row: Record) -> Text:
    value = row.get(name)
    return Text("" if value is None else str(value))


def group_by_home(
    views: Sequence[Relationship], on: dt.date, leap_day: LeapDay, nth: int | None = None
) -> list[tuple[str, list[RelationshipAge]]]:
    """Group relationships by home, under unique names, and compute their ages."""
    homes: dict[str, list[RelationshipAge]] = {}
    for view in views:
        age = view.anniversary(on, leap_day=leap_day, nth=nth)
        homes.setdefault(view.home.id, []).append(RelationshipAge(view, age))
    names = {view.home.id: view.home.name for view in views}
    return [(name, homes[id]) for id, name in disambiguate(names).items()]


def home_title(home: str, rows: Sequence[RelationshipAge]) -> Text:
    """Format a home's name and number of relationships."""
    count = format_count([view for view, _ in rows])
    return Text.assemble((home, HEADING), f"  {count}\n")


def _wide_columns(rows: Sequence[RelationshipAge]) -> list[Column[RelationshipAge]]:
    kind = Column("Kind", rows, lambda row: Text(row.view.kind), wraps=True)
    return [
        Column("Partner", rows, lambda row: Text(row.view.partner.name, BOLD), wraps=True),
        Column("Country", rows, lambda row: Text(row.view.partner.country.name), wraps=True),
        *([kind] if len({view.kind for view, _ in rows}) > 1 else []),
        *_age_columns(rows),
        _status_column(rows),
    ]


def _status_column(rows: Sequence[RelationshipAge]) -> Column[RelationshipAge]:
    """Build the status column, with start dates if no relationship is active."""
    if any(row.view.status is Status.ACTIVE for row in rows):
        return Column("Status", rows, lambda row: terminal.status_text(row.view.status))
    return Column("Status", rows, lambda row: _status_cell(row.view), wraps=True)


def _status_cell(view: Relationship) -> Text:
    """Format a status with the month in which it began."""
    since = view.status_since
    if isinstance(since, dt.date):
        since = YearMonth(since.year, since.month)
    date = f" since {format_short_date(since)}" if since else ""
    return Text.assemble(terminal.status_text(view.status), (date, DIM))


def _narrow_columns(rows: Sequence[RelationshipAge]) -> list[Column[RelationshipAge]]:
    """Return fewer columns, merging partner and country as well as kind and status."""
    return [
        Column("Partner", rows, lambda row: _format_partner(row.view), wraps=True),
        Column("Kind", rows, lambda row: append_status(Text(row.view.kind), row.view), wraps=True),
        *_age_columns(rows),
    ]


def _age_columns(rows: Sequence[RelationshipAge]) -> list[Column[RelationshipAge]]:
    return [
        founded_column(rows),
        Column("Years", rows, lambda row: Text(anniversaries.format_years(row.age)), right=True),
        Column("Next", rows, lambda row: next_cell(row.age.next)),
    ]


def founded_column(rows: Sequence[RelationshipAge]) -> Column[RelationshipAge]:
    """Make the column of founding dates."""
    return Column("Founded", rows, lambda row: Text(format_short_date(row.view.founded)))


def _format_partner(view: Relationship) -> Text:
    return Text.assemble((view.partner.name, BOLD), f", {view.partner.country.name}")


def _relationship_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    yield _format_partner(view)
    status = terminal.status_text(view.status)
    yield Text.assemble(
        f"  {view.kind}, ", status if view.status is Status.ACTIVE else _status_cell(view)
    )
    yield Text(f"  {format_since(view, age)}")
    if age.next:
        yield Text.assemble("  ", next_cell(age.next))


def format_since(view: Relationship, age: Anniversary) -> str:
    """Format age and founding date."""
    if view.founded is None:
        return "date not known"
    since = f"since {format_short_date(view.founded)}"
    return since if age.years is None else f"{anniversaries.format_age(age)}, {since}"


def next_cell(
    occurrence: Occurrence | None, *, weekday: bool = False, numbered: bool = True
) -> Text:
    """Format an anniversary briefly."""
    if occurrence is None:
        return Text("–", style=DIM)
    date = short_weekday_date(occurrence) if weekday else format_short_date(occurrence.date)
    if not numbered:
        return Text(date)
    return Text.assemble(anniversary_text(occurrence.number), f", {date}")


def short_weekday_date(occurrence: Occurrence) -> str:
    """Format the date of an anniversary with its weekday, both abbreviated."""
    date = format_short_date(occurrence.date)
    return f"{occurrence.weekday[:3]} {date}" if occurrence.weekday else date


def anniversary_text(number: int) -> Text:
    """Format the name of an anniversary, highlighting milestones."""
    style = BOLD if number % anniversaries.MILESTONE_YEARS else MILESTONE
    return Text.assemble((anniversaries.anniversary_name(number), style))


def show_sources(console: Console, citations: Sequence[CitedSource]) -> None:
    """Print sources under their publishers, each with the facts it is cited for."""
    layout = Layout(console)
    for publisher, group in groupby(citations, key=lambda cited: cited.source.publisher):
        layout.print(Text(publisher, style=HEADING))
        for cited in group:
            layout.bullet(source_text(cited.source, *describe_citations(cited)))
        layout.print()
    publishers = len({cited.source.publisher for cited in citations})
    summary = f"{pluralize(len(citations), 'source')} of {pluralize(publishers, 'publisher')}"
    layout.print(Text(summary, style=DIM))


def source_text(source: Source, *remarks: str) -> Text:
    """Format a source, its address, its date of access and remarks, each on its own line."""
    lines = [Text(format_citation(source)), terminal.link_text(source.url)]
    lines += [Text(line, style=DIM) for line in (format_access(source), *remarks) if line]
    return Text("\n").join(lines)
