"""Interactive shells: type a command line, press TAB and read the completed line."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

import pytest
import tomli_w
from documents import sample

SHELLS = ("bash", "zsh", "fish", "powershell")
CITIES = "cities.toml"  # a data file
MARKS = ("", "'", '"')  # quotation marks before an incomplete word

# Each begins with its own number and an x.
HOSTILE_NAMES = [
    f"{number}x{name}"
    for number, name in enumerate(
        [
            "\\$(touch pwned) \\`touch pwned` \\",
            "'; touch pwned; '$(touch pwned)",
            (
                '"; touch pwned; "`touch pwned` !! !touch * ? [a] {a,b} ~ @(a) # ^a^b'
                " $'\\x60touch pwned\\x60'"
            ),
            (
                "Xi'an  & <(touch pwned) | =(touch pwned) > pwned a:::b c=d"
                "＄（touch pwned）； ⑴ ‘; touch pwned; ’ “$(touch pwned)”:"
            ),
        ],
        start=10,
    )
]

SCRIPT = "_SISTERCITIES_COMPLETE=source_{} sistercities"
TAB, REPORT, CLEAR = "\t", "\x14", "\x15"  # ^T and ^U
TIMEOUT = 20  # seconds

# ^T writes the current line to a pipe. The program that is run by ENTER writes its arguments there;
# completion does not use functions.
SETUP = {
    "bash": """
        eval "$({script})"; bind 'set bell-style none'
        report() {{ printf '%s\\n' "$READLINE_LINE" > "$REPORTS"; }}; bind -x '"\\C-t": report'
        sistercities() {{ printf '%s\\x1f' "$@" > "$REPORTS"; echo > "$REPORTS"; }}
    """,
    "zsh": """
        autoload -Uz compinit; compinit -u -D; unsetopt beep; eval "$({script})"
        report() {{ print -r -- "$BUFFER" > "$REPORTS" }}; zle -N report; bindkey '^T' report
        sistercities() {{ printf '%s\\x1f' "$@" > "$REPORTS"; echo > "$REPORTS" }}
    """,
    "fish": """
        set -g fish_autosuggestion_enabled 0; {script} | source
        bind \\ct 'commandline > $REPORTS'; bind \\cu 'commandline ""'
        function sistercities; printf '%s\\x1f' $argv > $REPORTS; echo > $REPORTS; end
    """,
}
START = {
    "bash": ("--norc", "--noprofile", "-i"),
    "zsh": ("-f", "-i"),
    "fish": ("--no-config", "-i"),
}


def write_cities(folder: Path, names: Sequence[str] = HOSTILE_NAMES) -> Path:
    """Write a data file with a city for each of the names."""
    document = sample()
    for number, name in enumerate(names):
        document["cities"][f"c{number}"] = {"name": name, "country": "FR"}
    path = folder / CITIES
    path.write_bytes(tomli_w.dumps(document).encode())
    return path


def read_reply(shell: str, reply: str, mark: str = "") -> list[str]:
    """Parse the values in a reply as the shell does, after an open quotation mark.

    Asserts that the shell would execute or expand nothing in it.
    """
    lines = reply.removesuffix("\n").split("\n")
    if shell == "bash":
        return [_read_bash(line, mark) for line in lines]
    if shell == "zsh":
        words = reply.removesuffix("\n").removeprefix("compadd -- ").split(" ")
        return [_read_zsh(word) for word in words]
    if shell == "fish":
        return [line.partition("\t")[0] for line in lines]
    return [_read_powershell(line.split(":::")[0]) for line in lines]


def _read_bash(text: str, mark: str) -> str:
    value, characters = "", iter(text)
    for character in characters:
        if character == "\\" and not mark:
            value += next(characters)
        elif mark and character == mark:
            mark = ""
        elif not mark and character in MARKS:
            mark = character
        else:
            # Patterns are expanded in the reply, before quotation marks have a meaning.
            assert character not in '$`"\\!*?[](){}', text
            assert mark or character.isalnum() or character in "_./-", text
            value += character
    return value


def _read_zsh(word: str) -> str:
    assert re.fullmatch(r"\$'([a-zA-Z0-9]|\\x[0-9a-f]{2})*'", word), word
    encoded = re.sub(r"\\x(..)", lambda match: chr(int(match[1], 16)), word[2:-1])
    return encoded.encode("latin-1").decode(errors="replace")


def _read_powershell(text: str) -> str:
    # Inert even in a console encoding in which UTF-8 letters contain quotation marks.
    assert re.fullmatch(r"(`[^\w./-]|[\w./-])*('')?", text), text
    return re.sub("`(.)", r"\1", text.removesuffix("''"))


class Shell(AbstractContextManager["Shell"]):
    """An interactive shell with the completion of the program, in a pseudo-terminal.

    The installed program comes first in its search path.
    """

    def __init__(self, name: str, home: Path, **more: str) -> None:
        pytest.importorskip("termios", reason="needs a POSIX terminal")
        import pty

        if (name, sys.platform) == ("bash", "darwin"):
            pytest.skip("bash 3, which comes with macOS, does not report its command line")
        program = shutil.which(name)
        if program is None:
            pytest.skip(f"{name} is not installed")
        self.home = home
        reports = home / "reports"
        os.mkfifo(reports)
        # Also open for writing, so that it stays open when the shell closes it.
        self._reports = os.open(reports, os.O_RDWR)
        self._terminal, self._child = pty.openpty()
        # fish needs a controlling terminal, which is the first that the leader of a session opens.
        through = 'exec "$@" <>"$0" >&0 2>&0'
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", through, os.ttyname(self._child), program, *START[name]],
            env={
                **os.environ,
                "HOME": str(home),
                "LC_ALL": "C.UTF-8",
                "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
                "REPORTS": str(reports),
                "TERM": "dumb",
                **more,
            },
            cwd=home,
            start_new_session=True,
        )
        script = SCRIPT.format(name)
        setup = SETUP[name].format(script=f"env {script}")
        (home / "setup").write_text(setup, "utf-8")
        self._type(". ./setup; echo ready > $REPORTS\n")
        assert self._report() == "ready"

    def complete(self, line: str) -> str:
        """Type arguments of the program, press TAB, and return the completed ones."""
        self._type(f"sistercities {line}{TAB}{REPORT}")
        line = self._report()
        self._type(CLEAR)
        return line.removeprefix("sistercities ")

    def run(self, line: str) -> list[str]:
        """Type arguments of the program, press TAB and ENTER, and return those it receives."""
        self._type(f"sistercities {line}{TAB}\n")
        return self._report().split("\x1f")[:-1]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the shell."""
        self._process.kill()
        self._process.wait()
        for file in (self._terminal, self._child, self._reports):
            os.close(file)

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
