"""Imports: commands load only the modules they need; packages import only from lower layers."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
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

# Runs the program for each of the given environments and command lines, and writes its exit
# code and the modules that it newly loads to stderr.
PROBE = """
import ast, os, sys
from sistercities_cli.cli import main
out, err, runs, known = sys.stdout, sys.stderr, [], set()
for environment, words in ast.literal_eval(sys.argv.pop()):
    os.environ.update(environment)
    sys.argv[1:] = words
    code = 0
    with open(os.devnull, "w") as sys.stdout, open(os.devnull, "w") as sys.stderr:
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    runs.append((code, sorted(sys.modules.keys() - known)))
    known.update(sys.modules)
    for name in environment:
        del os.environ[name]
sys.stdout, sys.stderr = out, err
err.write(repr(runs))
"""
HEAVY = {
    "rich", "icalendar", "jinja2", "tomli_w", "hypothesis", "pydantic",
    "importlib.resources", "asyncio",
}  # fmt: skip
TOWNS = f"--data {SAMPLE} --on 2026-11-21"
PACKAGE = "sistercities_cli"
DATA_PARSER = "json"  # loaded with the bundled data
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
def all_modules() -> dict[str, Path]:
    """Find the modules of the package."""
    return {_module(path): path for path in (ROOT / "src").rglob("*.py")}


@cache
def all_imports() -> tuple[Import, ...]:
    """Find the imports in the package's source."""
    return tuple(one for path in all_modules().values() for one in _imports_in(path))


def imports() -> list[Import]:
    """Find the imports except those of and by modules that only list names for type checkers."""
    return [one for one in all_imports() if one.imported != TYPES and one.importer != PACKAGE]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def _imports_in(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        inner
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in node.body
    }
    modules = all_modules()
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


Call = str | tuple[dict[str, str], str]


def loaded(*calls: Call, exits: Sequence[int] | None = None) -> list[set[str]]:
    """Run command lines in a new process and return the modules that each newly loads.

    A call is a command line, which may come with an environment.
    """
    pairs = [({}, call) if isinstance(call, str) else call for call in calls]
    lines = repr([(environment, words.split()) for environment, words in pairs])
    done = subprocess.run([sys.executable, "-c", PROBE, lines], capture_output=True, check=True)
    runs = ast.literal_eval(done.stderr.decode())
    assert [code for code, _ in runs] == (exits or [0] * len(calls))
    return [set(modules) for _, modules in runs]


def loaded_by_code(code: str) -> set[str]:
    """Return the modules that code loads in a new process."""
    listing = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, check=True)
    return set(done.stdout.decode().split())


def test_commands_load_their_own_module_and_libraries() -> None:
    calls = {
        "--version": (set(), set()),
        "-h": (set(), set()),
        "list --json": ({"list"}, set()),
        "show osaka": ({"show"}, set()),
        f"list {TOWNS} -f table": (set(), {"rich"}),
        "calendar": ({"calendar"}, {"icalendar"}),
        f"site {TOWNS}": ({"site"}, {"jinja2"}),
    }
    prefix = f"{PACKAGE}.cli.commands."
    runs = loaded(*calls)
    for modules, (commands, libraries) in zip(runs, calls.values(), strict=True):
        assert {name for name in modules if name.startswith(prefix)} == {
            f"{prefix}{name}" for name in commands
        }
        # icalendar may import resources to find time zones.
        assert (HEAVY & modules) - {"importlib.resources", "asyncio"} == libraries
    others = {"datafile.check", "countries", "convert", "pictures", "site"}
    assert {f"{PACKAGE}.{module}" for module in others} & set[str]().union(*runs[:3]) == set()


def test_piped_output_loads_no_heavy_library() -> None:
    runs = loaded(
        "list --json", "list -f csv", f"list {TOWNS}",
        "list --of chicago --country germany --sort next", "show osaka --json", "country",
        "country brazil", "anniversary osaka --json", "upcoming", "sources --format csl",
        "map --format svg", "map --format geojson", "timeline --format svg", "schema",
        "--version",
    )  # fmt: skip
    assert HEAVY & set[str]().union(*runs) == set()


def test_help_and_errors_load_no_heavy_library_and_usage_errors_no_data() -> None:
    without_data = [
        "", *(f"{command} -h" for command in ("", "list", "show", "convert", "schema")),
        "list --nope", "list --status lively", "lits",
    ]  # fmt: skip
    with_data = [
        "list --columns size", "show cassablanca", "country germny",
        "list --data /nowhere/towns.toml",
    ]  # fmt: skip
    runs = loaded(*without_data, *with_data, exits=[0] * 6 + [2] * 3 + [2, 1, 1, 3])
    assert HEAVY & set[str]().union(*runs) == set()
    assert DATA_PARSER not in set[str]().union(*runs[: len(without_data)])


def test_completion_loads_no_heavy_library_and_data_only_for_names() -> None:
    calls = [
        ("zsh", "li"), ("fish", "list --f"), ("fish", "list --status "),
        ("fish", "list --format t"), ("bash", "list --of "), ("bash", "list --kind s"),
        ("bash", "country g"), ("bash", "show o"), ("bash", "anniversary o"),
        ("powershell", "show o"),
    ]  # fmt: skip
    lines = [(completing(f"sistercities {words}", shell), "") for shell, words in calls]
    commands, *runs = loaded(*lines)
    assert HEAVY & set[str]().union(commands, *runs) == set()
    assert f"{PACKAGE}.cli.options" not in commands
    assert [DATA_PARSER in modules for modules in runs] == [False] * 3 + [True] + [False] * 5


def test_api_and_commands_are_not_loaded_before_interrupts_are_handled() -> None:
    modules = loaded_by_code("from sistercities_cli.cli import main")
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
    modules = loaded_by_code(
        "import datetime as dt, sistercities_cli as s;"
        "d = s.load(); r, = d.of('osaka'); s.records(d, [r], on=dt.date(2026, 11, 21))"
    )
    assert f"{PACKAGE}.directory" in modules
    unneeded = {"typer", "rich", "dataclasses", "importlib.resources", "csv", "icalendar", TYPES}
    assert unneeded & modules == set()
    assert [name for name in modules if name.startswith(f"{PACKAGE}.cli")] == []


@pytest.mark.parametrize("arguments", ["list --json", "show osaka"])
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
