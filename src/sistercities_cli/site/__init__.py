"""The directory as one self-contained HTML page.

The page is readable without its script, which adds search, filters, sorting, a URL for each
relationship, calendars and anniversaries as of the reader's date. A content security policy with
the hashes of its own style and scripts blocks everything else.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sistercities_cli import anniversaries, dates, model, names, text
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Relationship
from sistercities_cli.pictures import panel, status_symbol, timeline, world
from sistercities_cli.pictures.world import Land
from sistercities_cli.site import assets, calendars, listing, page_map, sharing, texts
from sistercities_cli.site.listing import Entry

MAX_RECORDS = 1000  # the script draws the records of larger directories on demand
EARLY_SCRIPT = 'document.documentElement.classList.add("scripted");'  # before the first paint
COMING = 5  # next anniversaries shown

# For the script, which follows the same rules.
SCRIPT_RULES: Mapping[str, Any] = {
    "letters": names.LETTER_REPLACEMENTS,
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
    """Yield the parts of the page; until its script runs, ages are as of the day ``on``.

    A relationship between two homes is listed under each of them that is in ``homes``.
    """
    site = directory.site
    style, script = assets.page_style(site.colour), assets.page_script()
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
    events = calendars.find_events(directory, listed, options.leap_day)
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
        "choices": {"home": listing.home_choices(cities), **listing.filter_choices(listed)},
        "kinds": [*listing.count_kinds(views)],
        "noun": listing.main_noun(views),
        "statuses": [status for status, _ in world.count_by_status(views)],
        "sourced": sum(bool(entry.evidence.sources) for entry in entries),
        "disputed": any(entry.evidence.conflicts for entry in entries),
        "events": events,
        "calendar": calendars.calendar_data(directory, lists, events, title),
        "map": page_map.draw_map(views, land),
        "timeline": _timeline(views, on),
        "unplaced": world.describe_unplaced(views),
        "on": on,
        "rules": {**SCRIPT_RULES, "leap_day": options.leap_day.value, "on": on.isoformat()},
        "icon": sharing.icon_address(site.colour or assets.DEFAULT_COLOUR),
        "linked_data": sharing.linked_data(directory, title, description, cities, options.base_url),
        # Inserted unescaped; the only values from the data are checked colours.
        "style": style,
        "early_script": EARLY_SCRIPT,
        "script": script,
        "policy": assets.security_policy(style, EARLY_SCRIPT, script),
    }
    return _environment().get_template("page.html").generate(context)


@cache
def _environment() -> Environment:
    """Return the templates; compiling them takes a quarter of the time for a page."""
    environment = Environment(
        loader=FunctionLoader(assets.read_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for module in (anniversaries, dates, listing, model, text):
        environment.globals[module.__name__.rpartition(".")[2]] = module
    for function in (
        texts.dates_in_words, texts.describe_place, texts.fact_sources, texts.has_own_sources,
        texts.searchable_codes, texts.searchable_names, texts.url_sources,
        texts.native_language, status_symbol, panel.mark_symbol, dump,
    ):  # fmt: skip
        environment.globals[function.__name__] = function
    environment.filters["script_json"] = _script_json
    return environment


def dump(value: object) -> str:
    """Format compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script_json(value: object) -> Markup:
    """Format JSON for a script element, which ends at the first end tag (HTML standard)."""
    document = dump(value)
    return Markup(document.replace("</", "<\\/").replace("<!--", "<\\u0021--"))  # noqa: S704  # safe


def _timeline(views: Sequence[Relationship], on: dt.date) -> dict[str, Any] | None:
    """Draw the timeline as a data URL, unless no founding year is known."""
    if not any(view.founded for view in views):
        return None
    svg = timeline.timeline_svg(views, "", on)
    svg = re.sub("(?s)<(title|desc).*?</\\1>", "", svg)  # browsers ignore those of images
    size = re.search('viewBox="0 0 ([0-9]+) ([0-9]+)"', svg)
    assert size
    left, top = timeline.MARGIN, timeline.TITLE_HEIGHT  # the page has both of its own
    width, height = int(size[1]) - left, int(size[2]) - top
    box = f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{svg[svg.index("<style>") :]}'
    return {"address": sharing.svg_address(svg), "width": width, "height": height}
