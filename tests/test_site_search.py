"""The search of the page, in a browser."""

from __future__ import annotations

import json
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

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = ("--on", "2026-11-21")
# Says of each pair of a name and an id whether the name leaves the row of that id.
FIND_ALL = """pairs => {
  history.replaceState = () => {};  // browsers take offence at hundreds of new addresses
  const field = document.querySelector("[name=q]");
  return pairs.filter(([name, id]) => {
    field.value = name;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const rows = [...document.querySelectorAll("tbody tr:not([hidden])")];
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


def expected(directory: Directory, *countries: str, names: tuple[str, ...] = ()) -> list[str]:
    """Return the relationships with a partner in a country or of a name, in their order."""
    return [
        one.id
        for one in directory.relationships
        for view in directory.views(one)
        if view.partner.country.code in countries or view.partner.name in names
    ]


@pytest.mark.parametrize("name", ["kiev", "Київ", "KYIV", "chicago-kyiv", " kyïv ", "Kyi"])
def test_a_name_in_any_spelling_leaves_one_row(directory_page: Page, name: str) -> None:
    search(directory_page, name)
    assert shown(directory_page) == ["chicago-kyiv"]
    assert count(directory_page) == "1 of 49 relationships"


def test_every_name_there_is_finds_its_relationship(
    directory_page: Page, directory: Directory
) -> None:
    def names() -> Iterator[tuple[str, str]]:
        for one in directory.relationships:
            own = (one.id, *((one.title,) if one.title else ()), *one.also, one.kind, one.status)
            parties = (one.partner, one.home_party, one.partner.seat, one.home, *one.with_)
            known = [name for party in parties[:3] for name in (party.id, party.name, *party.names)]
            known += [party.name for party in parties]
            country = one.partner.country
            for name in (*own, *known, *one.home_units, *one.partner_units, country.name):
                yield name, one.id
            for name in country.names:
                yield name, one.id

    pairs = sorted(set(names()))
    assert len(pairs) > 500
    assert directory_page.evaluate(FIND_ALL, pairs) == []


def test_codes_and_everyday_names_of_countries_find_their_rows(
    directory_page: Page, directory: Directory
) -> None:
    for name, code in (("uk", "GB"), ("CZ", "CZ"), ("deutschland", "DE"), ("jpn", "JP")):
        search(directory_page, name)
        assert (name, shown(directory_page)) == (name, expected(directory, code))


def test_what_is_a_code_and_the_beginning_of_a_name_finds_both(
    directory_page: Page, directory: Directory
) -> None:
    search(directory_page, "fra")
    found = shown(directory_page)
    assert found == expected(directory, "FR", names=("Frankfurt am Main",))
    assert len(found) >= 2


def test_words_may_stand_in_any_order_and_be_cut_short(directory_page: Page) -> None:
    search(directory_page, "germ birm")
    found = shown(directory_page)
    assert found
    assert found == [id for id in found if id.startswith("birmingham-")]


def test_words_of_the_history_find_records_where_no_name_fits(directory_page: Page) -> None:
    search(directory_page, "mobile library")
    assert "chicago-accra" in shown(directory_page)
    assert count(directory_page).endswith("relationships, found in their details")
    search(directory_page, "accra")
    assert "told" not in count(directory_page)


@pytest.mark.parametrize(
    ("typed", "name", "id"),
    [
        ("casablanka", "Casablanca", "chicago-casablanca"),
        ("osaak", "Osaka", "chicago-osaka"),
        ("guangzou", "Guangzhou", "birmingham-guangzhou"),
    ],
)
def test_a_misspelt_name_is_asked_about_and_taken_at_a_click(
    directory_page: Page, typed: str, name: str, id: str
) -> None:
    search(directory_page, typed)
    assert shown(directory_page) == []
    assert count(directory_page) == f"0 of 49 relationships. Did you mean {name}?"
    directory_page.get_by_role("button", name=name, exact=True).click()
    assert shown(directory_page) == [id]
    expect(directory_page.get_by_role("searchbox")).to_have_value(name)
    expect(directory_page.get_by_role("searchbox")).to_be_focused()


def test_what_is_like_no_name_finds_nothing(directory_page: Page) -> None:
    search(directory_page, "qqqqqqqqqqqq")
    assert (shown(directory_page), count(directory_page)) == ([], "0 of 49 relationships")


def test_nothing_typed_leaves_all(directory_page: Page, directory: Directory) -> None:
    for typed in ("kiev", "", "   "):
        search(directory_page, typed)
    assert shown(directory_page) == [one.id for one in directory.relationships]
    assert count(directory_page) == "49 relationships"


Simplify = Callable[[list[str]], list[str]]


@pytest.fixture
def simplified(directory_page: Page, site: Site) -> Simplify:
    """Return the page's own function, taken from its script by its name."""
    document = parse(site(*ON))
    [script] = [one.text or "" for one in document.iter("script") if not one.get("type")]
    [rules] = [one.text or "" for one in document.iter("script") if one.get("id") == "rules"]
    [own] = re.findall(r"(?ms)^  const accents = .*?^  function simplify\(.*?^  }$", script)
    call = f"names => {{ const rules = {rules}; {own}\n return names.map(simplify); }}"

    def simplify_all(names: list[str]) -> list[str]:
        found: list[str] = directory_page.evaluate(call, names)
        return found

    return simplify_all


def differing(names: list[str], simplified: Simplify) -> list[str]:
    found = zip(names, simplified(names), map(simplify, names), strict=True)
    return [f"{name}: {own}, not {ours}" for name, own, ours in found if own != ours]


def test_names_are_simplified_as_on_the_command_line(
    simplified: Simplify, directory: Directory
) -> None:
    names = [name for one in directory.parties.values() for name in (one.name, *one.names)]
    names += [name for one in directory.countries for name in (one.name, *one.names)]
    assert differing(names + AWKWARD, simplified) == []


def test_every_letter_there_is_is_simplified_as_on_the_command_line(
    simplified: Simplify,
) -> None:
    """Those that this Python knows, but for Cherokee, which alone folds to large letters.

    The thousands of signs of Chinese and Korean are all alike.
    """
    alike = ("CHEROKEE", "CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "EGYPTIAN")
    letters = [chr(point) for point in range(0xA0, sys.maxunicode)]
    letters = [one for one in letters if unicodedata.category(one)[0] in "LMNPSZ"]
    letters = [one for one in letters if not unicodedata.name(one, "").startswith(alike)]
    names = [f"a{letter}b {letter}" for letter in letters]
    assert differing(names, simplified) == []


def test_the_rules_are_written_as_data_alone(site: Site) -> None:
    [rules] = [one for one in parse(site(*ON)).iter("script") if one.get("id") == "rules"]
    assert rules.get("type") == "application/json"
    assert json.loads(rules.text or "")["leap_day"] == "feb28"
