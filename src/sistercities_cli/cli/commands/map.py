"""The ``map`` command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeAlias, assert_never

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.errors import reject_combination
from sistercities_cli.cli.options import DateOptions, Filters
from sistercities_cli.formats import Format
from sistercities_cli.model import Relationship

NO_COORDINATES = "No coordinates to draw: add latitude and longitude to the cities."
MapFormat: TypeAlias = Literal[Format.TEXT, Format.SVG, Format.GEOJSON]


def map_command(
    *,
    filters: Filters,
    zoom: Annotated[
        bool, typer.Option("--zoom", help="Show only the part of the world with the partners.")
    ] = False,
    title: options.Title = None,
    points: Annotated[
        bool, typer.Option("--points", help="Omit the lines from the GeoJSON.")
    ] = False,
    dates: DateOptions,
    format: Annotated[
        MapFormat, typer.Option("--format", "-f", help="Text, a picture, or data for a GIS.")
    ] = Format.TEXT,
    data: options.Data = None,
) -> None:
    """Show the partners on a world map.

    \b
    sistercities map
    sistercities map --of birmingham --country germany --zoom
    sistercities map --format svg -o map.svg
    sistercities map --format geojson -o map.geojson

    The text is as wide as the terminal; in a pipe it has 80 columns, or the number in
    COLUMNS. Homes are stars, partners have a symbol for their status in the colour of their
    home, and organisations are drawn at their city. Crowded regions are enlarged. --title is
    for the SVG; --points, --on and --leap-day are for the GeoJSON.
    """
    if zoom and format is Format.GEOJSON:
        reject_combination("--zoom", "--format geojson")
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)
    match format:
        case Format.TEXT:
            from sistercities_cli.pictures.world import Land
            from sistercities_cli.terminal.world_map import show_map

            if has_coordinates(relationships):
                output.write_drawing(
                    lambda console: show_map(console, relationships, Land(), zoom=zoom)
                )
            elif relationships:
                output.print_message(NO_COORDINATES)
        case Format.SVG:
            from sistercities_cli.api import map_svg

            with options.naming_options():
                svg = map_svg(directory, relationships, title=title, zoom=zoom)
            output.write_file(svg, "map.svg")
        case Format.GEOJSON:
            from sistercities_cli.formats import geojson

            features = geojson.feature_collection(
                relationships, dates.day, dates.leap_day, lines=not points
            )
            output.write_file(features, "map.geojson")
        case _:
            assert_never(format)


def has_coordinates(relationships: Iterable[Relationship]) -> bool:
    """Check whether a map of relationships would show any place."""
    return any(view.home.coordinates or view.partner.seat.coordinates for view in relationships)
