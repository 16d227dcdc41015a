"""What splits, mergers and moves leave behind: undone, moved, listed, compared, linked, told."""

from tests.app.cast import Room, made, refusal
from tests.app.linked import linked
from tests.app.streamlined import WATER, merge, readings, split, take_back, verified


def test_what_happened_since_a_split_goes_back_with_it(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    other = made(room.propose("TJK", "OP 1", text="All Parties shall cooperate on water by 2030;"))
    act = made(split(room))
    copy = next(one["to"] for one in act["went"] if one["subject"] == first["id"])
    clause = room.clause("OP 1 bis")
    edited = {"text": "on water by 2029;", "base_revision": clause["revision"]}
    made(room.ask("KAZ", "PATCH", f"/api/amendments/{copy}", body=edited))
    made(room.replace("UZB", "OP 1", "fully", "closely"))
    draft = made(room.replace("TKM", "OP 1", "cooperate", "work", status="draft"))
    back = made(take_back(room, act))
    assert readings(room, "OP 1") == {
        "KAZ": "The Parties shall cooperate fully on water by 2029;",
        "TJK": "All Parties shall cooperate on water by 2030;",
        "UZB": "The Parties shall cooperate closely on water by 2027;",
    }
    assert [one["to"] for one in back["went"] if one["fate"] == "restored"] == [other["id"]] * 2
    [mine] = [
        it for it in room.read(f"/api/streamlining/{back['id']}", "TKM")["went"] if it["delegation"] == "TKM"
    ]
    assert (mine["subject"], mine["to_label"]) == (draft["id"], "OP 1")
    assert refusal(take_back(room, act)) == (409, "wrong-status")
    assert refusal(take_back(room, back)) == (409, "wrong-status")
    verified(room)


def test_what_was_withdrawn_since_stays_withdrawn(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    act = made(split(room))
    [copy] = [one["to"] for one in act["went"]]
    made(room.ask("KAZ", "POST", f"/api/amendments/{copy}/withdraw"))
    made(take_back(room, act))
    assert room.read(f"/api/amendments/{first['id']}")["status"] == "withdrawn"


def test_undoing_would_lose_what_was_decided_corrected_agreed_or_split_since(room: Room) -> None:
    act = made(split(room))
    decided = made(room.decide("OP 1", text="The Parties cooperate"))
    assert refusal(take_back(room, act)) == (409, "wrong-status")
    made(room.undo("OP 1", decided["id"]))
    made(room.agree("OP 1", "agreed ad ref"))
    assert refusal(take_back(room, act)) == (409, "wrong-status")
    made(room.agree("OP 1", "open", reason="Undone."))
    made(room.correct("OP 1 bis", "water", "waters"))
    assert refusal(take_back(room, act)) == (409, "wrong-status")
    made(room.correct("OP 1 bis", "waters", "water"))
    again = made(split(room, "OP 1", "The Parties shall", "cooperate fully"))
    assert refusal(take_back(room, act)) == (409, "wrong-status")
    made(take_back(room, again))
    made(take_back(room, act))
    assert room.clause("OP 1")["text"] == " ".join(WATER)
    verified(room)


def test_a_decision_on_a_clause_that_gave_way_is_not_undone(room: Room) -> None:
    decided = made(room.decide("OP 1", text="The Parties shall cooperate fully on water by 2029;"))
    old = room.clause("OP 1")["id"]
    act = made(split(room))
    undoing = room.ask("CHAIR", "POST", f"/api/clauses/{old}/decisions", undoes=decided["id"])
    assert refusal(undoing) == (409, "wrong-status")
    made(take_back(room, act))
    made(room.undo("OP 1", decided["id"]))


def test_the_chair_moves_a_clause_with_a_reason(room: Room) -> None:
    before = room.labels()
    clause = room.clause("OP 2")
    body = {
        "after": room.clause("OP 4")["id"],
        "base_revision": clause["revision"],
        "reason": "Data comes last.",
    }
    path = f"/api/clauses/{clause['id']}/place"
    assert refusal(room.ask("KAZ", "POST", path, body=body)) == (403, "not-permitted")
    assert refusal(room.ask("CHAIR", "POST", path, body={**body, "reason": ""})) == (422, "empty-text")
    assert refusal(room.ask("CHAIR", "POST", path, body={**body, "base_revision": None})) == (
        428,
        "base-not-named",
    )
    assert refusal(room.ask("CHAIR", "POST", path, body={**body, "after": clause["id"]})) == (
        422,
        "wrong-place",
    )
    assert made(room.ask("CHAIR", "POST", f"{path}?preview=true", body=body))["id"] is None
    assert room.labels() == before
    act = made(room.ask("CHAIR", "POST", path, body=body))
    assert room.labels()[-3:] == ["OP 2", "OP 2 (a)", "OP 2 (b)"]
    assert room.read("/api/events?limit=500", "UZB")["items"][-1]["what"] == "clause moved"
    made(take_back(room, act))
    assert room.labels() == before
    asked = made(room.propose("KAZ", "OP 2", kind="move", after=body["after"]))
    answer = room.ask("CHAIR", "POST", path, body=body)
    assert (refusal(answer), answer.json()["amendment"]) == ((409, "wrong-status"), asked["id"])
    verified(room)


def test_a_moved_sub_item_takes_a_free_number(room: Room) -> None:
    made(split(room, "OP 2", parts=[{"text": "The Parties share:"}, {"text": "They share:"}], begins=[]))
    made(room.insert("KAZ", "OP 2", "on water.", clause_kind="sub_item"))
    clause = room.clause("OP 2 bis (a)")
    body = {
        "after": room.clause("OP 2")["id"],
        "base_revision": clause["revision"],
        "reason": "It belongs there.",
    }
    made(room.ask("SEC", "POST", f"/api/clauses/{clause['id']}/place", body=body))
    labels = [label for label in room.labels() if label.startswith("OP 2")]
    assert len(set(labels)) == len(labels)


def test_what_was_streamlined_is_listed_for_those_who_read_the_document(room: Room) -> None:
    act = made(split(room))
    listed = room.read("/api/documents/declaration/streamlining", "UNEP")["items"]
    assert [(one["id"], one["act"], one["reason"]) for one in listed] == [
        (act["id"], "split", "Two matters.")
    ]
    back = made(take_back(room, act))
    assert room.read(f"/api/streamlining/{act['id']}", "ADB")["undone_by"] == back["id"]


def test_editions_are_compared_by_lineage(room: Room) -> None:
    first = room.issue()
    made(split(room, "OP 1", "The Parties shall cooperate closely", "on water by 2027;"))
    made(merge(room, "OP 3", "OP 4"))
    second = room.issue()
    compared = room.read(f"/api/editions/{first['id']}/comparison/{second['id']}")["clauses"]
    changed = {
        one["new_label"] or one["old_label"]: (one["change"], one["old_label"])
        for one in compared
        if one["change"] != "unchanged"
    }
    assert changed == {
        "OP 1": ("split", "OP 1"),
        "OP 2": ("split", "OP 1"),
        "OP 4": ("merged", "OP 3, OP 4"),
    }
    [reworded] = [one for one in compared if one["fields"]]
    assert [(it["op"], it["text"]) for it in reworded["fields"]["text"] if it["op"] != "equal"] == [
        ("delete", "fully"),
        ("insert", "closely"),
    ]
    assert [one["old_label"] for one in compared if one["moved"]] == []


def test_words_keep_those_who_brought_them(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2029"))
    made(room.decide("OP 1", choices=[1]))
    made(room.replace("UZB", "OP 3", "every year", "each year"))
    made(room.decide("OP 3", choices=[1]))
    made(split(room, "OP 1", "The Parties shall cooperate closely", "on water by 2029;"))
    made(merge(room, "OP 3", "OP 4"))
    brought = {
        label: {
            one["text"].strip(): one["by"]
            for one in room.read(room.path(label, "/provenance"))["fields"]["text"]
        }
        for label in ("OP 1", "OP 1 bis", "OP 3")
    }
    assert brought["OP 1"]["closely"] == "CHAIR"
    assert brought["OP 1"]["The Parties shall cooperate"] == "SEC"
    assert brought["OP 1 bis"]["2029"] == "KAZ"
    assert brought["OP 3"]["each"] == "UZB"


def test_what_was_decided_since_an_edition_shows_a_split_as_its_first_part_and_new_ones(room: Room) -> None:
    edition = room.issue()
    made(split(room))
    made(merge(room, "OP 3", "OP 4"))
    path = f"/api/documents/declaration/export.docx?form=tracked&changes=decided&since={edition['id']}"
    answer = room.ask("KAZ", "GET", path)
    assert answer.status_code == 200


def test_links_between_documents_lead_to_what_came_of_their_ends_and_are_to_be_checked(room: Room) -> None:
    linked(room, "1.1", "OP 1")
    act = made(split(room))
    found = room.read(room.path("1.1", "/links"), "KAZ")["items"]
    assert sorted((one["ground"]["label"], one["is_to_be_checked"]) for one in found) == [
        ("OP 1", True),
        ("OP 1 bis", True),
    ]
    made(take_back(room, act))
    [back] = room.read(room.path("1.1", "/links"), "KAZ")["items"]
    assert (back["ground"]["label"], back["is_to_be_checked"]) == ("OP 1", False)
    verified(room)


def test_a_package_holds_what_came_of_its_clauses(room: Room) -> None:
    package = made(room.package("OP 1", "OP 3"))
    path = "/api/documents/declaration/packages"
    act = made(split(room))
    assert all(one["id"] in str(room.read(path, "KAZ")) for one in act["became"])
    made(take_back(room, act))
    [again] = room.read(path, "KAZ")["items"]
    assert again["clauses"] == package["clauses"]
    verified(room)


def test_an_adopted_document_is_final(room: Room) -> None:
    parts = [{"text": text, "languages": {"ru": {"text": "Стороны"}}} for text in WATER]
    act = made(split(room, parts=parts, begins=[]))
    made(room.agree_all("agreed in plenary"))
    made(room.adopt(room.issue()["id"]))
    assert refusal(split(room, "OP 4", "The Parties shall meet", "in Astana;")) == (409, "is-adopted")
    assert refusal(merge(room, "OP 4", "OP 5")) == (409, "is-adopted")
    assert refusal(take_back(room, act)) == (409, "is-adopted")


def test_old_and_new_clauses_tell_of_a_split_and_a_merger_each_in_its_words(room: Room) -> None:
    def last_told(clause: str) -> str:
        told: str = room.read(f"/api/clauses/{clause}/history", "TKM")["items"][-1]["sentence"]
        return told

    old = room.clause("OP 1")["id"]
    made(split(room))
    assert last_told(old) == "Chair split the clause: Two matters."
    parts = [room.clause(label)["id"] for label in ("OP 1", "OP 1 bis")]
    made_of_a_part = "Chair made the clause of a part of one that was split: Two matters."
    assert [last_told(part) for part in parts] == [made_of_a_part] * 2
    whole = made(merge(room, "OP 1", "OP 1 bis"))["became"][0]["id"]
    assert [last_told(part) for part in parts] == ["Chair merged the clause with others: One matter."] * 2
    told = [one["sentence"] for one in room.read(f"/api/clauses/{whole}/history", "TKM")["items"]]
    assert told == ["Chair made the clause of several that were merged: One matter."]
    assert last_told(old) == "Chair split the clause: Two matters."
