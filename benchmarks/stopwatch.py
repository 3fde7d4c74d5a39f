"""Run a command, and say how long it took and how much memory it had at its peak.

A process of its own, run as a script without site-packages: what the system gives as the peak
of a process is at least that of the process that started it, so the starter has to be small.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter


def main(report: int, command: list[str]) -> None:
    """Run a command and write seconds, peak and exit code to a file descriptor."""
    os.set_inheritable(report, False)  # noqa: FBT003  # takes no keyword
    start = perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    os.write(report, f"{seconds} {usage.ru_maxrss} {code}".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
