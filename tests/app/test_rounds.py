"""Rounds: called, moved, closed, each time with a reason; what comes late is marked or refused."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.app.called_rounds import DAY, ROUNDS, after, call, called, close, move, state, told
from tests.app.cast import Room, made, refusal
from tests.app.people import at
from tests.app.redlined import confirm, export, send
from tests.app.streamlined import merge, split
from tests.importers import tracking

SECOND = timedelta(seconds=1)


def test_a_round_is_called_and_everyone_reads_it_and_its_event(room: Room) -> None:
    one = called(room, note="On water above all.", on=("OP 1",), late="refuse")
    clause = room.clause("OP 1")
    expected = {
        "document": "declaration",
        "kind": "proposals",
        "name": "First reading",
        "note": "On water above all.",
        "late": "refuse",
        "state": "open",
        "opens_at": told(DAY),
        "deadline": told(after(days=3)),
        "closed_at": None,
        "clauses": [{"clause": clause["id"], "label": "OP 1"}],
        "version": 1,
    }
    assert {name: one[name] for name in expected} == expected
    assert [change["what"] for change in one["changes"]] == ["called"]
    for who in ("KAZ", "UNEP", "ADB", "CHAIR"):
        assert room.read(ROUNDS, who)["items"] == [one]
        [event] = [
            event
            for event in room.read("/api/events?limit=500", who)["items"]
            if event["subject"] == one["id"]
        ]
        assert (event["what"], event["data"]["deadline"]) == ("round called", after(days=3).isoformat())


def test_a_round_is_announced_open_and_closed_by_the_clock(room: Room) -> None:
    one = called(room, opens_at=told(after(days=1)))
    assert one["state"] == "announced"
    states = [
        state(room, one, after(days=days) + more) for days in (1, 3) for more in (-SECOND, 0 * SECOND, SECOND)
    ]
    assert states == ["announced", "open", "open", "open", "open", "closed"]


def test_the_secretariat_alone_calls_rounds(room: Room) -> None:
    one = called(room)
    for who in ("KAZ", "UZB", "CHAIR", "UNEP"):
        assert refusal(call(room, who=who)) == (403, "not-permitted")
        assert refusal(move(room, one, after(days=4), who=who)) == (403, "not-permitted")
        assert refusal(close(room, one, who=who)) == (403, "not-permitted")
    assert room.read(ROUNDS)["items"] == [one]


REFUSED: tuple[tuple[dict[str, Any], tuple[int, str]], ...] = (
    ({"deadline": told(DAY)}, (422, "unacceptable")),
    ({"deadline": told(DAY - SECOND)}, (422, "unacceptable")),
    ({"opens_at": told(DAY - SECOND)}, (422, "unacceptable")),
    ({"opens_at": told(after(days=4))}, (422, "unacceptable")),
    ({"name": " "}, (422, "empty-text")),
    ({"name": "a" * 201}, (413, "too-long")),
    ({"name": "\x00"}, (422, "forbidden-character")),
    ({"kind": "comments", "late": "refuse"}, (422, "unacceptable")),
    ({"kind": "votes"}, (422, "malformed-request")),
    ({"deadline": "2026-04-04T09:00:00"}, (422, "malformed-request")),
    ({"clauses": ["a" * 16]}, (422, "unknown-value")),
)


def test_what_is_no_round_is_refused(room: Room) -> None:
    for members, refused in REFUSED:
        assert refusal(call(room, **members)) == refused, members
    assert room.read(ROUNDS)["items"] == []


def test_a_draft_of_another_delegation_is_no_clause_to_ask_about(room: Room) -> None:
    hidden = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))["clause"]
    unknown = call(room, clauses=["a" * 16]).json()["detail"].replace("a" * 16, hidden)
    answer = call(room, clauses=[hidden])
    assert (refusal(answer), answer.json()["detail"]) == ((422, "unknown-value"), unknown)


def test_at_one_time_a_clause_is_in_one_round_of_a_kind(room: Room) -> None:
    one = called(room, on=("OP 2",))
    part = room.clause("on air;")["id"]
    for members in ({}, {"on": ("OP 2",)}, {"clauses": [part]}, {"opens_at": told(after(days=3))}):
        answer = call(room, **{"deadline": told(after(days=9)), **members})
        assert refusal(answer) == (409, "wrong-status")
        assert "First reading" in answer.json()["detail"]
    called(room, on=("OP 3",))
    called(room, "comments", on=("OP 2",))
    later = called(room, opens_at=told(after(days=3, seconds=1)), deadline=told(after(days=9)))
    assert refusal(move(room, one, after(days=5))) == (409, "wrong-status")
    made(close(room, later))  # called off: nothing stands in the way any more
    assert state(room, later, after(days=4)) == "called off"
    at(room, DAY)
    made(move(room, one, after(days=5)))


def test_a_deadline_is_moved_with_a_reason_that_everyone_reads(room: Room) -> None:
    one = called(room)
    at(room, after(hours=1))
    moved = made(move(room, one, after(days=5)))
    assert (moved["deadline"], moved["state"], moved["version"]) == (told(after(days=5)), "open", 2)
    [_, change] = room.read(f"/api/rounds/{one['id']}", "KAZ")["changes"]
    assert (change["what"], change["reason"]) == ("deadline moved", "Capitals asked for it.")
    assert (change["before"], change["deadline"]) == (told(after(days=3)), told(after(days=5)))
    assert (change["at"], change["by"]) == (told(after(hours=1)), "SEC")


NO_DEADLINE: tuple[tuple[dict[str, Any], tuple[int, str]], ...] = (
    ({"reason": " "}, (422, "unacceptable")),
    ({"version": None}, (428, "base-not-named")),
    ({"version": 7}, (409, "stale-base")),
    ({"to": after(days=3)}, (422, "changes-nothing")),
    ({"to": after(hours=1)}, (422, "unacceptable")),
)


def test_what_is_no_new_deadline_is_refused(room: Room) -> None:
    one = called(room)
    at(room, after(hours=1))
    for members, refused in NO_DEADLINE:
        assert refusal(move(room, one, **{"to": after(days=5), **members})) == refused, members
    assert room.read(f"/api/rounds/{one['id']}") == one


def test_who_read_it_by_its_tag_moves_it_by_its_tag(room: Room) -> None:
    one = called(room)
    path = f"/api/rounds/{one['id']}"
    tag = room.ask("SEC", "GET", path).headers["ETag"]
    body = {"deadline": told(after(days=5)), "reason": "So be it."}
    made(room.ask("SEC", "POST", f"{path}/deadline", {"If-Match": tag}, body))
    again = room.ask("SEC", "POST", f"{path}/close", {"If-Match": tag}, {"reason": "Enough."})
    assert refusal(again) == (412, "stale-tag")


@pytest.mark.usefixtures("recorded")
def test_a_round_is_closed_early_and_opened_again_by_a_later_deadline(room: Room) -> None:
    one = called(room)
    at(room, after(days=1))
    closed = made(close(room, one))
    assert (closed["state"], closed["closed_at"]) == ("closed", told(after(days=1)))
    assert refusal(close(room, one)) == (409, "wrong-status")
    at(room, after(days=2))
    opened = made(move(room, one, after(days=5)))
    assert (opened["state"], opened["closed_at"]) == ("open", None)
    assert [change["what"] for change in opened["changes"]] == ["called", "closed", "deadline moved"]


def test_a_round_that_was_called_off_makes_nothing_late(room: Room) -> None:
    one = called(room, opens_at=told(after(days=1)))
    assert made(close(room, one))["state"] == "called off"
    assert refusal(move(room, one, after(days=5))) == (409, "wrong-status")
    at(room, after(days=4))
    assert made(room.replace("KAZ", "OP 1", "2027", "2028"))["late"] is None


def test_what_is_tabled_after_the_deadline_is_marked_wherever_it_is_shown(room: Room) -> None:
    one = called(room)
    at(room, after(days=3))
    in_time = made(room.replace("UZB", "OP 1", "fully", "widely"))
    at(room, after(days=3) + SECOND)
    late = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert (in_time["late"], late["late"]) == (None, one["id"])
    listed = {
        item["id"]: item["late"]
        for item in room.read("/api/amendments?clause=" + late["clause"], "TJK")["items"]
    }
    assert listed == {in_time["id"]: None, late["id"]: one["id"]}
    shown = {item["id"]: item["late"] for item in room.consolidation("OP 1", "TJK")["amendments"]}
    assert shown == {in_time["id"]: False, late["id"]: True}
    [*_, event] = room.read("/api/events?limit=500", "TJK")["items"]
    assert (event["what"], event["data"]["late"]) == ("amendment tabled", one["id"])


@pytest.mark.usefixtures("recorded")
def test_a_draft_is_late_when_it_is_tabled_and_not_before(room: Room) -> None:
    one = called(room)
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    at(room, after(days=4))
    late_draft = made(room.replace("KAZ", "OP 3", "every year", "twice a year", status="draft"))
    assert (draft["late"], late_draft["late"]) == (None, None)
    for amendment in (draft, late_draft):
        tabled = made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/table"))
        assert tabled["late"] == one["id"]


def test_a_round_that_refuses_says_when_it_closed_and_what_to_do(room: Room) -> None:
    one = called(room, late="refuse")
    at(room, after(days=3) + SECOND)
    before = room.read("/api/events?limit=500")
    answer = room.replace("KAZ", "OP 1", "2027", "2028")
    assert refusal(answer) == (409, "round-closed")
    problem = answer.json()
    assert (problem["round"], problem["closed_at"]) == (one["id"], after(days=3).isoformat())
    assert "'First reading' closed on 2026-04-04 at 09:00 UTC" in problem["detail"]
    assert refusal(room.insert("KAZ", "OP 1", "The Parties shall rest;")) == (409, "round-closed")
    assert refusal(room.propose("KAZ", "OP 1", kind="delete")) == (409, "round-closed")
    assert room.read("/api/events?limit=500") == before
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    table = f"/api/amendments/{draft['id']}/table"
    assert refusal(room.ask("KAZ", "POST", table)) == (409, "round-closed")
    made(move(room, one, after(days=5)))
    assert made(room.ask("KAZ", "POST", table))["late"] is None


@pytest.mark.usefixtures("recorded")
def test_what_the_secretariat_records_is_never_refused_but_marked(room: Room) -> None:
    one = called(room, late="refuse")
    at(room, after(days=4))
    said = made(room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="KAZ"))
    assert (said["status"], said["late"]) == ("tabled", one["id"])


def test_a_redline_that_comes_late_says_so_finding_by_finding(room: Room) -> None:
    called(room, late="refuse", on=("OP 3",))
    at(room, after(days=4))
    file = tracking.edited(
        export(room, who="KAZ"),
        tracking.replace("KAZ", "every year", "twice a year"),
        tracking.replace("KAZ", "on soil", "on soils"),
    )
    redline = made(send(room, "KAZ", file))
    filed = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}, status="tabled"))
    left = [finding["left"] for finding in filed["findings"] if finding["filed"] is None]
    assert len(filed["findings"]) == 2
    assert len(left) == 1
    assert "closed on" in left[0]


def test_between_two_rounds_it_came_late_to_the_first_and_in_the_next_it_is_in_time(room: Room) -> None:
    first = called(room)
    second = called(room, opens_at=told(after(days=5)), deadline=told(after(days=7)))
    late = {}
    for day, word in ((2, "fully"), (4, "water"), (6, "shall"), (8, "cooperate")):
        at(room, after(days=day))
        late[day] = made(room.replace("KAZ", "OP 1", word, f"{word} {day}"))["late"]
    assert late == {2: None, 4: first["id"], 6: None, 8: second["id"]}


def test_what_was_late_is_in_time_once_the_deadline_lies_behind_it(room: Room) -> None:
    one = called(room)
    at(room, after(days=4))
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    path = f"/api/amendments/{amendment['id']}"
    tag = room.ask("UZB", "GET", path).headers["ETag"]
    at(room, after(days=4, hours=1))
    made(move(room, one, after(days=6)))
    answer = room.ask("UZB", "GET", path)
    assert (answer.json()["late"], answer.headers["ETag"] == tag) == (None, False)
    made(close(room, one))  # at once: it came before
    assert room.read(path)["late"] is None


def test_a_round_asks_about_the_clauses_it_names_and_what_stands_under_them(room: Room) -> None:
    one = called(room, on=("OP 2",))
    at(room, after(days=4))
    for label, late in (("OP 1", None), ("OP 2", one["id"]), ("on air;", one["id"]), ("PP 1", None)):
        text = room.clause(label)["text"]
        amendment = made(room.propose("KAZ", label, text=f"{text[:-1]} indeed{text[-1]}"))
        assert amendment["late"] == late, label


def test_a_new_clause_belongs_where_it_is_put(room: Room) -> None:
    at(room, DAY - timedelta(hours=1))
    there = made(
        room.insert("UZB", "OP 1", "The Parties shall talk;")
    )  # before the round, which does not name it
    one = called(room, on=("OP 1",))
    at(room, after(days=1))
    meanwhile = made(room.insert("UZB", "OP 1", "The Parties shall sing;"))
    at(room, after(days=4))
    late = [
        made(room.insert("KAZ", behind, f"The Parties shall dance {behind};"))["late"]
        for behind in ("OP 1", meanwhile["label"], there["label"], "OP 3")
    ]
    assert late == [one["id"], one["id"], None, None]
    on_it = made(room.replace("TJK", meanwhile["label"], "sing", "hum"))
    assert on_it["late"] == one["id"]


def test_a_round_of_comments_makes_no_proposal_late(room: Room) -> None:
    called(room, "comments")
    at(room, after(days=4))
    assert made(room.replace("KAZ", "OP 1", "2027", "2028"))["late"] is None


def test_editing_and_joining_are_no_tabling(room: Room) -> None:
    called(room, late="refuse")
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    at(room, after(days=4))
    path = f"/api/amendments/{amendment['id']}"
    clause = room.clause("OP 1")
    text = clause["text"].replace("2027", "2029")
    edited = made(room.ask("KAZ", "PATCH", path, text=text, base_revision=clause["revision"]))
    assert edited["late"] is None
    made(room.join("UZB", path))


def test_a_late_proposal_says_so_in_the_word_files(room: Room) -> None:
    called(room)
    at(room, after(days=4))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    for form in ("amendments", "comparison"):
        file = room.ask("UZB", "GET", f"/api/documents/declaration/export.docx?form={form}").content
        with ZipFile(BytesIO(file)) as package:
            assert "Tabled after the deadline." in package.read("word/document.xml").decode()


def test_the_same_key_calls_one_round(room: Room) -> None:
    at(room, DAY)
    body = {"kind": "proposals", "name": "First reading", "deadline": told(after(days=3))}
    first = room.ask("SEC", "POST", ROUNDS, {"Idempotency-Key": "one"}, body)
    again = room.ask("SEC", "POST", ROUNDS, {"Idempotency-Key": "one"}, body)
    assert made(first) == made(again)
    assert first.headers["Location"] == f"/api/rounds/{made(first)['id']}"
    assert len(room.read(ROUNDS)["items"]) == 1


def test_a_round_asks_about_what_came_of_the_clauses_it_names(room: Room) -> None:
    one = called(room, on=["OP 1"])
    made(split(room))
    assert [it["label"] for it in room.read(f"/api/rounds/{one['id']}")["clauses"]] == ["OP 1, OP 1 bis"]
    at(room, after(days=4))
    assert made(room.replace("KAZ", "OP 1 bis", "2027", "2028"))["late"]
    made(merge(room, "OP 1 bis", "OP 2"))
    assert made(room.replace("UZB", "OP 1 bis", "2027", "2029"))["late"]
    assert not made(room.propose("TJK", "OP 4", kind="delete"))["late"]
