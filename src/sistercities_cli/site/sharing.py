"""Metadata of the page for search engines, shared links and browser tabs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from sistercities_cli.directory import Directory
from sistercities_cli.model import City

WIKIDATA = "https://www.wikidata.org/wiki/"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M10 16h12" stroke="{colour}" stroke-width="4"/>'
    '<circle cx="8" cy="16" r="7" fill="{colour}"/>'
    '<circle cx="24" cy="16" r="5" fill="#fff" stroke="{colour}" stroke-width="4"/></svg>'
)


def icon_address(colour: str) -> str:
    """Return the icon of the page as a data URL: two places joined by a line."""
    return svg_address(ICON.format(colour=colour))


def svg_address(svg: str) -> str:
    """Return a picture as a data URL, with as few escapes as URLs allow (URL standard)."""
    return f"data:image/svg+xml,{quote(svg, safe='/:=;,!?()*&$+@~')}"


def linked_data(
    directory: Directory, title: str, description: str, homes: Iterable[City], address: str | None
) -> dict[str, Any]:
    """Describe the page as a schema.org data set (JSON-LD)."""
    values = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": address,
        "version": directory.version,
        "dateModified": directory.date.isoformat(),
        "license": directory.licence and {"@type": "CreativeWork", "text": directory.licence},
        "publisher": directory.site.logo and {"@type": "Organization", "name": directory.site.logo},
        "about": list(map(_place, homes)),
    }
    return {name: value for name, value in values.items() if value}


def _place(city: City) -> dict[str, Any]:
    place = {"@type": "City", "name": city.name}
    return {**place, "sameAs": WIKIDATA + city.wikidata} if city.wikidata else place
