"""The whole story in three browsers at once: two delegations and the chair, from an amendment to the Word file."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.database import Store
from app.identity import COOKIE, get_now
from app.signing_in import sign_in_by_token
from tests.app.serving import serving
from tests.pages.negotiation import DECLARATION, Negotiation

HECTARES = "500,000"


@dataclass
class Table:
    """A served negotiation, and the secrets of three browsers."""

    address: str
    negotiation: Negotiation
    browser: Browser
    secrets: dict[str, str]

    @contextmanager
    def seated(self, *, scripts: bool) -> Iterator[dict[str, Page]]:
        """Give everyone a browser of their own."""
        with ExitStack() as stack:
            pages = {}
            for who, secret in self.secrets.items():
                context = stack.enter_context(self.browser.new_context(java_script_enabled=scripts))
                context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
                pages[who] = context.new_page()
            yield pages


@pytest.fixture(scope="module")
def table(
    played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Table]:
    negotiation, file = played
    copy = shutil.copyfile(file, tmp_path_factory.mktemp("table") / "served.db")
    store = Store(f"sqlite:///{copy}")
    secrets = {
        who: sign_in_by_token(store, negotiation.tokens[who], now=get_now()) or ""
        for who in ("KAZ", "UZB", "CHAIR")
    }
    store.engine.dispose()
    with serving(f"sqlite:///{copy}") as (_, address):
        yield Table(address, negotiation, browser, secrets)


def reword(page: Page, old: str, new: str, reason: str) -> None:
    """Change words of the clause that is open, and table that."""
    page.get_by_role("link", name="Propose an amendment").first.click()
    wording = page.get_by_label("Your wording")
    wording.fill(wording.input_value().replace(old, new))
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Table amendment").click()
    expect(page.locator("p.done")).to_contain_text("Your amendment is tabled")


def words_of(file: Path) -> str:
    """Return the text of a Word file."""
    return "\n".join(one.text for one in docx.Document(BytesIO(file.read_bytes())).paragraphs)


@pytest.mark.parametrize(("key", "scripts"), [("op-forests", True), ("op-air", False)])
def test_two_delegations_and_the_chair_agree_on_a_clause(table: Table, key: str, scripts: bool) -> None:
    clause = f"{table.address}/clauses/{table.negotiation.clauses[key]}"
    review = f"{table.address}/documents/{DECLARATION}?clause={table.negotiation.clauses[key]}"
    with table.seated(scripts=scripts) as pages:
        kaz, uzb, chair = pages["KAZ"], pages["UZB"], pages["CHAIR"]
        uzb.goto(review)
        kaz.goto(clause)
        reword(kaz, HECTARES, "600,000", "More is within reach.")
        # It arrives by itself; without scripts one looks again.
        if scripts:
            uzb.get_by_role("status").get_by_role("link", name="Show").click()
        else:
            uzb.reload()
        expect(uzb.get_by_text("More is within reach.").first).to_be_visible()
        uzb.goto(clause)
        reword(uzb, HECTARES, "550,000", "Not so fast.")
        for page in (kaz, chair):
            page.goto(clause)
            expect(page.get_by_text("In collision with").first).to_be_visible()
        own = uzb.locator("article.amendment", has_text="Not so fast.")
        own.get_by_role("button", name="Withdraw").click()
        uzb.goto(clause)
        uzb.get_by_role("button", name="Join KAZ").click()
        expect(uzb.locator("p.done")).to_be_visible()
        chair.goto(f"{clause}/decide")
        chair.locator("label.choice", has_text="600,000").get_by_role("radio").check()
        chair.get_by_role("button", name="Confirm the next text").click()
        chair.goto(f"{clause}/decide")
        chair.get_by_label("Where it stands").select_option("agreed in informals")
        chair.get_by_role("button", name="Take this level").click()
        for page in (kaz, uzb):
            page.goto(clause)
            expect(page.get_by_text("agreed in informals").first).to_be_visible()
            expect(page.locator("main")).to_contain_text("600,000")
        chair.goto(review)
        chair.get_by_text("More", exact=True).click()
        chair.get_by_role("link", name="All forms and PDF").click()
        chair.get_by_role("radio", name="Clean").check()
        chair.get_by_role("button", name="Show how it looks").click()
        with chair.expect_download() as download:
            chair.get_by_role("link", name="Word file", exact=True).click()
        assert "600,000" in words_of(download.value.path())


def reach(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(200):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def go_to(page: Page, label: str) -> None:
    """Go to a clause by its label."""
    page.keyboard.press("g")
    page.keyboard.type(label)
    page.keyboard.press("Enter")
    expect(page.locator("#here .label")).to_contain_text(label)


def test_a_clause_is_amended_decided_agreed_and_taken_away_by_keys_alone(table: Table) -> None:
    clause = table.negotiation.clauses["op-food"]
    review = f"{table.address}/documents/{DECLARATION}"
    with table.seated(scripts=True) as pages:
        kaz, chair = pages["KAZ"], pages["CHAIR"]
        label = kaz.request.get(f"{table.address}/api/clauses/{clause}").json()["label"]
        kaz.goto(review)
        go_to(kaz, label)
        kaz.keyboard.press("p")
        kaz.wait_for_url("**/propose**")
        reach(kaz, kaz.get_by_label("Your wording"))
        kaz.keyboard.press("Control+Home")
        kaz.keyboard.type("Jointly ")
        reach(kaz, kaz.get_by_label("Reason"))
        kaz.keyboard.type("Together.")
        kaz.keyboard.press("Control+Enter")
        expect(kaz.locator("p.done")).to_contain_text("Your amendment is tabled")
        chair.goto(review)
        go_to(chair, label)
        chair.keyboard.press("d")
        chair.wait_for_url("**/decide**")
        reach(chair, chair.locator(".passage").first.get_by_role("radio").first)
        wanted = chair.locator("label.choice", has_text="Jointly").get_by_role("radio")
        while not wanted.is_checked():
            chair.keyboard.press("ArrowDown")
        chair.keyboard.press("Control+Enter")
        expect(chair.locator("p.done")).to_contain_text("The clause is decided")
        chair.keyboard.press("d")
        chair.wait_for_url("**/decide**")
        level = chair.get_by_label("Where it stands")
        reach(chair, level)
        while level.input_value() != "agreed in informals":
            chair.keyboard.press("ArrowDown")
        reach(chair, chair.get_by_role("button", name="Take this level"))
        chair.keyboard.press("Enter")
        expect(chair.locator("p.done")).to_contain_text("Where the clause stands has been changed")
        chair.goto(review)
        reach(chair, chair.locator("summary", has_text="More"))
        chair.keyboard.press("Enter")
        reach(chair, chair.get_by_role("link", name="All forms and PDF"))
        chair.keyboard.press("Enter")
        chair.wait_for_url("**/exports**")
        reach(chair, chair.get_by_role("link", name="Word file", exact=True))
        with chair.expect_download() as download:
            chair.keyboard.press("Enter")
        assert "Jointly" in words_of(download.value.path())
