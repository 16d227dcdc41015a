"""Editing after the text has moved: nobody's decided words are put back without being asked."""

from tests.app.cast import Room, made, refusal


def test_what_is_not_sent_is_carried_over_and_keeps_what_others_brought(room: Room) -> None:
    own = made(
        room.propose("KAZ", "1.1", fields={"title": "Watching all glaciers", "budget": "USD 7 million"})
    )
    room.propose("UZB", "1.1", fields={"title": "Closely watching glaciers"})
    seen = room.consolidation("1.1")
    takes = [
        one["alternatives"][0]["delegations"]
        for one in seen["fields"]["title"]["passages"]
        if one["alternatives"]
    ]
    made(room.decide("1.1", choices={"title": [int(owners == ["UZB"]) for owners in takes]}))
    present = room.clause("1.1")
    edited = made(
        room.ask(
            "KAZ",
            "PATCH",
            f"/api/amendments/{own['id']}",
            base_revision=present["revision"],
            fields={"budget": "USD 8 million"},
        )
    )
    assert edited["fields"]["budget"] == "USD 8 million"
    assert "all glaciers" in edited["fields"]["title"]
    assert edited["fields"]["title"].startswith("Closely")


def test_an_edited_insertion_is_edited_as_it_stands_now_and_not_as_it_was_tabled(room: Room) -> None:
    own = made(room.insert("KAZ", "OP 1", "The Parties shall pay;"))
    room.replace("UZB", "OP 1 bis", "shall", "should")
    path = f"/api/amendments/{own['id']}"
    old_tag = room.ask("KAZ", "GET", path).headers["ETag"]
    made(room.decide("OP 1 bis", choices=[1]))
    new_text = "The Parties should pay in time;"
    assert refusal(room.ask("KAZ", "PATCH", path, {"If-Match": old_tag}, text=new_text)) == (412, "stale-tag")
    stale = room.ask("KAZ", "PATCH", path, base_revision="a" * 16, text=new_text)
    assert refusal(stale) == (409, "stale-base")
    tag = room.ask("KAZ", "GET", path).headers["ETag"]
    made(room.ask("KAZ", "PATCH", path, {"If-Match": tag}, text=new_text))
    assert room.clause("OP 1 bis")["text"] == new_text


def test_another_reason_alone_changes_no_text_and_releases_nobody(room: Room) -> None:
    own = made(room.insert("KAZ", "OP 1", "The Parties shall pay;"))
    path = f"/api/amendments/{own['id']}"
    made(room.join("UZB", path))
    revision = room.clause("OP 1 bis")["revision"]
    edited = made(room.ask("KAZ", "PATCH", path, {"If-Match": "*"}, rationale="better put"))
    assert (edited["rationale"], edited["sponsors"]) == ("better put", ["KAZ", "UZB"])
    assert room.clause("OP 1 bis")["revision"] == revision
    again = room.ask("KAZ", "PATCH", path, {"If-Match": "*"}, rationale="better put")
    assert refusal(again) == (422, "changes-nothing")


def test_the_same_words_may_be_restated_against_a_text_that_has_moved_away(room: Room) -> None:
    own = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    room.replace("UZB", "OP 1", "2027", "2030")
    alternatives = room.consolidation("OP 1")["fields"]["text"]["passages"][1]["alternatives"]
    choice = 1 + [one["delegations"] for one in alternatives].index(["UZB"])
    made(room.decide("OP 1", choices=[choice]))
    path = f"/api/amendments/{own['id']}"
    assert room.read(path, "KAZ")["outcome"] == "collides"
    present = room.clause("OP 1")
    restated = made(
        room.ask(
            "KAZ",
            "PATCH",
            path,
            base_revision=present["revision"],
            text=present["text"].replace("2030", "2028"),
        )
    )
    assert (restated["outcome"], restated["base_revision"]) == ("clean", present["revision"])


def test_a_stale_base_is_answered_with_what_changed_since(room: Room) -> None:
    before = room.clause("OP 1")
    made(room.correct("OP 1", "2027", "2028"))
    answer = room.propose("KAZ", "OP 1", base_revision=before["revision"], text="Other;")
    assert refusal(answer) == (409, "stale-base")
    assert "[-2027-]{+2028+}" in answer.json()["changes"]["text"]


def test_a_paragraph_with_sub_items_does_not_go_without_them(room: Room) -> None:
    deletion = made(room.propose("KAZ", "OP 2", kind="delete"))
    refused = room.decide("OP 2", adopts=[deletion["id"]])
    assert refusal(refused) == (409, "wrong-status")
    assert "OP 2 (a), OP 2 (b)" in refused.json()["detail"]
    for label in ("OP 2 (b)", "OP 2 (a)"):
        made(room.decide(label, adopts=[made(room.propose("KAZ", label, kind="delete"))["id"]]))
    made(room.decide("OP 2", adopts=[deletion["id"]]))
    assert "OP 2" not in room.labels()


def test_a_draft_is_not_tabled_under_a_paragraph_that_has_gone(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 3", "on water;", clause_kind="sub_item", status="draft"))
    made(room.decide("OP 3", adopts=[made(room.propose("UZB", "OP 3", kind="delete"))["id"]]))
    refused = room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table")
    assert refusal(refused) == (422, "wrong-place")


def test_a_clause_inserted_at_the_very_beginning_stands_behind_the_title(room: Room) -> None:
    made(room.insert("KAZ", None, "Guided by good will,", clause_kind="preambular"))
    assert room.labels()[:2] == ["Declaration on water", "PP 0 bis"]


def test_whoever_takes_a_decision_back_is_the_author_of_the_text_that_returns(room: Room) -> None:
    room.replace("KAZ", "OP 1", "2027", "2028")
    decided = made(room.decide("OP 1", choices=[1]))
    made(room.undo("OP 1", decided["id"]))
    revisions = room.read(room.path("OP 1", "/revisions"))["items"]
    assert [one["author"] for one in revisions] == ["SEC", "CHAIR", "CHAIR"]


def test_undoing_leaves_the_other_language_in_step_with_the_same_words(room: Room) -> None:
    room.replace("KAZ", "OP 1", "2027", "2028")
    decided = made(room.decide("OP 1", choices=[1]))
    path = room.path("OP 1", "?language=ru")
    assert room.read(path)["stale"]
    made(room.undo("OP 1", decided["id"]))
    assert not room.read(path)["stale"]
