"""When relationships began and what became of them, by year or decade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from sistercities_cli.dates import PartialDate, first_day
from sistercities_cli.model import City, EventKind, Relationship, Status
from sistercities_cli.names import disambiguate
from sistercities_cli.text import pluralize


class Grouping(StrEnum):
    """What a chronicle goes by."""

    YEAR = "year"
    DECADE = "decade"

    @property
    def span(self) -> int:
        """How many years it takes together."""
        return 1 if self is Grouping.YEAR else 10


class ChangeKind(StrEnum):
    """What happens to a relationship."""

    FOUNDED = "founded"
    SUSPENDED = "suspended"
    DORMANT = "dormant"
    ENDED = "ended"
    REVIVAL = "revival"


_CHANGE_BY_STATUS = {
    Status.SUSPENDED: ChangeKind.SUSPENDED,
    Status.DORMANT: ChangeKind.DORMANT,
    Status.ENDED: ChangeKind.ENDED,
}

_CHANGE_BY_EVENT = {
    EventKind.SUSPENSION: ChangeKind.SUSPENDED,
    EventKind.ENDING: ChangeKind.ENDED,
    EventKind.REVIVAL: ChangeKind.REVIVAL,
}


class Change(NamedTuple):
    """A turn in the life of a relationship."""

    date: PartialDate
    turn: ChangeKind
    relationship: Relationship


class Period(NamedTuple):
    """Some years in which something happened."""

    start: int  # its first year
    founded: tuple[Relationship, ...]  # in the order of their dates
    turns: tuple[Change, ...]  # all but the foundings
    total: int  # of those founded by its end and not ended


class History(NamedTuple):
    """The periods in which something happened, and what has no date."""

    periods: tuple[Period, ...]
    undated: tuple[Relationship, ...]  # nobody knows since when
    unclear: tuple[Relationship, ...]  # suspended, dormant or ended, but not known since when


def build_history(relationships: Iterable[Relationship], span: int = 1) -> History:
    """Tell when relationships began, in periods of so many years.

    The total counts those whose founding has a date; one that ends leaves it, and returns
    with a revival.

    >>> from sistercities_cli import load
    >>> first, *_ = build_history(load().relationships).periods
    >>> first.start, [one.partner.name for one in first.founded], first.total
    (1951, ['Lyon'], 1)
    """
    found = list(relationships)
    marks = sorted((mark for one in found for mark in changes_of(one)), key=_change_order)
    periods = []
    standing: dict[str, bool] = {}
    total = 0
    for start, group in groupby(marks, key=lambda mark: mark.date.year // span * span):
        here = list(group)
        total += sum(_total_change(standing, mark) for mark in here)
        founded = tuple(one.relationship for one in here if one.turn is ChangeKind.FOUNDED)
        turns = tuple(one for one in here if one.turn is not ChangeKind.FOUNDED)
        periods.append(Period(start, founded, turns, total))
    undated = tuple(one for one in found if one.founded is None)
    return History(tuple(periods), undated, tuple(one for one in found if _has_undated_change(one)))


def changes_of(relationship: Relationship) -> list[Change]:
    """Return the turns of a relationship, each once a year, in their order."""
    first: dict[tuple[int, ChangeKind], Change] = {}
    for mark in sorted(
        (Change(*turn, relationship) for turn in _dated_changes(relationship)), key=_change_order
    ):
        first.setdefault((mark.date.year, mark.turn), mark)
    return list(first.values())


def _dated_changes(relationship: Relationship) -> Iterator[tuple[PartialDate, ChangeKind]]:
    if relationship.founded is not None:
        yield relationship.founded, ChangeKind.FOUNDED
    if relationship.status_since is not None and relationship.status in _CHANGE_BY_STATUS:
        yield relationship.status_since, _CHANGE_BY_STATUS[relationship.status]
    for event in relationship.events:
        if event.kind in _CHANGE_BY_EVENT:
            yield event.date, _CHANGE_BY_EVENT[event.kind]


def _change_order(mark: Change) -> tuple[int, bool, dt.date]:
    """Order by years; a year begins with what was founded in it."""
    return (mark.date.year, mark.turn is not ChangeKind.FOUNDED, first_day(mark.date))


def _total_change(standing: dict[str, bool], mark: Change) -> int:
    """Return by how much a turn changes the running total."""
    id = mark.relationship.id
    before = standing.get(id, False)
    if mark.turn is ChangeKind.FOUNDED:
        standing[id] = True
    elif id in standing and mark.turn in (ChangeKind.ENDED, ChangeKind.REVIVAL):
        standing[id] = mark.turn is ChangeKind.REVIVAL
    return standing.get(id, False) - before


def _has_undated_change(relationship: Relationship) -> bool:
    turn = _CHANGE_BY_STATUS.get(relationship.status)
    return turn is not None and turn not in {mark.turn for mark in changes_of(relationship)}


class HomeGroups:
    """Whose relationships they are: of one home, or of two at once.

    Group 0 has those between two homes, group n those of the n-th home, and the last one
    those of all further homes.
    """

    MOST = 6  # homes with a group of their own
    SHARED, OTHERS = 0, MOST + 1

    def __init__(self, homes: Sequence[City]) -> None:
        self._numbers = {one.id: min(n, self.OTHERS) for n, one in enumerate(homes, 1)}
        apart = disambiguate({one.id: one.name for one in homes[: self.MOST]})
        names = dict(enumerate(apart.values(), 1))
        two = " and ".join(names.values()) if len(homes) == 2 else "two homes"
        self._names = {self.SHARED: two, **names, self.OTHERS: "other homes"}

    def of(self, relationship: Relationship) -> int:
        """Return the number of the group that a relationship belongs to."""
        partner = relationship.partner
        if isinstance(partner, City) and partner.id in self._numbers:
            return self.SHARED
        return self._numbers.get(relationship.home.id, self.OTHERS)

    def present(self, relationships: Iterable[Relationship]) -> dict[int, str]:
        """Return the names of the groups that relationships belong to, homes first."""
        numbers = {self.of(one) for one in relationships}
        return {n: self._names[n] for n in sorted(numbers, key=lambda n: n or self.OTHERS)}

    def label(self, relationship: Relationship) -> str:
        """Name the partner of a relationship, with the home where its group leaves that open."""
        group, name = self.of(relationship), relationship.partner.name
        if group == self.SHARED:
            return f"{name} and {relationship.home.name}"
        return f"{name} ({relationship.home.name})" if group == self.OTHERS else name


def summarize(relationships: Iterable[Relationship]) -> str:
    """Say how many relationships there are, and when they began.

    >>> from sistercities_cli import load
    >>> summarize(load().relationships[:3])
    '3 relationships, 3 with a known year: 1989 to 2004'
    """
    found = list(relationships)
    years = sorted(one.founded.year for one in found if one.founded is not None)
    count = pluralize(len(found), "relationship")
    if not years:
        return f"{count}, none with a known year"
    span = f"{years[0]:04}" if years[0] == years[-1] else f"{years[0]:04} to {years[-1]:04}"
    return f"{count}, {len(years):,} with a known year: {span}"
