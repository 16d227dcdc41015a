"""Bridging texts: for the chair first, then for some, then for all; what they would take; adopted like any text."""

from typing import Any

import pytest

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal

EVERYBODY = ("KAZ", "KGZ", "TJK", "UZB", "UNEP", "ADB", "CHAIR", "SEC")
BRIDGE = "The Parties shall cooperate fully on water by 2028;"


def bridge(room: Room, who: str = "CHAIR", text: str = BRIDGE, label: str = "OP 1", **members: Any) -> Any:
    return room.bridge(who, label, text, **members)


def on(one: dict[str, Any], step: str = "") -> str:
    return f"/api/bridging-texts/{one['id']}{step}"


def release(room: Room, one: dict[str, Any], *to: str, who: str = "CHAIR") -> Any:
    return room.ask(who, "POST", on(one, "/release"), body={"to": to} if to else {"everyone": True})


def readers(room: Room, one: dict[str, Any]) -> set[str]:
    """Return who finds a bridging text, by every way to it alike."""
    found = set()
    for who in EVERYBODY:
        ways = {
            room.ask(who, "GET", on(one)).status_code == 200,
            one["id"] in str(room.read(room.path("OP 1", "/bridging-texts"), who)),
            one["id"] in str(room.read("/api/documents/declaration/positions?circle=delegation", who)),
        }
        assert len(ways) == 1, who
        found |= {who} if True in ways else set()
    return found


def facilitate(room: Room, code: str, method: str = "PUT", label: str = "OP 1", who: str = "CHAIR") -> Any:
    return room.ask(who, method, room.path(label, f"/facilitators/{code}"))


def test_it_is_the_chairs_until_it_is_shown_to_some_and_then_to_all(room: Room) -> None:
    before = room.read("/api/events?limit=500", "UZB")
    one = made(bridge(room))
    assert readers(room, one) == {"CHAIR", "SEC"}
    shown = made(release(room, one, "KGZ", "KAZ"))
    assert shown["shown_to"] == ["KAZ", "KGZ"]
    assert readers(room, one) == {"CHAIR", "SEC", "KAZ", "KGZ"}
    assert room.read("/api/events?limit=500", "UZB") == before
    assert room.read(on(one), "KAZ")["shown_to"] is None
    assert [one["what"] for one in room.read("/api/events?stream=chair", "KAZ")["items"]] == [
        "bridging text shown"
    ]
    made(release(room, one))
    assert readers(room, one) == set(EVERYBODY)
    assert room.read("/api/events?limit=500", "UZB")["items"][-1]["what"] == "bridging text released"
    assert made(release(room, one))["released_at"] == room.read(on(one))["released_at"]


def test_what_it_would_take_of_each_amendment_is_computed(room: Room) -> None:
    both = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    part = made(room.propose("UZB", "OP 1", text="The Parties should cooperate fully on water by 2028;"))
    other = made(room.replace("TJK", "OP 1", "fully", "closely"))
    away = made(room.propose("TKM", "OP 1", kind="delete"))
    taken = {one["amendment"]: one["uptake"] for one in made(bridge(room))["satisfies"]}
    assert taken == {
        both["id"]: "adopted",
        part["id"]: "partly",
        other["id"]: "not so far",
        away["id"]: "not so far",
    }


def test_it_says_what_it_changes_of_the_text_it_stands_on(room: Room) -> None:
    one = made(bridge(room, note="One year more."))
    [field] = one["fields"]
    assert (field["field"], field["text"], one["note"]) == ("text", BRIDGE, "One year more.")
    assert [(part["op"], part["text"]) for part in field["segments"] if part["op"] != "equal"] == [
        ("delete", "2027"),
        ("insert", "2028"),
    ]
    made(room.correct("OP 1", "fully", "wholly"))
    stale = room.read(on(one))
    assert stale["is_stale"]
    assert stale["fields"] == one["fields"]


def test_an_entry_is_bridged_field_by_field(room: Room) -> None:
    entry = room.clause("1.1")
    path = f"/api/clauses/{entry['id']}/bridging-texts"
    body = {"fields": {"budget": "USD 4 million", "end": "2029"}, "base_revision": entry["revision"]}
    one = made(room.ask("CHAIR", "POST", path, body=body))
    assert [field["field"] for field in one["fields"]] == ["end", "budget"]


def test_a_facilitator_proposes_on_the_clauses_that_the_chair_named(room: Room) -> None:
    assert refusal(bridge(room, "KGZ")) == (403, "not-permitted")
    named = made(facilitate(room, "KGZ"))["items"]
    assert [one["delegation"] for one in named] == ["KGZ"]
    assert made(facilitate(room, "KGZ"))["items"] == named
    one = made(bridge(room, "KGZ"))
    assert readers(room, one) == {"KGZ", "CHAIR", "SEC"}
    assert refusal(bridge(room, "KGZ", text="No.", label="OP 2")) == (403, "not-permitted")
    made(release(room, one, "TJK", who="KGZ"))
    assert readers(room, one) == {"KGZ", "TJK", "CHAIR", "SEC"}
    assert refusal(release(room, one, who="TJK")) == (403, "not-permitted")
    assert refusal(release(room, one, who="UZB")) == (404, "not-there")
    assert made(facilitate(room, "KGZ", "DELETE"))["items"] == []
    assert refusal(bridge(room, "KGZ")) == (403, "not-permitted")
    assert readers(room, one) == {"KGZ", "TJK", "CHAIR", "SEC"}
    assert made(room.ask("CHAIR", "POST", on(one, "/withdraw")))["withdrawn_at"] is not None


