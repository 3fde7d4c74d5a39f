"""Convert spreadsheet rows to a draft data file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sistercities_cli.convert.rows import CountryFinder, Defaults, ParsedRow, Place, parse_row
from sistercities_cli.convert.table import Table
from sistercities_cli.datafile.write import CityDraft, CityKey, Draft, given_fields
from sistercities_cli.errors import Problem
from sistercities_cli.names import simplify

MAX_HOMES_IN_TITLE = 3


class Conversion(NamedTuple):
    """A draft, the problems of rows left out of it, and remarks about the others."""

    draft: Draft
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def convert(table: Table, defaults: Defaults, title: str | None = None) -> Conversion:
    """Draft a data file from the valid rows of a table."""
    countries, collector = CountryFinder(), Collector(defaults.homes)
    problems: list[Problem] = []
    for row in table.rows:
        parsed, row_problems = parse_row(row, table.titles, defaults, countries)
        problems += collector.add(parsed) if parsed else row_problems
    if table.unused:
        collector.remarks.append(f"Columns not used: {', '.join(table.unused)}")
    draft = collector.draft(title, defaults.date)
    return Conversion(draft, tuple(problems), tuple(collector.remarks))


RelationshipKey = tuple[frozenset[CityKey], str]


class Collector:
    """Collects the cities and relationships of rows, in their order."""

    def __init__(self, homes: Sequence[Place]) -> None:
        self.remarks: list[str] = []
        self._homes: dict[CityKey, Place] = {}
        self._cities: dict[CityKey, CityDraft] = {}
        self._rows: dict[RelationshipKey, ParsedRow] = {}
        self._origins: dict[tuple[CityKey, str], str] = {}  # where each fact of a city is from
        for home in homes:
            self._keep_home(home, "--home")

    def draft(self, title: str | None, date: str) -> Draft:
        """Build the draft, with a default title made from its homes."""
        return Draft(
            title or _default_title([home.name for home in self._homes.values()]),
            date,
            tuple(self._homes),
            self._cities,
            [(row.home.key, row.partner.key, row.relationship) for row in self._rows.values()],
        )

    def add(self, row: ParsedRow) -> list[Problem]:
        """Add a row, or return the contradictions if it conflicts with an earlier one."""
        origin = f"row {row.number}"
        messages = [
            *self._contradictions(row.home.key, row.home.draft()),
            *self._contradictions(row.partner.key, row.city),
        ]
        # Rows of either home may describe the same relationship between the two.
        key = frozenset((row.home.key, row.partner.key)), simplify(row.relationship.kind)
        earlier = self._rows.get(key)
        if earlier and earlier.relationship != row.relationship:
            messages.append(_describe_difference(earlier, row))
        if messages:
            return [Problem(origin, message) for message in messages]
        self._keep_home(row.home, origin)
        self._keep_city(row.partner.key, row.city, origin)
        if earlier:
            self.remarks.append(f"{origin} says the same as row {earlier.number}: written once")
        else:
            self._rows[key] = row
        return []

    def _contradictions(self, key: CityKey, city: CityDraft) -> Iterator[str]:
        known = given_fields(self._cities[key]) if key in self._cities else {}
        for field, value in given_fields(city).items():
            if known.get(field, value) == value:
                continue
            origin = self._origins[key, field]
            if field in Place._fields:
                yield (
                    f"{value} is written {known[field]} in {origin}: write it the same way,"
                    " or tell two places apart with a column region"
                )
            else:
                yield f"{field} of {city.name} is {value}, but {known[field]} in {origin}: which?"

    def _keep_home(self, home: Place, origin: str) -> None:
        self._homes.setdefault(home.key, home)
        self._keep_city(home.key, home.draft(), origin)

    def _keep_city(self, key: CityKey, city: CityDraft, origin: str) -> None:
        known = self._cities.get(key)
        self._cities[key] = city._replace(**given_fields(known)) if known else city
        for field in given_fields(city):
            self._origins.setdefault((key, field), origin)


def _describe_difference(earlier: ParsedRow, row: ParsedRow) -> str:
    before, after = given_fields(earlier.relationship), given_fields(row.relationship)
    fields = [field for field in {**before, **after} if before.get(field) != after.get(field)]
    return (
        f"is about the same partner and kind as row {earlier.number}, but differs in"
        f" {', '.join(fields)}: keep one of the two, or give one another kind"
    )


def _default_title(homes: list[str]) -> str:
    if len(homes) > MAX_HOMES_IN_TITLE:
        return f"Sister cities of {', '.join(homes[:MAX_HOMES_IN_TITLE])} and others"
    return f"Sister cities of {' and '.join(homes)}"
