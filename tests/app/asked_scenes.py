"""What must stand before a route that asks for more than an address and a body, and how it is asked then."""

from typing import Any

from httpx2 import Response
from sqlalchemy import select
from starlette.testclient import TestClient

from app.database import Store
from app.identity import get_now
from app.models import DocumentRow, new_id
from app.services.pdfs import advance_pdf, order_pdf
from documents.permissions import Participant
from tests.app.asking import CAPACITIES, Case, Scene, amended
from tests.app.cast import made
from tests.app.linked import at, ends, linked
from tests.app.people import invited, token_of
from tests.app.stated import state
from tests.app.streamlined import read_of, split
from tests.app.test_examples import acted, sent_redline
from tests.app.translated import ENGLISH, RUSSIAN, given


def decide(scene: Scene, _path: str) -> Response:
    amended(scene)
    seen = scene.room.consolidation("OP 1")
    body = {"fingerprint": seen["fingerprint"], "choices": [1]}
    return scene.send("POST", f"/api/clauses/{seen['clause']}/decisions", body)


def edit(scene: Scene, _path: str) -> Response:
    path, clause = amended(scene), scene.room.clause("OP 1")
    body = {"text": clause["text"].replace("2027", "2031"), "base_revision": clause["revision"]}
    return scene.send("PATCH", path, body)


def join(scene: Scene, _path: str) -> Response:
    tabled = made(scene.room.replace("TJK", "OP 1", "2027", "2028"))
    return scene.send("POST", f"/api/amendments/{tabled['id']}/sponsors", {"text": tabled["text_id"]})


def release(scene: Scene, _path: str) -> Response:
    draft = made(scene.room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    return scene.send("POST", f"/api/amendments/{draft['id']}/release", {"text": draft["text_id"]})


def leave(scene: Scene, _path: str) -> Response:
    path = f"/api/amendments/{made(scene.room.replace('TJK', 'OP 1', '2027', '2028'))['id']}"
    if CAPACITIES.get(scene.delegation) == "negotiates":
        made(scene.room.join(scene.delegation, path))
    return scene.send("DELETE", f"{path}/sponsors")


def decline(scene: Scene, _path: str) -> Response:
    path = f"/api/amendments/{made(scene.room.replace('TJK', 'OP 1', '2027', '2028'))['id']}/asked"
    if CAPACITIES.get(scene.delegation) == "negotiates":
        made(scene.room.ask("TJK", "PUT", path, delegations=[scene.delegation]))
    return scene.send("DELETE", path)


def confirm(scene: Scene, _path: str) -> Response:
    said = made(scene.room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="KAZ"))
    return scene.send("POST", f"/api/amendments/{said['id']}/confirm")


def send_file(scene: Scene, _path: str) -> Response:
    file = scene.room.ask("KAZ", "GET", "/api/documents/declaration/export.docx?form=clean").content
    return scene.send("POST", "/api/documents/declaration/redlines", files={"file": ("back.docx", file)})


def ask_for_translation(scene: Scene, _path: str) -> Response:
    clause = scene.room.clause("OP 1")
    body = {"base_revision": clause["revision"], "language": "ru", "text": RUSSIAN}
    return scene.send("POST", f"/api/clauses/{clause['id']}/translation-requests", body)


def on_request(rest: str, method: str = "GET", body: Any = None, *, owned: bool = True) -> Case:
    """Ask about a draft of KAZ's that the secretariat has translated."""

    def ask(scene: Scene, _path: str) -> Response:
        own = {"base_revision": scene.room.clause("OP 1")["revision"], "text": ENGLISH.replace("work", "act")}
        return scene.send(method, given(scene.room) + rest, body if owned else own)

    return Case(ask, owner="KAZ", hidden=True, shown_to=("SEC",))


def send_translations(scene: Scene, _path: str) -> Response:
    table = scene.room.ask("SEC", "GET", "/api/documents/declaration/translations.docx?language=ru&which=all")
    path = "/api/documents/declaration/translations?language=ru"
    return scene.send("POST", path, files={"file": ("back.docx", table.content)})


def align_translations(scene: Scene, _path: str) -> Response:
    clause = scene.room.clause("OP 1")
    text = {"clause": clause["id"], "aligned_to": clause["revision"], "fields": {"text": "Стороны работают;"}}
    head = scene.room.read(scene.room.path("OP 1", "?language=ru"))["revision"]
    path = "/api/documents/declaration/translations/alignment"
    return scene.send("POST", path, {"language": "ru", "texts": [{**text, "base_revision": head}]})


