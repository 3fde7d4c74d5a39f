"""The order of the rows of the page, in a browser."""

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


def head(page: Page, title: str) -> tuple[str | None, str]:
    """Return what the head of a column says of the order, and the arrow beside it."""
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
def test_each_column_sorts_both_ways_as_list_does_and_then_no_more(
    reader: Reader, site: Site, request: pytest.FixtureRequest, data: str, leap_day: LeapDay
) -> None:
    directory: Directory = request.getfixturevalue(data)
    own = ("--data", str(SAMPLE)) if data == "towns" else ()
    page = reader.open(site("--leap-day", leap_day, *own, "--on", "2026-11-21"), on=str(ON))
    listed = list(directory.relationships)
    for title, key in COLUMNS.items():
        for way, arrow in (("ascending", "↑"), ("descending", "↓")):
            click(page, title)
            wanted = sort_relationships(
                listed, key, ON, leap_day=leap_day, reverse=way == "descending"
            )
            assert (title, way, shown(page)) == (title, way, [one.id for one in wanted])
            assert head(page, title) == (way, arrow)
            assert page.locator("th[aria-sort]").count() == 1
        click(page, title)
        assert shown(page) == [one.id for one in listed]
        assert head(page, title) == (None, "↕")


def test_what_has_no_value_comes_last_either_way(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"))
    click(page, "Founded")
    up = shown(page)
    click(page, "Founded")
    assert up[-1] == shown(page)[-1] == "brest-lyon"
    assert up[:-1] == shown(page)[-2::-1]


def test_another_column_starts_upwards(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"))
    click(page, "Founded")
    click(page, "Founded")
    click(page, "Partner")
    assert (head(page, "Partner")[0], head(page, "Founded")[0]) == ("ascending", None)
    assert shown(page)[0] == "alund-brest"


def test_the_keyboard_alone_can_sort(reader: Reader, site: Site) -> None:
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


def test_on_a_phone_a_list_of_orders_sorts(reader: Reader, site: Site) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"), width=390)
    listed = shown(page)
    field = page.get_by_role("combobox", name="Sort by")
    labels = [label for title in COLUMNS for label in (title, f"{title}, reversed")]
    assert field.locator("option").all_inner_texts() == ["as listed", *labels]
    field.select_option("Founded, reversed")
    assert shown(page)[0] == "choirs"
    field.select_option("as listed")
    assert shown(page) == listed


def test_rows_that_are_left_out_keep_to_the_order_when_they_come_back(
    reader: Reader, site: Site
) -> None:
    page = reader.open(site("--data", str(SAMPLE), "--on", "2026-11-21"))
    click(page, "Founded")
    wanted = shown(page)
    kind = page.get_by_role("combobox", name="Kind")
    kind.select_option("friendship")
    assert shown(page) == [id for id in wanted if id in ("alund-lyon", "brest-lyon")]
    kind.select_option("")
    assert shown(page) == wanted
