"""Positions: each in its circle, taken on words that were read, stale when these change."""

from typing import Any

import pytest
from sqlalchemy import select

from app.access_beside import visible_positions
from app.models import PositionRow
from documents.circles import CIRCLES, reads_circle
from documents.permissions import Participant
from documents.positions import STANCES
from tests.app.cast import Room, made, refusal
from tests.app.held_positions import MATRIX, held, on

EVERYBODY = ("KAZ", "UZB", "UNEP", "ADB", "CHAIR", "SEC")


@pytest.mark.parametrize("stance", STANCES)
def test_a_position_is_taken_and_read_by_everyone(room: Room, stance: str) -> None:
    taken = made(room.think("KAZ", "OP 1", stance, note="As it stands."))
    clause = room.clause("OP 1")
    assert (taken["stance"], taken["note"], taken["delegation"]) == (stance, "As it stands.", "KAZ")
    assert (taken["clause"], taken["base_revision"]) == (clause["id"], clause["revision"])
    assert (taken["is_stale"], taken["is_confirmed"], taken["ended_at"]) == (False, True, None)
    for who in EVERYBODY:
        assert held(room, who) == [taken]
        assert room.read(on(taken), who) == taken


@pytest.mark.parametrize(
    ("circle", "expected"),
    [
        ("delegation", {"KAZ"}),
        ("chair", {"KAZ", "CHAIR", "SEC"}),
        ("everyone", set(EVERYBODY)),
    ],
)
def test_a_position_is_read_by_its_circle_and_by_nobody_else(
    room: Room, circle: str, expected: set[str]
) -> None:
    taken = made(room.think("KAZ", "OP 1", "oppose", circle=circle))
    for who in EVERYBODY:
        ways = (
            room.ask(who, "GET", on(taken)).status_code == 200,
            bool(held(room, who)),
            any(row["positions"] for row in room.read(f"{MATRIX}?circle=delegation", who)["rows"]),
            "position" in str(room.read("/api/events?limit=500", who)) or circle != "everyone",
        )
        assert set(ways[:3]) == {who in expected}, who
        assert ways[3]


def test_whom_the_store_lets_read_is_whom_the_rule_names(room: Room) -> None:
    for who in ("KAZ", "UZB"):
        for circle in CIRCLES:
            made(room.think(who, "OP 1", "flexible", circle=circle))
    with room.app.state.store.reading() as session:
        rows = session.scalars(select(PositionRow)).all()
        assert len(rows) == 6
        for reader in EVERYBODY:
            seen = session.scalars(
                select(PositionRow.id).where(visible_positions(Participant(reader, "negotiator")))
            )
            assert set(seen) == {
                row.id for row in rows if reads_circle(reader, row.circle, owner=row.delegation)
            }


def test_what_a_delegation_tells_itself_and_the_chair_moves_nothing_of_what_it_told_all(room: Room) -> None:
    told = made(room.think("KAZ", "OP 1", "reserve"))
    events = room.read("/api/events?limit=500", "UZB")
    made(room.think("KAZ", "OP 1", "can accept", circle="chair", note="With a year."))
    made(room.think("KAZ", "OP 1", "oppose", circle="delegation", red_line=True))
    assert held(room, "UZB") == [told]
    assert room.read("/api/events?limit=500", "UZB") == events
    assert [one["stance"] for one in held(room, "CHAIR")] == ["reserve", "can accept"]
    assert [one["red_line"] for one in held(room, "KAZ")] == [False, False, True]


def test_a_new_position_ends_the_one_before(room: Room) -> None:
    first = made(room.think("KAZ", "OP 1", "reserve"))
    second = made(room.think("KAZ", "OP 1", "support"))
    assert held(room, "UZB") == [second]
    assert [one["id"] for one in held(room, "UZB", query="?ended=true")] == [first["id"], second["id"]]
    assert room.read(on(first))["ended_at"] is not None


