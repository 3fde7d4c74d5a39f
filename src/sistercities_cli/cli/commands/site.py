"""The ``site`` command."""

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

    from sistercities_cli.api import page

    output.write_utf8(
        page(directory, relationships, on=dates.day, of=filters.of, leap_day=dates.leap_day)
    )
