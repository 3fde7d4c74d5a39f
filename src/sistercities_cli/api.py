"""What the commands write, as functions with the same defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.choices import OneOrMore, find_each
from sistercities_cli.dates import CoarsePrecision, as_day
from sistercities_cli.directory import Directory
from sistercities_cli.errors import ArgumentError
from sistercities_cli.formats.rows import list_row
from sistercities_cli.history import Grouping
from sistercities_cli.model import City, Home, Party, Relationship, distinct

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.bibliography import CitedSource


def record(
    directory: Directory,
    relationship: Relationship | str,
    *,
    on: dt.date,
    now: dt.datetime | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> types.ShowRecord:
    """Return everything about a relationship: the object of ``show --json``.

    The relationship may be given by its id. ``now`` is the moment for the partner's local time,
    which is None without it.
    """
    from sistercities_cli.formats.records import show_record

    view = directory[relationship] if isinstance(relationship, str) else relationship
    return show_record(view, directory, as_day(on), now, LeapDay(leap_day))


def records(
    directory: Directory,
    relationships: Iterable[Relationship] | None = None,
    *,
    on: dt.date,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> list[types.ListRecord]:
    """Return a row for each relationship, by default of all: the rows of ``list``."""
    views = directory if relationships is None else relationships
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
    """Write everything about a city, organisation or relationship as a page of Markdown.

    Without the moment ``now``, it does not compare the local times of the two sides.
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
    relationships: Iterable[Relationship] | None = None,
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
    """Write the anniversaries as an iCalendar file with a yearly event for each relationship.

    With ``year``, it has the numbered anniversaries of that year instead; with ``years``, that
    many of each relationship, from the day ``on``. ``include`` adds relationships known only to
    the ``month`` or the ``year``. Raises :class:`ArgumentError` for values that do not fit.
    """
    from sistercities_cli.formats import ical

    for name, number in (("every", every), ("years", years)):
        if number is not None and number < 1:
            raise ArgumentError(name, f"{number} is not a whole number of 1 or more")
    views = _views(directory, relationships)
    title = title or directory.title_of(views)
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
    relationships: Iterable[Relationship] | None = None,
    *,
    on: dt.date,
    points: bool = False,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> types.MapRecord:
    """Return homes, partners and the lines between them as GeoJSON; ``points`` omits the lines."""
    from sistercities_cli.formats.geojson import features

    views = _views(directory, relationships)
    found = features(views, as_day(on), LeapDay(leap_day), lines=not points)
    return {"type": "FeatureCollection", "features": list(found)}


def map_svg(
    directory: Directory,
    relationships: Iterable[Relationship] | None = None,
    *,
    title: str | None = None,
    zoom: bool = False,
) -> str:
    """Draw a map of the world, or with ``zoom`` of the area of the partners, as SVG."""
    from sistercities_cli.pictures import world, world_map

    views = _views(directory, relationships)
    title = title or directory.title_of(views)
    return world_map.map_svg(views, title, world.Land(), zoom=zoom)


def timeline_svg(
    directory: Directory,
    relationships: Iterable[Relationship] | None = None,
    *,
    title: str | None = None,
    by: Grouping | str = Grouping.YEAR,
    summary: bool = False,
) -> str:
    """Draw when relationships began and what became of them, as SVG.

    A ``summary`` counts the relationships and does not name them.
    """
    from sistercities_cli.pictures import timeline

    views = _views(directory, relationships)
    title = title or directory.title_of(views)
    return timeline.timeline_svg(views, title, directory.date, Grouping(by), summary=summary)


def page(
    directory: Directory,
    relationships: Iterable[Relationship] | None = None,
    *,
    on: dt.date,
    of: OneOrMore[Home | City | str] = None,
    title: str | None = None,
    base_url: str | None = None,
    image: str | None = None,
    leap_day: LeapDay | str = DEFAULT_LEAP_DAY,
) -> str:
    """Write a self-contained HTML page; until its script runs, ages are as of the day ``on``.

    ``of`` restricts it to the relationships of some homes, and to their programmes. ``base_url``
    is the address that the page will have, ``image`` that of a picture for shared links.
    """
    from sistercities_cli import __version__
    from sistercities_cli.pictures.world import Land
    from sistercities_cli.site import PageOptions, render_page

    if image and not base_url:
        raise ArgumentError("image", "needs base_url: shared links name the page, too")
    homes = directory.find_homes(of) or [home.city for home in directory.homes]
    if relationships is None:
        relationships = directory.select(of=of)
    options = PageOptions(__version__, LeapDay(leap_day), title, base_url, image)
    parts = render_page(directory, distinct(relationships), homes, Land(), as_day(on), options)
    return "".join(parts)


def sources(
    directory: Directory, relationships: Iterable[Relationship] | None = None
) -> list[types.BibliographyRecord]:
    """Return the sources, by default of all relationships and the programmes of the homes."""
    from sistercities_cli.formats.records import source_record

    return [source_record(cited) for cited in _cited_sources(directory, relationships)]


def csl(
    directory: Directory, relationships: Iterable[Relationship] | None = None
) -> list[types.CslRecord]:
    """Return the same sources as items of CSL JSON, for reference managers and pandoc."""
    from sistercities_cli.formats.csl import csl_item

    return [csl_item(cited) for cited in _cited_sources(directory, relationships)]


def _cited_sources(
    directory: Directory, relationships: Iterable[Relationship] | None
) -> list[CitedSource]:
    from sistercities_cli.bibliography import bibliography

    homes = directory.homes if relationships is None else ()
    return bibliography(directory, _views(directory, relationships), homes)


def _views(
    directory: Directory, relationships: Iterable[Relationship] | None
) -> list[Relationship]:
    return distinct(directory if relationships is None else relationships)
