"""Case-insensitive enums, and arguments that accept one value or several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from sistercities_cli.errors import ChoiceError, SisterCitiesError

T = TypeVar("T")
OneOrMore: TypeAlias = T | Iterable[T] | None


class Choice(StrEnum):
    """An enum of words.

    The constructor ignores case and raises :class:`ChoiceError` for other words.
    """

    @classmethod
    def _missing_(cls, value: object) -> Choice:
        for choice in cls:
            if isinstance(value, str) and value.strip().lower() == choice.value:
                return choice
        noun = re.sub("(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
        raise ChoiceError(noun, value, tuple(choice.value for choice in cls))


def find_each(values: OneOrMore[Any], find: Callable[[Any], T]) -> list[T]:
    """Look up one value or several, each once, splitting texts at commas outside of names."""
    if values is None:
        return []
    several = isinstance(values, Iterable) and not isinstance(values, str)
    found: list[T] = []
    for value in values if several else [values]:
        try:
            found.append(find(value))
        except SisterCitiesError:
            if not isinstance(value, str) or "," not in value:
                raise
            found += map(find, value.split(","))
    return list(dict.fromkeys(found))
