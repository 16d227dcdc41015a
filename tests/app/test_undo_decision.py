"""POST /api/clauses/{id}/decisions {undoes}: a way back after a wrong click, by a new decision."""

from tests.app.cast import Room, made, refusal

WATER = "The Parties shall cooperate fully on water by 2027;"


def statuses(room: Room) -> dict[str, tuple[str, str]]:
    return {one["id"]: (one["uptake"], one["status"]) for one in room.read("/api/amendments")["items"]}


def test_text_uptake_and_statuses_become_what_they_were(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    closed = made(room.replace("UZB", "OP 1", "shall", "should"))
    before = (room.consolidation("OP 1")["bracketed"], statuses(room))
    decided = made(room.decide("OP 1", choices=[0, 1], closes=[closed["id"]]))
    assert statuses(room) != before[1]
    undone = made(room.undo("OP 1", decided["id"], reason="A wrong click."))
    assert (undone["undoes"], undone["clause"]["text"]) == (decided["id"], WATER)
    assert (room.consolidation("OP 1")["bracketed"], statuses(room)) == before
    ledger = room.read(room.path("OP 1", "/decisions"))["items"]
    assert [(one["ordinal"], one["undoes"]) for one in ledger] == [(1, None), (2, decided["id"])]
    assert len(room.read(room.path("OP 1", "/revisions"))["items"]) == 3


def test_a_removed_clause_stands_again_where_it_stood(room: Room) -> None:
    before, clause = room.labels(), room.clause("OP 3")
    deletion = made(room.propose("KAZ", "OP 3", kind="delete"))
    decided = made(room.decide("OP 3", adopts=[deletion["id"]]))
    assert "OP 3" not in room.labels()
    path = f"/api/clauses/{clause['id']}/decisions"
    made(room.ask("CHAIR", "POST", path, undoes=decided["id"]))
    assert room.labels() == before
    assert statuses(room)[deletion["id"]] == ("not so far", "tabled")


def test_a_moved_clause_goes_back_step_by_step(room: Room) -> None:
    orders, decisions = [room.labels()], []
    for after in ("OP 4", "PP 1"):
        move = made(room.propose("KAZ", "OP 1", kind="move", after=room.clause(after)["id"]))
        decisions.append(made(room.decide("OP 1", adopts=[move["id"]]))["id"])
        orders.append(room.labels())
    assert orders[0] != orders[1] != orders[2]
    made(room.undo("OP 1", decisions[1]))
    assert room.labels() == orders[1]
    made(room.undo("OP 1", decisions[0]))
    assert room.labels() == orders[0]


def test_an_adopted_insertion_is_proposed_again(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    decided = made(room.decide("OP 3 bis", adopts=[inserted["id"]]))
    assert room.clause("OP 3 bis")["standing"]
    made(room.undo("OP 3 bis", decided["id"]))
    assert not room.clause("OP 3 bis")["standing"]
    assert room.consolidation("OP 3 bis")["inserted_by"] == ["KAZ"]


def test_an_insertion_that_was_closed_is_proposed_again(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    path = room.path("OP 3 bis", "/decisions")
    closed = made(room.decide("OP 3 bis", closes=[inserted["id"]]))
    assert "OP 3 bis" not in room.labels()
    made(room.ask("CHAIR", "POST", path, undoes=closed["id"]))
    assert "OP 3 bis" in room.labels()


def test_the_agreement_of_a_text_is_there_again_with_the_text(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.agree("OP 1", "agreed ad ref", pending_delegations=["KAZ"]))
    decided = made(room.decide("OP 1", choices=[1]))
    assert decided["clause"]["agreement"]["dropped_from"] == "agreed ad ref"
    assert made(room.undo("OP 1", decided["id"]))["clause"]["agreement"]["level"] == "agreed ad ref"


def test_who_brought_each_word_survives_deciding_and_undoing_again_and_again(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    brought = room.read(room.path("OP 1", "/provenance"))
    made(room.replace("UZB", "OP 1", "shall", "should"))
    for _ in range(2):
        decided = made(room.decide("OP 1", choices=[1]))
        made(room.undo("OP 1", decided["id"]))
        assert room.read(room.path("OP 1", "/provenance")) == brought


def test_what_its_delegation_withdrew_since_stays_withdrawn(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=["2030"]))
    made(room.ask("KAZ", "POST", f"/api/amendments/{tabled['id']}/withdraw"))
    made(room.undo("OP 1", decided["id"]))
    assert statuses(room)[tabled["id"]] == ("not so far", "withdrawn")


def test_only_the_last_decision_that_stands_is_undone_and_only_once(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    first = made(room.decide("OP 1", choices=["2029"]))
    second = made(room.decide("OP 1", choices=["2030"]))
    refused = room.undo("OP 1", first["id"])
    assert refusal(refused) == (409, "wrong-status")
    assert refused.json()["last_decision"] == second["id"]
    made(room.undo("OP 1", second["id"]))
    assert refusal(room.undo("OP 1", second["id"])) == (409, "wrong-status")
    made(room.undo("OP 1", first["id"]))
    assert room.clause("OP 1")["text"] == WATER


def test_an_undoing_is_not_undone(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1]))
    undone = made(room.undo("OP 1", decided["id"]))
    assert refusal(room.undo("OP 1", undone["id"])) == (409, "wrong-status")


def test_a_text_that_was_corrected_since_is_not_swept_away(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1]))
    made(room.correct("OP 1", "fully", "truly"))
    assert refusal(room.undo("OP 1", decided["id"])) == (409, "wrong-status")


def test_a_decision_on_another_clause_is_none_of_this_one(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1]))
    assert refusal(room.undo("OP 3", decided["id"])) == (422, "unknown-value")


def test_only_the_chair_undoes(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1]))
    for who in ("KAZ", "SEC", "ADB"):
        answer = room.ask(who, "POST", room.path("OP 1", "/decisions"), undoes=decided["id"])
        assert refusal(answer) == (403, "not-permitted")


def test_what_a_decision_closed_is_not_opened_again_under_a_level(room: Room) -> None:
    closed = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", closes=[closed["id"]]))
    made(room.agree("OP 1", "agreed ad ref"))
    refused = room.undo("OP 1", decided["id"])
    assert refusal(refused) == (409, "wrong-status")
    assert "agreed ad ref" in refused.json()["detail"]
    assert "KAZ" in refused.json()["detail"]
    assert statuses(room)[closed["id"]] == ("not so far", "closed")
    made(room.agree("OP 1", "open", reason="A wrong click."))
    made(room.undo("OP 1", decided["id"]))
    assert statuses(room)[closed["id"]] == ("not so far", "tabled")


def test_what_a_decision_closed_is_opened_again_under_a_level_that_waits_for_it(room: Room) -> None:
    closed = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.agree("OP 1", "agreed ad ref", pending_delegations=["KAZ"]))
    decided = made(room.decide("OP 1", closes=[closed["id"]]))
    agreement = made(room.undo("OP 1", decided["id"]))["clause"]["agreement"]
    assert (agreement["level"], agreement["pending_delegations"]) == ("agreed ad ref", ["KAZ"])
    made(room.think("KAZ", "OP 1", "support"))
    closing = made(room.decide("OP 1", closes=[closed["id"]]))  # the last condition is fulfilled by that
    assert closing["clause"]["agreement"]["pending_delegations"] == []
    assert refusal(room.undo("OP 1", closing["id"])) == (409, "wrong-status")
