"""Sorting the rows of the page, in a browser."""

from __future__ import annotations

import datetime as dt

import pytest
from browser import Reader, shown
from playwright.sync_api import Page, expect

from conftest import SAMPLE, Site
from sistercities_cli import Directory, LeapDay, SortKey, sort_relationships

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = dt.date(2027, 2, 28)  # on which the two rules for 29 February differ
COLUMNS = {
    "Partner": SortKey.PARTNER,
    "Country": SortKey.COUNTRY,
    "Home": SortKey.HOME,
    "Kind": SortKey.KIND,
    "Founded": SortKey.FOUNDED,
    "Years": SortKey.YEARS,
    "Next anniversary": SortKey.NEXT,
    "Status": SortKey.STATUS,
}


def header(page: Page, title: str) -> tuple[str | None, str]:
    """Return the sort direction of a column and the arrow in its header."""
    cell = page.get_by_role("columnheader", name=title, exact=True)
    arrow: str = cell.locator("button").evaluate(
        "button => getComputedStyle(button, '::after').content.split('/')[0].trim()"
    )
    return cell.get_attribute("aria-sort"), arrow.strip('" ')


def click(page: Page, title: str) -> None:
    page.get_by_role("columnheader", name=title, exact=True).get_by_role("button").click()


@pytest.mark.parametrize(
    ("data", "leap_day"),
    [("directory", LeapDay.FEB28), ("towns", LeapDay.FEB28), ("towns", LeapDay.MAR1)],
)
def test_header_clicks_sort_like_list_up_then_down_then_not(
    reader: Reader, site: Site, request: pytest.FixtureRequest, data: str, leap_day: LeapDay
) -> None:
    directory: Directory = request.getfixturevalue(data)
    options = ("--data", str(SAMPLE)) if data == "towns" else ()
    page = reader.open(site("--leap-day", leap_day, *options, "--on", "2026-11-21"), on=str(ON))
    listed = directory.relationships
    for title, key in COLUMNS.items():
        for direction, arrow in (("ascending", "↑"), ("descending", "↓")):
            click(page, title)
            expected = sort_relationships(
                listed, key, ON, leap_day=leap_day, reverse=direction == "descending"
            )
            assert (title, direction, shown(page)) == (
                title,
                direction,
                [view.id for view in expected],
            )
            assert header(page, title) == (direction, arrow)
            assert page.locator("th[aria-sort]").count() == 1
        click(page, title)
        assert shown(page) == [view.id for view in listed]
        assert header(page, title) == (None, "↕")


def test_keyboard_sorts(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"))
    page.get_by_role("button", name="Clear").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Founded")).to_be_focused()
    page.keyboard.press("Enter")
    assert shown(page)[0] == "alund-lyon"
    page.keyboard.press("Space")
    assert shown(page)[0] == "choirs"
    expect(page.get_by_role("button", name="Founded")).to_be_focused()


def test_phone_has_a_sort_field(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"), width=390)
    listed = shown(page)
    field = page.get_by_role("combobox", name="Sort by")
    labels = [label for title in COLUMNS for label in (title, f"{title}, reversed")]
    assert field.locator("option").all_inner_texts() == ["as listed", *labels]
    field.select_option("Founded, reversed")
    assert shown(page)[0] == "choirs"
    field.select_option("as listed")
    assert shown(page) == listed


def test_filtered_rows_keep_the_sort_order(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"))
    click(page, "Founded")
    expected = shown(page)
    kind = page.get_by_role("combobox", name="Kind")
    kind.select_option("friendship")
    assert shown(page) == [id for id in expected if id in ("alund-lyon", "brest-lyon")]
    kind.select_option("")
    assert shown(page) == expected
