"""Make the document of a data file from the rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sistercities_cli.dataset import schema
from sistercities_cli.errors import Problem
from sistercities_cli.spreadsheet.cells import Record
from sistercities_cli.spreadsheet.entries import Reader, Rules
from sistercities_cli.spreadsheet.gathering import Gathering
from sistercities_cli.spreadsheet.places import Ids, PlaceKey, slug
from sistercities_cli.spreadsheet.table import Table

FEW = 3  # so many homes are named in a title


class Conversion(NamedTuple):
    """A document, what is wrong with the rows that are not in it, and what is worth knowing."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def convert(table: Table, rules: Rules, title: str | None = None) -> Conversion:
    """Make the document of a data file from the rows that are right."""
    reader = Reader(table.titles, rules)
    gathering = Gathering(rules.homes)
    problems: list[Problem] = []
    for row in table.rows:
        entry, wrong = reader.read(row)
        problems += gathering.add(entry) if entry else wrong
    if table.unused:
        gathering.remarks.append(f"Columns not used: {', '.join(table.unused)}")
    document = _document(gathering, title, rules.date)
    return Conversion(document, tuple(problems), tuple(gathering.remarks))


def _document(gathering: Gathering, title: str | None, date: str) -> dict[str, Any]:
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
    gathering: Gathering, ids: Mapping[PlaceKey, str], homes: list[str]
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
    if len(homes) > FEW:
        return f"Sister cities of {', '.join(homes[:FEW])} and others"
    return f"Sister cities of {' and '.join(homes)}"
