"""Read what a terminal shows into cells, each with its sign and its colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import blend_rgb
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DIM = 0.34  # how far dim letters go over into their ground; they stay readable
BRAILLE = range(0x2800, 0x2900)


class Look(NamedTuple):
    """The colours of a window: those of the terminal, of the frame, and of the bar."""

    theme: TerminalTheme
    frame: str
    bar: str

    @property
    def quiet(self) -> str:
        """Return the colour of dim letters."""
        return blend_rgb(self.theme.foreground_color, self.theme.background_color, DIM).hex


class Cell(NamedTuple):
    """A sign on the screen, with those that combine with it, and its CSS."""

    column: int
    sign: str
    style: str

    @property
    def end(self) -> int:
        """Return the column behind it: signs of some scripts take two."""
        return self.column + cell_len(self.sign)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is to be seen."""
        return self.sign.isspace() or ord(self.sign[0]) == BRAILLE.start


def _look(ground: str, letters: str, colours: str, *, frame: str, bar: str) -> Look:
    eight = [_triplet(colour) for colour in colours.split()]
    return Look(TerminalTheme(_triplet(ground), _triplet(letters), eight), frame, bar)


def _triplet(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


# Black, red, green, yellow, blue, magenta, cyan, white; each to be read on its ground.
LOOKS = {
    "light": _look(
        "fcfcfd",
        "1f2328",
        "1f2328 b3202c 1a7434 8a5a00 0b5cad 8c2f8f 0f6c74 59636e",
        frame="#d1d9e0",
        bar="#f3f5f7",
    ),
    "dark": _look(
        "11161d",
        "dfe5ec",
        "8b949e ff8177 5cc870 e0ae45 74b3ff e29be0 5fcbd3 dfe5ec",
        frame="#343c46",
        bar="#1a2029",
    ),
}


def screen(shown: str, theme: TerminalTheme) -> list[list[Cell]]:
    """Return the cells that are not blank, line by line."""
    console = Console(color_system="truecolor", highlight=False)
    lines = Text.from_ansi(shown.rstrip("\n")).split("\n", allow_blank=True)
    return [[cell for cell in _cells(line, console, theme) if not cell.is_blank] for line in lines]


def _cells(line: Text, console: Console, theme: TerminalTheme) -> list[Cell]:
    found: list[Cell] = []
    for sign, style in _signs(line, console):
        if cell_len(sign) or not found:
            found.append(Cell(found[-1].end if found else 0, sign, _css(style, theme)))
        else:  # combines with the one before
            found[-1] = found[-1]._replace(sign=found[-1].sign + sign)
    return found


def _signs(line: Text, console: Console) -> Iterator[tuple[str, Style]]:
    for text, style, _ in line.render(console):
        for sign in text:
            yield sign, style or Style.null()


def _css(style: Style, theme: TerminalTheme) -> str:
    colour = style.color.get_truecolor(theme) if style.color else theme.foreground_color
    if style.dim:
        colour = blend_rgb(colour, theme.background_color, DIM)
    return f"color:{colour.hex}{';font-weight:700' if style.bold else ''}"
