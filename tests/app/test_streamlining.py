"""Streamlining: clauses are split, merged and moved, and everything on them finds its place or is reported."""

from typing import Any

import pytest

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.linked import linked
from tests.app.streamlined import WATER, merge, read_of, readings, split, take_back, went


def verified(room: Room) -> None:
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_clause_is_split_and_its_parts_stand_where_it_stood(room: Room) -> None:
    before = room.labels()
    act = made(split(room))
    assert [(one["label"], one["text"]) for one in act["became"]] == [
        ("OP 1", WATER[0]),
        ("OP 1 bis", WATER[1]),
    ]
    at = before.index("OP 1")
    assert room.labels() == [*before[: at + 1], "OP 1 bis", *before[at + 1 :]]
    [old] = act["clauses"]
    assert refusal(
        room.ask("CHAIR", "POST", f"/api/clauses/{old['id']}/decisions", fingerprint="x", text="A b;")
    ) == (
        409,
        "wrong-status",
    )
    lineage = room.read(f"/api/clauses/{old['id']}/lineage", "KAZ")
    assert [one["label"] for one in lineage["became"]] == ["OP 1", "OP 1 bis"]
    assert [one["id"] for one in room.read(room.path("OP 1 bis", "/lineage"))["origins"]] == [old["id"]]
    assert {(one["label"], one["language"], one["stale"]) for one in act["languages"]} == {
        ("OP 1", "ru", False),
        ("OP 1 bis", "ru", False),
    }
    verified(room)


def test_each_amendment_goes_with_the_words_that_it_changes(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("UZB", "OP 1", "shall", "should"))
    made(room.propose("TJK", "OP 1", text="All Parties shall cooperate on water by 2030;"))
    made(room.propose("TKM", "OP 1", kind="delete"))
    made(room.propose("KGZ", "OP 1", text="We cooperate in everything by 2027;"))
    act = made(split(room))
    assert went(act) == [
        ("KAZ", "as it was", "OP 1 bis"),
        ("KGZ", "not placed", ""),
        ("TJK", "cut", "OP 1"),
        ("TJK", "cut", "OP 1 bis"),
        ("TKM", "cut", "OP 1"),
        ("TKM", "cut", "OP 1 bis"),
        ("UZB", "as it was", "OP 1"),
    ]
    [lost] = [one["unplaced"] for one in act["went"] if one["fate"] == "not placed"]
    assert [(one["base"], one["proposed"]) for one in lost] == [
        ("The Parties shall cooperate fully on water", "We cooperate in everything")
    ]
    assert readings(room, "OP 1") == {
        "TJK": "All Parties shall cooperate",
        "TKM": "delete",
        "UZB": "The Parties should cooperate fully",
    }
    assert readings(room, "OP 1 bis") == {
        "KAZ": "on water by 2028;",
        "TJK": "on water by 2030;",
        "TKM": "delete",
    }
    verified(room)


def test_sponsors_order_of_tabling_and_what_is_unconfirmed_go_along(room: Room) -> None:
    one = made(room.replace("KAZ", "OP 1", "2027", "2028", rationale="Time."))
    made(room.join("UZB", f"/api/amendments/{one['id']}"))
    act = made(split(room))
    [gone] = [it for it in act["went"] if it["matter"] == "amendment"]
    new = room.read(f"/api/amendments/{gone['to']}")
    assert (new["sponsors"], new["tabled_at"], new["rationale"], new["status"]) == (
        ["KAZ", "UZB"],
        one["tabled_at"],
        "Time.",
        "tabled",
    )
    assert room.read(f"/api/amendments/{one['id']}")["status"] == "closed"


