"""Explain usage errors, and find the command that was meant.

Imported only after an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from shlex import join, quote, split
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperArgument

from sistercities_cli.cli import lookup, options
from sistercities_cli.cli.arguments import resolve_data_path
from sistercities_cli.cli.errors import (
    ExtraWordsError,
    MissingParameter,
    NoSuchOption,
    UnknownCommandError,
    UsageError,
    WrongValueError,
)
from sistercities_cli.datafile import load
from sistercities_cli.errors import SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import similar_names
from sistercities_cli.structs import Struct

if TYPE_CHECKING:
    from sistercities_cli.directory import Directory

# What people type, and what they mean. Options stand for text in which {} is their value; text
# that starts with "|" follows the command.
COMMANDS = {
    "cities": "list", "partners": "list", "relationships": "list", "ls": "list", "all": "list",
    "countries": "country", "continent": "list --continent",
    "info": "show", "view": "show", "get": "show", "describe": "show", "city": "show",
    "age": "anniversary", "birthday": "anniversary", "anniversaries": "anniversary",
    "next": "upcoming", "agenda": "upcoming", "events": "upcoming",
    "find": "search", "grep": "search", "query": "search",
    "ics": "calendar", "ical": "calendar",
    "history": "timeline",
    "html": "site", "web": "site", "website": "site", "page": "site",
    "cite": "sources", "bibliography": "sources", "references": "sources",
    "validate": "check", "lint": "check", "verify": "check",
    "import": "convert", "help": "-h", "version": "--version",
}  # fmt: skip
OPTIONS = {
    "--table": "-f table", "--tsv": "-f tsv", "--csv": "-f csv", "--excel": "-f csv",
    "--jsonl": "-f jsonl", "--markdown": "-f markdown", "--md": "-f markdown",
    "--svg": "-f svg", "--geojson": "-f geojson", "--json": "-f geojson", "--csl": "-f csl",
    "--since": "--founded {}..", "--after": "--founded {}..", "--from": "--founded {}..",
    "--until": "--founded ..{}", "--before": "--founded ..{}", "--to": "--founded ..{}",
    "--year": "--founded {}", "--date": "--on {}", "--today": "--on today", "--day": "--on {}",
    "--home": "--of {}", "--for": "--of {}", "--type": "--kind {}",
    "--name": "{}", "--city": "{}", "--partner": "{}", "--active": "--status active",
    "--days": "--within {}d", "--weeks": "--within {}w", "--months": "--within {}m",
    "--years": "--within {}y", "--next": "--no-header | head -n {}",
    "--order": "--sort {}", "--sort-by": "--sort {}", "--order-by": "--sort {}",
    "--desc": "--reverse", "--fields": "--columns {}", "--column": "--columns {}",
    "--file": "--data {}", "--input": "--data {}", "--out": "-o {}", "--format-csv": "-f csv",
    "--limit": "--no-header | head -n {}", "--head": "--no-header | head -n {}",
    "--top": "--no-header | head -n {}", "--max": "--no-header | head -n {}",
    "-n": "--no-header | head -n {}", "--count": "--no-header | wc -l",
    "-v": "--version", "-V": "--version", "-?": "-h",
}  # fmt: skip
# Of choices and columns.
VALUES = {
    "name": "partner", "city": "partner", "partners": "partner", "type": "kind",
    "age": "years", "date": "founded", "since": "founded", "year": "founded",
    "oldest": "founded", "newest": "founded --reverse", "youngest": "founded --reverse",
    "upcoming": "next", "anniversary": "next", "code": "country_code", "iso": "country_code",
    "lat": "latitude", "lon": "longitude", "url": "website", "km": "distance_km",
    "excel": "csv", "xlsx": "csv", "xls": "csv", "md": "markdown", "text": "table",
    "txt": "table", "ndjson": "jsonl", "png": "svg", "image": "svg", "json": "geojson",
    "current": "active", "inactive": "dormant", "terminated": "ended", "former": "ended",
}  # fmt: skip

NAMES_GO_TO = {"upcoming": "anniversary"}  # other commands without names leave them to `show`
GLOBAL_OPTIONS = ("-h", "--version")
SIMILARITY = 0.75  # of suggestions
MAX_REPAIRS = 4  # of one command line


class CommandLine(Struct):
    """The words of a command line, and the commands that read its output."""

    words: Sequence[str]
    pipe: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, ("sistercities", join(self.words), self.pipe)))


def explain(error: UsageError, words: Sequence[str]) -> str:
    """Return the message for a usage error, with a command that works if one is found."""
    message = _message(error, words).removesuffix(".")
    repaired = _first_repaired(error, CommandLine(words), MAX_REPAIRS)
    lead = "For example" if isinstance(error, MissingParameter) else "Did you mean"
    return f"{message}. {lead}: {repaired}" if repaired else message


def _message(error: UsageError, words: Sequence[str]) -> str:
    match error:
        case NoSuchOption():
            index = _option_index(error.option_name, words)
            return f"No such option: {words[index].partition('=')[0]}"
        case ExtraWordsError(words=[first, *_]) if error.takes_words:
            return f"{first!r} is one word too many: put quotation marks round names with spaces"
        case ExtraWordsError():
            return f"{error.command_name} takes only options, not {' '.join(error.words)!r}"
        case MissingParameter(param=TyperArgument(metavar=str(name), help=str(about))):
            return f"{name.strip('.')} is missing: {about[0].lower()}{about[1:]}"
        case typer.BadParameter() if not (error.param or error.param_hint):
            return error.message  # without Typer's "Invalid value"
    return error.format_message()


def _first_repaired(error: UsageError, line: CommandLine, repairs: int) -> CommandLine | None:
    """Return the first command line that can be parsed, repairing further errors."""
    for candidate in _candidates(error, line.words):
        assert error.ctx
        complete = candidate.replace(pipe=candidate.pipe or line.pipe)
        further = _find_error(complete.words, error.ctx.find_root())
        if further is None:
            return complete
        if repairs > 1 and (repaired := _first_repaired(further, complete, repairs - 1)):
            return repaired
    return None


def _find_error(words: Sequence[str], root: Any) -> UsageError | None:
    """Parse a command line without running it."""
    if words[0] in GLOBAL_OPTIONS or {"-h", "--help"} & set(words):
        return None
    try:
        name, command, rest = root.command.resolve_command(root, [*words])
        command.make_context(name, rest, parent=root)
    except UsageError as error:
        return error
    return None


def _command_names(error: UsageError) -> Collection[str]:
    root: Any = error.ctx and error.ctx.find_root()
    names: Collection[str] = root.command.commands
    return names


def _candidates(error: UsageError, words: Sequence[str]) -> Iterator[CommandLine]:
    """Yield what a command line may have meant, likeliest first."""
    match error:
        case WrongValueError():
            yield from _with_value(error, words)
        case NoSuchOption():
            yield from _with_option(error, words)
        case ExtraWordsError():
            yield from map(CommandLine, _without_extra_words(error, words))
        case UnknownCommandError():
            yield from map(CommandLine, _with_command(error.words, _command_names(error)))
        case MissingParameter():
            yield from map(CommandLine, _with_example(error, words))


def _with_value(error: WrongValueError, words: Sequence[str]) -> Iterator[CommandLine]:
    """Replace a wrong value, which may be attached to its option."""
    meant, *more = (error.meant or _meant_values(error)).split() or [""]
    attached = rf"(--[a-z-]+=|-[a-z])?{re.escape(error.typed)}"
    matches = [re.fullmatch(attached, word.replace(", ", ",")) for word in words]
    yield from (
        CommandLine([*words[:index], (match[1] or "") + meant, *more, *words[index + 1 :]])
        for index, match in enumerate(matches)
        if match and meant
    )


def _meant_values(error: WrongValueError) -> str:
    """Return the values that a comma-separated list means, or nothing if one is unclear."""
    meant = []
    for name in error.typed.casefold().split(","):
        known = VALUES.get(name.strip(), name.strip())
        close = similar_names(known, error.values, 1, SIMILARITY)
        meant += [known] if known.partition(" ")[0] in error.values else close or [""]
    return ",".join(meant) if all(meant) else ""


def _with_option(error: NoSuchOption, words: Sequence[str]) -> Iterator[CommandLine]:
    """Replace an option, or move it behind the command."""
    assert error.ctx
    names = _command_names(error)
    known = [name for one in error.ctx.command.params for name in one.opts] + ["-h", "--help"]
    index = _option_index(error.option_name, words)
    name, equals, value = words[index].partition("=")
    before, after = words[:index], words[index + 1 :]
    similar = similar_names(name, known, 1, SIMILARITY)
    for meant in [f"-{name}"] if f"-{name}" in known else similar:
        yield CommandLine([*before, meant + equals + value, *after])
    if OPTIONS.get(name) in GLOBAL_OPTIONS:
        yield CommandLine([OPTIONS[name]])
    elif words[0] not in names:
        position = next((index for index, word in enumerate(words) if word in names), 0)
        line = [*words[position:], *words[:position]]
        yield CommandLine(line if position else ["list", *line])
    elif name in OPTIONS:
        text, _, pipe = OPTIONS[name].partition("|")
        if "{}" in OPTIONS[name] and not equals:
            value, *after = after or [""]
        new = [word.replace("{}", value) for word in text.split()]
        if value or "{}" not in OPTIONS[name]:
            yield CommandLine([*before, *new, *after], pipe and f"|{pipe.format(quote(value))}")


def _option_index(name: str, words: Sequence[str]) -> int:
    """Return the index of the word that is an option, or has its letter among several."""
    letter = f"-(?!-).*{re.escape(name[1:])}.*|" if len(name) == 2 else ""
    pattern = re.compile(f"{letter}{re.escape(name)}(=.*)?", re.DOTALL)
    return next(index for index, word in enumerate(words) if pattern.fullmatch(word))


def _without_extra_words(error: ExtraWordsError, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield command lines that pass stray words to an option or to another command."""
    start = words.index(error.words[0])
    end = start + len(error.words)
    rest = [*words[:start], *words[end:]]
    finders = _finders(_load(words))
    option, quoted = words[start - 2], " ".join(words[start - 1 : end])
    if option in error.options_with_values and (
        option not in finders or _finds(finders[option], quoted)
    ):
        yield [*words[: start - 1], quoted, *words[end:]]
    if error.words[0] == "help":
        yield [words[0], "-h"]
    if "--of" in error.options_with_values:
        yield from _with_name(error.words, rest, words)
    yield rest


