"""GET /api/waiting: what waits for whoever asks, and nothing that it may not see."""

from typing import Any

from starlette.testclient import TestClient

from tests.app.cast import Room, made
from tests.app.people import person

Item = tuple[str, str, str]


def waiting(room: Room, who: str, document: str = "declaration") -> list[Item]:
    items = room.read(f"/api/waiting?document={document}", who)["items"]
    return [
        (one["todo"], one["label"], one["subject"]) for one in items if one["todo"] not in ("agree", "align")
    ]


def todos(room: Room, who: str) -> list[str]:
    return [todo for todo, _, _ in waiting(room, who)]


def test_nothing_waits_for_a_delegation_in_a_text_of_which_nobody_said_anything(room: Room) -> None:
    assert waiting(room, "KAZ") == []


def test_own_drafts_wait_to_be_tabled_and_nobody_else_learns_of_them(room: Room) -> None:
    before = {who: room.read("/api/waiting", who) for who in ("UZB", "CHAIR", "SEC", "ADB")}
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    new = made(room.insert("KAZ", "OP 3", "The Parties plant trees;", status="draft"))
    assert waiting(room, "KAZ") == [("table", "OP 1", draft["id"]), ("table", "a new clause", new["id"])]
    assert {who: room.read("/api/waiting", who) for who in before} == before


def test_where_the_head_releases_drafts_they_wait_for_the_head_first(room: Room) -> None:
    head = TestClient(room.app)
    person(room.app.state.store, "KAZ", "head").take(head)
    assert head.put("/api/house-rules", json={"head_releases": True}).status_code == 200
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    assert waiting(room, "KAZ") == []
    [own] = head.get("/api/waiting?document=declaration").json()["items"]
    assert (own["todo"], own["subject"]) == ("release", draft["id"])
    released = {"text": head.get(f"/api/amendments/{draft['id']}").json()["text_id"]}
    assert head.post(f"/api/amendments/{draft['id']}/release", json=released).status_code == 200
    assert waiting(room, "KAZ") == [("table", "OP 1", draft["id"])]


def test_an_amendment_under_which_the_text_has_moved_waits_to_be_restated(room: Room) -> None:
    late = made(room.replace("UZB", "OP 1", "2027", "2030"))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    assert waiting(room, "UZB") == [("restate", "OP 1", late["id"])]
    assert waiting(room, "KAZ") == []


def test_who_proposes_the_same_is_told_of_the_other(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    second = made(room.replace("UZB", "OP 1", "2027", "2028"))
    assert waiting(room, "UZB") == [("join", "OP 1", first["id"])]
    assert waiting(room, "KAZ") == [("join", "OP 1", second["id"])]
    assert waiting(room, "TJK") == []


def test_what_was_recorded_waits_to_be_confirmed_and_what_is_stale_to_be_taken_anew(room: Room) -> None:
    said = made(room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="KAZ"))
    position = made(room.think("SEC", "OP 3", "flexible", code="KAZ"))
    stale = made(room.think("KAZ", "OP 4", "support"))
    made(room.correct("OP 4", "shall", "will"))
    assert waiting(room, "KAZ") == [
        ("confirm amendment", "OP 1", said["id"]),
        ("confirm position", "OP 3", position["id"]),
        ("reconfirm", "OP 4", stale["id"]),
    ]


def test_a_question_waits_until_it_is_answered_or_resolved(room: Room) -> None:
    path = room.path("OP 1", "/comments")
    asked = made(room.ask("TJK", "POST", path, text="@KAZ @UZB Why?", circle="everyone"))
    other = made(room.ask("TJK", "POST", path, text="@KAZ And who?", circle="everyone"))
    assert sorted(waiting(room, "KAZ")) == sorted([("answer", "OP 1", one["id"]) for one in (asked, other)])
    made(room.ask("KAZ", "POST", f"/api/comments/{asked['id']}/replies", text="Because."))
    made(room.ask("CHAIR", "POST", f"/api/comments/{other['id']}/resolve"))
    assert (waiting(room, "KAZ"), todos(room, "UZB")) == ([], ["answer"])


