"""Cities, organisations, homes and the relationships between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal, Self, TypeAlias

from sistercities_cli import dates
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay, anniversary
from sistercities_cli.choices import Choice
from sistercities_cli.dates import PartialDate, Precision
from sistercities_cli.geography import Coordinates, continents, distance_km
from sistercities_cli.structs import Struct
from sistercities_cli.text import pluralize

# Suffixes of kinds that describe the parties, like "sister city".
KINDS_OF_PARTIES = ("city", "town", "county", "district", "region", "state", "village")


class Status(Choice):
    """The status of a relationship."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DORMANT = "dormant"
    ENDED = "ended"
    UNCONFIRMED = "unconfirmed"


class Confidence(Choice):
    """The certainty of a fact."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class EventKind(Choice):
    """The kind of event in a relationship's history."""

    AGREEMENT = "agreement"
    RENEWAL = "renewal"
    ANNIVERSARY = "anniversary"
    SUSPENSION = "suspension"
    REVIVAL = "revival"
    ENDING = "ending"
    VISIT = "visit"
    EVENT = "event"


class Country(Struct):
    """A country of ISO 3166-1."""

    _name_field = "code"

    code: str  # alpha-2: "JP"
    alpha_3: str  # alpha-3: "JPN"
    name: str  # everyday English name
    formal: str | None  # formal English name, if different
    native: tuple[str, ...]  # names in the country's own languages
    also: tuple[str, ...]  # other names

    @property
    def continent(self) -> str | None:
        """The continent, None for a code outside ISO 3166-1."""
        return continents().get(self.code)

    @property
    def names(self) -> tuple[str, ...]:
        """All its names and codes except ``name``."""
        formal = (self.formal,) if self.formal else ()
        return (self.code, self.alpha_3, *formal, *self.native, *self.also)


class City(Struct):
    """A city, as one side of a relationship."""

    id: str
    name: str  # today's English name
    native: tuple[str, ...]  # names in its own languages, if different
    also: tuple[str, ...]  # other and former names and spellings
    country: Country
    region: str | None  # state or province, if needed to identify the city
    coordinates: Coordinates | None  # None if not known
    timezone: str | None  # IANA name, None if not known
    wikidata: str | None = None  # id of its item: "Q1490"

    @property
    def names(self) -> tuple[str, ...]:
        """All its names except ``name``."""
        return (*self.native, *self.also)

    @property
    def seat(self) -> Self:
        """The city itself, so that every party has a seat."""
        return self


class Organisation(Struct):
    """An organisation, as one side of a relationship."""

    id: str
    name: str
    also: tuple[str, ...]  # other names and abbreviations
    city: City  # where it is located, or the nearest city in the directory
    note: str | None
    description: str | None = None
    areas: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names except ``name``."""
        return self.also

    @property
    def seat(self) -> City:
        """The city where it is located, or the nearest in the directory."""
        return self.city

    @property
    def country(self) -> Country:
        """The country of its seat."""
        return self.city.country


Party: TypeAlias = City | Organisation
Side: TypeAlias = Literal["home", "partner"]  # of a relationship


class Source(Struct):
    """A source of facts."""

    _name_field = "url"

    url: str  # even if the page no longer exists
    publisher: str
    title: str | None
    date: PartialDate | None  # of publication, if stated
    note: str | None  # such as: undated, archived copy
    supports: tuple[str, ...]  # keys of the facts that it supports
    author: str | None = None  # several are separated by semicolons
    accessed: PartialDate | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as separate names."""
        names = self.author.split(";") if self.author else ()
        return tuple(filter(None, map(str.strip, names)))


class Claim(Struct):
    """The value given by one of several conflicting sources."""

    value: str
    url: str


class Conflict(Struct):
    """A fact on which sources disagree, with the trusted value and the reason."""

    _name_field = "field"

    field: str  # key of the fact
    about: str | None  # which one, if the key has several facts
    claims: tuple[Claim, ...]
    trusted: str
    why: str


class Evidence(Struct):
    """The highlights, conflicts and sources of a relationship."""

    highlights: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = ()
    highlight_sources: tuple[tuple[int, ...], ...] = ()  # positions from 1, for each highlight

    def __repr__(self) -> str:
        counts = (
            pluralize(len(self.highlights), "highlight"),
            pluralize(len(self.sources), "source"),
        )
        return f"<Evidence: {', '.join(counts)}>"

    def event_sources(self, event: Event) -> tuple[int, ...]:
        """Return the positions, from 1, of the sources that name an event by its date."""
        fact = f"events.{event.date}"
        return tuple(n for n, source in enumerate(self.sources, 1) if fact in source.supports)


class Home(Struct):
    """A city whose relationships the directory lists, and the programme that maintains them."""

    city: City
    programme: str
    parent: str | None  # organisation that the programme belongs to
    parent_since: PartialDate | None
    facts: tuple[str, ...]
    areas: tuple[str, ...]
    works_with: tuple[str, ...]
    goals: tuple[str, ...]
    title: str | None = None  # for its relationships

    def __repr__(self) -> str:
        return f"<Home {self.city.id!r}>"


class SiteOptions(Struct):
    """Options for the appearance of the page."""

    colour: str | None = None  # "#0b567d"
    logo: str | None = None  # text above the title
    footer: str | None = None
    report: str | None = None  # address for mistakes, http, https or mailto


class Signatory(Struct):
    """A signatory of the founding agreement, or of an earlier one."""

    name: str | None  # None if only the office is known
    office: str | None  # at the time of signing
    side: Side | None  # None if not known
    note: str | None

    def __str__(self) -> str:
        text = ", ".join(part for part in (self.name, self.office) if part)
        return f"{text} ({self.note})" if self.note else text


