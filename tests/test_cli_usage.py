"""Wrong usage, and the options that mean the same in every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import SAMPLE, Run
from sistercities_cli.formats import Format

TOWNS = ("--data", str(SAMPLE))
ANSWERING = ("list", "show izmir", "country", "country france", "anniversary", "upcoming")
# A column of each that no clock changes.
FIRST = dict.fromkeys(ANSWERING, "id") | {"country": "country"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("nope", id="no-such-command"),
        pytest.param("--nope", id="no-such-option"),
        pytest.param("list --nope", id="no-such-option-of-a-command"),
        pytest.param("list osaka", id="argument-too-many"),
        pytest.param("show", id="argument-missing"),
        pytest.param("list --of", id="value-missing"),
        pytest.param("list --format xml", id="no-such-format"),
        pytest.param("list --status lively", id="no-such-status"),
        pytest.param("list --sort size", id="no-such-sort-key"),
        pytest.param("list --no-header=yes", id="value-for-a-flag"),
        pytest.param("anniversary --leap-day feb30", id="no-such-leap-day"),
        pytest.param("anniversary --nth 0", id="nth-zero"),
        pytest.param("anniversary --nth -1", id="nth-negative"),
        pytest.param(f"anniversary --nth {'9' * 5000}", id="nth-too-long-a-number"),
        pytest.param("anniversary --nth many", id="nth-not-a-number"),
    ],
)
def test_wrong_usage_is_said_on_stderr(run: Run, arguments: str) -> None:
    code, out, err = run(*arguments.split())
    assert (code, out) == (2, "")
    assert "Error: " in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("--on 2026", "'2026' is not a day: write YYYY-MM-DD", id="year"),
        pytest.param("--on 2026-11", "'2026-11' is not a day: write YYYY-MM-DD", id="month"),
        pytest.param("--on 2026-02-30", "'2026-02-30' is not a day: no such day", id="no-day"),
        pytest.param("--on 20261121", "'20261121' is not a day: write YYYY-MM-DD", id="no-dashes"),
        pytest.param("--on today", "'today' is not a day: write YYYY-MM-DD", id="word"),
        pytest.param(
            "--on yesterday", "'yesterday' is not a day: write YYYY-MM-DD", id="longer-word"
        ),
        pytest.param("--on ２０２６-11-21", "is not a day: write YYYY-MM-DD", id="wide-digits"),
        pytest.param("--founded ..", "'..' has no date: write FROM..TO", id="span-of-nothing"),
        pytest.param("--founded 1999..1990", "ends before it starts: swap", id="span-backwards"),
        pytest.param("--founded 1999...", "'.' is not a date", id="three-dots"),
        pytest.param(
            "--founded 1990-1999",
            "'1990-1999' is not a span: write FROM..TO, like 1990..1999",
            id="span-with-a-dash",
        ),
        pytest.param("--founded 90s", "'90s' is not a span: write FROM..TO", id="span-in-words"),
        pytest.param("--founded 1990..later", "'later' is not a date", id="span-to-a-word"),
        pytest.param("--founded soon..1990", "'soon' is not a date", id="span-from-a-word"),
    ],
)
def test_a_wrong_date_is_told_how_to_be_right(run: Run, arguments: str, message: str) -> None:
    code, out, err = run("list", *TOWNS, *arguments.split())
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("anniversary --nth 0", "'0' is not a whole number of 1 or more", id="least"),
        pytest.param("anniversary --nth x", "'x' is not a whole number of 1 or more", id="word"),
        pytest.param("upcoming --every 1.5", "'1.5' is not a whole number of 1 or more", id="part"),
        pytest.param(
            "upcoming --year 10000", "'10000' is not a whole number from 1 to 9999", id="year"
        ),
        pytest.param(
            "calendar --years 1001", "'1001' is not a whole number from 1 to 1000", id="most"
        ),
    ],
)
def test_a_wrong_number_is_told_how_to_be_right(run: Run, arguments: str, message: str) -> None:
    code, out, err = run(*arguments.split(), *TOWNS)
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


@pytest.mark.parametrize(
    ("length", "message"),
    [
        pytest.param("", "'' is not a length: write 90d, 12w, 6m or 1y", id="nothing"),
        pytest.param("10000000d", "ends after the year 9999", id="long"),
        pytest.param("9" * 40 + "y", "ends after the year 9999", id="very-long"),
        pytest.param("9" * 5000 + "m", "ends after the year 9999", id="longer-than-numbers-are"),
    ],
)
def test_a_wrong_length_is_told_how_to_be_right(run: Run, length: str, message: str) -> None:
    code, out, err = run("upcoming", *TOWNS, "--within", length)
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


def test_counts_of_countries_are_sorted_by_name_alone(run: Run) -> None:
    code, out, err = run("country", *TOWNS, "--sort", "years")
    assert (code, out) == (2, "")
    assert "--sort years needs a NAME" in err
    forth, back = (
        run("country", *TOWNS, "--sort", "country", *more, "--no-header").out.splitlines()
        for more in ((), ("--reverse",))
    )
    assert len(forth) > 1
    assert back == forth[::-1]


def test_a_file_to_check_is_named_once(run: Run) -> None:
    code, out, err = run("check", "a.toml", "--data", "b.toml")
    assert (code, out) == (2, "")
    assert "FILE and --data cannot be used together: choose one" in err


@pytest.mark.parametrize("arguments", ["upcoming --year 9999", "calendar --years 1000 --every 999"])
def test_the_greatest_number_can_be_asked_for(run: Run, arguments: str) -> None:
    assert run(*arguments.split(), *TOWNS).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("list germany", "'germany' belongs to no option: ", id="name-to-list"),
        pytest.param("list --kind sister city", "'city' belongs to no option: ", id="blank"),
        pytest.param("check a.toml b.toml", "'b.toml' is one too many: ", id="second-file"),
    ],
)
def test_a_word_too_many_is_told_where_it_belongs(run: Run, arguments: str, message: str) -> None:
    code, out, err = run(*arguments.split())
    assert (code, out) == (2, "")
    assert f"Error: {message}put quotation marks round anything with a space in it" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("help", "No such command 'help'. Did you mean: sistercities -h?", id="help"),
        pytest.param(
            "version",
            "No such command 'version'. Did you mean: sistercities --version?",
            id="version",
        ),
        pytest.param(
            "osaka", "No such command 'osaka'. If it is a name: sistercities show osaka", id="city"
        ),
        pytest.param("lst", "No such command 'lst'. Did you mean 'list'?", id="misspelt"),
        pytest.param(
            "--data x.toml list",
            "--data belongs after the command: sistercities list --data",
            id="option-of-a-command-before-it",
        ),
        pytest.param("--nope", "No such option: --nope", id="option-without-a-command"),
    ],
)
def test_what_is_no_command_is_told_what_was_meant(run: Run, arguments: str, message: str) -> None:
    code, out, err = run(*arguments.split())
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"Error: {message}"


def test_what_is_no_command_can_be_copied_as_a_name(run: Run) -> None:
    _, _, err = run("Tel Aviv; rm")
    assert err.endswith("If it is a name: sistercities show 'Tel Aviv; rm'\n")


@pytest.mark.parametrize("command", ANSWERING)
@pytest.mark.parametrize("format", ["table", "tsv", "csv", "jsonl", "markdown"])
def test_json_and_another_format_exclude_each_other(run: Run, command: str, format: str) -> None:
    code, out, err = run(*command.split(), *TOWNS, "--json", "-f", format)
    assert (code, out) == (2, "")
    assert f"--json and --format {format} cannot be used together: choose one" in err


@pytest.mark.parametrize("command", ANSWERING)
def test_json_may_be_asked_for_twice(run: Run, command: str) -> None:
    code, out, err = run(*command.split(), *TOWNS, "--json", "-f", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)


@pytest.mark.parametrize("command", ANSWERING)
@pytest.mark.parametrize("format", Format)
def test_an_unknown_column_is_wrong_usage_in_every_format(
    run: Run, command: str, format: Format
) -> None:
    code, out, err = run(*command.split(), *TOWNS, "-f", format, "--columns", "size")
    assert (code, out) == (2, "")
    assert "no column is called 'size': there are " in err


@pytest.mark.parametrize(
    ("columns", "unknown"),
    [
        pytest.param("ID", "'ID'", id="capitals"),
        pytest.param("", "''", id="nothing"),
        pytest.param("id,,home", "''", id="nothing-between"),
        pytest.param("id;home", "'id;home'", id="semicolon"),
        pytest.param("size,id,weight", "'size' or 'weight'", id="two-unknown"),
    ],
)
def test_the_columns_that_are_not_known_are_named(run: Run, columns: str, unknown: str) -> None:
    code, out, err = run("list", *TOWNS, "--columns", columns)
    assert (code, out) == (2, "")
    assert f"no column is called {unknown}: there are id, home, partner" in err


@pytest.mark.parametrize("command", ANSWERING)
def test_a_data_file_is_named_by_option_or_else_by_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    arguments = (*command.split(), "--on", "2026-06-30", "--columns", FIRST[command], "--json")
    named = run(*arguments, *TOWNS)
    assert (named.code, named.err) == (0, "")
    assert "alund" in named.out or "Sweden" in named.out
    monkeypatch.setenv("SISTERCITIES_DATA", str(SAMPLE))
    assert run(*arguments) == named
    monkeypatch.setenv("SISTERCITIES_DATA", "/nowhere/at-all.toml")
    assert run(*arguments).code == 3
    assert run(*arguments, *TOWNS) == named


def test_an_empty_variable_names_no_data_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", "")
    code, out, err = run("list", "--of", "chicago", "--columns", "home", "--no-header")
    assert (code, set(out.split()), err) == (0, {"Chicago"}, "")


@pytest.mark.parametrize("command", ANSWERING)
@pytest.mark.parametrize(
    "content", [None, b"", b"not TOML", b"\xff\xfe", b"[directory]\n"],
    ids=["missing", "empty", "not-toml", "not-utf-8", "incomplete"],
)  # fmt: skip
def test_a_bad_data_file_is_said_on_stderr(
    run: Run, tmp_path: Path, command: str, content: bytes | None
) -> None:
    own = tmp_path / "own.toml"
    if content is not None:
        own.write_bytes(content)
    code, out, err = run(*command.split(), "--data", str(own))
    assert (code, out) == (3, "")
    assert err.startswith("Error: ")
    assert "own.toml has " in err
    assert "Traceback" not in err
