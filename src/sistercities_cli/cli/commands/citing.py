"""The command ``sources``: where the facts come from."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.bibliography import Entry, bibliography
from sistercities_cli.cli import options, output, queries
from sistercities_cli.cli.output import Answer, Format, Output
from sistercities_cli.render import sources as records

if TYPE_CHECKING:
    from sistercities_cli.render.terminal import TerminalConsole


class SourcesFormat(StrEnum):
    """How a bibliography is written: as other answers are, or for reference managers."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSL = "csl"


def sources(
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
    out = _choose(format, json, columns, no_header)
    directory = queries.open_directory(data)
    things = queries.find_all(directory, name or ())
    found = queries.select(directory, of=of, country=country, kind=kind, status=status)
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


def _choose(
    format: SourcesFormat | None, json: bool, columns: str | None, no_header: bool
) -> Output | None:
    """Work out the output from the options; CSL JSON is none of those that answers have."""
    if format is not SourcesFormat.CSL:
        return output.choose(None if format is None else Format(format), json, columns, no_header)
    if json or columns is not None:
        other = "--json" if json else "--columns"
        raise typer.BadParameter(f"{other} and --format csl cannot be used together: choose one")
    return None


def _send(entries: Sequence[Entry], out: Output, nothing: str) -> None:
    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render import bibliography as drawing

        drawing.show(console, entries)

    found = map(records.record, entries)
    output.send(Answer(found, records.COLUMNS, display, nothing, rows=records.rows), out)


def _send_csl(entries: Sequence[Entry], nothing: str) -> None:
    from sistercities_cli.render import csl, jsontext

    if not entries:
        output.say(nothing)
    output.send_bytes("".join(jsontext.document(map(csl.item, entries))).encode())
