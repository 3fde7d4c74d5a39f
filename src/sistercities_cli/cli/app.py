"""The Typer app: commands, global options and usage errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

# Each command with the first line of its help, in the order of the help. The function is
# ``NAME_command`` in the module ``commands.NAME``.
COMMANDS = {
    "list": "List relationships.",
    "show": "Show everything about a city or organisation.",
    "country": "Show the relationships in a country, or count them.",
    "anniversary": "Compute ages and coming anniversaries.",
    "upcoming": "List coming anniversaries, soonest first.",
    "calendar": "Write the anniversaries as an iCalendar file.",
    "map": "Show the partners on a map of the world.",
    "timeline": "Show when the relationships began, and what became of them.",
    "site": "Write the whole directory as one HTML page.",
    "sources": "List the sources of the facts.",
    "check": "Check a data file, and the evidence file beside it.",
    "convert": "Make a data file from a spreadsheet.",
    "schema": "Write the JSON Schema of the data file, for editors.",
}


class CommandGroup(TyperGroup):
    """A group that makes a command only when it is run: a run needs one, and each takes time.

    For help, completion and suggestions there are stand-ins, which have no parameters.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=summary, rich_markup_mode=None)
            for name, summary in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that arguments ask for, with its name and the other arguments."""
        word = args[0]
        # Words that are like a command are told so by Typer.
        if not ctx.resilient_parsing and not get_close_matches(word, self.commands):
            ctx.fail(unknown_command_message(word))
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
                ctx.fail(misplaced_option_message(option, command))
            raise

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Understand what stands before the command; no message of it steers the terminal."""
        with sanitized_messages():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Understand the command and run it; no message of it steers the terminal."""
        with sanitized_messages():
            return super().invoke(ctx)


def command(name: str) -> Any:
    """Create a command with all its options."""
    module = import_module(f"sistercities_cli.cli.commands.{name}")
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, cls=Command)(getattr(module, f"{name}_command"))
    return get_command(single)


app = typer.Typer(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Help without Rich: half the time, and the same text at every width and in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
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
            callback=_print_version,
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


OPTION_FOR_WORD = {
    "help": "-h",
    "version": "--version",
}  # words that people write for these options

EXTRA_NAME_HINT = "is one too many: put quotation marks round anything with a space in it"

UNEXPECTED_WORD_HINT = (
    "belongs to no option: put quotation marks round anything with a space in it; names go with"
    " show, country and anniversary"
)


class Command(TyperCommand):
    """A command that says what to do with words that it does not take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments of the command; none is left over."""
        ctx.allow_extra_args = True  # or Typer would say no more than that there are some
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            takes_some = any(one.param_type_name == "argument" for one in self.params)
            ctx.fail(f"{left[0]!r} {EXTRA_NAME_HINT if takes_some else UNEXPECTED_WORD_HINT}")
        return left


def unknown_command_message(word: str) -> str:
    """Say what somebody may have meant by a word that is not a command, nor like one."""
    from shlex import quote

    if word in OPTION_FOR_WORD:
        return f"No such command {word!r}. Did you mean: sistercities {OPTION_FOR_WORD[word]}?"
    return f"No such command {word!r}. If it is a name: sistercities show {quote(word)}"


def misplaced_option_message(option: str, command: str) -> str:
    """Say where an option given before the command belongs."""
    return f"{option} belongs after the command: sistercities {command} {option}"


@contextmanager
def sanitized_messages() -> Iterator[None]:
    """Spell out what could steer the terminal in Typer's messages, which repeat arguments."""
    try:
        yield
    except Exception as error:
        # Typer's class for wrong usage of all kinds has no public name, but it alone has these.
        message = getattr(error, "message", None)
        if isinstance(message, str):
            vars(error)["message"] = "".join(map(_escape_character, message))
        raise


def _escape_character(sign: str) -> str:
    return sign if sign.isprintable() else ascii(sign)[1:-1]
