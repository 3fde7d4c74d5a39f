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
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from sistercities_cli import anniversaries, dates, model, names, text
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Relationship, Status
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
from sistercities_cli.site import calendars, colours, languages, listing, page_map, sharing, texts
from sistercities_cli.site.listing import Entry

MAX_RECORDS = 1000  # the script draws the records of larger directories on demand
EARLY_SCRIPT = 'document.documentElement.classList.add("scripted");'  # before the first paint
COMING = 5  # next anniversaries shown
STYLES = ("page", "list", "record", "print")
SCRIPTS = ("names", "dates", "rows", "filter", "sort", "map", "coming", "record", "start")

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
    environment = _environment()
    site = directory.site
    style = "".join(_package_file(environment, f"style/{name}.css") for name in STYLES)
    style = re.sub(" ?([{};]) ?\n?", r"\1", style)
    style += status_stylesheet("var(--paper)", "var(--paper)") + colours.accent_style(site.colour)
    style += group_stylesheet(range(len(GROUP_SYMBOLS)), "var(--paper)", "var(--paper)")
    script = "".join(_package_file(environment, f"script/{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
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
        "choices": {"home": _home_choices(cities), **listing.filter_choices(listed)},
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
        "icon": sharing.icon_address(site.colour or colours.DEFAULT),
        "linked_data": sharing.linked_data(directory, title, description, cities, options.base_url),
        "style": Markup(style),  # noqa: S704  # its only value from the data is a checked colour
        "early_script": Markup(EARLY_SCRIPT),  # noqa: S704  # a constant
        "script": Markup(script),  # noqa: S704  # from this package, not from the data
        "policy": f"default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none';"
        f" form-action 'none'; style-src {_csp_hash(style)};"
        f" script-src {_csp_hash(EARLY_SCRIPT)} {_csp_hash(script)}",
    }
    return environment.get_template("page.html").generate(context)


@cache
def _environment() -> Environment:
    """Return the templates; compiling them takes a quarter of the time for a page."""
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
        texts.dates_in_words, texts.describe_place, texts.fact_sources, texts.has_own_sources,
        texts.searchable_codes, texts.searchable_names, texts.url_sources,
        languages.native_language, dump,
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
    """Removes the indentation of templates, which would make up a tenth of the page."""

    def preprocess(self, source: str, *_: object, **__: object) -> str:
        """Return the template to compile."""
        return _without_indentation(source)


def _symbol_markup(status: Status | None) -> Markup:
    return Markup(status_symbol(status))  # noqa: S704  # holds nothing from the data


def _group_symbol_markup(status: Status | None, group: str) -> Markup:
    return Markup(panel.mark_symbol(status, group))  # noqa: S704  # holds nothing from the data


def dump(value: object) -> str:
    """Format compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script_json(value: object) -> Markup:
    """Format JSON for a script element, which ends at the first end tag (HTML standard)."""
    document = dump(value)
    return Markup(document.replace("</", "<\\/").replace("<!--", "<\\u0021--"))  # noqa: S704  # safe


def _csp_hash(content: str) -> str:
    """Format the hash of a style or script for a CSP (CSP level 3, section 2.3.1)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


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
    svg = timeline.timeline_svg(views, "", on)
    svg = re.sub("(?s)<(title|desc).*?</\\1>", "", svg)  # browsers ignore those of images
    size = re.search('viewBox="0 0 ([0-9]+) ([0-9]+)"', svg)
    assert size
    left, top = timeline.MARGIN, timeline.TITLE_HEIGHT  # the page has both of its own
    width, height = int(size[1]) - left, int(size[2]) - top
    box = f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{svg[svg.index("<style>") :]}'
    return Picture(sharing.svg_address(svg), width, height)
