"""Idempotency-Key: a request that is sent again because no answer came creates once."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal

KEY = {"Idempotency-Key": "b0a7-first-try"}


def filed(room: Room) -> list[str]:
    return [one["id"] for one in room.read("/api/amendments?limit=500", "KAZ")["items"]]


def body(room: Room, **members: Any) -> dict[str, Any]:
    return {
        "base_revision": room.clause("OP 1")["revision"],
        "text": "The Parties rest;",
        "status": "tabled",
        **members,
    }


def test_the_same_key_and_request_file_one_amendment_and_get_the_same_answer(room: Room) -> None:
    path, sent = room.path("OP 1", "/amendments"), body(room)
    first, second = (room.ask("KAZ", "POST", path, KEY, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first.headers["Location"] == second.headers["Location"]
    assert ("Idempotent-Replay" in first.headers, second.headers["Idempotent-Replay"]) == (False, "true")
    assert filed(room) == [first.json()["id"]]


def test_the_same_key_and_insertion_bring_in_one_clause(room: Room) -> None:
    first, second = (
        made(
            room.ask(
                "KAZ",
                "POST",
                "/api/documents/declaration/amendments",
                KEY,
                {"after": room.clause("OP 1")["id"], "text": "The Parties rest;", "status": "tabled"},
            )
        )
        for _ in range(2)
    )
    assert first == second
    assert room.labels().count("OP 1 bis") == 1
    assert "OP 1 ter" not in room.labels()


def test_the_same_key_and_decision_decide_once(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    verdict = {"fingerprint": room.consolidation("OP 1")["fingerprint"], "choices": [1]}
    path = room.path("OP 1", "/decisions")
    first, second = (made(room.ask("CHAIR", "POST", path, KEY, verdict)) for _ in range(2))
    assert first == second
    assert len(room.read(path)["items"]) == 1


def test_the_same_key_and_edition_issue_once(room: Room) -> None:
    path = "/api/documents/declaration/editions"
    first, second = (made(room.ask("SEC", "POST", path, KEY, {"kind": "rolling text"})) for _ in range(2))
    assert first == second
    assert len(room.read(path)["items"]) == 1


@pytest.mark.parametrize(
    "other", [{"text": "The Parties sleep;"}, {"rationale": "Why."}, {"status": "draft"}]
)
def test_the_same_key_with_another_request_is_refused_and_files_nothing(
    room: Room, other: dict[str, str]
) -> None:
    path = room.path("OP 1", "/amendments")
    first = made(room.ask("KAZ", "POST", path, KEY, body(room)))
    answer = room.ask("KAZ", "POST", path, KEY, body(room, **other))
    assert refusal(answer) == (409, "key-used-otherwise")
    assert filed(room) == [first["id"]]


def test_the_same_key_on_another_clause_is_another_request(room: Room) -> None:
    made(room.ask("KAZ", "POST", room.path("OP 1", "/amendments"), KEY, body(room)))
    answer = room.ask("KAZ", "POST", room.path("OP 3", "/amendments"), KEY, body(room))
    assert refusal(answer) == (409, "key-used-otherwise")


def test_two_delegations_may_use_one_key(room: Room) -> None:
    path = room.path("OP 1", "/amendments")
    first, second = (made(room.ask(who, "POST", path, KEY, body(room))) for who in ("KAZ", "UZB"))
    assert (first["delegation"], second["delegation"]) == ("KAZ", "UZB")


def test_a_refusal_leaves_the_key_free_for_the_mended_request(room: Room) -> None:
    path = room.path("OP 1", "/amendments")
    assert refusal(room.ask("KAZ", "POST", path, KEY, body(room, text=";"))) == (422, "empty-text")
    made(room.ask("KAZ", "POST", path, KEY, body(room)))


def test_without_a_key_each_request_counts(room: Room) -> None:
    path = "/api/documents/declaration/amendments"
    sent = {"after": room.clause("OP 1")["id"], "text": "The Parties rest;", "status": "tabled"}
    assert len({made(room.ask("KAZ", "POST", path, body=sent))["id"] for _ in range(2)}) == 2


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "tab\there"])
def test_a_key_that_is_none_is_refused(room: Room, key: str) -> None:
    answer = room.ask("KAZ", "POST", room.path("OP 1", "/amendments"), {"Idempotency-Key": key}, body(room))
    assert refusal(answer) == (422, "malformed-request")