def test_the_parts_may_be_worded_anew_in_all_languages(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    parts = [
        {
            "text": "The Parties shall cooperate fully;",
            "languages": {"ru": {"text": "Стороны сотрудничают;"}},
        },
        {"text": "The Parties shall protect water by 2027;"},
    ]
    act = made(split(room, parts=parts, begins=[]))
    assert [(one["label"], one["language"]) for one in act["languages"]] == [("OP 1 bis", "ru")]
    assert readings(room, "OP 1 bis") == {"KAZ": "The Parties shall protect water by 2028;"}
    assert room.read(room.path("OP 1", "?language=ru"))["text"] == "Стороны сотрудничают;"


def test_moves_and_deletions_are_of_every_part(room: Room) -> None:
    goal = room.clause("OP 4")["id"]
    made(room.propose("KAZ", "OP 1", kind="move", after=goal))
    made(split(room))
    first, second = (room.clause(label)["id"] for label in ("OP 1", "OP 1 bis"))
    moves = {
        one["clause"]: one["after"]
        for one in room.read("/api/amendments?document=declaration&status=tabled")["items"]
    }
    assert moves == {first: goal, second: first}


def test_what_names_the_old_clause_names_its_parts(room: Room) -> None:
    old = room.clause("OP 1")["id"]
    made(room.propose("KAZ", "OP 4", kind="move", after=old))
    made(room.agree("OP 3", "agreed ad ref", pending_clauses=[old]))
    made(room.correct("OP 4", "shall report", f"shall report under ⟦{old}⟧"))
    act = made(split(room))
    parts = [one["id"] for one in act["became"]]
    assert room.clause("OP 3")["agreement"]["pending_clauses"] == sorted(parts)
    assert room.clause("OP 3")["agreement"]["level"] == "agreed ad ref"
    [move] = room.read("/api/amendments?document=declaration&status=tabled")["items"]
    assert move["after"] == parts[-1]
    assert [(one["label"], one["refers_to"], one["printed"]) for one in act["references"]] == [
        ("OP 4", old, "OP 1, OP 1 bis")
    ]
    printed = room.ask("KAZ", "GET", "/api/documents/declaration/export.txt").text
    assert "shall report under OP 1, OP 1 bis" in printed
    made(take_back(room, act))
    assert room.clause("OP 3")["agreement"]["pending_clauses"] == [old]
    [move] = room.read("/api/amendments?document=declaration&status=tabled")["items"]
    assert move["after"] == old


def test_what_stands_under_it_stands_under_the_part_that_is_named(room: Room) -> None:
    air = room.clause("OP 2 (a)")["id"]
    act = made(
        split(
            room,
            "OP 2",
            parts=[{"text": "The Parties share data:", "below": [air]}, {"text": "The Parties also share:"}],
            begins=[],
        )
    )
    labels = room.labels()
    at = labels.index("OP 2")
    assert labels[at : at + 4] == ["OP 2", "OP 2 (a)", "OP 2 bis", "OP 2 bis (b)"]
    made(take_back(room, act))
    assert room.labels()[at : at + 3] == ["OP 2", "OP 2 (a)", "OP 2 (b)"]
    wrong = [{"text": "A b:", "below": [room.clause("OP 1")["id"]]}, {"text": "C d:"}]
    assert refusal(split(room, "OP 2", parts=wrong, begins=[])) == (422, "unknown-value")


def test_positions_go_to_every_part_and_wait_to_be_confirmed(room: Room) -> None:
    one = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.think("UZB", "OP 1", "support", note="As it is."))
    made(room.think("UZB", "OP 1", "reserve", circle="delegation", red_line=True))
    made(room.think("TJK", "OP 1", "oppose", of=one))
    act = made(split(room))
    assert went(act, "position") == [
        ("TJK", "as it was", "OP 1 bis"),
        ("UZB", "as it was", "OP 1"),
        ("UZB", "as it was", "OP 1 bis"),
    ]
    for label in ("OP 1", "OP 1 bis"):
        held = room.read(room.path(label, "/positions"), "UZB")["items"]
        own = {it["circle"]: it for it in held if it["delegation"] == "UZB"}
        assert {it["circle"]: it["stance"] for it in own.values()} == {
            "everyone": "support",
            "delegation": "reserve",
        }
        assert all(it["is_stale"] for it in own.values())
        assert own["delegation"]["red_line"]
    made(take_back(room, act))
    held = room.read(room.path("OP 1", "/positions"), "UZB")["items"]
    assert {(it["delegation"], it["stance"], it["is_stale"]) for it in held} == {
        ("UZB", "support", False),
        ("UZB", "reserve", False),
        ("TJK", "oppose", False),
    }


