"""Cities, organisations, homes and the relationships between them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal, NamedTuple, Self, TypeAlias

from sistercities_cli import dates
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay, anniversary
from sistercities_cli.dates import PartialDate, Precision
from sistercities_cli.geography import Coordinates, distance_km


class Status(StrEnum):
    """Where a relationship stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DORMANT = "dormant"
    ENDED = "ended"
    UNCONFIRMED = "unconfirmed"


class Confidence(StrEnum):
    """How certain a fact is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class EventKind(StrEnum):
    """What a dated event in the life of a relationship was."""

    AGREEMENT = "agreement"
    RENEWAL = "renewal"
    ANNIVERSARY = "anniversary"
    SUSPENSION = "suspension"
    REVIVAL = "revival"
    ENDING = "ending"
    VISIT = "visit"
    EVENT = "event"


class Country(NamedTuple):
    """A country of ISO 3166-1."""

    code: str  # alpha-2: "JP"
    alpha_3: str  # alpha-3: "JPN"
    name: str  # everyday English name
    formal: str | None  # formal English name, where it differs
    native: tuple[str, ...]  # names in the country's own languages
    also: tuple[str, ...]  # other names people use

    @property
    def names(self) -> tuple[str, ...]:
        """All its names and codes but the first."""
        formal = (self.formal,) if self.formal else ()
        return (self.code, self.alpha_3, *formal, *self.native, *self.also)


class City(NamedTuple):
    """A city, as one side of a relationship."""

    id: str
    name: str  # today's English name
    native: tuple[str, ...]  # names in its own languages, where they differ
    also: tuple[str, ...]  # other and former names and spellings
    country: Country
    region: str | None  # part of the country, where it needs saying
    coordinates: Coordinates | None  # None where they are not known
    timezone: str | None  # IANA name, None where it is not known

    @property
    def names(self) -> tuple[str, ...]:
        """All its names but the first."""
        return (*self.native, *self.also)

    @property
    def seat(self) -> Self:
        """The city where the party is: itself."""
        return self


class Organisation(NamedTuple):
    """An organisation, as one side of a relationship."""

    id: str
    name: str
    also: tuple[str, ...]  # other names and abbreviations
    city: City  # where it is, or the nearest city of the directory
    note: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """All its names but the first."""
        return self.also

    @property
    def seat(self) -> City:
        """The city where it is, or the nearest of the directory."""
        return self.city

    @property
    def country(self) -> Country:
        """The country of its seat."""
        return self.city.country


Party: TypeAlias = City | Organisation
Side: TypeAlias = Literal["home", "partner"]  # of a relationship


class Source(NamedTuple):
    """Where a fact comes from."""

    url: str  # as found, even where the page is gone by now
    publisher: str
    title: str | None
    date: PartialDate | None  # of publication, where it is definite
    note: str | None  # undated, copy of, read when
    supports: tuple[str, ...]  # the keys of the facts that it bears out


class Claim(NamedTuple):
    """What one source says where sources disagree."""

    value: str
    url: str


class Conflict(NamedTuple):
    """Sources that disagree about a fact, and what is trusted and why."""

    field: str  # the key of the fact
    about: str | None  # which of several facts under that key
    claims: tuple[Claim, ...]
    trusted: str
    why: str


class Evidence(NamedTuple):
    """What has come of a relationship, and how we know about it."""

    highlights: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = ()


class Home(NamedTuple):
    """A city whose directory this is, with the programme that looks after its ties."""

    city: City
    programme: str
    parent: str | None  # the organisation that the programme belongs to
    parent_since: PartialDate | None
    facts: tuple[str, ...]
    areas: tuple[str, ...]
    works_with: tuple[str, ...]
    goals: tuple[str, ...]


class Signatory(NamedTuple):
    """Somebody who signed the founding agreement, or an earlier one."""

    name: str | None  # None where only the office is known
    office: str | None  # at the time
    side: Side | None  # where it is known
    note: str | None

    def __str__(self) -> str:
        text = ", ".join(part for part in (self.name, self.office) if part)
        return f"{text} ({self.note})" if self.note else text


class Event(NamedTuple):
    """Something dated in the life of a relationship."""

    date: PartialDate
    kind: EventKind
    note: str


class Relationship(NamedTuple):
    """One agreement or tie between two parties, seen from its home.

    ``home`` is the city whose directory lists it; ``home_party`` is that city or the
    organisation of that city which is the party. A relationship between two homes has
    two such views, see :meth:`mirrored`.
    """

    id: str
    title: str | None  # its own name, where it has one
    also: tuple[str, ...]  # other names of the relationship
    home: City
    home_party: Party
    home_units: tuple[str, ...]  # the parts of the home party that take part
    partner: Party
    partner_units: tuple[str, ...]  # the parts of the partner that take part
    with_: tuple[City, ...]  # further cities that take part
    kind: str  # the standard term
    kind_confidence: Confidence | None
    home_term: str | None  # what the home side calls it, where the terms differ
    partner_term: str | None  # what the other side calls it, where the terms differ
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
    events: tuple[Event, ...]  # in the order of their dates
    areas: tuple[str, ...]  # of cooperation
    notes: tuple[str, ...]
    website: str | None
    changed: dt.date | None  # the day of its last change since the first edition of the data

    @property
    def precision(self) -> Precision:
        """How exactly the founding date is known: day, month, year or none."""
        return dates.precision(self.founded)

    def anniversary(
        self, on: dt.date, *, leap_day: LeapDay = DEFAULT_LEAP_DAY, nth: int | None = None
    ) -> Anniversary:
        """Compute its age on a day and its coming anniversaries.

        What has ended counts up to its end; where the end has no date, its age is not
        known. Raises :class:`ValueError` when ``nth`` is below 1.
        """
        ended = self.status is Status.ENDED
        if ended and self.status_since is None:
            return anniversary(None, on, nth=nth)
        end = self.status_since if ended else None
        return anniversary(self.founded, on, leap_day=leap_day, ended=end, nth=nth)

    def mirrored(self) -> Self:
        """Return the same relationship as the other side's directory shows it."""
        sides: dict[Side | None, Side | None] = {"home": "partner", "partner": "home", None: None}
        return self._replace(
            home=self.partner.seat,
            home_party=self.partner,
            home_units=self.partner_units,
            partner=self.home_party,
            partner_units=self.home_units,
            home_term=self.partner_term,
            partner_term=self.home_term,
            signatories=tuple(one._replace(side=sides[one.side]) for one in self.signatories),
        )


