"""Pages: citations, and Markdown that a CommonMark parser reads as intended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from calls import DATA
from markdown_it import MarkdownIt
from screen import NOW, ON, edited_sample, show_page

from conftest import SAMPLE, Run
from sistercities_cli import Directory, load
from sistercities_cli.formats.markdown import write_page
from sistercities_cli.pages import build_page, format_time_difference

BREST = """\
# Brest, Brittany, France

48.39° N, 4.49° W. 1,796 km (1,116 miles) from Ålund. Same time as in Ålund. As of 21 November 2026.

## Sister city: Ålund and Brest

- **Name:** The Harbour Pact
- **Also:** Harbours
- **Terms:** Ålund: vänort; Brest: ville jumelée
- **Kind:** sister city (low confidence) [1]
- **Founded:** 29 February 1988 [1]
- **Age:** 38 years
- **Next:** 39th anniversary, Sunday 28 February 2027, in 99 days
- **Signed by:** Ann Ek, Mayor of Ålund (in Brest); Mayor of Brest; A guest. Signed at sea.
- **Status:** active, as of 2025
- **Areas:** ships, music
- **Website:** <https://harbours.example/>

### History

- **28 February 1998** (renewal): Renewed after ten years.
- **2001**: A regatta.

### Highlights

- Each town has a bench of the other.
- A regatta is held. [2]

### Notes

- The only one by the sea.

### Where sources differ

- **Founded:** 1988-02-29. It is on the paper.
  - 1988-03-01 [1]
- **Highlights (the bench):** one each. Seen.
  - two: <https://paper.example/bench>

## Sources

1. Jan Berg and Lena Ek, “Two harbours”, The Paper, 2 March 1988. Page 3. <https://paper.example/1988>. Accessed May 2026.
2. Town of Ålund. <https://alund.example/brest>.
"""  # noqa: E501  # paragraphs are single lines
ALUND = """\
# Ålund, Sweden

60.00° N, 15.00° E. As of 21 November 2026.

## Programme of Ålund

- **Name:** Ålund International
- **Part of:** Town of Ålund, since May 2001
- **Areas:** trade
- **Works with:** schools
- **Goals:** friends

### About the programme

- It has two desks.

## Ålund: 4 relationships

- **Brest**, France: sister city since 29 February 1988, 38 years; 39th anniversary: Sunday 28 February 2027
- **İzmir**, Türkiye: sister city since September 1993, 33 years, suspended since 15 January 2020; 34th anniversary: some day in September 2027
- **Lyon**, France: friendship since 1960, 65–66 years, dormant; 66th anniversary: some day in 2026
- **Lyon Choir**, France: cultural exchange since December 2012, 9–10 years, ended since 2022

## Sources

1. Town of Ålund. <https://alund.example/about>.
"""  # noqa: E501  # list items are single lines


def markdown(directory: Directory, name: str) -> str:
    page = build_page(directory, directory.find(name), ON, NOW, sources=True)
    return "".join(write_page(page))


def parse(text: str) -> list[tuple[str, str]]:
    """Return the types and texts of the tokens of a CommonMark document."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        (token.type, token.content)
        for block in tokens
        for token in ([block] if block.children is None else block.children)
    ]


def test_markdown_page_of_a_relationship_and_of_a_home(towns: Directory) -> None:
    assert markdown(towns, "alund-brest") == BREST
    assert markdown(towns, "alund") == ALUND


def test_markdown_page_of_an_organisation_describes_it(towns: Directory) -> None:
    page = markdown(towns, "lyon-choir")
    assert "\nAlso LC. Sings. 45.75° N" in page
    assert "\n\nA choir of bakers.\n\n**Areas:** song [1]\n\n## Cultural exchange: " in page
    assert "- **Between:** Ålund Choir (altos); and Lyon Choir (basses)\n" in page
    assert "- **Founded:** date not known\n- **Signed by:** not known\n" in markdown(towns, "lyon")
    assert "**Lyon**, France: friendship, date not known, unconfirmed\n" in markdown(towns, "brest")


FIELDS = [
    "The Harbour Pact", "Harbours", "vänort", "Ann Ek", "Signed at sea.", "ships", "A regatta.",
    "Seen.", "one each", "two", "Page 3.", "The only one by the sea.", "The Paper", "Two harbours",
    "Each town has a bench of the other.",
]  # fmt: skip


