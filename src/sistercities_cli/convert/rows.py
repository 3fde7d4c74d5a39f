"""Parse the rows of a spreadsheet into places and relationships, or list their problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sistercities_cli import countries
from sistercities_cli.convert import cells
from sistercities_cli.convert.table import Row, field_for_title
from sistercities_cli.datafile.write import CityDraft, CityKey, RelationshipDraft, draft_problems
from sistercities_cli.errors import NotFoundError, Problem, SisterCitiesError
from sistercities_cli.model import Confidence, Country, Status
from sistercities_cli.names import simplify

MAX_SUGGESTED_FOR = 200  # suggesting countries for more unknown names takes too long


class Place(NamedTuple):
    """A city as named in a row."""

    name: str
    country: Country
    region: str = ""

    @property
    def key(self) -> CityKey:
        """The simplified names that identify the city."""
        return _simplify_cached(self.name), self.country.code, _simplify_cached(self.region)

    def draft(self) -> CityDraft:
        """Draft the city, without further facts."""
        return CityDraft(self.name, self.country.code, self.region or None)


_simplify_cached = lru_cache(maxsize=2**16)(simplify)  # names repeat


class CountryFinder:
    """Finds countries by name or code, caching the results."""

    def __init__(self) -> None:
        self._results: dict[str, Country | NotFoundError] = {}

    def find(self, name: str) -> Country:
        """Return the country of that name; raises :class:`NotFoundError`."""
        if name not in self._results:
            try:
                suggests = len(self._results) < MAX_SUGGESTED_FOR
                self._results[name] = countries.find(name, suggests=suggests)
            except NotFoundError as error:
                self._results[name] = error
        result = self._results[name]
        if isinstance(result, NotFoundError):
            raise result
        return result


def parse_home(text: str, countries: CountryFinder) -> Place:
    """Parse a home such as ``Springfield, US``; raises :class:`SisterCitiesError`.

    >>> home = parse_home("Washington, D.C., United States", CountryFinder())
    >>> home.name, home.country.code
    ('Washington, D.C.', 'US')
    """
    name, comma, country = (part.strip() for part in text.rpartition(","))
    if not comma or not name or not country:
        raise SisterCitiesError(f"{text!r} has no country: write it like Springfield, US")
    return Place(name, countries.find(country))


T = TypeVar("T")
PLACE_FIELDS = ("home", "home_country", "partner", "country", "country_code")  # here "NA" is a code

# Placeholders for invalid places, so that the rest of a row can be checked.
_PLACEHOLDER_COUNTRY = Country("GB", "GBR", "Somewhere", None, (), ())
_PLACEHOLDER_HOME = Place("one", _PLACEHOLDER_COUNTRY)
_PLACEHOLDER_PARTNER = Place("other", _PLACEHOLDER_COUNTRY)


class Defaults(NamedTuple):
    """Options that apply to all rows."""

    date: str  # the day of the data
    kind: str  # for rows without a kind
    status: Status  # for rows without a status
    day_first: bool | None  # order in dates like 03/04/1999; None if unknown
    homes: tuple[Place, ...]


class ParsedRow(NamedTuple):
    """A valid row."""

    number: int
    home: Place
    partner: Place
    city: CityDraft  # the partner's city
    relationship: RelationshipDraft


def parse_row(
    row: Row, titles: Mapping[str, str], defaults: Defaults, countries: CountryFinder
) -> tuple[ParsedRow | None, list[Problem]]:
    """Parse a row, or return all its problems, which name columns by their titles."""
    path = f"row {row.number}"
    parser = _RowParser(row, defaults, countries)
    parsed = parser.parse()
    problems = []
    if row.excess:
        text = f"has more cells than the header has columns: {row.excess!r}"
        advice = "Put quotation marks round any text with the separator in it"
        problems.append(Problem(path, f"{text}. {advice}"))
    for field, message in parser.problems:
        problems.append(Problem(f"{path}, {titles.get(field, field)}", message))
    return (None if problems else parsed), problems


class _RowParser:
    """Parses the cells of a row, and collects their problems."""

    def __init__(self, row: Row, defaults: Defaults, countries: CountryFinder) -> None:
        self.problems: list[tuple[str, str]] = []  # field, message
        self._cells = {
            field: cell
            for field, cell in row.cells.items()
            if field in PLACE_FIELDS or cell.casefold() not in cells.EMPTY_MARKERS
        }
        self._number, self._defaults, self._countries = row.number, defaults, countries

    def parse(self) -> ParsedRow:
        home, partner = self._home() or _PLACEHOLDER_HOME, self._partner() or _PLACEHOLDER_PARTNER
        row = ParsedRow(self._number, home, partner, self._city(partner), self._relationship())
        known = {field for field, _ in self.problems}
        city = None if home.key == partner.key else row.city
        date = self._defaults.date
        for part, key, message in draft_problems(home.draft(), city, row.relationship, date):
            # The keys of data files are among the titles of columns.
            field = ("home" if part == "home" else field_for_title(key)) or key
            if field not in known:
                self.problems.append((field, message))
        return row

    def _parse(self, field: str, parse: Callable[..., T], **options: Any) -> T | None:
        """Parse a cell, or return None if it is empty or invalid."""
        if field not in self._cells:
            return None
        try:
            return parse(self._cells[field], **options)
        except SisterCitiesError as error:
            self.problems.append((field, str(error)))
            return None

    def _home(self) -> Place | None:
        homes, name = self._defaults.homes, self._cells.get("home")
        if name is None:
            if len(homes) == 1:
                return homes[0]
            self.problems.append(("home", "is missing: whose partner is it?"))
            return None
        for home in homes:
            if simplify(name) in map(simplify, (home.name, f"{home.name} {home.country.code}")):
                return home
        if "home_country" in self._cells:
            country = self._parse("home_country", self._countries.find)
            return Place(name, country) if country else None
        return self._parse("home", parse_home, countries=self._countries)

    def _partner(self) -> Place | None:
        name = self._cells.get("partner")
        if name is None:
            self.problems.append(("partner", "is missing: its name belongs there"))
        country = self._country()
        return Place(name, country, self._cells.get("region", "")) if name and country else None

    def _country(self) -> Country | None:
        by_name = self._parse("country", self._countries.find)
        by_code = self._parse("country_code", self._countries.find)
        if "country" not in self._cells and "country_code" not in self._cells:
            self.problems.append(("country", "is missing: a name or an ISO code belongs there"))
        elif by_name and by_code and by_name.code != by_code.code:
            message = f"{by_code.name} is not {by_name.name}: the two columns must agree"
            self.problems.append(("country_code", message))
        return by_code or by_name

    def _city(self, place: Place) -> CityDraft:
        return place.draft()._replace(
            native=self._parse("native", cells.split_list),
            also=self._parse("also", cells.split_list),
            latitude=self._parse("latitude", cells.parse_degrees),
            longitude=self._parse("longitude", cells.parse_degrees),
            timezone=self._cells.get("timezone"),
        )

    def _relationship(self) -> RelationshipDraft:
        defaults, day_first = self._defaults, self._defaults.day_first
        urls, source = self._parse("source", cells.parse_sources) or ([], "")
        founded = self._parse("founded", cells.parse_written_date, day_first=day_first)
        is_uncertain = founded and not founded.is_certain
        note = f"Written {self._cells['founded']} in the spreadsheet." if is_uncertain else None
        notes = [self._cells["notes"]] if "notes" in self._cells else []
        return RelationshipDraft(
            kind=cells.parse_kind(self._cells.get("kind", defaults.kind)),
            founded=str(founded.date) if founded else None,
            founded_confidence=Confidence.LOW.value if is_uncertain else None,
            founded_note=note,
            signatories=self._parse("signatories", cells.parse_signatories) or None,
            status=(self._parse("status", cells.parse_status) or defaults.status).value,
            status_since=self._parse("status_since", cells.parse_certain_date, day_first=day_first),
            website=self._cells.get("website"),
            notes=[*notes, f"Source: {source}"] if source else notes or None,
            sources=urls or None,
        )