def test_a_comment_goes_where_its_words_are(room: Room) -> None:
    path = room.path("OP 1", "/comments")
    made(room.ask("KAZ", "POST", path, text="Why 2027?", circle="everyone", passage={"words": "by 2027"}))
    made(room.ask("KAZ", "POST", path, text="Fine.", circle="delegation"))
    one = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    thread = made(
        room.ask("UZB", "POST", f"/api/amendments/{one['id']}/comments", text="Too late.", circle="everyone")
    )
    made(room.ask("KAZ", "POST", f"/api/comments/{thread['id']}/replies", text="No."))
    act = made(split(room))
    second = room.read(room.path("OP 1 bis", "/comments"), "KAZ")["items"]
    assert [(it["text"], it["passage"] and it["passage"]["fate"]) for it in second] == [
        ("Why 2027?", "kept"),
        ("Too late.", None),
    ]
    assert len(second[1]["replies"]) == 1
    assert [it["text"] for it in room.read(room.path("OP 1", "/comments"), "KAZ")["items"]] == ["Fine."]
    made(take_back(room, act))
    back = room.read(room.path("OP 1", "/comments"), "KAZ")["items"]
    assert [it["text"] for it in back] == ["Why 2027?", "Fine.", "Too late."]
    assert back[2]["amendment"] == one["id"]
    verified(room)


