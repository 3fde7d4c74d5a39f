"""Draw what a terminal shows as a picture in SVG: a window that needs no other file.

Rich reads the escape sequences and knows the colours. Its own `export_svg` fetches a font from a
server and draws signs that are two columns wide in one; here every run of text is stretched to its
cells, whatever font there is, and lines and braille are drawn as lines and dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from terminal_cells import BRAILLE, Cell, Look, screen

WIDTH, HEIGHT = 9, 20  # of a cell
SIZE, BASELINE = 15, 15  # of the letters; where they stand in a cell
BAR, MARGIN = 36, 22  # the bar of the window; the blank around what is shown
FONTS = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace'

BOX = {
    "─": "M{x} {middle}h{width}",
    "│": "M{centre} {y}v20",
    "╭": "M{centre} {bottom}v-5q0-5 4.5-5",
    "╮": "M{x} {middle}q4.5 0 4.5 5v5",
    "╰": "M{centre} {y}v5q0 5 4.5 5",
    "╯": "M{x} {middle}q4.5 0 4.5-5v-5",
}
# Which bits of a sign of braille are dots, row by row (The Unicode Standard, chapter 21.1).
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
PITCH = WIDTH / 2, HEIGHT / 4  # from dot to dot

STYLE = f"""\
svg{{font:{SIZE}px {FONTS}}}text{{white-space:pre;fill:currentColor}}
path{{fill:none;stroke:currentColor}}.line{{stroke-width:1.2}}
.dots{{stroke-width:3.2;stroke-linecap:round;stroke-dasharray:0 {PITCH[0]:g}}}
"""


def picture(shown: str, *, columns: int, look: Look, title: str, note: str) -> str:
    """Return the picture of what is shown; the note stands in the bar of the window."""
    lines = screen(shown, look.theme)
    names = classes(lines)
    return window(
        drawn(lines, names), style(names),
        columns=columns, rows=len(lines), look=look, title=title, note=note,
    )  # fmt: skip


def window(
    inside: Iterable[str],
    style: str,
    *,
    columns: int,
    rows: int,
    look: Look,
    title: str,
    note: str = "",
    description: str = "",
) -> str:
    """Return the picture of a window with what is drawn inside, and its style."""
    width, height = columns * WIDTH + 2 * MARGIN, BAR + 2 * MARGIN + rows * HEIGHT
    described = ' aria-describedby="description"' if description else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        f' width="{width}" height="{height}" role="img" aria-labelledby="title"{described}>',
        f'<title id="title">{escape(title)}</title>',
        *([f'<desc id="description">{escape(description)}</desc>'] if description else []),
        f"<style>\n{STYLE}{style}\n</style>",
        *_window(width, height, look, note),
        f'<g transform="translate({MARGIN} {BAR + MARGIN})">',
        *inside,
        "</g>",
        "</svg>",
    ]
    return "\n".join([*parts, ""])


def classes(lines: Iterable[Iterable[Cell]]) -> dict[str, str]:
    """Return a name for the CSS of each colour."""
    used = dict.fromkeys(cell.style for line in lines for cell in line)
    return {style: f"c{number}" for number, style in enumerate(used)}


def style(names: Mapping[str, str]) -> str:
    """Return what the names of colours mean."""
    return "".join(f".{name}{{{style}}}" for style, name in names.items())


def drawn(lines: Sequence[Sequence[Cell]], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is drawn of lines, a group for each colour that is there."""
    for style, name in names.items():
        of_it = [[cell for cell in line if cell.style == style] for line in lines]
        if any(of_it):
            yield from (f'<g class="{name}">', *_drawn(of_it), "</g>")


def _window(width: int, height: int, look: Look, note: str) -> Iterator[str]:
    """Yield a quiet window: its ground, its bar with three dots and the note, its frame."""
    right, round_ = width - 0.5, f'x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="10"'
    bar = f"M.5 {BAR}V10.5a10 10 0 0 1 10-10H{right - 10:g}a10 10 0 0 1 10 10V{BAR}Z"
    yield f'<rect {round_} fill="{look.theme.background_color.hex}"/>'
    yield f'<path d="{bar}" style="fill:{look.bar};stroke:{look.frame}"/>'
    yield f'<rect {round_} fill="none" stroke="{look.frame}"/>'
    yield from (f'<circle cx="{x}" cy="18.5" r="5.5" fill="{look.frame}"/>' for x in (22, 41, 60))
    if note:
        yield (
            f'<text x="{width / 2:g}" y="23" text-anchor="middle"'
            f' style="font-size:13px;color:{look.quiet}">{escape(note)}</text>'
        )


def _drawn(lines: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield what is drawn in one colour: letters where they stand, all lines, all dots."""
    box: list[str] = []
    dots: list[str] = []
    for row, line in enumerate(lines):
        for cells in _runs(line):
            match _manner(cells[0]):
                case "box":
                    box.append(_box(cells, row))
                case "braille":
                    dots += _dots(cells, row)
                case manner:
                    yield _text(cells, row, stretched=manner == "text")
    for name, steps in (("line", box), ("dots", dots)):
        if steps:
            yield f'<path class="{name}" d="{"".join(steps)}"/>'


def _manner(cell: Cell) -> str:
    """Say how a sign is drawn."""
    if cell.sign in BOX:
        return "box"
    if ord(cell.sign[0]) in BRAILLE:
        return "braille"
    return "text" if cell.end == cell.column + 1 else "wide"


def _runs(line: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Part cells where it goes on in another manner or not at once; one blank joins words."""
    run: list[Cell] = []
    for cell in line:
        if run and not _joins(run[-1], cell):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _joins(before: Cell, cell: Cell) -> bool:
    manner = _manner(cell)
    if manner != _manner(before) or manner == "wide":
        return False
    if manner == "box" and not before.sign == cell.sign == "─":
        return False
    return cell.column <= before.end + (manner == "text")


def _text(cells: Sequence[Cell], row: int, *, stretched: bool) -> str:
    text, end = "", cells[0].column
    for cell in cells:
        text += " " * (cell.column - end) + cell.sign
        end = cell.end
    length = (end - cells[0].column) * WIDTH
    fit = f' textLength="{length}" lengthAdjust="spacingAndGlyphs"' if stretched else ""
    place = f'x="{cells[0].column * WIDTH}" y="{row * HEIGHT + BASELINE}"'
    return f"<text {place}{fit}>{escape(text)}</text>"


def _box(cells: Sequence[Cell], row: int) -> str:
    x, y = cells[0].column * WIDTH, row * HEIGHT
    return BOX[cells[0].sign].format(
        x=x,
        centre=x + WIDTH / 2,
        width=len(cells) * WIDTH,
        y=y,
        middle=y + HEIGHT // 2,
        bottom=y + HEIGHT,
    )


def _dots(cells: Sequence[Cell], row: int) -> Iterator[str]:
    """Yield dotted lines, one for each run of dots side by side."""
    for level, bits in enumerate(DOTS):
        places = [
            2 * cell.column + side
            for cell in cells
            for side, bit in enumerate(bits)
            if (ord(cell.sign[0]) - BRAILLE.start) & bit
        ]
        y = row * HEIGHT + (level + 0.5) * PITCH[1]
        # In a run, places go up as fast as their numbers.
        for _, found in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
            run = [place for _, place in found]
            # A little longer, as a dot at the very end may be lost to rounding.
            length = (len(run) - 1) * PITCH[0] + 0.1
            yield f"M{(run[0] + 0.5) * PITCH[0]:g} {y:g}h{length:g}"
