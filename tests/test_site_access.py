"""The page on any screen, with assistive software, without scripts and on paper."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader, evaluate_each, follow, search, shown
from calls import DATA
from playwright.sync_api import Page, expect

from conftest import Run, Site

WIDTHS = (320, 768, 960, 1280)  # one for each layout


def violations(page: Page) -> list[str]:
    """Return the violations that axe-core finds, of any impact."""
    results: dict[str, Any] = Axe().run(page).response
    return [
        f"{rule['impact']}: {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


# axe is slow, so each view has one or two screens, in both colour schemes.
@pytest.mark.parametrize(
    ("address", "width", "scheme"),
    [
        ("", 390, "light"),
        ("", 1280, "dark"),
        ("#alund-brest", 390, "dark"),
        ("#alund-brest", 1280, "light"),
        ("?q=brset&status=active", 390, "dark"),
    ],
)
def test_page_has_no_accessibility_violations(
    reader: Reader, site: Site, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = reader.open(site(*DATA), address, width=width, bypass_csp=True)
    page.emulate_media(color_scheme=scheme)
    assert violations(page) == []


def test_page_without_scripts_has_no_accessibility_violations(reader: Reader, site: Site) -> None:
    """Disable the scripts of the page, but not that of axe-core."""
    inert = site(*DATA).replace("<script>", '<script type="text/plain">')
    page = reader.open(inert, bypass_csp=True)
    expect(page.locator("form.filters")).to_be_hidden()
    assert violations(page) == []


def assert_nothing_overflows(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        widths = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert widths[0] <= widths[1] == width


@pytest.mark.parametrize(
    ("id", "typed"), [("", ""), ("birmingham-milan", ""), ("", "casablanka")],
    ids=["directory", "record with conflicts", "nothing found"],
)  # fmt: skip
def test_page_never_scrolls_sideways(page: Page, id: str, typed: str) -> None:
    search(page, typed)
    follow(page, id)
    assert_nothing_overflows(page)


def test_page_without_scripts_never_scrolls_sideways(reader: Reader, site: Site) -> None:
    assert_nothing_overflows(reader.open(site(), scripts=False))


def test_first_screen_has_the_figures_the_map_and_the_next_anniversary(page: Page) -> None:
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        for selector in (".lead", ".figures strong", ".soon", "[name=q]", ".world"):
            expect(page.locator(selector).first).to_be_in_viewport()


def test_page_does_not_shift_while_it_loads(reader: Reader, site: Site) -> None:
    page = reader.open(site(), width=390)
    heights = evaluate_each(page, "tr[data-id]", "element.offsetHeight")
    assert max(heights) < 200, "cells are as wide as the screen allows"
    shift = page.evaluate(
        """() => new Promise(resolve => {
          new PerformanceObserver(list => resolve(
            list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
          )).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(0), 300);
        })"""
    )
    assert shift < 0.01


def test_page_without_scripts_shows_everything_but_controls(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), scripts=False)
    assert page.locator("article:visible").count() == 5
    assert len(shown(page)) == 6  # one is listed under both homes
    for control in ("form", "button", "input", "select"):
        assert page.locator(f"{control}:visible").count() == 0
    expect(page.locator("#page\\:coming")).to_be_visible()
    page.locator("tr[data-id]:visible a", has_text="Lyon Choir").click()
    expect(page.locator("#choirs")).to_be_in_viewport()
    page.locator("#alund-brest sup a").first.click()
    expect(page.locator("#alund-brest .sources li").first).to_be_in_viewport()
    page.locator(".world a[data-place=izmir] .dot").click()
    expect(page.locator("#alund-izmir")).to_be_in_viewport()


def test_tab_reaches_the_list_and_the_search_field_first(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the list")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".soon a")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#page\\:list-title")).to_be_in_viewport()


def test_print_has_the_selected_rows_and_records_on_request(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "?country=FR")
    listed = shown(page)
    assert len(listed) == 4
    page.evaluate("window.print = () => { window.printed = document.body.className; }")
    page.emulate_media(media="print")
    hidden = ("form", "nav", ".skip", ".world", "#page\\:overview", ".print-buttons", "article")
    for selector in hidden:
        assert page.locator(f"{selector}:visible").count() == 0
    assert shown(page) == listed
    header = page.locator("thead").evaluate("element => getComputedStyle(element).display")
    assert header == "table-header-group"  # repeated on each page
    names = evaluate_each(page, "thead th", "getComputedStyle(element, '::before').content")
    assert names[:2] == ['"Partner"', '"Country"']  # buttons would not be repeated
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print it with all details").click()
    assert page.evaluate("window.printed") == "print-records"
    page.evaluate("document.body.className = window.printed")
    page.emulate_media(media="print")
    assert sorted(evaluate_each(page, "article:visible", "element.id")) == sorted(listed)


def test_printing_an_open_record_prints_only_that_record(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), "#alund-brest")
    page.emulate_media(media="print")
    assert evaluate_each(page, "article:visible", "element.id") == ["alund-brest"]
    for selector in (".path", ".actions", ".clock", "table"):
        assert page.locator(f"{selector}:visible").count() == 0


def test_downloads_are_the_calendars_of_the_command(reader: Reader, site: Site, run: Run) -> None:
    page = reader.open(site(*DATA))
    form = page.get_by_role("form", name="Calendars to download")
    items = form.get_by_role("listitem")
    assert items.all_inner_texts() == [
        "All 1 yearly entry", "Ålund 1 yearly entry", "Brest 1 yearly entry",
    ]  # fmt: skip
    assert download(page, "Ålund") == (
        "alund-anniversaries.ics",
        run("calendar", *DATA, "--of", "alund").out,
    )
    form.get_by_role("checkbox", name="month").check()
    form.get_by_role("checkbox", name="year").check()
    assert items.first.inner_text() == "All 3 yearly entries"
    include = ("--include", "month", "--include", "year")
    assert download(page, "All") == ("anniversaries.ics", run("calendar", *DATA, *include).out)


def test_record_has_its_own_calendar_and_link(reader: Reader, site: Site, run: Run) -> None:
    page = reader.open(site(*DATA), "#alund-brest")
    name, calendar = download(page, "Add the anniversary to a calendar")
    assert name == "brest-and-alund.ics"
    expected = run("calendar", "alund-brest", *DATA).out
    assert calendar[calendar.index("BEGIN:VEVENT") :] == expected[expected.index("BEGIN:VEVENT") :]
    page.evaluate("navigator.clipboard.writeText = async address => { window.copied = address; }")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("window.copied").endswith(".html#alund-brest")


def download(page: Page, button: str) -> tuple[str, str]:
    """Press a button, and return the name and the content of the downloaded file."""
    with page.expect_download() as started:
        page.locator("button:visible", has_text=button).first.click()
    return started.value.suggested_filename, started.value.path().read_bytes().decode()
