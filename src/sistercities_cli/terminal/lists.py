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
    homes = group_by_home([(view, view.anniversary(on, leap_day=leap_day)) for view in views])
    narrow_fits = all(fits(_narrow_columns(rows), console.width) for _, rows in homes)
    for home, rows in homes:
        console.print(home_title(home, rows))
        if fits(columns := _wide_columns(rows), console.width):
            print_table(console, columns, header=header)
        elif narrow_fits:
            print_table(console, _narrow_columns(rows), header=header)
        else:
            for view, age in rows:
                console.print(Text("\n").join(_relationship_entry(view, age)))
        console.print()


def show_countries(
    console: Console, counts: Sequence[tuple[Country, int]], *, header: bool = True
) -> None:
    """Print countries with the number of relationships in each."""
    columns = [
        Column("Country", [Text(country.name, BOLD) for country, _ in counts], folds=True),
        Column("Code", [Text(country.code) for country, _ in counts]),
        Column("Relationships", [Text(str(count)) for _, count in counts], right=True),
    ]
    if fits(columns, console.width):
        print_table(console, columns, header=header)
        return
    for country, count in counts:
        console.print(Text(f"{country.name} ({country.code}): {count}"))


def show_rows(
    console: Console, rows: Sequence[Record], columns: Sequence[str], *, header: bool = True
) -> None:
    """Print the chosen columns of rows, or an entry for each row where those do not fit."""
    table = [
        Column(name, LazyCells(rows, partial(_value_cell, name)), folds=True) for name in columns
    ]
    if fits(table, console.width):
        print_table(console, table, header=header)
        return
    for row in rows:
        for name in columns:
            console.print(Text.assemble((f"{name}: ", DIM), _value_cell(name, row)))
        console.print()


def _value_cell(name: str, row: Record) -> Text:
    value = row.get(name)
    return Text("" if value is None else str(value))


def group_by_home(aged: Sequence[RelationshipAge]) -> list[tuple[str, list[RelationshipAge]]]:
    """Group relationships by home, each under a unique name."""
    homes: dict[str, list[RelationshipAge]] = {}
    names: dict[str, str] = {}
    for view, age in aged:
        homes.setdefault(view.home.id, []).append((view, age))
        names[view.home.id] = view.home.name
    return [(name, homes[id]) for id, name in disambiguate(names).items()]


def home_title(home: str, rows: Sequence[RelationshipAge]) -> Text:
    """Name a home and count its relationships, by their kind where all have the same."""
    kinds = {view.kind for view, _ in rows}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind.endswith("city"):
        count = pluralize(len(rows), kind)
    else:
        count = pluralize(len(rows), "relationship") + (f", {kind}" if kind else "")
    return Text.assemble((home, HEADING), f"  {count}\n")


def age_column(
    header: str,
    aged: Sequence[RelationshipAge],
    cell: Callable[[Relationship, Anniversary], Text],
    *,
    folds: bool = False,
    right: bool = False,
) -> Column:
    """Make a column of cells that show a relationship or its age."""
    return Column(header, LazyCells(aged, lambda row: cell(*row)), folds=folds, right=right)


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
    """Make fewer columns: partner and country share one, so do kind and status."""
    return [
        age_column("Partner", aged, lambda view, _: _format_partner(view), folds=True),
        age_column("Kind", aged, lambda view, _: append_status(Text(view.kind), view), folds=True),
        *_common_columns(aged),
    ]


def _common_columns(aged: Sequence[RelationshipAge]) -> list[Column]:
    return [
        age_column("Founded", aged, lambda view, _: Text(format_short_date(view.founded))),
        age_column("Years", aged, lambda _, age: Text(format_years(age)), right=True),
        age_column("Next", aged, lambda _, age: next_cell(age.next)),
    ]


def _format_partner(view: Relationship) -> Text:
    return Text.assemble((view.partner.name, BOLD), f", {view.partner.country.name}")


def _relationship_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    yield _format_partner(view)
    yield Text.assemble(f"  {view.kind}, ", status_text(view.status))
    yield Text(f"  {format_since(view, age)}")
    if age.next:
        yield Text.assemble("  ", next_cell(age.next))


def format_since(view: Relationship, age: Anniversary) -> str:
    """Format age and founding date."""
    if view.founded is None:
        return "date not known"
    since = f"since {format_short_date(view.founded)}"
    return since if age.years is None else f"{format_age(age)}, {since}"


def next_cell(
    occurrence: Occurrence | None, *, weekday: bool = False, numbered: bool = True
) -> Text:
    """Format an anniversary briefly."""
    if occurrence is None:
        return Text("–", style=DIM)
    date = format_short_date(occurrence.date)
    if weekday and occurrence.weekday:
        date = f"{occurrence.weekday[:3]} {date}"
    if not numbered:
        return Text(date)
    return Text.assemble(anniversary_text(occurrence.number), f", {date}")


def anniversary_text(number: int) -> Text:
    """Name an anniversary; milestones have a colour."""
    style = BOLD if number % MILESTONE_YEARS else MILESTONE
    return Text.assemble((anniversary_name(number), style))


def show_sources(console: Console, citations: Sequence[CitedSource]) -> None:
    """Print sources under their publishers, each with the facts it is cited for."""
    layout = Layout(console)
    for publisher, group in groupby(citations, key=lambda cited: cited.source.publisher):
        layout.print(Text(publisher, style=HEADING))
        for cited in group:
            _print_source(layout, cited)
        layout.print()
    publishers = len({cited.source.publisher for cited in citations})
    summary = f"{pluralize(len(citations), 'source')} of {pluralize(publishers, 'publisher')}"
    layout.print(Text(summary, style=DIM))


def _print_source(layout: Layout, cited: CitedSource) -> None:
    link = link_text(cited.source.url)
    description = _describe_source(cited.source)
    layout.bullet(Text(description) if description else link)
    if description:
        layout.indent(link)
    for line in describe_citations(cited):
        layout.indent(Text(line, style=DIM))


def _describe_source(source: Source) -> str:
    """Join title, date and note, as far as they are known."""
    date = format_date(source.date) if source.date else None
    text = ", ".join(part for part in (source.title, date) if part)
    if text and not text.endswith((".", "?", "!")):
        text += "."
    return " ".join(part for part in (text, source.note) if part)
