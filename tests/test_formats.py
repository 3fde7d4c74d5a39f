"""The writers of TSV, CSV, Markdown and JSON, whose output is parsed back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

import pytest
from calls import READERS, read_csv, read_markdown, read_tsv
from hypothesis import given
from hypothesis import strategies as st
from strategies import TEXT

from conftest import ROOT
from sistercities_cli.formats import (
    FORMULA_PREFIXES,
    Format,
    RowFormat,
    flat_rows,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown,
    write_tsv,
)

COLUMNS = ("id", "name", "years")
MARKDOWN_SPECIAL = "\\`*_[]<>|~#&$^@{}"  # in GitHub Flavored Markdown or pandoc
TEXTS = st.text(st.sampled_from(f"=+-@\t\r\n\"', a{MARKDOWN_SPECIAL}")) | TEXT
VALUES = st.none() | TEXTS | st.integers() | st.floats(allow_nan=False)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, VALUES)), max_size=5)

WRITERS = [
    pytest.param(write_tsv, read_tsv, id="tsv"),
    pytest.param(write_csv, read_csv, id="csv"),
    pytest.param(write_markdown, read_markdown, id="markdown"),
]


def _cell(write: Callable[..., Iterable[str]], value: object) -> str:
    return "".join(write([{"id": value}], ["id"], header=False))


@given(ROWS)
def test_tsv_row_is_one_line_with_a_cell_per_column(rows: list[dict[str, Any]]) -> None:
    lines = list(write_tsv(rows, COLUMNS))
    assert len(lines) == 1 + len(rows)
    for line in lines:
        assert line.splitlines(keepends=True) == [line]
        assert len(line.removesuffix("\n").split("\t")) == len(COLUMNS)


@given(ROWS)
def test_csv_reads_back_as_the_same_values(rows: list[dict[str, Any]]) -> None:
    def expected(value: object) -> str:
        if isinstance(value, str) and value.lstrip("'").startswith(FORMULA_PREFIXES):
            return f"'{value}"
        return "" if value is None else str(value)

    assert read_csv("".join(write_csv(rows, COLUMNS))) == [
        list(COLUMNS),
        *([expected(row[column]) for column in COLUMNS] for row in rows),
    ]


@given(ROWS)
def test_markdown_reads_back_as_the_same_values(rows: list[dict[str, Any]]) -> None:
    lines = list(write_markdown(rows, COLUMNS))
    assert [line.splitlines(keepends=True) for line in lines] == [[line] for line in lines]
    cells = [
        ["" if row[column] is None else " ".join(str(row[column]).split()) for column in COLUMNS]
        for row in rows
    ]
    assert read_markdown("".join(lines[2:])) == [row for row in cells if set(row) != {"---"}]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_tsv_keeps_printable_text(text: str) -> None:
    assert _cell(write_tsv, text) == f"{text}\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("a\nb", "a b", id="line feed"),
        pytest.param("a\r\nb", "a b", id="carriage return and line feed"),
        pytest.param("a\u2028b", "a b", id="line separator"),
        pytest.param("a\x0bb", "a b", id="vertical tab"),
        pytest.param(None, "", id="null"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-87.65005, "-87.65005", id="negative number"),
    ],
)
def test_tsv_and_markdown_cells_stay_on_one_line(value: object, cell: str) -> None:
    assert _cell(write_tsv, value) == f"{cell}\n"
    assert _cell(write_markdown, value) == f"| {cell} |\n"


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_contains_no_formula(text: str) -> None:
    assert read_csv(_cell(write_csv, text)) == [[f"'{text}"]]


def test_csv_lines_end_with_a_line_feed_and_numbers_are_no_formulas() -> None:
    rows: list[dict[str, Any]] = [{"id": -87.65}, {"id": "b\r"}]
    assert list(write_csv(rows, ["id"])) == ["id\n", "-87.65\n", '"b\r"\n']


@pytest.mark.parametrize("character", MARKDOWN_SPECIAL)
def test_markdown_escapes_special_characters(character: str) -> None:
    assert _cell(write_markdown, f"a{character}b") == f"| a\\{character}b |\n"


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_columns_are_selected_and_ordered(write: Any, read: Any) -> None:
    rows = [{"a": 1, "b": 2, "c": 3}]
    text = "".join(write(rows, ["c", "a", "unknown"]))
    assert read(text) == [["c", "a", "unknown"], ["3", "1", ""]]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_no_rows_give_the_header_alone(write: Any, read: Any) -> None:
    assert read("".join(write([], COLUMNS))) == [list(COLUMNS)]
    assert list(write([], COLUMNS, header=False)) == []


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(
    "records", [[], [{}], [{"b": '\n"Київ"', "a": 1}], [{"b": {"d": "Київ", "c": []}}, {"a": [1]}]]
)
def test_json_of_flat_and_nested_records(records: list[dict[str, Any]], ascii_only: bool) -> None:
    text = "".join(write_json(records, ascii_only=ascii_only))
    assert text == json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"
    lines = list(write_jsonl(records, ascii_only=ascii_only))
    assert lines == [json.dumps(one, ensure_ascii=ascii_only) + "\n" for one in records]


@pytest.mark.parametrize("write", [write_json, write_jsonl])
def test_records_are_written_one_by_one(write: Callable[..., Iterator[str]]) -> None:
    requested: list[int] = []

    def records() -> Iterator[dict[str, Any]]:
        for number in range(2):
            requested.append(number)
            yield {"number": number}

    next(write(records()))
    assert requested == [0]


def test_flat_records_have_the_keys_of_nested_ones() -> None:
    records: list[Any] = [{"id": "a", "next": None}, {"next": {"date": "2026", "days": None}}]
    assert list(flat_rows(records)) == [records[0], {"next_date": "2026", "next_days": None}]


def test_every_row_format_has_a_reader_and_is_documented() -> None:
    formats = set(get_args(RowFormat))
    assert {*READERS, Format.TABLE, Format.JSON, Format.JSONL} == formats
    page = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert [format for format in formats if f"\n| `{format}`" not in page] == []
