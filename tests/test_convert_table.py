"""Tables as spreadsheets save them: separators, quotation marks, titles of columns."""

from __future__ import annotations

import pytest

from sistercities_cli.convert.table import COLUMN_TITLES, Row, Table, field_for_title, read_table
from sistercities_cli.errors import DataError

HALLE = {"partner": "Halle (Saale)", "country": "Germany", "notes": "a, b; c"}


def table(text: str) -> Table:
    return read_table(text, "towns.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("sign", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_separator_is_found_out(sign: str, end: str) -> None:
    lines = (("City", "Country", "Notes"), ("Halle (Saale)", "Germany", '"a, b; c"'))
    text = end.join(sign.join(cells) for cells in lines) + end
    assert table(text).rows == (Row(2, HALLE),)


def test_a_separator_within_titles_does_not_deceive() -> None:
    found = table("City;Country;Since (year, month, day);Notes, remarks\nLyon;FR;1960;x\n")
    assert found.rows == (Row(2, {"partner": "Lyon", "country": "FR"}),)
    assert found.unused == ("Since (year, month, day)", "Notes, remarks")


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
def test_columns_go_by_usual_names(title: str, field: str | None) -> None:
    assert field_for_title(title) == field


def test_no_title_means_two_fields() -> None:
    titles = [title.strip() for some in COLUMN_TITLES.values() for title in some.split(",")]
    assert len(titles) == len(set(titles))
    assert all(field_for_title(title.upper()) for title in titles if title)
    assert [field for field in COLUMN_TITLES if field_for_title(field) != field] == []


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    found = table('City,Country\n\n"Two\nlines",FR\n,\nLyon,FR\n')
    assert [(row.number, row.cells["partner"]) for row in found.rows] == [
        (3, "Two lines"), (5, "Lyon"),
    ]  # fmt: skip


def test_cells_are_one_line_in_composed_letters() -> None:
    [row] = table('City,Country\n" A\u030alund\t\u00a0 by \nthe sea ",SE\n').rows
    assert row.cells["partner"] == "Ålund by the sea"


def test_a_short_row_lacks_its_last_cells_and_a_long_one_says_so() -> None:
    found = table("City,Country,Notes\nLyon,FR\nKiel,DE,fine, and more,,\nBrest,FR,,,\n")
    assert found.rows[0] == Row(2, {"partner": "Lyon", "country": "FR"})
    assert found.rows[1].excess == "and more"
    assert found.rows[2].excess == ""


def test_a_title_that_could_steer_the_terminal_is_spelt_out() -> None:
    found = table("\x1bCity,Country,\x07\nLyon,FR,x\n")
    assert found.titles["partner"] == r"'\x1bCity'"
    assert found.unused == (r"'\x07'",)


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
def test_what_is_no_table_of_partners_is_told_how_to_be_one(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        table(text)
    assert str(caught.value).startswith("towns.csv has ")
    assert message in str(caught.value)
