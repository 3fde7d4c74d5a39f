"""Usage errors with the offending words, from which messages are built."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import typer

# Typer has no public names for these.
from typer._click.exceptions import MissingParameter, NoSuchOption, UsageError

from sistercities_cli.text import join_with_or

__all__ = [
    "ExtraWordsError",
    "MissingParameter",
    "MissingValueError",
    "NoSuchOption",
    "UnknownCommandError",
    "UsageError",
    "WrongValueError",
    "reject_combination",
]


class WrongValueError(typer.BadParameter):
    """An invalid value of an option, with the intended value or the choices."""

    def __init__(
        self,
        message: str,
        typed: str,
        meant: str | None = None,
        *,
        values: Sequence[str] = (),
        option: str | None = None,
        context: typer.Context | None = None,
    ) -> None:
        super().__init__(message, context, param_hint=option and f"'{option}'")
        self.typed = typed
        self.meant = meant
        self.values = values


class MissingValueError(UsageError):
    """An option without its value, with the choices."""

    def __init__(
        self, name: str, metavar: str, values: Sequence[str], context: typer.Context
    ) -> None:
        expected = join_with_or(values) if values else metavar
        super().__init__(f"{name} needs a value: {expected}", context)
        self.metavar = metavar
        self.values = values


class ExtraWordsError(UsageError):
    """Words that belong to no option or argument of a command."""

    def __init__(self, words: Sequence[str], context: typer.Context) -> None:
        message = f"{context.info_name} takes only options, not {' '.join(words)!r}"
        if any(one.param_type_name == "argument" for one in context.command.params):
            message = f"Unexpected argument {words[0]!r}: quote names that contain spaces"
        super().__init__(message, context)
        self.words = words


class UnknownCommandError(UsageError):
    """A first word that is not a command."""

    def __init__(self, word: str, context: typer.Context | None = None) -> None:
        super().__init__(f"No such command {word!r}", context)


def reject_combination(first: str, second: str) -> NoReturn:
    """Raise a usage error for mutually exclusive options."""
    raise UsageError(f"{first} and {second} cannot be used together: choose one")
