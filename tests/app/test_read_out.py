"""An amendment for the room: read out in words, and with a bridge laid beside it."""

import pytest

from tests.app.cast import Room, made, refusal


def sentences(room: Room, amendment: str, query: str = "", who: str = "TJK") -> list[str]:
    return room.read(f"/api/amendments/{amendment}/instructions{query}", who)["sentences"]


def test_an_amendment_is_read_out_against_the_present_text(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(
        room.ask("UZB", "POST", f"/api/amendments/{tabled['id']}/sponsors", body={"text": tabled["text_id"]})
    )
    assert sentences(room, tabled["id"]) == ["In OP 1, replace “shall” by “should” (KAZ, supported by UZB)."]
    assert sentences(room, tabled["id"], "?language=ru") == [
        "П. 1: слово «shall» заменить словом «should» (KAZ при поддержке UZB)."
    ]
    made(room.correct("OP 1", "fully", "gladly"))
    shown = room.read(f"/api/amendments/{tabled['id']}/instructions", "TJK")
    assert shown["sentences"] == ["In OP 1, replace “shall” by “should” (KAZ, supported by UZB)."]
    assert shown["instructions"]["text"] == [
        {"kind": "replace", "before": "", "old": "shall", "after": "", "new": "should"}
    ]


def test_fields_of_an_entry_are_read_out_one_by_one(room: Room) -> None:
    tabled = made(
        room.propose(
            "UNEP",
            "1.1",
            fields={"budget": "USD 6 million", "objective": "Know how very fast glaciers melt."},
            status="tabled",
        )
    )
    assert sentences(room, tabled["id"]) == [
        "In 1.1, under Objective: after “how” insert “very” (UNEP).",
        "In 1.1, under Budget: replace “USD 5 million” by “USD 6 million” (UNEP).",
    ]


def test_whole_clauses_are_read_out_too(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 1", "The Parties shall plant trees;", status="tabled"))
    assert sentences(room, inserted["id"]) == [
        "After OP 1, insert OP 1 bis: “The Parties shall plant trees;” (KAZ)."
    ]
    deleted = made(room.propose("TKM", "OP 3", kind="delete", status="tabled"))
    assert sentences(room, deleted["id"]) == ["Delete OP 3 (TKM)."]
    moved = made(room.propose("TJK", "OP 4", kind="move", after=room.clause("OP 1")["id"], status="tabled"))
    assert sentences(room, moved["id"]) == ["Move OP 4 to follow OP 1 (TJK)."]


def test_what_the_text_has_taken_up_is_not_read_out_again(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.correct("OP 1", "2027", "2028"))
    assert sentences(room, tabled["id"]) == []


def test_a_draft_is_read_out_to_nobody_else(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    assert sentences(room, draft["id"], who="KAZ")
    for rest in ("instructions", "bridge"):
        method = "GET" if rest == "instructions" else "POST"
        body = None if method == "GET" else {"text": "The Parties shall cooperate;"}
        answer = room.ask("UZB", method, f"/api/amendments/{draft['id']}/{rest}", body=body)
        assert refusal(answer) == (404, "not-there")


def test_a_bridge_shows_whose_every_word_is(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall cooperate", "should cooperate"))
    before = room.clause("OP 1")
    laid = made(
        room.ask(
            "CHAIR",
            "POST",
            f"/api/amendments/{tabled['id']}/bridge",
            body={"text": "The Parties will cooperate fully on water by 2027;"},
        )
    )
    field = laid["fields"]["text"]
    changed = [
        (one["text"], one["owner"], one["struck_by"])
        for one in field["pieces"]
        if not one["base"] or one["struck_by"]
    ]
    assert changed == [
        ("shall", "base", "proposal"),
        ("should", "proposal", "bridge"),
        ("will", "bridge", None),
    ]
    for name in ("base", "proposal", "bridge"):
        assert "".join(one["text"] for one in field["pieces"] if one[name]) == field[name]
    assert room.clause("OP 1") == before


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ({}, 422, "unknown-value"),
        ({"text": "bad\x07"}, 422, "forbidden-character"),
        ({"fields": {"colour": "blue"}}, 422, "unknown-field"),
        ({"text": " "}, 422, "empty-text"),
    ],
)
def test_a_bridge_that_cannot_be_read_is_refused(
    room: Room, body: dict[str, object], status: int, problem: str
) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    answer = room.ask("CHAIR", "POST", f"/api/amendments/{tabled['id']}/bridge", body=body)
    assert refusal(answer) == (status, problem)


def test_a_deletion_has_no_bridge(room: Room) -> None:
    deleted = made(room.propose("TKM", "OP 3", kind="delete", status="tabled"))
    answer = room.ask("CHAIR", "POST", f"/api/amendments/{deleted['id']}/bridge", body={"text": "A."})
    assert refusal(answer) == (422, "unknown-value")
    assert "propose another wording" in answer.json()["detail"]
