"""Silence procedures: what may be put under silence and until when, who extends, objects, confirms, takes back."""

from datetime import timedelta
from typing import Any

import pytest

from tests.app.cast import Room, made, refusal
from tests.app.silenced import (
    AD_REF,
    DEADLINE,
    HOME,
    NOON,
    SECOND,
    at,
    level,
    object_to,
    scope,
    silence,
    silenced,
    state,
    with_heads,
)

pytestmark = pytest.mark.usefixtures("recorded")
RULES = "/api/documents/declaration/silence-rules"
HOUR = timedelta(hours=1)


def test_it_freezes_clauses_with_what_stands_under_them_in_every_language(room: Room) -> None:
    shown = made(silence(room, "OP 2", "OP 1", note="As it came out of the informals."))
    assert (shown["state"], shown["level"], shown["whole_document"]) == ("running", AD_REF, False)
    assert [one["label"] for one in shown["clauses"]] == ["OP 1", "OP 2", "OP 2 (a)", "OP 2 (b)"]
    assert shown["clauses"][0]["revisions"]["en"] == room.clause("OP 1")["revision"]
    assert [sorted(one["revisions"]) for one in shown["clauses"]] == [["en", "ru"]] * 4
    assert (shown["languages"], shown["minimum_hours"], shown["opened_by"]) == (["en", "ru"], 72, "CHAIR")
    assert [one["id"] for one in room.read(HOME, "ADB")["items"]] == [shown["id"]]


def test_the_deadline_is_told_in_utc_and_by_the_clock_of_each_capital(room: Room) -> None:
    office = with_administrator(room)
    for code, zone in {"KGZ": "Asia/Bishkek", "TJK": "Asia/Dushanbe"}.items():
        made(office.ask("ADMIN", "PATCH", f"/api/delegations/{code}", time_zone=zone))
    shown = made(silence(room, "OP 1"))
    assert shown["deadline"] == "2026-04-24T12:00:00Z"
    told = {one["delegation"]: (one["time_zone"], one["local"]) for one in shown["local_deadlines"]}
    assert list(told) == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert told["KGZ"] == ("Asia/Bishkek", "2026-04-24T18:00:00+06:00")
    assert told["TJK"] == ("Asia/Dushanbe", "2026-04-24T17:00:00+05:00")
    assert told["UZB"] == ("UTC", "2026-04-24T12:00:00Z")
    wrong = office.ask("ADMIN", "PATCH", "/api/delegations/KGZ", time_zone="Asia/Nowhere")
    assert refusal(wrong) == (422, "unknown-value")


def with_administrator(room: Room) -> Room:
    from tests.app.people import token_of

    token = token_of(room.app.state.store, "SEC", "administrator")
    return Room(room.app, room.client, room.url, {**room.tokens, "ADMIN": token})


def test_delegations_have_three_days_unless_the_rules_say_otherwise(room: Room) -> None:
    short = silence(room, "OP 1", deadline=(DEADLINE - SECOND).isoformat())
    assert refusal(short) == (422, "unacceptable")
    assert "the earliest deadline is 24 April 2026, 12:00 UTC" in short.json()["detail"]
    far = silence(room, "OP 1", deadline=(NOON + timedelta(days=91)).isoformat())
    assert "frozen for more than 90 days" in far.json()["detail"]
    assert room.read(RULES, "KAZ") == {
        "minimum_hours": 72,
        "languages": ["en", "ru"],
        "reason": "",
        "set_at": None,
    }
    made(room.ask("SEC", "PUT", RULES, minimum_hours=24, reason="Agreed in plenary on 20 April."))
    assert made(silence(room, "OP 1", deadline=(NOON + 24 * HOUR).isoformat()))["minimum_hours"] == 24
    assert room.read(RULES)["reason"] == "Agreed in plenary on 20 April."
    [event] = [
        one for one in room.read("/api/events?limit=500")["items"] if one["what"] == "silence rules set"
    ]
    assert event["data"] == {
        "minimum_hours": 24,
        "languages": ["en", "ru"],
        "reason": "Agreed in plenary on 20 April.",
    }


