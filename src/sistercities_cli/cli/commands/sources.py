"""The ``sources`` command."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.bibliography import CitedSource, bibliography
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.output import Answer, OutputOptions
from sistercities_cli.formats import Format
from sistercities_cli.formats.rows import SOURCE_COLUMNS, citation_rows, source_record

if TYPE_CHECKING:
    from sistercities_cli.terminal import TerminalConsole


class SourcesFormat(StrEnum):
    """How a bibliography is written: as other answers are, or for reference managers."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSL = "csl"


def sources_command(
    name: options.Names = None,
    of: options.Of = None,
    country: options.InCountry = None,
    kind: options.Kind = None,
    status: options.StatusOption = None,
    format: Annotated[
        SourcesFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: table on a terminal, tsv elsewhere. csl is for reference managers.",
        ),
    ] = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """List the sources of the facts.

    \b
    sistercities sources
    sistercities sources osaka
    sistercities sources --country germany --json
    sistercities sources chicago --format csl > chicago.json

    Sorted by publisher, then by date; each source appears once, with the relationships it
    is cited for and the facts it supports in each. Sources about a home's programme belong
    to the home. Formats with rows have one row for each source and relationship. csl is CSL
    JSON, which Zotero, pandoc and others read. To see the sources of one relationship beside
    its facts: show NAME --sources.
    """
    out = _choose_output(format, json, columns, no_header)
    directory = lookup.open_directory(data)
    things = lookup.find_named(directory, name or ())
    found = lookup.select(directory, of=of, country=country, kind=kind, status=status)
    homes = list(directory.homes)
    if name:
        named = {one.id for thing in things for one in directory.of(thing)}
        found = [one for one in found if one.id in named]
        homes = [home for home in homes if home.city in things]
    if of:
        wanted = [directory.find_home(one) for one in of]
        homes = [home for home in homes if home.city in wanted]
    # A programme is in no country, and of no kind or status.
    entries = bibliography(directory, found, () if country or kind or status else homes)
    nothing = f"No sources for {', '.join(name)}." if name else "No sources."
    if out is None:
        _send_csl(entries, nothing)
    else:
        _send(entries, out, nothing)


def _choose_output(
    format: SourcesFormat | None, json: bool, columns: str | None, no_header: bool
) -> OutputOptions | None:
    """Work out the output from the options; CSL JSON is none of those that answers have."""
    if format is not SourcesFormat.CSL:
        return output.choose_output(
            None if format is None else Format(format), json, columns, no_header
        )
    if json or columns is not None:
        other = "--json" if json else "--columns"
        raise typer.BadParameter(f"{other} and --format csl cannot be used together: choose one")
    return None


def _send(entries: Sequence[CitedSource], out: OutputOptions, nothing: str) -> None:
    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.terminal.lists import show_sources

        show_sources(console, entries)

    found = map(source_record, entries)
    output.send(Answer(found, SOURCE_COLUMNS, display, nothing, rows=citation_rows), out)


def _send_csl(entries: Sequence[CitedSource], nothing: str) -> None:
    from sistercities_cli.formats import csl, write_json

    if not entries:
        output.print_remark(nothing)
    output.send_bytes("".join(write_json(map(csl.csl_item, entries))).encode())
