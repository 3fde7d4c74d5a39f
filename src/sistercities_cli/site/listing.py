"""The relationships on the page: rows by home and region, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sistercities_cli import agenda, dates, model
from sistercities_cli.anniversaries import Anniversary
from sistercities_cli.model import City, Evidence, Relationship, Status
from sistercities_cli.names import disambiguate, simplify
from sistercities_cli.text import pluralize

ORGANISATIONS, ELSEWHERE = "Organisations", "Elsewhere"  # groups beside the continents
MAX_HOMES = 4  # homes that are named and counted one by one


class Entry(NamedTuple):
    """A relationship on the page."""

    number: int  # on the page
    view: Relationship  # as selected
    views: tuple[Relationship, ...]  # as each home of the page lists it, the selected one first
    evidence: Evidence
    age: Anniversary


class Row(NamedTuple):
    """A relationship in the list of one home."""

    view: Relationship
    age: Anniversary
    is_first: bool  # not the second row of a relationship between two homes


class Group(NamedTuple):
    """The rows of a home in one region, or those of organisations."""

    title: str
    rows: tuple[Row, ...]


class HomeList(NamedTuple):
    """The relationships of a home."""

    city: City
    summary: str  # "29 sister cities in 28 countries since 1960"
    organisations: str  # "9 partnerships of organisations", or empty
    groups: tuple[Group, ...]

    @property
    def views(self) -> list[Relationship]:
        """The relationships as this home sees them."""
        return [row.view for group in self.groups for row in group.rows]


def list_by_home(entries: Iterable[Entry], homes: Iterable[City]) -> list[HomeList]:
    """Group the relationships by home, those between cities by continent and before others."""
    rows: dict[str, list[Row]] = {}
    for entry in entries:
        for position, view in enumerate(entry.views):
            rows.setdefault(view.home.id, []).append(Row(view, entry.age, position == 0))
    lists = []
    for city in homes:
        if city.id in rows:
            views = [row.view for row in rows[city.id]]
            groups = tuple(_groups(rows[city.id]))
            lists.append(HomeList(city, summarize(views), summarize_organisations(views), groups))
    return lists


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    for title, members in groupby(sorted(rows, key=_group_key), key=_group_key):
        yield Group(title[1], tuple(members))


def _group_key(row: Row) -> tuple[int, str]:
    if not is_between_cities(row.view):
        return 2, ORGANISATIONS
    continent = row.view.partner.country.continent
    return (0, continent) if continent else (1, ELSEWHERE)


def is_between_cities(view: Relationship) -> bool:
    """Check whether both parties are cities."""
    return isinstance(view.partner, City) and isinstance(view.home_party, City)


def summarize(views: Sequence[Relationship]) -> str:
    """Summarize the relationships between cities, without those that have ended."""
    between_cities = [view for view in views if is_between_cities(view)]
    current = [view for view in between_cities if view.status is not Status.ENDED]
    parts = [pluralize(len(current), common_noun(between_cities))]
    if current:
        countries = len({view.partner.country.code for view in current})
        parts.append(f"in {pluralize(countries, 'country')}")
    years = [view.founded.year for view in current if view.founded]
    if years:
        parts.append(f"since {min(years):04}")
    ended = len(between_cities) - len(current)
    return " ".join(parts) + (f", {ended:,} ended" if ended else "")


def summarize_organisations(views: Sequence[Relationship]) -> str:
    """Count the relationships with an organisation as a party; empty if there are none."""
    count = sum(not is_between_cities(view) for view in views)
    return f"{pluralize(count, 'partnership')} of organisations" if count else ""


def common_noun(views: Iterable[Relationship]) -> str:
    """Return a noun for the partners: their kind if they share one, or "partner city"."""
    kinds = {view.kind for view in views}
    last_words = {kind.rpartition(" ")[2] for kind in kinds}
    if len(kinds) == 1:
        return kinds.pop()
    if len(last_words) == 1 and last_words < set(model.KINDS_OF_PARTIES):
        return f"partner {last_words.pop()}"
    return "partner city"


def main_noun(views: Iterable[Relationship]) -> str:
    """Return the most frequent kind that names a city, like "sister city"."""
    kinds = Counter(view.kind for view in views if view.kind.endswith(model.KINDS_OF_PARTIES))
    return kinds.most_common(1)[0][0] if kinds else "partner city"


def count_kinds(views: Sequence[Relationship]) -> Iterator[tuple[str, str]]:
    """Yield the kinds with their counts, between cities and between others."""
    for title, chosen in (("Between cities", True), ("With organisations", False)):
        kinds = Counter(view.kind for view in views if is_between_cities(view) is chosen)
        if kinds:
            yield title, ", ".join(f"{kind} ({count:,})" for kind, count in kinds.most_common())


def describe(lists: Sequence[HomeList], entries: Sequence[Entry]) -> str:
    """Describe the page in a sentence for search engines and shared links."""
    if 0 < len(lists) <= MAX_HOMES:
        counts = "; ".join(f"{format_home(home.city)}: {home.summary}" for home in lists)
    else:
        counts = f"{pluralize(len(entries), 'relationship')} of {len(lists):,} cities"
    return f"{counts}. When each began, where it stands today, and where the facts come from."


def format_home(city: City) -> str:
    """Format the name of a home, with its region if it could be another city."""
    return f"{city.name}, {city.region}" if city.region else city.name


def format_role(view: Relationship) -> str:
    """Format the relation of the partner to the home: "sister city of Chicago"."""
    preposition = "of" if view.kind.endswith(model.KINDS_OF_PARTIES) else "with"
    return f"{view.kind} {preposition} {view.home_party.name}"


def format_next(entry: Entry) -> str:
    """Format the next anniversary as part of a sentence."""
    coming = entry.age.next
    assert coming
    when = "on" if coming.days is not None else "some day in"
    return f"{pluralize(coming.number, 'year')} {when} {dates.format_date(coming.date)}"


def sort_by_next(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their next anniversary, dated ones first."""
    coming = [(entry.age.next, entry) for entry in entries if entry.age.next]
    coming.sort(key=lambda pair: agenda.occurrence_sort_key(pair[0]))
    return [entry for _, entry in coming]


def home_choices(homes: Iterable[City]) -> list[tuple[str, str]]:
    """List the ids and labels of homes."""
    return [*disambiguate({home.id: format_home(home) for home in homes}).items()]


def filter_choices(views: Sequence[Relationship]) -> dict[str, list[tuple[str, str]]]:
    """List the values and labels of each filter, sorted as readers expect."""
    countries = {view.partner.country.code: view.partner.country for view in views}
    continents = {country.continent for country in countries.values()}
    named = sorted(countries.values(), key=lambda country: simplify(country.name))
    statuses = {view.status for view in views}
    return {
        "continent": [(name, name) for name in sorted(filter(None, continents))],
        "country": [(country.code, country.name) for country in named],
        "kind": [(kind, kind) for kind in sorted({view.kind for view in views})],
        "status": [(status.value, status.value) for status in Status if status in statuses],
    }
