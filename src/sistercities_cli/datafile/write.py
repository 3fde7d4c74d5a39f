"""Write draft cities and relationships as a commented TOML data file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import tomli_w

from sistercities_cli.datafile import schema
from sistercities_cli.datafile.check import check_data
from sistercities_cli.names import simplify

Record = dict[str, Any]
CityKey = tuple[str, str, str]
SECTION_COMMENTS = {
    "homes": "The city of this directory. As programme, name who manages the relationships.",
    "cities": "latitude and longitude put a city on the map; timezone gives the local time there.",
    "relationships": "Dates are text, as exact as they are known: 1973, 1973-05 or 1973-05-08.",
}


class CityDraft(NamedTuple):
    """The known facts about a city. Fields are named after their keys."""

    name: str
    country: str  # its alpha-2 code
    region: str | None = None
    native: list[str] | None = None
    also: list[str] | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None


class RelationshipDraft(NamedTuple):
    """The known facts about a relationship. Fields are named after their keys."""

    kind: str
    status: str
    founded: str | None = None
    founded_confidence: str | None = None
    founded_note: str | None = None
    signatories: list[str] | None = None  # names
    status_since: str | None = None
    website: str | None = None
    notes: list[str] | None = None
    sources: list[str] | None = None  # web addresses


_Link = tuple[str, str, RelationshipDraft]  # with the ids of home and partner


class Draft(NamedTuple):
    """The contents of a data file to write."""

    title: str
    date: str
    homes: Sequence[CityKey]
    cities: Mapping[CityKey, CityDraft]
    relationships: Sequence[tuple[CityKey, CityKey, RelationshipDraft]]  # home, partner, facts

    def document(self) -> Record:
        """Build the document, with ids for all records, in the order of the data format."""
        city_ids, relationship_ids = IdGenerator(), IdGenerator()
        ids = {key: city_ids.for_city(city) for key, city in self.cities.items()}
        positions = {ids[key]: position for position, key in enumerate(self.homes)}
        links: dict[str, _Link] = {}
        for home_key, partner_key, draft in self.relationships:
            home, partner, kind = ids[home_key], ids[partner_key], slug(draft.kind)
            id = f"{home}-{partner}"
            links[relationship_ids.take(id, f"{id}-{kind}".rstrip("-"))] = home, partner, draft
        order = sorted((positions[home], partner, id) for id, (home, partner, _) in links.items())
        return _document(
            self.title,
            self.date,
            homes={ids[key]: self.cities[key].name for key in self.homes},
            cities=dict(sorted((ids[key], city) for key, city in self.cities.items())),
            relationships={id: links[id] for *_, id in order},
        )


def given_fields(draft: CityDraft | RelationshipDraft) -> Record:
    """Return the fields of a draft that are given."""
    return {name: value for name, value in draft._asdict().items() if value is not None}


def draft_problems(
    rows: Iterable[tuple[int, CityDraft, CityDraft | None, RelationshipDraft]], date: str
) -> Iterator[tuple[int, bool, str, str]]:
    """Check numbered relationships and their cities against the rules for data files.

    ``rows`` have a number, the home, the partner, which is None if the home would be its own
    partner, and the relationship; ``date`` is the date of the data. Yields the number, whether
    the home is invalid, the field and the message.
    """
    cities: dict[str, CityDraft] = {}
    links: dict[str, _Link] = {}
    for number, home, partner, relationship in rows:
        home_id, partner_id = f"{number}-home", f"{number}-partner"
        cities[home_id] = home
        if partner:
            cities[partner_id] = partner
        links[str(number)] = home_id, partner_id if partner else home_id, relationship
    homes = dict.fromkeys((home for home, *_ in links.values()), "Programme")
    document = _document("Draft", date, homes=homes, cities=cities, relationships=links)
    for problem in check_data(document) if links else ():
        _, id, key = problem.path.split(".")[:3]
        row, _, side = id.partition("-")
        yield int(row), side == "home", key.partition("[")[0], problem.message


def _document(
    title: str,
    date: str,
    *,
    homes: Mapping[str, str],
    cities: Mapping[str, CityDraft],
    relationships: Mapping[str, _Link],
) -> Record:
    return {
        "directory": {"title": title, "version": "1", "date": date},
        "homes": {id: {"programme": name} for id, name in homes.items()},
        "cities": {id: _record("cities", city) for id, city in cities.items()},
        "relationships": {
            id: _record("relationships", draft, home=home, partner=partner)
            for id, (home, partner, draft) in relationships.items()
        },
    }


def _record(section: str, draft: CityDraft | RelationshipDraft, **references: str) -> Record:
    values: Record = {**references, **given_fields(draft)}
    if "signatories" in values:
        values["signatories"] = [{"name": name} for name in values["signatories"]]
    if "sources" in values:
        values["sources"] = [
            {"url": url, "publisher": _publisher(url)} for url in values["sources"]
        ]
    return {name: values[name] for name in schema.RECORDS[section] if name in values}


def _publisher(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url  # checking the draft reports it


def format_data_file(document: Mapping[str, Any], heading: Sequence[str]) -> Iterator[str]:
    """Yield the text of a data file, under a heading of comment lines."""
    yield "\n".join(f"# {line}".rstrip() for line in heading) + "\n"
    for name, section in document.items():
        comment = SECTION_COMMENTS.get(name)
        yield f"\n# {comment}\n\n" if comment else "\n"
        yield tomli_w.dumps({name: section}, indent=2)


def slug(text: str) -> str:
    """Reduce text to lower-case ASCII letters, digits and hyphens.

    >>> slug("Washington, D.C."), slug("Łódź (Bałuty)"), slug("大阪")
    ('washington-dc', 'lodz-baluty', '')
    """
    return "-".join(re.findall("[a-z0-9]+", simplify(text)))


class IdGenerator:
    """Generates unique ids.

    >>> ids = IdGenerator()
    >>> [ids.take("springfield", "springfield-us") for _ in range(3)]
    ['springfield', 'springfield-us', 'springfield-2']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # last number appended to each preferred id

    def take(self, *choices: str) -> str:
        """Return the first unused choice, or the first choice with a number appended."""
        id = next((choice for choice in choices if choice not in self._taken), None)
        while id is None:
            number = self._numbers.get(choices[0], 1) + 1
            self._numbers[choices[0]] = number
            numbered = f"{choices[0]}-{number}"
            id = None if numbered in self._taken else numbered
        self._taken.add(id)
        return id

    def for_city(self, city: CityDraft) -> str:
        """Return an id for a city: its name, plus the region or country if that is taken."""
        code = city.country.lower()
        name, region = slug(city.name), slug(city.region or "")
        if not name:
            return self.take(f"city-{code}")
        return self.take(name, f"{name}-{region}".rstrip("-"), f"{name}-{code}")
