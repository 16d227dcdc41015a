"""How each route that asks for a permission is asked, so that nothing but permission stands in the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from sqlalchemy import select
from starlette.testclient import TestClient

from app.database import Store
from app.identity import get_now
from app.models import DocumentRow, new_id
from app.services.pdfs import advance_pdf, order_pdf
from documents.permissions import Capacity, Participant
from tests.app.cast import Room, made
from tests.app.linked import at, ends, linked
from tests.app.people import invited
from tests.app.streamlined import read_of, split
from tests.app.test_examples import sent_redline

CAPACITIES: Mapping[str, Capacity] = {
    "KAZ": "negotiates",
    "UZB": "negotiates",
    "UNEP": "advises",
    "ADB": "observes",
}


@dataclass
class Scene:
    """A room in which something may be asked, and who asks."""

    room: Room
    delegation: str
    token: str

    def send(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        sent = {"json": body} if body is not None else {}
        return self.room.client.request(method, path, headers=headers, **sent, **more)


@dataclass(frozen=True)
class Case:
    """How one route is asked so that nothing but permission stands in the way; whose thing it is."""

    ask: Callable[[Scene, str], Response]
    owner: str | None = None  # "KAZ"; "own": whoever asks
    everywhere: bool = False  # it belongs to no document
    hidden: bool = False  # its owner alone sees it


def amended(scene: Scene, **members: Any) -> str:
    """Return the address of an amendment of KAZ's."""
    return f"/api/amendments/{made(scene.room.replace('KAZ', 'OP 1', '2027', '2028', **members))['id']}"


def on_amendment(rest: str = "", method: str = "GET", body: Any = None, **members: Any) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        return scene.send(method, amended(scene, **members) + rest, body)

    return Case(ask, owner=None if method == "GET" or rest == "/bridge" else "KAZ")


def on_clause(rest: str, method: str = "GET", **body: Any) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        clause = scene.room.clause("OP 1")
        real = {name: clause["revision"] if value is REVISION else value for name, value in body.items()}
        return scene.send(method, f"/api/clauses/{clause['id']}{rest}", real if method != "GET" else None)

    return Case(ask)


def on_document(rest: str, method: str = "GET", body: Any = None) -> Case:
    return Case(lambda scene, _: scene.send(method, f"/api/documents/declaration{rest}", body))


def plainly(method: str = "GET", body: Any = None, *, owner: str | None = None) -> Case:
    return Case(lambda scene, path: scene.send(method, path, body), owner=owner, everywhere=True)


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


def confirm(scene: Scene, _path: str) -> Response:
    said = made(scene.room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="KAZ"))
    return scene.send("POST", f"/api/amendments/{said['id']}/confirm")


def send_file(scene: Scene, _path: str) -> Response:
    file = scene.room.ask("KAZ", "GET", "/api/documents/declaration/export.docx?form=clean").content
    return scene.send("POST", "/api/documents/declaration/redlines", files={"file": ("back.docx", file)})


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


PASSWORD_OF_ALL = "three rivers meet here"
REMARK = {"text": "Whom does this mean?", "circle": "everyone"}


def on_comment(rest: str, method: str = "POST", body: Any = None, *, owned: bool = True) -> Case:
    """Ask about a comment of KAZ's that everyone reads."""

    def ask(scene: Scene, _path: str) -> Response:
        said = made(scene.room.ask("KAZ", "POST", scene.room.path("OP 1", "/comments"), body=REMARK))
        return scene.send(method, f"/api/comments/{said['id']}{rest}", body)

    return Case(ask, owner="KAZ" if owned else None)


