"""The Typer app: commands, global options, errors and exit codes."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeAlias

import typer
from typer import completion  # installs the scripts
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from sistercities_cli.cli import output, streams
from sistercities_cli.cli.arguments import HELP_OPTIONS, Shell, normalize
from sistercities_cli.cli.errors import ExtraWordsError, UnknownCommandError, UsageError
from sistercities_cli.cli.output import BAD_DATA, NOT_FOUND
from sistercities_cli.errors import DataError, NotFoundError, SisterCitiesError
from sistercities_cli.text import with_full_stop

# Commands, implemented by ``commands.NAME.NAME_command``, with the first lines of their help.
COMMANDS = {
    "list": "List relationships.",
    "show": "Show everything about a city or organisation.",
    "country": "Show the relationships in a country, or count them.",
    "anniversary": "Compute ages and upcoming anniversaries.",
    "upcoming": "List upcoming anniversaries, soonest first.",
    "search": "Search the facts, events, highlights, notes and sources.",
    "calendar": "Write the anniversaries as an iCalendar file.",
    "map": "Show the partners on a world map.",
    "timeline": "Show when the relationships began and how their status changed.",
    "site": "Write the directory as one HTML page.",
    "sources": "List the sources of the facts.",
    "check": "Check data files, and the evidence files beside them.",
    "convert": "Convert a spreadsheet to a data file.",
    "schema": "Write the JSON Schema of the data file, for editors.",
}

VERSION_HELP = "Show the version of the program, and the version and date of the data."
INSTALL, SHOW = "--install-completion", "--show-completion"
CURRENT = "current"
INSTALL_HELP = (
    "Install completion for bash, zsh, fish, powershell or pwsh. Default: the current shell."
)
SHOW_HELP = (
    "Show the completion script of a shell, to install it yourself. Default: the current one."
)


def run() -> None:
    """Run the app, without tracebacks for expected errors."""
    streams.replace_standard_streams()
    if "_SISTERCITIES_COMPLETE" in os.environ:
        from sistercities_cli.cli import shells

        shells.register()
    try:
        try:
            code = app(prog_name="sistercities", standalone_mode=False)
        finally:
            streams.close_stdout()
        sys.exit(code)
    except DataError as error:
        _fail(str(error), BAD_DATA)
    except (UsageError, NotFoundError) as error:
        from sistercities_cli.cli.mistakes import explain

        code = NOT_FOUND
        if isinstance(error, UsageError):
            code = error.exit_code
            context: Any = error.ctx  # _adding_context sets it
            usage, help_command = context.get_usage(), f"{context.command_path} -h"
            output.print_message(f"{usage}\nTry '{help_command}' for help.\n")
        _fail(explain(error, sys.argv[1:], COMMANDS, command), code)
    except SisterCitiesError as error:
        _fail(str(error))
    except streams.ClosedPipeError:
        return  # the reader of completions or help is gone
    except OSError as error:
        # Input errors are handled where they occur; this is a full disk, for example.
        _fail(f"Cannot write the output: {error.strerror or error}")
    except MemoryError:
        pass  # the exception refers to data whose memory the message may need
    _fail("Not enough memory", BAD_DATA)


def _fail(message: str, code: int = NOT_FOUND) -> NoReturn:
    output.print_message(f"Error: {with_full_stop(message)}")
    sys.exit(code)


OutputFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of stdout."),
]


class CommandGroup(TyperGroup):
    """A group that creates commands lazily, since creating them all is slow.

    Help, completion and suggestions use placeholders without parameters.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands: dict[str, Any] = {
            name: TyperCommand(name, help=summary, rich_markup_mode=None)
            for name, summary in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the name of the command, the command and the remaining arguments."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise UnknownCommandError(args[0], ctx)
        name, _, rest = super().resolve_command(ctx, args)
        return name, command(name) if name else None, rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the global options; those for completion may be given without a shell."""
        if args and args[-1] in (INSTALL, SHOW):  # Typer knows no optional values
            args = [*args, CURRENT]
        if not ctx.resilient_parsing:
            args = normalize(args, self.params, ctx)
        with _adding_context(ctx):
            return super().parse_args(ctx, args)


class Command(TyperCommand):
    """A command that accepts choices in any case and explains unexpected arguments."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options and arguments, rejecting unexpected ones."""
        ctx.allow_extra_args = True  # Typer would reject them without an explanation
        if not ctx.resilient_parsing:
            args = normalize(args, self.params, ctx)
        with _adding_context(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise ExtraWordsError([word for word in rest if word != "--"] or rest, ctx)
        return rest


@contextmanager
def _adding_context(context: Any) -> Iterator[None]:
    """Add the context to usage errors, since the parser leaves it out of some."""
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or context
        raise


@cache
def command(name: str) -> Any:
    """Create a command with all its options."""
    module = import_module(f"sistercities_cli.cli.commands.{name}")
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, cls=Command)(expand_groups(getattr(module, f"{name}_command")))
    return get_command(single)


def expand_groups(function: Callable[..., None]) -> Callable[..., None]:
    """Replace each option group parameter with the options of the group, and add ``--output``.

    A group is a named tuple whose fields are annotated as Typer options. The returned function
    exposes them in its signature, for Typer, and passes the values on as groups.
    """
    signature = inspect.signature(function, eval_str=True)
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        group = parameter.annotation
        if isinstance(group, type) and hasattr(group, "_field_defaults"):
            groups[name] = group
            types = group.__annotations__
            parameters += [
                parameter.replace(name=field, annotation=types[field], default=value)
                for field, value in group._field_defaults.items()
            ]
        else:
            parameters.append(parameter)
    kind = inspect.Parameter.KEYWORD_ONLY
    output_file = inspect.Parameter("output", kind, annotation=OutputFile, default=None)

    def call(*, output: Path | None, **values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(*[values.pop(field) for field in group._fields])
        streams.run_with_output(output, partial(function, **values))

    call.__doc__ = function.__doc__
    call.__signature__ = signature.replace(parameters=[*parameters, output_file])  # type: ignore[attr-defined]  # read by inspect
    return call


app: typer.Typer = typer.Typer(
    cls=CommandGroup,
    add_completion=False,  # its options do not accept the name of a shell
    context_settings={"help_option_names": HELP_OPTIONS},
    # Help without Rich takes half the time, and is the same at every width and in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(value: bool) -> None:
    if value:
        from sistercities_cli import __version__
        from sistercities_cli.datafile import load

        directory = load()  # the bundled data, even if SISTERCITIES_DATA is set
        typer.echo(f"sistercities {__version__}, data {directory.version} of {directory.date}")
        raise typer.Exit


def _for_shell(callback: Callable[..., Any]) -> Callable[..., None]:
    """Pass the name of a shell to a callback of Typer, or True for the current shell."""

    def call(context: typer.Context, parameter: typer.CallbackParam, shell: Shell | None) -> None:
        callback(context, parameter, shell and (shell == CURRENT or shell))

    return call


@app.callback(invoke_without_command=True)
def sistercities(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=VERSION_HELP)
    ] = False,
    _install: Annotated[
        Shell | None,
        typer.Option(
            INSTALL,
            metavar="[SHELL]",
            callback=_for_shell(completion.install_callback),
            help=INSTALL_HELP,
        ),
    ] = None,
    _show: Annotated[
        Shell | None,
        typer.Option(
            SHOW, metavar="[SHELL]", callback=_for_shell(completion.show_callback), help=SHOW_HELP
        ),
    ] = None,
) -> None:
    """Chicago's sister cities and Birmingham's partnerships.

    \b
    sistercities list                  all relationships
    sistercities show osaka            everything about one city
    sistercities country germany       the relationships in a country
    sistercities anniversary osaka     its age and next anniversary
    sistercities upcoming --every 5    the round anniversaries of the year ahead
    sistercities calendar -o city.ics  the anniversaries, for a calendar program
    sistercities search mural          facts, events and sources about murals
    sistercities map                   the partners on a world map
    sistercities timeline              when they began
    sistercities site -o index.html    everything as one web page
    sistercities sources osaka         where the facts come from
    sistercities check ourtown.toml    the errors in a data file

    On a terminal, results are tables and pages; in a pipe, tab-separated lines; with --json,
    JSON. calendar, map, timeline and site write a file or a picture. With --data, commands read
    a file of your own: convert drafts one from a spreadsheet; check and schema help you edit it.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
