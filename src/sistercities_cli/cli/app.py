"""The app: its commands and what stands before them."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

# Each command with its module and function, in the order of the help.
COMMANDS = {
    "list": ("listing", "list_"),
    "show": ("showing", "show"),
    "country": ("listing", "country"),
    "anniversary": ("counting", "anniversary"),
    "upcoming": ("planning", "upcoming_"),
    "calendar": ("exporting", "calendar"),
    "map": ("mapping", "map_"),
    "timeline": ("charting", "timeline"),
    "site": ("publishing", "site"),
    "check": ("checking", "check"),
    "convert": ("converting", "convert"),
    "schema": ("describing", "schema"),
}


class CommandGroup(TyperGroup):
    """A group that makes a command when it is asked for: a run needs one, and each takes time."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's name
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # Typer's name
        """Return a command, None if there is none of that name."""
        if cmd_name not in COMMANDS:
            # Typer looks here for what to suggest instead.
            self.commands.update({name: _command(name) for name in COMMANDS})
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands[cmd_name]


def _command(name: str) -> Any:
    module, function = COMMANDS[name]
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    commands = import_module(f"sistercities_cli.cli.commands.{module}")
    single.command(name)(getattr(commands, function))
    return get_command(single)


app = typer.Typer(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Help without Rich: half the time, and the same text at every width and in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        import sistercities_cli

        directory = sistercities_cli.load()  # the bundled one, whatever else is asked to be read
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
    sistercities map                   the partners on a map of the world
    sistercities timeline              when they came
    sistercities site > index.html     all of it as a page for the web
    sistercities check ourtown.toml    what is wrong with a data file

    Lists and pages come as tables on a terminal, as tab-separated lines in a pipe, and
    with --json as JSON; calendar, map, timeline and site write a file or a picture. With
    --data all of them answer from a file of your own: convert begins it from a spreadsheet,
    check and schema help to write it.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
