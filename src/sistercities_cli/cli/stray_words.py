"""Suggest commands for words that are not a command, option or value.

Imported only after an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sistercities_cli.cli import lookup, options
from sistercities_cli.cli.arguments import data_option, resolve_data_path
from sistercities_cli.cli.errors import ExtraWordsError, UsageError, WrongValueError
from sistercities_cli.cli.meanings import COMMANDS, OPTIONS, CommandLine
from sistercities_cli.datafile import load
from sistercities_cli.errors import NotFoundError, SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import similar_names

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory

# The command for a name after one that accepts none; by default `show`.
COMMAND_FOR_NAME = {"upcoming": "anniversary"}
FILE_SUFFIX = r"\.[a-z]{3,4}$"
VERY_SIMILAR, SIMILAR = 0.84, 0.75  # cutoffs for suggestions


def without_extra_words(error: ExtraWordsError, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield command lines that pass stray words to an option or to another command."""
    words = [word for word in words if word != "--"]
    first, known = error.words[0], options_of(error)
    start = words.index(first, 1)
    end = start + len(error.words)
    rest = [*words[:start], *words[end:]]
    if first.startswith("-"):
        yield words
    if first == "help":
        yield [words[0], "-h"]
    finders = {name: find for name, find in _finders(load_named(words)).items() if name in known}
    yield from _with_longer_value(error, words, start, finders)
    if {f"--{first.partition('=')[0]}"} & {*known, *OPTIONS}:
        yield [*words[:start], f"--{first}", *words[start + 1 :]]
    if suffix := re.search(FILE_SUFFIX, first):
        yield [*words[:start], "--data" if suffix[0] == ".toml" else "-o", *words[start:]]
    if first in command_names(error):
        yield words[start:]
    if not takes_words(error):
        yield from _with_name(error.words, rest, finders, words)
    yield rest


def _with_longer_value(
    error: ExtraWordsError,
    words: Sequence[str],
    start: int,
    finders: Mapping[str, Callable[[str], object]],
) -> Iterator[list[str]]:
    """Add stray words to the value of the option before them."""
    known, after = options_of(error), words[start + len(error.words) :]
    *others, typed = words[:start]
    option, equals, value = typed.partition("=")
    if not (equals and option.startswith("--")):
        *others, option = others or [""]
        equals, value = "", typed
    if option not in known or known[option].is_flag:
        return

    def with_value(value: str) -> list[str]:
        return [*others, *([option + equals + value] if equals else [option, value]), *after]

    together = " ".join([value, *error.words]).strip()
    find = finders.get(option)
    if option == "--columns":
        directory = load_named(words)
        if not (directory and directory.has(" ".join(error.words))):
            yield with_value(",".join(filter(None, re.split("[, ]+", together))))
    elif _finds(find, together) if find else not re.search(FILE_SUFFIX, value):
        yield with_value(together)
    elif find and not _finds(find, value):
        yield from _with_name([value, *error.words], [*others, *after], finders, words)
        yield [*others, *after]


def with_command(words: Sequence[str], names: Collection[str]) -> Iterator[CommandLine]:
    """Replace an unknown command, or add the one for a name."""
    typed, rest = words[0].casefold(), [*words[1:]]
    meaning, _, pipe = COMMANDS.get(typed, "").partition(" |")
    if meaning == "-h" and rest:
        yield CommandLine([rest[0], meaning])
    elif typed in COMMANDS:
        yield CommandLine([*meaning.split(), *rest] or ["-h"], pipe and f"|{pipe}")
    begun = [name for name in names if name.startswith(typed) or sorted(name) == sorted(typed)]
    for similar in begun if len(begun) == 1 else similar_names(typed, names, 1, VERY_SIMILAR):
        yield CommandLine([similar, *rest])
    for position in range(1, len(words)):
        if words[position] in names:
            yield CommandLine([words[position], *words[:position], *words[position + 1 :]])
    name = leading_words(words)
    finders = _finders(load_named(words))
    lines = _with_name(name, ["", *words[len(name) :]], finders, words)
    yield from map(CommandLine, lines)
    for similar in similar_names(typed, names, 1, SIMILAR):
        yield CommandLine([similar, *rest])


