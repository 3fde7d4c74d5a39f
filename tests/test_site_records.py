"""Records at their own addresses, in a browser."""

from __future__ import annotations

import re

import pytest
from browser import Reader, evaluate_each, follow, search, shown
from calls import DATA, ON
from playwright.sync_api import Page, expect

from conftest import Run, Site
from sistercities_cli import Directory

TITLE = "Sister cities of Chicago and partnerships of Birmingham"


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
    expect(page.locator("#page\\:list")).to_be_visible()
    expect(page.locator(".path")).to_be_hidden()
    expect(page).to_have_title(TITLE)
    assert opened(page) == []


def assert_record(page: Page, id: str, title: str) -> None:
    """Assert that the page shows one record alone, from its top, with the focus on it."""
    expect(page).to_have_title(title)
    assert opened(page) == [id]
    expect(page.locator("#page\\:list")).to_be_hidden()
    heading = page.locator("article:visible h3")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert scrolled(page) == 0


def test_address_opens_its_record_alone(page: Page, directory: Directory) -> None:
    for view in directory.relationships[::10]:
        follow(page, view.id)
        title = f"{view.partner.name} and {view.home_party.name} – {TITLE}"
        assert_record(page, view.id, title)


def test_record_links_to_its_neighbours_and_the_directory(page: Page) -> None:
    ids = shown(page)
    follow(page, "chicago-osaka")
    path = page.get_by_role("navigation", name="Previous and next")
    place = ids.index("chicago-osaka")
    assert neighbours(page) == [ids[place - 1], "page:list", ids[place + 1]]
    path.get_by_role("link", name="→").click()
    expect(page).to_have_url(re.compile(f"#{ids[place + 1]}$"))
    assert opened(page) == [ids[place + 1]]
    path.get_by_role("link", name="←").click()
    assert_record(page, "chicago-osaka", f"Osaka and Chicago – {TITLE}")
    path.get_by_role("link", name="All relationships").click()
    assert_directory(page)
    follow(page, ids[0])
    expect(page.locator(".path a").first).to_have_text("All relationships")
    assert neighbours(page) == ["page:list", ids[1]]
    follow(page, ids[-1])
    expect(page.locator(".path a").last).to_have_text("All relationships")
    assert neighbours(page) == [ids[-2], "page:list"]


def test_neighbours_follow_filters_and_sort_order(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "?country=FR&sort=founded+down")
    listed = shown(page)
    assert len(listed) > 2
    page.locator("tr[data-id]:visible a").nth(1).click()
    assert neighbours(page) == [listed[0], "page:list", listed[2]]
    assert "country=FR" in page.url


def test_back_restores_the_scroll_position_and_the_focus(page: Page) -> None:
    link = page.locator("tr[data-id] th").get_by_role("link", name="Mirpur")
    link.scroll_into_view_if_needed()
    before = scrolled(page)
    assert before > 0
    link.click()
    expect(page.get_by_role("heading", name="Mirpur, Azad Kashmir, Pakistan")).to_be_focused()
    assert scrolled(page) == 0
    page.go_back()
    assert_directory(page)
    assert scrolled(page) == before
    expect(link).to_be_focused()


def test_unknown_address_shows_the_directory(page: Page) -> None:
    for hash in ("atlantis", "", "%", "%E0%A4%A", "page:rules", "chicago"):
        follow(page, "chicago-osaka")
        expect(page.locator("#page\\:list")).to_be_hidden()
        follow(page, hash)
        assert_directory(page)


def test_address_of_a_section_shows_it(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "#page:home-alund")
    expect(page.locator("#page\\:list")).to_be_visible()
    expect(page.get_by_role("heading", name="Ålund: ")).to_be_in_viewport()
    follow(page, "alund-brest")
    expect(page.locator("#page\\:list")).to_be_hidden()
    follow(page, "page:home-brest")
    expect(page.locator("#page\\:list")).to_be_visible()
    expect(page.get_by_role("heading", name="Brest, Brittany: ")).to_be_in_viewport()


def test_number_of_a_source_leads_to_it(page: Page) -> None:
    follow(page, "chicago-osaka")
    number = page.locator("#chicago-osaka sup a").last
    source = page.locator("#chicago-osaka .sources li").nth(int(number.inner_text()[1:-1]) - 1)
    number.click()
    expect(source).to_be_in_viewport()
    assert opened(page) == ["chicago-osaka"]
    follow(page, "2:1")
    expect(page.locator("article:visible")).not_to_have_id("chicago-osaka")
    assert len(opened(page)) == 1


def test_large_page_draws_records_on_demand(
    reader: Reader, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sistercities_cli.site.MAX_RECORDS", 3)
    page = reader.open(run("site", *DATA, *ON).ok, "#alund-brest", on="2027-02-28")
    assert opened(page) == ["alund-brest"]
    assert page.locator("dd.age").inner_text() == "39 years"
    page.locator(".path a[href='#page:list']").click()
    search(page, "regatta")
    assert shown(page) == ["alund-brest", "alund-brest"]
    page = reader.open(run("site", *DATA, *ON).ok, scripts=False)
    page.locator("tr[data-id] a").first.click()
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_address_opens_a_record_that_filters_exclude(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "?country=TR#alund-brest")
    assert_record(page, "alund-brest", "Brest and Ålund – Sister towns of Ålund")
    assert page.locator(".path a").all_inner_texts() == ["All relationships"]


def test_record_shows_the_local_time_of_the_partner(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "#alund-brest", zone="America/Chicago")
    clock = page.locator("article:visible .clock")
    assert clock.inner_text() == "It is Saturday, 19:00 there now."
