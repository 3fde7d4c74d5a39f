"""Land outlines, relationships with places, and parsed SVG for the tests of pictures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sistercities_cli import City, Coordinates, Relationship
from sistercities_cli.bundled import read_bundled
from sistercities_cli.pictures.world import Land

LAND = Land(read_bundled)
NO_LAND = Land(lambda _: b"")
SVG = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ET.Element:
    """Parse an SVG drawn by the program."""
    return ET.fromstring(svg)  # noqa: S314  # our own


def moved(view: Relationship, name: str, latitude: float, longitude: float) -> Relationship:
    """Copy a relationship with a partner of another name and place, and its name as the id."""
    assert isinstance(view.partner, City)
    place = Coordinates(latitude, longitude)
    partner = view.partner.replace(id=name, name=name, coordinates=place)
    return view.replace(id=name, partner=partner)