MARKUP = [
    "<b>x</b> <!-- x -->", "*x* **x** _x_ `x` ~~x~~", "![x](https://x.example) [x][1] [1]",
    "<https://x.example> &amp; &lt;", "# x", "- x", "+ x", "1. x", "2) x", "---", "> x", "| x |",
    "x\\", "[x]: https://x.example",
]  # fmt: skip


def test_markup_in_the_data_is_text_in_markdown(tmp_path: Path) -> None:
    def parsed(value: str) -> list[tuple[str, str]]:
        directory = edited_sample(tmp_path, *((f'"{one}"', f"'{value}'") for one in FIELDS))
        return parse(markdown(directory, "alund-brest"))

    harmless = parsed("TEXT")
    for text in MARKUP:
        expected = [(kind, content.replace("TEXT", text)) for kind, content in harmless]
        assert parsed(text) == expected
        assert sum(content.count(text) for _, content in expected) == len(FIELDS)


# pandoc reads more characters as markup than CommonMark: formulas, attributes, definitions …
@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("$x$ x^2^ @x {#x}", r"\$x\$ x\^2\^ \@x \{\#x\}"),
        (": x", r"\: x"),
        ("% x", r"\% x"),
        ("a. x", r"a\. x"),
        ("(iv) x", r"(iv\) x"),
        ("1973. x", r"1973\. x"),
        ("1.5 x", "1.5 x"),
        ("Signed. x", "Signed. x"),
    ],
)
def test_pandoc_markup_is_escaped(tmp_path: Path, text: str, escaped: str) -> None:
    directory = edited_sample(tmp_path, ("The only one by the sea.", text))
    assert f"\n- {escaped}\n" in markdown(directory, "alund-brest")


@pytest.mark.parametrize(
    ("hours", "home_hours", "text"),
    [
        (9.0, -6.0, "15 h ahead of"),
        (-6.0, 0.0, "6 h behind"),
        (5.5, -6.0, "11 h 30 min ahead of"),
        (-3.5, 1.0, "4 h 30 min behind"),
        (1.0, 1.0, "same time as in"),
    ],
)
def test_local_time_is_compared_with_the_home(hours: float, home_hours: float, text: str) -> None:
    local, home = (
        NOW.astimezone(dt.timezone(dt.timedelta(hours=offset))) for offset in (hours, home_hours)
    )
    assert format_time_difference(local, home) == text


SOURCES = """
[[relationships.{}.sources]]
url = "https://a.example/{}"
publisher = "A"
supports = [{}]
"""


def test_sources_are_numbered_once_per_page_and_cited_for_what_they_support(tmp_path: Path) -> None:
    path = tmp_path / "cited.toml"
    relationships = (("alund-lyon", 1, '"also", "founded"'), ("alund-lyon", 2, '"kind", "status"'))
    others = (("brest-lyon", 2, '"partner"'), ("brest-lyon", 3, '"founded", "events"'))
    text = "".join(SOURCES.format(*one) for one in (*relationships, *others))
    path.write_text(SAMPLE.read_text("utf-8") + text, "utf-8")
    page = show_page(80, load(path), "lyon", sources=True)
    for line in (
        "│ also Lyons, Lugdunum [1]  ",
        "  Kind       friendship [2]\n  Founded    1960 [1]\n",
        "  Status     dormant [2]\n",
        "  Kind       friendship [2]\n  Founded    date not known [3]\n",
        "\nSources\n  [1] A.\n      https://a.example/1\n  [2] A.\n      https://a.example/2\n",
    ):
        assert line in page
    assert page.count("https://a.example/") == 3


def test_markdown_has_sources_unless_they_are_declined(run: Run) -> None:
    arguments = ("show", "alund-brest", "izmir", *DATA, "--on", "2026-11-21", "-f")
    page = run(*arguments, "markdown").ok
    assert page.startswith(BREST)
    assert page.count("\n\n# ") == 1
    assert run(*arguments, "markdown", "--sources").ok == page
    brief = run(*arguments, "markdown", "--no-sources").ok
    assert "[1]" not in brief
    assert "--sources" not in brief
    assert "## Sources" not in brief
    message = "--columns and --format markdown cannot be used together: choose one"
    assert message in run(*arguments, "markdown", "--columns", "id").failed(2)
