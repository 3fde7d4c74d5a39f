"""The pictures in the documentation are up to date and accessible."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import page_pictures
import pytest
import take_pictures
from drawings import SVG
from hypertext import parse as parse_html
from take_pictures import CELL, NAMES, PICTURES, SHOTS, THEMES, Shot

from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
OUTPUT = "\x1b[1;31mred\x1b[0m \x1b[38;5;244mgrey\x1b[0m  a<&\n\n大阪e\u0301 ⣿ ╭──╮"


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


@pytest.fixture(scope="module")
def drawing() -> ET.Element:
    return parse(take_pictures.draw(OUTPUT, columns=20, look=THEMES["dark"], title="A <title>"))


def luminance(colour: str) -> float:
    """Compute the relative luminance of a colour (WCAG 2.2)."""
    parts = [byte / 255 for byte in bytes.fromhex(colour.removeprefix("#"))]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_pictures_match_the_current_output() -> None:
    taken = dict(take_pictures.pictures())
    assert tuple(taken) == NAMES
    kept = {name: (PICTURES / name).read_text("utf-8") for name in NAMES}
    assert [name for name in NAMES if kept[name] != taken[name]] == [], "run: make pictures"


def test_no_picture_is_left_over() -> None:
    assert {path.name for path in PICTURES.iterdir()} == {*NAMES, *page_pictures.NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_small_has_a_title_and_loads_nothing(name: str) -> None:
    text = (PICTURES / name).read_text("utf-8")
    assert len(text.encode()) < 60_000
    assert parse(text).findtext(f"{SVG}title")
    assert not re.search(r"@import|@font-face|url\((?!#)|\bhref=|<script|<image", text)


@pytest.mark.parametrize("name", page_pictures.NAMES)
def test_screenshot_is_small_and_truecolour(name: str) -> None:
    """Byte 25 of a PNG is its colour type: 2 for truecolour, 3 for a palette."""
    screenshot = (PICTURES / name).read_bytes()
    assert (screenshot[:4], screenshot[25]) == (b"\x89PNG", 2)
    assert len(screenshot) < 300_000


@pytest.mark.parametrize("name", NAMES[:-1])
def test_text_stands_out_from_the_background(name: str) -> None:
    """Check contrast by WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for the land of maps (1.4.11)."""
    svg = (PICTURES / name).read_text("utf-8")
    background = next(parse(svg).iter(f"{SVG}rect")).attrib["fill"]
    colours = dict(re.findall(r"\.(t-r\d+) \{ fill: (#[0-9a-f]{6})", svg))
    for text in parse(svg).iter(f"{SVG}text"):
        is_land = re.fullmatch("[\u2800-\u28ff]+", text.text or "")
        assert contrast(colours[text.attrib["class"]], background) >= (3 if is_land else 4.5)


def test_words_fill_their_cells_in_any_font(drawing: ET.Element) -> None:
    """Wide characters take two cells, combining ones none."""
    cells = [
        (one.text, float(one.attrib["x"]) / CELL, float(one.attrib["textLength"]) / CELL)
        for one in drawing.iter(f"{SVG}text")
    ]
    assert cells == [
        ("red", 0, 3), ("grey", 4, 4), ("a<&", 10, 3),
        ("大阪e\u0301", 0, 5), ("⣿", 6, 1), ("╭──╮", 8, 4),
    ]  # fmt: skip


def test_terminal_colours_match_the_theme(drawing: ET.Element) -> None:
    style = drawing.findtext(f"{SVG}style", "")
    rules = re.findall(r"\.t-r\d+ \{ (fill: #\w+;?.*?) \}", style)
    assert [rule for rule in rules if rule != "fill: #dfe5ec"] == [
        "fill: #ff8177;font-weight: bold", "fill: #808080",
    ]  # fmt: skip


def test_failed_command_is_not_drawn() -> None:
    with pytest.raises(SystemExit, match=r"exited with 1:\nError: No city"):
        take_pictures.run(Shot("sistercities show atlantis"))


def test_readme_shows_each_picture_with_a_description_and_links_the_map() -> None:
    assert f"](docs/pictures/{NAMES[-1]})" in README
    pictures = list(map(parse_html, re.findall("(?s)<picture>.*?</picture>", README)))
    images = [next(picture.iter("img")).attrib for picture in pictures]
    dark = [next(picture.iter("source")).attrib for picture in pictures]
    lights = [f"docs/pictures/{name}-light.svg" for name in SHOTS]
    assert {image["src"] for image in images} == {*lights, "docs/pictures/page-light.png"}
    assert dark == [
        {
            "media": "(prefers-color-scheme: dark)",
            "srcset": image["src"].replace("-light", "-dark"),
        }
        for image in images
    ]
    assert [image["src"] for image in images if len(image["alt"].split()) < 10] == []
