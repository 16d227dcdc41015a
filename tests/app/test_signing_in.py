"""Whoever guesses is slowed, for an account and for an address, in all processes, and learns nothing by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from starlette.testclient import TestClient

from app import passwords
from app.braking import FORGOTTEN, brake_of_account, brake_of_address, count_try, release
from app.database import Store
from app.errors import SlowDown
from app.identity import get_now
from app.main import create_app
from app.passwords import hash_password, is_right, require_good_password
from app.settings import Settings
from documents.errors import Unacceptable
from tests.app.cast import Room, refusal
from tests.app.people import PASSWORD, invited, person

WRONG = "guessed at random"


def attempt(client: TestClient, email: str, password: str = WRONG):  # type: ignore[no-untyped-def]
    return client.post("/api/sign-ins", json={"email": email, "password": password})


def test_after_five_failures_everybody_waits_even_with_the_right_password(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = TestClient(room.app)
    moment = get_now()
    room.app.dependency_overrides[get_now] = lambda: moment
    assert [attempt(client, aida.email).status_code for _ in range(5)] == [401] * 5
    slowed = attempt(client, aida.email, PASSWORD)
    assert refusal(slowed) == (429, "slow-down")
    assert slowed.headers["Retry-After"] == "2"
    page = client.post("/enter", data={"email": aida.email, "password": PASSWORD})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "2")
    assert "Try again in 2 seconds." in page.text
    assert f'value="{aida.email}"' in page.text
    moment += timedelta(seconds=2)
    assert attempt(client, aida.email, PASSWORD).status_code == 204
    assert [attempt(client, aida.email).status_code for _ in range(5)] == [401] * 5  # it began anew


@contextmanager
def a_full_queue() -> Iterator[None]:
    """Let as many wait for their turn as may."""
    places = 0
    while passwords._waiting.acquire(blocking=False):
        places += 1
    try:
        yield
    finally:
        passwords._waiting.release(places)


def test_whoever_found_the_queue_full_has_not_failed(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = TestClient(room.app)
    moment = get_now()
    room.app.dependency_overrides[get_now] = lambda: moment
    with a_full_queue():
        turned_away = [attempt(client, aida.email, PASSWORD) for _ in range(60)]
    assert {(one.status_code, one.headers.get("Retry-After")) for one in turned_away} == {(429, "2")}
    assert [attempt(client, aida.email).status_code for _ in range(4)] == [401] * 4  # one fewer than are free
    moment += timedelta(seconds=2)
    with a_full_queue():
        assert attempt(client, aida.email, PASSWORD).status_code == 429
    assert attempt(client, aida.email).status_code == 401
    assert refusal(attempt(client, aida.email, PASSWORD)) == (429, "slow-down")  # those five were looked at
    moment += timedelta(seconds=2)
    with a_full_queue():
        assert attempt(client, aida.email, PASSWORD).headers["Retry-After"] == "2"
    assert attempt(client, aida.email, PASSWORD).status_code == 204  # it made nobody wait anew


def test_a_full_queue_is_said_with_when_to_come_again_on_the_page_of_a_link_too(room: Room) -> None:
    _, secret = invited(room.app.state.store, "KAZ", "negotiator")
    twice = {"password": PASSWORD, "again": PASSWORD}
    with a_full_queue():
        page = TestClient(room.app).post(f"/join/{secret}", data=twice)
    assert (page.status_code, page.headers.get("Retry-After")) == (429, "2")
    assert "Try again in 2 seconds." in page.text


def test_what_the_new_password_lacks_is_no_failure_to_know_the_present_one(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = TestClient(room.app)
    aida.take(client)
    change = {"present": PASSWORD, "new": "password1234"}
    answers = [client.put("/api/account/password", json=change).status_code for _ in range(7)]
    assert answers == [422] * 7


def test_an_account_that_does_not_exist_is_slowed_like_one_that_does(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    moment = get_now()
    room.app.dependency_overrides[get_now] = lambda: moment
    answers = []
    for email in (aida.email, "nobody@example.org"):
        client = TestClient(room.app)
        answers.append([(one.status_code, one.text) for one in (attempt(client, email) for _ in range(7))])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [401] * 5 + [429] * 2


def test_two_processes_count_together(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    other = create_app(Settings(database_url=room.url, export_processes=0))
    moment = get_now()
    for app in (room.app, other):
        app.dependency_overrides[get_now] = lambda: moment
    clients = TestClient(room.app), TestClient(other)
    assert [attempt(clients[turn % 2], aida.email).status_code for turn in range(7)] == [401] * 5 + [429] * 2
    other.state.store.engine.dispose()


def test_an_address_that_tries_many_accounts_is_slowed_too(room: Room) -> None:
    store: Store = room.app.state.store
    now = get_now()
    address = brake_of_address("192.0.2.7")
    for turn in range(50):
        with store.writing() as session:
            count_try(session, [brake_of_account(f"{turn}@example.org"), address], now=now)
    with pytest.raises(SlowDown), store.writing() as session:
        count_try(session, [brake_of_account("51@example.org"), address], now=now)
    with store.writing() as session:
        count_try(session, [brake_of_account("51@example.org"), brake_of_address("192.0.2.8")], now=now)
    with store.writing() as session:
        count_try(session, [address], now=now + FORGOTTEN + timedelta(seconds=1))


def test_signing_in_forgives_the_account_and_takes_nothing_from_the_address(room: Room) -> None:
    store: Store = room.app.state.store
    now = get_now()
    account, address = brake_of_account("a@example.org"), brake_of_address("192.0.2.7")
    for _ in range(60):
        with store.writing() as session:
            count_try(session, [account, address], now=now)
            release(session, account=account, address=address)
    with store.writing() as session:
        count_try(session, [account, address], now=now)


def test_a_network_of_ipv6_is_one_address() -> None:
    one, other, elsewhere = (
        brake_of_address(address) for address in ("2001:db8:1:2::5", "2001:db8:1:2:3::9", "2001:db8:1:3::5")
    )
    assert one == other
    assert one != elsewhere


def test_a_password_is_kept_with_argon2id_and_never_twice_alike() -> None:
    one, other = hash_password(PASSWORD), hash_password(PASSWORD)
    assert one.startswith("$argon2id$")
    assert one != other
    assert is_right(PASSWORD, one)
    assert not is_right(PASSWORD + " ", one)
    assert not is_right(PASSWORD, None)
    assert not is_right("nobody's", None)


def test_the_same_password_from_another_keyboard_is_right() -> None:
    assert is_right("Kö\u0308kşetau ormany", hash_password("Kö\u0308kşetau ormany"))
    assert is_right("e\u0301toiles du matin", hash_password("\u00e9toiles du matin"))


class Watched:
    """A hasher that notes which hashes it was asked about, and how many it made."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher
        self.looked_at: list[str] = []
        self.hashed = 0

    def hash(self, password: bytes) -> str:
        self.hashed += 1
        return self.hasher.hash(password)

    def verify(self, kept: str, password: bytes) -> bool:
        self.looked_at.append(kept)
        return self.hasher.verify(kept, password)


