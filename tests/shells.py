"""Real shells for the tests: type into them, press TAB and read what the line has become."""

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
PATIENCE = 20  # seconds; a shell that says nothing for so long never will

# Each makes ^T write the line as it is by then to a pipe.
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
    """Return the variables of a shell that finds the program of this Python's environment."""
    return {
        **os.environ,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        **more,
    }


class Shell(AbstractContextManager["Shell"]):
    """An interactive shell with the completion of the program, in a terminal of its own."""

    def __init__(self, name: str, home: Path) -> None:
        pytest.importorskip("termios", reason="needs a POSIX terminal")
        import pty

        program = shutil.which(name)
        assert program is not None
        reports = home / "reports"
        os.mkfifo(reports)
        # Open for writing as well, so that it has no end when the shell closes it.
        self._reports = os.open(reports, os.O_RDWR)
        self._terminal, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [program, *START[name]],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(home, REPORTS=str(reports)),
            cwd=home,
            start_new_session=True,
        )
        os.close(theirs)
        setup = SETUP[name].format(script=SCRIPT.format(name))
        (home / "setup").write_text(setup, "utf-8")
        self._type(". ./setup; echo ready > $REPORTS\n")
        assert self._report() == "ready"

    def complete(self, line: str) -> str:
        """Type the arguments of the program, press TAB, and return what they have become."""
        self._type(f"sistercities {line}{TAB}{REPORT}")
        shown = self._report()
        self._type(CLEAR)
        return shown.removeprefix("sistercities ")

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
        """Wait for a line in the pipe, and look away from what the terminal shows."""
        end = time.monotonic() + PATIENCE
        said, shown = b"", b""
        while not said.endswith(b"\n"):
            found, _, _ = select.select([self._reports, self._terminal], [], [], 1)
            if self._terminal in found:
                shown += os.read(self._terminal, 65536)
            if self._reports in found:
                said += os.read(self._reports, 65536)
            assert time.monotonic() < end, shown.decode(errors="replace")
        return said.decode().removesuffix("\n")


def fish_completions(lines: Sequence[str], home: Path) -> dict[str, list[str]]:
    """Return what fish offers for each of several lines, without the explanations."""
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
