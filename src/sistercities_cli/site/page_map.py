"""The map on the page: places as links, lines from homes to partners, and locator maps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from sistercities_cli.geography import Coordinates
from sistercities_cli.model import Relationship
from sistercities_cli.pictures import escape_xml, panel, world
from sistercities_cli.pictures.labels import PlacedLabel
from sistercities_cli.pictures.panel import Panel
from sistercities_cli.pictures.projection import Frame
from sistercities_cli.pictures.world import Land, Place
from sistercities_cli.pictures.world_map import MapDrawing

MAX_LINES = 1000  # more would hide the land
LAND_TOLERANCE = 2.0  # whole pixels are exact enough for land, and load faster
LAND = "page:land"  # id of the outlines, which the locator maps reuse
LOCATOR_WIDTH, LOCATOR_HEIGHT = 240, 160  # size of the part of the map that a locator map shows


class PageMap(NamedTuple):
    """The map as an element of the page."""

    svg: Markup
    frame: Frame
    notes: list[str]  # about numbers and the names that do not fit
    groups: Mapping[int, str]  # names of the homes with a colour of their own, by number

    def locator(self, coordinates: Coordinates) -> Markup:
        """Draw the region around a place, with the outlines of the map."""
        x, y = self.frame.project(coordinates)
        left = min(max(x - LOCATOR_WIDTH / 2, 0), self.frame.width - LOCATOR_WIDTH)
        top = min(max(y - LOCATOR_HEIGHT / 2, 0), self.frame.height - LOCATOR_HEIGHT)
        view_box = f"{left:.0f} {top:.0f} {LOCATOR_WIDTH} {LOCATOR_HEIGHT}"
        return Markup(  # noqa: S704  # numbers only
            f'<svg class="locator" viewBox="{view_box}" aria-hidden="true"><use href="#{LAND}"/>'
            f'<circle class="here" cx="{x:.0f}" cy="{y:.0f}" r="4"/></svg>'
        )


def draw_map(views: Sequence[Relationship], land: Land) -> PageMap | None:
    """Draw the map, unless no place has coordinates."""
    drawing = MapDrawing(views, land, zoom=False)
    if not drawing.places:
        return None
    heading, names = world.describe_unnamed(drawing.unnamed)
    notes = [f"{world.NUMBERS}."] if drawing.has_numbers else []
    if drawing.unnamed:
        notes.append(f"{heading}{': ' if names else ''}{', '.join(names)}.")
    svg = Markup("\n".join(_lines(drawing)))  # noqa: S704  # the lines escape their text
    groups = {n: name for n, name in drawing.groups.names_of(views).items() if n}
    return PageMap(svg, drawing.panel.frame, notes, groups)


def _lines(drawing: MapDrawing) -> Iterator[str]:
    frame, inset = drawing.panel.frame, drawing.inset
    height = max(frame.height, inset.box.bottom + 1 if inset else 0)
    shown = {place.city.id for place in inset.panel.places} if inset else set()
    yield f'<svg class="world" viewBox="0 0 {frame.width:.0f} {height:.0f}" role="group"'
    yield ' aria-label="Map of the world with the places of the partners">'
    yield from _ground(drawing, frame, "page:globe")
    # A place in the inset is a link there, and a home on the map itself.
    homes = {place.city.id for place in drawing.places if place.is_home}
    yield from _places(drawing.panel, drawing.names, links=homes | (_ids(drawing.panel) - shown))
    if inset:
        part, size = frame.extent(inset.panel.frame), inset.panel.frame
        yield _frame_element(part.left, part.top, part.width, part.height)
        yield f'<g transform="translate({inset.box.left} {inset.box.top})">'
        yield f'<rect class="sheet" width="{size.width:.0f}" height="{size.height:.0f}"/>'
        yield from _ground(drawing, size, "page:inset")
        yield from _places(inset.panel, inset.names, links=shown - homes)
        yield f"{_frame_element(0, 0, size.width, size.height)}</g>"
    yield "</svg>"


def _ids(drawn: Panel) -> set[str]:
    return {place.city.id for place in drawn.places}


def _frame_element(x: float, y: float, width: float, height: float) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}"'
    return f'<rect class="frame" x="{x:.0f}" y="{y:.0f}" {size}/>'


def _ground(drawing: MapDrawing, frame: Frame, clip: str) -> Iterator[str]:
    """Draw sea and land, and the lines on the map of the world."""
    outline = panel.path([frame.outline()])
    yield f'<clipPath id="{clip}"><path d="{outline}"/></clipPath>'
    yield f'<g clip-path="url(#{clip})" aria-hidden="true"><path class="sea" d="{outline}"/>'
    outlines = panel.land_path(drawing.land, frame, LAND_TOLERANCE, subpixels=1)
    id = f' id="{LAND}"' if frame.is_world else ""
    yield f'<path class="land"{id} fill-rule="evenodd" d="{outlines}"/>'
    for route in drawing.routes if frame.is_world and len(drawing.routes) <= MAX_LINES else ():
        ids, path = escape_xml(" ".join(route.ids)), panel.route_path(route, frame)
        yield f'<path class="line l{route.group}" data-ids="{ids}" d="{path}"/>'
    yield "</g>"


def _places(
    drawn: Panel, names: Mapping[str, PlacedLabel], links: Collection[str]
) -> Iterator[str]:
    """Draw the places, some of them as links; those to several relationships lead to the first."""
    for place in drawn.places:
        id = escape_xml(place.city.id)
        label = names.get(place.city.id)
        name = panel.label_element(label) if label else _spare_name(drawn, place)
        if place.city.id not in links:
            hidden = f'<g class="place" data-place="{id}" aria-hidden="true">'
            yield f"{hidden}{drawn.symbols(place)}{name if label else ''}</g>"
            continue
        title = escape_xml(world.describe_place(place))
        # A colon, which no id has, keeps the page's own anchors apart from those of relationships.
        target = quote(f"page:home-{place.city.id}" if place.is_home else place.views[0].id, ":")
        yield (
            f'<a class="place" href="#{target}" data-place="{id}">'
            f"<title>{title}</title>{drawn.symbols(place)}{name}</a>"
        )


def _spare_name(drawn: Panel, place: Place) -> str:
    """Draw a name that does not fit; it is shown on hover or when few places are left."""
    box, name = drawn.box(place), escape_xml(place.city.name)
    spot = f'x="{box.right + 3:.0f}" y="{(box.top + box.bottom) / 2 + 5:.0f}"'
    return f'<text class="name spare" {spot}>{name}</text>'
