"""What a delegation has not tabled is seen by nobody else, whatever is asked."""

import io
import zipfile
from typing import Any

import pytest

from tests.app.cast import Room, made, refusal

SECRET = "zealously"
OTHERS = ("UZB", "UNEP", "ADB", "CHAIR", "SEC")
EVERYWHERE = (
    "/api/documents",
    "/api/documents/declaration/clauses?limit=500",
    "/api/documents/declaration/clauses?language=ru&limit=500",
    "/api/documents/declaration/consolidation",
    "/api/documents/declaration/tracking",
    "/api/documents/declaration/editions",
    "/api/amendments?limit=500",
    "/api/amendments?delegation=KAZ",
    "/api/amendments?status=draft",
    "/api/events?limit=500",
    "/api/events?stream=own&limit=500",
)
NOBODY = "a" * 16


def draft_on_a_clause(room: Room) -> dict[str, Any]:
    return made(room.replace("KAZ", "OP 1", "fully", SECRET, status="draft"))


def draft_of_a_clause(room: Room) -> dict[str, Any]:
    return made(room.insert("KAZ", "OP 1", f"The Parties shall act {SECRET};", status="draft"))


def seen_by(room: Room, who: str) -> dict[str, Any]:
    places = [*EVERYWHERE, *(room.path("OP 1", rest) for rest in ("", "/consolidation", "/revisions"))]
    seen = {place: room.read(place, who) for place in places}
    # The one member that is never the same twice: when the consolidation was read.
    seen["/api/documents/declaration/consolidation"].pop("as_of", None)
    return seen


@pytest.mark.parametrize("who", OTHERS)
def test_no_list_no_count_and_no_record_moves_when_another_delegation_drafts(room: Room, who: str) -> None:
    before = seen_by(room, who)
    draft = draft_on_a_clause(room)
    new = draft_of_a_clause(room)
    room.ask("KAZ", "PATCH", f"/api/amendments/{draft['id']}", {"If-Match": "*"}, rationale=SECRET)
    made(room.ask("KAZ", "POST", f"/api/amendments/{new['id']}/withdraw"))
    assert seen_by(room, who) == before


@pytest.mark.parametrize("who", OTHERS)
def test_a_foreign_draft_and_what_does_not_exist_are_the_very_same_answer(room: Room, who: str) -> None:
    draft, new = draft_on_a_clause(room), draft_of_a_clause(room)
    pairs = [
        (method, path.format(identifier), path.format(NOBODY))
        for identifier in (draft["id"], new["id"])
        for method, path in (
            ("GET", "/api/amendments/{}"),
            ("GET", "/api/amendments/{}/texts"),
            ("GET", "/api/amendments/{}/instructions"),
            ("POST", "/api/amendments/{}/table"),
            ("POST", "/api/amendments/{}/withdraw"),
            ("POST", "/api/amendments/{}/sponsors"),
            ("DELETE", "/api/amendments/{}/sponsors"),
        )
    ] + [
        ("GET", path.format(new["clause"]), path.format(NOBODY))
        for path in (
            "/api/clauses/{}",
            "/api/clauses/{}/consolidation",
            "/api/clauses/{}/revisions",
            "/api/clauses/{}/texts",
            "/api/clauses/{}/provenance",
            "/api/clauses/{}/decisions",
            "/api/clauses/{}/comparison?delegation=KAZ",
            "/api/amendments?clause={}",
        )
    ]
    for method, foreign, unknown in pairs:
        answer, other = room.ask(who, method, foreign), room.ask(who, method, unknown)
        assert (answer.status_code, answer.text) == (other.status_code, other.text), foreign
        assert answer.status_code == 404
        assert SECRET not in answer.text


@pytest.mark.parametrize("who", ["UZB", "TJK"])
def test_nothing_can_be_placed_after_a_foreign_draft_or_proposed_on_it(room: Room, who: str) -> None:
    new = draft_of_a_clause(room)
    text = {"text": "The Parties shall rest;"}
    on_it, on_nothing = (
        room.ask(who, "POST", f"/api/clauses/{clause}/amendments", body=text)
        for clause in (new["clause"], NOBODY)
    )
    after_it, after_nothing = (
        room.ask(who, "POST", "/api/documents/declaration/amendments", body={"after": clause, **text})
        for clause in (new["clause"], NOBODY)
    )
    assert refusal(on_it) == refusal(after_it) == (404, "not-there")
    assert (on_it.text, after_it.text) == (on_nothing.text, after_nothing.text)


