"""Run the program in this process and check the invariants of its output."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from unittest.mock import patch

import icalendar
import tomli

from sistercities_cli import cli
from sistercities_cli.datafile.check import check_data

EXIT_CODES = (0, 1, 2, 3, 130)
# Commands that write UTF-8 regardless of the encoding of stdout, as their format requires.
FILES = {"calendar": "ics", "convert": "toml", "schema": "json", "site": "html"}
UTF_8 = {*FILES.values(), "geojson", "svg", "csl", "csv", "tsv"}
ROW_COMMANDS = ("list", "show", "country", "anniversary", "upcoming", "search", "sources")
# What a terminal may receive: styles, and links as Rich writes them.
STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
HARMLESS = "\n\t\u200c\u200d"  # line breaks, tabs, and the joiners that some scripts need


class Outcome(NamedTuple):
    """Exit code and output of a run."""

    code: int
    out: bytes
    err: str


class _Stream(io.TextIOWrapper):
    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def run(
    arguments: Sequence[str], *, encoding: str = "utf-8", terminal: bool = False, **environment: str
) -> Outcome:
    """Run the program as its console script does, and check the outcome.

    Unexpected exceptions propagate. Stderr is a terminal.
    """
    out, err = io.BytesIO(), io.BytesIO()
    stdout = _Stream(out, encoding, newline="\n")
    stderr = _Stream(err, "utf-8", "backslashreplace", newline="\n")
    stdout.terminal, stderr.terminal = terminal, True
    code = call(arguments, stdout, stderr, **environment)
    outcome = Outcome(code, out.getvalue(), err.getvalue().decode())
    is_tsv = not terminal and arguments[:1] and arguments[0] in ROW_COMMANDS
    styled = terminal or "FORCE_COLOR" in environment
    judge(outcome, arguments, encoding, default_format="tsv" if is_tsv else "", styled=styled)
    return outcome


def call(
    arguments: Sequence[str],
    stdout: io.TextIOWrapper | None,
    stderr: io.TextIOWrapper | None,
    **environment: str,
) -> int:
    """Run the program with other streams, None for closed ones, and return its exit code."""
    argv = ["sistercities", *arguments]
    with (
        patch.multiple(sys, argv=argv, stdout=stdout, stderr=stderr),
        patch.dict(os.environ, environment),
    ):
        try:
            cli.main()
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        finally:
            gc.unfreeze()  # undo the program's gc.freeze()
        return 0


def judge(
    outcome: Outcome,
    arguments: Sequence[str],
    encoding: str = "utf-8",
    *,
    default_format: str = "",
    styled: bool = False,
) -> None:
    """Assert that exit code, control characters, encoding and format are as documented."""
    assert outcome.code in EXIT_CODES
    # Without arguments it runs completion, where shells ignore messages.
    assert outcome.code == 0 or outcome.err.strip() or not arguments, "a failure without a message"
    assert "Traceback" not in outcome.err
    assert control_characters(outcome.err) == []
    is_help = {"-h", "--help", "--version"} & {*arguments}
    format = "" if is_help else _format(arguments) or default_format
    # Typer treats ASCII as a misconfiguration and writes its help in UTF-8.
    is_utf_8 = format in UTF_8 or (encoding == "ascii" and b"Usage:" in outcome.out)
    out = outcome.out.decode("utf-8" if is_utf_8 else encoding)
    shown = STYLES.sub("", out) if styled else out
    assert control_characters(shown.replace("\r\n", "\n")) == []
    if outcome.code == 0 and out and format in PARSERS:
        PARSERS[format](out)


def control_characters(text: str) -> list[str]:
    """Find the control characters in a text."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return []
    categories = ("Cc", "Cf", "Cs", "Zl", "Zp")
    found = [one for one in text if unicodedata.category(one) in categories]
    return [f"U+{ord(one):04X}" for one in found if one not in HARMLESS]


def _format(arguments: Sequence[str]) -> str:
    """Return the format that stdout must hold; empty where that depends on stdout."""
    command, *rest = arguments or [""]
    rest = [part for word in rest for part in re.split("(?<=^--format)=|(?<=^-f)(?=.)", word)]
    formats = [after.casefold() for before, after in pairwise(rest) if before in ("-f", "--format")]
    return FILES.get(command) or (formats[-1] if formats else "json" if "--json" in rest else "")


def _parse_csv(text: str) -> None:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len({len(row) for row in rows}) == 1, "rows of several lengths"


def _parse_tsv(text: str) -> None:
    assert len({line.count("\t") for line in text.splitlines()}) == 1, "rows of several lengths"


def _parse_toml(text: str) -> None:
    assert check_data(tomli.loads(text)) == []


PARSERS: Mapping[str, Callable[[str], object]] = {
    "csv": _parse_csv, "tsv": _parse_tsv, "toml": _parse_toml, "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "geojson": json.loads, "csl": json.loads, "svg": ET.fromstring,
    "ics": icalendar.Calendar.from_ical,
}  # fmt: skip
