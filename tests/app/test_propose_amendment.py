"""POST /api/clauses/{id}/amendments: what one delegation proposes for one place."""

import pytest

from tests.app.cast import Room, made, refusal

WATER = "The Parties shall cooperate fully on water by 2027;"


def test_a_delegation_proposes_another_text_of_a_paragraph(room: Room) -> None:
    clause = room.clause("OP 1")
    answer = room.replace("KAZ", "OP 1", "shall", "should", rationale="It is a declaration.")
    amendment = made(answer)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/amendments/{amendment['id']}"
    assert amendment["text"] == "The Parties should cooperate fully on water by 2027;"
    assert amendment["base_revision"] == clause["revision"]
    assert (amendment["clause"], amendment["label"], amendment["document"]) == (
        clause["id"],
        "OP 1",
        "declaration",
    )
    assert (amendment["kind"], amendment["status"], amendment["uptake"]) == (
        "replace",
        "tabled",
        "not so far",
    )
    assert (amendment["delegation"], amendment["sponsors"]) == ("KAZ", ["KAZ"])
    assert amendment["rationale"] == "It is a declaration."
    assert room.read(f"/api/amendments/{amendment['id']}", "UZB") == amendment


def test_the_text_stays_as_it_is_until_the_chair_decides(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    assert room.clause("OP 1")["text"] == WATER


def test_heads_of_delegation_propose_too(room: Room) -> None:
    assert made(room.replace("UZB", "OP 1", "shall", "should"))["delegation"] == "UZB"


def test_a_draft_is_filed_unless_the_delegation_says_tabled(room: Room) -> None:
    clause = room.clause("OP 1")
    body = {"base_revision": clause["revision"], "text": "The Parties cooperate;"}
    draft = made(room.ask("KAZ", "POST", room.path("OP 1", "/amendments"), body=body))
    assert (draft["status"], draft["tabled_at"]) == ("draft", None)


def test_an_entry_is_amended_field_by_field(room: Room) -> None:
    fields = {"budget": "[USD 8 million]", "indicators.a.target": "20", "objective": "Know it.\nTell it."}
    amendment = made(room.propose("UNEP", "1.1", fields=fields))
    assert (amendment["fields"], amendment["text"]) == (fields, None)
    seen = room.consolidation("1.1")["fields"]
    assert list(seen) == ["objective", "indicators.a.target", "budget"]
    assert seen["budget"]["bracketed"] == "[USD 5 million][[USD 8 million] UNEP]"


def test_of_the_fields_that_are_sent_only_those_that_differ_are_proposed(room: Room) -> None:
    sent = {"title": "Watching glaciers", "budget": "USD 6 million"}
    assert made(room.propose("FAO", "1.1", fields=sent))["fields"] == {"budget": "USD 6 million"}


def test_a_field_may_be_emptied_or_newly_filled_unless_it_is_required(room: Room) -> None:
    assert made(room.propose("FAO", "1.1", fields={"objective": "", "risks": "Snow."}))["fields"] == {
        "objective": "",
        "risks": "Snow.",
    }
    assert refusal(room.propose("FAO", "1.1", fields={"title": ""})) == (422, "empty-text")


def test_a_row_may_be_added_to_an_entry(room: Room) -> None:
    fields = {"funding.b.source": "World Bank", "funding.b.amount": "USD 1 million"}
    assert made(room.propose("UNDP", "1.1", fields=fields))["fields"] == fields
    made(room.decide("1.1", choices={address: [1] for address in fields}))
    content = room.clause("1.1")["content"]
    assert {address: content[address] for address in fields} == fields


def test_a_delegation_proposes_that_a_clause_be_deleted(room: Room) -> None:
    amendment = made(room.propose("UZB", "OP 1", kind="delete", rationale="It says nothing."))
    assert (amendment["kind"], amendment["fields"]) == ("delete", {})
    assert room.consolidation("OP 1")["deleted_by"] == ["UZB"]
    assert room.clause("OP 1")["standing"]


def test_a_delegation_proposes_that_a_clause_follow_another(room: Room) -> None:
    amendment = made(room.propose("TJK", "OP 1", kind="move", after=room.clause("OP 3")["id"]))
    assert (amendment["kind"], amendment["after"]) == ("move", room.clause("OP 3")["id"])
    assert room.consolidation("OP 1")["amendments"][0]["move_to"] == "after OP 3"


@pytest.mark.parametrize(
    ("label", "after", "problem"),
    [
        ("OP 1", "OP 1", "wrong-place"),  # itself
        ("OP 3", "OP 2 (a)", "wrong-place"),  # between the sub-items of another
        ("OP 2 (a)", "PP 2", None),
        ("OP 2 (a)", "Water", "wrong-place"),  # under a heading
        ("OP 3", "OP 2", "changes-nothing"),  # where it stands
        ("OP 2 (b)", "OP 2 (a)", "changes-nothing"),
        ("OP 2 (a)", "OP 2", "changes-nothing"),
    ],
)
def test_a_clause_moves_only_where_one_of_its_kind_can_stand_and_does_not_stand_already(
    room: Room, label: str, after: str, problem: str | None
) -> None:
    answer = room.propose("TJK", label, kind="move", after=room.clause(after)["id"])
    assert (None if problem is None else (422, problem)) == (
        None if answer.status_code == 201 else refusal(answer)
    )


def test_a_clause_does_not_move_into_another_document(room: Room) -> None:
    answer = room.propose("TJK", "OP 1", kind="move", after=room.clause("1", document="programme")["id"])
    assert refusal(answer) == (422, "wrong-place")


@pytest.mark.parametrize(
    "members",
    [
        {"kind": "delete", "text": "The Parties rest;"},
        {"kind": "move", "fields": {"text": "The Parties rest;"}},
        {"kind": "replace", "text": "The Parties rest;", "after": "the clause"},
    ],
)
def test_what_does_not_belong_to_its_kind_is_refused_and_not_left_out(
    room: Room, members: dict[str, object]
) -> None:
    if "after" in members:
        members = {**members, "after": room.clause("OP 3")["id"]}
    assert refusal(room.propose("KAZ", "OP 1", **members)) == (422, "unacceptable")


def test_a_replacement_says_what_it_replaces(room: Room) -> None:
    assert refusal(room.propose("KAZ", "OP 1")) == (422, "unacceptable")


def test_an_amendment_that_changes_nothing_is_refused(room: Room) -> None:
    assert refusal(room.propose("KAZ", "OP 1", text=WATER)) == (422, "changes-nothing")
    assert refusal(room.propose("KAZ", "1.1", fields={"budget": "USD 5 million"})) == (422, "changes-nothing")


@pytest.mark.parametrize("who", ["UNEP", "FAO", "UNDP", "ADB", "CHAIR", "SEC"])
def test_who_does_not_negotiate_the_declaration_proposes_nothing_on_it(room: Room, who: str) -> None:
    assert refusal(room.replace(who, "OP 1", "shall", "should")) == (403, "not-permitted")


def test_agencies_negotiate_the_programme_and_an_observer_does_not(room: Room) -> None:
    assert made(room.propose("UNDP", "1.2", fields={"budget": "USD 3 million"}))["delegation"] == "UNDP"
    assert refusal(room.propose("ADB", "1.2", fields={"budget": "USD 3 million"})) == (403, "not-permitted")


def test_a_second_amendment_that_fights_the_first_is_refused_naming_it(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    second = room.replace("KAZ", "OP 1", "2027", "2030")
    assert refusal(second) == (409, "collides-with-own-reading")
    assert second.json()["amendment"] == first["id"]
    assert first["id"] in second.json()["detail"]


def test_two_amendments_of_one_delegation_to_other_words_make_one_reading(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    assert (
        room.consolidation("OP 1")["bracketed"]
        == "The Parties [shall][should KAZ] cooperate fully on water by [2027][2028 KAZ];"
    )


def test_a_draft_of_ones_own_does_not_stand_in_the_way(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.replace("KAZ", "OP 1", "2027", "2030"))


@pytest.mark.parametrize("first", ["replace", "delete", "move"])
@pytest.mark.parametrize("second", ["replace", "delete", "move"])
def test_a_delegation_does_not_want_a_clause_away_and_other_words_in_it(
    room: Room, first: str, second: str
) -> None:
    members = {
        "replace": {"text": "The Parties rest;"},
        "delete": {"kind": "delete"},
        "move": {"kind": "move", "after": room.clause("OP 3")["id"]},
    }
    filed = made(room.propose("KAZ", "OP 1", **members[first]))
    if {first, second} == {"replace", "move"}:
        made(room.propose("KAZ", "OP 1", **members[second]))
    elif first == second == "replace":
        again = room.propose("KAZ", "OP 1", text="The Parties sleep;")
        assert refusal(again) == (409, "collides-with-own-reading")
    else:
        again = room.propose("KAZ", "OP 1", **members[second])
        assert refusal(again) == (409, "collides-with-own-reading")
        assert again.json()["amendment"] == filed["id"]


def test_an_identical_proposal_of_another_is_offered_as_joining(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert made(room.replace("UZB", "OP 1", "2027", "2028"))["identical_to"] == [first["id"]]
    assert (
        room.consolidation("OP 1")["bracketed"]
        == "The Parties shall cooperate fully on water by [2027][2028 KAZ, UZB];"
    )


def test_a_draft_of_another_is_never_offered_as_joining(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    assert made(room.replace("UZB", "OP 1", "2027", "2028"))["identical_to"] == []


def test_an_unknown_clause_is_not_there(room: Room) -> None:
    answer = room.ask("KAZ", "POST", "/api/clauses/aaaaaaaaaaaaaaaa/amendments", text="The Parties rest;")
    assert refusal(answer) == (404, "not-there")
