"""The ``anniversary`` command."""

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY
from sistercities_cli.cli import lookup, options, output
from sistercities_cli.cli.output import Answer
from sistercities_cli.formats.rows import ANNIVERSARY_COLUMNS, NTH_COLUMNS, anniversary_record

if TYPE_CHECKING:
    from sistercities_cli.terminal import TerminalConsole


def anniversary_command(
    name: options.Names = None,
    nth: Annotated[
        int | None,
        typer.Option(
            parser=options.integer_parser(1),
            metavar="N",
            help="Also say when the Nth anniversary is or was.",
        ),
    ] = None,
    leap_day: options.LeapDayOption = DEFAULT_LEAP_DAY,
    on: options.On = None,
    format: options.FormatOption = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """Compute ages and coming anniversaries.

    \b
    sistercities anniversary osaka
    sistercities anniversary osaka --on 2027-11-09
    sistercities anniversary warsaw --nth 75
    sistercities anniversary --columns partner,years --no-header

    Where a founding date leaves the age open, so does the answer: 65–66 years.
    """
    out = output.choose_output(format, json, columns, no_header)
    directory = lookup.open_directory(data)
    things = lookup.find_named(directory, name or ())
    views = dict.fromkeys(one for thing in things for one in directory.of(thing))
    shown = list(views) if name else list(directory.select(under_each_home=True))
    found = lookup.distinct(shown)
    on_day = on or options.today()

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.terminal.anniversaries import show_anniversaries

        show_anniversaries(console, shown, on_day, leap_day, nth, header=out.header)

    rows = (anniversary_record(one, on_day, leap_day, nth) for one in found)
    columns_ = ANNIVERSARY_COLUMNS + (NTH_COLUMNS if nth is not None else ())
    output.send(Answer(rows, columns_, display, "No relationships."), out)
