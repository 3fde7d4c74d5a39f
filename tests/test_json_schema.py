"""The JSON Schema of data files: valid itself, and accepting all files that `check` accepts."""

from __future__ import annotations

import json
import re
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
from documents import evidence_of, sample
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from strategies import changed

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.datafile import json_schema, schema
from sistercities_cli.datafile.check import check_data, check_evidence

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
def test_command_writes_a_valid_schema(
    run: Run, arguments: tuple[str, ...], expected: Callable[[], dict[str, Any]]
) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    written = json.loads(out)
    assert written == expected()
    assert written["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    name = "evidence" if "--evidence" in arguments else "data"
    assert written["$id"] == f"tag:sistercities,2026:schema/{name}"
    Draft202012Validator.check_schema(written)


def test_schemas_need_no_formats() -> None:
    """Keep validators that know only the common formats from rejecting the schemas."""
    paths = (ROOT / "docs" / "schemas").iterdir()
    texts = [path.read_text("utf-8") for path in paths]
    texts += map(json.dumps, (json_schema.data_schema(), json_schema.evidence_schema()))
    assert [text for text in texts if '"format":' in text] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_schema_accepts_data_file(path: Path) -> None:
    document = tomli.loads(path.read_text("utf-8"))
    assert check_data(document) == []
    assert best_match(DATA.iter_errors(document)) is None


def test_schema_accepts_bundled_evidence() -> None:
    document = tomli.loads((ROOT / "data" / "evidence.toml").read_text("utf-8"))
    assert best_match(EVIDENCE.iter_errors(document)) is None
    assert not DATA.is_valid(document)


def test_keys_have_descriptions_in_their_order() -> None:
    generated = json_schema.data_schema()
    for name, keys in schema.RECORDS.items():
        properties = generated["properties"][name]["additionalProperties"]["properties"]
        assert list(properties) == list(keys)
    for name, keys in schema.TABLES.items():
        properties = generated["$defs"][name]["properties"]
        assert list(properties) == list(keys)
        for key, described in keys.items():
            assert properties[key]["description"].startswith(described.meaning)


@given(changed(sample()))
def test_schema_accepts_data_without_problems(document: dict[str, Any]) -> None:
    assert check_data(document) or DATA.is_valid(document)


@given(changed(evidence_of(sample())))
def test_schema_accepts_evidence_without_problems(evidence: dict[str, Any]) -> None:
    assert check_evidence(evidence, sample()) or EVIDENCE.is_valid(evidence)


def test_patterns_reject_impossible_months_and_days() -> None:
    for month in range(100):
        assert bool(re.search(json_schema.DATE, f"1973-{month:02}")) is (1 <= month <= 12)
        for day in range(100):
            text = f"1973-{month:02}-{day:02}"
            is_valid = 1 <= month <= 12 and 1 <= day <= 31
            assert bool(re.search(json_schema.DATE, text)) is is_valid, text
            assert bool(re.search(json_schema.DAY, text)) is is_valid, text


def test_pattern_matches_all_time_zones() -> None:
    zones = zoneinfo.available_timezones()
    assert len(zones) > 400
    assert [zone for zone in zones if not re.search(json_schema.TIMEZONE, zone)] == []


@pytest.mark.parametrize("pattern", ["TEXT", "ID", "URL", "DATE", "DAY", "TIMEZONE"])
def test_patterns_are_portable(pattern: str) -> None:
    assert not re.search(r"\\[dDwWbBpP]|\(\?", getattr(json_schema, pattern))
