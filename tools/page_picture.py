"""Photograph a page of HTML in Chromium, on a day of one's choice and without the network."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser


class View(NamedTuple):
    """What a page is looked at with."""

    width: int
    height: int
    scale: float
    dark: bool = False


def photograph(browser: Browser, page: Path, view: View, day: dt.date) -> bytes:
    """Return what is seen of a page by somebody who reads it on a day, as PNG."""
    with browser.new_page(
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=view.scale,
        color_scheme="dark" if view.dark else "light",
        timezone_id="UTC",
    ) as window:
        window.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12), dt.UTC))
        window.goto(page.resolve().as_uri())
        return window.screenshot()


def smaller(picture: bytes) -> bytes:
    """Return a PNG with 256 colours, which are enough for a page, and so a third as large."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
