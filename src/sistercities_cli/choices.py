"""Enums whose values are found in any case, with an error that lists the choices."""

from __future__ import annotations

import re
from enum import StrEnum

from sistercities_cli.errors import ChoiceError


class Choice(StrEnum):
    """One of several words.

    The constructor ignores case and raises :class:`ChoiceError` for other words.
    """

    @classmethod
    def _missing_(cls, value: object) -> Choice:
        for choice in cls:
            if isinstance(value, str) and value.strip().lower() == choice.value:
                return choice
        noun = re.sub("(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
        raise ChoiceError(noun, value, tuple(choice.value for choice in cls))
