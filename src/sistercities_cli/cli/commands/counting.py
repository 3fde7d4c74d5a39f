"""The command ``anniversary``: how old relationships are, and which anniversaries come next."""

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import options, output, queries
from sistercities_cli.cli.output import Answer
from sistercities_cli.render import records

if TYPE_CHECKING:
    from sistercities_cli.render.terminal import TerminalConsole


def anniversary(
    name: options.Names = None,
    nth: Annotated[
        int | None,
        typer.Option(
            parser=options.number(1),
            metavar="N",
            help="Also say when the Nth anniversary is or was.",
        ),
    ] = None,
    leap_day: options.LeapDayOption = LeapDay.FEB28,
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
    out = output.choose(format, json, columns, no_header)
    directory = queries.open_directory(data)
    things = queries.find_all(directory, name or ())
    views = dict.fromkeys(one for thing in things for one in directory.of(thing))
    shown = list(views) if name else list(directory.select(under_each_home=True))
    found = queries.each_once(shown)
    on_day = on or options.today()

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render import tables

        tables.anniversaries(console, shown, on_day, leap_day, nth, header=out.header)

    rows = (records.anniversary_record(one, on_day, leap_day, nth) for one in found)
    columns_ = records.ANNIVERSARY_COLUMNS + (records.NTH_COLUMNS if nth is not None else ())
    output.send(Answer(rows, columns_, display, "No relationships."), out)
