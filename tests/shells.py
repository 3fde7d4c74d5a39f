"""Interactive shells: type a command line, press TAB and read the completed line."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

import pytest

SCRIPT = "_SISTERCITIES_COMPLETE=source_{} sistercities"
TAB, REPORT, CLEAR = "\t", "\x14", "\x15"  # ^T and ^U
TIMEOUT = 20  # seconds

# ^T writes the current line to a pipe.
SETUP = {
    "bash": """
        eval "$({script})"; bind 'set bell-style none'
        report() {{ printf '%s\\n' "$READLINE_LINE" > "$REPORTS"; }}; bind -x '"\\C-t": report'
    """,
    "zsh": """
        autoload -Uz compinit; compinit -u -D; unsetopt beep; eval "$({script})"
        report() {{ print -r -- "$BUFFER" > "$REPORTS" }}; zle -N report; bindkey '^T' report
    """,
}
START = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a shell with the installed program on its path."""
    return {
        **os.environ,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        **more,
    }


class Shell(AbstractContextManager["Shell"]):
    """An interactive shell with the completion of the program, in a pseudo-terminal."""

    def __init__(self, name: str, home: Path) -> None:
        pytest.importorskip("termios", reason="needs a POSIX terminal")
        import pty

        program = shutil.which(name)
        assert program is not None
        reports = home / "reports"
        os.mkfifo(reports)
        # Also open for writing, so that it stays open when the shell closes it.
        self._reports = os.open(reports, os.O_RDWR)
        self._terminal, child = pty.openpty()
        self._process = subprocess.Popen(
            [program, *START[name]],
            stdin=child,
            stdout=child,
            stderr=child,
            env=environment(home, REPORTS=str(reports)),
            cwd=home,
            start_new_session=True,
        )
        os.close(child)
        setup = SETUP[name].format(script=SCRIPT.format(name))
        (home / "setup").write_text(setup, "utf-8")
        self._type(". ./setup; echo ready > $REPORTS\n")
        assert self._report() == "ready"

    def complete(self, line: str) -> str:
        """Type arguments of the program, press TAB, and return the completed ones."""
        self._type(f"sistercities {line}{TAB}{REPORT}")
        line = self._report()
        self._type(CLEAR)
        return line.removeprefix("sistercities ")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the shell."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)
        os.close(self._reports)

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _report(self) -> str:
        """Wait for a line in the pipe, and drain the output of the terminal."""
        end = time.monotonic() + TIMEOUT
        report, output = b"", b""
        while not report.endswith(b"\n"):
            ready, _, _ = select.select([self._reports, self._terminal], [], [], 1)
            if self._terminal in ready:
                output += os.read(self._terminal, 65536)
            if self._reports in ready:
                report += os.read(self._reports, 65536)
            assert time.monotonic() < end, output.decode(errors="replace")
        return report.decode().removesuffix("\n")


def fish_completions(lines: Sequence[str], home: Path) -> dict[str, list[str]]:
    """Return the completions of fish for several lines, without descriptions."""
    code = f"{SCRIPT.format('fish')} | source; for l in $argv; complete -C $l; echo END; end"
    fish = shutil.which("fish")
    assert fish is not None
    done = subprocess.run(
        [fish, "--no-config", "-c", f"env {code}", *(f"sistercities {line}" for line in lines)],
        capture_output=True,
        check=True,
        env=environment(home),
        cwd=home,
    )
    assert done.stderr == b""
    parts = done.stdout.decode().split("END\n")[:-1]
    return {
        line: [one.partition("\t")[0] for one in part.splitlines()]
        for line, part in zip(lines, parts, strict=True)
    }
