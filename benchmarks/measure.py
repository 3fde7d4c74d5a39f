"""Run commands, measure their time and memory, and compute ratios and exponents."""

from __future__ import annotations

import fcntl
import math
import os
import pty
import struct
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

ENVIRONMENT = {"HOME": str(Path.home()), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


class Job(NamedTuple):
    """A command to measure, and the output and exit code that it must have."""

    name: str
    command: tuple[str | Path, ...]
    expects: str = ""
    code: int = 0
    columns: int = 0  # of the terminal it runs on; 0 for a pipe
    variables: Mapping[str, str] = {}


class Sample(NamedTuple):
    """The time and the peak memory of a run, in seconds and bytes."""

    seconds: float
    peak: float


def run(job: Job) -> Sample:
    """Run a job once; exit where its output or exit code is wrong."""
    ours, theirs = pty.openpty() if job.columns else os.pipe()
    if job.columns:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, job.columns, 0, 0))
    redirections = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, theirs, 1),
        (os.POSIX_SPAWN_DUP2, theirs, 2),
    ]
    variables = {**ENVIRONMENT, **job.variables}
    start = perf_counter()
    process = os.posix_spawn(job.command[0], job.command, variables, file_actions=redirections)
    os.close(theirs)
    chunks: list[bytes] = []
    with suppress(OSError):  # how Linux reports the end of a terminal
        while chunk := os.read(ours, 1 << 20):
            chunks.append(chunk)
    _, status, usage = os.wait4(process, 0)
    seconds = perf_counter() - start
    os.close(ours)
    code, output = os.waitstatus_to_exitcode(status), b"".join(chunks).decode(errors="replace")
    if code != job.code or job.expects not in output:
        raise SystemExit(f"{job.name}: exit code {code}, {job.expects!r} not in {output[-500:]}")
    return Sample(seconds, usage.ru_maxrss * RSS_UNIT)


def measure(
    jobs: Sequence[Job], rounds: int, run: Callable[[Job], Sample] = run
) -> dict[str, Sample]:
    """Run jobs in rounds, shuffled each time, and return their medians.

    Shuffling spreads background load evenly. The first run of each job is not counted: it checks
    the output, compiles modules and warms the file cache.
    """
    samples: dict[str, list[Sample]] = {job.name: [] for job in jobs}
    for number in range(rounds + 1):
        for job in Random(number).sample(jobs, len(jobs)):  # noqa: S311  # not for security
            samples[job.name].append(run(job))
    return {name: Sample(*map(median, zip(*all[1:], strict=True))) for name, all in samples.items()}


def time_ratio(own: Sample, base: Sample) -> float:
    """Return the ratio of two times."""
    return own.seconds / base.seconds


def memory_ratio(own: Sample, base: Sample) -> float:
    """Return the ratio of two memory peaks; neither is less than this process's own."""
    return own.peak / base.peak


def exponent(sizes: Sequence[int], *samples: Sample) -> float:
    """Return the growth exponent between the two larger of three sizes; 1 is linear.

    The smallest size and its time are subtracted, so that start-up does not count.
    """
    (larger, size), (longer, time) = (
        [value - values[-1] for value in values[:-1]]
        for values in (sizes, [sample.seconds for sample in samples])
    )
    return math.log(longer / time) / math.log(larger / size) if min(longer, time) > 0 else math.nan