@pytest.mark.parametrize(
    ("rules", "status", "rule"),
    [
        ({"minimum_hours": 0}, 422, "unacceptable"),
        ({"minimum_hours": 10**9}, 422, "unacceptable"),
        ({"reason": " "}, 422, "empty-text"),
        ({"languages": ["kk-Cyrl"]}, 422, "unknown-value"),
    ],
)
def test_rules_that_are_none_are_refused(room: Room, rules: dict[str, Any], status: int, rule: str) -> None:
    body = {"minimum_hours": 24, "reason": "So decided.", **rules}
    assert refusal(room.ask("SEC", "PUT", RULES, body=body)) == (status, rule)
    assert room.read(RULES)["minimum_hours"] == 72


def test_what_cannot_be_put_under_silence_is_refused(room: Room) -> None:
    made(room.agree("OP 3", "agreed in plenary"))
    made(room.insert("KAZ", "OP 4", "The Parties shall rest;"))
    [one] = scope(room, "OP 1")
    part = {"clause": room.clause("OP 2")["id"], "base_revision": room.clause("OP 2")["revision"]}
    refused = {
        "nothing": ({"clauses": []}, 422, "empty-text"),
        "one that is not there": ({"clauses": [{**one, "clause": "a" * 16}]}, 422, "unknown-value"),
        "one twice": ({"clauses": [one, one]}, 422, "unacceptable"),
        "one that nobody read": ({"clauses": [{"clause": one["clause"]}]}, 428, "base-not-named"),
        "another text": ({"clauses": [{**one, "base_revision": "b" * 16}]}, 409, "stale-base"),
        "a whole without its parts": ({"clauses": [part]}, 422, "unacceptable"),
        "what is agreed so far": ({"clauses": scope(room, "OP 3")}, 409, "wrong-status"),
        "a proposal": (
            {"clauses": [{**one, "clause": room.clause("The Parties shall rest;")["id"]}]},
            409,
            "wrong-status",
        ),
        "a part as the whole": ({"clauses": [one], "whole_document": True}, 422, "unacceptable"),
        "the level of nothing": ({"level": "open"}, 422, "unknown-value"),
        "a level of no document": ({"level": "engraved"}, 422, "unknown-value"),
        "no deadline": ({"deadline": None}, 422, "unacceptable"),
        "two deadlines": ({"hours": 96}, 422, "unacceptable"),
        "a time without its zone": ({"deadline": "2026-04-24T12:00:00"}, 422, "malformed-request"),
    }
    found = {name: refusal(silence(room, "OP 1", **members)) for name, (members, _, _) in refused.items()}
    assert found == {name: (status, rule) for name, (_, status, rule) in refused.items()}
    assert room.read(HOME)["items"] == []


def test_a_text_without_a_required_language_is_refused_until_it_is_aligned(room: Room) -> None:
    made(room.correct("OP 1", "fully", "closely"))
    refused = silence(room, "OP 1", "OP 3")
    assert refusal(refused) == (409, "wrong-status")
    assert (refused.json()["language"], refused.json()["clauses"]) == ("ru", [room.clause("OP 1")["id"]])
    aligned_to = room.clause("OP 1")["revision"]
    made(room.ask("SEC", "PUT", room.path("OP 1", "/texts/ru"), aligned_to=aligned_to, text="Тесно;"))
    made(silence(room, "OP 1", "OP 3"))


def test_it_is_opened_extended_and_called_off_by_the_chair_alone(room: Room) -> None:
    room = with_heads(room)
    for who in ("SEC", "KAZ-HEAD", "ADB"):
        assert refusal(silence(room, "OP 1", who=who)) == (403, "not-permitted")
    path = silenced(room, "OP 1")
    for who in ("SEC", "UZB"):
        assert refusal(room.ask(who, "POST", f"{path}/end", reason="No.")) == (403, "not-permitted")
    assert refusal(room.ask("CHAIR", "PUT", RULES, minimum_hours=1, reason="No.")) == (403, "not-permitted")


