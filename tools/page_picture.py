"""Photograph a page of HTML with Chromium, without the network and without leaving anything."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
SECONDS = 120  # a browser that takes longer hangs
# In a frame, as a window of Chromium cannot be as narrow as a telephone.
FRAME = """\
<!doctype html><html style="color-scheme:light dark"><body style="margin:0;overflow:hidden">
<iframe src="{page}" style="border:0;display:block;width:{width}px;height:{height}px"></iframe>
"""


class View(NamedTuple):
    """What a page is looked at with."""

    width: int
    height: int
    scale: float
    dark: bool = False


def photograph(page: Path, view: View) -> bytes:
    """Return what is seen of a page, as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        frame, picture = Path(folder, "frame.html"), Path(folder, "picture.png")
        source = page.resolve().as_uri()
        frame.write_text(FRAME.format(page=source, width=view.width, height=view.height), "utf-8")
        command = [
            str(CHROMIUM),
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--window-size={view.width},{view.height}",
            f"--force-device-scale-factor={view.scale}",
            f"--blink-settings=preferredColorScheme={0 if view.dark else 1}",
            f"--screenshot={picture}",
            frame.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return picture.read_bytes()


def smaller(picture: bytes) -> bytes:
    """Return a PNG with 256 colours, which are enough for a page, and so a third as large."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
