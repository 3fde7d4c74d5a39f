"""The directory as one self-contained HTML page.

The page is readable without its script, which adds search, filters, sorting, an address for
each relationship and the anniversaries of the reader's day. A content security policy with
the hashes of its own style and script blocks everything else.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sistercities_cli.agenda import occurrence_sort_key
from sistercities_cli.anniversaries import (
    CUSTOMARY_NAMES,
    DEFAULT_LEAP_DAY,
    MILESTONE_YEARS,
    Anniversary,
    LeapDay,
    anniversary_name,
    format_age,
    format_days_until,
    format_occurrence,
    format_years,
)
from sistercities_cli.dates import MONTHS, WEEKDAYS, format_date, format_short_date
from sistercities_cli.directory import Directory
from sistercities_cli.formats import ical
from sistercities_cli.geography import format_coordinates, format_distance
from sistercities_cli.model import (
    City,
    Country,
    Evidence,
    Organisation,
    Relationship,
    Status,
    distance_between,
    format_confidence,
    format_place,
)
from sistercities_cli.names import ACCENTS, IGNORED_PUNCTUATION, LETTER_REPLACEMENTS, simplify
from sistercities_cli.pictures.world import (
    ASPECT,
    Place,
    Projection,
    Ring,
    describe_unplaced,
    find_places,
)
from sistercities_cli.pictures.world_map import (
    SUBPIXELS,
    label_elements,
    land_paths,
    route_path,
    symbol,
    tooltip,
)
from sistercities_cli.text import capitalize_first, pluralize

COMING_SHOWN = 4  # so many coming anniversaries are seen at once

# What the script has to know; it has it from here, so that both sides go by the same rules.
SCRIPT_RULES = {
    "letters": {chr(sign): letters for sign, letters in LETTER_REPLACEMENTS.items()},
    "accents": ACCENTS,
    "silent": IGNORED_PUNCTUATION,
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "names": CUSTOMARY_NAMES,
    "milestone": MILESTONE_YEARS,
    "few": COMING_SHOWN,
}


def render_page(
    directory: Directory,
    views: Sequence[Relationship],
    homes: Sequence[City],
    land: Iterable[Ring],
    on: dt.date,
    *,
    version: str,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
) -> Iterator[str]:
    """Yield the page part by part; ages are those of the day ``on`` until its script runs.

    A relationship of two homes is listed under each of the ``homes``.
    """
    environment = _environment()
    style, script = (_package_file(environment, name) for name in ("style.css", "script.js"))
    found = make_entries(directory, views, homes, on, leap_day)
    chosen = filter_choices(found, homes)
    places = find_places([view for entry in found for view in entry.views])
    calendars = _calendars(found, chosen.homes, directory, leap_day)
    context: dict[str, Any] = {
        "directory": directory,
        "entries": found,
        "coming": sort_by_next(found),
        "homes": [home for home in map(directory.home, chosen.homes) if home],
        "choices": chosen,
        "sourced": sum(bool(entry.evidence.sources) for entry in found),
        "disputed": any(entry.evidence.conflicts for entry in found),
        "calendars": [(title, _data_url(content)) for title, content in calendars],
        "map": Markup(map_element(found, land)) if places else "",  # noqa: S704  # escapes all
        "unplaced": describe_unplaced([entry.view for entry in found]),
        "on": on,
        "rules": {**SCRIPT_RULES, "leap_day": leap_day.value},
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; img-src data:; style-src {_csp_hash(style)};"
        f" script-src {_csp_hash(script)}; base-uri 'none'; form-action 'none'",
        "version": version,
    }
    return environment.get_template("page.html").generate(context)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sistercities_cli.site", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["capitalize_first"] = capitalize_first
    functions = (
        anniversary_name,
        describe_place,
        format_age,
        format_confidence,
        format_date,
        format_days_until,
        format_occurrence,
        format_place,
        format_short_date,
        format_years,
        pluralize,
        searchable_codes,
        searchable_names,
    )
    environment.globals.update({function.__name__: function for function in functions})
    environment.globals["symbol"] = _symbol_markup
    return environment


def _package_file(environment: Environment, name: str) -> Markup:
    """Return a file of this package as it is."""
    assert environment.loader
    content, *_ = environment.loader.get_source(environment, name)
    return Markup(content)  # noqa: S704  # from here, not from the data


def _symbol_markup(status: Status | None) -> Markup:
    return Markup(symbol(status))  # noqa: S704  # nothing of the data in it


def _csp_hash(content: str) -> str:
    """Name a style or script as content security policies do (CSP level 3, section 2.3.1)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _calendars(
    found: Sequence[Entry], homes: Sequence[City], directory: Directory, leap_day: LeapDay
) -> Iterator[tuple[str, bytes]]:
    """Yield the calendar of all and, where there are several homes, that of each."""
    parts = [("all", [entry.view for entry in found])]
    if len(homes) > 1:
        views = [view for entry in found for view in entry.views]
        parts += [
            (home.name, [view for view in views if view.home.id == home.id]) for home in homes
        ]
    for title, some in parts:
        if not any(map(ical.has_event, some)):
            continue  # RFC 5545 has no empty calendar (section 3.6)
        content = ical.yearly_calendar(some, directory.title, directory.issued, leap_day=leap_day)
        yield title, content


