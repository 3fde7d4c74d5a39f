"""The pictures of the documentation show what the program shows now, and can be read by all."""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import record_tour
import take_pictures
from drawings import SVG
from page_picture import View, photograph
from playwright.sync_api import Browser
from rich.cells import cell_len
from take_pictures import DAY, NAMES, PICTURES, SHOTS, timeless
from terminal import run_in_terminal
from terminal_cells import LOOKS
from terminal_picture import BAR, HEIGHT, MARGIN, WIDTH, picture
from windows import UNDRAWN, read, texts

from conftest import ROOT

WINDOWS = [(name, look) for name in SHOTS for look in LOOKS]


@pytest.fixture(scope="module")
def drawings() -> dict[str, str]:
    """Take all pictures in SVG again."""
    return dict(take_pictures.drawings())


def drawn(shown: str, columns: int = 20) -> ET.Element:
    """Draw what a terminal shows."""
    text = picture(shown, columns=columns, look=LOOKS["dark"], title="It", note="")
    return ET.fromstring(text)  # noqa: S314  # our own


def window(name: str) -> ET.Element:
    return ET.parse(PICTURES / name).getroot()  # noqa: S314  # our own


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [byte / 255 for byte in bytes.fromhex(colour.removeprefix("#"))]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_what_the_program_shows(drawings: dict[str, str], name: str) -> None:
    """The time of day apart, which is another each time."""
    kept = (PICTURES / name).read_text("utf-8")
    assert timeless(kept) == timeless(drawings[name]), "run: make pictures"


