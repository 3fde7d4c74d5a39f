"""The world map in braille characters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from sistercities_cli.pictures import HOME, STATUS_SYMBOLS, world
from sistercities_cli.pictures.world import Box, Label, Place, Point, Projection
from sistercities_cli.terminal import BOLD, DIM, HEADING, STATUS_STYLES
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.model import Relationship, Status

MAX_MAP_WIDTH = 1000  # columns; memory use grows with their square
CELL_ASPECT = 2  # height / width of a cell
LAND_STYLE = Style(color="grey50")  # visible on light and on dark
DOTS_ACROSS, DOTS_DOWN = 2, 4  # of a braille character

# The bit of each dot, row by row: braille gained its bottom row later (Unicode, chapter 21.1).
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
# Characters by the bits of their dots; in ASCII for no dots, some, and more than half.
BRAILLE = [" ", *map(chr, range(0x2801, 0x2900))]
ASCII = [" .:"[(mask > 0) + (mask.bit_count() > 4)] for mask in range(256)]


def show_map(console: Console, views: Sequence[Relationship], land: Iterable[world.Ring]) -> None:
    """Print a map as wide as the console, with a heading, a legend and notes."""
    places = world.find_places(views)
    text_map = TextMap(console, land)
    hidden = text_map.draw(places)
    console.print(Text(world.map_heading(views), style=HEADING))
    for line in text_map.lines():
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    console.print(_legend(console, views))
    notes = []
    if hidden:
        verb = "does" if hidden == 1 else "do"
        notes.append(f"{pluralize(hidden, 'name')} {verb} not fit at this width.")
    if at_homes := sum(len(place.views) for place in places if place.status is None):
        verb = "has its" if at_homes == 1 else "have their"
        count = pluralize(at_homes, "relationship")
        notes.append(f"{count} {verb} partner in a home city, under its star.")
    if unplaced := world.describe_unplaced(views):
        notes.append(f"{unplaced}.")
    for note in notes:
        console.print(Text(note, style=DIM))


def _legend(console: Console, views: Sequence[Relationship]) -> Text:
    """Format the legend, keeping each symbol on the same line as its label."""
    items = [Text.assemble(_symbol(console, None), f" {HOME}")]
    for status, count in world.count_by_status(views):
        items.append(Text.assemble(_symbol(console, status), f" {status} ", (f"{count:,}", DIM)))
    lines = items[:1]
    for item in items[1:]:
        if lines[-1].cell_len + 3 + item.cell_len <= console.width:
            lines[-1] = Text.assemble(lines[-1], "   ", item)
        else:
            lines.append(item)
    return Text("\n").join(lines)


def _symbol(console: Console, status: Status | None) -> tuple[str, Style]:
    symbol = STATUS_SYMBOLS[status]
    character = symbol.ascii if console.options.ascii_only else symbol.character
    return character, STATUS_STYLES[status]


class TextMap:
    """A map of the land with symbols and names, cell by cell."""

    def __init__(self, console: Console, land: Iterable[world.Ring]) -> None:
        self.columns = min(console.width, MAX_MAP_WIDTH)
        self.rows = max(1, round(self.columns / world.ASPECT / CELL_ASPECT))
        self._console = console
        canvas = Canvas(self.columns, self.rows)
        dots = Projection(canvas.width, canvas.height)
        canvas.fill([[dots.point(vertex) for vertex in ring] for ring in land])
        characters = ASCII if console.options.ascii_only else BRAILLE
        self._cells = [list(line) for line in canvas.lines(characters)]
        self._styles = [[LAND_STYLE] * self.columns for _ in range(self.rows)]

    def draw(self, places: Sequence[Place]) -> int:
        """Draw places in this order and return how many names do not fit."""
        cells = {self._cell(place): place for place in places}  # the last one in a cell wins
        labels = []
        for (column, row), place in cells.items():
            name = self._encodable(place.city.name)
            symbol = Box(column, row, column + 1, row + 1)
            labels.append(Label(place, name, symbol, _cell_count(name), 1))
        placed = world.place_labels(labels, Box(0, 0, self.columns, self.rows), 1)
        for label, box in placed:
            style = BOLD if label.place.status is None else Style.null()
            self._write(int(box.left), int(box.top), label.name, style)
        for (column, row), place in cells.items():
            self._set(column, row, *_symbol(self._console, place.status))
        return len(places) - len(placed)

    def lines(self) -> Iterator[Text]:
        """Yield the lines of the map."""
        for cells, styles in zip(self._cells, self._styles, strict=True):
            text = Text()
            for style, run in groupby(zip(styles, cells, strict=True), key=lambda pair: pair[0]):
                text.append("".join(cell for _, cell in run), style)
            text.rstrip()
            yield text

    def _cell(self, place: Place) -> tuple[int, int]:
        x, y = Projection(self.columns, self.rows).project(place.coordinates)
        return min(int(x), self.columns - 1), min(int(y), self.rows - 1)

    def _encodable(self, name: str) -> str:
        """Replace the characters of a name that the console cannot encode."""
        errors = getattr(self._console.file, "errors", None) or "replace"
        return name.encode(self._console.encoding, errors).decode(self._console.encoding)

    def _write(self, column: int, row: int, text: str, style: Style) -> None:
        """Write text with a space on either side."""
        for blank in (column - 1, column + _cell_count(text)):
            if 0 <= blank < self.columns:
                self._set(blank, row, " ", style)
        for character in text:
            width = cell_len(character)
            if width == 0:  # combining character: append it to the previous one
                self._cells[row][column - 1] += character
                continue
            self._set(column, row, character, style)
            if width == 2:
                self._set(column + 1, row, "", style)
            column += width

    def _set(self, column: int, row: int, character: str, style: Style) -> None:
        self._cells[row][column], self._styles[row][column] = character, style


def _cell_count(text: str) -> int:
    return sum(map(cell_len, text))


class Canvas:
    """A grid of dots, drawn as characters of several dots each."""

    def __init__(self, columns: int, rows: int) -> None:
        self.width, self.height = columns * DOTS_ACROSS, rows * DOTS_DOWN  # in dots
        self._dots = [bytearray(self.width) for _ in range(self.height)]

    def fill(self, rings: Iterable[Sequence[Point]]) -> None:
        """Set the dots whose centres lie within an odd number of rings.

        Rings wrap around at the left and right edges.

        >>> canvas = Canvas(2, 1)
        >>> canvas.fill([[Point(3, 0), Point(6, 0), Point(6, 4), Point(3, 4)]])
        >>> list(canvas.lines(BRAILLE))
        ['⣿⢸']
        """
        crossings: list[list[float]] = [[] for _ in range(self.height)]
        for ring in rings:
            for ends in pairwise([*ring, *ring[:1]]):
                self._cross(crossings, *sorted(ends, key=lambda end: end.y))
        for dots, xs in zip(self._dots, crossings, strict=True):
            edges = map(_first_dot_from, sorted(xs))
            for start, end in zip(edges, edges, strict=True):
                for column in range(start, end):
                    dots[column % self.width] = 1

    def _cross(self, crossings: list[list[float]], upper: Point, lower: Point) -> None:
        """Add the points where an edge of a ring crosses the centres of rows."""
        rows = range(max(0, _first_dot_from(upper.y)), min(self.height, _first_dot_from(lower.y)))
        for row in rows:
            fraction = (row + 0.5 - upper.y) / (lower.y - upper.y)
            crossings[row].append(upper.x + fraction * (lower.x - upper.x))

    def lines(self, characters: Sequence[str]) -> Iterator[str]:
        """Yield the lines in characters that are ordered by the bits of their dots."""
        for top in range(0, self.height, DOTS_DOWN):
            masks = [0] * (self.width // DOTS_ACROSS)
            for dots, bits in zip(self._dots[top : top + DOTS_DOWN], DOT_BITS, strict=True):
                for column, dot in enumerate(dots):
                    if dot:
                        masks[column // DOTS_ACROSS] |= bits[column % DOTS_ACROSS]
            yield "".join(characters[mask] for mask in masks)


def _first_dot_from(edge: float) -> int:
    """Return the first dot whose centre lies at or beyond an edge."""
    return math.ceil(edge - 0.5)
