"""The directory as one self-contained HTML page.

The page is readable without its script, which adds search, filters, sorting, a URL for each
relationship, calendars and anniversaries as of the reader's date. A content security policy with
the hashes of its own style and scripts blocks everything else.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from sistercities_cli import anniversaries, dates, geography, model, names, text
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.errors import DateError
from sistercities_cli.formats import ical
from sistercities_cli.model import City, Organisation, Relationship, Source, Status
from sistercities_cli.names import simplify
from sistercities_cli.pictures import (
    GROUP_SYMBOLS,
    group_stylesheet,
    panel,
    status_stylesheet,
    status_symbol,
    timeline,
    world,
)
from sistercities_cli.pictures.world import Land
from sistercities_cli.site import colours, languages, listing, page_map, sharing
from sistercities_cli.site.listing import Entry, HomeList

MAX_RECORDS = 1000  # the script draws the records of larger directories on demand
COMING = 5  # anniversaries shown
STYLES = ("page", "list", "record", "print")
SCRIPTS = ("names", "dates", "rows", "filter", "sort", "map", "coming", "record", "start")
CALENDAR_END = "END:VCALENDAR\r\n"

# For the script, which follows the same rules.
SCRIPT_RULES = {
    "letters": {chr(code): letters for code, letters in names.LETTER_REPLACEMENTS.items()},
    "accents": names.ACCENTS,
    "ignored": names.IGNORED_PUNCTUATION,
    "months": dates.MONTHS,
    "weekdays": dates.WEEKDAYS,
    "names": anniversaries.CUSTOMARY_NAMES,
    "milestone": anniversaries.MILESTONE_YEARS,
    "coming": COMING,
}

class PageOptions(NamedTuple):
    """Options of the page."""

    version: str  # of the program
    leap_day: LeapDay = DEFAULT_LEAP_DAY
    title: str | None = None  # None for that of the selection
    base_url: str | None = None  # where the page will be
    image: str | None = None  # address of a picture for shared links


def render_page(
    directory: Directory,
    views: Sequence[Relationship],
    homes: Sequence[City],
    land: Land,
    on: dt.date,
    options: PageOptions,
) -> Iterator[str]:
    """Yield the page part by part; until its script runs, ages are as of the day ``on``.

    A relationship between two homes is listed under each of them that is in ``homes``.
    """
    environment = _environment()
    site = directory.site
    style = "".join(_package_file(environment, f"style/{name}.css") for name in STYLES)
    style = re.sub(" ?([{};]) ?\n?", r"\1", style)
    style += status_stylesheet("var(--paper)", "var(--paper)") + colours.accent_style(site.colour)
    style += group_stylesheet(range(len(GROUP_SYMBOLS)), "var(--paper)", "var(--paper)")
    script = "".join(_package_file(environment, f"script/{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    early_script = 'document.documentElement.classList.add("scripted");'
    ids = {home.id for home in homes}
    entries = [
        Entry(
            number,
            view,
            tuple(other for other in directory.views(view) if other.home.id in ids),
            directory.evidence(view),
            view.anniversary(on, leap_day=options.leap_day),
        )
        for number, view in enumerate(views, 1)
    ]
    lists = listing.list_by_home(entries, homes)
    listed_ids = {home.city.id for home in lists}
    listed = [view for entry in entries for view in entry.views]
    title = options.title or directory.title_of(views)
    description = listing.describe(lists, entries)
    cities = [home.city for home in lists]
    events = _events(directory, listed, options.leap_day)
    context: dict[str, Any] = {
        "directory": directory,
        "site": site,
        "options": options,
        "title": title,
        "description": description,
        "entries": entries,
        "lists": lists,
        "several": len(lists) > 1,
        "embedded": len(entries) > MAX_RECORDS,
        "coming": listing.sort_by_next(entries),
        "homes": [home for home in directory.homes if home.city.id in listed_ids],
        "choices": {"home": _home_choices(cities), **listing.filter_choices(listed)},
        "kinds": [*listing.count_kinds(views)],
        "noun": listing.main_noun(views),
        "statuses": [status for status, _ in world.count_by_status(views)],
        "sourced": sum(bool(entry.evidence.sources) for entry in entries),
        "disputed": any(entry.evidence.conflicts for entry in entries),
        "events": events,
        "calendar": {
            "calendars": [one._asdict() for one in _calendars(directory, lists, events, title)],
            "single": _calendar_start(title).partition("X-WR-CALNAME")[0],
            "end": CALENDAR_END,
        },
        "map": page_map.draw_map(views, land),
        "timeline": _timeline(views, on),
        "unplaced": world.describe_unplaced(views),
        "on": on,
        "rules": {**SCRIPT_RULES, "leap_day": options.leap_day.value, "on": on.isoformat()},
        "icon": sharing.icon_address(site.colour or colours.DEFAULT),
        "linked_data": sharing.linked_data(directory, title, description, cities, options.base_url),
        "style": Markup(style),  # noqa: S704  # its only value from the data is a checked colour
        "early_script": Markup(early_script),
        "script": Markup(script),  # noqa: S704  # from this package, not from the data
        "policy": f"default-src 'none'; img-src data:; style-src {_csp_hash(style)};"
        f" script-src {_csp_hash(early_script)} {_csp_hash(script)}; base-uri 'none';"
        " form-action 'none'",
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
        extensions=[CompactTemplates],
    )
    for module in (anniversaries, dates, listing, model, text):
        environment.globals[module.__name__.rpartition(".")[2]] = module
    for function in (
        dates_in_words, describe_place, dump, fact_sources, has_own_sources,
        languages.native_language, searchable_codes, searchable_names,
    ):  # fmt: skip
        environment.globals[function.__name__] = function
    environment.globals["symbol"] = _symbol_markup
    environment.globals["group_symbol"] = _group_symbol_markup
    environment.filters["script_json"] = _script_json
    return environment


def _package_file(environment: Environment, name: str) -> Markup:
    assert environment.loader
    content, *_ = environment.loader.get_source(environment, name)
    content = re.sub(r"(?m)^\s+|^//.*\n|/\*.*?\*/\n?", "", _without_indentation(content))
    return Markup(content)  # noqa: S704  # from this package, not from the data


def _without_indentation(content: str) -> str:
    return re.sub("(?m)^[ \t]+", "", content)


class CompactTemplates(Extension):
    """Removes the indentation of templates, which would be a tenth of the page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template to compile."""
        return _without_indentation(source)


def _symbol_markup(status: Status | None) -> Markup:
    return Markup(status_symbol(status))  # noqa: S704  # holds nothing from the data


def _group_symbol_markup(status: Status | None, group: str) -> Markup:
    return Markup(panel.mark_symbol(status, group))  # noqa: S704  # holds nothing from the data


def dump(value: object) -> str:
    """Format JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script_json(value: object) -> Markup:
    """Format JSON for a script element, which ends at the first end tag (HTML, section 4.12.1.3)."""
    document = dump(value)
    return Markup(document.replace("</", "<\\/").replace("<!--", "<\\u0021--"))  # noqa: S704  # safe


