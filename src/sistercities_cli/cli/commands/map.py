"""The ``map`` command."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, assert_never

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters
from sistercities_cli.formats import Format

NO_COORDINATES = "No place has coordinates: give its city a latitude and a longitude."
MapFormat: TypeAlias = Literal[Format.TEXT, Format.SVG, Format.GEOJSON]


def map_command(
    *,
    filters: Filters,
    dates: DateOptions,
    format: Annotated[
        MapFormat, typer.Option("--format", "-f", help="Text, a picture, or data for a GIS.")
    ] = Format.TEXT,
    data: options.Data = None,
) -> None:
    """Show the partners on a world map.

    \b
    sistercities map
    sistercities map --of birmingham --status active
    sistercities map --format svg -o map.svg
    sistercities map --format geojson -o map.geojson

    The text is as wide as the terminal; in a pipe it has 80 columns, or the number in
    COLUMNS. Homes are stars, partners have a symbol for their status, and organisations are
    drawn at their city. --on and --leap-day affect only the ages in the GeoJSON.
    """
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)
    match format:
        case Format.TEXT:
            from sistercities_cli.pictures.world import find_places
            from sistercities_cli.terminal.world_map import show_map

            if find_places(relationships):
                land = lookup.load_land()
                output.write_drawing(lambda console: show_map(console, relationships, land))
            elif relationships:
                output.print_message(NO_COORDINATES)
        case Format.SVG:
            from sistercities_cli.pictures.world_map import map_svg

            output.write_utf8(map_svg(relationships, directory.title, lookup.load_land()))
        case Format.GEOJSON:
            from sistercities_cli.formats import geojson

            output.write_utf8(geojson.feature_collection(relationships, dates.day, dates.leap_day))
        case _:
            assert_never(format)
