"""POST /api/documents/{slug}/editions: frozen, hashed, numbered; and what changed from one to another."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal


def changes(room: Room, old: dict[str, Any], new: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what became of each clause, by the label it has in the new edition, or had in the old one."""
    found = room.read(f"/api/editions/{old['id']}/comparison/{new['id']}", "TKM")["clauses"]
    return {one["new_label"] or one["old_label"] or one["kind"]: one for one in found}


def test_symbols_are_given_in_order_and_never_again(room: Room) -> None:
    issued = [room.issue(kind=kind) for kind in ("zero draft", "compilation", "rolling text")]
    assert [one["symbol"] for one in issued] == [
        "RES2026/DEC/L.1",
        "RES2026/DEC/L.1/Rev.1",
        "RES2026/DEC/L.1/Rev.2",
    ]
    assert room.issue("programme")["symbol"] == "RES2026/PRO/L.1"
    listed = room.read("/api/documents/declaration/editions", "UZB")["items"]
    assert listed == issued
    assert len({one["hash"] for one in issued}) == 3


def test_an_edition_stays_as_it_was_issued(room: Room) -> None:
    issued = room.issue()
    before = room.read(f"/api/editions/{issued['id']}", "UZB")
    made(room.correct("OP 1", "fully", "truly"))
    deletion = made(room.propose("KAZ", "OP 3", kind="delete"))
    made(room.decide("OP 3", adopts=[deletion["id"]]))
    made(room.insert("KAZ", "OP 1", "New;"))
    room.issue()
    assert room.read(f"/api/editions/{issued['id']}", "UZB") == before
    assert [one["label"] for one in before["clauses"] if one["label"]] == [
        "PP 1",
        "PP 2",
        "OP 1",
        "OP 2",
        "OP 2 (a)",
        "OP 2 (b)",
        "OP 3",
        "OP 4",
    ]


def test_an_edition_is_read_in_every_language_under_one_symbol(room: Room) -> None:
    issued = room.issue()
    russian = room.read(f"/api/editions/{issued['id']}?language=ru")
    assert (russian["symbol"], russian["language"]) == (issued["symbol"], "ru")
    assert russian["clauses"][1]["label"] == "п. преамбулы 1"
    refused = room.ask("KAZ", "GET", f"/api/editions/{issued['id']}?language=kk")
    assert refusal(refused) == (422, "wrong-language")


def test_what_is_only_proposed_is_not_in_it_and_keeps_its_place_behind_the_new_numbers(room: Room) -> None:
    adopted = made(room.insert("KAZ", "OP 1", "Adopted;"))
    made(room.insert("UZB", "OP 3", "Proposed;"))
    made(room.decide("OP 1 bis", adopts=[adopted["id"]]))
    issued = room.issue()
    frozen = room.read(f"/api/editions/{issued['id']}")["clauses"]
    assert [(one["label"], one["content"]["text"]) for one in frozen if one["label"] == "OP 2"] == [
        ("OP 2", "Adopted;")
    ]
    assert "Proposed;" not in str(frozen)
    assert room.labels()[4:] == [
        "OP 1",
        "OP 2",
        "OP 3",
        "OP 3 (a)",
        "OP 3 (b)",
        "OP 4",
        "OP 4 bis",
        "OP 5",
    ]
    assert room.clause("OP 4 bis")["text"] == "Proposed;"


def test_editions_compare_by_identity_whatever_was_renumbered_inserted_removed_or_moved(room: Room) -> None:
    old = room.issue()
    inserted = made(room.insert("KAZ", "PP 2", "The Parties begin;", clause_kind="operative"))
    made(room.decide("OP 0 bis", adopts=[inserted["id"]]))
    deletion = made(room.propose("KAZ", "OP 2 (a)", kind="delete"))
    made(room.decide("OP 2 (a)", adopts=[deletion["id"]]))
    move = made(room.propose("KAZ", "OP 4", kind="move", after=room.clause("OP 1")["id"]))
    made(room.decide("OP 4", adopts=[move["id"]]))
    made(room.correct("OP 3", "every year", "each year"))
    new = room.issue()
    found = changes(room, old, new)
    assert found["OP 1"]["change"] == "inserted"
    assert (found["OP 2"]["old_label"], found["OP 2"]["change"], found["OP 2"]["renumbered"]) == (
        "OP 1",
        "unchanged",
        True,
    )
    assert (found["OP 3"]["old_label"], found["OP 3"]["moved"], found["OP 3"]["change"]) == (
        "OP 4",
        True,
        "unchanged",
    )
    assert (found["OP 2 (a)"]["change"], found["OP 2 (a)"]["new_label"]) == ("removed", None)
    assert (found["OP 5"]["old_label"], found["OP 5"]["change"], found["OP 5"]["moved"]) == (
        "OP 3",
        "changed",
        False,
    )
    segments = found["OP 5"]["fields"]["text"]
    assert [(one["op"], one["text"]) for one in segments if one["op"] != "equal"] == [
        ("delete", "every"),
        ("insert", "each"),
    ]
    assert (found["PP 1"]["change"], found["PP 1"]["renumbered"], found["PP 1"]["fields"]) == (
        "unchanged",
        False,
        {},
    )


def test_the_other_way_round_what_was_inserted_is_removed(room: Room) -> None:
    old = room.issue()
    inserted = made(room.insert("KAZ", "OP 4", "The Parties rest."))
    made(room.decide("OP 4 bis", adopts=[inserted["id"]]))
    new = room.issue()
    assert changes(room, old, new)["OP 5"]["change"] == "inserted"
    assert changes(room, new, old)["OP 5"]["change"] == "removed"


def test_only_editions_of_one_document_are_compared(room: Room) -> None:
    answer = room.ask(
        "KAZ", "GET", f"/api/editions/{room.issue()['id']}/comparison/{room.issue('programme')['id']}"
    )
    assert refusal(answer) == (422, "unknown-value")


def test_an_edition_has_a_known_kind(room: Room) -> None:
    answer = room.ask("SEC", "POST", "/api/documents/declaration/editions", kind="final final text")
    assert refusal(answer) == (422, "unknown-value")
    assert "rolling text" in answer.json()["detail"]


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "CHAIR"])
def test_only_the_secretariat_issues(room: Room, who: str) -> None:
    answer = room.ask(who, "POST", "/api/documents/declaration/editions", kind="rolling text")
    assert refusal(answer) == (403, "not-permitted")
