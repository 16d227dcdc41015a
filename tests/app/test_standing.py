"""GET …/standing, PUT …/status: what stands against a level, and what is pending until it is fulfilled."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal

pytestmark = pytest.mark.usefixtures("recorded")
AD_REF = "agreed ad ref"


def matters(room: Room, label: str, who: str = "SEC") -> list[tuple[str, list[str]]]:
    return [(one["matter"], one["delegations"]) for one in room.standing(label, who)["against"]]


def level(room: Room, label: str) -> tuple[str, list[str], list[str]]:
    agreement = room.clause(label)["agreement"]
    return agreement["level"], agreement["pending_delegations"], agreement["pending_clauses"]


def test_nothing_stands_against_a_clause_of_which_nobody_said_anything(room: Room) -> None:
    standing = room.standing("OP 1")
    assert (standing["may_be_taken"], standing["against"], standing["awaited"]) == (True, [], [])
    assert (standing["label"], standing["level"]) == ("OP 1", "open")


def test_open_amendments_stand_against_it_with_everyone_behind_them(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    [against] = room.standing("OP 1")["against"]
    assert (against["matter"], against["delegations"], against["subject"]) == (
        "amendment",
        ["KAZ", "UZB"],
        amendment["id"],
    )
    refused = room.agree("OP 1", AD_REF)
    assert refusal(refused) == (409, "stands-against")
    assert refused.json()["pending_delegations"] == ["KAZ", "UZB"]
    assert (
        "OP 1 cannot be taken as agreed ad ref: the amendment of KAZ, UZB is open" in refused.json()["detail"]
    )
    assert refusal(room.agree("OP 1", AD_REF, pending_delegations=["KAZ"])) == (409, "stands-against")
    made(room.agree("OP 1", AD_REF, pending_delegations=["KAZ", "UZB"]))
    assert level(room, "OP 1") == (AD_REF, ["KAZ", "UZB"], [])


def test_a_draft_stands_against_nothing_and_nobody_learns_of_it(room: Room) -> None:
    before = room.standing("OP 1", "UZB")
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.think("KAZ", "OP 1", "oppose", circle="delegation"))
    made(room.think("TJK", "OP 1", "oppose", circle="chair"))
    for who in ("KAZ", "UZB", "CHAIR", "SEC"):
        assert room.standing("OP 1", who) == before
    made(room.agree("OP 1", AD_REF))


def test_wordings_that_compete_are_a_collision_and_are_named_with_their_words(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("UZB", "OP 1", "2027", "2030"))
    collision = room.standing("OP 1")["against"][-1]
    assert (collision["matter"], collision["delegations"], collision["words"]) == (
        "collision",
        ["KAZ", "UZB"],
        "2027",
    )
    assert "wordings of KAZ, UZB compete for '2027'" in room.agree("OP 1", AD_REF).json()["detail"]


def test_an_amendment_under_which_the_text_has_moved_is_to_be_restated(room: Room) -> None:
    late = made(room.replace("UZB", "OP 1", "2027", "2030"))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    found = {(one["matter"], one["subject"]) for one in room.standing("OP 1")["against"]}
    assert found == {("amendment", late["id"]), ("collision", late["id"])}
    assert "the amendment of UZB is to be restated" in room.agree("OP 1", AD_REF).json()["detail"]


@pytest.mark.parametrize(
    ("stance", "matter", "sentence"),
    [
        ("reserve", "reservation", "TJK reserves its position"),
        ("oppose", "objection", "TJK opposes it"),
        ("needs instructions", "awaited", "TJK is still to be heard"),
    ],
)
def test_what_a_delegation_tells_everyone_stands_against_it(
    room: Room, stance: str, matter: str, sentence: str
) -> None:
    made(room.think("TJK", "OP 1", stance))
    assert matters(room, "OP 1") == [(matter, ["TJK"])]
    assert sentence in room.agree("OP 1", AD_REF).json()["detail"]
    made(room.think("TJK", "OP 1", "can accept"))
    assert matters(room, "OP 1") == []


def test_friendly_positions_and_those_of_advisers_stand_against_nothing(room: Room) -> None:
    made(room.think("KAZ", "OP 1", "flexible"))
    made(room.think("UNEP", "1.1", "oppose"))
    assert matters(room, "OP 1") == []
    assert matters(room, "1.1") == [("objection", ["UNEP"])]  # UNEP negotiates the Programme


def test_an_objection_to_words_that_are_others_now_is_to_be_heard_again(room: Room) -> None:
    made(room.think("TJK", "OP 1", "oppose"))
    made(room.correct("OP 1", "2027", "2028"))
    assert (matters(room, "OP 1"), room.standing("OP 1")["awaited"]) == ([("awaited", ["TJK"])], ["TJK"])
    made(room.correct("OP 1", "2028", "2027"))
    assert matters(room, "OP 1") == [("objection", ["TJK"])]


def test_the_word_of_whom_it_is_pending_lifts_it_and_the_record_says_so(room: Room) -> None:
    made(room.agree("OP 1", AD_REF, pending_delegations=["KAZ", "TJK"]))
    assert room.standing("OP 1")["awaited"] == ["KAZ", "TJK"]
    made(room.think("TJK", "OP 1", "flexible"))
    assert level(room, "OP 1") == (AD_REF, ["KAZ", "TJK"], [])
    made(room.think("TJK", "OP 1", "can accept"))
    assert level(room, "OP 1") == (AD_REF, ["KAZ"], [])
    made(room.think("KAZ", "OP 1", "support"))
    assert level(room, "OP 1") == (AD_REF, [], [])
    told = [one["sentence"] for one in room.read(room.path("OP 1", "/history"))["items"]]
    assert told[-3:] == [
        "TJK fulfilled a condition of the agreement.",
        "Kazakhstan took a position: support.",
        "Kazakhstan fulfilled the last condition: agreed ad ref.",
    ]
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats[-1] == "pending lifted"


def test_a_yes_to_the_chair_alone_or_one_that_is_only_recorded_lifts_nothing(room: Room) -> None:
    made(room.agree("OP 1", AD_REF, pending_delegations=["TJK"]))
    made(room.think("TJK", "OP 1", "support", circle="chair"))
    recorded = made(room.think("SEC", "OP 1", "support", code="TJK"))
    assert level(room, "OP 1") == (AD_REF, ["TJK"], [])
    confirmation = {
        "positions": [{"position": recorded["id"], "base_revision": room.clause("OP 1")["revision"]}]
    }
    made(room.ask("TJK", "POST", "/api/documents/declaration/positions/confirmation", body=confirmation))
    assert level(room, "OP 1") == (AD_REF, [], [])


def test_whoever_still_has_an_amendment_on_the_table_lifts_it_by_withdrawing(room: Room) -> None:
    amendment = made(room.replace("TJK", "OP 1", "2027", "2028"))
    made(room.agree("OP 1", AD_REF, pending_delegations=["TJK"]))
    made(room.think("TJK", "OP 1", "can accept"))
    assert level(room, "OP 1") == (AD_REF, ["TJK"], [])
    made(room.ask("TJK", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert level(room, "OP 1") == (AD_REF, [], [])


def test_whoever_has_said_yes_is_not_waited_for(room: Room) -> None:
    made(room.think("TJK", "OP 1", "support"))
    refused = room.agree("OP 1", AD_REF, pending_delegations=["TJK"])
    assert (refusal(refused), refused.json()["field"]) == ((422, "unknown-value"), "pending_delegations")


def test_a_clause_that_waits_for_another_is_lifted_when_that_has_come_as_far(room: Room) -> None:
    other = room.clause("OP 3")["id"]
    made(room.agree("OP 1", AD_REF, pending_clauses=[other]))
    made(room.agree("OP 3", "agreed in informals"))
    assert level(room, "OP 1") == (AD_REF, [], [other])
    made(room.agree("OP 3", AD_REF, pending_delegations=["KAZ"]))
    assert level(room, "OP 1") == (AD_REF, [], [other])
    made(room.think("KAZ", "OP 3", "support"))
    assert (level(room, "OP 1"), level(room, "OP 3")) == ((AD_REF, [], []), (AD_REF, [], []))


def test_clauses_that_wait_for_one_another_are_lifted_together(room: Room) -> None:
    first, second = room.clause("OP 1")["id"], room.clause("OP 3")["id"]
    made(room.agree("OP 1", AD_REF, pending_clauses=[second]))
    made(room.agree("OP 3", AD_REF, pending_clauses=[first], pending_delegations=["UZB"]))
    assert level(room, "OP 1")[2] == [second]
    made(room.think("UZB", "OP 3", "support"))
    assert (level(room, "OP 1"), level(room, "OP 3")) == ((AD_REF, [], []), (AD_REF, [], []))


def test_several_clauses_take_a_level_in_one_act_or_none_does(room: Room) -> None:
    made(room.replace("KAZ", "OP 3", "every year", "every two years"))
    refused = room.agree_all(AD_REF, ["OP 1", "OP 3"])
    assert refusal(refused) == (409, "stands-against")
    assert level(room, "OP 1")[0] == "open"
    agreed = made(room.agree_all(AD_REF, ["OP 1", "OP 3"], pending_delegations=["KAZ"]))
    assert [one["agreement"]["level"] for one in agreed["items"]] == [AD_REF, AD_REF]


def _twice(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*items, items[0]]


def test_what_is_agreed_in_one_act_is_named_once_and_of_one_document(room: Room) -> None:
    clause = room.clause("OP 1")
    one = {"clause": clause["id"], "base_revision": clause["revision"]}
    entry = room.clause("1.1")
    foreign = {"clause": entry["id"], "base_revision": entry["revision"]}
    path = "/api/documents/declaration/status"
    for clauses in (_twice([one]), [foreign]):
        refused = room.ask("CHAIR", "PUT", path, body={"level": AD_REF, "clauses": clauses})
        assert (refusal(refused), refused.json()["field"]) == ((422, "unknown-value"), "clauses")
    stale = {**one, "base_revision": entry["revision"]}
    assert refusal(room.ask("CHAIR", "PUT", path, body={"level": AD_REF, "clauses": [stale]})) == (
        409,
        "stale-base",
    )


def test_the_standing_of_all_clauses_is_that_of_each(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.think("TJK", "OP 3", "reserve"))
    whole = room.read("/api/documents/declaration/standing", "UZB")["items"]
    assert [one["clause"] for one in whole] == [one["id"] for one in room.clauses()]
    for one in whole:
        assert room.read(f"/api/clauses/{one['clause']}/standing") == one
