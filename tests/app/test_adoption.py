"""POST /api/documents/{slug}/adoption: nothing is agreed until everything is agreed."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal

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
    made(room.adopt(ready(room)["id"]))
    again = {**aligned, "text": text}
    for refused in (
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
    assert refusal(room.replace("KAZ", "OP 1", "2028", "2030")) == (409, "clause-is-agreed")


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
