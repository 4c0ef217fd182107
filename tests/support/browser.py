"""A real browser, and people who look at Trivet through it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from trivet.app import CLIENT

NAMES = ("chromium", "chromium-browser", "google-chrome")
ENVIRONMENT = "TRIVET_TEST_CHROMIUM"
PATIENCE_MS = 30_000
"""How long something may take to show: pages share the machine with other tests."""

# No look-ups and no connections of the browser's own.
_QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
)


def missing() -> str | None:
    """What lacks for a browser test, or None."""
    if _chromium() is None:
        return f"no Chromium: install it (Debian: apt install chromium), or set {ENVIRONMENT}"
    if not (CLIENT / "index.html").is_file():
        return "the web client is not built: run 'make client'"
    return None


def _chromium() -> str | None:
    named = os.environ.get(ENVIRONMENT)
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=_QUIET)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Looker:
    """Somebody in front of a page.

    Args:
        context: their browser, with its cookies and nothing of anybody else's.
        page: what they look at.
        wrong: what the page's console called an error.
    """

    context: BrowserContext
    page: Page
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note what goes wrong on the page."""
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"{message.text} ({message.location.get('url', '')})")


@asynccontextmanager
async def looker(browser: Browser, address: str, **options: Any) -> AsyncIterator[Looker]:
    """Somebody who opens a browser of their own.

    Args:
        browser: whose contexts are used.
        address: where Trivet is reached.
        options: of the context: size, colours, touch.
    """
    context = await browser.new_context(
        base_url=address, **{"viewport": {"width": 1440, "height": 900}, **options}
    )
    someone = Looker(context, await context.new_page())
    someone.watch()
    try:
        yield someone
    finally:
        await context.close()
