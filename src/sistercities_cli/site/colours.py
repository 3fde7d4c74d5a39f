"""The accent colour of the page, readable on light and dark paper."""

from __future__ import annotations

DEFAULT = "#0b567d"
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#12171e"
CONTRAST, DARK_CONTRAST = 5.0, 7.0  # WCAG 2.2 asks for 4.5; dark backgrounds need more
STEPS = 20

Channels = tuple[float, ...]


def accent_style(colour: str | None) -> str:
    """Return the CSS of the accent colour, adjusted where it would be hard to read."""
    light = _readable(colour or DEFAULT, LIGHT_PAPER, "#000000", CONTRAST)
    dark = _readable(colour or DEFAULT, DARK_PAPER, "#ffffff", DARK_CONTRAST)
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
