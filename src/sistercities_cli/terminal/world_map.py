"""Maps of the world and of parts of it, in braille characters.

The projection is equirectangular: it fills the width, where Equal Earth would leave the corners
empty, and gives the latitudes of most partners the most rows.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from sistercities_cli.history import HomeGroups
from sistercities_cli.pictures import GROUP_SYMBOLS, STATUS_SYMBOLS, world
from sistercities_cli.pictures.labels import Label, place_labels
from sistercities_cli.pictures.projection import (
    NORTH,
    SOUTH,
    TRUE_SCALE_LATITUDE,
    Box,
    Frame,
    equirectangular,
    region_frame,
    true_aspect,
    world_frame,
)
from sistercities_cli.terminal import BOLD, DIM, HEADING
from sistercities_cli.terminal.braille import ASCII, BRAILLE, DOTS_ACROSS, DOTS_DOWN, draw_rings
from sistercities_cli.text import pluralize

if TYPE_CHECKING:
    from rich.console import Console

    from sistercities_cli.model import Relationship, Status
    from sistercities_cli.pictures.world import Land, Place

MAX_MAP_WIDTH = 1000  # columns; memory use grows with their square
LAND_STYLE = Style(color="grey50")  # visible on light and on dark
WINDOW, WINDOW_ASPECT = 0.14, 0.7  # width in relation to the map, and height to the width
HEIGHTS = (0.25, 0.5)  # of parts of the world, in relation to their width
MAX_DETAIL_WIDTH = 128  # columns; the detail is then at most 32 rows high
MAX_MARGIN = 16.0  # dots around the places of a part of the world
# Offsets, in cells down and to the right, for a symbol whose cell is taken; nearest first.
OFFSETS = sorted(product(range(-2, 3), repeat=2), key=lambda step: (math.hypot(*step), step))
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def show_map(
    console: Console, views: Sequence[Relationship], land: Land, *, zoom: bool = False
) -> None:
    """Print a map as wide as the console, with a heading, a legend and notes.

    With ``zoom``, show only the part of the world with the places. Where names do not fit, a part
    is enlarged below.
    """
    atlas = Atlas(console, views, land)
    places = world.find_places(views, atlas.groups)
    frame = atlas.frame(places, zoom=zoom)
    main = TextMap(atlas, frame)
    named = main.draw(places)
    width = frame.width * WINDOW
    crowd = world.find_crowd(frame, places, named, width, width * WINDOW_ASPECT)
    part = atlas.region(crowd, min(atlas.columns, MAX_DETAIL_WIDTH)) if crowd else None
    inside = [place for place in places if part and part.covers(place.coordinates)]
    if part:
        detail = TextMap(atlas, part)
        shown = detail.draw(inside)
        homes = {place.city.id for place in inside if place.is_home}
        named = shown | main.draw(places, unnamed=shown - homes)
    console.print(Text(world.map_heading(views), style=HEADING))
    main.print()
    if part:
        west, *_, east = sorted(inside, key=lambda place: part.project(place.coordinates).x)
        console.print(Text(f"Detail: {west.city.name} to {east.city.name}", style=HEADING))
        detail.print()
    console.print(atlas.legend())
    for note in atlas.notes(places, named):
        console.print(Text(note, style=DIM))


class Atlas:
    """What the maps of a selection share: size, symbols, legend and notes."""

    def __init__(self, console: Console, views: Sequence[Relationship], land: Land) -> None:
        self.console: Console = console
        self.views: Sequence[Relationship] = views
        self.land: Land = land
        self.groups: HomeGroups = HomeGroups(views)
        self.ascii: bool = console.options.ascii_only
        self.columns: int = min(console.width, MAX_MAP_WIDTH)
        self.numbered: bool = len(self.groups.names_of(views)) > 1
        self.drawn: set[str] = set()  # ids of cities

    def frame(self, places: Sequence[Place], *, zoom: bool) -> Frame:
        """Choose the part of the world to show, measured in dots."""
        if zoom and (part := self.region(places, self.columns)):
            return part
        meridian = world.choose_meridian(world.find_routes(self.views, self.groups))
        aspect = true_aspect(equirectangular, TRUE_SCALE_LATITUDE)
        width = self.columns * DOTS_ACROSS
        frame = world_frame(equirectangular, meridian, width, NORTH, SOUTH, aspect)
        height = max(1, round(frame.height / DOTS_DOWN)) * DOTS_DOWN
        return frame._replace(height=height, y_scale=frame.y_scale * height / frame.height)

    def region(self, places: Sequence[Place], columns: int) -> Frame | None:
        """Choose the part of the world with some places; None if it is all of it."""
        width = float(columns * DOTS_ACROSS)
        heights = (HEIGHTS[0] * width, HEIGHTS[1] * width)
        margin = min(width / 10, MAX_MARGIN)
        coordinates = [place.coordinates for place in places]
        frame = region_frame(equirectangular, coordinates, width, heights, margin)
        if frame is None:
            return None
        return frame._replace(height=float(math.ceil(frame.height / DOTS_DOWN) * DOTS_DOWN))

    def symbol(self, status: Status | None, group: int) -> tuple[str, Style]:
        """Return the character of a status, or of a home, and its style."""
        symbol = STATUS_SYMBOLS[status]
        style = Style.parse(GROUP_SYMBOLS[group].style)
        if status is None:
            style += BOLD
        return symbol.ascii if self.ascii else symbol.character, style

    def symbols(self, place: Place) -> list[tuple[str, Style]]:
        """Return the characters of a place, with a number after those that stand for several."""
        characters = []
        for mark in place.marks:
            character, style = self.symbol(mark.status, mark.group)
            style += DIM if mark.is_minor else Style.null()
            characters.append((character, style))
            if mark.number > 1:
                characters += [(digit, style) for digit in str(mark.number)]
        return characters

    def name(self, place: Place) -> str:
        """Return the name of a place, with the numbers of its homes if there are several."""
        numbers = sorted({mark.group for mark in place.marks if mark.status})
        suffix = "" if place.is_home or not self.numbered else self.number(numbers)
        return self.encodable(f"{place.city.name}{suffix}")

    def number(self, numbers: Iterable[int]) -> str:
        """Format the numbers of homes as a suffix."""
        digits = "".join(map(str, filter(None, numbers)))
        return f" {digits}" if self.ascii and digits else digits.translate(SUPERSCRIPTS)

    def encodable(self, name: str) -> str:
        """Replace the characters of a name that the console cannot encode."""
        errors = getattr(self.console.file, "errors", None) or "replace"
        return name.encode(self.console.encoding, errors).decode(self.console.encoding)

    def legend(self) -> Text:
        """Format the legend, keeping each symbol on the same line as its label."""
        names = self.groups.names_of(self.views)
        items = []
        for n, name in names.items():
            if n != self.groups.SHARED:
                suffix = self.number([n]) if self.numbered else ""
                items.append(Text.assemble(self.symbol(None, n), f" {name}{suffix}"))
        single = next(iter(names)) if len(names) == 1 else self.groups.SHARED
        for status, count in world.count_by_status(self.views):
            symbol = self.symbol(status, single)
            items.append(Text.assemble(symbol, f" {status} ", (f"{count:,}", DIM)))
        lines = items[:1]
        for item in items[1:]:
            if lines[-1].cell_len + 3 + item.cell_len <= self.console.width:
                lines[-1] = Text.assemble(lines[-1], "   ", item)
            else:
                lines.append(item)
        return Text("\n").join(lines)

    def notes(self, places: Sequence[Place], named: Collection[str]) -> Iterator[str]:
        """Yield the notes below the legend."""
        if world.has_numbers(places):
            yield f"{world.NUMBERS}."
        if unnamed := [self.name(place) for place in places if place.city.id not in named]:
            heading, names = world.describe_unnamed(unnamed)
            yield f"{heading}{': ' if names else ''}{', '.join(names)}."
        if undrawn := sum(place.city.id not in self.drawn for place in places):
            verb = "has" if undrawn == 1 else "have"
            yield f"{pluralize(undrawn, 'place')} {verb} no free cell for a symbol."
        if unplaced := world.describe_unplaced(self.views):
            yield f"{unplaced}."


class TextMap:
    """A map of the land with symbols and names, cell by cell."""

    def __init__(self, atlas: Atlas, frame: Frame) -> None:
        self.columns: int = int(frame.width) // DOTS_ACROSS
        self.rows: int = int(frame.height) // DOTS_DOWN
        self._frame, self._atlas = frame, atlas
        self._cells: dict[tuple[int, int], tuple[str, Style]] = {}  # symbols and names

    def draw(self, places: Sequence[Place], unnamed: Collection[str] = ()) -> set[str]:
        """Draw places, homes first, and return the ids of those whose name is shown."""
        self._cells.clear()
        taken: set[tuple[int, int]] = set()
        labels, others, drawn = [], [], []
        for place in reversed(places):
            symbols = self._atlas.symbols(place)
            cell = self._free_cell(place, len(symbols), taken)
            if cell is None:
                continue
            self._atlas.drawn.add(place.city.id)
            column, row = cell
            taken |= {(column + n, row) for n in range(len(symbols))}
            drawn.append((column, row, symbols))
            box = Box(column, row, column + len(symbols), row + 1)
            if place.city.id in unnamed:
                others.append(box)
            else:
                name = self._atlas.name(place)
                width = _cell_count(name)
                labels.append(Label(place.city.id, name, box, width, 1, place.is_home))
        area = Box(0, 0, self.columns, self.rows)
        placed = place_labels(labels, area, 1, unnamed=others)
        for label, box, _ in placed:
            style = BOLD if label.is_home else Style.null()
            self._write(int(box.left), int(box.top), label.name, style)
        for column, row, symbols in drawn:
            self._cells |= {(column + n, row): symbol for n, symbol in enumerate(symbols)}
        return {label.id for label, _, _ in placed}

    def _free_cell(
        self, place: Place, width: int, taken: set[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return the nearest cell from which the symbols of a place fit in a row."""
        x, y = self._frame.project(place.coordinates)
        column = min(int(x / DOTS_ACROSS), self.columns - width)
        row = min(int(y / DOTS_DOWN), self.rows - 1)
        for down, across in OFFSETS:
            start, line = column + across, row + down
            inside = 0 <= start <= self.columns - width and 0 <= line < self.rows
            if inside and taken.isdisjoint((start + n, line) for n in range(width)):
                return start, line
        return None

    def print(self) -> None:
        """Print the lines of the map."""
        rings = self._atlas.land.rings(self._frame)
        characters = ASCII if self._atlas.ascii else BRAILLE
        for row, line in enumerate(draw_rings(rings, self.columns, self.rows, characters)):
            cells = (
                self._cells.get((column, row), (character, LAND_STYLE))
                for column, character in enumerate(line)
            )
            text = Text()
            for style, run in groupby(cells, key=lambda cell: cell[1]):
                text.append("".join(character for character, _ in run), style)
            text.rstrip()
            self._atlas.console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def _write(self, column: int, row: int, text: str, style: Style) -> None:
        """Write text with a space on either side."""
        cells: list[str] = []
        for character in f" {text} ":
            width = cell_len(character)
            if width == 0:  # combining character
                cells[-1] += character
            else:
                cells += [character, *[""] * (width - 1)]
        for n, characters in enumerate(cells, column - 1):
            self._cells[n, row] = characters, style


def _cell_count(text: str) -> int:
    return sum(map(cell_len, text))
