"""The page for every reader: any screen, any software, with scripts or without, on paper."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader, search, shown
from playwright.sync_api import Page, expect

from conftest import SAMPLE, Site

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = ("--on", "2026-11-21")
WAYS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (390, "light"), (1280, "dark"),
)  # fmt: skip
WIDTHS = (320, 390, 768, 1280)
SMALLER = ("--of", "birmingham")
VIEWS = {
    "directory": "",
    "record": "#birmingham-zaporizhzhia",
    "record with conflicts": "#birmingham-milan",
    "filtered": "?home=birmingham&status=active&sort=founded",
    "nothing found": "?q=casablanka",
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong, of any impact."""
    results: dict[str, Any] = Axe().run(page).response
    return [
        f"{one['impact']}: {one['id']}: {node['target']} {node['failureSummary']}"
        for one in results["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_no_rule_of_accessibility_is_broken(reader: Reader, site: Site, address: str) -> None:
    # All of it once; what comes of an address is looked at in a smaller page, as it takes long.
    page = reader.open(site(*ON, *(SMALLER if address else ())), address, bypass_csp=True)
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert (width, scheme, violations(page)) == (width, scheme, [])


def test_no_rule_is_broken_without_scripts(reader: Reader, site: Site) -> None:
    """The script of the page is kept from running, that of axe-core is not."""
    inert = site(*ON, *SMALLER).replace("<script>", '<script type="text/plain">')
    page = reader.open(inert, bypass_csp=True)
    expect(page.locator("form")).to_be_hidden()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("address", "scripts"),
    [
        *(pytest.param(address, True, id=name) for name, address in VIEWS.items()),
        pytest.param("", False, id="without scripts"),
    ],
)
def test_nothing_is_wider_than_the_screen(
    reader: Reader, site: Site, address: str, scripts: bool
) -> None:
    page = reader.open(site(*ON), address, scripts=scripts)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if address == "" and scripts:
            page.locator("details.later").evaluate("one => { one.open = true; }")
        widths = page.evaluate(
            "() => { const top = document.documentElement;"
            " return [top.scrollWidth, top.clientWidth]; }"
        )
        assert widths[0] <= widths[1] == width


def test_without_scripts_all_is_there_and_nothing_that_would_do_nothing(
    reader: Reader, site: Site
) -> None:
    page = reader.open(site(*ON), scripts=False)
    assert page.locator("article:visible").count() == 49
    assert len(shown(page)) == 49
    expect(page.locator("form")).to_be_hidden()
    for control in ("button", "input", "select"):
        assert page.locator(f"{control}:visible").count() == 0
    expect(page.locator("#coming")).to_be_visible()
    page.locator("tbody tr:visible a", has_text="Osaka").click()
    expect(page.locator("#chicago-osaka")).to_be_in_viewport()
    page.locator("nav a", has_text="Each relationship").click()
    expect(page.get_by_role("heading", name="Each relationship")).to_be_in_viewport()


def test_without_scripts_a_place_on_the_map_leads_to_its_record(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), scripts=False)
    page.locator(".world .place[data-city=Accra] .dot").click()
    expect(page.locator("#chicago-accra")).to_be_in_viewport()


def test_with_scripts_no_link_leads_to_a_part_that_is_hidden(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON))
    for link in page.get_by_role("navigation", name="Parts of this page").locator("a").all():
        target = link.get_attribute("href") or ""
        if link.is_visible():
            link.click()
            expect(page.locator(target).get_by_role("heading").first).to_be_in_viewport()


def test_the_first_key_offers_to_skip_to_the_relationships(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the relationships")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#directory-title")).to_be_in_viewport()


def test_the_status_is_told_by_its_sign_and_its_word(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON))
    shapes = page.eval_on_selector_all(
        "tbody .status",
        "all => all.map(one => [one.textContent, one.querySelector('path').getAttribute('d')])",
    )
    pairs = {(status.strip(), shape) for status, shape in shapes}
    assert len({shape for _, shape in pairs}) == len({status for status, _ in pairs}) == len(pairs)


def test_on_paper_are_the_records_of_what_is_shown_and_no_controls(
    reader: Reader, site: Site
) -> None:
    page = reader.open(site(*ON), "?country=DE")
    listed = shown(page)
    page.emulate_media(media="print")
    for selector in ("form", "nav", ".skip", ".downloads", "button[type=reset]"):
        for one in page.locator(selector).all():
            expect(one).to_be_hidden()
    printed = page.locator("article:visible").evaluate_all("all => all.map(one => one.id)")
    assert printed == listed
    page.emulate_media(media="screen")
    search(page, "osaka")
    page.emulate_media(media="print")
    printed = page.locator("article:visible").evaluate_all("all => all.map(one => one.id)")
    assert len(printed) <= 1


def test_on_paper_a_record_that_is_read_stands_alone(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "#chicago-osaka")
    page.emulate_media(media="print")
    printed = page.locator("article:visible").evaluate_all("all => all.map(one => one.id)")
    assert printed == ["chicago-osaka"]
    expect(page.locator(".path")).to_be_hidden()


def test_reading_asks_for_nothing_but_the_page(reader: Reader, site: Site) -> None:
    """The fixture says so at the end of each test; here all is done once that a reader does."""
    page = reader.open(site(*ON, "--data", str(SAMPLE)))
    search(page, "lyon")
    page.locator("tbody tr:visible a").first.click()
    page.go_back()
    page.get_by_role("button", name="Clear").click()
    with page.expect_download() as download:
        page.locator(".downloads a").first.click()
    assert download.value.suggested_filename == "anniversaries.ics"
    assert [one for one in reader.seen if not one.startswith("request: data:")] == []
    reader.seen.clear()
