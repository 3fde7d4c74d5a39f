"""Take screenshots of the page in Chromium, light and dark.

Rendering differs between machines, so each screenshot embeds a digest of the page's HTML, which a
test compares.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from browser import chromium

NAMES = ("page-light.png", "page-dark.png")


def page(day: str) -> bytes:
    """Return the page as of a day."""
    program = [sys.executable, "-m", "sistercities_cli", "site", "--on", day]
    return subprocess.run(program, check=True, stdout=subprocess.PIPE).stdout


def is_current(picture: Path, html: bytes) -> bool:
    """Check whether a picture was taken of this page."""
    return picture.exists() and _digest(html).encode() in picture.read_bytes()


def _digest(html: bytes) -> str:
    return hashlib.sha256(html).hexdigest()


def take_screenshot(html: bytes, day: str, picture: Path) -> None:
    """Take a screenshot of a page with the browser's clock set to a day."""
    from PIL import Image, PngImagePlugin

    with (
        tempfile.NamedTemporaryFile(suffix=".html") as file,
        chromium() as browser,
        browser.new_page(
            viewport={"width": 1200, "height": 690},
            device_scale_factor=1.25,
            color_scheme="dark" if "dark" in picture.name else "light",
            timezone_id="UTC",
        ) as window,
    ):
        file.write(html)
        file.flush()
        window.clock.set_fixed_time(f"{day}T12:00Z")
        window.goto(Path(file.name).as_uri())
        image = Image.open(io.BytesIO(window.screenshot())).convert("RGB")
    note = PngImagePlugin.PngInfo()
    note.add_text("page", _digest(html))
    image.save(picture, optimize=True, pnginfo=note)


def update(day: str, folder: Path) -> None:
    """Retake the screenshots in a folder if the page has changed."""
    html = page(day)
    for name in NAMES:
        if not is_current(folder / name, html):
            take_screenshot(html, day, folder / name)
