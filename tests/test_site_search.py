"""Searching the page, in a browser."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from browser import Reader, count, search, shown
from hypertext import parse
from playwright.sync_api import Page, expect

from conftest import Site
from sistercities_cli import Directory
from sistercities_cli.names import simplify

pytestmark = pytest.mark.no_cover  # other tests cover the same code

ON = ("--on", "2026-11-21")
# Returns the [name, id] pairs for which searching for the name does not show the row.
NOT_FOUND = """pairs => {
  history.replaceState = () => {};  // browsers refuse hundreds of new addresses
  const field = document.querySelector("[name=q]");
  return pairs.filter(([name, id]) => {
    field.value = name;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const rows = [...document.querySelectorAll("tr[data-id]:not([hidden])")];
    return !rows.some(row => row.dataset.id === id);
  });
}"""
AWKWARD = [
    "", " ", "—", "...", "'’ʼ", "-x-", "  São-Paulo ", "Đà Nẵng", "GIESSEN", "Gießen", "GIEẞEN",
    "Αθήνας", "ΑΘΉΝΑΣ", "ᾳ", "İzmir", "ısparta", "Київ", "КИЇВ", "Йошкар", "תֵּל אָבִיב", "תל־אביב",
    "عُمَان", "عمّان", "القاهرة", "ﬁn", "ﬅ", "Œuilly", "ÆRØ", "Þórshöfn", "大阪", "ＯＳＡＫＡ", "부산",
    "दिल्ली", "さが", "U.K.", "Xi’an", "Nukuʻalofa", "St. John's", "a_b", "½", "x²", "Ⅷ", "ŉ", "ǆ",
    "e\u0301\u0323", "İ", "i\u0307", "ꟹ", "🏙 City", "a\u00a0b", "a\u3000b", "<b>", "&amp;",
]  # fmt: skip


@pytest.fixture
def directory_page(reader: Reader, site: Site) -> Page:
    return reader.open(site(*ON))


@pytest.mark.parametrize("name", ["kiev", "Київ", "KYIV", "chicago-kyiv", " kyïv ", "Kyi"])
def test_name_is_found_in_any_spelling(directory_page: Page, name: str) -> None:
    search(directory_page, name)
    assert shown(directory_page) == ["chicago-kyiv"]
    assert count(directory_page) == "1 of 50 relationships"


def test_every_name_finds_its_relationship(directory_page: Page, directory: Directory) -> None:
    def pairs() -> Iterator[tuple[str, str]]:
        for view in directory.relationships:
            parties = (view.partner, view.home_party, view.partner.seat)
            names = [name for party in parties for name in (party.id, party.name, *party.names)]
            names += [city.name for city in (view.home, *view.with_)]
            names += [view.id, view.title or view.id, *view.also, view.kind, view.status]
            country = view.partner.country
            names += [*view.home_units, *view.partner_units, country.name, *country.names]
            yield from ((name, view.id) for name in names)

    searches = sorted(set(pairs()))
    assert len(searches) > 500
    assert directory_page.evaluate(NOT_FOUND, searches) == []


def test_code_also_matches_the_beginning_of_names(
    directory_page: Page, directory: Directory
) -> None:
    search(directory_page, "fra")
    assert sorted(shown(directory_page)) == [
        relationship.id
        for relationship in sorted(directory.relationships, key=lambda one: one.id)
        for view in directory.views(relationship)
        if view.partner.country.code == "FR" or view.partner.name == "Frankfurt am Main"
    ]
    search(directory_page, "   ")
    assert len(shown(directory_page)) == 51
    assert count(directory_page) == "50 relationships"


def test_word_prefixes_match_in_any_order(directory_page: Page) -> None:
    search(directory_page, "germ birm")
    ids = shown(directory_page)
    assert ids
    assert ids == [id for id in ids if id.startswith("birmingham-")]


def test_details_are_searched_where_no_name_matches(directory_page: Page) -> None:
    search(directory_page, "mobile library")
    assert "chicago-accra" in shown(directory_page)
    assert count(directory_page).endswith("relationships, found in their details")
    search(directory_page, "accra")
    assert "details" not in count(directory_page)


@pytest.mark.parametrize(
    ("typed", "name", "id"),
    [
        ("casablanka", "Casablanca", "chicago-casablanca"),
        ("osaak", "Osaka", "chicago-osaka"),
        ("guangzou", "Guangzhou", "birmingham-guangzhou"),
    ],
)
def test_misspelt_name_gets_a_suggestion_to_click(
    directory_page: Page, typed: str, name: str, id: str
) -> None:
    search(directory_page, typed)
    assert shown(directory_page) == []
    assert count(directory_page) == f"0 of 50 relationships. Did you mean {name}?"
    directory_page.get_by_role("button", name=name, exact=True).click()
    assert shown(directory_page) == [id]
    expect(directory_page.get_by_role("searchbox")).to_have_value(name)
    expect(directory_page.get_by_role("searchbox")).to_be_focused()


Simplify = Callable[[list[str]], list[str]]


@pytest.fixture
def simplify_in_browser(directory_page: Page, site: Site) -> Simplify:
    """Extract the function from the script of the page."""
    document = parse(site(*ON))
    [_, script] = [
        element.text or "" for element in document.iter("script") if not element.get("type")
    ]
    rules = document.findtext("body/script[@id='page:rules']", "")
    [function] = re.findall(r"(?ms)^const accents = .*?^function simplify\(.*?^}$", script)
    call = f"names => {{ const rules = {rules}; {function}\n return names.map(simplify); }}"

    def simplify_all(names: list[str]) -> list[str]:
        return list(directory_page.evaluate(call, names))

    return simplify_all


def differing(names: list[str], simplify_in_browser: Simplify) -> list[str]:
    results = zip(names, simplify_in_browser(names), map(simplify, names), strict=True)
    return [f"{name}: {page}, not {cli}" for name, page, cli in results if page != cli]


def test_names_are_simplified_as_on_the_command_line(
    simplify_in_browser: Simplify, directory: Directory
) -> None:
    names = [name for party in directory.parties.values() for name in (party.name, *party.names)]
    names += [name for country in directory.countries for name in (country.name, *country.names)]
    assert differing(names + AWKWARD, simplify_in_browser) == []


def test_every_letter_is_simplified_as_on_the_command_line(
    simplify_in_browser: Simplify,
) -> None:
    """Try all letters known to Python except Cherokee, which case-folds to upper case.

    Large blocks of ideographs and syllables, which all behave the same, are skipped too.
    """
    skipped = ("CHEROKEE", "CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "EGYPTIAN")
    letters = [chr(point) for point in range(0xA0, sys.maxunicode)]
    letters = [c for c in letters if unicodedata.category(c)[0] in "LMNPSZ"]
    letters = [c for c in letters if not unicodedata.name(c, "").startswith(skipped)]
    names = [f"a{letter}b {letter}" for letter in letters]
    assert differing(names, simplify_in_browser) == []
