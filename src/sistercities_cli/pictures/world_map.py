"""The world map as SVG, with light and dark colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sistercities_cli.dates import format_date
from sistercities_cli.geography import Coordinates, Vertex, great_circle, split_at_antimeridian
from sistercities_cli.model import Relationship, format_place
from sistercities_cli.pictures import (
    HOME,
    escape_xml,
    status_stylesheet,
    status_symbol,
    text_width,
    world,
)
from sistercities_cli.pictures.world import Box, Label, Place, Projection

WIDTH, HEIGHT = 1600, 900  # a slide
MAP_TOP = 76  # below the heading
MARGIN = 40  # left and right of texts
SUBPIXELS = 10  # line coordinates are integer tenths: compact, and smooth enough
LINE_STEP = 3.0  # degrees between the points of a great circle
SYMBOL_RADIUS = 7  # kept free of names
LABEL_SIZE, LEGEND_SIZE = 15, 18  # font sizes
LABEL_GAP = 4  # between a symbol and its name
STYLE = """\
svg { background: #fff; font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
.sheet { fill: #fff } .land { fill: #d5d9de } .line { fill: none; stroke: #5b6b7f; opacity: .45 }
text { fill: #1c2430 } .quiet { fill: #5a6573 } .halo { fill: none; stroke: #fff; stroke-width: 4;
stroke-linejoin: round } .big { font-weight: 700 } .dot { stroke-width: 2 }
@media (prefers-color-scheme: dark) {
svg { background: #12161c } .sheet { fill: #12161c } .land { fill: #333b46 }
.line { stroke: #9fb2c9 } text { fill: #eef2f6 } .quiet { fill: #a7b2bf }
.halo { stroke: #12161c }
}
""" + status_stylesheet("#fff", "#12161c")


def map_svg(views: Sequence[Relationship], title: str, land: Iterable[world.Ring]) -> str:
    """Draw land, great circles from home to partner, symbols, names and a legend."""
    return "".join(f"{line}\n" for line in _lines(views, title, land))


def _lines(views: Sequence[Relationship], title: str, land: Iterable[world.Ring]) -> Iterator[str]:
    projection = Projection(WIDTH, WIDTH / world.ASPECT)
    heading = world.map_heading(views) if views else "No relationships match"
    # In a graphics-document (WAI-ARIA Graphics Module) screen readers reach the titles of parts.
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' role="graphics-document document" aria-labelledby="title summary">'
    )
    yield f'<title id="title">{escape_xml(title)}</title>'
    yield f'<desc id="summary">{escape_xml(_summary(views, heading))}</desc>'
    yield f"<style>\n{STYLE}</style>"
    yield '<defs><clipPath id="map">'
    yield f'<rect width="{WIDTH}" height="{projection.height:.0f}"/></clipPath></defs>'
    yield f'<rect class="sheet" width="{WIDTH}" height="{HEIGHT}"/>'
    yield _heading(title, "big", 44, 28)
    yield _heading(heading, "quiet", 70, 18)
    yield f'<g transform="translate(0 {MAP_TOP})"><g clip-path="url(#map)" aria-hidden="true">'
    yield f'<g transform="scale({1 / SUBPIXELS})">'
    yield f'<path class="land" fill-rule="evenodd" d="{"".join(land_paths(land, projection))}"/>'
    ends = dict.fromkeys((view.home.coordinates, view.partner.seat.coordinates) for view in views)
    routes = "".join(route_path(start, end, projection) for start, end in ends)
    yield f'<path class="line" stroke-width="15" d="{routes}"/></g></g>'
    yield f'<g font-size="{LABEL_SIZE}">'
    places = world.find_places(views)
    for place in places:
        x, y = projection.project(place.coordinates)
        yield (
            f'<g role="graphics-symbol img" transform="translate({x:.1f} {y:.1f})">'
            f"<title>{escape_xml(tooltip(place))}</title>{status_symbol(place.status)}</g>"
        )
    yield from label_elements(places, projection).values()
    yield "</g></g>"
    yield from _legend(views)
    yield "</svg>"


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


def land_paths(land: Iterable[world.Ring], projection: Projection) -> Iterator[str]:
    """Yield the paths of rings, two of them for a ring that crosses the edge of the map."""
    for ring in land:
        longitudes = [point.longitude for point in ring]
        for turn in (-360, 0, 360):
            if (
                max(longitudes) + turn > world.WEST_EDGE
                and min(longitudes) + turn < world.WEST_EDGE + 360
            ):
                yield f"{_path(ring, projection, turn)}Z"


def route_path(start: Coordinates | None, end: Coordinates | None, projection: Projection) -> str:
    """Return the path of a great circle, cut at the edges of the map; empty if an end is None."""
    if start is None or end is None:
        return ""
    circle = map(world.rotate_to_antimeridian, great_circle(start, end, LINE_STEP))
    parts = split_at_antimeridian(list(circle))
    return "".join(_path(map(world.rotate_back, part), projection) for part in parts)


def _path(line: Iterable[Vertex], projection: Projection, turn: int = 0) -> str:
    """Format a line in relative coordinates, which are shorter than absolute ones."""
    steps = []
    x = y = 0
    for point in line:
        column = round(projection.x(point.longitude + turn) * SUBPIXELS)
        row = round(projection.y(point.latitude) * SUBPIXELS)
        steps.append(f"{column - x} {row - y}")
        x, y = column, row
    return f"M{steps[0]}l{' '.join(steps[1:])}".replace(" -", "-")


def label_elements(places: Sequence[Place], projection: Projection) -> dict[str, str]:
    """Draw the names that fit on a map, by the id of their city."""
    labels = []
    for place in places:
        point, name = projection.project(place.coordinates), place.city.name
        symbol = Box(*point, *point).expand(SYMBOL_RADIUS, SYMBOL_RADIUS)
        labels.append(Label(place, name, symbol, text_width(name, LABEL_SIZE), LABEL_SIZE))
    area = Box(0, 0, projection.width, projection.height)
    placed = world.place_labels(labels, area, LABEL_GAP)
    return {label.place.city.id: _label_element(label, box) for label, box in placed}


def _label_element(label: Label, box: Box) -> str:
    """Draw a name, anchored at the end next to its symbol, as fonts differ in width."""
    is_left = box.left < label.symbol.left
    x = box.right if is_left else box.left
    anchor = ' text-anchor="end"' if is_left else ""
    weight = "" if label.place.status else " big"
    attributes = f'x="{x:.0f}" y="{box.bottom - 3:.0f}"{anchor} aria-hidden="true"'
    # Drawn twice, as few programs support paint-order, which would place the halo behind.
    return "".join(
        f'<text class="{layer}{weight}" {attributes}>{escape_xml(label.name)}</text>'
        for layer in ("halo", "name")
    )


def tooltip(place: Place) -> str:
    """Format a place and its relationships as a tooltip."""
    lines = [f"{format_place(place.city)}{'' if place.status else f', {HOME}'}"]
    for view in place.views:
        since = f", since {format_date(view.founded)}" if view.founded else ""
        party = "" if view.partner is place.city else f"{view.partner.name}: "
        lines.append(f"{party}{view.kind} of {view.home_party.name}, {view.status}{since}")
    return "\n".join(lines)


def _legend(views: Sequence[Relationship]) -> Iterator[str]:
    x, y = MARGIN, HEIGHT - 24
    statuses = [(status, f"{status} {count:,}") for status, count in world.count_by_status(views)]
    yield f'<g font-size="{LEGEND_SIZE}" aria-hidden="true">'
    for status, text in [(None, HOME), *statuses]:
        yield f'<g transform="translate({x + 8} {y - 6})">{status_symbol(status)}</g>'
        yield f'<text x="{x + 26}" y="{y}">{text}</text>'
        x += 52 + round(text_width(text, LEGEND_SIZE))
    if unplaced := world.describe_unplaced(views):
        width = text_width(unplaced, LEGEND_SIZE)
        size = min(LEGEND_SIZE, LEGEND_SIZE * (WIDTH - MARGIN - x) / width)
        attributes = f'class="quiet" x="{x}" y="{y}" font-size="{size:.1f}"'
        yield f"<text {attributes}>{escape_xml(unplaced)}</text>"
    yield "</g>"
