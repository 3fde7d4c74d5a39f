"""Measure how time and memory grow with the data, and write the tables of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import generator, markdown, peers
from benchmarks.growthtable import Row, table
from benchmarks.interpreter import PROGRAM, Interpreter
from benchmarks.jobs import Job, JobError, chosen
from benchmarks.rounds import Measured, measure
from benchmarks.running import run

REPEAT = 5  # the largest size takes several seconds a run
SIZES = (50, 1_000, 10_000, 100_000)
LIST = "`list --json`"
LIMITS = {LIST: 1.6}  # times the bare parse, at the largest of SIZES
PARSE = "tomli: parse the file"
LOAD = "import datetime as dt, sys, sistercities_cli as s; d = s.load(sys.argv[1]);"
ONE = "one = d.of(d.find(sys.argv[2]))[0]; print(one.anniversary(dt.date(2026, 11, 21)).on)"
ALL = "print(len(list(d.select())))"


class Sized(NamedTuple):
    """A job on data of a size."""

    label: str
    size: int
    job: Job


def report(
    found: Interpreter,
    folder: Path,
    *,
    repeat: int | None,
    only: Sequence[str],
    sizes: Sequence[int] = SIZES,
) -> str:
    """Measure the jobs on data of each size and return the tables; a folder takes the data."""
    files = {size: write(folder / f"{size}.toml", size) for size in sizes}
    sized = [one for size, file in files.items() for one in _jobs(found, size, file)]
    parses = [one.job for one in sized if one.label == PARSE]
    jobs = chosen([one.job for one in sized if one.label != PARSE], only)
    if not jobs:
        names = "; ".join(dict.fromkeys(one.label for one in sized if one.label != PARSE))
        raise JobError(f"no row has {' or '.join(only)} in its name. There are: {names}")
    rounds = repeat or REPEAT
    measured, _ = measure([*parses, *jobs], (), rounds, partial(run, python=found.python))
    lengths = ", ".join(markdown.size(file.stat().st_size) for file in files.values())
    start = f"{markdown.rounds(rounds)}. Sizes of the files: {lengths}.\n"
    return start + tables(sized, measured, sizes)


def tables(sized: Sequence[Sized], measured: Sequence[Measured], sizes: Sequence[int]) -> str:
    """Return the tables of time and of peak memory."""
    by_name = {one.job.name: one for one in measured}
    done = [(one.label, by_name[one.job.name]) for one in sized if one.job.name in by_name]
    labels = dict.fromkeys(label for label, _ in done)
    limits = LIMITS if sizes[-1] == SIZES[-1] else {}
    times = [Row(label, [one.seconds for own, one in done if own == label]) for label in labels]
    peaks = [Row(label, [one.peak for own, one in done if own == label]) for label in labels]
    time = table("Time", times, sizes, limits, markdown.seconds)
    return f"\n{time}\n{table('Peak memory', peaks, sizes, limits, markdown.size)}"


def write(file: Path, size: int) -> Path:
    """Write made-up data of a size to a file."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(generator.directory(size))
    return file


def _jobs(found: Interpreter, size: int, file: Path) -> Iterator[Sized]:
    script, python = found.script(PROGRAM), found.python
    name = generator.city_name(size // 2)
    options = ("--data", str(file), "--on", generator.DAY)
    commands = {
        LIST: ((script, "list", "--json", *options), '"city-0-city-'),
        "`list -f tsv`": ((script, "list", "-f", "tsv", *options), "city-0-city-"),
        "`show NAME`": ((script, "show", name, *options), name),
        "`upcoming`": ((script, "upcoming", *options), "\n"),
        "Python: load, one anniversary": (
            (python, "-c", LOAD + ONE, str(file), name),
            generator.DAY,
        ),
        "Python: load, list of all": ((python, "-c", LOAD + ALL, str(file)), str(size)),
    }
    parse = peers.parse(f"{PARSE}, {size:,}", found, file)
    yield Sized(PARSE, size, parse)
    for label, (command, expects) in commands.items():
        yield Sized(label, size, Job(f"{label}, {size:,}", command, expects))
