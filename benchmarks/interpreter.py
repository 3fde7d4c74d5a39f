"""Find the interpreter and the program of an environment, and refuse what is not the real one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from typing import NamedTuple, TypedDict

PROGRAM = "sistercities"
PACKAGES = (PROGRAM, "typer", "rich", "tomli")
PROBE = f"""
import json, platform, sys, sysconfig
from importlib.metadata import PackageNotFoundError, version
packages = {{}}
for name in {PACKAGES}:
    try:
        packages[name] = version(name)
    except PackageNotFoundError:
        pass
json.dump({{
    "executable": sys.executable,
    "scripts": sysconfig.get_path("scripts"),
    "version": platform.python_implementation() + " " + platform.python_version(),
    "packages": packages,
}}, sys.stdout)
"""


class InterpreterError(Exception):
    """What should be measured against is not the interpreter of an environment."""


class Interpreter(NamedTuple):
    """The interpreter of an environment with the program in it."""

    python: str
    scripts: str  # the folder of its console scripts
    version: str
    packages: Mapping[str, str]  # name to version

    def script(self, name: str) -> str:
        """Return where a console script of the environment is."""
        return os.path.join(self.scripts, name)


class _Facts(TypedDict):
    """What an interpreter says of itself."""

    executable: str
    scripts: str
    version: str
    packages: dict[str, str]


def find(python: str) -> Interpreter:
    """Return the interpreter at a path with what it says of itself.

    Raises :class:`InterpreterError` where it is a shim, or the program is not installed.
    """
    path = os.path.abspath(python)  # not followed: a link leads out of its environment
    _refuse(shim_problem(path, _head(path)))
    facts = _ask(path)
    _refuse(another_problem(path, facts["executable"]))
    found = Interpreter(path, facts["scripts"], facts["version"], facts["packages"])
    script = found.script(PROGRAM)
    _refuse(script_problem(script, _head(script), path))
    return found


def _refuse(problem: str | None) -> None:
    if problem:
        raise InterpreterError(problem)


def shim_problem(path: str, head: bytes) -> str | None:
    """Say why a file is no interpreter but something that starts one; None if it is one.

    >>> shim_problem("/home/ann/.pyenv/shims/python", b"\\x7fELF")
    '/home/ann/.pyenv/shims/python is a shim of a version manager. Use bin/python of a virtual ...
    """
    if is_shim(path):
        return f"{path} is a shim of a version manager. {_ADVICE}"
    if head.startswith(b"#!"):
        return f"{path} is a script that starts an interpreter. {_ADVICE}"
    return None


def is_shim(path: str) -> bool:
    """Say whether a path leads through the folder of a version manager's shims."""
    return "shims" in path.replace("\\", "/").split("/")


def another_problem(path: str, executable: str) -> str | None:
    """Say that a file starts an interpreter that lives elsewhere; None if it is the one."""
    if os.path.realpath(path) == os.path.realpath(executable):
        return None
    return f"{path} only starts {executable}. {_ADVICE}"


def script_problem(path: str, head: bytes, python: str) -> str | None:
    """Say why a console script does not run by an interpreter; None if it does."""
    if not head:
        return f"{path} is not there: install the program with {python} -m pip install ."
    first_lines = head.split(b"\n")[:2]  # where the path is long, the second has it
    own = os.fsencode(os.path.join(os.path.dirname(python), "python"))
    if not any(own in line for line in first_lines):
        return f"{path} does not run by {python}: install the program again"
    return None


_ADVICE = "Use bin/python of a virtual environment: what starts it would be measured too."


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(1024)
    except OSError:
        return b""


def _ask(path: str) -> _Facts:
    try:
        done = subprocess.run([path, "-c", PROBE], capture_output=True, check=True)
        facts: _Facts = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise InterpreterError(f"{path} is no Python interpreter. {_ADVICE}") from None
    return facts
