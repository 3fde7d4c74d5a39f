"""Records as JSON: whatever they hold, a parser reads the same back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sistercities_cli.formats import write_json, write_jsonl

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4
)
RECORDS = st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=3)


@given(RECORDS, st.booleans())
def test_a_document_reads_back_and_is_laid_out_as_the_standard_library_does_it(
    records: list[dict[str, Any]], ascii_only: bool
) -> None:
    text = "".join(write_json(records, ascii_only=ascii_only))

    assert json.loads(text) == records
    assert text == json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"
    assert text.isascii() or not ascii_only


@given(RECORDS, st.booleans())
def test_each_line_is_one_record(records: list[dict[str, Any]], ascii_only: bool) -> None:
    lines = list(write_jsonl(records, ascii_only=ascii_only))

    assert [json.loads(line) for line in lines] == records
    assert all(line.find("\n") == len(line) - 1 for line in lines)
    assert all(line.isascii() for line in lines) or not ascii_only


def test_letters_stay_readable_unless_ascii_is_asked_for() -> None:
    assert "Київ" in "".join(write_json([{"name": "Київ"}]))
    assert "Київ" in "".join(write_jsonl([{"name": "Київ"}]))


def test_no_records_are_an_empty_document_and_no_lines() -> None:
    assert "".join(write_json([])) == "[]\n"
    assert list(write_jsonl([])) == []


def test_keys_keep_their_order() -> None:
    record = {"b": 1, "a": {"d": 2, "c": 3}}
    for text in ("".join(write_json([record])), "".join(write_jsonl([record]))):
        assert sorted("abcd", key=lambda key: text.index(f'"{key}"')) == ["b", "a", "d", "c"]


def test_a_record_is_written_before_the_next_is_asked_for() -> None:
    asked: list[int] = []

    def records() -> Iterator[dict[str, Any]]:
        for number in range(2):
            asked.append(number)
            yield {"number": number}

    for write in (write_json, write_jsonl):
        asked.clear()
        next(write(records()))
        assert asked == [0]
