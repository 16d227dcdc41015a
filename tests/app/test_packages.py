"""POST …/packages: clauses that are agreed only together."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal
from tests.app.test_standing import AD_REF, level, matters

pytestmark = pytest.mark.usefixtures("recorded")


def dissolve(
    room: Room, package: dict[str, Any], reason: str = "The deal is off.", who: str = "CHAIR"
) -> Any:
    return room.ask(who, "POST", f"/api/packages/{package['id']}/dissolve", body={"reason": reason})


def test_a_clause_of_a_package_takes_a_level_with_the_others_or_pending_them(room: Room) -> None:
    made(room.package("OP 1", "OP 3"))
    first, second = room.clause("OP 1")["id"], room.clause("OP 3")["id"]
    refused = room.agree("OP 1", AD_REF)
    assert (refusal(refused), refused.json()["pending_clauses"]) == ((409, "stands-against"), [second])
    assert "a package holds it together with OP 3" in refused.json()["detail"]
    made(room.agree("OP 1", AD_REF, pending_clauses=[second]))
    assert level(room, "OP 1") == (AD_REF, [], [second])
    made(room.agree("OP 3", AD_REF))
    assert (level(room, "OP 1"), level(room, "OP 3")) == ((AD_REF, [], []), (AD_REF, [], []))
    assert room.standing("OP 1")["against"][0]["clauses"] == [second]  # against the level after this one
    assert first != second


def test_a_package_is_agreed_whole_in_one_act(room: Room) -> None:
    made(room.package("OP 1", "OP 3"))
    made(room.agree_all(AD_REF, ["OP 1", "OP 3"]))
    assert (level(room, "OP 1"), level(room, "OP 3")) == ((AD_REF, [], []), (AD_REF, [], []))
    assert refusal(room.agree_all("agreed in plenary", ["OP 1", "OP 4"])) == (409, "stands-against")


def test_what_opens_one_clause_of_a_package_makes_the_others_wait_for_it(room: Room) -> None:
    made(room.package("OP 1", "OP 3"))
    made(room.agree_all(AD_REF, ["OP 1", "OP 3"]))
    second = room.clause("OP 3")["id"]
    made(room.correct("OP 3", "every year", "each year"))
    assert (level(room, "OP 1"), level(room, "OP 3")[0]) == ((AD_REF, [], [second]), "open")
    made(room.agree("OP 3", AD_REF))
    assert level(room, "OP 1") == (AD_REF, [], [])
    made(room.agree("OP 3", "open", reason="TJK has new instructions."))
    assert level(room, "OP 1") == (AD_REF, [], [second])


def test_a_decision_that_is_taken_back_closes_the_package_again(room: Room) -> None:
    made(room.package("OP 1", "OP 3"))
    made(room.replace("KAZ", "OP 3", "every year", "every two years"))
    made(room.agree_all(AD_REF, ["OP 1", "OP 3"], pending_delegations=["KAZ"]))
    second = room.clause("OP 3")["id"]
    decided = made(room.decide("OP 3", choices=[1]))
    assert level(room, "OP 1") == (AD_REF, ["KAZ"], [second])
    made(room.undo("OP 3", decided["id"]))
    made(room.think("KAZ", "OP 1", "support"))
    assert level(room, "OP 1") == (AD_REF, [], [second])  # OP 3 is itself pending KAZ


def test_a_package_over_clauses_that_are_agreed_unequally_makes_them_wait(room: Room) -> None:
    made(room.agree("OP 1", AD_REF))
    made(room.package("OP 1", "OP 3"))
    assert level(room, "OP 1") == (AD_REF, [], [room.clause("OP 3")["id"]])


def test_a_package_is_dissolved_with_a_reason_and_then_holds_nothing(room: Room) -> None:
    package = made(room.package("OP 1", "OP 3"))
    assert refusal(dissolve(room, package, " ")) == (422, "empty-text")
    assert made(dissolve(room, package))["dissolved_at"] is not None
    assert refusal(dissolve(room, package)) == (409, "wrong-status")
    assert (matters(room, "OP 1"), room.read("/api/documents/declaration/packages")["items"]) == ([], [])
    made(room.agree("OP 1", AD_REF))
    told = [one["sentence"] for one in room.read(room.path("OP 1", "/history"))["items"]]
    assert told[:2] == [
        "Chair formed a package with this clause: Water and soil.",
        "Chair dissolved the package Water and soil: The deal is off.",
    ]


def test_a_package_names_two_clauses_or_more_of_the_document_each_once(room: Room) -> None:
    first, entry = room.clause("OP 1")["id"], room.clause("1.1")["id"]
    for clauses in ([], [first], [first, first], [first, entry]):
        refused = room.package(clauses=clauses)
        assert (refusal(refused), refused.json()["field"]) == ((422, "unknown-value"), "clauses")
    assert refusal(room.package("OP 1", "OP 3", name=" ")) == (422, "empty-text")


def test_nobody_but_the_chair_forms_packages_and_whoever_reads_the_document_reads_them(room: Room) -> None:
    package = made(room.package("OP 1", "OP 3", reason="One deal."))
    for who in ("KAZ", "UNEP", "SEC"):
        body = {"name": "Mine", "clauses": package["clauses"]}
        refused = room.ask(who, "POST", "/api/documents/declaration/packages", body=body)
        assert refusal(refused) == (403, "not-permitted")
        assert refusal(dissolve(room, package, who=who)) == (403, "not-permitted")
    assert room.read("/api/documents/declaration/packages", "ADB")["items"] == [package]
