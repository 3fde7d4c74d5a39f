"""Explain usage errors and unknown names, and suggest a command that works.

Imported only after an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import typer
from typer.core import TyperArgument

from sistercities_cli.cli.arguments import data_option
from sistercities_cli.cli.corrections import correct, drop_unknown, option_index, with_examples
from sistercities_cli.cli.dry_run import Program
from sistercities_cli.cli.errors import (
    MissingParameter,
    NoSuchOption,
    UnknownCommandError,
    UsageError,
)
from sistercities_cli.cli.meanings import CommandLine
from sistercities_cli.errors import NotFoundError
from sistercities_cli.lookup import COUNTRY
from sistercities_cli.text import escape_characters

MAX_CORRECTIONS = 4  # of one command line


def explain(
    error: UsageError | NotFoundError,
    words: Sequence[str],
    names: Collection[str],
    command: Callable[[str], Any],
) -> str:
    """Return the message for an error, with a command that works if one is found."""
    if len(words) > 1 and words[0] == "--":  # allowed before the command, but useless
        words = words[1:]
    message = escape_characters(_message(error, words)).removesuffix(".")
    suggestion = _suggest(error, CommandLine(words), Program(names, command), 1)
    introduction, line = suggestion or ("See", _overview(error, words))
    stop = "" if message.endswith("?") else "."
    return f"{message}{stop} {introduction}: {line}" if line else message


def _overview(error: Exception, words: Sequence[str]) -> CommandLine | None:
    """Return a command that lists the valid names or commands."""
    if isinstance(error, NotFoundError):
        command = "country" if error.noun == COUNTRY else "list"
        return CommandLine([command, *data_option(words)])
    return CommandLine(["-h"]) if isinstance(error, UnknownCommandError) else None


def _message(error: UsageError | NotFoundError, words: Sequence[str]) -> str:
    match error:
        case NotFoundError(noun=noun, suggestions=()) if noun == COUNTRY:
            return f"{error} Write its name or ISO code, like Germany or DE."
        case NotFoundError():
            return str(error)
        case NoSuchOption():
            index = option_index(error.option_name, words)
            return f"No such option: {words[index].partition('=')[0]}"
        case MissingParameter(param=TyperArgument(metavar=str(name), help=str(about))):
            return f"{name.strip('.')} is missing: {about[0].lower()}{about[1:]}"
        case typer.BadParameter() if not (error.param or error.param_hint):
            return error.message  # without Typer's "Invalid value"
    return error.format_message()


def _suggest(
    error: UsageError | NotFoundError, line: CommandLine, program: Program, depth: int
) -> tuple[str, CommandLine] | None:
    """Return a command line that works, with its introduction.

    Corrections come first, then corrections of further errors in the corrected lines, then lines
    that omit something or have an example.
    """
    introduction = "Try" if isinstance(error, NotFoundError) else "Did you mean"
    failed: list[tuple[UsageError | NotFoundError, CommandLine]] = []
    for candidate in correct(error, line.words, program):
        complete = candidate.replace(pipe=candidate.pipe or line.pipe)
        further = program.find_error(complete.words)
        if further is None:
            return introduction, complete
        if isinstance(further, UsageError | NotFoundError):
            failed.append((further, complete))
    for further, corrected in failed if depth < MAX_CORRECTIONS else ():
        if found := _suggest(further, corrected, program, depth + 1):
            return introduction, found[1]
    fallbacks = [("Without it", drop_unknown(error, line.words))]
    if depth == 1 or isinstance(error, MissingParameter):
        fallbacks.append(("For example", with_examples(error, line.words, program)))
    for fallback, lines in fallbacks:
        for words in lines:
            if program.find_error(words) is None:
                return fallback, line.replace(words=words)
    return None
