"""Options shared by the commands, some of them in groups.

A command takes a group as one parameter, and ``app.expand_groups`` declares its options.
"""

import datetime as dt
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, NamedTuple, TypeAlias

import typer

from sistercities_cli.anniversaries import DEFAULT_LEAP_DAY, LeapDay
from sistercities_cli.cli import completion
from sistercities_cli.cli.arguments import DATA_VARIABLE
from sistercities_cli.cli.errors import WrongValueError
from sistercities_cli.dates import parse_date_range
from sistercities_cli.errors import ArgumentError, DateError
from sistercities_cli.formats import RowFormat
from sistercities_cli.model import Status
from sistercities_cli.sorting import SortKey

DAYS_FROM_TODAY = {"today": 0, "tomorrow": 1}
OPTION_NAMES = {"columns": "column", "values": "value"}  # of arguments with other names


class DateRange(NamedTuple):
    """A range of days; ``None`` leaves an end open."""

    start: dt.date | None
    end: dt.date | None


def parse_day(text: str) -> dt.date:
    """Parse a day in ISO 8601 format, or the word today or tomorrow."""
    if text.lower() in DAYS_FROM_TODAY:
        return today() + dt.timedelta(days=DAYS_FROM_TODAY[text.lower()])
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        meant = _day_meant_by(text)
        hint = meant or "YYYY-MM-DD, like 2026-11-21"
        raise WrongValueError(f"{text!r} is not a day: write {hint}", text, meant)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day: no such day in the calendar"
        raise WrongValueError(message, text) from None


def _day_meant_by(text: str) -> str | None:
    """Convert an unambiguous day in another format to ISO 8601."""
    from sistercities_cli.convert.dates import parse_written_date

    with suppress(ValueError):
        return str(dt.datetime.fromisoformat(text).date())
    try:
        date = parse_written_date(text).date
    except DateError:
        return None
    return str(date) if isinstance(date, dt.date) else None


def integer_parser(minimum: int, maximum: int | None = None) -> Callable[[str | int], int]:
    """Return a parser of integers within limits."""
    limits = f"of {minimum} or more" if maximum is None else f"from {minimum} to {maximum}"

    def parse(text: str | int) -> int:
        try:
            # int() also accepts underscores and non-ASCII digits.
            value = int(text) if re.fullmatch("[0-9]+", str(text)) else minimum - 1
        except ValueError:  # too many digits for int()
            value = minimum - 1
        if value < minimum or (maximum is not None and value > maximum):
            raise WrongValueError(f"{str(text)!r} is not a whole number {limits}", str(text))
        return value

    return parse


def parse_year(text: str | int) -> int:
    """Parse a year of four digits."""
    if re.fullmatch("[1-9][0-9]{3}", str(text)):
        return int(text)
    typed = str(text)
    meant = f"20{typed}" if re.fullmatch("[0-9]{2}", typed) else None
    raise WrongValueError(f"{typed!r} is not a year of four digits, like 2027", typed, meant)


def parse_lead_time(text: str) -> dt.timedelta:
    """Parse the time between a reminder and the event, in days or weeks."""
    match = re.fullmatch("([0-9]{1,3})([dw])", text)
    if match is None:
        message = f"{text!r} is not a number of days or weeks: write 30d or 4w"
        raise WrongValueError(message, text, _duration_meant_by(text, "dw"))
    return dt.timedelta(days=int(match[1]) * (7 if match[2] == "w" else 1))


def parse_duration(text: str) -> str:
    """Check a duration, like 90d, 12w, 6m or 1y."""
    from sistercities_cli.agenda import Window

    try:
        Window.within(text, today())
    except DateError as error:
        raise WrongValueError(str(error), text, _duration_meant_by(text, "dwmy")) from None
    return text


