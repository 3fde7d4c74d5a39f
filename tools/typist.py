"""Type into a real bash in a terminal, sign by sign, and read what the terminal receives.

Bash marks where a prompt begins and ends, and how a command ended, by OSC 133, as many terminals
want it: https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md.
So nothing has to be waited for by the clock.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from asciicast import CLEARED
from shells import PATIENCE, SCRIPT, START, environment

PROMPT = "$ "
ENTER, REDRAW = "\r", "\x0c"  # ^L

SETUP = rf"""
eval "$({SCRIPT.format("bash")})"
PROMPT_COMMAND='printf "\e]133;D;%s\a" "$?"'
PS1='\[\e]133;A\a\]{PROMPT}\[\e]133;B\a\]'
"""
# What readline would add to the signs, depending on its version and on the terminal.
INPUTRC = """
set bell-style none
set enable-bracketed-paste off
set enable-meta-key off
"""
ENDED = "\x1b]133;B\x07"
MARK = re.compile(r"\x1b\]133;\w(?:;(?P<code>\d+))?\x07")
# Descriptions of terminals clear the screen in several ways, some with all that was above it.
CLEAR = re.compile(r"\x1b\[H(\x1b\[\d?J)+")


class Answer(NamedTuple):
    """What the terminal received after ENTER, with the next prompt, and how the command ended."""

    text: str
    code: int


class Typist(AbstractContextManager["Typist"]):
    """Somebody who types into bash, with the completion of the program."""

    def __init__(
        self, home: Path, *, columns: int, rows: int, variables: Mapping[str, str | None]
    ) -> None:
        """Start bash; a variable that is None is unset."""
        bash = shutil.which("bash")
        if bash is None:
            raise SystemExit("There is no bash to type into.")
        (home / "setup").write_text(SETUP, "utf-8")
        (home / "inputrc").write_text(INPUTRC, "utf-8")
        known = environment(home, INPUTRC=str(home / "inputrc"))
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._bash = subprocess.Popen(
            [bash, *START["bash"]],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={
                name: value for name, value in {**known, **variables}.items() if value is not None
            },
            cwd=home,
            start_new_session=True,
        )
        os.close(theirs)
        self._send(f". ./setup{ENTER}")
        self._read(lambda shown: shown.endswith(ENDED))

    def press(self, sign: str, shown: str) -> None:
        """Press a key, and wait until the terminal has received just what it should show."""

        def is_shown(received: str) -> bool:
            if not shown.startswith(received):
                raise SystemExit(f"{sign!r} should bring {shown!r}, and brings {received!r}.")
            return received == shown

        self._send(sign)
        self._read(is_shown)

    def enter(self) -> Answer:
        """Run what was typed, and wait until it has ended."""
        self._send(ENTER)
        received = self._read(lambda shown: shown.endswith(ENDED))
        [code] = [int(mark["code"]) for mark in MARK.finditer(received) if mark["code"]]
        return Answer(MARK.sub("", received).removeprefix("\r\n"), code)

    def clear(self) -> str:
        """Clear the screen, and return what the terminal received."""
        self._send(REDRAW)
        received = self._read(lambda shown: shown.endswith(ENDED))
        return CLEAR.sub(lambda _: CLEARED, MARK.sub("", received))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End bash."""
        self._bash.kill()
        self._bash.wait()
        os.close(self._terminal)

    def _send(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _read(self, is_all: Callable[[str], bool]) -> str:
        """Read until it is all, or nothing comes any more."""
        received = b""
        # The last sign may have come in part.
        while not is_all(text := received.decode(errors="ignore")):
            found, _, _ = select.select([self._terminal], [], [], PATIENCE)
            if not found:
                raise SystemExit(f"Bash has stopped at {text!r}.")
            received += os.read(self._terminal, 65536)
        return text
