"""What is loaded for a job: start-up takes as long as the modules that are imported."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from conftest import BARE, ROOT, SAMPLE, Run
from sistercities_cli.cli.app import COMMANDS

# Runs the program, or the code that is given, and says on stderr which modules that loaded.
PROBE = """
import atexit, json, sys
atexit.register(lambda: sys.stderr.write("\\n" + json.dumps(sorted(sys.modules))))
code = sys.argv.pop(1)
if code:
    exec(code)
else:
    from sistercities_cli.cli import main
    main()
"""
HEAVY = {
    "rich",
    "babel",
    "countryinfo",
    "icalendar",
    "jinja2",
    "tomli_w",
    "hypothesis",
    "pydantic",
    "importlib.resources",
    "asyncio",
}
TOWNS = f"--data {SAMPLE} --on 2026-11-21"
CONVERT = f"convert {ROOT / 'docs' / 'example' / 'ourtown.csv'} --home Springfield,US"


@cache
def loaded(arguments: str = "", code: str = "", exit: int = 0, **environment: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, code, *arguments.split()],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == exit, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_probe_sees_what_is_loaded() -> None:
    assert HEAVY & loaded(f"list {TOWNS} -f table") == {"rich"}
    assert HEAVY & loaded("country brazil") == {"babel", "countryinfo"}
    assert "icalendar" in loaded("calendar")
    assert HEAVY & loaded(f"site {TOWNS}") >= {"icalendar", "jinja2"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("list --json", id="list"),
        pytest.param("show seoul --json", id="show"),
        pytest.param("country", id="countries"),
        pytest.param("country DE", id="country by its code"),
        pytest.param("list --country south-korea", id="country by its English name"),
        pytest.param("map --format geojson", id="map"),
    ],
)
def test_codes_need_no_more_than_their_english_names(arguments: str) -> None:
    found = loaded(f"{arguments} --data {BARE}")
    # Babel looks for the time zone here, in a package where the system has no zones.
    assert (HEAVY & found) - {"importlib.resources"} == {"babel"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("list --json", id="list-json"),
        pytest.param("list", id="list-tsv"),
        pytest.param("list -f csv", id="list-csv"),
        pytest.param("list -f jsonl", id="list-jsonl"),
        pytest.param("list -f markdown", id="list-markdown"),
        pytest.param("list --of chicago --country germany --sort next", id="list-filtered"),
        pytest.param(f"list {TOWNS}", id="list-own-data"),
        pytest.param("show osaka --json", id="show-json"),
        pytest.param("country", id="countries"),
        pytest.param("map --format svg", id="map-svg"),
        pytest.param("map --format geojson", id="map-geojson"),
        pytest.param("timeline --format svg", id="timeline-svg"),
        pytest.param("country uk", id="country-of-the-directory"),
        pytest.param("anniversary osaka --json", id="anniversary-json"),
        pytest.param("sources osaka --json", id="sources-json"),
        pytest.param("sources --format csl", id="sources-csl"),
        pytest.param("schema", id="schema"),
        pytest.param("", id="no-arguments"),
        pytest.param("-h", id="help"),
        pytest.param("--version", id="version"),
        *(
            pytest.param(f"{one} -h", id=f"{one}-help")
            for one in ("list", "show", "country", "convert", "schema")
        ),
    ],
)
def test_an_answer_for_a_pipe_loads_nothing_heavy(arguments: str) -> None:
    assert HEAVY & loaded(arguments) == set()


@pytest.mark.parametrize(
    ("arguments", "exit"),
    [
        pytest.param("list --nope", 2, id="no-such-option"),
        pytest.param("nope", 2, id="no-such-command"),
        pytest.param("list --status lively", 2, id="no-such-value"),
        pytest.param("list --columns size", 2, id="no-such-column"),
        pytest.param("show cassablanca", 1, id="no-such-name"),
        pytest.param("list --data /nowhere/at-all.toml", 3, id="no-such-file"),
    ],
)
def test_an_error_loads_nothing_heavy(arguments: str, exit: int) -> None:
    assert HEAVY & loaded(arguments, exit=exit) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_loads_the_types_of_records(command: str) -> None:
    found = loaded({"show": "show osaka", "convert": CONVERT}.get(command, command))
    assert "sistercities_cli.model" in found or command in {"convert", "schema"}
    assert "sistercities_cli.formats.records" not in found


# Typer loads Rich to explain commands and options to other shells.
BASH_ONLY = [("bash", "li"), ("bash", "list --f")]
VALUES = ("list --of ", "list --status ", "list --kind s", "country g", "show o", "anniversary o")


@pytest.mark.parametrize(
    ("shell", "words"), [*BASH_ONLY, *itertools.product(("bash", "zsh", "fish"), VALUES)]
)
def test_a_completion_loads_nothing_heavy(shell: str, words: str) -> None:
    line = f"sistercities {words}"
    found = loaded(
        _SISTERCITIES_COMPLETE=f"complete_{shell}",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split(" ")) - 1),
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert ("sistercities_cli.cli.completion" in found) == (words != "li")  # a command's name
    assert HEAVY & found == set()


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import sistercities_cli; sistercities_cli.load()", id="load"),
        pytest.param(
            "import datetime as dt, sistercities_cli as s;"
            "d = s.load(); r, = d.of(d.find('osaka')); r.anniversary(dt.date(2026, 11, 21))",
            id="one-anniversary",
        ),
    ],
)
def test_python_gets_the_directory_without_the_command_line(code: str) -> None:
    found = loaded(code=code)
    assert "sistercities_cli.directory" in found
    unwanted = {"typer", "rich", "babel", "dataclasses", "importlib.resources", "json", "csv"}
    assert unwanted & found == {"json"}  # the probe's own
    assert [name for name in found if name.startswith("sistercities_cli.cli")] == []


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        pytest.param("list --json", "sistercities_cli.datafile.check", id="validation"),
        pytest.param("list --json", "sistercities_cli.countries", id="world"),
        pytest.param("list", "csv", id="csv"),
    ],
)
def test_what_only_some_commands_need_is_not_loaded_by_all(arguments: str, module: str) -> None:
    assert module not in loaded(arguments)


HELPLESS = [
    pytest.param("-h", 0, id="help"),
    pytest.param("list -h", 0, id="help-of-a-command"),
    pytest.param("list --nope", 2, id="no-such-option"),
    pytest.param("lits", 2, id="no-such-command"),
]


@pytest.mark.parametrize(("arguments", "exit"), HELPLESS)
def test_help_and_usage_errors_do_without_data(arguments: str, exit: int) -> None:
    found = loaded(arguments, exit=exit)
    assert {"tomli", "sistercities_cli.datafile.check"} & found == set()


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        pytest.param("list", {"list"}, id="list"),
        pytest.param("show osaka", {"show"}, id="show"),
        pytest.param("-h", set(), id="help"),
        pytest.param("--version", set(), id="version"),
    ],
)
def test_a_run_loads_no_other_command(arguments: str, modules: set[str]) -> None:
    before = "sistercities_cli.cli.commands."
    found = {name.removeprefix(before) for name in loaded(arguments) if name.startswith(before)}
    assert found == modules


@pytest.mark.parametrize("arguments", ["list --json", "show osaka", "country", "upcoming"])
def test_the_bundled_data_is_read_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    read: list[str] = []
    get_data = SourceFileLoader.get_data

    def note(self: SourceFileLoader, path: str) -> bytes:
        content = get_data(self, path)
        if path.endswith(".toml"):
            read.append(Path(path).name)
        return content

    monkeypatch.setattr(SourceFileLoader, "get_data", note)
    assert run(*arguments.split()).code == 0
    assert read in (["cities.toml"], ["cities.toml", "evidence.toml"])
    assert ("evidence.toml" in read) == arguments.startswith("show")
