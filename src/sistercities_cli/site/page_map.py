"""The map on the page: places as links, lines from homes to partners, and locator maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from sistercities_cli.geography import Coordinates
from sistercities_cli.model import Relationship
from sistercities_cli.pictures import escape_xml, status_symbol, world, world_map
from sistercities_cli.pictures.world import Place, Projection

WIDTH = 1120  # makes the names on the map as large as the text around it
PROJECTION = Projection(WIDTH, WIDTH / world.ASPECT)
MAX_LINES = 1000  # more would hide the land
LAND = "page:land"  # id of the outlines, which the locator maps reuse
LOCATOR_WIDTH, LOCATOR_HEIGHT = 230, 150  # size of the part of the map that a locator map shows


def draw_map(views: Sequence[Relationship], land: Iterable[world.Ring]) -> Markup:
    """Draw the map as an element of the page; empty if no place has coordinates."""
    places = world.find_places(views)
    lines = _map_lines(views, places, land) if places else ()
    return Markup("\n".join(lines))  # noqa: S704  # the lines escape their text


def _map_lines(
    views: Sequence[Relationship], places: Sequence[Place], land: Iterable[world.Ring]
) -> Iterator[str]:
    yield f'<svg class="world" viewBox="0 0 {WIDTH} {PROJECTION.height:.0f}" role="group"'
    yield ' aria-label="Map of the world with the places of the partners">'
    outlines = "".join(world_map.land_paths(land, PROJECTION))
    scale = f'transform="scale({1 / world_map.SUBPIXELS})"'
    yield f'<path class="land" id="{LAND}" {scale} fill-rule="evenodd" d="{outlines}"/>'
    yield f'<g {scale} aria-hidden="true">'
    for view in views if len(views) <= MAX_LINES else ():
        start, end = view.home.coordinates, view.partner.seat.coordinates
        path = world_map.route_path(start, end, PROJECTION)
        yield f'<path class="line" data-id="{escape_xml(view.id)}" d="{path}"/>'
    yield "</g>"
    yield from _place_links(places)
    yield "</svg>"


def _place_links(places: Sequence[Place]) -> Iterator[str]:
    """Yield the places as links; with several relationships, a link leads to the first."""
    names = world_map.label_elements(places, PROJECTION)
    for place in places:
        x, y = PROJECTION.project(place.coordinates)
        city = escape_xml(place.city.id)
        name, title = escape_xml(place.city.name), escape_xml(world_map.tooltip(place))
        target = f"page:home-{place.city.id}" if place.status is None else place.views[0].id
        # A name that does not fit is shown on hover or when few places are left.
        hidden = f'<text class="name spare" x="{x + 11:.0f}" y="{y + 5:.0f}">{name}</text>'
        yield (
            f'<a class="place" href="#{quote(target, ":")}" data-place="{city}"'
            f' aria-label="{title}"><title>{title}</title><g transform="translate({x:.1f} {y:.1f})">'
            f"{status_symbol(place.status)}</g>{names.get(place.city.id) or hidden}</a>"
        )


def draw_locator(coordinates: Coordinates) -> Markup:
    """Draw the region around a place, with the outlines of the map."""
    x, y = PROJECTION.project(coordinates)
    left = min(max(x - LOCATOR_WIDTH / 2, 0), PROJECTION.width - LOCATOR_WIDTH)
    top = min(max(y - LOCATOR_HEIGHT / 2, 0), PROJECTION.height - LOCATOR_HEIGHT)
    view_box = f"{left:.0f} {top:.0f} {LOCATOR_WIDTH} {LOCATOR_HEIGHT}"
    return Markup(  # noqa: S704  # numbers only
        f'<svg class="locator" viewBox="{view_box}" aria-hidden="true"><use href="#{LAND}"/>'
        f'<circle class="here" cx="{x:.1f}" cy="{y:.1f}" r="4"/></svg>'
    )
