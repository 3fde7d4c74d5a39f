"""Run the examples of README, docs and docstrings as tests."""

from __future__ import annotations

from doctest import ELLIPSIS
from functools import partial

from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.rest import DocTestParser
from terminal import show_commands

_parse_python = DocTestParser()
_run_python = DocTestEvaluator(ELLIPSIS)


def _python_examples(document: Document) -> list[Region]:
    """Find the Python examples of a document.

    Each depends on the earlier ones, which may have run in another worker: run those first unless
    this process already has.
    """
    regions = list(_parse_python(document))
    results: list[str] = []

    def run(number: int, example: Example) -> str:
        for region in regions[len(results) : number + 1]:
            position = (example.line, example.column)
            results.append(
                _run_python(Example(example.document, *position, region, example.namespace))
            )
        return results[number]

    for number, region in enumerate(regions):
        region.evaluator = partial(run, number)
    return regions


def _console_blocks(document: Document) -> list[Region]:
    return [
        Region(lexed.start, lexed.end, lexed.lexemes["source"], _run_console)
        for lexed in FencedCodeBlockLexer("console")(document)
    ]


def _run_console(example: Example) -> str | None:
    """Run the commands after `$` in a terminal and compare what they show."""
    shown = show_commands(example.parsed)
    expected = "\n".join(line.rstrip() for line in example.parsed.splitlines()).rstrip() + "\n"
    return None if shown == expected else f"{shown}\nThis is the output now. Run: make docs"


pytest_collect_file = Sybil(
    parsers=[_python_examples, _console_blocks],
    patterns=["README.md", "docs/*.md", "src/**/*.py"],
).pytest()
