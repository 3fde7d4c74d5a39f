"""Terminal pages: exact layout at some widths, complete at all, and markup shown literally."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sample_model import CHOIR
from screen import NOW, ON, edited_sample, missing_values, show_page, squeeze

from sistercities_cli import Directory
from sistercities_cli.pages import build_page
from sistercities_cli.terminal import MAX_PAGE_WIDTH, MIN_TABLE_WIDTH, TerminalConsole
from sistercities_cli.terminal.show import show_page as print_page

IZMIR_40 = """\
╭──────────────────────────────────────╮
│ İzmir, Türkiye                       │
│ İzmir                                │
│ also Smyrna                          │
│ 38.41° N, 27.14° E                   │
│ 2,548 km (1,583 miles) from Ålund    │
│ 14:30 on Saturday 21 November, 2 h   │
│ ahead of Ålund                       │
╰──────────────────────────────────────╯

Sister city: Ålund and İzmir
  Founded
    September 1993 (medium confidence)
    The day is not known.
  Age
    33 years
  Next
    34th anniversary, some day in
    September 2027
  Signed by
    not known
  Status
    suspended since 15 January 2020 (low
    confidence)
    Until further notice.

İzmir also takes part in
  • Ålund and Lyon (alund-lyon)
"""
ALUND_BREST_60 = """\
╭──────────────────────────────────────────────────────────╮
│ Brest, Brittany, France                                  │
│ 48.39° N, 4.49° W                                        │
│ 1,796 km (1,116 miles) from Ålund                        │
│ 12:30 on Saturday 21 November, same time as in Ålund     │
╰──────────────────────────────────────────────────────────╯

Sister city: Ålund and Brest
  Name       The Harbour Pact
  Also       Harbours
  Terms      Ålund: vänort
             Brest: ville jumelée
  Kind       sister city (low confidence) [1]
  Founded    29 February 1988 [1]
  Age        38 years
  Next       39th anniversary, Sunday 28 February 2027, in
             99 days
  Signed by  Ann Ek, Mayor of Ålund (in Brest)
             Mayor of Brest
             A guest
             Signed at sea.
  Status     active, as of 2025
  Areas      ships, music
  Website    https://harbours.example/

History
  1998-02-28 renewal     Renewed after ten years.
  2001                   A regatta.

Highlights
  • Each town has a bench of the other.
  • A regatta is held. [2]

Notes
  • The only one by the sea.

Where sources differ
  • Founded: 1988-02-29. It is on the paper.
    – 1988-03-01 [1]
  • Highlights (the bench): one each. Seen.
    – two: https://paper.example/bench

Sources
  [1] Jan Berg and Lena Ek, “Two harbours”, The Paper, 2
      March 1988. Page 3.
      https://paper.example/1988
      Accessed May 2026.
  [2] Town of Ålund.
      https://alund.example/brest
"""
ALUND_80 = """\
╭──────────────────────────────────────────────────────────────────────────────╮
│ Ålund, Sweden                                                                │
│ 60.00° N, 15.00° E                                                           │
│ 12:30 local time (Europe/Stockholm)                                          │
╰──────────────────────────────────────────────────────────────────────────────╯

Programme of Ålund
  Name       Ålund International
  Part of    Town of Ålund, since May 2001
  Areas      trade
  Works with schools
  Goals      friends

About the programme
  • It has two desks.

Ålund  4 relationships
"""
ALUND_END = """
Everything about one: sistercities show alund-brest

Sources
  [1] Town of Ålund.
      https://alund.example/about"""


def test_page_at_some_widths(towns: Directory) -> None:
    assert show_page(40, towns, "izmir") + "\n" == IZMIR_40
    assert show_page(60, towns, "alund-brest", sources=True) + "\n" == ALUND_BREST_60
    page = show_page(80, towns, "alund", sources=True)
    assert page.startswith(ALUND_80)
    assert page.endswith(ALUND_END)


def test_city_page_has_a_section_for_each_home(tmp_path: Path) -> None:
    native = ('name = "Lyon"\n', 'name = "Lyon"\nnative = ["Lion", "Λυών"]\n')
    page = show_page(60, edited_sample(tmp_path, native), "lyon")
    for line in (
        "│ Lion · Λυών     ",
        "│ 765 km (475 miles) from Brest     ",
        "│ 12:30 on Saturday 21 November, same time as in Ålund     ",
        "  With       İzmir",
        "Friendship: Brest and Lyon\n  Founded    date not known\n  Signed by  not known\n",
        "Lyon also takes part in\n  • Ålund Choir and Lyon Choir (choirs)",
    ):
        assert line in page


def test_organisation_page_describes_it_and_the_parts_of_both(towns: Directory) -> None:
    page = show_page(60, towns, "lyon-choir", sources=True)
    assert "│ also LC     " in page
    assert "│ Sings.     " in page
    assert "\n\n  A choir of bakers.\n\n  Areas: song [1]\n\nCultural exchange: " in page
    assert page.endswith(f"\n\nSources\n  [1] Lyon Choir.\n      {CHOIR}")
    sides = "  Between    Ålund Choir (altos)\n             and Lyon Choir (basses)"
    assert f"{sides}\n  Founded " in page
    other = show_page(100, towns, "alund-choir", sources=True)
    assert f"{sides}\n             Lyon Choir: Sings. A choir of bakers.\n" in other
    assert CHOIR in other