def test_an_extension_is_later_and_comes_before_the_deadline(room: Room) -> None:
    path = silenced(room, "OP 1")

    def extend(deadline: Any) -> Any:
        body = {"deadline": deadline.isoformat(), "reason": "A holiday in two capitals."}
        return room.ask("CHAIR", "POST", f"{path}/extension", body=body)

    for wrong in (DEADLINE, DEADLINE - HOUR, NOON + timedelta(days=200)):
        assert refusal(extend(wrong)) == (422, "unacceptable")
    shown = made(extend(DEADLINE + HOUR))
    assert (shown["deadline"], shown["closes_at"]) == ("2026-04-24T13:00:00Z", "2026-04-24T13:00:00Z")
    made(extend(DEADLINE + 2 * HOUR))
    extensions = room.read(path)["extensions"]
    assert sorted((one["from_deadline"], one["deadline"]) for one in extensions) == [
        ("2026-04-24T12:00:00Z", "2026-04-24T13:00:00Z"),
        ("2026-04-24T13:00:00Z", "2026-04-24T14:00:00Z"),
    ]
    at(room, DEADLINE + 2 * HOUR)
    assert refusal(extend(DEADLINE + 3 * HOUR)) == (409, "wrong-status")


def test_called_off_it_has_no_outcome_and_the_text_is_free(room: Room) -> None:
    path = silenced(room, "OP 1")
    assert refusal(room.ask("CHAIR", "POST", f"{path}/end", reason="")) == (422, "empty-text")
    shown = made(room.ask("CHAIR", "POST", f"{path}/end", reason="A slip was found."))
    assert (shown["state"], shown["reason"]) == ("called off", "A slip was found.")
    assert refusal(room.ask("CHAIR", "POST", f"{path}/end", reason="Again.")) == (409, "wrong-status")
    assert refusal(object_to(room, "UZB", path)) == (409, "wrong-status")
    at(room, DEADLINE + SECOND)
    assert (state(room, path), level(room)) == ("called off", "open")
    made(room.replace("KAZ", "OP 1", "fully", "closely"))


def test_the_word_of_one_head_breaks_it_with_reason_and_clauses(room: Room) -> None:
    path = silenced(room, "OP 1", "OP 3")
    for members, status, rule in (
        ({"reason": " "}, 422, "empty-text"),
        ({"clauses": []}, 422, "empty-text"),
        ({"clauses": [room.clause("OP 4")["id"]]}, 422, "unknown-value"),
    ):
        assert refusal(object_to(room, "UZB", path, **members)) == (status, rule)
    shown = made(object_to(room, "UZB", path, "OP 3"))
    [objection] = shown["objections"]
    assert (shown["state"], objection["delegation"], objection["clauses"]) == (
        "broken",
        "UZB",
        [room.clause("OP 3")["id"]],
    )
    assert objection["confirmed_at"] == objection["made_at"] == shown["ended_at"]
    made(room.replace("KAZ", "OP 1", "fully", "closely"))  # all of it is free, at once
    assert refusal(object_to(room, "UZB", path)) == (409, "wrong-status")
    events = [one["what"] for one in room.read("/api/events?limit=500")["items"]][-3:]
    assert events == ["objection made", "silence broken", "amendment tabled"]


def test_whoever_does_not_negotiate_does_not_object(room: Room) -> None:
    path = silenced(room, "OP 1")
    for who in ("UNEP", "ADB", "CHAIR", "SEC"):
        assert refusal(object_to(room, who, path)) == (403, "not-permitted")
    assert refusal(object_to(room, "SEC", path, on_behalf_of="UNEP")) == (403, "not-permitted")


