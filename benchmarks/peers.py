"""Programs and libraries like it, to measure beside."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from benchmarks.interpreter import PROGRAM, Interpreter, is_shim
from benchmarks.jobs import Job
from benchmarks.running import environment

COLUMNS = ("partner", "country", "founded", "years", "next_date", "status")
EMPTY = """import typer

app = typer.Typer()


@app.command()
def main() -> None:
    pass


app()
"""
TABLE = """import typer
from rich.console import Console
from rich.table import Table

ROWS = {rows!r}


def main() -> None:
    table = Table(*{columns!r})
    for row in ROWS:
        table.add_row(*row)
    Console().print(table)


typer.run(main)
"""
KHAL = """[calendars]
[[cities]]
path = {folder}/calendar

[sqlite]
path = {folder}/khal.db

[default]
default_calendar = cities

[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
"""
PARSE = "import sys, tomli; document = tomli.load(open(sys.argv[1], 'rb')); print(len(document))"
LOOKUP = "import pycountry; print(pycountry.countries.lookup('Germany').alpha_3)"
HOLIDAY = "import holidays; print(holidays.country_holidays('US')['2026-12-25'])"


def rows(found: Interpreter, folder: Path, data: Path) -> list[Job]:
    """Return the rows to measure beside; what they need is written into a folder."""
    listed = folder / "list.json"
    listed.write_bytes(_output(found.script(PROGRAM), "list", "--json"))
    return [
        *_typer(found, folder, json.loads(listed.read_bytes())),
        parse("tomli: parse `data/cities.toml`", found, data),
        _library(found, "pycountry", "look a country up", LOOKUP, "DEU"),
        _library(found, "holidays", "is a day a holiday", HOLIDAY, "Christmas"),
        *_khal(found, folder),
        _jq(listed),
    ]


def parse(name: str, found: Interpreter, file: Path) -> Job:
    """Return the job of parsing a data file and doing nothing with it."""
    return Job(name, (found.python, "-c", PARSE, str(file)))


def _typer(found: Interpreter, folder: Path, records: list[dict[str, object]]) -> list[Job]:
    empty, table = folder / "empty.py", folder / "table.py"
    empty.write_text(EMPTY, "utf-8")
    cells = [[str(record[name]) for name in COLUMNS] for record in records]
    table.write_text(TABLE.format(rows=cells, columns=COLUMNS), "utf-8")
    rich_help = "an empty Typer program: help by Rich"
    least = f"the smallest Typer program with a Rich table of the same {len(cells)} rows"
    return [
        Job("an empty Typer program", (found.python, str(empty))),
        Job(rich_help, (found.python, str(empty), "--help"), "Usage", columns=80),
        Job(least, (found.python, str(table)), "Osaka", columns=80),
    ]


def _library(found: Interpreter, name: str, what: str, code: str, expects: str) -> Job:
    lacking = f"{name} is not installed"
    return Job(f"{name}: {what}", (found.python, "-c", code), expects, may_lack=lacking)


def _khal(found: Interpreter, folder: Path) -> list[Job]:
    """Have khal import the program's own calendar, to list a year of it."""
    khal, settings, events = found.script("khal"), folder / "khal.conf", folder / "cities.ics"
    settings.write_text(KHAL.format(folder=folder), "utf-8")
    (folder / "calendar").mkdir()
    events.write_bytes(_output(found.script(PROGRAM), "calendar"))
    start = (khal, "-c", str(settings))
    _output(*start, "import", "-a", "cities", "--batch", str(events))
    listing = (*start, "list", "2027-01-01", "365d")
    lacking = "khal is not installed"
    return [
        Job("`khal --version`", (khal, "--version"), "khal", may_lack=lacking),
        Job("`khal list` of the same anniversaries", listing, "Osaka", may_lack=lacking),
    ]


def _jq(listed: Path) -> Job:
    path = shutil.which("jq") or ""
    lacking = "jq is not in the search path"
    if is_shim(path):
        path, lacking = "", "jq in the search path is a shim of a version manager"
    command = (path, "-r", ".[].partner", str(listed))
    return Job("`jq '.[].partner'` of what `list --json` gives", command, "Osaka", may_lack=lacking)


def _output(*command: str) -> bytes:
    """Return what a command writes to stdout; nothing where there is no such command."""
    try:
        done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    except FileNotFoundError:
        return b""
    return done.stdout
