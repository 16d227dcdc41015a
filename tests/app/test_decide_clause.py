"""POST /api/clauses/{id}/decisions: the chair makes the next text, and what became of each amendment is computed."""

import pytest

from tests.app.cast import Room, made, refusal

WATER = "The Parties shall cooperate fully on water by 2027;"


def outcomes(decided: dict[str, object]) -> dict[str, tuple[str, str]]:
    """Return amendment -> (uptake, status)."""
    return {one["amendment"]: (one["uptake"], one["status"]) for one in decided["outcomes"]}  # type: ignore[index, attr-defined]


def test_the_chair_chooses_passage_by_passage(room: Room) -> None:
    words = made(room.replace("KAZ", "OP 1", "shall", "should"))
    year = made(room.replace("UZB", "OP 1", "2027", "2028"))
    seen = room.consolidation("OP 1")
    assert seen["bracketed"] == (
        "The Parties [shall][should KAZ] cooperate fully on water by [2027][2028 UZB];"
    )
    decided = made(room.decide("OP 1", choices=[1, 0], reason="So agreed."))
    assert decided["clause"]["text"] == "The Parties should cooperate fully on water by 2027;"
    assert decided["reason"] == "So agreed."
    assert outcomes(decided) == {words["id"]: ("adopted", "closed"), year["id"]: ("not so far", "tabled")}
    assert room.clause("OP 1") == decided["clause"]


