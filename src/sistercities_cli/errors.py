"""Exceptions raised by this package."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sistercities_cli.structs import Struct
from sistercities_cli.text import escape_unprintable, join_with_and, join_with_or, pluralize

MAX_LINES = 5  # line numbers in a message


class SisterCitiesError(Exception):
    """Base class for all exceptions raised by this package."""


class DateError(SisterCitiesError, ValueError):
    """A date that does not exist or is not of the form YYYY, YYYY-MM or YYYY-MM-DD."""


class ArgumentError(SisterCitiesError, ValueError):
    """An argument has an invalid value; ``argument`` is its name."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(argument, message)
        self.argument = argument
        self.message = message

    def __str__(self) -> str:
        return f"{self.argument}: {self.message}"


def check_positive(argument: str, number: int | None) -> None:
    """Raise :class:`ArgumentError` for a number below 1."""
    if number is not None and number < 1:
        raise ArgumentError(argument, f"{number} is not a whole number of 1 or more")


class ChoiceError(SisterCitiesError, ValueError):
    """A word is not one of the choices of an enum; ``choices`` holds them."""

    def __init__(self, noun: str, value: object, choices: tuple[str, ...]) -> None:
        super().__init__(noun, value, choices)
        self.noun = noun
        self.value = value
        self.choices = choices

    def __str__(self) -> str:
        return f"No {self.noun} called {self.value!r}: choose {join_with_or(self.choices)}"


class NotFoundError(SisterCitiesError, KeyError):
    """No city, organisation, country or relationship matches the name.

    ``noun`` names what was looked up, like "country". ``suggestions`` lists similar names, best
    match first. If no name is similar and there are only a few, it lists them all. ``more`` counts
    the names that it omits.
    """

    def __init__(
        self,
        noun: str,
        name: str,
        suggestions: tuple[str, ...] = (),
        *,
        lists_all: bool = False,
        more: int = 0,
    ) -> None:
        super().__init__(noun, name, suggestions)  # keeps it picklable
        self.noun = noun
        self.name = name
        self.suggestions = suggestions
        self.lists_all = lists_all
        self.more = more

    def __str__(self) -> str:
        text = f"No {self.noun} called {self.name!r}."
        if self.lists_all:
            verb = "is" if len(self.suggestions) == 1 else "are"
            return f"{text} There {verb} {join_with_and(self.suggestions)}."
        if self.suggestions:
            return f"{text} Did you mean {join_with_or(self.suggestions)}?"
        return text


class AmbiguousNameError(NotFoundError):
    """The name matches several entries; ``suggestions`` holds the names of at most twelve."""

    def __str__(self) -> str:
        others = [f"{self.more:,} more"] if self.more else []
        return (
            f"{self.name!r} is ambiguous: it may be {join_with_or([*self.suggestions, *others])}."
        )


class Problem(Struct):
    """A problem of a data file."""

    path: str  # of the key: "relationships.chicago-osaka.founded"; "" for the file
    message: str  # the problem and how to solve it
    line: int | None = None  # counted from 1; None if not known
    severity: Literal["error", "warning"] = "error"  # a file with warnings can be used

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ": ".join(filter(None, (line, self.path, self.message)))


def merge_repeated(problems: Iterable[Problem]) -> list[Problem]:
    """Merge problems of different records that have the same key and message.

    >>> paths = "cities.kiel.country", "cities.lyon.country"
    >>> problems = [Problem(path, "is missing", line) for line, path in enumerate(paths, 5)]
    >>> str(*merge_repeated(problems))
    'line 5: cities.kiel.country and 1 more (line 6): is missing'
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        section, _, rest = problem.path.partition(".")
        key = f"{section}.{rest.partition('.')[2]}"
        groups.setdefault((key, problem.message, problem.severity), []).append(problem)
    return [_merge(*group) for group in groups.values()]


def _merge(first: Problem, *others: Problem) -> Problem:
    if not others:
        return first
    lines = [str(other.line) for other in others if other.line]
    shown = ", ".join([*lines[:MAX_LINES], *(["…"] if len(lines) > MAX_LINES else [])])
    where = f" (line{'s' if len(lines) > 1 else ''} {shown})" if lines else ""
    return first.replace(path=f"{first.path} and {len(others):,} more{where}")


class DataError(SisterCitiesError, ValueError):
    """A data file cannot be used; ``problems`` holds all of its problems."""

    def __init__(self, source: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(source, problems)
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        lines = "\n".join(f"  {problem}" for problem in merge_repeated(self.problems))
        count = pluralize(len(self.problems), "problem")
        return f"{escape_unprintable(self.source)} has {count}:\n{lines}"
