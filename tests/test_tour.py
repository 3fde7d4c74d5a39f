"""The tour is what a real terminal shows now, and its picture moves as the terminal did."""

from __future__ import annotations

import json
import re
import shutil
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from asciicast import CLEARED, Cast, written
from drawings import SVG
from playwright.sync_api import Browser, Page
from record_tour import CAST, COLUMNS, NAMES, ROWS, STEPS, Step, pictures, record
from rich.cells import cell_len
from take_pictures import DAY, PICTURES
from terminal import run_in_terminal
from terminal_cells import LOOKS
from terminal_picture import BAR, HEIGHT, MARGIN, WIDTH
from tour_picture import COLOUR
from windows import UNDRAWN, read

from conftest import ROOT
from sistercities_cli.cli import app

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

HEADER, *EVENTS = [json.loads(line) for line in CAST.read_text("utf-8").splitlines()]
COMMANDS = [step.command for step in STEPS]
MOTION = "@media (prefers-reduced-motion:no-preference){"


@pytest.fixture(scope="module")
def cast() -> Cast:
    """Record the tour again."""
    return record()


def screen(texts: Sequence[str]) -> list[str]:
    """Return what stands on the screen after output, without colours."""
    _, _, since = "".join(texts).rpartition(CLEARED)
    return COLOUR.sub("", since).split("\r\n")


def screens() -> Iterator[list[str]]:
    """Yield what stands on the screen at the end of each step that is kept."""
    for is_marker, events in groupby(EVENTS, key=lambda event: event[1] == "m"):
        if not is_marker:
            yield screen([text for _, _, text in events])


def drawing(name: str) -> ET.Element:
    return ET.parse(PICTURES / name).getroot()  # noqa: S314  # our own


def test_the_recording_is_what_a_real_terminal_shows(cast: Cast) -> None:
    assert CAST.read_text("utf-8") == written(cast), "run: make pictures"


@pytest.mark.parametrize("name", NAMES)
def test_the_moving_picture_is_what_is_drawn_of_it(cast: Cast, name: str) -> None:
    assert (PICTURES / name).read_text("utf-8") == dict(pictures(cast))[name], "run: make pictures"


def test_the_recording_is_an_asciicast() -> None:
    """Version 2: https://docs.asciinema.org/manual/asciicast/v2/."""
    assert {key: HEADER[key] for key in ("version", "width", "height")} == {
        "version": 2, "width": COLUMNS, "height": ROWS,
    }  # fmt: skip
    assert HEADER["env"].items() >= {"TERM": "xterm-256color"}.items()
    assert {(len(event), event[1], type(event[2])) for event in EVENTS} == {
        (3, "o", str), (3, "m", str),
    }  # fmt: skip
    times = [event[0] for event in EVENTS]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (0, HEADER["duration"])


def test_the_tour_takes_about_a_minute_and_leaves_time_to_read() -> None:
    assert HEADER["duration"] < 90
    starts = [event[0] for event in EVENTS if event[1] == "m"]
    for start, end in pairwise([*starts, HEADER["duration"]]):
        *_, last = (time for time, kind, text in EVENTS if kind == "o" and text and time < end)
        assert start < last < end - 1.5


def test_each_step_has_a_marker_with_its_command() -> None:
    assert [text for _, kind, text in EVENTS if kind == "m"] == COMMANDS


@pytest.mark.parametrize("number", range(len(STEPS)), ids=COMMANDS)
def test_a_step_shows_what_its_command_prints_in_another_terminal(number: int) -> None:
    """All of it on one screen, with what is said before it, and it ends as it should."""
    step, shown = STEPS[number], list(screens())[number]
    printed = run_in_terminal(f"{step.command}\necho $?").splitlines()
    said = [f"$ # {step.says}"] if step.says else []
    assert [line.rstrip() for line in [*shown[:-1], str(step.code)]] == [
        line.rstrip() for line in [*said, f"$ {step.command}", *printed]
    ]
    assert shown[-1] == "$ "
    assert len(shown) <= ROWS
    assert max(map(cell_len, shown)) <= COLUMNS


def test_only_a_misspelt_name_ends_otherwise_than_well() -> None:
    assert {step.command: step.code for step in STEPS if step.code} == {
        "sistercities show cassablanca": 1
    }


def test_commands_of_the_tour_are_commands_of_the_program() -> None:
    used = {command.split()[1] for command in COMMANDS}
    assert used <= set(app.COMMANDS)
    assert len(used) >= 7


def test_no_step_depends_on_the_day_of_the_recording() -> None:
    """It is told the day, or has nothing to do with it."""
    dateless = [step.command for step in STEPS if f"--on {DAY}" not in step.command]
    assert dateless == [
        "sistercities show cassablanca",
        "sistercities sources Casablanca --columns publisher,supports",
        "sistercities list --format jsonl --columns founded,partner | sort | head -n 4",
        "sistercities map --of chicago  # And where are they all?",
    ]


def test_what_tab_brings_comes_at_once() -> None:
    brought = [part for step in STEPS for part in step.parts[1::2]]
    assert len(brought) >= 2
    assert [text for _, kind, text in EVENTS if kind == "o" and text in brought] == brought


def test_lines_of_json_can_be_read() -> None:
    [shown] = [lines for lines in screens() if "jsonl" in lines[1]]
    assert [sorted(json.loads(line)) for line in shown[2:-1]] == [["founded", "partner"]] * 4


