"""The bibliography: merging of citations, order, descriptions, rows and display."""

from __future__ import annotations

import datetime as dt

import pytest
from cited import FIRST, HOME, SECOND, URL, directory, source
from hypothesis import given
from hypothesis import strategies as st
from sample_model import ALUND, ALUND_CHOIR, BREST, LYON_CHOIR
from screen import missing_values, screen

from sistercities_cli import Source, Year, YearMonth
from sistercities_cli.bibliography import Citation, CitedSource, bibliography, describe_citations
from sistercities_cli.formats.records import citation_rows, source_record
from sistercities_cli.formats.rows import SOURCE_COLUMNS
from sistercities_cli.terminal.lists import show_sources


def sorted_urls(*sources: Source) -> list[str]:
    cited = bibliography(directory(first=sources), [FIRST])
    return [entry.source.url for entry in cited]


def test_same_address_is_one_source_with_all_citations() -> None:
    towns = directory(
        programme=(source(),),
        first=(source(supports=("founded", "kind")),),
        second=(source(supports=("kind", "areas")),),
    )

    assert bibliography(towns, [FIRST, SECOND], [HOME]) == [
        CitedSource(
            source(supports=("founded", "kind", "areas")),
            (
                Citation(ALUND, None, ()),
                Citation(FIRST.home, FIRST, ("founded", "kind")),
                Citation(SECOND.home, SECOND, ("kind", "areas")),
            ),
        )
    ]


def test_only_selected_relationships_are_cited() -> None:
    towns = directory((source("https://a.example"),), first=(source(),), second=(source(),))

    [cited] = bibliography(towns, [SECOND])

    assert [one.relationship for one in cited.citations] == [SECOND]
    assert bibliography(towns, []) == []


def test_missing_fields_are_taken_from_other_citations() -> None:
    towns = directory(
        first=(source(note="Page 3.", accessed=Year(2026)),),
        second=(
            source(title="News", date=Year(1990), note="Page 4.", author="Ann Ek"),
            source(note="Page 3.", accessed=YearMonth(2026, 5)),
        ),
    )

    [cited] = bibliography(towns, [FIRST, SECOND])

    assert cited.source == source(
        title="News",
        date=Year(1990),
        note="Page 3. Page 4.",
        author="Ann Ek",
        accessed=YearMonth(2026, 5),
    )


def test_organisation_is_cited_once_under_the_home_of_its_first_relationship() -> None:
    first, second = (
        one.replace(home=ALUND, home_party=ALUND_CHOIR, partner=LYON_CHOIR)
        for one in (FIRST, SECOND)
    )
    towns = directory(parties={"lyon-choir": (source(supports=("areas",)),)}, first=(source(),))

    [cited] = bibliography(towns, [first, second])

    assert cited.citations == (
        Citation(ALUND, first, ()),
        Citation(ALUND, None, ("areas",), LYON_CHOIR),
    )
    assert describe_citations(cited) == ["about first", "supports areas: Lyon Choir"]
    assert source_record(cited)["cited_for"][1]["organisation"] == "lyon-choir"


def test_repeated_citation_of_a_relationship_is_merged() -> None:
    towns = directory(first=(source(supports=("kind",)), source(supports=("areas", "kind"))))

    [cited] = bibliography(towns, [FIRST])

    assert cited.citations == (Citation(FIRST.home, FIRST, ("kind", "areas")),)


def test_first_of_two_views_is_cited() -> None:
    view = FIRST.replace(partner=BREST, home=ALUND)
    towns = directory(first=(source(),))

    [cited] = bibliography(towns, [view, view.mirrored()])

    assert cited.citations == (Citation(ALUND, view, ()),)


def test_publishers_are_sorted_ignoring_case_and_accents() -> None:
    sources = [source(f"https://{n}.example", name) for n, name in enumerate(["écho", "Fr", "Da"])]

    assert sorted_urls(*sources) == ["https://2.example", "https://0.example", "https://1.example"]


