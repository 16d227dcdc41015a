"""A delegation asks others to join its amendment: a matter between the two."""

from collections.abc import Mapping
from typing import Any

import pytest
from httpx2 import Response

from tests.app.cast import Room, made, refusal

Amendment = Mapping[str, Any]


def ask(room: Room, amendment: Amendment, *codes: str, who: str = "KAZ") -> Response:
    return room.ask(who, "PUT", f"/api/amendments/{amendment['id']}/asked", body={"delegations": [*codes]})


def answers(room: Room, who: str, amendment: Amendment) -> dict[str, str | None]:
    listed = made(room.ask(who, "GET", f"/api/amendments/{amendment['id']}/asked"))
    return {one["delegation"]: one["answer"] for one in listed["items"]}


def asked(room: Room, who: str) -> list[tuple[str, list[str]]]:
    waiting = made(room.ask(who, "GET", "/api/waiting"))["items"]
    return [(one["subject"], one["by"]) for one in waiting if one["todo"] == "asked to join"]


def test_whoever_is_asked_reads_it_and_answers(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 3", "shall", "should"))
    made(ask(room, amendment, "UZB", "TKM"))
    assert answers(room, "KAZ", amendment) == {"TKM": None, "UZB": None}
    assert asked(room, "UZB") == [(amendment["id"], ["KAZ"])]
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    made(room.ask("TKM", "DELETE", f"/api/amendments/{amendment['id']}/asked"))
    assert answers(room, "KAZ", amendment) == {"TKM": "declined", "UZB": "joined"}
    assert (asked(room, "UZB"), asked(room, "TKM")) == ([], [])
    # Whoever leaves again has answered, too; whoever has declined may be asked anew, and join.
    made(room.ask("UZB", "DELETE", f"/api/amendments/{amendment['id']}/sponsors"))
    assert asked(room, "UZB") == []
    made(ask(room, amendment, "TKM"))
    assert answers(room, "KAZ", amendment) == {"TKM": None}
    assert asked(room, "TKM") == [(amendment["id"], ["KAZ"])]


def test_nobody_else_knows(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 3", "shall", "should"))
    before = {who: room.ask(who, "GET", "/api/events").text for who in ("KGZ", "CHAIR", "SEC", "UZB")}
    made(ask(room, amendment, "UZB", "TKM"))
    assert answers(room, "UZB", amendment) == {"UZB": None}
    for who in ("KGZ", "CHAIR", "SEC"):
        assert answers(room, who, amendment) == {}
    made(room.ask("TKM", "DELETE", f"/api/amendments/{amendment['id']}/asked"))
    after = {who: room.ask(who, "GET", "/api/events").text for who in before}
    assert after == before


def test_a_draft_asks_nobody_until_it_is_tabled(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 3", "shall", "should", status="draft"))
    made(ask(room, draft, "UZB"))
    assert asked(room, "UZB") == []
    assert room.ask("UZB", "GET", f"/api/amendments/{draft['id']}/asked").status_code == 404
    made(room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"))
    assert asked(room, "UZB") == [(draft["id"], ["KAZ"])]


def test_it_waits_no_longer_where_nobody_can_join(room: Room) -> None:
    one = made(room.replace("KAZ", "OP 3", "shall", "should"))
    other = made(room.replace("KAZ", "OP 1", "fully", "widely"))
    made(ask(room, one, "UZB"))
    made(ask(room, other, "UZB"))
    made(ask(room, one))  # asked no longer
    assert answers(room, "KAZ", one) == {}
    assert asked(room, "UZB") == [(other["id"], ["KAZ"])]
    made(room.ask("KAZ", "POST", f"/api/amendments/{other['id']}/withdraw"))
    assert asked(room, "UZB") == []


@pytest.mark.parametrize(
    ("who", "codes", "status", "rule"),
    [
        ("UZB", ("TKM",), 403, "not-permitted"),  # of another's amendment
        ("KAZ", ("KAZ",), 422, "unknown-value"),  # who stands behind it already
        ("KAZ", ("ADB",), 422, "unknown-value"),  # who does not negotiate
        ("KAZ", ("XYZ",), 422, "unknown-value"),
    ],
)
def test_only_ones_own_amendment_and_only_of_those_who_could(
    room: Room, who: str, codes: tuple[str, ...], status: int, rule: str
) -> None:
    amendment = made(room.replace("KAZ", "OP 3", "shall", "should"))
    assert refusal(ask(room, amendment, *codes, who=who)) == (status, rule)


def test_whoever_is_not_asked_has_nothing_to_decline(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 3", "shall", "should"))
    answer = room.ask("UZB", "DELETE", f"/api/amendments/{amendment['id']}/asked")
    assert (answer.status_code, "is not asked" in answer.json()["detail"]) == (409, True)
    made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    answer = ask(room, amendment, "UZB")
    assert (answer.status_code, "withdrawn" in answer.json()["detail"]) == (409, True)