def test_whoever_does_not_exist_costs_the_same_look(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = TestClient(room.app)
    attempt(client, "nobody@example.org")  # the first one of a process makes the hash that belongs to nobody
    watched = Watched(passwords._hasher)
    monkeypatch.setattr(passwords, "_hasher", watched)
    costs = []
    for email in (aida.email, "nobody@example.org", "no address"):
        watched.looked_at.clear()
        assert attempt(client, email).status_code == 401
        costs.append([extract_parameters(kept) for kept in watched.looked_at])
    assert costs[0] == costs[1] == costs[2]
    assert [one.memory_cost for one in costs[0]] == [64 * 1024]


def test_nothing_is_hashed_out_of_turn_not_even_for_the_first_who_does_not_exist(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched = Watched(passwords._hasher)
    monkeypatch.setattr(passwords, "_hasher", watched)
    passwords._kept_of_nobody.cache_clear()
    with a_full_queue(), pytest.raises(SlowDown):
        is_right(WRONG, None)
    assert watched.hashed == 0
    assert not is_right(WRONG, None)
    assert watched.hashed == 1


@pytest.mark.parametrize("password", ["letmeinletmein", "qwertyuiop123", "iloveyou2026", "1234567890123"])
def test_what_everybody_takes_is_no_password(password: str) -> None:
    with pytest.raises(Unacceptable, match="first that anybody would try"):
        require_good_password(password, known=())


@pytest.mark.parametrize(
    "password", [PASSWORD, "бір күні таңертең", "zS9#kq!Lw2vB", "x " * 6 + "lake and wind"]
)
def test_what_nobody_connects_is_one(password: str) -> None:
    require_good_password(password, known=["A.", "Delegate"])
