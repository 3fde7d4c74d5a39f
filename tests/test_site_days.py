"""The page updates to the reader's current date, as if it had been generated on that day."""

from __future__ import annotations

import datetime as dt

import pytest
from browser import Reader
from calls import DATA
from hypertext import classed, parse, text

from conftest import Site
from sistercities_cli import LeapDay
from sistercities_cli.dates import format_date

WRITTEN_ON = "2019-06-15"
# Before and long after all foundings, and around 29 February in a leap year and another.
DAYS = ["1950-01-01", "2027-02-28", "2027-03-01", "2028-02-29", "9999-12-31"]


def read(html: str) -> dict[str, list[str]]:
    """Return the texts of a page that depend on the day."""
    document = parse(html)
    parts = {
        part: [text(element) for element in classed(document, part) if element.tag in ("td", "dd")]
        for part in ("years", "next", "age", "coming")
    }
    for part in ("soon", "coming-count", "milestone"):
        parts[part] = [text(element) for element in classed(document, part)]
    [agenda] = classed(document, "agenda")
    return {**parts, "agenda": [text(item) for item in agenda.iter("li")]}


@pytest.mark.parametrize(
    ("days", "options"),
    [
        (DAYS, DATA),
        (["2027-02-28", "2027-03-01"], (*DATA, "--leap-day", "mar1")),
    ],
    ids=[*LeapDay],
)
def test_updated_page_equals_a_page_generated_that_day(
    reader: Reader, site: Site, days: list[str], options: tuple[str, ...]
) -> None:
    page = reader.open(site(*options, on=WRITTEN_ON))
    for day in days:
        moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC)
        page.clock.set_fixed_time(moment)
        page.reload(wait_until="domcontentloaded")
        assert (day, read(page.content())) == (day, read(site(*options, on=day)))


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Pacific/Kiritimati", dt.time(0, 5)),  # in UTC the day before
        ("Pacific/Pago_Pago", dt.time(23, 55)),  # in UTC the day after
    ],
)
def test_day_follows_the_readers_time_zone(
    reader: Reader, site: Site, zone: str, at: dt.time
) -> None:
    page = reader.open(site(*DATA, on=WRITTEN_ON), on="2027-02-28", at=at, zone=zone)
    assert read(page.content()) == read(site(*DATA, on="2027-02-28"))
    assert page.locator(".as-of").text_content() == "As of today, 28 February 2027"
    assert page.locator(".today").text_content() == "28 February 2027"


def test_page_without_scripts_keeps_its_day(reader: Reader, site: Site) -> None:
    page = reader.open(site(*DATA, on=WRITTEN_ON), scripts=False)
    day = format_date(dt.date.fromisoformat(WRITTEN_ON))
    assert page.locator(".as-of").inner_text() == f"As of {day}"
