"""Terminal tables: exact layout at some widths, complete at all, and markup shown literally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

import pytest
from rich.text import Text
from sample_model import LYON_CHOIR
from screen import (
    ON,
    Display,
    anniversaries,
    chosen_columns,
    countries,
    edited_sample,
    missing_values,
    missing_words,
    relationships,
    screen,
)

from sistercities_cli import Directory, Status
from sistercities_cli.terminal import BATCH_ROWS, Layout
from sistercities_cli.terminal.lists import show_relationships

LIST_60 = """\
Ålund  4 relationships

Partner  Kind          Founded      Years  Next
────────────────────────────────────────────────────────────
Brest,   sister city   29 Feb 1988     38  39th, 28 Feb 2027
France
İzmir,   sister city   Sep 1993        33  34th, Sep 2027
Türkiye  (suspended)
Lyon,    friendship    1960         65–66  66th, 2026
France   (dormant)
Lyon     cultural      Dec 2012      9–10  –
Choir,   exchange
France   (ended)

Brest  1 relationship, friendship

Partner  Country  Founded  Years  Next  Status
───────────────────────────────────────────────────
Lyon     France   unknown      –  –     unconfirmed
"""
LIST_80 = """\
Ålund  4 relationships

Partner   Country  Kind         Founded      Years  Next               Status
────────────────────────────────────────────────────────────────────────────────
Brest     France   sister city  29 Feb 1988     38  39th, 28 Feb 2027  active
İzmir     Türkiye  sister city  Sep 1993        33  34th, Sep 2027     suspended
Lyon      France   friendship   1960         65–66  66th, 2026         dormant
Lyon      France   cultural     Dec 2012      9–10  –                  ended
Choir              exchange

Brest  1 relationship, friendship

Partner  Country  Founded  Years  Next  Status
───────────────────────────────────────────────────
Lyon     France   unknown      –  –     unconfirmed
"""

ANNIVERSARIES_80 = """\
On 21 November 2026

Ålund  4 relationships

Partner          Founded      Years  Next                   Days  Milestone
────────────────────────────────────────────────────────────────────────────────
Brest            29 Feb 1988     38  39th, Sun 28 Feb 2027    99  40th, 29 Feb
                                                                  2028
İzmir            Sep 1993        33  34th, Sep 2027               35th, Sep 2028
(suspended)
Lyon (dormant)   1960         65–66  66th, 2026                   70th, 2030
Lyon Choir       Dec 2012      9–10  –                            –
(ended)

Brest  1 relationship, friendship

Partner             Founded  Years  Next  Days  Milestone
─────────────────────────────────────────────────────────
Lyon (unconfirmed)  unknown      –  –           –
"""

CHOSEN = """\
id           kind               website
─────────────────────────────────────────────────────────
alund-brest  sister city        https://harbours.example/
alund-izmir  sister city
alund-lyon   friendship
brest-lyon   friendship
choirs       cultural exchange
"""

COUNTRIES = """\
Country  Code  Relationships
────────────────────────────
France   FR                4
Sweden   SE                1
Türkiye  TR                1
"""

ENTRIES_41 = """\
On 21 November 2026

Brest and Ålund: sister city
  38 years, since 29 Feb 1988
  39th Sunday 28 February 2027, in 99 days
  40th Tuesday 29 February 2028, in 465 days
  41st Wednesday 28 February 2029, in 830 days
