"""The style and script of the page, its accent colour, and the policy that allows only them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib import resources

from sistercities_cli.pictures import GROUP_SYMBOLS, group_stylesheet, status_stylesheet

STYLES = ("page", "list", "record", "print")
SCRIPTS = ("names", "dates", "rows", "filter", "sort", "map", "coming", "record", "start")

DEFAULT_COLOUR = "#0b567d"
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#12171e"
CONTRAST, DARK_CONTRAST = 5.0, 7.0  # WCAG 2.2 asks for 4.5; dark backgrounds need more
STEPS = 20

Channels = tuple[float, ...]


def read_file(name: str) -> str:
    """Read a file of this package, without indentation, which would be a tenth of the page."""
    content = (resources.files(__package__) / name).read_text("utf-8")
    return re.sub("(?m)^[ \t]+", "", content)


def _read_files(folder: str, names: Sequence[str], suffix: str) -> str:
    """Read styles or scripts, without comments."""
    content = "".join(read_file(f"{folder}/{name}.{suffix}") for name in names)
    return re.sub(r"(?m)^//.*\n|^\n|/\*.*?\*/\n?", "", content)


def page_style(colour: str | None) -> str:
    """Return the style of the page with an accent colour."""
    style = re.sub(" ?([{};]) ?\n?", r"\1", _read_files("style", STYLES, "css"))
    symbols = group_stylesheet(range(len(GROUP_SYMBOLS)), "var(--paper)", "var(--paper)")
    statuses = status_stylesheet("var(--paper)", "var(--paper)")
    return style + statuses + _accent_style(colour) + symbols


def page_script() -> str:
    """Return the script of the page."""
    return f'"use strict";\n(() => {{\n{_read_files("script", SCRIPTS, "js")}}})();\n'


def security_policy(style: str, *scripts: str) -> str:
    """Format the content security policy that allows only the style and scripts of the page."""
    return (
        "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none';"
        f" form-action 'none'; style-src {_csp_hash(style)};"
        f" script-src {' '.join(map(_csp_hash, scripts))}"
    )


def _csp_hash(content: str) -> str:
    """Format the hash of a style or script (CSP level 3, section 2.3.1)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _accent_style(colour: str | None) -> str:
    """Format the rules of the accent colour, adjusted where it would be hard to read."""
    light = _readable(colour or DEFAULT_COLOUR, LIGHT_PAPER, "#000000", CONTRAST)
    dark = _readable(colour or DEFAULT_COLOUR, DARK_PAPER, "#ffffff", DARK_CONTRAST)
    dark_scheme = f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark} }} }}"
    return f":root {{ --accent: {light} }}\n{dark_scheme}\n"


def _readable(colour: str, paper: str, towards: str, contrast: float) -> str:
    """Mix a colour with black or white until it contrasts with the paper."""
    start, end, ground = map(_channels, (colour, towards, paper))
    mixes = (
        tuple(a + (b - a) * step / STEPS for a, b in zip(start, end, strict=True))
        for step in range(STEPS + 1)
    )
    mixed = next(mix for mix in mixes if _contrast(mix, ground) >= contrast)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)


def _channels(colour: str) -> Channels:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _contrast(first: Channels, second: Channels) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Channels) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, "relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
