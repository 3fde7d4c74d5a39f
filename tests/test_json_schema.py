"""The JSON Schema of data files: valid itself, and at one with the program on every right file."""

from __future__ import annotations

import datetime as dt
import json
import re
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
from documents import evidence_of, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from strategies import changed

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.datafile import json_schema, schema
from sistercities_cli.datafile.check import check_data, check_evidence
from sistercities_cli.dates import parse_date
from sistercities_cli.errors import DateError

DATA = Draft202012Validator(json_schema.data_schema())
EVIDENCE = Draft202012Validator(json_schema.evidence_schema())
EXAMPLES = (SAMPLE.parent, ROOT / "docs" / "example")
FILES = [
    ROOT / "data" / "cities.toml",
    *(path for folder in EXAMPLES for path in sorted(folder.glob("*.toml"))),
]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("schema",), json_schema.data_schema, id="data"),
        pytest.param(("schema", "--evidence"), json_schema.evidence_schema, id="evidence"),
    ],
)
def test_the_command_writes_a_valid_schema(
    run: Run, arguments: tuple[str, ...], expected: Callable[[], dict[str, Any]]
) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    written = json.loads(out)
    assert written == expected()
    assert written["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(written)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_right_data_files_are_right_by_the_schema(path: Path) -> None:
    document = tomli.loads(path.read_text("utf-8"))
    assert check_data(document) == []
    assert best_match(DATA.iter_errors(document)) is None


def test_the_bundled_evidence_is_right_by_the_schema() -> None:
    document = tomli.loads((ROOT / "data" / "evidence.toml").read_text("utf-8"))
    assert best_match(EVIDENCE.iter_errors(document)) is None
    assert not DATA.is_valid(document)


def test_every_key_is_explained_in_the_order_in_which_it_is_written() -> None:
    found = json_schema.data_schema()
    for name, keys in schema.RECORDS.items():
        properties = found["properties"][name]["additionalProperties"]["properties"]
        assert list(properties) == list(keys)
    for name, keys in schema.TABLES.items():
        properties = found["$defs"][name]["properties"]
        assert list(properties) == list(keys)
        for key, described in keys.items():
            assert properties[key]["description"].startswith(described.meaning)


@settings(max_examples=300)
@given(changed(sample()))
def test_what_the_program_accepts_the_schema_accepts(document: dict[str, Any]) -> None:
    assert check_data(document) or DATA.is_valid(document)


@settings(max_examples=200)
@given(changed(evidence_of(sample())))
def test_evidence_that_the_program_accepts_the_schema_accepts(evidence: dict[str, Any]) -> None:
    assert check_evidence(evidence, sample()) or EVIDENCE.is_valid(evidence)


def is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


@given(st.dates().map(str) | st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){0,2}\Z", fullmatch=True))
def test_all_dates_fit_their_patterns(text: str) -> None:
    if is_date(text):
        assert re.search(json_schema.DATE, text)
        assert bool(re.search(json_schema.DAY, text)) is isinstance(parse_date(text), dt.date)


def test_the_patterns_leave_only_the_length_of_the_month_to_the_program() -> None:
    for month in range(100):
        assert bool(re.search(json_schema.DATE, f"1973-{month:02}")) is (1 <= month <= 12)
        for day in range(100):
            text = f"1973-{month:02}-{day:02}"
            right = 1 <= month <= 12 and 1 <= day <= 31
            assert bool(re.search(json_schema.DATE, text)) is right, text
            assert bool(re.search(json_schema.DAY, text)) is right, text


def test_the_pattern_of_time_zones_fits_all_of_them() -> None:
    zones = zoneinfo.available_timezones()
    assert len(zones) > 400
    assert [zone for zone in zones if not re.search(json_schema.TIMEZONE, zone)] == []


@pytest.mark.parametrize("pattern", ["TEXT", "ID", "URL", "DATE", "DAY", "TIMEZONE"])
def test_patterns_are_read_alike_by_the_engines_of_all_editors(pattern: str) -> None:
    assert not re.search(r"\\[dDwWbBpP]|\(\?", getattr(json_schema, pattern))
