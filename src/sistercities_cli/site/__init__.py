"""The directory as one self-contained HTML page.

The page is readable without its script, which adds search, filters, sorting, a URL for each
relationship and anniversaries as of the reader's date. A content security policy with the
hashes of its own style and script blocks everything else.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sistercities_cli import agenda, anniversaries, dates, geography, model, names, text
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, Anniversary, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.formats import ical
from sistercities_cli.history import HomeGroups
from sistercities_cli.model import City, Evidence, Organisation, Relationship, Status
from sistercities_cli.names import simplify
from sistercities_cli.pictures import (
    GROUP_SYMBOLS,
    escape_xml,
    group_stylesheet,
    panel,
    status_stylesheet,
    status_symbol,
    world,
)
from sistercities_cli.pictures.panel import Panel
from sistercities_cli.pictures.world import Land, Place, Route

MAP_WIDTH = 920  # makes the names on the map as large as the text around it

# For the script, which follows the same rules.
SCRIPT_RULES = {
    "letters": {chr(code): letters for code, letters in names.LETTER_REPLACEMENTS.items()},
    "accents": names.ACCENTS,
    "ignored": names.IGNORED_PUNCTUATION,
    "months": dates.MONTHS,
    "weekdays": dates.WEEKDAYS,
    "names": anniversaries.CUSTOMARY_NAMES,
    "milestone": anniversaries.MILESTONE_YEARS,
    "coming": 4,  # anniversaries shown at first
}


class Entry(NamedTuple):
    """A relationship on the page."""

    view: Relationship  # as selected
    views: tuple[Relationship, ...]  # as each home of the page lists it, the selected one first
    evidence: Evidence
    age: Anniversary


def render_page(
    directory: Directory,
    views: Sequence[Relationship],
    homes: Sequence[City],
    land: Land,
    on: dt.date,
    *,
    version: str,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
) -> Iterator[str]:
    """Yield the page part by part; until its script runs, ages are as of the day ``on``.

    A relationship between two homes is listed under each of them that is in ``homes``.
    """
    environment = _environment()
    symbol_style = status_stylesheet("var(--halo)", "var(--halo)")
    symbol_style += group_stylesheet(range(len(GROUP_SYMBOLS)), "var(--halo)", "var(--halo)")
    style = _package_file(environment, "style.css") + symbol_style
    script = _package_file(environment, "script.js")
    groups = HomeGroups(views)
    ids = {home.id for home in homes}
    entries = [
        Entry(
            view,
            tuple(other for other in directory.views(view) if other.home.id in ids),
            directory.evidence(view),
            view.anniversary(on, leap_day=leap_day),
        )
        for view in views
    ]
    listed = [view for entry in entries for view in entry.views]
    listed_ids = {view.home.id for view in listed}
    homes = [home for home in homes if home.id in listed_ids]
    context: dict[str, Any] = {
        "directory": directory,
        "entries": entries,
        "coming": _sort_by_next(entries),
        "homes": list(filter(None, map(directory.home, homes))),
        "choices": {"homes": homes, **_filter_choices(listed)},
        "sourced": sum(bool(entry.evidence.sources) for entry in entries),
        "disputed": any(entry.evidence.conflicts for entry in entries),
        "calendars": [*_calendars(views, listed, homes, directory, leap_day)],
        "map": _map(views, groups, land),
        "groups": groups.names_of(views),
        "unplaced": world.describe_unplaced(views),
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
    for module in (anniversaries, dates, model, text):
        environment.globals[module.__name__.rpartition(".")[2]] = module
    for function in (describe_place, searchable_codes, searchable_names):
        environment.globals[function.__name__] = function
    environment.globals["symbol"] = _symbol_markup
    environment.globals["mark"] = _mark_markup
    return environment


def _package_file(environment: Environment, name: str) -> Markup:
    assert environment.loader
    content, *_ = environment.loader.get_source(environment, name)
    return Markup(content)  # noqa: S704  # from this package, not from the data


def _symbol_markup(status: Status | None) -> Markup:
    return Markup(status_symbol(status))  # noqa: S704  # holds nothing from the data


def _mark_markup(status: Status | None, group: str) -> Markup:
    return Markup(panel.mark_symbol(status, group))  # noqa: S704  # as above


def _csp_hash(content: str) -> str:
    """Format the hash of a style or script for a CSP (CSP level 3, section 2.3.1)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _filter_choices(views: Sequence[Relationship]) -> dict[str, Any]:
    """List the values of each filter, in the order in which readers look for them."""
    countries = {view.partner.country.code: view.partner.country for view in views}
    statuses = {view.status for view in views}
    return {
        "countries": sorted(countries.values(), key=lambda country: simplify(country.name)),
        "kinds": sorted({view.kind for view in views}),
        "statuses": [status for status in Status if status in statuses],
    }


