"""What a reader may not see is asked for as often, and in the same words, as what does not exist."""

from collections.abc import Mapping

import pytest

from app.identity import get_now
from app.models import DocumentRow
from app.services.pdfs import order_pdf
from documents.permissions import Participant
from tests.app.cast import Room, made
from tests.app.linked import linked
from tests.app.people import token_of
from tests.app.redlined import export, send
from tests.app.stated import state, stated
from tests.app.streamlined import split
from tests.app.test_examples import acted
from tests.app.test_queries import counted
from tests.app.translated import given

ABSENT = "a" * 16
WAYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "clause": (
        *(("GET", f"/api/clauses/{{}}{rest}") for rest in ("", "/history", "/revisions", "/consolidation")),
        *(
            ("GET", "/clauses/{}"),
            ("GET", "/clauses/{}/room"),
            ("GET", "/clauses/{}/compare"),
            ("POST", "/api/clauses/{}/room"),
            ("POST", "/api/clauses/{}/comments"),
            ("GET", "/api/clauses/{}/standing"),
            ("GET", "/api/clauses/{}/positions"),
            ("GET", "/api/clauses/{}/bridging-texts"),
            ("GET", "/api/clauses/{}/links"),
            ("GET", "/api/clauses/{}/lineage"),
            ("PUT", "/api/clauses/{}/positions/UZB"),
            ("POST", "/api/clauses/{}/amendments"),
        ),
    ),
    "amendment": (
        *(("GET", "/api/amendments/{}"), ("GET", "/api/amendments/{}/texts")),
        *(("PATCH", "/api/amendments/{}"), ("POST", "/api/amendments/{}/withdraw")),
        *(("POST", "/api/amendments/{}/sponsors"), ("POST", "/api/amendments/{}/comments")),
        ("PUT", "/api/amendments/{}/positions/UZB"),
        *((method, "/api/amendments/{}/asked") for method in ("GET", "PUT", "DELETE")),
    ),
    "bridging text": (
        *(("GET", "/api/bridging-texts/{}"), ("POST", "/api/bridging-texts/{}/withdraw")),
        *(("POST", "/api/bridging-texts/{}/release"), ("PUT", "/api/bridging-texts/{}/positions/UZB")),
    ),
    "package": (("POST", "/api/packages/{}/dissolve"),),
    "position": (("GET", "/api/positions/{}"), ("POST", "/api/positions/{}/take-back")),
    "statement": (
        *(("GET", "/api/statements/{}"), ("PATCH", "/api/statements/{}")),
        *(("POST", f"/api/statements/{{}}/{step}") for step in ("make", "confirm", "withdraw")),
    ),
    "act": (("PATCH", "/api/participation/{}"), ("POST", "/api/participation/{}/strike")),
    "link": (("GET", "/api/links/{}"), ("DELETE", "/api/links/{}")),
    "comment": (
        *(("GET", "/api/comments/{}"), ("POST", "/api/comments/{}/replies")),
        *(("POST", "/api/comments/{}/resolve"), ("POST", "/api/comments/{}/take-back")),
    ),
    "streamlining": (
        *(("GET", "/api/streamlining/{}"), ("POST", "/api/streamlining/{}/undo")),
        ("GET", "/streamlining/{}"),
    ),
    "round": (
        *(("GET", "/api/rounds/{}"), ("GET", "/api/rounds/{}/table"), ("GET", "/rounds/{}")),
        *(("POST", "/api/rounds/{}/deadline"), ("POST", "/api/rounds/{}/close")),
    ),
    "silence": tuple(
        (method, f"/api/documents/declaration/silence-procedures/{{}}{rest}")
        for method, rest in (("GET", ""), ("POST", "/end"), ("POST", "/objections"), ("POST", "/extension"))
    ),
    "edition": (("GET", "/api/editions/{}"), ("GET", "/api/editions/{}/certificate")),
    "translation request": (
        *(("GET", "/api/translation-requests/{}"), ("GET", "/translation-requests/{}")),
        *(
            ("POST", "/api/translation-requests/{}/acceptance"),
            ("POST", "/api/translation-requests/{}/withdrawal"),
        ),
        ("POST", "/api/translation-requests/{}/return"),
    ),
    "redline": (
        *(("GET", "/api/redlines/{}"), ("GET", "/api/redlines/{}/file")),
        *(("GET", "/redlines/{}"), ("POST", "/api/redlines/{}/confirmation")),
    ),
    "pdf": (("GET", "/api/pdfs/{}"), ("GET", "/api/pdfs/{}/file"), ("GET", "/pdfs/{}")),
}
BODIES = {
    "asked": {"delegations": ["UZB"]},
    "strike": {"reason": "A slip."},
    "comments": {"text": "Why?", "circle": "delegation"},
    "UZB": {"stance": "support", "base_revision": ABSENT},
    "release": {"everyone": True},
    "deadline": {"deadline": "2035-04-10T15:00:00Z", "reason": "So.", "version": 1},
    "close": {"reason": "So.", "version": 1},
    "replies": {"text": "Why?"},
    "return": {"note": "Why?"},
    "end": {"reason": "Why?"},
    "objections": {"clauses": [ABSENT], "reason": "Why?"},
    "extension": {"hours": 24},
    "amendments": {"text": "The Parties rest;", "base_revision": ABSENT},
    "confirmation": {"authors": {}},
    "dissolve": {"reason": "No."},
}


