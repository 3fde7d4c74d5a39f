"""The command ``timeline``: when the relationships began, as a picture."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from sistercities_cli.chronicle import By, Groups, chronicle
from sistercities_cli.cli import options, output, queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sistercities_cli.model import Relationship


class Picture(StrEnum):
    """How a picture is written."""

    TEXT = "text"
    SVG = "svg"


def timeline(
    by: Annotated[By, typer.Option(help="Group by year or by decade.")] = By.YEAR,
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
    directory = queries.open_directory(data)
    chosen = queries.select(
        directory, of=of, country=country, kind=kind, status=status, founded=founded
    )
    found = queries.told(chosen)
    groups = Groups([home.city for home in directory.homes])
    match format:
        case Picture.TEXT:
            _draw(found, groups, by)
        case Picture.SVG:
            from sistercities_cli.render import timelinesvg

            output.send_bytes(timelinesvg.picture(found, groups, directory.title, by).encode())
        case _:
            assert_never(format)


def _draw(found: "Sequence[Relationship]", groups: Groups, by: By) -> None:
    if found:
        from sistercities_cli.render import timeline as drawing

        periods = chronicle(found, by.span)
        output.send_drawing(lambda console: drawing.show(console, found, periods, groups, by))
