"""Normalize command-line arguments before they are parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn


def normalize(
    arguments: Sequence[str], parameters: Sequence[Any], fail: Callable[[str], NoReturn]
) -> list[str]:
    """Spell choices as declared, and repeat options for comma-separated choices.

    An option that takes a single value must not be given twice.
    """
    with_values = [one for one in parameters if not getattr(one, "is_flag", True)]
    options = {name: option for option in with_values for name in option.opts}
    given: set[str] = set()
    normalized: list[str] = []
    for name, value in _split(arguments, options):
        option = options.get(name)
        if option is None or value is None:
            normalized.append(name)
            continue
        if name in given and not option.multiple:
            fail(f"{option.opts[0]} is given twice: give it once")
        given |= set(option.opts)
        for one in _choices(value, option):
            normalized += [name, one]
    return normalized


def _split(
    arguments: Sequence[str], options: Mapping[str, Any]
) -> Iterator[tuple[str, str | None]]:
    """Yield arguments, those that are options with their values."""
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--":
            yield argument, None
            yield from ((one, None) for one in rest)
        elif name.startswith("--") and equals and name in options:
            yield name, value
        elif argument in options:
            yield argument, next(rest, None)
        elif not argument.startswith("--") and argument[:2] in options:
            yield argument[:2], argument[2:]
        else:
            yield argument, None


def _choices(value: str, option: Any) -> list[str]:
    """Return the choices that a value names, or the value itself if it names others."""
    choices = {str(choice).casefold(): choice for choice in getattr(option.type, "choices", ())}
    names = [name.strip().casefold() for name in value.split(",")] if option.multiple else [value]
    if all(name.casefold() in choices for name in names):
        return [choices[name.casefold()] for name in names]
    return [value]