def on_redline(rest: str, method: str = "GET", body: Any = None) -> Case:
    return Case(
        lambda scene, _: scene.send(method, f"/api/redlines/{sent_redline(scene.room)}{rest}", body),
        owner="KAZ",
        hidden=True,
    )


def on_edition(rest: str) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        one, other = scene.room.issue()["id"], scene.room.issue()["id"]
        return scene.send("GET", f"/api/editions/{one}{rest.format(other)}")

    return Case(ask)


def begin(scene: Scene, _path: str) -> Response:
    file = scene.room.ask("KAZ", "GET", "/api/documents/declaration/export.docx?form=clean").content
    form = {"slug": "new", "symbol": "RES2026/NEW", "language": "en", "title": "A new text"}
    return scene.send("POST", "/api/documents", data=form, files={"file": ("new.docx", file)})


def on_pdf(rest: str) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        store: Store = scene.room.app.state.store
        with store.writing() as session:
            document = session.scalars(select(DocumentRow.id).where(DocumentRow.slug == "declaration")).one()
            orderer = Participant(scene.delegation, "negotiator")
            pdf = order_pdf(session, participant=orderer, document=document, now=get_now()).id
            # Nobody makes it: else the delegation would soon wait for as many as it may.
            advance_pdf(session, pdf=pdf, state="failed", now=get_now())
        return scene.send("GET", f"/api/pdfs/{pdf}{rest}")

    return Case(ask)


def on_account(method: str, rest: str = "", body: Any = None) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        address = f"{new_id()}@example.org"
        account, _ = invited(scene.room.app.state.store, "TJK", "head", email=address)
        return scene.send(method, f"/api/accounts/{account}{rest}", body)

    return Case(ask, everywhere=True)


def on_own(method: str, path: str, list_path: str) -> Case:
    """Ask for something that whoever asks has made; where that was refused, for what is not there."""

    def ask(scene: Scene, _path: str) -> Response:
        listed = scene.send("GET", list_path)
        items = listed.json()["items"] if listed.status_code == 200 else []
        return scene.send(method, path.format(items[0]["id"] if items else "a" * 16))

    return Case(ask, owner="own", everywhere=True)


def sign_out_there(scene: Scene, _path: str) -> Response:
    """Sign out of a browser of one's own."""
    me = scene.send("GET", "/api/account")
    if me.status_code != 200:
        return me
    browser = TestClient(scene.room.app)
    browser.post("/api/sign-ins", json={"email": me.json()["email"], "password": PASSWORD_OF_ALL})
    [own, *_] = browser.get("/api/sign-ins").json()["items"]
    return scene.send("DELETE", f"/api/sign-ins/{own['id']}")


def take_position(scene: Scene, subject: str, read: dict[str, str]) -> Response:
    body = {"stance": "flexible", "base_revision": scene.room.clause("OP 1")["revision"], **read}
    return scene.send("PUT", f"{subject}/positions/{scene.delegation}", body)


def think_of_amendment(scene: Scene, _path: str) -> Response:
    tabled = made(scene.room.replace("TJK", "OP 1", "2027", "2028"))
    return take_position(scene, f"/api/amendments/{tabled['id']}", {"text": tabled["text_id"]})


def confirm_position(scene: Scene, _path: str) -> Response:
    """Confirm a position of one's own, where one may have any; else ask for one that is not there."""
    taken = take_position(scene, scene.room.path("OP 1"), {})
    one = taken.json()["id"] if taken.status_code == 200 else "a" * 16
    body = {"positions": [{"position": one, "base_revision": scene.room.clause("OP 1")["revision"]}]}
    return scene.send("POST", "/api/documents/declaration/positions/confirmation", body)


def on_position(rest: str, method: str = "POST", *, owned: bool = True) -> Case:
    """Ask about a position of KAZ's that everyone reads."""

    def ask(scene: Scene, _path: str) -> Response:
        taken = made(scene.room.think("KAZ", "OP 1", "support"))
        return scene.send(method, f"/api/positions/{taken['id']}{rest}")

    return Case(ask, owner="KAZ" if owned else None)


def facilitated(scene: Scene, code: str) -> str:
    """Let the chair ask a delegation to facilitate on a clause, where it may be asked, and return its address."""
    path = scene.room.path("OP 1")
    scene.room.ask("CHAIR", "PUT", f"{path}/facilitators/{code}")
    return path