def test_there_are_no_pictures_of_former_times() -> None:
    assert {path.name for path in PICTURES.glob("*.svg")} == {*NAMES, *record_tour.NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_only_the_local_time_is_left_out_when_pictures_are_compared(name: str) -> None:
    lines = (PICTURES / name).read_text("utf-8").splitlines()
    left_out = [line for line in lines if not timeless(line)]
    assert len(left_out) == name.startswith("show")
    assert "".join(map(timeless, lines)) == "".join(one for one in lines if one not in left_out)


@pytest.mark.parametrize(("name", "look"), WINDOWS)
def test_the_words_in_a_window_are_those_of_a_terminal(name: str, look: str) -> None:
    """Read off the picture and compared with a terminal without colours, word by word in place."""
    shot = SHOTS[name]
    command = f"{shot.command} --on {DAY}" if shot.dated else shot.command
    lines = [f"$ {shot.command}", *run_in_terminal(command, width=shot.columns).splitlines()]
    wanted = [UNDRAWN.sub(" ", line).rstrip() for line in lines]
    seen = read(window(f"{name}-{look}.svg"))
    clock = re.compile(r"\d\d:\d\d on .*")
    assert [clock.sub("", line) for line in seen] == [
        clock.sub("", line) for line in "\n".join(wanted).rstrip().split("\n")
    ]


@pytest.mark.parametrize(("name", "look"), WINDOWS)
def test_a_window_holds_all_that_is_shown(name: str, look: str) -> None:
    top = window(f"{name}-{look}.svg")
    width, height = int(top.attrib["width"]), int(top.attrib["height"])
    assert top.attrib["viewBox"] == f"0 0 {width} {height}"
    for row, column, text in texts(top):
        assert (column + cell_len(text)) * WIDTH <= width - 2 * MARGIN
        assert (row + 1) * HEIGHT <= height - BAR - 2 * MARGIN


@pytest.mark.parametrize(("name", "look"), WINDOWS)
def test_colours_in_a_window_stand_out(name: str, look: str) -> None:
    """Letters by 4.5 to 1, land and lines by 3 to 1: WCAG 2.2, 1.4.3 and 1.4.11."""
    top = window(f"{name}-{look}.svg")
    ground = LOOKS[look].theme.background_color.hex
    style = top.findtext(f"{SVG}style", "")
    colours = dict(re.findall(r"\.(c\d+)\{color:(#[0-9a-f]{6})", style))
    groups = top.findall(f"{SVG}g/{SVG}g")
    assert len(groups) == len(colours)
    for group in groups:
        least = 3.0 if group.find(f"{SVG}text") is None else 4.5
        assert contrast(colours[group.attrib["class"]], ground) >= least
    assert contrast(LOOKS[look].quiet, LOOKS[look].bar) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_has_a_title_and_needs_nothing_else(name: str) -> None:
    text = (PICTURES / name).read_text("utf-8")
    assert len(text.encode()) < 60_000
    assert window(name).findtext(f"{SVG}title")
    assert not re.search(r"@import|url\((?!#)|\bhref=|<script|<image", text)


class Images(HTMLParser):
    """Collects the pictures of a page and what stands in for them."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, str] = {}
        self.dark: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.shown[found["src"]] = found.get("alt", "")
        elif tag == "source":
            assert found["media"] == "(prefers-color-scheme: dark)"
            self.dark.append(found["srcset"])


def test_readme_shows_each_window_light_and_dark_and_says_what_is_seen() -> None:
    images = Images()
    images.feed((ROOT / "README.md").read_text("utf-8"))
    folder = PICTURES.relative_to(ROOT).as_posix()
    lights = [f"{folder}/{name}-light.svg" for name in SHOTS]
    assert [source for source in images.shown if source.endswith(".svg")] == lights
    assert [one for one in images.dark if one.endswith(".svg")] == [
        light.replace("-light", "-dark") for light in lights
    ]
    assert [source for source, alt in images.shown.items() if len(alt.split()) < 10] == []


def test_readme_leads_to_the_pictures_that_it_does_not_show() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in take_pictures.DRAWN if f"](docs/pictures/{name})" not in readme] == []


def test_signs_stand_in_their_cells_whatever_the_font() -> None:
    """Two blanks part runs, wide signs stand alone, marks stay with their letter."""
    top = drawn("ab c  d大阪e\u0301f\n\n  g<&")
    assert list(texts(top)) == [
        (0, 0, "ab c"), (0, 6, "d"), (0, 7, "大"), (0, 9, "阪"), (0, 11, "e\u0301f"), (2, 2, "g<&"),
    ]  # fmt: skip
    lengths = [one.get("textLength") for one in top.iterfind(f"{SVG}g//{SVG}text")]
    assert lengths == ["36", "9", None, None, "18", "27"]


def test_boxes_join_from_cell_to_cell() -> None:
    [line] = drawn("╭──╮\n╰ ─│").iterfind(f"{SVG}g//{SVG}path")
    assert line.attrib["class"] == "line"
    assert re.findall(r"M[^M]+", line.attrib["d"]) == [
        "M4.5 20v-5q0-5 4.5-5", "M9 10h18", "M27 10q4.5 0 4.5 5v5",
        "M4.5 20v5q0 5 4.5 5", "M18 30h9", "M31.5 20v20",
    ]  # fmt: skip


def test_braille_is_drawn_dot_by_dot() -> None:
    """Sign by sign: all eight dots, none, the upper left, the lower right one."""
    [dots] = drawn("⣿⠀⠁⢀").iterfind(f"{SVG}g//{SVG}path")
    assert dots.attrib["class"] == "dots"
    assert re.findall(r"M[^M]+", dots.attrib["d"]) == [
        "M2.25 2.5h4.6", "M2.25 7.5h4.6", "M2.25 12.5h4.6", "M2.25 17.5h4.6",
        "M20.25 2.5h0.1", "M33.75 17.5h0.1",
    ]  # fmt: skip


def test_colours_of_the_terminal_are_those_of_the_look() -> None:
    style = drawn("\x1b[1;31mred\x1b[0m \x1b[38;5;244mgrey\x1b[0m plain").findtext(
        f"{SVG}style", ""
    )
    assert re.findall(r"\.c\d\{(.*?)\}", style) == [
        "color:#ff8177;font-weight:700", "color:#808080", "color:#dfe5ec",
    ]  # fmt: skip


def test_a_command_that_fails_is_not_photographed() -> None:
    with pytest.raises(SystemExit, match=r"ended with 1:\nError: No city"):
        take_pictures.shown(take_pictures.Shot("sistercities show atlantis", 80))


def test_a_page_is_photographed_as_wide_as_asked_for_and_in_the_dark(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "a page.html"
    page.write_text(
        "<!doctype html><style>body { background: white }"
        " @media (prefers-color-scheme: dark) { body { background: black } }"
        " @media (min-width: 391px) { body { background: red !important } }</style>",
        "utf-8",
    )
    bright, dark, wide = (
        photograph(browser, page, View(*view), DAY)
        for view in ((390, 100, 2, False), (390, 100, 2, True), (391, 100, 2, True))
    )
    assert [struct.unpack(">II", png[16:24]) for png in (bright, dark, wide)] == [
        (780, 200), (780, 200), (782, 200),
    ]  # fmt: skip
    assert len({bright, dark, wide}) == 3


def test_photographs_are_of_the_page_as_it_is_now() -> None:
    """They look a little different on every machine; what they were made from does not."""
    made_from = json.loads(take_pictures.MADE_FROM.read_text("utf-8"))
    assert made_from == take_pictures.digest(take_pictures.page()), "run: make pictures"


def test_photographs_are_there_as_large_as_they_should_be() -> None:
    assert {path.name for path in PICTURES.glob("*.png")} == set(take_pictures.VIEWS)
    for name, view in take_pictures.VIEWS.items():
        photo = (PICTURES / name).read_bytes()
        assert struct.unpack(">II", photo[16:24]) == (
            view.width * view.scale, view.height * view.scale,
        )  # fmt: skip
        assert len(photo) < 250_000


def test_readme_shows_the_page_light_and_dark() -> None:
    images = Images()
    images.feed((ROOT / "README.md").read_text("utf-8"))
    assert "docs/pictures/page-light.png" in images.shown
    assert "docs/pictures/page-dark.png" in images.dark
