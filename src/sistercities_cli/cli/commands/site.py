"""The ``site`` command."""

import sistercities_cli
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import DateOptions, Filters


def site_command(
    *,
    filters: Filters,
    dates: DateOptions,
    data: options.Data = None,
) -> None:
    """Write the directory as one HTML page.

    \b
    sistercities site -o index.html
    sistercities site --of chicago -o chicago.html
    sistercities site --data ourtown.toml -o ourtown.html

    The page is self-contained and loads nothing from the network. It has search and filters,
    a map, an address for each relationship (#chicago-osaka), and the calendar to download.
    Ages and anniversaries are computed for the reader's current date; --on sets the date
    for readers without JavaScript.
    """
    directory = lookup.open_directory(data)
    relationships = lookup.select_or_warn(directory, filters)
    cities = lookup.find_homes(directory, filters.of)
    homes = list(dict.fromkeys(cities)) or [home.city for home in directory.homes]

    from sistercities_cli.site import render_page

    land, version = lookup.load_land(), sistercities_cli.__version__
    parts = render_page(
        directory, relationships, homes, land, dates.day, version=version, leap_day=dates.leap_day
    )
    output.write_utf8("".join(parts))
