"""Convert the rows of a spreadsheet to the document of a data file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sistercities_cli.convert.cells import Record
from sistercities_cli.convert.rows import Defaults, ParsedRow, Place, PlaceKey, RowReader
from sistercities_cli.convert.table import Table
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.write import Ids, slug
from sistercities_cli.errors import Problem
from sistercities_cli.names import simplify

MAX_HOMES_IN_TITLE = 3  # so many homes are named in a title


class Conversion(NamedTuple):
    """A document, what is wrong with the rows that are not in it, and what is worth knowing."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def convert(table: Table, rules: Defaults, title: str | None = None) -> Conversion:
    """Make the document of a data file from the rows that are right."""
    reader = RowReader(table.titles, rules)
    gathering = Collector(rules.homes)
    problems: list[Problem] = []
    for row in table.rows:
        entry, wrong = reader.read(row)
        problems += gathering.add(entry) if entry else wrong
    if table.unused:
        gathering.remarks.append(f"Columns not used: {', '.join(table.unused)}")
    document = _build_document(gathering, title, rules.date)
    return Conversion(document, tuple(problems), tuple(gathering.remarks))


def _build_document(gathering: Collector, title: str | None, date: str) -> dict[str, Any]:
    free = Ids()
    ids = {key: free.of_city(city) for key, city in gathering.cities.items()}
    homes = [ids[key] for key in gathering.homes]
    names = [home.name for home in gathering.homes.values()]
    cities = {ids[key]: _ordered(city, "cities") for key, city in gathering.cities.items()}
    return {
        "directory": {"title": title or _title(names), "version": "1", "date": date},
        "homes": {ids[key]: {"programme": home.name} for key, home in gathering.homes.items()},
        "cities": dict(sorted(cities.items())),
        "relationships": dict(_relationships(gathering, ids, homes)),
    }


def _relationships(
    gathering: Collector, ids: Mapping[PlaceKey, str], homes: list[str]
) -> list[tuple[str, Record]]:
    """Return the relationships by home, then by partner."""
    free = Ids()
    found: dict[str, Record] = {}
    for entry in gathering.ties.values():
        home, partner = ids[entry.home.key], ids[entry.partner.key]
        kind = slug(entry.tie["kind"])
        own = f"{home}-{partner}"
        id = free.free(own, *([f"{own}-{kind}"] if kind else []))
        found[id] = _ordered({"home": home, "partner": partner, **entry.tie}, "relationships")
    places = {home: position for position, home in enumerate(homes)}
    return sorted(
        found.items(), key=lambda one: (places[one[1]["home"]], one[1]["partner"], one[0])
    )


def _ordered(record: Record, section: str) -> Record:
    return {name: record[name] for name in schema.RECORDS[section] if name in record}


def _title(homes: list[str]) -> str:
    if len(homes) > MAX_HOMES_IN_TITLE:
        return f"Sister cities of {', '.join(homes[:MAX_HOMES_IN_TITLE])} and others"
    return f"Sister cities of {' and '.join(homes)}"


RelationshipKey = tuple[frozenset[PlaceKey], str]


class Collector:
    """The cities and relationships of the rows so far, in their order."""

    def __init__(self, homes: Sequence[Place]) -> None:
        self.homes: dict[PlaceKey, Place] = {}
        self.cities: dict[PlaceKey, Record] = {}
        self.ties: dict[RelationshipKey, ParsedRow] = {}
        self.remarks: list[str] = []
        self._told: dict[tuple[PlaceKey, str], str] = {}  # where each fact of a city is from
        for home in homes:
            self._keep_home(home, "--home")

    def add(self, entry: ParsedRow) -> list[Problem]:
        """Add what a row tells, unless it goes against an earlier one: then say so."""
        where = f"row {entry.row}"
        wrong = [*self._against(entry.home, {}), *self._against(entry.partner, entry.city)]
        # What two homes have with each other is one relationship, whichever tells of it.
        key = frozenset((entry.home.key, entry.partner.key)), simplify(entry.tie["kind"])
        earlier = self.ties.get(key)
        if earlier and earlier.tie != entry.tie:
            wrong.append(_describe_difference(earlier, entry))
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


def _describe_difference(earlier: ParsedRow, entry: ParsedRow) -> str:
    names = dict.fromkeys((*earlier.tie, *entry.tie))
    other = [name for name in names if earlier.tie.get(name) != entry.tie.get(name)]
    return (
        f"is about the same partner and kind as row {earlier.row}, but differs in"
        f" {', '.join(other)}: keep one of the two, or give one another kind"
    )
