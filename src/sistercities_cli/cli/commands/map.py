"""The ``map`` command."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import lookup, options, output

if TYPE_CHECKING:
    from sistercities_cli.model import Relationship


class MapFormat(StrEnum):
    """How a map is written."""

    TEXT = "text"
    SVG = "svg"
    GEOJSON = "geojson"


def map_command(
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
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
    directory = lookup.open_directory(data)
    chosen = lookup.select(
        directory, of=of, country=country, kind=kind, status=status, founded=founded
    )
    found = lookup.warn_if_empty(chosen)
    match format:
        case MapFormat.TEXT:
            _draw(found)
        case MapFormat.SVG:
            from sistercities_cli.pictures.world_map import map_svg

            output.send_bytes(map_svg(found, directory.title, lookup.load_land()).encode())
        case MapFormat.GEOJSON:
            from sistercities_cli.formats import geojson

            text = geojson.feature_collection(found, on or options.today(), leap_day)
            output.send_bytes(text.encode())
        case _:
            assert_never(format)


def _draw(found: "Sequence[Relationship]") -> None:
    if not found:
        return
    from sistercities_cli.pictures.world import find_places
    from sistercities_cli.terminal.world_map import show_map

    if find_places(found):
        output.send_drawing(lambda console: show_map(console, found, lookup.load_land()))
    else:
        output.print_remark("No place has coordinates: give its city a latitude and a longitude.")
