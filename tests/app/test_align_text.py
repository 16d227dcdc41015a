"""PUT /api/clauses/{id}/texts/{language}: the other language follows the negotiated one, and may fall behind."""

from typing import Any

import pytest
from httpx2 import Response

from tests.app.cast import Room, made, refusal

RUSSIAN = "Стороны всецело сотрудничают в вопросах воды к 2028 году;"


def align(room: Room, label: str, text: str | None = RUSSIAN, who: str = "SEC", **members: Any) -> Response:
    body = {"aligned_to": room.clause(label)["revision"], "text": text, **members}
    return room.ask(who, "PUT", room.path(label, "/texts/ru"), body=body)


def stale(room: Room) -> list[str]:
    path = "/api/documents/declaration/clauses?language=ru&stale=true"
    return [one["label"] for one in room.read(path, "TKM")["items"]]


def test_an_aligned_text_falls_behind_when_the_negotiated_one_moves_and_is_aligned_again(room: Room) -> None:
    assert stale(room) == []
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    assert stale(room) == ["п. 1"]
    aligned = made(align(room, "OP 1"))
    assert (aligned["language"], aligned["text"], aligned["stale"]) == ("ru", RUSSIAN, False)
    assert stale(room) == []
    assert room.clause("OP 1")["text"] == "The Parties shall cooperate fully on water by 2028;"


def test_all_languages_of_a_clause_are_read_side_by_side(room: Room) -> None:
    made(room.correct("OP 1", "fully", "truly"))
    english, russian = room.read(room.path("OP 1", "/texts"), "UZB")["items"]
    assert (english["language"], english["negotiated"], english["stale"]) == ("en", True, False)
    assert (russian["language"], russian["negotiated"], russian["stale"]) == ("ru", False, True)
    first = room.read(room.path("OP 1", "/revisions"))["items"][0]
    assert russian["aligned_to"] == first["id"]
    assert english["revision"] == room.clause("OP 1")["revision"]


def test_each_language_has_revisions_of_its_own(room: Room) -> None:
    made(align(room, "OP 1"))
    revisions = room.read(room.path("OP 1", "/revisions?language=ru"))["items"]
    assert [one["ordinal"] for one in revisions] == [1, 2]
    assert len(room.read(room.path("OP 1", "/revisions"))["items"]) == 1


def test_a_new_clause_has_no_text_in_the_other_language_until_it_is_aligned(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    assert room.read(room.path("OP 3 bis", "/texts"))["items"][1]["revision"] is None
    made(align(room, "OP 3 bis", "Стороны сажают деревья;"))
    assert room.read(room.path("OP 3 bis", "?language=ru"))["text"] == "Стороны сажают деревья;"


def test_a_text_that_still_renders_the_new_one_is_said_to_do_so_without_being_sent(room: Room) -> None:
    before = room.read(room.path("OP 1", "?language=ru"))["text"]
    made(room.correct("OP 1", "fully", "truly"))
    assert made(align(room, "OP 1", None))["text"] == before
    assert stale(room) == []
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    assert refusal(align(room, "OP 3 bis", None)) == (422, "empty-text")


def test_labels_are_printed_in_the_language_that_is_read(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    items = room.read("/api/documents/declaration/clauses?language=ru")["items"]
    assert [one["label"] for one in items if one["label"]][:3] == ["п. преамбулы 1", "п. преамбулы 2", "п. 1"]
    assert "п. 3 бис" in [one["label"] for one in items]


def test_the_etag_of_the_other_language_guards_it_and_does_not_stand_for_the_negotiated_text(
    room: Room,
) -> None:
    path = room.path("OP 1", "/texts/ru")
    read = room.ask("SEC", "GET", room.path("OP 1", "?language=ru")).headers["ETag"]
    body = {"aligned_to": room.clause("OP 1")["revision"], "text": RUSSIAN}
    assert refusal(room.ask("SEC", "PUT", path, {"If-Match": read}, text=RUSSIAN)) == (428, "base-not-named")
    written = room.ask("SEC", "PUT", path, {"If-Match": read}, body)
    assert made(written)["text"] == RUSSIAN
    again = {**body, "text": "Стороны сотрудничают;"}
    assert refusal(room.ask("SEC", "PUT", path, {"If-Match": read}, again)) == (412, "stale-tag")
    made(room.ask("SEC", "PUT", path, {"If-Match": written.headers["ETag"]}, again))


@pytest.mark.parametrize(
    ("members", "status", "problem"),
    [
        ({"aligned_to": None}, 428, "base-not-named"),
        ({"aligned_to": "aaaaaaaaaaaaaaaa"}, 409, "stale-base"),
        ({"base_revision": "aaaaaaaaaaaaaaaa"}, 409, "stale-base"),
        ({"text": "Стороны полностью сотрудничают в вопросах воды к 2027 году;"}, 422, "changes-nothing"),
        ({"text": " ; "}, 422, "empty-text"),
        ({"text": None}, 422, "changes-nothing"),
        ({"text": None, "fields": {"budget": "USD 1"}}, 422, "unknown-field"),
    ],
)
def test_what_is_no_alignment_is_refused(
    room: Room, members: dict[str, Any], status: int, problem: str
) -> None:
    assert refusal(align(room, "OP 1", **{"text": RUSSIAN, **members})) == (status, problem)


@pytest.mark.parametrize("language", ["en", "kk-Cyrl", "x", "%00"])
def test_only_the_other_languages_of_the_document_are_aligned(room: Room, language: str) -> None:
    body = {"aligned_to": room.clause("OP 1")["revision"], "text": RUSSIAN}
    answer = room.ask("SEC", "PUT", room.path("OP 1", f"/texts/{language}"), body=body)
    assert refusal(answer) == (422, "wrong-language")


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "CHAIR"])
def test_only_the_secretariat_aligns(room: Room, who: str) -> None:
    assert refusal(align(room, "OP 1", who=who)) == (403, "not-permitted")
