"""Look for what breaks the program: `make fuzz`, or `python tools/fuzz.py --seconds 600`.

Makes up data files, spreadsheets and command lines, runs the program with them in this process,
and judges what it writes. Each case follows from the seed, its kind and its number alone. A case
that breaks a promise is cut down to the least that still does, and shown with both.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random, SystemRandom
from typing import NamedTuple, TypeVar

import fuzz_commands
import fuzz_files
from fuzz_program import Place, run

ROOT = Path(__file__).parent.parent
REAL = (ROOT / "data" / "cities.toml", ROOT / "tests" / "sample" / "towns.toml")
EVIDENCE = ROOT / "data" / "evidence.toml"
NAME = "fuzzed.toml"
PATIENCE = 60  # seconds a case; nothing here is so large
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "markdown")
ON = ("--on", "2026-11-21")
Item = TypeVar("Item")


class Failure(NamedTuple):
    """What a case broke, by what arguments, with what file."""

    complaint: str
    arguments: Sequence[str]
    content: bytes = b""

    def __str__(self) -> str:
        """Show enough to try it again."""
        return f"{self.complaint}\n  arguments {list(self.arguments)!r}\n  file {self.content!r}"


class Fuzzer:
    """Tries cases and counts what came of them."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, NAME)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.runs = 0
        self._real = [fuzz_files.read(str(path)) for path in REAL]
        self._evidence = fuzz_files.read(str(EVIDENCE))
        self._files = (
            *map(str, REAL), str(EVIDENCE), folder, self.path, "", "/dev/null", "/dev/full",
            f"{folder}/none.toml", f"{folder}/\x1b[2J\n", os.fsdecode(b"/\xff"), "x" * 5000,
        )  # fmt: skip

    def try_one(self, kind: str, random: Random) -> Failure | None:
        """Try a case; returns what it broke."""
        if kind == "command line":
            return self._command_line(random)
        if kind == "completion":
            return self._run(kind, [], b"", fuzz_commands.completing(random, self._files))
        if kind == "spreadsheet":
            return self._file(kind, fuzz_files.spreadsheet(random), _convert(random), Place())
        if kind == "evidence":
            return self._beside(random)
        place = fuzz_commands.place(random)
        content = self._content(kind, random)
        failure = self._file(kind, content, [["check"], ["list", "--json", *ON]], place)
        if failure or self._latest != 0:
            return failure
        return self._file(f"{kind}, usable", content, _answers(random, everything=0.1), place)

    def try_content(self, content: bytes) -> Failure | None:
        """Try a data file; returns what it broke."""
        return self._file("given", content, [["check"]], Place())

    def _content(self, kind: str, random: Random) -> bytes:
        content, document = random.choice(self._real)
        if kind == "damaged file":
            return fuzz_files.damaged(random, content)
        if kind == "changed document":
            return fuzz_files.toml(fuzz_files.changed(random, document))
        if kind == "made-up document":
            return fuzz_files.toml(fuzz_files.document(random))
        return fuzz_files.noise(random)

    def _beside(self, random: Random) -> Failure | None:
        """Try an evidence file beside the real data file."""
        content, document = self._evidence
        if random.random() < 0.5:
            evidence = fuzz_files.damaged(random, content)
        else:
            evidence = fuzz_files.toml(fuzz_files.changed(random, document))
        facts = self._real[0][0].replace(b'"evidence.toml"', f'"{NAME}"'.encode())
        beside = os.path.join(os.path.dirname(self.path), "facts.toml")
        Path(beside).write_bytes(facts)
        Path(self.path).write_bytes(evidence)
        for words in (
            ["check", beside],
            ["show", "osaka", "--sources", "--json", "--data", beside],
        ):
            if failure := self._run("evidence", words, evidence, Place()):
                return failure
        return None

    def _command_line(self, random: Random) -> Failure | None:
        words = fuzz_commands.command_line(random, self._files)
        Path(self.path).write_bytes(self._real[1][0])
        return self._run("command line", words, b"", fuzz_commands.place(random))

    def _file(
        self, kind: str, content: bytes, commands: Sequence[Sequence[str]], place: Place
    ) -> Failure | None:
        Path(self.path).write_bytes(content)
        for words in commands:
            data = [self.path] if words[0] in ("check", "convert") else ["--data", self.path]
            arguments = [words[0], *data, *words[1:]]
            if failure := self._run(kind, arguments, content, place):
                return failure
        return None

    def _run(self, kind: str, words: Sequence[str], content: bytes, place: Place) -> Failure | None:
        outcome = run(words, place)
        self.runs += 1
        self._latest = outcome.code
        self.counts[kind, f"exit {outcome.code}"] += 1
        return Failure(outcome.complaint, words, content) if outcome.complaint else None

    def least(self, failure: Failure) -> Failure:
        """Return the least file or command line that breaks the same."""

        def breaks(content: bytes, words: Sequence[str]) -> bool:
            Path(self.path).write_bytes(content or self._real[1][0])
            return _same(run(words).complaint, failure.complaint)

        words, content = list(failure.arguments), failure.content
        if content and breaks(content, words):
            lines = _cut(content.split(b"\n"), lambda few: breaks(b"\n".join(few), words))
            content = b"\n".join(lines)
            if len(content) < 2000:
                signs = _cut(list(content), lambda few: breaks(bytes(few), words))
                content = bytes(signs)
        if not content and breaks(content, words):
            words = _cut(words, lambda few: breaks(content, few))
        return Failure(failure.complaint, words, content)