def distance_between(here: Party, there: Party) -> float | None:
    """Return how many kilometres apart two parties are, None where a place is not known."""
    start, end = here.seat.coordinates, there.seat.coordinates
    return None if start is None or end is None else distance_km(start, end)


def local_time(party: Party, now: dt.datetime) -> dt.datetime | None:
    """Return what a moment is on the clocks of a party, None where its zone is not known."""
    zone = party.seat.timezone
    if zone is None:
        return None
    from zoneinfo import ZoneInfo

    return now.astimezone(ZoneInfo(zone))


def format_place(party: Party) -> str:
    """Name a party with its country, and its region where that needs saying.

    >>> from sistercities_cli import load
    >>> format_place(load().find("mirpur"))
    'Mirpur, Azad Kashmir, Pakistan'
    """
    region = party.region if isinstance(party, City) else None
    return ", ".join(part for part in (party.name, region, party.country.name) if part)


def format_parties(relationship: Relationship) -> str:
    """Name both parties."""
    return f"{relationship.partner.name} and {relationship.home_party.name}"


def format_confidence(confidence: Confidence | None) -> str:
    """Say how certain a fact is, where it is not certain."""
    if confidence in (None, Confidence.HIGH, Confidence.NONE):
        return ""
    return f" ({confidence} confidence)"
