"""The app: its commands and what stands before them."""

from __future__ import annotations

from typing import Annotated

import typer

import sistercities_cli
from sistercities_cli.cli import queries
from sistercities_cli.cli.commands import counting, exporting, listing, planning, showing

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    # Help without Rich: half the time, and the same text at every width and in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        directory = queries.open_directory(None)
        version = sistercities_cli.__version__
        typer.echo(f"sistercities {version}, data {directory.version} of {directory.date}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def sistercities(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_say_version,
            is_eager=True,
            help="Say the version, and the version and date of the data.",
        ),
    ] = False,
) -> None:
    """Chicago's sister cities and Birmingham's partnerships.

    \b
    sistercities list                  all relationships
    sistercities show osaka            everything about one city
    sistercities country germany       those in a country
    sistercities anniversary osaka     how old, and when is the next one
    sistercities upcoming --every 5    the round anniversaries of a year

    Answers come as tables on a terminal, as tab-separated lines in a pipe, and with
    --json as JSON, in every command.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("list")(listing.list_)
app.command("show")(showing.show)
app.command("country")(listing.country)
app.command("anniversary")(counting.anniversary)
app.command("upcoming")(planning.upcoming_)
app.command("calendar")(exporting.calendar)
