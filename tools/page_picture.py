"""Photograph a page of HTML in Chromium, on a day of one's choice and without the network."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path
from typing import NamedTuple

from browser import SWITCHES
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")


class View(NamedTuple):
    """What a page is looked at with."""

    width: int
    height: int
    scale: float
    dark: bool = False


def photograph(page: Path, view: View, day: dt.date) -> bytes:
    """Return what is seen of a page by somebody who reads it on a day, as PNG."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        window = browser.new_page(
            viewport={"width": view.width, "height": view.height},
            device_scale_factor=view.scale,
            color_scheme="dark" if view.dark else "light",
            timezone_id="UTC",
        )
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
