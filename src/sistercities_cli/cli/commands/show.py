"""The ``show`` command."""

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import completion, lookup, options, output
from sistercities_cli.cli.output import Answer
from sistercities_cli.formats.rows import FACT_COLUMNS, fact_rows, show_record
from sistercities_cli.model import Relationship

if TYPE_CHECKING:
    from sistercities_cli.terminal import TerminalConsole


def show_command(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="A city, an organisation or a relationship.",
            autocompletion=completion.names,
        ),
    ],
    sources: Annotated[
        bool, typer.Option("--sources", help="Also show the sources, and where they differ.")
    ] = False,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
    on: options.On = None,
    format: options.FormatOption = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """Show everything about a city or organisation.

    \b
    sistercities show osaka
    sistercities show Київ --sources
    sistercities show chicago
    sistercities show chicago-birmingham
    sistercities show milan --json

    NAME may be a native or former name, with or without accents, the id of a relationship,
    or the beginning of any of these. A home is shown with its programme and a list. In a
    pipe there is one line per fact; JSON has one object per relationship.
    """
    out = output.choose_output(format, json, columns, no_header)
    directory = lookup.open_directory(data)
    things = lookup.find_named(directory, name)
    on_day, now = on or options.today(), options.now()

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.terminal.show import Page

        page = Page(console, directory, on_day, now, sources=sources, leap_day=leap_day)
        for thing in things:
            if isinstance(thing, Relationship):
                page.one(thing)
            else:
                page.party(thing)

    views = lookup.distinct(one for thing in things for one in directory.of(thing))
    found = (show_record(one, directory, on_day, now, leap_day) for one in views)
    nothing = f"No relationships of {', '.join(name)}."
    answer = Answer(found, FACT_COLUMNS, display, nothing, rows=fact_rows, is_page=True)
    output.send(answer, out)
