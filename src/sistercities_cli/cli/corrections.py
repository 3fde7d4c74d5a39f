"""Correct command lines: generate the lines that may have been meant, likeliest first.

Imported only after an error. Many of the lines do not work: the caller tries them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, takewhile
from shlex import quote, split

from sistercities_cli.cli.arguments import HELP_OPTIONS, data_option
from sistercities_cli.cli.dry_run import GLOBAL_OPTIONS, Program, directory_of
from sistercities_cli.cli.errors import (
    ExtraWordsError,
    MissingParameter,
    MissingValueError,
    NoSuchOption,
    UnknownCommandError,
    WrongValueError,
)
from sistercities_cli.cli.lookup import MAX_NAME_WORDS, join_names
from sistercities_cli.cli.meanings import COMMANDS, EXAMPLES, OPTIONS, VALUES, CommandLine
from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.names import similar_names

QUOTATION_MARKS = "\"'`“”„‘’‚«»"
DASHES = "\u2010-\u2015\u2212"  # a regular-expression class, without the ASCII hyphen
WINDOWS_HELP = ("/?", "/h", "/help", "?")
FILTERS = (  # in the order in which they are tried for a word
    "--year", "--of", "--country", "--continent", "--kind", "--status", "--founded", "--within",
    "--on",
)  # fmt: skip
FILE_OPTIONS = ("--data", "--output", "-o")
FILE_SUFFIX = r"\.[a-z]{3,4}$"
SIMILAR = 0.75  # cutoff for suggestions


def correct(error: Exception, words: Sequence[str], program: Program) -> Iterator[CommandLine]:
    """Yield the command lines that may have been meant."""
    plain = [*map(_normalize, words)]
    if plain != [*words]:
        yield CommandLine(plain)
        return
    match error:
        case AmbiguousNameError() | NotFoundError(lists_all=True):
            pass  # the suggestions are not similar
        case NotFoundError(suggestions=[name, *_]):
            yield from map(CommandLine, _replace(words, error.name, [name]))
        case WrongValueError():
            yield from map(CommandLine, _with_value(error, words, program))
        case NoSuchOption():
            yield from _with_option(error, words, program)
        case ExtraWordsError():
            yield from map(CommandLine, _with_extra_words(error.words, words, program))
        case UnknownCommandError():
            yield from _with_command(words, program)


def _normalize(word: str) -> str:
    """Replace typographic and full-width characters with plain ones.

    >>> _normalize("–-json"), _normalize("“osaka”"), _normalize("/?")
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


def _with_joined_value(words: Sequence[str], index: int, program: Program) -> Iterator[list[str]]:
    """Join the value of an option with the words that follow it."""
    before, typed, more = words[:index], words[index], leading_words(words[index + 1 :])
    name, equals, value = typed.partition("=") if typed.startswith("--") else ("", "", "")
    option = program.options(words[0]).get(name if equals else " ".join(before[-1:]))
    if option and not option.is_flag and not {*option.opts} & {*FILE_OPTIONS}:
        together = " ".join(filter(None, [value if equals else typed, *more]))
        after = words[index + 1 + len(more) :]
        yield [*before, name + equals + together if equals else together, *after]


def _with_value(
    error: WrongValueError, words: Sequence[str], program: Program
) -> Iterator[list[str]]:
    """Replace a wrong value, or join it with the words that follow."""
    for index, word in enumerate(words[1:], 1):
        if error.typed in (word, word.partition("=")[2]) and leading_words(words[index + 1 :]):
            yield from _with_joined_value(words, index, program)
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


def _with_option(
    error: NoSuchOption, words: Sequence[str], program: Program
) -> Iterator[CommandLine]:
    """Replace an option, or move it after the command."""
    command, names = words[0], program.names
    index = option_index(error.option_name, words)
    name, equals, value = words[index].partition("=")
    before, after = words[:index], words[index + 1 :]
    meaning = OPTIONS.get(f"{command} {name}", OPTIONS.get(name))
    if meaning in GLOBAL_OPTIONS:
        yield CommandLine([*before[:1], meaning] if meaning == "-h" else [meaning])
    elif command in names and meaning is not None:
        yield from _with_meaning(meaning, before, [*([value] if equals else []), *after])
    known = {**program.options(command), **dict.fromkeys(HELP_OPTIONS)}
    similar = similar_names(name.casefold(), known, 1, SIMILAR)
    for meant in [f"-{name}"] if f"-{name}" in known else similar:
        yield CommandLine([*before, meant + equals + value, *after])
    if command in names:
        return
    for position in _first_command(words, program):
        yield CommandLine([*words[position:], *words[:position]])
    if name.strip("-") in {*names, *COMMANDS}:
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


def option_index(name: str, words: Sequence[str]) -> int:
    """Return the index of an option, which may be one letter of a combined option."""
    letter = f"-(?!-).*{re.escape(name[1:])}.*|" if len(name) == 2 else ""
    pattern = re.compile(f"{letter}{re.escape(name)}(=.*)?", re.DOTALL)
    return next(index for index, word in enumerate(words) if pattern.fullmatch(word))


