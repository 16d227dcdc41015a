"""What scripts add to pages that work without them: keys, the line about what has changed, the room that follows."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.database import Store
from app.identity import COOKIE, get_now
from app.pages import nearness
from app.signing_in import sign_in_by_token
from tests.app.serving import serving
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION, Negotiation

ROOM = f"/documents/{DECLARATION}/room"


@dataclass
class Served:
    """A served negotiation, with the secrets of browsers that are signed in."""

    address: str
    negotiation: Negotiation
    secrets: dict[str, str]

    def open(self, page: Page, who: str, path: str) -> None:
        page.context.add_cookies([{"name": COOKIE, "value": self.secrets[who], "url": self.address}])
        page.goto(self.address + path)

    def send(self, page: Page, who: str, path: str, body: object = None) -> None:
        """Let somebody else act meanwhile."""
        headers = {"Authorization": f"Bearer {self.negotiation.tokens[who]}"}
        with page.context.browser.new_context(extra_http_headers=headers) as other:  # type: ignore[union-attr]
            answer = other.request.post(f"{self.address}/api{path}", data=body)
            assert answer.ok, answer.text()


THREE_TIMES_N = """() => { for (let time = 0; time < 3; time += 1)
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "n", code: "KeyN", bubbles: true})) }"""


@pytest.fixture(scope="module")
def served(played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    negotiation, file = played
    copy = shutil.copyfile(file, tmp_path_factory.mktemp("keys") / "served.db")
    store = Store(f"sqlite:///{copy}")
    secrets = {
        who: sign_in_by_token(store, negotiation.tokens[who], now=get_now()) or "" for who in ("KAZ", "CHAIR")
    }
    store.engine.dispose()
    with serving(f"sqlite:///{copy}") as (_, address):
        yield Served(address, negotiation, secrets)


def test_keys_follow_the_links_of_the_page(served: Served, page: Page) -> None:
    clause = served.negotiation.clauses["op-hydrodata"]
    served.open(page, "KAZ", f"/documents/{DECLARATION}?clause={clause}")
    here = page.locator('.outline a[aria-current="true"]').inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**#here")
    assert page.locator('.outline a[aria-current="true"]').inner_text() != here
    page.keyboard.press("k")
    expect(page.locator('.outline a[aria-current="true"]')).to_have_text(here, use_inner_text=True)
    page.keyboard.press("2")
    expect(page.get_by_role("link", name="Clean").first).to_have_attribute("aria-current", "true")
    page.keyboard.press("]")
    assert page.evaluate("document.activeElement.className").startswith("amendment")
    # Where the letter c stands, on a Cyrillic keyboard.
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'с', code: 'KeyC', bubbles: true}))"
    )
    page.wait_for_url(f"**/clauses/{clause}")
    page.keyboard.press("p")
    page.wait_for_url("**/propose")
    wording = page.get_by_label("Your wording")
    typed = wording.input_value()
    wording.press("End")
    wording.press_sequentially(" jp?")
    assert " jp?" in wording.input_value() != typed
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/clauses/{clause}")


def test_words_are_found_by_keys_and_the_way_back_leads_through_the_places(
    served: Served, page: Page
) -> None:
    served.open(page, "KAZ", f"/documents/{DECLARATION}?view=clean&open=1")
    page.keyboard.press("/")
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    places = page.locator("mark[id]")
    expect(places.first).to_be_in_viewport()
    at = page.locator("[data-at]")
    count = places.count()
    expect(at).to_have_text(f"1 of {count}")
    page.keyboard.press("n")
    expect(at).to_have_text(f"2 of {count}")
    expect(places.nth(1)).to_be_focused()
    page.keyboard.press("N")
    page.keyboard.press("N")
    expect(at).to_have_text(f"{count} of {count}")
    page.go_back()
    expect(at).to_have_text(f"1 of {count}")
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    expect(at).to_have_text(f"2 of {count}")
    page.keyboard.press("Escape")
    # However quickly a key is pressed, no press is lost: these come before the browser tells of the first.
    page.evaluate(THREE_TIMES_N)
    expect(at).to_have_text(f"5 of {count}")
    page.keyboard.press("w")
    expect(page.locator(".legend")).to_contain_text("KAZ")
    assert "view=clean" in page.url
    assert "open=1" in page.url
    assert "find=water" in page.url
    page.keyboard.press("w")
    expect(page.locator(".legend")).to_have_count(0)


def test_the_marks_of_far_clauses_come_before_the_reader_does(
    served: Served, page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "AT_ONCE", 1)  # here alone: the server is a process of its own
    path = f"/documents/{DECLARATION}"
    few = site.client_of("KAZ").get(path).text
    page.route(served.address + path, lambda route: route.fulfill(body=few, content_type="text/html"))
    clause = re.findall(r'data-waits="(\w+)"', few)[-1]
    served.open(page, "KAZ", path)
    body = page.locator(f'[data-of="{clause}"]')
    expect(body.locator(".waits a")).to_have_count(1)
    body.scroll_into_view_if_needed()
    expect(body.locator(".waits")).to_have_count(0)
    expect(body.locator(".code").first).to_be_visible()
    expect(page.locator(f'[data-waits="{clause}"]')).to_have_count(0)


def test_at_a_mark_stands_who_wants_it_when_and_why(served: Served, page: Page) -> None:
    clause = served.negotiation.clauses["op-hydrodata"]
    served.open(page, "KAZ", f"/documents/{DECLARATION}?clause={clause}#here")
    card = page.get_by_role("tooltip")
    expect(card).not_to_be_visible()
    page.locator("#here .code", has_text="TKM").hover()
    expect(card).to_contain_text("TKM (Turkmenistan)")
    expect(card).to_contain_text("The Declaration is political and creates no obligation.")
    page.mouse.move(0, 0)
    expect(card).not_to_be_visible()
    served.open(page, "KAZ", f"/clauses/{clause}")
    column = page.locator(".wants th .code", has_text="TJK")
    column.focus()
    expect(card).to_contain_text("Costs.")
    expect(column).to_have_attribute("aria-describedby", "at-mark")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    assert page.url.endswith(f"/clauses/{clause}")


def test_control_enter_sends_the_form_in_which_one_types(served: Served, page: Page) -> None:
    served.open(page, "KAZ", f"/clauses/{served.negotiation.clauses['op-aral']}/propose")
    wording = page.get_by_label("Your wording")
    wording.fill(wording.input_value().replace(" of ", " of all ", 1))
    wording.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Your amendment is tabled")).to_be_visible()


def test_the_list_of_keys_opens_over_the_page_and_turns_them_off(served: Served, page: Page) -> None:
    served.open(page, "KAZ", f"/documents/{DECLARATION}")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_text("propose an amendment")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    dialog.get_by_role("button", name="Turn the single keys off").click()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0
    page.goto(f"{served.address}/keys")
    page.get_by_role("button", name="Turn the single keys on").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_page_says_what_has_changed_and_moves_nothing(served: Served, page: Page) -> None:
    clause = served.negotiation.clauses["op-water"]
    page.clock.install()
    served.open(page, "KAZ", f"/clauses/{clause}")
    box = page.locator("main textarea").first
    if not box.is_visible():
        page.locator("main details:has(textarea) > summary").first.click()
    box.fill("half a thought")
    top = page.locator("h1").bounding_box()
    served.send(page, "CHAIR", f"/clauses/{clause}/room")
    page.clock.run_for(5000)
    line = page.get_by_role("status").filter(has_text="showed the clause in the room")
    expect(line).to_be_visible()
    assert page.locator("h1").bounding_box() == top
    assert box.input_value() == "half a thought"
    line.get_by_role("button", name="Not now").click()
    expect(line).not_to_be_visible()


def test_the_room_follows_the_chair_by_itself_and_the_chair_moves_on_by_key(
    served: Served, page: Page
) -> None:
    clauses = served.negotiation.clauses
    served.send(page, "CHAIR", f"/clauses/{clauses['op-hydrodata']}/room")
    page.clock.install()
    served.open(page, "KAZ", ROOM)
    first = page.locator("h1").inner_text()
    with page.context.browser.new_context() as context:  # type: ignore[union-attr]
        chair = context.new_page()
        served.open(chair, "CHAIR", f"{ROOM}?ground=light")
        chair.keyboard.press("j")
        expect(chair.locator("h1")).not_to_have_text(first, use_inner_text=True)
        second = chair.locator("h1").inner_text()
        assert chair.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 249)"
    page.clock.run_for(5000)
    expect(page.locator("h1")).to_have_text(second, use_inner_text=True)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 25, 28)"
    page.route("**/changes*", lambda route: route.abort())
    page.clock.run_for(5000)
    expect(page.get_by_text("Not connected since")).to_be_visible()
