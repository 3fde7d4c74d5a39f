"""The ``site`` command."""

from typing import Annotated

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters


def site_command(
    *,
    title: options.Title = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The address that the page will have, for search engines and shared links.",
        ),
    ] = None,
    image: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="The address of a picture for shared links. Needs --base-url."
        ),
    ] = None,
    filters: Filters,
    dates: DateOptions,
    data: options.Data = None,
) -> None:
    """Write the directory as one HTML page.

    \b
    sistercities site -o index.html
    sistercities site --of chicago -o chicago.html
    sistercities site --data ourtown.toml -o ourtown.html
    sistercities site --base-url https://city.example/twins/ -o index.html

    The page is self-contained and loads nothing from the network. It has search and filters,
    a map, an address for each relationship (#chicago-osaka), and calendars to download. Its
    colour, logo, footer and an address for mistakes are set by [site] in the data file.
    Ages and anniversaries are computed for the reader's current date; --on sets the date
    for readers without JavaScript.
    """
    if image and not base_url:
        raise typer.BadParameter("--image needs --base-url: shared links name the page, too")
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)

    from sistercities_cli.api import page

    with options.naming_options():
        html = page(
            directory,
            relationships,
            on=dates.day,
            of=filters.of,
            title=title,
            base_url=base_url,
            image=image,
            leap_day=dates.leap_day,
        )
    output.write_file(html, "index.html")
