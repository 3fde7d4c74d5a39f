"""A browser for the tests: read a page as somebody does who opens the file."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

# What a container lacks, and what a browser does of its own accord over the network.
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOON = dt.time(12)
PATIENCE = 20_000  # milliseconds until what does not come is given up


CHROMIUM = shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; one a process, as Playwright allows no more."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES) as started,
    ):
        yield started


class Windows:
    """The windows of a browser: to open one takes longer than to open a page in it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def find(self, **options: Any) -> Page:
        """Return the window with some options, opened when it is first asked for."""
        key = repr(sorted(options.items()))
        if key not in self._pages:
            context = self._browser.new_context(**options)
            context.set_default_timeout(PATIENCE)
            self._pages[key] = context.new_page()
        return self._pages[key]


class Reader:
    """Somebody at the windows of a browser, who notes what pages ask for and complain of."""

    def __init__(self, windows: Windows, folder: Path) -> None:
        self._windows = windows
        self._folder = folder
        self._pages: list[Page] = []
        self._addresses: list[str] = []
        self.seen: list[str] = []  # requests but for the pages themselves, messages, errors

    def open(
        self,
        html: str,
        address: str = "",
        *,
        on: str = "2026-11-21",
        at: dt.time = NOON,
        zone: str = "UTC",
        width: int = 1280,
        scripts: bool = True,
        **options: Any,
    ) -> Page:
        """Open a page at a time of day where the reader is.

        It takes the place of one that the reader has opened with the same options.
        """
        page = self._windows.find(java_script_enabled=scripts, timezone_id=zone, **options)
        if page not in self._pages:
            self._pages.append(page)
            page.on("request", self._note_request)
            page.on("console", self._note_message)
            page.on("pageerror", self._note_error)
        file = self._folder / f"page-{len(self._addresses)}.html"
        file.write_bytes(html.encode())
        self._addresses.append(file.as_uri())
        page.set_viewport_size({"width": width, "height": 900})
        if scripts:
            moment = dt.datetime.combine(dt.date.fromisoformat(on), at, ZoneInfo(zone))
            page.clock.set_fixed_time(moment)
        page.goto(file.as_uri() + address, wait_until="domcontentloaded")
        return page

    def leave(self) -> None:
        """Leave the windows as if they were new."""
        for page in self._pages:
            page.remove_listener("request", self._note_request)
            page.remove_listener("console", self._note_message)
            page.remove_listener("pageerror", self._note_error)
            page.goto("about:blank")
            page.emulate_media(media="screen", color_scheme="light")
            page.mouse.move(0, 0)

    def _note_request(self, request: Request) -> None:
        if request.url.partition("#")[0].partition("?")[0] not in self._addresses:
            self.seen.append(f"request: {request.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        self.seen.append(f"{message.type}: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.seen.append(f"error: {error}")


def search(page: Page, typed: str) -> None:
    """Type into the field for searching."""
    page.get_by_role("searchbox").fill(typed)


def shown(page: Page) -> list[str]:
    """Return the partners of the rows that are to be seen, in order."""
    found: list[str] = page.eval_on_selector_all(
        "tbody tr", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    )
    return found


def count(page: Page) -> str:
    """Return what the page says about the number of rows."""
    return page.get_by_role("status").inner_text()
