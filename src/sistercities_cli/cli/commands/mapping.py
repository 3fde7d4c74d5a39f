"""The command ``map``: where the partners are."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import options, output, queries

if TYPE_CHECKING:
    from sistercities_cli.model import Relationship


class MapFormat(StrEnum):
    """How a map is written."""

    TEXT = "text"
    SVG = "svg"
    GEOJSON = "geojson"


def map_(
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
    leap_day: options.LeapDayOption = LeapDay.FEB28,
    on: options.On = None,
    format: Annotated[
        MapFormat, typer.Option("--format", "-f", help="Text, a picture, or data for a GIS.")
    ] = MapFormat.TEXT,
    data: options.Data = None,
) -> None:
    """Show the partners on a map of the world.

    \b
    sistercities map
    sistercities map --of birmingham --status active
    sistercities map --format svg > map.svg
    sistercities map --format geojson > map.geojson

    The text is as wide as the terminal; in a pipe it has 80 columns, or as many as COLUMNS
    says. Homes are stars, partners have a sign for their status, and an organisation is
    placed where its city is. --on and --leap-day affect only the ages in the GeoJSON.
    """
    directory = queries.open_directory(data)
    chosen = queries.select(
        directory, of=of, country=country, kind=kind, status=status, founded=founded
    )
    found = queries.told(chosen)
    match format:
        case MapFormat.TEXT:
            _draw(found)
        case MapFormat.SVG:
            from sistercities_cli.render import mapsvg

            output.send_bytes(mapsvg.picture(found, directory.title, queries.land()).encode())
        case MapFormat.GEOJSON:
            from sistercities_cli.render import geojson

            text = geojson.document(found, on or options.today(), leap_day)
            output.send_bytes(text.encode())
        case _:
            assert_never(format)


def _draw(found: "Sequence[Relationship]") -> None:
    if not found:
        return
    from sistercities_cli.render import marks, worldmap

    if marks.marks(found):
        output.send_drawing(lambda console: worldmap.show(console, found, queries.land()))
    else:
        output.say("No place has coordinates: give its city a latitude and a longitude.")