"""


def test_list_falls_back_to_entries_if_too_wide(towns: Directory) -> None:
    assert screen(80, relationships(towns)) + "\n" == LIST_80
    assert screen(60, relationships(towns)) + "\n" == LIST_60
    brest = (
        "Brest, France\n  sister city, active\n  38 years, since 29 Feb 1988\n  39th, 28 Feb 2027"
    )
    lyon = "Brest  1 relationship, friendship\n\nLyon, France\n  friendship, unconfirmed\n"
    text = screen(40, relationships(towns))
    assert text.startswith(f"Ålund  4 relationships\n\n{brest}\nİzmir, Türkiye\n")
    assert text.endswith(f"\n\n{lyon}  date not known")


def test_anniversaries_fall_back_to_entries_if_too_wide(towns: Directory) -> None:
    assert screen(80, anniversaries(towns.relationships)) + "\n" == ANNIVERSARIES_80
    choirs = "Lyon Choir and Ålund Choir: cultural\nexchange (ended)\n  9–10 years, since Dec 2012"
    assert screen(40, anniversaries(towns.relationships)).endswith(f"\n\n{choirs}")
    assert screen(80, anniversaries(towns.relationships[:1], 41)) + "\n" == ENTRIES_41


def test_chosen_columns_fall_back_to_entries_if_too_wide(towns: Directory) -> None:
    display = chosen_columns(towns, ("id", "kind", "website"))
    assert screen(60, display) + "\n" == CHOSEN
    entry = "id: alund-brest\nkind: sister city\nwebsite: https://harbours.example/\n\n"
    assert screen(40, display).startswith(f"{entry}id: alund-izmir\nkind: sister city\nwebsite:\n")


def test_countries_fall_back_to_lines_if_too_wide(towns: Directory) -> None:
    assert screen(40, countries(towns)) + "\n" == COUNTRIES
    lines = ["France (FR): 4", "Sweden (SE): 1", "Türkiye (TR): 1"]
    assert screen(20, countries(towns)).split("\n") == lines


def cell_words(text: str) -> list[str]:
    """Return the words in the cells of wide tables that no other layout leaves out."""
    lines = iter(text.splitlines())
    rows = [row for line in lines if line.startswith("─") for row in takewhile(bool, lines)]
    words = (word.strip("(),") for row in rows for word in row.split())
    return [word for word in words if word not in ("–", "active", "unknown")]


@pytest.mark.parametrize(
    ("make", "widths"),
    [
        pytest.param(relationships, (20, 50, 51, 58, 59, 77, 78, 88), id="list"),
        pytest.param(
            lambda towns: anniversaries(towns.relationships, 41), (20, 76, 77, 99), id="anniversary"
        ),
        pytest.param(countries, (20, 27, 28), id="countries"),
        pytest.param(
            lambda towns: chosen_columns(towns, ("id", "website")), (20, 37, 38), id="columns"
        ),
    ],
)
def test_no_word_is_lost_where_the_layout_changes(
    towns: Directory, make: Callable[[Directory], Display], widths: Sequence[int]
) -> None:
    display = make(towns)
    words = cell_words(screen(600, display))
    assert len(words) > 5
    texts = [screen(width, display) for width in widths]
    assert [missing_words(text, words) for text in texts] == [[]] * len(widths)
    assert ("──" in texts[0], "──" in texts[-1]) == (False, True)


def test_overlong_words_wrap(tmp_path: Path) -> None:
    city, country = f"Ly{'o' * 100}n", f"Fr{'a' * 90}nce"
    directory = edited_sample(tmp_path, ('"Lyon"', f'"{city}"'), ('"France"', f'"{country}"'))
    for width in (20, 120):
        for display, names in (
            (relationships(directory), [city, country]),
            (anniversaries(directory.relationships), [city]),
            (countries(directory), [country]),
            (chosen_columns(directory, ("partner", "country")), [city, country]),
        ):
            assert missing_values(screen(width, display), names) == []


@pytest.mark.parametrize("name", ["[red]Lyon[/x]", ":smile: Lyon", r"\[b]Lyon"])
def test_markup_in_names_is_shown_as_text(tmp_path: Path, name: str) -> None:
    toml = f"'{name}'"
    directory = edited_sample(tmp_path, ('name = "Lyon"', f"name = {toml}"), ('"France"', toml))
    for display in (
        relationships(directory),
        anniversaries(directory.relationships),
        anniversaries(directory.relationships[2:3]),
        countries(directory),
        chosen_columns(directory, ("partner",)),
        lambda console: console.print(name),
    ):
        assert name in screen(160, display)


@pytest.mark.parametrize("header", [True, False])
def test_header_is_optional(towns: Directory, header: bool) -> None:
    assert ("Founded" in screen(160, relationships(towns, header=header))) == header
    assert ("Founded" in screen(60, relationships(towns, header=header))) == header
    assert ("Relationships" in screen(80, countries(towns, header=header))) == header
    columns = chosen_columns(towns, ("id", "kind"), header=header)
    assert ("id" in screen(80, columns).split()) == header
    aged = anniversaries(towns.relationships, header=header)
    assert ("Milestone" in screen(160, aged)) == header


def test_list_without_active_relationships_has_the_beginning_of_their_status(
    towns: Directory,
) -> None:
    inactive = [one for one in towns.relationships if one.status is Status.SUSPENDED]
    text = screen(100, lambda console: show_relationships(console, inactive, ON))
    assert text.splitlines()[-1].endswith("suspended since Jan 2020")


def test_status_is_a_word_without_colour(towns: Directory) -> None:
    views = [towns.relationships[0].replace(id=status.value, status=status) for status in Status]
    text = screen(160, lambda console: show_relationships(console, views, ON))
    assert [line.split()[-1] for line in text.splitlines()[4:]] == [*Status]
    text = screen(66, lambda console: show_relationships(console, views, ON))
    assert [status for status in Status if f"({status})" not in text] == [Status.ACTIVE]


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        (["sister city"], "Ålund  1 sister city"),
        (["sister city"] * 2, "Ålund  2 sister cities"),
        (["friendship"] * 3, "Ålund  3 relationships, friendship"),
        (["friendship", "sister city"], "Ålund  2 relationships"),
    ],
)
def test_title_counts_relationships_by_kind(towns: Directory, kinds: list[str], title: str) -> None:
    views = [towns.relationships[0].replace(kind=kind) for kind in kinds]
    text = screen(80, lambda console: show_relationships(console, views, ON))
    assert text.splitlines()[0] == title


def test_homes_of_the_same_name_have_their_id_in_the_title(towns: Directory) -> None:
    lyon = towns.relationships[3]
    twin = lyon.replace(id="twin", home=lyon.home.replace(id="brest-by"))
    text = screen(80, lambda console: show_relationships(console, [lyon, twin], ON))
    assert [line for line in text.splitlines() if line.startswith("Brest")] == [
        "Brest (brest)  1 relationship, friendship",
        "Brest (brest-by)  1 relationship, friendship",
    ]


def test_long_table_has_one_header_and_aligned_columns(towns: Directory) -> None:
    brest = towns.relationships[0]
    views = [*[brest] * (2 * BATCH_ROWS), *[brest.replace(partner=LYON_CHOIR)] * 3]
    lines = screen(100, lambda console: show_relationships(console, views, ON)).split("\n")
    assert [line.index("Founded") for line in lines if "Founded" in line] == [21]
    rows = lines[4:]
    assert len(rows) == len(views)
    assert {line.index("29 Feb 1988") for line in rows} == {21}


def test_fact_without_a_label_is_indented_on_a_narrow_console() -> None:
    assert screen(40, lambda console: Layout(console).facts([("", Text("a fact"))])) == "    a fact"
