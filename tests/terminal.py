"""Run commands in a pseudo-terminal."""

from __future__ import annotations

import errno
import os
import struct
import subprocess
import sysconfig
from collections.abc import Mapping

import pytest
from clock import frozen_clock_environment


def run_in_terminal(
    command: str, *, width: int = 80, environment: Mapping[str, str] | None = None
) -> str:
    """Run a shell command in a terminal of some width and return its output.

    The scripts of this Python's environment come first in the search path. The terminal is a
    dumb one, without colours, unless the environment sets TERM.
    """
    pytest.importorskip("termios", reason="needs a POSIX terminal")
    import fcntl
    import pty
    import termios

    scripts = sysconfig.get_path("scripts")
    variables = {
        **frozen_clock_environment(),
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        "PYTHONUTF8": "1",
        **(environment or {}),
    }
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 500, width, 0, 0))
    with subprocess.Popen(
        ["/bin/bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=writer,
        env=variables,
    ) as process:
        os.close(writer)
        shown = b"".join(iter(lambda: _read(reader), b""))
        process.wait()
    os.close(reader)
    return shown.decode("utf-8").replace("\r\n", "\n")


def show_commands(block: str) -> str:
    """Run the commands of a console block, the lines that begin with `$`, and show their output."""
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command = line.removeprefix("$ ").rstrip()
            output = run_in_terminal(command).splitlines()
            shown += [f"$ {command}", *(text.rstrip() for text in output)]
    return "\n".join(shown).rstrip() + "\n"


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError as error:
        if error.errno == errno.EIO:  # on Linux: the other end is closed
            return b""
        raise
