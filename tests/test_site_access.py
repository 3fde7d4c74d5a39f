"""The page on any screen, with assistive software, without scripts and on paper."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader, evaluate_each, shown
from playwright.sync_api import Page, expect

from conftest import SAMPLE, Site

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = ("--on", "2026-11-21")
SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((390, "light"), (1280, "dark"))
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
    """Return the violations that axe-core finds, of any impact."""
    results: dict[str, Any] = Axe().run(page).response
    return [
        f"{rule['impact']}: {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_page_has_no_accessibility_violations(reader: Reader, site: Site, address: str) -> None:
    # Check the full page once and the other views on a smaller page, because axe is slow.
    page = reader.open(site(*ON, *(SMALLER if address else ())), address, bypass_csp=True)
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert (width, scheme, violations(page)) == (width, scheme, [])


def test_page_without_scripts_has_no_accessibility_violations(reader: Reader, site: Site) -> None:
    """Disable the script of the page, but not that of axe-core."""
    inert = site(*ON, *SMALLER).replace("<script>", '<script type="text/plain">')
    page = reader.open(inert, bypass_csp=True)
    expect(page.locator("form")).to_be_hidden()
    assert violations(page) == []


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_page_never_scrolls_sideways(reader: Reader, site: Site, address: str) -> None:
    for page in (reader.open(site(*ON), address, scripts=scripts) for scripts in (True, False)):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            widths = page.evaluate(
                "() => { document.querySelector('details.later').open = true;"
                " const top = document.documentElement;"
                " return [top.scrollWidth, top.clientWidth]; }"
            )
            assert widths[0] <= widths[1] == width


def test_page_without_scripts_shows_everything_but_controls(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), scripts=False)
    assert page.locator("article:visible").count() == 50
    assert len(shown(page)) == 50
    expect(page.locator("form")).to_be_hidden()
    for control in ("button", "input", "select"):
        assert page.locator(f"{control}:visible").count() == 0
    expect(page.locator("#page\\:coming")).to_be_visible()
    page.locator("tbody tr:visible a", has_text="Osaka").click()
    expect(page.locator("#chicago-osaka")).to_be_in_viewport()
    page.locator("nav a", has_text="Each relationship").click()
    expect(page.get_by_role("heading", name="Each relationship")).to_be_in_viewport()
    page.locator(".world .place[data-city=Accra] .dot").click()
    expect(page.locator("#chicago-accra")).to_be_in_viewport()


def test_first_tab_stop_skips_to_the_relationships(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the relationships")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#page\\:directory-title")).to_be_in_viewport()


def test_print_has_the_selected_records_and_no_controls(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "?country=DE")
    listed = shown(page)
    page.emulate_media(media="print")
    for selector in ("form", "nav", ".skip", ".downloads", "button[type=reset]"):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()
    assert evaluate_each(page, "article:visible", "element.id") == listed


def test_printing_an_open_record_prints_only_that_record(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON), "#chicago-osaka")
    page.emulate_media(media="print")
    assert evaluate_each(page, "article:visible", "element.id") == ["chicago-osaka"]
    expect(page.locator(".path")).to_be_hidden()


def test_download_of_a_calendar_requests_nothing(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON, "--data", str(SAMPLE)))
    with page.expect_download() as download:
        page.locator(".downloads a").first.click()
    assert download.value.suggested_filename == "anniversaries.ics"
    assert [line for line in reader.log if not line.startswith("request: data:")] == []
    reader.log.clear()
