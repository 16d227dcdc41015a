"""Drafts in another language: /api/clauses/{id}/translation-requests, translated by the secretariat, then accepted."""

import re
from typing import Any

import pytest

from tests.app.cast import Room, made, refusal, sign_in
from tests.app.streamlined import merge, split, take_back, went
from tests.app.translated import ENGLISH, RUSSIAN, accepted, ask, asked, give, given


def waiting(room: Room, who: str) -> list[str]:
    return [one["todo"] for one in room.read("/api/waiting", who)["items"] if "transl" in one["todo"]]


def test_a_draft_in_russian_is_translated_accepted_and_then_tabled(room: Room) -> None:
    path = asked(room)
    assert (waiting(room, "SEC"), waiting(room, "KAZ")) == (["translate"], [])
    made(give(room, path))
    assert (waiting(room, "SEC"), waiting(room, "KAZ")) == ([], ["accept translation"])
    draft = made(room.ask("KAZ", "POST", f"{path}/acceptance"))
    assert (draft["status"], draft["fields"]["text"]) == ("draft", ENGLISH)
    assert room.read(path, "KAZ")["amendment"] == draft["id"]
    original = f"/api/amendments/{draft['id']}/original"
    assert refusal(room.ask("UZB", "GET", original)) == (404, "not-there")
    made(room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"))
    first = {"language": "ru", "fields": {"text": RUSSIAN}}
    assert room.read(original, "UZB") == first
    sign_in(room.client, room.tokens["UZB"])
    page = room.client.get(f"/clauses/{draft['clause']}").text
    assert "First drafted in Russian" in page and f'<p lang="ru">{RUSSIAN}</p>' in page
    # They stay with what is written again where the clause gives way.
    made(merge(room, "OP 1", "OP 3"))
    [copy] = [
        one
        for one in room.read("/api/amendments?status=tabled", "UZB")["items"]
        if one["clause"] != draft["clause"]
    ]
    assert room.read(f"/api/amendments/{copy['id']}/original", "UZB") == first


def test_an_untranslated_draft_is_not_accepted_and_says_what_to_do(room: Room) -> None:
    answer = room.ask("KAZ", "POST", f"{asked(room)}/acceptance")
    assert refusal(answer) == (409, "wrong-status")
    assert "withdraw the request and propose in en yourself" in answer.json()["detail"]


def test_a_translation_is_sent_back_and_given_again(room: Room) -> None:
    path = given(room)
    assert refusal(room.ask("KAZ", "POST", f"{path}/return", note=" ")) == (422, "empty-text")
    again = made(room.ask("KAZ", "POST", f"{path}/return", note="We wrote: by all means."))
    assert (again["state"], again["note"]) == ("asked", "We wrote: by all means.")
    assert made(give(room, path, text="The Parties shall do all they can by 2028;"))["state"] == "given"


def test_what_the_translation_disagrees_on_with_the_draft_is_said(room: Room) -> None:
    found = made(give(room, asked(room), text=ENGLISH.replace("2028", "2038")))
    assert found["disagreements"] == [
        {"field": "text", "kind": "number", "negotiated": "2038", "aligned": "2028"}
    ]


def test_a_translation_of_an_earlier_text_is_not_accepted(room: Room) -> None:
    path = given(room)
    made(room.correct("OP 1", "fully", "truly"))
    answer = room.ask("KAZ", "POST", f"{path}/acceptance")
    assert refusal(answer) == (409, "wrong-status")
    assert "Ask again" in answer.json()["detail"]
    made(room.ask("KAZ", "POST", f"{path}/return", note="The text has moved."))
    made(give(room, path))
    made(room.ask("KAZ", "POST", f"{path}/acceptance"))


def test_a_request_is_withdrawn_and_then_takes_nothing_more(room: Room) -> None:
    path = given(room)
    assert made(room.ask("KAZ", "POST", f"{path}/withdrawal"))["state"] == "withdrawn"
    for step in ("acceptance", "withdrawal"):
        assert refusal(room.ask("KAZ", "POST", f"{path}/{step}")) == (409, "wrong-status")
    assert refusal(give(room, path)) == (409, "wrong-status")


def test_what_was_accepted_is_not_accepted_twice(room: Room) -> None:
    path = f"/api/translation-requests/{_request_of(room, accepted(room)['id'])}"
    assert refusal(room.ask("KAZ", "POST", f"{path}/acceptance")) == (409, "wrong-status")


def _request_of(room: Room, amendment: str) -> str:
    items = room.read("/api/documents/declaration/translation-requests", "KAZ")["items"]
    return next(str(one["id"]) for one in items if one["amendment"] == amendment)


@pytest.mark.parametrize("who", ["CHAIR", "UZB", "UNEP", "ADB"])
def test_nobody_but_its_delegation_and_the_secretariat_learns_of_it(room: Room, who: str) -> None:
    before = room.read(room.path("OP 1", "/history"), who)
    path = given(room)
    assert refusal(room.ask(who, "GET", path)) == (404, "not-there")
    assert room.read("/api/documents/declaration/translation-requests", who)["items"] == []
    assert room.read(room.path("OP 1", "/history"), who) == before
    assert waiting(room, who) == []
    assert len(room.read("/api/documents/declaration/translation-requests", "SEC")["items"]) == 1


def test_its_history_tells_its_readers(room: Room) -> None:
    given(room)
    for who in ("KAZ", "SEC"):
        told = [one["sentence"] for one in room.read(room.path("OP 1", "/history"), who)["items"]]
        assert told[-2:] == [
            "Kazakhstan asked for a translation of its draft (ru).",
            "Secretariat translated the draft of Kazakhstan.",
        ]


@pytest.mark.parametrize(
    ("members", "status", "problem"),
    [
        ({"language": "en"}, 422, "wrong-language"),
        ({"language": "fr"}, 422, "wrong-language"),
        ({"text": None}, 422, "empty-text"),
        ({"text": "Стороны полностью сотрудничают в вопросах воды к 2027 году;"}, 422, "changes-nothing"),
        ({"base_revision": None}, 428, "base-not-named"),
        ({"base_revision": "aaaaaaaaaaaaaaaa"}, 409, "stale-base"),
    ],
)
def test_what_needs_no_translation_is_refused(
    room: Room, members: dict[str, Any], status: int, problem: str
) -> None:
    assert refusal(ask(room, **members)) == (status, problem)


def test_the_translation_changes_the_negotiated_text_and_is_of_the_present_one(room: Room) -> None:
    path = asked(room)
    assert refusal(give(room, path, text=room.clause("OP 1")["text"])) == (422, "changes-nothing")
    assert refusal(give(room, path, text=None)) == (422, "unacceptable")
    assert refusal(give(room, path, base_revision="aaaaaaaaaaaaaaaa")) == (409, "stale-base")
    assert refusal(give(room, path, who="KAZ")) == (403, "not-permitted")
    assert refusal(room.ask("SEC", "POST", f"{path}/acceptance")) == (403, "not-permitted")


def test_a_request_goes_along_where_its_clause_is_merged_and_is_restored_when_that_is_undone(
    room: Room,
) -> None:
    path = given(room)
    act = made(merge(room, "OP 1", "OP 3"))
    assert went(room.read(f"/api/streamlining/{act['id']}", "CHAIR"), "translation request") == []
    for who in ("KAZ", "SEC"):
        seen = room.read(f"/api/streamlining/{act['id']}", who)
        assert went(seen, "translation request") == [("KAZ", "as it was", "OP 1")], who
    assert room.read(path, "KAZ")["state"] == "closed"
    [new] = open_requests(room)
    assert new["clause"] == room.clause("OP 1")["id"]
    assert new["fields"] == {"text": f"{RUSSIAN} Стороны встречаются в Астане ежегодно;"}
    assert (waiting(room, "SEC"), waiting(room, "KAZ")) == (["translate"], [])
    made(take_back(room, act))
    assert room.read(path, "KAZ")["state"] == "given"
    assert [one["id"] for one in open_requests(room)] == [path.rpartition("/")[2]]
    made(room.ask("KAZ", "POST", f"{path}/acceptance"))


def test_a_request_without_a_text_in_its_language_has_no_place_and_keeps_its_words(room: Room) -> None:
    path = asked(room)
    act = made(split(room))
    [lost] = [
        one
        for one in room.read(f"/api/streamlining/{act['id']}", "KAZ")["went"]
        if one["matter"] == "translation request"
    ]
    assert (lost["fate"], lost["to"], lost["unplaced"][0]["proposed"]) == ("not placed", None, RUSSIAN)
    assert refusal(give(room, path)) == (409, "wrong-status")
    assert waiting(room, "SEC") == []


def open_requests(room: Room) -> list[Any]:
    items = room.read("/api/documents/declaration/translation-requests", "KAZ")["items"]
    return [one for one in items if one["state"] in ("asked", "given")]


def test_the_pages_lead_from_the_form_to_the_draft(room: Room) -> None:
    clause = room.clause("OP 1")
    sign_in(room.client, room.tokens["KAZ"])
    form = room.client.get(f"/clauses/{clause['id']}/translation-requests").text
    assert "and nobody else, the chair included" in form
    sent = {"language": "ru", "base_revision": clause["revision"], "field.text": RUSSIAN, "rationale": ""}
    page = room.client.post(f"/clauses/{clause['id']}/translation-requests", data=sent)
    assert "The secretariat is asked to translate it." in page.text
    path = page.url.path
    sign_in(room.client, room.tokens["SEC"])
    assert path in room.client.get("/").text
    words = {"do": "translate", "base_revision": clause["revision"], "field.text": ENGLISH}
    assert "Translated into English" in room.client.post(path, data=words).text
    sign_in(room.client, room.tokens["KAZ"])
    assert path in room.client.get("/").text
    assert "Draft" in room.client.post(path, data={"do": "accept"}).text
    assert room.client.post(path, data={"do": "accept"}).status_code == 409
    assert room.client.post(path, data={"do": "rest"}).status_code == 422


def test_the_form_asks_once_and_for_no_language_that_there_is_not(room: Room) -> None:
    sign_in(room.client, room.tokens["KAZ"])
    path = f"/clauses/{room.clause('OP 1')['id']}/translation-requests"
    form = room.client.get(path).text
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    sent["field.text"] = RUSSIAN
    for language in ("a\x00b", "xx", "en"):
        assert room.client.post(path, data={**sent, "language": language}).status_code == 422
    first, second = (room.client.post(path, data=sent, follow_redirects=False) for _ in range(2))
    assert (first.status_code, first.headers["location"]) == (303, second.headers["location"])
    assert len(open_requests(room)) == 1