def test_a_draft_goes_along_and_nobody_else_learns_of_it(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    seen = made(split(room, query="?preview=true"))
    assert went(seen) == []
    act = made(split(room))
    assert went(act) == []
    own = room.read(f"/api/streamlining/{act['id']}", "KAZ")
    assert went(own) == [("KAZ", "as it was", "OP 1 bis")]
    [gone] = [one["to"] for one in own["went"]]
    assert room.read(f"/api/amendments/{gone}", "KAZ")["status"] == "draft"
    assert room.ask("UZB", "GET", f"/api/amendments/{gone}").status_code == 404
    assert room.read(f"/api/amendments/{draft['id']}", "KAZ")["status"] == "closed"
    told = [one["sentence"] for one in room.read(f"/api/clauses/{draft['clause']}/history", "KAZ")["items"]]
    assert len(told) == len(room.read(f"/api/clauses/{draft['clause']}/history", "UZB")["items"]) + 2
    made(take_back(room, act))
    assert room.read(f"/api/amendments/{draft['id']}", "KAZ")["status"] == "draft"
    verified(room)


def test_a_bridging_text_stays_and_is_reported_to_those_who_have_it(room: Room) -> None:
    one = made(room.bridge("CHAIR", "OP 1", "The Parties shall cooperate fully on water by 2028;"))
    act = made(split(room))
    assert went(act, "bridging text") == [("CHAIR", "not placed", "")]
    assert went(room.read(f"/api/streamlining/{act['id']}", "KAZ"), "bridging text") == []
    assert room.read(f"/api/bridging-texts/{one['id']}", "CHAIR")["id"] == one["id"]


def test_a_preview_leaves_nothing(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    before = (room.labels(), room.read("/api/events?limit=500"), room.consolidation("OP 1"))
    seen = made(split(room, query="?preview=true"))
    assert (seen["id"], went(seen)) == (None, [("KAZ", "as it was", "OP 1 bis")])
    assert (room.labels(), room.read("/api/events?limit=500"), room.consolidation("OP 1")) == before


def test_agreement_does_not_pass_to_the_parts_and_returns_with_the_whole(room: Room) -> None:
    made(room.agree("OP 1", "agreed ad ref"))
    act = made(split(room))
    assert [one["agreement"]["level"] for one in act["became"]] == ["open", "open"]
    made(take_back(room, act))
    assert room.clause("OP 1")["agreement"]["level"] == "agreed ad ref"


@pytest.mark.parametrize(
    ("members", "refused"),
    [
        ({"base_revision": None}, (428, "base-not-named")),
        ({"base_revision": "a" * 16}, (409, "stale-base")),
        ({"fingerprint": None}, (428, "base-not-named")),
        ({"fingerprint": "0" * 64}, (409, "stale-consolidation")),
        ({"reason": " "}, (422, "empty-text")),
        ({"begins": []}, (422, "unacceptable")),
        ({"begins": [{"words": "in space"}]}, (422, "unknown-value")),
        ({"begins": [{"words": "The Parties"}]}, (422, "empty-text")),
        ({"parts": [{"text": "One;"}], "begins": []}, (422, "unacceptable")),
        ({"parts": [{"text": "One;"}, {"text": " "}], "begins": []}, (422, "empty-text")),
        ({"parts": [{"text": "One;"}, {"fields": {"budget": "1"}}], "begins": []}, (422, "unknown-field")),
        ({"parts": [{"text": "One;", "languages": {"fr": {"text": "Un"}}}, {"text": "Two;"}], "begins": []},
         (422, "wrong-language")),
    ],
)  # fmt: skip
def test_what_cannot_be_split_so_is_refused(
    room: Room, members: dict[str, Any], refused: tuple[int, str]
) -> None:
    assert refusal(split(room, **members)) == refused


def test_chair_and_secretariat_split_what_stands(room: Room) -> None:
    assert refusal(split(room, who="KAZ")) == (403, "not-permitted")
    assert refusal(split(room, "Declaration on water", "One", "Two")) == (422, "wrong-place")
    made(room.insert("KAZ", "OP 1", "The Parties rest and sleep."))
    assert refusal(split(room, "OP 1 bis", "The Parties rest.", "They sleep.")) == (409, "wrong-status")
    made(split(room, who="SEC"))


def test_clauses_are_merged_in_the_order_that_is_given(room: Room) -> None:
    act = made(merge(room, "OP 3", "OP 4"))
    [one] = act["became"]
    assert (one["label"], one["text"]) == (
        "OP 3",
        "The Parties shall meet in Astana every year; The Parties shall report.",
    )
    assert "OP 4" not in room.labels()
    assert (
        room.read(room.path("OP 3", "?language=ru"))["text"]
        == "Стороны встречаются в Астане ежегодно; Стороны отчитываются."
    )
    assert act["languages"] == []
    made(take_back(room, act))
    assert room.labels()[-2:] == ["OP 3", "OP 4"]
    other = made(merge(room, "OP 4", "OP 3", text="The Parties shall report and meet in Astana every year;"))
    assert [(one["language"], one["stale"]) for one in other["languages"]] == [("ru", True)]
    assert room.labels()[-1] == "OP 4"
    verified(room)


def test_what_is_proposed_on_each_is_proposed_on_the_whole(room: Room) -> None:
    made(room.replace("KAZ", "OP 3", "every year", "every two years"))
    made(room.replace("KAZ", "OP 4", "report", "report in full"))
    made(room.propose("TKM", "OP 3", kind="delete"))
    for label in ("OP 3", "OP 4"):
        made(room.propose("UZB", label, kind="delete"))
    made(room.propose("TJK", "OP 4", kind="move", after=room.clause("OP 1")["id"]))
    act = made(merge(room, "OP 3", "OP 4"))
    assert went(act) == [
        ("KAZ", "as it was", "OP 3"),
        ("KAZ", "as it was", "OP 3"),
        ("TJK", "not placed", ""),
        ("TKM", "as it was", "OP 3"),
        ("UZB", "as it was", "OP 3"),
        ("UZB", "as it was", "OP 3"),
    ]
    seen = room.consolidation("OP 3")
    assert seen["deleted_by"] == ["UZB"]
    kaz = room.read(room.path("OP 3", "/comparison?delegation=KAZ"))
    assert "every two years; The Parties shall report in full." in str(kaz)
    assert readings(room, "OP 3")["TKM"] == "The Parties shall report."
    made(take_back(room, act))
    assert {len(room.consolidation(label)["amendments"]) for label in ("OP 3", "OP 4")} == {3}


def test_of_several_positions_the_most_contrary_goes_along(room: Room) -> None:
    made(room.think("UZB", "OP 3", "support", note="Good."))
    made(room.think("UZB", "OP 4", "oppose", note="Never."))
    made(merge(room, "OP 3", "OP 4"))
    [held] = room.read(room.path("OP 3", "/positions"), "KAZ")["items"]
    assert (held["stance"], held["note"], held["is_stale"]) == ("oppose", "Good.\nNever.", True)


def test_numbers_of_what_stands_under_both_do_not_fall_together(room: Room) -> None:
    made(split(room, "OP 2", parts=[{"text": "The Parties share:"}, {"text": "They share:"}], begins=[]))
    made(room.insert("KAZ", "OP 2", "on water.", clause_kind="sub_item"))
    labels = room.labels()
    act = made(merge(room, "OP 2", "OP 2 bis"))
    merged = [label for label in room.labels() if label.startswith("OP 2 (")]
    assert len(set(merged)) == len(merged) == 3
    made(take_back(room, act))
    assert room.labels() == labels


def test_entries_are_merged_when_the_values_are_said(room: Room) -> None:
    answer = merge(room, "1.1", "1.2")
    assert refusal(answer) == (422, "unknown-value")
    made(room.propose("UNEP", "1.2", fields={"budget": "USD 3 million"}))
    act = made(
        merge(
            room,
            "1.1",
            "1.2",
            fields={"code": "CL-01", "budget": "USD 7 million", "title": "Glaciers and methane"},
        )
    )
    [entry] = act["became"]
    assert (entry["label"], entry["content"]["budget"], entry["content"]["lead_agency"]) == (
        "1.1",
        "USD 7 million",
        "UNEP",
    )
    assert went(act) == [("UNEP", "collides", "1.1")]


def test_what_cannot_be_merged_is_refused(room: Room) -> None:
    assert refusal(merge(room, "OP 3")) == (422, "unacceptable")
    assert refusal(merge(room, "OP 3", "OP 3")) == (422, "unacceptable")
    assert refusal(merge(room, "OP 3", "PP 1")) == (422, "wrong-place")
    assert refusal(merge(room, "OP 3", "OP 4", who="UZB")) == (403, "not-permitted")
    assert refusal(merge(room, "OP 3", "OP 4", clauses=[])) == (422, "unknown-value")
    stale = [{"clause": room.clause(label)["id"], **read_of(room, label)} for label in ("OP 3", "OP 4")]
    made(room.replace("KAZ", "OP 4", "report", "rest"))
    assert refusal(merge(room, "OP 3", "OP 4", clauses=stale)) == (409, "stale-consolidation")


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


def test_the_same_key_splits_once(room: Room) -> None:
    body = {"begins": [{"words": "on water"}], "reason": "Two.", **read_of(room, "OP 1")}
    path = room.path("OP 1", "/split")
    first = made(room.ask("CHAIR", "POST", path, {"Idempotency-Key": "k"}, body=body))
    assert made(room.ask("CHAIR", "POST", path, {"Idempotency-Key": "k"}, body=body)) == first


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
