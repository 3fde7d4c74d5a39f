"""Measure, print the tables, and keep them in docs/speed.md where that is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import growth, idleness, interpreter, machine, markdown, startup
from benchmarks.interpreter import InterpreterError
from benchmarks.jobs import JobError

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the arguments ask for; return the exit code."""
    options = _options(arguments)
    try:
        report = _report(options)
    except (InterpreterError, JobError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted; nothing was written.\n")
        return INTERRUPTED
    sys.stdout.write(report)
    if options.write:
        part = "growth" if options.growth else "start"
        PAGE.write_text(markdown.fill(PAGE.read_text("utf-8"), part, report), "utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure how fast the program of this environment is, beside others like it.",
    )
    parser.add_argument(
        "--growth", action="store_true", help="measure with more and more data instead"
    )
    parser.add_argument(
        "--repeat",
        type=_count,
        metavar="N",
        help=f"rounds; default: {startup.REPEAT}, with --growth {growth.REPEAT}",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="only rows with this in their names; may be given again",
    )
    parser.add_argument(
        "--sizes",
        type=_count,
        nargs="+",
        default=growth.SIZES,
        metavar="N",
        help="with --growth: numbers of relationships, small to large",
    )
    parser.add_argument(
        "--python",
        default=sys.executable,
        metavar="PATH",
        help="the interpreter of another environment that has the program",
    )
    parser.add_argument("--write", action="store_true", help=f"keep the tables in docs/{PAGE.name}")
    options = parser.parse_args(arguments)
    if options.write and (options.only or tuple(options.sizes) != growth.SIZES):
        parser.error("--write keeps whole tables: leave --only and --sizes out")
    if len(options.sizes) < 2 or sorted(set(options.sizes)) != list(options.sizes):
        parser.error("--sizes takes two numbers at least, from small to large")
    return options


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return int(text)


def _report(options: argparse.Namespace) -> str:
    found = interpreter.find(options.python)
    start = idleness.now()
    with TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        chosen = {"repeat": options.repeat, "only": options.only}
        if options.growth:
            tables = growth.report(found, folder, **chosen, sizes=options.sizes)
        else:
            tables = startup.report(found, folder, **chosen)
    end = idleness.now()
    said = idleness.remark(idleness.share_of_others(start, end)) if start and end else ""
    return f"{machine.description(found)} {said}\n\n{tables}"


if __name__ == "__main__":
    sys.exit(main())
