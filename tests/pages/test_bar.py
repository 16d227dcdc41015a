"""The bar of the document page: what one wants now and then stands one step away, for every hand and every key."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.database import Store
from app.identity import COOKIE, get_now
from app.signing_in import sign_in_by_token
from tests.app.serving import serving
from tests.pages.negotiation import DECLARATION, Negotiation

REVIEW = f"/documents/{DECLARATION}"
WITHIN = """() => [...document.querySelectorAll('.menu-sheet')].filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect()).every((box) => box.left >= 0 && box.right <= innerWidth)"""


class Bar:
    """A served negotiation, and how its document page is opened as Kazakhstan."""

    def __init__(self, browser: Browser, address: str, secret: str) -> None:
        self.browser, self.address, self.secret = browser, address, secret

    @contextmanager
    def open(self, *, scripts: bool = True, width: int = 1440, locale: str = "en") -> Iterator[Page]:
        with self.browser.new_context(
            java_script_enabled=scripts, locale=locale, viewport={"width": width, "height": 900}
        ) as context:
            context.add_cookies([{"name": COOKIE, "value": self.secret, "url": self.address}])
            page = context.new_page()
            page.goto(self.address + REVIEW)
            yield page


@pytest.fixture(scope="module")
def bar(
    played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Bar]:
    negotiation, file = played
    url = f"sqlite:///{shutil.copyfile(file, tmp_path_factory.mktemp('bar') / 'bar.db')}"
    store = Store(url)
    secret = sign_in_by_token(store, negotiation.tokens["KAZ"], now=get_now()) or ""
    store.engine.dispose()
    with serving(url) as (_, address):
        yield Bar(browser, address, secret)


def test_what_is_read_beside_the_text_is_reached_without_a_script(bar: Bar) -> None:
    with bar.open(scripts=False) as page:
        tracking = page.get_by_role("link", name="Tracking", exact=True)
        expect(tracking).to_be_hidden()
        page.get_by_text("More", exact=True).press("Enter")
        tracking.click()
        expect(page.get_by_role("heading", name="Tracking")).to_be_visible()


def test_a_menu_opens_by_itself_alone_and_closes_with_escape_and_beside_it(bar: Bar) -> None:
    with bar.open() as page:
        more, languages = page.get_by_text("More", exact=True), page.locator("summary", has_text="English")
        files, russian = (
            page.get_by_role("link", name="All forms and PDF"),
            page.get_by_role("link", name="Russian"),
        )
        more.click()
        expect(files).to_be_visible()
        languages.click()
        expect(files).to_be_hidden()
        page.keyboard.press("Escape")
        expect(russian).to_be_hidden()
        expect(languages).to_be_focused()
        assert page.url.endswith(REVIEW), "the key closed the menu and did nothing else"
        more.click()
        page.locator(".outline .progress").click()
        expect(files).to_be_hidden()


def test_the_key_of_two_languages_works_while_their_menu_is_closed(bar: Bar) -> None:
    with bar.open() as page:
        page.keyboard.press("4")
        page.wait_for_url("**beside=ru**")


@pytest.mark.parametrize("width", [320, 640, 900, 1100, 1440])
def test_no_menu_reaches_beyond_the_edge(bar: Bar, width: int) -> None:
    for locale in ("en", "ru"):
        with bar.open(width=width, locale=locale) as page:
            for menu in page.locator(".menu > summary").all():
                menu.click()
                assert page.evaluate(WITHIN)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
