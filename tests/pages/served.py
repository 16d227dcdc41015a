"""A negotiation that is served, with one of everything that has a page, and how each page is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from app.identity import COOKIE
from tests.app.people import Person
from tests.importers import tracking
from tests.pages.negotiation import DECLARATION, PROGRAMME, Negotiation


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
            "side by side": f"/documents/{DECLARATION}?clause={clauses['op-hydrodata']}&view=columns",
            "alternatives": f"/documents/{PROGRAMME}?clause={clauses['e-grid-integration']}&view=alternatives",
            "programme": f"/documents/{PROGRAMME}?clause={clauses['e-grid-integration']}",
            "clause": disputed,
            "history": f"/clauses/{clauses['op-transition']}",
            "room": f"/clauses/{clauses['op-hydrodata']}/room",
            "room without a clause": f"/documents/{PROGRAMME}/room?ground=light",
            "room of an entry": f"/clauses/{clauses['e-grid-integration']}/room",
            "keys": "/keys",
            "record": f"/clauses/{clauses['op-transition']}/record",
            "entry": f"/clauses/{clauses['e-grid-integration']}",
            "propose": f"{disputed}/propose",
            "propose entry": f"/clauses/{clauses['e-grid-integration']}/propose",
            "move": f"{disputed}/propose?kind=move",
            "insert": f"/documents/{DECLARATION}/insert?after={clauses['op-hydrodata']}",
            "edit": f"/amendments/{amendments['KAZ op-hydrodata']}/edit",
            "decide": f"{disputed}/decide",
            "bridge": self.bridge,
            "tracking": f"/documents/{DECLARATION}/tracking",
            "positions": f"/documents/{DECLARATION}/tracking?circle=delegation&amendments=true",
            "one delegation": f"/documents/{DECLARATION}/delegations/KAZ",
            "statements": f"/documents/{DECLARATION}/statements",
            "participation": f"/documents/{DECLARATION}/participation",
            "links": "/links",
            "linked": f"/clauses/{clauses['e-grid-integration']}#links",
            "standing": f"/documents/{DECLARATION}/standing",
            "rounds": f"/documents/{DECLARATION}/rounds",
            "round": self.round,
            "split": f"{disputed}/streamline/split",
            "merge": f"{disputed}/streamline/merge",
            "move by the chair": f"{disputed}/streamline/move",
            "whereabouts": f"/documents/{DECLARATION}/whereabouts",
            "translations": f"/documents/{DECLARATION}/translations",
            "draft in another language": f"{disputed}/translation-requests",
            "amend an amendment": f"{disputed}/propose?amends={amendments['TKM op-hydrodata']}",
            "silences": f"/documents/{DECLARATION}/silence",
            "silence": self.silence,
            "edition": f"/editions/{self.negotiation.editions[0]}",
            "written by hand": f"/clauses/{clauses['e-grid-integration']}/texts/en",
            "editions": f"/documents/{DECLARATION}/editions",
            "record of the document": f"/documents/{DECLARATION}/record",
            "exports": f"/documents/{DECLARATION}/exports?form=status",
            "compared": f"/documents/{DECLARATION}/compare",
            "revisions compared": f"/clauses/{clauses['op-transition']}/compare",
            "found": f"/documents/{DECLARATION}?find=water&who=1&open=1",
            "found in all revisions": f"/documents/{DECLARATION}/find?find=water",
            "redlines": f"/documents/{DECLARATION}/redlines",
            "redline": self.redline,
            "begin": "/begin",
            "account": "/account",
            "administration": "/administration",
            "tokens": "/administration/tokens",
            "people": "/people",
            "delegations": "/delegations",
            "delegation": "/delegations/UNEP",
            "record orally": f"{disputed}/propose",
            "person": f"/people/{self.people['SEC'].id}",
            "join": f"/join/{self.link}",
            "styleguide": "/styleguide",
            "nothing": "/nothing",
        }

    def open(self, page: Page, name: str) -> None:
        """Open a page as whoever may."""
        who = {
            "decide": "CHAIR",
            "split": "CHAIR",
            "merge": "CHAIR",
            "move by the chair": "CHAIR",
            "standing": "CHAIR",
            "silences": "CHAIR",
            "begin": "SEC",
            "translations": "SEC",
            "rounds": "SEC",
            "editions": "SEC",
            "written by hand": "SEC",
            "round": "SEC",
        }.get(name, "KAZ")
        if name in (
            "account",
            "administration",
            "tokens",
            "people",
            "person",
            "delegations",
            "delegation",
            "record orally",
            "links",
            "linked",
            "participation",
        ):
            secret = self.people["KAZ" if name == "account" else "SEC"].secret
        else:
            secret = self.secrets[who]
        page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        page.goto(self.address + self.paths()[name])


def furnish(served: Served) -> None:
    """Bring about one of everything that has a page, in the order in which one needs the other."""
    served.redline = send_redline(served)
    served.round = call_round(served)
    comment(served)
    think(served)
    link_entry(served)
    state(served)
    served.bridge = bridge(served)
    served.silence = put_under_silence(served)


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


def state(served: Served) -> None:
    """Draft a statement on the disputed clause, let one be recorded, and record that two have initialled the text."""
    clause = served.negotiation.clauses["op-hydrodata"]
    said = {"kind": "reservation", "texts": {"ru": "Делегация не готова."}, "clauses": [clause]}
    done = {"act": "initialled", "day": "2025-04-25", "delegations": ["KAZ", "UZB"], "note": "In Astana."}
    for who, rest, body in (
        ("KAZ", "statements", said),
        ("SEC", "statements", {**said, "on_behalf_of": "UZB"}),
        ("SEC", "participation", done),
    ):
        token = served.negotiation.tokens[who]
        with served.browser.new_context(extra_http_headers={"Authorization": f"Bearer {token}"}) as context:
            address = f"{served.address}/api/documents/{DECLARATION}/{rest}"
            assert context.request.post(address, data=body).ok


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
