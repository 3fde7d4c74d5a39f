"""The ``show`` command."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities_cli.cli import completion, lookup, options, output
from sistercities_cli.cli.options import DateOptions, OutputOptions
from sistercities_cli.cli.output import Answer
from sistercities_cli.formats.rows import FACT_COLUMNS, fact_rows, show_record
from sistercities_cli.model import Relationship


def show_command(
    *,
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
    dates: DateOptions,
    format: options.FormatOption = None,
    layout: OutputOptions,
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
    out = output.choose_output(format, layout)
    directory = lookup.open_directory(data)
    matches = lookup.find_named(directory, name)
    day, leap_day, now = dates.day, dates.leap_day, options.now()

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.show import Page

        page = Page(console, directory, day, now, sources=sources, leap_day=leap_day)
        for thing in matches:
            if isinstance(thing, Relationship):
                page.show_relationship(thing)
            else:
                page.show_party(thing)

    views = lookup.distinct(view for thing in matches for view in directory.of(thing))
    records = (show_record(view, directory, day, now, leap_day) for view in views)
    message = f"No relationships of {', '.join(name)}."
    answer = Answer(records, FACT_COLUMNS, display, message, to_rows=fact_rows, is_page=True)
    output.write_result(answer, out)