def _csp_hash(content: str) -> str:
    """Format the hash of a style or script for a CSP (CSP level 3, section 2.3.1)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class PageCalendar(NamedTuple):
    """A calendar that the script makes of the events in the records."""

    home: str  # its id, or empty for all homes
    name: str
    start: str  # of the file
    counts: Mapping[str, int]  # of events by precision of the founding date


Events = dict[str, list[tuple[str, str, str]]]  # home, precision, event by relationship


def _events(directory: Directory, listed: Sequence[Relationship], leap_day: LeapDay) -> Events:
    options = ical.EventOptions(leap_day, include=("month", "year"))
    events: Events = {}
    for view, event in ical.yearly_events(listed, directory, options):
        text = event.to_ical(sorted=False).decode()
        events.setdefault(view.id, []).append((view.home.id, dates.precision(view.founded), text))
    return events


def _calendars(
    directory: Directory,
    lists: Sequence[HomeList],
    events: Events,
    title: str,
) -> list[PageCalendar]:
    """Return a calendar of all relationships and, with several homes, one for each home."""

    def calendar(home: str, name: str, title: str, precisions: Iterable[str]) -> PageCalendar:
        return PageCalendar(home, name, _calendar_start(title), Counter(precisions))

    precisions: dict[str, list[str]] = {}
    for versions in events.values():
        for home, precision, _ in versions:
            precisions.setdefault(home, []).append(precision)
    calendars = [
        calendar(
            home.city.id,
            home.city.name,
            title if len(lists) == 1 else directory.title_of(home.views),
            precisions[home.city.id],
        )
        for home in lists
        if home.city.id in precisions
    ]
    if len(lists) > 1 and calendars:
        first = [versions[0][1] for versions in events.values()]
        calendars.insert(0, calendar("", "", title, first))
    return calendars


def _calendar_start(title: str) -> str:
    return ical.format_calendar(title, ()).decode().removesuffix(CALENDAR_END)


def _home_choices(homes: Sequence[City]) -> list[tuple[str, str]]:
    labels = names.disambiguate({home.id: listing.format_home(home) for home in homes})
    return list(labels.items())


class Picture(NamedTuple):
    """A picture as a data address, with its size in pixels."""

    address: str
    width: int
    height: int


def _timeline(views: Sequence[Relationship], on: dt.date) -> Picture | None:
    """Draw the timeline, unless no founding year is known."""
    if not any(view.founded for view in views):
        return None
    svg = timeline.timeline_svg(views, "When they began, and what became of them", on)
    address = f"data:image/svg+xml,{quote(svg, safe=' /:=;,!?()*&$+@~')}"
    size = re.search('width="([0-9]+)" height="([0-9]+)"', svg)
    assert size
    return Picture(address, int(size[1]), int(size[2]))


def fact_sources(sources: Iterable[Source], *facts: str) -> list[int]:
    """Return the positions, from 1, of the sources that support any of some facts."""
    return [n for n, one in enumerate(sources, 1) if not set(facts).isdisjoint(one.supports)]


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
