"""POST /api/clauses/{id}/corrections: the secretariat corrects a slip, with a reason."""

import pytest

from tests.app.cast import Room, made, refusal


def test_a_slip_is_corrected_with_a_reason_that_everyone_reads(room: Room) -> None:
    corrected = made(room.correct("OP 1", "fully", "truly", reason="A misprint."))
    assert corrected["text"] == "The Parties shall cooperate truly on water by 2027;"
    last = room.read(room.path("OP 1", "/revisions"), "TKM")["items"][-1]
    assert (last["id"], last["author"], last["reason"]) == (corrected["revision"], "SEC", "A misprint.")


def test_agreement_ends_with_it_and_says_so(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref"))
    agreement = made(room.correct("OP 1", "fully", "truly"))["agreement"]
    assert (agreement["level"], agreement["dropped_from"]) == ("open", "agreed ad ref")


def test_open_amendments_are_carried_over(room: Room) -> None:
    clean = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    beaten = made(room.replace("UZB", "OP 1", "fully", "in full"))
    made(room.correct("OP 1", "fully", "truly"))
    assert room.read(f"/api/amendments/{clean['id']}")["outcome"] == "clean"
    carried = room.read(f"/api/amendments/{beaten['id']}")["present"]["text"]
    assert (carried["outcome"], carried["collisions"]) == (
        "collides",
        [{"base": "fully", "proposed": "in full", "present": "truly"}],
    )


def test_a_clause_that_is_only_proposed_is_corrected_too(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shal plant trees;"))
    assert made(room.correct("OP 3 bis", "shal", "shall"))["text"] == "The Parties shall plant trees;"


def test_the_etag_of_the_clause_stands_for_its_revision(room: Room) -> None:
    path = room.path("OP 1")
    read = room.ask("SEC", "GET", path).headers["ETag"]
    body = {"text": "The Parties agree;", "reason": "a slip"}
    first = room.ask("SEC", "POST", f"{path}/corrections", {"If-Match": read}, body)
    assert made(first)["text"] == "The Parties agree;"
    assert first.headers["ETag"] == room.ask("KAZ", "GET", path).headers["ETag"]
    assert refusal(room.ask("SEC", "POST", f"{path}/corrections", {"If-Match": read}, body)) == (
        412,
        "stale-tag",
    )


@pytest.mark.parametrize(
    ("members", "status", "problem"),
    [
        ({"reason": ""}, 422, "empty-text"),
        ({"reason": " "}, 422, "empty-text"),
        ({"base_revision": None}, 428, "base-not-named"),
        ({"base_revision": "aaaaaaaaaaaaaaaa"}, 409, "stale-base"),
        ({"text": "The Parties shall cooperate fully on water by 2027;"}, 422, "changes-nothing"),
        ({"text": " ; "}, 422, "empty-text"),
        ({"text": None}, 422, "unacceptable"),
        ({"text": None, "fields": {"budget": "USD 1"}}, 422, "unknown-field"),
    ],
)
def test_what_is_no_correction_is_refused(
    room: Room, members: dict[str, object], status: int, problem: str
) -> None:
    assert refusal(room.correct("OP 1", "fully", "truly", **members)) == (status, problem)
    assert "fully" in room.clause("OP 1")["text"]


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "CHAIR"])
def test_only_the_secretariat_corrects(room: Room, who: str) -> None:
    clause = room.clause("OP 1")
    answer = room.ask(
        who,
        "POST",
        room.path("OP 1", "/corrections"),
        base_revision=clause["revision"],
        text="The Parties agree;",
        reason="a slip",
    )
    assert refusal(answer) == (403, "not-permitted")
