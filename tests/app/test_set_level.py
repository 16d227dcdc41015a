"""PUT /api/clauses/{id}/status: agreement has levels and conditions, and belongs to a text."""

import pytest
from starlette.testclient import TestClient

from tests.app.cast import Room, made, refusal, sign_in

OPEN = {"level": "open", "pending_delegations": [], "pending_clauses": [], "dropped_from": None}


def test_a_clause_rises_level_by_level(room: Room) -> None:
    levels = room.read("/api/documents/declaration")["levels"]
    assert levels == ["open", "agreed in informals", "agreed ad ref", "agreed in plenary", "adopted"]
    assert room.clause("OP 1")["agreement"] == OPEN
    for level in levels[1:-1]:
        assert made(room.agree("OP 1", level))["agreement"]["level"] == level
        assert room.clause("OP 1", "UZB")["agreement"]["level"] == level
    refused = room.agree("OP 1", levels[-1])
    assert (refusal(refused), "adopt the document" in refused.json()["detail"]) == (
        (409, "wrong-status"),
        True,
    )


def test_agreement_may_be_pending_delegations_or_clauses(room: Room) -> None:
    other = room.clause("OP 3")["id"]
    agreement = made(
        room.agree("OP 1", "agreed ad ref", pending_delegations=["TJK"], pending_clauses=[other])
    )["agreement"]
    assert agreement == {
        "level": "agreed ad ref",
        "pending_delegations": ["TJK"],
        "pending_clauses": [other],
        "dropped_from": None,
    }


def test_any_edit_of_the_text_drops_it_and_says_from_where(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.agree("OP 1", "agreed in plenary", pending_delegations=["KAZ"]))
    agreement = made(room.decide("OP 1", choices=[1]))["clause"]["agreement"]
    assert agreement == {**OPEN, "dropped_from": "agreed in plenary"}
    made(room.agree("OP 1", "agreed ad ref"))
    assert room.clause("OP 1")["agreement"]["dropped_from"] is None


def test_aligning_another_language_drops_nothing(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref"))
    made(
        room.ask(
            "SEC",
            "PUT",
            room.path("OP 1", "/texts/ru"),
            aligned_to=room.clause("OP 1")["revision"],
            text="Стороны сотрудничают;",
        )
    )
    assert room.clause("OP 1")["agreement"]["level"] == "agreed ad ref"


def test_an_agreed_clause_takes_no_amendments_until_the_chair_reopens_it_with_a_reason(room: Room) -> None:
    made(room.agree("OP 1", "agreed in informals"))
    refused = room.replace("KAZ", "OP 1", "2027", "2028")
    assert refusal(refused) == (409, "clause-is-agreed")
    assert refused.json()["level"] == "agreed in informals"
    assert refusal(room.agree("OP 1", "open")) == (422, "empty-text")
    assert refusal(room.agree("OP 1", "open", reason=" ")) == (422, "empty-text")
    made(room.agree("OP 1", "open", reason="TJK has new instructions."))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    event = room.read("/api/events?limit=500")["items"][-2]
    assert (event["what"], event["data"]["reason"]) == ("clause reopened", "TJK has new instructions.")


def test_what_is_agreed_is_the_text_that_the_chair_has_read(room: Room) -> None:
    read = room.clause("OP 1")["revision"]
    made(room.correct("OP 1", "fully", "truly"))
    stale = room.agree("OP 1", "agreed ad ref", base_revision=read)
    assert refusal(stale) == (409, "stale-base")
    assert refusal(room.agree("OP 1", "agreed ad ref", base_revision=None)) == (428, "base-not-named")
    tag = room.ask("CHAIR", "GET", room.path("OP 1")).headers["ETag"]
    path = room.path("OP 1", "/status")
    agreed = room.ask("CHAIR", "PUT", path, {"If-Match": tag}, level="agreed ad ref")
    assert made(agreed)["agreement"]["level"] == "agreed ad ref"
    late = room.ask("CHAIR", "PUT", path, {"If-Match": tag}, level="adopted")
    assert refusal(late) == (412, "stale-tag")


@pytest.mark.parametrize(
    "members",
    [
        {"level": "almost agreed"},
        {"pending_delegations": ["XYZ"]},
        {"pending_clauses": ["aaaaaaaaaaaaaaaa"]},
    ],
)
def test_levels_delegations_and_clauses_must_be_known(room: Room, members: dict[str, object]) -> None:
    answer = room.agree("OP 1", **{"level": "agreed ad ref", **members})
    assert refusal(answer) == (422, "unknown-value")
    assert answer.json()["field"] == next(iter(members))
    assert room.clause("OP 1")["agreement"] == OPEN


def test_a_clause_of_another_document_or_a_foreign_draft_is_no_condition(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;", status="draft"))
    for clause in (room.clause("1.1")["id"], draft["clause"]):
        answer = room.agree("OP 1", "agreed ad ref", pending_clauses=[clause])
        assert refusal(answer) == (422, "unknown-value")


def test_a_clause_that_is_only_proposed_is_not_agreed(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    assert refusal(room.agree("OP 3 bis", "agreed ad ref")) == (409, "wrong-status")


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "SEC"])
def test_only_the_chair_says_what_is_agreed(room: Room, who: str) -> None:
    body = {"level": "agreed ad ref", "base_revision": room.clause("OP 1")["revision"]}
    answer = room.ask(who, "PUT", room.path("OP 1", "/status"), body=body)
    assert refusal(answer) == (403, "not-permitted")


def test_a_clause_does_not_wait_for_itself_and_each_condition_is_named_once(room: Room) -> None:
    own = room.clause("OP 1")["id"]
    refused = room.agree("OP 1", "agreed ad ref", pending_clauses=[own])
    assert refusal(refused) == (422, "unknown-value")
    agreed = made(room.agree("OP 1", "agreed ad ref", pending_delegations=["TJK", "KAZ", "TJK"]))
    assert agreed["agreement"]["pending_delegations"] == ["KAZ", "TJK"]


def test_a_clause_that_leaves_the_text_holds_nothing_back_until_it_is_back(room: Room) -> None:
    other = room.clause("OP 3")["id"]
    made(room.agree("OP 1", "agreed ad ref", pending_clauses=[other], pending_delegations=["TJK"]))
    made(room.agree("OP 4", "agreed ad ref", pending_clauses=[other]))
    deletion = made(room.propose("KAZ", "OP 3", kind="delete"))
    decided = made(room.decide("OP 3", adopts=[deletion["id"]]))
    assert room.clause("OP 4")["agreement"]["pending_clauses"] == []
    assert room.clause("OP 1")["agreement"]["pending_delegations"] == ["TJK"]
    told = room.read(room.path("OP 4", "/history"))["items"][-1]
    assert (told["what"], told["sentence"]) == (
        "condition lapsed",
        "A clause that this one was pending is no longer in the text: that condition has lapsed.",
    )
    with TestClient(room.app) as browser:
        sign_in(browser, room.tokens["KAZ"])
        page = browser.get(f"/clauses/{room.clause('OP 4')['id']}").text
        assert "OP 3 (no longer in the text)" in page and other not in page
    undone = {"undoes": decided["id"]}
    made(room.ask("CHAIR", "POST", f"/api/clauses/{other}/decisions", body=undone))
    assert room.clause("OP 4")["agreement"]["pending_clauses"] == [other]
    made(room.ask("KAZ", "POST", f"/api/amendments/{deletion['id']}/withdraw"))
    made(room.agree("OP 3", "agreed ad ref"))
    assert room.clause("OP 4")["agreement"]["pending_clauses"] == []
