"""The ``timeline`` command."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.history import Grouping, HomeGroups, build_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sistercities_cli.model import Relationship


class Picture(StrEnum):
    """How a picture is written."""

    TEXT = "text"
    SVG = "svg"


def timeline_command(
    by: Annotated[Grouping, typer.Option(help="Group by year or by decade.")] = Grouping.YEAR,
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
    format: Annotated[
        Picture, typer.Option("--format", "-f", help="Text, or a picture for browsers.")
    ] = Picture.TEXT,
    data: options.Data = None,
) -> None:
    """Show when the relationships began, and what became of them.

    \b
    sistercities timeline
    sistercities timeline --by decade --of chicago
    sistercities timeline --founded 1990..1999
    sistercities timeline --format svg > timeline.svg

    Each relationship appears in the year it was founded, with the sign of its home.
    Suspension, dormancy, ending and revival appear in their own years, with a running total.
    Relationships without a known date are named at the end.
    """
    directory = lookup.open_directory(data)
    chosen = lookup.select(
        directory, of=of, country=country, kind=kind, status=status, founded=founded
    )
    found = lookup.warn_if_empty(chosen)
    groups = HomeGroups([home.city for home in directory.homes])
    match format:
        case Picture.TEXT:
            _draw(found, groups, by)
        case Picture.SVG:
            from sistercities_cli.pictures.timeline import timeline_svg

            output.send_bytes(timeline_svg(found, groups, directory.title, by).encode())
        case _:
            assert_never(format)


def _draw(found: "Sequence[Relationship]", groups: HomeGroups, by: Grouping) -> None:
    if found:
        from sistercities_cli.terminal.timeline import show_timeline

        periods = build_history(found, by.span)
        output.send_drawing(lambda console: show_timeline(console, found, periods, groups, by))
