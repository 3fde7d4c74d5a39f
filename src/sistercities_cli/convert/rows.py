"""Parse a row of a spreadsheet into a relationship, or list its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sistercities_cli import countries
from sistercities_cli.convert import cells
from sistercities_cli.convert.cells import Record
from sistercities_cli.convert.table import Row
from sistercities_cli.datafile import check
from sistercities_cli.errors import NotFoundError, Problem, SisterCitiesError
from sistercities_cli.model import Country, Status
from sistercities_cli.names import simplify

MAX_SUGGESTED_FOR = 200  # looking up what so many unknown names may have meant takes too long
PlaceKey = tuple[str, str, str]


class Place(NamedTuple):
    """A city as a row names it."""

    name: str
    country: Country
    region: str = ""

    @property
    def key(self) -> PlaceKey:
        """What tells it from other cities."""
        return _simplify_cached(self.name), self.country.code, _simplify_cached(self.region)

    def record(self) -> dict[str, Any]:
        """Return the keys that a data file has for it."""
        region = {"region": self.region} if self.region else {}
        return {"name": self.name, "country": self.country.code, **region}


_simplify_cached = lru_cache(maxsize=2**16)(simplify)  # each name is asked for many times


class CountryFinder:
    """Finds countries by name or code, each name once."""

    def __init__(self) -> None:
        self._found: dict[str, Country | SisterCitiesError] = {}

    def find(self, name: str) -> Country:
        """Return the country that a name means; raises :class:`SisterCitiesError`."""
        if name not in self._found:
            try:
                self._found[name] = self._look_up(name)
            except SisterCitiesError as error:
                self._found[name] = error
        found = self._found[name]
        if isinstance(found, SisterCitiesError):
            raise found
        return found

    def _look_up(self, name: str) -> Country:
        last, comma, first = name.partition(",")
        country = countries.find_country(name)
        if country is None and comma:  # "Korea, Republic of"
            country = countries.find_country(f"{first} {last}")
        if country is None:
            similar = (
                countries.name_index().suggest(name) if len(self._found) < MAX_SUGGESTED_FOR else ()
            )
            raise NotFoundError("country", name, similar)
        return country


def parse_home(text: str, countries: CountryFinder) -> Place:
    """Return the home that a text like ``Springfield, US`` names.

    Raises :class:`SisterCitiesError` where there is no country in it.

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

# The column that a key of the data file comes from, where it is called otherwise.
FIELD_BY_KEY = {
    ("home", "name"): "home", ("home", "country"): "home", ("partner", "name"): "partner",
    ("tie", "sources"): "source", ("tie", "founded_note"): "founded",
}  # fmt: skip

# While a row names no right places, the rest of it is checked with these.
_PLACEHOLDER_COUNTRY = Country("GB", "GBR", "Somewhere", None, (), ())
_PLACEHOLDER_PLACES = Place("one", _PLACEHOLDER_COUNTRY), Place("other", _PLACEHOLDER_COUNTRY)


class Defaults(NamedTuple):
    """What the user says about all rows."""

    date: str  # the day of the data
    kind: str  # of rows that do not say
    status: Status  # the same
    day_first: bool | None  # in 03/04/1999; None is for not knowing
    homes: tuple[Place, ...]


class ParsedRow(NamedTuple):
    """What a row tells of."""

    row: int
    home: Place
    partner: Place
    city: Record  # the partner's keys but name, country and region
    tie: Record  # the relationship's keys but home and partner