def _same(complaint: str, other: str) -> bool:
    return bool(complaint) and _short(complaint) == _short(other)


def _short(complaint: str) -> str:
    return complaint.partition(": ")[0]


def _cut(items: list[Item], breaks: Callable[[list[Item]], bool]) -> list[Item]:
    """Leave out ever smaller parts as long as it still breaks."""
    size = len(items) // 2
    while size:
        start = 0
        while start < len(items):
            fewer = items[:start] + items[start + size :]
            if breaks(fewer):
                items = fewer
            else:
                start += size
        size //= 2
    return items


def _convert(random: Random) -> list[list[str]]:
    home = ["--home", random.choice(("Springfield, US", "Kiel, Germany", "[/x], FR"))]
    more = random.choice(([], ["--skip-bad"], ["--skip-bad", "--day-first"], ["--title", "[b]"]))
    return [["convert", *ON, *more, *random.choice((home, home, home, []))]]


def _answers(random: Random, *, everything: float) -> list[list[str]]:
    """Return every command in every format, or mostly some of them."""
    rows = [["list"], ["country"], ["anniversary", "--nth", "75"], ["upcoming", "--within", "9y"],
            ["show", "--sources", "a"], ["show", "osaka", "brest"],
            ["list", "--sort", "next"]]  # fmt: skip
    found = [[*words, *ON, "-f", format] for words in rows for format in FORMATS]
    found += [["calendar"], ["calendar", "--years", "3", *ON], ["site", *ON]]
    found += [["map", "-f", format] for format in ("text", "svg", "geojson")]
    found += [
        ["timeline", "--by", by, "-f", f] for by in ("year", "decade") for f in ("text", "svg")
    ]
    return found if random.random() < everything else random.sample(found, 5)


KINDS = (
    "damaged file", "changed document", "made-up document", "noise", "evidence", "command line",
    "command line", "command line", "spreadsheet", "completion",
)  # fmt: skip


def cases(seed: int, first: int = 0) -> Iterator[tuple[str, int, Random]]:
    """Yield kinds of cases in turn, with a source of chance for each that can be had again."""
    number = first
    while True:
        kind = KINDS[number % len(KINDS)]
        yield kind, number, Random(f"{seed} {number}")  # noqa: S311  # nothing secret
        number += 1


def main() -> int:
    """Try cases until the time or their number is up; 1 if one broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long, at most")
    parser.add_argument("--cases", type=int, help="how many, at most")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    signal.signal(signal.SIGALRM, _lose_patience)
    start, tried, failures = time.monotonic(), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder}
        fuzzer = Fuzzer(folder)
        for kind, number, random in cases(options.seed, options.first):
            if tried == options.cases or time.monotonic() - start > options.seconds:
                break
            tried += 1
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            failure = fuzzer.try_one(kind, random)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if failure is None:
                continue
            short = _short(failure.complaint)
            failures[short] += 1
            if failures[short] == 1:
                print(f"\ncase {number} of seed {options.seed}, {kind}:", flush=True)
                print(fuzzer.least(failure), flush=True)
    _report(fuzzer, tried, failures)
    return 1 if failures else 0


def _lose_patience(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"not done after {PATIENCE} seconds")


def _report(fuzzer: Fuzzer, tried: int, failures: Counter[str]) -> None:
    print(f"\n{tried:,} cases, {fuzzer.runs:,} runs of the program")
    for (kind, outcome), count in sorted(fuzzer.counts.items()):
        print(f"  {kind:27} {outcome:7} {count:8,}")
    print("nothing broke" if not failures else "broken:")
    for complaint, count in failures.most_common():
        print(f"  {count:6,} {complaint}")


if __name__ == "__main__":
    sys.exit(main())