def test_a_decision_that_names_a_draft_is_refused_as_if_it_did_not_exist(room: Room) -> None:
    draft = draft_on_a_clause(room)
    for member in ("adopts", "closes"):
        answers = [room.decide("OP 1", **{member: [one]}) for one in (draft["id"], NOBODY)]
        assert answers[0].status_code >= 400
        # What the request itself named may be repeated to whoever sent it.
        assert answers[0].text.replace(draft["id"], NOBODY) == answers[1].text


def test_a_refusal_for_the_own_reading_names_no_foreign_draft(room: Room) -> None:
    draft_on_a_clause(room)
    proposal = made(room.replace("UZB", "OP 1", "fully", "partly"))
    assert proposal["identical_to"] == []
    assert refusal(room.replace("UZB", "OP 1", "fully", "nearly")) == (409, "collides-with-own-reading")


@pytest.mark.parametrize("form", ["clean", "consolidated", "tracked"])
@pytest.mark.parametrize("who", ["KAZ", "UZB", "SEC"])
def test_no_word_file_holds_a_draft_not_even_its_own_delegations(room: Room, form: str, who: str) -> None:
    draft_on_a_clause(room)
    draft_of_a_clause(room)
    made(room.replace("UZB", "OP 1", "fully", "openly"))
    answer = room.ask(who, "GET", f"/api/documents/declaration/export.docx?form={form}")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as word:
        text = word.read("word/document.xml").decode()
        everything = b"".join(word.read(name) for name in word.namelist())
    assert SECRET.encode() not in everything
    assert b"KAZ" not in everything
    assert ("openly" in text) is (form != "clean")


def test_a_draft_is_for_its_own_delegation_to_read_and_to_go_on_with(room: Room) -> None:
    draft, new = draft_on_a_clause(room), draft_of_a_clause(room)
    listed = room.read("/api/amendments?status=draft", "KAZ")["items"]
    assert [one["id"] for one in listed] == [draft["id"], new["id"]]
    assert room.read(f"/api/clauses/{new['clause']}", "KAZ")["id"] == new["clause"]
    own = room.read("/api/events?stream=own", "KAZ")["items"]
    assert [one["what"] for one in own] == ["amendment drafted"] * 2
    assert SECRET not in room.consolidation("OP 1", "KAZ")["bracketed"]


def test_once_tabled_it_is_there_for_everyone_and_the_record_says_so(room: Room) -> None:
    path = f"/api/amendments/{draft_on_a_clause(room)['id']}"
    made(room.ask("KAZ", "POST", f"{path}/table"))
    for who in OTHERS:
        assert SECRET in room.read(path, who)["text"]
    last = room.read("/api/events?limit=500")["items"][-1]
    assert (last["actor"], last["what"]) == ("KAZ", "amendment tabled")


def test_what_a_tabled_amendment_said_as_a_draft_stays_with_its_delegation(room: Room) -> None:
    draft = draft_on_a_clause(room)
    path = f"/api/amendments/{draft['id']}"
    text = room.clause("OP 1")["text"].replace("fully", "openly")
    made(room.ask("KAZ", "PATCH", path, {"If-Match": "*"}, text=text))
    made(room.ask("KAZ", "POST", f"{path}/table"))
    own, others = (room.read(f"{path}/texts", who)["items"] for who in ("KAZ", "UZB"))
    assert [SECRET in one["fields"]["text"] for one in own] == [True, False]
    assert [one["fields"]["text"] for one in others] == [text]


def test_a_draft_that_was_withdrawn_stays_unseen(room: Room) -> None:
    path = f"/api/amendments/{draft_on_a_clause(room)['id']}"
    made(room.ask("KAZ", "POST", f"{path}/withdraw"))
    assert refusal(room.ask("UZB", "GET", path)) == (404, "not-there")
    assert room.read(path, "KAZ")["status"] == "withdrawn"
    assert room.read("/api/amendments?status=withdrawn", "UZB")["items"] == []