class RowReader:
    """Reads rows one by one, by the same rules."""

    def __init__(self, titles: Mapping[str, str], rules: Defaults) -> None:
        self._titles = titles
        self._rules = rules
        self._countries = CountryFinder()

    def read(self, row: Row) -> tuple[ParsedRow | None, list[Problem]]:
        """Return what a row tells, or else all that is wrong with it."""
        attempt = _RowCells(
            {
                field: cell
                for field, cell in row.cells.items()
                if field in PLACE_FIELDS or not cells.is_empty_marker(cell)
            }
        )
        home, partner = self._home(attempt), self._partner(attempt)
        entry = ParsedRow(
            row.number,
            home or _PLACEHOLDER_PLACES[0],
            partner or _PLACEHOLDER_PLACES[1],
            self._city(attempt),
            self._tie(attempt),
        )
        known = {field for field, _ in attempt.wrong}
        more = _rule_problems(entry, self._rules.date)
        attempt.wrong += [one for one in more if one[0] not in known]
        problems = list(self._problems(row, attempt.wrong))
        return (None if problems else entry), problems

    def _problems(self, row: Row, wrong: Iterable[tuple[str, str]]) -> Iterator[Problem]:
        where = f"row {row.number}"
        if row.excess:
            more = f"has more cells than the header has columns: {row.excess!r}"
            message = f"{more}. Put quotation marks round any text with the separator in it"
            yield Problem(where, message)
        for field, message in wrong:
            yield Problem(f"{where}, {self._titles.get(field, field)}", message)

    def _home(self, attempt: _RowCells) -> Place | None:
        homes, name = self._rules.homes, attempt.cells.get("home")
        if name is None:
            if len(homes) == 1:
                return homes[0]
            attempt.wrong.append(("home", "is missing: whose partner is it?"))
            return None
        for home in homes:
            if simplify(name) in (
                simplify(home.name),
                simplify(f"{home.name} {home.country.code}"),
            ):
                return home
        country = attempt.get("home_country", self._countries.find)
        if "home_country" in attempt.cells:
            return Place(name, country) if country else None
        return attempt.get("home", lambda text: parse_home(text, self._countries))

    def _partner(self, attempt: _RowCells) -> Place | None:
        name = attempt.cells.get("partner")
        if name is None:
            attempt.wrong.append(("partner", "is missing: its name belongs there"))
        country = self._country(attempt)
        return Place(name, country, attempt.cells.get("region", "")) if name and country else None

    def _country(self, attempt: _RowCells) -> Country | None:
        by_name = attempt.get("country", self._countries.find)
        by_code = attempt.get("country_code", self._countries.find)
        if "country" not in attempt.cells and "country_code" not in attempt.cells:
            attempt.wrong.append(("country", "is missing: a name or an ISO code belongs there"))
        elif by_name and by_code and by_name.code != by_code.code:
            message = f"{by_code.name} is not {by_name.name}: the two columns must agree"
            attempt.wrong.append(("country_code", message))
        return by_code or by_name

    def _city(self, attempt: _RowCells) -> Record:
        found = {
            "native": attempt.get("native", cells.split_texts),
            "also": attempt.get("also", cells.split_texts),
            "latitude": attempt.get("latitude", cells.parse_degrees),
            "longitude": attempt.get("longitude", cells.parse_degrees),
            "timezone": attempt.cells.get("timezone"),
        }
        return {key: value for key, value in found.items() if value is not None}

    def _tie(self, attempt: _RowCells) -> Record:
        def founded(text: str) -> Record:
            return cells.parse_founded(text, self._rules.day_first)

        def since(text: str) -> str:
            return cells.parse_exact_date(text, self._rules.day_first)

        source = attempt.get("source", cells.parse_sources) or {}
        notes = [attempt.cells["notes"]] if "notes" in attempt.cells else []
        found = {
            "kind": cells.parse_kind(attempt.cells.get("kind", self._rules.kind)),
            **(attempt.get("founded", founded) or {}),
            "signatories": attempt.get("signatories", cells.parse_signatories),
            "status": (attempt.get("status", cells.parse_status) or self._rules.status).value,
            "status_since": attempt.get("status_since", since),
            "website": attempt.cells.get("website"),
            "notes": [*notes, *source.get("notes", ())],
            "sources": source.get("sources"),
        }
        return {key: value for key, value in found.items() if value}


class _RowCells:
    """The cells of a row, and what is wrong in them so far."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.wrong: list[tuple[str, str]] = []  # field, message

    def get(self, field: str, read: Callable[[str], T]) -> T | None:
        """Read a cell; None where it is empty or wrong."""
        if field not in self.cells:
            return None
        try:
            return read(self.cells[field])
        except SisterCitiesError as error:
            self.wrong.append((field, str(error)))
            return None


def _rule_problems(entry: ParsedRow, date: str) -> Iterator[tuple[str, str]]:
    """Yield what the rules of data files find wrong with a row: the field and the message."""
    same = entry.home.key == entry.partner.key
    partner = "home" if same else "partner"
    city = entry.partner.record() | entry.city
    document = {
        "directory": {"title": "one row", "version": "1", "date": date},
        "homes": {"home": {"programme": "one"}},
        "cities": {"home": entry.home.record()} | ({} if same else {"partner": city}),
        "relationships": {"tie": {"home": "home", "partner": partner, **entry.tie}},
    }
    for problem in check.check_data(document):
        _, id, key = problem.path.split(".")[:3]
        name = key.partition("[")[0]
        yield FIELD_BY_KEY.get((id, name), name), problem.message
