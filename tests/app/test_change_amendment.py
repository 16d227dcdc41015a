"""PATCH, table, withdraw, join, leave: the life of one amendment after it was filed."""

from httpx2 import Response

from tests.app.cast import Room, made, refusal


def texts(room: Room, who: str, amendment: str) -> list[str]:
    items = room.read(f"/api/amendments/{amendment}/texts", who)["items"]
    return [one["fields"]["text"] for one in items]


def edit(room: Room, who: str, amendment: dict[str, str], **members: object) -> Response:
    path = f"/api/amendments/{amendment['id']}"
    return room.ask(who, "PATCH", path, **{"base_revision": room.clause("OP 1")["revision"], **members})


def act(room: Room, who: str, amendment: dict[str, str], step: str, **members: object) -> Response:
    return room.ask(who, "POST", f"/api/amendments/{amendment['id']}/{step}", **members)


# edit_amendment


def test_editing_keeps_the_earlier_texts(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    edited = made(edit(room, "KAZ", tabled, text="Two;", rationale="better"))
    assert (edited["text"], edited["rationale"]) == ("Two;", "better")
    assert texts(room, "UZB", tabled["id"]) == ["One;", "Two;"]


def test_others_never_see_the_texts_of_the_draft_stage_nor_how_many_they_were(room: Room) -> None:
    draft = made(room.propose("KAZ", "OP 1", text="One;", status="draft"))
    made(edit(room, "KAZ", draft, text="Two;"))
    made(edit(room, "KAZ", draft, text="Three;"))
    made(act(room, "KAZ", draft, "table"))
    made(edit(room, "KAZ", draft, text="Four;"))
    assert texts(room, "KAZ", draft["id"]) == ["One;", "Two;", "Three;", "Four;"]
    assert texts(room, "UZB", draft["id"]) == ["Three;", "Four;"]
    path = f"/api/amendments/{draft['id']}/texts"
    assert [one["ordinal"] for one in room.read(path, "UZB")["items"]] == [1, 2]


def test_another_reason_alone_leaves_the_text_and_its_base(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(room.correct("OP 1", "fully", "truly"))
    edited = made(edit(room, "KAZ", tabled, rationale="better"))
    assert (edited["text"], edited["base_revision"]) == (tabled["text"], tabled["base_revision"])
    assert edited["present"]["text"]["text"] == "The Parties should cooperate truly on water by 2027;"


def test_an_edit_names_what_it_is_written_against(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    bare = room.ask("KAZ", "PATCH", f"/api/amendments/{tabled['id']}", text="Two;")
    assert refusal(bare) == (428, "base-not-named")
    made(room.correct("OP 1", "fully", "truly"))
    stale = edit(room, "KAZ", tabled, text="Two;", base_revision=tabled["base_revision"])
    assert refusal(stale) == (409, "stale-base")


def test_of_two_edits_on_one_etag_the_second_is_refused(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    path = f"/api/amendments/{tabled['id']}"
    read = {"If-Match": room.ask("KAZ", "GET", path).headers["ETag"]}
    first = room.ask("KAZ", "PATCH", path, read, text="Two;")
    assert made(first)["text"] == "Two;"
    second = room.ask("KAZ", "PATCH", path, read, text="Three;")
    assert refusal(second) == (412, "stale-tag")
    assert second.json()["etag"] == first.headers["ETag"]
    made(room.ask("KAZ", "PATCH", path, {"If-Match": first.headers["ETag"]}, text="Three;"))


def test_whoever_joined_the_earlier_words_is_released(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    made(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"]))
    assert made(edit(room, "KAZ", tabled, rationale="only another reason"))["sponsors"] == ["KAZ", "UZB"]
    assert made(edit(room, "KAZ", tabled, text="Two;"))["sponsors"] == ["KAZ"]


def test_an_edit_that_changes_nothing_or_undoes_the_proposal_is_refused(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    assert refusal(edit(room, "KAZ", tabled, text="One;")) == (422, "changes-nothing")
    present = room.clause("OP 1")["text"]
    assert refusal(edit(room, "KAZ", tabled, text=present)) == (422, "changes-nothing")


def test_an_edit_that_fights_ones_own_other_amendment_is_refused(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    second = made(room.replace("KAZ", "OP 1", "shall", "should"))
    answer = edit(room, "KAZ", second, text="The Parties shall cooperate fully on water by 2030;")
    assert refusal(answer) == (409, "collides-with-own-reading")
    assert answer.json()["amendment"] == first["id"]


def test_a_deletion_is_not_edited_into_a_replacement(room: Room) -> None:
    deletion = made(room.propose("KAZ", "OP 1", kind="delete", rationale="old"))
    assert refusal(edit(room, "KAZ", deletion, text="Two;")) == (422, "unacceptable")
    assert made(edit(room, "KAZ", deletion, rationale="new"))["rationale"] == "new"


def test_only_its_delegation_edits_an_amendment_and_not_when_it_is_over(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    for who in ("UZB", "UNEP", "ADB", "CHAIR", "SEC"):
        assert refusal(edit(room, who, tabled, text="Two;")) == (403, "not-permitted")
    made(act(room, "KAZ", tabled, "withdraw"))
    assert refusal(edit(room, "KAZ", tabled, text="Two;")) == (409, "wrong-status")


# table_amendment


def test_a_draft_is_tabled_for_everyone_to_see_and_tabling_twice_changes_nothing(room: Room) -> None:
    draft = made(room.propose("KAZ", "OP 1", text="One;", status="draft"))
    assert room.ask("UZB", "GET", f"/api/amendments/{draft['id']}").status_code == 404
    tabled = made(act(room, "KAZ", draft, "table"))
    assert room.read(f"/api/amendments/{draft['id']}", "UZB")["status"] == "tabled"
    assert made(act(room, "KAZ", draft, "table"))["tabled_at"] == tabled["tabled_at"]


def test_a_draft_that_fights_what_was_tabled_since_is_not_tabled(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    tabled = made(room.replace("KAZ", "OP 1", "2027", "2030"))
    answer = act(room, "KAZ", draft, "table")
    assert refusal(answer) == (409, "collides-with-own-reading")
    assert answer.json()["amendment"] == tabled["id"]


def test_a_draft_on_a_clause_that_was_agreed_since_is_not_tabled(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.agree("OP 1", "agreed ad ref"))
    assert refusal(act(room, "KAZ", draft, "table")) == (409, "clause-is-agreed")


def test_a_withdrawn_draft_is_not_tabled(room: Room) -> None:
    draft = made(room.propose("KAZ", "OP 1", text="One;", status="draft"))
    made(act(room, "KAZ", draft, "withdraw"))
    assert refusal(act(room, "KAZ", draft, "table")) == (409, "wrong-status")


# withdraw_amendment


def test_a_delegation_takes_its_amendment_back_and_it_stays_in_the_record(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    assert made(act(room, "KAZ", tabled, "withdraw"))["status"] == "withdrawn"
    assert room.consolidation("OP 1")["fields"] == {}
    assert room.read("/api/amendments?status=withdrawn", "UZB")["items"][0]["id"] == tabled["id"]
    assert refusal(act(room, "KAZ", tabled, "withdraw")) == (409, "wrong-status")


def test_nobody_withdraws_anothers_amendment(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    made(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"]))
    for who in ("UZB", "TJK", "CHAIR", "SEC", "ADB"):
        assert refusal(act(room, who, tabled, "withdraw")) == (403, "not-permitted")
    assert room.read(f"/api/amendments/{tabled['id']}")["status"] == "tabled"


def test_what_is_closed_is_not_withdrawn(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    made(room.decide("OP 1", choices=[0], closes=[tabled["id"]]))
    assert refusal(act(room, "KAZ", tabled, "withdraw")) == (409, "wrong-status")


# join_amendment, leave_amendment


def test_a_delegation_joins_and_leaves_and_may_join_again(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    joined = act(room, "UZB", tabled, "sponsors", text=tabled["text_id"])
    assert made(joined)["sponsors"] == ["KAZ", "UZB"]
    assert made(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"]))["sponsors"] == ["KAZ", "UZB"]
    path = f"/api/amendments/{tabled['id']}/sponsors"
    assert made(room.ask("UZB", "DELETE", path))["sponsors"] == ["KAZ"]
    assert refusal(room.ask("UZB", "DELETE", path)) == (409, "wrong-status")
    assert made(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"]))["sponsors"] == ["KAZ", "UZB"]


def test_a_joined_wording_stands_under_both_names(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"]))
    assert room.consolidation("OP 1")["bracketed"].startswith(
        "The Parties [shall][should KAZ, UZB] cooperate"
    )


def test_nobody_joins_words_that_were_edited_since(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    edited = made(edit(room, "KAZ", tabled, text="Two;"))
    answer = act(room, "UZB", tabled, "sponsors", text=tabled["text_id"])
    assert refusal(answer) == (409, "stale-base")
    assert answer.json()["present_revision"] == edited["text_id"]
    assert answer.json()["present_fields"] == {"text": "Two;"}


def test_joining_what_fights_ones_own_amendment_is_refused(room: Room) -> None:
    own = made(room.replace("UZB", "OP 1", "2027", "2030"))
    for other in (
        made(room.replace("KAZ", "OP 1", "2027", "2028")),
        made(room.propose("TJK", "OP 1", kind="delete")),
    ):
        answer = act(room, "UZB", other, "sponsors", text=other["text_id"])
        assert refusal(answer) == (409, "collides-with-own-reading")
        assert answer.json()["amendment"] == own["id"]


def test_what_one_joined_is_part_of_ones_reading(room: Room) -> None:
    other = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(act(room, "UZB", other, "sponsors", text=other["text_id"]))
    answer = room.replace("UZB", "OP 1", "2027", "2030")
    assert refusal(answer) == (409, "collides-with-own-reading")
    assert answer.json()["amendment"] == other["id"]


def test_the_tabler_neither_joins_nor_leaves(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    assert refusal(act(room, "KAZ", tabled, "sponsors", text=tabled["text_id"])) == (409, "wrong-status")
    leave = room.ask("KAZ", "DELETE", f"/api/amendments/{tabled['id']}/sponsors")
    assert refusal(leave) == (409, "wrong-status")


def test_who_does_not_negotiate_does_not_join(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    for who in ("UNEP", "ADB", "CHAIR", "SEC"):
        assert refusal(act(room, who, tabled, "sponsors", text=tabled["text_id"])) == (403, "not-permitted")


def test_what_is_withdrawn_or_agreed_is_not_joined(room: Room) -> None:
    tabled = made(room.propose("KAZ", "OP 1", text="One;"))
    made(room.agree("OP 1", "agreed ad ref", pending_delegations=["KAZ"]))
    assert refusal(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"])) == (409, "clause-is-agreed")
    made(act(room, "KAZ", tabled, "withdraw"))
    assert refusal(act(room, "UZB", tabled, "sponsors", text=tabled["text_id"])) == (409, "wrong-status")


def test_an_insertion_is_joined_too(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    assert made(act(room, "UZB", inserted, "sponsors", text=inserted["text_id"]))["sponsors"] == [
        "KAZ",
        "UZB",
    ]
    assert room.consolidation("OP 3 bis")["inserted_by"] == ["KAZ", "UZB"]


def test_what_others_proposed_under_a_withdrawn_clause_is_closed_with_it(room: Room) -> None:
    whole = made(room.insert("UZB", "OP 3", "The Parties shall:"))
    part = made(room.insert("KAZ", "OP 3 bis", "plant trees;", clause_kind="sub_item"))
    assert "OP 3 bis (0 bis)" in room.labels()
    made(act(room, "UZB", whole, "withdraw"))
    assert not [label for label in room.labels() if label.startswith("OP 3 bis")]
    assert room.read(f"/api/amendments/{part['id']}", "KAZ")["status"] == "closed"
    assert room.read("/api/events?limit=500")["items"][-1]["data"]["closes"] == [part["id"]]
