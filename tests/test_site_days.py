"""The page brings itself to the reader's day: to what it would be if made on that day."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from browser import Reader
from hypertext import classed, parse, text
from playwright.sync_api import Page

from conftest import SAMPLE, Site
from sistercities_cli import LeapDay
from sistercities_cli.dates import format_date

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

MADE_ON = "2019-06-15"  # far from all the days below
TOWNS = ("--data", str(SAMPLE))
DAYS = [
    "1950-01-01", "1987-12-31", "1988-02-28", "1988-02-29", "1988-03-01", "1989-02-28",
    "1993-09-15", "2012-12-31", "2026-11-21", "2027-02-27", "2027-02-28", "2027-03-01",
    "2028-02-28", "2028-02-29", "2028-12-31", "2029-01-01", "2048-02-29", "9999-12-31",
]  # fmt: skip
# An anniversary (Osaka), the days around it, and times before and long after all foundings.
BUNDLED_DAYS = [
    "1950-01-01", "2026-11-08", "2026-11-09", "2026-11-10", "2026-12-31", "2027-02-28",
    "2028-02-29", "2060-01-01",
]  # fmt: skip
TEXTS = """selector => [...document.querySelectorAll(selector)].map(
  one => one.textContent.replace(/\\s+/g, " ").trim())"""
PARTS = ("years", "next", "age", "coming")


def read(page: Page) -> dict[str, list[str]]:
    """Return what depends on the day, as the browser shows it."""
    parts = {part: page.evaluate(TEXTS, f"td.{part}, dd.{part}") for part in PARTS}
    parts["agenda"] = page.evaluate(TEXTS, ".agenda li")
    parts["round"] = page.evaluate(TEXTS, ".agenda li.round")
    parts["all"] = page.evaluate(TEXTS, "summary")
    return parts


def written(document: ET.Element) -> dict[str, list[str]]:
    """Return the same of a page that no script has touched."""
    parts = {
        part: [text(one) for one in classed(document, part) if one.tag in ("td", "dd")]
        for part in PARTS
    }
    items = [one for agenda in classed(document, "agenda") for one in agenda.iter("li")]
    parts["agenda"] = [text(one) for one in items]
    parts["round"] = [text(one) for one in items if one.get("class") == "round"]
    parts["all"] = [text(one) for one in document.iter("summary")]
    return parts


def turn(page: Page, on: str, at: dt.time = dt.time(12)) -> None:
    """Let the reader come back on another day, where the clocks are those of UTC."""
    page.clock.set_fixed_time(dt.datetime.combine(dt.date.fromisoformat(on), at, dt.UTC))
    page.reload(wait_until="domcontentloaded")


@pytest.mark.parametrize("leap_day", LeapDay)
def test_a_page_of_towns_is_as_if_made_on_the_day(
    reader: Reader, site: Site, leap_day: LeapDay
) -> None:
    options = (*TOWNS, "--leap-day", leap_day)
    page = reader.open(site("--on", MADE_ON, *options))
    for day in DAYS:
        turn(page, day)
        assert (day, read(page)) == (day, written(parse(site("--on", day, *options))))


def test_the_bundled_page_is_as_if_made_on_the_day(reader: Reader, site: Site) -> None:
    page = reader.open(site("--on", MADE_ON))
    for day in BUNDLED_DAYS:
        turn(page, day)
        assert (day, read(page)) == (day, written(parse(site("--on", day))))


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Pacific/Kiritimati", dt.time(0, 5)),  # in UTC the day before
        ("Pacific/Kiritimati", dt.time(23, 55)),
        ("Pacific/Pago_Pago", dt.time(0, 5)),
        ("Pacific/Pago_Pago", dt.time(23, 55)),  # in UTC the day after
        ("Asia/Kathmandu", dt.time(2, 0)),
    ],
)
def test_the_day_is_that_of_the_readers_own_calendar(
    reader: Reader, site: Site, zone: str, at: dt.time
) -> None:
    page = reader.open(site("--on", MADE_ON, *TOWNS), on="2027-02-28", at=at, zone=zone)
    assert read(page) == written(parse(site("--on", "2027-02-28", *TOWNS)))
    assert page.locator(".as-of").text_content() == "As of today, 28 February 2027"
    assert page.locator(".today").text_content() == "28 February 2027"


def test_without_scripts_the_day_is_the_one_of_the_page(reader: Reader, site: Site) -> None:
    page = reader.open(site("--on", MADE_ON, *TOWNS), scripts=False)
    day = format_date(dt.date.fromisoformat(MADE_ON))
    assert page.locator(".as-of").inner_text() == f"As of {day}"
