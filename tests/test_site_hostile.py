"""A hostile data file cannot change the page or run scripts."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from browser import Reader, evaluate_each, search, shown
from documents import full_document
from drawings import NO_LAND
from hypertext import links, parse, text
from playwright.sync_api import Page, expect

from sistercities_cli.datafile import build_directory
from sistercities_cli.site import PageOptions, render_page

ON = dt.date(2026, 11, 21)

HOSTILE = (
    "\"><script>window.hacked=1</script><img src=x onerror=window.hacked=1>'"
    "&amp;{{7*7}}{% raw %}</style><!--"
)
HOSTILE_ID = "\"'><script>window.hacked=1</script>&amp;{{7*7}}%41#"
HOSTILE_URL = "https://x.example/?a=<script>window.hacked=1</script>\"'&amp;{{7*7}}"
# As long as the hostile texts, as the map omits names that are too long.
HARMLESS = "x" * len(HOSTILE)
HARMLESS_ID = "i" * len(HOSTILE_ID)
HARMLESS_URL = "https://x.example/" + "u" * (len(HOSTILE_URL) - 18)
RECORD = f"{HOSTILE_ID}r1"


def _read(built: dict[str, Any]) -> list[dict[str, Any]]:
    return [built]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Render a hostile directory and a harmless one of the same structure.

    Data files with such ids and addresses are rejected; the page does not rely on that.
    """
    pages = {}
    for name, values in {
        "hostile": (HOSTILE, HOSTILE_ID, HOSTILE_URL),
        "harmless": (HARMLESS, HARMLESS_ID, HARMLESS_URL),
    }.items():
        built = full_document(*values)
        directory = build_directory(built, partial(_read, built))
        homes = [home.city for home in directory.homes]
        options = PageOptions(version="1")
        parts = render_page(directory, directory.relationships, homes, NO_LAND, ON, options)
        pages[name] = "".join(parts)
    return pages


@pytest.fixture
def page(reader: Reader, written: dict[str, str]) -> Page:
    """Open the hostile page without its policy, as escaping must be enough."""
    return reader.open(written["hostile"], bypass_csp=True, reuse=True)


def unharmed(page: Page) -> bool:
    return bool(page.evaluate("window.hacked === undefined"))


def structure(root: ET.Element) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(e.tag, e.get("class", ""), tuple(e.keys())) for e in root.iter()]


def test_hostile_directory_gives_the_same_elements(written: dict[str, str]) -> None:
    hostile, harmless = parse(written["hostile"]), parse(written["harmless"])
    assert structure(hostile) == structure(harmless)
    assert len(list(hostile.iter("article"))) == 4


def test_hostile_texts_are_shown_literally(written: dict[str, str]) -> None:
    hostile, harmless = parse(written["hostile"]), parse(written["harmless"])
    scheme = len("https://")  # which the page omits
    authors = " and ".join(HOSTILE.split(";"))
    stands_for = [
        (f", by {HARMLESS}", f", by {authors}"),
        (HARMLESS, HOSTILE), (HARMLESS_ID, HOSTILE_ID),
        (HARMLESS_URL[scheme:], HOSTILE_URL[scheme:]),
    ]  # fmt: skip
    for model, article in zip(harmless.iter("article"), hostile.iter("article"), strict=True):
        expected = text(model)
        assert HARMLESS in expected
        for plain, attack in [*stands_for, (HARMLESS.capitalize(), HOSTILE)]:
            expected = expected.replace(plain, attack)
        assert text(article) == expected
        assert HOSTILE_URL in links(article)
    assert text(next(hostile.iter("h1"))) == HOSTILE


def test_scripts_in_data_do_not_run(page: Page) -> None:
    assert page.title() == page.locator("h1").text_content() == HOSTILE
    link = page.locator("tr[data-id]:visible th a").first
    assert link.text_content() == HOSTILE
    link.click()
    expect(page.locator("article:visible h3")).to_contain_text(HOSTILE)
    assert page.title().count(HOSTILE) == 3
    page.locator(".path a[href='#page:list']").click()
    expect(page.locator("#page\\:list")).to_be_visible()
    assert unharmed(page)


def test_page_script_creates_the_same_elements(reader: Reader, written: dict[str, str]) -> None:
    tags = "() => [...document.querySelectorAll('*')].map(e => e.tagName + e.className)"
    hostile, harmless = (
        reader.open(written[name]).evaluate(tags) for name in ("hostile", "harmless")
    )
    assert hostile == harmless


def test_search_accepts_any_text(page: Page) -> None:
    for typed, ids in ((HOSTILE, 5), (RECORD, 2)):  # a record is listed under both homes
        search(page, typed)
        assert len(shown(page)) == ids
        page.reload()
        expect(page.get_by_role("searchbox")).to_have_value(typed)
        assert unharmed(page)


def test_filters_work_with_hostile_values(page: Page) -> None:
    home = page.locator("select[name=home]")
    home.select_option(f"{HOSTILE_ID}2")
    listed = shown(page)
    assert {*listed} == {RECORD, f"{HOSTILE_ID}r3"}
    page.reload()
    expect(home).to_have_value(f"{HOSTILE_ID}2")
    assert shown(page) == listed
    assert unharmed(page)


def test_links_to_hostile_ids_resolve(page: Page) -> None:
    for selector in ("tr[data-id]:visible th a", ".agenda a", ".world a.place"):
        for href in evaluate_each(page, selector, "element.getAttribute('href')"):
            page.evaluate("href => { location.href = href; }", href)
            # A record or, for a home, its programme.
            reached = page.evaluate(
                "() => document.querySelector('article.current')?.id"
                " ?? document.querySelector(':target')?.id"
            )
            assert reached == unquote(href.removeprefix("#")), selector


CLICK = """() => {
  document.body.setAttribute("onclick", "window.hacked = 1");
  document.body.click();
}"""
INJECT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.hacked = 1";
  document.body.append(script);
  const image = new Image();
  image.src = "https://x.example/seen.png";
  document.body.append(image);
}"""


def test_policy_blocks_injected_scripts_and_images(reader: Reader, written: dict[str, str]) -> None:
    open_to_all = reader.open(written["harmless"], bypass_csp=True)
    open_to_all.evaluate(CLICK)
    assert not unharmed(open_to_all)  # without the policy, the click runs
    page = reader.open(written["harmless"])
    page.evaluate(CLICK)
    with page.expect_event("requestfailed") as request:
        page.evaluate(INJECT)
    assert unharmed(page)
    assert request.value.failure == "csp"
    complaints = [line for line in reader.log if not line.startswith("request: ")]
    assert len(complaints) == 3
    assert all("Content Security Policy" in line for line in complaints)
    reader.log.clear()
