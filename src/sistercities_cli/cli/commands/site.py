"""The ``site`` command."""

import sistercities_cli
from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import lookup, options, output


def site_command(
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    founded: options.Founded = None,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
    on: options.On = None,
    data: options.Data = None,
) -> None:
    """Write the whole directory as one HTML page.

    \b
    sistercities site > index.html
    sistercities site --of chicago > chicago.html
    sistercities site --data ourtown.toml > ourtown.html

    The page is self-contained and loads nothing from the network. It has search and filters,
    a map, an address for each relationship (#chicago-osaka), and the calendar to download.
    Ages and anniversaries are counted from the reader's own day; --on sets the day for
    readers without JavaScript.
    """
    directory = lookup.open_directory(data)
    chosen = lookup.select(
        directory, of=of, country=country, kind=kind, status=status, founded=founded
    )
    found = lookup.warn_if_empty(chosen)
    homes = [home.city for home in directory.homes]
    if of:
        homes = list(dict.fromkeys(directory.find_home(name) for name in of))

    from sistercities_cli.site import render_page

    parts = render_page(
        directory,
        found,
        homes,
        lookup.load_land(),
        on or options.today(),
        version=sistercities_cli.__version__,
        leap_day=leap_day,
    )
    output.send_bytes("".join(parts).encode())
