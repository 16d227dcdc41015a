"""What is under silence is frozen, with all that is proposed on it; what is said beside the text is free."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response

from tests.app.cast import Room, made, refusal
from tests.app.redlined import confirm, export, send
from tests.app.silenced import (
    DEADLINE,
    HOME,
    NOON,
    SECOND,
    at,
    object_to,
    scope,
    silence,
    silenced,
    with_heads,
)
from tests.app.streamlined import merge, split
from tests.importers import tracking

pytestmark = pytest.mark.usefixtures("recorded")
Step = Callable[[Room, dict[str, Any]], Response]


def prepared(room: Room) -> tuple[Room, dict[str, Any]]:
    """Table, draft, bridge and decide on OP 2 before it is under silence."""
    room = with_heads(at(room, NOON - SECOND))
    made(room.replace("UZB", "OP 2", "share", "exchange"))
    decision = made(room.decide("OP 2", choices=[1]))
    bridges = [
        made(room.bridge("CHAIR", "OP 2", f"The Parties shall {word} data:")) for word in ("pool", "open")
    ]
    made(
        room.ask("CHAIR", "POST", f"/api/bridging-texts/{bridges[0]['id']}/release", body={"everyone": True})
    )
    facts = {
        "decision": decision["id"],
        "tabled": made(room.replace("UZB", "OP 2", "data", "all data")),
        "joined": made(room.replace("KGZ", "OP 2", "Parties", "States")),
        "draft": made(room.replace("KAZ", "OP 2", "shall", "should", status="draft")),
        "move": made(
            room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 3")["id"], status="draft")
        ),
        "child": made(room.insert("KAZ", "OP 2 (b)", "on ice;", status="draft")),
        "proposed": made(room.insert("UZB", "OP 2 (b)", "on dust;")),
        "bridges": [one["id"] for one in bridges],
    }
    made(room.join("TJK", address(facts["joined"])))
    made(
        room.ask(
            "SEC",
            "PUT",
            room.path("OP 2", "/texts/ru"),
            aligned_to=room.clause("OP 2")["revision"],
            text="Так:",
        )
    )
    return room, facts


def address(amendment: dict[str, Any], step: str = "") -> str:
    return f"/api/amendments/{amendment['id']}{step}"


def edit(room: Room, who: str, amendment: dict[str, Any], **members: Any) -> Response:
    return room.ask(
        who, "PATCH", address(amendment), base_revision=room.clause("OP 2")["revision"], **members
    )


FROZEN: dict[str, Step] = {
    "splitting": lambda room, _: split(room, "OP 2", "The Parties", "share data:"),
    "merging": lambda room, _: merge(room, "OP 1", "OP 2"),
    "putting it elsewhere": lambda room, _: room.ask(
        "CHAIR",
        "POST",
        room.path("OP 2", "/place"),
        after=room.clause("OP 4")["id"],
        base_revision=room.clause("OP 2")["revision"],
        reason="Order.",
    ),
    "tabling": lambda room, _: room.replace("UZB", "OP 2", "shall", "will"),
    "tabling a deletion": lambda room, _: room.propose("TKM", "OP 2", kind="delete"),
    "tabling on what stands under it": lambda room, _: room.replace("UZB", "OP 2 (a)", "air", "clouds"),
    "tabling a draft": lambda room, facts: room.ask("KAZ", "POST", address(facts["draft"], "/table")),
    "tabling a move away": lambda room, facts: room.ask("KAZ", "POST", address(facts["move"], "/table")),
    "tabling a part of it": lambda room, facts: room.ask("KAZ", "POST", address(facts["child"], "/table")),
    "inserting a part": lambda room, _: room.insert("KAZ", "OP 2 (a)", "on fog;"),
    "editing": lambda room, facts: edit(
        room, "UZB", facts["tabled"], text="The Parties shall share data fully:"
    ),
    "editing the reason": lambda room, facts: edit(
        room, "UZB", facts["tabled"], rationale="It is better so."
    ),
    "editing a proposed part": lambda room, facts: room.ask(
        "UZB",
        "PATCH",
        address(facts["proposed"]),
        text="on sand;",
        base_revision=room.clause("on dust;")["revision"],
    ),
    "joining": lambda room, facts: room.join("TKM", address(facts["joined"])),
    "leaving": lambda room, facts: room.ask("TJK", "DELETE", address(facts["joined"], "/sponsors")),
    "withdrawing": lambda room, facts: room.ask("UZB", "POST", address(facts["tabled"], "/withdraw")),
    "withdrawing a part": lambda room, facts: room.ask(
        "UZB", "POST", address(facts["proposed"], "/withdraw")
    ),
    "deciding": lambda room, _: room.decide("OP 2", text="The Parties shall wait:"),
    "deciding what stands under it": lambda room, _: room.decide("OP 2 (a)", text="on water;"),
    "adopting a part": lambda room, facts: room.decide("on dust;", adopts=[facts["proposed"]["id"]]),
    "undoing": lambda room, facts: room.undo("OP 2", facts["decision"]),
    "correcting": lambda room, _: room.correct("OP 2", "Parties", "parties"),
    "agreeing": lambda room, _: room.agree("OP 2", "agreed in informals"),
    "aligning": lambda room, _: room.ask(
        "SEC",
        "PUT",
        room.path("OP 2", "/texts/ru"),
        aligned_to=room.clause("OP 2")["revision"],
        text="Иначе:",
    ),
    "releasing a bridge": lambda room, facts: room.ask(
        "CHAIR", "POST", f"/api/bridging-texts/{facts['bridges'][1]}/release", body={"everyone": True}
    ),
    "withdrawing a bridge": lambda room, facts: room.ask(
        "CHAIR", "POST", f"/api/bridging-texts/{facts['bridges'][0]}/withdraw"
    ),
    "another silence": lambda room, _: room.ask(
        "CHAIR",
        "POST",
        HOME,
        body={
            "clauses": scope(room, "OP 2", "OP 3"),
            "level": "agreed ad ref",
            "hours": 80,
        },
    ),
}


def test_what_is_frozen_is_refused_with_the_procedure_and_its_deadline(room: Room) -> None:
    room, facts = prepared(room)
    path = silenced(room, "OP 2")
    at(room, DEADLINE - SECOND)
    for name, step in FROZEN.items():
        answer = step(room, facts)
        body = answer.json()
        assert refusal(answer) == (409, "under-silence"), (name, body)
        assert path.endswith(body.get("silence_procedure", "")), name
        assert (body["deadline"], "24 April 2026, 12:00 UTC" in body["detail"]) == (
            "2026-04-24T12:00:00+00:00",
            True,
        )
    assert room.read(path)["state"] == "running"


def test_once_the_silence_is_broken_every_one_of_these_steps_is_free(room: Room) -> None:
    room, facts = prepared(room)
    path = silenced(room, "OP 2")
    made(object_to(room, "UZB", path, "OP 2"))
    for name in (
        "withdrawing a part",
        "joining",
        "leaving",
        "tabling a draft",
        "correcting",
        "releasing a bridge",
    ):
        answer = FROZEN[name](room, facts)
        assert answer.status_code in (200, 201), (name, answer.text)


def test_positions_comments_and_drafts_stay_possible(room: Room) -> None:
    room, facts = prepared(room)
    silenced(room, "OP 2")
    made(room.think("KAZ", "OP 2", "oppose"))
    made(room.think("TKM", "OP 2", "can accept", of=facts["tabled"]))
    made(
        room.ask(
            "KAZ", "POST", room.path("OP 2", "/comments"), text="We wait for our capital.", circle="everyone"
        )
    )
    draft = made(room.replace("UZB", "OP 2", "shall", "will", status="draft"))
    made(edit(room, "UZB", draft, text="The Parties might share data:"))
    made(room.ask("UZB", "POST", address(draft, "/withdraw")))
    made(room.insert("KAZ", "OP 2 (a)", "on fog;", status="draft"))
    made(room.bridge("CHAIR", "OP 2", "The Parties may share data:"))
    made(room.ask("SEC", "POST", "/api/documents/declaration/editions", kind="rolling text"))


def test_other_clauses_are_free_beside_it(room: Room) -> None:
    room, _ = prepared(room)
    silenced(room, "OP 2")
    made(room.replace("KAZ", "OP 1", "fully", "closely"))
    made(room.insert("KAZ", "OP 2", "The Parties shall meet online;"))
    made(room.decide("OP 1", choices=[1]))
    into = room.clause("OP 2 (b)")["id"]
    assert refusal(room.propose("KAZ", "OP 4", kind="move", after=into))[0] in (409, 422)


def test_under_the_whole_document_nothing_is_inserted_either(room: Room) -> None:
    made(room.insert("UZB", "OP 3", "The Parties shall sing;"))
    silenced(room)
    assert refusal(room.insert("KAZ", "OP 4", "The Parties shall rest;")) == (409, "under-silence")
    assert refusal(room.insert("KAZ", None, "The Parties shall rest;", clause_kind="heading")) == (
        409,
        "under-silence",
    )
    singing = room.clause("The Parties shall sing;")
    answer = room.ask(
        "KAZ",
        "POST",
        f"/api/clauses/{singing['id']}/amendments",
        text="The Parties shall dance;",
        base_revision=singing["revision"],
        status="tabled",
    )
    assert refusal(answer) == (409, "under-silence")
    assert "The whole document is under silence" in answer.json()["detail"]
    made(room.insert("KAZ", "OP 4", "The Parties shall rest;", status="draft"))
    assert refusal(silence(room, "OP 1", deadline=(DEADLINE + SECOND).isoformat())) == (409, "under-silence")
    # The other document is another matter.
    made(room.propose("KAZ", "1.1", fields={"budget": "USD 6 million"}))


def test_a_language_that_the_rules_do_not_require_is_free(room: Room) -> None:
    rules = {"minimum_hours": 72, "languages": ["en"], "reason": "The Russian text follows."}
    made(room.ask("SEC", "PUT", "/api/documents/declaration/silence-rules", body=rules))
    silenced(room, "OP 1")
    aligned = room.ask(
        "SEC", "PUT", room.path("OP 1", "/texts/ru"), aligned_to=room.clause("OP 1")["revision"], text="Так;"
    )
    made(aligned)


def test_a_redlined_file_files_drafts_and_tables_nothing_on_it(room: Room) -> None:
    silenced(room, "OP 1")
    file = tracking.edited(export(room), tracking.replace("KAZ", "fully", "closely"))
    redline = made(send(room, "KAZ", file))["id"]
    [left] = made(confirm(room, "KAZ", redline, {"KAZ": "KAZ"}, status="tabled"))["findings"]
    assert (left["filed"], "under silence" in left["left"]) == (None, True)
    [filed] = made(confirm(room, "KAZ", redline, {"KAZ": "KAZ"}, status="draft"))["findings"]
    assert filed["filed"]