@pytest.mark.parametrize(
    ("step", "message"),
    {
        "another end": (Step("", ("sistercities show cassablanca",)), r"ended with 1:\nError: No"),
        "another completion": (
            Step("", ("sistercities sou", "nds ")), r"'\\t' should bring 'nds ', and brings 'r",
        ),
    }.values(),
    ids=["another end", "another completion"],
)  # fmt: skip
def test_what_goes_otherwise_is_not_recorded(step: Step, message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        record([step])


@pytest.mark.parametrize("name", NAMES)
def test_the_moving_picture_is_small_says_what_it_is_and_needs_nothing_else(name: str) -> None:
    text = (PICTURES / name).read_text("utf-8")
    assert len(text.encode()) < 120_000
    top = drawing(name)
    assert top.findtext(f"{SVG}title") == HEADER["title"]
    typed = top.findtext(f"{SVG}desc", "").split("\n")
    assert [line for line in typed if line.startswith("sistercities")] == COMMANDS
    for key, element in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
        assert [one.attrib["id"] for one in top.iterfind(f"{SVG}{element}")] == [top.attrib[key]]
    assert not re.search(r"@import|url\(|\bhref=|<script|<image|<animate|<set", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_window_of_the_picture_is_as_large_as_the_terminal(name: str) -> None:
    top = drawing(name)
    assert int(top.attrib["width"]) == COLUMNS * WIDTH + 2 * MARGIN
    assert int(top.attrib["height"]) == ROWS * HEIGHT + 2 * MARGIN + BAR


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_for_readers_who_want_no_motion(name: str) -> None:
    still, _, moving = drawing(name).findtext(f"{SVG}style", "").partition(MOTION)
    assert not re.search("animation|@keyframes", still)
    assert moving.count("@keyframes") == moving.count("animation-name") > len(STEPS)


def opened(browser: Browser, name: str, **options: Any) -> Page:
    page = browser.new_context(**options).new_page()
    page.goto((PICTURES / name).as_uri())
    return page


def parts(top: ET.Element, visible: Sequence[bool]) -> list[str]:
    """Read those parts of a picture that are visible."""
    there = [one for one in top.iter(f"{SVG}g") if one.get("class", "").startswith("p ")]
    seen = ET.Element("seen")
    seen.extend(one for one, is_visible in zip(there, visible, strict=True) if is_visible)
    return read(seen)


def undrawn(lines: Sequence[str]) -> list[str]:
    return "\n".join(UNDRAWN.sub(" ", line).rstrip() for line in lines).rstrip().split("\n")


VISIBLE = """() => [...document.querySelectorAll(".p, .cursor")].map(
    part => getComputedStyle(part).visibility === "visible")"""
MOMENTS = f"""times => times.map(time => {{
    for (const one of document.getAnimations()) {{ one.pause(); one.currentTime = time * 1000 }}
    const place = new DOMMatrix(getComputedStyle(document.querySelector(".cursor")).transform)
    return [({VISIBLE})(), place.e, place.f]
}})"""


@pytest.mark.parametrize("name", NAMES)
def test_at_each_moment_a_browser_shows_what_the_terminal_showed(
    browser: Browser, name: str
) -> None:
    """What stands behind the cursor is under its veil, which is drawn last."""
    page, top = opened(browser, name), drawing(name)
    changes = sorted({time for time, _, _ in EVENTS})
    moments = [(before + after) / 2 for before, after in pairwise(changes)]
    outputs = [(time, text) for time, kind, text in EVENTS if kind == "o"]
    for moment, (visible, x, y) in zip(moments, page.evaluate(MOMENTS, moments), strict=True):
        until = bisect_right(outputs, moment, key=lambda output: output[0])
        shown = screen([text for _, text in outputs[:until]])
        row, column = round(y / HEIGHT), round(x / WIDTH)
        assert (row, column) == (len(shown) - 1, cell_len(shown[-1]))
        *are_seen, cursor_is_seen = visible
        seen = parts(top, are_seen)
        if row < len(seen):
            seen[row] = seen[row][:column]
        assert (undrawn(seen), cursor_is_seen) == (undrawn(shown), True)
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_veil_lies_over_all_lines_and_is_the_ground(name: str) -> None:
    [inner] = drawing(name).findall(f"{SVG}g/{SVG}svg")
    *_, last = inner
    veil, _ = last
    ground = LOOKS[Path(name).stem.removeprefix("tour-")].theme.background_color.hex
    assert (last.get("class"), veil.get("fill")) == ("cursor", ground)
    assert (veil.get("width"), veil.get("height")) == (str(COLUMNS * WIDTH), str(HEIGHT))


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_without_motion_shows_the_first_step_whole(browser: Browser, name: str) -> None:
    page = opened(browser, name, reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    *are_seen, cursor_is_seen = page.evaluate(VISIBLE)
    assert undrawn(parts(drawing(name), are_seen)) == undrawn(next(screens()))
    assert not cursor_is_seen
    page.context.close()


def test_readme_leads_to_the_tour() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    _, _, tour = readme.partition("\n## A tour\n")
    assert [name for name in NAMES if f"](docs/pictures/{name})" not in tour] == []
    assert f"asciinema play {CAST.relative_to(ROOT).as_posix()}" in tour