def bridge(scene: Scene, _path: str) -> Response:
    path = facilitated(scene, scene.delegation)
    body = {"text": "The Parties shall rest;", "base_revision": scene.room.clause("OP 1")["revision"]}
    return scene.send("POST", f"{path}/bridging-texts", body)


def bridging_text(scene: Scene) -> str:
    """Return the address of a bridging text of KAZ's that everyone reads."""
    facilitated(scene, "KAZ")
    one = f"/api/bridging-texts/{made(scene.room.bridge('KAZ', 'OP 1', 'The Parties shall rest;'))['id']}"
    made(scene.room.ask("KAZ", "POST", f"{one}/release", body={"everyone": True}))
    return one


def on_bridging_text(rest: str, method: str = "POST", body: Any = None, *, owned: bool = True) -> Case:
    return Case(
        lambda scene, _: scene.send(method, bridging_text(scene) + rest, body), owner="KAZ" if owned else None
    )


def think_of_bridging_text(scene: Scene, _path: str) -> Response:
    return take_position(scene, bridging_text(scene), {})


def on_link(method: str) -> Case:
    return Case(lambda scene, _: scene.send(method, at(linked(scene.room))))


def link_ends(scene: Scene, path: str) -> Response:
    return scene.send("POST", path, {"links": [ends(scene.room, "1.1", "OP 1")]})


def check_link(scene: Scene, path: str) -> Response:
    one = linked(scene.room)
    read = {f"{end}_revision": one[end]["revision"] for end in ("entry", "ground")}
    return scene.send("POST", path, {"links": [{"link": one["id"], **read}]})


def agree_together(scene: Scene, path: str) -> Response:
    clause = scene.room.clause("OP 1")
    body = {
        "level": "agreed ad ref",
        "clauses": [{"clause": clause["id"], "base_revision": clause["revision"]}],
    }
    return scene.send("PUT", path.format(slug="declaration"), body)


def form_package(scene: Scene, path: str) -> Response:
    clauses = [scene.room.clause(label)["id"] for label in ("OP 1", "OP 3")]
    return scene.send("POST", path.format(slug="declaration"), {"name": "Water", "clauses": clauses})


def dissolve_package(scene: Scene, path: str) -> Response:
    package = made(scene.room.package("OP 1", "OP 3"))["id"]
    return scene.send("POST", path.format(package_id=package), {"reason": "No deal."})


def adopt(scene: Scene, path: str) -> Response:
    made(scene.room.agree_all("agreed in plenary"))
    body = {"edition": scene.room.issue()["id"], "place": "Astana", "body": "the Heads of State"}
    return scene.send("POST", path.format(slug="declaration"), body)


def take_adoption_back(scene: Scene, path: str) -> Response:
    made(scene.room.agree_all("agreed in plenary"))
    made(scene.room.adopt(scene.room.issue()["id"]))
    return scene.send("POST", path.format(slug="declaration"), {"reason": "A wrong click."})


def split_clause(scene: Scene, _path: str) -> Response:
    body = {"begins": [{"words": "on water"}], "reason": "Two matters.", **read_of(scene.room, "OP 1")}
    return scene.send("POST", scene.room.path("OP 1", "/split"), body)


def merge_clauses(scene: Scene, _path: str) -> Response:
    labels = ("OP 3", "OP 4")
    read = [{"clause": scene.room.clause(one)["id"], **read_of(scene.room, one)} for one in labels]
    body = {"clauses": read, "reason": "One matter."}
    return scene.send("POST", "/api/documents/declaration/mergers", body)


def place_clause(scene: Scene, _path: str) -> Response:
    clause = scene.room.clause("OP 1")
    body = {"after": scene.room.clause("OP 4")["id"], "base_revision": clause["revision"], "reason": "Order."}
    return scene.send("POST", f"/api/clauses/{clause['id']}/place", body)


def on_streamlining(rest: str, method: str, body: Any = None) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        found = scene.room.read("/api/documents/declaration/streamlining")["items"]
        stands = [one["id"] for one in found if one["act"] == "split" and not one["undone_by"]]
        act = stands[0] if stands else made(split(scene.room))["id"]
        return scene.send(method, f"/api/streamlining/{act}{rest}", body)

    return Case(ask)


