"""A call of each command that has something to say, of made-up facts and for a fixed day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache

from conftest import ROOT, SAMPLE

PROGRAM = (sys.executable, "-m", "sistercities_cli")
DATA = ("--data", str(SAMPLE))
ON = ("--on", "2026-11-21")
TABLE = str(ROOT / "docs" / "example" / "ourtown.csv")
CALLS: Mapping[str, tuple[str, ...]] = {
    "list": ("list", *DATA, *ON),
    "show": ("show", "brest", "--sources", *DATA, *ON),
    "country": ("country", *DATA),
    "anniversary": ("anniversary", *DATA, *ON),
    "upcoming": ("upcoming", *DATA, *ON),
    "calendar": ("calendar", *DATA),
    "map": ("map", *DATA),
    "timeline": ("timeline", *DATA),
    "site": ("site", *DATA, *ON),
    "sources": ("sources", *DATA),
    "check": ("check", str(SAMPLE)),
    "convert": ("convert", TABLE, "--home", "Springfield, US", *ON),
    "schema": ("schema",),
}


@cache
def plainly(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with nothing in its way, once for all that compare with it."""
    return start(arguments, **environment)


def start(
    arguments: Sequence[str], *, through: str = 'exec "$@"', **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program by way of a shell, which may change what is open to it."""
    return subprocess.run(
        ["/bin/sh", "-c", through, "sh", *PROGRAM, *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