class Event(Struct):
    """A dated event in a relationship's history."""

    date: PartialDate
    kind: EventKind
    note: str


class Relationship(Struct):
    """An agreement between two parties, as listed in the directory of its home.

    ``home_party`` is the city ``home`` itself or an organisation of that city. A relationship
    between two homes is listed under both; :meth:`mirrored` returns the other view.
    """

    id: str
    title: str | None  # its own name, if it has one
    also: tuple[str, ...]  # other names of the relationship
    home: City
    home_party: Party
    home_units: tuple[str, ...]  # participating parts of the home party
    partner: Party
    partner_units: tuple[str, ...]  # participating parts of the partner
    with_: tuple[City, ...]  # further participating cities
    kind: str  # the standard term
    kind_confidence: Confidence | None
    home_term: str | None  # the home side's term, if the terms differ
    partner_term: str | None  # the partner's term, if the terms differ
    founded: PartialDate | None  # date of the founding agreement
    founded_confidence: Confidence
    founded_note: str | None
    signatories: tuple[Signatory, ...]
    signatories_note: str | None
    status: Status
    status_confidence: Confidence | None
    status_since: PartialDate | None
    status_as_of: PartialDate | None  # date of the latest evidence
    status_note: str | None
    events: tuple[Event, ...]  # by date
    areas: tuple[str, ...]  # areas of cooperation
    notes: tuple[str, ...]
    website: str | None
    changed: dt.date | None  # last change since the first edition of the data

    @property
    def precision(self) -> Precision:
        """The precision of the founding date: day, month, year or none."""
        return dates.precision(self.founded)

    def anniversary(
        self, on: dt.date, *, leap_day: LeapDay | str = DEFAULT_LEAP_DAY, nth: int | None = None
    ) -> Anniversary:
        """Compute the age on a given day and the upcoming anniversaries.

        An ended relationship stops ageing when it ends; without an end date, its age is unknown.
        Raises :class:`ArgumentError` if ``nth`` is below 1.
        """
        ended = self.status_since if self.status is Status.ENDED else None
        founded = None if self.status is Status.ENDED and ended is None else self.founded
        return anniversary(founded, on, leap_day=leap_day, ended=ended, nth=nth)

    def _repr_html_(self) -> str:
        from sistercities_cli.notebook import html_table

        founded = dates.format_date(self.founded) if self.founded else "not known"
        since = f" since {dates.format_date(self.status_since)}" if self.status_since else ""
        rows = (
            ("Home", format_place(self.home_party)),
            ("Partner", format_place(self.partner)),
            ("Kind", self.kind),
            ("Founded", founded + format_confidence(self.founded_confidence)),
            ("Status", self.status.value + since),
            ("Signed by", "; ".join(map(str, self.signatories))),
            ("Website", self.website),
        )
        return html_table(self.title or self.id, [row for row in rows if row[1]])

    def mirrored(self) -> Self:
        """Return the relationship as listed in the directory of the partner."""
        sides: dict[Side | None, Side | None] = {"home": "partner", "partner": "home", None: None}
        return self.replace(
            home=self.partner.seat,
            home_party=self.partner,
            home_units=self.partner_units,
            partner=self.home_party,
            partner_units=self.home_units,
            home_term=self.partner_term,
            partner_term=self.home_term,
            signatories=tuple(s.replace(side=sides[s.side]) for s in self.signatories),
        )


def distinct_homes(views: Iterable[Relationship]) -> list[City]:
    """Return the homes of relationships, each once."""
    return list({view.home.id: view.home for view in views}.values())


def distinct(views: Iterable[Relationship]) -> list[Relationship]:
    """Drop duplicate views of relationships between two homes."""
    relationships: dict[str, Relationship] = {}
    for view in views:
        relationships.setdefault(view.id, view)
    return list(relationships.values())


def distance_between(first: Party, second: Party) -> float | None:
    """Return the distance between two parties in km, or None if a location is unknown."""
    start, end = first.seat.coordinates, second.seat.coordinates
    return None if start is None or end is None else distance_km(start, end)


def local_time(party: Party, now: dt.datetime | None) -> dt.datetime | None:
    """Return the local time of a party, None if its time zone or ``now`` is not known."""
    from zoneinfo import ZoneInfo

    zone = party.seat.timezone
    return None if zone is None or now is None else now.astimezone(ZoneInfo(zone))


def format_place(party: Party) -> str:
    """Format a party with its country, and its region if it has one."""
    region = party.region if isinstance(party, City) else None
    return ", ".join(part for part in (party.name, region, party.country.name) if part)


def format_parties(relationship: Relationship) -> str:
    """Format the names of both parties."""
    return f"{relationship.partner.name} and {relationship.home_party.name}"


def format_count(relationships: Collection[Relationship]) -> str:
    """Format the number of relationships, with their kind if they share one."""
    kinds = {relationship.kind for relationship in relationships}
    kind = kinds.pop() if len(kinds) == 1 else ""
    is_noun = kind.endswith(KINDS_OF_PARTIES)
    count = pluralize(len(relationships), kind if is_noun else "relationship")
    return f"{count}, {kind}" if kind and not is_noun else count


def format_confidence(confidence: Confidence | None) -> str:
    """Format the certainty of a fact as a suffix, empty if it is certain."""
    is_certain = confidence in (None, Confidence.HIGH, Confidence.NONE)
    return "" if is_certain else f" ({confidence} confidence)"
