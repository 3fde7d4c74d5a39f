"""The jobs to measure, with their limits."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import CITIES, write
from benchmarks.measure import Job, exponent, memory_ratio, time_ratio

PYTHON, SCRIPTS = sys.executable, Path(sysconfig.get_path("scripts"))
PROGRAM = (PYTHON, SCRIPTS / "sistercities")  # runs under the same interpreter as the baseline
PASS = Job("`python -c pass`", (PYTHON, "-c", "pass"))
TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"
PARSE = "import sys, tomli; print(len(tomli.load(open(sys.argv[1], 'rb'))))"
ANNIVERSARY = (
    "import datetime as dt, sistercities_cli as s; d = s.load(); [one] = d.of(d.find('osaka'));"
    "print(one.anniversary(dt.date(2026, 11, 21)).years)"
)
LOOKUP = "import pycountry; print(pycountry.countries.lookup('Germany').alpha_3)"
HOLIDAY = "import holidays; print(holidays.country_holidays('US')['2026-12-25'])"
KHAL = "[calendars]\n[[cities]]\npath = {0}\n[sqlite]\npath = {0}.db\n"
TAB = {
    "_SISTERCITIES_COMPLETE": "complete_bash",
    "COMP_WORDS": "sistercities\nlist\n--country\nger",
    "COMP_CWORD": "3",
}
SIZES = (25_000, 1_000, 50)


class Row(NamedTuple):
    """A job, and a figure computed from it and other jobs, which may have a limit."""

    job: Job
    limit: float | None = None
    others: tuple[Job, ...] = (PASS,)
    figure: Callable[..., float] = time_ratio


def _python(name: str, code: str, expects: str, *arguments: Path) -> Job:
    return Job(name, (PYTHON, "-c", code, *arguments), expects)


def _program(arguments: str, expects: str, code: int = 0, columns: int = 0, name: str = "") -> Job:
    name = name or f"`{arguments}`" + (f" on a terminal of {columns} columns" if columns else "")
    return Job(name, (*PROGRAM, *arguments.split()), expects, code, columns)


def start(folder: Path, _scale: int) -> Iterator[Row]:
    """Yield short jobs of the program and of its peers."""
    script, table = folder / "empty.py", folder / "table.csv"
    script.write_text(TYPER, "utf-8")
    countries = ("Germany", "France", "Japan", "Sweden", "Brazil") * 10
    rows = (f"Town {number},{name},8 May 19{number}" for number, name in enumerate(countries, 50))
    table.write_text("\n".join(["City,Country,Founded", *rows, ""]), "utf-8")
    convert = f"convert {table} --home Bonn,Germany"
    listed, empty = (
        _program("list --json", "Osaka"),
        Job("an empty Typer program", (PYTHON, script)),
    )
    yield Row(PASS)
    yield Row(empty)
    yield Row(listed, 6.3)
    yield Row(listed, 1.2, (empty,))
    yield Row(Job("TAB in bash", PROGRAM, "germany", variables=TAB), 6.3)
    yield Row(_program("-h", "Usage"), 5.3)
    yield Row(_program("list --nope", "--nope", 2), 5.6)
    yield Row(_program("list", "Osaka", columns=80), 8.7)
    yield Row(_program("show osaka", "Osaka", columns=80), 10.5)
    yield Row(_program("country germny", "Germany", 1), 8)
    yield Row(_program("country iceland", "Iceland"), 8)
    yield Row(_program(convert, "1999-05-08", name="`convert` of 50 rows"), 12)
    yield Row(_python("Python: import, load, one anniversary", ANNIVERSARY, "53"), 3.4)
    yield Row(_python("tomli: parse `data/cities.toml`", PARSE, "6", CITIES))
    if find_spec("pycountry"):
        yield Row(_python("pycountry: look a country up", LOOKUP, "DEU"))
    if find_spec("holidays"):
        yield Row(_python("holidays: is a day a holiday", HOLIDAY, "Christmas"))
    if find_spec("khal"):
        yield Row(_khal(folder))


def _khal(folder: Path) -> Job:
    """Import the program's calendar into khal, and return a job that lists it."""
    settings, events, calendar = (folder / name for name in ("khal.conf", "cities.ics", "calendar"))
    calendar.mkdir()
    settings.write_text(KHAL.format(calendar), "utf-8")
    events.write_bytes(subprocess.check_output([*PROGRAM, "calendar"], stderr=subprocess.DEVNULL))
    khal = (PYTHON, SCRIPTS / "khal", "-c", settings)
    subprocess.check_output([*khal, "import", "--batch", events])
    return Job("`khal list` of the same anniversaries", (*khal, "list", "today", "365d"), "Osaka")


def large(folder: Path, scale: int) -> Iterator[Row]:
    """Yield jobs on large files, compared with parsing alone."""
    for size, kind, limit in ((25_000 // scale, "lean", 2.8), (100_000 // scale, "full", 1.2)):
        path, records = folder / f"{kind}.toml", f"{size:,} {kind} relationships"
        write(path, size, lean=kind == "lean")
        parse = _python(f"tomli: parse {records}", PARSE, "6", path)
        listed = _program(
            f"list --json --data {path}", "n0000-", name=f"`list --json` of {records}"
        )
        yield Row(parse, None, (parse,))
        yield Row(listed, limit, (parse,))
    yield Row(listed, limit, (parse,), memory_ratio)


def growth(folder: Path, scale: int) -> Iterator[Row]:
    """Yield jobs on files of growing size."""
    sizes = [size // scale for size in SIZES]
    files = {f"{size:,}": folder / f"{size}.toml" for size in sizes}
    for size, path in zip(sizes, files.values(), strict=True):
        write(path, size)
    for command in ("site --data", "check", "map --data", "timeline --data"):
        name = command.partition(" ")[0]
        job, *smaller = (
            _program(f"{command} {path}", "", name=f"`{name}` of {size} relationships")
            for size, path in files.items()
        )
        yield Row(job, 1.1, tuple(smaller), partial(exponent, sizes))