@pytest.mark.parametrize(
    ("who", "code", "refused"),
    [
        ("SEC", "KGZ", (403, "not-permitted")),
        ("KAZ", "KGZ", (403, "not-permitted")),
        ("CHAIR", "XYZ", (404, "not-there")),
        ("CHAIR", "SEC", (422, "unknown-value")),
    ],
)
def test_facilitators_are_named_by_the_chair_among_those_who_take_part(
    room: Room, who: str, code: str, refused: tuple[int, str]
) -> None:
    assert refusal(facilitate(room, code, who=who)) == refused


@pytest.mark.parametrize(
    ("who", "members", "refused"),
    [
        ("SEC", {}, (403, "not-permitted")),
        ("KAZ", {}, (403, "not-permitted")),
        ("CHAIR", {"base_revision": None}, (428, "base-not-named")),
        ("CHAIR", {"base_revision": "a" * 16}, (409, "stale-base")),
        ("CHAIR", {"text": "The Parties shall cooperate fully on water by 2027;"}, (422, "changes-nothing")),
        ("CHAIR", {"text": None}, (422, "unacceptable")),
        ("CHAIR", {"text": " "}, (422, "empty-text")),
        ("CHAIR", {"fields": {"budget": "USD 1"}}, (422, "unknown-field")),
    ],
)
def test_what_is_no_bridging_text_is_refused(
    room: Room, who: str, members: dict[str, Any], refused: tuple[int, str]
) -> None:
    assert refusal(bridge(room, who, **members)) == refused


