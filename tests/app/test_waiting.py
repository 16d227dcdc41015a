"""GET /api/waiting: what waits for whoever asks, and nothing that it may not see."""

from typing import Any

from starlette.testclient import TestClient

from tests.app.cast import Room, made, refusal
from tests.app.linked import check, linked
from tests.app.people import person
from tests.app.stated import state, step
from tests.app.translated import asked

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


def test_of_an_adopted_document_drafts_wait_for_nobody_and_are_there_again_when_that_is_taken_back(
    room: Room,
) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.agree_all("agreed in plenary"))
    made(room.adopt(room.issue(kind="L document")["id"]))
    assert waiting(room, "KAZ") == []
    made(room.ask("CHAIR", "POST", "/api/documents/declaration/adoption/take-back", reason="A slip."))
    assert waiting(room, "KAZ") == [("table", "OP 1", draft["id"])]


def test_nothing_waits_on_a_clause_that_has_left_the_text(room: Room) -> None:
    clause = room.clause("OP 1")["id"]
    bridge = made(room.bridge("CHAIR", "OP 1", "The Parties cooperate;"))
    release = f"/api/bridging-texts/{bridge['id']}/release"
    made(room.ask("CHAIR", "POST", release, to=["TJK"]))
    made(room.ask("TJK", "POST", f"/api/clauses/{clause}/comments", text="@UZB Why?", circle="everyone"))
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    wanted = asked(room, who="TKM")
    assert (todos(room, "UZB"), todos(room, "TJK"), todos(room, "CHAIR"), todos(room, "SEC")) == (
        ["answer"],
        ["consider bridge"],
        ["release bridge"],
        ["translate"],
    )
    deletion = made(room.propose("KGZ", "OP 1", kind="delete"))
    made(room.decide("OP 1", adopts=[deletion["id"]]))
    assert not any(waiting(room, who) for who in ("KAZ", "UZB", "TJK", "TKM", "CHAIR", "SEC"))
    for refused in (
        room.ask("CHAIR", "POST", release, everyone=True),
        room.ask("CHAIR", "PUT", f"/api/clauses/{clause}/facilitators/UZB"),
        room.ask("SEC", "POST", f"{wanted}/translation", text="The Parties work;"),
    ):
        assert refusal(refused) == (409, "wrong-status")
        assert "no longer in the text" in refused.json()["detail"]
    made(room.ask("CHAIR", "DELETE", f"/api/clauses/{clause}/facilitators/UZB"))


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


def test_statements_wait_for_the_head_of_their_delegation_alone(room: Room) -> None:
    before = {who: room.read("/api/waiting", who) for who in ("KAZ", "CHAIR", "SEC", "ADB")}
    draft = made(state(room, "UZB", on=["OP 3"]))
    assert waiting(room, "UZB") == [("make statement", "OP 3", draft["id"])]
    said = made(state(room, "SEC", on_behalf_of="UZB"))
    assert waiting(room, "UZB")[0] == ("confirm statement", "title", said["id"])
    assert {who: room.read("/api/waiting", who) for who in before} == before
    made(step(room, "UZB", said, "confirm"))
    made(step(room, "UZB", draft, "make"))
    assert waiting(room, "UZB") == []


def test_a_link_that_is_to_be_checked_waits_for_the_secretariat(room: Room) -> None:
    one, other = linked(room, "1.1", "OP 1"), linked(room, "1.2", "OP 4")
    assert waiting(room, "SEC", "programme") == []
    made(room.correct("OP 1", "fully", "wholly"))
    deletion = made(room.propose("KAZ", "OP 4", kind="delete"))
    made(room.decide("OP 4", adopts=[deletion["id"]]))
    assert waiting(room, "SEC", "programme") == [
        ("check link", "1.1", one["id"]),
        ("check link", "1.2", other["id"]),
    ]
    assert waiting(room, "CHAIR", "programme") == []
    made(check(room, one))
    made(room.ask("SEC", "DELETE", f"/api/links/{other['id']}"))
    assert waiting(room, "SEC", "programme") == []
