"""Normalize command-line arguments before parsing, and resolve the path of the data file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeAlias

from sistercities_cli.cli.errors import MissingValueError, UsageError, WrongValueError
from sistercities_cli.text import escape_characters, join_with_or

DATA_VARIABLE = "SISTERCITIES_DATA"
HELP_OPTIONS = ("-h", "--help")
Shell: TypeAlias = Literal["bash", "zsh", "fish", "powershell", "pwsh", "current"]


def resolve_data_path(path: Path | None) -> Path | None:
    """Return the data file to read, ``None`` for the bundled one."""
    name = path or os.environ.get(DATA_VARIABLE)
    return expand_home(Path(name)) if name else None


def expand_home(path: Path) -> Path:
    """Replace a leading ``~``, which shells leave in ``--data=~/towns.toml`` and in variables."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path.expanduser may raise


def data_option(words: Sequence[str]) -> list[str]:
    """Return ``--data`` and its value, if they are on a command line."""
    separate = [value for word, value in pairwise(words) if word == "--data"]
    attached = [word.removeprefix("--data=") for word in words if word.startswith("--data=")]
    return next((["--data", name] for name in separate + attached), [])


def format_command(words: Sequence[str]) -> str:
    """Format a command to type, quoted for the shell, without control characters."""
    import shlex
    import subprocess

    join = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return escape_characters(join(["sistercities", *words]))


def normalize(arguments: Sequence[str], parameters: Sequence[Any], context: Any) -> list[str]:
    """Spell choices as declared, and repeat options for comma-separated choices.

    An option that takes a single value must not be given twice.
    """
    with_values = [one for one in parameters if not getattr(one, "is_flag", True)]
    options = {name: option for option in with_values for name in option.opts}
    given: set[str] = set()
    normalized: list[str] = []
    for name, option, value in _split(arguments, options):
        if option is None:
            normalized.append(name)
            continue
        if value is None:
            metavar = option.make_metavar(context)
            raise MissingValueError(name, metavar, [*_choices(option).values()], context)
        if name in given and not option.multiple:
            raise UsageError(f"{option.opts[0]} can be given only once", context)
        given |= set(option.opts)
        for one in _chosen(value, option, context):
            normalized += [name, one]
    return normalized


def _split(
    arguments: Sequence[str], options: Mapping[str, Any]
) -> Iterator[tuple[str, Any, str | None]]:
    """Yield arguments, each with its option and value if it is an option."""
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--":
            yield from ((one, None, None) for one in (argument, *rest))
        elif name.startswith("--") and equals and name in options:
            yield name, options[name], value
        elif argument in options:
            yield argument, options[argument], next(rest, None)
        elif not argument.startswith("--") and argument[:2] in options:
            yield argument[:2], options[argument[:2]], argument[2:]
        else:
            yield argument, None, None


def _choices(option: Any) -> dict[str, str]:
    """Return the choices of an option by their case-folded spelling."""
    return {str(choice).casefold(): choice for choice in getattr(option.type, "choices", ())}


def _chosen(value: str, option: Any, context: Any) -> list[str]:
    """Return the choices in a value, or the value itself if the option has no choices."""
    choices = _choices(option)
    if not choices:
        return [value]
    names = [name.strip().casefold() for name in value.split(",")] if option.multiple else [value]
    wrong = [name for name in names if name.casefold() not in choices]
    if not wrong:
        return [choices[name.casefold()] for name in names]
    message = f"{wrong[0]!r} is not one of {join_with_or([*choices])}"
    option_name = option.opts[0]
    raise WrongValueError(message, value, values=[*choices], option=option_name, context=context)
