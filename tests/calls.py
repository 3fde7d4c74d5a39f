"""Command lines of each command for the sample data and a fixed day, and parsers of formats."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from conftest import ROOT, SAMPLE
from sistercities_cli.cli import app
from sistercities_cli.formats import Format

PROGRAM = (sys.executable, "-m", "sistercities_cli")
DATA = ("--data", str(SAMPLE))
ON = ("--on", "2026-11-21")
TABLE = str(ROOT / "docs" / "example" / "ourtown.csv")
CALLS: Mapping[str, tuple[str, ...]] = {
    "list": ("list", *DATA, *ON),
    "show": ("show", "brest", "--sources", *DATA, *ON),
    "country": ("country", *DATA),
    "anniversary": ("anniversary", *DATA, *ON),
    "upcoming": ("upcoming", *DATA, *ON),
    "calendar": ("calendar", *DATA),
    "map": ("map", *DATA),
    "timeline": ("timeline", *DATA),
    "site": ("site", *DATA, *ON),
    "sources": ("sources", *DATA),
    "check": ("check", str(SAMPLE)),
    "convert": ("convert", TABLE, "--home", "Springfield, US", *ON),
    "schema": ("schema",),
}


def read_tsv(text: str) -> list[list[str]]:
    """Parse lines of tab-separated values."""
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")] if text else []


def read_csv(text: str) -> list[list[str]]:
    """Parse comma-separated values."""
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def read_markdown(text: str) -> list[list[str]]:
    """Parse a table, without the line below the header."""
    cell = re.compile(r"\| ((?:[^|\\]|\\.)*?) (?=\|)")
    rows = [
        [re.sub(r"\\(.)", r"\1", one) for one in cell.findall(line)]
        for line in text.removesuffix("\n").split("\n")
    ]
    return [row for row in rows if row and set(row) != {"---"}]


READERS: Mapping[Format, Callable[[str], list[list[str]]]] = {
    Format.TSV: read_tsv,
    Format.CSV: read_csv,
    Format.MARKDOWN: read_markdown,
}


def in_every_format(data: Path, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield command lines of each command in each of its formats for a data file.

    A command that needs a name gets one line for each of the names.
    """
    for command in app.COMMANDS:
        options: dict[str, Any] = {one.name: one for one in app.command(command).params}
        _, *words = CALLS["convert"] if command == "convert" else (command,)
        if "data" in options:
            words += ["--data", str(data)]
        if "on" in options and "--on" not in words:
            words += ON
        needed = "name" in options and options["name"].required
        for about in [[name] for name in names] if needed else [[]]:
            call = (command, *about, *words)
            yield call
            for format in options["format"].type.choices if "format" in options else ():
                yield (*call, "--format", str(getattr(format, "value", format)))


@cache
def plainly(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program under normal conditions, once for all tests that compare with it."""
    return start(arguments, **environment)


def start(
    arguments: Sequence[str], *, through: str = 'exec "$@"', **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program from a shell, which may redirect or close its streams."""
    return subprocess.run(
        ["/bin/sh", "-c", through, "sh", *PROGRAM, *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
