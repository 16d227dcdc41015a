"""The pages in a real Chromium: without scripts, without barriers, at every width."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.database import Store
from app.identity import COOKIE, get_now
from app.signing_in import sign_in_by_token
from tests.app.people import Person, invited, person
from tests.app.serving import serving
from tests.importers import tracking
from tests.pages.negotiation import DECLARATION, PROGRAMME, Negotiation
from tests.thoroughness import IS_LONG

# The narrowest, the widest, and on both sides of where pages change; in make test-long those between.
WIDTHS = [320, 390, 640, 900, 1024, 1440, 1920] if IS_LONG else [320, 640, 1024, 1920]


@dataclass
class Served:
    """A served negotiation."""

    address: str
    negotiation: Negotiation
    browser: Browser
    folder: Path  # with redlined.docx in it
    people: Mapping[str, Person]
    link: str  # the secret of one that was not used
    secrets: Mapping[str, str]  # of browsers that are signed in with a token
    redline: str = ""  # where what was found in that file stands
    bridge: str = ""  # where a bridging text stands
    round: str = ""  # where a round of comments stands
    silence: str = ""  # where a silence procedure runs

    def paths(self) -> dict[str, str]:
        """Return every page by a name, as the chair and as a delegation may open it."""
        clauses, amendments = self.negotiation.clauses, self.negotiation.amendments
        disputed = f"/clauses/{clauses['op-hydrodata']}"
        return {
            "enter": "/enter",
            "overview": "/",
            "review": f"/documents/{DECLARATION}?clause={clauses['op-hydrodata']}",
            "options": f"/documents/{DECLARATION}?clause={clauses['op-glaciers']}",
            "tracked": f"/documents/{DECLARATION}?clause={clauses['op-aral']}&view=tracked&by=KGZ",
            "programme": f"/documents/{PROGRAMME}?clause={clauses['e-grid-integration']}",
            "clause": disputed,
            "history": f"/clauses/{clauses['op-transition']}",
            "record": f"/clauses/{clauses['op-transition']}/record",
            "entry": f"/clauses/{clauses['e-grid-integration']}",
            "propose": f"{disputed}/propose",
            "propose entry": f"/clauses/{clauses['e-grid-integration']}/propose",
            "move": f"{disputed}/propose?kind=move",
            "insert": f"/documents/{DECLARATION}/insert?after={clauses['op-hydrodata']}",
            "edit": f"/amendments/{amendments['KAZ op-hydrodata']}/edit",
            "decide": f"{disputed}/decide",
            "bridge": self.bridge,
            "positions": f"/documents/{DECLARATION}/positions?circle=delegation",
            "links": "/links",
            "linked": f"/clauses/{clauses['e-grid-integration']}#links",
            "standing": f"/documents/{DECLARATION}/standing",
            "rounds": f"/documents/{DECLARATION}/rounds",
            "round": self.round,
            "silences": f"/documents/{DECLARATION}/silence",
            "silence": self.silence,
            "edition": f"/editions/{self.negotiation.editions[0]}",
            "compared": f"/editions/{self.negotiation.editions[0]}?against=present",
            "redlines": f"/documents/{DECLARATION}/redlines",
            "redline": self.redline,
            "begin": "/begin",
            "account": "/account",
            "people": "/people",
            "delegations": "/delegations",
            "delegation": "/delegations/UNEP",
            "record orally": f"{disputed}/propose",
            "person": f"/people/{self.people['SEC'].id}",
            "join": f"/join/{self.link}",
            "nothing": "/nothing",
        }

    def open(self, page: Page, name: str) -> None:
        """Open a page as whoever may."""
        who = {
            "decide": "CHAIR",
            "standing": "CHAIR",
            "silences": "CHAIR",
            "begin": "SEC",
            "rounds": "SEC",
            "round": "SEC",
        }.get(name, "KAZ")
        if name in (
            "account",
            "people",
            "person",
            "delegations",
            "delegation",
            "record orally",
            "links",
            "linked",
        ):
            secret = self.people["KAZ" if name == "account" else "SEC"].secret
        else:
            secret = self.secrets[who]
        page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        page.goto(self.address + self.paths()[name])


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
        served.redline = send_redline(served)
        served.round = call_round(served)
        comment(served)
        think(served)
        link_entry(served)
        served.bridge = bridge(served)
        served.silence = put_under_silence(served)
        yield served


def call_round(served: Served) -> str:
    """Ask for comments on the disputed clause, and return the address of the page of the round."""
    token = served.negotiation.tokens["SEC"]
    with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
        clauses = [served.negotiation.clauses["op-hydrodata"]]
        asked = {
            "kind": "comments",
            "name": "Written comments",
            "note": "Please be brief.",
            "clauses": clauses,
        }
        made = context.request.post(
            f"{served.address}/api/documents/{DECLARATION}/rounds",
            data={**asked, "deadline": "2036-04-10T15:00:00Z"},
        )
        return f"/rounds/{made.json()['id']}"


def comment(served: Served) -> None:
    """Open threads in two circles on the disputed clause, and resolve one."""
    token = served.negotiation.tokens["KAZ"]
    with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
        home = f"{served.address}/api/clauses/{served.negotiation.clauses['op-hydrodata']}/comments"
        for circle, words in (("everyone", "observations"), ("delegation", None), ("chair", None)):
            said = {"text": "Who keeps up the stations?", "circle": circle}
            passage = {"passage": {"words": words}} if words else {}
            thread = context.request.post(home, data={**said, **passage}).json()["id"]
        assert context.request.post(f"{served.address}/api/comments/{thread}/resolve").ok


def link_entry(served: Served) -> None:
    """Link an entry with two grounds, of which one changes after that."""
    token, clauses = served.negotiation.tokens["SEC"], served.negotiation.clauses
    with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
        address = f"{served.address}/api/clauses"
        read = {
            key: context.request.get(f"{address}/{clauses[key]}").json()
            for key in ("e-grid-integration", "pp-youth", "op-transition")
        }
        entry, changed, kept = read.values()
        links = [
            {
                "entry": entry["id"],
                "ground": one["id"],
                "entry_revision": entry["revision"],
                "ground_revision": one["revision"],
            }
            for one in (changed, kept)
        ]
        assert context.request.post(f"{served.address}/api/links", data={"links": links}).ok
        text = changed["text"].replace("scientists", "researchers")
        correction = {"base_revision": changed["revision"], "text": text, "reason": "a slip"}
        assert context.request.post(f"{address}/{changed['id']}/corrections", data=correction).ok


def think(served: Served) -> None:
    """Take positions in every circle, and let the secretariat record one that waits to be confirmed."""
    home = f"{served.address}/api/clauses/{served.negotiation.clauses['op-hydrodata']}"
    for who, circle in (("KAZ", "everyone"), ("KAZ", "chair"), ("KAZ", "delegation"), ("SEC", "everyone")):
        token = served.negotiation.tokens[who]
        with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
            read = context.request.get(home).json()["revision"]
            taken = {
                "stance": "reserve" if who == "SEC" else "flexible",
                "circle": circle,
                "base_revision": read,
            }
            said = {
                **taken,
                "note": "Until the other clause on data is settled.",
                "red_line": circle == "delegation",
            }
            assert context.request.put(f"{home}/positions/KAZ", data=said).ok


def put_under_silence(served: Served) -> str:
    """Put a clause under silence, and let a negotiator object who is not the head; return the page of it."""
    home, clause = f"/api/documents/{DECLARATION}/silence-procedures", served.negotiation.clauses["op-health"]
    tokens = served.negotiation.tokens
    with served.browser.new_context(
        extra_http_headers={"Authorization": f"Bearer {tokens['CHAIR']}"}
    ) as context:
        read = context.request.get(f"{served.address}/api/clauses/{clause}").json()["revision"]
        body = {
            "clauses": [{"clause": clause, "base_revision": read}],
            "level": "agreed ad ref",
            "hours": 72,
            "note": "As it came out of the second reading.",
        }
        opened = context.request.post(served.address + home, data=body)
        assert opened.ok, opened.text()
        one = opened.json()["id"]
    with served.browser.new_context(
        extra_http_headers={"Authorization": f"Bearer {tokens['KGZ']}"}
    ) as context:
        said = {"clauses": [clause], "reason": "Our ministry has not answered yet."}
        assert context.request.post(f"{served.address}{home}/{one}/objections", data=said).ok
    return f"/documents/{DECLARATION}/silence/{one}"


def bridge(served: Served) -> str:
    """Let the chair lay a bridging text on the disputed clause for all, and return the address of its page."""
    home = f"{served.address}/api/clauses/{served.negotiation.clauses['op-hydrodata']}"
    token = served.negotiation.tokens["CHAIR"]
    with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
        present = context.request.get(home).json()
        text = {"text": present["text"].replace("free of charge", "on agreed terms"), "note": "Half way."}
        made = context.request.post(
            f"{home}/bridging-texts", data={**text, "base_revision": present["revision"]}
        )
        one = made.json()["id"]
        assert context.request.post(
            f"{served.address}/api/bridging-texts/{one}/release", data={"everyone": True}
        ).ok
    return f"/bridging-texts/{one}"


def send_redline(served: Served) -> str:
    """Send a file in which three authors changed something, one of them with tracking off."""
    token = served.negotiation.tokens["KAZ"]
    with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
        exported = context.request.get(
            f"{served.address}/api/documents/{DECLARATION}/export.docx?form=tracked"
        )
        redlined = tracking.edited(
            exported.body(),
            tracking.replace("Ministry of Water", "roads, dams", "roads, bridges"),
            tracking.paragraph_after("Expert 2", "roads, bridges", "publishing these data;", "SubItem"),
            tracking.replace("", "equal footing", "equal level", tracked=False),
        )
        (served.folder / "redlined.docx").write_bytes(redlined)
        page = context.new_page()
        served.open(page, "redlines")
        page.set_input_files("input[type=file]", served.folder / "redlined.docx")
        page.get_by_role("button", name="Read the file").click()
        return page.url.removeprefix(served.address)


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
        assert page.get_by_role("status").inner_text().startswith("Your amendment is tabled")
        assert page.get_by_text("So that it lasts.").is_visible()
        page.get_by_role("button", name="Withdraw").click()
        assert "stays in the record" in page.get_by_role("status").inner_text()
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
        assert "What could be filed is filed" in page.get_by_role("status").inner_text()
        assert page.get_by_text("filed", exact=True).count() == 2
        left = page.locator("article", has_text="publishing these data;")
        assert "Say which delegation its author stands for." in left.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: Served, scheme: str) -> None:
    found = []
    with served.browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        # Dark has other colours and the same elements: every other page of it in make test.
        names = [*served.paths()][:: 1 if IS_LONG or scheme == "light" else 2]
        for name in names:
            served.open(page, name)
            violations = Axe().run(page).response["violations"]
            found += [
                f"{name}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in violations
            ]
    assert not found, "\n".join(found)


TOO_SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => one.offsetParent !== null && !one.matches('.skip, p.words a, label input'))
  .map(one => [one.getBoundingClientRect(), one])
  .filter(([box, one]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([box, one]) => `${one.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_and_every_target_is_large_enough(served: Served, width: int) -> None:
    found = []
    with served.browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for name in served.paths():
            served.open(page, name)
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


def test_on_paper_stand_the_text_and_whose_the_words_are(served: Served) -> None:
    with served.browser.new_context() as context:
        page = context.new_page()
        served.open(page, "review")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="Outline").is_visible()
        assert page.locator("#here ins").first.is_visible()
        assert page.pdf()[:5] == b"%PDF-"
