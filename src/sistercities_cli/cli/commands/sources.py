"""The ``sources`` command."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from sistercities_cli.bibliography import CitedSource, bibliography
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.errors import reject_combination
from sistercities_cli.cli.options import Filters, OutputOptions
from sistercities_cli.cli.output import Result
from sistercities_cli.directory import Directory
from sistercities_cli.formats import Format, RowFormat
from sistercities_cli.formats.records import citation_rows, source_record
from sistercities_cli.formats.rows import SOURCE_COLUMNS
from sistercities_cli.model import distinct

SourcesFormat: TypeAlias = Literal[RowFormat, Format.CSL]


def sources_command(
    *,
    name: options.Names = None,
    filters: Filters,
    format: Annotated[
        SourcesFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: table on a terminal, tsv elsewhere. csl is for reference managers.",
        ),
    ] = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """List the sources of the facts.

    \b
    sistercities sources
    sistercities sources osaka
    sistercities sources --country germany --json
    sistercities sources chicago --format csl -o chicago.json

    Sorted by publisher, then by date; each source appears once, with the relationships it
    is cited for and the facts it supports in each. Sources on a home's programme belong to
    the home, those on an organisation to its relationships. TSV, CSV and Markdown have a row
    for each source and relationship. csl is CSL JSON, for Zotero, pandoc and others. To see
    the sources of one relationship beside its facts: show NAME --sources.
    """
    message = f"No sources for {', '.join(name)}." if name else "No sources."
    if format is Format.CSL:
        for option in ("json", "columns", "bom"):
            if getattr(layout, option) not in (None, False):
                reject_combination(f"--{option}", "--format csl")
        from sistercities_cli.formats import csl, write_json

        sources = _cited_sources(lookup.open_directory(data), name, filters)
        if not sources:
            output.print_message(message)
        output.write_file("".join(write_json(map(csl.csl_item, sources))), "sources.json")
        return
    out = output.choose_output(format, layout)
    sources = _cited_sources(lookup.open_directory(data), name, filters)

    def display(console: output.Console) -> None:
        from sistercities_cli.terminal.lists import show_sources

        show_sources(console, sources)

    records = map(source_record, sources)
    result = Result(records, SOURCE_COLUMNS, display, message, to_rows=citation_rows)
    output.write_result(result, out)


def _cited_sources(
    directory: Directory, names: list[str] | None, filters: Filters
) -> list[CitedSource]:
    relationships = distinct(lookup.select_named(directory, names or (), filters))
    homes = list(directory.homes)
    if names:
        matches = lookup.find_named(directory, names)
        homes = [home for home in homes if home.city in matches]
    if filters.of:
        cities = lookup.find_homes(directory, filters.of)
        homes = [home for home in homes if home.city in cities]
    if any((filters.country, filters.continent, filters.kind, filters.status, filters.founded)):
        homes = []  # a programme has no country, kind, status or founding date
    return bibliography(directory, relationships, homes)
