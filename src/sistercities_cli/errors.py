"""The exceptions that this package raises on purpose."""

from typing import Literal, NamedTuple

from sistercities_cli.text import escape_unprintable, join_with_and, join_with_or, pluralize


class SisterCitiesError(Exception):
    """Base of all errors that this package raises on purpose."""


class DateError(SisterCitiesError, ValueError):
    """A date is not written as YYYY, YYYY-MM or YYYY-MM-DD, or does not exist."""


class NotFoundError(SisterCitiesError, LookupError):
    """No city, organisation, country or relationship goes by the name.

    ``suggestions`` holds the names that may have been meant, best first, or, where nothing is
    like the name and there are only a few, all that there are.
    """

    def __init__(
        self, what: str, name: str, suggestions: tuple[str, ...] = (), *, are_all: bool = False
    ) -> None:
        # What is given on is what pickle makes the error of again, in another process.
        super().__init__(what, name, suggestions)
        self.what = what
        self.name = name
        self.suggestions = suggestions
        self.are_all = are_all

    def __str__(self) -> str:
        text = f"No {self.what} called {self.name!r}."
        if self.are_all:
            verb = "is" if len(self.suggestions) == 1 else "are"
            return f"{text} There {verb} {join_with_and(self.suggestions)}."
        if self.suggestions:
            return f"{text} Did you mean {join_with_or(self.suggestions)}?"
        return text


class AmbiguousNameError(NotFoundError):
    """The beginning of a name fits several; ``suggestions`` holds all of them."""

    def __init__(self, what: str, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(what, name, suggestions)

    def __str__(self) -> str:
        return f"{self.name!r} may be {join_with_or(self.suggestions)}. Say which."


class Problem(NamedTuple):
    """One thing that is wrong with a data file."""

    path: str  # dotted path of the key: "relationships.chicago-osaka.founded"; "" for the file
    message: str  # what is wrong and what would be right
    line: int | None = None  # counted from 1, where it is known
    severity: Literal["error", "warning"] = "error"  # a file with warnings can be used

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.path}: {self.message}" if self.path else f"{where}{self.message}"


class DataError(SisterCitiesError, ValueError):
    """A data file cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, source: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(source, problems)
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        count = pluralize(len(self.problems), "problem")
        return f"{escape_unprintable(self.source)} has {count}:\n{lines}"
