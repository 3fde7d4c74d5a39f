"""Measure jobs in rounds, so that what else the machine does meets all of them alike."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.figures import Spread, spread
from benchmarks.jobs import Job, JobError
from benchmarks.running import Sample

BASE_RUNS = 3  # of the baseline in each round: it is in every ratio

Runner = Callable[[Job], Sample]


class Measured(NamedTuple):
    """What the runs of one job cost."""

    job: Job
    seconds: Spread
    peak: Spread  # bytes


class Skipped(NamedTuple):
    """A job that could not be run, and why."""

    job: Job
    reason: str


def measure(
    jobs: Sequence[Job], base: Sequence[Job], repeat: int, run: Runner
) -> tuple[list[Measured], list[Skipped]]:
    """Run each job once untimed, then so many times in rounds of all, each in another order.

    The baselines run several times a round and come first in the result. A job that may lack
    and does is left out; any other that fails raises :class:`JobError`.
    """
    ready, skipped = _warm_up([*base, *jobs], run)
    samples: dict[str, list[Sample]] = {job.name: [] for job in ready}
    for number in range(repeat):
        _tell(f"round {number + 1} of {repeat}")
        for job in in_round(ready, base, number):
            samples[job.name].append(run(job))
    _tell("")
    return [_measured(job, samples[job.name]) for job in ready], skipped


def in_round(ready: Sequence[Job], base: Sequence[Job], number: int) -> list[Job]:
    """Return the jobs of a round, in the order of that round."""
    order = [*ready, *(job for job in base for _ in range(BASE_RUNS - 1))]
    Random(number).shuffle(order)  # noqa: S311  # an order is no secret
    return order


def _warm_up(jobs: Sequence[Job], run: Runner) -> tuple[list[Job], list[Skipped]]:
    """Run each job once: it works, its bytecode is written, its files are in memory."""
    ready, skipped = [], []
    for job in jobs:
        try:
            run(job)
        except JobError:
            if not job.may_lack:
                raise
            skipped.append(Skipped(job, job.may_lack))
        else:
            ready.append(job)
    return ready, skipped


def _measured(job: Job, samples: Sequence[Sample]) -> Measured:
    seconds = spread([sample.seconds for sample in samples])
    return Measured(job, seconds, spread([sample.peak for sample in samples]))


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()
