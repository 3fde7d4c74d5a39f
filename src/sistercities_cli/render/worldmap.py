"""The world map for the terminal: land in braille, places as signs, names where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from sistercities_cli.model import Relationship, Status
from sistercities_cli.render.braille import Canvas
from sistercities_cli.render.labels import Box, Wanted, place
from sistercities_cli.render.marks import Mark, counts, heading, marks, unplaced
from sistercities_cli.render.projection import ASPECT, Position, Projection
from sistercities_cli.render.terminal import HEADING, QUIET, STATUS, STRONG

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.render.outlines import Ring

LAND = Style(color="grey50")  # to be seen on light and on dark
HOME = Style(bold=True, color="magenta")
CELL_ASPECT = 2  # a cell is twice as high as wide
SIGNS = {
    None: "★",
    Status.ACTIVE: "●",
    Status.SUSPENDED: "◆",
    Status.DORMANT: "○",
    Status.ENDED: "×",
    Status.UNCONFIRMED: "?",
}
ASCII_SIGNS = dict(zip(SIGNS, "*@#ox?", strict=True))
Cell = tuple[int, int]  # column and row
WIDEST = 1000  # columns: a map takes memory by the square of them


def show(console: Console, views: Sequence[Relationship], land: Iterable[Ring]) -> None:
    """Print a map as wide as the console, with a heading and a legend."""
    picture = Picture(console, land)
    found = marks(views)
    left_out = picture.draw(found)
    console.print(Text(heading(views), style=HEADING))
    for line in picture.lines():
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    console.print(_legend(views, picture.signs, console.width))
    under_stars = sum(len(mark.views) for mark in found if mark.status is None)
    for note in _notes(left_out, under_stars, unplaced(views)):
        console.print(Text(note, style=QUIET))


def _notes(left_out: int, under_stars: int, missing: str) -> Iterator[str]:
    """Say what the map does not show."""
    if left_out:
        yield f"{left_out:,} {'name does' if left_out == 1 else 'names do'} not fit at this width."
    if under_stars:
        noun = "relationship has its" if under_stars == 1 else "relationships have their"
        yield f"{under_stars:,} {noun} partner in a home city, under its star."
    if missing:
        yield f"{missing}."


class Picture:
    """A map of the land, on which signs and names are put cell by cell."""

    def __init__(self, console: Console, land: Iterable[Ring]) -> None:
        self.columns = min(console.width, WIDEST)
        self.rows = max(1, round(self.columns / ASPECT / CELL_ASPECT))
        self._console = console
        # Signs of braille are Unicode, whatever else an encoding has.
        in_unicode = console.encoding.startswith("utf")
        self.signs = SIGNS if in_unicode else ASCII_SIGNS
        canvas = Canvas(self.columns, self.rows)
        dots = Projection(canvas.width, canvas.height)
        canvas.fill([[Position(dots.x(east), dots.y(north)) for north, east in r] for r in land])
        self._cells = [list(line) for line in (canvas.braille() if in_unicode else canvas.ascii())]
        self._styles = [[LAND] * self.columns for _ in range(self.rows)]

    def draw(self, found: Sequence[Mark]) -> int:
        """Put places on the map, in this order, and return how many names have no room."""
        cells = {self._cell(mark): mark for mark in found}  # the last that is drawn is seen
        # Homes first, then short names: so most of them find a place.
        texts = {cell: self._written(mark.city.name) for cell, mark in cells.items()}
        order = sorted(cells, key=lambda cell: (bool(cells[cell].status), _width(texts[cell])))
        wanted = [
            Wanted(_box(cell), _width(texts[cell]), 1, crowded=cells[cell].status is None)
            for cell in order
        ]
        boxes = place(wanted, Box(0, 0, self.columns, self.rows), 1)
        for cell, box in zip(order, boxes, strict=True):
            if box:
                style = STRONG if cells[cell].status is None else Style.null()
                self._write(int(box.left), int(box.top), texts[cell], style)
        for (column, row), mark in cells.items():
            style = STATUS[mark.status] if mark.status else HOME
            self._put(column, row, self.signs[mark.status], style)
        return len(found) - sum(box is not None for box in boxes)

    def lines(self) -> Iterator[Text]:
        """Yield the lines of the map."""
        for cells, styles in zip(self._cells, self._styles, strict=True):
            text = Text()
            for style, run in groupby(zip(styles, cells, strict=True), key=lambda pair: pair[0]):
                text.append("".join(cell for _, cell in run), style)
            text.rstrip()
            yield text

    def _cell(self, mark: Mark) -> Cell:
        x, y = Projection(self.columns, self.rows).place(mark.place)
        return min(int(x), self.columns - 1), min(int(y), self.rows - 1)

    def _written(self, name: str) -> str:
        """Return a name as it comes out in the encoding of the terminal."""
        errors = getattr(self._console.file, "errors", None) or "replace"
        return name.encode(self._console.encoding, errors).decode(self._console.encoding)

    def _write(self, column: int, row: int, text: str, style: Style) -> None:
        """Put a text on the map, with a blank before and behind it."""
        end = column + _width(text)
        for blank in (column - 1, end):
            if 0 <= blank < self.columns:
                self._put(blank, row, " ", style)
        for sign in text:
            if cell_len(sign) == 0:  # belongs to the sign before
                self._cells[row][column - 1] += sign
                continue
            self._put(column, row, sign, style)
            if cell_len(sign) == 2:
                self._put(column + 1, row, "", style)
            column += cell_len(sign)

    def _put(self, column: int, row: int, sign: str, style: Style) -> None:
        self._cells[row][column], self._styles[row][column] = sign, style


def _width(text: str) -> int:
    return sum(map(cell_len, text))


def _box(cell: Cell) -> Box:
    column, row = cell
    return Box(column, row, column + 1, row + 1)


def _legend(views: Sequence[Relationship], signs: dict[Status | None, str], width: int) -> Text:
    """Explain the signs, in lines that do not part a sign from its word."""
    entries = [Text.assemble((signs[None], HOME), " home")]
    for status, number in counts(views):
        entries.append(
            Text.assemble((signs[status], STATUS[status]), f" {status} ", (f"{number:,}", QUIET))
        )
    lines = [entries[0]]
    for entry in entries[1:]:
        if lines[-1].cell_len + 3 + entry.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], "   ", entry)
        else:
            lines.append(entry)
    return Text("\n").join(lines)
