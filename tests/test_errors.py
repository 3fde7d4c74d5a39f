"""Messages, attributes and pickles of the exceptions."""

from __future__ import annotations

import pickle

import pytest

from sistercities_cli import (
    AmbiguousNameError,
    DataError,
    DateError,
    NotFoundError,
    Problem,
    SisterCitiesError,
)


@pytest.mark.parametrize(
    ("names", "lists_all", "text"),
    [
        ((), False, ""),
        (("Casablanca",), False, " Did you mean Casablanca?"),
        (("A", "B", "C"), False, " Did you mean A, B or C?"),
        (("Casablanca",), True, " There is Casablanca."),
        (("A", "B", "C"), True, " There are A, B and C."),
    ],
)
def test_not_found_message_lists_names(names: tuple[str, ...], lists_all: bool, text: str) -> None:
    error = NotFoundError("city", "Caso", names, lists_all=lists_all)

    assert str(error) == f"No city called 'Caso'.{text}"
    assert (error.noun, error.name, error.suggestions) == ("city", "Caso", names)


def test_messages_escape_control_characters() -> None:
    for error_type in (NotFoundError, AmbiguousNameError):
        assert r"\x1b[31m" in str(error_type("city", "\x1b[31m", ("A",)))


def test_ambiguous_name_message_lists_candidates() -> None:
    error = AmbiguousNameError("city", "san", ("San José", "San Marino"))

    assert str(error) == "'san' is ambiguous: it may be San José or San Marino."
    assert (error.noun, error.name) == ("city", "san")
    assert error.suggestions == ("San José", "San Marino")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("cities.osaka.name", "is missing", 7), "line 7: cities.osaka.name: is missing"),
        (Problem("cities.osaka.name", "is missing"), "cities.osaka.name: is missing"),
        (Problem("", "is no TOML", 7), "line 7: is no TOML"),
        (Problem("", "cannot be read"), "cannot be read"),
    ],
)
def test_problem_is_formatted_with_line_and_path_if_known(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_data_error_message_lists_every_problem() -> None:
    first, second = Problem("", "cannot be read"), Problem("homes", "is missing", 3)

    assert str(DataError("my.toml", (first,))) == "my.toml has 1 problem:\n  cannot be read"
    error = DataError("my.toml", (first, second))
    assert str(error) == "my.toml has 2 problems:\n  cannot be read\n  line 3: homes: is missing"
    assert (error.source, error.problems) == ("my.toml", (first, second))


@pytest.mark.parametrize(
    ("error_type", "bases"),
    [
        (DateError, (SisterCitiesError, ValueError)),
        (DataError, (SisterCitiesError, ValueError)),
        (NotFoundError, (SisterCitiesError, LookupError)),
        (AmbiguousNameError, (NotFoundError,)),
    ],
)
def test_errors_have_the_bases_that_callers_catch(error_type: type, bases: tuple[type]) -> None:
    assert all(issubclass(error_type, base) for base in bases)


@pytest.mark.parametrize(
    "error",
    [
        DateError("'1.5.1990' is not a date"),
        NotFoundError("city", "Caso"),
        NotFoundError("city", "Caso", ("Casablanca",), lists_all=True),
        AmbiguousNameError("city", "san", ("San José", "San Marino")),
        DataError("my.toml", (Problem("homes", "is missing", 3),)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_can_be_pickled(error: SisterCitiesError) -> None:
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301  # made by the test

    assert (type(pickled), str(pickled), vars(pickled)) == (type(error), str(error), vars(error))