def on_round(rest: str, method: str = "GET", body: Any = None) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        home = "/api/documents/declaration/rounds"
        for one in scene.room.read(home)["items"]:  # that was asked about before: two do not run at once
            if one["state"] == "open":
                over = {"reason": "Enough.", "version": one["version"]}
                made(scene.room.ask("SEC", "POST", f"/api/rounds/{one['id']}/close", body=over))
        called = made(scene.room.ask("SEC", "POST", home, body=A_ROUND))
        return scene.send(method, f"/api/rounds/{called['id']}{rest}", body)

    return Case(ask)


A_ROUND = {"kind": "proposals", "name": "First reading", "deadline": "2035-04-10T15:00:00Z"}


def frozen(scene: Scene) -> tuple[str, str]:
    """Put OP 1 under silence; return the address of the procedure and the id of the clause."""
    clause, home = scene.room.clause("OP 1"), "/api/documents/declaration/silence-procedures"
    read = [{"clause": clause["id"], "base_revision": clause["revision"]}]
    running = [one for one in scene.room.read(home)["items"] if one["state"] == "running"]
    if not running:
        opened = scene.room.ask("CHAIR", "POST", home, clauses=read, level="agreed ad ref", hours=72)
        running = [made(opened)]
    return f"{home}/{running[0]['id']}", clause["id"]


def open_silence(scene: Scene, _path: str) -> Response:
    clause = scene.room.clause("OP 1")
    read = [{"clause": clause["id"], "base_revision": clause["revision"]}]
    body = {"clauses": read, "level": "agreed ad ref", "hours": 72}
    return scene.send("POST", "/api/documents/declaration/silence-procedures", body)


def on_silence(rest: str, method: str = "POST", body: Any = None) -> Case:
    return Case(lambda scene, _: scene.send(method, frozen(scene)[0] + rest, body))


def object_to(scene: Scene, _path: str) -> Response:
    path, clause = frozen(scene)
    return scene.send("POST", f"{path}/objections", {"clauses": [clause], "reason": "Our capital objects."})


def on_objection(rest: str) -> Case:
    """Ask about an objection of KAZ's that its head has not confirmed."""

    def ask(scene: Scene, _path: str) -> Response:
        path, clause = frozen(scene)
        body = {"clauses": [clause], "reason": "Our capital objects."}
        waiting = [one for one in scene.room.read(path)["objections"] if one["ended_at"] is None]
        if not waiting:
            waiting = made(scene.room.ask("KAZ", "POST", f"{path}/objections", body=body))["objections"]
        return scene.send("POST", f"{path}/objections/{waiting[-1]['id']}{rest}")

    return Case(ask, owner="KAZ")


def on_statement(rest: str, method: str = "POST", *, hidden: bool = False, owned: bool = True) -> Case:
    """Ask about a statement of KAZ's: a draft where it is hidden; to be confirmed, recorded; else made."""

    def ask(scene: Scene, _path: str) -> Response:
        said_by = {"on_behalf_of": "KAZ"} if rest == "/confirm" else {}
        one = made(state(scene.room, "SEC" if said_by else "KAZ", **said_by))
        if not hidden and not said_by:
            head = {"Authorization": f"Bearer {token_of(scene.room.app.state.store, 'KAZ', 'head')}"}
            making = f"/api/statements/{one['id']}/make"
            made(scene.room.client.post(making, headers=head, json={"base": one["hash"]}))
        reads = method == "GET" or rest in ("/confirm", "/withdraw")
        body = None if reads else {"base": one["hash"]}
        return scene.send(method, f"/api/statements/{one['id']}{rest}", body)

    return Case(ask, owner="KAZ" if owned else None, hidden=hidden)


def on_act(rest: str, method: str, body: Any) -> Case:
    return Case(
        lambda scene, _: scene.send(method, f"/api/participation/{acted(scene.room)['id']}{rest}", body)
    )


STATEMENT = {"kind": "dissociation", "texts": {"en": "We do not join."}}
PASSWORD_OF_ALL = "three rivers meet here"
REMARK = {"text": "Whom does this mean?", "circle": "everyone"}


def on_comment(rest: str, method: str = "POST", body: Any = None, *, owned: bool = True) -> Case:
    """Ask about a comment of KAZ's that everyone reads."""

    def ask(scene: Scene, _path: str) -> Response:
        said = made(scene.room.ask("KAZ", "POST", scene.room.path("OP 1", "/comments"), body=REMARK))
        return scene.send(method, f"/api/comments/{said['id']}{rest}", body)

    return Case(ask, owner="KAZ" if owned else None)


NEW_PERSON = {"email": "new@example.org", "name": "N.", "delegation": "KAZ", "role": "head"}
