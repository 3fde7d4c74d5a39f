"""Tables of relationships, countries and rows, and the bibliography."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.anniversaries import (
    DEFAULT_LEAP_DAY,
    MILESTONE_YEARS,
    Anniversary,
    LeapDay,
    Occurrence,
    anniversary_name,
    format_age,
    format_years,
)
from sistercities_cli.bibliography import CitedSource, describe_citations
from sistercities_cli.dates import format_date, format_short_date
from sistercities_cli.model import Relationship
from sistercities_cli.names import disambiguate
from sistercities_cli.terminal import (
    BOLD,
    DIM,
    HEADING,
    MILESTONE,
    Column,
    Layout,
    LazyCells,
    append_status,
    fits,
    link_text,
    print_table,
    status_text,
)
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.formats.rows import Record
    from sistercities_cli.model import Country, Source

RelationshipAge = tuple[Relationship, Anniversary]


def show_relationships(
    console: Console,
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    *,
    header: bool = True,
) -> None:
    """Print relationships, a table for each home."""
    aged = [(view, view.anniversary(on, leap_day=leap_day)) for view in views]
    homes = [(home, own, _wide_columns(own)) for home, own in group_by_home(aged)]
    tight = not all(fits(columns, console.width) for *_, columns in homes) and all(
        fits(_narrow_columns(own), console.width) for _, own, _ in homes
    )
    for home, own, columns in homes:
        console.print(home_title(home, own))
        if fits(columns, console.width):
            print_table(console, columns, header=header)
        elif tight:
            print_table(console, _narrow_columns(own), header=header)
        else:
            for view, age in own:
                console.print(Text("\n").join(_relationship_entry(view, age)))
        console.print()


def show_countries(
    console: Console, found: Sequence[tuple[Country, int]], *, header: bool = True
) -> None:
    """Print countries with the number of relationships in each."""
    columns = [
        Column("Country", [Text(country.name, BOLD) for country, _ in found], folds=True),
        Column("Code", [Text(country.code) for country, _ in found]),
        Column("Relationships", [Text(str(count)) for _, count in found], right=True),
    ]
    if fits(columns, console.width):
        print_table(console, columns, header=header)
        return
    for country, count in found:
        console.print(Text(f"{country.name} ({country.code}): {count}"))


def show_rows(
    console: Console, rows: Sequence[Record], columns: Sequence[str], *, header: bool = True
) -> None:
    """Print rows under the columns that were asked for, as entries where those do not fit."""
    cells = [
        Column(name, LazyCells(rows, partial(_value_cell, name)), folds=True) for name in columns
    ]
    if fits(cells, console.width):
        print_table(console, cells, header=header)
        return
    for row in rows:
        for name in columns:
            console.print(Text.assemble((f"{name}: ", DIM), _format_value(row.get(name))))
        console.print()


def _value_cell(name: str, row: Record) -> Text:
    return Text(_format_value(row.get(name)))


def _format_value(value: object) -> str:
    return "" if value is None else str(value)


def group_by_home(aged: Sequence[RelationshipAge]) -> Iterator[tuple[str, list[RelationshipAge]]]:
    """Group relationships by home, with a name for each home that no other has."""
    homes: dict[str, list[RelationshipAge]] = {}
    for one in aged:
        homes.setdefault(one[0].home.id, []).append(one)
    names = disambiguate({id: own[0][0].home.name for id, own in homes.items()})
    for id, own in homes.items():
        yield names[id], own


def home_title(home: str, own: Sequence[RelationshipAge]) -> Text:
    """Name a home and count what it has: 29 sister cities, 20 relationships."""
    kinds = {view.kind for view, _ in own}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind.endswith("city"):
        count = pluralize(len(own), kind)
    else:
        count = pluralize(len(own), "relationship") + (f", {kind}" if kind else "")
    return Text.assemble((home, HEADING), f"  {count}\n")


def age_column(
    header: str,
    aged: Sequence[RelationshipAge],
    cell: Callable[[Relationship, Anniversary], Text],
    *,
    folds: bool = False,
    right: bool = False,
) -> Column:
    """Create a column whose cells come from a relationship and its age."""
    return Column(header, LazyCells(aged, lambda one: cell(*one)), folds=folds, right=right)


def _wide_columns(aged: Sequence[RelationshipAge]) -> list[Column]:
    kind = age_column("Kind", aged, lambda view, _: Text(view.kind), folds=True)
    return [
        age_column("Partner", aged, lambda view, _: Text(view.partner.name, BOLD), folds=True),
        age_column("Country", aged, lambda view, _: Text(view.partner.country.name), folds=True),
        *([kind] if len({view.kind for view, _ in aged}) > 1 else []),
        *_common_columns(aged),
        age_column("Status", aged, lambda view, _: status_text(view.status)),
    ]


def _narrow_columns(aged: Sequence[RelationshipAge]) -> list[Column]:
    """Return the same with the country beside the partner and the status beside the kind."""
    return [
        age_column("Partner", aged, lambda view, _: _partner_with_country(view), folds=True),
        age_column("Kind", aged, lambda view, _: append_status(Text(view.kind), view), folds=True),
        *_common_columns(aged),
    ]


def _common_columns(aged: Sequence[RelationshipAge]) -> list[Column]:
    return [
        age_column("Founded", aged, lambda view, _: Text(format_short_date(view.founded))),
        age_column("Years", aged, lambda _, age: Text(format_years(age)), right=True),
        age_column("Next", aged, lambda _, age: next_cell(age.next)),
    ]


def _partner_with_country(view: Relationship) -> Text:
    return Text.assemble((view.partner.name, BOLD), f", {view.partner.country.name}")


def _relationship_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    yield _partner_with_country(view)
    yield Text.assemble(f"  {view.kind}, ", status_text(view.status))
    yield Text(f"  {format_since(view, age)}")
    if age.next:
        yield Text.assemble("  ", next_cell(age.next))


def format_since(view: Relationship, age: Anniversary) -> str:
    """Format the age and the founding date."""
    if view.founded is None:
        return "date not known"
    since = f"since {format_short_date(view.founded)}"
    return since if age.years is None else f"{format_age(age)}, {since}"


def next_cell(
    occurrence: Occurrence | None, *, weekday: bool = False, numbered: bool = True
) -> Text:
    """Write an anniversary briefly; round ones stand out."""
    if occurrence is None:
        return Text("–", style=DIM)
    number, date = occurrence.number, format_short_date(occurrence.date)
    if weekday and occurrence.weekday:
        date = f"{occurrence.weekday[:3]} {date}"
    if not numbered:
        return Text(date)
    name = anniversary_name(number)
    return Text.assemble((name, BOLD if number % MILESTONE_YEARS else MILESTONE), f", {date}")


def show_sources(console: Console, entries: Sequence[CitedSource]) -> None:
    """Print sources under their publishers, each with what it is cited for."""
    layout = Layout(console)
    for publisher, group in groupby(entries, key=lambda entry: entry.source.publisher):
        layout.print(Text(publisher, style=HEADING))
        for entry in group:
            _print_source(layout, entry)
        layout.print()
    publishers = len({entry.source.publisher for entry in entries})
    summary = f"{pluralize(len(entries), 'source')} of {pluralize(publishers, 'publisher')}"
    layout.print(Text(summary, style=DIM))


def _print_source(layout: Layout, entry: CitedSource) -> None:
    link = link_text(entry.source.url)
    about = _describe_source(entry.source)
    layout.item(Text(about) if about else link)
    if about:
        layout.indent(link)
    for line in describe_citations(entry):
        layout.indent(Text(line, style=DIM))


def _describe_source(source: Source) -> str:
    """Say title, date and note, as far as they are known."""
    date = format_date(source.date) if source.date else None
    head = ", ".join(part for part in (source.title, date) if part)
    if head and not head.endswith((".", "?", "!")):
        head += "."
    return " ".join(part for part in (head, source.note) if part)
