"""A browser for the tests, which opens pages from files as readers do."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, Request, sync_playwright

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


# Resets the page of the directory to its state after loading.
RESET = """() => {
  history.replaceState(null, "", location.pathname);
  dispatchEvent(new Event("hashchange"));
  document.querySelector("form.filters").reset();
  document.activeElement.blur();
  scrollTo(0, 0);
  return new Promise(resolve => setTimeout(resolve));  // the form is reset after its event
}"""


class Reader:
    """A window of the browser that opens pages, and logs their requests, messages and errors."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        context = browser.new_context()
        context.set_default_timeout(TIMEOUT)
        self._page = context.new_page()
        self._devtools = context.new_cdp_session(self._page)
        self._folder = folder
        self._addresses: list[str] = []
        self._reusable: object = None  # the open page with its settings
        self.log: list[str] = []  # without requests for the pages themselves
        self._page.on("request", self._log_request)
        self._page.on("console", lambda message: self.log.append(f"{message.type}: {message.text}"))
        self._page.on("pageerror", lambda error: self.log.append(f"error: {error}"))

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
        bypass_csp: bool = False,
        reuse: bool = False,
    ) -> Page:
        """Open a page at a local time.

        A page opened for reuse is not loaded again by the next such call; its filters are cleared.
        """
        page, settings = self._page, (html, on, at, zone, scripts, bypass_csp)
        page.emulate_media(media="screen", color_scheme="light")
        page.mouse.move(0, 0)
        page.set_viewport_size({"width": width, "height": 900})
        if reuse and self._reusable == settings:
            page.evaluate(RESET)
            return page
        # A new window with these settings would take half a second.
        self._devtools.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        self._devtools.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
        self._devtools.send("Page.setBypassCSP", {"enabled": bypass_csp})
        moment = dt.datetime.combine(dt.date.fromisoformat(on), at, ZoneInfo(zone))
        page.clock.set_fixed_time(moment)
        file = self._folder / f"page-{len(self._addresses)}.html"
        file.write_bytes(html.encode())
        self._addresses.append(file.as_uri())
        page.goto(file.as_uri() + address, wait_until="domcontentloaded")
        self._reusable = settings if reuse else None
        return page

    def _log_request(self, request: Request) -> None:
        if request.url.partition("#")[0].partition("?")[0] not in self._addresses:
            self.log.append(f"request: {request.url}")


def evaluate_each(page: Page, selector: str, expression: str) -> list[Any]:
    """Evaluate a JavaScript expression for each element that matches a selector."""
    function = f"elements => elements.map(element => {expression})"
    return list(page.eval_on_selector_all(selector, function))


def follow(page: Page, id: str) -> None:
    """Navigate to a fragment within the page."""
    page.evaluate("id => { location.hash = id; }", id)


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
