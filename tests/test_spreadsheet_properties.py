"""Every row of a spreadsheet becomes part of a valid data file or is reported."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import judge
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import sistercities_cli
from sistercities_cli import countries
from sistercities_cli.dates import MONTHS

NAMES = ("Kalo", "Bermiün", "Gór ø", "京都", "القاهرة", "Ереван", "Washington, D.C.", "Zell am See",
         "Saint-Dié", "Brno – Brünn", "'s Hertog", 'A "quoted" one')  # fmt: skip
# Formats of unambiguous dates, with their expected values.
DATES = (
    ("{y}", "{y}"), ("{m:02}/{y}", "{y}-{m:02}"), ("{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}"),
    ("{d} {month} {y}", "{y}-{m:02}-{d:02}"), ("{month} {d}, {y}", "{y}-{m:02}-{d:02}"),
    ("{month} {y}", "{y}-{m:02}"), ("c. {y}", "{y}"), ("{y}?", "{y}"), ("", None), ("n/a", None),
    ("{y}-{m:02}-{d:02} 00:00:00", "{y}-{m:02}-{d:02}"),
)  # fmt: skip
COUNTRIES = [country for country, _ in countries.all_countries()]
BAD_DATES = ("26792", "03/04/1999", "8/5/73", "1985-1990", "30 February 1990", "soon", "2999")


class Row(NamedTuple):
    """A spreadsheet row and its expected result."""

    cells: tuple[str, ...]
    name: str
    code: str
    founded: str | None
    is_bad: bool


@st.composite
def rows(draw: st.DrawFn) -> Row:
    name, country = draw(st.sampled_from(NAMES)), draw(st.sampled_from(COUNTRIES))
    form, expected = draw(st.sampled_from(DATES))
    day = draw(st.dates(dt.date(1930, 1, 1), dt.date(2023, 1, 1)))
    parts = {"y": day.year, "m": day.month, "d": day.day, "month": MONTHS[day.month - 1]}
    bad = draw(st.none() | st.sampled_from(BAD_DATES))
    cells = (
        name,
        draw(st.sampled_from((country.code, country.name, country.alpha_3))),
        draw(st.sampled_from(("Sister City", "Twin Towns", "", "Zweckverband"))),
        bad or form.format(**parts),
        draw(st.sampled_from(("", "a, b; c", "line\nbreak", "tab\there", " "))),
    )
    return Row(cells, name, country.code, expected and expected.format(**parts), bad is not None)


def with_repetitions(rows: list[Row]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.sampled_from(rows), max_size=2).map(rows.__add__)


def reported_rows(label: str, err: str) -> set[int]:
    """Collect the numbers of rows in messages with a label, from ranges like "3–5, 7"."""
    found = set()
    for line in err.splitlines():
        if label in line:
            texts = re.search(r"rows? \(?([\d–, ]+)", line)
            assert texts
            for text in filter(str.strip, texts[1].split(",")):
                first, _, last = text.partition("–")
                found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spreadsheets")


distinct = st.lists(rows(), min_size=1, max_size=15, unique_by=lambda row: row[1:3])


@settings(max_examples=5)
@given(distinct.flatmap(with_repetitions), st.sampled_from(",;\t"))
def test_every_row_is_converted_or_reported_once(
    folder: Path, rows: list[Row], delimiter: str
) -> None:
    bad = {number for number, row in enumerate(rows, 2) if row.is_bad}
    again = {number for number, row in enumerate(rows, 2) if row in rows[: number - 2]} - bad
    good = Counter(row[1:4] for row in {*rows} if not row.is_bad)
    assume(good)
    path, own = folder / "towns.csv", folder / "own.toml"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(("Sister City", "Country", "Kind", "Since", "Remarks"))
        writer.writerows(row.cells for row in rows)

    call = ("convert", str(path), "--home", "Springfield, US", "--on", "2026-11-21")

    converted = judge.run([*call, "--skip-bad"])
    strictly = judge.run(call)

    assert (converted.code, strictly.code) == (0, 3 if bad else 0)
    for err in (converted.err, strictly.err):
        assert reported_rows(", Since: ", err) == bad
        assert reported_rows("Duplicates merged: ", err) == again
    assert ("Skipped: " in converted.err) is bool(bad)
    own.write_bytes(converted.out)
    assert good == Counter(
        (one.partner.name, one.partner.country.code, one.founded and str(one.founded))
        for one in sistercities_cli.load(own).relationships
    )
