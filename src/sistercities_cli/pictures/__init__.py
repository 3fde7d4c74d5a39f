"""Symbols and colours for all media, SVG elements and text measurement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from sistercities_cli.model import Status


class Symbol(NamedTuple):
    """How a home, a status, a group or a change is drawn in each medium."""

    character: str
    ascii: str
    path: str  # SVG path data, centred on the origin
    light: str  # CSS colour on light backgrounds
    dark: str  # CSS colour on dark backgrounds
    style: str  # Rich style


HOME = "home"  # CSS class

# None stands for a home.
STATUS_SYMBOLS: dict[Status | None, Symbol] = {
    None: Symbol(
        "★", "*", "M0-11 2.6-3.6 10.5-3.4 4.3 1.4 6.5 8.9 0 4.5-6.5 8.9-4.3 1.4-10.5-3.4-2.6-3.6Z",
        "#b0267e", "#ff7cc8", "bold magenta",
    ),
    Status.ACTIVE: Symbol(
        "●", "@", "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z", "#1b7f3b", "#57d17c", "green"
    ),
    Status.SUSPENDED: Symbol("◆", "#", "M0-8 8 0 0 8-8 0Z", "#c25e00", "#ffa64d", "bold yellow"),
    Status.DORMANT: Symbol(
        "○", "o", "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z", "#8a6500", "#e6c34a", "yellow"
    ),
    Status.ENDED: Symbol("×", "x", "M-5-5 5 5M-5 5 5-5", "#c11d1d", "#ff7b7b", "red"),
    Status.UNCONFIRMED: Symbol("□", "?", "M-5-5H5V5H-5Z", "#5a6573", "#a7b2bf", "dim"),
}  # fmt: skip
OUTLINED = (Status.DORMANT, Status.UNCONFIRMED)  # drawn in outline; all others are filled


# Groups of relationships, numbered by :class:`~sistercities_cli.history.HomeGroups`.
GROUP_SYMBOLS = (
    Symbol("◆", "@", "M0-6 6 0 0 6-6 0z", "#4b5768", "#b9c4d2", "default"),
    Symbol("●", "o", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0", "#0067a8", "#58b4f0", "cyan"),
    Symbol("■", "#", "M-4-4h8v8h-8z", "#c2410c", "#ff9a62", "magenta"),
    Symbol("▲", "^", "M0-5 5 4H-5z", "#00795a", "#3fcfa2", "green"),
    Symbol("▼", "v", "M0 5 5-4H-5z", "#7b3fa0", "#c79bf0", "blue"),
    Symbol("★", "*", "M0-6 1.5-2 6-2 2.5.8 4 5 0 2.5-4 5-2.5.8-6-2-1.5-2z",
           "#b0106b", "#ff7fc0", "red"),
    Symbol("✚", "+", "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
           "#4d6600", "#b5d34a", "bright_cyan"),
    Symbol("○", ".", "M-5-2.5-2.5-5H2.5L5-2.5V2.5L2.5 5H-2.5L-5 2.5z",
           "#8a5a00", "#f0c060", "yellow"),
)  # fmt: skip


def _light_and_dark(rules: Callable[[str, str], str], light_paper: str, dark_paper: str) -> str:
    """Return the CSS rules for both themes, from a function of background colour and theme."""
    dark = rules(dark_paper, "dark")
    return f"{rules(light_paper, 'light')}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def status_stylesheet(light_paper: str, dark_paper: str) -> str:
    """Return the CSS of the status symbols, with light and dark colours."""

    def rules(paper: str, theme: str) -> str:
        lines = []
        for status, symbol in STATUS_SYMBOLS.items():
            colour = getattr(symbol, theme)
            fill, stroke = (paper, colour) if status in OUTLINED else (colour, paper)
            if status is Status.ENDED:  # strokes only
                fill, stroke = "none", colour
            lines.append(f".dot.{status or HOME} {{ fill: {fill}; stroke: {stroke} }}\n")
        return "".join(lines)

    return _light_and_dark(rules, light_paper, dark_paper)


def status_symbol(status: Status | None) -> str:
    """Draw the symbol of a status, or of a home for None, centred on the origin."""
    return f'<path class="dot {status or HOME}" d="{STATUS_SYMBOLS[status].path}"/>'


def group_stylesheet(numbers: Iterable[int], light_paper: str, dark_paper: str) -> str:
    """Return the CSS of filled and outlined symbols and of lines, in the colours of groups."""
    numbers = sorted(set(numbers))

    def rules(paper: str, theme: str) -> str:
        colours = {n: getattr(GROUP_SYMBOLS[n], theme) for n in numbers}
        return "".join(
            f".f{n} {{ fill: {colour}; stroke: {paper} }} .l{n} {{ stroke: {colour} }}\n"
            f".o{n} {{ fill: {paper}; stroke: {colour} }}\n"
            for n, colour in colours.items()
        )

    return _light_and_dark(rules, light_paper, dark_paper)


# Characters that XML 1.0 does not allow (section 2.2).
_INVALID_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # slow to compile
_XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape_xml(content: str) -> str:
    """Escape text for XML and HTML, including attribute values.

    >>> escape_xml('<b> & "\uffff"') == "&lt;b&gt; &amp; &quot;\ufffd&quot;"
    True
    """
    return re.sub(_INVALID_XML, "\ufffd", content).translate(_XML_ESCAPES)


def text_element(x: float, y: float, content: str, style: str = "") -> str:
    """Format a text element."""
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}>{escape_xml(content)}</text>\n'


def path_element(style: str, steps: str) -> str:
    """Draw a line or an area."""
    return f'<path class="{style}" d="{steps}"/>\n'


def use_element(shape: str, style: str, x: float, y: float, tooltip: str = "") -> str:
    """Draw a shape that is defined elsewhere."""
    title = f"<title>{escape_xml(tooltip)}</title>" if tooltip else ""
    return f'<use href="#{shape}" class="{style}" x="{x:.1f}" y="{y:.1f}">{title}</use>\n'


FONT_SIZE = 12
LETTER_WIDTH = 6.5  # width of an average letter at this size


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Estimate the width of text in a proportional font."""
    cells = sum(2 if east_asian_width(c) in "WF" else not combining(c) for c in text)
    return cells * LETTER_WIDTH * size / FONT_SIZE


def truncate(text: str, width: float) -> str:
    """Truncate text that is too wide, ending it with an ellipsis."""
    if text_width(text) <= width:
        return text
    ends = takewhile(lambda end: end + LETTER_WIDTH <= width, accumulate(map(text_width, text)))
    return f"{text[: len([*ends])]}…"


def wrap_list(heading: str, names: Sequence[str], width: float) -> list[str]:
    """Wrap a heading and the names after it."""
    lines = [heading]
    for name in names:
        separator = ". " if lines == [heading] else ", "
        if text_width(lines[-1] + separator + name) < width:
            lines[-1] += separator + name
        else:
            lines[-1] += separator.strip()
            lines.append(name)
    return lines
