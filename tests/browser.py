"""A browser for the tests: read a page as somebody does who opens the file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page

# What a container lacks, and what a browser does of its own accord over the network.
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NOON = dt.time(12)
PATIENCE = 20_000  # milliseconds until what does not come is given up


class Reader:
    """Somebody with a browser, who notes what pages ask for and complain of."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self._contexts: list[BrowserContext] = []
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
        """Open a page in a window of its own, at a time of day where the reader is."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            timezone_id=zone,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        file = self._folder / f"page-{len(self._contexts)}.html"
        file.write_bytes(html.encode())
        if scripts:
            moment = dt.datetime.combine(dt.date.fromisoformat(on), at, ZoneInfo(zone))
            page.clock.set_fixed_time(moment)
        page.on("request", lambda request: self._note(request.url, file))
        page.on("console", lambda message: self.seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.goto(file.as_uri() + address, wait_until="domcontentloaded")
        return page

    def leave(self) -> None:
        """Close all windows."""
        for context in self._contexts:
            context.close()

    def _note(self, url: str, file: Path) -> None:
        if url.partition("#")[0].partition("?")[0] != file.as_uri():
            self.seen.append(f"request: {url}")


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