def test_what_a_negotiator_says_waits_for_the_head(room: Room) -> None:
    room = with_heads(room)
    path = silenced(room, "OP 1")
    shown = made(object_to(room, "KAZ", path))
    [objection] = shown["objections"]
    assert (shown["state"], objection["confirmed_at"]) == ("running", None)
    assert shown["closes_at"] == "2026-04-25T12:00:00Z"
    assert refusal(object_to(room, "KAZ", path)) == (409, "wrong-status")
    assert refusal(room.replace("UZB", "OP 1", "fully", "closely")) == (409, "under-silence")
    confirmation = f"{path}/objections/{objection['id']}/confirmation"
    for who in ("KAZ", "UZB", "TJK-HEAD", "SEC", "CHAIR"):
        assert refusal(room.ask(who, "POST", confirmation)) == (403, "not-permitted")
    assert made(room.ask("KAZ-HEAD", "POST", confirmation))["state"] == "broken"
    assert made(room.ask("KAZ-HEAD", "POST", confirmation))["state"] == "broken"  # twice changes nothing
    assert refusal(room.ask("KAZ", "POST", f"{path}/objections/{objection['id']}/take-back")) == (
        409,
        "wrong-status",
    )


def test_the_secretariat_records_what_a_head_said_and_takes_back_what_it_recorded(room: Room) -> None:
    room = with_heads(room)
    path = silenced(room, "OP 1")
    [recorded] = made(object_to(room, "SEC", path, on_behalf_of="TJK"))["objections"]
    assert (recorded["delegation"], recorded["recorded_by"], recorded["confirmed_at"]) == ("TJK", "SEC", None)
    back = f"{path}/objections/{recorded['id']}/take-back"
    assert refusal(room.ask("KAZ", "POST", back)) == (403, "not-permitted")
    shown = made(room.ask("SEC", "POST", back))
    assert (shown["closes_at"], shown["objections"][0]["ended_at"] is None) == (shown["deadline"], False)
    own = made(object_to(room, "KAZ", path))["objections"][-1]
    own = next(one for one in room.read(path)["objections"] if one["delegation"] == "KAZ")
    assert refusal(room.ask("SEC", "POST", f"{path}/objections/{own['id']}/take-back")) == (
        403,
        "not-permitted",
    )
    assert refusal(room.ask("TJK-HEAD", "POST", f"{path}/objections/{recorded['id']}/confirmation")) == (
        409,
        "wrong-status",
    )


def test_a_head_says_in_words_of_its_own_what_waited_for_it(room: Room) -> None:
    room = with_heads(room)
    path = silenced(room, "OP 1", "OP 3")
    made(object_to(room, "KAZ", path))
    shown = made(object_to(room, "KAZ-HEAD", path, "OP 3", reason="Not every year."))
    standing = [one for one in shown["objections"] if one["ended_at"] is None]
    assert (shown["state"], [one["reason"] for one in standing]) == ("broken", ["Not every year."])


def test_the_same_request_twice_opens_one_and_objects_once(room: Room) -> None:
    key = {"Idempotency-Key": "noon"}
    at(room, NOON)
    body = {"clauses": scope(room, "OP 1"), "level": AD_REF, "deadline": DEADLINE.isoformat()}
    first, second = (made(room.ask("CHAIR", "POST", HOME, key, body)) for _ in range(2))
    assert first == second
    objection = {"clauses": [room.clause("OP 1")["id"]], "reason": "No."}
    path = f"{HOME}/{first['id']}/objections"
    once, again = (made(room.ask("KAZ", "POST", path, key, objection)) for _ in range(2))
    assert (once, len(once["objections"])) == (again, 1)


def test_of_a_whole_document_what_was_further_stays_there(room: Room) -> None:
    made(room.agree("OP 3", "agreed in plenary"))
    silenced(room)
    at(room, DEADLINE + SECOND)
    assert {one["agreement"]["level"] for one in room.clauses() if one["label"] != "OP 3"} == {AD_REF}
    assert level(room, "OP 3") == "agreed in plenary"


def test_silence_lets_pass_what_is_open_and_what_was_only_said(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "fully", "closely"))
    made(room.think("TJK", "OP 1", "reserve"))
    silenced(room, "OP 1")
    made(room.think("TKM", "OP 1", "oppose"))
    at(room, DEADLINE + SECOND)
    assert level(room) == AD_REF


