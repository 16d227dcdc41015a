"""The bar of the document page: what one wants now and then stands one step away, for every hand and every key."""

import pytest
from playwright.sync_api import expect

from tests.pages.desk import Desk
from tests.pages.negotiation import DECLARATION

REVIEW = f"/documents/{DECLARATION}"
WITHIN = """() => [...document.querySelectorAll('.menu-sheet')].filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect()).every((box) => box.left >= 0 && box.right <= innerWidth)"""


def test_what_is_read_beside_the_text_is_reached_without_a_script(desk: Desk) -> None:
    with desk.open(REVIEW, scripts=False) as page:
        tracking = page.get_by_role("link", name="Tracking", exact=True)
        expect(tracking).to_be_hidden()
        page.get_by_text("More", exact=True).press("Enter")
        tracking.click()
        expect(page.get_by_role("heading", name="Tracking")).to_be_visible()


def test_a_menu_opens_by_itself_alone_and_closes_with_escape_and_beside_it(desk: Desk) -> None:
    with desk.open(REVIEW) as page:
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


def test_the_key_of_two_languages_works_while_their_menu_is_closed(desk: Desk) -> None:
    with desk.open(REVIEW) as page:
        page.keyboard.press("l")
        page.wait_for_url("**beside=ru**")


@pytest.mark.parametrize("width", [320, 640, 900, 1100, 1440])
def test_no_menu_reaches_beyond_the_edge(desk: Desk, width: int) -> None:
    for locale in ("en", "ru"):
        with desk.open(REVIEW, size=(width, 900), locale=locale) as page:
            for menu in page.locator(".menu > summary").all():
                menu.click()
                assert page.evaluate(WITHIN)
                assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("size", "stays"), [((1440, 900), True), ((720, 450), False), ((1440, 450), False)])
def test_the_top_leaves_the_text_its_room_on_a_screen_of_few_lines(
    desk: Desk, size: tuple[int, int], stays: bool
) -> None:
    with desk.open(REVIEW, size=size) as page:
        page.evaluate("scrollTo(0, 600)")
        assert page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom > 0") == stays


PLACES = """() => Object.fromEntries(['.top', '.tools', '.outline', '.panel']
  .map((one) => [one, document.querySelector(one).getBoundingClientRect()])
  .map(([one, {top, bottom}]) => [one, [Math.round(top), Math.round(bottom)]]))"""


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_on_a_large_screen_the_bar_stays_and_covers_nothing(desk: Desk, locale: str) -> None:
    with desk.open(REVIEW, size=(1680, 1000), locale=locale) as page:
        page.evaluate("scrollTo(0, 1500)")
        places = page.evaluate(PLACES)
        assert places[".tools"][0] == places[".top"][1]
        assert places[".outline"][0] == places[".panel"][0] == places[".tools"][1]
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        assert page.evaluate("scrollY") == 1500, "what one reads stays where it is"
