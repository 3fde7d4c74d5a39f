"""A command line for each command on the sample data and a fixed day, and output parsers."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from clock import frozen_clock_environment

from sistercities_cli.cli import app
from sistercities_cli.formats import Format

# Not imported from conftest, because the smoke test runs without pytest.
TESTS = Path(__file__).parent
SAMPLE = str(TESTS / "sample" / "towns.toml")
BARE = str(TESTS / "sample" / "bare.toml")
TABLE = str(TESTS.parent / "docs" / "example" / "ourtown.csv")
PROGRAM = (sys.executable, "-m", "sistercities_cli")
DATA = ("--data", SAMPLE)
ON = ("--on", "2026-11-21")
CALLS: Mapping[str, tuple[str, ...]] = {
    "list": ("list", *DATA, *ON),
    # No city in this file has a time zone, so `show` prints no local time.
    "show": ("show", "brest", "--sources", "--data", BARE, *ON),
    "country": ("country", *DATA),
    "anniversary": ("anniversary", *DATA, *ON),
    "upcoming": ("upcoming", *DATA, *ON),
    "search": ("search", "brest", *DATA),
    "calendar": ("calendar", *DATA),
    "map": ("map", *DATA),
    "timeline": ("timeline", *DATA),
    "site": ("site", *DATA, *ON),
    "sources": ("sources", *DATA),
    "check": ("check", SAMPLE),
    "convert": ("convert", TABLE, "--home", "Springfield, US", *ON),
    "schema": ("schema",),
}

# Runs the program and interrupts it after a number of calls and returns of functions.
INTERRUPTED = """
import signal, sys
from sistercities_cli.cli import main
left = int(sys.argv.pop(1))
def count(*_):
    global left
    left -= 1
    if left == 0:
        signal.raise_signal(signal.SIGINT)
sys.setprofile(count)
main()
"""


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

    A command that needs a name or words gets one line for each of the names.
    """
    for command in app.COMMANDS:
        options: dict[str, Any] = {one.name: one for one in app.command(command).params}
        _, *words = CALLS["convert"] if command == "convert" else (command,)
        if "data" in options:
            words += ["--data", str(data)]
        if "on" in options and "--on" not in words:
            words += ON
        needed = any(one.required and one.name in ("name", "words") for one in options.values())
        for about in [[name] for name in names] if needed else [[]]:
            call = (command, *about, *words)
            yield call
            for format in options["format"].type.choices if "format" in options else ():
                yield (*call, "--format", str(getattr(format, "value", format)))


def completing(words: str, shell: str) -> dict[str, Any]:
    """Return the environment in which a shell asks for completions of the last word."""
    return {
        "_SISTERCITIES_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words.replace(" ", "\n"),
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words.rpartition(" ")[2],
    }


def start(
    arguments: Sequence[str],
    stdout: int = subprocess.PIPE,
    /,
    *,
    through: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program, optionally through a shell script that redirects its streams."""
    command = [*PROGRAM, *arguments]
    if through:
        import pytest  # deferred: the smoke test runs without it

        if not Path("/bin/sh").exists():
            pytest.skip("needs a POSIX shell")
        command = ["/bin/sh", "-c", through, "sh", *command]
    env = {**frozen_clock_environment(), **environment}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=env, check=False)


def interrupt(calls: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program, and interrupt it after a number of calls and returns of functions."""
    command = [sys.executable, "-c", INTERRUPTED, str(calls), *arguments]
    # Without env, the process gets the COLUMNS that readline sets behind the back of os.environ.
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ})
