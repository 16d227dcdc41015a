"""A delegation amends the amendment of another one; it is shown as such, and adopted with it or not."""

from typing import Any

from tests.app.cast import Room, made
from tests.app.streamlined import split, take_back

PRESENT = "cooperate fully"
AMENDED = "cooperate fully and every year"
SUB = "cooperate fully and every second year"


def amend(room: Room, who: str, amendment: dict[str, Any], old: str, new: str, **members: Any) -> Any:
    """File a sub-amendment on what an amendment to a paragraph reads now."""
    read = room.read(f"/api/amendments/{amendment['id']}")
    assert read["present"]["text"]["text"].count(old) == 1
    text = read["present"]["text"]["text"].replace(old, new)
    return room.propose(who, read["label"], amends=read["text_id"], text=text, **members)


def both(room: Room, **members: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """KAZ amends OP 1, UZB amends that."""
    clause = room.clause("OP 1")
    amended = made(room.propose("KAZ", "OP 1", text=f"{clause['text'][:-1]} every year{clause['text'][-1]}"))
    return amended, made(amend(room, "UZB", amended, "every year", "every second year", **members))


def status(room: Room, amendment: dict[str, Any]) -> tuple[str, str]:
    """Return where an amendment stands, and what was taken of it."""
    read = room.read(f"/api/amendments/{amendment['id']}")
    return read["status"], read["uptake"]


def test_it_names_what_it_amends_and_what_it_changes_there(room: Room) -> None:
    amended, sub = both(room)
    assert amended["amends"] is None
    named = sub["amends"]
    assert (named["amendment"], named["delegation"], named["text_read"], named["is_present"]) == (
        amended["id"],
        "KAZ",
        amended["text_id"],
        True,
    )
    assert named["present"]["text"]["outcome"] == "clean"
    assert sub["text"] == amended["text"].replace("every year", "every second year")
    tabled = {one["id"]: one["amends"] for one in room.consolidation("OP 1")["amendments"]}
    assert tabled == {amended["id"]: "", sub["id"]: "KAZ"}


def test_of_an_entry_it_keeps_the_other_fields_of_what_it_amends(room: Room) -> None:
    amended = made(
        room.propose("KAZ", "1.1", fields={"budget": "USD 9 million", "title": "Glaciers measured"})
    )
    sub = made(room.propose("UZB", "1.1", amends=amended["text_id"], fields={"budget": "USD 8 million"}))
    assert sub["fields"] == {"budget": "USD 8 million", "title": "Glaciers measured"}


def test_it_is_refused_with_what_to_do_instead(room: Room) -> None:
    amended, sub = both(room)
    clause = room.clause("OP 1")

    def refused(who: str, **members: Any) -> tuple[int, str, str]:
        answer = room.propose(who, "OP 1", **members)
        return answer.status_code, answer.json()["type"].rpartition("/")[2], answer.json()["detail"]

    own = refused("KAZ", amends=amended["text_id"], text=amended["text"].replace("every year", "twice"))
    assert own[:2] == (422, "unacceptable") and "edit it" in own[2]
    third = refused("TJK", amends=sub["text_id"], text=sub["text"].replace("second", "third"))
    assert third[:2] == (422, "unacceptable") and "no third degree" in third[2]
    same = refused("TJK", amends=amended["text_id"], text=amended["text"])
    assert same[1] == "changes-nothing" and "join it" in same[2]
    unknown = refused("TJK", amends="nosuchtextatall2", text="The Parties shall rest;")
    assert unknown[:2] == (422, "unknown-value")
    deletion = refused("TJK", kind="delete", amends=amended["text_id"])
    assert deletion[:2] == (422, "unacceptable")
    gone = made(room.propose("TKM", "OP 3", kind="delete"))
    answer = room.propose("TJK", "OP 3", amends=gone["text_id"], text="The Parties shall rest;")
    assert answer.status_code == 422 and "rewords nothing" in answer.json()["detail"]
    new = made(room.insert("TKM", "OP 3", "The Parties shall plant trees;"))
    answer = room.propose(
        "TJK", new["label"], amends=new["text_id"], text="The Parties shall plant many trees;"
    )
    assert answer.status_code == 422 and "amend the clause that it proposes" in answer.json()["detail"]
    elsewhere = room.propose("TJK", "OP 4", amends=amended["text_id"], text="The Parties shall rest;")
    assert elsewhere.json()["type"].endswith("unknown-value")
    assert room.clause("OP 1")["revision"] == clause["revision"]


def test_a_draft_of_another_delegation_cannot_be_amended_and_is_not_told(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "shall", "should", status="draft"))
    for text in (draft["text_id"], "nosuchtextatall2"):
        answer = room.propose("UZB", "OP 1", amends=text, text="The Parties shall rest;")
        assert answer.status_code == 422
        assert (
            answer.json()["detail"].replace(text, "…").startswith("No amendment on the table of this clause")
        )