def test_sources_of_a_publisher_are_sorted_by_date_title_and_address() -> None:
    expected = [
        source("https://9.example", date=Year(1989), title="z"),
        source("https://8.example", date=YearMonth(1990, 2), title="b"),
        source("https://7.example", date=dt.date(1990, 2, 2), title="a"),
        source("https://3.example"),
        source("https://4.example"),
        source("https://6.example", title="Ärgernis"),
        source("https://5.example", title="Bericht"),
    ]

    assert sorted_urls(*reversed(expected)) == [one.url for one in expected]


def test_publishers_that_differ_in_case_are_not_mixed() -> None:
    spellings = ("BBC", "bbc", "BBC")
    sources = [source(f"https://{n}.example", name) for n, name in enumerate(spellings)]

    assert sorted_urls(*sources) == ["https://0.example", "https://2.example", "https://1.example"]


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_every_source_is_listed_once(first: list[str], second: list[str]) -> None:
    towns = directory(first=tuple(map(source, first)), second=tuple(map(source, second)))

    entries = bibliography(towns, [FIRST, SECOND])

    assert sorted(one.source.url for one in entries) == sorted({*first, *second})
    citations = {(one.source.url, use.relationship) for one in entries for use in one.citations}
    assert citations == {(url, FIRST) for url in first} | {(url, SECOND) for url in second}


def test_relationships_with_the_same_facts_are_described_together() -> None:
    towns = directory(
        (source(),),
        first=(source(supports=("founded", "kind")),),
        second=(source(supports=("founded", "kind")),),
    )

    [cited] = bibliography(towns, [FIRST, SECOND], [HOME])

    assert describe_citations(cited) == [
        "about the programme of Ålund",
        "supports founded, kind: first, second",
    ]


def test_row_has_a_source_and_a_relationship() -> None:
    towns = directory((source(),), first=(source(supports=("founded", "kind")),))
    records = map(source_record, bibliography(towns, [FIRST], [HOME]))

    rows = list(citation_rows(records))

    assert [row.keys() - set(SOURCE_COLUMNS) for row in rows] == [set(), set()]
    assert [[row[name] for name in SOURCE_COLUMNS] for row in rows] == [
        [URL, "The Paper", None, None, None, "Ålund", None, None, None, None, None],
        [
            URL, "The Paper", None, None, None, FIRST.home.name, "first", "founded,kind",
            None, None, None,
        ],
    ]  # fmt: skip


WIDE = """\
Echo
  • Echo.
    https://echo.example/
    supports kind: second

The Paper
  • Ann Ek and Jan Berg, “A ‘News’”, The Paper, 9 November 1973. Page 3.
    https://paper.example/1
    Accessed May 2026.
    about the programme of Ålund
    supports founded: first
  • “What now?”, The Paper.
    https://paper.example/2
    about second

3 sources of 2 publishers"""


def test_display_groups_sources_by_publisher() -> None:
    day = dt.date(1973, 11, 9)
    paper = source(
        title="A “News”",
        author="Ann Ek; Jan Berg",
        date=day,
        accessed=YearMonth(2026, 5),
        note="Page 3.",
        supports=("founded",),
    )
    towns = directory(
        (source(),),
        first=(paper,),
        second=(
            source("https://paper.example/2", title="What now?"),
            source("https://echo.example/", "Echo", supports=("kind",)),
        ),
    )
    entries = bibliography(towns, [FIRST, SECOND], [HOME])

    assert screen(80, lambda console: show_sources(console, entries)) == WIDE


@pytest.mark.parametrize("width", [40, 200])
def test_display_shows_every_value_at_every_width(width: int) -> None:
    entries = bibliography(
        directory(first=(source(f"{URL}?{'x' * 150}", "[/x] 大阪", title="[old] " * 30),)), [FIRST]
    )

    text = screen(width, lambda console: show_sources(console, entries))

    values = [entries[0].source.url, "[/x] 大阪", "[old] " * 30, "about first"]
    assert missing_values(text, values) == []
    assert text.endswith("1 source of 1 publisher")
