"""Parse the rows of a spreadsheet into cities and relationships, or list their problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sistercities_cli.convert import cells, dates, words
from sistercities_cli.convert.cities import (
    CountryFinder,
    city_key,
    find_home,
    is_list,
    parse_city,
    parse_home,
)
from sistercities_cli.convert.columns import guess_field
from sistercities_cli.convert.report import RowProblem
from sistercities_cli.convert.table import Row
from sistercities_cli.datafile.write import CityDraft, RelationshipDraft, draft_problems
from sistercities_cli.errors import NotFoundError, SisterCitiesError
from sistercities_cli.model import Confidence, Country, Status
from sistercities_cli.names import simplify

T = TypeVar("T")
DATE_FIELDS = ("founded", "status_since", "ended")
SINCE_FIELDS = ("status_since", "ended", "status")  # which give the date of the status
# Fields in which "NA" may mean Namibia, "NC" North Carolina, and "-" may be a name.
NAME_FIELDS = {
    "home", "home_country", "home_region", "partner", "country", "country_code", "region",
}  # fmt: skip
AMBIGUOUS_STATES = {"NC", "ND", "SD"}  # American states; elsewhere, a missing value
VALUE_FIELDS = ("kind", "status", "country", "country_code", "home_country")  # of --value

# Placeholders for invalid cities, so that the rest of a row can be checked.
_PLACEHOLDER_HOME = CityDraft("one", "GB")
_PLACEHOLDER_PARTNER = CityDraft("other", "GB")


class Defaults(NamedTuple):
    """Options that apply to all rows."""

    date: str  # the day of the data
    kind: str  # for rows without a kind
    status: Status  # for rows without a status
    day_first: bool | None  # order in dates like 03/04/1999; None if unknown
    homes: tuple[CityDraft, ...]
    home_country: Country | None = None  # for homes listed without one
    values: Mapping[str, str] = {}  # the meanings of words, simplified


class ParsedRow(NamedTuple):
    """The contents of a row, without invalid cells."""

    number: int
    home: CityDraft
    partner: CityDraft
    relationship: RelationshipDraft
    has_cities: bool  # false if there are placeholders for the home or the partner


class _Context(NamedTuple):
    """The settings shared by the rows of a table."""

    titles: Mapping[str, str]  # of the columns, by field
    defaults: Defaults
    countries: CountryFinder
    day_orders: Mapping[str, bool | None]  # whether dates are day first, by field


def parse_rows(
    rows: Sequence[Row], titles: Mapping[str, str], defaults: Defaults
) -> tuple[list[ParsedRow], list[RowProblem], list[str]]:
    """Parse rows, and return them with all problems, and remarks on the order of day and month.

    ``titles`` maps fields to the titles of their columns, for messages.
    """
    day_orders, remarks = _find_day_orders(rows, titles, defaults.day_first)
    context = _Context(titles, defaults, CountryFinder(), day_orders)
    parsed: list[ParsedRow] = []
    found: list[tuple[int, str, str]] = []  # number, field, message
    for row in rows:
        parser = _CellParser(row, context)
        parsed.append(parser.parse())
        found += [(row.number, field, message) for field, message in parser.problems.items()]
    drafts = (
        (row.number, row.home, None if city_key(row.home) == city_key(row.partner) else row.partner,
         row.relationship)
        for row in parsed
    )  # fmt: skip
    known = {(number, field) for number, field, _ in found}
    for number, is_home, key, message in draft_problems(drafts, defaults.date):
        field = _field_for_key(key, is_home=is_home)
        if field == "status_since":
            field = next(filter(titles.__contains__, SINCE_FIELDS))
        if (number, field) not in known:
            found.append((number, field, message))
    problems = [
        RowProblem(number, titles.get(field, field), message) for number, field, message in found
    ]
    return parsed, problems, remarks


def _find_day_orders(
    rows: Sequence[Row], titles: Mapping[str, str], day_first: bool | None
) -> tuple[dict[str, bool | None], list[str]]:
    """Detect the order of day and month in each column, unless it is given, with remarks."""
    orders: dict[str, bool | None] = dict.fromkeys(DATE_FIELDS, day_first)
    remarks: list[str] = []
    for field in DATE_FIELDS if day_first is None else ():
        dated = ((row.number, row.cells[field]) for row in rows if field in row.cells)
        orders[field], found = dates.find_day_order(titles.get(field, ""), dated)
        remarks += found
    return orders, remarks


class _CellParser:
    """Parses the cells of a row, and collects their problems."""

    def __init__(self, row: Row, context: _Context) -> None:
        self.problems = dict(row.problems)  # messages by field
        self._cells = {
            field: cell
            for field, cell in row.cells.items()
            if field in NAME_FIELDS or not words.is_missing(cell)
        }
        values = context.defaults.values
        for field in VALUE_FIELDS if values else ():
            if field in self._cells:
                cell = self._cells[field]
                self._cells[field] = values.get(simplify(cell), cell)
        if "status" in self._cells:
            self._cells["status"], year = words.split_status(self._cells["status"])
            if year:
                self._cells.setdefault("status_since", year)
        self._number, self._context = row.number, context
        self._defaults, self._countries = context.defaults, context.countries

    def parse(self) -> ParsedRow:
        home, partner = self._home(), self._partner()
        return ParsedRow(
            self._number,
            self._with_facts(home or _PLACEHOLDER_HOME, "home_"),
            self._with_facts(partner or _PLACEHOLDER_PARTNER, ""),
            self._relationship(),
            has_cities=bool(home and partner),
        )

    def _report(self, field: str, message: str) -> None:
        self.problems.setdefault(field, message)

    def _parse(self, field: str, parse: Callable[..., T], **options: Any) -> T | None:
        """Parse a cell, or return None if it is empty or invalid."""
        if field not in self._cells:
            return None
        try:
            return parse(self._cells[field], **options)
        except SisterCitiesError as error:
            self._report(field, str(error))
            return None

    def _parse_date(self, field: str, parse: Callable[..., T]) -> T | None:
        return self._parse(field, parse, day_first=self._context.day_orders[field])

    def _home(self) -> CityDraft | None:
        homes, name = self._defaults.homes, self._cells.get("home")
        if name is None:
            if "home" not in self._context.titles:
                return homes[0]
            self._report("home", "is missing: expected a home")
            return None
        if home := find_home(homes, name):
            return home
        if "home_country" in self._cells:
            country = self._parse("home_country", self._find_country)
            return parse_city(name, country) if country else None
        default = self._defaults.home_country
        if default is None and "," not in name:
            advice = "use --home-country, or --home 'CITY, COUNTRY' for each home"
            self._report("home", f"has no country: {advice}")
            return None
        return self._parse("home", parse_home, find=self._countries.find, default=default)

    def _partner(self) -> CityDraft | None:
        name = self._cells.get("partner")
        if name is None:
            self._report("partner", "is missing: expected a name")
        country = self._country()
        if not name or not country:
            return None
        city = parse_city(name, country)
        if is_list(city.name, city.country):
            self._report("partner", f"{name!r} is a list: give each partner its own row")
        return city

    def _country(self) -> Country | None:
        by_name = self._parse("country", self._find_country)
        by_code = self._parse("country_code", self._find_country)
        if not {"country", "country_code"} & {*self._cells, *self.problems}:
            self._report("country", "is missing: expected a name or an ISO code")
        elif by_name and by_code and by_name.code != by_code.code:
            message = f"{by_code.name} is not {by_name.name}: the two columns must agree"
            self._report("country_code", message)
        return by_code or by_name

    def _find_country(self, name: str) -> Country:
        try:
            return self._countries.find(name)
        except NotFoundError as error:
            if error.suggestions:
                raise
            advice = f"Write its name or ISO code, or use --value {name + '=CODE'!r}"
            raise SisterCitiesError(f"{error} {advice}") from error

    def _with_facts(self, city: CityDraft, side: str) -> CityDraft:
        region = self._cells.get(f"{side}region", "")
        if words.is_missing(region) and not (city.country == "US" and region in AMBIGUOUS_STATES):
            region = ""
        also = [*(city.also or ()), *(self._parse(f"{side}also", cells.split_list) or ())]
        pair = self._parse(f"{side}coordinates", cells.parse_coordinates) or (None, None)
        latitude = self._parse(f"{side}latitude", cells.parse_degrees)
        longitude = self._parse(f"{side}longitude", cells.parse_degrees)
        return city._replace(
            region=region or city.region,
            native=self._parse(f"{side}native", cells.split_list),
            also=also or None,
            latitude=pair[0] if latitude is None else latitude,
            longitude=pair[1] if longitude is None else longitude,
            timezone=self._cells.get(f"{side}timezone"),
        )

    def _relationship(self) -> RelationshipDraft:
        defaults = self._defaults
        urls, source = self._parse("source", cells.parse_sources) or ([], "")
        founded = self._parse_date("founded", dates.parse_written_date)
        is_uncertain = founded and not founded.is_certain
        date = founded and founded.date
        note = f"Written {self._cells['founded']} in the spreadsheet." if is_uncertain else None
        status, since = self._status()
        notes = [self._cells["notes"]] if "notes" in self._cells else []
        return RelationshipDraft(
            kind=words.parse_kind(self._cells.get("kind", defaults.kind)),
            founded=str(date) if date else None,
            founded_confidence=Confidence.LOW.value if is_uncertain and date else None,
            founded_note=note,
            signatories=self._parse("signatories", cells.split_list) or None,
            status=status.value,
            status_since=since,
            website=self._cells.get("website"),
            notes=[*notes, f"Source: {source}"] if source else notes or None,
            sources=urls or None,
        )

    def _status(self) -> tuple[Status, str | None]:
        """Return the status, and since when, which may both follow from an end."""
        status = self._parse("status", words.parse_status)
        since = self._parse_date("status_since", dates.parse_certain_date)
        has_ended = words.has_ended(self._cells.get("ended", "no"))
        if has_ended is None:
            end = self._parse_date("ended", dates.parse_certain_date)
            today = self._defaults.date
            if end and end > today:
                self._report("ended", f"{end} is in the future: leave the cell empty until then")
            elif end and end != today and today.startswith(end) and status is not Status.ENDED:
                advice = "write the day of the end, or leave the cell empty until then"
                self._report("ended", f"{end} is not over: {advice}")
            since = since or end
        if has_ended is not False and status not in (None, Status.ENDED):
            advice = f"clear the cell, or change the status {self._cells['status']!r} to ended"
            self._report("ended", f"contradicts the status: {advice}")
        if has_ended is False:
            return status or self._defaults.status, since
        return Status.ENDED, since


def _field_for_key(key: str, *, is_home: bool) -> str:
    """Return the field for a key of a data file; most keys are also headings."""
    fields = guess_field(key).fields
    field = fields[0] if fields else key
    if field == "place":
        return "home" if is_home else "partner"
    return f"home_{field}" if is_home else field
