"""The whole directory as one self-contained HTML page.

The page is a readable document by itself; its script adds search, filters, sorting, an
address for each relationship and the anniversaries of the day on which it is read. A content
security policy with the hashes of its own style and script keeps out everything else,
whatever a data file holds.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sistercities_cli.anniversaries import CUSTOMARY_NAMES, MILESTONE, LeapDay
from sistercities_cli.dates import MONTHS, WEEKDAYS
from sistercities_cli.directory import Directory
from sistercities_cli.model import City, Relationship, Status
from sistercities_cli.names import ACCENTS, LETTERS, SILENT
from sistercities_cli.render import mapsvg, vcalendar, words
from sistercities_cli.render.marks import marks, unplaced
from sistercities_cli.render.outlines import Ring
from sistercities_cli.render.website import drawing, entries
from sistercities_cli.render.website.entries import Entry

FEW = 4  # so many coming anniversaries are seen at once
# What the script has to know; it has it from here, so that both sides go by the same rules.
RULES = {
    "letters": {chr(sign): letters for sign, letters in LETTERS.items()},
    "accents": ACCENTS,
    "silent": SILENT,
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "names": CUSTOMARY_NAMES,
    "milestone": MILESTONE,
    "few": FEW,
}


def page(
    directory: Directory,
    views: Sequence[Relationship],
    homes: Sequence[City],
    land: Iterable[Ring],
    on: dt.date,
    *,
    version: str,
    leap_day: LeapDay = LeapDay.FEB28,
) -> Iterator[str]:
    """Yield the page part by part; ages are those of the day ``on`` until its script runs.

    A relationship of two homes is listed under each of the ``homes``.
    """
    environment = _environment()
    style, script = (_file(environment, name) for name in ("style.css", "script.js"))
    found = entries.entries(directory, views, homes, on, leap_day)
    chosen = entries.choices(found, homes)
    places = marks([view for entry in found for view in entry.views])
    calendars = _calendars(found, chosen.homes, directory, leap_day)
    context: dict[str, Any] = {
        "directory": directory,
        "entries": found,
        "coming": entries.coming(found),
        "homes": [home for home in map(directory.home, chosen.homes) if home],
        "choices": chosen,
        "sourced": sum(bool(entry.evidence.sources) for entry in found),
        "disputed": any(entry.evidence.conflicts for entry in found),
        "calendars": [(title, _data_url(content)) for title, content in calendars],
        "map": Markup(drawing.world(found, land)) if places else "",  # noqa: S704  # escapes all
        "unplaced": unplaced([entry.view for entry in found]),
        "on": on,
        "rules": {**RULES, "leap_day": leap_day.value},
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; img-src data:; style-src {_hash(style)};"
        f" script-src {_hash(script)}; base-uri 'none'; form-action 'none'",
        "version": version,
    }
    return environment.get_template("page.html").generate(context)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sistercities_cli.render.website", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["capital"] = words.capital
    environment.globals.update(
        words=words, sign=_sign, names=entries.names, codes=entries.codes, place=entries.place
    )
    return environment


def _file(environment: Environment, name: str) -> Markup:
    """Return a file of this package as it is."""
    assert environment.loader
    content, *_ = environment.loader.get_source(environment, name)
    return Markup(content)  # noqa: S704  # from here, not from the data


def _sign(status: Status | None) -> Markup:
    return Markup(mapsvg.sign(status))  # noqa: S704  # nothing of the data in it


def _hash(content: str) -> str:
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
        if not any(map(vcalendar.has_event, some)):
            continue  # RFC 5545 has no empty calendar (section 3.6)
        content = vcalendar.yearly(some, directory.title, directory.issued, leap_day=leap_day)
        yield title, content


def _data_url(calendar: bytes) -> str:
    return f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(calendar).decode()}"
