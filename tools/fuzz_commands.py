"""Make up command lines out of the real options, and places to run them in."""

from __future__ import annotations

import os
from functools import cache
from random import Random
from typing import Any

import typer
from fuzz_files import SIGNS, TEXTS
from fuzz_program import Place
from typer.main import get_command

from sistercities_cli.cli.app import COMMANDS, app

# They write into the folder of the person who runs the program, and ask which shell is theirs.
LEFT_ALONE = ("--install-completion", "--show-completion")
NAMES = (
    "osaka", "chicago", "birmingham", "milan", "chicago-osaka", "mexico city", "Київ", "大阪",
    "brest", "lyon", "Ålund", "germany", "UK", "DE", "korea", "Wakanda", "o", "", " ", "-",
    "--", ".", "'", '"',
    "sister-city", "active", "a\u0301", "İZMIR", "ı", "ß", "\u0345",
)  # fmt: skip
DAYS = (
    "2026-11-21",
    "0001-01-01",
    "9999-12-31",
    "2000-02-29",
    "2026-02-29",
    "2026-11",
    "1",
    "0000-01-01",
)
SPANS = (
    "1990..1999",
    "..",
    "..1999",
    "1990..",
    "1999..1990",
    "0001..9999",
    "1990...1999",
    "1990-02..",
)
LENGTHS = (
    "90d",
    "0d",
    "9999999d",
    "9999999w",
    "9999999m",
    "9999999y",
    "99999999d",
    "-1d",
    "1",
    "d",
    "１d",
)
NUMBERS = (
    "0",
    "1",
    "-1",
    "5",
    "75",
    "9999",
    "10000",
    "1000",
    "9" * 25,
    "9" * 5000,
    "1e3",
    "0x10",
    "٣",
    "1_0",
)
LISTS = (
    "id",
    "id,partner",
    ",,",
    "",
    "id,id",
    " id , partner ",
    "nope",
    "value",
    "years,next_date",
    "\x1b",
)
WORDS = ("id", "next", "years", "founded", "year", "decade", "feb28", "mar1", "ended", "dormant")
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "markdown", "text", "svg", "geojson", "xml")
BYTES = (b"\xff", b"\xed\xa0\x80", b"\xc3", b"osaka\xff", b"\x80\x1b[2J")


def command_line(random: Random, files: tuple[str, ...]) -> list[str]:
    """Make up a command line: near to a right one, or far from it."""
    command = random.choice((*COMMANDS, *COMMANDS, "", "lst", "-h", "--version", "\x1b[2J"))
    made = [command] if command or random.random() < 0.5 else []
    options = known_options(command)
    for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
        option, takes_value = random.choice(options)
        made += [option, _value(random, option, files)] if takes_value else [option]
    if random.random() < 0.5:
        made += [_any_value(random, files) for _ in range(random.choice((1, 1, 2, 4)))]
    if random.random() < 0.35:
        made = _mutated(random, made, files)
    # No system hands a NUL over.
    made = [one.replace("\0", "") for one in made]
    return [one for one in made if not one.startswith(LEFT_ALONE)]


@cache
def known_options(command: str) -> list[tuple[str, bool]]:
    """Return the options of a command, and whether each takes a value."""
    program: Any = get_command(app)
    found = program.get_command(typer.Context(program), command) if command in COMMANDS else program
    names = [
        (name, not one.is_flag)
        for one in found.params
        if one.param_type_name == "option"
        for name in (*one.opts, *one.secondary_opts)
    ]
    return [*[one for one in names if one[0] not in LEFT_ALONE], ("-h", False), ("--help", False)]


def _value(random: Random, option: str, files: tuple[str, ...]) -> str:
    fitting = {
        "--data": files, "--on": DAYS, "--founded": SPANS, "--within": LENGTHS, "--columns": LISTS,
        "--nth": NUMBERS, "--every": NUMBERS, "--years": NUMBERS, "--year": NUMBERS,
        "--format": FORMATS, "-f": FORMATS, "--sort": WORDS, "--leap-day": WORDS, "--by": WORDS,
    }.get(option, NAMES)  # fmt: skip
    return random.choice(fitting) if random.random() < 0.9 else _any_value(random, files)


def _any_value(random: Random, files: tuple[str, ...]) -> str:
    pools = (NAMES, NAMES, NAMES, files, DAYS, SPANS, LENGTHS, NUMBERS, LISTS, WORDS, TEXTS, SIGNS)
    if random.random() < 0.05:
        return os.fsdecode(random.choice(BYTES))
    return random.choice(random.choice(pools))


def _mutated(random: Random, words: list[str], files: tuple[str, ...]) -> list[str]:
    words = list(words)
    for _ in range(random.randint(1, 3)):
        place = random.randint(0, len(words))
        match random.randrange(5):
            case 0:
                words.insert(place, _any_value(random, files))
            case 1 if words:
                del words[place % len(words)]
            case 2 if words:
                words.insert(place, random.choice(words))
            case 3 if words:
                word = words[place % len(words)]
                cut = random.randint(0, len(word))
                new = random.choice((*SIGNS, os.fsdecode(b"\xff"), "=", "-", "x" * 3000, "", ","))
                words[place % len(words)] = word[:cut] + new + word[cut + random.randint(0, 1) :]
            case _:
                random.shuffle(words)
    return words


def completing(random: Random, files: tuple[str, ...]) -> Place:
    """Make up what a shell asks when somebody presses TAB."""
    words = ["sistercities", *command_line(random, files)]
    shell = random.choice(("bash", "zsh", "fish"))
    environment = {
        "_SISTERCITIES_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_FISH_ACTION": random.choice(("get-args", "is-args")),
        "_TYPER_COMPLETE_ARGS": " ".join(words),
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(random.randint(0, len(words))),
    }
    return Place(environment=environment)


def place(random: Random) -> Place:
    """Make up where the program runs."""
    environment = {"COLUMNS": str(random.choice((20, 21, 40, 79, 80, 120, 300)))}
    if random.random() < 0.3:
        environment["TERM"] = random.choice(("dumb", "unknown", "xterm-256color", "", "\x1b"))
    if random.random() < 0.2:
        environment[random.choice(("NO_COLOR", "CI", "TYPER_USE_RICH"))] = "1"
    encoding = random.choice(("utf-8",) * 8 + ("ascii", "latin-1", "cp1252"))
    return Place(encoding, random.random() < 0.3, environment)