@pytest.mark.parametrize("name", ["izmir", "lyon", "lyon-choir", "alund-brest", "alund"])
def test_page_has_the_same_text_in_every_layout(towns: Directory, name: str) -> None:
    def text(width: int) -> str:
        page = squeeze(show_page(width, towns, name, sources=True))
        return page.partition("4relationships")[0]  # tables have tests of their own

    narrow, wide = MIN_TABLE_WIDTH - 1, MIN_TABLE_WIDTH
    assert text(20) == text(narrow) == text(wide) == text(MAX_PAGE_WIDTH)


def test_page_is_at_most_100_columns_wide(towns: Directory) -> None:
    pages = [show_page(width, towns, "alund-brest", sources=True) for width in (100, 200)]
    assert pages[0] == pages[1]


def test_home_page_shows_relationships_with_other_homes_in_full(towns: Directory) -> None:
    text = show_page(100, towns, "brest")
    parts = [
        "Programme of Brest\n  Name       Brest abroad\n",
        "Sister city: Ålund and Brest\n  Name       The Harbour Pact\n",
        "Brest  2 relationships\n\nPartner ",
        "Ålund    Sweden   sister city",
        "Lyon     France   friendship",
        "Everything about one: sistercities show alund-brest",
    ]
    assert sorted(parts, key=text.index) == parts
    assert "Friendship: Brest and Lyon" not in text


def test_overlong_words_wrap(tmp_path: Path) -> None:
    word, name, url = "x" * 150, "Ly" + "o" * 120 + "n", "https://paper.example/" + "y" * 130
    directory = edited_sample(
        tmp_path,
        ('name = "Lyon"', f'name = "{name}"'),
        ("A regatta.", word),
        ("https://paper.example/1988", url),
        ("Signed at sea.", word),
        ('"ships"', f'"{word}"'),
        ("The only one by the sea.", word),
        ("It is on the paper.", word),
    )
    for width in (20, MIN_TABLE_WIDTH):
        text = squeeze(show_page(width, directory, "alund-brest", sources=True))
        assert (text.count(word), text.count(url)) == (5, 1)
        assert missing_values(show_page(width, directory, "lyon"), [name]) == []


FIELDS = [
    '"The Harbour Pact"', '"Harbours"', '"vänort"', '"Ann Ek"', '"Signed at sea."', '"ships"',
    '"A regatta."', '"Seen."', '"one each"', '"two"', '"Page 3."', '"The only one by the sea."',
    '"Each town has a bench of the other."', '"The Paper"',
    '"It has two desks."', '"trade"', '"Ålund International"',
    '"France"', '"Lyon"', '"Lugdunum"', '"Sings."', '"altos"', '"Until further notice."',
]  # fmt: skip


@pytest.mark.parametrize("markup", ["[red]x[/x]", ":smile: x"])
def test_markup_is_shown_as_text(tmp_path: Path, markup: str) -> None:
    directory = edited_sample(tmp_path, *((field, f'"{markup}"') for field in FIELDS))
    names = ("alund-brest", "alund", "alund-izmir", "choirs", "lyon-choir")
    pages = {name: show_page(100, directory, name, sources=True) for name in names}
    assert {name: page.count(markup) for name, page in pages.items()} == {
        "alund-brest": 15, "alund": 7, "alund-izmir": 1, "choirs": 3, "lyon-choir": 3,
    }  # fmt: skip


def test_sources_are_counted_where_they_are_not_shown(towns: Directory) -> None:
    hint = "2 sources, and 2 facts on which they differ: add --sources"
    assert hint in show_page(80, towns, "alund-brest")
    assert "--sources" not in show_page(80, towns, "alund-izmir")
    for name in ("alund", "lyon-choir"):
        assert "\n1 source: add --sources" in show_page(80, towns, name)


def test_history_below_60_columns_has_notes_on_their_own_lines(towns: Directory) -> None:
    lines = "  1998-02-28 renewal\n    Renewed after ten years.\n  2001\n    A regatta.\n"
    assert f"\nHistory\n{lines}" in show_page(40, towns, "alund-brest")


def test_bullets_are_ascii_where_the_encoding_needs_it(towns: Directory) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="latin-1") as file:
        page = build_page(towns, towns.relationships[0], ON, NOW, sources=False)
        print_page(TerminalConsole(file, 80), page)
        file.flush()
        assert "  - The only one by the sea." in raw.getvalue().decode("latin-1")


def test_note_on_the_signing_is_shown_without_signatories(tmp_path: Path) -> None:
    note = 'signatories_note = "By two mayors."\nstatus = "dormant"'
    text = show_page(80, edited_sample(tmp_path, ('status = "dormant"', note)), "alund-lyon")
    assert "  Signed by  not known\n             By two mayors.\n" in text
