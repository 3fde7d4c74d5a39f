"""SVG elements and text measurement for pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import combining, east_asian_width
from xml.sax.saxutils import escape

# Signs that XML 1.0 does not have (section 2.2).
_INVALID_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape_xml(content: str) -> str:
    """Return a text as it stands in SVG.

    >>> escape_xml("<b> & \uffff") == "&lt;b&gt; &amp; \ufffd"
    True
    """
    return escape(_INVALID_XML.sub("\ufffd", content))


def text_element(x: float, y: float, content: str, style: str = "") -> str:
    """Write a text at a place."""
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}>{escape_xml(content)}</text>\n'


def path_element(style: str, steps: str) -> str:
    """Draw a line or an area."""
    return f'<path class="{style}" d="{steps}"/>\n'


def use_element(shape: str, style: str, x: float, y: float, said: str = "") -> str:
    """Draw a shape that is defined elsewhere, with a title where there is something to say."""
    title = f"<title>{escape_xml(said)}</title>" if said else ""
    return f'<use href="#{shape}" class="{style}" x="{x:.1f}" y="{y:.1f}">{title}</use>\n'


LETTER_WIDTH = 6.5  # width of an ordinary letter, at a size of 12


def text_width(text: str) -> float:
    """Estimate how wide a text is."""
    return sum(
        LETTER_WIDTH * (2 if east_asian_width(sign) in "WF" else not combining(sign))
        for sign in text
    )


def truncate(text: str, room: float) -> str:
    """Cut a text that has no room."""
    if text_width(text) <= room:
        return text
    lengths = accumulate(map(text_width, text))
    return f"{text[: sum(so_far + LETTER_WIDTH <= room for so_far in lengths)]}…"


def wrap_list(heading: str, names: Sequence[str], room: float) -> list[str]:
    """Put names behind a heading, on as many lines as they need."""
    lines = [heading]
    for name in names:
        joint = ". " if lines == [heading] else ", "
        if text_width(lines[-1] + joint + name) < room:
            lines[-1] += joint + name
        else:
            lines[-1] += joint.strip()
            lines.append(name)
    return lines
