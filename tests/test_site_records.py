"""Records at their own addresses, in a browser."""

from __future__ import annotations

import re

import pytest
from browser import Reader, evaluate_each, shown
from playwright.sync_api import Page, expect

from conftest import Site
from sistercities_cli import Directory

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = ("--on", "2026-11-21")
TITLE = "Sister cities of Chicago and partnerships of Birmingham"


@pytest.fixture
def page(reader: Reader, site: Site) -> Page:
    return reader.open(site(*ON))


def opened(page: Page) -> list[str]:
    """Return the ids of the visible records."""
    return evaluate_each(page, "article:visible", "element.id")


def neighbours(page: Page) -> list[str]:
    """Return the targets of the links to the records before and after, and to the directory."""
    return evaluate_each(page, ".path a", "element.hash.slice(1)")


def scrolled(page: Page) -> int:
    return int(page.evaluate("window.scrollY"))


def assert_directory(page: Page) -> None:
    """Assert that the page shows the directory and no record."""
    expect(page.locator("#page\\:directory")).to_be_visible()
    expect(page.locator(".path")).to_be_hidden()
    expect(page).to_have_title(TITLE)
    assert opened(page) == []


def assert_record(page: Page, id: str, title: str) -> None:
    """Assert that the page shows one record alone, from its top, with the focus on it."""
    expect(page).to_have_title(f"{title} – {TITLE}")
    assert opened(page) == [id]
    expect(page.locator("#page\\:directory")).to_be_hidden()
    heading = page.get_by_role("heading", name=title, exact=True)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert scrolled(page) == 0


def test_address_opens_its_record_alone(page: Page, directory: Directory) -> None:
    for view in directory.relationships:
        page.evaluate("hash => { location.hash = hash; }", view.id)
        assert_record(page, view.id, f"{view.partner.name} and {view.home_party.name}")


def test_record_links_to_its_neighbours_and_the_directory(
    reader: Reader, site: Site, directory: Directory
) -> None:
    ids = [view.id for view in directory.relationships]
    page = reader.open(site(*ON), "#chicago-osaka")
    path = page.get_by_role("navigation", name="Previous and next")
    place = ids.index("chicago-osaka")
    assert neighbours(page) == [ids[place - 1], "page:directory", ids[place + 1]]
    path.get_by_role("link", name="→").click()
    expect(page).to_have_url(re.compile(f"#{ids[place + 1]}$"))
    assert opened(page) == [ids[place + 1]]
    path.get_by_role("link", name="←").click()
    assert_record(page, "chicago-osaka", "Osaka and Chicago")
    path.get_by_role("link", name="All relationships").click()
    assert_directory(page)
    assert neighbours(reader.open(site(*ON), f"#{ids[0]}")) == ["page:directory", ids[1]]
    assert neighbours(reader.open(site(*ON), f"#{ids[-1]}")) == [ids[-2], "page:directory"]


def test_neighbours_follow_filters_and_sort_order(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "?country=DE&sort=founded+down")
    listed = shown(page)
    assert len(listed) > 2
    page.locator("tbody tr:visible a").nth(1).click()
    assert neighbours(page) == [listed[0], "page:directory", listed[2]]
    assert "country=DE" in page.url


def test_back_restores_the_scroll_position(page: Page) -> None:
    link = page.get_by_role("cell").locator("xpath=..").get_by_role("link", name="Mirpur")
    link.scroll_into_view_if_needed()
    before = scrolled(page)
    assert before > 0
    link.click()
    expect(page.get_by_role("heading", name="Mirpur and Birmingham")).to_be_focused()
    assert scrolled(page) == 0
    page.go_back()
    assert_directory(page)
    assert scrolled(page) == before


@pytest.mark.parametrize("hash", ["#atlantis", "#", "#%", "#%E0%A4%A", "#page:rules", "#chicago"])
def test_unknown_address_shows_the_directory(reader: Reader, site: Site, hash: str) -> None:
    page = reader.open(site(*ON), hash)
    assert_directory(page)


def test_address_of_a_section_shows_it(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "#page:home-birmingham")
    assert_directory(page)
    expect(page.get_by_role("heading", name="Birmingham: ")).to_be_in_viewport()
    page = reader.open(site(*ON), "#chicago-osaka")
    page.evaluate("() => { location.hash = 'page:home-chicago'; }")
    assert_directory(page)
    expect(page.get_by_role("heading", name="Chicago: ")).to_be_in_viewport()


def test_click_or_key_on_a_place_opens_its_record(page: Page) -> None:
    page.locator(".world .place[data-city=Osaka] .dot").click()
    assert_record(page, "chicago-osaka", "Osaka and Chicago")
    page.go_back()
    page.locator(".world .place[data-city=Accra]").focus()
    page.keyboard.press("Enter")
    assert_record(page, "chicago-accra", "Accra and Chicago")


def test_place_with_several_relationships_lists_them(page: Page) -> None:
    page.locator(".world .place[data-city=Milan] .dot").first.click()
    assert shown(page) == ["chicago-milan", "birmingham-milan"]
    expect(page.get_by_role("searchbox")).to_have_value("Milan")
    expect(page.get_by_role("searchbox")).to_be_in_viewport()
    assert opened(page) == []


def test_address_opens_a_record_that_filters_exclude(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "?country=DE#chicago-osaka")
    assert_record(page, "chicago-osaka", "Osaka and Chicago")
    assert page.locator(".path a").all_inner_texts() == ["All relationships"]


def test_record_shows_the_local_time_of_the_partner(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "#chicago-osaka", zone="America/Chicago")
    clock = page.locator("article:visible .clock")
    assert clock.inner_text() == "It is Sunday, 03:00 there now."
