"""Parse the rows of a spreadsheet into places and relationships, or list their problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from sistercities_cli import countries
from sistercities_cli.convert import cells
from sistercities_cli.convert.dates import parse_written_date
from sistercities_cli.convert.table import Row, field_for_title
from sistercities_cli.datafile.write import CityDraft, CityKey, RelationshipDraft, draft_problems
from sistercities_cli.errors import NotFoundError, Problem, SisterCitiesError
from sistercities_cli.model import Confidence, Country, Status
from sistercities_cli.names import simplify

MAX_SUGGESTED_FOR = 200  # suggesting countries for more unknown names takes too long


class Place(NamedTuple):
    """A city as a row names it."""

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
    """Finds countries by name or code, each name once."""

    def __init__(self) -> None:
        self._results: dict[str, Country | SisterCitiesError] = {}

    def find(self, name: str) -> Country:
        """Return the country of that name; raises :class:`NotFoundError`."""
        if name not in self._results:
            try:
                self._results[name] = self._look_up(name)
            except SisterCitiesError as error:
                self._results[name] = error
        result = self._results[name]
        if isinstance(result, SisterCitiesError):
            raise result
        return result

    def _look_up(self, name: str) -> Country:
        last, comma, first = name.partition(",")
        country = countries.find_country(name)
        if country is None and comma:  # "Korea, Republic of"
            country = countries.find_country(f"{first} {last}")
        if country is None:
            can_suggest = len(self._results) < MAX_SUGGESTED_FOR
            similar = countries.name_index().suggest(name) if can_suggest else ()
            raise NotFoundError("country", name, similar)
        return country


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
PLACE_FIELDS = ("home", "home_country", "partner", "country", "country_code")  # "NA" is Namibia

# Stand in for the invalid places of a row, so that the rest of it can be checked.
_PLACEHOLDER_COUNTRY = Country("GB", "GBR", "Somewhere", None, (), ())
_PLACEHOLDER_HOME = Place("one", _PLACEHOLDER_COUNTRY)
_PLACEHOLDER_PARTNER = Place("other", _PLACEHOLDER_COUNTRY)


class Defaults(NamedTuple):
    """Options that apply to all rows."""

    date: str  # the day of the data
    kind: str  # of rows without one
    status: Status  # of rows without one
    day_first: bool | None  # in 03/04/1999; None where the order is not known
    homes: tuple[Place, ...]


class ParsedRow(NamedTuple):
    """A valid row."""

    number: int
    home: Place
    partner: Place
    city: CityDraft  # of the partner
    relationship: RelationshipDraft


class RowReader:
    """Reads rows one by one, with the same titles and defaults."""

    def __init__(self, titles: Mapping[str, str], defaults: Defaults) -> None:
        self._titles = titles
        self._defaults = defaults
        self._countries = CountryFinder()

    def read(self, row: Row) -> tuple[ParsedRow | None, list[Problem]]:
        """Parse a row, or return all its problems."""
        parser = _CellParser(row.cells)
        home, partner = self._home(parser), self._partner(parser)
        place = partner or _PLACEHOLDER_PARTNER
        parsed = ParsedRow(
            row.number,
            home or _PLACEHOLDER_HOME,
            place,
            self._city(parser, place),
            self._relationship(parser),
        )
        known = {field for field, _ in parser.problems}
        more = _rule_problems(parsed, self._defaults.date)
        parser.problems += [problem for problem in more if problem[0] not in known]
        problems = list(self._located_problems(row, parser.problems))
        return (None if problems else parsed), problems

    def _located_problems(self, row: Row, problems: list[tuple[str, str]]) -> Iterator[Problem]:
        path = f"row {row.number}"
        if row.excess:
            text = f"has more cells than the header has columns: {row.excess!r}"
            advice = "Put quotation marks round any text with the separator in it"
            yield Problem(path, f"{text}. {advice}")
        for field, message in problems:
            yield Problem(f"{path}, {self._titles.get(field, field)}", message)

    def _home(self, parser: _CellParser) -> Place | None:
        homes, name = self._defaults.homes, parser.cells.get("home")
        if name is None:
            if len(homes) == 1:
                return homes[0]
            parser.problems.append(("home", "is missing: whose partner is it?"))
            return None
        for home in homes:
            if simplify(name) in (
                simplify(home.name),
                simplify(f"{home.name} {home.country.code}"),
            ):
                return home
        if "home_country" in parser.cells:
            country = parser.parse("home_country", self._countries.find)
            return Place(name, country) if country else None
        return parser.parse("home", partial(parse_home, countries=self._countries))

    def _partner(self, parser: _CellParser) -> Place | None:
        name = parser.cells.get("partner")
        if name is None:
            parser.problems.append(("partner", "is missing: its name belongs there"))
        country = self._country(parser)
        return Place(name, country, parser.cells.get("region", "")) if name and country else None

    def _country(self, parser: _CellParser) -> Country | None:
        by_name = parser.parse("country", self._countries.find)
        by_code = parser.parse("country_code", self._countries.find)
        if "country" not in parser.cells and "country_code" not in parser.cells:
            parser.problems.append(("country", "is missing: a name or an ISO code belongs there"))
        elif by_name and by_code and by_name.code != by_code.code:
            message = f"{by_code.name} is not {by_name.name}: the two columns must agree"
            parser.problems.append(("country_code", message))
        return by_code or by_name

    def _city(self, parser: _CellParser, place: Place) -> CityDraft:
        return place.draft()._replace(
            native=parser.parse("native", cells.split_texts),
            also=parser.parse("also", cells.split_texts),
            latitude=parser.parse("latitude", cells.parse_degrees),
            longitude=parser.parse("longitude", cells.parse_degrees),
            timezone=parser.cells.get("timezone"),
        )

    def _relationship(self, parser: _CellParser) -> RelationshipDraft:
        defaults, texts = self._defaults, parser.cells
        day_first = defaults.day_first
        urls, source = parser.parse("source", cells.parse_sources) or ([], "")
        founded = parser.parse("founded", partial(parse_written_date, day_first=day_first))
        notes = [texts["notes"]] if "notes" in texts else []
        draft = RelationshipDraft(
            kind=cells.parse_kind(texts.get("kind", defaults.kind)),
            founded=str(founded.date) if founded else None,
            signatories=parser.parse("signatories", cells.parse_signatories) or None,
            status=(parser.parse("status", cells.parse_status) or defaults.status).value,
            status_since=parser.parse(
                "status_since", partial(cells.parse_certain_date, day_first=day_first)
            ),
            website=texts.get("website"),
            notes=[*notes, f"Source: {source}"] if source else notes or None,
            sources=urls or None,
        )
        if founded and not founded.is_certain:
            return draft._replace(
                founded_confidence=Confidence.LOW.value,
                founded_note=f"Written {texts['founded']} in the spreadsheet.",
            )
        return draft


class _CellParser:
    """Parses the cells of a row, and collects their problems."""

    def __init__(self, cells_by_field: Mapping[str, str]) -> None:
        self.cells = {
            field: cell
            for field, cell in cells_by_field.items()
            if field in PLACE_FIELDS or not cells.is_empty_marker(cell)
        }
        self.problems: list[tuple[str, str]] = []  # field, message

    def parse(self, field: str, parse: Callable[[str], T]) -> T | None:
        """Parse a cell; None where it is empty or invalid."""
        if field not in self.cells:
            return None
        try:
            return parse(self.cells[field])
        except SisterCitiesError as error:
            self.problems.append((field, str(error)))
            return None


def _rule_problems(row: ParsedRow, date: str) -> Iterator[tuple[str, str]]:
    """Check a row by the rules of data files; yields the field and the message."""
    partner = None if row.home.key == row.partner.key else row.city
    for problem in draft_problems(row.home.draft(), partner, row.relationship, date):
        # The keys of data files are among the titles of columns.
        column = "home" if problem.part == "home" else field_for_title(problem.field)
        yield column or problem.field, problem.message
