"""Whoever signs in waits for a hash; what others do to the account meanwhile counts."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from app import signing_in
from app.verifying import verify_store
from tests.app.cast import Room, refusal
from tests.app.people import PASSWORD, Person, person
from tests.thoroughness import ENGINES

pytestmark = [
    pytest.mark.parametrize("room", ENGINES, indirect=True),
    pytest.mark.usefixtures("quick_hashes"),
]
NEW = "seven glaciers in the east"
THIEFS = "a thief walks over ice"


@pytest.fixture
def aida(room: Room) -> Person:
    return person(room.app.state.store, "KAZ", "negotiator")


def browser_of(room: Room, somebody: Person) -> TestClient:
    client = TestClient(room.app)
    somebody.take(client)
    return client


def while_it_is_looked_at(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], int]) -> list[int]:
    """Let something happen between the look at the next password and what follows; return what was answered then."""
    look, answered = signing_in.is_right, list[int]()

    def looking(password: str, kept: str | None) -> bool:
        monkeypatch.setattr(signing_in, "is_right", look)
        right = look(password, kept)
        answered.append(happens())
        return right

    monkeypatch.setattr(signing_in, "is_right", looking)
    return answered


def test_the_former_password_signs_nobody_in_that_was_waiting(
    room: Room, aida: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers, thief = browser_of(room, aida), TestClient(room.app)
    change = {"present": PASSWORD, "new": NEW}
    answered = while_it_is_looked_at(
        monkeypatch, lambda: hers.put("/api/account/password", json=change).status_code
    )
    late = thief.post("/api/sign-ins", json={"email": aida.email, "password": PASSWORD})
    assert (answered, refusal(late)) == ([204], (401, "wrong-password"))
    assert thief.get("/api/account").status_code == 401
    assert hers.get("/api/account").status_code == 200
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_an_account_that_was_closed_meanwhile_is_not_signed_in_to_even_after_it_is_opened(
    room: Room, aida: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = browser_of(room, person(room.app.state.store, "SEC", "administrator"))
    path = f"/api/accounts/{aida.id}"
    answered = while_it_is_looked_at(
        monkeypatch, lambda: office.patch(path, json={"closed": True}).status_code
    )
    late = TestClient(room.app)
    answer = late.post("/api/sign-ins", json={"email": aida.email, "password": PASSWORD})
    assert (answered, refusal(answer)) == ([200], (401, "wrong-password"))
    assert office.patch(path, json={"closed": False}).status_code == 200
    assert late.get("/api/account").status_code == 401


def test_a_password_that_was_chosen_by_a_link_meanwhile_is_not_changed_with_the_former_one(
    room: Room, aida: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = browser_of(room, person(room.app.state.store, "SEC", "administrator"))
    link = office.post(f"/api/accounts/{aida.id}/links").json()["link"]
    chosen = {"secret": link.rsplit("/", 1)[1], "password": NEW}
    answered = while_it_is_looked_at(
        monkeypatch, lambda: TestClient(room.app).post("/api/passwords", json=chosen).status_code
    )
    thief = browser_of(room, aida)
    late = thief.put("/api/account/password", json={"present": PASSWORD, "new": THIEFS})
    assert (answered, refusal(late)) == ([204], (401, "wrong-password"))
    for password, status in ((THIEFS, 401), (NEW, 204)):
        tried = {"email": aida.email, "password": password}
        assert TestClient(room.app).post("/api/sign-ins", json=tried).status_code == status
