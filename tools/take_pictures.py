"""Generate the pictures in the documentation: terminals and a map as SVG, the page as PNG.

Run with `make pictures`. A test regenerates the SVG pictures and compares them.
"""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from terminal import run_in_terminal

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DAY = "2026-11-21"
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
# Variables that would change size, colours and data.
UNSET = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "SISTERCITIES_DATA", "TTY_COMPATIBLE")


class Shot(NamedTuple):
    """A command and the width of the terminal it runs in."""

    command: str
    columns: int = 80


SHOTS = {
    "list": Shot(f"sistercities list --of chicago --founded 1990..1999 --on {DAY}"),
    "show": Shot(f"sistercities show osaka --on {DAY}"),
    "map": Shot("sistercities map --of chicago", 104),
    "timeline": Shot("sistercities timeline --of chicago --by decade"),
}
WORLD = Shot("sistercities map --of chicago --format svg | cat")

# Background and foreground, then the eight ANSI colours from black to white.
THEMES = {
    "light": "#f6f8fa #10141a #1f2328 #b3202c #1a7434 #8a5a00 #0b5cad #8c2f8f #0f6c74 #59636e",
    "dark": "#161b22 #dfe5ec #8b949e #ff8177 #5cc870 #e0ae45 #74b3ff #e29be0 #5fcbd3 #dfe5ec",
}
NAMES = (*(f"{name}-{look}.svg" for name in SHOTS for look in THEMES), "world.svg")

# Rich draws cells 24.4 pixels high and 20 × ASPECT wide, which fits a font size of 21 pixels.
ASPECT = 0.63
CELL = 20 * ASPECT
DISPLAY_CELL_WIDTH = 9.2  # width of a cell in pixels at the picture's natural size
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{width:g}">
<title>{title}</title>
<style>
text {{{{
  font: 21px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace
}}}}
{{styles}}
</style>
<rect width="100%" height="100%" rx="8" fill="{background}"/>
<g transform="translate({left:g} 25)">
{{backgrounds}}{{matrix}}
</g>
</svg>
"""
RUN = re.compile(r'<text class="(.*?)" x="(.*?)" y="(.*?)".*?>([^<]*)</text>')


@cache
def run(shot: Shot) -> str:
    """Run a command in a terminal and return its output with escape sequences."""
    output = run_in_terminal(f"{shot.command}; echo $?", width=shot.columns, environment=TERMINAL)
    text, _, code = output.rstrip("\n").rpartition("\n")
    if code != "0":
        raise SystemExit(f"{shot.command} exited with {code}:\n{text}")
    return text.rstrip()


def draw(output: str, *, columns: int, look: str, title: str) -> str:
    """Draw the output of a terminal as SVG."""
    background, letters, *ansi = (Color.parse(name).get_truecolor() for name in look.split())
    console = Console(
        record=True, file=StringIO(), width=columns + 2, color_system="truecolor", highlight=False
    )
    console.print(Text.from_ansi(output), soft_wrap=True)
    template = TEMPLATE.format(
        title=html.escape(title),
        background=background.hex,
        width=console.width * DISPLAY_CELL_WIDTH,
        left=9 + CELL,
    )
    drawn = console.export_svg(
        theme=TerminalTheme(background, letters, list(ansi)),
        code_format=template,
        font_aspect_ratio=ASPECT,
        unique_id="t",
    )
    return RUN.sub(_split_run, drawn)


def _split_run(run: re.Match[str]) -> str:
    """Fit each word of a run to its cells: fonts differ in width, and some characters take two."""
    style, x, y, escaped = run.groups()
    text = html.unescape(escaped)
    return "".join(
        f'<text class="{style}" x="{float(x) + cell_len(text[: word.start()]) * CELL:g}" y="{y}"'
        f' textLength="{cell_len(word[0]) * CELL:g}" lengthAdjust="spacingAndGlyphs">'
        f"{html.escape(word[0])}</text>\n"
        for word in re.finditer(r"\S+", text)
    )


def pictures() -> Iterator[tuple[str, str]]:
    """Take the SVG pictures: yield the name and content of each file."""
    for name, shot in SHOTS.items():
        screen = f"\x1b[2m$\x1b[0m {shot.command}\n{run(shot)}"
        for look, colours in THEMES.items():
            drawn = draw(screen, columns=shot.columns, look=colours, title=shot.command)
            yield f"{name}-{look}.svg", drawn
    yield "world.svg", f"{run(WORLD)}\n"


if __name__ == "__main__":
    import page_pictures
    from browser import CHROMIUM

    if CHROMIUM is None:
        raise SystemExit("make pictures needs chromium on the PATH for the screenshots of the page")

    for variable in UNSET:
        os.environ.pop(variable, None)
    for name, drawn in pictures():
        (PICTURES / name).write_text(drawn, "utf-8")
    page_pictures.update(DAY, PICTURES)
