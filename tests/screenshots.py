"""Pictures of every screen, from the demonstration: python -m tests.screenshots [FOLDER] [NAME …].

In light and dark as a desk sees them, and on a phone; some in Russian and Kazakh, and on the narrowest phone, too.
They are for looking at: no test compares a picture with another. What a name begins with says which screens are wanted.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from app.database import Store, migrate
from app.demonstration import load_demonstration, step_into
from app.identity import COOKIE, get_now
from app.settings import PROJECT
from tests.app.serving import PROGRAMME, SLUG, serving
from tests.browser import running_browser

FOLDER = PROJECT / "var" / "screens"
DESK, PHONE, NARROW = (1440, 900), (390, 844), (320, 640)
LONGEST = 2600  # pixels of a page that a picture holds
TRANSLATED = (
    *("enter", "overview", "document", "document-top", "document-menu", "clause", "propose", "decide"),
    *("tracking", "tracking-delegation", "standing", "links", "whereabouts", "round", "silences", "exports"),
)
ROLES = {"KAZ": "negotiator", "CHAIR": "chair", "SEC": "secretariat", "ADMIN": "administrator"}


@dataclass(frozen=True, slots=True)
class Screen:
    """A page, and as whom it is opened."""

    name: str
    path: str
    who: str = "KAZ"  # "" for nobody
    act: Callable[[Page], None] | None = None  # what is done on it first


@dataclass(frozen=True, slots=True)
class Way:
    """How a screen is looked at."""

    name: str
    size: tuple[int, int]
    scheme: str = "light"
    language: str = "en"


WAYS = (Way("light", DESK), Way("dark", DESK, "dark"), Way("phone", PHONE))
ELSEWHERE = (
    *(Way("ru", DESK, language="ru"), Way("kk", DESK, language="kk")),
    Way("narrow", NARROW, language="ru"),
)


def take(folder: Path, wanted: tuple[str, ...] = ()) -> Iterator[Path]:
    """Write each picture, and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary, running_browser() as browser:
        url = f"sqlite:///{temporary}/screens.db"
        secrets = _play(url)
        # What is shown is what `make run` shows.
        os.environ["KELISIM_DEMONSTRATION"] = "1"
        with serving(url) as (_, address):
            screens = _screens(browser, address, secrets)
            for screen in screens:
                if not screen.name.startswith(wanted or ("",)):
                    continue
                for way in (*WAYS, *(ELSEWHERE if screen.name in TRANSLATED else ())):
                    yield _picture(browser, address, secrets, screen, way, folder)


def _play(url: str) -> dict[str, str]:
    """Load the demonstration, and return for each who looks the secret of a browser that is signed in."""
    migrate(url)
    store, now = Store(url), get_now()
    load_demonstration(store, now=now)
    with store.writing() as session:
        secrets = {
            who: step_into(session, delegation="SEC" if who == "ADMIN" else who, role=role, now=now)
            for who, role in ROLES.items()
        }
    store.engine.dispose()
    return secrets


