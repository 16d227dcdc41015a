"""The Chromium of this machine, driven by Playwright; every test with it is synchronous."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
PATIENCE = 10_000.0  # milliseconds; the default of 30,000 makes a failing test a long one


class BrowserMissingError(Exception):
    """No browser can be started here; the message says why."""


def find_chromium(playwright: Playwright) -> Path:
    """Return the executable of an installed Chromium, or of the one that Playwright has downloaded."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    downloaded = Path(playwright.chromium.executable_path)
    if downloaded.exists():
        return downloaded
    raise BrowserMissingError(f"there is no browser: none of {', '.join(NAMES)} is installed")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Give a Chromium without a window."""
    # Chromium's own sandbox cannot be set up by root.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        try:
            browser = playwright.chromium.launch(
                executable_path=executable, args=[*QUIET, "--disable-sync", *as_root]
            )
        except Error as error:
            raise BrowserMissingError(f"{executable} does not start: {error.message}") from error
        with browser:
            yield browser


@contextmanager
def clean_page(browser: Browser) -> Iterator[Page]:
    """Give a page with its own cookies, and complain at the end of what went wrong in it unseen.

    A script that raises and a resource that the content security policy refused both leave the page looking
    right to a test that did not ask for it.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    with browser.new_context(locale="en-GB", timezone_id="Asia/Tashkent", reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        yield page
    assert not complaints, "\n".join(complaints)
