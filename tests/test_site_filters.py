"""Filtering and sorting the page, in a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import Reader, count, evaluate_each, search, shown
from calls import DATA
from playwright.sync_api import Page, expect

from conftest import Run, Site
from sistercities_cli import Directory, LeapDay, Relationship, SortKey, Status, sort_relationships
from sistercities_cli.geography import CONTINENTS
from sistercities_cli.site import COMING

DAY = dt.date(2027, 2, 28)  # on which the two rules for 29 February differ
COLUMNS = {
    "Partner": SortKey.PARTNER, "Country": SortKey.COUNTRY, "Kind": SortKey.KIND,
    "Founded": SortKey.FOUNDED, "Years": SortKey.YEARS,
    "Next anniversary": SortKey.NEXT, "Status": SortKey.STATUS,
}  # fmt: skip
PAIR = "[element.dataset.id, element.dataset.home]"
# Returns the ids of the visible rows, or their ids and partners.
SHOWN = """const shown = value => [...document.querySelectorAll("tr[data-id]")]
  .filter(row => row.checkVisibility()).map(value);"""
# Chooses each value of a filter, and returns it with the rows and their count.
CHOOSE_EACH = f"""name => {{
  {SHOWN}
  const field = document.querySelector(`.filters [name=${{name}}]`);
  const choose = value => {{
    field.value = value;
    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    const rows = shown(row => [row.dataset.id, row.querySelector("bdi").textContent]).sort();
    return [value, rows, document.querySelector(".count").textContent];
  }};
  const results = [...field.options].map(({{ value }}) => choose(value));
  choose("");
  return results.slice(1);
}}"""
# Clicks the header of a column three times, and returns the rows, sort directions and the arrow.
CLICK = f"""title => {{
  {SHOWN}
  const header = [...document.querySelectorAll("thead th")].find(one => one.innerText === title);
  const button = header.querySelector("button");
  return [1, 2, 3].map(() => {{
    button.click();
    const arrow = getComputedStyle(button, "::after").content.split("/")[0].replace(/[" ]/g, "");
    const sorted = [...document.querySelectorAll("th[aria-sort]")];
    const directions = sorted.map(one => [one.innerText, one.ariaSort]);
    return [shown(row => row.dataset.id), directions, arrow];
  }});
}}"""


def choose(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f".filters select[name={name}]").select_option(value)


def selected(directory: Directory, **values: str) -> list[Relationship]:
    """Select relationships as the command line does, under each home."""
    return directory.select(
        under_each_home=True,
        of=values.get("home"),
        continents=values.get("continent"),
        countries=values.get("country"),
        kinds=values.get("kind"),
        statuses=values.get("status"),
    )


def partners(page: Page) -> list[tuple[str, str]]:
    """Return id and partner of the visible rows."""
    pair = "[element.dataset.id, element.cells[0].querySelector('bdi').textContent]"
    return [(id, name) for id, name in evaluate_each(page, "tr[data-id]:visible", pair)]


def expected(views: Iterable[Relationship]) -> list[tuple[str, str]]:
    return sorted((view.id, view.partner.name) for view in views)


def test_each_filter_value_matches_the_list_command(page: Page, directory: Directory) -> None:
    values = {
        "home": [home.city.id for home in directory.homes],
        "continent": [one for one in CONTINENTS if selected(directory, continent=one)],
        "country": [country.code for country, _ in directory.by_country()],
        "kind": directory.kinds,
        "status": [status for status in Status if selected(directory, status=status)],
    }
    for name, known in values.items():
        for chosen, value in zip(page.evaluate(CHOOSE_EACH, name), known, strict=True):
            views = selected(directory, **{name: value})
            total = f"{len({view.id for view in views})} of 50 relationships"
            assert chosen == [value, [list(pair) for pair in expected(views)], total]


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
    assert sorted(partners(page)) == expected(views)
    assert count(page) == f"{len(views)} of 50 relationships"


def test_relationship_of_two_homes_is_listed_under_each_and_counted_once(page: Page) -> None:
    def both() -> list[str]:
        return [name for id, name in partners(page) if id == "chicago-birmingham"]

    assert both() == ["Birmingham", "Chicago"]
    assert count(page) == "50 relationships"
    choose(page, home="birmingham")
    assert both() == ["Chicago"]
    choose(page, home="", country="GB")
    assert both() == ["Birmingham"]


def test_headings_of_empty_groups_are_hidden(page: Page) -> None:
    choose(page, home="chicago", continent="Africa")
    headings = evaluate_each(page, ".heading:visible, .region:visible", "element.innerText")
    assert [heading.split("\n")[0] for heading in headings] == ["Chicago", "Africa"]


def places(page: Page, style: str = "") -> set[str]:
    """Return the ids of the places on the map, or of those with a style."""
    return {*evaluate_each(page, f".world .place{style}", "element.dataset.place")}


def lines(page: Page, style: str = "") -> set[str]:
    """Return the ids of the relationships whose line is on the map, or has a style."""
    ids = evaluate_each(page, f".world .line{style}", "element.dataset.ids")
    return {*" ".join(ids).split()}


def test_map_reacts_in_view_and_the_list_follows_it(page: Page, directory: Directory) -> None:
    assert places(page, ".left-out") == lines(page, ".left-out") == set()
    choose(page, home="birmingham", status="active")
    views = selected(directory, home="birmingham", status="active")
    ids = {view.id for view in views}
    assert lines(page, ":not(.left-out)") >= ids & lines(page)
    assert not lines(page, ".left-out") & ids
    cities = {city.id for view in views for city in (view.home, view.partner.seat)}
    assert places(page, ".left-out") == places(page) - cities
    expect(page.locator(".world")).to_be_in_viewport()
    following = ".map + #page\\:list + #page\\:overview"
    assert page.locator(following).count() == 1
    choose(page, home="", status="")
    assert page.locator(following).count() == 0


def test_few_results_are_linked_below_the_search_field(page: Page) -> None:
    search(page, "germ")
    found = page.locator(".found a")
    assert sorted(found.all_inner_texts()) == ["Frankfurt am Main", "Hamburg", "Leipzig"]
    choose(page, home="chicago")
    search(page, "")
    found.click()
    expect(page.locator("#page\\:list-title")).to_be_in_viewport()


def test_city_on_the_map_highlights_its_relationships(page: Page) -> None:
    def chosen() -> list[set[str]]:
        return [{*evaluate_each(page, "tr.chosen", "element.dataset.id")}, lines(page, ".chosen")]

    milan = {"chicago-milan", "birmingham-milan"}
    page.locator(".world a[data-place=milan] .dot").first.click()
    assert chosen() == [milan, milan]
    items = page.locator(".picked li").all_inner_texts()
    assert items == ["sister city of Chicago since 1973", "partner city of Birmingham since 1974"]
    page.keyboard.press("Escape")
    assert chosen() == [set(), set()]
    page.locator(".world a[data-place=moscow]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".picked a")).to_be_focused()
    assert page.locator(".picked").inner_text().endswith("since 1997, suspended")
    page.keyboard.press("Enter")
    expect(page.locator("#chicago-moscow")).to_be_visible()
    page.go_back()
    page.locator(".world a[data-place=chicago] .dot").first.click()
    page.get_by_role("button", name="Show only the list of Chicago").click()
    assert count(page) == "29 of 50 relationships"


def coming(page: Page) -> list[str]:
    return evaluate_each(page, ".agenda a", "element.hash.slice(1)")


def test_coming_anniversaries_follow_the_filters(page: Page, directory: Directory) -> None:
    assert len(coming(page)) == COMING
    choose(page, home="birmingham")
    views = sort_relationships(
        selected(directory, home="birmingham"), SortKey.NEXT, dt.date(2026, 11, 21)
    )
    dated = [view.id for view in views if view.precision == "day"]
    assert coming(page)[: len(dated)] == dated
    button = page.locator(".all-coming button")
    number = sum(view.founded is not None for view in views if view.status is not Status.ENDED)
    assert button.inner_text() == f"All {number} in the list, by date"
    button.click()
    assert shown(page)[:number] == [view.id for view in views[:number]]
    expect(page.locator("#page\\:list-title")).to_be_in_viewport()
    search(page, "osaka")
    choose(page, home="")
    assert coming(page) == ["chicago-osaka"]
    expect(button).to_be_hidden()


def test_empty_result_offers_to_show_all(page: Page) -> None:
    search(page, "qqq")
    expect(page.locator("table")).to_be_hidden()
    expect(page.locator(".nothing")).to_contain_text("There is nothing to list.")
    page.get_by_role("button", name="Show all relationships").click()
    expect(page.locator(".count")).to_have_text("50 relationships")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_clear_resets_filters_and_sorting(page: Page) -> None:
    search(page, "milan")
    choose(page, home="chicago", country="IT", kind="sister city", status="active")
    page.get_by_role("columnheader", name="Founded").get_by_role("button").click()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".count")).to_have_text("50 relationships")
    assert len(shown(page)) == 51
    assert places(page, ".left-out") == set()
    assert page.locator("th[aria-sort]").count() == 0
    assert urlsplit(page.url).query == ""


def test_address_keeps_filters_and_sort_order(reader: Reader, site: Site, towns: Directory) -> None:
    page = reader.open(site(*DATA))
    choose(page, home="alund", country="FR")
    page.get_by_role("columnheader", name="Founded").get_by_role("button").dblclick()
    query = {name: value for name, [value] in parse_qs(urlsplit(page.url).query).items()}
    assert query == {"home": "alund", "country": "FR", "sort": "founded down"}
    before = (shown(page), count(page))
    page.reload()
    assert (shown(page), count(page)) == before
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Founded")
    assert {*before[0]} == {view.id for view in selected(towns, home="alund", country="FR")}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?q=T%C3%BCrkiye", ["alund-izmir"]),
        ("?home=alund&country=TR", ["alund-izmir"]),
        ("?q=qqq+%26qqq%22%3E", []),
    ],
)
def test_address_with_filters_applies_them(
    reader: Reader, site: Site, query: str, ids: Sequence[str]
) -> None:
    page = reader.open(site(*DATA), query)
    assert shown(page) == ids
    assert parse_qs(urlsplit(page.url).query) == parse_qs(query[1:])


def test_address_with_unknown_filters_shows_all(reader: Reader, site: Site) -> None:
    unknown = "?home=atlantis&nonsense=1&sort=wisdom&q=&%&action=x&length=2#%"
    page = reader.open(site(*DATA), unknown)
    assert len(shown(page)) == 6  # one is listed under both homes
    assert count(page) == "5 relationships"


def test_page_without_relationships_can_be_searched(reader: Reader, run: Run) -> None:
    nothing = run("site", *DATA, "--kind", "friendship", "--status", "ended")
    page = reader.open(nothing.out)
    search(page, "lyon")
    assert (shown(page), count(page)) == ([], "0 relationships")


@pytest.mark.parametrize(
    ("data", "leap_day"),
    [("directory", LeapDay.FEB28), ("towns", LeapDay.MAR1)],
)
def test_header_clicks_cycle_ascending_descending_unsorted(
    reader: Reader, site: Site, request: pytest.FixtureRequest, data: str, leap_day: LeapDay
) -> None:
    directory: Directory = request.getfixturevalue(data)
    options = (*DATA, "--leap-day", leap_day) if data == "towns" else ()
    page = reader.open(site(*options), on=str(DAY))
    views = {
        (view.id, view.home.id): view
        for relationship in directory.relationships
        for view in directory.views(relationship)
    }
    listed = [views[id, home] for id, home in evaluate_each(page, "tr[data-id]", PAIR)]
    for title, key in COLUMNS.items():
        up, down = (
            sort_relationships(listed, key, DAY, leap_day=leap_day, reverse=reverse)
            for reverse in (False, True)
        )
        assert page.evaluate(CLICK, title) == [
            [[view.id for view in up], [[title, "ascending"]], "↑"],
            [[view.id for view in down], [[title, "descending"]], "↓"],
            [[view.id for view in listed], [], "↕"],
        ]


def test_keyboard_sorts(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA))
    page.get_by_role("button", name="Kind").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Founded")).to_be_focused()
    page.keyboard.press("Enter")
    assert shown(page)[0] == "alund-lyon"
    page.keyboard.press("Space")
    assert shown(page)[0] == "choirs"
    expect(page.get_by_role("button", name="Founded")).to_be_focused()


def test_phone_has_a_sort_field(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA), width=390)
    listed = shown(page)
    more = page.get_by_role("button", name="Filters")
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    field = page.get_by_role("combobox", name="Sort by")
    labels = [label for title in COLUMNS for label in (title, f"{title}, reversed")]
    assert field.locator("option").all_inner_texts() == ["as listed", *labels]
    field.select_option("Founded, reversed")
    assert shown(page)[0] == "choirs"
    field.select_option("as listed")
    assert shown(page) == listed
