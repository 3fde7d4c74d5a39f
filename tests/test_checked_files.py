"""Files that are right, and files with one thing wrong: what `check` says of each stands beside it.

To add a rule, add a file to `files/valid` or `files/invalid`, and beside it, as `.txt`, what
`check` is to say of it on stdout and stderr.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sistercities_cli
from conftest import ROOT, Run
from sistercities_cli import DataError

FILES = Path(__file__).parent / "files"
VALID = sorted((FILES / "valid").glob("*.toml"))
INVALID = sorted((FILES / "invalid").glob("*.toml"))
RULES = ("check", "consistency", "files", "report", "rules")

# What no file that can be kept among others can do.
ELSEWHERE = {"Is a device, not a file", "cannot be read: no file can have this name"}


def expected(file: Path) -> str:
    return file.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_a_file_that_is_right_is_usable(
    file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)

    result = run("check", file.name)

    assert (result.code, result.out + result.err) == (0, expected(file))
    assert result.err.count("\n") == 1
    directory = sistercities_cli.load(file)
    assert all(directory.evidence(one) is not None for one in directory.relationships)


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_file_with_something_wrong_is_told_so(
    file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)

    result = run("check", file.name)

    assert (result.code, result.out + result.err) == (3, expected(file))
    assert "warning" not in result.out


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_file_with_something_wrong_is_not_loaded(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)

    with pytest.raises(DataError) as caught:
        sistercities_cli.load(file.name)._evidence  # noqa: B018, SLF001  # read with the first

    error = caught.value
    lines = [f":{one.line}" if one.line else "" for one in error.problems]
    told = [
        f"{error.source}{line}: {one.path and f'{one.path}: '}{one.message}\n"
        for line, one in zip(lines, error.problems, strict=True)
    ]
    assert expected(file).startswith("".join(told))


def messages(module: str) -> Iterator[str]:
    """Yield a pattern for each message of a module: of problems, and what rules return or yield."""
    source = (ROOT / "src" / "sistercities_cli" / "datafile" / f"{module}.py").read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="Problem" | "_warning"), args=[_, message, *_]):
                yield from pattern(message)
            case ast.Yield(value=ast.Tuple(elts=[_, message])):
                yield from pattern(message)
            case ast.Return(value=message) if module in ("check", "rules") and message:
                yield from pattern(message)


def pattern(message: ast.expr) -> Iterator[str]:
    """Yield a pattern that fits whatever an expression writes; none if it is no text."""
    match message:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*"
                for one in parts
            )


PATTERNS = sorted({one for module in RULES for one in messages(module)})


def test_the_messages_of_the_rules_were_found() -> None:
    assert len(PATTERNS) > 30
    assert re.escape("are not in order of date: put the earliest first") in PATTERNS


@pytest.mark.parametrize("message", PATTERNS)
def test_each_rule_has_a_file_that_breaks_it(message: str) -> None:
    if message in map(re.escape, ELSEWHERE):
        return
    told = [line for file in (*VALID, *INVALID) for line in expected(file).splitlines()]

    assert [line for line in told if re.search(f": {message}$", line)] != []