def _with_command(words: Sequence[str], names: Collection[str]) -> Iterator[list[str]]:
    """Replace an unknown command, or add the one for a name."""
    typed, rest = words[0].casefold(), [*words[1:]]
    if typed in COMMANDS:
        meant = COMMANDS[typed]
        yield [*rest[:1], meant] if meant == "-h" and rest else [*meant.split(), *rest]
    count = next((index for index, word in enumerate(words) if word.startswith("-")), len(words))
    begun = [name for name in names if name.startswith(typed)]
    similar = similar_names(typed, names, 1, SIMILARITY)
    for name in begun if len(begun) == 1 else similar:
        yield [name, *rest]
    yield from _with_name(words[:count], ["", *words[count:]], words)


def _with_name(
    name: Sequence[str], line: Sequence[str], words: Sequence[str]
) -> Iterator[list[str]]:
    """Yield command lines about a name: with a filter, or of a command that takes names.

    Without a command in ``line``, which then begins with an empty word, any command will do.
    """
    directory, text = _load(words), " ".join(name)
    command, *rest = line
    named = NAMES_GO_TO.get(command, "show")
    if directory is None:
        return
    finders = _finders(directory)
    option = next((option for option, find in finders.items() if _finds(find, text)), None)
    if option and command:
        yield [*line, option, text]
    elif option:
        instead = {"--of": ["show"], "--country": ["country"]}
        yield [*instead.get(option, ["list", option]), text, *rest]
    else:
        try:
            lookup.find_named(directory, name)
        except SisterCitiesError as error:
            close = () if getattr(error, "lists_all", True) else getattr(error, "suggestions", ())
            named, name = (named, close[:1]) if close else ("search", name)
        yield [named, *name, *rest]
        yield [named, *name]


