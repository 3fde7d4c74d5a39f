"""The example of the guide: right, and served by every command in every format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from test_cli import COMMANDS

from conftest import ROOT, Run
from sistercities_cli.dataset.validation import check

FOLDER = ROOT / "docs" / "example"
TOML, CSV = str(FOLDER / "ourtown.toml"), str(FOLDER / "ourtown.csv")


def calls() -> Iterator[tuple[str, ...]]:
    """Yield each command with each of its formats, and whatever else it needs."""
    for name, command in COMMANDS.items():
        options: dict[str, Any] = {one.name: one for one in command.params}
        words = [name]
        if name == "convert":
            words += [CSV, "--home", "Springfield, US"]
        elif "file" in options:
            words += [TOML]
        elif "name" in options and options["name"].required:
            words += ["neustadt"]
        if "data" in options:
            words += ["--data", TOML]
        if "on" in options:
            words += ["--on", "2026-11-21"]
        formats = options["format"].type.choices if "format" in options else ()
        yield tuple(words)
        yield from ((*words, "--format", getattr(one, "value", one)) for one in formats)


def test_the_calls_are_those_of_all_commands_and_formats() -> None:
    found = list(calls())
    assert {call[0] for call in found} == COMMANDS.keys()
    assert len(found) > 3 * len(COMMANDS)
    assert ("map", "--data", TOML, "--on", "2026-11-21", "--format", "geojson") in found


@pytest.mark.parametrize("call", list(calls()), ids=lambda call: f"{call[0]}-{call[-1][-8:]}")
def test_every_command_answers_in_every_format(run: Run, call: tuple[str, ...]) -> None:
    code, out, err = run(*call)
    assert (code, out != "") == (0, True), err
    assert "Error" not in err
    assert "Chicago" not in out


def test_the_example_is_right_and_small() -> None:
    document = tomli.loads((FOLDER / "ourtown.toml").read_text("utf-8"))
    assert check(document) == []
    assert len(document["relationships"]) == 3


def test_the_example_names_a_schema_for_editors() -> None:
    first = (FOLDER / "ourtown.toml").read_text("utf-8").splitlines()[0]
    assert first == "#:schema ./ourtown.schema.json"
