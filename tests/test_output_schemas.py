"""The JSON Schemas of the output, checked against the output of every command."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import write_docs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from conftest import BARE, ROOT, SAMPLE, Run
from sistercities_cli.cli import app

FOLDER = ROOT / "docs" / "schemas"
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in sorted(FOLDER.iterdir())
}
HOMES = {SAMPLE: ["alund", "brest"], BARE: ["brest", "kiel"]}
# A usual day, a leap day, and the first and last of the calendar.
DAYS = ("2026-11-21", "2024-02-29", "1962-06-01", "0001-01-01", "9999-12-31")
INVALID = sorted((ROOT / "tests" / "files" / "invalid").glob("*.toml"))
# Output that the sample does not lead to, such as a line across the antimeridian.
OTHERS = {
    "show": ("show", "birmingham", "--json"),
    "check": ("check", "--json", *map(str, INVALID)),
    "map": ("map", "--format", "geojson", "--country", "australia"),
}


def command_lines(name: str, path: Path) -> Iterator[tuple[str, ...]]:
    """Yield command lines whose output a schema describes."""
    data = ("--data", str(path))
    days = [(*data, "--on", day) for day in DAYS]
    match name:
        case "list":
            yield from (("list", "--json", *day) for day in days)
            yield ("country", "france", "brazil", "germany", "--json", *days[0])
        case "show":
            yield from (("show", home, "--json", *days[0]) for home in HOMES[path])
        case "country" | "sources" | "check":
            yield (name, "--json", *data)
        case "search":
            yield ("search", "a", "--json", *data)
        case "anniversary":
            yield from (("anniversary", "--json", *day) for day in days)
            yield from (("anniversary", "--json", "--nth", nth, *days[0]) for nth in ("1", "9000"))
        case "upcoming":
            yield ("upcoming", "--json", "--every", "25", "--within", "60y", *days[0])
            # A window from the last day would end beyond the calendar.
            yield from (("upcoming", "--json", "--within", "12w", *day) for day in days[1:-1])
        case "map":
            yield from (("map", "--format", "geojson", *day) for day in days[:3:2])
    if path == SAMPLE and name in OTHERS:
        yield OTHERS[name]


Outputs = Callable[[str, Path], list[Any]]
WRITTEN: dict[tuple[str, ...], str] = {}


@pytest.fixture
def outputs(run: Run) -> Outputs:
    """Parse the output of the command lines for a file, each run once."""

    def write(arguments: tuple[str, ...]) -> str:
        if arguments not in WRITTEN:
            code, WRITTEN[arguments], _ = run(*arguments)
            assert code == (3 if "invalid" in arguments[-1] else 0), arguments
        return WRITTEN[arguments]

    return lambda name, path: [json.loads(write(line)) for line in command_lines(name, path)]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield each schema of an object within a schema."""
    if isinstance(schema, dict):
        if "properties" in schema and "required" in schema:
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


def strict_validator(name: str) -> Draft202012Validator:
    """Return a validator that accepts no additional keys."""
    schema = copy.deepcopy(SCHEMAS[name])
    for table in objects(schema):
        table["additionalProperties"] = False
    return Draft202012Validator(schema)


@pytest.mark.parametrize("file", HOMES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", SCHEMAS)
def test_output_is_valid_and_has_no_other_keys(outputs: Outputs, name: str, file: Path) -> None:
    validator = strict_validator(name)
    documents = outputs(name, file)
    assert any(documents) or (name, file) == ("sources", BARE)
    for document in documents:
        assert best_match(validator.iter_errors(document)) is None


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_and_describes_each_key(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"tag:sistercities,2026:schema/{name}"
    tables = list(objects(schema))
    assert tables
    for table in tables:
        for key, one in table["properties"].items():
            if key in {"type", "features", "properties", "geometry", "coordinates"}:
                continue  # defined by RFC 7946
            assert one["description"]


def test_all_keys_but_nth_are_required() -> None:
    for name, schema in SCHEMAS.items():
        for table in objects(schema):
            optional = set(table["properties"]) - set(table["required"])
            assert optional == ({"nth"} if "nth" in table["properties"] else set()), name


@pytest.mark.parametrize("name", ["list", "show", "country", "upcoming", "check"])
def test_schema_has_the_key_order_of_the_output(run: Run, name: str) -> None:
    data = INVALID[0] if name == "check" else SAMPLE
    arguments = [name, "alund-brest"] if name == "show" else [name]
    first = json.loads(run(*arguments, "--data", str(data), "--json").out)[0]
    assert list(first) == list(SCHEMAS[name]["items"]["properties"])
    if name != "show":  # which has one line per fact
        header, *_ = run(*arguments, "--data", str(data), "-f", "tsv").out.splitlines()
        assert header.split("\t") == list(first)


def nullable_keys(schema: dict[str, Any], answer: Any) -> Iterator[tuple[str, bool]]:
    """Yield the keys that may be null, with whether they are, for each record."""
    for table in objects(schema):
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
def test_nullable_keys_are_null_in_some_records_only(outputs: Outputs, name: str) -> None:
    pairs = {
        pair
        for path in HOMES
        for answer in outputs(name, path)
        for pair in nullable_keys(SCHEMAS[name], answer)
    }
    keys = {key for key, _ in pairs}
    # Only a country with a code of its own has no continent.
    pairs |= {("continent", True)} if "continent" in keys else set()
    assert pairs == {(key, null) for key in keys for null in (True, False)}


@pytest.mark.parametrize("name", SCHEMAS)
def test_missing_key_and_wrong_value_are_invalid(outputs: Outputs, name: str) -> None:
    validator = Draft202012Validator(SCHEMAS[name])
    answer = next(one for one in outputs(name, SAMPLE) if one)
    rows = answer["features"] if name == "map" else answer
    del rows[1:]
    row = rows[0]["properties"] if name == "map" else rows[0]
    assert validator.is_valid(answer)
    for key, value in list(row.items()):
        del row[key]
        assert validator.is_valid(answer) is (key == "nth")
        row[key] = {"no": "value"}
        assert not validator.is_valid(answer)
        row[key] = value


def test_additional_keys_are_valid(run: Run) -> None:
    answer = run("show", "osaka", "--json").json
    answer[0]["population"] = answer[0]["partner"]["mayor"] = "new"
    assert Draft202012Validator(SCHEMAS["show"]).is_valid(answer)
    assert not strict_validator("show").is_valid(answer)


def test_commands_with_json_have_a_schema() -> None:
    commands = {
        name for name in app.COMMANDS if "json" in {one.name for one in app.command(name).params}
    }
    assert commands | {"map"} == set(SCHEMAS)


def test_schemas_are_linked() -> None:
    page = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert set(SCHEMAS) == set(write_docs.RECORDS)
    assert [name for name in SCHEMAS if f"(schemas/{name}.schema.json)" not in page] == []
