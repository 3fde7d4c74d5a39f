"""What the page tells about each relationship, and what it can be found and filtered by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sistercities_cli.agenda import by_date
from sistercities_cli.anniversaries import Anniversary, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Country, Evidence, Organisation, Relationship, Status
from sistercities_cli.names import simplify
from sistercities_cli.render import words
from sistercities_cli.render.whereabouts import distance


class Entry(NamedTuple):
    """A relationship with all that the page says about it."""

    view: Relationship  # as asked for
    views: tuple[Relationship, ...]  # as each home of the page lists it, that one first
    evidence: Evidence
    age: Anniversary


class Choices(NamedTuple):
    """What the page can be filtered by."""

    homes: list[City]
    countries: list[Country]
    kinds: list[str]
    statuses: list[Status]


def entries(
    directory: Directory,
    views: Sequence[Relationship],
    homes: Sequence[City],
    on: dt.date,
    leap_day: LeapDay,
) -> list[Entry]:
    """Return what the page tells, in the order of the relationships."""
    ids = {home.id for home in homes}
    return [
        Entry(
            view,
            tuple(one for one in directory.views(view) if one.home.id in ids),
            directory.evidence(view),
            view.anniversary(on, leap_day=leap_day),
        )
        for view in views
    ]


def choices(found: Iterable[Entry], homes: Sequence[City]) -> Choices:
    """Return the values of each filter, in the order in which people look for them."""
    views = [view for entry in found for view in entry.views]
    countries = {view.partner.country.code: view.partner.country for view in views}
    kinds, statuses = {view.kind for view in views}, {view.status for view in views}
    return Choices(
        homes=[home for home in homes if home.id in {view.home.id for view in views}],
        countries=sorted(countries.values(), key=lambda country: simplify(country.name)),
        kinds=sorted(kinds),
        statuses=[status for status in Status if status in statuses],
    )


def coming(found: Iterable[Entry]) -> list[Entry]:
    """Return those with an anniversary to come: by date, after them those without a day."""
    places = [(by_date(one.age.next), one) for one in found if one.age.next]
    return [one for _, one in sorted(places, key=lambda pair: pair[0])]


def names(view: Relationship) -> str:
    """Return the simplified names under which a relationship is found, between bars."""
    found = dict.fromkeys(map(simplify, _names(view)))
    return "|".join(name for name in found if name)


def codes(view: Relationship) -> str:
    """Return the ISO 3166-1 codes of the partner's country; they are found as a whole."""
    country = view.partner.country
    return "|".join(simplify(code) for code in (country.code, country.alpha_3))


def place(view: Relationship) -> str:
    """Say where the partner is, and how far from its home, as far as that is known."""
    seat = view.partner.seat
    where = words.place(seat)
    if seat.coordinates:
        where += f": {words.position(seat.coordinates)}"
    kilometres = distance(view.home, seat)
    if kilometres:
        where += f", {words.far(kilometres)} from {view.home.name}"
    return where


def _names(view: Relationship) -> Iterator[str]:
    yield from (view.id, view.kind, view.status.value, view.title or "", *view.also)
    yield from (*view.home_units, *view.partner_units, *(city.name for city in view.with_))
    for party in (view.partner, view.home_party):
        yield from (party.id, party.name, *party.names)
        if isinstance(party, Organisation):
            yield from (party.city.name, *party.city.names)
    yield view.home.name
    country = view.partner.country
    iso = {country.code, country.alpha_3}
    yield from (country.name, *(name for name in country.names if name not in iso))
