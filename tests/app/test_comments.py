"""Comments: each in its circle, tied to the words it was written on, answered, resolved, taken back."""

from typing import Any

import pytest
from sqlalchemy import select

from app.access_beside import visible_comments
from app.models import CommentRow
from app.verifying import verify_store
from documents.circles import CIRCLES, reads_circle
from documents.permissions import Participant
from tests.app.cast import Room, made, refusal

EVERYBODY = ("KAZ", "UZB", "UNEP", "ADB", "CHAIR", "SEC")


def say(room: Room, who: str, circle: str, text: str = "Why by then?", **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = made(
        room.ask(who, "POST", room.path("OP 1", "/comments"), text=text, circle=circle, **more)
    )
    return said


def on(thread: dict[str, Any], step: str = "") -> str:
    return f"/api/comments/{thread['id']}{step}"


def readers(room: Room, thread: dict[str, Any]) -> set[str]:
    """Return who finds a thread, by every way to it alike."""
    found = set()
    for who in EVERYBODY:
        answers = [
            room.ask(who, "GET", on(thread)).status_code == 200,
            *(
                thread["id"] in [one["id"] for one in room.read(path, who)["items"]]
                for path in (room.path("OP 1", "/comments"), "/api/documents/declaration/comments")
            ),
        ]
        assert len(set(answers)) == 1
        found |= {who} if answers[0] else set()
    return found


@pytest.mark.parametrize(
    ("who", "circle", "expected"),
    [
        ("KAZ", "delegation", {"KAZ"}),
        ("KAZ", "chair", {"KAZ", "CHAIR", "SEC"}),
        ("KAZ", "everyone", set(EVERYBODY)),
        ("CHAIR", "chair", {"CHAIR", "SEC"}),
        ("SEC", "chair", {"CHAIR", "SEC"}),
        ("SEC", "everyone", set(EVERYBODY)),
    ],
)
def test_a_comment_is_read_by_its_circle_and_by_nobody_else(
    room: Room, who: str, circle: str, expected: set[str]
) -> None:
    assert readers(room, say(room, who, circle)) == expected


def test_whom_the_store_lets_read_is_whom_the_rule_names(room: Room) -> None:
    for who in ("KAZ", "UZB", "CHAIR", "SEC"):
        for circle in CIRCLES:
            if circle != "delegation" or who in ("KAZ", "UZB"):
                say(room, who, circle)
    with room.app.state.store.reading() as session:
        rows = session.scalars(select(CommentRow)).all()
        assert len(rows) == 10
        for reader in EVERYBODY:
            seen = session.scalars(
                select(CommentRow.id).where(visible_comments(Participant(reader, "negotiator")))
            )
            assert set(seen) == {
                row.id for row in rows if reads_circle(reader, row.circle, owner=row.opened_by)
            }


@pytest.mark.parametrize("who", ["CHAIR", "SEC"])
def test_chair_and_secretariat_are_told_which_circle_is_theirs(room: Room, who: str) -> None:
    answer = room.ask(who, "POST", room.path("OP 1", "/comments"), text="A note.", circle="delegation")
    assert refusal(answer) == (422, "unknown-value")
    assert "'chair'" in answer.json()["detail"]


def test_a_thread_with_the_chair_is_answered_by_both_sides_and_recorded_for_both(room: Room) -> None:
    thread = say(room, "KAZ", "chair", "We could live with 2028.")
    made(room.ask("CHAIR", "POST", on(thread, "/replies"), text="And with a report?"))
    last = made(room.ask("KAZ", "POST", on(thread, "/replies"), text="Yes."))
    assert [one["delegation"] for one in last["replies"]] == ["CHAIR", "KAZ"]
    assert refusal(room.ask("UZB", "POST", on(thread, "/replies"), text="No.")) == (404, "not-there")
    assert readers(room, thread) == {"KAZ", "CHAIR", "SEC"}
    own = room.read("/api/events?stream=chair", "KAZ")["items"]
    assert [one["what"] for one in own] == ["comment made", "comment answered", "comment answered"]
    assert room.read("/api/events?stream=chair&delegation=KAZ", "SEC")["items"][0]["hash"] == own[0]["hash"]
    assert room.read("/api/events?stream=chair&delegation=KAZ", "UZB")["items"] == []
    assert "comment" not in str(room.read("/api/events?limit=500", "UZB"))
    for who, told in (("KAZ", 3), ("CHAIR", 3), ("UZB", 0)):
        history = room.read(room.path("OP 1", "/history"), who)["items"]
        assert sum("comment" in one["sentence"] for one in history) == told


def test_an_answer_to_an_answer_stands_in_the_same_thread(room: Room) -> None:
    thread = say(room, "KAZ", "everyone")
    answered = made(room.ask("UZB", "POST", on(thread, "/replies"), text="By then."))
    again = made(room.ask("TJK", "POST", on(answered["replies"][0], "/replies"), text="Agreed."))
    assert again["id"] == thread["id"]
    assert [one["text"] for one in again["replies"]] == ["By then.", "Agreed."]
    assert room.read(on(answered["replies"][0]), "UNEP") == again


def test_a_thread_is_resolved_and_reopened_by_who_opened_it_and_by_the_chair(room: Room) -> None:
    thread = say(room, "KAZ", "everyone")
    assert refusal(room.ask("UZB", "POST", on(thread, "/resolve"))) == (403, "not-permitted")
    resolved = made(room.ask("CHAIR", "POST", on(thread, "/resolve")))
    assert (resolved["resolved_by"], resolved["resolved_at"] is not None) == ("CHAIR", True)
    assert made(room.ask("KAZ", "POST", on(thread, "/resolve"))) == resolved
    home = "/api/documents/declaration/comments"
    assert [one["id"] for one in room.read(f"{home}?resolved=true")["items"]] == [thread["id"]]
    assert room.read(f"{home}?resolved=false")["items"] == []
    assert made(room.ask("KAZ", "POST", on(thread, "/reopen")))["resolved_at"] is None
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats[-3:] == ["comment made", "thread resolved", "thread reopened"]


def test_what_was_taken_back_is_read_by_nobody_and_its_answers_stay(room: Room) -> None:
    thread = say(room, "KAZ", "everyone", "@UZB, never.", passage={"words": "Parties"})
    answered = made(room.ask("UZB", "POST", on(thread, "/replies"), text="Why not?"))
    assert refusal(room.ask("UZB", "POST", on(thread, "/take-back"))) == (403, "not-permitted")
    gone = made(room.ask("KAZ", "POST", on(thread, "/take-back")))
    assert (gone["text"], gone["mentions"], gone["passage"]) == ("", [], None)
    assert [one["text"] for one in gone["replies"]] == ["Why not?"]
    assert made(room.ask("UZB", "POST", on(answered["replies"][0], "/take-back")))["replies"][0]["text"] == ""
    assert "never" not in room.ask("KAZ", "GET", on(thread)).text
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_passage_is_shown_where_it_went(room: Room) -> None:
    thread = say(room, "KAZ", "everyone", passage={"words": "shall"})
    assert thread["passage"] == {
        "address": "text",
        "words": "shall",
        "occurrence": 1,
        "fate": "kept",
        "present": "shall",
    }
    made(room.replace("UZB", "OP 1", "shall", "should"))
    made(room.decide("OP 1", choices=[1]))
    now = room.read(on(thread))
    assert (now["passage"]["fate"], now["passage"]["present"]) == ("changed", "should")
    assert (now["written_on"], now["is_of_present_text"]) == (thread["written_on"], False)


def test_a_comment_may_name_the_earlier_text_that_was_read(room: Room) -> None:
    read = room.clause("OP 1")["revision"]
    made(room.replace("UZB", "OP 1", "shall", "should"))
    made(room.decide("OP 1", choices=[1]))
    thread = say(room, "KAZ", "everyone", passage={"words": "shall"}, base_revision=read)
    assert (thread["written_on"], thread["passage"]["present"]) == (read, "should")
    answer = room.ask(
        "KAZ",
        "POST",
        room.path("OP 1", "/comments"),
        text="?a",
        circle="everyone",
        passage={"words": "shall"},
    )
    assert refusal(answer) == (422, "unknown-value")


def test_an_amendment_is_commented_on_in_its_own_words(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2029"))
    path = f"/api/amendments/{amendment['id']}"
    body = {"text": "Too late.", "circle": "everyone", "passage": {"words": "2029"}}
    thread = made(room.ask("KAZ", "POST", f"{path}/comments", body=body))
    assert (thread["amendment"], thread["written_on"]) == (amendment["id"], amendment["text_id"])
    text = room.clause("OP 1")["text"].replace("2027", "2028")
    base = room.clause("OP 1")["revision"]
    made(room.ask("UZB", "PATCH", path, text=text, base_revision=base))
    now = room.read(on(thread))
    assert (now["passage"]["fate"], now["passage"]["present"]) == ("changed", "2028")
    [listed] = room.read(room.path("OP 1", "/comments"))["items"]
    assert listed == now
    history = room.read(room.path("OP 1", "/history"))["items"]
    assert any(one["amendment"] == amendment["id"] and "commented" in one["sentence"] for one in history)


def test_a_draft_is_commented_on_by_its_delegation_alone(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2029", status="draft"))
    path = f"/api/amendments/{draft['id']}/comments"
    for circle in ("chair", "everyone"):
        answer = room.ask("KAZ", "POST", path, text="Ready?", circle=circle)
        assert refusal(answer) == (409, "wrong-status")
    assert refusal(room.ask("UZB", "POST", path, text="Ready?", circle="everyone")) == (404, "not-there")
    thread = made(room.ask("KAZ", "POST", path, text="Ready?", circle="delegation"))
    assert readers(room, thread) == {"KAZ"}
    made(room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"))
    assert readers(room, thread) == {"KAZ"}


def test_no_text_of_the_draft_stage_is_shown_by_a_comment_for_others(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2031", status="draft"))
    path = f"/api/amendments/{draft['id']}"
    text, base = room.clause("OP 1")["text"].replace("2027", "2029"), room.clause("OP 1")["revision"]
    made(room.ask("KAZ", "PATCH", path, text=text, base_revision=base))
    made(room.ask("KAZ", "POST", f"{path}/table"))
    words = {"passage": {"words": "2031"}, "base_revision": draft["text_id"], "text": "As first drafted."}
    for who, circle in (("KAZ", "everyone"), ("KAZ", "chair"), ("UZB", "delegation")):
        answer = room.ask(who, "POST", f"{path}/comments", body={**words, "circle": circle})
        assert refusal(answer) == (422, "unknown-value")
    made(room.ask("KAZ", "POST", f"{path}/comments", body={**words, "circle": "delegation"}))


def test_a_new_clause_that_is_still_a_draft_is_commented_on_within_the_delegation(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    path = f"/api/clauses/{draft['clause']}/comments"
    assert refusal(room.ask("KAZ", "POST", path, text="Ready?", circle="chair")) == (409, "wrong-status")
    thread = made(room.ask("KAZ", "POST", path, text="Ready?", circle="delegation"))
    assert thread["written_on"] is None
    assert refusal(room.ask("UZB", "GET", path)) == (404, "not-there")


def test_mentions_are_found_and_listed(room: Room) -> None:
    thread = say(room, "KAZ", "everyone", "@UZB and @unep: why?")
    made(room.ask("UZB", "POST", on(thread, "/replies"), text="Ask @TJK."))
    assert room.read(on(thread))["mentions"] == ["UZB", "UNEP"]
    home = "/api/documents/declaration/comments?mentions="
    for code, found in (("UZB", 1), ("TJK", 1), ("KGZ", 0)):
        assert len(room.read(f"{home}{code}")["items"]) == found
    assert refusal(room.ask("KAZ", "GET", f"{home}XYZ")) == (422, "unknown-value")


@pytest.mark.parametrize(
    ("circle", "code"), [("delegation", "UZB"), ("delegation", "CHAIR"), ("chair", "UZB")]
)
def test_nobody_is_called_who_would_not_hear_it(room: Room, circle: str, code: str) -> None:
    path = room.path("OP 1", "/comments")
    answer = room.ask("KAZ", "POST", path, text=f"@{code}, well?", circle=circle)
    assert refusal(answer) == (422, "unacceptable")
    assert "wider circle" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({"text": "  ", "circle": "everyone"}, (422, "empty-text")),
        ({"text": "a\x00b", "circle": "everyone"}, (422, "forbidden-character")),
        ({"text": "Why?", "circle": "everyone", "passage": {"words": "2O27"}}, (422, "unknown-value")),
        (
            {"text": "Why?", "circle": "everyone", "passage": {"words": "2027", "occurrence": 9}},
            (422, "unknown-value"),
        ),
        (
            {"text": "Why?", "circle": "everyone", "passage": {"words": "x", "address": "budget"}},
            (422, "unknown-field"),
        ),
        ({"text": "Why?", "circle": "everyone", "base_revision": "a" * 16}, (422, "unknown-value")),
    ],
)
def test_bad_comments_are_refused(room: Room, body: dict[str, Any], rule: tuple[int, str]) -> None:
    assert refusal(room.ask("KAZ", "POST", room.path("OP 1", "/comments"), body=body)) == rule


def test_lists_are_chosen_from_and_read_in_parts(room: Room) -> None:
    for who, circle in (("KAZ", "everyone"), ("KAZ", "delegation"), ("UZB", "everyone")):
        say(room, who, circle)
    home = "/api/documents/declaration/comments"
    assert len(room.read(f"{home}?delegation=KAZ", "KAZ")["items"]) == 2
    assert len(room.read(f"{home}?delegation=KAZ", "UZB")["items"]) == 1
    assert len(room.read(f"{home}?circle=delegation", "KAZ")["items"]) == 1
    first = room.read(f"{home}?limit=2", "KAZ")
    rest = room.read(f"{home}?limit=2&cursor={first['next']}", "KAZ")
    assert [one["delegation"] for one in (*first["items"], *rest["items"])] == ["KAZ", "KAZ", "UZB"]


def test_one_key_comments_once(room: Room) -> None:
    path, body = room.path("OP 1", "/comments"), {"text": "Why?", "circle": "everyone"}
    first, again = (room.ask("KAZ", "POST", path, {"Idempotency-Key": "k"}, body) for _ in range(2))
    assert made(first)["id"] == made(again)["id"]
    assert len(room.read(path)["items"]) == 1
