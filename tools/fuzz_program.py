"""Run the program within this process, and judge what came of it."""

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

import icalendar
import tomli

from sistercities_cli import cli
from sistercities_cli.datafile.check import check_data

FILES = ("ics", "toml", "geojson", "svg", "html")  # are UTF-8 wherever they go
CODES = (0, 1, 2, 3)
# What a terminal in colour may be sent: styles, and links as Rich writes them.
STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
JOINERS = "\u200c\u200d"


class Place(NamedTuple):
    """Where the program runs: what it writes to, and its environment."""

    encoding: str = "utf-8"
    terminal: bool = False
    environment: Mapping[str, str] = {}


class Outcome(NamedTuple):
    """What a run left behind; ``complaint`` says what it must not have done."""

    code: int
    out: bytes
    err: str
    complaint: str


class _Stream(io.TextIOWrapper):
    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def run(arguments: Sequence[str], place: Place = Place()) -> Outcome:  # noqa: B008  # immutable
    """Run the program as its console script does; never raises what it raises."""
    out, err = io.BytesIO(), io.BytesIO()
    stdout = _Stream(out, encoding=place.encoding, newline="\n")
    # What is shown on stderr must be safe for a terminal, so it is one.
    stderr = _Stream(err, encoding="utf-8", errors="backslashreplace", newline="\n")
    stdout.terminal, stderr.terminal = place.terminal, True
    code, raised = _called(arguments, place.environment, stdout, stderr)
    stdout.flush()
    stderr.flush()
    outcome = Outcome(code, out.getvalue(), err.getvalue().decode(), raised)
    return outcome._replace(complaint=raised or _judge(outcome, arguments, place))


def _called(
    arguments: Sequence[str], environment: Mapping[str, str], stdout: _Stream, stderr: _Stream
) -> tuple[int, str]:
    before = sys.argv, sys.stdout, sys.stderr, dict(os.environ)
    sys.argv, sys.stdout, sys.stderr = ["sistercities", *arguments], stdout, stderr
    os.environ.update(environment)
    try:
        cli.main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return code, "" if code in CODES else f"exit code {code}"
    except BaseException as error:  # noqa: BLE001  # this is what is looked for
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
        return -1, f"{type(error).__name__} at {where}: {str(error)[:200]!r}"
    finally:
        sys.argv, sys.stdout, sys.stderr, variables = before
        os.environ.clear()
        os.environ.update(variables)
        gc.unfreeze()  # a run of its own keeps its directory to the end
    return 0, ""


def _judge(outcome: Outcome, arguments: Sequence[str], place: Place) -> str:
    format = "" if {"-h", "--help", "--version"} & {*arguments} else _format(arguments)
    # Typer takes ASCII for a mistake and writes its help in UTF-8 then.
    as_utf_8 = format in FILES or (
        place.encoding == "ascii" and "Usage:" in outcome.out.decode("utf-8", "replace")
    )
    encoding = "utf-8" if as_utf_8 else place.encoding
    try:
        out = outcome.out.decode(encoding)
    except UnicodeDecodeError as error:
        return f"stdout is not {encoding}: {error}"
    if "Traceback" in outcome.err:
        return "a traceback on stderr"
    if sign := steering(outcome.err):
        return f"stderr has the control character {sign}"
    asked = "_SISTERCITIES_COMPLETE" not in place.environment  # else shells read the exit code
    if asked and outcome.code in (1, 2) and not outcome.err.strip():
        return "an error without a word"
    shown = STYLES.sub("", out) if place.terminal else out
    if sign := steering(shown.replace("\r\n", "\n")):
        return f"stdout has the control character {sign}"
    return _misread(out, format) if outcome.code == 0 and out else ""


def steering(text: str) -> str:
    """Return the first sign of a text that could steer a terminal, as U+XXXX."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return ""
    for sign in text:
        wrong = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        if wrong and sign not in "\n\t" + JOINERS:
            return f"U+{ord(sign):04X}"
    return ""


def _format(arguments: Sequence[str]) -> str:
    """Say what stdout must hold; empty where that is for people alone."""
    command, *rest = arguments or [""]
    own = {"calendar": "ics", "convert": "toml", "schema": "geojson", "site": "html"}
    if command in own:
        return own[command]
    formats = [after for before, after in pairwise(rest) if before in ("-f", "--format")]
    return formats[-1] if formats else "json" if "--json" in rest else ""


def _misread(out: str, format: str) -> str:
    reader = READERS.get(format)
    try:
        if reader:
            reader(out)
    except (ValueError, AssertionError, ET.ParseError, csv.Error) as error:
        return f"stdout is not right {format}: {error}"
    return ""


def _rows(delimiter: str) -> Callable[[str], None]:
    def read(text: str) -> None:
        lines = io.StringIO(text, newline="")
        if delimiter == "\t":
            rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
        assert len({len(row) for row in rows}) == 1, "rows of several lengths"

    return read


def _lines(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


def _calendar(text: str) -> None:
    icalendar.Calendar.from_ical(text)


def _toml(text: str) -> None:
    problems = check_data(tomli.loads(text))
    assert not problems, problems


READERS: Mapping[str, Callable[[str], object]] = {
    "csv": _rows(","), "tsv": _rows("\t"), "json": json.loads, "jsonl": _lines,
    "geojson": json.loads, "svg": ET.fromstring, "ics": _calendar, "toml": _toml,
}  # fmt: skip