def _duration_meant_by(text: str, units: str) -> str | None:
    """Return the duration for a number of days, or for one like "3 months"."""
    pattern = f"([0-9]{{1,4}}) ?(|[{units}])(ays?|eeks?|onths?|ears?)?"
    match = re.fullmatch(pattern, text.casefold())
    return f"{match[1]}{match[2] or 'd'}" if match else None


def parse_founded(text: str) -> DateRange:
    """Parse a range of founding dates."""
    try:
        return DateRange(*parse_date_range(text))
    except DateError as error:
        raise WrongValueError(str(error), text, _range_meant_by(text)) from None


def _range_meant_by(text: str) -> str | None:
    """Return the range between two years, like 1990-1999."""
    years = re.findall("(?<![0-9])[0-9]{4}(?![0-9])", text)
    return "..".join(sorted(years)) if len(years) == 2 else None


@contextmanager
def naming_options() -> Iterator[None]:
    """Turn an ArgumentError into a usage error that names the option."""
    try:
        yield
    except ArgumentError as error:
        name = OPTION_NAMES.get(error.argument, error.argument).replace("_", "-")
        raise typer.BadParameter(error.message, param_hint=f"'--{name}'") from None


def today() -> dt.date:
    """Return today's date in the local time zone."""
    # Not astimezone(), which raises an error if TZ is 24 hours from UTC, like UTC-24.
    return dt.date(*time.localtime()[:3])


def now() -> dt.datetime:
    """Return the current time."""
    return dt.datetime.now(dt.UTC)


DATA_HELP = f"Read this data file instead of the bundled one. [env: {DATA_VARIABLE}]"
Data: TypeAlias = Annotated[Path | None, typer.Option("--data", metavar="FILE", help=DATA_HELP)]
FormatOption: TypeAlias = Annotated[
    RowFormat | None,
    typer.Option("--format", "-f", help="Default: table on a terminal, tsv elsewhere."),
]

Title: TypeAlias = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The title. Default: derived from the selection.")
]

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


Of: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOME", help="Only relationships of this home.", autocompletion=completion.homes
    ),
]


class Filters(NamedTuple):
    """Options that select relationships. Several values may be separated by commas."""

    of: Of = None
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY",
            help="Only partners in this country: name, alias or ISO code.",
            autocompletion=completion.countries,
        ),
    ] = None
    continent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONTINENT",
            help="Only partners on this continent, like asia.",
            autocompletion=completion.continents,
        ),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Only this kind, like sister-city.",
            autocompletion=completion.kinds,
        ),
    ] = None
    status: Annotated[list[Status] | None, typer.Option(help="Only this status.")] = None
    founded: Annotated[
        DateRange | None,
        typer.Option(
            parser=parse_founded,
            metavar="FROM..TO",
            help="Only those founded in this range, like 1990..1999; either end may be omitted.",
        ),
    ] = None


class SortOptions(NamedTuple):
    """Options for the order of a list."""

    sort: Annotated[
        SortKey | None, typer.Option(help="Sort by this. Default: the order of the data.")
    ] = None
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False


class DateOptions(NamedTuple):
    """Options for ages and anniversaries."""

    leap_day: Annotated[
        LeapDay, typer.Option(help="The day on which 29 February is observed in common years.")
    ] = DEFAULT_LEAP_DAY
    on: Annotated[
        dt.date | None,
        typer.Option(
            parser=parse_day,
            metavar="DATE",
            help="The reference date: YYYY-MM-DD, today or tomorrow. Default: today.",
        ),
    ] = None

    @property
    def day(self) -> dt.date:
        """The day of ``--on``, or else today."""
        return self.on or today()


class OutputOptions(NamedTuple):
    """Options for the output, except for the format."""

    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,C",
            help="Only these columns, in this order.",
            autocompletion=completion.columns,
        ),
    ] = None
    no_header: Annotated[bool, typer.Option("--no-header", help="Omit the header line.")] = False
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with a byte-order mark, for Excel.")
    ] = False
