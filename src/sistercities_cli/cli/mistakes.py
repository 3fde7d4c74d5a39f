"""Explain usage errors and unknown names, and suggest commands that work.

Imported only after an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from shlex import quote, split
from typing import Any

import typer
from typer.core import TyperArgument

from sistercities_cli.cli.arguments import data_option, format_command
from sistercities_cli.cli.errors import (
    BadOptionUsage,
    ExtraWordsError,
    MissingParameter,
    MissingValueError,
    NoSuchOption,
    UnknownCommandError,
    UsageError,
    WrongValueError,
)
from sistercities_cli.cli.meanings import COMMANDS, EXAMPLES, OPTIONS, VALUES, CommandLine
from sistercities_cli.cli.stray_words import (
    SIMILAR,
    command_names,
    leading_words,
    load_named,
    options_of,
    takes_words,
    with_command,
    without_extra_words,
)
from sistercities_cli.errors import NotFoundError
from sistercities_cli.lookup import COUNTRY
from sistercities_cli.names import similar_names

GLOBAL_OPTIONS = ("-h", "--version", "--install-completion", "--show-completion")
MAX_REPAIRS = 4  # of one command line
QUOTATION_MARKS = "\"'`“”„‘’‚«»"
DASHES = "\u2010-\u2015\u2212"  # a regular-expression class, without the ASCII hyphen
WINDOWS_HELP = ("/?", "/h", "/help", "?")
LEADS = {NoSuchOption: "Without it", UnknownCommandError: "See"}  # words before an example


def explain(error: UsageError, words: Sequence[str]) -> str:
    """Return the message for a usage error, with a working command if one is found."""
    message = _message(error, words).removesuffix(".")
    if repaired := _first_repaired(error, CommandLine(words), MAX_REPAIRS):
        return f"{message}. Did you mean: {repaired}"
    for example in _examples(error, words):
        if not _find_error(example, error.ctx):
            return f"{message}. {LEADS.get(type(error), 'For example')}: {CommandLine(example)}"
    return message


def explain_name(error: NotFoundError, words: Sequence[str]) -> str:
    """Return the message for an unknown name, with a working command."""
    if error.suggestions:
        lines = _replace(words, error.name, [error.suggestions[0]])
        return " Try: ".join([str(error), *(format_command(line) for line in [*lines][:1])])
    is_country = error.noun == COUNTRY
    hint = " Write its name or ISO code, like Germany or DE." if is_country else ""
    line = ["country" if is_country else "list", *data_option(words)]
    return f"{error}{hint} See: {format_command(line)}"


def _message(error: UsageError, words: Sequence[str]) -> str:
    match error:
        case NoSuchOption():
            index = _option_index(error.option_name, words)
            return f"No such option: {words[index].partition('=')[0]}"
        case BadOptionUsage():
            return f"{error.option_name} takes no value"
        case ExtraWordsError(words=[first, *_]) if takes_words(error):
            return f"Unexpected argument {first!r}: quote names that contain spaces"
        case ExtraWordsError():
            return f"{words[0]} takes only options, not {' '.join(error.words)!r}"
        case MissingParameter(param=TyperArgument(metavar=str(name), help=str(about))):
            return f"{name.strip('.')} is missing: {about[0].lower()}{about[1:]}"
        case typer.BadParameter() if not (error.param or error.param_hint):
            return error.message  # without Typer's "Invalid value"
    return error.format_message()


def _first_repaired(error: UsageError, line: CommandLine, repairs: int) -> CommandLine | None:
    """Return the first candidate that can be parsed, after repairing further errors."""
    candidates = _candidates(error, line.words)
    if isinstance(error, NoSuchOption | MissingParameter) and repairs < MAX_REPAIRS:
        candidates = chain(candidates, map(CommandLine, _examples(error, line.words)))
    for candidate in candidates:
        complete = candidate.replace(pipe=candidate.pipe or line.pipe)
        further = _find_error(complete.words, error.ctx)
        if further is None:
            return complete
        if repairs > 1 and (repaired := _first_repaired(further, complete, repairs - 1)):
            return repaired
    return None


def _find_error(words: Sequence[str], context: Any) -> UsageError | None:
    """Parse a command line without running it, and return the usage error, if any."""
    if not words or words[0] in GLOBAL_OPTIONS or {"-h", "--help"} & set(words):
        return None
    root = context.find_root()
    try:
        name, command, rest = root.command.resolve_command(root, [*words])
        command.make_context(name, rest, parent=root)
    except UsageError as error:
        return error
    return None


def _candidates(error: UsageError, words: Sequence[str]) -> Iterator[CommandLine]:
    """Yield the command lines that may have been meant, likeliest first."""
    plain = [*map(_plain, words)]
    if plain != [*words]:
        yield CommandLine(plain)
    match error:
        case WrongValueError():
            yield from map(CommandLine, _with_value(error, words))
        case NoSuchOption():
            yield from _with_option(error, words)
        case BadOptionUsage(option_name=name):
            index = _option_index(name, words)
            yield CommandLine([*words[:index], name, *words[index + 1 :]])
        case ExtraWordsError(words=["--", *_]):
            yield CommandLine([word for word in words if word != "--"])
        case ExtraWordsError():
            yield from map(CommandLine, without_extra_words(error, words))
        case UnknownCommandError():
            yield from with_command(error.words, command_names(error))


def _plain(word: str) -> str:
    """Replace typographic and full-width characters with plain ones.

    >>> _plain("–-json"), _plain("“osaka”"), _plain("/?")
    ('--json', 'osaka', '-h')
    """
    text = unicodedata.normalize("NFKC", word).strip(QUOTATION_MARKS) or word
    match = re.fullmatch(rf"-?[{DASHES}][{DASHES}-]*([\w-]+)(.*)", text, re.DOTALL)
    if match:
        text = f"{'-' if len(match[1]) == 1 else '--'}{match[1]}{match[2]}"
    return "-h" if text in WINDOWS_HELP else text


def _replace(words: Sequence[str], typed: str, meant: Sequence[str]) -> Iterator[list[str]]:
    """Replace a value: one or more words, attached to an option, or part of a list."""
    attached = re.compile(rf"(-[a-z]|.*[=,] ?)?{re.escape(typed)}(,.*)?", re.DOTALL)
    for start, word in enumerate(words):
        if match := attached.fullmatch(word) or attached.fullmatch(word.replace(", ", ",")):
            first, *more = meant
            new = f"{match[1] or ''}{first}{match[2] or ''}"
            yield [*words[:start], new, *more, *words[start + 1 :]]
        end = start + typed.count(" ") + 1
        if " ".join(words[start:end]) == typed != word:
            yield [*words[:start], *meant, *words[end:]]


def _with_value(error: WrongValueError, words: Sequence[str]) -> Iterator[list[str]]:
    """Replace a wrong value, or join it with the words that follow."""
    for start, word in enumerate(words):
        more = leading_words(words[start + 1 :])
        if more and error.typed in (word, word.partition("=")[2]):
            yield [*words[:start], " ".join([word, *more]), *words[start + 1 + len(more) :]]
    if meant := error.meant or _meant_values(error):
        yield from _replace(words, error.typed, meant.split())


def _meant_values(error: WrongValueError) -> str:
    """Return the values meant by a list, or an empty string if one is unclear."""
    meant: list[str] = []
    for name in re.split(r"[,;\s]+", error.typed.casefold()):
        known = name if name in error.values else VALUES.get(name, name)
        close = similar_names(known, error.values, 1, SIMILAR)
        meant += [known] if known.partition(" ")[0] in error.values else close or [""]
    values = ",".join(meant) if all(meant) else ""
    return meant[0] if values == error.typed else values  # a list where one value is expected


def _with_option(error: NoSuchOption, words: Sequence[str]) -> Iterator[CommandLine]:
    """Replace an option, or move it after the command."""
    command, names = words[0], command_names(error)
    index = _option_index(error.option_name, words)
    name, equals, value = words[index].partition("=")
    before, after = words[:index], words[index + 1 :]
    meaning = OPTIONS.get(f"{command} {name}", OPTIONS.get(name))
    if command in names and meaning is not None and meaning not in GLOBAL_OPTIONS:
        yield from _with_meaning(meaning, before, [*([value] if equals else []), *after])
    known = [*options_of(error), "-h", "--help"]
    similar = similar_names(name.casefold(), known, 1, SIMILAR)
    for meant in [f"-{name}"] if f"-{name}" in known else similar:
        yield CommandLine([*before, meant + equals + value, *after])
    if command in names:
        if meaning == "-h":
            yield CommandLine([command, meaning])
        return
    if meaning in GLOBAL_OPTIONS:
        yield CommandLine([meaning])
    position = next((index for index, word in enumerate(words) if word in names), 0)
    if position:
        yield CommandLine([*words[position:], *words[:position]])
    elif name.strip("-") in {*names, *COMMANDS}:
        yield CommandLine([name.strip("-"), *before, *after])
    yield CommandLine(["list", *words])


def _with_meaning(
    meaning: str, before: Sequence[str], after: Sequence[str]
) -> Iterator[CommandLine]:
    """Insert the meaning of an option, with the next word as its value."""
    text, _, pipe = meaning.partition("|")
    value = ""
    if "{}" in meaning:
        value, *after = after or [""]
        if not value or (pipe and not value.isdecimal()):
            return
    if text.startswith("-f"):
        before, after = ([word for word in part if word != "--json"] for part in (before, after))
    new = [word.replace("{}", value) for word in text.split()]
    yield CommandLine([*before, *new, *after], pipe and f"|{pipe.format(quote(value))}")


def _option_index(name: str, words: Sequence[str]) -> int:
    """Return the index of an option, which may be one letter of a combined option."""
    letter = f"-(?!-).*{re.escape(name[1:])}.*|" if len(name) == 2 else ""
    pattern = re.compile(f"{letter}{re.escape(name)}(=.*)?", re.DOTALL)
    return next(index for index, word in enumerate(words) if pattern.fullmatch(word))


def _examples(error: UsageError, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield command lines with examples of missing or wrong values."""
    match error:
        case WrongValueError():
            example = [*error.values, EXAMPLES.get(getattr(error.param, "metavar", ""))][0]
            if example:
                yield from _replace(words, error.typed, [example])
        case MissingValueError():
            example = [*error.values, EXAMPLES.get(error.metavar)][0]
            if example:
                yield [*words, example]
        case NoSuchOption():
            index = _option_index(error.option_name, words)
            before, after = words[:index], words[index + 1 :]
            yield [*before, *after[len(leading_words(after[:1])) :]]
            yield [*before, *after]
        case MissingParameter():
            directory = load_named(words)
            if words[0] == "show" and directory and directory.relationships:
                yield [*words, directory.relationships[0].partner.name]
            help_text = error.ctx and error.ctx.command.help
            _, _, example = (help_text or "").partition("sistercities ")
            yield split(example.partition("\n")[0])
        case UnknownCommandError():
            yield ["-h"]
