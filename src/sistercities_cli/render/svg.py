"""Elements of SVG, safe for any text in them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# Signs that XML 1.0 does not have (section 2.2).
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(content: str) -> str:
    """Return a text as it stands in SVG.

    >>> text("<b> & \uffff") == "&lt;b&gt; &amp; \ufffd"
    True
    """
    return escape(_NOT_XML.sub("\ufffd", content))


def words(x: float, y: float, content: str, style: str = "") -> str:
    """Write a text at a place."""
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}>{text(content)}</text>\n'


def path(style: str, steps: str) -> str:
    """Draw a line or an area."""
    return f'<path class="{style}" d="{steps}"/>\n'


def use(shape: str, style: str, x: float, y: float, said: str = "") -> str:
    """Draw a shape that is defined elsewhere, with a title where there is something to say."""
    title = f"<title>{text(said)}</title>" if said else ""
    return f'<use href="#{shape}" class="{style}" x="{x:.1f}" y="{y:.1f}">{title}</use>\n'