def _data_url(calendar: bytes) -> str:
    return f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(calendar).decode()}"


class Entry(NamedTuple):
    """A relationship with all that the page says about it."""

    view: Relationship  # as asked for
    views: tuple[Relationship, ...]  # as each home of the page lists it, that one first
    evidence: Evidence
    age: Anniversary


class FilterChoices(NamedTuple):
    """What the page can be filtered by."""

    homes: list[City]
    countries: list[Country]
    kinds: list[str]
    statuses: list[Status]


def make_entries(
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


def filter_choices(found: Iterable[Entry], homes: Sequence[City]) -> FilterChoices:
    """Return the values of each filter, in the order in which people look for them."""
    views = [view for entry in found for view in entry.views]
    countries = {view.partner.country.code: view.partner.country for view in views}
    kinds, statuses = {view.kind for view in views}, {view.status for view in views}
    return FilterChoices(
        homes=[home for home in homes if home.id in {view.home.id for view in views}],
        countries=sorted(countries.values(), key=lambda country: simplify(country.name)),
        kinds=sorted(kinds),
        statuses=[status for status in Status if status in statuses],
    )


def sort_by_next(found: Iterable[Entry]) -> list[Entry]:
    """Return those with an anniversary to come: by date, after them those without a day."""
    places = [(occurrence_sort_key(one.age.next), one) for one in found if one.age.next]
    return [one for _, one in sorted(places, key=lambda pair: pair[0])]


def searchable_names(view: Relationship) -> str:
    """Return the simplified names under which a relationship is found, between bars."""
    found = dict.fromkeys(map(simplify, _all_names(view)))
    return "|".join(name for name in found if name)


def searchable_codes(view: Relationship) -> str:
    """Return the ISO 3166-1 codes of the partner's country; they are found as a whole."""
    country = view.partner.country
    return "|".join(simplify(code) for code in (country.code, country.alpha_3))


def describe_place(view: Relationship) -> str:
    """Say where the partner is, and how far from its home, as far as that is known."""
    seat = view.partner.seat
    where = format_place(seat)
    if seat.coordinates:
        where += f": {format_coordinates(seat.coordinates)}"
    kilometres = distance_between(view.home, seat)
    if kilometres:
        where += f", {format_distance(kilometres)} from {view.home.name}"
    return where


def _all_names(view: Relationship) -> Iterator[str]:
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


MAP_WIDTH = 920  # with names of the picture's size, these can be read beside a text


def map_element(found: Sequence[Entry], land: Iterable[Ring]) -> str:
    """Return the map as an element of an HTML page, styled by the page."""
    return "\n".join(_map_lines(found, land))


def _map_lines(found: Sequence[Entry], land: Iterable[Ring]) -> Iterator[str]:
    views = [entry.view for entry in found]
    flat = Projection(MAP_WIDTH, MAP_WIDTH / ASPECT)
    yield f'<svg class="world" viewBox="0 0 {flat.width} {flat.height:.0f}" role="group"'
    yield ' aria-label="Map of the world with the places of the partners">'
    yield f'<g transform="scale({1 / SUBPIXELS})" aria-hidden="true">'
    yield f'<path class="land" fill-rule="evenodd" d="{"".join(land_paths(land, flat))}"/>'
    for view in views:
        path = route_path(view.home.coordinates, view.partner.seat.coordinates, flat)
        yield f'<path class="line" data-ids="{escape(view.id)}" d="{path}"/>'
    yield "</g>"
    yield from _place_links(find_places(views), flat)
    yield "</svg>"


def _place_links(found: Sequence[Place], flat: Projection) -> Iterator[str]:
    """Yield the places; the link of one with several relationships leads to the first."""
    names = label_elements(found, flat)
    for mark in found:
        x, y = flat.place(mark.place)
        title = escape(tooltip(mark))
        spare = (
            f'<text class="name spare" x="{x + 11:.0f}" y="{y + 5:.0f}">'
            f"{_escaped_name(mark)}</text>"
        )
        yield (
            f'<a class="place" {_link_attributes(mark)} aria-label="{title}"><title>{title}</title>'
            f'<g transform="translate({x:.1f} {y:.1f})">{symbol(mark.status)}</g>'
            f"{names.get(mark.city.id) or spare}</a>"
        )


def _link_attributes(mark: Place) -> str:
    """Write where a place leads, and what the script has to know of it."""
    ids = escape(" ".join(view.id for view in mark.views))
    home = "" if mark.status else f' data-home="{escape(mark.city.id)}"'
    target = quote(mark.views[0].id if mark.status else f"home-{mark.city.id}")
    return f'href="#{target}" data-ids="{ids}" data-city="{_escaped_name(mark)}"{home}'


def _escaped_name(mark: Place) -> str:
    return escape(mark.city.name)
