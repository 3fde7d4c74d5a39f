"""Tables for the terminal are whole at every width, and text in them stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from screen import (
    ON,
    anniversaries,
    countries,
    missing_values,
    missing_words,
    own,
    plain,
    relationships,
    screen,
)

from sistercities_cli import Directory, Status
from sistercities_cli.anniversaries import anniversary_name, format_years
from sistercities_cli.dates import format_short_date
from sistercities_cli.formats.rows import LIST_COLUMNS, Record, list_row
from sistercities_cli.terminal.lists import show_relationships

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

WIDTHS = range(20, 201)


def facts(directory: Directory) -> Iterator[str]:
    """What tables of relationships and of anniversaries have in common."""
    for one in directory.relationships:
        yield one.partner.name
        if one.status is not Status.ACTIVE:
            yield one.status.value
        age = one.anniversary(ON)
        if one.founded:
            yield format_short_date(one.founded)
            yield format_years(age)
        if age.next:
            yield anniversary_name(age.next.number)
            yield format_short_date(age.next.date)


def list_facts(directory: Directory) -> Iterator[str]:
    yield from facts(directory)
    for one in directory.relationships:
        yield one.partner.country.name
    for home in directory.homes:
        kinds = [one.kind for one in directory.relationships if one.home.id == home.city.id]
        if len(set(kinds)) > 1:  # else the title of the table says it
            yield from kinds


def round_facts(directory: Directory, nth: int | None) -> Iterator[str]:
    for one in directory.relationships:
        age = one.anniversary(ON, nth=nth)
        for occurrence in filter(None, (age.milestone, age.nth)):
            yield format_short_date(occurrence.date)


def test_a_list_is_whole_at_every_width(towns: Directory) -> None:
    cut = {}
    for width in WIDTHS:
        text = screen(width, relationships(towns))
        missing = missing_words(text, list_facts(towns))
        if "Founded" not in text:  # no table, so nothing stands beside anything else
            missing += missing_values(text, list_facts(towns))
        if missing:
            cut[width] = missing
    assert cut == {}


@pytest.mark.parametrize("nth", [None, 41])
def test_anniversaries_are_whole_at_every_width(towns: Directory, nth: int | None) -> None:
    values = [*facts(towns), *round_facts(towns, nth)]
    cut = {}
    for width in WIDTHS:
        text = screen(width, anniversaries(towns.relationships, nth))
        missing = missing_words(text, values)
        if missing:
            cut[width] = missing
    assert cut == {}


def test_countries_are_whole_at_every_width(towns: Directory) -> None:
    values = [value for one, _ in towns.in_countries() for value in (one.name, one.code)]
    cut = {
        width: missing
        for width in WIDTHS
        if (missing := missing_words(screen(width, countries(towns)), values))
    }
    assert cut == {}


@pytest.mark.parametrize(
    "columns", [("id",), ("partner", "kind", "website"), LIST_COLUMNS], ids=len
)
def test_columns_of_ones_choice_are_whole_at_every_width(
    towns: Directory, columns: tuple[str, ...]
) -> None:
    rows: list[Record] = [list_row(one, ON) for one in towns.relationships]
    values = [str(row[name]) for row in rows for name in columns if row[name] is not None]
    cut = {
        width: missing
        for width in WIDTHS
        if (missing := missing_words(screen(width, plain(towns, columns)), values))
    }
    assert cut == {}


def test_the_bundled_list_is_whole_at_every_width(directory: Directory) -> None:
    values = list(list_facts(directory))
    cut = {
        width: missing
        for width in WIDTHS[::3]
        if (missing := missing_words(screen(width, relationships(directory)), values))
    }
    assert cut == {}


def test_a_word_longer_than_the_screen_is_folded(tmp_path: Path) -> None:
    long = own(tmp_path, ('"Lyon"', f'"Ly{"o" * 100}n"'), ('"France"', f'"Fr{"a" * 90}nce"'))
    for width in (20, 40, 80, 120):
        names = [f"Ly{'o' * 100}n", f"Fr{'a' * 90}nce"]
        assert missing_values(screen(width, relationships(long)), names) == []
        assert missing_values(screen(width, anniversaries(long.relationships)), names[:1]) == []
        assert missing_values(screen(width, countries(long)), names[1:]) == []
        assert missing_values(screen(width, plain(long, ("partner", "country"))), names) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("[red]Lyon[/red]", id="style"),
        pytest.param("Lyon[/x]", id="closing-tag-alone"),
        pytest.param(":smile: Lyon", id="emoji-code"),
        pytest.param("[link=https://x.example]Lyon[/]", id="link"),
        pytest.param("\\\\[bold]Lyon", id="backslash"),
    ],
)
def test_markup_in_a_name_is_shown_as_text(tmp_path: Path, name: str) -> None:
    directory = own(tmp_path, ('name = "Lyon"', f'name = "{name}"'), ('"France"', f'"{name}"'))
    name = name.replace("\\\\", "\\")
    for display in (
        relationships(directory),
        anniversaries(directory.relationships),
        anniversaries(directory.relationships[2:3]),
        countries(directory),
        plain(directory, ("partner",)),
    ):
        assert name in screen(160, display)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_header_can_be_left_out(towns: Directory, width: int) -> None:
    for header in (True, False):
        text = screen(width, relationships(towns, header=header))
        assert ("Founded" in text) == (header and width > 40)
        text = screen(width, countries(towns, header=header))
        assert ("Relationships" in text) == header
        text = screen(width, plain(towns, ("id", "kind"), header=header))
        assert ("id" in text.split()) == header
    assert "Milestone" in screen(160, anniversaries(towns.relationships))
    assert "Milestone" not in screen(160, anniversaries(towns.relationships, header=False))


def test_every_status_is_a_word_without_colour(towns: Directory) -> None:
    views = [towns.relationships[0]._replace(id=status.value, status=status) for status in Status]
    text = screen(160, lambda console: show_relationships(console, views, ON))
    assert [line.split()[-1] for line in text.splitlines()[4:]] == [one.value for one in Status]
    text = screen(66, lambda console: show_relationships(console, views, ON))
    assert [one.value for one in Status if f"({one.value})" not in text] == ["active"]


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        pytest.param(["sister city"], "Ålund  1 sister city", id="one"),
        pytest.param(["sister city"] * 2, "Ålund  2 sister cities", id="city"),
        pytest.param(["friendship"] * 3, "Ålund  3 relationships, friendship", id="friendship"),
        pytest.param(["friendship", "sister city"], "Ålund  2 relationships", id="of-two-kinds"),
    ],
)
def test_a_title_counts_what_there_is(towns: Directory, kinds: list[str], title: str) -> None:
    views = [towns.relationships[0]._replace(kind=kind) for kind in kinds]
    text = screen(80, lambda console: show_relationships(console, views, ON))
    assert text.splitlines()[0] == title


@pytest.mark.parametrize("text", ["[red]x[/red]", "x[/x]", ":smile:"])
def test_a_console_takes_no_text_for_markup(text: str) -> None:
    assert screen(80, lambda console: console.print(text)) == text
