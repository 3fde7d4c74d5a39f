"""The command ``show``: everything about a city, organisation or relationship."""

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import completion, options, output, queries
from sistercities_cli.cli.output import Answer
from sistercities_cli.model import Relationship
from sistercities_cli.render import whole

if TYPE_CHECKING:
    from sistercities_cli.render.terminal import TerminalConsole


def show(
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
    leap_day: options.LeapDayOption = LeapDay.FEB28,
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
    out = output.choose(format, json, columns, no_header)
    directory = queries.open_directory(data)
    things = queries.find_all(directory, name)
    on_day, now = on or options.today(), options.now()

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render.page import Page

        page = Page(console, directory, on_day, now, sources=sources, leap_day=leap_day)
        for thing in things:
            if isinstance(thing, Relationship):
                page.one(thing)
            else:
                page.party(thing)

    views = queries.each_once(one for thing in things for one in directory.of(thing))
    found = (whole.full_record(one, directory, on_day, now, leap_day) for one in views)
    nothing = f"No relationships of {', '.join(name)}."
    answer = Answer(
        found, whole.FACT_COLUMNS, display, nothing, rows=whole.fact_records, is_page=True
    )
    output.send(answer, out)