def _finders(directory: Directory | None) -> dict[str, Callable[[str], object]]:
    """Return the functions that look up the values of filters."""
    if directory is None:
        return {}
    finders: dict[str, Callable[[str], object]] = {
        "--of": lambda text: lookup.find_homes(directory, [text]),
        "--country": lambda text: lookup.find_countries(directory, [text]),
        "--continent": directory.find_continent,
        "--kind": directory.find_kind,
        "--status": Status,
        "--founded": options.parse_founded,
    }
    return finders


def _finds(find: Callable[[str], object], text: str) -> bool:
    try:
        find(text)
    except (SisterCitiesError, ValueError, UsageError):
        return False
    return True


def _with_example(error: MissingParameter, words: Sequence[str]) -> Iterator[list[str]]:
    """Add a name, or replace the command with its first example."""
    directory = _load(words)
    if words[0] == "show" and directory and directory.relationships:
        yield [*words, directory.relationships[0].partner.name]
    help_text = error.ctx and error.ctx.command.help
    _, _, example = (help_text or "").partition("sistercities ")
    yield split(example.partition("\n")[0])


def _load(words: Sequence[str]) -> Directory | None:
    """Load the directory of a command line, if it can be loaded."""
    separate = [value for word, value in pairwise(words) if word == "--data"]
    attached = [word.removeprefix("--data=") for word in words if word.startswith("--data=")]
    name = next(iter(separate + attached), None)
    return _load_file(resolve_data_path(Path(name) if name else None))


@cache
def _load_file(path: Path | None) -> Directory | None:
    if str(path) == "-":
        return None  # it has been read, or is not meant to be
    try:
        return load(path)
    except SisterCitiesError:
        return None
