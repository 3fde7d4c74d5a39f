"""Imports: commands load only the modules they need; packages import only from lower layers."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import NamedTuple

import pytest
from calls import completing

import sistercities_cli
from conftest import ROOT, SAMPLE, Run
from sistercities_cli import agenda

# Runs code, or the program for each of the given environments and command lines, and writes the
# exit codes and the loaded modules to stderr.
PROBE = """
import json, os, sys
out, err, codes = sys.stdout, sys.stderr, []
code, calls = sys.argv.pop(), json.loads(sys.argv.pop())
if code:
    exec(code)
for environment, words in calls:
    from sistercities_cli.cli import main
    os.environ.update(environment)
    sys.argv[1:] = words
    with open(os.devnull, "w") as sys.stdout, open(os.devnull, "w") as sys.stderr:
        try:
            main()
            codes.append(0)
        except SystemExit as end:
            codes.append(end.code or 0)
    for name in environment:
        del os.environ[name]
sys.stdout, sys.stderr = out, err
err.write(json.dumps([codes, sorted(sys.modules)]))
"""
HEAVY = {
    "rich", "icalendar", "jinja2", "tomli_w", "hypothesis", "pydantic",
    "importlib.resources", "asyncio",
}  # fmt: skip
TOWNS = f"--data {SAMPLE} --on 2026-11-21"
PACKAGE = "sistercities_cli"
TYPES = f"{PACKAGE}.types"

# Parts of the package from top to bottom; one may import from its own layer and those below.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"__init__", "api", "types", "site", "terminal", "pictures", "formats", "convert"},
    {"datafile", "pages"},
    {
        "agenda", "bibliography", "countries", "directory", "fulltext", "history", "lookup",
        "names", "sorting",
    },
    {"model"},
    {"anniversaries"},
    {"dates"},
    {"bundled", "choices", "errors", "geography", "notebook", "structs", "text"},
)  # fmt: skip


class Import(NamedTuple):
    """An import statement, deferred ones and those for type checking included."""

    importer: str
    imported: str
    for_types: bool


@cache
def all_imports() -> tuple[Import, ...]:
    """Find the imports in the package's source."""
    return tuple(one for path in (ROOT / "src").rglob("*.py") for one in _imports_in(path))


