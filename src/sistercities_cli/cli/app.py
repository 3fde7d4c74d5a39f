"""The app: its commands, and the options that come before them."""

from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from sistercities_cli.cli import usage


class Entry(NamedTuple):
    """Where a command is, and its line in the list of commands."""

    module: str
    function: str
    summary: str  # the first line of its help; a test keeps them equal


# In the order of the help.
COMMANDS = {
    "list": Entry("listing", "list_", "List relationships."),
    "show": Entry("showing", "show", "Show everything about a city or organisation."),
    "country": Entry("listing", "country", "Show the relationships in a country, or count them."),
    "anniversary": Entry("counting", "anniversary", "Compute ages and coming anniversaries."),
    "upcoming": Entry("planning", "upcoming_", "List coming anniversaries, soonest first."),
    "calendar": Entry("exporting", "calendar", "Write the anniversaries as an iCalendar file."),
    "map": Entry("mapping", "map_", "Show the partners on a map of the world."),
    "timeline": Entry(
        "charting", "timeline", "Show when the relationships began, and what became of them."
    ),
    "site": Entry("publishing", "site", "Write the whole directory as one HTML page."),
    "sources": Entry("citing", "sources", "List the sources of the facts."),
    "check": Entry("checking", "check", "Check a data file, and the evidence file beside it."),
    "convert": Entry("converting", "convert", "Make a data file from a spreadsheet."),
    "schema": Entry("describing", "schema", "Write the JSON Schema of the data file, for editors."),
}


class CommandGroup(TyperGroup):
    """A group that makes a command only when it is run: a run needs one, and each takes time.

    For help, completion and suggestions there are stand-ins, which have no parameters.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=entry.summary, rich_markup_mode=None)
            for name, entry in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that arguments ask for, with its name and the other arguments."""
        word = args[0]
        # Words that are like a command are told so by Typer.
        if not ctx.resilient_parsing and not get_close_matches(word, self.commands):
            ctx.fail(usage.about_word(word))
        name, _, rest = super().resolve_command(ctx, args)
        return name, command(name) if name else None, rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Understand what stands before the command."""
        command = next((word for word in args if word in COMMANDS), None)
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            option = getattr(error, "option_name", None)
            if option is not None and command is not None:
                ctx.fail(usage.about_option(option, command))
            raise

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Understand what stands before the command; no message of it steers the terminal."""
        with usage.safe_to_show():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Understand the command and run it; no message of it steers the terminal."""
        with usage.safe_to_show():
            return super().invoke(ctx)


def command(name: str) -> Any:
    """Return a command as Typer makes it, with all its options."""
    entry = COMMANDS[name]
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    commands = import_module(f"sistercities_cli.cli.commands.{entry.module}")
    single.command(name, cls=usage.Command)(getattr(commands, entry.function))
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
            help="Show the version of the program, and the version and date of the data.",
        ),
    ] = False,
) -> None:
    """Chicago's sister cities and Birmingham's partnerships.

    \b
    sistercities list                  all relationships
    sistercities show osaka            everything about one city
    sistercities country germany       the relationships in a country
    sistercities anniversary osaka     how old, and when the next one is
    sistercities upcoming --every 5    the round anniversaries of the year ahead
    sistercities map                   the partners on a map of the world
    sistercities timeline              when they began
    sistercities site > index.html     everything as one web page
    sistercities sources osaka         where the facts come from
    sistercities check ourtown.toml    what is wrong with a data file

    On a terminal, answers are tables and pages; in a pipe, tab-separated lines; with --json,
    JSON. calendar, map, timeline and site write a file or a picture. With --data all of them
    answer from a file of your own: convert makes a first one from a spreadsheet, check and
    schema help you write it.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