def _with_extra_words(
    extra: Sequence[str], words: Sequence[str], program: Program
) -> Iterator[list[str]]:
    """Pass unexpected words to an option or to another command."""
    first, start = extra[0], words.index(extra[0], 1)
    known = program.options(words[0])
    if first == "help":
        yield [words[0], "-h"]
    yield from _with_joined_value(words, start - 1, program)
    option = f"--{first}"
    if option.partition("=")[0] in {*known, *OPTIONS}:
        yield [*words[:start], option, *words[start + 1 :]]
        return
    if re.search(FILE_SUFFIX, first):
        exists = os.path.exists(first)  # noqa: PTH110  # Path.exists may raise
        yield [*words[:start], "--data" if exists else "-o", *words[start:]]
    if first in program.names:
        yield [*words[start:]]
    yield from _with_name(extra, _without(words, extra), known)
    yield from _with_mentioned_names(extra, words, "show")


def _without(words: Sequence[str], extra: Sequence[str]) -> list[str]:
    """Remove the extra words, and the separator before them."""
    rest = [*words]
    for word in ("--", *extra):
        if word in rest:
            rest.remove(word)
    return rest


def _with_command(words: Sequence[str], program: Program) -> Iterator[CommandLine]:
    """Replace an unknown command, or add the one for a name."""
    typed, rest, names = words[0].casefold(), [*words[1:]], program.names
    if typed in COMMANDS:
        meaning, _, pipe = COMMANDS[typed].partition(" |")
        line = [*rest[:1], meaning] if meaning == "-h" else [*meaning.split(), *rest]
        yield CommandLine(line or ["-h"], pipe and f"|{pipe}")
        yield from map(CommandLine, _with_mentioned_names(rest, words, meaning))
        return
    begun = [one for one in names if one.startswith(typed) or sorted(one) == sorted(typed)]
    for command in begun if len(begun) == 1 else similar_names(typed, names, 1, SIMILAR):
        yield CommandLine([command, *rest])
    for position in _first_command(words, program):
        yield CommandLine([words[position], *words[:position], *words[position + 1 :]])
    name = leading_words(words)
    line = ["", *words[len(name) :]]
    yield from map(CommandLine, _with_name(name, line, program.options("list")))
    yield from map(CommandLine, _with_mentioned_names(name, words, "show"))


def _first_command(words: Sequence[str], program: Program) -> Iterator[int]:
    """Yield the index of the first command, if there is one."""
    yield from islice((index for index, word in enumerate(words) if word in program.names), 1)


def _with_name(
    name: Sequence[str], line: Sequence[str], known: Collection[str]
) -> Iterator[list[str]]:
    """Pass a name to a filter, or to a command that accepts names.

    If ``line`` begins with an empty word, any command may take its place.
    """
    text = " ".join(name)
    command, *rest = line
    if not 0 < len(name) <= MAX_NAME_WORDS or text.startswith("-"):
        return
    filtered = [[command or "list", *rest, one, text] for one in FILTERS if one in known]
    named = [
        line
        for accepting in ("country", "anniversary" if command == "upcoming" else "show")
        for line in ([accepting, *name, *rest], [accepting, *name, *data_option(rest)])
    ]
    yield from [*filtered, *named] if command else [*named, *filtered]


def _with_mentioned_names(
    words: Sequence[str], line: Sequence[str], command: str
) -> Iterator[list[str]]:
    """Pass the names among words to a command, or else search for the words."""
    from sistercities_cli.fulltext import search

    text, data = leading_words(words), data_option(line)
    directory = directory_of(line) if 0 < len(text) <= MAX_NAME_WORDS else None
    if directory is None:
        return
    if names := [name for name in join_names(text, directory.has) if directory.has(name)]:
        yield from ([accepting, *names, *data] for accepting in (command, "show"))
    if text[0][:1].isalpha() and search(directory, text):
        yield ["search", *text, *data]


def leading_words(words: Sequence[str]) -> Sequence[str]:
    """Return the words before the first option."""
    return [*takewhile(lambda word: not word.startswith("-"), words)]


def drop_unknown(error: Exception, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the command lines without an unknown option or unexpected words."""
    match error:
        case NoSuchOption():
            index = option_index(error.option_name, words)
            before, after = words[:index], words[index + 1 :]
            yield [*before, *after[len(leading_words(after[:1])) :]]
            yield [*before, *after]
        case ExtraWordsError():
            yield _without(words, error.words)


def with_examples(error: Exception, words: Sequence[str], program: Program) -> Iterator[list[str]]:
    """Yield command lines with examples of missing or wrong values."""
    match error:
        case NotFoundError(suggestions=[name, *_]):
            yield from _replace(words, error.name, [name])
        case WrongValueError():
            for example in _examples(error.values, getattr(error.param, "metavar", "")):
                yield from _replace(words, error.typed, [example])
        case MissingValueError():
            for example in _examples(error.values, error.metavar):
                yield [*words, example]
        case MissingParameter():
            directory = directory_of(words)
            if words[0] == "show" and directory and directory.relationships:
                yield [*words, directory.relationships[0].partner.name]
            _, _, example = program.command(words[0]).help.partition("sistercities ")
            yield split(example.partition("\n")[0])


def _examples(values: Sequence[str], metavar: str) -> Sequence[str]:
    return values or [example for name, example in EXAMPLES.items() if name == metavar]
