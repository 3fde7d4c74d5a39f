"""Collect cities and relationships from rows, merging rows about the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sistercities_cli.convert.cities import city_key
from sistercities_cli.convert.report import RowProblem
from sistercities_cli.convert.rows import ParsedRow
from sistercities_cli.datafile.write import (
    CityDraft,
    CityKey,
    Draft,
    RelationshipDraft,
    given_fields,
)
from sistercities_cli.names import simplify
from sistercities_cli.text import join_with_and

MAX_HOMES_IN_TITLE = 3
SAME_PLACE_DEGREES = 0.01  # coordinates closer than this are those of one place
LISTS = {"also", "native"}  # fields whose values are combined across rows
IDENTITY = CityDraft._fields[:3]  # name, country and region, which may be spelled differently
RelationshipKey = tuple[frozenset[CityKey], str]


class Collector:
    """Collects cities and relationships in the order of their rows.

    ``titles`` are those of the columns by field, for messages.
    """

    def __init__(self, homes: Sequence[CityDraft], titles: Mapping[str, str]) -> None:
        self.repeated: list[int] = []  # numbers of rows that add nothing to earlier ones
        self._homes = {city_key(home): home.name for home in homes}
        self._cities = {city_key(home): home for home in homes}
        self._rows: dict[RelationshipKey, ParsedRow] = {}
        self._origins: dict[tuple[CityKey, str], int] = {}  # the row of each fact of a city
        self._titles = titles

    @property
    def rows(self) -> list[ParsedRow]:
        """The rows of the draft."""
        return list(self._rows.values())

    def draft(self, title: str | None, date: str) -> Draft:
        """Build the draft, naming it after its homes if there is no title."""
        return Draft(
            title or _default_title(list(self._homes.values())),
            date,
            tuple(self._homes),
            self._cities,
            [(city_key(row.home), city_key(row.partner), row.relationship) for row in self.rows],
        )

    def add(self, row: ParsedRow) -> list[RowProblem]:
        """Add a row, or return the contradictions if it conflicts with an earlier one."""
        problems = [
            *self._contradictions(row.number, row.home, "home_"),
            *self._contradictions(row.number, row.partner, ""),
        ]
        # Rows of either home may describe the same relationship between the two.
        cities = frozenset((city_key(row.home), city_key(row.partner)))
        key = cities, simplify(row.relationship.kind)
        earlier = self._rows.get(key)
        if earlier:
            problems += self._differences(earlier, row)
        if problems:
            return list(dict.fromkeys(problems))
        self._homes.setdefault(city_key(row.home), row.home.name)
        self._keep_city(row.home, row.number)
        self._keep_city(row.partner, row.number)
        if earlier:
            self.repeated.append(row.number)
            merged = {**given_fields(row.relationship), **given_fields(earlier.relationship)}
            self._rows[key] = earlier._replace(relationship=RelationshipDraft(**merged))
        else:
            self._rows[key] = row
        return []

    def _contradictions(self, number: int, city: CityDraft, side: str) -> Iterator[RowProblem]:
        key = city_key(city)
        known = given_fields(self._cities[key]) if key in self._cities else {}
        for field, value in given_fields(city).items():
            if field in known and not _agree(field, known[field], value):
                columns = (f"{side}{field}", f"{side}coordinates")
                title = next((self._titles[one] for one in columns if one in self._titles), field)
                message = "differ about the same city: correct one of the two"
                yield RowProblem(number, title, message, self._origins[key, field])

    def _differences(self, earlier: ParsedRow, row: ParsedRow) -> Iterator[RowProblem]:
        before, after = given_fields(earlier.relationship), given_fields(row.relationship)
        for field in before:
            if field in after and before[field] != after[field]:
                # An uncertain date has two more fields.
                column = max(filter(field.startswith, self._titles), key=len, default=field)
                message = "differ about the same relationship: keep one row, or change its kind"
                title = self._titles.get(column, field)
                yield RowProblem(row.number, title, message, earlier.number)

    def _keep_city(self, city: CityDraft, number: int) -> None:
        key = city_key(city)
        known = given_fields(self._cities[key]) if key in self._cities else {}
        given = given_fields(city)
        for field in LISTS & known.keys() & given.keys():
            known[field] = list(dict.fromkeys([*known[field], *given[field]]))
        self._cities[key] = city._replace(**known)
        for field in given:
            self._origins.setdefault((key, field), number)


def _agree(field: str, known: Any, value: Any) -> bool:
    """Check whether two values of a field of a city can both be right."""
    if isinstance(value, float):
        return bool(abs(known - value) < SAME_PLACE_DEGREES)
    return field in LISTS or field in IDENTITY or known == value


def _default_title(homes: list[str]) -> str:
    others = ["others"] if len(homes) > MAX_HOMES_IN_TITLE else []
    names = [*homes[:MAX_HOMES_IN_TITLE], *others]
    return f"Sister cities of {join_with_and(names)}" if names else ""  # without valid rows
