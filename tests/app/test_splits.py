"""A clause is split: everything on it finds its place or is reported."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal
from tests.app.streamlined import WATER, merge, read_of, readings, split, take_back, verified, went


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


def test_what_is_said_on_an_amendment_without_a_place_stays_with_it_and_is_reported(room: Room) -> None:
    move = made(room.propose("KAZ", "OP 3", kind="move", after=room.clause("OP 1")["id"]))
    path = f"/api/amendments/{move['id']}/comments"
    made(room.ask("UZB", "POST", path, text="Why?", circle="everyone"))
    made(room.ask("KAZ", "POST", path, text="Because.", circle="delegation"))
    made(room.think("TJK", "OP 3", "oppose", of=move))
    act = made(merge(room, "OP 3", "OP 4"))
    assert went(act, "comment") == [("UZB", "not placed", "")]
    assert went(act, "position") == [("TJK", "not placed", "")]
    own = room.read(f"/api/streamlining/{act['id']}", "KAZ")
    assert went(own, "comment") == [("KAZ", "not placed", ""), ("UZB", "not placed", "")]
    made(take_back(room, act))
    assert len(room.read(room.path("OP 3", "/comments"), "UZB")["items"]) == 1
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
    made(room.ask("CHAIR", "POST", f"/api/bridging-texts/{one['id']}/release", to=["UZB", "TJK"]))
    thought = {"stance": "flexible", "circle": "chair", "base_revision": room.clause("OP 1")["revision"]}
    made(room.ask("UZB", "PUT", f"/api/bridging-texts/{one['id']}/positions/UZB", body=thought))
    act = made(split(room))
    for who, positions in (("CHAIR", 1), ("SEC", 1), ("UZB", 1), ("TJK", 0)):
        seen = room.read(f"/api/streamlining/{act['id']}", who)
        assert went(seen, "bridging text") == [("CHAIR", "not placed", "")], who
        assert went(seen, "position") == [("UZB", "not placed", "")] * positions, who
    assert room.read(f"/api/streamlining/{act['id']}", "KAZ")["went"] == []
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


def test_the_same_key_splits_once(room: Room) -> None:
    body = {"begins": [{"words": "on water"}], "reason": "Two.", **read_of(room, "OP 1")}
    path = room.path("OP 1", "/split")
    first = made(room.ask("CHAIR", "POST", path, {"Idempotency-Key": "k"}, body=body))
    assert made(room.ask("CHAIR", "POST", path, {"Idempotency-Key": "k"}, body=body)) == first