def _screens(browser: Browser, address: str, secrets: dict[str, str]) -> list[Screen]:
    """Return every screen of the demonstration; what has an id is looked up by its label."""
    with browser.new_context() as context:
        context.add_cookies([{"name": COOKIE, "value": secrets["SEC"], "url": address}])

        def listed(path: str) -> list[dict[str, str]]:
            items: list[dict[str, str]] = context.request.get(f"{address}/api/{path}").json()["items"]
            return items

        clauses = {
            (slug, one["label"] or one["kind"]): one["id"]
            for slug in (SLUG, PROGRAMME)
            for one in listed(f"documents/{slug}/clauses?limit=500")
        }
        editions = [one["id"] for one in listed(f"documents/{SLUG}/editions")]
        rounds = [one["id"] for one in listed(f"documents/{SLUG}/rounds")]
        silences = [one["id"] for one in listed(f"documents/{SLUG}/silence-procedures")]
        own = [one["id"] for one in listed(f"amendments?document={SLUG}&delegation=KAZ&status=tabled")]
        bridges = [one["id"] for one in listed(f"clauses/{clauses[SLUG, 'OP 28']}/bridging-texts")]
    disputed, entry = f"/clauses/{clauses[SLUG, 'OP 6']}", f"/clauses/{clauses[PROGRAMME, '3.1']}"
    document, programme = f"/documents/{SLUG}", f"/documents/{PROGRAMME}"
    return [
        Screen("enter", "/enter", ""),
        Screen("overview", "/"),
        Screen("document-top", document),
        Screen("document-menu", document, act=_open_menu),
        Screen("document", f"{document}?clause={clauses[SLUG, 'OP 6']}#here"),
        Screen("document-chair", f"{document}?clause={clauses[SLUG, 'OP 5']}#here", "CHAIR"),
        Screen("document-programme", f"{programme}?clause={clauses[PROGRAMME, '3.1']}#here"),
        Screen("document-tongues", f"{document}?clause={clauses[SLUG, 'OP 6']}&beside=ru#here"),
        Screen("document-found", f"{document}?find=water&clause={clauses[SLUG, 'OP 6']}#here"),
        Screen("document-who", f"{document}?who=1&clause={clauses[SLUG, 'OP 6']}#here"),
        Screen("document-record", f"{document}/record"),
        Screen("find", f"{document}/find?find=water"),
        Screen("clause", disputed),
        Screen("clause-who", f"{disputed}?who=1"),
        Screen("clause-compared", f"{disputed}/compare"),
        Screen("clause-entry", entry),
        Screen("clause-quiet", f"/clauses/{clauses[SLUG, 'PP 1']}"),
        Screen("clause-chair", disputed, "CHAIR"),
        Screen("clause-record", f"{disputed}/record"),
        Screen("propose", f"{disputed}/propose"),
        Screen("propose-typed", f"{disputed}/propose", act=_type),
        Screen("propose-entry", f"{entry}/propose"),
        Screen("propose-clause", f"{document}/insert?after={clauses[SLUG, 'OP 6']}"),
        Screen("propose-elsewhere", f"{disputed}/translation-requests"),
        Screen("propose-move", f"{disputed}/propose?kind=move"),
        *(Screen("edit", f"/amendments/{one}/edit") for one in own[:1]),
        Screen("text", f"{disputed}/texts/ru", "SEC"),
        Screen("decide", f"{disputed}/decide", "CHAIR"),
        Screen("decide-chosen", f"{disputed}/decide", "CHAIR", act=_choose),
        Screen("decide-entry", f"{entry}/decide", "CHAIR"),
        *(Screen("bridging", f"/bridging-texts/{one}") for one in bridges[:1]),
        Screen("streamline", f"{disputed}/streamline/split", "CHAIR"),
        Screen("streamline-merge", f"{disputed}/streamline/merge", "CHAIR"),
        Screen("room", f"{disputed}/room"),
        Screen("room-light", f"{disputed}/room?ground=light"),
        Screen("room-empty", f"{document}/room"),
        Screen("tracking", f"{document}/tracking"),
        Screen("tracking-delegation", f"{document}/delegations/KAZ"),
        Screen("standing", f"{document}/standing", "CHAIR"),
        Screen("rounds", f"{document}/rounds", "SEC"),
        *(Screen("round", f"/rounds/{one}") for one in rounds[:1]),
        Screen("silences", f"{document}/silence", "CHAIR"),
        *(Screen("silence", f"{document}/silence/{one}") for one in silences[:1]),
        Screen("statements", f"{document}/statements"),
        Screen("participation", f"{document}/participation", "SEC"),
        Screen("links", "/links"),
        Screen("whereabouts", f"{document}/whereabouts"),
        Screen("translations", f"{document}/translations", "SEC"),
        *(Screen("edition", f"/editions/{one}") for one in editions[:1]),
        Screen("editions", f"{document}/editions", "SEC"),
        Screen("editions-compared", f"{document}/compare"),
        Screen("exports", f"{document}/exports"),
        Screen("redlines", f"{document}/redlines"),
        Screen("begin", "/begin", "SEC"),
        Screen("administration", "/administration", "ADMIN"),
        Screen("tokens", "/administration/tokens", "ADMIN"),
        Screen("people", "/people", "ADMIN"),
        Screen("delegations", "/delegations", "ADMIN"),
        Screen("delegation", "/delegations/UNEP", "ADMIN"),
        Screen("keys", "/keys"),
        Screen("styleguide", "/styleguide"),
        Screen("refusal", "/nothing"),
    ]


def _picture(
    browser: Browser, address: str, secrets: dict[str, str], screen: Screen, way: Way, folder: Path
) -> Path:
    width, height = way.size
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=way.scheme,  # type: ignore[arg-type]  # "light" or "dark"
        locale=way.language,
        reduced_motion="reduce",
    ) as context:
        if screen.who:
            context.add_cookies([{"name": COOKIE, "value": secrets[screen.who], "url": address}])
        page = context.new_page()
        page.goto(address + screen.path)
        if screen.act:
            screen.act(page)
        file = folder / f"{screen.name}-{way.name}.png"
        if way.size == DESK and page.locator(".outline").count():
            page.screenshot(path=file)  # its sides scroll by themselves: as one sees it
        else:
            # What sticks to the edge of a window would else lie across the middle of the picture.
            page.set_viewport_size({"width": width, "height": min(_height_of(page), LONGEST)})
            page.screenshot(path=file)
        return file


def _open_menu(page: Page) -> None:
    """Open what stands beside the text."""
    page.locator(".menu > summary").last.click()


def _type(page: Page) -> None:
    """Write other words where two proposals already meet, and wait for what the server says of them."""
    words = page.locator("textarea.wording")
    words.fill(words.input_value().replace("free of charge", "without charge for early warning"))
    page.wait_for_selector("#typed-meetings .notice")


def _choose(page: Page) -> None:
    """Choose passage by passage, one of them with a bridge, and wait for the next text."""
    page.locator(".passage").first.locator("input[type=radio]").nth(1).check()
    page.locator(".passage").nth(1).locator("input.bridge").fill("free of charge for early warning")
    page.locator(".passage").nth(1).locator("input[value=own]").check()
    page.wait_for_selector("#next-text ins")
    page.wait_for_function("document.querySelectorAll('#next-text ins').length > 1")


def _height_of(page: Page) -> int:
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height


if __name__ == "__main__":
    for picture in take(Path(sys.argv[1]) if sys.argv[1:] else FOLDER, tuple(sys.argv[2:])):
        sys.stdout.write(f"{picture}\n")