def test_what_it_amends_moves_on_under_it(room: Room) -> None:
    amended, sub = both(room)
    words = amended["text"].replace("The Parties", "The States")
    edited = made(
        room.ask(
            "KAZ",
            "PATCH",
            f"/api/amendments/{amended['id']}",
            base_revision=amended["base_revision"],
            text=words,
        )
    )
    named = room.read(f"/api/amendments/{sub['id']}")["amends"]
    assert (named["is_present"], named["present"]["text"]["outcome"]) == (False, "clean")
    assert named["present"]["text"]["text"] == words.replace("every year", "every second year")
    waits = [one for one in room.read("/api/waiting", "UZB")["items"] if one["todo"] == "restate"]
    assert [one["subject"] for one in waits] == [sub["id"]]
    late = room.propose("TJK", "OP 1", amends=amended["text_id"], text=f"{words} And so on.")
    assert late.status_code == 409 and late.json()["type"].endswith("stale-base")
    address = f"/api/amendments/{sub['id']}"
    kept = {"base_revision": sub["base_revision"], "text": named["present"]["text"]["text"]}
    stale = room.ask("UZB", "PATCH", address, **kept, amends=amended["text_id"])
    assert stale.status_code == 200  # the text on which it was written may be named
    again = made(room.ask("UZB", "PATCH", address, **kept, amends=edited["text_id"]))
    assert again["amends"]["is_present"] and again["amends"]["text_read"] == edited["text_id"]
    assert "restate" not in [one["todo"] for one in room.read("/api/waiting", "UZB")["items"]]
    strange = room.ask("UZB", "PATCH", address, **kept, amends="nosuchtextatall2")
    assert strange.status_code == 409
    own = room.ask("KAZ", "PATCH", f"/api/amendments/{amended['id']}", **kept, amends=sub["text_id"])
    assert own.status_code == 422 and "one to the clause" in own.json()["detail"]


def test_a_draft_waits_for_what_it_amends(room: Room) -> None:
    amended, draft = both(room, status="draft")
    read = room.read("/api/amendments", "TJK")
    assert draft["id"] not in str(read)
    made(room.ask("KAZ", "POST", f"/api/amendments/{amended['id']}/withdraw"))
    answer = room.ask("UZB", "POST", f"/api/amendments/{draft['id']}/table")
    assert answer.status_code == 409 and "is withdrawn" in answer.json()["detail"]
    amended, draft = both(room, status="draft")
    assert made(room.ask("UZB", "POST", f"/api/amendments/{draft['id']}/table"))["status"] == "tabled"


def test_it_falls_with_what_it_amends(room: Room) -> None:
    amended, sub = both(room)
    made(room.ask("KAZ", "POST", f"/api/amendments/{amended['id']}/withdraw"))
    assert status(room, sub) == ("closed", "not so far")
    [*_, told] = [
        one for one in room.read("/api/events?limit=500")["items"] if one["what"] == "amendment withdrawn"
    ]
    assert told["data"]["closes"] == [sub["id"]]
    amended, sub = both(room)
    made(room.decide("OP 1", closes=[amended["id"]]))
    assert (status(room, amended), status(room, sub)) == (("closed", "not so far"),) * 2


def test_it_is_adopted_with_what_it_amends(room: Room) -> None:
    amended, sub = both(room)
    made(room.decide("OP 1", text=sub["text"]))
    assert status(room, sub) == ("closed", "adopted")
    assert status(room, amended)[0] == "closed"
    [*_, last] = room.read(room.path("OP 1", "/decisions"))["items"]
    made(room.undo("OP 1", last["id"]))
    assert (status(room, amended), status(room, sub)) == (("tabled", "not so far"),) * 2


def test_beside_what_it_amends_it_stays_as_an_amendment_to_the_text(room: Room) -> None:
    amended, sub = both(room)
    made(room.decide("OP 1", text=amended["text"]))
    assert (status(room, amended), status(room, sub)) == (("closed", "adopted"), ("tabled", "partly"))
    left = room.read(f"/api/amendments/{sub['id']}")
    assert (left["outcome"], left["present"]["text"]["text"]) == ("clean", sub["text"])
    assert left["amends"]["status"] == "closed"
    made(room.decide("OP 1", text=sub["text"]))
    assert status(room, sub) == ("closed", "adopted")


def test_it_goes_along_when_its_clause_is_split(room: Room) -> None:
    text = room.clause("OP 4")["text"]
    amended = made(room.propose("KAZ", "OP 4", text=text.replace("shall report", "shall report in public")))
    sub = made(amend(room, "UZB", amended, "in public", "in public and in print"))
    act = made(split(room, "OP 4", "The Parties", "shall report."))
    copies = [
        one for one in room.read("/api/amendments?status=tabled")["items"] if one["delegation"] == "UZB"
    ]
    [copy] = [one for one in copies if one["amends"]]
    there = room.read(f"/api/amendments/{copy['amends']['amendment']}")
    assert (there["delegation"], there["clause"], there["status"]) == ("KAZ", copy["clause"], "tabled")
    assert copy["id"] != sub["id"] and copy["amends"]["is_present"]
    made(take_back(room, act))
    [back] = [
        one for one in room.read("/api/amendments?status=tabled")["items"] if one["delegation"] == "UZB"
    ]
    assert room.read(f"/api/amendments/{back['amends']['amendment']}")["status"] == "tabled"
