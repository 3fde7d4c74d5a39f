"""Completion in interactive shells: the command line before and after TAB."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shells import CITIES, HOSTILE_NAMES, Shell, write_cities

# What differs between shells; test_completion.py tests what the program offers.
CASES = {
    "option": ("list --rev", "list --reverse "),
    "common prefix of two countries": ("list --country Unit", "list --country United\\ "),
    "city in another script": ("show Киї", "show Київ "),
    "city in double quotes": ('show "Mexico C', 'show "Mexico City" '),
    "city in single quotes": ("show 'Mex", "show 'Mexico City' "),
    "second city": ("show Mexico\\ City Osa", "show Mexico\\ City Osaka "),
    "nothing": ("show Xyz", "show Xyz"),
}
# An open quotation mark, and the name to complete after it.
NAMES = [
    *(("", name) for name in HOSTILE_NAMES),
    ("'", HOSTILE_NAMES[1]), ('"', HOSTILE_NAMES[0]), ('"', HOSTILE_NAMES[2]),
]  # fmt: skip


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    home = tmp_path_factory.mktemp(request.param)
    write_cities(home)
    with Shell(request.param, home) as started:
        yield started


@pytest.mark.parametrize(("typed", "completed"), CASES.values(), ids=CASES)
def test_tab_completes_the_word(shell: Shell, typed: str, completed: str) -> None:
    assert shell.complete(typed) == completed


@pytest.mark.parametrize(("mark", "name"), NAMES)
def test_typed_names_execute_nothing(shell: Shell, mark: str, name: str) -> None:
    typed = f"show --data {CITIES} {mark}{name.partition('x')[0]}x"
    assert shell.run(typed) == ["show", "--data", CITIES, name]
    assert not (shell.home / "pwned").exists()
