"""A negotiation in which every table that the record tells of is written."""

from datetime import timedelta

from app.database import Store
from app.due import do_what_is_due
from app.duties import DUTIES
from app.identity import get_now
from app.verifying import verify_store
from tests.app.cast import Room, made
from tests.app.linked import check, linked
from tests.app.people import token_of
from tests.app.redlined import confirm, export, send
from tests.app.stated import state, stated, step
from tests.app.streamlined import split, take_back
from tests.app.test_examples import acted
from tests.app.translated import accepted
from tests.importers import tracking


def misfits(store: Store) -> list[str]:
    with store.reading() as session:
        return [str(one) for one in verify_store(session)]


def negotiate(room: Room) -> Store:
    """Do something of everything that is recorded, and return where it is stored."""
    store: Store = room.app.state.store
    token_of(store, "KAZ", "negotiator")
    made(room.ask("UZB", "PUT", "/api/house-rules", head_releases=True))
    draft = made(room.replace("UZB", "OP 4", "shall", "should", status="draft"))
    made(room.release("UZB", f"/api/amendments/{draft['id']}"))
    accepted(room, "OP 3")
    asking = made(room.replace("KAZ", "OP 4", "shall", "will"))
    made(room.ask("KAZ", "PUT", f"/api/amendments/{asking['id']}/asked", delegations=["UZB", "TJK"]))
    made(room.ask("TJK", "DELETE", f"/api/amendments/{asking['id']}/asked"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{asking['id']}/withdraw"))
    said = made(room.replace("SEC", "OP 1", "fully", "widely", on_behalf_of="TKM"))
    made(room.ask("TKM", "POST", f"/api/amendments/{said['id']}/confirm"))
    made(room.ask("TKM", "POST", f"/api/amendments/{said['id']}/withdraw"))
    said = made(
        room.ask("KAZ", "POST", room.path("OP 1", "/comments"), text="We could live with it.", circle="chair")
    )
    made(room.ask("CHAIR", "POST", f"/api/comments/{said['id']}/replies", text="Heard."))
    made(room.ask("CHAIR", "POST", f"/api/comments/{said['id']}/resolve"))
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/reopen"))
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/take-back"))
    made(room.think("UZB", "OP 4", "flexible", of=draft, circle="delegation", note="If need be."))
    made(room.think("KAZ", "OP 3", "support"))
    recorded = made(room.think("SEC", "OP 3", "flexible", code="KAZ"))
    made(room.think("KAZ", "OP 3", "flexible"))
    made(room.ask("KAZ", "POST", f"/api/positions/{recorded['id']}/take-back"))
    made(room.ask("CHAIR", "PUT", room.path("OP 2", "/facilitators/TJK")))
    bridge = made(room.bridge("TJK", "OP 2", "The Parties shall share all data:"))
    made(room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridge['id']}/release", body={"to": ["KAZ"]}))
    made(room.ask("TJK", "POST", f"/api/bridging-texts/{bridge['id']}/release", body={"everyone": True}))
    made(state(room, "KAZ", on=["OP 3"]))
    said = made(state(room, "SEC", on_behalf_of="UZB"))
    made(step(room, "UZB", said, "confirm"))
    made(step(room, "UZB", stated(room), "withdraw"))
    acted_on = f"/api/participation/{acted(room)['id']}"
    made(room.ask("SEC", "PATCH", acted_on, day="2025-04-26", reason="A slip."))
    one = linked(room, "1.1", "OP 3")
    made(room.correct("OP 3", "every year", "each year"))
    made(check(room, one))
    made(room.ask("SEC", "DELETE", f"/api/links/{one['id']}"))
    made(room.correct("OP 3", "each year", "every year"))
    act = made(split(room, "OP 4", "The Parties", "shall report."))
    made(take_back(room, act))
    package = made(room.package("OP 3", "OP 4"))
    made(room.ask("CHAIR", "POST", f"/api/packages/{package['id']}/dissolve", reason="No deal."))
    made(room.agree_all("agreed in plenary", document="programme", pending_delegations=["TJK"]))
    made(room.agree_all("agreed in plenary", document="programme"))
    made(room.adopt(room.issue("programme")["id"], document="programme"))
    made(room.ask("CHAIR", "POST", "/api/documents/programme/adoption/take-back", reason="A wrong click."))
    break_silence(room)
    negotiate_without_people(room)
    run_late(room)  # comes last: the clock that it hands in is ahead of all others
    return store


def run_late(room: Room) -> None:
    """Ask for proposals, remind of the deadline, end the round before it, and propose after that."""
    rounds = "/api/documents/declaration/rounds"
    asked = {"kind": "proposals", "name": "First reading", "clauses": [room.clause("PP 2")["id"]]}
    until = get_now() + timedelta(hours=30)
    one = made(room.ask("SEC", "POST", rounds, body={**asked, "deadline": until.isoformat()}))
    do_what_is_due(room.app.state.store, DUTIES, now=until - timedelta(hours=20))
    made(room.ask("SEC", "POST", f"/api/rounds/{one['id']}/close", reason="All have answered.", version=1))
    late = made(room.replace("KGZ", "PP 2", "rivers", "great rivers"))
    assert late["late"] == one["id"]


def break_silence(room: Room) -> None:
    """Put a clause under silence by rules of its document, extend that, and break it."""
    home, clause = "/api/documents/declaration", room.clause("OP 3")
    made(room.ask("SEC", "PUT", f"{home}/silence-rules", minimum_hours=48, reason="So decided."))
    read = [{"clause": clause["id"], "base_revision": clause["revision"]}]
    opened = room.ask(
        "CHAIR", "POST", f"{home}/silence-procedures", clauses=read, level="agreed ad ref", hours=48
    )
    path = f"{home}/silence-procedures/{made(opened)['id']}"
    made(room.ask("CHAIR", "POST", f"{path}/extension", hours=24))
    objection = {"clauses": [clause["id"]], "reason": "Not every year."}
    for who in ("KAZ", "UZB"):
        made(room.ask(who, "POST", f"{path}/objections", body=objection))


def negotiate_without_people(room: Room) -> None:
    """Do what could be done before anybody had an account."""
    room.issue()
    words = made(room.replace("KAZ", "OP 1", "shall", "should", rationale="It is a declaration."))
    made(room.join("UZB", f"/api/amendments/{words['id']}"))
    made(room.replace("TJK", "OP 3", "every year", "each year", status="draft"))
    made(room.decide("OP 1", choices=[1]))
    new = made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;"))
    decided = made(room.decide(new["label"], adopts=[new["id"]]))
    made(room.undo(new["label"], decided["id"]))
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    moved = made(room.decide("OP 2", adopts=[move["id"]]))
    made(room.undo("OP 2", moved["id"]))
    made(room.agree("OP 4", "agreed ad ref"))
    made(room.correct("OP 3", "Astana", "Almaty"))
    file = tracking.edited(export(room), tracking.replace("KAZ", "on soil", "on soils"))
    made(confirm(room, "KAZ", made(send(room, "KAZ", file))["id"], {"KAZ": "KAZ"}))
    room.issue()
