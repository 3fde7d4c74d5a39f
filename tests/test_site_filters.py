"""Filtering and sorting the page, in a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import Reader, count, evaluate_each, search, shown
from playwright.sync_api import Page, expect

from conftest import SAMPLE, Run, Site
from sistercities_cli import Directory, LeapDay, Relationship, SortKey, Status, sort_relationships

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

ON = ("--on", "2026-11-21")
DAY = dt.date(2027, 2, 28)  # on which the two rules for 29 February differ
COLUMNS = {
    "Partner": SortKey.PARTNER, "Country": SortKey.COUNTRY, "Home": SortKey.HOME,
    "Kind": SortKey.KIND, "Founded": SortKey.FOUNDED, "Years": SortKey.YEARS,
    "Next anniversary": SortKey.NEXT, "Status": SortKey.STATUS,
}  # fmt: skip


@pytest.fixture
def page(reader: Reader, site: Site) -> Page:
    return reader.open(site(*ON))


def choose(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f".filters select[name={name}]").select_option(value)


def selected(directory: Directory, **values: str) -> list[Relationship]:
    """Select relationships as the command line does."""
    return list(
        directory.select(
            of=[directory.find_home(values["home"])] if "home" in values else (),
            countries=[directory.find_country(values["country"])] if "country" in values else (),
            kinds=[values["kind"]] if "kind" in values else (),
            statuses=[Status(values["status"])] if "status" in values else (),
        )
    )


def partners(page: Page) -> list[tuple[str, str]]:
    """Return id and partner of the visible rows."""
    pair = "[element.dataset.id, element.cells[0].textContent.trim()]"
    return [(id, name) for id, name in evaluate_each(page, "tbody tr:visible", pair)]


def options(page: Page, name: str) -> list[str]:
    unset, *values = evaluate_each(page, f"select[name={name}] option", "element.value")
    assert unset == ""
    return values


@pytest.mark.parametrize("name", ["home", "country", "kind", "status"])
def test_each_filter_value_matches_the_list_command(
    page: Page, directory: Directory, name: str
) -> None:
    values = options(page, name)
    known = {
        "home": [home.city.id for home in directory.homes],
        "country": [country.code for country, _ in directory.by_country()],
        "kind": list(directory.kinds),
        "status": [view for view in Status if selected(directory, status=view)],
    }[name]
    assert values == known
    for value in values:
        choose(page, **{name: value})
        views = selected(directory, **{name: value})
        assert partners(page) == [(view.id, view.partner.name) for view in views]
        assert count(page) == f"{len(views)} of 50 relationships"


@pytest.mark.parametrize(
    "values",
    [
        {"home": "birmingham", "country": "US", "kind": "sister city"},
        {"home": "chicago", "country": "IT", "kind": "sister city", "status": "active"},
    ],
    ids=lambda values: "-".join(values.values()),
)
def test_filters_combine(page: Page, directory: Directory, values: dict[str, str]) -> None:
    choose(page, **values)
    views = selected(directory, **values)
    assert partners(page) == [(view.id, view.partner.name) for view in views]
    assert count(page) == f"{len(views)} of 50 relationships"


def test_relationship_of_two_homes_is_listed_once_under_the_selected_home(page: Page) -> None:
    def both() -> list[str]:
        return [name for id, name in partners(page) if id == "chicago-birmingham"]

    assert both() == ["Birmingham"]
    choose(page, home="birmingham")
    assert both() == ["Chicago"]
    choose(page, home="chicago")
    assert both() == ["Birmingham"]
    choose(page, home="", country="US")
    assert both() == ["Chicago"]


def left_out(page: Page, selector: str) -> list[str]:
    return evaluate_each(page, f".world {selector}.left-out", "element.dataset.ids")


def test_map_fades_filtered_places_and_lines(page: Page, directory: Directory) -> None:
    assert left_out(page, ".place") == left_out(page, ".line") == []
    choose(page, home="birmingham", status="active")
    ids = {view.id for view in selected(directory, home="birmingham", status="active")}
    for element in page.locator(".world [data-ids]").all():
        ids_here = set((element.get_attribute("data-ids") or "").split())
        home = element.get_attribute("data-home")
        related = home == "birmingham" or bool(ids_here & ids)
        faded = "left-out" in (element.get_attribute("class") or "")
        assert faded != related, ids_here


def coming(page: Page) -> list[str]:
    return evaluate_each(page, ".agenda a", "element.hash.slice(1)")


def test_coming_anniversaries_follow_the_filters(page: Page, directory: Directory) -> None:
    everything = coming(page)
    choose(page, home="birmingham")
    ids = {view.id for view in selected(directory, home="birmingham")}
    assert coming(page) == [id for id in everything if id in ids]
    assert 0 < len(coming(page)) < len(everything)
    assert page.locator(".coming-count").text_content() == str(len(coming(page)))
    search(page, "osaka")
    choose(page, home="")
    assert coming(page) == ["chicago-osaka"]
    expect(page.locator("details.later")).to_be_hidden()


def test_clear_resets_filters_and_sorting(page: Page, directory: Directory) -> None:
    search(page, "milan")
    choose(page, home="chicago", country="IT", kind="sister city", status="active")
    page.get_by_role("columnheader", name="Founded").get_by_role("button").click()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".count")).to_have_text("50 relationships")
    assert shown(page) == [view.id for view in directory.relationships]
    assert left_out(page, ".place") == []
    assert page.locator("th[aria-sort]").count() == 0
    assert urlsplit(page.url).query == ""


def test_address_keeps_filters_and_sort_order(page: Page, directory: Directory) -> None:
    choose(page, home="chicago", status="active", kind="sister city")
    page.get_by_role("columnheader", name="Founded").get_by_role("button").dblclick()
    query = {name: value for name, [value] in parse_qs(urlsplit(page.url).query).items()}
    assert query == {
        "home": "chicago", "status": "active", "kind": "sister city", "sort": "founded down",
    }  # fmt: skip
    before = (shown(page), count(page))
    page.reload()
    assert (shown(page), count(page)) == before
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Founded")
    assert set(before[0]) == {
        view.id for view in selected(directory, home="chicago", status="active", kind="sister city")
    }


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?q=osaka", ["chicago-osaka"]),
        ("?q=%D0%9A%D0%B8%D1%97%D0%B2", ["chicago-kyiv"]),
        ("?home=chicago&country=JP", ["chicago-osaka"]),
        ("?q=qqq+%26qqq%22%3E", []),
    ],
)
def test_address_with_filters_applies_them(
    reader: Reader, site: Site, query: str, ids: Sequence[str]
) -> None:
    page = reader.open(site(*ON), query)
    assert shown(page) == ids
    assert parse_qs(urlsplit(page.url).query) == parse_qs(query[1:])


@pytest.mark.parametrize(
    "query", ["?home=atlantis", "?nonsense=1", "?sort=wisdom", "?q=", "?%", "?action=x&length=2"]
)
def test_address_with_unknown_filters_shows_all(
    reader: Reader, site: Site, query: str, directory: Directory
) -> None:
    page = reader.open(site(*ON), query)
    assert shown(page) == [view.id for view in directory.relationships]


def test_page_without_relationships_can_be_searched(reader: Reader, run: Run) -> None:
    nothing = run("site", "--data", str(SAMPLE), "--kind", "friendship", "--status", "ended")
    page = reader.open(nothing.out)
    search(page, "lyon")
    assert (shown(page), count(page)) == ([], "0 relationships")


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
    [("directory", LeapDay.FEB28), ("towns", LeapDay.MAR1)],
)
def test_header_clicks_cycle_ascending_descending_unsorted(
    reader: Reader, site: Site, request: pytest.FixtureRequest, data: str, leap_day: LeapDay
) -> None:
    directory: Directory = request.getfixturevalue(data)
    options = ("--data", str(SAMPLE)) if data == "towns" else ()
    page = reader.open(site(*ON, "--leap-day", leap_day, *options), on=str(DAY))
    listed = directory.relationships
    for title, key in COLUMNS.items():
        for direction, arrow in (("ascending", "↑"), ("descending", "↓")):
            click(page, title)
            reverse = direction == "descending"
            views = sort_relationships(listed, key, DAY, leap_day=leap_day, reverse=reverse)
            expected = [view.id for view in views]
            assert (title, direction, shown(page)) == (title, direction, expected)
            assert header(page, title) == (direction, arrow)
            assert page.locator("th[aria-sort]").count() == 1
        click(page, title)
        assert shown(page) == [view.id for view in listed]
        assert header(page, title) == (None, "↕")


def test_keyboard_sorts(reader: Reader, site: Site) -> None:
    page = reader.open(site(*ON, "--data", str(SAMPLE)))
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
    page = reader.open(site(*ON, "--data", str(SAMPLE)), width=390)
    listed = shown(page)
    field = page.get_by_role("combobox", name="Sort by")
    labels = [label for title in COLUMNS for label in (title, f"{title}, reversed")]
    assert field.locator("option").all_inner_texts() == ["as listed", *labels]
    field.select_option("Founded, reversed")
    assert shown(page)[0] == "choirs"
    field.select_option("as listed")
    assert shown(page) == listed
