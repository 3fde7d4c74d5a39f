"""The ``timeline`` command."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, assert_never

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import Filters
from sistercities_cli.formats import Format
from sistercities_cli.history import Grouping

TimelineFormat: TypeAlias = Literal[Format.TEXT, Format.SVG]


def timeline_command(
    *,
    by: Annotated[Grouping, typer.Option(help="Group by year or by decade.")] = Grouping.YEAR,
    filters: Filters,
    summary: Annotated[
        bool, typer.Option("--summary", help="Count the relationships without naming them.")
    ] = False,
    title: options.Title = None,
    format: Annotated[
        TimelineFormat, typer.Option("--format", "-f", help="Text, or a picture for browsers.")
    ] = Format.TEXT,
    data: options.Data = None,
) -> None:
    """Show when the relationships began and how their status changed.

    \b
    sistercities timeline
    sistercities timeline --by decade --of chicago
    sistercities timeline --founded 1990..1999 --summary
    sistercities timeline --format svg -o timeline.svg

    Each relationship appears in the year it was founded, with the symbol of its home.
    Suspension, dormancy, ending and revival appear in their own years, with a running total.
    Relationships without a known date are named at the end. --title is for the SVG.
    """
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)
    match format:
        case Format.TEXT:
            if relationships:
                from sistercities_cli.terminal.timeline import show_timeline

                output.write_drawing(
                    lambda console: show_timeline(
                        console, relationships, directory.date, by, summary=summary
                    )
                )
        case Format.SVG:
            from sistercities_cli.api import timeline_svg

            with options.naming_options():
                svg = timeline_svg(directory, relationships, title=title, by=by, summary=summary)
            output.write_file(svg, "timeline.svg")
        case _:
            assert_never(format)
