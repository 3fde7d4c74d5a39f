"""The JSON Schemas of the output: they hold for what the program writes, key by key."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import write_docs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import sistercities_cli
from conftest import BARE, ROOT, SAMPLE, Run
from sistercities_cli.cli import app

FOLDER = ROOT / "docs" / "schemas"
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in sorted(FOLDER.iterdir())
}
FILES = {"bundled": None, "sample": SAMPLE, "bare": BARE}
# Today's, leap days and the ends of the calendar.
DAYS = ("2026-11-21", "2024-02-29", "1962-06-01", "0001-01-01", "9999-12-31")
WRONG = sorted((ROOT / "tests" / "files" / "invalid").glob("*.toml"))


@cache
def homes(path: Path | None) -> tuple[str, ...]:
    """Return the ids of the homes, which have all relationships between them."""
    return tuple(one.city.id for one in sistercities_cli.load(path).homes)


def runs(name: str, path: Path | None) -> Iterator[tuple[str, ...]]:
    """Yield the command lines that write what a schema describes."""
    data = () if path is None else ("--data", str(path))
    days = [(*data, "--on", day) for day in DAYS]
    match name:
        case "list":
            yield from (("list", "--json", *day) for day in days)
            yield ("list", "--json", "--leap-day", "mar1", *days[0])
            yield ("country", "france", "brazil", "germany", "--json", *days[0])
        case "show":
            yield from (("show", *homes(path), "--json", *day) for day in days)
            yield ("show", homes(path)[0], "--sources", "--json", *days[0])
        case "country":
            yield ("country", "--json", *data)
        case "anniversary":
            yield from (("anniversary", "--json", *day) for day in days)
            yield from (("anniversary", "--json", "--nth", nth, *days[0]) for nth in ("1", "9000"))
        case "upcoming":
            # A window from the last day would end beyond the calendar.
            yield from (("upcoming", "--json", "--within", "12w", *day) for day in days[:-1])
            yield ("upcoming", "--json", "--year", "2030", *days[0])
            yield ("upcoming", "--json", "--every", "25", "--within", "60y", *days[0])
        case "sources":
            yield ("sources", "--json", *data)
            yield ("sources", homes(path)[0], "--json", *data)
        case "check":
            yield ("check", "--json", *data)
            if path == SAMPLE:
                yield from (("check", "--json", str(wrong)) for wrong in WRONG)
        case "map":
            yield from (("map", "--format", "geojson", *day) for day in days)


Answers = Callable[[str, Path | None], list[Any]]


@pytest.fixture(scope="module")
def _written() -> dict[tuple[str, Path | None], list[str]]:
    return {}


@pytest.fixture
def answers(run: Run, _written: dict[tuple[str, Path | None], list[str]]) -> Answers:
    """Read what the program writes of a file; it is asked only once."""

    def write(arguments: tuple[str, ...]) -> str:
        code, out, _ = run(*arguments)
        assert code == (3 if "invalid" in arguments[-1] else 0), arguments
        return out

    def read(name: str, path: Path | None) -> list[Any]:
        if (name, path) not in _written:
            _written[name, path] = [write(arguments) for arguments in runs(name, path)]
        return [json.loads(out) for out in _written[name, path]]

    return read


def tables(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield each description of an object in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema and "required" in schema:
            yield schema
        for inner in schema.values():
            yield from tables(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from tables(inner)


def closed(name: str) -> Draft202012Validator:
    """Return a judge who knows no other keys than those that a schema describes."""
    schema = copy.deepcopy(SCHEMAS[name])
    for table in tables(schema):
        table["additionalProperties"] = False
    return Draft202012Validator(schema)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_written_has_the_keys_of_its_schema_and_no_others(
    answers: Answers, name: str, file: str
) -> None:
    judge = closed(name)
    found = answers(name, FILES[file])
    # Nothing is wrong with the one, and the other has no sources.
    assert any(found) or (name, file) in {("check", "bundled"), ("sources", "bare")}
    for answer in found:
        assert best_match(judge.iter_errors(answer)) is None


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_explains_each_key(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    found = list(tables(schema))
    assert found
    for table in found:
        for key, one in table["properties"].items():
            if key in {"type", "features", "properties", "geometry", "coordinates"}:
                continue  # RFC 7946 says what these are
            assert one["description"]


def test_every_key_is_needed_but_the_one_that_is_asked_for() -> None:
    for name, schema in SCHEMAS.items():
        for table in tables(schema):
            optional = set(table["properties"]) - set(table["required"])
            assert optional == ({"nth"} if "nth" in table["properties"] else set()), name


def test_nth_is_written_where_it_is_asked_for(run: Run) -> None:
    """A schema takes both, so this holds the two apart."""
    with_, without = (
        json.loads(run("anniversary", "osaka", "--on", "2026-11-21", "--json", *nth).out)
        for nth in (("--nth", "60"), ())
    )
    keys = list(SCHEMAS["anniversary"]["items"]["properties"])
    assert list(with_[0]) == keys
    assert list(without[0]) == [key for key in keys if key != "nth"]


@pytest.mark.parametrize("name", ["list", "show", "country", "upcoming", "check"])
def test_keys_are_described_in_the_order_in_which_they_are_written(run: Run, name: str) -> None:
    data = WRONG[0] if name == "check" else SAMPLE
    arguments = [name, "alund-brest"] if name == "show" else [name]
    first = json.loads(run(*arguments, "--data", str(data), "--json").out)[0]
    assert list(first) == list(SCHEMAS[name]["items"]["properties"])
    if name != "show":  # which has one line per fact
        header, *_ = run(*arguments, "--data", str(data), "-f", "tsv").out.splitlines()
        assert header.split("\t") == list(first)


def nullable(schema: dict[str, Any], answer: Any) -> Iterator[tuple[str, bool]]:
    """Yield the keys that may be null, each with whether it is in an answer."""
    for table in tables(schema):
        keys = table["properties"]
        for record in records(answer, set(table["required"])):
            for key, one in keys.items():
                null = "null" in one.get("type", ()) or {"type": "null"} in one.get("anyOf", ())
                if key in record and null:
                    yield key, record[key] is None


def records(answer: Any, required: set[str]) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        if required <= set(answer):
            yield answer
        answer = list(answer.values())
    if isinstance(answer, list):
        for inner in answer:
            yield from records(inner, required)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_may_be_null_is_null_somewhere_and_known_elsewhere(
    answers: Answers, name: str
) -> None:
    found = {
        pair
        for path in FILES.values()
        for answer in answers(name, path)
        for pair in nullable(SCHEMAS[name], answer)
    }
    keys = {key for key, _ in found}
    assert found == {(key, null) for key in keys for null in (True, False)}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_missing_key_and_a_wrong_value_are_refused(answers: Answers, name: str) -> None:
    judge = Draft202012Validator(SCHEMAS[name])
    answer = next(one for one in answers(name, SAMPLE if name == "check" else None) if one)
    rows = answer["features"] if name == "map" else answer
    del rows[1:]
    row = rows[0]["properties"] if name == "map" else rows[0]
    assert judge.is_valid(answer)
    for key, value in list(row.items()):
        del row[key]
        assert judge.is_valid(answer) is (key == "nth")
        row[key] = {"no": "value"}
        assert not judge.is_valid(answer)
        row[key] = value


def test_keys_that_come_later_break_no_reader(run: Run) -> None:
    answer = json.loads(run("show", "osaka", "--json").out)
    answer[0]["population"] = answer[0]["partner"]["mayor"] = "new"
    assert Draft202012Validator(SCHEMAS["show"]).is_valid(answer)
    assert not closed("show").is_valid(answer)


def test_every_command_that_writes_json_has_a_schema() -> None:
    commands = {
        name for name in app.COMMANDS if "json" in {one.name for one in app.command(name).params}
    }
    assert commands | {"map"} == set(SCHEMAS)


def test_every_schema_is_linked() -> None:
    page = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert set(SCHEMAS) == set(write_docs.RECORDS)
    assert [name for name in SCHEMAS if f"(schemas/{name}.schema.json)" not in page] == []
