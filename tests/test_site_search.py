"""Searching the page, in a browser."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from browser import count, search, shown
from hypertext import parse
from playwright.sync_api import Page, expect

from conftest import Site
from sistercities_cli import Directory
from sistercities_cli.names import simplify

AWKWARD = [
    "", " ", "—", "...", "'’ʼ", "-x-", "  São-Paulo ", "Đà Nẵng", "GIESSEN", "Gießen", "GIEẞEN",
    "Αθήνας", "ΑΘΉΝΑΣ", "ᾳ", "İzmir", "ısparta", "Київ", "КИЇВ", "Йошкар", "תֵּל אָבִיב", "תל־אביב",
    "عُمَان", "عمّان", "القاهرة", "ﬁn", "ﬅ", "Œuilly", "ÆRØ", "Þórshöfn", "大阪", "ＯＳＡＫＡ", "부산",
    "दिल्ली", "さが", "U.K.", "Xi’an", "Nukuʻalofa", "St. John's", "a_b", "½", "x²", "Ⅷ", "ŉ", "ǆ",
    "e\u0301\u0323", "İ", "i\u0307", "ꟹ", "🏙 City", "a\u00a0b", "a\u3000b", "<b>", "&amp;",
]  # fmt: skip


def test_name_is_found_in_any_spelling(page: Page) -> None:
    for name in ("kiev", "Київ", " KYÏV ", "chicago-kyiv", "Kyi"):
        search(page, name)
        assert (name, shown(page)) == (name, ["chicago-kyiv"])
        assert count(page) == "1 of 50 relationships"


def test_code_also_matches_the_beginning_of_names(page: Page, directory: Directory) -> None:
    search(page, "fra")
    assert sorted(shown(page)) == [
        relationship.id
        for relationship in sorted(directory.relationships, key=lambda one: one.id)
        for view in directory.views(relationship)
        if view.partner.country.code == "FR" or view.partner.name == "Frankfurt am Main"
    ]
    search(page, "   ")
    assert len(shown(page)) == 51
    assert count(page) == "50 relationships"


def test_word_prefixes_match_in_any_order(page: Page) -> None:
    search(page, "germ birm")
    ids = shown(page)
    assert ids
    assert ids == [id for id in ids if id.startswith("birmingham-")]


def test_details_are_searched_where_no_name_matches(page: Page) -> None:
    search(page, "mobile library")
    assert "chicago-accra" in shown(page)
    assert count(page).endswith("relationships, found in their details")
    search(page, "accra")
    assert "details" not in count(page)


def test_misspelt_name_gets_a_suggestion_to_click(page: Page) -> None:
    for typed, name, id in (
        ("casablanka", "Casablanca", "chicago-casablanca"),
        ("osaak", "Osaka", "chicago-osaka"),
        ("guangzou", "Guangzhou", "birmingham-guangzhou"),
    ):
        search(page, typed)
        assert shown(page) == []
        assert count(page) == f"0 of 50 relationships. Did you mean {name}?"
        page.get_by_role("button", name=name, exact=True).click()
        assert shown(page) == [id]
        expect(page.get_by_role("searchbox")).to_have_value(name)
        expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.fixture
def simplify_in_browser(page: Page, site: Site) -> Callable[[list[str]], list[str]]:
    """Extract the function from the script of the page."""
    document = parse(site())
    [_, script] = [
        element.text or "" for element in document.iter("script") if not element.get("type")
    ]
    rules = document.findtext("body/script[@id='page:rules']", "")
    [function] = re.findall(r"(?ms)^const accents = .*?^function simplify\(.*?^}$", script)
    body = (
        f"const rules = {rules}; {function}\n return lines.split('\\n').map(simplify).join('\\n');"
    )

    def simplify_all(names: list[str]) -> list[str]:
        lines: str = page.evaluate(f"lines => {{ {body} }}", "\n".join(names))
        return lines.split("\n")

    return simplify_all


def test_names_are_simplified_as_on_the_command_line(
    simplify_in_browser: Callable[[list[str]], list[str]], directory: Directory
) -> None:
    """Try names, and all letters known to Python except Cherokee, which case-folds to upper case.

    Large blocks of ideographs and syllables, which all behave the same, are skipped too.
    """
    names = [name for party in directory.parties.values() for name in (party.name, *party.names)]
    names += [name for country in directory.countries for name in (country.name, *country.names)]
    skipped = ("CHEROKEE", "CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "EGYPTIAN")
    letters = [chr(point) for point in range(0xA0, sys.maxunicode)]
    letters = [c for c in letters if unicodedata.category(c)[0] in "LMNPSZ"]
    letters = [c for c in letters if not unicodedata.name(c, "").startswith(skipped)]
    names += [*AWKWARD, *(f"a{letter}b {letter}" for letter in letters)]
    results = zip(names, simplify_in_browser(names), map(simplify, names), strict=True)
    assert [(name, page, cli) for name, page, cli in results if page != cli] == []
