"""Foundings and status changes of relationships, by year or decade."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.choices import Choice
from sistercities_cli.dates import PartialDate, first_day
from sistercities_cli.model import City, EventKind, Relationship, Status, distinct_homes
from sistercities_cli.names import disambiguate
from sistercities_cli.text import pluralize


class Grouping(Choice):
    """The unit by which a history is grouped."""

    YEAR = "year"
    DECADE = "decade"

    @property
    def span(self) -> int:
        """The number of years in a period."""
        return 1 if self is Grouping.YEAR else 10


class ChangeKind(StrEnum):
    """A founding or a status change of a relationship."""

    FOUNDED = "founded"
    SUSPENDED = "suspended"
    DORMANT = "dormant"
    ENDED = "ended"
    REVIVAL = "revival"
    AGREED_REVIVAL = "revival agreed"  # the relationship is still dormant, suspended or ended


_CHANGE_BY_STATUS = {
    status: ChangeKind(status) for status in (Status.SUSPENDED, Status.DORMANT, Status.ENDED)
}
_CHANGE_BY_EVENT = {EventKind.SUSPENSION: ChangeKind.SUSPENDED, EventKind.ENDING: ChangeKind.ENDED}


class Change(NamedTuple):
    """A dated change of a relationship."""

    date: PartialDate
    kind: ChangeKind
    relationship: Relationship


class Period(NamedTuple):
    """A year or decade with the changes in it."""

    start: int  # its first year
    founded: tuple[Relationship, ...]  # by date
    changes: tuple[Change, ...]  # in date order, excluding foundings
    peak: int  # the total before its endings: foundings come first
    total: int  # relationships founded and not ended by its end


class History(NamedTuple):
    """The periods with changes, and the relationships with undated changes."""

    periods: tuple[Period, ...]
    undated: tuple[Relationship, ...]  # without a founding date
    undated_changes: tuple[Relationship, ...]  # suspended, dormant or ended since an unknown date


def build_history(relationships: Iterable[Relationship], span: int = 1) -> History:
    """Group the changes of relationships into periods of ``span`` years.

    The running total counts relationships with a founding date, except those that ended on an
    unknown date; ending one subtracts it and reviving it adds it again.
    """
    relationships = list(relationships)
    undated_changes = tuple(filter(_has_undated_change, relationships))
    ended = {view.id for view in undated_changes if view.status is Status.ENDED}
    changes = [change for relationship in relationships for change in changes_of(relationship)]
    periods = []
    known: set[str] = set()  # ids of relationships founded so far
    counted: set[str] = set()  # ids of those in the running total
    changes.sort(key=_change_order)
    for start, group in groupby(changes, key=lambda change: change.date.year // span * span):
        founded, others, before = [], [], len(counted)
        for change in group:
            id = change.relationship.id
            if change.kind is ChangeKind.FOUNDED:
                known.add(id)
                founded.append(change.relationship)
            else:
                others.append(change)
            if change.kind is ChangeKind.ENDED:
                counted.discard(id)
            elif (
                id in known
                and id not in ended
                and change.kind in (ChangeKind.FOUNDED, ChangeKind.REVIVAL)
            ):
                counted.add(id)
        peak = before + len(founded)
        periods.append(Period(start, tuple(founded), tuple(others), peak, len(counted)))
    undated = tuple(view for view in relationships if view.founded is None)
    return History(tuple(periods), undated, undated_changes)


def changes_of(relationship: Relationship) -> list[Change]:
    """Return the changes of a relationship by date, each kind once a year."""
    first_changes: dict[tuple[int, ChangeKind], Change] = {}
    for change in sorted(_dated_changes(relationship), key=_change_order):
        first_changes.setdefault((change.date.year, change.kind), change)
    return list(first_changes.values())


def _dated_changes(view: Relationship) -> Iterator[Change]:
    if view.founded is not None:
        yield Change(view.founded, ChangeKind.FOUNDED, view)
    if view.status_since is not None and view.status in _CHANGE_BY_STATUS:
        yield Change(view.status_since, _CHANGE_BY_STATUS[view.status], view)
    for event in view.events:
        if event.kind in _CHANGE_BY_EVENT:
            yield Change(event.date, _CHANGE_BY_EVENT[event.kind], view)
        elif event.kind is EventKind.REVIVAL:
            changed = view.status_since and first_day(view.status_since) > first_day(event.date)
            took_effect = changed or view.status not in _CHANGE_BY_STATUS
            kind = ChangeKind.REVIVAL if took_effect else ChangeKind.AGREED_REVIVAL
            yield Change(event.date, kind, view)


def _change_order(change: Change) -> tuple[int, bool, dt.date]:
    """Sort by year, and within a year foundings before other changes."""
    return (change.date.year, change.kind is not ChangeKind.FOUNDED, first_day(change.date))


def _has_undated_change(relationship: Relationship) -> bool:
    kind = _CHANGE_BY_STATUS.get(relationship.status)
    return kind is not None and kind not in {change.kind for change in changes_of(relationship)}


class HomeGroups:
    """Numbered groups of relationships by home, the largest homes first.

    Group 0 holds relationships between two homes, group n those of the nth home, and the last
    group those of all other homes.
    """

    MAX_HOMES = 6  # homes with a group of their own
    SHARED, OTHERS = 0, MAX_HOMES + 1

    def __init__(self, relationships: Iterable[Relationship]) -> None:
        views = list(relationships)
        counts = Counter(view.home.id for view in views)
        homes = sorted(distinct_homes(views), key=lambda home: -counts[home.id])
        self._numbers = {home.id: min(n, self.OTHERS) for n, home in enumerate(homes, 1)}
        home_names = disambiguate({home.id: home.name for home in homes[: self.MAX_HOMES]})
        names = dict(enumerate(home_names.values(), 1))
        shared = " and ".join(names.values()) if len(homes) == 2 else "two homes"
        self._names = {self.SHARED: shared, **names, self.OTHERS: "other homes"}

    def number_of(self, home: City) -> int:
        """Return the number of the group of a home."""
        return self._numbers[home.id]

    def group_of(self, relationship: Relationship) -> int:
        """Return the number of the group of a relationship."""
        partner = relationship.partner
        if isinstance(partner, City) and partner.id in self._numbers:
            return self.SHARED
        return self.number_of(relationship.home)

    def names_of(self, relationships: Iterable[Relationship]) -> dict[int, str]:
        """Return the names of the groups that occur, with group 0 after the homes."""
        numbers = set(map(self.group_of, relationships))
        return {n: self._names[n] for n in sorted(numbers, key=lambda n: n or self.OTHERS)}

    def count(self, relationships: Iterable[Relationship]) -> list[tuple[int, str, int]]:
        """Count relationships by group, and return the number, name and count of each group."""
        views = list(relationships)
        counts = Counter(map(self.group_of, views))
        return [(n, name, counts[n]) for n, name in self.names_of(views).items()]

    def label(self, relationship: Relationship) -> str:
        """Format the partner's name, adding the home if the group covers several."""
        group, name = self.group_of(relationship), relationship.partner.name
        if group == self.SHARED:
            return f"{name} and {relationship.home.name}"
        return f"{name} ({relationship.home.name})" if group == self.OTHERS else name


def summarize(relationships: Iterable[Relationship]) -> str:
    """Summarize the number of relationships and the years of their founding."""
    dates = [relationship.founded for relationship in relationships]
    years = sorted(date.year for date in dates if date is not None)
    count = pluralize(len(dates), "relationship")
    if not years:
        return f"{count}, none with a known year"
    span = f"{years[0]:04}" if years[0] == years[-1] else f"{years[0]:04} to {years[-1]:04}"
    return f"{count}, {len(years):,} with a known year: {span}"
