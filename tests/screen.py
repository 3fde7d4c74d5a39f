"""Render tables and pages for a terminal of some width, and find text that is missing there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path

from rich.cells import cell_len

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import Directory, LeapDay, Relationship
from sistercities_cli.formats.rows import list_row
from sistercities_cli.pages import build_page
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.anniversaries import show_anniversaries
from sistercities_cli.terminal.lists import show_countries, show_relationships, show_rows
from sistercities_cli.terminal.show import show_page as print_page

ON = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 11, 30, tzinfo=dt.UTC)
Display = Callable[[TerminalConsole], None]

FRAME = dict.fromkeys(map(ord, "│╭╮╰╯─"), " ")


def screen(width: int, display: Display) -> str:
    """Render a display, check that no line is too wide and strip blanks."""
    file = StringIO()
    display(TerminalConsole(file, width))
    lines = [line.rstrip() for line in file.getvalue().split("\n")]
    assert [line for line in lines if cell_len(line) > width] == []
    return "\n".join(lines).strip("\n")


def squeeze(text: str) -> str:
    """Remove frames and whitespace, to undo wrapping."""
    return "".join(text.translate(FRAME).split())


def missing_words(text: str, values: Iterable[str]) -> list[str]:
    """Return the words that occur less often on a screen than in the values.

    Table cells wrap side by side, so words stay intact but sentences do not.
    """
    squeezed = squeeze(text)
    words = Counter(word for value in values for word in value.split())
    return [word for word, count in words.items() if squeezed.count(word) < count]


def missing_values(text: str, values: Iterable[str]) -> list[str]:
    """Return the values that a screen does not show completely."""
    squeezed = squeeze(text)
    return [value for value in values if squeeze(value) not in squeezed]


def relationships(directory: Directory, *, header: bool = True) -> Display:
    views = directory.relationships
    return lambda console: show_relationships(console, views, ON, header=header)


def anniversaries(
    views: Sequence[Relationship], nth: int | None = None, *, header: bool = True
) -> Display:
    return lambda console: show_anniversaries(console, views, ON, LeapDay.FEB28, nth, header=header)


def countries(directory: Directory, *, header: bool = True) -> Display:
    counts = [(country, len(views)) for country, views in directory.by_country()]
    return lambda console: show_countries(console, counts, header=header)


def chosen_columns(directory: Directory, columns: Sequence[str], *, header: bool = True) -> Display:
    rows = [list_row(view, ON) for view in directory.relationships]
    return lambda console: show_rows(console, rows, columns, header=header)


def show_page(width: int, directory: Directory, name: str, *, sources: bool = False) -> str:
    page = build_page(directory, directory.find(name), ON, NOW, sources=sources)
    return screen(width, lambda console: print_page(console, page))


def edited_sample(tmp_path: Path, *replacements: tuple[str, str]) -> Directory:
    """Load the sample directory with some of its text replaced."""
    text = SAMPLE.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "edited.toml"
    path.write_text(text, "utf-8")
    return sistercities_cli.load(path)
