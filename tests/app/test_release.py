"""A delegation may want its head's release before anything of it is tabled."""

import pytest

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.people import token_of


@pytest.fixture
def strict(room: Room) -> Room:
    """A room in which UZB tables only what its head has released; UZB-N is its negotiator."""
    rules = room.ask("UZB", "PUT", "/api/house-rules", head_releases=True)
    assert made(rules) == {"head_releases": True}
    token = token_of(room.app.state.store, "UZB", "negotiator")
    return Room(room.app, room.client, room.url, {**room.tokens, "UZB-N": token})


def drafted(room: Room) -> str:
    return f"/api/amendments/{made(room.replace('UZB-N', 'OP 1', '2027', '2028', status='draft'))['id']}"


def test_a_negotiator_tables_what_the_head_has_released(strict: Room) -> None:
    path = drafted(strict)
    refused = strict.ask("UZB-N", "POST", f"{path}/table")
    assert refusal(refused) == (409, "not-released")
    assert made(strict.release("UZB", path))["is_released"] is True
    assert made(strict.ask("UZB-N", "POST", f"{path}/table"))["status"] == "tabled"
    with strict.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_release_is_of_one_text(strict: Room) -> None:
    path = drafted(strict)
    made(strict.release("UZB", path))
    clause = strict.clause("OP 1")
    text = clause["text"].replace("2027", "2030")
    edited = made(strict.ask("UZB-N", "PATCH", path, text=text, base_revision=clause["revision"]))
    assert edited["is_released"] is False
    assert refusal(strict.ask("UZB-N", "POST", f"{path}/table")) == (409, "not-released")


def test_a_head_releases_no_text_that_it_has_not_read(strict: Room) -> None:
    path = drafted(strict)
    read = strict.read(path, "UZB")
    clause = strict.clause("OP 1")
    text = clause["text"].replace("2027", "2031")
    made(strict.ask("UZB-N", "PATCH", path, text=text, base_revision=clause["revision"]))
    stale = strict.ask("UZB", "POST", f"{path}/release", text=read["text_id"])
    assert refusal(stale) == (409, "stale-base")
    assert stale.json()["present_fields"] == {"text": text}
    now = strict.read(path, "UZB")["text_id"]
    assert made(strict.ask("UZB", "POST", f"{path}/release", text=now))["is_released"] is True


def test_a_head_says_which_text_it_releases(strict: Room) -> None:
    path = drafted(strict)
    for headers in ({}, {"If-Match": "*"}):
        assert refusal(strict.ask("UZB", "POST", f"{path}/release", headers)) == (428, "base-not-named")
    tag = strict.ask("UZB", "GET", path).headers["etag"]
    assert made(strict.ask("UZB", "POST", f"{path}/release", {"If-Match": tag}))["is_released"] is True


def test_the_head_tables_without_asking_itself(strict: Room) -> None:
    assert made(strict.ask("UZB", "POST", f"{drafted(strict)}/table"))["status"] == "tabled"
    assert made(strict.replace("UZB", "OP 2", "share", "exchange"))["status"] == "tabled"


def test_a_negotiator_puts_nothing_on_the_table_by_another_way(strict: Room) -> None:
    assert refusal(strict.replace("UZB-N", "OP 1", "2027", "2028")) == (409, "not-released")
    assert refusal(strict.insert("UZB-N", "OP 1", "The Parties shall rest;")) == (409, "not-released")
    tabled = made(strict.replace("UZB", "OP 1", "2027", "2028"))
    clause = strict.clause("OP 1")
    other = {"text": clause["text"].replace("2027", "2030"), "base_revision": clause["revision"]}
    answer = strict.ask("UZB-N", "PATCH", f"/api/amendments/{tabled['id']}", body=other)
    assert refusal(answer) == (409, "not-released")
    assert len(strict.read("/api/amendments?delegation=UZB", "UZB")["items"]) == 1


def test_what_was_said_in_the_room_is_confirmed_by_the_head(strict: Room) -> None:
    said = made(strict.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="UZB"))
    path = f"/api/amendments/{said['id']}/confirm"
    assert refusal(strict.ask("UZB-N", "POST", path)) == (409, "not-released")
    assert made(strict.ask("UZB", "POST", path))["confirmed_at"] is not None


def test_only_a_head_releases_and_says_whether_that_is_wanted(strict: Room) -> None:
    path = drafted(strict)
    assert refusal(strict.ask("UZB-N", "POST", f"{path}/release")) == (403, "not-permitted")
    for who in ("KAZ", "SEC", "CHAIR", "UZB-N", "ADB"):
        assert refusal(strict.ask(who, "PUT", "/api/house-rules", head_releases=False)) == (
            403,
            "not-permitted",
        )
    assert strict.read("/api/house-rules", "UZB-N") == {"head_releases": True}
    assert strict.read("/api/house-rules", "KAZ") == {"head_releases": False}


def test_where_it_is_wanted_no_more_negotiators_table_as_before(strict: Room) -> None:
    made(strict.ask("UZB", "PUT", "/api/house-rules", head_releases=False))
    assert made(strict.replace("UZB-N", "OP 1", "2027", "2028"))["status"] == "tabled"


def test_neither_the_rule_nor_a_release_is_told_to_others(strict: Room) -> None:
    before = strict.read("/api/events?limit=500", "KAZ")
    path = drafted(strict)
    made(strict.release("UZB", path))
    assert strict.read("/api/events?limit=500", "KAZ") == before
    assert refusal(strict.ask("KAZ", "POST", f"{path}/release")) == (404, "not-there")
    tabled = made(strict.ask("UZB-N", "POST", f"{path}/table"))
    assert tabled["is_released"] is False
