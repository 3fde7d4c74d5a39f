"""What a job is: a command to measure and what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Job(NamedTuple):
    """A command to measure."""

    name: str  # in the table, in Markdown
    command: tuple[str, ...]  # the first is a path
    expects: str = ""  # the output has to contain it: what failed is not measured
    code: int = 0  # the exit code to expect
    columns: int | None = None  # of the terminal it runs on; None for a pipe
    variables: Mapping[str, str] = {}  # to add to the environment
    limit: float | None = None  # that many times the baseline at most
    may_lack: str = ""  # why it may be missing; without a reason it may not


class JobError(Exception):
    """A command did something else than it should."""


def chosen(jobs: Sequence[Job], parts: Sequence[str]) -> list[Job]:
    """Return the jobs that have one of the parts in their names; all if none is given.

    >>> [job.name for job in chosen([Job("`list`", ()), Job("`-h`", ())], ["LIST"])]
    ['`list`']
    """
    wanted = [part.casefold() for part in parts]
    return [
        job
        for job in jobs
        if not wanted or any(part in job.name.replace("`", "").casefold() for part in wanted)
    ]