REVISION = object()
NEW_PERSON = {"email": "new@example.org", "name": "N.", "delegation": "KAZ", "role": "head"}
CASES: dict[tuple[str, str], Case] = {
    ("GET", "/api/waiting"): plainly(),
    ("GET", "/api/documents"): plainly(),
    ("POST", "/api/documents"): Case(begin, everywhere=True),
    ("GET", "/api/documents/{slug}"): on_document(""),
    ("GET", "/api/documents/{slug}/clauses"): on_document("/clauses"),
    ("GET", "/api/documents/{slug}/consolidation"): on_document("/consolidation"),
    ("GET", "/api/documents/{slug}/concordance"): on_document("/concordance?language=ru"),
    ("GET", "/api/documents/{slug}/tracking"): on_document("/tracking"),
    ("GET", "/api/documents/{slug}/redlines"): on_document("/redlines"),
    ("GET", "/api/documents/{slug}/editions"): on_document("/editions"),
    ("GET", "/api/documents/{slug}/export.docx"): on_document("/export.docx"),
    ("GET", "/api/documents/{slug}/export.txt"): on_document("/export.txt"),
    ("GET", "/api/documents/{slug}/export.html"): on_document("/export.html"),
    ("GET", "/api/documents/{slug}/export.akn"): on_document("/export.akn"),
    ("POST", "/api/documents/{slug}/pdfs"): on_document("/pdfs?form=clean", "POST"),
    ("GET", "/api/pdfs/{pdf_id}"): on_pdf(""),
    ("GET", "/api/pdfs/{pdf_id}/file"): on_pdf("/file"),
    ("POST", "/api/documents/{slug}/editions"): on_document("/editions", "POST", {"kind": "rolling text"}),
    ("POST", "/api/documents/{slug}/redlines"): Case(send_file),
    ("POST", "/api/documents/{slug}/amendments"): on_document(
        "/amendments", "POST", {"text": "The Parties shall rest;", "clause_kind": "preambular"}
    ),
    ("PUT", "/api/documents/{slug}/participants/{code}"): on_document(
        "/participants/FAO", "PUT", {"capacity": "advises"}
    ),
    ("GET", "/api/clauses/{clause_id}"): on_clause(""),
    ("GET", "/api/clauses/{clause_id}/history"): on_clause("/history"),
    ("GET", "/api/clauses/{clause_id}/revisions"): on_clause("/revisions"),
    ("GET", "/api/clauses/{clause_id}/consolidation"): on_clause("/consolidation"),
    ("GET", "/api/clauses/{clause_id}/comparison"): on_clause("/comparison?delegation=TJK"),
    ("GET", "/api/clauses/{clause_id}/provenance"): on_clause("/provenance"),
    ("GET", "/api/clauses/{clause_id}/texts"): on_clause("/texts"),
    ("GET", "/api/clauses/{clause_id}/decisions"): on_clause("/decisions"),
    ("PUT", "/api/clauses/{clause_id}/texts/{language}"): on_clause(
        "/texts/ru", "PUT", text="Стороны сотрудничают;", aligned_to=REVISION
    ),
    ("POST", "/api/clauses/{clause_id}/corrections"): on_clause(
        "/corrections", "POST", text="The Parties shall rest;", base_revision=REVISION, reason="a slip"
    ),
    ("POST", "/api/clauses/{clause_id}/amendments"): on_clause(
        "/amendments", "POST", text="The Parties shall rest;", base_revision=REVISION
    ),
    ("POST", "/api/clauses/{clause_id}/decisions"): Case(decide),
    ("GET", "/api/clauses/{clause_id}/standing"): on_clause("/standing"),
    ("GET", "/api/documents/{slug}/standing"): on_document("/standing"),
    ("GET", "/api/documents/{slug}/packages"): on_document("/packages"),
    ("GET", "/api/documents/{slug}/adoption"): on_document("/adoption"),
    ("PUT", "/api/documents/{slug}/status"): Case(agree_together),
    ("POST", "/api/documents/{slug}/packages"): Case(form_package),
    ("POST", "/api/packages/{package_id}/dissolve"): Case(dissolve_package),
    ("POST", "/api/documents/{slug}/adoption"): Case(adopt),
    ("POST", "/api/documents/{slug}/adoption/take-back"): Case(take_adoption_back),
    ("PUT", "/api/clauses/{clause_id}/status"): on_clause(
        "/status", "PUT", level="agreed ad ref", base_revision=REVISION
    ),
    ("GET", "/api/amendments"): plainly(),
    ("GET", "/api/amendments/{amendment_id}"): on_amendment(),
    ("GET", "/api/amendments/{amendment_id}/texts"): on_amendment("/texts"),
    ("GET", "/api/amendments/{amendment_id}/instructions"): on_amendment("/instructions"),
    ("POST", "/api/amendments/{amendment_id}/bridge"): on_amendment(
        "/bridge", "POST", {"text": "The Parties should rest;"}
    ),
    ("PATCH", "/api/amendments/{amendment_id}"): Case(edit, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/table"): on_amendment("/table", "POST", status="draft"),
    ("POST", "/api/amendments/{amendment_id}/release"): Case(release, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/withdraw"): on_amendment("/withdraw", "POST"),
    ("POST", "/api/amendments/{amendment_id}/confirm"): Case(confirm, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/sponsors"): Case(join),
    ("DELETE", "/api/amendments/{amendment_id}/sponsors"): Case(leave),
    ("GET", "/api/documents/{slug}/comments"): on_document("/comments"),
    ("GET", "/api/clauses/{clause_id}/comments"): on_clause("/comments"),
    ("POST", "/api/clauses/{clause_id}/comments"): on_clause(
        "/comments", "POST", text="Why?", circle="everyone"
    ),
    ("POST", "/api/amendments/{amendment_id}/comments"): Case(
        lambda scene, _: scene.send("POST", f"{amended(scene)}/comments", REMARK)
    ),
    ("GET", "/api/comments/{comment_id}"): on_comment("", "GET", owned=False),
    ("POST", "/api/comments/{comment_id}/replies"): on_comment(
        "/replies", body={"text": "You."}, owned=False
    ),
    ("POST", "/api/comments/{comment_id}/resolve"): on_comment("/resolve"),
    ("POST", "/api/comments/{comment_id}/reopen"): on_comment("/reopen"),
    ("POST", "/api/comments/{comment_id}/take-back"): on_comment("/take-back"),
    ("GET", "/api/documents/{slug}/positions"): on_document("/positions"),
    ("GET", "/api/documents/{slug}/positions.xlsx"): on_document("/positions.xlsx"),
    ("GET", "/api/clauses/{clause_id}/positions"): on_clause("/positions"),
    ("GET", "/api/positions/{position_id}"): on_position("", "GET", owned=False),
    ("PUT", "/api/clauses/{clause_id}/positions/{code}"): Case(
        lambda scene, _: take_position(scene, scene.room.path("OP 1"), {})
    ),
    ("PUT", "/api/amendments/{amendment_id}/positions/{code}"): Case(think_of_amendment),
    ("POST", "/api/positions/{position_id}/take-back"): on_position("/take-back"),
    ("POST", "/api/documents/{slug}/positions/confirmation"): Case(confirm_position),
    ("GET", "/api/clauses/{clause_id}/bridging-texts"): on_clause("/bridging-texts"),
    ("POST", "/api/clauses/{clause_id}/bridging-texts"): Case(bridge),
    ("GET", "/api/bridging-texts/{bridging_text_id}"): on_bridging_text("", "GET", owned=False),
    ("POST", "/api/bridging-texts/{bridging_text_id}/release"): on_bridging_text(
        "/release", body={"everyone": True}
    ),
    ("POST", "/api/bridging-texts/{bridging_text_id}/withdraw"): on_bridging_text("/withdraw"),
    ("PUT", "/api/bridging-texts/{bridging_text_id}/positions/{code}"): Case(think_of_bridging_text),
    ("GET", "/api/clauses/{clause_id}/facilitators"): on_clause("/facilitators"),
    ("PUT", "/api/clauses/{clause_id}/facilitators/{code}"): on_clause("/facilitators/TJK", "PUT"),
    ("DELETE", "/api/clauses/{clause_id}/facilitators/{code}"): on_clause("/facilitators/TJK", "DELETE"),
    ("GET", "/api/clauses/{clause_id}/links"): on_clause("/links"),
    ("GET", "/api/links"): plainly(),
    ("GET", "/api/links.xlsx"): plainly(),
    ("GET", "/api/links/named"): plainly(),
    ("POST", "/api/links"): Case(link_ends),
    ("POST", "/api/links/checks"): Case(check_link),
    ("GET", "/api/links/{link_id}"): on_link("GET"),
    ("DELETE", "/api/links/{link_id}"): on_link("DELETE"),
    ("POST", "/api/clauses/{clause_id}/split"): Case(split_clause),
    ("POST", "/api/documents/{slug}/mergers"): Case(merge_clauses),
    ("POST", "/api/clauses/{clause_id}/place"): Case(place_clause),
    ("POST", "/api/streamlining/{streamlining_id}/undo"): on_streamlining(
        "/undo", "POST", {"reason": "A slip."}
    ),
    ("GET", "/api/streamlining/{streamlining_id}"): on_streamlining("", "GET"),
    ("GET", "/api/documents/{slug}/streamlining"): on_document("/streamlining"),
    ("GET", "/api/clauses/{clause_id}/lineage"): on_clause("/lineage"),
    ("GET", "/api/documents/{slug}/rounds"): on_document("/rounds"),
    ("POST", "/api/documents/{slug}/rounds"): on_document("/rounds", "POST", A_ROUND),
    ("GET", "/api/rounds/{round_id}"): on_round(""),
    ("GET", "/api/rounds/{round_id}/table"): on_round("/table"),
    ("GET", "/api/rounds/{round_id}/table.xlsx"): on_round("/table.xlsx"),
    ("GET", "/api/rounds/{round_id}/table.docx"): on_round("/table.docx"),
    ("POST", "/api/rounds/{round_id}/deadline"): on_round(
        "/deadline", "POST", {"deadline": "2035-05-01T15:00:00Z", "reason": "Capitals ask.", "version": 1}
    ),
    ("POST", "/api/rounds/{round_id}/close"): on_round(
        "/close", "POST", {"reason": "All have answered.", "version": 1}
    ),
    ("GET", "/api/documents/{slug}/silence-rules"): on_document("/silence-rules"),
    ("PUT", "/api/documents/{slug}/silence-rules"): on_document(
        "/silence-rules", "PUT", {"minimum_hours": 48, "reason": "So decided."}
    ),
    ("GET", "/api/documents/{slug}/silence-procedures"): on_document("/silence-procedures"),
    ("POST", "/api/documents/{slug}/silence-procedures"): Case(open_silence),
    **{
        (method, f"/api/documents/{{slug}}/silence-procedures/{{procedure_id}}{rest}"): case
        for method, rest, case in (
            ("GET", "", on_silence("", "GET")),
            ("POST", "/extension", on_silence("/extension", body={"hours": 24})),
            ("POST", "/end", on_silence("/end", body={"reason": "A slip was found."})),
            ("POST", "/objections", Case(object_to)),
            ("POST", "/objections/{objection_id}/confirmation", on_objection("/confirmation")),
            ("POST", "/objections/{objection_id}/take-back", on_objection("/take-back")),
        )
    },
    ("GET", "/api/redlines/{redline_id}"): on_redline(""),
    ("GET", "/api/redlines/{redline_id}/file"): on_redline("/file"),
    ("POST", "/api/redlines/{redline_id}/confirmation"): on_redline(
        "/confirmation", "POST", {"authors": {"Kazakhstan": "KAZ"}, "findings": [], "status": "draft"}
    ),
    ("GET", "/api/editions/{edition_id}"): on_edition(""),
    ("GET", "/api/editions/{edition_id}/certificate"): on_edition("/certificate"),
    ("GET", "/api/editions/{edition_id}/comparison/{other_id}"): on_edition("/comparison/{}"),
    ("GET", "/api/events"): plainly(),
    ("GET", "/api/delegations"): plainly(),
    ("GET", "/api/delegations/{code}"): Case(
        lambda scene, _: scene.send("GET", "/api/delegations/KAZ"), everywhere=True
    ),
    ("POST", "/api/delegations"): plainly(
        "POST", {"code": "WMO", "kind": "agency", "names": {"en": "Weather"}}
    ),
    ("PATCH", "/api/delegations/{code}"): Case(
        lambda scene, _: scene.send("PATCH", "/api/delegations/KAZ", {"hue": 3}), everywhere=True
    ),
    ("GET", "/api/house-rules"): plainly(),
    ("PUT", "/api/house-rules"): plainly("PUT", {"head_releases": True}, owner="own"),
    ("GET", "/api/account"): plainly(owner="own"),
    ("PATCH", "/api/account"): plainly("PATCH", {"language": "kk"}, owner="own"),
    ("PUT", "/api/account/password"): plainly(
        "PUT", {"present": PASSWORD_OF_ALL, "new": "seven glaciers in the east"}, owner="own"
    ),
    ("GET", "/api/sign-ins"): plainly(owner="own"),
    ("DELETE", "/api/sign-ins"): plainly("DELETE", owner="own"),
    ("DELETE", "/api/sign-ins/{sign_in_id}"): Case(sign_out_there, owner="own", everywhere=True),
    ("GET", "/api/tokens"): plainly(owner="own"),
    ("POST", "/api/tokens"): plainly("POST", {"name": "archive", "scopes": ["administer"]}, owner="own"),
    ("DELETE", "/api/tokens/{token_id}"): on_own("DELETE", "/api/tokens/{}", "/api/tokens"),
    ("GET", "/api/accounts"): plainly(),
    ("POST", "/api/accounts"): plainly("POST", NEW_PERSON),
    ("GET", "/api/accounts/{account_id}"): on_account("GET"),
    ("PATCH", "/api/accounts/{account_id}"): on_account("PATCH", body={"language": "kk"}),
    ("POST", "/api/accounts/{account_id}/links"): on_account("POST", "/links"),
    ("POST", "/api/accounts/{account_id}/tokens"): on_account(
        "POST", "/tokens", {"name": "archive", "scopes": ["read"]}
    ),
    ("DELETE", "/api/accounts/{account_id}/sign-ins"): on_account("DELETE", "/sign-ins"),
}
