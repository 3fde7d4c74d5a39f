"""Texts about a relationship on the page, and the names under which it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sistercities_cli import dates, geography, model
from sistercities_cli.errors import DateError
from sistercities_cli.model import Organisation, Relationship, Source
from sistercities_cli.names import simplify
from sistercities_cli.site.listing import Entry


def fact_sources(sources: Iterable[Source], *facts: str) -> list[int]:
    """Return the positions, from 1, of the sources that support any of some facts."""
    return [n for n, one in enumerate(sources, 1) if not set(facts).isdisjoint(one.supports)]


def url_sources(sources: Iterable[Source], url: str) -> list[int]:
    """Return the positions, from 1, of the sources with a URL."""
    return [n for n, one in enumerate(sources, 1) if one.url == url]


def has_own_sources(entry: Entry) -> bool:
    """Check whether any event of the history has sources of its own."""
    return any(map(entry.evidence.event_sources, entry.view.events))


def dates_in_words(content: str) -> str:
    """Replace the ISO dates in a text.

    >>> dates_in_words("2022-03-01, announced in the season 2021-22")
    '1 March 2022, announced in the season 2021-22'
    """

    def replace(match: re.Match[str]) -> str:
        try:
            return dates.format_date(dates.parse_date(match[0]))
        except DateError:
            return match[0]

    return re.sub("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", replace, content)


def describe_place(view: Relationship) -> str:
    """Describe the location of the partner and its distance from the home, if known."""
    seat = view.partner.seat
    place = model.format_place(seat)
    if seat.coordinates:
        place += f": {geography.format_coordinates(seat.coordinates)}"
    if kilometres := model.distance_between(view.home, seat):
        place += f", {geography.format_distance(kilometres)} from {view.home.name}"
    return place


def searchable_names(view: Relationship) -> str:
    """Join the simplified names under which a relationship is found."""
    return "|".join(filter(None, dict.fromkeys(map(simplify, _names(view)))))


def searchable_codes(view: Relationship) -> str:
    """Join the codes of the partner's country, which are found by exact match only."""
    country = view.partner.country
    return f"{simplify(country.code)}|{simplify(country.alpha_3)}"


def _names(view: Relationship) -> Iterator[str]:
    yield from (view.id, view.kind, view.status.value, view.title or "", *view.also)
    yield from (*view.home_units, *view.partner_units, *(city.name for city in view.with_))
    for party in (view.partner, view.home_party):
        yield from (party.id, party.name, *party.names)
        if isinstance(party, Organisation):
            yield from (party.city.name, *party.city.names)
    yield view.home.name
    country = view.partner.country
    codes = {country.code, country.alpha_3}
    yield from (country.name, *(name for name in country.names if name not in codes))
