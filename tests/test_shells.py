"""Completion in interactive shells: the command line before and after TAB."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from shells import HOSTILE_NAMES, MARKS, Shell, fish_completions, write_cities

from conftest import ROOT

# Words after the name of the program, and the completed line in bash and zsh.
CASES = {
    "command": ("anni", "anniversary "),
    "option": ("list --rev", "list --reverse "),
    "status": ("list --status s", "list --status suspended "),
    "kind": ("list --kind sister-c", "list --kind sister-city "),
    "home": ("list --of Chi", "list --of Chicago "),
    "country": ("country Ger", "country Germany "),
    "country in its own language": ("country Deutschl", "country Deutschland "),
    "country with a blank": ("list --country United\\ K", "list --country United\\ Kingdom "),
    "common prefix of two countries": ("list --country Unit", "list --country United\\ "),
    "city": ("show Osa", "show Osaka "),
    "city in lower case": ("show osa", "show osaka "),
    "city with an accent": ("show Bogot", "show Bogotá "),
    "city with an accent that is typed": ("show Göt", "show Göteborg "),
    "city without the accent": ("show gotebo", "show goteborg "),
    "city in another script": ("show Киї", "show Київ "),
    "city with a blank": ("show Mex", "show Mexico\\ City "),
    "city with a blank that is typed": ("show mexico\\ c", "show mexico\\ city "),
    "city in double quotes": ('show "Mexico C', 'show "Mexico City" '),
    "city in single quotes": ("show 'Mex", "show 'Mexico City' "),
    "second city": ("show Mexico\\ City Osa", "show Mexico\\ City Osaka "),
    "relationship": ("show chicago-os", "show chicago-osaka "),
    "nothing": ("show Xyz", "show Xyz"),
}


def documented_cases() -> dict[str, tuple[str, list[str]]]:
    """Parse the recipes: typed words, the completed line, and the choices of fish."""
    page = (ROOT / "docs" / "recipes.md").read_text("utf-8")
    rows = [re.findall(r"`([^`]+)`", line) for line in page.splitlines() if "⇥` |" in line]
    return {typed.removesuffix("⇥"): (line, offers) for typed, line, *offers in rows}


def test_recipes_show_tested_cases() -> None:
    """The page omits the space after a unique completion."""
    tried = {typed: completed.rstrip(" ") for typed, completed in CASES.values()}
    recipes = documented_cases()
    assert len(recipes) > 10
    assert {
        typed: line.rstrip(" ") for typed, (line, _) in recipes.items()
    }.items() <= tried.items()
    assert {typed: offers for typed, (_, offers) in recipes.items()}.items() <= OFFERS.items()


@pytest.fixture(scope="module", params=["bash", "zsh"])
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    with Shell(request.param, tmp_path_factory.mktemp(request.param)) as started:
        yield started


@pytest.mark.parametrize(("typed", "completed"), CASES.values(), ids=CASES)
def test_tab_completes_the_word(shell: Shell, typed: str, completed: str) -> None:
    assert shell.complete(typed) == completed


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_typed_names_execute_nothing(shell_name: str, tmp_path: Path) -> None:
    if shutil.which(shell_name) is None:
        pytest.skip(f"{shell_name} is not installed")
    path = write_cities(tmp_path)
    with Shell(shell_name, tmp_path, SISTERCITIES_DATA=str(path)) as shell:
        grid = itertools.product(HOSTILE_NAMES[:4], MARKS[1:])
        for hostile, mark in itertools.chain(grid, ((name, "") for name in HOSTILE_NAMES)):
            typed = f"show {mark}{hostile.partition('x')[0]}x"
            assert shell.run(typed) == ["show", hostile], typed
    assert not (tmp_path / "pwned").exists()


# Fish offers unquoted values and quotes the chosen one.
OFFERS = {
    "anni": ["anniversary"],
    "list --rev": ["--reverse"],
    "list --status s": ["suspended"],
    "list --kind sister-c": ["sister-city"],
    "country Ger": ["Germany"],
    "show gotebo": ["goteborg"],
    "show chicago-os": ["chicago-osaka"],
    "list --country Unit": ["United Kingdom", "United States"],
    "show Bogot": ["Bogotá"],
    "show Göt": ["Göteborg"],
    "show Киї": ["Київ"],
    "show Mex": ["Mexico City"],
    "show Mexico\\ C": ["Mexico City"],
    "show 'Mexico C": ["Mexico City"],
    "show Xyz": [],
}


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_offers_completions(tmp_path: Path) -> None:
    assert fish_completions(list(OFFERS), tmp_path) == OFFERS
