"""Positions that are confirmed, recorded by the secretariat, taken back: what holds afterwards, and what is told."""

import pytest

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.held_positions import MATRIX, confirm, held, on
from tests.app.people import token_of


def test_a_head_confirms_several_at_once_and_a_negotiator_one_by_one(room: Room) -> None:
    taken = [made(room.think("UZB", label, "support")) for label in ("OP 1", "OP 2")]
    for label in ("OP 1", "OP 2"):
        made(room.correct(label, "shall", "will"))
    negotiator = Room(
        room.app,
        room.client,
        room.url,
        {**room.tokens, "UZB": token_of(room.app.state.store, "UZB", "negotiator")},
    )
    assert refusal(confirm(negotiator, "UZB", *taken)) == (403, "not-permitted")
    first = made(confirm(negotiator, "UZB", taken[0]))["items"][0]
    assert (first["stance"], first["is_stale"]) == ("support", False)
    made(room.correct("OP 1", "will", "shall"))
    confirmed = made(confirm(room, "UZB", first, taken[1]))["items"]
    assert [(one["label"], one["is_stale"]) for one in confirmed] == [("OP 1", False), ("OP 2", False)]
    assert room.read(on(taken[1]))["ended_at"] is not None


def test_a_confirmation_names_the_present_texts_of_one_circle_and_own_positions(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    inner = made(room.think("UZB", "OP 2", "oppose", circle="delegation"))
    others = made(room.think("KAZ", "OP 1", "support"))
    made(room.correct("OP 1", "shall", "will"))
    old = {"positions": [{"position": taken["id"], "base_revision": taken["base_revision"]}]}
    assert refusal(room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=old)) == (409, "stale-base")
    nothing = {"positions": [{"position": taken["id"]}]}
    assert refusal(room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=nothing)) == (428, "base-not-named")
    assert refusal(confirm(room, "UZB", taken, inner)) == (422, "unacceptable")
    assert refusal(confirm(room, "UZB", others)) == (404, "not-there")
    assert room.read(on(taken))["is_stale"]


def test_the_secretariat_records_what_was_said_and_the_delegation_confirms_it(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    assert (said["recorded_by"], said["is_confirmed"]) == ("SEC", False)
    assert "recorded by" in room.read(room.path("OP 1", "/history"), "UZB")["items"][-1]["sentence"]
    confirmed = made(confirm(room, "KAZ", said))["items"][0]
    assert (confirmed["id"], confirmed["is_confirmed"]) == (said["id"], True)
    refused = room.ask("SEC", "POST", on(said, "/take-back"))
    assert refusal(refused) == (403, "not-permitted")


def test_taking_what_was_recorded_confirms_it_and_taking_another_corrects_it(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    same = made(room.think("KAZ", "OP 1", "flexible"))
    assert (same["id"], same["is_confirmed"]) == (said["id"], True)
    wrong = made(room.think("SEC", "OP 2", "support", code="KAZ", circle="chair"))
    right = made(room.think("KAZ", "OP 2", "oppose", circle="chair"))
    assert (right["recorded_by"], right["is_confirmed"]) == (None, True)
    assert room.read(on(wrong))["ended_at"] is not None


@pytest.mark.parametrize("who", ["SEC", "KAZ"])
def test_what_was_recorded_wrongly_leaves_the_position_before_as_it_was(room: Room, who: str) -> None:
    own = made(room.think("KAZ", "OP 1", "reserve"))
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    made(room.ask(who, "POST", on(said, "/take-back")))
    assert held(room, "UZB") == [own]
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_position_is_taken_back_by_its_own_delegation(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "reserve"))
    assert refusal(room.ask("UZB", "POST", on(taken, "/take-back"))) == (403, "not-permitted")
    gone = made(room.ask("KAZ", "POST", on(taken, "/take-back")))
    assert gone["ended_at"] is not None
    assert made(room.ask("KAZ", "POST", on(taken, "/take-back"))) == gone
    assert held(room, "UZB") == []
    assert held(room, "UZB", query="?ended=true") == [gone]


def test_taking_back_and_confirming_stand_in_the_record(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "reserve"))
    made(room.correct("OP 1", "shall", "will"))
    again = made(confirm(room, "KAZ", taken))["items"][0]
    made(room.ask("KAZ", "POST", on(again, "/take-back")))
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats[-4:] == [
        "position taken",
        "clause corrected",
        "position confirmed",
        "position taken back",
    ]
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_what_is_no_longer_on_the_table_is_not_confirmed_nor_listed(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    taken = made(room.think("UZB", "OP 1", "oppose", of=amendment))
    made(room.correct("OP 1", "shall", "will"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert refusal(confirm(room, "UZB", taken)) == (409, "wrong-status")
    assert held(room, "UZB") == []
    assert [one["id"] for one in held(room, "UZB", query="?ended=true")] == [taken["id"]]


def test_a_position_that_was_taken_back_does_not_come_alive_again(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    made(room.ask("KAZ", "POST", on(own, "/take-back")))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert held(room, "UZB") == []
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_the_record_tells_that_a_position_holds_again(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    last = room.read("/api/events?limit=500")["items"][-1]
    assert (last["what"], last["actor"], last["on_behalf_of"]) == ("recording taken back", "SEC", None)
    assert last["data"]["holds_again"] == own["id"]


def test_a_second_click_confirms_once(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    made(room.correct("OP 1", "shall", "will"))
    first = made(confirm(room, "UZB", taken))
    assert made(confirm(room, "UZB", taken)) == first
    made(room.think("UZB", "OP 1", "oppose"))
    assert refusal(confirm(room, "UZB", taken)) == (409, "wrong-status")


def test_each_position_is_named_once_and_a_refusal_says_which(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    assert refusal(confirm(room, "UZB", taken, taken)) == (422, "unacceptable")
    made(room.correct("OP 1", "shall", "will"))
    old = {"positions": [{"position": taken["id"], "base_revision": taken["base_revision"]}]}
    answer = room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=old)
    assert "(OP 1)" in answer.json()["detail"]
    assert answer.json()["subject"] == taken["clause"]


def test_recordings_over_recordings_leave_the_delegations_own_position_as_it_was(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    first = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    second = made(room.think("SEC", "OP 1", "reserve", code="KAZ"))
    made(room.ask("SEC", "POST", on(first, "/take-back")))
    assert [one["id"] for one in held(room, "UZB")] == [second["id"]]
    made(room.ask("SEC", "POST", on(second, "/take-back")))
    assert held(room, "UZB") == [own]


def test_taking_ones_own_back_reaches_through_recordings(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    last = made(room.think("SEC", "OP 1", "reserve", code="KAZ"))
    made(room.ask("KAZ", "POST", on(own, "/take-back")))
    made(room.ask("SEC", "POST", on(last, "/take-back")))
    assert held(room, "UZB") == []


def test_taking_back_a_recording_that_the_delegation_has_replaced_says_nothing(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    own = made(room.think("KAZ", "OP 1", "support"))
    before = room.read("/api/events?limit=500")
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert room.read("/api/events?limit=500") == before
    assert held(room, "UZB") == [own]
