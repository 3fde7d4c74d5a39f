"""The world map as SVG, with light and dark colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product
from typing import NamedTuple

from sistercities_cli.history import HomeGroups
from sistercities_cli.model import Relationship, Status
from sistercities_cli.pictures import (
    FONT_SIZE,
    escape_xml,
    group_stylesheet,
    text_width,
    truncate,
    world,
    wrap_list,
)
from sistercities_cli.pictures.labels import PlacedLabel
from sistercities_cli.pictures.panel import (
    LABEL_SIZE,
    MINOR_SCALE,
    RADIUS,
    Panel,
    label_element,
    land_path,
    line_opacity,
    map_frame,
    mark_symbol,
    path,
    route_path,
)
from sistercities_cli.pictures.projection import Box, Frame, equal_earth, region_frame
from sistercities_cli.pictures.world import Land

WIDTH = 1200
ZOOM_HEIGHTS = (420.0, 800.0)
MAP_TOP = 76  # below the heading
MARGIN = 24  # around texts
LEGEND_SIZE, LINE_HEIGHT = 15, 21  # of texts below the map
INSET_WIDTH, INSET_HEIGHTS, INSET_MARGIN = 450, (240.0, 370.0), 36
WINDOW = 0.135  # width of the enlarged part of a map, in relation to the map
OVERHANG = 170  # how far an inset may extend below the map
TILE = 10  # pixels, in the search for the position of an inset
PLACE_WEIGHT = 1000  # of a place under an inset, in points of the outlines of land
PAPER, DARK_PAPER = "#fff", "#12161c"
STYLE = """\
svg { background: #fff; font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
.sheet { fill: #fff } .sea { fill: #f1f4f7 } .land { fill: #d3d8de }
.line { fill: none; stroke-width: 1.1 } .minor { stroke-width: .7 }
.leader { fill: none; stroke: #1c2430; stroke-width: .9 }
.frame { fill: none; stroke: #5a6573 } text { fill: #1c2430 } .quiet { fill: #5a6573 }
.halo { fill: none; stroke: #fff; stroke-opacity: .8; stroke-width: 3; stroke-linejoin: round }
.big { font-weight: 700 } .dot { stroke-width: 1.5 } .thick { stroke-width: 2 }
.plain { fill: #5a6573; stroke: #fff } .open { fill: #fff; stroke: #5a6573 }
@media (prefers-color-scheme: dark) {
svg { background: #12161c } .sheet { fill: #12161c } .sea { fill: #181e26 } .land { fill: #343d49 }
.leader { stroke: #eef2f6 } .frame { stroke: #a7b2bf } text { fill: #eef2f6 }
.quiet { fill: #a7b2bf } .halo { stroke: #12161c } .plain { fill: #a7b2bf; stroke: #12161c }
.open { fill: #12161c; stroke: #a7b2bf }
}
"""


def map_svg(views: Sequence[Relationship], title: str, land: Land, *, zoom: bool = False) -> str:
    """Draw land, great circles from homes to partners, symbols, names and a legend.

    With ``zoom``, show only the part of the world with the places. Where names do not fit, a part
    is enlarged in an inset.
    """
    lines = MapDrawing(views, land, zoom=zoom).document(title)
    return "".join(f"{line}\n" for line in lines)


class Inset(NamedTuple):
    """An enlarged part of a map, with its position on it."""

    panel: Panel
    names: dict[str, PlacedLabel]
    box: Box


class MapDrawing:
    """A map with its heading, inset, legend and the names that do not fit."""

    def __init__(self, views: Sequence[Relationship], land: Land, *, zoom: bool) -> None:
        self.views: Sequence[Relationship] = views
        self.land: Land = land
        self.groups: HomeGroups = HomeGroups(views)
        self.places: list[world.Place] = world.find_places(views, self.groups)
        self.routes: list[world.Route] = world.find_routes(views, self.groups)
        self.panel: Panel = Panel(self._frame(zoom=zoom), self.places)
        self.inset: Inset | None = self._inset()
        named = self.places
        if self.inset:
            shown = {place.city.id for place in self.inset.panel.places if not place.is_home}
            named = [place for place in self.places if place.city.id not in shown]
            self.panel = Panel(self.panel.frame, self.places, small=shown)
        taken = [self.inset.box] if self.inset else []
        self.has_numbers: bool = world.has_numbers(self.places)
        self.names: dict[str, PlacedLabel] = self.panel.label(named, leaders=True, taken=taken)
        ids = {*self.names, *(self.inset.names if self.inset else ())}
        self.unnamed: list[str] = [one.city.name for one in self.places if one.city.id not in ids]

    def _frame(self, *, zoom: bool) -> Frame:
        """Choose the part of the world to show."""
        frame = None
        if zoom and self.places:
            places = [place.coordinates for place in self.places]
            frame = region_frame(equal_earth, places, WIDTH, ZOOM_HEIGHTS, 4 * MARGIN)
        return frame or map_frame(self.places, self.routes, WIDTH)

    def _inset(self) -> Inset | None:
        """Enlarge the part where most names do not fit, if there is one."""
        named = self.panel.label(self.places, leaders=False)
        width, height = WINDOW * WIDTH, WINDOW * WIDTH * INSET_HEIGHTS[1] / INSET_WIDTH
        crowd = world.find_crowd(self.panel.frame, self.places, named, width, height)
        coordinates = [place.coordinates for place in crowd]
        frame = crowd and region_frame(
            equal_earth, coordinates, INSET_WIDTH, INSET_HEIGHTS, INSET_MARGIN
        )
        if not frame:
            return None
        places = [place for place in self.places if frame.covers(place.coordinates, 2 * RADIUS)]
        panel = Panel(frame, places)
        left, top = self._inset_position(frame.height)
        box = Box(left, top, left + frame.width, top + frame.height)
        return Inset(panel, panel.label(places, leaders=True), box)

    def _inset_position(self, height: float) -> tuple[int, int]:
        """Find the position for an inset that hides the fewest places, and the least land."""
        weights: Counter[tuple[int, int]] = Counter()
        for x, y in self.panel.points.values():
            weights[int(x // TILE), int(y // TILE)] += PLACE_WEIGHT
        for ring in self.land.rings(self.panel.frame):
            weights.update((int(x // TILE), int(y // TILE)) for x, y in ring)
        bottom = int(self.panel.frame.height + OVERHANG)
        sums = SummedArea(weights, WIDTH // TILE, bottom // TILE)
        margin = 2 * RADIUS

        def cost(corner: tuple[int, int]) -> tuple[int, int, int]:
            left, top = corner
            box = Box(left, top, left + INSET_WIDTH, top + height).expand(margin, margin)
            return sums.total(*(int(edge // TILE) for edge in box)), -top, left

        columns = range(MARGIN, WIDTH - MARGIN - INSET_WIDTH + 1, TILE)
        return min(product(columns, range(0, bottom - int(height), TILE)), key=cost)

    def document(self, title: str) -> Iterator[str]:
        """Yield the lines of the complete picture."""
        heading = world.map_heading(self.views) if self.views else "No relationships match"
        bottom, texts = self._texts()
        height = f"{MAP_TOP + bottom:.0f}"
        numbers = [mark.group for place in self.places for mark in place.marks]
        numbers += [route.group for route in self.routes]
        # In a graphics-document (WAI-ARIA Graphics Module) screen readers reach titles of parts.
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            f' width="{WIDTH}" height="{height}"'
            ' role="graphics-document document" aria-labelledby="title summary">'
        )
        yield f'<title id="title">{escape_xml(title)}</title>'
        yield f'<desc id="summary">{escape_xml(_summary(self.views, heading))}</desc>'
        yield f"<style>\n{STYLE}{group_stylesheet(numbers, PAPER, DARK_PAPER)}</style>"
        yield f'<rect class="sheet" width="{WIDTH}" height="{height}"/>'
        yield _heading(title, "big", 40, 26)
        yield _heading(heading, "quiet", 64, 16)
        yield f'<g transform="translate(0 {MAP_TOP})">'
        yield from self._map(self.panel, self.names, "map")
        if self.inset:
            yield from self._inset_elements(self.inset)
        yield from texts
        yield "</g>"
        yield "</svg>"

    def _map(self, panel: Panel, names: Mapping[str, PlacedLabel], id: str) -> Iterator[str]:
        """Draw land, lines, symbols and names."""
        outline = path([panel.frame.outline()])
        yield f'<defs><clipPath id="{id}"><path d="{outline}"/></clipPath></defs>'
        yield f'<g clip-path="url(#{id})" aria-hidden="true"><path class="sea" d="{outline}"/>'
        yield f'<path class="land" fill-rule="evenodd" d="{land_path(self.land, panel.frame)}"/>'
        yield from self._lines(panel.frame)
        yield f'</g><g font-size="{LABEL_SIZE}">'
        for place in panel.places:
            title = escape_xml(world.describe_place(place))
            yield f'<g role="graphics-symbol img"><title>{title}</title>{panel.symbols(place)}</g>'
        yield from map(label_element, names.values())
        yield "</g>"

    def _lines(self, frame: Frame) -> Iterator[str]:
        """Draw the lines of each group in one element, so that overlaps do not become darker."""
        drawn: dict[tuple[bool, int], list[str]] = {}
        for route in self.routes:
            key = (not route.is_minor, route.group)
            drawn.setdefault(key, []).append(route_path(route, frame))
        opacity = line_opacity(len(self.routes))
        for (is_major, group), paths in sorted(drawn.items()):
            style = f"line l{group}{'' if is_major else ' minor'}"
            yield f'<path class="{style}" opacity="{opacity:.2f}" d="{"".join(paths)}"/>'

    def _inset_elements(self, inset: Inset) -> Iterator[str]:
        """Draw an inset, and a rectangle around the part of the map that it enlarges."""
        frame = inset.panel.frame
        part = self.panel.frame.extent(frame)
        size = f'width="{frame.width:.0f}" height="{frame.height:.0f}"'
        yield (
            f'<rect class="frame" x="{part.left:.0f}" y="{part.top:.0f}"'
            f' width="{part.width:.0f}" height="{part.height:.0f}"/>'
        )
        yield f'<g transform="translate({inset.box.left} {inset.box.top})" aria-hidden="true">'
        yield f'<rect class="sheet" {size}/>'
        yield from self._map(inset.panel, inset.names, "inset")
        yield f'<rect class="frame" {size}/></g>'

    def _texts(self) -> tuple[float, list[str]]:
        """Draw the legend and the notes beside the inset, and return the y of their bottom, too."""
        left, right, bottom = MARGIN, WIDTH - MARGIN, self.panel.frame.height
        if self.inset and self.inset.box.bottom > bottom:
            if self.inset.box.left + self.inset.box.right < WIDTH:
                left = int(self.inset.box.right) + MARGIN
            else:
                right = int(self.inset.box.left) - MARGIN
        parts = [f'<g font-size="{LEGEND_SIZE}" aria-hidden="true">']
        x, y = left, round(bottom) + LINE_HEIGHT + 8
        for symbol, text in self._legend():
            width = round(text_width(text, LEGEND_SIZE))
            if x > left and x + 24 + width > right:
                x, y = left, y + LINE_HEIGHT
            parts.append(f'<g transform="translate({x + 9} {y - 5})">{symbol}</g>')
            parts.append(f'<text x="{x + 24}" y="{y}">{escape_xml(text)}</text>')
            x += 46 + width
        for note in self._notes(right - left):
            y += LINE_HEIGHT
            text = truncate(note, (right - left) * FONT_SIZE / LEGEND_SIZE)
            parts.append(f'<text class="quiet" x="{left}" y="{y}">{escape_xml(text)}</text>')
        inset_bottom = self.inset.box.bottom if self.inset else 0
        return max(y, inset_bottom) + MARGIN, [*parts, "</g>"]

    def _legend(self) -> Iterator[tuple[str, str]]:
        """Yield the symbols of homes and statuses with their texts."""
        names = self.groups.names_of(self.views)
        single = str(next(iter(names))) if len(names) == 1 else ""
        for n, name in names.items():
            line = f'<path class="line l{n}" stroke-width="2" d="M-8 0H8"/>'
            yield (mark_symbol(None, str(n)) if n != self.groups.SHARED else line), name
        for status, count in world.count_by_status(self.views):
            yield mark_symbol(status, single), f"{status} {count:,}"
        marks = [mark for place in self.places for mark in place.marks]
        if any(mark.is_minor for mark in marks):
            yield mark_symbol(Status.ACTIVE, single, f"scale({MINOR_SCALE})"), "organisation"

    def _notes(self, width: float) -> Iterator[str]:
        """Yield lines about numbers, names that do not fit and places without coordinates."""
        if self.has_numbers:
            yield world.NUMBERS
        if self.unnamed:
            heading, listed = world.describe_unnamed(self.unnamed)
            yield from wrap_list(heading, listed, width * FONT_SIZE / LEGEND_SIZE)
        if unplaced := world.describe_unplaced(self.views):
            yield unplaced


class SummedArea:
    """Sums of the weights in rectangles of tiles, in constant time each."""

    def __init__(self, weights: Mapping[tuple[int, int], int], columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._sums = [[0] * (columns + 1)]
        for row in range(rows):
            line = accumulate((weights.get((n, row), 0) for n in range(columns)), initial=0)
            self._sums.append([a + b for a, b in zip(self._sums[-1], line, strict=True)])

    def total(self, left: int, top: int, right: int, bottom: int) -> int:
        """Return the sum of the tiles between edges that may lie outside, the last included."""
        left, right = max(left, 0), min(right + 1, self._columns)
        above, below = self._sums[max(top, 0)], self._sums[min(bottom + 1, self._rows)]
        return below[right] - above[right] - below[left] + above[left]


def _summary(views: Sequence[Relationship], heading: str) -> str:
    by_status = ", ".join(f"{count} {status}" for status, count in world.count_by_status(views))
    unplaced = world.describe_unplaced(views)
    text = f"{heading}{f': {by_status}' if by_status else ''}. A map of the world."
    return f"{text} {unplaced}." if unplaced else text


def _heading(text: str, style: str, y: int, size: int) -> str:
    """Draw a line of text above the map, shrunk to fit if it is too long."""
    size_that_fits = min(size, (WIDTH - 2 * MARGIN) * size / max(1, text_width(text, size)))
    return (
        f'<text class="{style}" x="{MARGIN}" y="{y}" font-size="{size_that_fits:.1f}"'
        f' aria-hidden="true">{escape_xml(text)}</text>'
    )