def _sort_by_next(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their next anniversary, dated ones first."""
    coming = [(entry.age.next, entry) for entry in entries if entry.age.next]
    coming.sort(key=lambda pair: agenda.occurrence_sort_key(pair[0]))
    return [entry for _, entry in coming]


def _calendars(
    views: Sequence[Relationship],
    listed: Sequence[Relationship],
    homes: Sequence[City],
    directory: Directory,
    leap_day: LeapDay,
) -> Iterator[tuple[str, str]]:
    """Yield a calendar of all relationships and, with several homes, one per home."""
    calendars = [("all", views)]
    if len(homes) > 1:
        calendars += [(city.name, [v for v in listed if v.home.id == city.id]) for city in homes]
    for title, events in calendars:
        if any(map(ical.has_event, events)):  # RFC 5545 has no empty calendar (section 3.6)
            calendar = ical.yearly_calendar(
                events, directory, directory.title_of(events), ical.EventOptions(leap_day)
            )
            content = base64.b64encode(calendar).decode()
            yield title, f"data:text/calendar;charset=utf-8;base64,{content}"


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


def _map(views: Sequence[Relationship], groups: HomeGroups, land: Land) -> Markup:
    """Draw the map as an element of the page; empty if no place has coordinates."""
    places = world.find_places(views, groups)
    lines = _map_lines(places, world.find_routes(views, groups), land) if places else ()
    return Markup("\n".join(lines))  # noqa: S704  # the lines escape their text


def _map_lines(places: Sequence[Place], routes: Sequence[Route], land: Land) -> Iterator[str]:
    frame = panel.map_frame(places, routes, MAP_WIDTH)
    globe = panel.path([frame.outline()])
    yield f'<svg class="world" viewBox="0 0 {MAP_WIDTH} {frame.height:.0f}" role="group"'
    yield ' aria-label="Map of the world with the places of the partners">'
    yield f'<clipPath id="globe"><path d="{globe}"/></clipPath>'
    yield '<g clip-path="url(#globe)" aria-hidden="true">'
    yield f'<path class="sea" d="{globe}"/>'
    yield f'<path class="land" fill-rule="evenodd" d="{panel.land_path(land, frame)}"/>'
    for route in routes:
        ids, path = escape_xml(" ".join(route.ids)), panel.route_path(route, frame)
        yield f'<path class="line l{route.group}" data-ids="{ids}" d="{path}"/>'
    yield "</g>"
    yield from _place_links(Panel(frame, places))
    yield "</svg>"


def _place_links(drawn: Panel) -> Iterator[str]:
    """Yield the places as links; with several relationships, a link leads to the first."""
    labels = drawn.label(drawn.places, leaders=True)
    for place in drawn.places:
        box = drawn.box(place)
        name, title = escape_xml(place.city.name), escape_xml(world.describe_place(place))
        # A name that does not fit is shown on hover or when few places are left.
        label = labels.get(place.city.id)
        spot = f'x="{box.right + 3:.0f}" y="{(box.top + box.bottom) / 2 + 5:.0f}"'
        spare = f'<text class="name spare" {spot}>{name}</text>'
        text = panel.label_element(label) if label else spare
        yield (
            f'<a class="place" {_link_attributes(place)} aria-label="{title}">'
            f"<title>{title}</title>{drawn.symbols(place)}{text}</a>"
        )


def _link_attributes(place: Place) -> str:
    """Format the link target of a place and the data attributes for the script."""
    ids, city = escape_xml(" ".join(view.id for view in place.views)), place.city
    home = f' data-home="{escape_xml(city.id)}"' if place.is_home else ""
    # A colon, which no id has, keeps the page's own anchors apart from those of relationships.
    target = quote(f"page:home-{city.id}" if place.is_home else place.views[0].id, safe=":")
    return f'href="#{target}" data-ids="{ids}" data-city="{escape_xml(city.name)}"{home}'
