"""Lists as tables for the terminal, and as entries one below another where that is narrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.anniversaries import MILESTONE, Anniversary, LeapDay, Occurrence
from sistercities_cli.model import Relationship
from sistercities_cli.names import told_apart
from sistercities_cli.render import words
from sistercities_cli.render.grid import Cells, Column, fits, print_table
from sistercities_cli.render.terminal import HEADING, QUIET, ROUND, STRONG, status_text, with_status

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.model import Country
    from sistercities_cli.render.records import Record

Aged = tuple[Relationship, Anniversary]
FEW = 3  # so many answers are clearer as entries than as a table


def relationships(
    console: Console,
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay = LeapDay.FEB28,
    *,
    header: bool = True,
) -> None:
    """Print relationships, a table for each home."""
    aged = [(view, view.anniversary(on, leap_day=leap_day)) for view in views]
    homes = [(home, own, _wide_columns(own)) for home, own in _by_home(aged)]
    tight = not all(fits(columns, console.width) for *_, columns in homes) and all(
        fits(_tight_columns(own), console.width) for _, own, _ in homes
    )
    for home, own, columns in homes:
        console.print(_title(home, own))
        if fits(columns, console.width):
            print_table(console, columns, header=header)
        elif tight:
            print_table(console, _tight_columns(own), header=header)
        else:
            for view, age in own:
                console.print(Text("\n").join(_entry(view, age)))
        console.print()


def anniversaries(
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
    console.print(Text(f"On {words.in_words(on)}\n", style=QUIET))
    homes = [(home, own, _anniversary_columns(own, nth)) for home, own in _by_home(aged)]
    if len(views) > FEW and all(fits(columns, console.width) for *_, columns in homes):
        for home, own, columns in homes:
            console.print(_title(home, own))
            print_table(console, columns, header=header)
            console.print()
    else:
        for view, age in aged:
            console.print(Text("\n").join(_anniversary_entry(view, age)))
            console.print()


def countries(
    console: Console, found: Sequence[tuple[Country, int]], *, header: bool = True
) -> None:
    """Print countries with the number of relationships in each."""
    columns = [
        Column("Country", [Text(country.name, STRONG) for country, _ in found], folds=True),
        Column("Code", [Text(country.code) for country, _ in found]),
        Column("Relationships", [Text(str(count)) for _, count in found], right=True),
    ]
    if fits(columns, console.width):
        print_table(console, columns, header=header)
        return
    for country, count in found:
        console.print(Text(f"{country.name} ({country.code}): {count}"))


def plain(
    console: Console, rows: Sequence[Record], columns: Sequence[str], *, header: bool = True
) -> None:
    """Print rows under the columns that were asked for, as entries where those do not fit."""
    cells = [Column(name, Cells(rows, partial(_cell, name)), folds=True) for name in columns]
    if fits(cells, console.width):
        print_table(console, cells, header=header)
        return
    for row in rows:
        for name in columns:
            console.print(Text.assemble((f"{name}: ", QUIET), _plain(row.get(name))))
        console.print()


def _cell(name: str, row: Record) -> Text:
    return Text(_plain(row.get(name)))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _by_home(aged: Sequence[Aged]) -> Iterator[tuple[str, list[Aged]]]:
    homes: dict[str, list[Aged]] = {}
    for one in aged:
        homes.setdefault(one[0].home.id, []).append(one)
    names = told_apart({id: own[0][0].home.name for id, own in homes.items()})
    for id, own in homes.items():
        yield names[id], own


def _title(home: str, own: Sequence[Aged]) -> Text:
    """Name a home and count what it has: 29 sister cities, 20 relationships."""
    kinds = {view.kind for view, _ in own}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind.endswith("city"):
        count = words.counted(len(own), kind)
    else:
        count = words.counted(len(own), "relationship") + (f", {kind}" if kind else "")
    return Text.assemble((home, HEADING), f"  {count}\n")


def _column(
    header: str,
    aged: Sequence[Aged],
    cell: Callable[[Relationship, Anniversary], Text],
    *,
    folds: bool = False,
    right: bool = False,
) -> Column:
    return Column(header, Cells(aged, lambda one: cell(*one)), folds=folds, right=right)


def _wide_columns(aged: Sequence[Aged]) -> list[Column]:
    kind = _column("Kind", aged, lambda view, _: Text(view.kind), folds=True)
    return [
        _column("Partner", aged, lambda view, _: Text(view.partner.name, STRONG), folds=True),
        _column("Country", aged, lambda view, _: Text(view.partner.country.name), folds=True),
        *([kind] if len({view.kind for view, _ in aged}) > 1 else []),
        *_common_columns(aged),
        _column("Status", aged, lambda view, _: status_text(view.status)),
    ]


def _tight_columns(aged: Sequence[Aged]) -> list[Column]:
    """Return the same with the country beside the partner and the status beside the kind."""
    return [
        _column("Partner", aged, lambda view, _: _with_country(view), folds=True),
        _column("Kind", aged, lambda view, _: with_status(Text(view.kind), view), folds=True),
        *_common_columns(aged),
    ]


def _common_columns(aged: Sequence[Aged]) -> list[Column]:
    return [
        _column("Founded", aged, lambda view, _: Text(words.short_date(view.founded))),
        _column("Years", aged, lambda _, age: Text(words.years(age)), right=True),
        _column("Next", aged, lambda _, age: _coming(age.next)),
    ]


def _anniversary_columns(aged: Sequence[Aged], nth: int | None) -> list[Column]:
    columns = [
        _column(
            "Partner",
            aged,
            lambda view, _: with_status(Text(view.partner.name, STRONG), view),
            folds=True,
        ),
        _column("Founded", aged, lambda view, _: Text(words.short_date(view.founded))),
        _column("Years", aged, lambda _, age: Text(words.years(age), STRONG), right=True),
        _column("Next", aged, lambda _, age: _coming(age.next, weekday=True)),
        _column("Days", aged, lambda _, age: _days(age.next), right=True),
        _column("Milestone", aged, lambda _, age: _coming(age.milestone), folds=True),
    ]
    if nth is not None:
        name = words.ordinal(nth).capitalize()
        columns.append(
            _column(name, aged, lambda _, age: _coming(age.nth, numbered=False), folds=True)
        )
    return columns


def _with_country(view: Relationship) -> Text:
    return Text.assemble((view.partner.name, STRONG), f", {view.partner.country.name}")


def _entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    yield _with_country(view)
    yield Text.assemble(f"  {view.kind}, ", status_text(view.status))
    yield Text(f"  {_since(view, age)}")
    if age.next:
        yield Text.assemble("  ", _coming(age.next))


def _anniversary_entry(view: Relationship, age: Anniversary) -> Iterator[Text]:
    title = Text.assemble((view.partner.name, STRONG), f" and {view.home_party.name}: {view.kind}")
    yield with_status(title, view)
    yield Text(f"  {_since(view, age)}")
    for one in dict.fromkeys((age.next, age.milestone, age.nth)):
        if one is not None:
            name = words.anniversary_name(one.number)
            days = words.in_days(one.days)
            style = ROUND if one.number % MILESTONE == 0 else STRONG
            yield Text.assemble(
                "  ", (name, style), f" {words.when(one)}", (f", {days}" if days else "", QUIET)
            )


def _since(view: Relationship, age: Anniversary) -> str:
    if view.founded is None:
        return "date not known"
    since = f"since {words.short_date(view.founded)}"
    return since if age.years is None else f"{words.age_in_years(age)}, {since}"


def _days(occurrence: Occurrence | None) -> Text:
    days = None if occurrence is None else occurrence.days
    return Text("" if days is None else f"{days:,}", QUIET)


def _coming(occurrence: Occurrence | None, *, weekday: bool = False, numbered: bool = True) -> Text:
    """Write an anniversary briefly; round ones stand out."""
    if occurrence is None:
        return Text("–", style=QUIET)
    number, date = occurrence.number, words.short_date(occurrence.date)
    if weekday and occurrence.weekday:
        date = f"{occurrence.weekday[:3]} {date}"
    if not numbered:
        return Text(date)
    name = words.anniversary_name(number)
    return Text.assemble((name, STRONG if number % MILESTONE else ROUND), f", {date}")
