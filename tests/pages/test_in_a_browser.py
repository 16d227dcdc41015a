"""The pages in a real Chromium: without scripts, without barriers, at every width."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from app.database import Store
from app.identity import get_now
from app.signing_in import sign_in_by_token
from tests.app.people import invited, person
from tests.app.serving import serving
from tests.pages.in_pieces import in_pieces
from tests.pages.negotiation import DECLARATION, Negotiation
from tests.pages.served import Served, furnish
from tests.thoroughness import IS_LONG

# The narrowest, the widest, and on both sides of where pages change.
WIDTHS = (320, 390, 640, 900, 1024, 1440, 1920)
SCHEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")


@pytest.fixture(scope="module")
def served(
    played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Served]:
    negotiation, file = played
    folder = tmp_path_factory.mktemp("served")
    copy = shutil.copyfile(file, folder / "served.db")
    store = Store(f"sqlite:///{copy}")
    people = {"KAZ": person(store, "KAZ", "negotiator"), "SEC": person(store, "SEC", "administrator")}
    _, link = invited(store, "UZB", "head")
    secrets = {
        who: sign_in_by_token(store, negotiation.tokens[who], now=get_now()) or ""
        for who in ("KAZ", "CHAIR", "SEC")
    }
    store.engine.dispose()
    with serving(f"sqlite:///{copy}") as (_, address):
        served = Served(address, negotiation, browser, folder, people, link, secrets)
        furnish(served)
        yield served


def test_a_delegate_enters_tables_and_leaves_without_a_script(served: Served) -> None:
    with served.browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served.address}/documents/{DECLARATION}")
        page.get_by_text("Sign in with a token").click()
        page.get_by_label("Token").fill(served.negotiation.tokens["KGZ"])
        page.get_by_role("button", name="Sign in with the token").click()
        page.get_by_role("navigation", name="Outline").get_by_role("link", name="OP 2 (a)").click()
        page.get_by_role("link", name="Propose an amendment").click()
        wording = page.get_by_label("Your wording")
        wording.fill(wording.input_value().replace("protection", "lasting protection"))
        page.get_by_label("Reason").fill("So that it lasts.")
        page.get_by_role("button", name="Show the difference").click()
        assert "lasting" in (page.locator(".marked ins").text_content() or "")
        page.get_by_role("button", name="Table amendment").click()
        assert page.locator("p.done").inner_text().startswith("Your amendment is tabled")
        assert page.get_by_text("So that it lasts.").is_visible()
        page.get_by_role("button", name="Withdraw").click()
        assert "stays in the record" in page.locator("p.done").inner_text()
        page.get_by_role("button", name="Sign out").click()
        assert page.url == f"{served.address}/enter"
        page.goto(served.address)
        assert "/enter" in page.url


def test_a_word_text_becomes_a_document_without_a_script(served: Served) -> None:
    with served.browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        served.open(page, "begin")
        page.get_by_label("Symbol").fill("RES2026/MIN")
        page.get_by_label("Short name").fill("ministers-text")
        page.get_by_label("A Word file").set_input_files(__file__)
        page.get_by_role("button", name="Read the file").click()
        assert "not a Word document" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Symbol").input_value() == "RES2026/MIN"
        text = docx.Document()
        for words, style in (
            ("Statement of the ministers", "Title"),
            ("Recalling the Declaration,", "Normal"),
            ("Agree to meet;", "List Number"),
            ("See the annex.", "List Number"),
        ):
            text.add_paragraph(words, style=style)
        text.add_table(1, 2).cell(0, 0).text = "An annex"
        text.save(served.folder / "ministers.docx")
        page.get_by_label("A Word file").set_input_files(served.folder / "ministers.docx")
        page.get_by_role("button", name="Read the file").click()
        assert "An annex" in page.get_by_role("listitem").filter(has_text="Left out").inner_text()
        assert page.get_by_text("PP 1").is_visible()
        draft = page.get_by_label("The text with the kind of each clause")
        draft.fill(draft.input_value().replace("See the annex.", "== nothing"))
        page.get_by_role("button", name="Create the document").click()
        assert "a block '== KIND KEY'" in page.get_by_role("alert").inner_text()
        draft.fill(draft.input_value().replace("== nothing", "Invite the agencies."))
        page.get_by_role("button", name="Create the document").click()
        assert page.url.startswith(f"{served.address}/documents/ministers-text")
        assert page.get_by_text("Invite the agencies.").first.is_visible()


def test_a_word_file_comes_back_and_is_filed_without_a_script(served: Served) -> None:
    with served.browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        served.open(page, "redlines")
        page.set_input_files("input[type=file]", __file__)
        page.get_by_role("button", name="Read the file").click()
        assert "not a Word document" in page.get_by_role("alert").inner_text()
        page.set_input_files("input[type=file]", served.folder / "redlined.docx")
        page.get_by_role("button", name="Read the file").click()
        assert page.get_by_text("on the table already").is_visible()
        page.get_by_label("Expert 2").select_option("")
        page.get_by_role("button", name="as drafts").click()
        assert "What could be filed is filed" in page.locator("p.done").inner_text()
        assert page.get_by_text("filed", exact=True).count() == 2
        left = page.locator("article", has_text="publishing these data;")
        assert "Say which delegation its author stands for." in left.inner_text()


def test_axe_finds_nothing(served: Served) -> None:
    found = []
    with served.browser.new_context() as context:
        page = context.new_page()
        for number, name in enumerate(served.paths()):
            served.open(page, name)
            # Dark has other colours and the same elements: in make test every page is looked at in one of them.
            for scheme in SCHEMES if IS_LONG else SCHEMES[number % 2 :][:1]:
                page.emulate_media(color_scheme=scheme)
                violations = Axe().run(page).response["violations"]
                found += [
                    f"{name} in {scheme}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
                    for one in violations
                ]
    assert not found, "\n".join(found)


TOO_SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => one.offsetParent !== null && !one.matches('.skip, p.words a, label input'))
  .map(one => [one.getBoundingClientRect(), one])
  .filter(([box, one]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([box, one]) => `${one.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def test_nothing_scrolls_sideways_and_every_target_is_large_enough(served: Served) -> None:
    found = []
    with served.browser.new_context() as context:
        page = context.new_page()
        for name in served.paths():
            served.open(page, name)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    found.append(f"{name} is {wide} wide at {width}")
                found += [f"{name} at {width}: {one}" for one in page.evaluate(TOO_SMALL)[:3]]
    assert not found, "\n".join(found)


def test_the_keyboard_reaches_the_text_first_and_its_focus_is_seen(served: Served) -> None:
    with served.browser.new_context() as context:
        page = context.new_page()
        served.open(page, "review")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


SHIFTED = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value }))
    .observe({type: 'layout-shift', buffered: true})
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)))
})"""
RUNNING = "() => document.getAnimations().length"


def test_nothing_shifts_or_moves_while_a_page_comes(served: Served) -> None:
    with served.browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for name in ("overview", "review", "clause"):
            served.open(page, name)
            assert page.evaluate(SHIFTED) == 0, name
            assert page.evaluate(RUNNING) == 0, name


def test_nothing_shifts_over_a_poor_line_either(served: Served) -> None:
    with in_pieces(served) as slowly, served.browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for name in ("overview", "review", "clause", "decide", "tracking"):
            slowly.open(page, name)
            assert page.evaluate(SHIFTED) == 0, name


def test_on_paper_stand_the_text_and_whose_the_words_are(served: Served) -> None:
    with served.browser.new_context() as context:
        page = context.new_page()
        served.open(page, "review")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="Outline").is_visible()
        assert page.locator("#here ins").first.is_visible()
        assert page.pdf()[:5] == b"%PDF-"
