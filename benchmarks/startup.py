"""Measure how long each job takes from start to end, and write the table of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import markdown, peers, program
from benchmarks.interpreter import Interpreter
from benchmarks.jobs import Job, JobError, chosen
from benchmarks.rounds import Measured, Skipped, measure
from benchmarks.running import run

REPEAT = 40
DATA = Path(__file__).parent.parent / "data" / "cities.toml"
HEADER = ("median", "× `python -c pass`", "quartiles", "at most", "met")


def report(found: Interpreter, folder: Path, *, repeat: int | None, only: Sequence[str]) -> str:
    """Measure the jobs and return the tables; a folder takes what the jobs need."""
    own, others = program.rows(found), peers.rows(found, folder, DATA)
    jobs = chosen([*own, *others], only)
    if not jobs:
        names = "; ".join(job.name for job in (*own, *others))
        raise JobError(f"no row has {' or '.join(only)} in its name. There are: {names}")
    rounds = repeat or REPEAT
    measured, skipped = measure(
        jobs, [program.baseline(found)], rounds, partial(run, python=found.python)
    )
    return "".join(_parts(measured, skipped, rounds, own))


def _parts(
    measured: Sequence[Measured], skipped: Sequence[Skipped], rounds: int, own: Sequence[Job]
) -> Iterator[str]:
    base, *rows = measured
    names = {job.name for job in own}
    yield f"{markdown.rounds(rounds)}. {base.job.name}: {markdown.seconds(base.seconds.median)}.\n"
    mine = [row_cells(row, base) for row in rows if row.job.name in names]
    others = [row_cells(row, base)[:-2] for row in rows if row.job.name not in names]
    if mine:
        yield "\n" + markdown.table(("This program", *HEADER), mine)
    if others:
        yield "\n" + markdown.table(("Beside it", *HEADER[:-2]), others)
    for one in skipped:
        yield f"\nLeft out: {one.job.name} ({one.reason}).\n"


def row_cells(row: Measured, base: Measured) -> tuple[str, ...]:
    """Return the cells of a row of the table."""
    multiple = row.seconds.over(base.seconds.median)
    return (
        row.job.name,
        markdown.seconds(row.seconds.median),
        markdown.ratio(multiple.median),
        markdown.quartiles(multiple),
        *markdown.verdict(multiple.median, row.job.limit),
    )
