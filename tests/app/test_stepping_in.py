"""A demonstration, in which anybody may be anybody, and a system of real people never become each other."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from app import cli
from app.database import Store
from app.demonstration import is_demonstration, load_demonstration, require_real
from app.identity import get_now
from app.models import AccountRow
from app.services.accounts import begin_administration
from app.services.tokens import issue_token
from documents.errors import BrokenRule, StateForbids
from tests.app.cast import Room, made
from tests.app.people import person
from tests.stores import placed_file, store_at


@pytest.fixture
def demonstration(demonstration_file: Path, one_app: FastAPI) -> Iterator[tuple[Store, TestClient]]:
    store = store_at(placed_file(demonstration_file, demonstration_file.with_name("stepped_in.db")))
    one_app.state.store, one_app.state.demonstration = store, True
    yield store, TestClient(one_app, follow_redirects=False)
    one_app.state.demonstration = False
    store.engine.dispose()


@contextmanager
def switched_off(app: FastAPI) -> Iterator[FastAPI]:
    """Give the application as it is where nobody said that it is a demonstration."""
    app.state.demonstration = False
    yield app
    app.state.demonstration = True


def test_anybody_steps_into_any_role_and_every_page_says_what_this_is(
    demonstration: tuple[Store, TestClient],
) -> None:
    _, client = demonstration
    form = client.get("/enter").text
    roles = re.findall(r'name="delegation" value="([^"]+)">\s*<input[^>]*name="role" value="([^"]+)"', form)
    assert len(roles) == 9 * 3 + 1 + 2
    for delegation, role in (("KAZ", "negotiator"), ("CHAIR", "chair"), ("SEC", "administrator")):
        assert (delegation, role) in roles
        entered = client.post("/enter/role", data={"delegation": delegation, "role": role, "next": "/"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        assert client.get("/api/house-rules").status_code == 200
        for path in ("/", "/documents/joint-declaration", "/nothing", "/enter"):
            assert "Demonstration: anybody can be anybody here" in client.get(path).text
    assert client.get("/people").status_code == 200
    wrong = client.post("/enter/role", data={"delegation": "KAZ", "role": "chair"})
    assert (wrong.status_code, "there is no role" in wrong.text) == (422, True)


def test_without_its_switch_a_demonstration_is_entered_like_any_system(
    demonstration: tuple[Store, TestClient],
) -> None:
    _, client = demonstration
    with switched_off(client.app):
        assert "Step into a role" not in client.get("/enter").text
        assert (
            client.post("/enter/role", data={"delegation": "SEC", "role": "administrator"}).status_code == 404
        )


def test_a_demonstration_gets_no_real_administrator(demonstration: tuple[Store, TestClient]) -> None:
    store, _ = demonstration
    with pytest.raises(StateForbids, match="is a demonstration"), store.reading() as session:
        require_real(session)


def join_as_invited(app: FastAPI, token: str) -> TestClient:
    """Return the browser of a person who was invited and has chosen a password."""
    whom = {"email": "aida@example.org", "name": "A. Delegate", "delegation": "KAZ", "role": "head"}
    signed = {"Authorization": f"Bearer {token}"}
    link = made(TestClient(app).post("/api/accounts", headers=signed, json=whom))["link"]
    client = TestClient(app)
    chosen = {"secret": link.rsplit("/", 1)[1], "password": "three rivers meet here"}
    assert client.post("/api/passwords", json=chosen).status_code == 204
    return client


def administrators_token(store: Store) -> str:
    with store.writing() as session:
        return issue_token(
            session, delegation="SEC", role="administrator", name="test", expires_at=None, now=get_now()
        )


def test_once_real_people_have_come_a_demonstration_is_none_any_more(
    demonstration: tuple[Store, TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, client = demonstration
    with switched_off(client.app) as real:
        join_as_invited(real, administrators_token(store))
    entered = client.post("/enter/role", data={"delegation": "KAZ", "role": "head"})
    assert (entered.status_code, "Unset KELISIM_DEMONSTRATION" in entered.text) == (409, True)
    assert client.get("/api/house-rules").status_code == 401
    monkeypatch.setenv("KELISIM_DATABASE_URL", store.url)
    monkeypatch.setenv("KELISIM_DEMONSTRATION", "1")
    with pytest.raises(StateForbids, match="begin another demonstration in another database"):
        cli.serve(port=1)


def test_whoever_joins_a_demonstration_knows_what_it_is_and_it_goes_on(
    demonstration: tuple[Store, TestClient],
) -> None:
    store, client = demonstration
    aida = join_as_invited(client.app, administrators_token(store))
    change = {"present": "three rivers meet here", "new": "seven glaciers in the east"}
    assert aida.put("/api/account/password", json=change).status_code == 204
    role = {"delegation": "KAZ", "role": "head"}
    assert client.post("/enter/role", data=role).status_code == 303
    with switched_off(client.app) as real:
        later = TestClient(real)
        again = {"email": "aida@example.org", "password": "seven glaciers in the east"}
        assert later.post("/api/sign-ins", json=again).status_code == 204
        change = {"present": "seven glaciers in the east", "new": "three rivers meet here"}
        assert later.put("/api/account/password", json=change).status_code == 204
    assert client.post("/enter/role", data=role).status_code == 409


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_a_system_of_its_own_is_never_made_a_demonstration(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(room.app.state.store, "SEC", "administrator")
    store = Store(room.url)
    with pytest.raises(StateForbids, match="holds a system of its own"):
        load_demonstration(store, now=get_now())
    with store.reading() as session:
        assert not is_demonstration(session)
    monkeypatch.setenv("KELISIM_DATABASE_URL", room.url)
    monkeypatch.setenv("KELISIM_DEMONSTRATION", "1")
    with pytest.raises(BrokenRule, match="was not begun as a demonstration"):
        cli.serve(port=1)
    store.engine.dispose()


@pytest.mark.parametrize("room", ["sqlite", "postgresql"], indirect=True)
def test_there_is_one_first_administrator(room: Room) -> None:
    store: Store = room.app.state.store
    with store.writing() as session:
        account, secret = begin_administration(
            session, email="Admin@example.org", name="Administrator", language="ru", now=get_now()
        )
    with store.writing() as session:  # the link was lost, or too old
        again, secret = begin_administration(
            session, email="admin@example.org", name="Administrator", language="ru", now=get_now()
        )
    assert again.id == account.id
    client = TestClient(room.app)
    chosen = client.post("/api/passwords", json={"secret": secret, "password": "three rivers meet here"})
    assert chosen.status_code == 204
    assert client.get("/api/accounts").json()["items"][0]["id"] == account.id
    with pytest.raises(StateForbids, match="administrator already"), store.writing() as session:
        begin_administration(session, email="b@example.org", name="B", language="en", now=get_now())
    with store.reading() as session:
        assert len(session.scalars(select(AccountRow)).all()) == 1
