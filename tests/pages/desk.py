"""A delegate's browser: pages of the small negotiation, with scripts or without, at any width and in any language."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from app.database import Store
from app.identity import COOKIE, get_now
from app.signing_in import sign_in_by_token
from tests.app.serving import serving
from tests.pages.negotiation import Negotiation


class Desk:
    """A served negotiation, looked at as one delegation."""

    def __init__(self, browser: Browser, address: str, secret: str) -> None:
        self.browser, self.address, self.secret = browser, address, secret

    @contextmanager
    def open(
        self, path: str, *, scripts: bool = True, size: tuple[int, int] = (1440, 900), locale: str = "en"
    ) -> Iterator[Page]:
        """Open a page."""
        with self.browser.new_context(
            java_script_enabled=scripts, locale=locale, viewport={"width": size[0], "height": size[1]}
        ) as context:
            context.add_cookies([{"name": COOKIE, "value": self.secret, "url": self.address}])
            page = context.new_page()
            page.goto(self.address + path)
            yield page


@contextmanager
def desk_of(who: str, negotiation: Negotiation, file: Path, folder: Path, browser: Browser) -> Iterator[Desk]:
    """Serve a copy of the negotiation, and sign a delegation in."""
    url = f"sqlite:///{shutil.copyfile(file, folder / 'desk.db')}"
    store = Store(url)
    secret = sign_in_by_token(store, negotiation.tokens[who], now=get_now()) or ""
    store.engine.dispose()
    with serving(url) as (_, address):
        yield Desk(browser, address, secret)
