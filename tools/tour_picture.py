"""Draw a recording of a terminal as a moving picture in SVG, without scripts.

What comes at once is drawn at once, and typed lines as a whole: a veil lies on the line from the
cursor on, and goes with it. Readers who want no motion see the first screen, still and whole; so do
all who know no animations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from asciicast import CLEARED, OUTPUT, Cast, Event
from rich.cells import cell_len
from terminal_cells import Cell, Look, screen
from terminal_picture import HEIGHT, WIDTH, classes, drawn, style, window

COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Part(NamedTuple):
    """Lines that are there from one time to another; lines of other parts of a screen are empty."""

    start: float
    end: float
    lines: list[list[Cell]]


class Stop(NamedTuple):
    """Where the cursor is from some time on."""

    time: float
    row: int
    column: int


def animated(cast: Cast, look: Look) -> str:
    """Return the moving picture of a recording, which begins again when it is over."""
    screens = list(_screens(cast))
    parts = [part for shown, end in screens for part in _parts(shown, end, look)]
    names = classes(line for part in parts for line in part.lines)
    stops = [stop for shown, _ in screens for stop in _stops(shown)]
    return window(
        _inside(parts, names, cast, look),
        "\n".join([style(names), *_style(parts, stops, screens[0][1], cast.duration)]),
        columns=cast.width,
        rows=cast.height,
        look=look,
        title=cast.title,
        description=_description(screens),
    )


def _screens(cast: Cast) -> Iterator[tuple[list[Event], float]]:
    """Part what is shown where the screen is cleared, and say when it goes."""
    output = [
        event._replace(text=event.text.replace("\r\n", "\n"))
        for event in cast.events
        if event.kind == OUTPUT and event.text
    ]
    starts = [at for at, event in enumerate(output) if event.text.startswith(CLEARED)]
    for start, end in pairwise([*starts, len(output)]):
        first = output[start]._replace(text=output[start].text.removeprefix(CLEARED))
        until = output[end].time if end < len(output) else cast.duration
        yield [first, *output[start + 1 : end]], until


def _stops(shown: Sequence[Event]) -> Iterator[Stop]:
    """Yield where the cursor is after each event."""
    row = column = 0
    for event in shown:
        before, _, last = COLOUR.sub("", event.text).rpartition("\n")
        if "\n" in event.text:
            row, column = row + before.count("\n") + 1, 0
        column += cell_len(last)
        yield Stop(event.time, row, column)


def _parts(shown: Sequence[Event], end: float, look: Look) -> Iterator[Part]:
    """Yield what comes at once; what is typed at its end comes from under the veil."""
    lines = screen("".join(event.text for event in shown), look.theme)
    stops = list(_stops(shown))
    starts = [stops[0]._replace(row=0)]
    # What comes at the beginning of a line was not typed.
    starts += [
        Stop(after.time, before.row, 0) for before, after in pairwise(stops) if before.column == 0
    ]
    for this, following in pairwise([*starts, Stop(end, len(lines), 0)]):
        its = [line if this.row <= row < following.row else [] for row, line in enumerate(lines)]
        yield Part(this.time, end, its)


def _description(screens: Sequence[tuple[Sequence[Event], float]]) -> str:
    """Return what is typed, line by line."""
    lines = [
        line
        for shown, _ in screens
        for line in COLOUR.sub("", "".join(event.text for event in shown)).split("\n")
    ]
    typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ ") and line != "$ "]
    return "\n".join(typed)


def _inside(parts: Sequence[Part], names: dict[str, str], cast: Cast, look: Look) -> Iterator[str]:
    """Yield all parts, and the cursor with its veil; an inner picture cuts off what hangs over."""
    width, height = cast.width * WIDTH, cast.height * HEIGHT
    ground = look.theme.background_color.hex
    yield f'<svg width="{width}" height="{height}">'
    for number, part in enumerate(parts):
        yield from (f'<g class="p p{number}">', *drawn(part.lines, names), "</g>")
    yield f'<g class="cursor"><rect width="{width}" height="{HEIGHT}" fill="{ground}"/>'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{look.quiet}"/></g>'
    yield "</svg>"


def _style(
    parts: Sequence[Part], stops: Sequence[Stop], first: float, duration: float
) -> Iterator[str]:
    """Yield what moves, and what is there if nothing should."""
    still = ",".join(f".p{number}" for number, part in enumerate(parts) if part.end == first)
    yield f".p,.cursor{{visibility:hidden}}{still}{{visibility:visible}}"
    yield "@media (prefers-reduced-motion:no-preference){"
    yield f".p,.cursor{{animation:{duration:g}s step-end infinite}}.cursor{{visibility:visible}}"
    for number, part in enumerate(parts):
        yield f".p{number}{{animation-name:p{number}}}@keyframes p{number}{{"
        yield "".join(_seen(part, duration))
        yield "}"
    yield ".cursor{animation-name:cursor}@keyframes cursor{"
    for stop in stops:
        place = f"{stop.column * WIDTH}px,{stop.row * HEIGHT}px"
        yield f"{_share(stop.time, duration)}{{transform:translate({place})}}"
    yield "}}"


def _seen(part: Part, duration: float) -> Iterator[str]:
    if part.start:
        yield "0%{visibility:hidden}"
    yield f"{_share(part.start, duration)}{{visibility:visible}}"
    if part.end < duration:
        yield f"{_share(part.end, duration)}{{visibility:hidden}}"
    # Else it stays until the end, whatever it is without motion.


def _share(time: float, duration: float) -> str:
    return f"{100 * time / duration:.3f}".rstrip("0").rstrip(".") + "%"
