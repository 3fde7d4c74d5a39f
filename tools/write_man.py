"""Write the manual page out of the help of the commands and of docs/output.md, in roff.

``make man`` writes it, and ``make docs`` with the other generated pages.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.main import get_command

import sistercities_cli
from sistercities_cli.cli.app import COMMANDS, app, command

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "sistercities.1"
SHARED = 3  # an option of so many commands is told once for all of them
_LONG = re.compile("--[a-z-]+")
UNCHANGED = "\b"  # stands in a help text before lines that are to be left as they are

NAME = "a directory of sister\\-city relationships"
DATA = """Without `--data` and `SISTERCITIES_DATA` the directory that comes with the program is
read. A file of your own is TOML; `sistercities schema` says which keys it has,
`sistercities check` what is wrong with it. No command writes a file or uses the network."""
SEE_ALSO = "\\fBjq\\fP(1), \\fBcalcurse\\fP(1), \\fBkhal\\fP(1)"


class Option(NamedTuple):
    """An option or argument as its help shows it."""

    names: str  # with what stands for the value
    help: str


def page() -> str:
    """Return the manual page."""
    options = {name: _options(name) for name in COMMANDS}
    counts = Counter(option for found in options.values() for option in found)
    shared = {option for option, count in counts.items() if count >= SHARED}
    lines = [
        *_head(),
        ".SH COMMANDS",
        *(line for name, found in options.items() for line in _command(name, found, shared)),
        ".SH OPTIONS THAT COMMANDS SHARE",
        *_told(option for option in counts if option in shared),
        ".SH EXIT STATUS",
        *_told(_rows("## Exit codes")),
        ".SH ENVIRONMENT",
        *_told(_rows("## Environment")),
        ".SH FILES",
        *_filled(DATA),
        ".SH SEE ALSO",
        SEE_ALSO,
    ]
    return "\n".join(lines) + "\n"


def _head() -> Iterator[str]:
    group = get_command(app)
    date, version = sistercities_cli.load().date, sistercities_cli.__version__
    context = typer.Context(group, info_name="sistercities", **group.context_settings)
    yield '.\\" Generated: make man'
    yield f'.TH SISTERCITIES 1 "{date}" "sistercities {version}" "User Commands"'
    yield from (".SH NAME", f"sistercities \\- {NAME}")
    yield from (".SH SYNOPSIS", ".B sistercities")
    yield "[\\fIOPTIONS\\fP] \\fICOMMAND\\fP [\\fIARGS\\fP]..."
    yield from (".SH DESCRIPTION", *_paragraphs(group.help or ""))
    yield from (".SH OPTIONS", *_told(_records(group, context)))


def _command(name: str, found: list[Option], shared: set[Option]) -> Iterator[str]:
    whole = command(name)
    pieces = whole.collect_usage_pieces(_context(name))
    usage = " ".join(piece.strip("{}") for piece in pieces)
    yield from (f".SS {escaped(name)}", f"\\fBsistercities {name}\\fP {escaped(usage)}", ".PP")
    yield from _paragraphs(whole.help)
    yield from _told(option for option in found if option not in shared)
    others = [one for one in found if one in shared and not one.names.endswith("--help")]
    if others:
        names = ", ".join(f"`{_LONG.findall(one.names)[0]}`" for one in others)
        yield from (".PP", *_filled(f"Shared options: {names}."))


def _options(name: str) -> list[Option]:
    return list(_records(command(name), _context(name)))


def _records(whole: Any, context: typer.Context) -> Iterator[Option]:
    for parameter in whole.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1] not in ("", "[required]"):
            yield Option(*record)


def _context(name: str) -> typer.Context:
    whole = command(name)
    return typer.Context(whole, info_name=name, help_option_names=["-h", "--help"])


def _rows(heading: str) -> Iterator[Option]:
    """Yield the rows of the table below a heading of docs/output.md."""
    section = (DOCS / "output.md").read_text("utf-8").partition(f"{heading}\n")[2]
    lines = section.partition("\n## ")[0].splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    for row in rows[2:]:
        name, meaning = (cell.strip() for cell in row.strip("|").split(" | ", 1))
        yield Option(name.strip("`"), meaning)


def _told(options: Iterable[Option]) -> Iterator[str]:
    """Write a list of terms with what they mean."""
    for option in options:
        names, gap, value = option.names.partition(" ")
        if value.startswith("-"):  # a short name comes before the long one
            longer, gap, value = value.partition(" ")
            names = f"{names} {longer}"
        italic = f" \\fI{escaped(value)}\\fP" if gap else ""
        yield from (".TP", f"\\fB{escaped(names)}\\fP{italic}", *_filled(option.help))


def _paragraphs(help: str) -> Iterator[str]:
    """Write a help text: its paragraphs filled, its examples left as they are."""
    for position, text in enumerate(help.split("\n\n")):
        if position:
            yield ".PP"
        if text.startswith(UNCHANGED):
            lines = text.removeprefix(UNCHANGED).strip("\n").splitlines()
            yield from (".nf", ".RS 4", *map(escaped, lines), ".RE", ".fi")
        else:
            yield from _filled(text)


def _filled(text: str) -> list[str]:
    """Escape a text, with what stands between backticks in bold, in lines that are not long."""
    marked = re.sub("`([^`]+)`", r"\\fB\1\\fP", escaped(text))
    lines = textwrap.wrap(marked, 78, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{line}" if line.startswith(".") else line for line in lines]


def escaped(text: str) -> str:
    """Write a text so that roff shows it as it is, in ASCII.

    >>> print(escaped("--on Kyïv"))
    \\-\\-on Ky\\[u00EF]v
    >>> print(escaped(".toml"))
    \\&.toml
    """
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    text = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