def test_bridging_texts_wait_for_those_who_have_them_and_for_their_author(room: Room) -> None:
    bridge = made(room.bridge("CHAIR", "OP 1", "The Parties cooperate;"))
    made(room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridge['id']}/release", body={"to": ["KAZ"]}))
    assert waiting(room, "CHAIR") == [("release bridge", "OP 1", bridge["id"])]
    assert (waiting(room, "KAZ"), waiting(room, "UZB")) == ([("consider bridge", "OP 1", bridge["id"])], [])
    clause = room.clause("OP 1", "KAZ")
    position = {"stance": "flexible", "circle": "chair", "base_revision": clause["revision"]}
    made(room.ask("KAZ", "PUT", f"/api/bridging-texts/{bridge['id']}/positions/KAZ", body=position))
    assert waiting(room, "KAZ") == []


def test_a_clause_that_is_pending_a_delegation_waits_for_it(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref", pending_delegations=["TJK"]))
    clause = room.clause("OP 1")["id"]
    assert (waiting(room, "TJK"), waiting(room, "KAZ")) == ([("pending", "OP 1", clause)], [])
    made(room.think("TJK", "OP 1", "support"))
    assert waiting(room, "TJK") == []


def of(items: list[dict[str, Any]], todo: str) -> list[str]:
    return [one["label"] for one in items if one["todo"] == todo]


def test_for_the_chair_wait_the_clauses_to_decide_and_those_to_agree(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.agree("OP 4", "agreed in plenary"))
    items = room.read("/api/waiting?document=declaration", "CHAIR")["items"]
    assert of(items, "decide") == ["OP 1"]
    agree = of(items, "agree")
    assert ("OP 1" in agree, "OP 3" in agree, "OP 4" in agree) == (False, True, False)
    assert [one["by"] for one in items if one["todo"] == "decide"] == [["KAZ"]]


def test_for_the_secretariat_wait_the_words_that_have_fallen_behind(room: Room) -> None:
    made(room.correct("OP 1", "2027", "2028"))
    items = room.read("/api/waiting?document=declaration")["items"]
    assert [(one["label"], one["language"]) for one in items if one["todo"] == "align"] == [("OP 1", "ru")]
    made(room.correct("OP 1", "2028", "2027"))
    assert of(room.read("/api/waiting")["items"], "align") == []


def test_who_only_observes_has_nothing_to_do(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert room.read("/api/waiting", "ADB")["items"] == []
    refused = room.ask("ADB", "GET", "/api/waiting?document=nowhere")
    assert refused.status_code == 404


def test_a_text_under_silence_waits_until_its_deadline_and_an_objection_for_the_head(room: Room) -> None:
    home, clause = "/api/documents/declaration/silence-procedures", room.clause("OP 1")
    read = [{"clause": clause["id"], "base_revision": clause["revision"]}]
    procedure = made(room.ask("CHAIR", "POST", home, clauses=read, level="agreed ad ref", hours=72))
    assert waiting(room, "KAZ") == waiting(room, "UZB") == [("silence", "", procedure["id"])]
    assert todos(room, "SEC") == todos(room, "UNEP") == []
    [item] = room.read("/api/waiting?document=declaration", "KAZ")["items"]
    assert (item["until"], item["clause"]) == (procedure["deadline"], None)
    objection = {"clauses": [clause["id"]], "reason": "Our capital objects."}
    made(room.ask("KAZ", "POST", f"{home}/{procedure['id']}/objections", body=objection))
    head = TestClient(room.app)
    person(room.app.state.store, "KAZ", "head").take(head)
    [own] = head.get("/api/waiting?document=declaration").json()["items"]
    assert (own["todo"], own["subject"], own["until"] > procedure["deadline"]) == (
        "confirm objection",
        procedure["id"],
        True,
    )
    assert (waiting(room, "KAZ"), todos(room, "UZB")) == ([], ["silence"])


def test_a_round_waits_for_those_whom_it_asks_until_it_ends(room: Room) -> None:
    body = {"kind": "proposals", "name": "First reading", "deadline": "2035-04-10T15:00:00Z"}
    called = made(room.ask("SEC", "POST", "/api/documents/declaration/rounds", body=body))
    assert waiting(room, "KAZ") == [("send proposals", "", called["id"])]
    assert todos(room, "CHAIR") == todos(room, "ADB") == []
    over = {"reason": "Enough.", "version": called["version"]}
    made(room.ask("SEC", "POST", f"/api/rounds/{called['id']}/close", body=over))
    assert waiting(room, "KAZ") == []
