"""GET /api/documents/{slug}/concordance: where another language does not say what the negotiated one says."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal
from tests.app.test_align_text import align

PATH = "/api/documents/declaration/concordance"


def disagreeing(room: Room) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = room.read(f"{PATH}?language=ru", "UZB")["items"]
    return items


def test_versions_that_say_the_same_are_passed_over(room: Room) -> None:
    assert disagreeing(room) == []


def test_a_slip_in_the_other_language_is_named_with_its_clause(room: Room) -> None:
    made(align(room, "OP 1", "Стороны всецело сотрудничают в вопросах воды к 2037 году;"))
    [one] = disagreeing(room)
    assert (one["label"], one["field"], one["stale"]) == ("OP 1", "text", False)
    assert one["disagreements"] == [{"kind": "number", "negotiated": "2027", "aligned": "2037"}]


def test_what_has_fallen_behind_is_said_to_be_stale(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    [one] = disagreeing(room)
    assert (one["stale"], one["disagreements"][0]["negotiated"]) == (True, "2028")


def test_references_are_compared_as_they_are_read(room: Room) -> None:
    there = room.clause("OP 4")["id"]
    made(room.correct("OP 1", "by 2027", f"as set out in ⟦{there}⟧"))
    made(align(room, "OP 1", f"Стороны всецело сотрудничают, как указано в ⟦{there}⟧;"))
    assert disagreeing(room) == []
    made(align(room, "OP 1", "Стороны всецело сотрудничают, как указано в пункте 5;"))
    [one] = disagreeing(room)
    assert [(it["negotiated"], it["aligned"]) for it in one["disagreements"]] == [("4", "5")]


def test_a_clause_that_is_not_translated_yet_is_not_compared(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall plant 5 million trees;"))
    assert disagreeing(room) == []


@pytest.mark.parametrize(("language", "says"), [("en", "name another"), ("fr", "no text in fr")])
def test_only_another_language_of_the_document_is_checked(room: Room, language: str, says: str) -> None:
    answer = room.ask("UZB", "GET", f"{PATH}?language={language}")
    assert refusal(answer) == (422, "wrong-language")
    assert says in answer.json()["detail"]
