"""A browser for the tests, which opens pages from files as readers do."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

# No sandbox or GPU in containers, and no network traffic of the browser itself.
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOON = dt.time(12)
TIMEOUT = 20_000  # milliseconds


CHROMIUM = shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser; Playwright allows one for each process."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES) as started,
    ):
        yield started


class PagePool:
    """Caches browser pages by their context options, because opening one is slow."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def find(self, **options: Any) -> Page:
        """Return the window with some options, opening it on first use."""
        key = repr(sorted(options.items()))
        if key not in self._pages:
            context = self._browser.new_context(**options)
            context.set_default_timeout(TIMEOUT)
            self._pages[key] = context.new_page()
        return self._pages[key]


class Reader:
    """Opens pages, and logs their requests, messages and errors."""

    def __init__(self, windows: PagePool, folder: Path) -> None:
        self._windows = windows
        self._folder = folder
        self._pages: list[Page] = []
        self._addresses: list[str] = []
        self.log: list[str] = []  # without requests for the pages themselves

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
        """Open a page at a local time; it replaces an open page with the same options."""
        page = self._windows.find(java_script_enabled=scripts, timezone_id=zone, **options)
        if page not in self._pages:
            self._pages.append(page)
            page.on("request", self._log_request)
            page.on("console", self._log_message)
            page.on("pageerror", self._log_error)
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
        """Reset the windows."""
        for page in self._pages:
            page.remove_listener("request", self._log_request)
            page.remove_listener("console", self._log_message)
            page.remove_listener("pageerror", self._log_error)
            page.goto("about:blank")
            page.emulate_media(media="screen", color_scheme="light")
            page.mouse.move(0, 0)

    def _log_request(self, request: Request) -> None:
        if request.url.partition("#")[0].partition("?")[0] not in self._addresses:
            self.log.append(f"request: {request.url}")

    def _log_message(self, message: ConsoleMessage) -> None:
        self.log.append(f"{message.type}: {message.text}")

    def _log_error(self, error: Error) -> None:
        self.log.append(f"error: {error}")


def evaluate_each(page: Page, selector: str, expression: str) -> list[Any]:
    """Evaluate a JavaScript expression for each element that matches a selector."""
    function = f"elements => elements.map(element => {expression})"
    return list(page.eval_on_selector_all(selector, function))


def search(page: Page, typed: str) -> None:
    """Type into the search field."""
    page.get_by_role("searchbox").fill(typed)


def shown(page: Page) -> list[str]:
    """Return the ids of the visible rows."""
    ids: list[str] = page.eval_on_selector_all(
        "tr[data-id]",
        "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)",
    )
    return ids


def count(page: Page) -> str:
    """Return the text that counts the rows."""
    return page.get_by_role("status").inner_text()
