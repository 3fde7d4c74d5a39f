"""The world map in braille characters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from sistercities_cli.model import Relationship, Status
from sistercities_cli.pictures.world import (
    ASPECT,
    Box,
    Label,
    Place,
    Point,
    Projection,
    count_by_status,
    describe_unplaced,
    find_places,
    map_heading,
    place_labels,
)
from sistercities_cli.terminal import BOLD, DIM, HEADING, STATUS_STYLES

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.pictures.world import Ring

LAND_STYLE = Style(color="grey50")  # to be seen on light and on dark
HOME_STYLE = Style(bold=True, color="magenta")
CELL_ASPECT = 2  # a cell is twice as high as wide

SYMBOLS = {
    None: "★",
    Status.ACTIVE: "●",
    Status.SUSPENDED: "◆",
    Status.DORMANT: "○",
    Status.ENDED: "×",
    Status.UNCONFIRMED: "?",
}

ASCII_SYMBOLS = dict(zip(SYMBOLS, "*@#ox?", strict=True))
Cell = tuple[int, int]  # column and row
MAX_MAP_WIDTH = 1000  # columns: a map takes memory by the square of them


def show_map(console: Console, views: Sequence[Relationship], land: Iterable[Ring]) -> None:
    """Print a map as wide as the console, with a heading and a legend."""
    picture = TextMap(console, land)
    found = find_places(views)
    left_out = picture.draw(found)
    console.print(Text(map_heading(views), style=HEADING))
    for line in picture.lines():
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    console.print(_legend(views, picture.signs, console.width))
    under_stars = sum(len(mark.views) for mark in found if mark.status is None)
    for note in _notes(left_out, under_stars, describe_unplaced(views)):
        console.print(Text(note, style=DIM))


def _notes(left_out: int, under_stars: int, missing: str) -> Iterator[str]:
    """Say what the map does not show."""
    if left_out:
        yield f"{left_out:,} {'name does' if left_out == 1 else 'names do'} not fit at this width."
    if under_stars:
        noun = "relationship has its" if under_stars == 1 else "relationships have their"
        yield f"{under_stars:,} {noun} partner in a home city, under its star."
    if missing:
        yield f"{missing}."


class TextMap:
    """A map of the land, on which signs and names are put cell by cell."""

    def __init__(self, console: Console, land: Iterable[Ring]) -> None:
        self.columns = min(console.width, MAX_MAP_WIDTH)
        self.rows = max(1, round(self.columns / ASPECT / CELL_ASPECT))
        self._console = console
        # Signs of braille are Unicode, whatever else an encoding has.
        in_unicode = console.encoding.startswith("utf")
        self.signs = SYMBOLS if in_unicode else ASCII_SYMBOLS
        canvas = Canvas(self.columns, self.rows)
        dots = Projection(canvas.width, canvas.height)
        canvas.fill([[Point(dots.x(east), dots.y(north)) for north, east in r] for r in land])
        self._cells = [list(line) for line in (canvas.braille() if in_unicode else canvas.ascii())]
        self._styles = [[LAND_STYLE] * self.columns for _ in range(self.rows)]

    def draw(self, found: Sequence[Place]) -> int:
        """Put places on the map, in this order, and return how many names have no room."""
        cells = {self._cell(mark): mark for mark in found}  # the last that is drawn is seen
        # Homes first, then short names: so most of them find a place.
        texts = {cell: self._written(mark.city.name) for cell, mark in cells.items()}
        order = sorted(cells, key=lambda cell: (bool(cells[cell].status), _text_cells(texts[cell])))
        wanted = [
            Label(_cell_box(cell), _text_cells(texts[cell]), 1, crowded=cells[cell].status is None)
            for cell in order
        ]
        boxes = place_labels(wanted, Box(0, 0, self.columns, self.rows), 1)
        for cell, box in zip(order, boxes, strict=True):
            if box:
                style = BOLD if cells[cell].status is None else Style.null()
                self._write(int(box.left), int(box.top), texts[cell], style)
        for (column, row), mark in cells.items():
            style = STATUS_STYLES[mark.status] if mark.status else HOME_STYLE
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

    def _cell(self, mark: Place) -> Cell:
        x, y = Projection(self.columns, self.rows).place(mark.place)
        return min(int(x), self.columns - 1), min(int(y), self.rows - 1)

    def _written(self, name: str) -> str:
        """Return a name as it comes out in the encoding of the terminal."""
        errors = getattr(self._console.file, "errors", None) or "replace"
        return name.encode(self._console.encoding, errors).decode(self._console.encoding)

    def _write(self, column: int, row: int, text: str, style: Style) -> None:
        """Put a text on the map, with a blank before and behind it."""
        end = column + _text_cells(text)
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


def _text_cells(text: str) -> int:
    return sum(map(cell_len, text))


def _cell_box(cell: Cell) -> Box:
    column, row = cell
    return Box(column, row, column + 1, row + 1)


def _legend(views: Sequence[Relationship], signs: dict[Status | None, str], width: int) -> Text:
    """Explain the signs, in lines that do not part a sign from its word."""
    entries = [Text.assemble((signs[None], HOME_STYLE), " home")]
    for status, number in count_by_status(views):
        entries.append(
            Text.assemble(
                (signs[status], STATUS_STYLES[status]), f" {status} ", (f"{number:,}", DIM)
            )
        )
    lines = [entries[0]]
    for entry in entries[1:]:
        if lines[-1].cell_len + 3 + entry.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], "   ", entry)
        else:
            lines.append(entry)
    return Text("\n").join(lines)


DOTS_ACROSS, DOTS_DOWN = 2, 4  # dots of one sign
BRAILLE_BLANK = 0x2800  # the braille sign without dots; Unicode counts on from there

# The bit of each dot, row by row: the lowest row came late to braille (Unicode, chapter 21.1).
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
SHADES = " .:"  # for no dots, for some, and for more than half


class Canvas:
    """A picture of dots, so many characters wide and high."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width, self.height = columns * DOTS_ACROSS, rows * DOTS_DOWN  # in dots
        self._dots = [bytearray(self.width) for _ in range(self.height)]

    def fill(self, rings: Iterable[Sequence[Point]]) -> None:
        """Set the dots whose middles lie within an odd number of rings.

        What runs on over an edge comes in again over the other.

        >>> canvas = Canvas(2, 1)
        >>> canvas.fill([[Position(3, 0), Position(6, 0), Position(6, 4), Position(3, 4)]])
        >>> list(canvas.braille())
        ['⣿⢸']
        """
        crossings: list[list[float]] = [[] for _ in range(self.height)]
        for ring in rings:
            for here, there in pairwise([*ring, *ring[:1]]):
                self._cross(crossings, *sorted((here, there), key=lambda end: end.y))
        for dots, found in zip(self._dots, crossings, strict=True):
            ends = map(_first_dot_at, sorted(found))
            for start, end in zip(ends, ends, strict=True):
                for column in range(start, end):
                    dots[column % self.width] = 1

    def _cross(self, crossings: list[list[float]], upper: Point, lower: Point) -> None:
        """Note where an edge of a ring crosses the middles of rows."""
        rows = range(max(0, _first_dot_at(upper.y)), min(self.height, _first_dot_at(lower.y)))
        for row in rows:
            share = (row + 0.5 - upper.y) / (lower.y - upper.y)
            crossings[row].append(upper.x + share * (lower.x - upper.x))

    def braille(self) -> Iterator[str]:
        """Yield the lines of the picture in Unicode braille, blanks where there is no dot."""
        for masks in self._masks():
            yield "".join(chr(BRAILLE_BLANK + mask) if mask else " " for mask in masks)

    def ascii(self) -> Iterator[str]:
        """Yield the lines of the picture in ASCII, two shades for few and for many dots."""
        for masks in self._masks():
            yield "".join(SHADES[(mask > 0) + (mask.bit_count() > 4)] for mask in masks)

    def _masks(self) -> Iterator[list[int]]:
        for top in range(0, self.height, DOTS_DOWN):
            signs = [0] * (self.width // DOTS_ACROSS)
            for dots, bits in zip(self._dots[top : top + DOTS_DOWN], DOT_BITS, strict=True):
                for column, dot in enumerate(dots):
                    if dot:
                        signs[column // DOTS_ACROSS] |= bits[column % DOTS_ACROSS]
            yield signs


def _first_dot_at(edge: float) -> int:
    """Return the first dot whose middle lies at an edge or beyond it."""
    return math.ceil(edge - 0.5)