def hidden_ids(room: Room) -> dict[str, list[tuple[str, str]]]:
    """Return of every kind the ids that somebody may not see, with who that is."""
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    brought_in = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    said = made(room.ask("KAZ", "POST", room.path("OP 1", "/comments"), text="Really?", circle="delegation"))
    thought = made(room.think("KAZ", "OP 1", "oppose", circle="delegation"))
    bridge = made(room.bridge("CHAIR", "OP 1", "The Parties shall rest;"))
    sent = made(send(room, "KAZ", export(room, who="KAZ")))
    store = room.app.state.store
    with store.writing() as session:
        document = session.query(DocumentRow).filter_by(slug="declaration").one().id
        kaz = Participant("KAZ", "negotiator")
        pdf = order_pdf(session, participant=kaz, document=document, now=get_now()).id
    ids = {
        "clause": [brought_in["clause"]],
        "amendment": [draft["id"], brought_in["id"]],
        "comment": [said["id"]],
        "position": [thought["id"]],
        "bridging text": [bridge["id"]],
        "statement": [made(state(room, "KAZ"))["id"]],
        "redline": [sent["id"]],
        "translation request": [given(room).rsplit("/", 1)[1]],
        "pdf": [pdf],
    }
    hidden = {kind: [("UZB", one) for one in some] for kind, some in ids.items()}
    # And for a delegation that takes part in no document, what everybody else sees.
    public = {"clause": room.clause("OP 1")["id"], "edition": room.issue()["id"]}
    public["amendment"] = made(room.replace("TJK", "OP 2", "share", "exchange"))["id"]
    public["comment"] = made(
        room.ask("TJK", "POST", room.path("OP 1", "/comments"), text="Why?", circle="everyone")
    )["id"]
    public["package"] = made(room.package("OP 3", "OP 4"))["id"]
    public["streamlining"] = made(split(room, "OP 4", "The Parties", "shall report."))["id"]
    public["position"] = made(room.think("TJK", "OP 1", "support"))["id"]
    public["bridging text"] = made(room.bridge("CHAIR", "OP 2", "The Parties shall share;"))["id"]
    made(
        room.ask(
            "CHAIR", "POST", f"/api/bridging-texts/{public['bridging text']}/release", body={"everyone": True}
        )
    )
    public["statement"] = stated(room)["id"]
    public["act"] = acted(room)["id"]
    public["link"] = linked(room)["id"]
    asked = {"kind": "comments", "name": "First", "deadline": "2035-04-10T15:00:00Z"}
    public["round"] = made(room.ask("SEC", "POST", "/api/documents/declaration/rounds", body=asked))["id"]
    read = [{"clause": room.clause("OP 1")["id"], "base_revision": room.clause("OP 1")["revision"]}]
    home = "/api/documents/declaration/silence-procedures"
    public["silence"] = made(room.ask("CHAIR", "POST", home, clauses=read, level="agreed ad ref", hours=72))[
        "id"
    ]
    for kind, one in public.items():
        hidden.setdefault(kind, []).append(("GEF", one))
    return hidden


@pytest.fixture
def with_stranger(room: Room) -> Room:
    """A room at whose door stands a delegation that takes part in nothing."""
    store = room.app.state.store
    new = {"code": "GEF", "kind": "agency", "names": {"en": "Fund"}}
    administrator = {"Authorization": f"Bearer {token_of(store, 'SEC', 'administrator')}"}
    made(room.client.post("/api/delegations", headers=administrator, json=new))
    return Room(room.app, room.client, room.url, {**room.tokens, "GEF": token_of(store, "GEF", "negotiator")})


def test_what_is_hidden_takes_the_same_questions_as_what_is_not_there(with_stranger: Room) -> None:
    room = with_stranger
    hidden = hidden_ids(room)
    assert hidden.keys() == WAYS.keys()
    for who in ("UZB", "GEF"):
        room.read("/api/delegations", who)  # the first use of a token is noted
    for kind, ways in WAYS.items():
        for method, path in ways:
            for who, one in hidden[kind]:
                asked = []
                for target in (one, ABSENT):
                    address = path.format(target)
                    body = BODIES.get(path.rpartition("/")[2], {} if method != "GET" else None)
                    with counted(room) as sent:
                        answer = room.ask(who, method, address, {"If-Match": '"1"'}, body)
                    assert answer.status_code == 404, (method, address, answer.text)
                    asked.append((sent, answer.content))
                assert asked[0] == asked[1], (who, method, path)
                assert asked[0][0], "nothing was asked"
