"""POST /api/documents/{slug}/adoption: nothing is agreed until everything is agreed."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.app.called_rounds import after, call, called, close, move, told
from tests.app.cast import Room, made, refusal, sign_in
from tests.app.translated import ask, asked, give

pytestmark = pytest.mark.usefixtures("recorded")
PLENARY = "agreed in plenary"


def lacking(room: Room, who: str = "SEC") -> set[tuple[str, str]]:
    found = room.read("/api/documents/declaration/adoption", who)["lacking"]
    return {(one["lack"], one["label"] or one["detail"]) for one in found}


def ready(room: Room) -> dict[str, Any]:
    """Agree everything and issue what is to be adopted."""
    made(room.agree_all(PLENARY))
    return room.issue(kind="L document")


def test_a_document_is_adopted_in_an_edition_and_every_clause_with_it(room: Room) -> None:
    edition = ready(room)
    adopted = made(room.adopt(edition["id"]))
    assert (adopted["symbol"], adopted["hash"], adopted["place"]) == (
        edition["symbol"],
        edition["hash"],
        "Astana",
    )
    assert {one["agreement"]["level"] for one in room.clauses()} == {"adopted"}
    assert room.read("/api/documents/declaration/adoption", "ADB") == adopted
    told = room.read(room.path("OP 1", "/history"))["items"][-1]["sentence"]
    assert told == f"The document was adopted in Astana by the Heads of State ({edition['symbol']})."
    assert room.issue(kind="adopted")["symbol"] != edition["symbol"]


def test_pages_of_a_final_text_say_so_and_show_no_form_that_cannot_succeed(room: Room) -> None:
    made(room.adopt(ready(room)["id"]))
    clause = room.clause("OP 1")["id"]
    ways = ("decide", "propose", "streamline/split")
    for who, way in (("CHAIR", "decide"), ("KAZ", "propose"), ("KAZ", "insert")):
        with TestClient(room.app, follow_redirects=False) as browser:
            sign_in(browser, room.tokens[who])
            for page in (f"/clauses/{clause}", f"/documents/declaration?clause={clause}"):
                shown = browser.get(page).text
                assert "its text is final" in shown, page
                assert not any(f"/clauses/{clause}/{one}" in shown for one in ways), page
            form = (
                f"/clauses/{clause}/{way}"
                if way != "insert"
                else f"/documents/declaration/insert?after={clause}"
            )
            refused = browser.get(form)
            assert (refused.status_code, "its text is final" in refused.text) == (409, True), form
            assert not any(one in refused.text for one in ('name="do"', "Take this level")), form


def test_what_is_missing_is_listed_and_refused(room: Room) -> None:
    edition = ready(room)
    made(room.agree("OP 4", "open", reason="New facts."))
    made(room.agree("OP 3", PLENARY, pending_delegations=["TJK"]))
    made(room.think("UZB", "OP 1", "reserve"))
    made(room.insert("KAZ", "OP 4", "The Parties plant trees;"))
    made(room.package("OP 3", "OP 4"))
    assert lacking(room) == {
        ("not agreed", "OP 4"),
        ("pending", "OP 3"),
        ("stands against", "OP 1"),
        ("only proposed", "OP 4 bis"),
        ("open package", "Water and soil"),
    }
    refused = room.adopt(edition["id"])
    assert refusal(refused) == (409, "not-all-agreed")
    assert refused.json()["detail"] == (
        "Nothing is agreed until everything is agreed. Proposed and not decided: OP 4 bis. "
        "Not at agreed in plenary yet: OP 4. Agreed under a condition that is open: OP 3. "
        "Something stands against: OP 1 (reservation). Packages that are open: Water and soil."
    )
    assert len(refused.json()["lacking"]) == 5


def test_every_language_must_be_aligned(room: Room) -> None:
    made(room.correct("OP 1", "2027", "2028"))
    edition = ready(room)
    assert lacking(room) == {("not aligned", "OP 1")}
    assert "Not aligned: OP 1 (ru)." in room.adopt(edition["id"]).json()["detail"]


def test_the_edition_must_be_the_present_text_of_the_document(room: Room) -> None:
    edition = ready(room)
    entry = room.issue("programme")
    refused = room.adopt(entry["id"])
    assert (refusal(refused), refused.json()["field"]) == ((422, "unknown-value"), "edition")
    clause = room.clause("OP 1")
    made(room.correct("OP 1", "2027", "2028"))
    text = room.read(room.path("OP 1", "?language=ru"))["text"]
    aligned = {"aligned_to": room.clause("OP 1")["revision"], "text": text.replace("2027", "2028")}
    made(room.ask("SEC", "PUT", f"/api/clauses/{clause['id']}/texts/ru", body=aligned))
    made(room.agree("OP 1", PLENARY))
    refused = room.adopt(edition["id"])
    assert refusal(refused) == (409, "wrong-status")
    assert edition["symbol"] in refused.json()["detail"]
    made(room.adopt(room.issue(kind="L document")["id"]))


def test_place_and_body_are_said(room: Room) -> None:
    edition = ready(room)
    for name in ("place", "body"):
        refused = room.adopt(edition["id"], **{name: " "})
        assert (refusal(refused), refused.json()["field"]) == ((422, "empty-text"), name)


def test_the_text_of_an_adopted_document_is_final(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1], closes=[amendment["id"]]))
    text = room.read(room.path("OP 1", "?language=ru"))["text"]
    aligned = {"aligned_to": room.clause("OP 1")["revision"], "text": text.replace("2027", "2028")}
    made(room.ask("SEC", "PUT", room.path("OP 1", "/texts/ru"), body=aligned))
    draft = made(room.insert("KAZ", "OP 4", "The Parties plant trees;", status="draft"))
    bridged = made(room.bridge("CHAIR", "OP 4", "The Parties meet;"))
    wanted = asked(room, "OP 4")
    round_ = called(room)
    sooner = close(room, round_)
    edition = ready(room)
    made(room.think("UZB", "OP 1", "flexible"))
    made(room.adopt(edition["id"]))
    again = {**aligned, "text": text}
    for refused in (
        room.replace("KAZ", "OP 1", "2028", "2030"),
        room.bridge("CHAIR", "OP 1", "The Parties cooperate;"),
        room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridged['id']}/release", everyone=True),
        room.ask("CHAIR", "PUT", room.path("OP 1", "/facilitators/UZB")),
        ask(room),
        give(room, wanted, "OP 4"),
        call(room, deadline=told(after(days=9))),
        move(room, made(sooner), after(days=9)),
        room.decide("OP 1", text="Nothing;"),
        room.undo("OP 1", decided["id"]),
        room.correct("OP 1", "2028", "2029"),
        room.ask("SEC", "PUT", room.path("OP 1", "/texts/ru"), body=again),
        room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"),
        room.insert("KAZ", "OP 4", "The Parties plant trees;"),
        room.agree("OP 1", "open", reason="No."),
        room.package("OP 1", "OP 3"),
        room.adopt(room.read("/api/documents/declaration/editions")["items"][-1]["id"]),
    ):
        assert refusal(refused) == (409, "is-adopted"), refused.json()
    made(call(room, "comments", deadline=told(after(days=9))))


def test_what_a_delegation_thinks_of_a_final_text_it_says_in_a_statement(room: Room) -> None:
    edition = ready(room)
    held = made(room.think("UZB", "OP 1", "support"))
    made(room.think("TKM", "OP 3", "can accept", code="TKM"))
    made(room.adopt(edition["id"]))
    for stance in ("oppose", "support"):
        refused = room.think("KAZ", "OP 1", stance)
        assert refusal(refused) == (409, "is-adopted")
        assert "says in a statement" in refused.json()["detail"]
    assert room.ask("UZB", "POST", f"/api/positions/{held['id']}/take-back").status_code == 200


def test_an_adoption_by_mistake_is_taken_back_with_a_reason_and_all_stands_as_before(room: Room) -> None:
    edition = ready(room)
    before = [one["agreement"] for one in room.clauses()]
    made(room.adopt(edition["id"]))
    path = "/api/documents/declaration/adoption/take-back"
    assert refusal(room.ask("CHAIR", "POST", path, body={"reason": " "})) == (422, "empty-text")
    made(room.ask("CHAIR", "POST", path, body={"reason": "A wrong click."}))
    assert [one["agreement"] for one in room.clauses()] == before
    assert refusal(room.ask("CHAIR", "POST", path, body={"reason": "Again."})) == (409, "wrong-status")
    made(room.adopt(edition["id"]))


@pytest.mark.parametrize("who", ["KAZ", "UNEP", "SEC"])
def test_nobody_but_the_chair_records_an_adoption(room: Room, who: str) -> None:
    body = {"edition": ready(room)["id"], "place": "Astana", "body": "the Heads of State"}
    path = "/api/documents/declaration/adoption"
    assert refusal(room.ask(who, "POST", path, body=body)) == (403, "not-permitted")
    assert refusal(room.ask(who, "POST", f"{path}/take-back", body={"reason": "No."})) == (
        403,
        "not-permitted",
    )
