"""Clauses are merged: everything on them finds its place or is reported."""

from tests.app.cast import Room, made, refusal
from tests.app.streamlined import merge, read_of, readings, split, take_back, verified, went


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
