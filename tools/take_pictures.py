"""Take the pictures of the documentation, of the real program in a real terminal.

Run it by `make pictures`. A test takes those of the terminal again, and fails where a picture is
not what the program shows. Where the day makes a difference, they are taken as on one day, which
stands in the bar of the window. The local time of a city is not of that day: it is what it was when
the picture was taken, and alone is no reason to take another.

A page looks a little different on every machine, so what it was photographed from is kept as a
digest, and it is photographed again when that is another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser import CHROMIUM, chromium
from page_picture import View, photograph, smaller
from terminal import run_in_terminal
from terminal_cells import LOOKS
from terminal_picture import picture

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
MADE_FROM = PICTURES / "made-from.json"
DAY = dt.date(2026, 11, 21)


class Shot(NamedTuple):
    """A command, how wide the terminal is, and whether the day makes a difference."""

    command: str
    columns: int
    dated: bool = False


SHOTS = {
    "list": Shot("sistercities list --of chicago --founded 1990..1999", 80, dated=True),
    "show": Shot("sistercities show osaka", 80, dated=True),
    "map": Shot("sistercities map --of chicago", 104),
    "timeline": Shot("sistercities timeline --of chicago --by decade", 80),
}
DRAWN = {"world.svg": "sistercities map --of chicago --format svg"}
PAGE = ("site", "--on", str(DAY))
VIEWS = {
    "page-light.png": View(1280, 800, 1.5),
    "page-dark.png": View(1280, 800, 1.5, dark=True),
    "page-phone.png": View(390, 844, 1.5),
}
NAMES = (*(f"{name}-{look}.svg" for name in SHOTS for look in LOOKS), *DRAWN)

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
# What would say otherwise about size, colours and data.
UNSET = ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "SISTERCITIES_DATA")
TIME = re.compile(r"<text[^>]*>\d\d:\d\d on [^<]*</text>")


def shown(shot: Shot) -> str:
    """Return what a command shows, escape sequences and all."""
    bare = f"env {' '.join(f'-u {name}' for name in UNSET)}"
    command = f"{shot.command} --on {DAY}" if shot.dated else shot.command
    output = run_in_terminal(f"{bare} {command}; echo $?", width=shot.columns, environment=TERMINAL)
    text, _, code = output.rstrip("\n").rpartition("\n")
    if code != "0":
        raise SystemExit(f"{command} ended with {code}:\n{text}")
    return f"{text}\n"


def drawings() -> Iterator[tuple[str, str]]:
    """Take the pictures that are SVG: yield the name of each file and what belongs in it."""
    day = f"{DAY.day} {DAY:%B %Y}"
    for name, shot in SHOTS.items():
        screen = f"\x1b[2m$\x1b[0m {shot.command}\n{shown(shot)}"
        note = day if shot.dated else ""
        title = f"{shot.command}, in a terminal{f' on {note}' if note else ''}"
        for look, colours in LOOKS.items():
            drawn = picture(screen, columns=shot.columns, look=colours, title=title, note=note)
            yield f"{name}-{look}.svg", drawn
    for name, command in DRAWN.items():
        yield name, shown(Shot(command, 80))


def timeless(drawn: str) -> str:
    """Return a picture without the time of day, which is another each time."""
    return TIME.sub("", drawn)


def page() -> bytes:
    """Return the page as the program writes it."""
    bare = {name: value for name, value in os.environ.items() if name not in UNSET}
    program = [sys.executable, "-m", "sistercities_cli", *PAGE]
    return subprocess.run(program, env=bare, check=True, stdout=subprocess.PIPE).stdout


def digest(text: bytes) -> dict[str, str]:
    """Return what is kept of a page that was photographed."""
    return {"page": hashlib.sha256(text).hexdigest()}


def photographs(text: bytes) -> Iterator[tuple[str, bytes]]:
    """Photograph a page: yield the name of each file and what belongs in it."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder, "page.html")
        file.write_bytes(text)
        for name, view in VIEWS.items():
            yield name, smaller(photograph(browser, file, view, DAY))


def _take_drawings() -> None:
    for name, drawn in drawings():
        file = PICTURES / name
        before = file.read_text("utf-8") if file.exists() else ""
        if timeless(before) != timeless(drawn):
            file.write_text(drawn, "utf-8")
            print(f"{name}: taken")


def _take_photographs() -> None:
    text = page()
    made_from = json.loads(MADE_FROM.read_text("utf-8")) if MADE_FROM.exists() else {}
    if made_from == digest(text) and all((PICTURES / name).exists() for name in VIEWS):
        return
    if CHROMIUM is None:
        raise SystemExit("The page is another, and no Chromium is there to photograph it.")
    for name, taken in photographs(text):
        (PICTURES / name).write_bytes(taken)
        print(f"{name}: taken")
    MADE_FROM.write_text(f"{json.dumps(digest(text), indent=2)}\n", "utf-8")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    _take_drawings()
    _take_photographs()
