"""Rows as a table in Markdown: values read as plain text, whatever signs they hold."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli.formats import write_markdown

COLUMNS = ("id", "name", "years")
SIGNS = "\\`*_[]<>|~#&"  # each means something in GitHub Flavored Markdown
TEXTS = st.text(st.sampled_from(f"{SIGNS} \n\tab")) | st.text()
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, TEXTS)), max_size=4)
CELL = re.compile(r"\| ((?:[^|\\]|\\.)*?) (?=\|)")


def cells(line: str) -> list[str]:
    """Take a row apart at the pipes that are not escaped, and take the escapes away."""
    return [re.sub(r"\\(.)", r"\1", cell) for cell in CELL.findall(line)]


@given(ROWS)
def test_a_table_reads_back_as_the_same_values(rows: list[dict[str, Any]]) -> None:
    header, rule, *lines = write_markdown(rows, COLUMNS)
    assert cells(header) == list(COLUMNS)
    assert cells(rule) == ["---"] * len(COLUMNS)
    for row, line in zip(rows, lines, strict=True):
        assert line.splitlines(keepends=True) == [line]
        assert line.endswith(" |\n")
        assert cells(line) == [" ".join(row[column].split()) for column in COLUMNS]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_means_something_is_escaped(sign: str) -> None:
    assert list(write_markdown([{"id": f"a{sign}b"}], ["id"], header=False)) == [
        f"| a\\{sign}b |\n"
    ]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param(None, "", id="nothing-known"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-87.65005, "-87.65005", id="number"),
        pytest.param("65–66", "65–66", id="dash"),
        pytest.param("a\nb", "a b", id="line-break"),
        pytest.param("[red]x[/red]", r"\[red\]x\[/red\]", id="brackets"),
        pytest.param("<b>x</b>", r"\<b\>x\</b\>", id="html"),
    ],
)
def test_a_cell_holds_plain_text(value: object, cell: str) -> None:
    assert list(write_markdown([{"id": value}], ["id"], header=False)) == [f"| {cell} |\n"]


def test_columns_come_in_the_order_asked_for() -> None:
    lines = list(write_markdown([{"a": 1, "b": 2, "c": 3}], ["c", "a", "x"]))
    assert lines == ["| c | a | x |\n", "| --- | --- | --- |\n", "| 3 | 1 |  |\n"]


def test_no_rows_are_a_header_or_nothing() -> None:
    assert list(write_markdown([], ["id"])) == ["| id |\n", "| --- |\n"]
    assert list(write_markdown([], ["id"], header=False)) == []
