"""The world map as SVG, light or dark to match the reader's screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sistercities_cli.dates import format_date
from sistercities_cli.geography import Coordinates, great_circle, split_at_antimeridian
from sistercities_cli.model import Relationship, Status, format_place
from sistercities_cli.pictures import escape_xml
from sistercities_cli.pictures.world import (
    ASPECT,
    WEST_EDGE,
    Box,
    Label,
    Place,
    Point,
    Projection,
    Ring,
    count_by_status,
    describe_unplaced,
    find_places,
    map_heading,
    place_labels,
    rotate_back,
    rotate_to_antimeridian,
)

WIDTH, HEIGHT = 1600, 900  # a slide
MAP_TOP, MARGIN = 76, 40  # of the map, above which stands the heading; of what is written
SUBPIXELS = 10  # lines are written in whole tenths: short, and smooth enough
LABEL_SIZE = 15  # of a name's letters
DOT_RADIUS = 6  # of a dot
LINE_STEP = 3.0  # degrees between the points of a line
HOME = "home"

STYLE = """\
svg { background: #fff; font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
.sheet { fill: #fff } .land { fill: #d5d9de } .line { fill: none; stroke: #5b6b7f; opacity: .45 }
text { fill: #1c2430 } .quiet { fill: #5a6573 } .halo { fill: none; stroke: #fff; stroke-width: 4;
stroke-linejoin: round } .big { font-weight: 700 } .dot { stroke-width: 2 }
.home { fill: #b0267e; stroke: #fff } .active { fill: #1b7f3b; stroke: #fff }
.suspended { fill: #c25e00; stroke: #fff } .dormant { fill: #fff; stroke: #8a6500 }
.ended { fill: none; stroke: #c11d1d } .unconfirmed { fill: #fff; stroke: #5a6573 }
@media (prefers-color-scheme: dark) {
svg { background: #12161c } .sheet { fill: #12161c } .land { fill: #333b46 }
.line { stroke: #9fb2c9 } text { fill: #eef2f6 } .quiet { fill: #a7b2bf }
.halo { stroke: #12161c } .home { fill: #ff7cc8; stroke: #12161c }
.active { fill: #57d17c; stroke: #12161c } .suspended { fill: #ffa64d; stroke: #12161c }
.dormant { fill: #12161c; stroke: #e6c34a } .ended { stroke: #ff7b7b }
.unconfirmed { fill: #12161c; stroke: #a7b2bf }
}
"""

SHAPES = {
    HOME: "M0-11 2.6-3.6 10.5-3.4 4.3 1.4 6.5 8.9 0 4.5-6.5 8.9-4.3 1.4-10.5-3.4-2.6-3.6Z",
    Status.ACTIVE: "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z",
    Status.SUSPENDED: "M0-8 8 0 0 8-8 0Z",
    Status.DORMANT: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z",
    Status.ENDED: "M-5-5 5 5M-5 5 5-5",
    Status.UNCONFIRMED: "M-5-5H5V5H-5Z",
}


def map_svg(views: Sequence[Relationship], title: str, land: Iterable[Ring]) -> str:
    """Return the picture: land, great circles from home to partner, dots, names, a legend."""
    return "".join(f"{line}\n" for line in _lines(views, title, land))


def _lines(views: Sequence[Relationship], title: str, land: Iterable[Ring]) -> Iterator[str]:
    found = find_places(views)
    flat = Projection(WIDTH, WIDTH / ASPECT)
    headline = map_heading(views) if views else "No relationships match"
    # In a graphics-document (WAI-ARIA Graphics Module) readers come to the titles of its parts.
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' role="graphics-document document" aria-labelledby="title summary">'
    )
    yield f'<title id="title">{escape_xml(title)}</title>'
    yield f'<desc id="summary">{escape_xml(_summary(views, headline))}</desc>'
    yield f"<style>\n{STYLE}</style>"
    yield '<defs><clipPath id="map">'
    yield f'<rect width="{WIDTH}" height="{flat.height:.0f}"/></clipPath></defs>'
    yield f'<rect class="sheet" width="{WIDTH}" height="{HEIGHT}"/>'
    yield _headline(title, "big", 44, 28)
    yield _headline(headline, "quiet", 70, 18)
    yield f'<g transform="translate(0 {MAP_TOP})"><g clip-path="url(#map)" aria-hidden="true">'
    yield f'<g transform="scale({1 / SUBPIXELS})">'
    yield f'<path class="land" fill-rule="evenodd" d="{"".join(land_paths(land, flat))}"/>'
    yield f'<path class="line" stroke-width="15" d="{"".join(_route_paths(views, flat))}"/></g></g>'
    yield f'<g font-size="{LABEL_SIZE}">'
    yield from _place_elements(found, flat)
    yield "</g></g>"
    yield from _legend(views)
    yield "</svg>"


def _summary(views: Sequence[Relationship], headline: str) -> str:
    by_status = ", ".join(f"{number} {status}" for status, number in count_by_status(views))
    missing = describe_unplaced(views)
    text = f"{headline}{f': {by_status}' if by_status else ''}. A map of the world."
    return f"{text} {missing}." if missing else text


def _headline(text: str, style: str, y: int, size: int) -> str:
    """Write a line over the map, smaller where it would be too long."""
    fitting = min(size, (WIDTH - 2 * MARGIN) * size / max(1, _text_length(text, size)))
    return (
        f'<text class="{style}" x="{MARGIN}" y="{y}" font-size="{fitting:.1f}"'
        f' aria-hidden="true">{escape_xml(text)}</text>'
    )


def land_paths(land: Iterable[Ring], flat: Projection) -> Iterator[str]:
    """Yield the rings, those that run over an edge of the map once for either side."""
    for ring in land:
        easts = [point.longitude for point in ring]
        for turn in (-360, 0, 360):
            if max(easts) + turn > WEST_EDGE and min(easts) + turn < WEST_EDGE + 360:
                points = [Point(flat.x(east + turn), flat.y(north)) for north, east in ring]
                yield f"{_path(points)}Z"


def _route_paths(views: Sequence[Relationship], flat: Projection) -> Iterator[str]:
    """Yield the great circles from home to partner, each once."""
    ends = {(view.home.coordinates, view.partner.seat.coordinates): None for view in views}
    return (route_path(here, there, flat) for here, there in ends)


def route_path(here: Coordinates | None, there: Coordinates | None, flat: Projection) -> str:
    """Return the path of a great circle, cut where the map is cut; none to an unknown place."""
    if here is None or there is None:
        return ""
    parts = split_at_antimeridian(
        [rotate_to_antimeridian(point) for point in great_circle(here, there, LINE_STEP)]
    )
    places = (
        [Point(flat.x(east), flat.y(north)) for north, east in map(rotate_back, part)]
        for part in parts
    )
    return "".join(map(_path, places))


def _path(points: Sequence[Point]) -> str:
    """Write a line as steps from point to point, which takes fewest letters."""
    steps = []
    x = y = 0
    for point in points:
        column, row = round(point.x * SUBPIXELS), round(point.y * SUBPIXELS)
        steps.append(f"{column - x} {row - y}")
        x, y = column, row
    return f"M{steps[0]}l{' '.join(steps[1:])}".replace(" -", "-")


def _place_elements(found: Sequence[Place], flat: Projection) -> Iterator[str]:
    """Yield the dots with their titles, then the names that there is room for."""
    at = {mark.city.id: flat.place(mark.place) for mark in found}
    for mark in found:
        x, y = at[mark.city.id]
        yield (
            f'<g role="graphics-symbol img" transform="translate({x:.1f} {y:.1f})">'
            f"<title>{escape_xml(tooltip(mark))}</title>{symbol(mark.status)}</g>"
        )
    yield from label_elements(found, flat).values()


def label_elements(found: Sequence[Place], flat: Projection) -> dict[str, str]:
    """Return the names that there is room for on a map, by the id of the city."""
    at = {mark.city.id: flat.place(mark.place) for mark in found}
    # Homes first, then short names: so most of them find a place.
    order = sorted(found, key=lambda mark: (bool(mark.status), _text_length(mark.city.name)))
    wanted = [
        Label(
            _dot_box(at[mark.city.id]),
            _text_length(mark.city.name),
            LABEL_SIZE,
            crowded=mark.status is None,
        )
        for mark in order
    ]
    places = place_labels(wanted, Box(0, 0, flat.width, flat.height), 4)
    return {
        mark.city.id: _label_element(mark, box, at[mark.city.id])
        for mark, box in zip(order, places, strict=True)
        if box
    }


def _label_element(mark: Place, box: Box, dot: Point) -> str:
    """Write a name; its end is fixed where that is next to the dot, whatever the font."""
    before = box.right <= dot.x
    x = box.right if before else box.left
    anchor = ' text-anchor="end"' if before else ""
    weight = "" if mark.status else " big"
    rest = f'x="{x:.0f}" y="{box.bottom - 3:.0f}"{anchor} aria-hidden="true"'
    name = escape_xml(mark.city.name)
    # Twice, as few programs know paint-order, which would put the halo behind the letters.
    return "".join(
        f'<text class="{layer}{weight}" {rest}>{name}</text>' for layer in ("halo", "name")
    )


def tooltip(mark: Place) -> str:
    """Say what is at a place: a line for it, then one per relationship."""
    lines = [f"{format_place(mark.city)}{'' if mark.status else ', home'}"]
    for view in mark.views:
        since = f", since {format_date(view.founded)}" if view.founded else ""
        party = "" if view.partner is mark.city else f"{view.partner.name}: "
        lines.append(f"{party}{view.kind} of {view.home_party.name}, {view.status}{since}")
    return "\n".join(lines)


def _legend(views: Sequence[Relationship]) -> Iterator[str]:
    x, y = MARGIN, HEIGHT - 24
    known = [(status, f"{status} {number:,}") for status, number in count_by_status(views)]
    yield '<g font-size="18" aria-hidden="true">'
    for status, text in [(None, HOME), *known]:
        yield f'<g transform="translate({x + 8} {y - 6})">{symbol(status)}</g>'
        yield f'<text x="{x + 26}" y="{y}">{text}</text>'
        x += 52 + round(_text_length(text, 18))
    if missing := describe_unplaced(views):
        size = min(18, 18 * (WIDTH - MARGIN - x) / _text_length(missing, 18))
        style = f'class="quiet" x="{x}" y="{y}" font-size="{size:.1f}"'
        yield f"<text {style}>{escape_xml(missing)}</text>"
    yield "</g>"


def symbol(status: Status | None) -> str:
    """Return the sign of a status, around the origin; that of a home for None."""
    kind = status or HOME
    return f'<path class="dot {kind}" d="{SHAPES[kind]}"/>'


def _dot_box(dot: Point) -> Box:
    return Box(dot.x, dot.y, dot.x, dot.y).wider(DOT_RADIUS + 1, DOT_RADIUS + 1)


def _text_length(text: str, size: int = LABEL_SIZE) -> float:
    """Estimate how long a text is drawn: the signs of scripts with wide ones take a whole em."""
    return size * sum(0.57 if sign < "\u2e80" else 1 for sign in text)
