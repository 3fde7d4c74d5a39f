"""Options for the output and the data file, which all commands with rows share."""

from __future__ import annotations

import datetime as dt
import json
import typing
from pathlib import Path

import pytest
from calls import DATA, ON, READERS

from conftest import SAMPLE, Run
from sistercities_cli.cli import options
from sistercities_cli.formats import Format, RowFormat
from sistercities_cli.formats.rows import LIST_COLUMNS

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
command_lines = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "now", lambda: dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC))
    monkeypatch.setattr(options, "today", lambda: dt.date(2026, 11, 21))


@pytest.mark.parametrize("format", READERS)
@command_lines
def test_rows_have_the_values_of_the_json(run: Run, command: str, format: Format) -> None:
    code, out, err = run(*command.split(), *DATA, "-f", format)
    assert (code, err) == (0, "")
    header, *rows = READERS[format](out)
    assert run(*command.split(), *DATA, "-f", format, "--no-header") == (
        0, out.partition("\n")[2] if format != Format.MARKDOWN else out.split("\n", 2)[2], "",
    )  # fmt: skip
    code, out, err = run(*command.split(), *DATA, "--json", "--columns", ",".join(header))
    assert (code, err) == (0, "")
    records = json.loads(out)
    assert [list(record) for record in records] == [header] * len(rows)
    assert rows == [
        ["" if value is None else str(value) for value in record.values()] for record in records
    ]


@command_lines
def test_json_lines_have_the_objects_of_the_json(run: Run, command: str) -> None:
    code, out, err = run(*command.split(), *DATA, "--json")
    assert (code, err) == (0, "")
    records = json.loads(out)
    assert {tuple(record) for record in records} == {tuple(records[0])}
    code, out, err = run(*command.split(), *DATA, "-f", "jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == records


@command_lines
def test_default_format_in_a_pipe_is_tsv(run: Run, command: str) -> None:
    result = run(*command.split(), *DATA)
    assert (result.code, result.err) == (0, "")
    assert result == run(*command.split(), *DATA, "-f", "tsv")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("tsv", "years\tid\n38\talund-brest\n"),
        ("csv", "years,id\n38,alund-brest\n"),
        ("markdown", "| years | id |\n| --- | --- |\n| 38 | alund-brest |\n"),
        ("json", '[\n  {\n    "years": 38,\n    "id": "alund-brest"\n  }\n]\n'),
        ("jsonl", '{"years": 38, "id": "alund-brest"}\n'),
        ("table", "years  id\n──────────────────\n38     alund-brest\n"),
    ],
)
def test_columns_are_selected_and_ordered(run: Run, format: str, expected: str) -> None:
    arguments = ("--columns", "years, id", "--status", "active", "-f", format)
    code, out, err = run("list", *DATA, *ON, *arguments)
    assert (code, err) == (0, "")
    assert [line.rstrip(" ") for line in out.splitlines()] == expected.splitlines()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("-f", "tsv"), "id\tyears\n"),
        (("-f", "csv"), "id,years\n"),
        (("-f", "markdown"), "| id | years |\n| --- | --- |\n"),
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


@command_lines
def test_json_excludes_other_formats(run: Run, command: str) -> None:
    for format in FORMATS:
        code, out, err = run(*command.split(), *DATA, "--json", "-f", format)
        if format is Format.JSON:
            assert (code, err) == (0, "")
            assert json.loads(out)
        else:
            assert (code, out) == (2, "")
            assert f"--json and --format {format} cannot be used together: choose one" in err


@command_lines
def test_unknown_column_is_wrong_usage_in_every_format(run: Run, command: str) -> None:
    for format in FORMATS:
        code, out, err = run(*command.split(), *DATA, "-f", format, "--columns", "size")
        assert (code, out) == (2, "")
        assert "no column is called 'size': there are " in err


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
    code, out, err = run("list", *DATA, "--columns", columns)
    assert (code, out) == (2, "")
    expected = f"no column is called {unknown}: there are {', '.join(LIST_COLUMNS)}"
    assert expected in " ".join(err.split())


@pytest.mark.parametrize(
    ("command", "accepted"),
    [
        ("list", {*FORMATS}),
        ("map", {Format.TEXT, Format.SVG, Format.GEOJSON}),
        ("timeline", {Format.TEXT, Format.SVG}),
        ("sources", {*FORMATS, Format.CSL}),
    ],
)
def test_format_of_another_command_is_refused(
    run: Run, command: str, accepted: set[Format]
) -> None:
    for format in Format:
        code, out, err = run(command, *DATA, "-f", format.value)
        if format in accepted:
            assert (code, out != "", err) == (0, True, "")
        else:
            assert (code, out) == (2, "")
            choices = ", ".join(repr(str(one)) for one in Format if one in accepted)
            assert f"'{format}' is not one of {choices}." in " ".join(err.split())


@command_lines
def test_data_file_from_option_or_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    arguments = (*command.split(), "--columns", COMMANDS[command], "--json")
    expected = run(*arguments, *DATA)
    assert (expected.code, expected.err) == (0, "")
    assert "alund" in expected.out or "Sweden" in expected.out
    monkeypatch.setenv("SISTERCITIES_DATA", str(SAMPLE))
    assert run(*arguments) == expected
    monkeypatch.setenv("SISTERCITIES_DATA", "/nowhere/towns.toml")
    assert run(*arguments).code == 3
    assert run(*arguments, *DATA) == expected


def test_empty_environment_variable_means_bundled_data(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", "")
    code, out, err = run("list", "--of", "chicago", "--columns", "home", "--no-header")
    assert (code, set(out.split()), err) == (0, {"Chicago"}, "")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"", "is empty"),
        (b"not TOML", "not TOML"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
@command_lines
def test_bad_data_file_is_reported(
    run: Run, tmp_path: Path, command: str, content: bytes | None, problem: str
) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(*command.split(), "--data", str(path))
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: {path} has ")
    assert problem in err


def test_broken_evidence_is_reported_before_any_output(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = SAMPLE.read_text("utf-8").replace("[directory]", '[directory]\nevidence = "gone.toml"')
    path.write_text(text, "utf-8")
    for format in FORMATS:
        code, out, err = run("show", "izmir", "--data", str(path), "-f", format)
        assert (code, out) == (3, "")
        assert "gone.toml has 1 problem" in err
