"""The ``show`` command."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.cli import completion, lookup, options, output
from sistercities_cli.cli.options import DateOptions, OutputOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.formats.records import fact_rows, show_record
from sistercities_cli.formats.rows import FACT_COLUMNS
from sistercities_cli.model import distinct

if TYPE_CHECKING:
    from sistercities_cli.pages.blocks import Block


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
        bool | None,
        typer.Option(
            "--sources/--no-sources",
            help="Also show the sources, and where they disagree. Default: only in Markdown.",
        ),
    ] = None,
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
    sistercities show osaka --format markdown -o osaka.md

    NAME may be a native or former name, with or without accents, the id of a relationship,
    or the beginning of any of these. A home is shown with its programme and a list. In a
    pipe there is one line per fact; JSON has one object per relationship; Markdown is a page
    for a document, with numbered sources unless --no-sources is given.
    """
    out = output.choose_output(format, layout)
    directory = lookup.open_directory(data)
    matches = lookup.find_named(directory, name)
    day, leap_day, now = dates.day, dates.leap_day, options.now()

    def build_pages(*, default: bool) -> Iterator[Iterator[Block]]:
        from sistercities_cli.pages import build_page

        cited = default if sources is None else sources
        for match in matches:
            yield build_page(directory, match, day, now, sources=cited, leap_day=leap_day)

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.show import show_page

        for page in build_pages(default=False):
            show_page(console, page)

    def to_markdown() -> Iterator[str]:
        from sistercities_cli.formats.markdown import write_page

        return write_page(chain.from_iterable(build_pages(default=True)))

    views = distinct(view for match in matches for view in directory.of(match))
    records = (show_record(view, directory, day, now, leap_day) for view in views)
    message = f"No relationships of {', '.join(name)}."
    result = Result(records, FACT_COLUMNS, display, message, fact_rows, is_page=True)
    output.write_result(result.replace(to_markdown=to_markdown), out)
