"""The bibliography: an address is one source, with everything that it is cited for."""

from __future__ import annotations

import datetime as dt

import pytest
from cited import FIRST, HOME, SECOND, URL, directory, source
from hypothesis import given
from hypothesis import strategies as st
from sample_model import ALUND, BREST
from screen import missing_values, screen

from sistercities_cli import Source, Year, YearMonth
from sistercities_cli.bibliography import Citation, CitedSource, bibliography, describe_citations
from sistercities_cli.formats.rows import SOURCE_COLUMNS, citation_rows, source_record
from sistercities_cli.terminal.lists import show_sources


def order(*found: Source) -> list[str]:
    return [one.source.url for one in bibliography(directory(first=found), [FIRST])]


def test_an_address_is_one_entry_with_each_of_its_citations() -> None:
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


def test_only_what_is_asked_about_is_in_it() -> None:
    towns = directory((source("https://a.example"),), first=(source(),), second=(source(),))

    [entry] = bibliography(towns, [SECOND])

    assert [one.relationship for one in entry.citations] == [SECOND]
    assert bibliography(towns, []) == []


def test_what_one_citation_leaves_out_another_says() -> None:
    towns = directory(
        first=(source(note="Page 3."),),
        second=(source(title="News", date=Year(1990), note="Page 4."), source(note="Page 3.")),
    )

    [entry] = bibliography(towns, [FIRST, SECOND])

    assert entry.source == source(title="News", date=Year(1990), note="Page 3. Page 4.")


def test_a_relationship_that_cites_an_address_twice_is_named_once() -> None:
    towns = directory(first=(source(supports=("kind",)), source(supports=("areas", "kind"))))

    [entry] = bibliography(towns, [FIRST])

    assert entry.citations == (Citation(FIRST.home, FIRST, ("kind", "areas")),)


def test_two_views_of_a_relationship_are_one_in_the_first_view() -> None:
    tie = FIRST._replace(partner=BREST, home=ALUND)
    towns = directory(first=(source(),))

    [entry] = bibliography(towns, [tie, tie.mirrored()])

    assert entry.citations == (Citation(ALUND, tie, ()),)


def test_publishers_stand_by_the_alphabet_without_accents_and_capitals() -> None:
    found = [source(f"https://{n}.example", name) for n, name in enumerate(["écho", "Fr", "Da"])]

    assert order(*found) == ["https://2.example", "https://0.example", "https://1.example"]


def test_sources_of_a_publisher_stand_by_date_then_title_then_address() -> None:
    expected = [
        source("https://9.example", date=Year(1989), title="z"),
        source("https://8.example", date=YearMonth(1990, 2), title="b"),
        source("https://7.example", date=dt.date(1990, 2, 2), title="a"),
        source("https://4.example"),
        source("https://6.example", title="Ärgernis"),
        source("https://5.example", title="Bericht"),
    ]

    assert order(*reversed(expected)) == [one.url for one in expected]
    assert order(source("https://b.example"), source("https://a.example"))[0] == "https://a.example"


def test_publishers_that_differ_in_capitals_do_not_mix() -> None:
    spellings = ("BBC", "bbc", "BBC")
    found = [source(f"https://{n}.example", name) for n, name in enumerate(spellings)]

    assert order(*found) == ["https://0.example", "https://2.example", "https://1.example"]


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_no_source_is_lost_and_none_is_doubled(first: list[str], second: list[str]) -> None:
    towns = directory(first=tuple(map(source, first)), second=tuple(map(source, second)))

    found = bibliography(towns, [FIRST, SECOND])

    assert sorted(one.source.url for one in found) == sorted({*first, *second})
    cited = {(one.source.url, use.relationship) for one in found for use in one.citations}
    assert cited == {(url, FIRST) for url in first} | {(url, SECOND) for url in second}


def test_relationships_with_the_same_facts_are_named_together() -> None:
    towns = directory(
        (source(),),
        first=(source(supports=("founded", "kind")),),
        second=(source(supports=("founded", "kind")),),
    )

    [entry] = bibliography(towns, [FIRST, SECOND], [HOME])

    assert describe_citations(entry) == [
        "about the programme of Ålund",
        "supports founded, kind: first, second",
    ]


def test_a_row_is_a_source_and_a_relationship() -> None:
    towns = directory((source(),), first=(source(supports=("founded", "kind")),))
    records = map(source_record, bibliography(towns, [FIRST], [HOME]))

    rows = list(citation_rows(records))

    assert {tuple(row) for row in rows} == {SOURCE_COLUMNS}
    assert [tuple(row.values()) for row in rows] == [
        (URL, "The Paper", None, None, None, "Ålund", None, None),
        (URL, "The Paper", None, None, None, FIRST.home.name, "first", "founded,kind"),
    ]


WIDE = """\
Echo
  • https://echo.example/
    supports kind: second

The Paper
  • News, 9 November 1973. Page 3.
    https://paper.example/1
    about the programme of Ålund
    supports founded: first
  • What now?
    https://paper.example/2
    about second

3 sources of 2 publishers"""


def test_the_display_has_sources_under_their_publishers() -> None:
    day = dt.date(1973, 11, 9)
    paper = source(title="News", date=day, note="Page 3.", supports=("founded",))
    towns = directory(
        (source(),),
        first=(paper,),
        second=(
            source("https://paper.example/2", title="What now?"),
            source("https://echo.example/", "Echo", supports=("kind",)),
        ),
    )
    found = bibliography(towns, [FIRST, SECOND], [HOME])

    assert screen(80, lambda console: show_sources(console, found)) == WIDE


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_display_shows_everything_at_every_width(width: int) -> None:
    found = bibliography(
        directory(first=(source(f"{URL}?{'x' * 150}", "[/x] 大阪", title="[old] " * 30),)), [FIRST]
    )

    text = screen(width, lambda console: show_sources(console, found))

    values = [found[0].source.url, "[/x] 大阪", "[old] " * 30, "about first"]
    assert missing_values(text, values) == []
    assert text.endswith("1 source of 1 publisher")
