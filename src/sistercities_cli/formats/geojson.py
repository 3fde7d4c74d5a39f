"""Relationships as GeoJSON (RFC 7946)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.formats.rows import home_row, list_row
from sistercities_cli.geography import Coordinates, Vertex, great_circle, split_at_antimeridian
from sistercities_cli.model import Relationship, distinct_homes, format_parties

if TYPE_CHECKING:
    from sistercities_cli import types

COORDINATE_DIGITS = 5  # decimal places of a degree, about one metre


def feature_collection(
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    *,
    lines: bool = True,
) -> str:
    """Format relationships as a FeatureCollection with one feature per line of text."""
    found = features(views, on, leap_day, lines=lines)
    text = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in found)
    return f'{{"type": "FeatureCollection", "features": [\n{text}\n]}}\n'


def features(
    views: Sequence[Relationship],
    on: dt.date,
    leap_day: LeapDay = DEFAULT_LEAP_DAY,
    *,
    lines: bool = True,
) -> Iterator[types.FeatureRecord]:
    """Yield the homes, the partners and the lines between them.

    The properties of a feature are its ``role`` (home, partner or line), its ``name`` and the row
    of ``list``. Lines follow the great circle and are split at the antimeridian; there is none
    without ``lines``, between parties in the same place or if either place is unknown.
    """
    for home in distinct_homes(views):
        position = _point(home.coordinates)
        yield _feature({"role": "home", "name": home.name, **home_row(home)}, position)
    for view in views:
        row = list_row(view, on, leap_day)
        start, end = view.home.coordinates, view.partner.seat.coordinates
        yield _feature({"role": "partner", "name": view.partner.name, **row}, _point(end))
        parts = split_at_antimeridian(great_circle(start, end)) if lines and start and end else ()
        if parts:
            yield _feature({"role": "line", "name": format_parties(view), **row}, _line(parts))


def _feature(properties: types.PropertiesRecord, geometry: types.Geometry) -> types.FeatureRecord:
    return {
        "type": "Feature",
        "id": f"{properties['role']}:{properties['id']}",
        "properties": properties,
        "geometry": geometry,
    }


def _point(point: Coordinates | None) -> types.PointRecord | None:
    """Return a point, or no geometry for an unknown place (RFC 7946, section 3.2)."""
    return {"type": "Point", "coordinates": _position(point)} if point else None


def _line(parts: Sequence[Sequence[Vertex]]) -> types.LineRecord | types.MultiLineRecord:
    lines = [[_position(point) for point in part] for part in parts]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _position(point: Coordinates | Vertex) -> list[float]:
    """Return a position, which has its longitude first."""
    return [round(point.longitude, COORDINATE_DIGITS), round(point.latitude, COORDINATE_DIGITS)]