def _with_name(
    name: Sequence[str],
    line: Sequence[str],
    finders: Mapping[str, Callable[[str], object]],
    words: Sequence[str],
) -> Iterator[list[str]]:
    """Yield command lines that accept a name, as the value of a filter or as an argument.

    If ``line`` begins with an empty word, any command may take its place.
    """
    text = " ".join(name)
    command, *rest = line
    option = next((option for option, find in finders.items() if _finds(find, text)), None)
    if option and command:
        yield [*line, option, text]
    elif option:
        instead = {"--of": ["show"], "--country": ["country"], "--year": ["list", "--founded"]}
        yield [*instead.get(option, ["list", option]), text, *rest]
    elif directory := load_named(words):
        for named in _named(directory, name, COMMAND_FOR_NAME.get(command, "show")):
            if not any(word.startswith("--columns") for word in rest):  # each command has its own
                yield [*named, *rest]
            yield named


def _named(directory: Directory, name: Sequence[str], command: str) -> Iterator[list[str]]:
    """Yield commands for a name or a similar one, and a search if it has results."""
    from sistercities_cli.fulltext import search

    finders: dict[str, Callable[[], object]] = {
        command: lambda: lookup.find_named(directory, name),
        "country": lambda: lookup.find_countries(directory, [" ".join(name)]),
    }
    for accepting, find in finders.items():
        try:
            find()
        except NotFoundError as error:
            if error.suggestions and not error.lists_all:
                yield [accepting, error.suggestions[0]]
        except SisterCitiesError:
            pass
        else:
            yield [accepting, *name]
    if name[0][:1].isalpha() and search(directory, name):
        yield ["search", *name]


def _finders(directory: Directory | None) -> dict[str, Callable[[str], object]]:
    """Return the functions that look up the values of options."""
    if directory is None:
        return {}
    return {
        "--year": options.parse_year,
        "--of": lambda text: lookup.find_homes(directory, [text]),
        "--country": lambda text: lookup.is_country(directory, text),
        "--continent": directory.find_continent,
        "--kind": directory.find_kind,
        "--status": Status,
        "--founded": options.parse_founded,
        "--within": options.parse_duration,
        "--on": options.parse_day,
    }


def _finds(find: Callable[[str], object], text: str) -> bool:
    try:
        return bool(find(text))
    except WrongValueError as error:
        return error.meant is not None
    except (SisterCitiesError, ValueError, UsageError):
        return False


def command_names(error: UsageError) -> Collection[str]:
    """Return the names of all commands."""
    root: Any = error.ctx and error.ctx.find_root()
    names: Collection[str] = root.command.commands
    return names


def options_of(error: UsageError) -> Mapping[str, Any]:
    """Return the options of the command by name."""
    parameters: Sequence[Any] = error.ctx.command.params if error.ctx else ()
    found = (one for one in parameters if one.param_type_name == "option")
    return {name: option for option in found for name in option.opts}


def takes_words(error: UsageError) -> bool:
    """Check whether the command takes arguments besides its options."""
    parameters: Sequence[Any] = error.ctx.command.params if error.ctx else ()
    return any(one.param_type_name == "argument" for one in parameters)


def leading_words(words: Sequence[str]) -> Sequence[str]:
    """Return the words before the first option."""
    return [*takewhile(lambda word: not word.startswith("-"), words)]


def load_named(words: Sequence[str]) -> Directory | None:
    """Load the directory of a command line, if it can be loaded."""
    return _load_file(resolve_data_path(next(map(Path, data_option(words)[1:]), None)))


@cache
def _load_file(path: Path | None) -> Directory | None:
    if str(path) == "-":
        return None  # standard input is read once, if at all
    try:
        return load(path)
    except SisterCitiesError:
        return None
