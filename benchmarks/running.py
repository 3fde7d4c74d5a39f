"""Run a job once, in a pipe or on a terminal, and take its time and memory."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.jobs import Job, JobError

STOPWATCH = Path(__file__).with_name("stopwatch.py")
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
KEPT = ("HOME", "PATH", "PYTHONPATH", "TMPDIR")  # all else in the environment could change a job
FIXED = {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
CHUNK = 1 << 20


class Sample(NamedTuple):
    """What one run cost."""

    seconds: float
    peak: int  # bytes of memory


def environment() -> dict[str, str]:
    """Return the environment in which all jobs run."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | FIXED


def run(job: Job, python: str) -> Sample:
    """Run a job once; raises :class:`JobError` where it does something else than it should."""
    ours, theirs = _terminal(job.columns) if job.columns else os.pipe()
    report, write_report = os.pipe()
    watch = [python, "-I", "-S", str(STOPWATCH), str(write_report)]
    with subprocess.Popen(
        [*watch, *job.command],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**environment(), **job.variables},
        pass_fds=[write_report],
    ):
        os.close(theirs)
        os.close(write_report)
        output = b"".join(_all(ours))
        told = b"".join(_all(report)).split()
    if not told:  # the stopwatch could not start it
        raise JobError(f"{job.name}: {_last_line(output)}")
    seconds, peak, code = float(told[0]), int(told[1]) * UNIT, int(told[2])
    if code != job.code:
        raise JobError(f"{job.name}: exit code {code}, not {job.code}: {_last_line(output)}")
    if job.expects.encode() not in output:
        raise JobError(f"{job.name}: no {job.expects!r} in the output: {_last_line(output)}")
    return Sample(seconds, peak)


def _terminal(columns: int) -> tuple[int, int]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    return ours, theirs


def _all(descriptor: int) -> Iterator[bytes]:
    """Read until the other end is closed, and close this one."""
    try:
        while chunk := os.read(descriptor, CHUNK):
            yield chunk
    except OSError as error:
        if error.errno != errno.EIO:  # how Linux says that a terminal's other end is closed
            raise
    finally:
        os.close(descriptor)


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "nothing was said")
