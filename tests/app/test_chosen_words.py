"""Words of the chair's own inside a decision are cleaned and refused like any other text, and undoing is bounded."""

import pytest

from tests.app.cast import Room, made, refusal


def test_chosen_words_are_cleaned_like_any_text(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    decided = made(room.decide("OP 1", choices=["m\u200bay, e\u0301galement,"]))
    assert decided["clause"]["text"] == "The Parties may, \u00e9galement, cooperate fully on water by 2027;"


@pytest.mark.parametrize("words", ["ma\x00y", "ma\ny"])
def test_chosen_words_hold_no_control_character(room: Room, words: str) -> None:
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    assert refusal(room.decide("OP 1", choices=[words])) == (422, "forbidden-character")


def test_choices_leave_a_paragraph_with_words(room: Room) -> None:
    made(room.propose("KAZ", "OP 4", text="States meet annually in Almaty with ministers."))
    assert refusal(room.decide("OP 4", choices=[""])) == (422, "empty-text")


def test_undoing_brings_no_withdrawn_clause_back(room: Room) -> None:
    insertion = made(room.insert("KAZ", "OP 1", "The Parties shall plant trees;"))
    decision = made(room.decide("OP 1 bis", text="The Parties shall plant many trees;"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{insertion['id']}/withdraw"))
    path = f"/api/clauses/{insertion['clause']}/decisions"
    assert refusal(room.ask("CHAIR", "POST", path, undoes=decision["id"])) == (409, "wrong-status")
    assert "OP 1 bis" not in room.labels()


def test_a_decision_says_one_thing_of_each_field_and_place(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    both = room.decide("OP 1", choices=[1], text="The Parties act;")
    assert refusal(both) == (422, "unacceptable")
    moves = [
        made(room.propose(who, "OP 1", kind="move", after=room.clause(after)["id"]))["id"]
        for who, after in (("KAZ", "OP 3"), ("UZB", "OP 4"))
    ]
    before = room.labels()
    assert refusal(room.decide("OP 1", adopts=moves)) == (422, "unacceptable")
    assert room.labels() == before