def imports() -> list[Import]:
    """Find the imports except those of and by modules that only list names for type checkers."""
    return [one for one in all_imports() if one.imported != TYPES and one.importer != PACKAGE]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def _imports_in(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    guards = [node for node in blocks if ast.unparse(node.test) == "TYPE_CHECKING"]
    for_types = {inner for guard in guards for inner in ast.walk(guard)}
    modules = {_module(other) for other in (ROOT / "src").rglob("*.py")}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            targets = [name if name in modules else str(node.module) for name in names]
        elif isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        else:
            continue
        yield from (Import(_module(path), target, node in for_types) for target in targets)


def _layer(module: str) -> int:
    part = module.split(".")[1] if "." in module else "__init__"
    return next(position for position, layer in enumerate(LAYERS) if part in layer)


def test_packages_import_downwards_only() -> None:
    inner = [one for one in imports() if one.imported.partition(".")[0] == PACKAGE]
    assert len(inner) > 200
    assert [one for one in inner if _layer(one.importer) > _layer(one.imported)] == []


def test_no_imports_are_circular() -> None:
    graph: dict[str, set[str]] = {}
    for one in imports():
        graph.setdefault(one.importer, set()).add(one.imported)
    TopologicalSorter(graph).prepare()


def test_only_the_terminal_package_imports_rich() -> None:
    importers = {one.importer for one in imports() if one.imported.partition(".")[0] == "rich"}
    assert {name.removeprefix(f"{PACKAGE}.").partition(".")[0] for name in importers} == {
        "terminal"
    }


def test_types_of_records_are_imported_for_type_checking_only() -> None:
    importers = [one for one in all_imports() if one.imported == TYPES]
    assert len(importers) > 2
    assert all(one.for_types for one in importers)


def loaded(*calls: str | tuple[dict[str, str], str], code: str = "", exit: int = 0) -> set[str]:
    """Return the modules that calls load together in a new process.

    A call is a command line, which may come with an environment.
    """
    pairs = [({}, call) if isinstance(call, str) else call for call in calls]
    lines = json.dumps([(environment, words.split()) for environment, words in pairs])
    done = subprocess.run(
        [sys.executable, "-c", PROBE, lines, code], capture_output=True, check=True
    )
    codes, modules = json.loads(done.stderr)
    assert codes == [exit] * len(calls)
    return set(modules)


@pytest.mark.parametrize(
    ("arguments", "libraries"),
    [
        (f"list {TOWNS} -f table", {"rich"}),
        ("calendar", {"icalendar"}),
        (f"site {TOWNS}", {"icalendar", "jinja2"}),
    ],
)
def test_libraries_are_loaded_where_needed(arguments: str, libraries: set[str]) -> None:
    # icalendar may import resources to find time zones.
    assert (HEAVY & loaded(arguments)) - {"importlib.resources", "asyncio"} == libraries


def test_piped_output_loads_no_heavy_library() -> None:
    modules = loaded(
        "list --json",
        "list -f csv",
        f"list {TOWNS}",
        "list --of chicago --country germany --sort next",
        "show osaka --json",
        "country",
        "country brazil",
        "anniversary osaka --json",
        "upcoming",
        "sources --format csl",
        "map --format svg",
        "map --format geojson",
        "timeline --format svg",
        "schema",
        "--version",
    )
    assert HEAVY & modules == set()


@pytest.mark.parametrize(
    ("arguments", "exit"),
    [
        ("list --columns size", 2),
        ("show cassablanca|country germny", 1),
        ("list --data /nowhere/towns.toml", 3),
    ],
)
def test_errors_load_no_heavy_library(arguments: str, exit: int) -> None:
    assert HEAVY & loaded(*arguments.split("|"), exit=exit) == set()


@pytest.mark.parametrize(
    ("calls", "exit"),
    [
        (["", "-h", *(f"{command} -h" for command in ("list", "show", "convert", "schema"))], 0),
        (["list --nope", "list --status lively", "lits"], 2),
    ],
)
def test_help_and_usage_errors_read_no_data(calls: list[str], exit: int) -> None:
    modules = loaded(*calls, exit=exit)
    assert (HEAVY | {"tomli", f"{PACKAGE}.datafile.check"}) & modules == set()


def completed(shell: str, *values: str) -> set[str]:
    """Return the modules that completions load together."""
    return loaded(*[(completing(f"sistercities {words}", shell), "") for words in values])


def test_completion_loads_no_heavy_library_and_data_only_for_names() -> None:
    commands = completed("zsh", "li")
    options = completed("fish", "list --f", "list --status ", "list --format t")
    names = completed("bash", "list --of ", "list --kind s", "country g", "show o", "anniversary o")
    names |= completed("powershell", "show o")

    assert HEAVY & (options | names) == set()
    assert "tomli" not in options
    assert "tomli" in names
    assert f"{PACKAGE}.cli.options" not in commands


def test_api_and_commands_are_not_loaded_before_interrupts_are_handled() -> None:
    modules = loaded(code="from sistercities_cli.cli import main")
    assert {name for name in modules if name.startswith(PACKAGE)} == {PACKAGE, f"{PACKAGE}.cli"}


def test_names_of_the_api_are_loaded_on_first_use() -> None:
    assert {*sistercities_cli.__all__, "__version__"} <= {*dir(sistercities_cli)}
    assert sistercities_cli.Window is agenda.Window
    with pytest.raises(AttributeError, match="has no attribute 'agendas'"):
        getattr(sistercities_cli, "agendas")  # noqa: B009  # mypy rejects the attribute


def test_public_names_are_defined_once_and_do_not_name_modules() -> None:
    modules = [
        vars(import_module(f"{PACKAGE}.{name}")) for name in vars(sistercities_cli)["_MODULES"]
    ]
    for name in sistercities_cli.__all__:
        assert len({id(one[name]) for one in modules if name in one}) == 1, name
        assert f"{PACKAGE}.{name}" not in {one.importer for one in imports()}


def test_library_does_not_load_the_command_line() -> None:
    modules = loaded(
        code="import datetime as dt, sistercities_cli as s;"
        "d = s.load(); r, = d.of('osaka'); s.records(d, [r], on=dt.date(2026, 11, 21))"
    )
    assert f"{PACKAGE}.directory" in modules
    unneeded = {"typer", "rich", "dataclasses", "importlib.resources", "csv", "icalendar", TYPES}
    assert unneeded & modules == set()
    assert [name for name in modules if name.startswith(f"{PACKAGE}.cli")] == []


def test_list_loads_no_module_of_other_commands() -> None:
    others = {"datafile.check", "countries", "convert", "pictures", "site"}
    assert {f"{PACKAGE}.{module}" for module in others} & loaded("list --json") == set()


@pytest.mark.parametrize(
    ("arguments", "commands"),
    [("list", {"list"}), ("show osaka", {"show"}), ("-h", set()), ("--version", set())],
)
def test_only_the_command_that_runs_is_loaded(arguments: str, commands: set[str]) -> None:
    prefix = f"{PACKAGE}.cli.commands."
    modules = {name.removeprefix(prefix) for name in loaded(arguments) if name.startswith(prefix)}
    assert modules == commands


@pytest.mark.parametrize("arguments", ["list --json", "show osaka", "country", "upcoming"])
def test_bundled_data_is_read_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    files: list[str] = []
    get_data = SourceFileLoader.get_data

    def record(self: SourceFileLoader, path: str) -> bytes:
        content = get_data(self, path)
        if path.endswith(".toml"):
            files.append(Path(path).name)
        return content

    monkeypatch.setattr(SourceFileLoader, "get_data", record)
    assert run(*arguments.split()).code == 0
    evidence = ["evidence.toml"] if arguments.startswith("show") else []
    assert files == ["cities.toml", *evidence]
