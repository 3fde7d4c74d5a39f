"""Rows as TSV and CSV: one line a row for the shell, read back by a CSV parser."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli.formats import FORMULA_PREFIXES, write_csv, write_tsv

COLUMNS = ("id", "name", "years")
TEXTS = st.text(st.sampled_from("=+-@\t\r\n\"', a")) | st.text()
VALUES = st.none() | TEXTS | st.integers() | st.floats(allow_nan=False)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, VALUES)), max_size=5)
FORMULAS = [
    pytest.param("=1+1", id="equals"),
    pytest.param("+49 30", id="plus"),
    pytest.param("-2+3", id="minus"),
    pytest.param("@SUM(A1)", id="at"),
    pytest.param("\t=1", id="tab"),
    pytest.param("\r=1", id="carriage-return"),
]


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


@given(ROWS)
def test_a_tsv_row_is_one_line_with_as_many_cells_as_columns(rows: list[dict[str, Any]]) -> None:
    lines = list(write_tsv(rows, COLUMNS))
    assert len(lines) == 1 + len(rows)
    for line in lines:
        assert line.splitlines(keepends=True) == [line]
        assert line.endswith("\n")
        assert len(line.rstrip("\n").split("\t")) == len(COLUMNS)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_tsv_leaves_text_as_it_is(text: str) -> None:
    assert list(write_tsv([{"id": text}], ["id"], header=False)) == [f"{text}\n"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("a\nb", "a b", id="line-feed"),
        pytest.param("a\r\nb", "a b", id="carriage-return-and-line-feed"),
        pytest.param("a\u2028b", "a b", id="line-separator"),
        pytest.param("a\x0bb", "a b", id="vertical-tab"),
        pytest.param(None, "", id="nothing-known"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-87.65005, "-87.65005", id="number"),
    ],
)
def test_a_tsv_cell_never_breaks_its_row(value: object, cell: str) -> None:
    assert list(write_tsv([{"id": value}], ["id"], header=False)) == [f"{cell}\n"]


@given(ROWS)
def test_csv_reads_back_as_the_same_values(rows: list[dict[str, Any]]) -> None:
    header, *cells = parsed("".join(write_csv(rows, COLUMNS)))
    assert header == list(COLUMNS)
    assert len(cells) == len(rows)
    for row, found in zip(rows, cells, strict=True):
        for column, cell in zip(COLUMNS, found, strict=True):
            value = row[column]
            if isinstance(value, str) and value.startswith(FORMULA_PREFIXES):
                assert cell == f"'{value}"
            else:
                assert cell == ("" if value is None else str(value))


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_gives_a_spreadsheet_no_formula(text: str) -> None:
    assert parsed("".join(write_csv([{"id": text}], ["id"], header=False))) == [[f"'{text}"]]


def test_csv_leaves_negative_numbers_numbers() -> None:
    assert "".join(write_csv([{"id": -87.65}], ["id"], header=False)) == "-87.65\n"


def test_csv_lines_end_in_a_line_feed_alone() -> None:
    text = "".join(write_csv([{"id": "a"}, {"id": "b"}], ["id"]))
    assert text == "id\na\nb\n"


@pytest.mark.parametrize("write", [write_tsv, write_csv])
def test_columns_come_in_the_order_asked_for(write: Any) -> None:
    rows = [{"a": 1, "b": 2, "c": 3}]
    cells = [line.rstrip("\n").replace(",", "\t").split("\t") for line in write(rows, ["c", "a"])]
    assert cells == [["c", "a"], ["3", "1"]]


@pytest.mark.parametrize("write", [write_tsv, write_csv])
def test_a_key_that_a_row_lacks_is_an_empty_cell(write: Any) -> None:
    line = "".join(write([{"a": 1}], ["a", "b"], header=False))
    assert line.replace(",", "\t") == "1\t\n"


@pytest.mark.parametrize("write", [write_tsv, write_csv])
def test_no_rows_are_a_header_or_nothing(write: Any) -> None:
    assert list(write([], ["id"])) == ["id\n"]
    assert list(write([], ["id"], header=False)) == []
