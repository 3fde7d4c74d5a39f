"""Work grows at most in proportion to the input, measured in operations."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from typing import Any
from unittest.mock import Mock

import pytest
from documents import sample

from conftest import Run
from sistercities_cli import AmbiguousNameError, countries
from sistercities_cli.cli import dry_run, lookup
from sistercities_cli.cli.errors import UnknownCommandError
from sistercities_cli.datafile import lines, references
from sistercities_cli.datafile.check import check_data
from sistercities_cli.names import MAX_COMPARED, NameIndex, similar_names

LONG = "n" * 100_000


def misspelt(count: int) -> dict[str, Any]:
    """Build a document of relationships, each with a different misspelt partner."""
    document = sample()
    document["cities"] |= {f"city-number-{n}": document["cities"]["lyon"] for n in range(400)}
    choirs = document["relationships"]["choirs"]
    document["relationships"] |= {
        f"r{n}": {**choirs, "partner": f"citynumber-{n}"} for n in range(count)
    }
    return document


def test_suggestions_for_a_file_compare_a_limited_number_of_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []

    def count(name: str, names: Collection[str], _: int) -> list[str]:
        compared.append(len(name) * sum(map(len, names)))
        return []

    monkeypatch.setattr(references, "similar_names", count)
    totals = []
    for size in (100, 200):
        assert len(check_data(misspelt(size))) == size
        totals.append(sum(compared))
        compared.clear()

    assert totals[0] == totals[1] <= 1.1 * references.MAX_COMPARISONS


def test_name_that_is_misspelt_often_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def record_name(name: str, *_: object) -> list[str]:
        names.append(name)
        return ["status"]

    monkeypatch.setattr(references, "similar_names", record_name)
    document = sample()
    for relationship in document["relationships"].values():
        relationship["sttus"] = "active"

    problems = check_data(document)

    assert names == ["sttus"]
    assert {problem.message for problem in problems} == {"is not a valid key. Did you mean status?"}


def test_limited_number_of_names_is_compared_thoroughly(monkeypatch: pytest.MonkeyPatch) -> None:
    ratio, calls = SequenceMatcher.ratio, []

    def count(self: SequenceMatcher[str]) -> float:
        calls.append(self)
        return ratio(self)

    monkeypatch.setattr(SequenceMatcher, "ratio", count)
    names = [f"springfield {number}" for number in range(3 * MAX_COMPARED)]

    assert similar_names("springfeld 7", names, 1) == ["springfield 7"]
    assert len(calls) <= 2 * MAX_COMPARED  # difflib computes the ratio of a match twice


@pytest.mark.parametrize(
    ("name", "names"), [(LONG, ["oslo"]), ("oslo", [LONG])], ids=["name", "known-name"]
)
def test_long_names_are_not_compared(name: str, names: list[str]) -> None:
    assert similar_names(name, names, 1, cutoff=0) == []


@pytest.mark.parametrize(("count", "end"), [(12, " or City (c9)."), (1012, " or 1,000 more.")])
def test_candidates_beyond_twelve_are_counted(count: int, end: str) -> None:
    index = NameIndex[int]("city")
    for number in range(count):
        index.add(number, "City", id=f"c{number}")

    with pytest.raises(AmbiguousNameError) as caught:
        index.find("city")

    assert len(caught.value.suggestions) == 12
    assert caught.value.more == count - 12
    assert str(caught.value).endswith(end)


def test_long_key_is_shortened_in_paths() -> None:
    assert references.join_path("cities", LONG) == f"cities.{LONG[: references.MAX_SHOWN]}…"


def test_line_numbers_use_few_ancestors_of_a_key_with_many_dots() -> None:
    document = {**sample(), "a." * 60_000: 1}
    [problem] = check_data(document)
    assert len(lines.find_lines(f'"{"a." * 60_000}" = 1', [problem.path])) == 1
    assert len(lines._with_ancestors("a." * 60_000)) == lines.MAX_ANCESTORS + 1  # noqa: SLF001


def test_line_numbers_skip_long_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[int] = []

    def count(path: str, name: str) -> str:
        joined.append(len(path))
        return f"{path}.{name}"

    monkeypatch.setattr(lines, "join_path", count)
    lines.find_lines(f"{'.'.join(['a'] * 10_000)} = 1", ["a.b"])

    assert sum(joined) < 100


@pytest.mark.parametrize("words", [[LONG] * 12, ["a"] * 300], ids=["long", "many"])
def test_words_are_joined_to_short_names_only(words: list[str]) -> None:
    looked_up: list[int] = []

    def known(name: str) -> bool:
        looked_up.append(len(name))
        return False

    assert list(lookup.join_names(words, known)) == words
    assert len(looked_up) <= len(words) * lookup.MAX_NAME_WORDS
    assert max(looked_up, default=0) <= lookup.MAX_NAME_LENGTH + lookup.MAX_NAME_WORDS


@pytest.mark.parametrize("command", [["list"], ["show"], []], ids=["list", "show", "no command"])
def test_suggestions_for_many_words_look_up_few_names(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    looked_up: list[str] = []

    def count(name: str) -> bool:
        looked_up.append(name)
        return False

    monkeypatch.setattr(countries, "has", count)
    totals = []
    for size in (500, 1000):
        assert run(*command, *(f"w{number}" for number in range(size))).code in (1, 2)
        totals.append(len(looked_up))
        looked_up.clear()

    assert totals[0] == totals[1] <= 300


def test_limited_number_of_command_lines_is_tried() -> None:
    program = dry_run.Program((), Mock())
    lines = [[f"w{number % 90}"] for number in range(180)]
    errors = [program.find_error(line) for line in lines]
    tried = [isinstance(error, UnknownCommandError) for error in errors]
    assert tried == [True] * dry_run.MAX_DRY_RUNS + [False] * (180 - dry_run.MAX_DRY_RUNS)
