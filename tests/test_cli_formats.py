"""Options for the output and the data file, which all commands with rows share."""

from __future__ import annotations

import json
import typing
from pathlib import Path

import pytest
from calls import DATA, READERS

from conftest import SAMPLE, Run
from sistercities_cli.formats import Format, RowFormat
from sistercities_cli.formats.rows import LIST_COLUMNS
from sistercities_cli.text import join_with_and, join_with_or

FORMATS: tuple[RowFormat, ...] = typing.get_args(RowFormat)
# Each command with rows, with a column that it has.
COMMANDS = {
    "list": "id",
    "show izmir choirs": "id",
    "country": "country",
    "country france": "id",
    "anniversary": "id",
    "upcoming": "id",
    "sources": "url",
}


@pytest.mark.parametrize(
    ("command", "format", "options"),
    [
        *((command, Format.TSV, ()) for command in COMMANDS),  # the default in a pipe
        *(("list", format, ("-f", format)) for format in READERS),
    ],
)
def test_rows_have_the_values_of_the_json(
    run: Run, command: str, format: Format, options: tuple[str, ...]
) -> None:
    out = run(*command.split(), *DATA, *options).ok
    header, *rows = READERS[format](out)
    headless = run(*command.split(), *DATA, *options, "--no-header").ok
    assert headless == out.split("\n", 2 if format is Format.MARKDOWN else 1)[-1]
    records = run(*command.split(), *DATA, "--json", "--columns", ",".join(header)).json
    assert [list(record) for record in records] == [header] * len(rows)
    assert rows == [
        ["" if value is None else str(value) for value in record.values()] for record in records
    ]


@pytest.mark.parametrize("command", ["list", "show izmir choirs", "country", "sources"])
def test_json_lines_have_the_objects_of_the_json(run: Run, command: str) -> None:
    records = run(*command.split(), *DATA, "--json").json
    assert {tuple(record) for record in records} == {tuple(records[0])}
    out = run(*command.split(), *DATA, "-f", "jsonl").ok
    assert [json.loads(line) for line in out.splitlines()] == records


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("tsv", "years\tid\n38\talund-brest\n"),
        ("markdown", "| years | id |\n| --- | --- |\n| 38 | alund-brest |\n"),
        ("json", '[\n  {\n    "years": 38,\n    "id": "alund-brest"\n  }\n]\n'),
        ("jsonl", '{"years": 38, "id": "alund-brest"}\n'),
        ("table", "years  id\n──────────────────\n38     alund-brest\n"),
    ],
)
def test_columns_are_selected_and_ordered(run: Run, format: str, expected: str) -> None:
    arguments = ("--columns", "years, id", "--status", "active", "-f", format)
    out = run("list", *DATA, *arguments).ok
    assert [line.rstrip(" ") for line in out.splitlines()] == expected.splitlines()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("-f", "tsv"), "id\tyears\n"),
        (("--json",), "[]\n"),
        (("-f", "jsonl"), ""),
        (("-f", "table"), ""),
        (("-f", "tsv", "--no-header"), ""),
    ],
)
def test_empty_result_is_not_an_error(run: Run, arguments: tuple[str, ...], expected: str) -> None:
    empty = ("--country", "brazil", "--columns", "id,years")
    message = "No relationships match.\n"
    assert run("list", *DATA, *empty, *arguments) == (0, expected, message)


def test_json_option_conflicts_with_other_formats(run: Run) -> None:
    assert run("list", *DATA, "--json", "-f", "json").json
    for format in (Format.TABLE, Format.JSONL):
        message = f"--json and --format {format} cannot be used together: choose one"
        assert message in run("list", *DATA, "--json", "-f", format).failed(2)


@pytest.mark.parametrize(
    ("command", "format"),
    [("country", Format.TSV), ("list", Format.JSON), ("list", Format.TABLE)],
)
def test_unknown_column_is_a_usage_error(run: Run, command: str, format: Format) -> None:
    result = run(*command.split(), *DATA, "-f", format, "--columns", "size")
    assert "no column is called 'size': there are " in result.failed(2)


@pytest.mark.parametrize(
    ("columns", "unknown"),
    [
        pytest.param("ID", "'ID'", id="upper case"),
        pytest.param("", "''", id="empty"),
        pytest.param("id,,home", "''", id="empty between commas"),
        pytest.param("id;home", "'id;home'", id="semicolon"),
        pytest.param("size,id,weight", "'size' or 'weight'", id="two unknown"),
    ],
)
def test_unknown_columns_are_named(run: Run, columns: str, unknown: str) -> None:
    expected = f"no column is called {unknown}: there are {join_with_and(LIST_COLUMNS)}."
    assert expected in " ".join(run("list", *DATA, "--columns", columns).failed(2).split())


@pytest.mark.parametrize(
    ("command", "accepted"),
    [
        ("list", {*FORMATS}),
        ("map", {Format.TEXT, Format.SVG, Format.GEOJSON}),
        ("timeline", {Format.TEXT, Format.SVG}),
        ("sources", {*FORMATS, Format.CSL}),
    ],
)
def test_unsupported_format_is_rejected(run: Run, command: str, accepted: set[Format]) -> None:
    format = next(one for one in Format if one not in accepted)
    choices = join_with_or([str(one) for one in Format if one in accepted])
    message = " ".join(run(command, *DATA, "-f", format.value).failed(2).split())
    assert f"'{format}' is not one of {choices}." in message


@pytest.mark.parametrize("command", ["list", "show izmir choirs", "country"])
def test_data_file_from_option_or_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    arguments = (*command.split(), "--columns", COMMANDS[command], "--json")
    expected = run(*arguments, *DATA)
    assert "alund" in expected.ok or "Sweden" in expected.ok
    monkeypatch.setenv("SISTERCITIES_DATA", str(SAMPLE))
    assert run(*arguments) == expected


def test_option_takes_precedence_over_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("list", *DATA)
    monkeypatch.setenv("SISTERCITIES_DATA", "/nowhere/towns.toml")
    assert run("list").code == 3
    assert run("list", *DATA) == expected


def test_empty_environment_variable_means_bundled_data(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", "")
    out = run("list", "--of", "chicago", "--columns", "home", "--no-header").ok
    assert set(out.split()) == {"Chicago"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"", "is empty"),
        (b"not TOML", "not TOML"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_invalid_data_file_is_reported(
    run: Run, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    err = run("list", "--data", str(path)).failed(3)
    assert err.startswith(f"Error: {path} has ")
    assert problem in err


def test_broken_evidence_is_reported_before_any_output(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = SAMPLE.read_text("utf-8").replace("[directory]", '[directory]\nevidence = "gone.toml"')
    path.write_text(text, "utf-8")
    for format in (Format.TABLE, Format.TSV, Format.JSON):
        result = run("show", "izmir", "--data", str(path), "-f", format)
        assert "gone.toml has 1 problem" in result.failed(3)