def test_words_of_the_chairs_own_bridge_two_proposals(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2029"))
    made(room.replace("UZB", "OP 1", "2027", "2031"))
    decided = made(room.decide("OP 1", choices=["2030"]))
    assert decided["clause"]["text"] == "The Parties shall cooperate fully on water by 2030;"
    assert {status for _, status in outcomes(decided).values()} == {"tabled"}


def test_the_chair_writes_a_text_and_uptake_follows_from_the_words(room: Room) -> None:
    both = made(room.propose("KAZ", "OP 1", text="The Parties should cooperate fully on air by 2027;"))
    one = made(room.replace("UZB", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", text="The Parties should cooperate fully on water by 2028;"))
    assert outcomes(decided) == {both["id"]: ("partly", "tabled"), one["id"]: ("adopted", "closed")}


def test_what_is_taken_word_for_word_closes_under_every_sponsor(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    same = made(room.replace("UZB", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1]))
    assert set(outcomes(decided).values()) == {("adopted", "closed")}
    assert set(outcomes(decided)) == {first["id"], same["id"]}


def test_the_others_are_carried_over_with_their_outcome_and_their_collisions(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    beaten = made(room.replace("UZB", "OP 1", "2027", "2030"))
    untouched = made(room.replace("TJK", "OP 1", "shall", "should"))
    decided = made(room.decide("OP 1", choices=[0, 1]))
    found = {one["amendment"]: one for one in decided["outcomes"]}
    assert found[beaten["id"]]["outcome"] == "collides"
    assert found[beaten["id"]]["collisions"] == [
        {"field": "text", "base": "2027", "proposed": "2030", "present": "2028"}
    ]
    assert (found[untouched["id"]]["outcome"], found[untouched["id"]]["collisions"]) == ("clean", [])
    assert room.read(f"/api/amendments/{untouched['id']}")["present"]["text"]["text"] == (
        "The Parties should cooperate fully on water by 2028;"
    )
    # It is still what its delegation wrote, against the text it wrote it against.
    assert room.read(f"/api/amendments/{untouched['id']}")["text"] == untouched["text"]
    assert room.consolidation("OP 1")["bracketed"] == (
        "The Parties [shall][should TJK] cooperate fully on water by [2028][2030 UZB];"
    )


def test_an_amendment_that_is_named_is_closed_whatever_became_of_it(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", closes=[tabled["id"]]))
    assert decided["clause"]["text"] == WATER
    assert outcomes(decided) == {tabled["id"]: ("not so far", "closed")}
    assert room.consolidation("OP 1")["fields"] == {}


def test_an_entry_is_decided_field_by_field(room: Room) -> None:
    made(room.propose("UNEP", "1.1", fields={"budget": "USD 8 million", "title": "Watching all glaciers"}))
    budget = made(room.propose("UZB", "1.1", fields={"budget": "USD 9 million"}))
    seen = room.consolidation("1.1")
    assert seen["fields"]["budget"]["bracketed"] == "[USD 5 million][USD 8 million UNEP][USD 9 million UZB]"
    decided = made(room.decide("1.1", choices={"budget": [2]}, fields={"end": "2031"}))
    content = decided["clause"]["content"]
    assert (content["budget"], content["end"], content["title"]) == (
        "USD 9 million",
        "2031",
        "Watching glaciers",
    )
    assert outcomes(decided)[budget["id"]] == ("adopted", "closed")


def test_an_adopted_deletion_takes_the_clause_out_of_the_text(room: Room) -> None:
    clause = room.clause("OP 1")
    deletion = made(room.propose("KAZ", "OP 1", kind="delete"))
    decided = made(room.decide("OP 1", adopts=[deletion["id"]]))
    assert outcomes(decided) == {deletion["id"]: ("adopted", "closed")}
    assert "OP 1" not in room.labels()
    late = room.ask("KAZ", "POST", f"/api/clauses/{clause['id']}/amendments",
                    base_revision=clause["revision"], text="New;")  # fmt: skip
    assert refusal(late) == (409, "wrong-status")


def test_an_adopted_move_carries_the_clause_and_its_sub_items_behind_the_other(room: Room) -> None:
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    made(room.decide("OP 2", adopts=[move["id"]]))
    assert room.labels()[-6:] == ["OP 1", "OP 3", "OP 4", "OP 2", "OP 2 (a)", "OP 2 (b)"]


def test_a_part_joins_the_text_after_the_whole_that_it_belongs_to(room: Room) -> None:
    whole = made(room.insert("UZB", "OP 3", "The Parties shall plant:"))
    part = made(room.insert("KAZ", "OP 3 bis", "trees;", clause_kind="sub_item"))
    early = room.decide("OP 3 bis (0 bis)", adopts=[part["id"]])
    assert refusal(early) == (409, "wrong-status")
    assert early.json()["clause"] == whole["clause"]
    move = made(room.propose("TJK", "OP 2 (b)", kind="move", after=whole["clause"]))
    assert refusal(room.decide("OP 2 (b)", adopts=[move["id"]])) == (409, "wrong-status")
    made(room.decide("OP 3 bis", adopts=[whole["id"]]))
    made(room.decide("OP 3 bis (0 bis)", adopts=[part["id"]]))
    made(room.decide("OP 2 (b)", adopts=[move["id"]]))
    assert room.labels()[-4:-1] == ["OP 3 bis", "OP 3 bis (b)", "OP 3 bis (0 bis)"]


def test_every_decision_is_in_the_ledger_with_base_words_chosen_words_and_their_bringer(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    decided = made(room.decide("OP 1", choices=[1], reason="So agreed."))
    [kept] = room.read(room.path("OP 1", "/decisions"), "UZB")["items"]
    brought = {"by": "KAZ", "amendment": tabled["id"]}
    assert kept["passages"] == [{"address": "text", "base": "2027", "chosen": "2028", **brought}]
    assert (kept["id"], kept["reason"], kept["by"]) == (decided["id"], "So agreed.", "CHAIR")
    assert kept["uptakes"] == {tabled["id"]: "adopted"}
    revisions = room.read(room.path("OP 1", "/revisions"), "UZB")["items"]
    assert [one["id"] for one in revisions] == [kept["from_revision"], kept["to_revision"]]
    assert (revisions[1]["decision"], revisions[1]["follows"]) == (decided["id"], revisions[0]["id"])


def test_a_decision_on_what_has_changed_since_is_refused_with_the_new_consolidation(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    seen = room.consolidation("OP 1")["fingerprint"]
    made(room.replace("UZB", "OP 1", "2027", "2029"))
    answer = room.decide("OP 1", fingerprint=seen, choices=[1])
    assert refusal(answer) == (409, "stale-consolidation")
    assert answer.json()["consolidation"] == room.consolidation("OP 1")
    assert room.clause("OP 1")["text"] == WATER


@pytest.mark.parametrize("what", ["edited", "withdrawn", "joined", "corrected", "decided"])
def test_whatever_happens_on_a_clause_changes_its_fingerprint(room: Room, what: str) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    seen = room.consolidation("OP 1")["fingerprint"]
    path = f"/api/amendments/{tabled['id']}"
    match what:
        case "edited":
            made(room.ask("KAZ", "PATCH", path, text="New;", base_revision=tabled["base_revision"]))
        case "withdrawn":
            made(room.ask("KAZ", "POST", f"{path}/withdraw"))
        case "joined":
            made(room.join("UZB", path))
        case "corrected":
            made(room.correct("OP 1", "fully", "truly"))
        case "decided":
            made(room.decide("OP 1", choices=["2030"]))
    answer = room.decide("OP 1", fingerprint=seen, text="Anything;")
    assert refusal(answer) == (409, "stale-consolidation")


def test_a_decision_names_its_fingerprint(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    answer = room.ask("CHAIR", "POST", room.path("OP 1", "/decisions"), choices=[1])
    assert refusal(answer) == (428, "base-not-named")


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [
        ({}, "changes-nothing"),
        ({"choices": [0]}, "changes-nothing"),
        ({"choices": []}, "unknown-value"),
        ({"choices": [1, 1]}, "unknown-value"),
        ({"choices": [7]}, "unknown-value"),
        ({"choices": [-1]}, "unknown-value"),
        ({"choices": {"budget": [1]}}, "unknown-field"),
        ({"text": WATER}, "changes-nothing"),
        ({"text": " ; "}, "empty-text"),
        ({"fields": {"budget": "USD 1"}}, "unknown-field"),
        ({"choices": ["20\u000028"]}, "forbidden-character"),
        ({"adopts": ["aaaaaaaaaaaaaaaa"]}, "unknown-value"),
        ({"closes": ["aaaaaaaaaaaaaaaa"]}, "unknown-value"),
    ],
)
def test_an_impossible_decision_is_refused_and_changes_nothing(
    room: Room, verdict: dict[str, object], problem: str
) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert refusal(room.decide("OP 1", **verdict)) == (422, problem)
    assert room.clause("OP 1")["text"] == WATER
    assert room.read(room.path("OP 1", "/decisions"))["items"] == []


def test_words_are_adopted_by_choosing_them_not_by_naming_the_amendment(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert refusal(room.decide("OP 1", adopts=[tabled["id"]])) == (422, "unknown-value")


def test_an_amendment_to_another_clause_is_not_adopted_here(room: Room) -> None:
    elsewhere = made(room.propose("KAZ", "OP 3", kind="delete"))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert refusal(room.decide("OP 1", adopts=[elsewhere["id"]])) == (422, "unknown-value")


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "SEC"])
def test_only_the_chair_decides(room: Room, who: str) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    seen = room.consolidation("OP 1")
    answer = room.ask(
        who, "POST", room.path("OP 1", "/decisions"), fingerprint=seen["fingerprint"], choices=[1]
    )
    assert refusal(answer) == (403, "not-permitted")