def test_an_agreed_clause_needs_no_bridge(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref"))
    assert refusal(bridge(room)) == (409, "clause-is-agreed")


def test_it_is_shown_to_those_who_take_part(room: Room) -> None:
    one = made(bridge(room))
    assert refusal(release(room, one, "XYZ")) == (422, "unknown-value")
    assert refusal(release(room, one, "SEC")) == (422, "unknown-value")


def test_positions_on_it_stay_among_those_who_have_it(room: Room) -> None:
    one = made(bridge(room))
    made(release(room, one, "KAZ"))
    path = f"{on(one)}/positions"
    read = {"base_revision": room.clause("OP 1")["revision"]}
    public = room.ask("KAZ", "PUT", f"{path}/KAZ", stance="can accept", **read)
    assert refusal(public) == (409, "wrong-status")
    told = made(room.ask("KAZ", "PUT", f"{path}/KAZ", stance="can accept", circle="chair", **read))
    assert (told["bridging_text"], told["amendment"]) == (one["id"], None)
    hidden = room.ask("UZB", "PUT", f"{path}/UZB", stance="oppose", circle="chair", **read)
    assert refusal(hidden) == (404, "not-there")
    made(release(room, one))
    made(room.ask("UZB", "PUT", f"{path}/UZB", stance="oppose", **read))
    matrix = room.read("/api/documents/declaration/positions", "ADB")["rows"]
    [row] = [row for row in matrix if row["bridging_text"] == one["id"]]
    assert (row["sponsors"], [(it["delegation"], it["stance"]) for it in row["positions"]]) == (
        ["CHAIR"],
        [("UZB", "oppose")],
    )
    made(room.correct("OP 1", "fully", "wholly"))
    assert room.read(f"/api/positions/{told['id']}", "CHAIR")["is_stale"]


def test_it_is_adopted_by_a_decision_and_free_again_when_that_is_undone(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    one = made(bridge(room))
    decided = made(room.decide("OP 1", bridging_text=one["id"]))
    assert decided["clause"]["text"] == BRIDGE
    assert decided["bridging_text"] == one["id"]
    assert [(it["amendment"], it["uptake"]) for it in decided["outcomes"]] == [(amendment["id"], "adopted")]
    adopted = room.read(on(one), "UZB")
    assert (adopted["decision"], adopted["released_at"] is not None) == (decided["id"], True)
    again = room.decide("OP 1", bridging_text=one["id"])
    assert refusal(again) == (409, "wrong-status")
    assert refusal(room.ask("CHAIR", "POST", on(one, "/withdraw"))) == (409, "wrong-status")
    made(room.undo("OP 1", decided["id"]))
    assert room.read(on(one))["decision"] is None
    listed = room.read(room.path("OP 1", "/decisions"), "ADB")["items"]
    assert [it["bridging_text"] for it in listed] == [one["id"], None]
    made(room.decide("OP 1", bridging_text=one["id"]))
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_decision_adopts_it_alone_and_on_the_words_it_was_written_on(room: Room) -> None:
    one, other = made(bridge(room)), made(bridge(room, text="The Parties rest.", label="OP 2"))
    both = room.decide("OP 1", bridging_text=one["id"], text="The Parties rest;")
    assert refusal(both) == (422, "unacceptable")
    assert refusal(room.decide("OP 1", bridging_text=other["id"])) == (422, "unknown-value")
    assert refusal(room.decide("OP 1", bridging_text="a" * 16)) == (422, "unknown-value")
    made(room.correct("OP 1", "fully", "wholly"))
    assert refusal(room.decide("OP 1", bridging_text=one["id"])) == (409, "stale-base")


def test_a_withdrawn_one_takes_nothing_any_more(room: Room) -> None:
    one = made(bridge(room))
    made(release(room, one))
    gone = made(room.ask("CHAIR", "POST", on(one, "/withdraw")))
    assert made(room.ask("CHAIR", "POST", on(one, "/withdraw"))) == gone
    assert refusal(release(room, one)) == (409, "wrong-status")
    assert refusal(room.decide("OP 1", bridging_text=one["id"])) == (409, "wrong-status")
    path = f"{on(one)}/positions/KAZ"
    taken = room.ask("KAZ", "PUT", path, stance="support", base_revision=room.clause("OP 1")["revision"])
    assert refusal(taken) == (409, "wrong-status")
    assert room.ask("KAZ", "GET", on(one)).status_code == 200


def test_those_who_were_shown_it_hear_that_it_was_withdrawn(room: Room) -> None:
    one = made(bridge(room))
    made(release(room, one, "KAZ", "UZB"))
    made(room.ask("CHAIR", "POST", on(one, "/withdraw")))
    for who in ("KAZ", "UZB"):
        told = [it["what"] for it in room.read("/api/events?stream=chair", who)["items"]]
        assert told == ["bridging text shown", "bridging text withdrawn"]
    assert room.read("/api/events?stream=chair", "TJK")["items"] == []


def test_the_history_tells_each_reader_what_it_may_know(room: Room) -> None:
    one = made(bridge(room))
    made(release(room, one, "KAZ"))
    told = {
        who: [it["sentence"] for it in room.read(room.path("OP 1", "/history"), who)["items"]]
        for who in ("KAZ", "UZB", "CHAIR")
    }
    assert [len(sentences) for sentences in told.values()] == [1, 0, 2]
    assert told["KAZ"] == ["Chair showed a bridging text to Kazakhstan."]


def test_what_cannot_be_taken_back_is_said_in_so_many_words(room: Room) -> None:
    one = made(bridge(room))
    for body in ({}, {"to": []}, {"to": ["KAZ"], "everyone": True}):
        refused = room.ask("CHAIR", "POST", on(one, "/release"), body=body)
        assert refusal(refused) == (422, "unacceptable")
    assert readers(room, one) == {"CHAIR", "SEC"}


def test_a_recording_tells_nobody_of_a_text_that_they_do_not_have(room: Room) -> None:
    one = made(bridge(room))
    body = {"stance": "oppose", "circle": "chair", "base_revision": room.clause("OP 1")["revision"]}
    recorded = room.ask("SEC", "PUT", f"{on(one)}/positions/UZB", body=body)
    assert refusal(recorded) == (409, "wrong-status")
    assert one["id"] not in room.ask("UZB", "GET", room.path("OP 1", "/positions?ended=true")).text
    made(release(room, one, "UZB"))
    assert made(room.ask("SEC", "PUT", f"{on(one)}/positions/UZB", body=body))["recorded_by"] == "SEC"


def test_the_record_names_the_bridging_text_that_was_adopted_and_thought_of(room: Room) -> None:
    one = made(bridge(room))
    made(release(room, one))
    body = {"stance": "oppose", "base_revision": room.clause("OP 1")["revision"]}
    made(room.ask("UZB", "PUT", f"{on(one)}/positions/UZB", body=body))
    made(room.decide("OP 1", bridging_text=one["id"]))
    taken, decided = room.read("/api/events?limit=500", "ADB")["items"][-2:]
    assert taken["data"]["bridging_text"] == decided["data"]["bridging_text"] == one["id"]
    sentences = [it["sentence"] for it in room.read(room.path("OP 1", "/history"), "ADB")["items"]][-2:]
    assert sentences == [
        "Uzbekistan took a position on a bridging text: oppose.",
        "Chair decided on the clause by adopting a bridging text.",
    ]


def test_who_facilitates_no_longer_releases_nothing(room: Room) -> None:
    made(facilitate(room, "KGZ"))
    one = made(bridge(room, "KGZ"))
    made(facilitate(room, "KGZ", "DELETE"))
    assert refusal(release(room, one, who="KGZ")) == (403, "not-permitted")
    assert made(room.ask("KGZ", "POST", on(one, "/withdraw")))["withdrawn_at"] is not None


@pytest.mark.parametrize("code", ["ADB", "UNEP"])
def test_who_is_not_heard_on_the_document_is_neither_asked_nor_shown(room: Room, code: str) -> None:
    assert refusal(facilitate(room, code)) == (422, "unknown-value")
    assert refusal(release(room, made(bridge(room)), code)) == (422, "unknown-value")
