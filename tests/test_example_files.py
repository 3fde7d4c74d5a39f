"""Example files in `files/valid` and `files/invalid`, with what `check` prints beside them.

To add a rule, add a file that breaks it, and a `.txt` file with the stdout and stderr of `check`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sistercities_cli
from conftest import ROOT, Run
from sistercities_cli import DataError
from sistercities_cli.text import pluralize

FILES = Path(__file__).parent / "files"
VALID = sorted((FILES / "valid").glob("*.toml"))
INVALID = sorted((FILES / "invalid").glob("*.toml"))
MODULES = ("check", "files", "report", "rules")
NOT_PROBLEMS = {"describe_value", "expected_value", "join_path", "suggestion"}  # parts of them

# Problems that no file in a repository can have.
NOT_REPRODUCIBLE = {"Is a device, not a file", "cannot be read: invalid file name"}


@cache
def expected(file: Path) -> str:
    return file.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_valid_file_is_usable(file: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)

    result = run("check", file.name)

    assert (result.code, result.out + result.err) == (0, expected(file))
    assert result.err.count("\n") == 1
    directory = sistercities_cli.load(file)
    sources = sum(len(directory.evidence(one).sources) for one in directory.relationships)
    assert (f" {pluralize(sources, 'source')}" in result.err) is bool(sources)


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_invalid_file_is_rejected(file: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)

    result = run("check", file.name)

    assert (result.code, result.out + result.err) == (3, expected(file))
    assert "warning" not in result.out
    with pytest.raises(DataError) as caught:
        sistercities_cli.load(file.name)._evidence  # noqa: B018, SLF001  # read on first use
    assert caught.value.problems
    for problem in caught.value.problems:
        line = f":{problem.line}" if problem.line else ""
        path = f"{problem.path}: " if problem.path else ""
        assert f"{caught.value.source}{line}: {path}{problem.message}\n" in result.out


def message_patterns(module: str) -> Iterator[str]:
    """Yield a pattern for each message of a module."""
    source = (ROOT / "src" / "sistercities_cli" / "datafile" / f"{module}.py").read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        if function.name not in NOT_PROBLEMS:
            for node in ast.walk(function):
                match node:
                    case ast.Call(func=ast.Name(id="Problem" | "_warning"), args=[_, message, *_]):
                        yield from pattern(message)
                    case ast.Yield(value=ast.Tuple(elts=[_, message])):
                        yield from pattern(message)
                    case ast.Assign(targets=[ast.Name(id="text" | "message")], value=message):
                        yield from pattern(message)
                    case ast.Return(value=message) if message and module in ("check", "rules"):
                        yield from pattern(message)


def pattern(message: ast.expr) -> Iterator[str]:
    """Yield a pattern that matches all texts of an expression; none if it is not a text."""
    match message:
        case ast.IfExp(body=body, orelse=other):
            yield from (*pattern(body), *pattern(other))
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
                for part in parts
            )


PATTERNS = sorted({pattern for module in MODULES for pattern in message_patterns(module)})


def test_messages_of_the_rules_are_found() -> None:
    assert len(PATTERNS) > 30
    assert re.escape("are not in order of date: put the earliest first") in PATTERNS


@pytest.mark.parametrize("message", PATTERNS)
def test_each_rule_has_a_file_that_breaks_it(message: str) -> None:
    if message not in map(re.escape, NOT_REPRODUCIBLE):
        output = "".join(expected(file) for file in (*VALID, *INVALID))
        assert re.search(f": {message}$", output, re.MULTILINE)
