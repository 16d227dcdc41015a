"""What appears while one types or chooses, what a browser keeps of it, and the way back after a wrong click."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.database import Store
from app.identity import COOKIE, get_now
from app.signing_in import sign_in_by_token
from tests.app.serving import serving
from tests.pages.negotiation import Negotiation

TYPED = "observe glaciers together"


@dataclass
class Served:
    """A served negotiation."""

    address: str
    negotiation: Negotiation
    store: Store

    def open(self, page: Page, who: str, key: str, rest: str) -> None:
        """Sign in and open a page of a clause."""
        secret = sign_in_by_token(self.store, self.negotiation.tokens[who], now=get_now()) or ""
        page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        page.goto(f"{self.address}/clauses/{self.negotiation.clauses[key]}{rest}")


@pytest.fixture(scope="module")
def served(played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    negotiation, file = played
    url = f"sqlite:///{shutil.copyfile(file, tmp_path_factory.mktemp('typing') / 'served.db')}"
    store = Store(url)
    copy = Negotiation(
        store,
        negotiation.tokens,
        dict(negotiation.clauses),
        dict(negotiation.amendments),
        negotiation.minutes,
        negotiation.editions,
    )
    with serving(url) as (_, address):
        yield Served(address, copy, store)
    store.engine.dispose()


def test_the_difference_and_whom_it_meets_appear_and_nothing_above_moves(served: Served, page: Page) -> None:
    served.open(page, "UZB", "op-hydrodata", "/propose")
    wording, marked = page.get_by_label("Your wording"), page.locator(".marked")
    top, height = wording.bounding_box(), marked.bounding_box()
    assert top is not None
    assert height is not None
    wording.evaluate(
        "one => one.setSelectionRange(one.value.indexOf('free of'), one.value.indexOf('free of') + 8)"
    )
    wording.press("Control+BracketLeft")  # the space that was selected along stays outside
    expect(marked.locator(".bracket")).to_have_count(0)
    expect(marked.locator("ins").first).to_contain_text("[")
    assert "[free of] charge" in wording.input_value()
    page.get_by_role("button", name="Put in brackets").click()
    assert "[free of]" not in wording.input_value()
    wording.fill(wording.input_value().replace("free of charge", "for a fee"))
    expect(marked.locator("ins", has_text="for a fee")).to_be_visible()
    expect(page.get_by_text("replace “free of charge” by “for a fee” (UZB)")).to_be_visible()
    expect(page.locator("#typed-meetings ins", has_text="on the basis of mutual benefit")).to_be_visible()
    wording.fill("Decide;")
    expect(marked.locator("del").first).to_contain_text("regional")
    after = marked.bounding_box()
    assert after is not None
    assert after["height"] >= height["height"]
    assert page.evaluate("document.activeElement.name") == "field.text"
    assert (wording.bounding_box() or {})["y"] == top["y"]


def test_unsent_words_are_kept_for_whoever_typed_them_and_for_nobody_else(served: Served, page: Page) -> None:
    served.open(page, "KGZ", "op-aral", "/propose")
    wording, kept = page.get_by_label("Your wording"), page.locator("[data-kept]")
    wording.fill(f"{wording.input_value()} {TYPED}")
    expect(page.get_by_text("Kept in this browser at")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # leads nowhere while something is unsent
    page.reload()
    expect(kept).to_contain_text(TYPED)
    page.get_by_role("button", name="Sign out").click()
    served.open(page, "UZB", "op-aral", "/propose")
    expect(page.get_by_label("Your wording")).to_be_visible()
    expect(kept).to_be_hidden()
    assert TYPED not in page.content()
    # Meanwhile the text moves on: the words are carried over to it.
    with served.store.writing() as session:
        served.negotiation.propose(session, "TJK", "op-aral", ("our determination", "our firm determination"))
        served.negotiation.decide(session, "op-aral", 1)
    served.open(page, "KGZ", "op-aral", "/propose")
    kept.get_by_role("button", name="Take them up").click()
    expect(page.get_by_text("Your words fit into the present text as they are.")).to_be_visible()
    assert "our firm determination" in wording.input_value()
    assert TYPED in wording.input_value()
    wording.press("Control+Enter")
    expect(page.get_by_text("Your amendment is tabled")).to_be_visible()
    page.wait_for_function("localStorage.length === 0")


def test_what_was_tabled_can_be_taken_back_for_ten_seconds(served: Served, page: Page) -> None:
    page.clock.install()
    served.open(page, "KGZ", "op-early-warning", "/propose")
    wording = page.get_by_label("Your wording")
    wording.fill(f"{wording.input_value()} {TYPED}")
    wording.press("Control+Enter")
    back = page.get_by_role("button", name="Take back", exact=True)
    expect(page.locator("[data-left]")).to_have_text("10")
    page.clock.run_for(10_500)
    expect(back).to_be_hidden()
    expect(page.get_by_text("Your amendment is tabled")).to_be_visible()
    page.reload()
    back.click()
    expect(page.get_by_text("Your amendment is withdrawn; it stays in the record.")).to_be_visible()
    page.get_by_role("link", name="Take back", exact=True).click()
    page.wait_for_url("**again=*")
    assert TYPED in wording.input_value()


def test_the_next_text_and_every_uptake_follow_the_chair(served: Served, page: Page) -> None:
    served.open(page, "CHAIR", "op-hydrodata", "/decide")
    following, fates = page.locator("#next-text"), page.locator(".fate")
    expect(following).to_contain_text("The words stay as they are.")
    choice = page.get_by_role("radio", name="consider creating")
    choice.check()
    expect(following.locator("ins")).to_contain_text("consider creating")
    expect(fates.filter(has_text="taken; closes")).to_have_count(1)
    assert choice.evaluate("one => one === document.activeElement")
    bridge = page.get_by_label("Your words for passage 3")
    bridge.fill("at no charge")
    expect(following).to_contain_text("at no charge")
    expect(fates.filter(has_text="in collision with the next text")).not_to_have_count(0)
    bridge.press("Control+Enter")
    expect(page.get_by_text("The clause is decided")).to_be_visible()
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(page.get_by_text("The decision is taken back")).to_be_visible()
