"""Gather what rows tell: each city once, each relationship once, and nothing lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sistercities_cli.errors import Problem
from sistercities_cli.names import simplify
from sistercities_cli.spreadsheet.cells import Record
from sistercities_cli.spreadsheet.entries import Entry
from sistercities_cli.spreadsheet.places import Place, PlaceKey

TieKey = tuple[frozenset[PlaceKey], str]


class Gathering:
    """The cities and relationships of the rows so far, in their order."""

    def __init__(self, homes: Sequence[Place]) -> None:
        self.homes: dict[PlaceKey, Place] = {}
        self.cities: dict[PlaceKey, Record] = {}
        self.ties: dict[TieKey, Entry] = {}
        self.remarks: list[str] = []
        self._told: dict[tuple[PlaceKey, str], str] = {}  # where each fact of a city is from
        for home in homes:
            self._keep_home(home, "--home")

    def add(self, entry: Entry) -> list[Problem]:
        """Add what a row tells, unless it goes against an earlier one: then say so."""
        where = f"row {entry.row}"
        wrong = [*self._against(entry.home, {}), *self._against(entry.partner, entry.city)]
        # What two homes have with each other is one relationship, whichever tells of it.
        key = frozenset((entry.home.key, entry.partner.key)), simplify(entry.tie["kind"])
        earlier = self.ties.get(key)
        if earlier and earlier.tie != entry.tie:
            wrong.append(_difference(earlier, entry))
        if wrong:
            return [Problem(where, message) for message in wrong]
        self._keep_home(entry.home, where)
        self._keep(entry.partner, entry.city, where)
        if earlier:
            self.remarks.append(f"{where} says the same as row {earlier.row}: written once")
        else:
            self.ties[key] = entry
        return []

    def _against(self, place: Place, facts: Record) -> Iterator[str]:
        """Yield what goes against what is known of a city."""
        key = place.key
        known = self.cities.get(key, {})
        for name, value in {**place.record(), **facts}.items():
            if known.get(name, value) == value:
                continue
            where = self._told[key, name]
            if name in ("name", "region"):
                yield (
                    f"{value} is written {known[name]} in {where}: write it the same way,"
                    " or tell two places apart with a column region"
                )
            else:
                yield f"{name} of {place.name} is {value}, but {known[name]} in {where}: which?"

    def _keep_home(self, home: Place, where: str) -> None:
        self.homes.setdefault(home.key, home)
        self._keep(home, {}, where)

    def _keep(self, place: Place, facts: Record, where: str) -> None:
        known = self.cities.setdefault(place.key, {})
        for name, value in {**place.record(), **facts}.items():
            known.setdefault(name, value)
            self._told.setdefault((place.key, name), where)


def _difference(earlier: Entry, entry: Entry) -> str:
    names = dict.fromkeys((*earlier.tie, *entry.tie))
    other = [name for name in names if earlier.tie.get(name) != entry.tie.get(name)]
    return (
        f"is about the same partner and kind as row {earlier.row}, but differs in"
        f" {', '.join(other)}: keep one of the two, or give one another kind"
    )
