"""Parsing tables as spreadsheets save them: delimiters, quotation marks, titles of columns."""

from __future__ import annotations

import pytest

from sistercities_cli.convert.table import COLUMN_TITLES, Row, Table, field_for_title, read_table
from sistercities_cli.errors import DataError

HALLE = {"partner": "Halle (Saale)", "country": "Germany", "notes": "a, b; c"}


def table(text: str) -> Table:
    return read_table(text, "towns.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_delimiter_is_detected(delimiter: str, end: str) -> None:
    lines = (("City", "Country", "Notes"), ("Halle (Saale)", "Germany", '"a, b; c"'))
    text = end.join(delimiter.join(cells) for cells in lines) + end
    assert table(text).rows == (Row(2, HALLE),)


def test_delimiters_within_titles_are_ignored() -> None:
    parsed = table("City;Country;Since (year, month, day);Notes, remarks\nLyon;FR;1960;x\n")
    assert parsed.rows == (Row(2, {"partner": "Lyon", "country": "FR"}),)
    assert parsed.unused == ("Since (year, month, day)", "Notes, remarks")


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Name", "partner"), ("CITY", "partner"), ("Sister City", "partner"), ("town", "partner"),
        (" Country ", "country"), ("Since", "founded"), ("Year_Founded", "founded"),
        ("date signed", "founded"), ("Signed", "signatories"), ("URL", "website"),
        ("Source URL", "source"), ("lat.", "latitude"), ("Lng", "longitude"),
        ("Time-Zone", "timezone"), ("TYPE", "kind"), ("Comments", "notes"), ("Mayor", None),
        ("", None),
    ],
)  # fmt: skip
def test_title_is_looked_up(title: str, field: str | None) -> None:
    assert field_for_title(title) == field


def test_each_title_has_one_field() -> None:
    titles = [title.strip() for some in COLUMN_TITLES.values() for title in some.split(",")]
    assert len(titles) == len(set(titles))
    assert all(field_for_title(title.upper()) for title in titles if title)
    assert [field for field in COLUMN_TITLES if field_for_title(field) != field] == []


def test_row_numbers_match_the_spreadsheet() -> None:
    parsed = table('City,Country\n\n"Two\nlines",FR\n,\nLyon,FR\n')
    assert [(row.number, row.cells["partner"]) for row in parsed.rows] == [
        (3, "Two lines"), (5, "Lyon"),
    ]  # fmt: skip


def test_cell_is_normalized_to_one_line_in_nfc() -> None:
    [row] = table('City,Country\n" A\u030alund\t\u00a0 by \nthe sea ",SE\n').rows
    assert row.cells["partner"] == "Ålund by the sea"


def test_row_may_be_shorter_or_longer_than_the_header() -> None:
    parsed = table("City,Country,Notes\nLyon,FR\nKiel,DE,fine, and more,,\nBrest,FR,,,\n")
    assert parsed.rows[0] == Row(2, {"partner": "Lyon", "country": "FR"})
    assert parsed.rows[1].excess == "and more"
    assert parsed.rows[2].excess == ""


def test_control_characters_in_titles_are_escaped() -> None:
    parsed = table("\x1bCity,Country,\x07\nLyon,FR,x\n")
    assert parsed.titles["partner"] == r"'\x1bCity'"
    assert parsed.unused == (r"'\x07'",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "is empty: it needs a header and rows", id="empty"),
        pytest.param("\n , \n", "is empty: it needs a header and rows", id="blank"),
        pytest.param("City,Country\n", "has a header but no rows", id="header-alone"),
        pytest.param("Country\nFR\n", "row 1: has no column for the name", id="no-partner"),
        pytest.param("City\nLyon\n", "row 1: has no column for the country", id="no-country"),
        pytest.param("\nLyon,FR\nKiel,DE\n", "row 2: has no column", id="no-header"),
        pytest.param("Name,City,Country\nx,y,z\n", "2 columns for partner: keep", id="doubled"),
        pytest.param('City,Country\nLyon,"FR\n', "row 2: cannot be read: is there a q", id="open"),
        pytest.param('City,Country\n"Ly"on,FR\n', "row 2: cannot be read", id="quote-within"),
        pytest.param(f"City,Country\nx,{'y' * 10**6}z\n", "row 2: cannot be read", id="too-long"),
    ],
)
def test_invalid_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        table(text)
    assert str(caught.value).startswith("towns.csv has ")
    assert message in str(caught.value)