def test_a_package_is_under_silence_as_a_whole(room: Room) -> None:
    made(room.package("OP 1", "OP 3"))
    refused = silence(room, "OP 1")
    assert refusal(refused) == (409, "wrong-status")
    assert refused.json()["clauses"] == [room.clause("OP 3")["id"]]
    silenced(room, "OP 1", "OP 3")
    at(room, DEADLINE + SECOND)
    assert (level(room), level(room, "OP 3")) == (AD_REF, AD_REF)


def test_what_a_package_has_come_to_want_meanwhile_is_a_condition(room: Room) -> None:
    silenced(room, "OP 1")
    made(room.package("OP 1", "OP 3"))
    at(room, DEADLINE + SECOND)
    agreement = room.clause("OP 1", "TKM")["agreement"]
    assert (agreement["level"], agreement["pending_clauses"]) == (AD_REF, [room.clause("OP 3")["id"]])


def test_each_clause_waits_for_its_own_packages_alone(room: Room) -> None:
    silenced(room, "OP 1", "OP 3")
    made(room.package("OP 1", "OP 4"))
    made(room.package("OP 3", "PP 1"))
    at(room, DEADLINE + SECOND)
    waits = {one: room.clause(one, "TKM")["agreement"]["pending_clauses"] for one in ("OP 1", "OP 3")}
    assert waits == {"OP 1": [room.clause("OP 4")["id"]], "OP 3": [room.clause("PP 1")["id"]]}


def test_what_has_left_the_text_holds_back_no_package(room: Room) -> None:
    """Nor does it lock anybody out: the outcome is written by whoever comes first."""
    silenced(room, "OP 1")
    made(room.package("OP 1", "OP 4"))
    proposed = made(room.propose("KAZ", "OP 4", kind="delete"))
    gone = room.clause("OP 4")["id"]
    made(room.decide("OP 4", adopts=[proposed["id"]]))
    at(room, DEADLINE + SECOND)
    agreement = room.clause("OP 1", "TKM")["agreement"]
    assert (agreement["level"], agreement["pending_clauses"]) == (AD_REF, [])
    [package] = room.read("/api/documents/declaration/packages", "TKM")["items"]
    assert gone not in str(package)


def test_nothing_is_adopted_while_a_part_of_it_is_under_silence(room: Room) -> None:
    made(room.agree_all("agreed ad ref"))
    edition = room.issue()["id"]
    silenced(room, "OP 1", level="agreed in plenary")
    answer = room.adopt(edition)
    assert refusal(answer) == (409, "under-silence")
    assert "A part of this document" in answer.json()["detail"]


def test_what_it_did_stands_in_the_record_of_the_clause(room: Room) -> None:
    path = silenced(room, "OP 1")
    made(object_to(room, "UZB", path))
    told = [one["sentence"] for one in room.read(room.path("OP 1", "/history"), "KAZ")["items"]]
    assert told == [
        "Chair put the text under silence until 24.04.2026 12:00 UTC.",
        "Uzbekistan objected: The capital cannot accept it.",
        "Uzbekistan broke the silence; the text is free.",
    ]
    assert room.read(room.path("OP 3", "/history"), "KAZ")["items"] == []


@pytest.mark.parametrize("rest", ["", "/objections", "/extension", "/end"])
def test_a_procedure_of_another_document_is_not_there(room: Room, rest: str) -> None:
    path = silenced(room, "OP 1").replace("declaration", "programme")
    bodies = {
        "/objections": {"clauses": [room.clause("OP 1")["id"]], "reason": "No."},
        "/extension": {"deadline": (DEADLINE + HOUR).isoformat()},
        "/end": {"reason": "No."},
    }
    who = "UZB" if rest == "/objections" else "CHAIR"
    answer = room.ask(who, "POST" if rest else "GET", f"{path}{rest}", body=bodies.get(rest))
    assert refusal(answer) == (404, "not-there")
