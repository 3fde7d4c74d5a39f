"""The ``search`` command."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.options import Filters, OutputOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.formats.rows import SEARCH_COLUMNS, search_row
from sistercities_cli.fulltext import search


def search_command(
    *,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to search for.")],
    filters: Filters,
    format: options.FormatOption = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """Search the facts, events, highlights, notes and sources.

    \b
    sistercities search mural
    sistercities search daley 1985 --of chicago
    sistercities search "social work" --json
    sistercities search orchestra --columns partner,date,text

    Finds texts with all of the words, which may also be in the names of the two parties.
    Case and accents do not matter, and mural finds murals. Names are ranked first, then events,
    highlights, notes and sources.
    """
    out = output.choose_output(format, layout)
    directory = lookup.open_directory(data)
    hits = search(directory, words, lookup.select(directory, filters))

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.search import show_hits

        show_hits(console, hits, words)

    message = f"Nothing found for {' '.join(words)!r}."
    output.write_result(Result(map(search_row, hits), SEARCH_COLUMNS, display, message), out)
