"""The map of the page: its places are links to the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from sistercities_cli.render import mapsvg
from sistercities_cli.render.marks import Mark, marks
from sistercities_cli.render.outlines import Ring
from sistercities_cli.render.projection import ASPECT, Projection
from sistercities_cli.render.website.entries import Entry

WIDTH = 920  # with names of the picture's size, these can be read beside a text


def world(found: Sequence[Entry], land: Iterable[Ring]) -> str:
    """Return the map as an element of an HTML page, styled by the page."""
    return "\n".join(_lines(found, land))


def _lines(found: Sequence[Entry], land: Iterable[Ring]) -> Iterator[str]:
    views = [entry.view for entry in found]
    flat = Projection(WIDTH, WIDTH / ASPECT)
    yield f'<svg class="world" viewBox="0 0 {flat.width} {flat.height:.0f}" role="group"'
    yield ' aria-label="Map of the world with the places of the partners">'
    yield f'<g transform="scale({1 / mapsvg.FINE})" aria-hidden="true">'
    yield f'<path class="land" fill-rule="evenodd" d="{"".join(mapsvg.land_paths(land, flat))}"/>'
    for view in views:
        path = mapsvg.way(view.home.coordinates, view.partner.seat.coordinates, flat)
        yield f'<path class="line" data-ids="{escape(view.id)}" d="{path}"/>'
    yield "</g>"
    yield from _places(marks(views), flat)
    yield "</svg>"


def _places(found: Sequence[Mark], flat: Projection) -> Iterator[str]:
    """Yield the places; the link of one with several relationships leads to the first."""
    names = mapsvg.names(found, flat)
    for mark in found:
        x, y = flat.place(mark.place)
        title = escape(mapsvg.title(mark))
        spare = f'<text class="name spare" x="{x + 11:.0f}" y="{y + 5:.0f}">{_name(mark)}</text>'
        yield (
            f'<a class="place" {_links(mark)} aria-label="{title}"><title>{title}</title>'
            f'<g transform="translate({x:.1f} {y:.1f})">{mapsvg.sign(mark.status)}</g>'
            f"{names.get(mark.city.id) or spare}</a>"
        )


def _links(mark: Mark) -> str:
    """Write where a place leads, and what the script has to know of it."""
    ids = escape(" ".join(view.id for view in mark.views))
    home = "" if mark.status else f' data-home="{escape(mark.city.id)}"'
    target = quote(mark.views[0].id if mark.status else f"home-{mark.city.id}")
    return f'href="#{target}" data-ids="{ids}" data-city="{_name(mark)}"{home}'


def _name(mark: Mark) -> str:
    return escape(mark.city.name)
