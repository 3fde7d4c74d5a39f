"""Run the examples of README, docs and docstrings as tests."""

from __future__ import annotations

import re
from doctest import ELLIPSIS

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.rest import DocTestParser
from terminal import run_in_terminal

# The time of day is another each time; the blanks after it fill its line.
_TIME = re.compile(r"\d\d:\d\d on \w+ \d+ \w+, \d+ h ahead of Chicago *")


def _console_blocks(document: Document) -> list[Region]:
    return [
        Region(lexed.start, lexed.end, lexed.lexemes["source"], _run_console)
        for lexed in FencedCodeBlockLexer("console")(document)
    ]


def _run_console(example: Example) -> str | None:
    """Run the commands after `$` in a terminal of 80 columns and compare what they show."""
    expected = [line.rstrip() for line in example.parsed.splitlines()]
    commands = [line[2:] for line in expected if line.startswith("$ ")]
    shown: list[str] = []
    for command in commands:
        output = run_in_terminal(command).splitlines()
        shown += [f"$ {command}", *(line.rstrip() for line in output)]
    want, got = ("\n".join(lines).rstrip() + "\n" for lines in (expected, shown))
    if _TIME.sub("TIME", want) == _TIME.sub("TIME", got):
        return None
    return f"The example shows something else. It should be:\n\n{got}"


pytest_collect_file = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS), _console_blocks],
    patterns=["README.md", "docs/*.md", "src/**/*.py"],
).pytest()
