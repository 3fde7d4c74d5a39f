"""The output of the commands, as functions with the same defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.choices import OneOrMore, find_each
from sistercities_cli.dates import CoarsePrecision, as_day
from sistercities_cli.directory import Directory
from sistercities_cli.errors import ArgumentError, check_positive
from sistercities_cli.formats.rows import list_row
from sistercities_cli.history import Grouping
from sistercities_cli.model import City, Home, Party, Relationship, distinct

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.bibliography import CitedSource

# Relationships or their ids; None selects all.
Selection: TypeAlias = OneOrMore[Relationship | str]


def record(
    directory: Directory,
    relationship: Relationship | str,
    *,
    on: dt.date,
    now: dt.datetime | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> types.ShowRecord:
    """Return everything about a relationship: the object of ``show --json``.

    The relationship may be given by its id. ``now`` is the time from which the
    partner's local time is computed; without it, that is None.
    """
    from sistercities_cli.formats.records import show_record

    view = directory[relationship] if isinstance(relationship, str) else relationship
    return show_record(view, directory, as_day(on), now, LeapDay(leap_day))


def records(
    directory: Directory,
    relationships: Selection = None,
    *,
    on: dt.date,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> list[types.ListRecord]:
    """Return a row for each relationship, by default of all: the rows of ``list``."""
    views = _select(directory, relationships)
    day, leap_day = as_day(on), LeapDay(leap_day)
    return [list_row(view, day, leap_day) for view in views]


def markdown(
    directory: Directory,
    match: Party | Home | Relationship | str,
    *,
    on: dt.date,
    now: dt.datetime | None = None,
    sources: bool = True,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> str:
    """Format everything about a city, organisation or relationship as a page of Markdown.

    Without ``now``, the page does not compare the local times of the two sides.
    """
    from sistercities_cli.formats.markdown import write_page
    from sistercities_cli.pages import build_page

    found = directory.find(match) if isinstance(match, str) else match
    subject = found.city if isinstance(found, Home) else found
    page = build_page(
        directory, subject, as_day(on), now, sources=sources, leap_day=LeapDay(leap_day)
    )
    return "".join(write_page(page))


def calendar(
    directory: Directory,
    relationships: Selection = None,
    *,
    year: int | None = None,
    years: int | None = None,
    on: dt.date | None = None,
    every: int = 1,
    include: OneOrMore[str] = None,
    remind: dt.timedelta | None = None,
    title: str | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> bytes:
    """Format the anniversaries as an iCalendar file with a yearly event for each relationship.

    With ``year``, it has the numbered anniversaries of that year instead; with ``years``, that
    many of each relationship, from the day ``on``. ``include`` adds relationships known only to
    the ``month`` or the ``year``; ``remind`` sets a reminder that long before each event. Raises
    :class:`ArgumentError` for conflicting, invalid or missing values.
    """
    from sistercities_cli.formats import ical

    check_positive("every", every)
    check_positive("years", years)
    if remind is not None and not _is_lead_time(remind):
        raise ArgumentError("remind", f"{remind!r} is not a timedelta of zero or more")
    views = distinct(_select(directory, relationships))
    title = _title(title, directory, views)
    precisions = tuple(find_each(include, CoarsePrecision))
    options = ical.EventOptions(LeapDay(leap_day), every, precisions, remind)
    if year is not None and years is not None:
        raise ArgumentError("years", "cannot be used together with year: choose one")
    if year is not None:
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return ical.numbered_calendar(views, directory, title, options, start=start, end=end)
    if years is None:
        return ical.yearly_calendar(views, directory, title, options)
    if on is None:
        raise ArgumentError("on", "is missing: years count from a day")
    return ical.numbered_calendar(views, directory, title, options, start=as_day(on), years=years)


def geojson(
    directory: Directory,
    relationships: Selection = None,
    *,
    on: dt.date,
    points: bool = False,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> types.MapRecord:
    """Return homes, partners and the lines between them as GeoJSON; ``points`` omits the lines."""
    from sistercities_cli.formats.geojson import features

    views = distinct(_select(directory, relationships))
    found = features(views, as_day(on), LeapDay(leap_day), lines=not points)
    return {"type": "FeatureCollection", "features": list(found)}


def map_svg(
    directory: Directory,
    relationships: Selection = None,
    *,
    title: str | None = None,
    zoom: bool = False,
) -> str:
    """Draw a map of the world, or with ``zoom`` of the area of the partners, as SVG."""
    from sistercities_cli.pictures import world, world_map

    views = distinct(_select(directory, relationships))
    title = _title(title, directory, views)
    return world_map.map_svg(views, title, world.Land(), zoom=zoom)


def timeline_svg(
    directory: Directory,
    relationships: Selection = None,
    *,
    title: str | None = None,
    by: Grouping | str = Grouping.YEAR,
    summary: bool = False,
) -> str:
    """Draw the beginnings and status changes of relationships as SVG.

    A ``summary`` counts the relationships instead of naming them.
    """
    from sistercities_cli.pictures import timeline

    views = distinct(_select(directory, relationships))
    title = _title(title, directory, views)
    return timeline.timeline_svg(views, title, directory.date, Grouping(by), summary=summary)


def page(
    directory: Directory,
    relationships: Selection = None,
    *,
    on: dt.date,
    of: OneOrMore[Home | City | str] = None,
    title: str | None = None,
    base_url: str | None = None,
    image: str | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> str:
    """Render a self-contained HTML page; until its script runs, ages are as of the day ``on``.

    ``of`` restricts it to the relationships of some homes, and to their programmes. ``base_url``
    is the address that the page will have, ``image`` that of a picture for shared links.
    """
    from sistercities_cli import __version__
    from sistercities_cli.datafile.rules import url_problem
    from sistercities_cli.pictures.world import Land
    from sistercities_cli.site import PageOptions, render_page

    if image and not base_url:
        raise ArgumentError("image", "needs base_url: shared links name the page, too")
    for argument, url in (("base_url", base_url), ("image", image)):
        if url and (problem := url_problem(url)):
            raise ArgumentError(argument, problem)
    homes = directory.find_homes(of) or [home.city for home in directory.homes]
    views = directory.select(of=of) if relationships is None else _select(directory, relationships)
    title = title and _title(title, directory, views)
    options = PageOptions(__version__, LeapDay(leap_day), title, base_url, image)
    parts = render_page(directory, distinct(views), homes, Land(), as_day(on), options)
    return "".join(parts)


def sources(
    directory: Directory, relationships: Selection = None
) -> list[types.BibliographyRecord]:
    """Return the sources, by default of all relationships and the programmes of the homes."""
    from sistercities_cli.formats.records import source_record

    return [source_record(cited) for cited in _cited_sources(directory, relationships)]


def csl(directory: Directory, relationships: Selection = None) -> list[types.CslRecord]:
    """Return the same sources as items of CSL JSON, for reference managers and pandoc."""
    from sistercities_cli.formats.csl import csl_item

    return [csl_item(cited) for cited in _cited_sources(directory, relationships)]


def _cited_sources(directory: Directory, relationships: Selection) -> list[CitedSource]:
    from sistercities_cli.bibliography import bibliography

    homes = directory.homes if relationships is None else ()
    return bibliography(directory, _select(directory, relationships), homes)


def _select(directory: Directory, relationships: Selection) -> list[Relationship]:
    """Resolve ids of relationships; None selects all."""
    if relationships is None:
        return list(directory)
    if isinstance(relationships, (str, Relationship)):
        relationships = [relationships]
    return [directory[one] if isinstance(one, str) else one for one in relationships]


def _is_lead_time(value: object) -> bool:
    return isinstance(value, dt.timedelta) and value >= dt.timedelta()


def _title(title: str | None, directory: Directory, views: Iterable[Relationship]) -> str:
    """Check a title, or return that of a selection if there is none."""
    from sistercities_cli.datafile.rules import text_problem

    if not title:
        return directory.title_of(views)
    if problem := text_problem(title):
        raise ArgumentError("title", f"{title!r} {problem}")
    return title
