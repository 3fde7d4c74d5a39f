"""Understand one row of a spreadsheet: which relationship it is about, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from sistercities_cli.dataset import validation
from sistercities_cli.errors import Problem, SisterCitiesError
from sistercities_cli.model import Country, Status
from sistercities_cli.names import simplify
from sistercities_cli.spreadsheet import cells, terms
from sistercities_cli.spreadsheet.cells import Record
from sistercities_cli.spreadsheet.places import Countries, Place, home_of
from sistercities_cli.spreadsheet.table import Row

T = TypeVar("T")

PLACES = ("home", "home_country", "partner", "country", "country_code")  # "NA" is Namibia
# The column that a key of the data file comes from, where it is called otherwise.
COLUMNS = {
    ("home", "name"): "home", ("home", "country"): "home", ("partner", "name"): "partner",
    ("tie", "sources"): "source", ("tie", "founded_note"): "founded",
}  # fmt: skip

# While a row names no right places, the rest of it is checked with these.
SOMEWHERE = Country("GB", "GBR", "Somewhere", None, (), ())
STAND_INS = Place("one", SOMEWHERE), Place("other", SOMEWHERE)


class Rules(NamedTuple):
    """What the user says about all rows."""

    date: str  # the day of the data
    kind: str  # of rows that do not say
    status: Status  # the same
    day_first: bool | None  # in 03/04/1999; None is for not knowing
    homes: tuple[Place, ...]


class Entry(NamedTuple):
    """What a row tells of."""

    row: int
    home: Place
    partner: Place
    city: Record  # the partner's keys but name, country and region
    tie: Record  # the relationship's keys but home and partner


class Reader:
    """Reads rows one by one, by the same rules."""

    def __init__(self, titles: Mapping[str, str], rules: Rules) -> None:
        self._titles = titles
        self._rules = rules
        self._countries = Countries()

    def read(self, row: Row) -> tuple[Entry | None, list[Problem]]:
        """Return what a row tells, or else all that is wrong with it."""
        attempt = _Attempt(
            {
                field: cell
                for field, cell in row.cells.items()
                if field in PLACES or not terms.says_nothing(cell)
            }
        )
        home, partner = self._home(attempt), self._partner(attempt)
        entry = Entry(
            row.number,
            home or STAND_INS[0],
            partner or STAND_INS[1],
            self._city(attempt),
            self._tie(attempt),
        )
        known = {field for field, _ in attempt.wrong}
        more = _whole(entry, self._rules.date)
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

    def _home(self, attempt: _Attempt) -> Place | None:
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
        return attempt.get("home", lambda text: home_of(text, self._countries))

    def _partner(self, attempt: _Attempt) -> Place | None:
        name = attempt.cells.get("partner")
        if name is None:
            attempt.wrong.append(("partner", "is missing: its name belongs there"))
        country = self._country(attempt)
        return Place(name, country, attempt.cells.get("region", "")) if name and country else None

    def _country(self, attempt: _Attempt) -> Country | None:
        by_name = attempt.get("country", self._countries.find)
        by_code = attempt.get("country_code", self._countries.find)
        if "country" not in attempt.cells and "country_code" not in attempt.cells:
            attempt.wrong.append(("country", "is missing: a name or an ISO code belongs there"))
        elif by_name and by_code and by_name.code != by_code.code:
            message = f"{by_code.name} is not {by_name.name}: the two columns must agree"
            attempt.wrong.append(("country_code", message))
        return by_code or by_name

    def _city(self, attempt: _Attempt) -> Record:
        found = {
            "native": attempt.get("native", cells.texts),
            "also": attempt.get("also", cells.texts),
            "latitude": attempt.get("latitude", cells.degrees),
            "longitude": attempt.get("longitude", cells.degrees),
            "timezone": attempt.cells.get("timezone"),
        }
        return {key: value for key, value in found.items() if value is not None}

    def _tie(self, attempt: _Attempt) -> Record:
        def founded(text: str) -> Record:
            return cells.founded(text, self._rules.day_first)

        def since(text: str) -> str:
            return cells.exact_date(text, self._rules.day_first)

        source = attempt.get("source", cells.sources) or {}
        notes = [attempt.cells["notes"]] if "notes" in attempt.cells else []
        found = {
            "kind": terms.kind_of(attempt.cells.get("kind", self._rules.kind)),
            **(attempt.get("founded", founded) or {}),
            "signatories": attempt.get("signatories", cells.signatories),
            "status": (attempt.get("status", terms.status_of) or self._rules.status).value,
            "status_since": attempt.get("status_since", since),
            "website": attempt.cells.get("website"),
            "notes": [*notes, *source.get("notes", ())],
            "sources": source.get("sources"),
        }
        return {key: value for key, value in found.items() if value}


class _Attempt:
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


def _whole(entry: Entry, date: str) -> Iterator[tuple[str, str]]:
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
    for problem in validation.check(document):
        _, id, key = problem.path.split(".")[:3]
        name = key.partition("[")[0]
        yield COLUMNS.get((id, name), name), problem.message