def test_taking_the_same_again_changes_nothing(room: Room) -> None:
    first = made(room.think("KAZ", "OP 1", "reserve", note="Data."))
    before = room.read("/api/events?limit=500")
    assert made(room.think("KAZ", "OP 1", "reserve", note=" Data. ")) == first
    assert room.read("/api/events?limit=500") == before


def test_a_position_is_stale_when_the_words_are_others_and_holds_again_when_they_are_back(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "support"))
    elsewhere = made(room.think("KAZ", "OP 2", "support"))
    decided = made(room.decide("OP 1", text="The Parties shall cooperate;"))
    assert room.read(on(taken))["is_stale"]
    assert not room.read(on(elsewhere))["is_stale"]
    made(room.undo("OP 1", decided["id"]))
    assert not room.read(on(taken))["is_stale"]


def test_a_position_on_an_amendment_is_stale_when_it_or_the_clause_under_it_changes(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    taken = made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    assert taken["amendment"] == amendment["id"]
    text = room.clause("OP 1")["text"].replace("2027", "2029")
    edited = room.ask(
        "UZB",
        "PATCH",
        f"/api/amendments/{amendment['id']}",
        text=text,
        base_revision=room.clause("OP 1")["revision"],
    )
    made(edited)
    assert room.read(on(taken))["is_stale"]
    again = made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    assert not again["is_stale"]
    made(room.decide("OP 1", text=room.clause("OP 1")["text"].replace("fully", "widely")))
    assert room.read(on(again))["is_stale"]


@pytest.mark.parametrize("kind", ["delete", "move"])
def test_a_position_on_a_deletion_or_a_move_is_on_the_words_that_it_touches(room: Room, kind: str) -> None:
    members = {"after": room.clause("OP 4")["id"]} if kind == "move" else {}
    amendment = made(room.propose("UZB", "OP 1", kind=kind, **members))
    taken = made(room.think("KAZ", "OP 1", "oppose", of=amendment))
    assert not taken["is_stale"]
    made(room.correct("OP 1", "fully", "wholly"))
    assert room.read(on(taken))["is_stale"]


def test_what_was_not_read_is_not_taken_a_position_on(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    old = room.clause("OP 1")["revision"]
    assert refusal(room.think("KAZ", "OP 1", "support", base_revision=None)) == (428, "base-not-named")
    without = room.think("KAZ", "OP 1", "support", of=amendment, text=None)
    assert refusal(without) == (428, "base-not-named")
    made(room.decide("OP 1", text=room.clause("OP 1")["text"].replace("fully", "widely")))
    stale = room.think("KAZ", "OP 1", "support", base_revision=old)
    assert refusal(stale) == (409, "stale-base")
    assert stale.json()["present_revision"] == room.clause("OP 1")["revision"]
    assert "widely" in stale.json()["present_fields"]["text"]


@pytest.mark.parametrize(
    ("who", "code", "members", "refused"),
    [
        ("UZB", "KAZ", {}, (403, "not-permitted")),
        ("ADB", "ADB", {}, (403, "not-permitted")),
        ("CHAIR", "CHAIR", {}, (403, "not-permitted")),
        ("SEC", "SEC", {}, (403, "not-permitted")),
        ("SEC", "CHAIR", {}, (403, "not-permitted")),
        ("SEC", "KAZ", {"circle": "delegation"}, (422, "unacceptable")),
        ("KAZ", "XYZ", {}, (404, "not-there")),
        ("KAZ", "KAZ", {"red_line": True}, (422, "unacceptable")),
        ("KAZ", "KAZ", {"stance": "perhaps"}, (422, "malformed-request")),
        ("KAZ", "KAZ", {"note": "\x00"}, (422, "forbidden-character")),
    ],
)
def test_what_is_no_position_of_theirs_is_refused(
    room: Room, who: str, code: str, members: dict[str, Any], refused: tuple[int, str]
) -> None:
    before = room.read("/api/events?limit=500")
    assert refusal(room.think(who, "OP 1", **{"stance": "support", "code": code, **members})) == refused
    assert room.read("/api/events?limit=500") == before


def test_who_stands_behind_an_amendment_contradicts_it_to_nobody_but_the_chair(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    for who in ("KAZ", "UZB"):
        assert refusal(room.think(who, "OP 1", "flexible", of=amendment)) == (409, "wrong-status")
        made(room.think(who, "OP 1", "support", of=amendment))
        made(room.think(who, "OP 1", "flexible", of=amendment, circle="chair"))


def test_a_draft_is_thought_of_at_home_alone(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    assert refusal(room.think("KAZ", "OP 1", "flexible", of=draft)) == (409, "wrong-status")
    made(room.think("KAZ", "OP 1", "flexible", of=draft, circle="delegation"))
    path = f"/api/amendments/{draft['id']}/positions/UZB"
    assert refusal(room.ask("UZB", "PUT", path, stance="support")) == (404, "not-there")


def test_what_is_no_longer_on_the_table_takes_no_positions(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.think("UZB", "OP 1", "oppose", of=amendment))
    made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert refusal(room.think("UZB", "OP 1", "support", of=amendment)) == (409, "wrong-status")
    deletion = made(room.propose("KAZ", "OP 4", kind="delete"))
    gone = room.clause("OP 4")
    made(room.decide("OP 4", adopts=[deletion["id"]]))
    path = f"/api/clauses/{gone['id']}/positions/UZB"
    refused = room.ask("UZB", "PUT", path, stance="support", base_revision=gone["revision"])
    assert refusal(refused) == (409, "wrong-status")


def test_agencies_take_positions_where_they_advise_or_negotiate(room: Room) -> None:
    assert refusal(room.think("UNEP", "OP 1", "support")) == (403, "not-permitted")
    assert made(room.think("UNEP", "1.1", "support"))["delegation"] == "UNEP"


def test_joining_ends_what_was_said_against_the_amendment(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    against = made(room.think("UZB", "OP 1", "oppose", of=amendment))
    inner = made(room.think("UZB", "OP 1", "flexible", of=amendment, circle="chair"))
    said = made(room.think("SEC", "OP 1", "support", of=amendment, code="UZB"))
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert [one["id"] for one in held(room, "UZB")] == [inner["id"]]
    assert room.read(on(against))["ended_at"] is not None
    other = made(room.replace("KAZ", "OP 2", "share", "exchange"))
    against = made(room.think("UZB", "OP 2", "reserve", of=other))
    made(room.join("UZB", f"/api/amendments/{other['id']}"))
    assert room.read(on(against))["ended_at"] is not None
    assert [one["what"] for one in room.read("/api/events?limit=500")["items"]][-2:] == [
        "sponsor joined",
        "position taken back",
    ]


def test_who_brings_a_clause_in_does_not_oppose_it_to_everyone(room: Room) -> None:
    made(room.insert("UZB", "OP 1", "The Parties shall rest;"))
    assert refusal(room.think("UZB", "OP 1 bis", "oppose")) == (409, "wrong-status")
    made(room.think("UZB", "OP 1 bis", "flexible", circle="chair"))
    made(room.think("KAZ", "OP 1 bis", "oppose"))


def test_a_note_has_a_length(room: Room) -> None:
    answer = room.think("KAZ", "OP 1", "support", note="x" * 20_001)
    assert answer.status_code == 422


def test_a_draft_of_ones_own_is_thought_of_in_the_same_words_once_it_is_tabled(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    path = f"/api/amendments/{draft['id']}"
    read = {
        "text": draft["text_id"],
        "base_revision": room.read(f"/api/clauses/{draft['clause']}", "KAZ")["revision"] or None,
    }
    taken = made(
        room.ask("KAZ", "PUT", f"{path}/positions/KAZ", stance="flexible", circle="delegation", **read)
    )
    made(room.ask("KAZ", "POST", f"{path}/table"))
    assert not room.read(on(taken), "KAZ")["is_stale"]
