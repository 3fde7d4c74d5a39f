"""The options that commands share."""

import datetime as dt
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple, TypeAlias

import typer

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.cli import completion
from sistercities_cli.dates import first_day, last_day, parse_date
from sistercities_cli.directory import SortKey
from sistercities_cli.errors import DateError
from sistercities_cli.formats import Format
from sistercities_cli.model import Status

DATA_VARIABLE = "SISTERCITIES_DATA"


class DateRange(NamedTuple):
    """A span of days, either end open."""

    start: dt.date | None
    end: dt.date | None


def parse_day(text: str) -> dt.date:
    """Read a day of the calendar."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise typer.BadParameter(f"{text!r} is not a day: write YYYY-MM-DD, like 2026-11-21")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: no such day in the calendar") from None


def integer_parser(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """Return a function that reads a whole number between two limits, or above one."""
    span = f"of {least} or more" if most is None else f"from {least} to {most}"

    def parse(text: str | int) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least or (most is not None and value > most):
            raise typer.BadParameter(f"{str(text)!r} is not a whole number {span}")
        return value

    return parse


def parse_date_range(text: str) -> DateRange:
    """Read a span of dates, like 1990..1999; either end may be left out."""
    start, dots, end = text.partition("..")
    if not dots:
        end = start
    if not start and not end:
        raise typer.BadParameter(f"{text!r} has no date: write FROM..TO, like 1990..1999")
    try:
        span = DateRange(
            first_day(parse_date(start)) if start else None,
            last_day(parse_date(end)) if end else None,
        )
    except DateError as error:
        message = str(error) if dots else f"{text!r} is not a span: write FROM..TO, like 1990..1999"
        raise typer.BadParameter(message) from None
    if span.start and span.end and span.start > span.end:
        raise typer.BadParameter(f"{text!r} ends before it starts: swap the two")
    return span


def today() -> dt.date:
    """Return today's date where the program runs."""
    # Not by astimezone: it raises where TZ is a whole day from Greenwich, like UTC-24.
    return dt.date(*time.localtime()[:3])


def now() -> dt.datetime:
    """Return the present moment."""
    return dt.datetime.now(dt.UTC)


def resolve_data_path(path: Path | None) -> Path | None:
    """Return the data file to read, None for the bundled one."""
    return path or (Path(os.environ[DATA_VARIABLE]) if os.environ.get(DATA_VARIABLE) else None)


Data: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FILE",
        help=f"Read this data file instead of the bundled one. [env: {DATA_VARIABLE}]",
    ),
]

FormatOption: TypeAlias = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Default: table on a terminal, tsv elsewhere."),
]

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Short for --format json.")]

Columns: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="A,B,C", help="Only these columns, in this order."),
]

NoHeader: TypeAlias = Annotated[
    bool, typer.Option("--no-header", help="Leave out the header line.")
]

On: TypeAlias = Annotated[
    dt.date | None,
    typer.Option(
        parser=parse_day, metavar="DATE", help="Answer as of this day, YYYY-MM-DD. Default: today."
    ),
]

LeapDayOption: TypeAlias = Annotated[
    LeapDay,
    typer.Option("--leap-day", help="The day on which 29 February is kept in common years."),
]

Of: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOME", help="Only relationships of this home.", autocompletion=completion.homes
    ),
]

InCountry: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="COUNTRY",
        help="Only partners in this country: name, alias or ISO code.",
        autocompletion=completion.countries,
    ),
]

Kind: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Only this kind, like sister-city.",
        autocompletion=completion.kinds,
    ),
]

StatusOption: TypeAlias = Annotated[
    list[Status] | None, typer.Option("--status", help="Only this status.")
]

Founded: TypeAlias = Annotated[
    DateRange | None,
    typer.Option(
        parser=parse_date_range,
        metavar="FROM..TO",
        help="Only those founded in this span, like 1990..1999; either end may be left out.",
    ),
]

Sort: TypeAlias = Annotated[
    SortKey | None, typer.Option(help="Sort by this. Default: the order of the data.")
]

Reverse: TypeAlias = Annotated[bool, typer.Option("--reverse", help="Reverse the order.")]

Every: TypeAlias = Annotated[
    int,
    typer.Option(
        parser=integer_parser(1),
        metavar="N",
        help="Only anniversaries whose number is a multiple of N.",
    ),
]

Names: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Cities, organisations or relationships. Default: all of them.",
        autocompletion=completion.names,
    ),
]
